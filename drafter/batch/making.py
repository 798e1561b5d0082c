"""What is made of one project: drafts of its cases, findings on all its papers, and what it says of itself.

Limits: a paper that cannot be used is named and takes nothing from the others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.batch.outcome import Facts, Flaw, Item, Outcome, Recipe, Told
from drafter.batch.projects import BOOKS, CASES
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.facts.case import Case
    from drafter.reading.reader import Reading

#: Findings that are kept of one project: a broken paper may have thousands.
_MOST = 400


class Making:
    """One project in the making: what its papers gave so far."""

    def __init__(self, item: Item, recipe: Recipe) -> None:
        self.item, self.recipe = item, recipe
        self.folder = Path(recipe.output) / item.name
        self.facts = Facts()
        self.broken: list[tuple[str, str]] = []
        self.flaws: list[Flaw] = []
        self.told: list[Told] = []
        self.outputs: list[str] = []

    def fill(self, **facts: Any) -> None:
        """Take facts that no paper before has given."""
        self.facts = self.facts._replace(
            **{key: value for key, value in facts.items() if value and not getattr(self.facts, key)}
        )

    def write(self, name: str, data: bytes) -> None:
        """An output in the folder of the project, whole or not at all."""
        from drafter.writing.files import write_whole

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
            self.item.number, self.facts, tuple(self.broken), tuple(self.flaws), (), tuple(self.told),
            tuple(self.outputs),
        )  # fmt: skip


def made(item: Item, recipe: Recipe) -> Outcome:
    """The outcome of a project, its outputs written. Raises only what is no fault of one paper."""
    making = Making(item, recipe)
    papers = []
    for file in item.files:
        try:
            papers.append(_paper(making, file))
        except DrafterError as error:
            making.broken.append((file, str(error).removeprefix(f"{file}: ")))
        except RecursionError:
            making.broken.append((file, "套得太深，读不了"))
    making.fill(project=item.name)
    making.facts = making.facts._replace(papers="、".join(sorted({one for one in papers if one})))
    if making.flaws:
        making.write("检查.json", _json([one._asdict() for one in making.flaws]))
    return making.outcome()


def _paper(making: Making, file: str) -> str:
    """Take one paper in; gives the kind of it."""
    ending = os.path.splitext(file)[1].lower()  # noqa: PTH122
    if ending in CASES:
        _case(making, file)
        return "案件"
    if ending in BOOKS:
        return _book(making, file)
    return _text(making, file)


def _case(making: Making, file: str) -> None:
    from drafter import api
    from drafter.checking.run import check_case
    from drafter.checking.settings import settings_for
    from drafter.files.read import decode, read_bytes

    text = decode(read_bytes(file), file)
    case = api.read_case(text, file)
    making.find(file, check_case(case, file, settings_for(file), text))
    _of_case(making, case)
    _drafts(making, case, Path(file).stem)


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
        written = writers[shape](draft)
        making.write(f"{stem}.{shape}", written if isinstance(written, bytes) else written.encode())


def _text(making: Making, file: str) -> str:
    from drafter.batch.sketch import sketches
    from drafter.checking.run import check_reading
    from drafter.checking.settings import settings_for
    from drafter.errors import EmptyText
    from drafter.language.sentences import ENDS
    from drafter.reading.formats import read_any

    settings = settings_for(file)
    reading = read_any(file, settings.get("check", {}).get("ends", ENDS))
    if not reading.source.text.strip():
        raise EmptyText(file)
    making.find(file, check_reading(reading, settings))
    making.told += sketches(reading, os.path.basename(file))  # noqa: PTH119
    return _of_report(making, reading)


def _of_report(making: Making, reading: Reading) -> str:
    """What a report says of its project, for projects that have no case."""
    from drafter.checking.page import Page

    making.fill(year=Page(reading).report_year.year)
    return "报告"


def _book(making: Making, file: str) -> str:
    """A book of sheets: read as a text would be, for what reads it says if it cannot."""
    return _text(making, file)


def _json(rows: Any) -> bytes:
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
