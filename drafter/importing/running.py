"""Lines that are numbered one after the other: 2 4所学校…, 19）12315：…, 6）2023年…, 7/ 实完17座.

The writer gains that the number of a line is never read as a figure of what stands behind it.

Limits: only numbers that count on from one, at least so many, with one mark behind all of them; each list of a page
for itself.
"""

from __future__ import annotations

import re

#: So many lines that count on are a numbered list.
_LEAST = 4
#: So many that stand one beneath the other are one as well.
_CLOSE = 3
#: So many lines with several marks that count on are a page numbered line by line.
_PAGE = 12
_NUMBER = re.compile(
    r"^(?P<blank>[ \t\u3000]*)(?P<number>\d{1,3})"
    r"(?P<mark>[.．、)）]|[ ]?[/／|｜#＃:：·•>》\]】](?!\d)[ \u3000]*(?=\S)|[ \u3000]+(?=\S))(?P<rest>.+)$"
)
#: Marks that only such lists put behind their numbers.
_OTHER = "/／|｜#＃:：·•>》]】"

_YEAR = re.compile(r"^(?P<blank>[ \t\u3000]*)(?P<number>\d{1,2})(?P<mark>[.．、])(?=(?:20)?\d\d年)")
_COUNTED = re.compile(r"[ \u3000]*\d[\d.]*[\u4e00-\u9fff]")


def with_running_numbers(text: str) -> str:
    """A text whose running numbers stand apart from digits behind them."""
    lines = text.split("\n")
    for at in range(len(lines)):
        # 1.甲 and then 2.25年…: a year behind the number.
        year, before = _YEAR.match(lines[at]), _NUMBER.match(lines[at - 1]) if at else None
        behind = _NUMBER.match(lines[at + 1]) if at + 1 < len(lines) else None
        opens = year is not None and year["number"] == "1" and behind is not None and behind["number"] == "2"
        goes_on = year is not None and before is not None and int(before["number"]) == int(year["number"]) - 1
        if year is not None and (opens or goes_on):
            lines[at] = f"{year['blank']}{year['number']}{year['mark']} {lines[at][year.end() :]}"
    _whole_page(lines)
    marks = {match["mark"].strip(" \u3000") for line in lines if (match := _NUMBER.match(line)) is not None}
    for mark in marks:
        _apart(lines, mark)
    return "\n".join(lines)


def _whole_page(lines: list[str]) -> None:
    """Set the numbers apart of a page whose lines count on, whatever mark stands behind each: 6、 8) 10 27 3·15那天."""
    run: list[tuple[int, re.Match[str]]] = []
    for at, line in enumerate(lines):
        match = _NUMBER.match(line)
        if match is not None and int(match["number"]) == len(run) + 1:
            run.append((at, match))
    told = sum(bool(line.strip()) and "\t" not in line for line in lines)
    if len(run) < _PAGE or 3 * len(run) < 2 * told:
        return
    marks = {match["mark"].strip(" \u3000") for _, match in run}
    if len(marks) < 2:
        return
    for at, match in run:
        lines[at] = f"{match['blank']}{match['number']}、 {match['rest'].lstrip()}"


def _apart(lines: list[str], mark: str) -> None:
    """Set the numbers apart of each list of a page; the next list counts from one again."""
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for at, line in enumerate(lines):
        match = _NUMBER.match(line)
        if match is None or match["mark"].strip(" \u3000") != mark:
            continue
        if int(match["number"]) == 1:
            runs.append([])
        if runs and int(match["number"]) == len(runs[-1]) + 1:
            runs[-1].append((at, match))
    for run in runs:
        _run_apart(lines, mark, run)


def _run_apart(lines: list[str], mark: str, run: list[tuple[int, re.Match[str]]]) -> None:
    figures = [match["rest"] for _, match in run if match["rest"].lstrip()[:1].isdigit()]
    close = len(run) >= _CLOSE and run[-1][0] - run[0][0] == len(run) - 1
    if not (close or len(run) >= _LEAST) or not (figures or mark in _OTHER):
        return
    if mark and mark in _OTHER:
        for at, match in run:
            lines[at] = f"{match['blank']}{match['number']}、 {match['rest'].lstrip()}"
        return
    if (mark == "." and 3 * len(figures) > len(run)) or (not mark and not all(map(_COUNTED.match, figures))):
        # 1.28万人次 opens with a figure, 1 120 96 is a row of a table.
        return
    for at, match in run:
        lines[at] = f"{match['blank']}{match['number']}{mark or '、'} {match['rest'].lstrip()}"
