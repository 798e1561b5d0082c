"""Grades by the bands that the text itself states.

The reader gains 58分……60分以上为合格，考核结果为合格, and 72分 called 良 above a rule that says 80.

Limits: a score and the grade right behind it in one sentence or the next; the bands stand in the same paragraph, or in
one paragraph of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.bands import CLAIMED, Band, bands, grade_of, scales
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import plain

_LEAST = 20
_RATE = re.compile(r"(?:执行率|完成率|支付率|到位率|合格率|满意度|回收率)[为达是]?$")
_GOT = re.compile(r"(?:自评|实际|应)?(?:得分?|计)(?:为)?$")
_WHOLE = re.compile(
    r"(?:总分|总得分|综合得?分|综合评分|自评得?分|自评总分|最终得分|考核得分|评价得分)(?:数)?[为是共得计]*$"
)


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
        # 自评得分89分，其中产出37分、效益22分，等级为优: the grade is of the whole, not of its last part.
        whole = [one for one in scores if _WHOLE.search(one.left)]
        score = (whole or scores)[-1] if scores else None
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


@rule("rate-score")
def scaled(page: Page) -> Iterator[Finding]:
    """85%（含）—95%得8分。本项目执行率88.2%，得10分."""
    for stretch in page.paragraphs:
        known = scales(stretch.text) if "%" in stretch.text else []
        for rate, score in pairwise(mentions(stretch)) if len(known) > 1 else ():
            fit = _RATE.search(rate.left) and _GOT.search(score.left) and score.figure.unit == "分"
            if not fit or rate.figure.sort != "rate" or rate.figure.rough or rate.value < known[-1][0]:
                continue
            due = next(points for bound, points in known if rate.value >= bound)
            if due != score.value:
                yield page.finding(
                    "rate-score", stretch, score.figure.start, score.figure.end, "graded.scaled",
                    rate=rate.figure.text, claimed=score.figure.text, computed=f"{plain(due)}分",
                )  # fmt: skip
