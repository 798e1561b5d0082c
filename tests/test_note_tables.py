"""Tables pasted among notes (drafter/importing/pasted.py). What holds:

- a table of projects is rows of projects: bare sums in the unit of their column, grades and rates as a case has them;
- what is none of what its column holds (待定 as a rate, 优良 as a grade) is left to be looked at, not put in its place;
- a total is no project and no finding; what it says of the mean or of all findings is taken;
- a table of findings has its problems, deeds and states apart, with the sum that a problem is about;
- any other table is told row by row, each figure with its unit, goal, last year and reason.
"""

from __future__ import annotations

from typing import Any

import pytest

from drafter import api
from drafter.importing.case_text import case_text
from drafter.importing.proposal import Proposal
from drafter.importing.reader import read_notes

PROJECT, TOWN, LETTER = "project-self-evaluation", "township-summary", "rectification"


def proposed(genre: str, *rows: str) -> Proposal:
    """What is made of a table whose cells are parted by ｜."""
    made = read_notes("\n".join(rows).replace("｜", "\t") + "\n", genre, 2024)
    # Whatever stands in its place is of the kind of its place.
    api.engine().read_case(case_text(made.data))
    return made


HEAD = "项目名称｜预算数（万元）｜支出数｜等级｜得分｜执行率｜经办"


@pytest.mark.parametrize(
    ("row", "expected", "left"),
    [
        ("村道养护｜50｜48.5｜优秀｜95｜97｜", {
            "budget": "50万元", "spent": "48.5万元", "grade": "优", "score": "95分", "rate": "97%"}, []),
        ("村道养护｜50万元｜48.5万元｜良｜95分｜97%｜", {
            "budget": "50万元", "spent": "48.5万元", "grade": "良", "score": "95分", "rate": "97%"}, []),
        ("村道养护｜50｜—｜较差｜/｜无｜王某", {"budget": "50万元", "grade": "差"}, ["王某"]),
        ("村道养护｜未下达｜48.5｜优良｜不评｜待定｜", {"spent": "48.5万元"}, ["未下达", "优良", "不评", "待定"]),
        ("村道养护｜50｜48.5｜一等｜95%｜97｜", {
            "budget": "50万元", "spent": "48.5万元", "rate": "97%"}, ["一等", "95%"]),
    ],
)  # fmt: skip
def test_a_row_of_projects(row: str, expected: dict[str, str], left: list[str]) -> None:
    made = proposed(TOWN, HEAD, row, "水渠修复｜20｜20｜优｜98｜100｜")
    assert made.data["projects"][0] == {"name": "村道养护", **expected}
    assert made.data["projects"][1]["name"] == "水渠修复"
    assert [one.words for one in made.unplaced] == left


def test_a_total_is_no_project() -> None:
    data = proposed(TOWN, HEAD, "村道养护｜50｜48.5｜优秀｜95｜97｜", "合 计｜50｜48.5｜｜平均95.5分｜｜").data
    assert [row["name"] for row in data["projects"]] == ["村道养护"]
    assert data["grades"]["average"] == "95.5分"


def test_parts_of_the_account_without_a_head_are_no_projects() -> None:
    data = proposed(TOWN, "｜预算｜支出", "渔港整治｜412｜356", "合计｜412｜356").data
    assert "projects" not in data and data["fund"] == {"notes": ["渔港整治预算412万元、支出356万元"]}


def findings(*rows: str) -> list[dict[str, Any]]:
    return list(proposed(LETTER, *rows).data["findings"])


def test_findings_in_a_table_with_sums_states_and_who_sees_to_it() -> None:
    head = "序号｜存在问题｜问题金额（万元）｜整改措施｜整改情况｜责任科室｜经办人｜完成时限"
    made = proposed(
        LETTER,
        head,
        "1｜台账登记不全｜12.5｜补登台账｜已完成｜办公室｜王某｜6月底",
        "2｜合同未归档｜｜补齐归档｜正在整改｜｜｜",
        "合计｜2个｜｜销号1个｜｜｜｜",
    )
    first, second = made.data["findings"]
    assert (first["title"], first["status"]) == ("台账登记不全", "已完成")
    assert first["found"] == ["台账登记不全，涉及12.5万元"]
    assert "补登台账" in first["notes"][0] and "整改情况" not in str(first["notes"])
    assert "王某" not in str(made.data)
    assert (second["title"], second["status"], second["notes"]) == ("合同未归档", "正在推进", ["补齐归档"])
    assert made.data["summary"] == ["2个问题，已完成整改1个"]


@pytest.mark.parametrize(
    ("head", "row", "status", "notes"),
    [
        # 整改情况 alone is what was done; beside measures it is how far they are, and words of its own stay.
        ("序号｜存在问题｜整改情况", "1｜台账不全｜已完成。3月补登台账", "已完成", ["3月补登台账"]),
        ("序号｜存在问题｜整改措施｜整改情况", "1｜台账不全｜补登台账｜已完成", "已完成", ["补登台账"]),
        ("序号｜存在问题｜整改措施｜整改情况", "1｜台账不全｜补登台账｜补登了36本", None, ["补登台账；补登了36本"]),
        ("序号｜存在问题｜整改措施｜整改情况｜完成情况", "1｜台账不全｜补登台账｜补登36本｜已完成", "已完成", [
            "补登台账；整改情况补登36本"]),
    ],
)  # fmt: skip
def test_which_column_says_how_far_a_finding_is(head: str, row: str, status: str | None, notes: list[str]) -> None:
    (one,) = findings(head, row)
    assert (one["title"], one.get("status"), one["notes"]) == ("台账不全", status, notes)


@pytest.mark.parametrize(
    ("rows", "notes"),
    [
        (("指标｜目标值｜完成值｜上年｜原因｜备注", "供餐学校（所）｜20｜22｜18｜｜新增两所"), [
            "供餐学校22所（目标20所，上年18所），新增两所"]),
        (("指标｜目标值｜完成值｜上年｜原因｜备注", "检查次数｜12｜10｜—｜两次因雨取消｜"), [
            "检查次数10次（目标12次），原因：两次因雨取消"]),
        (("名称｜数量｜金额（万元）｜备注", "路灯｜120盏｜36｜质保两年", "井盖｜45个｜9｜—", "合计｜｜45｜"), [
            "路灯120盏，质保两年，金额（万元）36", "井盖45个，金额（万元）9"]),
        # A table without a head is told as it stands.
        (("水渠｜3公里｜12万元", "泵站｜2座｜30万元"), ["水渠 3公里 12万元", "泵站 2座 30万元"]),
    ],
)  # fmt: skip
def test_any_other_table_is_told_row_by_row(rows: tuple[str, ...], notes: list[str]) -> None:
    data = proposed(PROJECT, *rows).data
    assert [note for row in data["work"] for note in row["notes"]] == notes
