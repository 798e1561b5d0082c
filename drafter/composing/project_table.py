"""A table of the genre, one row for each row of the case.

Limits: which columns there are is the genre's to say (`[tables.…]` of genre.toml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.composing.written import written
from drafter.facts.case import Case
from drafter.facts.fact import Fact, Row
from drafter.facts.gap import printed
from drafter.files.values import DataTable
from drafter.report.tree import Block, Missing, Paragraph, Stated, Table

#: So many rows are worth a sum.
_SUMMED = 2
_RATE = re.compile(r"(?P<whole>\d+)(?:\.(?P<decimals>\d+))?%")


class FilledTable(NamedTuple):
    """A table with the paths of the facts it states, and what is missing in it, in words."""

    table: Table
    stated: frozenset[str]
    missing: tuple[Missing, ...]


def fill_table(case: Case, spec: DataTable, before: Sequence[Block]) -> FilledTable | None:
    """The table that `spec` describes, or None where the case has no rows for it; what is `due` in every row and absent
    stands as 〔待补：…〕. A column that is `optional` needs a value, one that is `unless_told` a value that the
    paragraphs `before` have not told."""
    lacking: dict[str, list[str]] = {head: [] for head, key in spec["columns"] if key in spec.get("due", ())}
    rows = case.value(spec["rows"])
    if not isinstance(rows, tuple) or not rows:
        return None
    told = _told(before) if spec.get("unless_told") else frozenset()
    columns = [
        (head, key)
        for head, key in spec["columns"]
        if (
            key not in spec.get("optional", ())
            or any(isinstance(row, Row) and case.value(f"{row.path}.{key}") for row in rows)
        )
        and (key not in spec.get("unless_told", ()) or not (_paths(rows, key) <= told and _settled(case, rows, key)))
    ]
    stated: set[str] = set()
    lines = []
    for index, row in enumerate(rows):
        cells: list[str] = []
        for head, key in columns:
            fact = case.value(f"{row.path}.{key}") if isinstance(row, Row) else None
            if isinstance(fact, Fact):
                stated.add(fact.path)
                cells.append(Stated(written(fact.text) if key == "reason" else fact.text, fact))
            elif head in lacking:
                cells.append(printed(head))
                lacking.setdefault(head, []).append(f"{row.path if isinstance(row, Row) else spec['rows']}.{key}")
            else:
                cells.append(str(index + 1) if key == "#" else "")
        lines.append(tuple(cells))
    if (last := _total(case, spec, columns, len(lines))) is not None:
        lines.append(tuple(last))
        stated |= {path for one in last if isinstance(one, Stated) for path, _ in one.facts}
    lines = _even(lines, [number for number, (_, key) in enumerate(columns) if key == "rate"])
    owed = tuple(
        Missing(f"{spec['title']}里{len(paths)}行的{head}", paths[0]) for head, paths in lacking.items() if paths
    )
    heads = tuple([head for head, _ in columns])
    return FilledTable(Table(spec["title"], heads, tuple(lines)), frozenset(stated), owed)


def _total(case: Case, spec: DataTable, columns: Sequence[tuple[str, str]], count: int) -> list[Stated | str] | None:
    """The cells of the row that sums the table up, as `total` of `spec` gives them: words, or the path of a figure;
    None for a single row, and where a figure is not to be had."""
    wanted = spec.get("total", {})
    if not wanted or count < _SUMMED:
        return None
    cells: list[Stated | str] = []
    for _, key in columns:
        fact = case.fact(wanted[key]) if "." in wanted.get(key, "") else None
        if fact is None and "." in wanted.get(key, ""):
            return None
        cells.append(Stated(fact.text, fact) if fact is not None else wanted.get(key, ""))
    return cells


def _even(lines: Sequence[tuple[str, ...]], numbers: Sequence[int]) -> list[tuple[str, ...]]:
    """The rows with the rates in the columns of these `numbers` shown to as many decimals, whole and nothing apart:
    94.20% beside 85.00% and 100%."""
    done = [list(line) for line in lines]
    for number in numbers:
        shown = [match for line in done if (match := _RATE.fullmatch(line[number])) is not None]
        most = max([len(match["decimals"] or "") for match in shown], default=0)
        for line in done:
            match = _RATE.fullmatch(line[number])
            cell = line[number]
            if most and match is not None and not match["decimals"] and match["whole"] not in ("0", "100"):
                line[number] = _reworded(cell, f"{match['whole']}.{'0' * most}%")
    return [tuple(line) for line in done]


def _reworded(cell: str, words: str) -> str:
    """A cell in other words, which states what it stated."""
    if not isinstance(cell, Stated):
        return words
    told = Stated(words)
    told.facts = cell.facts
    return told


def _paths(rows: Sequence[object], key: str) -> frozenset[str]:
    return frozenset(
        value.path for row in rows if isinstance(row, Row) and isinstance(value := row.get(key), Fact) and value.text
    )


def _settled(case: Case, rows: Sequence[object], key: str) -> bool:
    """Whether every row that fell short has a value: a blank cell asks for what is missing."""
    for row in [one for one in rows if isinstance(one, Row) and not one.get(key)]:
        rate = case.fact(f"{row.path}.rate")
        if rate is not None and rate.number is not None and rate.number < 100:
            return False
    return True


def _told(blocks: Sequence[Block]) -> frozenset[str]:
    """The paths of the facts that some paragraphs tell."""
    return frozenset(
        path
        for block in blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for part in sentence.parts
        if isinstance(part, Fact)
        for path in (part.path, *part.also)
    )
