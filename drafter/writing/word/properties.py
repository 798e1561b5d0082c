"""The properties of a document: title, author, subject, date, all from the case, none from the clock or the machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from docx.document import Document

    from drafter.facts.case import Case
    from drafter.report.tree import Draft

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def describe(document: Document, draft: Draft, case: Case | None) -> None:
    """Fill in the properties; the time is that of 成文日期, and absent where the case names no day."""
    from drafter.writing.word.xml_text import legal

    known = document.core_properties
    known.title = legal(draft.title)[:255]
    known.language = "zh-CN"
    known.revision = 1
    if case is None:
        return
    author = case.fact("unit.name")
    known.author = known.last_modified_by = legal(author.text)[:255] if author else ""
    known.subject = f"{case.year}年度"
    if when := day(case):
        known.created = known.modified = when


def day(case: Case) -> datetime.datetime | None:
    """成文日期 as the case states it, or None."""
    import datetime

    date = case.fact("sign.date")
    match = _DAY.search(date.text) if date else None
    return datetime.datetime(int(match[1]), int(match[2]), int(match[3])) if match else None
