"""Units left out, doubled or mixed: 200万专项资金, 增长13.95。, 116万元万元, 51700个 beside 3.6万份.

The reader gains figures that mean one thing only, and comparable figures written alike (GB/T 15835-2011, 5.1).

Limits: 人 for 人次 is known only where the very same number stands with both; amounts without a unit are let pass in a
text that states its unit once (单位：万元).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import gathered, search
from drafter.claims.cells import cell_figure
from drafter.claims.full_text import PROSE
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.figures import Figure
from drafter.wording import row, word

#: So many figures at most are added up.
_RUN = 6
_TEN_THOUSAND = Decimal(10_000)


@rule("unit-missing")
def missing(page: Page) -> Iterator[Finding]:
    stated = any(one in page.reading.source.text for one in page.words("units", "stated"))
    told: set[tuple[Stretch, int]] = set()
    for name in ("bare", "money"):
        for place, message in search(page, "units", name) if name == "bare" or not stated else ():
            told.add((place.stretch, place.start))
            yield page.finding("unit-missing", place.stretch, place.start, place.end, message)
    for stretch in page.paragraphs if not stated else ():
        for figure in _reckoned(stretch):
            if (stretch, figure.start) not in told:
                said = row("units", "“{}”后面缺“元”", figure.text)
                yield page.finding("unit-missing", stretch, figure.start, figure.end, said)
    yield from _rates(page)


def _reckoned(stretch: Stretch) -> Iterator[Figure]:
    """特困供养98万，临时救助54万，合计152万元: figures without a unit that make an amount with others, or are made of
    it, are amounts too."""
    found = [one for one in stretch.figures if one.scale and not one.rough and (not one.unit or one.sort == "money")]
    bare: dict[int, Figure] = {}
    for at, first in enumerate(found if any(not one.unit for one in found) else ()):
        span = stretch.sentence_at(first.start)
        for end in range(at + 2, min(at + _RUN, len(found)) + 1):
            run = found[at:end]
            if stretch.sentence_at(run[-1].start) != span:
                break
            total = sum((one.value for one in run), Decimal(0))
            for whole in (*found[max(0, at - 1) : at], *found[end : end + 1]):
                units = {one.unit for one in (whole, *run)}
                if whole.value == total and len(units) > 1 and stretch.sentence_at(whole.start) == span:
                    bare |= {one.start: one for one in (whole, *run) if not one.unit}
    yield from bare.values()


def _rates(page: Page) -> Iterator[Finding]:
    """增长13.95。: a growth or a rate without its sign, unless its clause tells of what has none (指数, 得分)."""
    nouns, verbs = ("|".join(page.words("units", name)) for name in ("rates", "changes"))
    pattern = (
        rf"(?:(?:{nouns})(?:仅|约)?(?:为|是|达|达到|达成)?|(?P<verb>{verbs})了?(?:约|近)?)"
        r"(?P<here>\d{1,3}\.\d+)(?=[，。；]|$)"
    )
    plain = re.compile("|".join(page.words("units", "plain")))
    for place in page.full_text(PROSE).find(pattern):
        start, _ = place.stretch.sentence_at(place.start)
        before = place.stretch.text[max(start, place.start - 60) : place.start]
        if place.match["verb"] and (plain.search(before) or _one_kind(before)):
            continue
        quote = place.stretch.text[place.start : place.end]
        yield page.finding("unit-missing", place.stretch, place.start, place.end, "units.rates", claimed=quote)


@rule("unit-missing")
def in_rows(page: Page) -> Iterator[Finding]:
    """62.5%, 25, 12.5% in a row of shares: one cell without the sign that the others have."""
    shares = re.compile("|".join(page.words("units", "shares")))
    for grid in page.grids:
        lines = [*grid[1:], *([row[i] for row in grid if i < len(row)] for i in range(1, len(grid[0])))]
        for head, *cells in (line for line in lines if line and shares.search(line[0].text)):
            told = [one for cell in cells if (one := cell_figure(cell))]
            bare = [one for one in told if not one.unit]
            signed = [one for one in told if one.unit in ("%", "％")]
            if len(bare) == 1 and len(signed) > 1 and len(told) == len(signed) + 1 and "%" not in head.text:
                cell = bare[0].stretch
                yield page.finding("unit-missing", cell, 0, len(cell.text), "units.rates", claimed=bare[0].text)


def _one_kind(before: str) -> bool:
    """Whether the figures before a change are bare too: then the things compared have no unit."""
    numbers = re.findall(r"(?<![\d.])\d+\.\d+(?=(.?))", before)
    return bool(numbers) and all(one in "，。；到、至" for one in numbers)


@rule("unit-form")
def forms(page: Page) -> Iterator[Finding]:
    for name, certain in (("doubled", True), ("unlike", False)):
        for place, message in search(page, "units", name):
            severity = "" if certain else "hint"
            yield page.finding("unit-form", place.stretch, place.start, place.end, message, severity=severity)


@rule("unit-mixed")
def mixed(page: Page) -> Iterator[Finding]:
    apart = re.compile("|".join(page.words("units", "apart")))
    for stretch in page.stretches:
        if stretch.kind == "paragraph" and ("万" in stretch.text or "亿" in stretch.text):
            yield from _mixed(page, stretch, apart)


def _mixed(page: Page, stretch: Stretch, apart: re.Pattern[str]) -> Iterator[Finding]:
    """One finding for a sentence in which like things are counted with 万 here and without there."""
    scaled: dict[tuple[int, str], Mention] = {}
    bare: dict[tuple[int, str], Mention] = {}
    for one in mentions(stretch):
        figure = one.figure
        if figure.sort not in ("count", "people", "money") or figure.rough or abs(figure.value) < _TEN_THOUSAND:
            continue
        if one.role == "average" or apart.search(one.left):
            continue
        if figure.scale in ("", "万"):
            (scaled if figure.scale else bare).setdefault((one.sentence, figure.sort), one)
    for key, one in bare.items():
        other = scaled.get(key)
        if other is not None:
            start, end = min(one.figure.start, other.figure.start), max(one.figure.end, other.figure.end)
            first, second = sorted((one.figure, other.figure))
            yield page.finding(
                "unit-mixed", stretch, start, end, "units.mixed", first=first.text, second=second.text,
                claimed=one.figure.text, computed=_scaled(one.figure),
            )  # fmt: skip


def _scaled(figure: Figure) -> str:
    value = (figure.value / _TEN_THOUSAND).normalize()
    return f"{value:f}万{figure.unit}"


@rule("unit-people")
def people(page: Page) -> Iterator[Finding]:
    """The very same number as 人 and as 人次: one of them is wrong."""
    pairs = page.words("units", "visits")
    seen: dict[tuple[str, str], tuple[Stretch, Figure]] = {}
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading"):
            continue
        for figure in stretch.figures:
            # Round numbers meet by chance.
            if figure.rough or figure.value < 100 or figure.value % 10 == 0:
                continue
            other = pairs.get(figure.unit)
            if other and (known := seen.get((figure.shown + figure.scale, other))):
                line, _ = page.reading.place(known[0].passage, known[1].start)
                yield page.finding(
                    "unit-people", stretch, figure.start, figure.end, "units.people", where=page.at(line),
                    unit=figure.unit, other=other, claimed=figure.text, computed=known[1].text,
                )  # fmt: skip
            seen.setdefault((figure.shown + figure.scale, figure.unit), (stretch, figure))


@rule("decimals")
def decimals(page: Page) -> Iterator[Finding]:
    """More decimals than money or marks have; one finding a text, for one calculation made them all."""
    most = page.setting("decimals", "most")
    places = []
    units = "|".join(sorted(map(re.escape, most), key=len, reverse=True))
    pattern = rf"(?<![\d.])\d{{1,15}}\.(?P<tail>\d{{3,20}})(?P<unit>{units})(?![/／每])"
    for place in page.full_text(PROSE).find(pattern):
        if len(place.match["tail"]) > most[place.match["unit"]]:
            places.append(place)
    if places:
        digits = len(places[0].match["tail"])
        yield from gathered(page, "decimals", places, word("units.decimals", digits=digits))
