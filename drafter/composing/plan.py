"""What there is to say: the messages of a case, made once and told as often as drafts are drawn.

Everything here is the same for every seed: which statement the case can fill, which forms fit it, which problems speak
for themselves. A live preview that draws again and again pays for it once.

Limits: a plan belongs to one case and one engine; another case is another plan.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jinja2 import Template

from drafter.composing.genre import Genre
from drafter.composing.noted import noted
from drafter.composing.written import officially
from drafter.facts.case import Case
from drafter.facts.fact import Event, Fact, Row, Value
from drafter.facts.gap import Gap
from drafter.phrasing.bank import Bank, Form
from drafter.phrasing.choose import Message, applies
from drafter.phrasing.sandbox import Sandbox

if TYPE_CHECKING:
    from drafter.composing.hand import Hand
    from drafter.composing.revising import Desk
    from drafter.phrasing.session import Session

#: The most characters of values that neighbours told as one message may hold together: one sentence has to carry them.
MERGED = 64
#: The most problems that are proposed where the writer states none.
OFFERED = 3
_NOTHING: frozenset[str] = frozenset()
#: Fields that hold phrases rather than names.
_PHRASES = ("reason", "aim", "uses", "main", "items", "overall", "goals.year", "@money", "@when")


class Plan:
    """The messages of `case` for `genre`; `missing` gathers required facts that were asked for and are absent."""

    def __init__(self, case: Case, genre: Genre, bank: Bank) -> None:
        self.case, self.genre, self.bank = case, genre, bank
        self._statements: dict[tuple[str, str], tuple[Message | None, tuple[str, ...]]] = {}
        self._events: dict[str, Message] = {}
        self._merged: dict[tuple[str, ...], list[Message]] = {}
        #: Events told as one message with another: their identity and that of the message.
        self.gathered: dict[str, str] = {}
        self._leads: dict[str, dict[str, list[tuple[Form, ...]]]] = {}
        self._pairs: tuple[tuple[str, dict[str, object]], ...] | None = None
        self._details: dict[tuple[str, str], Message] = {}
        self._bands: dict[str, tuple[Message, ...]] = {}
        self._template: Template | None = None
        self.hand: Hand | None = None
        if isinstance(rows := case.values.get("hand"), tuple):
            from drafter.composing.hand import Hand

            self.hand = Hand([row for row in rows if isinstance(row, Row)])

    def desk(self, session: Session, unsaid: dict[str, str]) -> Desk | None:
        """What revises the sentences of a draft by the choices of its writer; None where there are none."""
        if self.hand is None:
            return None
        from drafter.composing.revising import Desk

        return Desk(self.hand, session, self.genre.required, unsaid, self.gathered)

    def template(self) -> Template:
        """The genre's order of speaking, ready to run."""
        if self._template is None:
            self._template = Template.from_code(Sandbox(), self.genre.code, {})
        return self._template

    def statement(self, name: str, row: Row | None = None) -> tuple[Message | None, tuple[str, ...]]:
        """The message of a statement kind (None where the case has nothing for it) and the required paths it lacks."""
        key = (name, row.path if row is not None else "")
        found = self._statements.get(key)
        if found is None:
            found = self._statements[key] = self._state(name, row)
        return found

    def _state(self, name: str, row: Row | None) -> tuple[Message | None, tuple[str, ...]]:
        kind = self.bank.kinds[name]
        roles: dict[str, object] = {}
        missing = []
        for role, source in kind.sources.items():
            value = self._look_up(source, row)
            if value is None and source in self.genre.required:
                value = self.placeholder(source)
                missing.append(source)
            if value is not None:
                roles[role] = value
        if any(field.required and role not in roles for role, field in kind.roles.items()):
            return None, ()
        present = frozenset(roles) - kind.unsaid
        if not present and kind.sources.keys() - kind.unsaid:
            return None, ()
        identity = f"{name}@{row.path}" if row is not None else name
        return Message(name, identity, roles, present, frozenset(roles) & kind.unsaid), tuple(missing)

    def _look_up(self, source: str, row: Row | None) -> Value | None:
        """The value a role is filled from: `@topic` is a field of the row at hand, anything else a path."""
        if source.startswith("@"):
            if row is None:
                return None
            head, mark, tail = source[1:].partition("[].")
            if mark:
                below = row.get(head)
                inner = [one.get(tail) for one in below if isinstance(one, Row)] if isinstance(below, tuple) else []
                return tuple([fact for fact in inner if isinstance(fact, Fact)]) or None
            derived = self.case.derived.get(f"{row.path}.{source[1:]}")
            return _written(source, derived.fact if derived is not None else row.get(source[1:]))
        return _written(source, self.case.value(source))

    def placeholder(self, path: str) -> Gap:
        """What stands for a required fact that the case lacks: 〔待补：预算数〕."""
        return Gap(path, self.genre.required[path])

    def events(self, events: Sequence[Event]) -> list[Message]:
        """The messages of events, neighbours of one kind that differ in their list role alone told as one."""
        key = tuple([event.path for event in events])
        found = self._merged.get(key)
        if found is None:
            found = self._merged[key] = self._merge([self._event(event) for event in events])
        return found

    def _event(self, event: Event) -> Message:
        kind = self.bank.kinds[event.kind]
        roles = event.roles
        if kind.derive:
            from drafter.composing.derived import derived

            roles = {**roles, **derived(event, kind)}
        names = frozenset(roles)
        frame = {role: roles[role] for role in names & kind.frame}
        free = names & kind.unsaid
        return Message(event.kind, event.identity, roles, names - kind.frame - free, free, frame)

    def _merge(self, messages: Sequence[Message]) -> list[Message]:
        done: list[Message] = []
        for message in messages:
            role = self.bank.kinds[message.kind].merges
            if done and role and _alike(done[-1], message, role):
                before = done[-1]
                roles = {role: (*before.roles[role], *message.roles[role])}
                done[-1] = Message(message.kind, before.identity, roles, message.present)
                self.gathered[message.identity] = before.identity
            else:
                done.append(message)
        for before, message in itertools.pairwise(done):
            if message.kind == before.kind and self.bank.kinds[message.kind].parallel:
                before.run = before.run or "first"
                message.run = "next"
        return done

    def leads(self, rows: Sequence[Row], topic: str) -> dict[str, list[tuple[Form, ...]]]:
        """The constructions that can lead every one of `rows`, with the forms that fit each row."""
        found = self._leads.get(rows[0].path)
        if found is None:
            found = {}
            topics = [row.get(topic) for row in rows]
            for form in self.bank.forms.get("point.lead", ()):
                slots = found.setdefault(form.construction, [() for _ in rows])
                for index, fact in enumerate(topics):
                    if fact is not None and applies(form, {"topic": fact}):
                        slots[index] = (*slots[index], form)
            found = self._leads[rows[0].path] = {name: slots for name, slots in found.items() if all(slots)}
        return found

    def unasked(self) -> bool:
        """Whether the writer states nothing about problems, and notes none that could be proposed instead."""
        return not (self.case.value("own") or self.case.value("problems")) and not any(noted(self.case.root))

    def pairs(self) -> tuple[tuple[str, dict[str, object]], ...]:
        """The problem–measure pairs of the case with the roles they may use: the writer's choice first, in its order,
        then those whose condition holds."""
        if self._pairs is None:
            chosen = self.case.value("problems")
            names = [fact.text for fact in chosen if isinstance(fact, Fact)] if isinstance(chosen, tuple) else []
            names = [name for name in names if name in self.bank.pairs]
            found: dict[str, dict[str, Any]] = {}
            # What the writer states comes as it is; nothing is put beside it unasked.
            offered = () if names or not self.unasked() else self.bank.pairs
            for name in dict.fromkeys((*names, *offered)):
                if name not in names and len(found) >= OFFERED:
                    break
                pair = self.bank.pairs[name]
                roles = {role: value for role, path in pair.sources.items() if (value := self._first(path)) is not None}
                if name in names or _speaks(pair.when, [roles.get(role) for role in pair.when_roles]):
                    found[name] = roles
            self._pairs = tuple(found.items())
        return self._pairs

    def bands(self, name: str) -> tuple[Message, ...]:
        """Rows grouped by a figure: a message for each band that has rows, then one for each reason that rows share.

        A band's message has the roles `count` (a derived figure), `names` (its largest rows first, at most `shown`) and
        `more` where names are left out; a reason's has `reason` and `items` (name and figure).
        """
        if name not in self._bands:
            self._bands[name] = tuple(self._band_messages(self.genre.bands[name]))
        return self._bands[name]

    def _band_messages(self, spec: Mapping[str, object]) -> Iterator[Message]:
        from drafter.composing.bands import band_messages

        yield from band_messages(self.case, spec)

    def _first(self, paths: str) -> Value | None:
        """The first of several sources that the case has (`fund.rate | projects.rate`)."""
        return next((found for path in paths.split(" | ") if (found := self.case.value(path)) is not None), None)

    def detail(self, side: str, name: str, roles: dict[str, Any]) -> Message:
        """The message that spells out one problem, or the measure that answers it."""
        found = self._details.get((side, name))
        if found is None:
            found = Message(f"{side}.detail.{name}", f"{side}.{name}", roles, _NOTHING, frozenset(roles))
            self._details[side, name] = found
        return found


