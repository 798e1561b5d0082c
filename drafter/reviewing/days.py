"""Days as a cell of a form writes them: 2024年12月底前, 2024-08-20, 11月底.

Limits: the first day of a text counts; a month without a day is its last, or its first where that is asked.
"""

from __future__ import annotations

import re
from datetime import date

from drafter.reviewing.value import CellText

_PERIOD = re.compile(
    r"(?:项目|建设|实施|执行|服务|计划|合同)*(?:起止|实施|建设|执行|服务)(?:时间|日期|年月|期限?|周期)?|(?:项目|合同|建设)(?:期限?|周期|工期)|起止(?:时间|日期|年月)?"
)
_TO = re.compile(r"\s*(?:至|到|—+|–|－|~|～|-(?=20\d\d))\s*")
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


def period(label: CellText, told: CellText) -> tuple[CellText, CellText] | None:
    """The first and the last day behind a label of a span: 项目起止时间 | 2024年3月至12月."""
    if not _PERIOD.fullmatch(re.sub(r"[（(][^（()）]*[）)]", "", label.said).rstrip(":：")):
        return None
    parts = [part for part in _TO.split(told.text) if part]
    if len(parts) != 2 or day(parts[0], first=True) is None:
        return None
    year = re.match(r"\s*(20\d\d)年", parts[0])
    last = parts[1] if re.match(r"\s*20\d\d", parts[1]) or not year else f"{year[1]}年{parts[1].strip()}"
    if day(last) is None:
        return None
    return told._replace(text=parts[0].strip()), told._replace(text=last)
