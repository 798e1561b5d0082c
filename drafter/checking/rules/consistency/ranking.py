"""Places in an order: 沙堰镇居第一位 above a table in which another town has more.

The reader gains the two names that changed places in the sentence, and the most that is not the most.

Limits: the names are those of a table, or of a list in the same paragraph; a place that fits any of the columns is
right, and where there are several the sentence must name the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple, TypeAlias

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import cell_figure, header_of
from drafter.claims.grids import name_column
from drafter.claims.labels import trimmed
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions, within
from drafter.claims.text import Stretch
from drafter.language.interval import plain
from drafter.language.lookup import Lookup
from drafter.language.numerals import chinese_value

_PLACE = re.compile(
    r"(?:[稳仍依]?居|位列|位居|名列|排名?(?:在)?|列)(?:全[省市县区镇乡])?(?:各[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{1,4}之)?"
    r"(?:第(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})(?:位|名)?|(?P<top>首位|首|榜首)|(?P<end>末位|最后|倒数第一|末))(?![季批轮届])"
)
_MOST = re.compile(
    r"(?:(?P<top>最高|最多|最大|最快|最好)|(?P<end>最低|最少|最小|最慢|最差))的?(?:[\u4e00-\u9fff]{0,6}?)?(?:是|为|：)(?P<name>)"
)
#: 云溪镇第一、石桥镇第二: names in their places.
_NTH = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,2})(?=[、，。；）]|$)")
_SAYS_MOST = re.compile(
    r"(?:(?P<top>最高|最多|最大|最快|居首|之首)|(?P<end>最低|最少|最小|最慢|垫底|之末))(?=[，。；、]|$)"
)
#: 利用率最低的河湾镇.
_MOST_OF = re.compile("(?:(?P<top>最高|最多|最大|最快|最好)|(?P<end>最低|最少|最小|最慢|最差))的(?P<name>)")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|全[省市县区镇乡]|平\s*均|总\s*分")
#: What all of a list make together is none of it.
_WHOLE = re.compile("合计|总计|总额|总数|共计?$")
_LEAST, _FAR = 3, 10
#: Figures of a list that are looked at.
_MANY = 30
_REACH = 400
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
    before: Stretch | None = None
    for stretch in page.paragraphs:
        patterns = (_PLACE, _MOST, _MOST_OF, _NTH, _SAYS_MOST)
        hits = [match for pattern in patterns for match in pattern.finditer(stretch.text)]
        # 从支出规模看，市政道路维修项目支出最多: of the list in the paragraph before.
        beside = (before, stretch) if before and before.block == stretch.block - 1 else (stretch,)
        before = stretch
        orders = [*tabled, *(one for each in beside for one in _listed(each))] if hits else []
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


_RANKED = re.compile(
    r"(?P<down>[由从](?:高|大|多|快|好)[到至](?:低|小|少|慢|差)|降序|逐[年月季](?:下降|减少|降低))|[由从](?:低|小|少|慢|差)[到至](?:高|大|多|快|好)|升序|逐[年月季](?:上升|增加|增长|提高)"
)
_EDGE = re.compile(
    r"(?:[稳仍依]?居|位居|位列|列|排)?(?:全[省市县区镇乡]|[\u4e00-\u9fff]{0,4}之|各[\u4e00-\u9fff]{1,4})?"
    r"(?:(?P<top>首位|首|榜首|第一位?|最高|最多|最大|最快)|(?P<end>末位|最低|最少|最小|最慢|垫底))(?![的是为季批轮届次])"
)
_IN_PLACE = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})[名位](?![次列])")
_BETWEEN = re.compile(r"[，,]?(?:在[^，。；\d]{1,10}中)?(?:增速|增幅|得分|占比|比例|支出|[数金]额|满意度|规模|总量)?")


_LOWER = re.compile(
    r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[位名][^。；第]{0,16}?(?:(?P<less>低于|少于|落后于?|不及)|(?P<more>高于|多于|领先于?|超过))"
    r"[^。；第\d]{0,6}?第(?P<m>[一二三四五六七八九十]{1,3}|\d{1,2})[位名]"
)


@rule("table-text")
def beyond(page: Page) -> Iterator[Finding]:
    """居第三位，低于第四位0.7分: who stands before another has more."""
    for stretch in page.paragraphs:
        for match in _LOWER.finditer(stretch.text):
            n, m = (int(said) if said.isdigit() else chinese_value(said) for said in match.group("n", "m"))
            if (n < m) == bool(match["less"]) and n != m:
                yield page.finding(
                    "table-text", stretch, match.start(), match.end(), "ranking.beyond", claimed=match[0],
                )  # fmt: skip


@rule("table-text")
def in_order(page: Page) -> Iterator[Finding]:
    """由高到低依次为8.4%、7.9%、8.1%, and 甲区增长7.8%居首 beside 乙区 with 8.3%."""
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for match in _RANKED.finditer(stretch.text) if found else ():
            sign = -1 if match["down"] else 1
            listed = _run(within(found, match.end(), match.end() + _REACH))
            turned = [(one, other) for one, other in pairwise(listed) if (_signed(other) - _signed(one)) * sign < 0]
            if len(listed) >= _LEAST and turned:
                one, other = turned[0]
                yield page.finding(
                    "table-text", stretch, one.figure.start, other.figure.end, "ranking.turned", order=match[0],
                    claimed=other.figure.text, computed=one.figure.text,
                )  # fmt: skip
        yield from _edges(page, stretch, found)


@rule("table-text")
def by_place(page: Page) -> Iterator[Finding]:
    """第一名甲95.6分，第二名乙91.2分，第三名丙92.4分: figures go down, or up, with the places."""
    for stretch in page.paragraphs:
        ranked = _ranked(stretch) if "第" in stretch.text else []
        ends = len(ranked) >= _LEAST and _signed(ranked[-1]) - _signed(ranked[0])
        for one, other in pairwise(ranked) if ends else ():
            if (_signed(other) - _signed(one)) * ends < 0:
                yield page.finding(
                    "table-text", stretch, one.figure.start, other.figure.end, "ranking.turned",
                    order="第一名、第二名、第三名", claimed=other.figure.text, computed=one.figure.text,
                )  # fmt: skip
                break


def _ranked(stretch: Stretch) -> list[Mention]:
    """The figures of 第一名, 第二名, … in their order, one each and of one unit."""
    found, told = mentions(stretch), list(_IN_PLACE.finditer(stretch.text))
    ranked: list[Mention] = []
    for match, behind in zip_longest(told, told[1:]):
        end = behind.start() if behind else stretch.sentence_at(match.start())[1]
        own = within(found, match.end(), end)[:1]
        if _place(match) != len(ranked) + 1 or not own or own[0].figure.rough or own[0].prior:
            return []
        ranked += own
    return ranked if len({one.figure.unit for one in ranked}) == 1 else []


def _edges(page: Page, stretch: Stretch, found: Sequence[Mention]) -> Iterator[Finding]:
    for at, one in enumerate(found):
        behind = stretch.text[one.figure.end : one.figure.end + 24]
        between = _BETWEEN.match(behind)
        match = _EDGE.match(behind, between.end()) if between else None
        if match is None:
            continue
        near = found[max(0, at - _MANY) : at + _MANY]
        alike = [each for each in near if each.sentence == one.sentence and each.figure.unit == one.figure.unit]
        alike = [each for each in alike if not (each.figure.rough or each.prior or each.figure.points)]
        named = all(len(_bare(each)) > 1 for each in alike)
        if len(alike) < _LEAST or not named or one.figure.rough or len({each.role for each in alike}) > 1:
            continue
        best = (max if match["top"] else min)(alike, key=_signed)
        if _signed(best) != _signed(one):
            yield page.finding(
                "table-text", stretch, one.figure.start, one.figure.end + match.end(), "ranking.edge",
                claimed=one.figure.text, computed=best.figure.text, said=match[0],
            )  # fmt: skip


def _run(found: Sequence[Mention]) -> list[Mention]:
    """The figures of one unit that a list tells one behind the other, each behind its name."""
    run: list[Mention] = []
    for one in found:
        told = run[0] if run else one
        alike = one.figure.unit == told.figure.unit and one.sentence == told.sentence and one.segment == told.segment
        if not alike or one.figure.rough or one.prior or (run and one.clause - run[-1].clause > 1):
            break
        run.append(one)
    return run


def _signed(one: Mention) -> Decimal:
    return -one.value if one.role == "growth" and one.rising < 0 else one.value


def _bare(one: Mention) -> str:
    return trimmed(re.split("[：:，]", one.left)[-1]).strip("、和及；（ ")


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
    # 白石区增长6.4%，低于全市0.1个百分点，居第三位: the only name of its sentence.
    start = stretch.sentence_at(match.start())[0]
    told = [one for one in named if start <= one[0] and one[1] <= match.start()]
    alone = len({one[2] for one in told}) == 1 and not re.search("[；]", stretch.text[told[0][1] : match.start()])
    return near[-1] if clear else told[0] if alone and match.re is _PLACE else None


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
        plain_ = [one for one in group if not (one.figure.rough or one.prior)]
        told = {name: _signed(one) for one in plain_ if (name := _bare(one)) and not _WHOLE.search(name)}
        shared = _ending(list(told))
        head = next(iter(told), "")[-shared:] if shared else ""
        told = {name[: len(name) - shared].strip() or name: value for name, value in told.items()}
        if len(told) >= _LEAST and all(1 < len(name) < 13 for name in told):
            yield RankedNames(told, head)


def _ending(names: Sequence[str]) -> int:
    """How many characters all names end with that are no part of a name (增长, 满意度): at least one is left."""
    shared = 0
    for chars in zip(*(reversed(name) for name in names), strict=False):
        if len(set(chars)) > 1 or shared + 2 >= min(map(len, names)):
            break
        shared += 1
    # 镇, 区, 县: each keeps what it is.
    return shared if shared > 1 else 0
