"""The laws of `rules/laws.toml` held against a text.

The reader gains 自然增长率 that is not 出生率 less 死亡率, 进出口 that is not both together.

Limits: those of :mod:`drafter.claims.laws`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.laws import Law, hits, laws, reckon, stated
from drafter.claims.mention import Mention
from drafter.claims.mentions import told
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, rounded, verdict

_SIGNS = {"sum": " + ", "total": " + ", "difference": " − ", "balance": " − ", "product": " × "}


@rule("sum")
def lawful(page: Page) -> Iterator[Finding]:
    needles = re.compile("|".join(sorted({one for law in laws() for one in law.needle})))
    for stretch, found, near in told(page):
        for law in laws() if needles.search(stretch.text) else ():
            if any(one in stretch.text for one in law.needle):
                yield from _judge(page, stretch, law, found, near)


def _judge(
    page: Page, stretch: Stretch, law: Law, found: tuple[Mention, ...], near: tuple[Mention, ...]
) -> Iterator[Finding]:
    results = list(hits(law.result, found))
    if len(results) != 1:
        return
    of = []
    for term in law.of:
        here = [one for one in hits(term, found) if one is not results[0]]
        # Where several are told, the one between the same two ；.
        here = [one for one in here if one.segment == results[0].segment] or here or list(hits(term, near))
        if len(here) != 1:
            return
        of.append(here[0])
    result, computed = results[0], reckon(law, of)
    if computed is None or len({id(one) for one in of}) < len(of) or _of_another(result, of, found):
        return
    said = _doubt(result, computed)
    if not said:
        return
    value = _shown(computed.mid, result)
    sign = _SIGNS.get(law.rule, " ÷ ")
    yield page.finding(
        law.code, stretch, result.figure.start, result.figure.end, "lawful.judge", law=law.name,
        claimed=result.figure.text, computed=value, working=sign.join(one.figure.text for one in of) + f" = {value}",
        certain=said == "wrong" and not law.within,
    )  # fmt: skip


def _of_another(result: Mention, of: list[Mention], found: tuple[Mention, ...]) -> bool:
    """常住人口1604.5万人；户籍人口1435.3万人，其中城镇人口…: the parts are of the figure that 其中 opens."""
    first = min(of, key=lambda one: one.figure.start)
    between = [one for one in found if result.figure.end <= one.figure.start < first.figure.start]
    return "其中" in first.left and any(one.figure.unit == result.figure.unit and not one.rising for one in between)


def _doubt(result: Mention, computed: Interval) -> str:
    shown = stated(result)
    said = verdict(shown, computed)
    # Figures counted to the hundred million come from finer ones: one more in the last place is rounding.
    slack = (shown.high - shown.low) or computed.mid * 0
    near = computed.low - slack <= shown.mid <= computed.high + slack
    return "" if near or said != "wrong" else said


def _shown(value: Decimal, one: Mention) -> str:
    factor = stated(one).mid / one.value if one.value else 1
    return rounded(one.figure.counted(value) / factor, max(one.figure.decimals, 0)) + one.figure.scale + one.figure.unit
