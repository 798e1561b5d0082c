"""A reason is due: where money was not spent, or where income or spending changed much against last year.

The reader gains a list of the paragraphs and rows that an auditor would send back with the question why.

Limits: a reason is known by its words (原因, 由于, 受…影响, 尚未结算 …), wherever in the paragraph it stands; a sentence
elsewhere that explains low execution as such, or a project by its name, counts for all it can mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from drafter.checking.finding import Finding
from drafter.checking.interval import plain
from drafter.checking.mentions import Mention, mentions
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule
from drafter.checking.text.tables import figure, grids

#: How far into the next paragraph its opening words reach.
_OPENING = 16
#: Up to so many low rates, one reason in the paragraph is taken to mean them all.
_FEW = 2
#: How many names of projects are looked for elsewhere in a text.
_NAMES = 50
_NAME = re.compile(r"(?:20\d\d年度?)?(?:我[\u4e00-\u9fff]|本[单部]?[位门镇]?)?(?P<name>[^，。；：、]{4,40}?)(?:项目)?(?:资金)?(?:全年|年初|年度|调整)?预算")
_MID_YEAR = re.compile(r"(?:截至|截止|截止到|至)(?:20\d\d年)?[1-9]月")


class Reasons:
    """Where a page gives reasons, and for what."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.reason = re.compile("|".join(self.words("reason")))
        self.any = re.compile("|".join([*self.words("reason"), *self.words("implied")]))

    def words(self, name: str) -> list[str]:
        found: list[str] = self.page.words("reasons", name)
        return found

    def opens(self, stretch: Stretch | None) -> bool:
        """Whether a paragraph opens with a reason for the one before it."""
        return stretch is not None and bool(self.reason.search(stretch.text[:_OPENING]))

    def given(self, stretch: Stretch, sentence: int, low: Sequence[Mention]) -> bool:
        """Whether the paragraph gives a reason for a low rate in its sentence number `sentence`."""
        with_reason = {
            number for number, (start, end) in enumerate(stretch.sentences) if self.any.search(stretch.text, start, end)
        }
        if not with_reason or len(low) <= _FEW or sentence in with_reason:
            return bool(with_reason)
        return bool(with_reason - {one.sentence for one in low})

    @cached_property
    def elsewhere(self) -> str:
        """The paragraphs that give a reason and state no low rate of their own, in which a project may be named."""
        return "\n".join(
            [one.text for one in self.page.paragraphs if self.reason.search(one.text) and not _rates(one)]
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


def _rates(stretch: Stretch) -> list[Mention]:
    """The rates of execution that a paragraph states."""
    found = []
    for one in mentions(stretch) if "%" in stretch.text or "％" in stretch.text else ():
        if one.role not in ("execution", "of_budget") or one.figure.rough or one.prior or one.figure.points:
            continue
        if one.cue == "使用率" and not re.search("资金|经费|预算|款", one.left):
            continue
        if one.cue.startswith(("占", "为")) and not re.search("支出|支付|执行|使用", one.left):
            continue
        found.append(one)
    return found


@rule("reason-missing")
def low_rates(page: Page) -> Iterator[Finding]:
    threshold = Decimal(str(page.setting("reason-missing", "threshold")))
    reasons = Reasons(page)
    if any(word in page.reading.title.text for word in reasons.words("partial")):
        return
    apart = reasons.words("apart")
    paragraphs = page.paragraphs
    named = 0
    for number, stretch in enumerate(paragraphs):
        low = [one for one in _rates(stretch) if one.value < threshold and not _apart(stretch, one, apart)]
        if not low or reasons.opens(paragraphs[number + 1] if number + 1 < len(paragraphs) else None):
            continue
        for one in low:
            if reasons.given(stretch, one.sentence, low) or reasons.general:
                continue
            name = _name(stretch, one) if named < _NAMES else ""
            named += bool(name)
            if not name or name not in reasons.elsewhere:
                yield _due(page, stretch, one, threshold)
    yield from _rows(page, threshold, reasons)


def _apart(stretch: Stretch, one: Mention, apart: Sequence[str]) -> bool:
    """Whether a rate is no result of the year: a target, a rule, the middle of the year, a budget of nothing."""
    start, end = stretch.sentence_at(one.figure.start)
    if any(word in one.left for word in apart) or _MID_YEAR.search(stretch.text, start, one.figure.start):
        return True
    near = [other for other in mentions(stretch) if other.sentence == one.sentence and other.figure.sort == "money"]
    budgets = [other for other in near if other.role == "budget"]
    return bool(budgets) and all(other.value == 0 for other in budgets)


def _name(stretch: Stretch, one: Mention) -> str:
    """What the sentences up to a rate call the project, or ""."""
    start = stretch.sentences[max(0, one.sentence - 1)][0]
    match = _NAME.search(stretch.text, start, one.figure.start)
    return match["name"].strip("“”《》") if match else ""


def _due(page: Page, stretch: Stretch, one: Mention, threshold: Decimal) -> Finding:
    what = "没有支出" if one.value == 0 else f"执行率低于{plain(threshold)}%"
    return page.finding(
        "reason-missing", stretch, one.figure.start, one.figure.end, f"{what}，请写明原因", claimed=one.figure.text
    )


def _rows(page: Page, threshold: Decimal, reasons: Reasons) -> Iterator[Finding]:
    """Rows of a table that has a column for reasons."""
    empty, totals = reasons.words("empty"), page.words("sums", "totals")
    for grid in grids(page):
        header = [cell.text for cell in grid[0]]
        why = next((i for i, text in enumerate(header) if "原因" in text), -1)
        rate = next((i for i, text in enumerate(header) if any(w in text for w in ("执行率", "支付率", "支出率"))), -1)
        if min(why, rate) < 0:
            continue
        for row in grid[1:]:
            if rate >= len(row) or any(row[0].text.startswith(word) for word in totals):
                continue
            cell = figure(row[rate])
            blank = why >= len(row) or row[why].text.strip() in empty
            if cell is None or not blank or cell.value >= threshold or (cell.unit == "" and cell.value <= 1):
                continue
            what = "没有支出" if cell.value == 0 else f"执行率低于{plain(threshold)}%"
            yield page.finding(
                "reason-missing", cell.stretch, 0, len(cell.stretch.text),
                f"这一行{what}，“{header[why]}”一栏空着，请补上", claimed=cell.text,
            )  # fmt: skip


@rule("change-reason")
def changes(page: Page) -> Iterator[Finding]:
    most = Decimal(str(page.setting("change-reason", "change")))
    reasons = Reasons(page)
    money, planned = reasons.words("money"), reasons.words("planned")
    compared = re.compile("|".join(reasons.words("compared")))
    paragraphs = page.paragraphs
    for number, stretch in enumerate(paragraphs):
        if not compared.search(stretch.text):
            continue
        for one in mentions(stretch):
            if one.role != "growth" or not one.rising or one.figure.rough or one.figure.points or one.value <= most:
                continue
            start, _ = stretch.sentence_at(one.figure.start)
            before = stretch.text[start : one.figure.start]
            if not compared.search(before) or not any(word in before for word in money):
                continue
            if any(word in before for word in planned) or reasons.any.search(stretch.text):
                continue
            if not reasons.opens(paragraphs[number + 1] if number + 1 < len(paragraphs) else None):
                yield page.finding(
                    "change-reason", stretch, one.figure.start, one.figure.end,
                    f"与上年相比增减超过{plain(most)}%，请写明原因", claimed=one.figure.text,
                )  # fmt: skip
