"""A part of the report drawn again: other forms for its clauses, kept in the case as pinned ones.

The writer gains another wording of one section with one key; what they pinned, reworded or left out stays as it is, and
so does the rest of the report. It is one step of undo, and the same words come out wherever the case is drafted.

Limits: forms that an earlier session drew stand in the case like pinned ones; `released` lets go of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from drafter.composing.compose import tell
from drafter.composing.hand import Hand
from drafter.composing.plan import Plan
from drafter.editing.document import Document
from drafter.editing.wording import clauses, tone_of
from drafter.facts.case import Case
from drafter.facts.fact import rows_of
from drafter.messages import say
from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Heading, Paragraph

if TYPE_CHECKING:
    from drafter.composing.engine import Engine

_TRIES = 12


def part_of(draft: Draft, number: int) -> list[Sentence]:
    """The sentences under the same heading as sentence `number`."""
    groups: list[list[Sentence]] = [[]]
    for block in draft.blocks:
        if isinstance(block, Heading):
            groups.append([])
        elif isinstance(block, Paragraph):
            groups[-1].extend(block.sentences)
    seen = 0
    for group in groups:
        seen += len(group)
        if number < seen:
            return group
    return []


def all_of(draft: Draft) -> list[Sentence]:
    """All sentences of a draft."""
    return [one for block in draft.blocks if isinstance(block, Paragraph) for one in block.sentences]


def redraw(engine: Engine, case: Case, document: Document, part: Sequence[Sentence], drawn: set[str], seed: int) -> int:
    """Have the sentences of `part` told in other forms, the draws beginning at `seed`; how many clauses got another.
    `drawn` are the clauses that were drawn before rather than pinned; it is brought up to date."""
    held = case.values.get("hand")
    rows = rows_of(held)
    kept = [row for row in rows if not (str(row.get("id")) in drawn and row.get("form") is not None)]
    firm = {clause for row in kept for clause in str(row.get("id")).split("+")}
    wanted = {clause for clause, _ in _forms(engine, part)} - firm
    before = dict(_forms(engine, part))
    plan = Plan(case, engine.genres[case.genre], engine.bank)
    plan.hand = Hand(kept)
    for turn in range(seed, seed + _TRIES):
        draft = tell(engine, plan, turn, tone_of(case))
        found = {clause: form for clause, form in _forms(engine, all_of(draft)) if clause in wanted}
        changed = [clause for clause, form in found.items() if before.get(clause) != form]
        if changed:
            _pin(document, found, drawn & wanted)
            drawn |= set(found)
            return len(changed)
    return 0


def released(document: Document, part: Iterable[Sentence]) -> int:
    """Let go of the forms that are pinned in `part`; how many there were."""
    names = {message.identity for one in part for message in one.messages} | {one.identity for one in part}
    return _rewrite(document, names, {}, say("还原说法"))


def _forms(engine: Engine, part: Iterable[Sentence]) -> list[tuple[str, str]]:
    """The clauses of sentences and the form of each."""
    found = []
    for sentence in part:
        for clause, forms in clauses(engine, sentence):
            own = next((form.name for form in forms if form.name in sentence.constructions), None)
            if own is not None:
                found.append((clause, own))
    return found


def _pin(document: Document, forms: dict[str, str], gone: Collection[str]) -> None:
    _rewrite(document, gone, forms, say("换一种说法"))


def _rewrite(document: Document, gone: Collection[str], forms: dict[str, str], label: str) -> int:
    """Take away the pins of `gone`, put in `forms`, all as one step; how many were taken away."""
    scratch = Document(document.text, document.name)
    rows = scratch.data.get("hand")
    rows = rows if isinstance(rows, list) else []
    mine = [number for number, row in enumerate(rows) if row.get("id") in gone and "form" in row]
    for number in reversed(mine):
        scratch.delete(f"hand[{number}]")
    left = scratch.data.get("hand")
    count = len(left) if isinstance(left, list) else 0
    scratch.insert_many("hand", count, [{"id": clause, "form": form} for clause, form in forms.items()], label)
    document.seal()
    document.replace(scratch.text, label)
    return len(mine)
