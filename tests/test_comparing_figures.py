"""The table of figures of two years.

Invariants:
- a row stands for two figures that count alike in each other's place, with the change and growth reckoned from them;
- rates change by points and do not grow; what was nothing has no growth;
- names and ordinals are in no row, a repeated edit in one; page and JSON hold the same rows.
"""

from __future__ import annotations

import json
import re

import pytest

from drafter.comparing.compare import compare
from drafter.comparing.compared_text import of_reading
from drafter.comparing.comparison import Comparison
from drafter.comparing.figures import figure_rows
from drafter.reading.reader import read_text
from drafter.writing.comparison_html import to_html
from drafter.writing.comparison_json import to_json

HEAD = "柳溪县农机中心{}年度绩效自评报告\n"


def compared(old: str, new: str) -> Comparison:
    one, other = (of_reading(read_text(HEAD.format(year) + text + "\n")) for year, text in ((2023, old), (2024, new)))
    return compare(one, other)


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("支出180万元。", "支出200.5万元。", ("支出", "180万元", "200.5万元", "+20.5万元", "+11.4%")),
        ("支出0.9亿元。", "支出8100万元。", ("支出", "0.9亿元", "8100万元", "-900万元", "-10.0%")),
        ("执行率98%。", "执行率88.2%。", ("执行率", "98%", "88.2%", "-9.8个百分点", "")),
        ("执行率百分之九十。", "执行率92%。", ("执行率", "百分之九十", "92%", "+2个百分点", "")),
        ("新建泵站0座。", "新建泵站3座。", ("新建泵站", "0座", "3座", "+3座", "")),
        ("2023年培训三十二人次。", "2024年培训41人次。", ("培训", "三十二人次", "41人次", "+9人次", "+28.1%")),
        ("2023年支出18.5万元。", "2024年支出18.50万元。", ("支出", "18.5万元", "18.50万元", "0万元", "0%")),
    ],
)
def test_change_and_growth(old: str, new: str, row: tuple[str, ...]) -> None:
    assert [each[:5] for each in figure_rows(compared(old, new))] == [row]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12345热线办件。第12期培训。", "12345热线办结。第13期培训。"),
        ("巡查36次。", "巡查36次。"),
        ("长18公里。", "长18千米。"),
        ("约34余次。", "约36余次。"),
    ],
)
def test_what_is_in_no_row(old: str, new: str) -> None:
    assert figure_rows(compared(old, new)) == []


def test_tables_are_compared_by_row_and_column() -> None:
    table = "科目编码\t科目名称\t预算\t支出\n201\t一般公共服务支出\t{}\t{}\n205\t教育支出\t{}\t{}"
    rows = figure_rows(compared(table.format(120.5, 110, 80, 79.2), table.format(130.5, 110, 76, 75)))
    assert [(row.what, row.change) for row in rows] == [
        ("一般公共服务支出·预算", "+10.0"),
        ("一般公共服务支出·支出", "0"),
        ("教育支出·预算", "-4"),
        ("教育支出·支出", "-4.2"),
    ]


def test_a_repeated_edit_is_told_once_and_page_and_json_agree() -> None:
    found = compared("支出180万元，巡查。\n全年支出，支出180万元。", "支出200万元，巡查。\n全年支出，支出200万元。")
    rows = figure_rows(found)
    assert [row.what for row in rows] == ["支出"]
    assert json.loads(to_json(found))["figures"] == [row._asdict() for row in rows]
    page = to_html(found)
    assert "两年数字对照1项" in page
    assert re.findall(r'<td class="number">([^<]*)</td>', page) == ["180万元", "200万元", "+20万元", "+11.1%"]
