"""Findings at the places that words are found in: each by itself, or many told as one.

The reader gains one finding in place of seventy, where the same slip stands throughout a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.full_text import PROSE, FoundPlace
from drafter.claims.text import Stretch
from drafter.wording import Wording, row, word

#: Places of one row of a table: nobody reads on, and a word of a unit's own may stand everywhere.
_MOST = 300
#: Lines that a finding about many places names.
_NAMED = 5


def search(
    page: Page, module: str, name: str, kinds: Sequence[str] = PROSE, most: int | None = _MOST
) -> Iterator[tuple[FoundPlace, Wording]]:
    """Each place that fits a row (pattern to message) of a table of words, with the message; {} in a message stands for
    the words found. Names of documents are left alone."""
    text = page.full_text(kinds)
    for pattern, message in page.words(module, name).items():
        for number, place in enumerate(islice(text.find(pattern, names=False), most), 1):
            said = row(module, message, place.stretch.text[place.start : place.end])
            yield place, word("shared.first", message=said, most=number) if number == most else said


def gathered(
    page: Page, code: str, places: Sequence[FoundPlace], message: Wording, *, certain: bool = True, severity: str = "",
    count: int = 0,
) -> Iterator[Finding]:  # fmt: skip
    """One finding at the first of `places` that says how many there are (`count` marks, where they are not told as
    places) and on which lines; none without places."""
    if not places:
        return
    first = places[0]
    if len(places) > 1:
        message = counted(page, message, [(one.stretch, one.start) for one in places], count)
    yield page.finding(code, first.stretch, first.start, first.end, message, certain=certain, severity=severity)


def counted(page: Page, message: Wording, places: Sequence[tuple[Stretch, int]], count: int = 0) -> Wording:
    """A message with the number of places (or of marks) that it holds for, and their lines."""
    template = "shared.marks" if count else "shared.places"
    return word(template, message=message, count=count or len(places), where=lines(page, places))


def lines(page: Page, places: Iterable[tuple[Stretch, int]]) -> Wording:
    """The lines of places (a stretch and an offset in it) for people: 第5、9、13行等."""
    found = list(dict.fromkeys([page.reading.place(stretch.passage, start)[0] for stretch, start in places]))
    if len(found) == 1:
        return page.at(found[0])
    return word(
        "shared.lines-more" if len(found) > _NAMED else "shared.lines", lines=tuple(found[:_NAMED]), unit=page.unit
    )
