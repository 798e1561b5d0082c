"""Findings at the places that words are found in: each by itself, or many told as one.

The reader gains one finding in place of seventy, where the same slip stands throughout a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.full_text import PROSE, Place
from drafter.claims.text import Stretch

#: Places of one row of a table: nobody reads on, and a word of a unit's own may stand everywhere.
_MOST = 300
#: Lines that a finding about many places names.
_NAMED = 5


def search(
    page: Page, module: str, name: str, kinds: Sequence[str] = PROSE, most: int | None = _MOST
) -> Iterator[tuple[Place, str]]:
    """Each place that fits a row (pattern to message) of a table of words, with the message; {} in a message stands for
    the words found. Names of documents are left alone."""
    text = page.full_text(kinds)
    for pattern, message in page.words(module, name).items():
        for number, place in enumerate(islice(text.find(pattern, names=False), most), 1):
            said = message.replace("{}", place.stretch.text[place.start : place.end])
            yield place, said + (f"（这样的很多，只列前{most}处）" if number == most else "")


def gathered(
    page: Page, code: str, places: Sequence[Place], message: str, *, certain: bool = True, severity: str = "",
    count: str = "",
) -> Iterator[Finding]:  # fmt: skip
    """One finding at the first of `places` that says how many there are (`count`, where it is not that of the places)
    and on which lines; none without places."""
    if not places:
        return
    first = places[0]
    if len(places) > 1:
        message += (
            f"（全文共{count or f'{len(places)}处'}，{lines(page, [(one.stretch, one.start) for one in places])}）"
        )
    yield page.finding(code, first.stretch, first.start, first.end, message, certain=certain, severity=severity)


def lines(page: Page, places: Iterable[tuple[Stretch, int]]) -> str:
    """The lines of places (a stretch and an offset in it) for people: 第5、9、13行等."""
    found = list(dict.fromkeys([page.reading.place(stretch.passage, start)[0] for stretch, start in places]))
    return f"第{'、'.join(map(str, found[:_NAMED]))}{page.unit}{'等' if len(found) > _NAMED else ''}"
