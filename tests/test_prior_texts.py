"""Last year's texts of three example cases, beside this year's cases.

Invariants:
- the checks find nothing wrong in them: no error and no warning;
- what this year's case repeats of them to the last figure is reported as perhaps forgotten (the figures planted so);
- what ought to be unchanged (how many villages, how many cars) is not.
"""

from __future__ import annotations

import pytest
from conftest import ROOT

from drafter.checking.run import check_reading
from drafter.comparisons import compare_files
from drafter.reading.reader import read_file

NAMES = ("yingyang-can", "jiceng-yiliao", "xiangcun-zhenxing")
#: Figures that this year's case repeats, and are yearly results. The last two stand in sentences without a counterpart.
PLANTED = {
    "yingyang-can": {"416人", "186场次"},
    "jiceng-yiliao": {"27户", "420人", "2.7万元"},
    "xiangcun-zhenxing": {"52名"},
}
#: Figures that stay what they are from year to year.
LASTING = ("18个村", "车辆3辆", "3辆", "90元")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_in_them(name: str) -> None:
    found = check_reading(read_file(str(ROOT / "cases" / f"{name}-2023.txt")))
    assert [(one.code, one.quote) for one in found if one.severity != "hint"] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_forgotten_is_reported_and_nothing_lasting(name: str) -> None:
    cases = ROOT / "cases"
    comparison = compare_files(cases / f"{name}-2023.txt", cases / f"{name}.toml")
    figures = {stale.quote for pair in comparison.pairs for stale in pair.stale if stale.sort == "figure"}
    assert figures == PLANTED[name]
    assert not figures & set(LASTING)
