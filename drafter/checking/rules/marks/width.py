"""Marks: half-width where Chinese stands, hyphens in ranges, doubled marks, a dot without decimals, a space before %.

The reader gains a text that is normalised in one go: each sort of slip is one finding, at its first place, with the
count and the lines. Source: GB/T 15834-2011, 4 and 5; GB/T 15835-2011, 5.

Limits: a mark between Latin letters or digits (1,234, 9:30, https:) is right as it is; numbers of headings are judged
by number-mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import gathered, search
from drafter.claims.full_text import EVERYWHERE, PROSE, FoundPlace
from drafter.wording import Wording, row, word

_BRACKET = r"\([^()\n]{0,80}\)"
_NUMBER = re.compile(r"\s{0,4}\(([一二三四五六七八九十]{1,3}|\d{1,3})\)")
_WIDE = re.compile(r"[\u4e00-\u9fff]")


@rule("width")
def half(page: Page) -> Iterator[Finding]:
    text = page.full_text(EVERYWHERE)
    for pattern, message in page.words("width", "half").items():
        yield from gathered(page, "width", list(text.find(pattern)), row("width", message, ""))
    found = []
    for place in text.find(_BRACKET):
        if not place.start and place.stretch.kind != "cell" and _NUMBER.match(place.stretch.text):
            continue
        around = place.stretch.text[max(0, place.start - 1) : place.end + 1]
        if _WIDE.search(around):
            found.append(place)
    # People count both brackets of a pair; one without the other is a slip of another kind (pairs).
    yield from gathered(page, "width", found, word("width.brackets"), count=2 * len(found))


@rule("range-hyphen")
def hyphens(page: Page) -> Iterator[Finding]:
    text = page.full_text(EVERYWHERE)
    if "-" not in text.text and "~" not in text.text:
        return
    pattern = "|".join(page.words("width", "ranges"))
    yield from gathered(page, "range-hyphen", list(text.find(pattern)), word("width.hyphens"))


@rule("stray-dot")
def dots(page: Page) -> Iterator[Finding]:
    for place, message in search(page, "width", "dots", EVERYWHERE):
        yield page.finding("stray-dot", place.stretch, place.start, place.end, message)


@rule("doubled-mark")
def marks(page: Page) -> Iterator[Finding]:
    found: dict[Wording, list[FoundPlace]] = {}
    for place, message in search(page, "width", "clusters"):
        found.setdefault(message, []).append(place)
    for message, places in found.items():
        yield from gathered(page, "doubled-mark", places, message)


@rule("percent-space")
def percents(page: Page) -> Iterator[Finding]:
    """A space between a figure and its sign; reading folds it, so the places are asked where they stood."""
    if not re.search(r"\d[ \t\u3000\xa0]+[%％‰]", page.reading.source.text):
        return
    found = []
    for place in page.full_text(PROSE).find(r"(?<![\d.])\d{1,6}(?:\.\d{1,6})?[%％‰]"):
        passage = place.stretch.passage
        if passage.origin(place.end - 1) - passage.origin(place.end - 2) > 1:
            found.append(place)
    yield from gathered(page, "percent-space", found, word("width.percents"))


@rule("pause-mark")
def pauses(page: Page) -> Iterator[Finding]:
    """、 between 》《 or ”“: needless (GB/T 15834-2011, 4.5.3.5), yet a habit of many offices; told where one sentence
    does both, or wherever a unit asks for it."""
    always = page.setting("pause-mark", "always")
    found = []
    for place in page.full_text(PROSE).find("》、《|”、“"):
        start, end = place.stretch.sentence_at(place.start)
        pair = "》《" if place.stretch.text[place.start] == "》" else "”“"
        if always or pair in place.stretch.text[start:end]:
            found.append(place)
    yield from gathered(page, "pause-mark", found, word("width.needless" if always else "width.both"))
