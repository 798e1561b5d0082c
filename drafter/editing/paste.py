"""Rows pasted from a spreadsheet: tab-separated lines into the fields of a list, or into events.

The writer gains a table of forty projects in one paste. A first line that names columns (全年预算数, 执行数 …) says
which is which; without one the columns go to the fields in their order.

Limits: a cell is one value; what is derived is passed over, for it is not typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from drafter.editing.typed import MANY, value
from drafter.facts.fields import Field

_EMPTY = frozenset(("", "-", "—", "/", "无"))
_NUMBERS = frozenset(("序号", "编号", "#", "No", "NO"))


def cells(text: str) -> list[list[str]]:
    """The cells of a pasted table; a quoted cell may hold line breaks, as spreadsheets write them."""
    rows = [[" ".join(cell.split()) for cell, _ in row] for row in _rows(text)]
    return [row for row in rows if any(row)]


def table_cells(text: str) -> list[list[str]]:
    """The cells of a pasted table as they stand, empty ones and line breaks within one kept."""
    return [[cell for cell, _ in row] for row in _rows(text)]


def unquoted(text: str) -> str:
    """A pasted text without the quotation marks that a spreadsheet puts around a cell that holds a line break, a tab or
    such marks; each cell is a line then. Any other text is as it was, whatever marks it has."""
    rows = _rows(text)
    if not any(quoted and ('"' in cell or "\n" in cell or "\t" in cell) for row in rows for cell, quoted in row):
        return text
    return "\n".join("\t".join(" ".join(cell.split()) for cell, _ in row) for row in rows)


def is_table(text: str) -> bool:
    """Whether a pasted text is a piece of a table: a tab in it, between cells."""
    text = text.strip("\r\n")
    return "\t" in text and any(len(row) > 1 for row in _rows(text))


def _rows(text: str) -> list[list[tuple[str, bool]]]:
    """Rows of cells, each with whether it was quoted; what only begins like a quoted cell stands for itself."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    found: list[list[tuple[str, bool]]] = [[]]
    at = 0
    while True:
        end = _closing(text, at)
        if end >= 0:
            found[-1].append((text[at + 1 : end - 1].replace('""', '"'), True))
        else:
            end = _PARTING.search(text, at).start()  # type: ignore[union-attr]
            found[-1].append((text[at:end], False))
        if end == len(text):
            return found
        if text[end] == "\n":
            found.append([])
        at = end + 1


#: Where a cell ends that is not quoted.
_PARTING = re.compile(r"[\t\n]|\Z")


def _closing(text: str, start: int) -> int:
    """Behind the mark that ends the quoted cell at `start`; -1 where there is none."""
    if text[start : start + 1] != '"':
        return -1
    at = start + 1
    while (at := text.find('"', at)) >= 0:
        if text[at + 1 : at + 2] != '"':
            return at + 1 if text[at + 1 : at + 2] in ("", "\t", "\n") else -1
        at += 2
    return -1


def untaken(text: str, fields: Mapping[str, Field]) -> list[str]:
    """The heads of a pasted table that no field is called after, though something stands under them."""
    table = cells(text)
    head = _head(table, fields) if table else None
    if head is None:
        return []
    return [
        said
        for at, (said, name) in enumerate(zip(table[0], head, strict=True))
        if name is None and said not in _NUMBERS and any(row[at] not in _EMPTY for row in table[1:] if at < len(row))
    ]


def _head(table: Sequence[Sequence[str]], fields: Mapping[str, Field]) -> list[str | None] | None:
    """What the columns of a table are called after; None where its first line names no columns."""
    head = [_named(cell, fields) for cell in table[0]]
    numbered = sum(cell in _NUMBERS for cell in table[0])
    return head if sum(one is not None for one in head) >= max(1, (len(head) - numbered) / 2) else None


def rows(text: str, fields: Mapping[str, Field], derived: Collection[str] = ()) -> list[dict[str, object]]:
    """The rows that a pasted table states for a list whose rows have `fields` (by key); `derived` are not typed."""
    table = cells(text)
    if not table:
        return []
    typed = [name for name in fields if name not in derived]
    head = _head(table, fields)
    if head is not None:
        columns: Sequence[str | None] = head
        table = table[1:]
    else:
        # 1, 2, 3 … down the first column number the rows.
        count = len(table) > 1 and all(row[0] == str(index + 1) for index, row in enumerate(table))
        columns = [None, *typed] if count else typed
    found = []
    for row in table:
        made = {
            name: value("\n".join(_parts(cell)) if fields[name].type in MANY else cell, fields[name])
            for name, cell in zip(columns, row, strict=False)
            if name is not None and name not in derived and cell not in _EMPTY
        }
        if made:
            found.append(made)
    return found


def same_rows(held: object, made: Sequence[Mapping[str, object]]) -> dict[int, int]:
    """Which of some pasted rows are in a list already, by their names: the number of each there."""
    known: dict[str, int] = {}
    for number, row in enumerate(held if isinstance(held, list) else ()):
        if isinstance(row, Mapping) and (name := _called(row)):
            known.setdefault(name, number)
    return {at: known[name] for at, row in enumerate(made) if (name := _called(row)) in known}


def _called(row: Mapping[str, object]) -> str:
    return next(("".join(str(row[key]).split()) for key in ("name", "title", "topic", "problem") if row.get(key)), "")


def _parts(cell: str) -> list[str]:
    return [part for part in cell.replace(";", "；").split("；") if part.strip()]


def _named(cell: str, fields: Mapping[str, Field]) -> str | None:
    """The field that a column is called after: by its label, or a good part of it."""
    plain = cell.split("（")[0].split("(")[0].strip()
    if not plain:
        return None
    for name, field in fields.items():
        if plain in (field.label, name):
            return name
    alike = [
        name for name, field in fields.items() if len(plain) > 1 and (plain in field.label or field.label in plain)
    ]
    return alike[0] if len(alike) == 1 else None
