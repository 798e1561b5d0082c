"""Stretches of a report that end in a mark (新建渠道45.6公里，得10分), each with the indicator of the form it is of.

The reader gains that a result is held against the form however short its name is told: what earns a mark is the
indicator that the words before the mark share most with.

Limits: words before a mark that may be of two indicators are of neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.language.quantity import SCALES
from drafter.reviewing.dossier import Dossier
from drafter.reviewing.form import PaperForm
from drafter.reviewing.names import stem
from drafter.reviewing.problems import runs
from drafter.reviewing.row import IndicatorRow

_MARK = re.compile(r"(?<!总)(?<!扣)(?:得分?|计|评)(?:为|[：:])?\s*(?P<score>\d+(?:\.\d+)?)\s*分")
_FIGURE = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>[万亿]?)(?P<unit>[%％]|[A-Za-z]{1,3}|[\u4e00-\u9fff]{0,4})"
)
#: Figures that are no result: targets, shares of them, what was before, single parts.
_OTHER = re.compile(
    r"(?:完成率|完成比例|指标值|目标值?|计划|任务|上限|下限|不[低高]于|不超过|不少于|上年|去年|同期|基数|年初|由|从|比|较|超出|超过|短于|低于|高于|增加|减少|其中"
    r"|20\d\d年)[^，。；]{0,12}$|[（(][^（）()]{0,12}$"
)
_SUM = re.compile(
    r"(?:指标|预算执行|执行率|资金执行|总分|自评|综合|产出|效益|满意度|成本|合计|共|满分|项目)(?:部分|类|方面)?$"
)
_COMMON = frozenset(["指标", "完成", "数量", "情况", "工作", "项目", "年度", "人数", "本年", "全年"])


class ScoredStretch(NamedTuple):
    """The words before a mark with it, the mark, the row of the form, the place."""

    text: str
    score: Decimal
    line: IndicatorRow
    place: str


def scored_stretches(dossier: Dossier, form: PaperForm) -> Iterator[ScoredStretch]:
    """The stretches of this year's report that are of one row of a form and no other: by their words; by their order
    too, where there are as many as rows and none of those that words tell stands elsewhere."""
    names = [(line, runs(stem(line.name)) - _COMMON) for line in form.lines]
    found = list(_marked(dossier))
    rows = [_row(text, names) for text, _, _ in found]
    anchored = [(at, row) for at, row in enumerate(rows) if row is not None]
    alike = sum(score == line["score"].number for (_, score, _), line in zip(found, form.lines, strict=False))
    ordered = len(anchored) * 3 >= len(names) and all(at == row for at, row in anchored)
    if len(found) == len(names) and ordered and alike * 4 >= len(names) * 3:
        rows = list(range(len(names)))
    taken: set[int] = set()
    for (text, score, place), row in zip(found, rows, strict=True):
        if row is not None and row not in taken:
            taken.add(row)
            yield ScoredStretch(text, score, names[row][0], place)


def _marked(dossier: Dossier) -> Iterator[tuple[str, Decimal, str]]:
    """The words before each mark of one thing, with it, the mark, the place; sums (产出指标得50分) are none."""
    for stretch, place in dossier.of_whole(("paragraph",)):
        marks = list(_MARK.finditer(stretch.text))
        for at, mark in enumerate(marks):
            text = stretch.text[marks[at - 1].end() if at else 0 : mark.end()]
            words = text[: len(text) - len(mark[0])]
            if not _SUM.search(words):
                yield text, Decimal(mark["score"]), place


def _row(text: str, names: list[tuple[IndicatorRow, set[str]]]) -> int | None:
    """The row whose name the words share most with, where no other comes near."""
    said = runs(text)
    shares = sorted(
        ((Decimal(len(words & said)) / len(words), at) for at, (_, words) in enumerate(names) if words), reverse=True
    )
    if not shares or shares[0][0] * 2 < 1 or (len(shares) > 1 and shares[1][0] * 2 > shares[0][0]):
        return None
    return shares[0][1]


def results(text: str, unit: str) -> list[tuple[Decimal, str]]:
    """The figures of a unit ("" for any) that may be a result, each with its words."""
    found = []
    unit = unit.partition("/")[0]
    for match in _FIGURE.finditer(text):
        own = match["unit"].replace("％", "%")
        if not own.startswith(unit) or (not unit and own.startswith(("分", "年", "月", "日"))):
            continue
        if _OTHER.search(text[: match.start()]):
            continue
        found.append((Decimal(match["number"].replace(",", "")) * SCALES[match["scale"]], match[0]))
    return found
