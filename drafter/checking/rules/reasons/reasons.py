"""A reason is due: where money was not spent, or where income or spending changed much against last year.

The reader gains a list of the paragraphs and rows that an auditor would send back with the question why.

Limits: a reason is known by its words (原因, 由于, 受…影响, 尚未结算 …), wherever in the paragraph it stands; a
sentence elsewhere that explains low execution as such, or a project by its name, counts for all it can mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import all_grids, cell_figure
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions, within
from drafter.claims.text import Stretch
from drafter.language.interval import plain
from drafter.wording import word

#: How far into the next paragraph its opening words reach.
_OPENING = 16
#: How far around a figure its sentence is read.
_FAR = 200
#: Up to so many low rates, one reason in the paragraph is taken to mean them all.
_FEW = 2
#: How many names of projects are looked for elsewhere in a text.
_NAMES = 50


_FRUGAL = re.compile("公务接待|因公出国|公务用车|接待费|“?三公”?经费")


class Reasons:
    """Where a page gives reasons, and for what."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.reason = re.compile("|".join(self.words("reason")))
        self.any = re.compile("|".join([*self.words("reason"), *self.words("implied")]))
        self.name, self.same, self.early = (re.compile("|".join(self.words(n))) for n in ("names", "same", "early"))
        self.apart, self.funds, self.spending = (self.words(name) for name in ("apart", "funds", "spending"))

    def words(self, name: str) -> list[str]:
        """A list of words of this family of rules."""
        found: list[str] = self.page.words("reasons", name)
        return found

    def rates(self, stretch: Stretch) -> list[Mention]:
        """The rates of execution that a paragraph states."""
        found = []
        for one in mentions(stretch) if "%" in stretch.text or "％" in stretch.text else ():
            if one.role not in ("execution", "of_budget") or one.figure.rough or one.prior or one.figure.points:
                continue
            if one.cue == "使用率" and not any(word in one.left for word in self.funds):
                continue
            if not one.value and _of_nothing(stretch, one):
                continue
            if one.cue.startswith(("占", "为")) and not any(word in one.left for word in self.spending):
                continue
            found.append(one)
        return found

    def opens(self, stretch: Stretch | None) -> bool:
        """Whether a paragraph opens with a reason for the one before it."""
        return stretch is not None and bool(self.reason.search(stretch.text[:_OPENING]))

    def unexplained(self, stretch: Stretch, low: Sequence[Mention]) -> Sequence[Mention]:
        """Those of the low rates of a paragraph for which it gives no reason."""
        text = stretch.text
        ends = [*(match.end() for match in re.finditer("[；。]", text)), len(text)]
        pieces = list(pairwise([0, *ends]))
        rated = {one.segment for one in self.rates(stretch)}
        near = {one.segment + step for one in low for step in (0, 1)}
        # 尚未结算 beside the rate is a reason; 未发生事故 elsewhere is none.
        given = [
            number
            for number, piece in enumerate(pieces)
            if (self.any if number in near else self.reason).search(text, *piece)
        ]
        # The reason of one project does not explain the next; one that stands behind, or apart, may mean all.
        free = any(number not in rated for number in given)
        if free or (given and len(low) <= _FEW and max(given) > max(one.segment for one in low)):
            return () if len(low) <= _FEW or free else low
        return [one for one in low if one.segment not in given]

    def of_parts(self, stretch: Stretch, one: Mention) -> bool:
        """Whether a rate is that of all projects together, some of which are explained one by one."""
        return bool(self.told) and any(word in _before(stretch, one) for word in self.words("whole"))

    @cached_property
    def told(self) -> str:
        """The sentences that give a reason, of paragraphs that state a rate."""
        found = []
        for stretch in self.page.paragraphs:
            if self.reason.search(stretch.text) and self.rates(stretch):
                found.extend([stretch.text[start:end] for start, end in stretch.sentences])
        return "\n".join([sentence for sentence in found if self.reason.search(sentence)])

    @cached_property
    def elsewhere(self) -> str:
        """The paragraphs that give a reason and state no low rate of their own, in which a project may be named."""
        return "\n".join(
            [one.text for one in self.page.paragraphs if self.reason.search(one.text) and not self.rates(one)]
        )

    @cached_property
    def general(self) -> bool:
        """Whether some sentence of the page explains low execution as such."""
        topic = re.compile("|".join(self.words("topic")))
        low = re.compile("|".join(self.words("low")))
        for text in self.elsewhere.splitlines():
            for sentence in text.split("。"):
                if self.reason.search(sentence) and topic.search(sentence) and low.search(sentence):
                    return True
        return False


@rule("reason-missing")
def low_rates(page: Page) -> Iterator[Finding]:
    threshold = Decimal(str(page.setting("reason-missing", "threshold")))
    reasons = Reasons(page)
    if any(word in page.reading.title.text for word in reasons.words("partial")):
        return
    paragraphs = page.paragraphs
    named = 0
    for number, stretch in enumerate(paragraphs):
        low = [one for one in reasons.rates(stretch) if one.value < threshold and not _apart(stretch, one, reasons)]
        low = low or list(_nothing(stretch, reasons))
        if not low or reasons.opens(paragraphs[number + 1] if number + 1 < len(paragraphs) else None):
            continue
        for one in reasons.unexplained(stretch, low):
            if reasons.general or reasons.of_parts(stretch, one):
                continue
            named += 1
            name = _name(stretch, one, reasons) if named <= _NAMES and reasons.elsewhere else ""
            if not name or name not in reasons.elsewhere:
                yield _due(page, stretch, one, threshold)
    yield from _rows(page, threshold, reasons)


