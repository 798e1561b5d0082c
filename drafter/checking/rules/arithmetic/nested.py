"""Totals beyond one 其中: a numbered list under its lead, a list within a list, as many as the sentence before tells.

The reader gains whole = Σ parts where the parts stand in paragraphs of their own, or where the sum of an inner list
shows which of two figures is wrong.

Limits: a list is one of items numbered in a row, each with its amount at its head; a lead that lists 主要 items is
asked only whether they exceed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention, Parts
from drafter.claims.mentions import mentions
from drafter.claims.parts import MOST, SKIPPED, SORTS, add, is_part, lists
from drafter.claims.relations import unit_of
from drafter.claims.text import Stretch
from drafter.language.interval import verdict
from drafter.language.numbering import parse_number
from drafter.language.numerals import count_value

#: The head of an item reaches so far.
_HEAD = 60
#: A list has so many items at most.
_MOST = 60
_OPEN = re.compile(r"(?:内容|情况|项目|明细|构成|安排|用途|分项)?(?:如下|包括|为|分别是|具体为)?[：:]$")
_ITEM = re.compile(r"[\u4e00-\u9fff、（）]{2,16}[：:]?\d[\d,.]*[万亿]?[\u4e00-\u9fff]{1,3}")
#: 三年累计投入, 四项合计: of how many.
_SO_MANY = re.compile(
    r"(?:以上|上述|前述|这|该)?(?P<n>[两三四五六七八九十]|\d{1,2})(?:[年项个类批期家镇村乡处所种笔次级方]|季度|个月|部分)(?:[\u4e00-\u9fff]{0,6}?)"
    r"(?:共计|合计|总计|累计|一共|总共|共)[^，。；\d]{0,8}"
)
#: A total this far from its items is of something else (share of the total).
_APART = Decimal("0.12")
_BULLET = re.compile(r"[—–―\-·•●○■◆▪➢＊*]{1,2}\s?(?![\d.])")


@rule("sum")
def under_lead(page: Page) -> Iterator[Finding]:
    """预算300万元，主要内容如下： above 1. 180万元, 2. 90万元, 3. 39万元."""
    told = [one for one in page.stretches if one.kind in ("paragraph", "heading")]
    for at, lead in enumerate(told):
        if not _OPEN.search(lead.text) or not lead.figures:
            continue
        amounts = [one for one in mentions(lead) if one.figure.sort in SORTS]
        amounts = [one for one in amounts if one.figure.sort == "money"] or amounts
        if len(amounts) != 1 or amounts[0].role in SKIPPED or amounts[0].prior or amounts[0].figure.rough:
            continue
        whole, parts = amounts[0], list(_items(told[at + 1 : at + 1 + _MOST], amounts[0]))
        if len(parts) < 2 or any(one is None or one.figure.rough for one in parts):
            continue
        known = [one for one in parts if one is not None]
        total = add(known)
        gap = total.mid - whole.value
        some = "主要" in lead.text and "主要内容" not in lead.text
        if verdict(whole.shown, total) != "wrong" or (gap < 0 and (some or -gap * 4 > whole.value)):
            continue
        value = whole.like(total.mid)
        yield page.finding(
            "sum", lead, whole.figure.start, whole.figure.end, "nested.under_lead", count=len(known),
            gap=whole.like(abs(gap)), claimed=whole.figure.text, computed=value,
            working=" + ".join(one.figure.shown for one in known) + f" = {value}",
        )  # fmt: skip


def _ends(text: str, told: list[Stretch]) -> bool:
    """Whether a line is an item among others: one that ends with ；, or a name and a figure and nothing else."""
    return text.endswith("；") or (_ITEM.fullmatch(text) is not None and text != told[-1].text)


def _items(told: list[Stretch], whole: Mention) -> Iterator[Mention | None]:
    """The figures of the whole's unit at the head of each item of a list, numbered or behind dashes or each closed by
    the same ；; None for an item without one."""
    before, level, mark, last = 0, None, "", False
    for stretch in told:
        number = parse_number(stretch.text)
        bullet = _BULLET.match(stretch.text)
        if before == 0 and (bullet or (number is None and _ends(stretch.text, told))):
            mark = bullet[0].strip() if bullet else "；"
        if mark == "；":
            # What a reader took the marks off: 960人； 1,320人； 640人。
            last = not _ends(stretch.text, told)
            before += 1
            if number is not None or len(stretch.text) > _HEAD:
                return
        elif mark:
            if bullet is None or bullet[0].strip() != mark:
                return
            before += 1
        elif number is None or (level is not None and number.level < level):
            return
        elif level is not None and number.level > level:
            continue
        elif number.value != before + 1:
            return
        else:
            level, before = number.level, number.value
        heads = [one for one in mentions(stretch) if one.figure.start < _HEAD and one.role not in SKIPPED]
        heads = [one for one in heads if unit_of(one) == unit_of(whole)]
        yield heads[0] if heads and not heads[0].prior else None
        if last:
            return


@rule("sum")
def inner(page: Page) -> Iterator[Finding]:
    """甲6480，其中乙4038（其中丙3950，丁358），戊2172: what the inner list adds up to makes the whole, the figure
    that it opens up does not."""
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for group in lists(page, stretch) if len(found) > 3 else ():
            part, total = group.whole, add(group.parts)
            if len(group.parts) < 2 or verdict(part.shown, total) != "wrong":
                continue
            told = [one for one in found if 0 <= part.sentence - one.sentence < 2 and unit_of(one) == unit_of(part)]
            told = [one for one in told if one.role not in SKIPPED and not one.prior and not one.figure.rough]
            at = told.index(part) if part in told else 0
            behind = [one for one in told if one.figure.start >= group.parts[-1].figure.end]
            for low in range(at):
                beside = [*told[low + 1 : at], *behind]
                heads = [one for last, one in pairwise((part, *beside)) if one.segment != last.segment]
                for others in (beside, heads, behind[:1]) if behind or low + 1 < at else ():
                    if others and verdict(told[low].shown, add((*group.parts, *others))) == "":
                        yield _inner(page, stretch, part, group, told[low], others)
                        break
                else:
                    continue
                break


def _inner(page: Page, stretch: Stretch, part: Mention, group: Parts, whole: Mention, others: list[Mention]) -> Finding:
    value = part.like(add(group.parts).mid)
    return page.finding(
        "sum", stretch, part.figure.start, part.figure.end, "nested.inner",
        beside="、".join(one.figure.text for one in others), whole=whole.figure.text, claimed=part.figure.text,
        computed=value, working=" + ".join(one.figure.shown for one in group.parts) + f" = {value}",
    )  # fmt: skip


@rule("sum")
def so_many(page: Page) -> Iterator[Finding]:
    """2023年120万元，2024年150万元，2025年180万元。三年累计430万元: of as many as the sentence before tells."""
    for stretch in page.paragraphs:
        yield from _so_many(page, stretch, mentions(stretch))


def _so_many(page: Page, stretch: Stretch, found: tuple[Mention, ...]) -> Iterator[Finding]:
    for at, whole in enumerate(found):
        said = _SO_MANY.fullmatch(whole.left.strip()) if whole.figure.sort in SORTS and not whole.figure.rough else None
        number = said and count_value(said["n"])
        if (
            not said
            or not number
            or stretch.sentence_at(whole.figure.start)[0] < whole.figure.start - len(whole.left) - 1
        ):
            continue
        told = [one for one in found[max(0, at - MOST) : at] if one.sentence == whole.sentence - 1]
        parts = tuple(one for one in told if is_part(one._replace(prior=False), whole))
        if len(parts) != number or any(one.figure.rough or one.role == "average" for one in parts):
            continue
        total = add(parts)
        if verdict(whole.shown, total) != "wrong" or abs(total.mid - whole.value) > whole.value * _APART:
            continue
        value = whole.like(total.mid)
        yield page.finding(
            "sum", stretch, whole.figure.start, whole.figure.end, "sums.together",
            gap=whole.like(abs(total.mid - whole.value)), claimed=whole.figure.text, computed=value,
            working=" + ".join(one.figure.shown for one in parts) + f" = {value}",
        )  # fmt: skip
