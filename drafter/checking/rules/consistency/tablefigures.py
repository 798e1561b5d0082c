"""Text against table: a project's amount in a sentence and in its row.

The reader gains the figure that was put right in the table and left wrong in the text, or the other way about.

Limits: the sentence must name the row as the table does (a word 项目 at its end may be left out) and say the figure
right behind it; where several rows share a name any of them will do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import Grid
from drafter.claims.grids import Column, caption, columns, figure, name_column
from drafter.claims.labels import label, substance, trimmed, year_of
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.series import bare
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, around
from drafter.language.lookup import Lookup
from drafter.language.numbering import parse_number
from drafter.language.quantity import SCALES
from drafter.language.tables import table

_LEAST = 3
#: A name this short (培训费) must stand right before its figure.
_SHORT, _RIGHT_BEFORE = 3, 6
#: What a figure of the prose is, and the column that holds it.
_ROLES = {"budget": "budget", "spent": "spent", "income": "income", "execution": "rate", "of_budget": "rate"}
_AMOUNTS = ("budget", "spent", "income", "target", "actual")
#: Between a name and its figure stand a few words at most.
_BETWEEN = 24


_OUT_OF = re.compile(
    r"(?:资金|拨款|中|里)?(?:安排|列支|承担|负担|解决|开支|支持|保障|用于|补助)(?:的|了)?[\u4e00-\u9fff]{2,}"
)
_COUNTED = re.compile(r"[（(][万亿]?[\u4e00-\u9fff%]{1,3}[）)]$")
_BEFORE = re.compile(r"^.*[^\u4e00-\u9fff]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|20\d\d年(?:度)?|[/／].*")
_FILLER = re.compile("自评|实际|全年|本年|[为是共达的]")
_MARKS = re.compile("[，。；：、“”（）]")
#: 防汛（项）”776万元: of the item that was named, and nothing else.
_SELF_NAMED = re.compile(
    r"(?:[（(][项款类][）)])?[”\"]?(?:支出|预算|[，,：:]?(?:其)?(?:支出|金额|资金|经费|费用))?[为是共计达]{0,2}"
)
_UNSPENT = re.compile("未支出|未执行|未使用|未拨付|未支付|结余|结转|剩余|尚未|核减|收回")


@cache
def _roles() -> re.Pattern[str]:
    """The words that tell which amount of a thing is meant (支出, 预算, 累计)."""
    roles = table("figures")["roles"]
    words = {word for role in ("budget", "spent", "income", "total") for word in roles[role]}
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


class TableFigure(NamedTuple):
    """A figure of a row: the `role` of its column, its value, `scaled` whether the table says in what it counts."""

    role: str
    value: Interval
    sort: str
    scaled: bool
    header: str
    stretch: Stretch


class Hit(NamedTuple):
    """A figure of the prose with the rows that its sentence names before it."""

    mention: Mention
    name: str
    names: tuple[str, ...]
    between: str


@rule("table-text")
def table_text(page: Page) -> Iterator[Finding]:
    rows = _rows(page)
    if not rows:
        return
    lookup = Lookup(rows)
    apart = [*page.words("tablefigures", "apart"), *page.words("tablefigures", "narrower")]
    amounts = page.words("tablefigures", "amounts")
    year = page.report_year.settled
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading") or not stretch.figures or len(stretch.text) < _LEAST + 2:
            continue
        for hit in _hits(stretch, lookup):
            fit = year_of(stretch, hit.mention, year) in (year, -1) and not _apart(stretch, hit, apart)
            if fit and not _together(stretch, hit):
                yield from _judge(page, stretch, hit, rows, amounts)


def _rows(page: Page) -> dict[str, list[TableFigure]]:
    """What the tables of a page say of each row, by its name."""
    generic, kinds = set(page.words("tablefigures", "generic")), page.words("tablefigures", "kinds")
    found: dict[str, list[TableFigure]] = defaultdict(list)
    for grid in page.grids:
        at = name_column(grid)
        if at < 0:
            continue
        roles = columns(grid[0], caption(page, grid))
        for row in grid[1:]:
            name = _name(row[at].text) if at < len(row) else ""
            if len(name) < _LEAST - 1 or name in generic:
                continue
            entries = list(_entries(grid, row, at, roles))
            if at < len(grid[0]) and any(word in grid[0][at].text for word in page.words("tablefigures", "spending")):
                # 支出内容 | 金额: what is told there was spent.
                entries = [one if one.role else one._replace(role="spent") for one in entries]
            # 服务 is too short a name; 服务类支出 is none.
            for known in (name,) if len(name) >= _LEAST else [name + more for more in kinds]:
                found[known].extend(entries)
    return found


def _name(text: str) -> str:
    number = parse_number(text)
    text = text[len(number.text) :] if number else text
    # 造林面积（万亩）: the row says in what it counts.
    return bare(_COUNTED.sub("", text.removeprefix("其中").lstrip("：:")))


def _entries(grid: Grid, row: list[Stretch], at: int, roles: dict[int, Column]) -> Iterator[TableFigure]:
    for i, cell in enumerate(row):
        column = roles.get(i)
        if i == at or column is None or column.role in ("number", "prior", "change"):
            continue
        one = figure(cell, column)
        if one is not None:
            sort = "rate" if one.unit in ("%", "％") or column.role == "rate" else "" if not one.unit else "said"
            scaled = bool(one.unit) or bool(column.scale)
            yield TableFigure(column.role, around(one.value, one.half), sort, scaled, column.header, cell)
        else:
            for said in cell.figures[:4]:
                yield TableFigure(column.role, around(said.value, said.half), said.sort, True, column.header, cell)


def _hits(stretch: Stretch, lookup: Lookup) -> Iterator[Hit]:
    """The figures of a paragraph that follow a name in their sentence, each with the nearest name before it."""
    places = list(lookup.find(stretch.text))
    if not places:
        return
    seen: set[tuple[int, str, str]] = set()
    at = 0
    for one in mentions(stretch):
        while at < len(places) and places[at][1] <= one.figure.start:
            at += 1
        start, _ = stretch.sentence_at(one.figure.start)
        before = [place for place in places[max(0, at - 8) : at] if place[0] >= start]
        if not before:
            continue
        _, end, name = before[-1]
        # 预算执行9.4分、绩效指标80分: the second mark is of another part, whatever word it has.
        key = (end, "" if one.figure.sort == "score" else one.role, one.figure.sort)
        if key in seen:
            # The second budget behind one name is somebody else's.
            continue
        seen.add(key)
        yield Hit(one, name, tuple(place[2] for place in before), stretch.text[end : one.figure.start])


def _together(stretch: Stretch, hit: Hit) -> bool:
    """甲项目、乙项目、丙项目支出120万元: the figure is that of all, not of the last name."""
    start = hit.mention.figure.start - len(hit.between) - len(hit.name)
    if stretch.text[max(0, start - 1) : start] != "、":
        return False
    # 甲项目3万元、乙项目5万元: each name has its own.
    return not any(one.figure.end == start - 1 for one in mentions(stretch))


def _apart(stretch: Stretch, hit: Hit, apart: list[str]) -> bool:
    one = hit.mention
    start, _ = stretch.sentence_at(one.figure.start)
    lead = stretch.text[start : one.figure.start].partition("：")
    if lead[1] and _UNSPENT.search(lead[0]):
        # 未支出的364.94万元集中在五个项目：甲75万元…: what is left of each.
        return True
    if hit.between[:1] in ("，", ",") and any(
        word in stretch.text[start : one.figure.start - len(hit.between)] for word in apart
    ):
        # 追加用于分类收运，金额60万元: the clause before says of what kind the amount is.
        return True
    behind = stretch.text[one.figure.end : one.figure.end + 4]
    return (
        one.figure.rough
        or one.figure.points
        or one.prior
        or one.role in ("difference", "growth", "average", "reached", "share", "of_last")
        or any(word in hit.between for word in apart)
        or behind.startswith(("以上", "以下", "左右"))
        or any(mark in hit.between for mark in "（(")
        or _named_else(one, hit)
        or len(hit.between) > (60 if len(hit.name) > _SHORT else _RIGHT_BEFORE)
    )


def _named_else(one: Mention, hit: Hit) -> bool:
    """道路养护保洁费410万元，包括人工费320万元: behind another figure the words name something else than the row."""
    if one.figure.sort != "money":
        return False
    if any(c.isdigit() for c in hit.between) and hit.name not in one.left:
        return len(substance(label(one)[0])) > 1
    if not _MARKS.search(hit.between) and len(substance(_roles().sub("", trimmed(hit.between)))) > 1:
        # 医疗保险基金利息收入86万元: a part of what the row counts.
        return True
    # 事业收入安排的绿化支出96.4万元: paid out of what the row counts.
    return _OUT_OF.match(hit.between) is not None


def _judge(
    page: Page, stretch: Stretch, hit: Hit, rows: dict[str, list[TableFigure]], amounts: list[str]
) -> Iterator[Finding]:
    one = hit.mention
    # 非税收入3.86亿元: the word belongs to the name.
    itself = one.role == "income" and one.cue in hit.name and one.cue not in hit.between
    known = "score" if one.figure.sort == "score" else _ROLES.get(one.role, "")
    role = known if one.figure.sort in ("money", "rate", "score") and not itself else ""
    entries = [entry for name in hit.names for entry in rows[name]]
    headed = _headed(hit, rows)
    if not role and len(substance(trimmed(_BEFORE.sub("", one.left.partition(hit.name)[0])))) > 1:
        # 改征增值税6.1亿元: more than the name of the row.
        return
    if role:
        wanted = [entry for entry in entries if entry.role == role and (role != "rate" or _executed(entry))]
        if not wanted and role != "rate":
            # A table with one column of amounts (金额) says what its sentence calls spent.
            own = [entry for entry in rows[hit.name] if not entry.role]
            plain = [entry for entry in own if any(word in entry.header for word in amounts)]
            wanted = plain if len(plain) == 1 else []
    elif one.figure.sort == "money" and (itself or not one.role) and _SELF_NAMED.fullmatch(hit.between):
        # 公务接待费2.24万元: whichever of its amounts is meant, none is this.
        wanted = [entry for entry in rows[hit.name] if entry.role in _AMOUNTS]
        plain = [entry for entry in rows[hit.name] if any(word in entry.header for word in amounts)]
        wanted = wanted or (plain if len(plain) == len(rows[hit.name]) == 1 else [])
    elif one.figure.sort in ("rate", "people", "count", "hours", "area", "length", "weight"):
        # An indicator: any figure of its row will do, if it stands right behind its name.
        wanted = [entry for entry in entries if entry.sort == one.figure.sort or entry.role in ("target", "actual")]
        if len(trimmed(hit.between)) > 4 or len(hit.name) < 4 or "actual" not in {entry.role for entry in wanted}:
            wanted = headed
    else:
        wanted = headed
    if not wanted or any(_agrees(one, entry) for entry in wanted):
        return
    if "分别" in hit.between or (len(hit.between) > _BETWEEN and len(set(hit.names)) > 1):
        return
    own = [entry for entry in wanted if entry in rows[hit.name]] or wanted
    entry = min(own, key=lambda other: _unlike(one, other))
    line, _ = page.reading.place(entry.stretch.passage)
    header = entry.header.partition("（")[0]
    yield page.finding(
        "table-text", stretch, one.figure.start, one.figure.end, "tablefigures.judge", name=hit.name,
        where=page.at(line), column=header, claimed=one.figure.text, computed=entry.stretch.text,
        certain=(bool(role) and len(own) == 1 and len(hit.names) == 1)
        or "项" in hit.name[-2:] + hit.between[:2]
        or (len(own) == 1 and (wanted == headed or (not hit.between and len(rows[hit.name]) == 1))),
    )  # fmt: skip


def _headed(hit: Hit, rows: dict[str, list[TableFigure]]) -> list[TableFigure]:
    """The cell of a row whose heading the words behind its name say, and nothing else (上湾站蓄水量36.8万立方米)."""
    found = []
    for entry in rows[hit.name]:
        head = _ASIDE.sub("", entry.header).strip()
        head = head if head in hit.between else head[-2:]
        if len(head) > 1 and head in hit.between and not _FILLER.sub("", hit.between.replace(head, "", 1)):
            found.append(entry)
    return found if len(found) == 1 and not any(_agrees(hit.mention, one) for one in rows[hit.name]) else []


def _unlike(one: Mention, entry: TableFigure) -> tuple[bool, bool, Decimal]:
    """How little a cell is what a figure was meant to be: other digits, no amount of what was done, far away."""
    digits = [sorted(value.normalize().as_tuple().digits) for value in (one.value, entry.value.mid)]
    return digits[0] != digits[1], entry.role not in ("actual", "spent"), abs(one.value - entry.value.mid)


def _executed(entry: TableFigure) -> bool:
    return not any(word in entry.header for word in ("占", "满意", "比重", "增"))


def _agrees(one: Mention, entry: TableFigure) -> bool:
    """Whether the prose may say what the cell says, in whatever unit the table may count; a difference of one in the
    second decimal or beyond is rounding."""
    said = one.shown
    scales = [Decimal(1)] if entry.scaled or one.figure.sort == "rate" else list(SCALES.values())
    for scale in scales:
        cell = entry.value.scaled(scale)
        within = cell.low < said.high and said.low < cell.high
        if (
            within
            or cell.mid == said.mid
            or (one.figure.decimals > 1 and cell.low <= said.high and said.low <= cell.high)
        ):
            return True
    return False
