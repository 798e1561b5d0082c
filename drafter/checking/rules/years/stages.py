"""Stages: a project is approved, tendered, begun, finished, accepted and handed over in this order.

Limits: only dates with a month, in one sentence or the next, or at the head of lines that follow each other, each with
its stage right behind it (2023年9月开工) or right before it (开工时间为2023年9月); two projects in one sentence are
parted by ；. A day that is said to be early or late stands with the one it is measured by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch

_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<same>当年|同年|次年|本年)?)(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?"
)
#: What may stand between a date and its stage, or a stage and its date.
_BEHIND = r"(?:[初底末中旬上下]{0,2})(?:[^，。；、：\d]{0,10}?)"
_BEFORE = r"(?:时间|日期)(?:为|是|：)?$"
#: 工程于2023年6月20日完工: no name of its own before the date, so it is still the one that was told of.
_GOES_ON = re.compile("(?:该|本|此)?(?:工程|项目)(?:已|均|最终|实际)?[于在]?")
#: 二期在建: between the two another part of the project is told of.
_PART = re.compile(r"[一二三四五六七八\d]期|标段|附属|配套|[一二三四五六\d]批")
#: The last word before a date, the first behind it.
_THING = re.compile(r"([\u4e00-\u9fff]{2})(?:已|均)?[于在]?$")
#: It stands within so many characters: what is before them is not looked through again for each date.
_AT_ONCE = 5
_DEED = re.compile(r"(?:已|才|方|即)?([\u4e00-\u9fff]{2})")
#: The stages that follow each other without doubt: begun, finished.
_BEGUN, _DONE = 4, 5
#: The year of days that are told without one, and how many months the later step may seem to lie before the earlier
#: one for it to be of the same year (11月立案，1月结案 runs over New Year).
_UNKNOWN, _SAME_YEAR = 1, 3
#: Steps of one project that are looked back at.
_MOST = 8
#: A line opens with its day within so many characters (a number, a bullet, 项目于).
_HEAD = 6


#: A paragraph that is headed by a step and names no project.
_STEP = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]?\s?)?(?:项目|工程)?(?:(?:立项|审批|招标|采购|合同|实施|施工|建设|推进|竣工|完工|验收|交付|移交|投用|运行)[与和及、]?){1,3}"
    r"(?:过程|情况|进度|进展|阶段|工作)?[。：]"
)


class DatedStage(NamedTuple):
    """A stage by its number, its date (the whole month where no day is said), and where the date stands."""

    stretch: Stretch
    stage: int
    first: tuple[int, int, int]
    last: tuple[int, int, int]
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The words of it."""
        return self.stretch.text[self.start : self.end]


@rule("stage-order")
def order(page: Page) -> Iterator[Finding]:
    for track in page.words("stages", "tracks"):
        yield from _order(page, track)


def _order(page: Page, stages: list[str]) -> Iterator[Finding]:
    any_ = "|".join(f"(?P<s{i}>{one})" for i, one in enumerate(stages))
    behind, before = re.compile(_BEHIND + f"(?:{any_})"), re.compile(f"(?:{any_}){_BEFORE}")
    around = re.compile(any_)
    told: list[DatedStage] = []
    for stretch in page.paragraphs:
        steps = (
            list(_steps(stretch, (behind, before, around), told[-1].first[0] if told else 0))
            if "月" in stretch.text
            else []
        )
        for step in steps:
            if told and not _near(told[-1], step):
                told = []
            other = next((one for one in told if _turned(one, step)), None)
            told = [*told[-_MOST:], step]
            if other is not None:
                early, late = (other, step) if other.stage < step.stage else (step, other)
                yield page.finding(
                    "stage-order", stretch, step.start, step.end, "stages.order", late=late.shown, early=early.shown,
                    claimed=step.shown,
                    certain=early.stage <= _BEGUN and late.stage >= _DONE,
                )  # fmt: skip


def _turned(one: DatedStage, other: DatedStage) -> bool:
    early, late = (one, other) if one.stage < other.stage else (other, one)
    if _UNKNOWN in (early.first[0], late.first[0]) and (
        early.first[0] != late.first[0] or early.first[1] - late.first[1] > _SAME_YEAR
    ):
        return False
    return early.stage != late.stage and late.last < early.first


def _near(one: DatedStage, other: DatedStage) -> bool:
    """Whether two steps are told of one project."""
    if one.stretch is not other.stretch:
        # Lines that each open with their day.
        beside = other.stretch.block - one.stretch.block == 1 and one.stretch.section == other.stretch.section
        heads = [_STEP.match(each.stretch.text) for each in (one, other)]
        # 2.实施过程。……全线完工。 and 3.验收交付。……: steps of the one project of the report.
        opened = all(heads) and other.start - len(heads[1][0] if heads[1] else "") < _HEAD
        return beside and (max(one.start, other.start) < _HEAD or opened)
    text = one.stretch.text
    if "；" in text[one.end : other.start]:
        return False
    opening = one.stretch.sentence_at(other.start)[0]
    on = _GOES_ON.fullmatch(text[opening : other.start].strip())
    parts = _PART.search(text, one.end, one.stretch.sentence_at(other.start)[1])
    return opening - one.stretch.sentence_at(one.start)[1] <= 0 or (on is not None and parts is None)


def _steps(stretch: Stretch, forms: tuple[re.Pattern[str], ...], year: int) -> Iterator[DatedStage]:
    text = stretch.text
    behind, before, around = forms
    for match in _DATE.finditer(text):
        if match["year"]:
            year = int(match["year"])
        elif match["same"] == "次年":
            year += 1
        month, day = int(match["month"]), int(match["day"] or 0)
        found = before.search(text[max(0, match.start() - 16) : match.start()]) or behind.match(text, match.end())
        if (
            found is None
            and (thing := _THING.search(text[max(0, match.start() - _AT_ONCE) : match.start()]))
            and (deed := _DEED.match(text, match.end()))
        ):
            # 施工合同9月2日签订: the day stands between the thing and what was done with it.
            found = around.fullmatch(deed[1] + thing[1])
        due = text.startswith(("前", "底前", "末前", "之前", "以前"), match.end())
        # 4月2日办结的同类件: of things that were told of by it.
        due = due or (found is not None and found.re is behind and text.startswith("的", found.end()))
        if found is None or due or not 0 < month < 13:
            continue
        year = year or _UNKNOWN
        stage = next(i for i in range(20) if found.groupdict().get(f"s{i}"))
        yield DatedStage(stretch, stage, (year, month, day or 1), (year, month, day or 31), match.start(), match.end())
