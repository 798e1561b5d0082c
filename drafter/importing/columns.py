"""Tables whose columns stand apart by blanks: 项目　　目标　完成　去年 over rows of a name and as many figures.

The writer gains rows that are read as if they had been pasted with tabs; 硬化道路/公里 names its unit as
硬化道路（公里） does.

Limits: the head names at least two columns that tables have; a row with another number of cells ends the table.
"""

from __future__ import annotations

import re

from drafter.importing.lines import JOINT
from drafter.language.amounts import unit_words
from drafter.language.lexicon import words

_GAP = re.compile(r" {2,}|\u3000+|\t+")
#: A head may stand with single blanks where it has as many words as its rows have cells.
_LOOSE = re.compile(r"[ \u3000\t]+")
_UNIT = re.compile(r"(?P<name>[\u4e00-\u9fff“”]{2,})[/／](?P<unit>万?[\u4e00-\u9fff]{1,4})")
#: A column of words, which stands last and may be empty.
_WORDS = re.compile("原因|备注|说明|情况|理由$")
#: So many cells make a row.
_LEAST = 3


#: 项目支出就三块（调整后预算、支出、执行率）：
_HEADED = re.compile(r"^(?P<line>[^\t]*?)[（(](?P<names>[\u4e00-\u9fff、，,/／]{5,40})[）)][：:]?[ \u3000]*$")


def _piped(lines: list[str]) -> None:
    """Put tabs between the cells of rows that strokes part: 品名|数量|单价 over 推土机|2台|38."""
    at = 0
    while at < len(lines):
        count = _strokes(lines[at])
        stop = at + 1
        while count and stop < len(lines) and _strokes(lines[stop]) == count:
            stop += 1
        # The head holds no figure, every row below does.
        figures = [re.search(r"\d", line) is not None for line in lines[at:stop]]
        if count >= _LEAST - 1 and len(figures) >= _LEAST and figures == [False, *[True] * (len(figures) - 1)]:
            lines[at:stop] = [re.sub(r" *[|｜] *", "\t", line.strip()) for line in lines[at:stop]]
        at = stop


def _strokes(line: str) -> int:
    """How many strokes part the cells of a line; 0 for a row of a Markdown table, which has them around it too."""
    return 0 if line.strip()[:1] in "|｜" else len(re.findall("[|｜]", line))


def with_columns(text: str) -> str:
    """A text whose tables in columns have tabs between their cells."""
    lines = text.split("\n")
    _piped(lines)
    for at, line in enumerate(lines[:-1]):
        match = _HEADED.match(line)
        names = re.split("[、，,/／]", match["names"]) if match is not None else []
        if (
            match is not None
            and len(names) > 1
            and _names(["项目", *names])
            and lines[at + 1].count("\t") == len(names)
        ):
            # What the columns hold stands in the bracket above them.
            lines[at] = f"{match['line'].rstrip('：: ')}：{JOINT}" + "\t".join(["项目", *names])
    at = 0
    while at < len(lines):
        head = _cells(lines[at], _GAP)
        if not _names(head):
            head = _cells(lines[at], _LOOSE)
        stop = at + 1
        if _names(head) and not re.search(r"[\t|｜]", lines[at]):
            while stop < len(lines) and len(_row(lines[stop], head)) == len(head):
                stop += 1
        if stop > at + 2:
            rows = [_row(line, head) for line in lines[at + 1 : stop]]
            if all(any(cell[:1].isdigit() for cell in row[1:]) for row in rows):
                lines[at:stop] = ["\t".join(row) for row in (head, *map(_named, rows))]
        at = stop
    return "\n".join(lines)


def _cells(line: str, gap: re.Pattern[str]) -> list[str]:
    return gap.split(line.strip(" \t\u3000")) if line.strip() else []


def _row(line: str, head: list[str]) -> list[str]:
    """The cells of a line, at single blanks too where that gives as many as the head has; an empty one where the last
    column holds words and a row has none."""
    cells = _cells(line, _GAP)
    if len(cells) == len(head) - 1 and _WORDS.search(head[-1]) and cells[-1][:1].isdigit():
        return [*cells, ""]
    return cells if len(cells) == len(head) else _cells(line, _LOOSE)


def _names(head: list[str]) -> bool:
    """Whether cells are the head of a table: at least two of them name columns, none holds a figure."""
    if len(head) < _LEAST or any(re.search(r"\d(?!\d{3}年)", re.sub(r"20\d\d年?", "", cell)) for cell in head):
        return False
    known = {
        mark
        for table in ("rows", "ledger", "projects")
        for listed in words("tables")[table].values()
        for mark in listed
    }
    return sum(re.sub(r"[（(].*", "", cell) in known for cell in head) >= 2


def _named(row: list[str]) -> list[str]:
    match = _UNIT.fullmatch(row[0])
    if match is None or match["unit"].removeprefix("万") not in unit_words():
        return row
    return [f"{match['name']}（{match['unit']}）", *row[1:]]
