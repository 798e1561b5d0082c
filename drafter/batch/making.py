"""What is made of one project: drafts of its cases, findings on all its papers, and what it says of itself.

Limits: a paper that cannot be used is named and takes nothing from the others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.batch.outcome import AnsweredDuty, Flaw, Outcome, ProjectFacts, ProjectPart, Recipe, RunItem, ToldParagraph
from drafter.batch.sketch import sketches
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.facts.case import Case
    from drafter.reviewing.dossier import Dossier
    from drafter.reviewing.paper import Paper
    from drafter.reviewing.review import Review

#: Findings that are kept of one project: a broken paper may have thousands.
_MOST = 400
#: Characters of a ground that the ledger keeps; the whole stands in the outputs.
_GROUND = 300


class Making:
    """One project in the making: what its papers gave so far."""

    def __init__(self, item: RunItem, recipe: Recipe) -> None:
        self.item, self.recipe = item, recipe
        self.folder = Path(recipe.output) / item.name
        #: What the cases said, and all parts once they were reviewed.
        self.facts = ProjectFacts()
        self.parts: list[ProjectPart] = []
        self.broken: list[tuple[str, str]] = []
        self.flaws: list[Flaw] = []
        self.told: list[ToldParagraph] = []
        self.outputs: list[str] = []

    def fill(self, **facts: object) -> None:
        """Take facts that no paper before has given."""
        self.facts = filled(self.facts, **facts)

    def write(self, name: str, data: bytes) -> None:
        """An output in the folder of the project, whole or not at all."""
        from drafter.files.write import write_whole

        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(str(self.folder / name), data)
        self.outputs.append(f"{self.item.name}/{name}")

    def find(self, file: str, findings: Sequence[Finding]) -> None:
        """Take the findings on a paper."""
        from drafter.checking.registry import rules

        known = rules()
        for one in findings[:_MOST]:
            place = f"第{one.line}{one.unit}" if one.line else one.path or ""
            family = known[one.code].family if one.code in known else ""
            name = os.path.basename(file)  # noqa: PTH119
            self.flaws.append(Flaw(name, place, one.code, one.severity, family, one.message, one.quote[:200]))

    def outcome(self) -> Outcome:
        """All of it."""
        return Outcome(
            self.item.number, tuple(self.parts), tuple(self.broken), tuple(self.flaws), tuple(self.told),
            tuple(self.outputs),
        )  # fmt: skip


def filled(facts: ProjectFacts, **more: Any) -> ProjectFacts:
    """Facts with what they lack."""
    return facts._replace(**{key: value for key, value in more.items() if value and not getattr(facts, key)})


def made(item: RunItem, recipe: Recipe) -> Outcome:
    """The outcome of a project, its outputs written. Raises only what is no fault of one paper."""
    making = Making(item, recipe)
    papers: list[Paper] = []
    for file in item.files:
        try:
            papers.append(_paper(making, file))
        except DrafterError as error:
            making.broken.append((file, str(error).removeprefix(f"{file}: ")))
        except RecursionError:
            making.broken.append((file, "套得太深，读不了"))
    if papers:
        _reviews(making, papers)
    if making.flaws:
        making.write("检查.json", _json([one._asdict() for one in making.flaws]))
    return making.outcome()


def _paper(making: Making, file: str) -> Paper:
    """Take one paper in: what the checks find in it, what it drafts, what it says of the project."""
    from drafter.reviewing.paper import read_paper

    paper = read_paper(file, making.recipe.place)
    making.find(file, paper.findings)
    if paper.case is not None:
        _of_case(making, paper.case)
        _drafts(making, paper.case, Path(file).stem)
    if paper.page is not None:
        making.told += sketches(paper.page.reading, os.path.basename(file))  # noqa: PTH119
    return paper


def _reviews(making: Making, papers: Sequence[Paper]) -> None:
    """The ledger of duties of each project, as an answer each and in the forms that are asked for."""
    from drafter.reviewing.review import review
    from drafter.reviewing.several import shares

    found = shares(papers)
    for number, share in enumerate(found, 1):
        one = review(share.papers, making.recipe.place)
        answers = [
            AnsweredDuty(a.duty.number, a.state, a.duty.kind, a.duty.light, a.ground[:_GROUND]) for a in one.answers
        ]
        parts = sorted({part for _, told in one.papers() for part in told.split("、")})
        facts = _of_dossier(making.facts if len(found) == 1 else ProjectFacts(), one.dossier)
        facts = filled(facts, project=share.name or making.item.name, papers="、".join(parts))
        making.parts.append(ProjectPart(facts, tuple(answers)))
        for shape in making.recipe.reviews:
            making.write(f"核查.{shape}" if len(found) == 1 else f"核查（{number}）.{shape}", _reviewed(one, shape))


def _form(making: Making, case: Case, stem: str) -> None:
    """The form that a case fills, where it fills one."""
    from drafter.errors import NoForm
    from drafter.writing.sheet.forms import form_book

    # A letter has no form: nothing is missing then.
    with suppress(NoForm):
        data = form_book([case], making.recipe.place or str(case.fact("place") or ""))
        making.write(f"{stem}.xlsx", data)


def _reviewed(found: Review, shape: str) -> bytes:
    if shape == "xlsx":
        from drafter.writing.review_sheet import to_xlsx

        return to_xlsx(found)
    if shape == "html":
        from drafter.writing.review_html import to_html

        return to_html(found).encode()
    from drafter.writing.review_text import to_json, to_text

    return (to_json(found) if shape == "json" else to_text(found, True)).encode()


def _of_dossier(facts: ProjectFacts, dossier: Dossier) -> ProjectFacts:
    """Facts with what the forms and the report say of the project, where no case does."""

    def money(key: str) -> str:
        amount = dossier.amount(key)
        return f"{amount.normalize():f}" if amount is not None else ""

    labels: dict[str, str] = {}
    for form in (*dossier.forms, *([dossier.goals] if dossier.goals else [])):
        for key, cell in form.labels.items():
            labels.setdefault(key, cell.text.strip())
    score = dossier.score.number
    return filled(
        facts, project=labels.get("project.name"), year=dossier.year, budget=money("budget"), spent=money("spent"),
        unit=labels.get("unit.name") or labels.get("project.department") or labels.get("project.implementer"),
        score=f"{score.normalize():f}" if score is not None else "", grade=labels.get("score.grade"),
    )  # fmt: skip


def _of_case(making: Making, case: Case) -> None:
    """What a case says of its project."""

    def said(path: str) -> str:
        fact = case.fact(path)
        return str(fact) if fact is not None and not fact.missing else ""

    def money(*paths: str) -> str:
        for path in paths:
            fact = case.fact(path)
            if fact is not None and fact.number is not None:
                return f"{(fact.number * Decimal(10_000)).normalize():f}"
        return ""

    total = case.fact("score.total")
    score = f"{total.number.normalize():f}" if total is not None and total.number is not None else ""
    making.fill(
        project=said("project.name"), unit=said("unit.name"), year=case.year,
        budget=money("fund.budget", "projects.budget"), spent=money("fund.spent", "projects.spent"),
        score=score, grade=said("score.grade"),
    )  # fmt: skip


def _drafts(making: Making, case: Case, stem: str) -> None:
    from drafter import api

    if not making.recipe.formats:
        return
    draft = api.compose(case, making.recipe.seed)
    writers: dict[str, Any] = {
        "txt": api.to_text, "md": api.to_markdown, "json": api.to_json,
        "html": lambda one: api.to_html(one, case), "docx": lambda one: api.to_docx(one, case),
    }  # fmt: skip
    for shape in making.recipe.formats:
        if shape == "xlsx":
            _form(making, case, stem)
            continue
        written = writers[shape](draft)
        making.write(f"{stem}.{shape}", written if isinstance(written, bytes) else written.encode())


def _json(rows: object) -> bytes:
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
