"""The whole of a batch: tables counted from its ledger, a workbook, a page, texts alike.

Invariants:
- every number of the summary is what a second count of the ledger comes to;
- the workbook holds those tables cell for cell, and charts that draw them; the page fetches nothing;
- a paragraph that two units hand in is found with names, figures and a word changed, common talk is not;
- who is on the list and handed nothing in is named; a project without a form or a report is too;
- the same ledger gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drafter.batch.ledger import Ledger
from drafter.batch.outcome import AnsweredDuty, Flaw, Outcome, ProjectFacts, ProjectPart, Recipe, ToldParagraph
from drafter.batch.projects import BatchProject
from drafter.batch.run import Asked, run
from drafter.batch.sameness import find_alike
from drafter.batch.sketch import bare, sketch
from drafter.batch.summary import summary
from drafter.report.summary import Summary
from drafter.writing.summary_html import to_html
from drafter.writing.summary_sheet import to_xlsx

WORDS = {number: f"第{number}条" for number in range(1, 67)}
TEXTS = [
    "入汛之前组织村民代表逐段勘测断面，边施工边公示，先易后难，每月下旬由监理人员复核工程量清单并当面签认",
    "暑假期间委托第三方机构翻修漏雨屋面，错峰进场，留样备查，验收以前由技术骨干抽检混凝土强度并建立问题销号单",
    "雨后两天内抽调包片干部疏通排水暗涵，一户一策，轮班作业，夜间低峰时更换老化阀门并调试远传设备，逐项打勾",
]


def outcome(number: int) -> Outcome:
    """A project made of its number, so that every table has something to count."""
    step = 7 ** (number % 5)
    score = "" if number % 7 == 0 else str(55 + number % 45)
    states = ("有问题", "无问题", "不适用", "无法核查")
    answers = tuple(
        AnsweredDuty(n, states[(number * n) % 4], ("完整性", "匹配性")[n % 2], "红黄蓝"[n % 3], f"依据{n}")
        for n in (1, 8, 23, 24, 60)
    )
    facts = ProjectFacts(
        f"项目{number}", f"{'甲乙丙'[number % 3]}局", 2024, str(50_000 * step), str(45_000 * step), score,
        "优" if number % 5 == 0 else "", ("自评表、报告", "报告", "案件")[number % 3],
    )  # fmt: skip
    flaws = (Flaw("报告.txt", "第3行", "rate", "error" if number % 2 else "hint", "算术", "不符", "99%"),)
    text = f"{'甲乙丙'[number % 3]}县水利局" + TEXTS[number % 3 if number < 6 else 0][: 40 + number] + f"共{number}处"
    told = (ToldParagraph("报告.txt", "第5行", text, bare(text), sketch(bare(text))),) if number < 6 else ()
    broken = (("坏.xlsx", "读不了"),) if number == 9 else ()
    return Outcome(number, (ProjectPart(facts, answers),), broken, flaws, told)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("ledger")
    with Ledger(str(folder)) as made:
        made.plan([BatchProject(f"夹{number}", (f"{number}.txt",)) for number in range(1, 31)], "r", False)
        # In whatever order they come.
        made.put([outcome(number) for number in range(30, 10, -1)])
        made.put([outcome(number) for number in range(1, 11)])
        find_alike(made)
        yield made


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> Summary:
    return summary(ledger, WORDS, ["图.png"], ["甲局", "丁局"])


def rows(ledger: Ledger, query: str) -> list[Any]:
    return list(ledger.base.execute(query))


def test_totals_are_counted_again(ledger: Ledger, told: Summary) -> None:
    projects = rows(ledger, "select budget, spent, score from projects")
    budget, spent = (sum(Decimal(one[at]) for one in projects) for at in (0, 1))
    scores = [Decimal(one[2]) for one in projects if one[2]]
    faults = rows(ledger, "select item, light from duties where state = '有问题'")
    table = {str(row[0]): row[1] for row in told.table("总的情况").rows}
    assert table == {
        "项目": 30,
        "有问题的项目": len({one[0] for one in faults}),
        **{f"有{light}灯的项目": len({item for item, shown in faults if shown == light}) for light in "红黄蓝"},
        "预算（万元）": float(budget / 10_000),
        "执行（万元）": float(spent / 10_000),
        "执行率（%）": 90.0,
        "有得分的项目": len(scores),
        "平均得分": float(round(sum(scores, Decimal(0)) / len(scores), 2)),
        "及格（60分及以上）的项目": sum(one >= 60 for one in scores),
        "读不了的文件": 1,
        "检查出的错误": len(rows(ledger, "select 1 from findings where severity = 'error'")),
    }
    assert told.line == f"30个项目，{table['有问题的项目']}个有问题，1个文件读不了"


def test_every_table_adds_up_to_the_ledger(ledger: Ledger, told: Summary) -> None:
    assert sum(int(row[1]) for row in told.table("等级").rows) == 30
    faults = rows(ledger, "select kind, light from duties where state = '有问题'")
    counts = Counter((kind, light) for kind, light in faults)
    for kind, *lights, total in told.table("问题按类别和灯").rows:
        assert lights == [counts[kind, light] for light in "红黄蓝"]
        assert total == sum(lights)  # type: ignore[arg-type]
    assert sum(int(row[4]) for row in told.table("问题按类别和灯").rows) == len(faults)
    units = told.table("单位排列").rows
    assert sum(int(row[1]) for row in units) == 30
    assert [sum(int(row[at]) for row in units) for at in (5, 6, 7)] == [
        sum(light == one for _, light in faults) for one in "红黄蓝"
    ]
    assert [row[8] for row in units] == sorted((row[8] for row in units), reverse=True)
    both = rows(ledger, "select 1 from projects where budget != '' and score != ''")
    assert sum(int(cell) for row in told.table("资金和得分").rows for cell in row[1:]) == len(both)
    alarms = rows(ledger, "select 1 from duties where state = '有问题' and number in (23, 24, 26)")
    assert len(told.table("预警").rows) == len(alarms)
    for number, what, *states, why in told.table("逐条").rows:
        assert what == WORDS[int(number)]
        stated = Counter(one for (one,) in rows(ledger, f"select state from duties where number = {number}"))
        assert states == [stated[one] for one in ("有问题", "无法核查", "无问题", "不适用")]
        assert bool(why) == bool(stated["无法核查"])
    found = told.table("检查结果").rows
    assert sum(int(cell) for row in found for cell in row[2:]) == len(rows(ledger, "select 1 from findings"))
    assert len(told.table("项目").rows) == 30


def test_who_has_not_handed_in(told: Summary) -> None:
    absent = told.table("没有交的").rows
    assert ("丁局", "", "全部材料") in absent
    assert not [row for row in absent if row[0] == "甲局"]
    # Every third has a report alone; a case stands for both.
    assert sum(row[2] == "自评表" for row in absent) == 10
    assert told.table("没有能看的").rows == (
        ("夹9", "坏.xlsx", "读不了"),
        ("", "图.png", "不是案件、报告或表格，没有读"),
    )


def test_texts_alike_between_units(ledger: Ledger, told: Summary) -> None:
    table = told.table("单位之间雷同").rows
    groups: dict[str, set[str]] = {}
    for number, project, *_ in table:
        groups.setdefault(str(number), set()).add(str(project))
    assert sorted(map(sorted, groups.values())) == [["夹1", "夹4"], ["夹2", "夹5"]]
    answers = dict(rows(ledger, "select item, ground from duties where number = 60 and state = '有问题'"))
    assert "夹4" in answers[1]
    assert "没有雷同" in dict(rows(ledger, "select item, ground from duties where number = 60"))[3]


def test_common_talk_is_no_copy(tmp_path: Path) -> None:
    with Ledger(str(tmp_path)) as made:
        made.plan([BatchProject(f"夹{number}", (f"{number}.txt",)) for number in range(1, 31)], "r", False)
        made.put(
            [
                Outcome(
                    n,
                    (ProjectPart(ProjectFacts()),),
                    told=(ToldParagraph("a.txt", "第1行", TEXTS[0], TEXTS[0], sketch(TEXTS[0])),),
                )
                for n in range(1, 31)
            ]
        )
        assert find_alike(made) == (0, 1)


def test_the_workbook_holds_the_tables_and_draws_them(told: Summary) -> None:
    from python_calamine import CalamineWorkbook

    data = to_xlsx(told)
    assert data == to_xlsx(told)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == [one.name for one in told.tables]
    for table in told.tables:
        cells = book.get_sheet_by_name(table.name).to_python()[3:]
        for want, have in zip(table.rows, cells, strict=True):
            assert list(want) == have[: len(want)]
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        charts = [opened.read(name).decode() for name in opened.namelist() if "/charts/chart" in name]
    assert len(charts) == 6
    assert all("'!$" in chart or "!$" in chart for chart in charts)


def test_the_page_shows_pictures_and_fetches_nothing(told: Summary) -> None:
    page = to_html(told)
    assert page == to_html(told)
    assert page.count("<svg") == 4
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)
    assert "<script" not in page
    for one in told.tables:
        assert f"<h2>{one.name}</h2>" in page
    assert "<mark>" in page


def test_a_run_writes_both(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "甲报告.txt").write_text(f"甲项目2024年度绩效自评报告\n{TEXTS[0]}。\n", encoding="utf-8")
    (folder / "乙报告.txt").write_text(f"乙项目2024年度绩效自评报告\n{TEXTS[0]}。\n", encoding="utf-8")
    asked = Asked((str(folder),), Recipe(str(tmp_path / "out"), (), reviews=()), jobs=1)
    assert run(asked).at_fault == 2
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"汇总.xlsx", "汇总.html", "台账.sqlite"}
    before = (tmp_path / "out" / "汇总.xlsx").read_bytes()
    run(asked._replace(only_changed=True))
    assert (tmp_path / "out" / "汇总.xlsx").read_bytes() == before
