"""Bounds: a part is not more than its whole, what is done not more than what there was, a rate of approval not more
than all, and nothing was paid out of nothing spent.

Limits: what a text explains (carried over from earlier years, beyond the plan) is believed wherever the sentence says
so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.parts import lists
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED

#: How many figures before one that is done the number of all is looked for.
_MOST = 4
_FIRST, _NAMED = 400, 6
_COUNTS = ("count", "people")
_BEHIND = 20
_DIGIT = r"\d"
#: 单笔最高4,180元: none of the 19 was more.
_SEVERAL = re.compile(r"[\d一二三四五六七八九十]个(?:项目|单位)|等项目|各项目")
#: What there was to do and what was done of it: things, and people who were there.
_STEPS = (("due", "done"), ("present", "passed"))


def _beside(stretch: Stretch, whole: Mention, part: Mention) -> bool:
    """Whether a whole is but the last of several that are told side by side in its unit."""
    return "、" in whole.left[:4] and len(whole.left) < _NAMED and any(
        one.figure.unit == whole.figure.unit and one.clause >= whole.clause - 1
        for one in mentions(stretch)[:_FIRST] if one.figure.start < whole.figure.start < part.figure.start
    )  # fmt: skip


@rule("part-whole")
def parts(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        for group in lists(page, stretch):
            whole = group.whole
            if whole.figure.rough or not whole.value or whole.role == "budget":
                continue
            if _beside(stretch, whole, group.parts[0]):
                # 13个村、2个社区，其中…: of both together.
                continue
            acted = page.words("bounds", "acted")
            for number, one in enumerate(group.parts):
                plain_ = not one.figure.rough and one.role not in ("average", "budget", "carried")
                if any(word in one.left for word in (acted if number else acted[:2])):
                    break
                if plain_ and one.shown.low > whole.shown.high and "其中" in group.between[:3]:
                    yield page.finding(
                        "part-whole", stretch, one.figure.start, one.figure.end, "bounds.parts",
                        whole=whole.figure.text, claimed=one.figure.text, computed=f"≤{whole.figure.text}",
                        certain=one.figure.sort == "money" or one.figure.unit == whole.figure.unit,
                    )  # fmt: skip


@rule("done-total")
def done(page: Page) -> Iterator[Finding]:
    more, plans = page.words("bounds", "more"), page.words("bounds", "plans")
    steps = [(page.words("bounds", first), page.words("bounds", then)) for first, then in _STEPS]
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for at, one in enumerate(found):
            if one.figure.sort not in _COUNTS or one.figure.rough or one.rising or one.prior:
                continue
            if all(other.value >= one.value or _unit(other) != _unit(one) for other in found[max(0, at - _MOST) : at]):
                continue
            all_ = next((whole for due, then in steps if (whole := _all(stretch, found, at, due, then))), None)
            if all_ is None or one.value <= all_.value or any(word in all_.left for word in plans):
                continue
            if any(other.value == one.value and _unit(other) == _unit(one) for other in found[max(0, at - _MOST) : at]):
                # 已整改9个，其余2个…；已整改的9个中: told before.
                continue
            start, end = stretch.sentence_at(all_.figure.start)[0], stretch.sentence_at(one.figure.start)[1]
            if any(word in stretch.text[start:end] for word in more):
                continue
            yield page.finding(
                "done-total", stretch, one.figure.start, one.figure.end, "bounds.done", all=all_.figure.text,
                claimed=one.figure.text, computed=f"≤{all_.figure.text}",
                certain=one.sentence == all_.sentence and one.figure.unit == all_.figure.unit,
            )  # fmt: skip


def _all(stretch: Stretch, found: tuple[Mention, ...], at: int, due: list[str], ready: list[str]) -> Mention | None:
    """The number that what is done is done of: the nearest of its unit before it, introduced by such a word."""
    one = found[at]
    if not any(word in _said(stretch, one) for word in ready):
        return None
    for other in reversed(found[max(0, at - _MOST) : at]):
        if one.sentence - other.sentence > 1 or _unit(other) != _unit(one):
            continue
        said = _said(stretch, other)
        told = any(word in said for word in due) and not any(word in said for word in ready)
        usable = not (other.figure.rough or other.rising or other.prior) and other.role not in ("average", "budget")
        return other if told and usable else None
    return None


def _unit(one: Mention) -> str:
    return "人" if one.figure.unit in ("人", "名", "位") else one.figure.unit


def _said(stretch: Stretch, one: Mention) -> str:
    """The words before a figure and those behind it to the end of its clause (9座供水站列入计划); what leads to another
    figure (31个问题已完成整改28个) is said of that one."""
    end = stretch.clauses[one.clause][1] if one.clause < len(stretch.clauses) else one.figure.end
    behind = stretch.text[one.figure.end : min(end, one.figure.end + _BEHIND)]
    return f"{one.left}|{'' if re.search(_DIGIT, behind) else behind}"


@rule("rate-bound")
def rates(page: Page) -> Iterator[Finding]:
    bounded, apart, carried = (page.words("bounds", name) for name in ("bounded", "apart", "carried"))
    for stretch in page.paragraphs:
        for one in mentions(stretch):
            if one.figure.sort != "rate" or one.figure.points or one.rising or one.shown.low <= HUNDRED:
                continue
            if any(word in one.left for word in apart):
                continue
            if _named(one, bounded):
                yield _over(page, stretch, one, "bounds.at_most", certain=True)
            elif one.role == "execution" and "完成" not in one.cue and not any(w in stretch.text for w in carried):
                yield _over(page, stretch, one, "bounds.beyond", certain=False)


def _named(one: Mention, bounded: list[str]) -> bool:
    """Whether the rate right before the figure is one that stops at a hundred."""
    return any(0 <= one.left.rfind(word) >= len(one.left) - len(word) - 6 for word in bounded)


def _over(page: Page, stretch: Stretch, one: Mention, said: str, certain: bool) -> Finding:
    return page.finding(
        "rate-bound", stretch, one.figure.start, one.figure.end, said, claimed=one.figure.text,
        computed="≤100%", certain=certain,
    )  # fmt: skip


@rule("zero-spent")
def nothing_spent(page: Page) -> Iterator[Finding]:
    zero, paid = (re.compile("|".join(page.words("bounds", name))) for name in ("zero", "paid"))
    hoped = page.words("bounds", "hoped")
    for stretch in page.paragraphs:
        none = zero.search(stretch.text)
        if none is None or any(_spent(one) for one in mentions(stretch)):
            continue
        for match in paid.finditer(stretch.text):
            start, end = next(
                ((a, b) for a, b in stretch.clauses if a <= match.start() < b), (match.start(), match.end())
            )
            if any(word in stretch.text[start:end] for word in hoped) or _meets(match, none):
                continue
            # Where several projects are told, one may have spent nothing and another all.
            first, second = sorted((match.start(), none.start()))
            if stretch.sentence_at(second)[0] > stretch.sentence_at(first)[1] or _SEVERAL.search(stretch.text):
                continue
            yield page.finding(
                "zero-spent", stretch, match.start(), match.end(), "bounds.nothing_spent", claimed=match[0],
                computed=none[0], certain="用于" not in match[0],
            )  # fmt: skip
            break


def _spent(one: Mention) -> bool:
    return one.figure.sort == "money" and one.role == "spent" and one.value > 0 and not one.prior


def _meets(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
