"""Wholes between their parts, growth a year: what lies between must lie there.

The reader gains 固定资产投资增长9.8% over parts that grew by 3.7% to 8.6%, a mean growth that is the arithmetic one,
五涨三降 over six that rose.

Limits: the parts are sets known to make the whole (`rules/text/means.toml`); a mean is reckoned where both ends and the
number of years are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import plain
from drafter.language.numerals import chinese_value
from drafter.wording import word

#: Growth of a whole lies between that of its parts within this.
_EDGE = Decimal("0.16")
_MEAN = re.compile(r"年均(?:名义)?(?:增长|增速|递增|增幅)(?:率)?(?:为|达到?|约)?$|年均(?:名义)?(?:增长|递增)$")
#: 按现价计算增长3.1%: reckoned in another way than the rest.
_NOMINAL = re.compile("现价|当年价|名义|自然口径")
_COMPARABLE = re.compile("可比|不变价|实际增长|扣除")
_ALL = re.compile("合计|总体|全部|总额|总量")
_LAST = re.compile("(?:上年|去年)(?:同期)?(?:为|是)")
_COUNT = r"[一二三四五六七八九十]{1,2}|\d{1,2}"
_UPS = re.compile(rf"(?P<up>{_COUNT})[升涨增](?P<down>{_COUNT})[降跌减]")


def _signed(one: Mention) -> Decimal:
    return one.value if one.rising >= 0 else -one.value


@rule("growth")
def between(page: Page) -> Iterator[Finding]:
    """A whole grows faster than none of its parts, and slower than none."""
    sets = page.words("means", "parts")
    for stretch in page.paragraphs:
        found = mentions(stretch)
        rates = [one for one in found if one.role == "growth" and one.figure.sort == "rate" and not one.figure.rough]
        rates = [one for one in rates if not one.figure.points and not _NOMINAL.search(one.left)]
        if len(rates) < 3:
            continue
        for names in sets:
            if not all(name in stretch.text for name in names):
                continue
            parts = [_named(stretch, rates, name) for name in names]
            known = [one for one in parts if one is not None]
            if (
                len(known) < len(names)
                or len({one.sentence for one in known}) > 1
                or any(one.figure.rough for one in known)
            ):
                continue
            first = min(one.figure.start for one in known)
            before = [one for one in rates if one.figure.end <= first and one not in known]
            last = max(one.figure.end for one in known)
            behind = [
                one for one in rates if one.figure.start > last and _ALL.search(one.left) and not one.figure.rough
            ]
            # 轻工业增长4.6%，重工业增长6.9%，合计增长8.2%: the whole may stand behind.
            whole = before[-1] if before else behind[0] if behind else None
            if whole is None or abs(known[0].sentence - whole.sentence) > 1 or _LAST.search(whole.left):
                continue
            low, high = min(map(_signed, known)), max(map(_signed, known))
            if low - _EDGE <= _signed(whole) <= high + _EDGE:
                continue
            yield page.finding(
                "growth", stretch, whole.figure.start, whole.figure.end, "means.between", low=plain(low),
                high=plain(high), whole=plain(_signed(whole)), claimed=whole.figure.text,
                computed=f"{plain(low)}%～{plain(high)}%",
            )  # fmt: skip
            break


def _named(stretch: Stretch, rates: list[Mention], name: str) -> Mention | None:
    """The one rate whose words, back to the last ； or 。, begin with a name."""
    hits = []
    for one in rates:
        start = max(stretch.text.rfind(mark, 0, one.figure.start) for mark in "；。：") + 1
        said = stretch.text[start : one.figure.start]
        at = said.rfind(name)
        if at >= 0 and not re.search(r"\d%", said[at:]) and "上年" not in said[at:] and "占" not in said[at:]:
            hits.append(one)
    return hits[0] if len(hits) == 1 else None


@rule("growth")
def yearly(page: Page) -> Iterator[Finding]:
    """由2020年的312.60亿元提高到2025年的428.90亿元，年均增长7.4%: the root, not the quotient by five."""
    for stretch in page.paragraphs:
        if "年均" not in stretch.text:
            continue
        found = mentions(stretch)
        for at, rate in enumerate(found):
            if rate.figure.sort != "rate" or not _MEAN.search(rate.left) or rate.figure.rough or rate.figure.points:
                continue
            near = [one for one in found[max(0, at - 6) : at] if one.sentence == rate.sentence and one.figure.sort]
            ends = [one for one in near if one.figure.sort != "rate" and not one.rising and one.value > 0]
            start, _ = stretch.sentence_at(rate.figure.start)
            if len(ends) < 2 or _COMPARABLE.search(stretch.text, start, rate.figure.start):
                continue
            first, last = ends[0], ends[1]
            years = last.year - first.year if first.year and last.year else _years(stretch, start, rate.figure.start)
            if first.figure.unit != last.figure.unit or not 1 < years < 30 or not (last.reached or last.year):
                continue
            mean = (float(last.value / first.value) ** (1 / years) - 1) * 100
            slack = 0.11 if rate.figure.decimals else 0.6
            said = float(_signed(rate))
            if abs(mean - said) <= slack:
                continue
            # What grew at comparable prices may differ a little from the quotient of current ones.
            value = f"{mean:.{max(1, rate.figure.decimals)}f}%"
            yield page.finding(
                "growth", stretch, rate.figure.start, rate.figure.end, "means.yearly", first=first.figure.text,
                last=last.figure.text, years=years, claimed=rate.figure.text, computed=value,
                working=word("means.root", last=last.figure.shown, first=first.figure.shown, years=years, value=value),
                certain=abs(mean - said) > 0.3,
            )  # fmt: skip


def _years(stretch: Stretch, start: int, end: int) -> int:
    """The years between two that a sentence names; 0 where it names none or more."""
    named = sorted({int(year) for year in re.findall(r"(?<!\d)(20\d\d)年", stretch.text[start:end])})
    return named[-1] - named[0] if len(named) == 2 else 0


@rule("list-count")
def ups(page: Page) -> Iterator[Finding]:
    """八大类价格五涨三降, with six that rose in the list behind it."""
    for stretch in page.paragraphs:
        for match in _UPS.finditer(stretch.text):
            first, second = (int(n) if n.isdigit() else chinese_value(n) for n in (match["up"], match["down"]))
            number = next((i for i, (low, high) in enumerate(stretch.sentences) if low <= match.start() < high), 0)
            listed = [
                one
                for one in mentions(stretch)
                if one.figure.start > match.end() and one.role == "growth" and one.sentence in (number, number + 1)
            ]
            same = [one for one in listed if listed and one.sentence == listed[0].sentence]
            rose, fell = sum(one.rising > 0 for one in same), sum(one.rising < 0 for one in same)
            if rose + fell == first + second and (rose, fell) != (first, second):
                yield page.finding(
                    "list-count", stretch, match.start(), match.end(), "means.ups", rose=rose, fell=fell,
                    claimed=match[0], computed=f"{rose}升{fell}降",
                )  # fmt: skip
