"""Template residue and doubled words (drafter/checking/rules/wording/residue.py), and what all word rules share.

Invariants:
- each sort of residue is found at its words; what looks like one and is none is left alone;
- a bookmark that reading folds away is found where it stands in the file, and shown there;
- one row that finds much of one text speaks once, with the count;
- sentences that are right draw no more than a hint from any rule of wording, whole reports that are right nothing;
- a text without the words that a pattern cannot do without does not fit it (so it need not be searched);
- a unit adds its own rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli

from drafter.checking.finding import Finding
from drafter.checking.run import check_text
from drafter.language.late import needles
from drafter.language.patterns import compiled
from drafter.language.tables import table

MODULES = ("residue", "units", "sequence", "numbering", "headings", "pairs", "width", "words", "repetition", "complete")
CODES = {code for module in MODULES for code in table(f"text/{module}")["rule"]}
CLEAN: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "clean_wording.toml").read_text(encoding="utf-8"))
ROWS = [
    pattern
    for module, names in {
        "residue": ("certain", "anywhere", "doubtful", "cells"),
        "units": ("bare", "money", "doubled", "unlike"),
        "width": ("half", "dots", "clusters"),
        "words": ("wrong", "better", "typos"),
    }.items()
    for name in names
    for pattern in table(f"text/{module}")["words"][name]
]


def found(text: str, *codes: str, settings: dict[str, Any] | None = None) -> list[Finding]:
    return [one for one in check_text(text, settings=settings) if one.code in (codes or CODES)]


@pytest.mark.parametrize(
    ("text", "quote", "severity"),
    [
        ("与上年相比增加（减少）12.5万元。", "增加（减少）", "error"),
        ("与上年相比下降（增长）3.2%。", "下降（增长）", "error"),
        ("公用经费增长/下降5.6%。", "增长/下降", "error"),
        ("支出决算数大于（小于）预算数。", "大于（小于）", "error"),
        ("本部门（单位）2024年度开展自评。", "本部门（单位）", "warning"),
        ("XX县财政局按要求开展自评。", "XX", "error"),
        ("全年培训XXX人次。", "XXX", "error"),
        ("支出××万元。", "××", "error"),
        ("20XX年度预算执行情况较好。", "20XX年", "error"),
        ("由某某单位负责实施。", "某某", "warning"),
        ("年度预算____万元。", "____", "error"),
        ("支出__万元，其中办公费2万元。", "__", "error"),
        ("公用经费减少2万元，主要原因是。", "原因是。", "error"),
        ("资金主要用于。", "主要用于。", "error"),
        ("比上年增加万元。", "增加万元", "error"),
        ("与上年相比增长%。", "增长%", "error"),
        ("（此处填写项目概况）", "（此处填写项目概况）", "error"),
        ("资产总额为（待补充）万元。", "（待补充）", "error"),
        ("预算数为〔待补：预算数〕万元。", "〔待补：预算数〕", "error"),
        ("支出进度为#DIV/0!。", "#DIV/0!", "error"),
        ("单位负责人为{{name}}。", "{{name}}", "error"),
        ("TODO：补充满意度。", "TODO", "error"),
        ("[单位名称]按要求开展自评。", "[单位名称]", "error"),
        ("见错误！未找到引用源。", "错误！未找到引用源", "error"),
        ("共服务??人次。", "??", "error"),
        ("年  月  日", "年 月 日", "warning"),
        ("有/无国有资产占用。", "有/无", "warning"),
        ("2024_村级支出预算100万元。", "2024_村级支出", "warning"),
        ("项目\t金额\n道路\t####\n合计\t12万元", "####", "error"),
        ("项目\t金额\n道路\t#REF!\n合计\t12万元", "#REF!", "error"),
    ],
)
def test_residue_is_found(text: str, quote: str, severity: str) -> None:
    hits = {(one.quote, one.severity) for one in found(text, "residue")}
    assert (quote, severity) in hits


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("代管资金项目项目全年预算为100万元。", "项目项目"),
        ("加强资金资金的监管。", "资金资金"),
        ("开展宣传、培训、培训等活动。", "培训"),
    ],
)
def test_doubled_words_are_found(text: str, quote: str) -> None:
    assert [one.quote for one in found(text, "doubled")] == [quote]


@pytest.mark.parametrize("text", CLEAN["lines"])
def test_right_sentences_are_left_alone(text: str) -> None:
    assert [(one.code, one.quote) for one in found(text) if one.severity != "hint"] == []


@pytest.mark.parametrize("name", CLEAN["reports"])
def test_right_reports_are_left_alone(name: str) -> None:
    assert [(one.code, one.quote) for one in found(CLEAN["reports"][name])] == []


def test_a_bookmark_is_found_where_it_stands() -> None:
    text = "一、问题\n存在不足。\n[bookmark: _GoBack]四是做好入户调查。\n后面一段[bookmark: a]也有。\n"
    hits = found(text, "residue")
    assert [(one.line, one.column, one.quote) for one in hits] == [
        (3, 1, "[bookmark: _GoBack]"),
        (4, 5, "[bookmark: a]"),
    ]
    for one in hits:
        assert one.context[one.start : one.end] == one.quote
        assert text[one.at :].startswith(one.quote)


def test_many_of_a_sort_are_one_finding() -> None:
    hits = found("\n".join(["XX镇人民政府按要求开展了绩效自评工作。"] * 12), "residue")
    assert len(hits) == 1
    assert "共12处" in hits[0].message and "第1、2、3、4、5行等" in hits[0].message


def test_names_of_documents_are_left_alone() -> None:
    assert found("印发《关于XX工程建设资金资金管理的通知》。", "doubled") == []


def test_a_unit_adds_rows_of_its_own() -> None:
    own = {"words": {"residue": {"certain": {"样例县": "“{}”应换成本县"}}}}
    assert found("样例县财政局开展自评。", "residue") == []
    hits = found("样例县财政局开展自评。", "residue", settings=own)
    assert [(one.quote, one.message, one.severity) for one in hits] == [("样例县", "“样例县”应换成本县", "error")]


TEXTS = [*CLEAN["lines"], *[table(f"text/{module}")["rule"][code]["wrong"] for module in MODULES
                            for code in table(f"text/{module}")["rule"]]]  # fmt: skip


@pytest.mark.parametrize("pattern", ROWS)
def test_what_a_row_fits_has_one_of_its_needles(pattern: str) -> None:
    for text in TEXTS:
        if compiled(pattern).search(text):
            assert any(word in text for word in needles(pattern))


HOSTILE = [
    "工作", "“", "”》（", "(a", "，", "1.", "1-", "_", "X", "一是二是四是", "一是加强\n", "1、加强\n3、加\n",
    "加强领导，", "分别、", "目标为：提高了", "1 %", "约1", "{", "[bookmark: a]x\n", "一、工作\n（一）加强\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_end_soon(unit: str) -> None:
    from drafter.checking.checks import text_checks
    from drafter.checking.page import Page
    from drafter.reading.reader import read_text

    page = Page(read_text((unit * 60_000)[:60_000]))
    assert len(page.stretches) >= 0
    for code, check in text_checks():
        if code in CODES:
            for _ in check(page):
                pass
