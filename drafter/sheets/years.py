"""The year that a form is of, as the words above it, the name of its sheet or of its file write it.

The reader gains a year only where somebody wrote one: 2024年, 二〇二四年度, （2024） over a form. A code that begins
like a year (（207001）), the value of a label, the day a form was filled in say none.

Limits: years are looked for from 2000 to 2099; a year without 年 counts only in brackets of its own and in names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from drafter.reading.sheets.words import HeadMeanings

#: Years in characters: 二〇二四年度.
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FOUR = r"(?<![\d.])(20\d\d)(?!\d|\.\d)"
#: The day on which something was done or filled in, and no first or last day of a time.
_DAY = re.compile(
    r"(?<![\d至到—–~～-])20\d\d\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}(?!\d|\s*日?\s*[至到—–~～-])\s*日?"
)
#: The surest first: a year in brackets, the year of a report, any year that is called one.
_WRITTEN = (
    re.compile(rf"[(（【\[〔]\s*{_FOUR}\s*(?:年\s*度?\s*(?!\d{{1,2}}\s*月)|[)）】\]〕](?!\S{{0,8}}号))"),
    re.compile(rf"{_FOUR}\s*年\s*度"),
    re.compile(rf"{_FOUR}\s*年"),
)
#: A year of a file without 年: by itself between marks, at the end, or before the title of a form.
_BARE = re.compile(r"(?<![A-Za-z\d.])(?<![A-Za-z]-)(20\d\d)(?!\d|[.-]\d)")


def sure_year(words: str) -> int:
    """How surely some words above a form name its year: the number of a way of writing it, the surest 0; -1: not."""
    bare = plain_years(words)
    return next((number for number, pattern in enumerate(_WRITTEN) if pattern.search(bare) is not None), -1)


def written_year(words: str) -> str:
    """The year that some words above a form name, or ""."""
    at = sure_year(words)
    match = _WRITTEN[at].search(plain_years(words)) if at >= 0 else None
    return match[1] if match is not None else ""


def labelled_year(words: str) -> str:
    """The year that stands beside 年度, or ""."""
    match = re.search(_FOUR, plain_years(words))
    return match[1] if match is not None else ""


def named_year(names: Iterable[str], known: HeadMeanings) -> str:
    """The year in the names of sheets and of a file (2024自评表, 自评表-2024), or ""."""
    said = [plain_years(one) for one in names]
    for one in said:
        if found := written_year(one):
            return found
    for one in said:
        for match in _BARE.finditer(one):
            rest = one[match.end() :]
            if not re.match(r"[\u4e00-\u9fff]", rest) or known.title(rest):
                return match[1]
    return ""


def plain_years(words: str) -> str:
    """Words with their years in plain digits, and without the day on which something was done."""
    return _DAY.sub("", unicodedata.normalize("NFKC", words).translate(_DIGITS))
