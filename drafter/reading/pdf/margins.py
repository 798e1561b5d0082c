"""What stands on every page and is no part of the text: heads, feet, numbers of pages, stamps.

The reader gains paragraphs that run over the end of a page, and keeps every figure of a table: a line of digits is the
number of a page only where such numbers stand, and when they count up.

Source: page numbers stand below the text (GB/T 9704-2012, 7.5).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.reading.pdf.lines import LineStretch
from drafter.reading.pdf.page import PdfPage

#: The share of a page, from above and below, in which heads and numbers stand.
_ZONE = 0.12
#: So many lines from the edge may be a head or a foot.
_DEEP = 3
#: A line on more pages than this is a head or foot wherever it stands.
_SURE = 3
_FEW = 5
_NUMBER = re.compile(
    r"(?P<before>[\s—－–\-·.~～]*(?:第|[Pp]age)?\s*)(?P<number>\d{1,4})"
    r"(?P<after>\s*页?(?:\s*[,，]?\s*[/／]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[\s—－–\-·.~～]*)"
)
#: What browsers print above and below a page: the time and the title, the address and the number.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}.*|(?:https?|file)://.*\d{1,4}/\d{1,4}"
)
_DIGITS = re.compile(r"\d+")


def unmargined(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """The pages without what is printed around their text."""
    dropped = _numbers(pages) | _repeated(pages)
    dropped |= {id(row) for page in pages for row in _edges(page) if _PRINTED.fullmatch(_words(row))}
    stamps = _stamps(pages)
    found = []
    for page in pages:
        rows = []
        for row in page.rows:
            kept = [one for one in row if _place(one) not in stamps] if stamps else row
            if kept and id(row) not in dropped:
                rows.append(kept)
        found.append(page._replace(rows=rows))
    return found


def _edges(page: PdfPage) -> Iterator[list[LineStretch]]:
    """The lines of a page that may be its head or foot."""
    count = len(page.rows)
    for at, row in enumerate(page.rows):
        base = row[0].base
        above = at < _DEEP and base < _ZONE * page.height
        below = at >= count - _DEEP and base > (1 - _ZONE) * page.height
        above = above and not any(table.top < base for table in page.tables)
        below = below and not any(table.bottom > base for table in page.tables)
        if above or below or all(one.artifact for one in row):
            yield row


def _words(row: list[LineStretch]) -> str:
    return " ".join([one.text for one in row])


def _repeated(pages: Sequence[PdfPage]) -> set[int]:
    """The lines (by identity) that stand at the same place of most pages, or of most left or most right ones, whatever
    digits are in them."""
    places: dict[tuple[str, int], list[tuple[int, list[LineStretch]]]] = {}
    for at, page in enumerate(pages):
        for row in _edges(page):
            text = _DIGITS.sub("#", "".join(["".join(one.text.split()) for one in row]))
            if text.strip("#"):
                places.setdefault((text, round(row[0].base / 4)), []).append((at, row))
    count = len(pages)
    found: set[int] = set()
    for rows in places.values():
        odd = sum(at % 2 for at, _ in rows)
        side = max(odd, len(rows) - odd)
        often = len(rows) > 1 and (len(rows) * 2 > count or (count > 5 and side * 4 > count))
        # Two pages may well end with the same words, and the head of a table stands on each page of it; what is printed
        # around a page stands apart from its text.
        sure = len(rows) > _SURE and len(rows[0][1]) == 1
        if often and (sure or sum(_apart(pages[at], row) for at, row in rows) * 2 > len(rows)):
            found.update(id(row) for _, row in rows)
    return found


def _apart(page: PdfPage, row: list[LineStretch]) -> bool:
    """Whether a line stands further from the text than the lines of the text from each other."""
    bases = [other[0].base for other in page.rows]
    at = next(number for number, other in enumerate(page.rows) if other is row)
    steps = sorted(after - before for before, after in pairwise(bases))
    near = [abs(bases[other] - bases[at]) for other in (at - 1, at + 1) if 0 <= other < len(bases)]
    # Of a page with few lines most steps are those between its parts.
    step = steps[len(steps) // (2 if len(steps) > _FEW else 4)] if steps else 0.0
    return not steps or min(near) > 1.15 * step or row[0].artifact


def _place(one: LineStretch) -> tuple[str, int, int]:
    return (one.text, round(one.left / 4), round(one.base / 4)) if one.shaded else ("", 0, 0)


def _stamps(pages: Sequence[PdfPage]) -> set[tuple[str, int, int]]:
    """Pale words that stand at the same place of most pages."""
    often = Counter(place for page in pages for place in {_place(one) for row in page.rows for one in row})
    return {place for place, count in often.items() if place[0] and count > 1 and count * 2 > len(pages)}


def _numbers(pages: Sequence[PdfPage]) -> set[int]:
    """The lines (by identity) that number the pages: at the edge of most pages, each as much ahead as its page."""
    found: list[tuple[int, int, list[LineStretch], bool]] = []
    for at, page in enumerate(pages):
        for row in _edges(page):
            match = _NUMBER.fullmatch(row[0].text.strip()) if len(row) == 1 else None
            if match:
                dressed = bool(match["before"].strip() or match["after"].strip())
                found.append((at, int(match["number"]), row, dressed))
    if len(pages) == 1:
        return {id(row) for at, _, row, dressed in found if dressed or _alone(pages[at], row)}
    ahead = Counter(number - at for at, number, _, _ in found)
    # A number may start again behind a cover or a table of contents.
    counted = {offset for offset, often in ahead.items() if often * 2 > len(pages) or often >= max(3, len(pages) / 3)}
    return {id(row) for at, number, row, dressed in found
            if number - at in counted or (dressed and _alone(pages[at], row))}  # fmt: skip


def _alone(page: PdfPage, row: list[LineStretch]) -> bool:
    """Whether a line is the last of its page and stands well away from the text."""
    bases = [other[0].base for other in page.rows if other is not row] + [table.bottom for table in page.tables]
    base = row[0].base
    return base > (1 - _ZONE) * page.height and all(other < base - 1.8 * row[0].size for other in bases)
