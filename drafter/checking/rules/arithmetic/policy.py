"""A rate that is a rule, and the amount it makes: 按上年基数的15%核减 …… 预算268.40万元，核减36.92万元.

The reader gains the subsidy, the cut or the reward that does not follow from its own rule.

Limits: one rate for one act in a paragraph (核减, 补助, 奖励 …), and the amount of that act with what it is taken of in
one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, verdict

_RULE = re.compile(r"按(?:照)?[^，。；%]{2,24}的?$")
_ACTS = (
    "核减",
    "扣减",
    "补助",
    "奖励",
    "补贴",
    "奖补",
    "预留",
    "支付",
    "拨付",
    "分担",
    "配套",
    "返还",
    "缴纳",
    "计提",
    "扣除",
)


@rule("ratio")
def policy(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        if "按" not in stretch.text or "%" not in stretch.text:
            continue
        found = mentions(stretch)
        rates = [one for one in found if one.figure.sort == "rate" and _RULE.search(one.left) and not one.figure.rough]
        for rate in rates:
            act = next(
                (
                    act
                    for act in _ACTS
                    if stretch.text.startswith((act, "的标准" + act, "的比例" + act), rate.figure.end)
                ),
                "",
            )
            made = [one for one in found if act and one.figure.sort == "money" and one.left.endswith((act, act + "了"))]
            made = [one for one in made if one.figure.start > rate.figure.end]
            if len(rates) != 1 or len(made) != 1 or made[0].figure.rough:
                continue
            yield from _judge(page, stretch, found, rate, made[0])


def _judge(page: Page, stretch: Stretch, found: tuple[Mention, ...], rate: Mention, one: Mention) -> Iterator[Finding]:
    share = rate.shown.scaled(1 / HUNDRED)
    bases = [
        other
        for other in found
        if other.figure.sort == "money" and other is not one and other.sentence == one.sentence and not other.rising
    ]
    before = [other for other in bases if other.figure.start < one.figure.start]
    if not before or len(bases) > 3:
        return
    made = [(base, Interval(*(x * y for x, y in zip(base.shown, share, strict=True)))) for base in bases]
    if any(verdict(one.shown, product) != "wrong" for _, product in made):
        return
    base, product = before[-1], made[bases.index(before[-1])][1]
    value = one.like(product.mid)
    yield page.finding(
        "ratio", stretch, one.figure.start, one.figure.end, "policy.judge", base=base.figure.text,
        rate=rate.figure.text, claimed=one.figure.text, computed=value,
        working=f"{base.figure.shown} × {rate.figure.text} = {value}",
    )  # fmt: skip
