"""The text of a page in one piece, for rules that look for words wherever they stand.

The reader gains speed: a pattern goes once over the page, not once over each of ten thousand paragraphs; and one
finding in place of seventy, where the same slip stands throughout a text.

Limits: stretches are parted by line breaks, which a pattern must not cross.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from drafter.checking.finding import Finding
from drafter.checking.page import Page, Stretch
from drafter.checking.patterns import compiled, needles

PROSE = ("title", "heading", "paragraph")
EVERYWHERE = (*PROSE, "cell")
_NAME = re.compile(
    r"《[^《》\n]{1,120}》|(?:https?://|www\.)[^\s，。；）>》]{1,400}|[\w.+-]{1,40}@[\w.-]{1,60}", re.ASCII
)
#: Places of one row of a table: nobody reads on, and a word of a unit's own may stand everywhere.
_MOST = 300
#: Lines that a finding about many places names.
_NAMED = 5


class Place(NamedTuple):
    """Where something was found: characters `start` to `end` of a stretch, and the `match`."""

    stretch: Stretch
    start: int
    end: int
    match: re.Match[str]


class Whole:
    """`text` joins the stretches of some kinds by line breaks."""

    def __init__(self, page: Page, kinds: Sequence[str]) -> None:
        self.stretches = [one for one in page.stretches if one.kind in kinds]
        self.text = "\n".join([one.text for one in self.stretches])
        self._starts: list[int] = []
        at = 0
        for one in self.stretches:
            self._starts.append(at)
            at += len(one.text) + 1

    @cached_property
    def _names(self) -> list[tuple[int, int]]:
        return [match.span() for match in _NAME.finditer(self.text)]

    def named(self, offset: int) -> bool:
        """Whether the character at `offset` stands in the name of a document or an address: what is so called is so
        called."""
        at = bisect_right(self._names, (offset, len(self.text))) - 1
        return at >= 0 and offset < self._names[at][1]

    def find(self, pattern: str, names: bool = True) -> Iterator[Place]:
        """Each place that fits `pattern` (its group ``here``, where it has one), within names too unless told not."""
        if not any(word in self.text for word in needles(pattern)):
            return
        fits = compiled(pattern)
        group: int | str = "here" if "here" in fits.groupindex else 0
        for match in fits.finditer(self.text):
            # A unit's own pattern may fit a line break; what goes over two stretches stands in neither.
            if "\n" not in match[group] and (names or not self.named(match.start(group))):
                yield self.place(match, group)

    def place(self, match: re.Match[str], group: int | str = 0) -> Place:
        start = match.start(group)
        at = bisect_right(self._starts, start) - 1
        first = self._starts[at]
        return Place(self.stretches[at], start - first, match.end(group) - first, match)


def whole(page: Page, kinds: Sequence[str] = PROSE) -> Whole:
    """The text of the stretches of some kinds, kept with the page."""
    known: dict[Sequence[str], Whole] = page.__dict__.setdefault("_whole", {})
    if kinds not in known:
        known[kinds] = Whole(page, kinds)
    return known[kinds]


def search(
    page: Page, module: str, name: str, kinds: Sequence[str] = PROSE, most: int | None = _MOST
) -> Iterator[tuple[Place, str]]:
    """Each place that fits a row (pattern to message) of a table of words, with the message; {} in a message stands for
    the words found. Names of documents are left alone."""
    text = whole(page, kinds)
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
    return f"第{'、'.join(map(str, found[:_NAMED]))}行{'等' if len(found) > _NAMED else ''}"
