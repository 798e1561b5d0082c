"""Dates of a case: what lies outside its year, a report signed before its year ended, last year's year in a name.

Limits: months without a year are those of the report's year; which events belong to the next year is data
(`rules/case/times.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts, parts
from drafter.checking.finding import Finding
from drafter.facts.fact import Event, Fact

# Compiled when they are first needed (by `re` itself): most cases name no other year.
_YEARS = r"(20\d\d)(?=年|[—\-–~至到]+20\d\d)"
_DAY = r"(?:(20\d\d)年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?"
#: A year by itself, not the end of a span (2021—2023年).
_ALONE = r"(?<![\d—–~至到\-])20\d\d(?=年(?![—–~至到\-]))"


def _first_day(text: str, year: int) -> tuple[int, int, int] | None:
    """The first day that a date can mean, as year, month and day; None where it names neither year nor month."""
    match = re.match(_DAY, text)
    if match is None or not (match[1] or match[2]):
        return None
    return int(match[1] or year), int(match[2] or 1), int(match[3] or 1)


def _done(facts: Facts) -> Iterator[tuple[Event, Fact]]:
    """The events that tell what was done in the year, with their dates."""
    homes = facts.words("times", "homes")
    for event, home in facts.told:
        date = event.roles.get("date")
        if home.partition(".")[0] in homes and isinstance(date, Fact) and not date.missing:
            yield event, date


@case_rule("outside-year")
def outside(facts: Facts) -> Iterator[Finding]:
    year, later = facts.case.year, facts.words("times", "later")
    for event, date in _done(facts):
        years = [int(one) for one in re.findall(_YEARS, date.text)] if "年" in date.text else []
        if years and not min(years) <= year <= max(years) and not (min(years) > year and event.kind in later):
            yield facts.finding(
                "outside-year", date.path, date.text, "times.outside", event=facts.called(event), year=year,
                claimed=date.text, computed=f"{year}年",
            )  # fmt: skip


@case_rule("after-signature")
def after(facts: Facts) -> Iterator[Finding]:
    sign, year = facts.fact("sign.date"), facts.case.year
    signed = _first_day(sign.text, year) if sign is not None else None
    # A report signed too early is a matter of its own.
    if sign is None or signed is None or signed < (year + 1, 1, 1):
        return
    for event, date in _done(facts):
        first = _first_day(date.text, year)
        if first and first > signed:
            yield facts.finding(
                "after-signature", date.path, date.text, "times.after", event=facts.called(event), signed=sign.text,
                claimed=date.text,
            )  # fmt: skip


@case_rule("signed-early")
def signed_early(facts: Facts) -> Iterator[Finding]:
    sign, year = facts.fact("sign.date"), facts.case.year
    day = _first_day(sign.text, year) if sign is not None else None
    if sign is None or day is None or day >= (year, 12, 31) or facts.case.genre in facts.words("times", "within"):
        return
    shown = sign.text if sign.text.startswith("20") else f"{year}年{sign.text}"
    yield facts.finding(
        "signed-early", sign.path, sign.text, "times.signed_early", day=shown, year=year, claimed=sign.text,
        computed=f"{year}年12月31日之后", certain=day < (year, 12, 1),
    )  # fmt: skip


@case_rule("stale-name")
def stale(facts: Facts) -> Iterator[Finding]:
    if facts.case.genre in facts.words("times", "within"):
        return
    last, year = str(facts.case.year - 1), str(facts.case.year)
    back = facts.words("times", "back")
    for fact in _names(facts, last):
        if year in fact.text or last not in re.findall(_ALONE, fact.text):
            continue
        if not any(word in fact.text for word in back):
            yield facts.finding(
                "stale-name", fact.path, fact.text, "times.stale", name=fact.text, last=last, year=year,
                claimed=f"{last}年", computed=f"{year}年",
            )  # fmt: skip


def _names(facts: Facts, year: str) -> Iterator[Fact]:
    """The names that hold `year` where a year is that of the report."""
    kinds, roles, fields = (facts.words("times", name) for name in ("kinds", "roles", "fields"))
    for event, home in facts.told:
        if event.kind in kinds or home in ("next", "application"):
            continue
        for role, value in event.roles.items():
            if role not in roles:
                yield from (one for one in parts(value) if one.number is None and year in one.text)
    for path, fact in facts.case.facts.items():
        if fact.number is None and year in fact.text and _pattern(path) in fields:
            yield fact


def _pattern(path: str) -> str:
    """The field that a path fills: work[].title of work[0].title, tasks of tasks[3]."""
    return re.sub(r"\[\d+\]", "[]", path).removesuffix("[]")
