"""Items for which nothing was spent, and wholes that a bracket stands behind.

Invariants:
- A rate of 0% beside 0 spent is right, whatever amounts stand before it; another rate beside 0 spent of a budget is
  not.
- Rates told twice of the same two amounts are still read with these, an amount of nothing between them or not.
- 其中 opens up the figure before a bracket that was closed, not the last one in it; inside a bracket it opens up what
  stands there; where only the bracket has a figure, it is that one.
"""

from __future__ import annotations

import pytest
from conftest import SHARED

from drafter.checking.run import check_reading, check_text
from drafter.reading.formats import read_any

FILES = SHARED / "acceptance" / "files"


def errors(text: str) -> list[tuple[str, str]]:
    found = check_text(f"某县水利局决算说明\n\n一、情况\n\u3000\u3000{text}\n")
    return [(one.code, one.quote) for one in found if one.severity == "error"]


TRIP = "“三公”经费预算2.85万元，支出0.39万元，完成预算的13.68%，其中："
NOTHING = [
    (TRIP + "出国费支出0.00万元，完成预算的0.00%；接待费支出0.39万元，完成预算的13.68%。", []),
    ("全年预算116万元，支出106.14万元，执行率91.50%，其中设备费支出0元，执行率为0；培训费未安排。", []),
    ("全年预算116万元，支出106.14万元，执行率91.50%。购车支出为0万元，完成年初预算的0%。", []),
    ("购车预算2万元，支出0万元，完成预算的0%。", []),
    ("购车预算0万元，支出0万元，完成预算的100%；购车预算0万元，支出0万元，完成预算的0%。", []),
    ("购车预算0.00万元，支出0.00万元，完成预算的0.00%；接待预算2万元，支出1万元，完成预算的50%。", []),
    ("全年预算116万元，支出106.14万元，执行率91.50%，购车支出0万元，完成预算的0%，较上年持平。", []),
    # Wrong: something of a budget beside nothing spent; an item after one of nothing.
    ("购车预算2.00万元，支出0.00万元，完成预算的13.68%。", [("rate", "13.68%")]),
    (TRIP + "购车预算1.00万元，支出0.00万元，完成预算的20.00%。", [("rate", "20.00%")]),
    (
        "全年预算116万元，支出106.14万元，执行率91.50%；购车支出0万元，完成预算的0%；接待预算4万元，支出2万元，执行率60%。",
        [("rate", "60%")],
    ),
    # Two rates of the same amounts.
    ("全年预算116万元，支出106.14万元，执行率91.50%，比上年提高1个百分点，预算执行率为95.50%。", [("rate", "95.50%")]),
]


@pytest.mark.parametrize(("text", "wanted"), NOTHING)
def test_rates_of_nothing(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [one for one in errors(text) if one[0] == "rate"] == wanted


TOWNS = "全县收到申请3515件（东山乡1200件、西河镇2299件、开发区16件），同比增长70.3%，其中，"
WHOLES = [
    (TOWNS + "自然人申请3493件，法人申请22件。", []),
    ("培训320人次（甲镇100人次、乙镇150人次、丙镇70人次），其中：男200人次，女120人次。", []),
    ("支出320万元（含上年结转20万元），其中：人员经费200万元，公用经费120万元。", []),
    ("支出320万元（甲200万元（其中设备150万元）、乙120万元），其中：一季度100万元，二季度220万元。", []),
    ("收到申请（3515件），其中自然人申请3493件，法人申请22件。", []),
    ("办结率99%（东山乡12件、西河镇4件），其中自然人申请3493件。", []),
    # Wrong: more than the whole before the bracket, in the bracket, in the only bracket; a sum of the parts.
    (TOWNS + "自然人申请3593件。", [("part-whole", "3593件")]),
    ("培训320人次（甲镇100人次、乙镇150人次），其中：男200人次，女130人次。", [("sum", "320人次")]),
    ("收到申请（3515件），其中自然人申请3693件。", [("part-whole", "3693件")]),
    ("共收到3515件（东山乡1200件，其中镇区1300件）。", [("part-whole", "1300件")]),
    # A bracket that nothing closes shields nothing.
    ("收到申请3515件（东山乡1200件，其中镇区1300件。", [("part-whole", "1300件")]),
]


@pytest.mark.parametrize(("text", "wanted"), WHOLES)
def test_wholes_before_brackets(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [one for one in errors(text) if one[0] in ("part-whole", "sum")] == wanted


def test_budgets_are_no_parts_of_what_was_spent() -> None:
    right = TRIP + "接待预算1.00万元，支出0.30万元，完成预算的30.00%；会议预算1.85万元，支出0.09万元。"
    assert [one for one in errors(right) if one[0] == "sum"] == []
    assert [one for one in errors(right.replace("0.09", "0.19")) if one[0] == "sum"] == [("sum", "0.39万元")]


@pytest.mark.skipif(not FILES.is_dir(), reason="acceptance material is not beside the project")
@pytest.mark.parametrize("name", ["06-zero-rate.txt", "27-total-before-bracket.txt"])
def test_files_of_the_kinds(name: str) -> None:
    assert [one.code for one in check_reading(read_any(str(FILES / name))) if one.severity == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        "覆盖率由1.2.3%提高到2.4.5%，提高1.2%。",
        "合格率由90%（督查时1.2.3%）提高到95%。",
        "支出24万元。平均每辆2万元，共9辆、8台、7人。",
        f"全年支出{'9' * 300}万元，比上年增长10%。",
    ],
)
def test_odd_figures_stop_no_rule(text: str) -> None:
    assert all(one.message for one in check_text(f"{text}\n"))


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("2024年支出总额5.55千万元，其中道路支出2.25千万元，管网支出2.25千万元，绿化支出0.50千万元。", "5千万元"),
        ("全年支出2.55千万元，比上年的2.25千万元增加0.50千万元。", "0.3千万元"),
    ],
)
def test_what_is_right_is_told_in_the_scale_that_was_written(text: str, computed: str) -> None:
    assert [one.computed for one in check_text(f"{text}\n")] == [computed]
