"""What a text says of its own results: how much was spent, how projects were graded, what was missed.

The reader gains judgements that rest on the figures of the text itself; what is said in words is held against them.

Limits: projects are added up from paragraphs with one budget and one spending each, or from the longest table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from drafter.claims.cells import all_grids, cell_figure
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import ReadText, Stretch
from drafter.language.interval import HUNDRED, plain, rounded
from drafter.wording import Wording, word

#: How far before a figure its sentence is read.
FAR = 200
#: So many paragraphs or rows with a budget and a spending are projects that can be added up.
_SEVERAL = 3
#: So many statements that an indicator was missed say all there is to say.
_ENOUGH = 20


class Overall(NamedTuple):
    """How much of its money a text says was spent, in %, and how that was reckoned."""

    rate: Decimal
    working: str | Wording
    #: Whether the text itself states the rate.
    stated: bool


class Missed(NamedTuple):
    """A statement that an indicator was not reached: its words and the kinds of indicator that it names."""

    text: str
    kinds: frozenset[str]


def pattern_of(page: ReadText, name: str) -> re.Pattern[str]:
    """A pattern of the words of a list about results."""
    return re.compile("|".join(page.words("praise", name)))


class Figures:
    """What a text says of its own results."""

    def __init__(self, page: ReadText) -> None:
        self.page = page
        self.kinds: list[str] = page.words("praise", "kinds")

    @cached_property
    def overall(self) -> Overall | None:
        """The rate at which all money was spent: the highest of those stated of the whole, else that of the projects
        added up, else the only rate there is."""
        rates = [(stretch, one) for stretch in self.page.paragraphs for one in executions(stretch)]
        overall = pattern_of(self.page, "overall")
        whole = [one for stretch, one in rates if overall.search(_before(stretch, one))]
        if whole:
            return best_of(whole)
        added = self._added()
        if added is None and len({one.value for _, one in rates}) == 1:
            return best_of([rates[0][1]])
        return added

    def _added(self) -> Overall | None:
        """The projects of the text added up: paragraphs with one budget and one spending each, else the rows of the
        longest table."""
        pairs: list[tuple[Decimal, Decimal]] = []
        for stretch in self.page.paragraphs:
            money = [one for one in mentions(stretch) if one.figure.sort == "money" and not one.prior]
            budgets = [one.value for one in money if one.role == "budget"]
            spents = [one.value for one in money if one.role == "spent"]
            if len(money) == 2 and len(budgets) == len(spents) == 1 and budgets[0] > 0:
                pairs.append((budgets[0], spents[0]))
        if len(pairs) < _SEVERAL:
            pairs = max((list(self._table(grid)) for grid in all_grids(self.page)), key=len, default=[])
        if len(pairs) < _SEVERAL:
            return None
        budget, spent = sum((one for one, _ in pairs), Decimal(0)), sum((one for _, one in pairs), Decimal(0))
        rate = spent / budget * HUNDRED
        told = f"{plain(spent / 10_000)} ÷ {plain(budget / 10_000)} = {rounded(rate, 2)}%"
        return Overall(rate, word("praise.projects", count=len(pairs), told=told), False)

    @cached_property
    def poor(self) -> tuple[int, int]:
        """How many projects were graded 中 or 差, of how many that were graded."""
        words = self.page.words("praise", "poor")
        pattern = pattern_of(self.page, "graded")
        for stretch in self.page.paragraphs:
            grades: dict[str, int] = {}
            for match in pattern.finditer(stretch.text):
                grades.setdefault(match["word1"] or match["word2"], int(match["n3"] or match["n4"]))
            if len(grades) > 1:
                return sum(count for word, count in grades.items() if word in words), sum(grades.values())
        return 0, 0

    @cached_property
    def missed(self) -> list[Missed]:
        """The statements that some indicator was not reached."""
        pattern, ruled = pattern_of(self.page, "missed"), self.page.words("praise", "ruled")
        found = []
        for stretch in self.page.paragraphs:
            for match in pattern.finditer(stretch.text) if "指标" in stretch.text else ():
                start, end = stretch.sentence_at(match.start())
                start, end = max(start, match.start() - FAR), min(end, match.end() + FAR)
                if any(number == "0" for number in (match["n1"], match["n2"])):
                    continue
                # Rules for marking (未完成的指标按比例得分) state nothing.
                if not any(word in stretch.text[start:end] for word in ruled):
                    found.append(Missed(match[0], self.kinds_in(stretch.text[start : match.end()])))
            for one in mentions(stretch):
                low = one.figure.sort == "rate" and not (
                    one.figure.rough or one.prior or one.figure.points or one.rising
                )
                if low and one.left.rstrip("均都分别为达到是约").endswith("完成率") and one.shown.high < HUNDRED:
                    start, _ = stretch.sentence_at(one.figure.start)
                    kinds = self.kinds_in(stretch.text[max(start, one.figure.start - FAR) : one.figure.start])
                    # What is counted is an output, whether or not it is called one.
                    found.append(Missed(f"完成率{one.figure.text}", kinds or frozenset(("产出", "数量"))))
            for target, actual in targets(self.page, stretch):
                if actual.shown.high < target.shown.low:
                    start, _ = stretch.sentence_at(target.figure.start)
                    said = f"目标{target.figure.text}，实际{actual.figure.text}"
                    found.append(
                        Missed(
                            said, self.kinds_in(stretch.text[max(start, target.figure.start - FAR) : actual.figure.end])
                        )
                    )
            if len(found) > _ENOUGH:
                break
        for grid in all_grids(self.page):
            found.extend(self._rows(grid))
        return found

    def _rows(self, grid: list[list[Stretch]]) -> Iterator[Missed]:
        """Rows of a table of indicators whose result stays below a target of at least so much."""
        wants, does, least_of = (pattern_of(self.page, name) for name in ("target", "actual", "least"))
        for number, row in enumerate(grid):
            target = next((i for i, cell in enumerate(row) if wants.search(cell.text)), -1)
            actual = next((i for i, cell in enumerate(row) if does.search(cell.text)), -1)
            if min(target, actual) < 0:
                continue
            for below in grid[number + 1 :]:
                if max(target, actual) >= len(below):
                    continue
                wanted, done = below[target].text.strip(), cell_figure(below[actual])
                least = least_of.fullmatch(wanted)
                if least and done is not None and done.value < Decimal(least[1]):
                    yield Missed(f"{wanted}，实际{done.text}", self.kinds_in("".join(cell.text for cell in below)))
            return

    def _table(self, grid: list[list[Stretch]]) -> Iterator[tuple[Decimal, Decimal]]:
        """The budget and the spending of each row, where the header says which columns they are."""
        header = [cell.text for cell in grid[0]]
        budget, spent = (
            next((i for i, text in enumerate(header) if "率" not in text and pattern.search(text)), -1)
            for pattern in (pattern_of(self.page, "budget"), pattern_of(self.page, "spent"))
        )
        if min(budget, spent) < 0 or budget == spent:
            return
        total = pattern_of(self.page, "total")
        for row in grid[1:]:
            if max(budget, spent) < len(row) and not total.match("".join(cell.text for cell in row[:2])):
                one, other = cell_figure(row[budget]), cell_figure(row[spent])
                if one is not None and other is not None and one.unit == other.unit and one.value > 0:
                    yield one.value, other.value

    def kinds_in(self, text: str) -> frozenset[str]:
        """The kinds of things that a text names."""
        return frozenset(kind for kind in self.kinds if kind in text)

    @cached_property
    def satisfaction(self) -> Mention | None:
        """The best that surveys of satisfaction came to."""
        found = []
        for stretch in self.page.paragraphs:
            for one in mentions(stretch) if "满意" in stretch.text else ():
                if one.figure.sort == "rate" and "满意" in one.left and not (one.figure.points or one.rising):
                    found.append(one)
        return max(found, key=lambda one: one.shown.high, default=None)


def targets(page: ReadText, stretch: Stretch) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of (target, result) that a paragraph tells side by side: 培训人数目标500人，实际完成380人."""
    wanted, done, lower = (page.words("praise", name) for name in ("wanted", "reached", "lower"))
    for target, actual in pairwise(mentions(stretch)):
        if actual.sentence != target.sentence or actual.clause - target.clause > 2 or actual.figure.rough:
            continue
        if target.figure.unit != actual.figure.unit or target.figure.sort in ("money", "") or target.rising:
            continue
        start, _ = stretch.sentence_at(target.figure.start)
        before = stretch.text[max(start, target.figure.start - 24) : target.figure.start]
        # 较计划10公里超额完成2公里: by how much.
        told = any(word in target.left for word in wanted) and any(word in actual.left for word in done)
        told = told and "超" not in actual.left
        if told and not any(word in before for word in lower) and not actual.rising and not actual.figure.points:
            yield target, actual


def executions(stretch: Stretch) -> list[Mention]:
    """The rates of execution that a paragraph states of this year."""
    return [one for one in mentions(stretch) if execution(one)]


def execution(one: Mention) -> bool:
    """Whether a mention is this year's rate of execution, exactly told."""
    return one.role in ("execution", "of_budget") and not (one.prior or one.figure.rough or one.figure.points)


def _before(stretch: Stretch, one: Mention) -> str:
    start, _ = stretch.sentence_at(one.figure.start)
    return stretch.text[max(start, one.figure.start - FAR) : one.figure.start]


def best_of(rates: Sequence[Mention]) -> Overall | None:
    """The highest of some rates that a text states."""
    if not rates:
        return None
    best = max(rates, key=lambda one: one.value)
    return Overall(best.value, best.figure.text, True)
