"""Projects that are reviewed together, their reports compared: the duty on material that is another unit's.

The reader gains that the copied paragraph is told at its place with that of the other, without a batch.

Limits: those of :mod:`drafter.batch.sketch`; with one project there is nothing to compare.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from drafter.batch.outcome import ToldParagraph
from drafter.batch.sameness import DUTY, LEAST
from drafter.batch.sketch import keys, likeness, sketches
from drafter.reviewing.answer import FAULT, GOOD, Answer, Fault
from drafter.reviewing.review import Review


class _Paragraph(NamedTuple):
    project: int
    told: ToldParagraph


def compared(reviews: Sequence[Review], names: Sequence[str]) -> list[Review]:
    """The reviews with the duty on sameness answered, each project compared with all others; `names` are theirs."""
    found = [_Paragraph(number, told) for number, one in enumerate(reviews) for told in _told(one)]
    by_key: dict[int, list[int]] = {}
    for at, one in enumerate(found):
        for key in keys(one.told.sketch):
            by_key.setdefault(key, []).append(at)
    faults: dict[int, list[Fault]] = {}
    for one in found:
        near = sorted({other for key in keys(one.told.sketch) for other in by_key[key]})
        for other in near:
            second = found[other]
            alike = likeness(one.told.bare, second.told.bare) if second.project != one.project else 0
            if alike >= LEAST:
                where = f"{names[second.project]}的{second.told.file} {second.told.place}"
                message = f"这一段与{where}雷同（{100 * alike:.0f}%）：“{second.told.text[:40]}”"
                place = f"{one.told.file} {one.told.place}"
                faults.setdefault(one.project, []).append(Fault(place, one.told.text[:60], message))
                break
    counts = [sum(one.project == number for one in found) for number in range(len(reviews))]
    return [
        one._replace(
            answers=tuple(_answer(a, faults.get(number, []), counts[number], len(reviews)) for a in one.answers)
        )
        for number, one in enumerate(reviews)
    ]


def _told(review: Review) -> list[ToldParagraph]:
    return [
        told
        for paper in review.dossier.reports
        if paper.page is not None
        for told in sketches(paper.page.reading, os.path.basename(paper.file))  # noqa: PTH119
    ]


def _answer(answer: Answer, faults: Sequence[Fault], count: int, projects: int) -> Answer:
    if answer.duty.number != DUTY or not count:
        return answer
    if answer.state == FAULT:
        # Reports of one project are alike as well.
        faults = (*answer.faults, *faults)
    if faults:
        ground = "；".join(f"{one.place}{one.message}" for one in faults[:3])
        return answer._replace(state=FAULT, ground=ground, faults=tuple(faults))
    return answer._replace(state=GOOD, ground=f"看了{count}段，与一起核查的{projects - 1}个项目比较，没有雷同")
