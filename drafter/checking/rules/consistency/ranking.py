"""Places in an order: 沙堰镇居第一位 above a table in which another town has more.

The reader gains the two names that changed places in the sentence, and the most that is not the most.

Limits: the names are those of a table, or of a list in the same paragraph; a place that fits any of the columns is
right, and where there are several the sentence must name the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import cell_figure, header_of
from drafter.claims.grids import name_column
from drafter.claims.labels import trimmed
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import plain
from drafter.language.lookup import Lookup
from drafter.language.numerals import chinese_value

_PLACE = re.compile(
    r"(?:[稳仍依]?居|位列|位居|名列|排名?(?:在)?|列)(?:全[省市县区镇乡])?(?:各[\u4e00-\u9fff]{1,4})?"
    r"(?:第(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})(?:位|名)?|(?P<top>首位|首|榜首)|(?P<end>末位|最后|倒数第一|末))(?![季批轮届])"
)
_MOST = re.compile(
    r"(?:(?P<top>最高|最多|最大|最快|最好)|(?P<end>最低|最少|最小|最慢|最差))的?(?:[\u4e00-\u9fff]{0,6}?)?(?:是|为|：)(?P<name>)"
)
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|全[省市县区镇乡]|平\s*均|总\s*分")
_LEAST, _FAR = 3, 10
#: Columns whose first place goes to the least.
_OTHER = re.compile("名次|排名|位次|序号|编号|编码|年份")
_CHANGED = re.compile("增|减|升|降|涨")
Place: TypeAlias = "tuple[int, int, str]"


class RankedNames(NamedTuple):
    """The names of a table or a list by the values of one column, and what that is headed."""

    values: dict[str, Decimal]
    head: str

    def fits(self, name: str, place: int) -> bool:
        """Whether a name has a place (-1 for the last) from the top, names with equal values sharing theirs."""
        above = sum(value > self.values[name] for value in self.values.values())
        same = sum(value == self.values[name] for value in self.values.values())
        wanted = place - 1 if place > 0 else len(self.values) - 1
        return above <= wanted < above + same

    def at(self, place: int) -> str:
        """The name that has a place, "" where there are fewer."""
        ranked = sorted(self.values, key=lambda name: -self.values[name])
        return ranked[place - 1 if place > 0 else -1] if place <= len(ranked) else ""


@rule("table-text")
def places(page: Page) -> Iterator[Finding]:
    tabled = list(_tabled(page))
    for stretch in page.paragraphs:
        hits = [*_PLACE.finditer(stretch.text), *_MOST.finditer(stretch.text)]
        orders = [*tabled, *_listed(stretch)] if hits else []
        lookup = Lookup({name for one in orders for name in one.values}) if orders else None
        named = list(lookup.find(stretch.text)) if lookup else []
        for match in hits:
            hit, place = _name(stretch, match, named), _place(match)
            if hit is None or not place:
                continue
            name = hit[2]
            start, _ = stretch.sentence_at(match.start())
            said = stretch.text[start : match.end()]
            meant = [one for one in orders if name in one.values and len(one.values) >= max(place, _LEAST)]
            if _CHANGED.search(said):
                meant = [one for one in meant if _CHANGED.search(one.head)]
            if not meant or any(one.fits(name, place) for one in meant):
                continue
            heads = [one for one in meant if one.head and one.head in said]
            if len(meant) > 1 and len(heads) != 1:
                continue
            right = (heads or meant)[0].at(place)
            yield page.finding(
                "table-text", stretch, min(match.start(), hit[0]), max(match.end(), hit[1]), "ranking.place", name=name,
                claimed=match[0].rstrip("是为："), computed=right,
            )  # fmt: skip


@rule("table-text")
def ordered(page: Page) -> Iterator[Finding]:
    """名次 1, 2, 3 beside 得分 92.4, 90.1, 91.0."""
    for grid in page.grids:
        heads, first = header_of(grid)
        ranks = [i for i, head in enumerate(heads) if re.search("名次|排名|位次", head)]
        scores = [i for i, head in enumerate(heads) if re.search("总分|总得分|最终得分|综合得分|^得分$|考核得分", head)]
        if len(ranks) != 1 or len(scores) != 1:
            continue
        rows = [row for row in grid[first:] if len(row) > max(*ranks, *scores)]
        cells = [(cell_figure(row[ranks[0]]), cell_figure(row[scores[0]])) for row in rows]
        told = sorted(
            ((rank.value, score.value, score) for rank, score in cells if rank and score), key=lambda one: one[0]
        )
        for (before, high, _), (rank, low, cell) in pairwise(told):
            if rank > before and low > high:
                yield page.finding(
                    "table-text", cell.stretch, 0, len(cell.stretch.text), "ranking.order", rank=plain(rank),
                    before=plain(before), claimed=cell.text, computed=f"≤{plain(high)}",
                )  # fmt: skip
                break


def _place(match: re.Match[str]) -> int:
    said = match.groupdict()
    if said.get("n"):
        return int(said["n"]) if said["n"].isdigit() else chinese_value(said["n"])
    return 1 if said["top"] else -1


def _name(stretch: Stretch, match: re.Match[str], named: Sequence[Place]) -> Place | None:
    """The name right before 居第一位, or right behind 最多的是, with its start and end."""
    if "name" in match.groupdict():
        return next((one for one in named if one[0] == match.end()), None)
    near = [one for one in named if one[1] <= match.start() and match.start() - one[1] < _FAR]
    clear = near and not re.search("[，。；、]", stretch.text[near[-1][1] : match.start()])
    return near[-1] if clear else None


def _tabled(page: Page) -> Iterator[RankedNames]:
    for grid in page.grids:
        at, (heads, first) = name_column(grid), header_of(grid)
        if at < 0:
            continue
        rows = [row for row in grid[first:] if at < len(row) and not _TOTAL.search(row[at].text)]
        for i, head in enumerate(heads):
            cells = [cell_figure(row[i]) if i < len(row) else None for row in rows]
            if i == at or _OTHER.search(head) or any(one is None for one in cells) or len(cells) < _LEAST:
                continue
            names = [row[at].text.strip() for row in rows]
            if len(set(names)) == len(names):
                head = re.sub(r"[（(][^（）()]*[）)]|20\d\d年(?:度)?", "", head).strip()
                yield RankedNames({name: one.value for name, one in zip(names, cells, strict=True) if one}, head)


def _listed(stretch: Stretch) -> Iterator[RankedNames]:
    """甲镇21.3亿元、乙镇18.6亿元、丙镇16.9亿元."""
    for _, group in groupby(mentions(stretch), key=lambda one: (one.sentence, one.figure.unit)):
        told = {name: one.value for one in group if (name := trimmed(one.left).strip("、和，及： "))}
        if len(told) >= _LEAST and all(1 < len(name) < 13 for name in told):
            yield RankedNames(told, "")
