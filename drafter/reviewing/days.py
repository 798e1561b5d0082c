"""Days as a cell of a form writes them: 2024年12月底前, 2024-08-20, 11月底.

Limits: the first day of a text counts; a month without a day is its last, or its first where that is asked.
"""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(20\d\d)\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2}))?")


def day(text: str, first: bool = False, year: int = 0) -> date | None:
    """The day that some words name: 2024年12月底前 is 31 December; a month without a day is its last (or first)."""
    match = _DAY.search(text)
    if match is None and year and (month := re.search(r"(?<!\d)(\d{1,2})月(?:(\d{1,2})日|底|末|前|份|内)", text)):
        return _made(year, int(month[1]), month[2], first)
    return _made(int(match[1]), int(match[2]), match[3], first) if match else None


def _made(year: int, month: int, said: str | None, first: bool) -> date | None:
    try:
        if said:
            return date(year, month, int(said))
        if first:
            return date(year, month, 1)
        return date(year + month // 12, month % 12 + 1, 1) - (date(2, 1, 2) - date(2, 1, 1))
    except ValueError:
        return None