def _written(source: str, value: Value | None) -> Value | None:
    """Phrases that people type, as a report writes them; names and figures stay as they are, sentences of forms lose
    their ends: those are the report's to set."""
    if isinstance(value, Fact):
        value = _open(value)
    elif isinstance(value, tuple) and value and all(isinstance(one, Fact) for one in value):
        value = tuple([_open(one) for one in value if isinstance(one, Fact)])
    if not source.endswith(_PHRASES):
        return value
    if isinstance(value, Fact):
        return officially(value)
    if isinstance(value, tuple) and all(isinstance(one, Fact) for one in value):
        return tuple([officially(one) for one in value if isinstance(one, Fact)])
    return value


def _open(fact: Fact) -> Fact:
    """A fact without the mark at its end; marks within become those between clauses."""
    if "。" not in fact.text and not fact.text.endswith("；"):
        return fact
    text = fact.text.rstrip("。；").replace("。", "；")
    return Fact(fact.path, text, fact.quantity, fact.number, fact.derived, fact.missing, fact.also, fact.inputs)


def _alike(before: Message, message: Message, role: str) -> bool:
    return (
        before.kind == message.kind
        and before.present == message.present == {role}
        and not before.frame
        and not message.frame
        and sum([len(fact.text) for one in (before, message) for fact in one.facts()]) <= MERGED
    )


def _speaks(when: Any, values: Sequence[Any]) -> bool:
    try:
        return when is not None and bool(when(*values))
    except TypeError:
        return False
