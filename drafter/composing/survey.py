"""What cases give the bank to say, and which of its forms their drafts use: the material of `drafter phrases`.

The reader of a phrase bank gains its forms on facts of real units, and the list of those that no case has needed yet.

Limits: a message that no draft tells (its section is missing in the genre) is not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.composing.compose import tell
from drafter.composing.engine import Engine
from drafter.composing.plan import Plan
from drafter.facts.case import Case
from drafter.facts.fact import Fact, Row
from drafter.phrasing.bank import Kind
from drafter.phrasing.choose import Message, messages_of
from drafter.phrasing.session import Session
from drafter.phrasing.style import Tone
from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Paragraph

_NOTHING: frozenset[str] = frozenset()
#: The fullest drafts tell what others leave out.
_FULL = Tone(1.0)


def messages(engine: Engine, case: Case) -> list[Message]:
    """Everything that `case` gives to say, in the order of the draft, then what its drafts say without a sentence of
    its own: titles, circumstances, leads."""
    plan = Plan(case, engine.genres[case.genre], engine.bank)
    found = [message for sentence in _sentences(tell(engine, plan, 0, _FULL)) for message in messages_of(sentence)]
    for message in [one for one in found if one.frame]:
        found += [message.circumstance(role, apart) for role in message.frame for apart in (True, False)]
    for kind in engine.bank.kinds.values():
        found += _statements(kind, plan) if kind.use == "statement" else _leads(kind, plan)
    for name, pair in engine.bank.pairs.items():
        roles = {role: value for role, path in pair.sources.items() if (value := case.value(path)) is not None}
        for side in ("problem", "measure"):
            found.append(plan.detail(side, name, roles))
            found.append(Message(f"{side}.lead.{name}", f"{side}.{name}", roles, _NOTHING, frozenset(roles)))
    return found


def session(engine: Engine, case: Case) -> Session:
    """A session in which nothing has been said of `case` yet."""
    short = case.fact("unit.self") or case.fact("unit.short")
    return Session(engine.bank, 0, case.fact("unit.name") or short, short, case.fact("year"))


def used(engine: Engine, case: Case, seeds: Sequence[int]) -> set[str]:
    """The names of the forms (``activity.series#2``) that the drafts of `case` use under these seeds."""
    plan = Plan(case, engine.genres[case.genre], engine.bank)
    named = [message for kind in engine.bank.kinds.values() for message in _statements(kind, plan)]
    found: set[str] = set()
    for seed in seeds:
        draft = tell(engine, plan, seed)
        for sentence in _sentences(draft):
            found.update(sentence.constructions)
        # Titles stand in no sentence: they are known by their words.
        for message in named:
            for form in message.fitting(engine.bank):
                if draft.title == str(form.render(*[message.roles.get(role) for role in form.roles])):
                    found.add(form.name)
    return found


def _sentences(draft: Draft) -> Iterator[Sentence]:
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences


def _statements(kind: Kind, plan: Plan) -> Iterator[Message]:
    if kind.use == "statement" and not any(source.startswith("@") for source in kind.sources.values()):
        message, missing = plan.statement(kind.name)
        if message is not None and not missing:
            yield message


def _leads(kind: Kind, plan: Plan) -> Iterator[Message]:
    """Words that open an enumeration: without roles, or with the one name that a row of the case gives."""
    if kind.use != "frame" or len(kind.roles) > 1:
        return
    if not kind.roles:
        yield Message(kind.name, kind.name, {}, _NOTHING)
    for role in kind.roles:
        for row in _rows(plan.case.root):
            if isinstance(fact := row.get(role), Fact):
                yield Message(kind.name, fact.path, {role: fact}, frozenset((role,)))


def _rows(row: Row) -> Iterator[Row]:
    for value in row.values.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Row):
                yield one
                yield from _rows(one)
