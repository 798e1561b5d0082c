"""Reports of several units on one project that are one text: what was done, told with the same figures.

Limits: paragraphs of a certain length with two figures at least, alike to the letter but for names; what a project is
and rests on all its units may say alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.paper import Paper
from drafter.reviewing.value import CellText

_LEAST, _ALIKE, _FIGURES = 40, 0.92, 2
_SHARED = re.compile(r"概况|背景|依据|立项|目标(?!.{0,6}(?:完成|实现|达成))|政策|标准|评价方法|评分")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


class ToldOfOne(NamedTuple):
    """A paragraph of what one unit did, with its figures and its place."""

    text: str
    figures: tuple[str, ...]
    place: str


@answers("alike-reports")
def alike(look: Look) -> None:
    dossier = look.dossier
    if len(dossier.reports) < 2:
        look.lack(look.duty.needs)
        return
    told = [(paper, list(_told(look, paper))) for paper in dossier.reports]
    compared = 0
    for (one, mine), (other, others) in combinations(told, 2):
        if _title(one) == _title(other):
            # One report in two formats.
            continue
        compared += len(mine) and len(others)
        for second in others:
            first = next((each for each in mine if _same(each, second)), None)
            if first is not None:
                what = f"这一段与{first.place}雷同，数也一样：“{first.text[:40]}”"
                look.fault(CellText(second.text[:60], second.place), what)
    if compared:
        look.saw(f"{len(told)}份报告逐段比较")
    else:
        look.lack(look.duty.needs)


def _told(look: Look, paper: Paper) -> Iterator[ToldOfOne]:
    for stretch, place in look.dossier.stretches_of(paper, ("paragraph",)):
        figures = tuple(_FIGURE.findall(stretch.text))
        if len(stretch.text) < _LEAST or len(figures) < _FIGURES or any(map(_SHARED.search, stretch.section[-1:])):
            continue
        yield ToldOfOne(stretch.text, figures, place)


def _same(one: ToldOfOne, other: ToldOfOne) -> bool:
    if one.figures != other.figures:
        return False
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _title(paper: Paper) -> str:
    return re.sub(r"\s", "", paper.page.reading.title.text) if paper.page is not None else ""
