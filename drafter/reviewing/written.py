"""A form that is written as text: its lines and tables are the rows of one sheet.

The reader gains 项目名称：…　主管部门：… in one line, a heading 成本测算（万元） over its table, and a goal under
the heading 年度绩效目标, each read as the cells of a form that a program made.

Limits: a line tells labels where the first of it is one that forms have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from drafter.reading.passage import Passage
from drafter.report.tree import Table
from drafter.reviewing.days import period
from drafter.reviewing.value import CellText

if TYPE_CHECKING:
    from drafter.reading.reader import Reading
    from drafter.reading.sheets.words import HeadMeanings

_LABEL = r"[^，。；：:\s]{2,16}(?=[：:])"
#: A label of a line with what stands behind it, up to the next label.
_LABELLED = re.compile(rf"(?P<label>{_LABEL})[：:]\s*(?P<said>.*?)(?=(?:\s+|(?<=[）)])){_LABEL}|$)", re.DOTALL)
#: What is said under a form about it.
_NOTE = re.compile(
    r"^\s*[（(]?(?:注|备注|说明|附注|填[表报](?:说明|人|日期)|监控结论|单位负责人)\s*\d{0,2}\s*[）)]?\s*[:：.、．]"
)
#: So many blank rows end a table.
_APART = 3


def labelled(text: str, words: HeadMeanings) -> list[tuple[str, str]]:
    """The labels of a line with what stands behind each; none where its first is none that forms have."""
    found = [(one["label"], one["said"].strip()) for one in _LABELLED.finditer(text.strip())]
    if not found or not text.strip().startswith(found[0][0]) or not _known(found[0][0], words):
        return []
    return found


def _known(label: str, words: HeadMeanings) -> bool:
    span = period(CellText(label), CellText("2024-01-01至2024-12-31")) is not None
    return span or any(words.of(section, label) for section in ("labels", "goals"))


def beside_form(text: str, words: HeadMeanings) -> bool:
    """Whether a line belongs to the form that it stands by: its labels, a note under it."""
    return bool(_NOTE.match(text)) or bool(labelled(text, words))


def rows_of(
    reading: Reading, tables: Sequence[Sequence[Sequence[CellText]]], name: str, words: HeadMeanings
) -> list[list[CellText]]:
    """The rows of a text that is a form: its headings and lines, cell by cell, and those of its `tables`."""
    rows: list[list[CellText]] = []
    left = iter(tables)
    for text, where in _blocks(reading, name):
        if text is None:
            rows += [list(row) for row in next(left, ())]
            rows += [[]] * _APART
        elif parts := labelled(text, words):
            rows.append([CellText(said, where) for part in parts for said in part])
        else:
            rows.append([CellText(text, where)])
    return rows


def _blocks(reading: Reading, name: str) -> Iterator[tuple[str | None, str]]:
    """The words of each block with their place; None for a table."""
    for block, origin in zip(reading.draft.blocks, reading.origins, strict=True):
        if isinstance(block, Table):
            if not isinstance(origin, Passage):
                yield None, ""
        elif text := getattr(block, "text", "").strip():
            line = reading.place(origin)[0] if isinstance(origin, Passage) else 0
            yield text, f"{name} 第{line}{reading.source.unit}"
