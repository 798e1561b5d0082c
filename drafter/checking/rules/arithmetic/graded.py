"""Grades by the bands that the text itself states.

The reader gains 58分……60分以上为合格，考核结果为合格, and 72分 called 良 above a rule that says 80.

Limits: a score and the grade right behind it in one sentence or the next; the bands stand in the same paragraph, or in
one paragraph of the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.bands import CLAIMED, Band, bands, grade_of
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch

_LEAST = 20


@rule("grade")
def graded(page: Page) -> Iterator[Finding]:
    prose = [one for one in page.stretches if one.kind in ("paragraph", "heading") and "分" in one.text]
    stated = [(one, known) for one in prose if (known := bands(one.text))]
    if not stated:
        return
    for stretch in prose:
        own = next((known for other, known in stated if other is stretch), None)
        known = own or (stated[0][1] if len(stated) == 1 else [])
        yield from _judge(page, stretch, known, own or [])


def _judge(page: Page, stretch: Stretch, known: list[Band], own: list[Band]) -> Iterator[Finding]:
    for match in CLAIMED.finditer(stretch.text) if known else ():
        if any(one.start <= match.start("grade") < one.end for one in own):
            continue
        scores = [
            one for one in mentions(stretch)
            if one.figure.unit == "分" and one.figure.end <= match.start() and not one.figure.rough
            and not any(band.start <= one.figure.start < band.end for band in own) and one.value >= _LEAST
        ]  # fmt: skip
        score = scores[-1] if scores else None
        said = grade_of(match["grade"])
        meant = [one for one in known if one.grade == said]
        if (
            score is None
            or score.value > 100
            or not meant
            or any(band.holds(one.value) for band in meant for one in scores)
        ):
            continue
        right = next((one.grade for one in known if one.holds(score.value)), "")
        yield page.finding(
            "grade", stretch, match.start("grade"), match.end("grade"), "graded.judge", score=score.figure.text,
            claimed=match["grade"], computed=right or f"不是{said}",
        )  # fmt: skip
