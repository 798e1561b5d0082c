"""Amounts in capital numerals beside their figures: 壹佰贰拾万元整（￥1,250,000.00元）.

The reader gains the one of the two that was not changed with the other.

Limits: the figures stand right behind the numerals, in a bracket or behind 即, 小写 or ￥.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.language.capitals import capital_value
from drafter.language.interval import plain
from drafter.language.quantity import SCALES

_SAID = re.compile(
    r"(?P<said>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,24})[元圆](?:(?P<tenth>[壹贰叁肆伍陆柒捌玖])角)?(?:(?P<cent>[壹贰叁肆伍陆柒捌玖])分)?[整正]?"
    r"[（(，,]?(?:即|小写|人民币|：|:)*[￥¥]?\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)元?"
)


@rule("two-figures")
def capitals(page: Page) -> Iterator[Finding]:
    for stretch in page.stretches:
        for match in _SAID.finditer(stretch.text) if "元" in stretch.text or "圆" in stretch.text else ():
            said = capital_value(match["said"])
            for name, worth in (("tenth", "0.1"), ("cent", "0.01")):
                said += capital_value(match[name] or "零") * Decimal(worth)
            number = Decimal(match["number"].replace(",", "")) * SCALES[match["scale"]]
            if said and said != number:
                yield page.finding(
                    "two-figures", stretch, match.start(), match.end(), "capitals.differ", claimed=match["number"],
                    computed=f"{plain(said)}元",
                )  # fmt: skip