def _nothing(stretch: Stretch, reasons: Reasons) -> Iterator[Mention]:
    """The amounts of 0 that were spent of a budget, in a paragraph without a rate."""
    found = mentions(stretch)
    if reasons.rates(stretch):
        return
    for before, one in pairwise(found):
        if one.role != "spent" or one.value or one.figure.sort != "money" or before.role != "budget":
            continue
        if before.value > 0 and reasons.same.fullmatch(one.left.strip()) and not _apart(stretch, one, reasons):
            yield one


def _apart(stretch: Stretch, one: Mention, reasons: Reasons) -> bool:
    """Whether a rate is no result of the year: a target, a rule, the middle of the year, a budget of nothing."""
    before = _before(stretch, one)
    if any(word in one.left for word in reasons.apart) or reasons.early.search(before):
        return True
    # 公务接待费预算1.70万元、决算0.39万元，完成22.94%: such costs are meant to be low.
    if "其中" in before and "；" in before and _FRUGAL.search(before.rpartition("；")[2]):
        return True
    start, end = stretch.sentence_at(one.figure.start)
    near = within(mentions(stretch), max(start, one.figure.start - _FAR), min(end, one.figure.end + _FAR))
    budgets = [other for other in near if other.role == "budget" and other.figure.sort == "money"]
    return bool(budgets) and all(other.value == 0 for other in budgets)


def _of_nothing(stretch: Stretch, rate: Mention) -> bool:
    """Whether a rate of nothing is that of an item for which nothing was budgeted."""
    near = [one for one in mentions(stretch) if one.segment == rate.segment and one.figure.end <= rate.figure.start]
    told = [one for one in near[-2:] if one.figure.sort == "money"]
    return len(told) == 2 and not told[0].value and not told[1].value


def _before(stretch: Stretch, one: Mention) -> str:
    """The words of its sentence before a figure."""
    start, _ = stretch.sentence_at(one.figure.start)
    return stretch.text[max(start, one.figure.start - _FAR) : one.figure.start]


def _name(stretch: Stretch, one: Mention, reasons: Reasons) -> str:
    """What the sentences up to a rate call the project, or ""."""
    start = stretch.sentences[max(0, one.sentence - 1)][0]
    match = reasons.name.search(stretch.text, max(start, one.figure.start - _FAR), one.figure.start)
    return match["name"].strip("“”《》") if match else ""


def _due(page: Page, stretch: Stretch, one: Mention, threshold: Decimal) -> Finding:
    what = word("due.unspent") if one.value == 0 else word("reasons.low", least=plain(threshold))
    return page.finding(
        "reason-missing", stretch, one.figure.start, one.figure.end, "reasons.due", what=what,
        claimed=one.figure.text,
    )  # fmt: skip


def _rows(page: Page, threshold: Decimal, reasons: Reasons) -> Iterator[Finding]:
    """Rows of a table that has a column for reasons."""
    empty, totals = reasons.words("empty"), page.words("sums", "totals")
    for grid in all_grids(page):
        header = [cell.text for cell in grid[0]]
        why, rate = (
            next((i for i, text in enumerate(header) if any(word in text for word in reasons.words(name))), -1)
            for name in ("why", "rate")
        )
        if min(why, rate) < 0:
            continue
        for row in grid[1:]:
            if rate >= len(row) or any(cell.text.startswith(word) for cell in row[:2] for word in totals):
                continue
            cell = cell_figure(row[rate])
            blank = why >= len(row) or row[why].text.strip() in empty
            if cell is None or not blank or cell.value >= threshold or (cell.unit == "" and cell.value <= 1):
                continue
            name = next((one.text for one in row if len(one.text) > 3 and one.figures == ()), "")
            if name and name in reasons.told:
                continue
            what = word("due.unspent") if cell.value == 0 else word("reasons.low", least=plain(threshold))
            yield page.finding(
                "reason-missing", cell.stretch, 0, len(cell.stretch.text), "reasons.rows", what=what,
                column=header[why], claimed=cell.text,
            )  # fmt: skip


@rule("change-reason")
def changes(page: Page) -> Iterator[Finding]:
    most = Decimal(str(page.setting("change-reason", "change")))
    reasons = Reasons(page)
    if any(word in page.reading.title.text for word in reasons.words("stating")):
        return
    money, planned = reasons.words("money"), reasons.words("planned")
    compared = re.compile("|".join(reasons.words("compared")))
    paragraphs = page.paragraphs
    for number, stretch in enumerate(paragraphs):
        if not compared.search(stretch.text) or reasons.any.search(stretch.text):
            continue
        for one in mentions(stretch):
            if one.role != "growth" or not one.rising or one.figure.rough or one.figure.points or one.value <= most:
                continue
            before = _before(stretch, one)
            if not compared.search(before) or not any(word in before for word in money):
                continue
            if any(word in before for word in planned):
                continue
            if not reasons.opens(paragraphs[number + 1] if number + 1 < len(paragraphs) else None):
                yield page.finding(
                    "change-reason", stretch, one.figure.start, one.figure.end, "reasons.changes", most=plain(most),
                    claimed=one.figure.text,
                )  # fmt: skip
