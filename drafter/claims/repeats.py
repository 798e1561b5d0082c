"""What a text tells twice: paragraphs of one section, or rows of a table, with one name and the same figures.

Limits: paragraphs count as the same only within one section, and when a name and two figures stand in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from drafter.claims.cells import Grid, cell_figure
from drafter.claims.grids import columns
from drafter.claims.mentions import mentions
from drafter.claims.series import bare, named
from drafter.claims.text import ReadText, Stretch
from drafter.language.numbering import parse_number

#: Fewer characters before its first amount do not name a project.
_NAMED = 5
_LONGEST = 120
Key: TypeAlias = "tuple[object, ...]"


class Repeat(NamedTuple):
    """What is told `first` and `again`, and the name that both have."""

    first: Stretch
    again: Stretch
    name: str


def repeats(text: ReadText, grids: Sequence[Grid]) -> tuple[Repeat, ...]:
    """What a text with the `grids` of its tables tells twice, in order."""
    return tuple(Repeat(*one) for one in (*_paragraphs(text), *_rows(grids)))


def _paragraphs(text: ReadText) -> Iterator[tuple[Stretch, Stretch, str]]:
    seen: dict[Key, Stretch] = {}
    for stretch in text.paragraphs:
        number = parse_number(stretch.text)
        found = [one for one in mentions(stretch) if not number or one.figure.start >= len(number.text)]
        amount = next((one for one in found if one.figure.sort == "money" and one.value > 0), None)
        if len(found) < 2 or amount is None or amount.figure.start > _LONGEST:
            continue
        lead = stretch.text[len(number.text) if number else 0 : amount.figure.start]
        section = stretch.section
        if _words(lead) < _NAMED:
            continue
        keys: list[Key] = [(section, lead, tuple((one.value, one.figure.unit) for one in found))]
        name = lead.partition("：")[0] if "：" in lead else named(lead)
        money = tuple(one.value for one in found if one.figure.sort == "money")
        if _words(name) >= _NAMED and len(money) > 1:
            # Told in other words: one name, and the same budget and spending.
            keys.append((section, bare(name), money[:2]))
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            yield first, stretch, name or lead[-20:]
        for key in keys:
            seen.setdefault(key, stretch)


def _words(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


def _rows(grids: Sequence[Grid]) -> Iterator[tuple[Stretch, Stretch, str]]:
    for grid in grids:
        yield from _grid(grid)


def _grid(grid: Grid) -> Iterator[tuple[Stretch, Stretch, str]]:
    roles = columns(grid[0])
    kept = [i for i, column in roles.items() if column.role != "number"]
    seen: dict[Key, tuple[Stretch, tuple[str, ...]]] = {}
    for row in grid[1:]:
        cells = [row[i] for i in kept if i < len(row)]
        name = next((cell for cell in cells if _words(cell.text) >= 3), None)
        figures = [cell_figure(cell) for cell in cells]
        amounts = tuple((i, one.value, one.unit) for i, one in enumerate(figures) if one is not None)
        if name is None or sum(1 for _, value, _ in amounts if value > 0) < 2:
            continue
        texts = tuple(
            cell.text.replace(" ", "")
            for cell, one in zip(cells, figures, strict=True)
            if one is None and cell is not name
        )
        key = (name.text.replace(" ", ""), amounts)
        if key not in seen:
            seen[key] = (name, texts)
        elif _agree(seen[key][1], texts):
            yield seen[key][0], name, name.text


def _agree(texts: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the other cells of two rows say the same; one may be left empty."""
    return all(not one or not other or one == other for one, other in zip(texts, others, strict=False))
