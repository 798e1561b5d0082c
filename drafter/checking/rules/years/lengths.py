"""Lengths of time against the days between which they lie, and days that are told to follow each other.

The reader gains 建设周期14个月 of what was begun in March and done in August, 20日内公开 of what took 31 days, and a
budget that was handed down 后 a meeting that is dated later.

Limits: those of :mod:`drafter.claims.durations`; 后 holds two days only within one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.dates import FULL_DATE, day_of
from drafter.claims.durations import durations
from drafter.claims.text import Stretch

#: Of what came in: 收到审计报告后 of the report that was handed over in the sentence before.
_RECEIVED = re.compile(r"[^；]{0,60}?。(?:收到|接到|接)[^，。；\d]{0,14}后(?:的)?[，,]?[^。；\d]{0,40}?$")
_AFTER = re.compile(r"[^。；]{0,60}?(?<!今)(?<!此)(?<!以)(?<!前)后(?:的)?[，,]?[^。；，\d]{0,24}?$")
_WITHIN = re.compile(r"(?P<n>\d{1,3}|[一二三]十)(?:日|天)(?:以)?内")
_KEPT = re.compile("符合|按照?规定|按要求|及时|按时|如期|做到|均在|在规定")
_PLANNED = re.compile("拟|将于|计划|预计|应")


@rule("stage-order")
def took(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        for one in durations(stretch):
            if one.n not in one.allowed:
                value = f"{max(one.allowed) if one.n > max(one.allowed) else min(one.allowed)}"
                value += "个月" if one.unit == "月" else one.unit
                yield page.finding(
                    "stage-order", stretch, one.start, one.end, "lengths.took", first=one.ends[0], last=one.ends[1],
                    claimed=stretch.text[one.start : one.end], computed=value,
                )  # fmt: skip


@rule("stage-order")
def follows(page: Page) -> Iterator[Finding]:
    """经2025年1月16日县人代会批准后，县财政局于2025年1月6日批复."""
    for stretch in page.paragraphs:
        told = list(_full(stretch))
        for (first, before), (second, after) in pairwise(told):
            between = stretch.text[first.end() : second.start()]
            behind = _AFTER.fullmatch(between) or _RECEIVED.fullmatch(between)
            if not behind or "后" not in between or _PLANNED.search(between):
                continue
            if after < before:
                yield page.finding(
                    "stage-order", stretch, first.start(), second.end(), "lengths.follows", first=first[0],
                    claimed=second[0],
                )  # fmt: skip


@rule("stage-order")
def within(page: Page) -> Iterator[Finding]:
    """预算于1月20日批复，2月20日公开，符合20日内公开的规定."""
    for stretch in page.paragraphs:
        limit = _WITHIN.search(stretch.text)
        if limit is None or not _KEPT.search(stretch.text):
            continue
        start, end = stretch.sentence_at(limit.start())
        told = [day for match, day in _full(stretch) if start <= match.start() < end]
        n = int(limit["n"]) if limit["n"].isdigit() else {"一": 10, "二": 20, "三": 30}[limit["n"][0]]
        kept = _KEPT.search(stretch.text, start, end)
        if len(told) == 2 and kept and (days := (told[1] - told[0]).days) > n:
            yield page.finding(
                "stage-order", stretch, limit.start(), limit.end(), "lengths.within", claimed=limit[0],
                computed=f"{days}天",
            )  # fmt: skip


def _full(stretch: Stretch) -> Iterator[tuple[re.Match[str], date]]:
    """The days of a paragraph that say their year."""
    for match in FULL_DATE.finditer(stretch.text):
        day = day_of(match)
        if day.month and day.day and day.possible():
            yield match, date(*day)
