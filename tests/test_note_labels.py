"""Labels of notes that say more than which field they are (drafter/importing/labelling.py). What holds:

- a label that goes on with another one is of the same matter, and a place behind it is told with what was done;
- next year behind a problem is its measure, and numbered problems and measures answer each other in their order;
- goals that a letter announces are held against the results of that letter, with no goal where it was met as it stood;
- a quality, a satisfaction and what came of a result stand where such things stand;
- a label that is about nothing that is open (其他, 重点一件) is taken by what it says, and no more of it is told.
"""

from __future__ import annotations

from typing import Any

import pytest

from drafter.importing.reader import read_notes

HEAD = "单位：青山县档案馆；项目：库房改造\n全年预算80万元，支出78万元\n"


def read(lines: str) -> dict[str, Any]:
    found = read_notes(HEAD + lines, "project-self-evaluation", 2024)
    assert not found.unplaced
    assert (found.data["unit"]["name"], found.data["project"]["name"]) == ("青山县档案馆", "库房改造")
    assert found.data["fund"] == {"budget": "80万元", "spent": "78万元"}
    return found.data


def test_a_label_goes_on_with_another() -> None:
    (group,) = read("搬库：5月搬运档案1200箱\n搬库·续：9月上架800箱\n查档·网上：受理56件\n")["work"]
    assert group["notes"] == ["搬库方面，5月搬运档案1200箱", "搬库方面，9月上架800箱", "查档方面，网上受理56件"]


def test_next_year_behind_a_problem_is_its_measure() -> None:
    answered = [{"problem": "货架不够用", "measure": "添置货架20组"}]
    for label in ("2025年", "2025年度", "明年", "整改措施"):
        assert read(f"问题：货架不够用\n{label}：添置货架20组\n")["own"] == answered


def test_numbered_problems_and_measures_answer_each_other() -> None:
    found = read("问题1 货架不够用\n问题2 人手少\n措施1 添置货架20组\n措施2 招录2人\n")
    assert found["own"] == [
        {"problem": "货架不够用", "measure": "添置货架20组"},
        {"problem": "人手少", "measure": "招录2人"},
    ]


def test_rings_number_problems_line_by_line_or_on_one() -> None:
    for page in (
        "18. 问题①名单没对过\n19. 问题②用工靠两三家厂\n20. 问题③没有台账\n21. 打算：先对名单；多联系厂家；建台账\n",
        "毛病一：名单没对过\n毛病二：用工靠两三家厂；毛病三：没有台账\n打算：先对名单；多联系厂家；建台账\n",
    ):
        assert [(row["problem"], row["measure"]) for row in read(page)["own"]] == [
            ("名单没对过", "先对名单"),
            ("用工靠两三家厂", "多联系厂家"),
            ("没有台账", "建台账"),
        ]


def test_results_are_held_against_the_goals_of_their_letter() -> None:
    found = read("目标A·修缮：修补屋面300平方米；更换门窗20扇\n结果A：修补屋面310平方米；更换门窗20扇\n")
    (group,) = found["work"]
    assert group["title"] == "修缮"
    (note,) = group["notes"]
    assert "修补屋面310平方米（目标300平方米）" in note and "更换门窗20扇" in note


def test_indicators_and_results_stand_where_they_belong() -> None:
    found = read(
        "总体目标：改善保管条件\n质量：档案完好率99%\n满意度：查档群众满意度96%\n结果应用：作为下年预算安排的依据\n"
    )
    assert found["goals"]["expected"] == ["改善保管条件"]
    assert found["application"] == ["作为下年预算安排的依据"]
    assert {one["title"]: one["notes"] for one in found["work"]} == {
        "质量指标": ["档案完好率99%"],
        "满意度指标": ["查档群众满意度96%"],
    }


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        # 其他 is taken part by part: a score, deeds.
        ("其他：自评92.9分；培训档案员3期\n", "score", {"total": "92.9分"}),
        ("其他：自评92.9分；培训档案员3期\n", "work", [{"title": "工作完成情况", "notes": ["培训档案员3期"]}]),
        # What is only said to the clerk (重点一件) is no label; the one behind it is.
        ("【重点一件】古籍普查：普查古籍120册\n", "work", [
            {"title": "工作完成情况", "notes": ["古籍普查方面，普查古籍120册"]}]),
        # 工期：12座… tells what came of it, 工期：3月至9月 when it was.
        ("工期：12间库房按期完工\n", "work", [{"title": "时效指标", "notes": ["12间库房按期完工"]}]),
        # A label of a letter or two among the measures is their matter.
        ("问题：书车老旧\n措施：抓紧更新\n车：已打报告，申请先更新2辆\n", "own", [
            {"problem": "书车老旧", "measure": "抓紧更新"}, {"measure": "已打报告，申请先更新车2辆"}]),
        ("问题：进度慢\n明年怎么弄：倒排工期\n", "own", [{"problem": "进度慢", "measure": "倒排工期"}]),
        ("得分：自评93.1分\n执行率得9.4分\n", "score", {
            "total": "93.1分", "execution": "9.4分", "other": "83.7分"}),
        # No word of money beneath a line of money is work done.
        ("资金来源：县级80万元\n土建6月封顶，晚了8天，因为下雨\n", "work", [
            {"title": "工作完成情况", "notes": ["土建6月封顶，晚了8天，因为下雨"]}]),
    ],
)  # fmt: skip
def test_a_label_is_taken_by_what_stands_behind_it(lines: str, path: str, expected: object) -> None:
    found = read_notes(f"单位：青山县档案馆；项目：库房改造\n{lines}", "project-self-evaluation", 2024)
    assert found.data[path] == expected and not found.unplaced


LETTER = "整改情况报告\n单位：青山县档案馆；主送：青山县审计局\n"


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        ("移交线索2件：已移送纪检\n①账实不符 → 补登36册〔完成〕\n", "clues", ["移交问题线索2件，已移送纪检"]),
        # To the left of the last finding it is about all of them.
        ("①账实不符 → 补登36册〔完成〕\n专项经费：已足额拨付\n", "organisation", ["专项经费已足额拨付"]),
        # What happened already is none of the plans that it stands behind.
        ("①账实不符 → 补登36册〔完成〕\n下一步：继续核查\n3月审计局来复核过\n", "next", ["继续核查"]),
        ("①账实不符 → 补登36册〔完成〕\n下一步：继续核查\n3月审计局来复核过\n", "achieved", ["3月，审计局进行复核"]),
    ],
)
def test_a_label_in_a_letter(lines: str, path: str, expected: object) -> None:
    assert read_notes(LETTER + lines, "rectification", 2024).data[path] == expected


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        # The list of projects ends where things are counted that are none.
        ("【项目】\n村道养护，预算50万元，支出48万元\n今年办的实事：修路3公里\n", "effects_duty", ["修路3公里"]),
        ("【项目】\n村道养护，预算50万元，支出48万元\n今年办的实事：修路3公里\n", "projects", [
            {"name": "村道养护", "budget": "50万元", "spent": "48万元"}]),
        ("评价依据：县财政局《通知》（青财绩〔2025〕3号）\n", "evaluation", {
            "preparing": ["依据县财政局《通知》（青财绩〔2025〕3号），开展2024年度绩效自评"]}),
    ],
)  # fmt: skip
def test_a_label_of_a_township(lines: str, path: str, expected: object) -> None:
    found = read_notes(f"单位：青山县甲镇人民政府\n{lines}", "township-summary", 2024)
    assert found.data[path] == expected
