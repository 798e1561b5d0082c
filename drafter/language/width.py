"""How wide text stands on a terminal, where a Chinese character takes two columns.

Limits: characters of ambiguous width (“ ” — …) count one, as terminals have it unless they are told otherwise.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """The columns that `text` takes."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) or c == "\u200d" else 1
        for c in text
    )


def pad(text: str, columns: int) -> str:
    """`text` filled up with blanks to so many columns; longer text is left as it is."""
    return text + " " * (columns - width(text))


def aligned(rows: Sequence[tuple[str, ...]], gap: str = "  ") -> list[str]:
    """Rows of cells in columns; the last cell of a row is not filled up, and nothing ends in blanks."""
    wide: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row[:-1]):
            wide[column] = max(wide.get(column, 0), width(cell))
    return [
        gap.join([*(pad(cell, wide[column]) for column, cell in enumerate(row[:-1])), row[-1]]).rstrip() for row in rows
    ]
