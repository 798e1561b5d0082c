"""All papers of one project, each in its part: this year's form, the goals as approved, the report, last year's.

The reader gains one place where a law asks for what it compares, whichever file held it.

Limits: what belongs to no part (a second project's form) is said in the remarks and looked at by no law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.reviewing.contents import lines_of
from drafter.reviewing.form import PaperForm
from drafter.reviewing.paper import Paper
from drafter.reviewing.proofs import Proof, proofs_of
from drafter.reviewing.value import CellText, half, money

if TYPE_CHECKING:
    from drafter.checking.page import Page
    from drafter.claims.text import Stretch
    from drafter.reviewing.accounts import Account
    from drafter.reviewing.told import ReportClaim

#: The parts a paper can play, as duties ask for them.
PARTS = ("自评表", "报告", "申报表", "上年报告", "监控表", "案件", "整改通知", "批复", "台账", "核查表", "佐证材料清单")
#: Whose money is which cell of a form: the first that is filled.
_INDICATORS = 90
#: A line that is the name of an office.
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:办事处|街道|人民政府|[局委办乡镇村厅处站所院校馆队]|中心|公司|学校|小学|中学|社区|委员会)"
)
_BUDGET = ("total.budget", "total.adjusted", "total.initial")


def _fullness(form: PaperForm) -> int:
    """How much of a form of results there is: its columns, its money, cells that are filled."""
    wanted = ("level1", "level2", "target", "actual", "weight", "score", "reason")
    columns = sum(key in form.columns for key in wanted)
    filled = sum(bool(line[key]) for line in form.lines[:40] for key in ("target", "actual", "weight", "score"))
    return (100 * columns + 100 * bool(form.money) + min(filled, 99)) if form.lines else 0


class Dossier:
    """The papers of one project, sorted out."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = tuple(papers)
        self.year = self._year()
        self._placed: dict[int, list[tuple[Stretch, str]]] = {}
        self._contents: dict[int, range] = {}

    def _year(self) -> int:
        """This year: that of the case, else of the forms of results, else the latest of the reports."""
        for found in (
            [one.year for one in self.papers if one.case],
            [form.year for form in self._forms("self")],
            [one.year for one in self.papers if one.page and not one.letter],
            [one.year for one in self.papers],
        ):
            if any(found):
                return max(found)
        return 0

    def _forms(self, kind: str) -> list[PaperForm]:
        return [form for paper in self.papers for form in paper.forms if form.kind == kind]

    def _now(self, year: int) -> bool:
        return not year or not self.year or year >= self.year

    @cached_property
    def forms(self) -> tuple[PaperForm, ...]:
        """This year's forms of results, the fullest first (a table in a report tells a part of them), what a case
        would fill last."""
        found = [form for form in self._forms("self") if self._now(form.year) and (form.lines or form.money)]
        return tuple(sorted(found, key=lambda one: (one.title == "案件", -_fullness(one))))

    @cached_property
    def form(self) -> PaperForm | None:
        """This year's form of results, the first that has indicators."""
        return next((one for one in self.forms if one.lines), next(iter(self.forms), None))

    @cached_property
    def goals(self) -> PaperForm | None:
        """The goals as they were approved."""
        return next((one for one in self._forms("goals") if one.lines), None)

    @cached_property
    def monitoring(self) -> PaperForm | None:
        """How far things were within the year."""
        return next(iter(self._forms("monitoring")), None)

    @cached_property
    def reviewed(self) -> tuple[PaperForm, ...]:
        """The forms that have a column for what a reviewer gives."""
        found = [*self._forms("review"), *([self.form] if self.form is not None else [])]
        return tuple(one for one in found if {"review_score", "review_opinion"} & set(one.columns))

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """The rows of the lists of evidence."""
        return tuple(proofs_of([grid for paper in self.papers if paper is not self.last for grid in paper.grids]))

    @cached_property
    def reports(self) -> tuple[Paper, ...]:
        """This year's reports."""
        told = [one for one in self.papers if one.page is not None and not one.letter]
        now = [one for one in told if self._now(one.year)]
        if len(now) == len(told) > 1 and not any(one.year for one in told):
            return tuple(told[:1])
        return tuple(now)

    @cached_property
    def report(self) -> Page | None:
        """This year's report."""
        return self.reports[0].page if self.reports else None

    @cached_property
    def last(self) -> Paper | None:
        """Last year's report."""
        return next(
            (one for one in self.papers if one.page is not None and not one.letter and one not in self.reports), None
        )

    @cached_property
    def earlier(self) -> tuple[PaperForm, ...]:
        """The forms of results, and the tables of results in reports, of the year before."""
        return tuple(form for form in self._forms("self") if form.lines and 0 < form.year < self.year)

    def letters(self, kind: str) -> list[Paper]:
        """What another office wrote about the project: 整改通知, 批复."""
        return [one for one in self.papers if one.letter == kind]

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The columns of the ledgers that were handed in."""
        return tuple(one for paper in self.papers for one in paper.accounts)

    @cached_property
    def notes(self) -> tuple[CellText, ...]:
        """What the forms that were handed in say under themselves: how they are to be filled in and judged."""
        return tuple(note for paper in self.papers if paper is not self.last for note in paper.notes)

    def has(self, part: str) -> bool:
        """Whether a part of PARTS is there; others (决算, 佐证材料) never are."""
        return {
            "自评表": self.form is not None,
            "报告": self.report is not None,
            "申报表": self.goals is not None,
            "上年报告": self.last is not None,
            "监控表": self.monitoring is not None,
            "案件": any(one.case for one in self.papers),
            "整改通知": bool(self.letters("整改通知")),
            "批复": bool(self.letters("批复")),
            "台账": bool(self.accounts),
            "核查表": bool(self._forms("review")),
            "佐证材料清单": bool(self.proofs),
        }.get(part, False)

    # -- what several laws ask ------------------------------------------------------------------------------------
    def stretches(self, kinds: Sequence[str] = ("paragraph", "heading")) -> Iterator[tuple[Stretch, str]]:
        """The stretches of this year's reports, each with its place."""
        for paper in self.reports:
            yield from self.stretches_of(paper, kinds)

    def of_whole(self, kinds: Sequence[str] = ("paragraph", "heading")) -> Iterator[tuple[Stretch, str]]:
        """The stretches of this year's reports on all of the project; what one street or school of it reports is a
        part, and no other figure of the whole."""
        for paper in self.reports:
            if len(self.reports) == 1 or not self._of_part(paper):
                yield from self.stretches_of(paper, kinds)

    def _of_part(self, paper: Paper) -> bool:
        """Whether a report is signed, at its head, by an office that no form names."""
        keys = ("unit.name", "project.implementer", "project.department")
        names = [cell.said for form in self.forms for one in keys if (cell := form.labels.get(one))]
        signed = [line for line in paper.head if _OFFICE.fullmatch(line)]
        return bool(names and signed) and not any(one in name or name in one for one in signed for name in names)

    def stretches_of(
        self, paper: Paper, kinds: Sequence[str] = ("paragraph", "heading")
    ) -> Iterator[tuple[Stretch, str]]:
        """The stretches of one paper, each with its place."""
        # Dozens of laws walk over the same paper.
        if id(paper) not in self._placed:
            all_ = paper.page.stretches if paper.page is not None else ()
            self._placed[id(paper)] = [(one, self.place(paper, one)) for one in all_ if not self._listed(paper, one)]
        yield from (found for found in self._placed[id(paper)] if found[0].kind in kinds)

    def _listed(self, paper: Paper, stretch: Stretch) -> bool:
        """Whether a stretch is a line of the contents of its paper."""
        if id(paper) not in self._contents:
            self._contents[id(paper)] = lines_of(paper.page.reading.source.text) if paper.page is not None else range(0)
        lines = self._contents[id(paper)]
        return bool(lines) and paper.page is not None and paper.page.reading.place(stretch.passage)[0] in lines

    def place(self, paper: Paper, stretch: Stretch, at: int = 0) -> str:
        """Where a stretch stands: 报告.docx 第12段."""
        import os

        assert paper.page is not None
        line, _ = paper.page.reading.place(stretch.passage, at)
        return f"{os.path.basename(paper.file)} 第{line}{paper.page.reading.source.unit}"  # noqa: PTH119

    def stated(self, key: str) -> tuple[PaperForm, CellText] | None:
        """The first cell of money (budget, spent, initial) of this year's forms that is filled, with its form."""
        paths = _BUDGET if key == "budget" else (f"total.{key}",)
        for form in self.forms:
            for path in paths:
                if (cell := form.amount(path)) and money(cell, form.unit) is not None:
                    return form, cell
        return None

    def spot(self, key: str) -> tuple[str, CellText] | None:
        """Where money of this year stands, and its unit: in a form, else in the report."""
        found = self.stated(key)
        if found is not None:
            return found[0].unit, found[1]
        return next((("", one.cell) for one in self._told if one.role == key), None)

    @cached_property
    def _told(self) -> tuple[ReportClaim, ...]:
        """Budget and spending of the whole as the report tells them: one behind the other in one sentence, else where
        it tells but one amount of each."""
        from drafter.reviewing.told import claims

        found = list(claims(self))
        for one, other in pairwise(found):
            together = one.cell.place == other.cell.place and one.mention.sentence == other.mention.sentence
            if together and (one.role, other.role) == ("budget", "spent"):
                return one, other
        alone = [[one for one in found if one.role == role] for role in ("budget", "spent")]
        if all(len({one.mention.value for one in of}) == 1 for of in alone):
            return tuple(of[0] for of in alone)
        return ()

    def amount(self, key: str) -> Decimal | None:
        """Money of this year in 元 (budget, spent, initial)."""
        found = self.spot(key)
        return money(found[1], found[0]) if found else None

    @property
    def rate(self) -> Decimal | None:
        """Spending over budget in per cent; 0 where nothing was budgeted."""
        budget, spent = self.amount("budget"), self.amount("spent")
        if budget is None or spent is None:
            return None
        return spent / budget * 100 if budget else Decimal(0)

    def same(self, one: CellText, unit: str, other: CellText, other_unit: str) -> bool:
        """Whether two amounts of forms may be one, as far as their decimals are shown."""
        first, second = money(one, unit), money(other, other_unit)
        if first is None or second is None:
            return True
        return abs(first - second) <= half(one, unit) + half(other, other_unit)

    @cached_property
    def score(self) -> CellText:
        """The score in all that this year's form says."""
        for form in self.forms:
            # A sum of the indicators alone (90) is no score of the whole.
            alone = form.totals.get("weight", CellText()).number == _INDICATORS
            for cell in (form.totals.get("score") if not alone else None, form.labels.get("score.total")):
                if cell is not None and cell.number is not None:
                    return cell
        return CellText()

    def text(self, pattern: re.Pattern[str]) -> tuple[Stretch, str, re.Match[str]] | None:
        """The first place of this year's reports where a pattern is found."""
        for stretch, place in self.stretches():
            if match := pattern.search(stretch.text):
                return stretch, place, match
        return None
