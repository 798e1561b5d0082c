"""Series: paragraphs of one section, or rows of a table, that tell one project each with its budget and spending.

The reader gains what a claimed total can be held against: how many projects are told, what their amounts sum to, and
which of them are told twice.

Limits: a paragraph belongs to a series when it names its budget and its spending before anything else; three such make
a series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from drafter.claims.cells import Grid
from drafter.claims.grids import caption, columns, figure, name_column
from drafter.claims.mentions import mentions
from drafter.claims.text import ReadText, Stretch
from drafter.language.interval import Interval, around
from drafter.language.lookup import alike
from drafter.language.numbering import Number, parse_number
from drafter.language.tables import table

#: Fewer are no series.
LEAST = 3
_LONGEST_LEAD = 90


class ToldProject(NamedTuple):
    """One project as it is told: `name` as read (may be ""), what it was given and what it spent, and where."""

    stretch: Stretch
    name: str
    budget: Interval | None
    spent: Interval | None


class Series(NamedTuple):
    """`kind` is paragraphs, table or list (names without amounts); `where` the heading above, for messages."""

    kind: str
    items: tuple[ToldProject, ...]
    where: str

    @property
    def names(self) -> list[str]:
        """What its items are called, without what is said about them."""
        return [bare(item.name) for item in self.items]


def series(text: ReadText, grids: Sequence[Grid]) -> tuple[Series, ...]:
    """The series of a text with the `grids` of its tables, in the order of their first items."""
    found = [*_told(text), *_rows(text, grids), *_lists(text)]
    found.sort(key=lambda one: (one.items[0].stretch.block, one.items[0].stretch.row))
    return tuple(found)


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("labels")["words"]
    head = "|".join(sorted(map(re.escape, words["head"]), key=len, reverse=True))
    tail = "|".join(sorted(map(re.escape, words["tail"]), key=len, reverse=True))
    year = r"(?:19|20)\d\d年(?:度|底|末)?"
    # 我镇, 我单位, 本部门: who tells.
    self_ = r"[我本](?:单位|部门|中心|[镇乡村局办委院校厅站所县区市街])(?:道)?"
    return (
        # A year behind it belongs to the name (2023年计生专项经费).
        re.compile(rf"(?:{head}|[，、：:；\s])*(?:{year})?(?:{head}|[，、\s])*(?:{self_})?[，、\s]*"),
        re.compile(rf"(?:{tail}|{year}|[，、：:\s])+$"),
    )


def bare(name: str) -> str:
    """A project's name as two lists can be compared: without 项目 at its end, marks in one width."""
    name = alike(name).replace(" ", "")
    while name.endswith("项目") and len(name) > 4:
        name = name[:-2]
    return name


def named(lead: str) -> str:
    """The project's name in the words before its first figure: 2024年我镇信访工作经费项目全年预算为 says
    信访工作经费项目."""
    if number := parse_number(lead):
        lead = lead[len(number.text) :]
    first = re.split(r"[。：:；]", lead, maxsplit=1)[0]
    if len(first) > _LONGEST_LEAD:
        return ""
    head, tail = _edges()
    matched = head.match(first)
    name = first[matched.end() if matched else 0 :]
    # The tail is looked for in the last characters only: a search for it would go over the lead again and again.
    short = name[-24:]
    return name[: len(name) - len(short)] + tail.sub("", short)


def told(stretch: Stretch) -> ToldProject | None:
    """The project that a paragraph tells, or None: its first two amounts are a budget and what was spent of it, in
    either order."""
    amounts = [one for one in mentions(stretch)[:12] if one.figure.sort == "money" and not one.prior]
    if len(amounts) < 2 or {amounts[0].role, amounts[1].role} != {"budget", "spent"}:
        return None
    first, second = amounts[0], amounts[1]
    if second.sentence - first.sentence > 1 or first.figure.start > _LONGEST_LEAD + 20 or second.figure.rough:
        return None
    budget, spent = (first, second) if first.role == "budget" else (second, first)
    name = named(stretch.text[: first.figure.start])
    return ToldProject(stretch, name, budget.shown, spent.shown)


def _told(page: ReadText) -> Iterator[Series]:
    groups: dict[tuple[str, ...], list[ToldProject]] = {}
    for stretch in page.paragraphs:
        item = told(stretch)
        if item is None:
            continue
        if len(item.name) < 2 and stretch.section:
            # （一）办公楼维修项目, and under it: 全年预算50万元，支出48万元.
            title = stretch.section[-1]
            number = parse_number(title)
            name = named(title[len(number.text) :] if number else title)
            groups.setdefault((*stretch.section[:-1], ""), []).append(item._replace(name=name))
        elif len(item.name) >= 2:
            groups.setdefault(stretch.section, []).append(item)
    for section, items in groups.items():
        if len(items) >= LEAST:
            yield Series("paragraphs", tuple(items), next((one for one in reversed(section) if one), ""))


def _rows(page: ReadText, grids: Sequence[Grid]) -> Iterator[Series]:
    totals = tuple(table("text/sums")["words"]["totals"])
    for grid in grids:
        above = caption(page, grid)
        roles = columns(grid[0], above)
        budgets = [i for i, one in roles.items() if one.role == "budget"]
        spents = [i for i, one in roles.items() if one.role == "spent"]
        name = name_column(grid)
        if len(budgets) != 1 or len(spents) != 1 or name < 0:
            continue
        items = []
        for row in grid[1:]:
            if max(budgets[0], spents[0], name) >= len(row) or not row[name].text or row[name].text.startswith(totals):
                continue
            given, used = figure(row[budgets[0]], roles[budgets[0]]), figure(row[spents[0]], roles[spents[0]])
            budget = around(given.value, given.half) if given else None
            items.append(
                ToldProject(row[name], row[name].text, budget, around(used.value, used.half) if used else None)
            )
        if len(items) >= LEAST:
            yield Series("table", tuple(items), above.partition("\n")[0])


def _lists(page: ReadText) -> Iterator[Series]:
    """Runs of numbered lines without an amount: names, one each."""
    run: list[ToldProject] = []
    value = block = 0
    for stretch in page.stretches:
        number = parse_number(stretch.text) if stretch.kind == "paragraph" and len(stretch.text) < 80 else None
        if number is None and run and stretch.text.startswith(f"{value + 1}."):
            # 15.2024年村级支出: the number of the item runs into a year.
            number = Number(f"{value + 1}.", 3, value + 1)
        following = number and number.level >= 3 and stretch.block == block + 1 and number.value == value + 1
        if not following or not number:
            if len(run) >= LEAST:
                yield Series("list", tuple(run), run[0].stretch.section[-1] if run[0].stretch.section else "")
            run = []
        if number and number.level >= 3 and (following or number.value == 1):
            name = stretch.text[len(number.text) :].rstrip("；。;，, ")
            # A sentence is no name.
            if name and not any(mark in name for mark in "，。；："):
                run.append(ToldProject(stretch, name, None, None))
                value, block = number.value, stretch.block
    if len(run) >= LEAST:
        yield Series("list", tuple(run), run[0].stretch.section[-1] if run[0].stretch.section else "")
