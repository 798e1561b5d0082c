"""The words a genre's template speaks with: heading, paragraph, points, pairs.

A template is a script of calls in the order of the report; each call composes what the bank can say of the facts it
names and adds a block. What a case does not have is passed over, headings with nothing beneath them included; what the
genre requires and the case lacks shows as 〔待补：…〕.

Limits: a template decides order and grouping, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafter.drafting.draft import Block, Heading, Paragraph
from drafter.drafting.genre import Genre, number_heading
from drafter.facts.case import Case, Event, Fact, Row, Value
from drafter.phrasing.aggregate import Paragraph as Builder
from drafter.phrasing.aggregate import finish, merged
from drafter.phrasing.bank import Bank, Form
from drafter.phrasing.choose import Message, NothingToSay, applies, choose, render
from drafter.phrasing.realise import numeral
from drafter.phrasing.session import Session
from drafter.phrasing.text import Part

_NOTHING: frozenset[str] = frozenset()


class Outline:
    """Composes the blocks of one draft as the template asks for them."""

    def __init__(self, case: Case, genre: Genre, bank: Bank, session: Session) -> None:
        self.case, self.genre, self.bank, self.session = case, genre, bank, session
        self.title = ""
        self.blocks: list[Block] = []
        self.missing: dict[str, str] = {}
        self.unsaid: dict[str, str] = {}
        self.titled: set[str] = set()
        self.counts = [0] * len(genre.numbering)
        self.pending: list[tuple[int, str]] = []

    def functions(self) -> dict[str, Any]:
        """What a template may call, by name."""
        return {
            "title": self.set_title,
            "heading": self.heading,
            "paragraph": self.paragraph,
            "points": self.points,
            "problems": self.problems,
            "measures": self.measures,
            "need": self.need,
            "rows": self.rows,
            "events": self.rows,
            "given": self.given,
            "say": self.about,
        }

    # -- facts ----------------------------------------------------------------------------------------------------
    def given(self, path: str) -> bool:
        """Whether the case states or derives anything at `path`."""
        return self.case.value(path) is not None

    def rows(self, path: str) -> Value:
        """The tables or events at `path`, () where there are none."""
        return self.case.value(path) or ()

    def look_up(self, source: str, row: Row | None) -> Value | None:
        """The value a role is filled from: `@topic` is a field of the row at hand, anything else a path."""
        if source.startswith("@"):
            return row.get(source[1:]) if row is not None else None
        value = self.case.value(source)
        if value is None and source in self.genre.required:
            label = self.genre.required[source]
            self.missing[source] = label
            return Fact(source, f"〔待补：{label}〕", missing=True)
        return value

    def statement(self, name: str, row: Row | None = None) -> Message | None:
        """The message of a statement kind, filled from the case; None where the case has nothing for it."""
        kind = self.bank.kinds[name]
        roles = {}
        for role, source in kind.sources.items():
            value = self.look_up(source, row)
            if value is not None:
                roles[role] = value
        present = frozenset(roles) - kind.unsaid
        if any(field.required and role not in roles for role, field in kind.roles.items()):
            return None
        if not present and kind.sources.keys() - kind.unsaid:
            return None
        identity = f"{name}@{row.path}" if row is not None else name
        return Message(name, identity, roles, present, frozenset(roles) & kind.unsaid)

    def message(self, event: Event) -> Message:
        kind = self.bank.kinds[event.kind]
        roles = event.roles
        names = roles.keys()
        frame = {role: roles[role] for role in names & kind.frame}
        present = frozenset(names) - kind.frame - kind.unsaid
        return Message(event.kind, event.identity, roles, present, frozenset(names & kind.unsaid), frame)

    def messages(self, requests: Sequence[Any]) -> list[Message]:
        """The messages that a call of a template asks for: names of statements, events, or what `say` gave."""
        found: list[Message] = []
        for request in requests:
            if isinstance(request, Message):
                found.append(request)
            elif isinstance(request, str):
                if (statement := self.statement(request)) is not None:
                    found.append(statement)
            elif isinstance(request, tuple):
                found.extend(self.message(event) for event in request if isinstance(event, Event))
        return merged(found, self.session)

    def about(self, name: str, row: Row) -> Message | tuple[()]:
        """The statement `name` of one row, for use inside a call."""
        return self.statement(name, row) or ()

    # -- blocks ---------------------------------------------------------------------------------------------------
    def set_title(self, name: str) -> None:
        message = self.statement(name)
        if message is not None:
            form = choose(message, self.session)
            text = form.render(*[message.roles.get(role) for role in form.roles])
            self.title = str(text)
            self.titled.update(part.path for part in text.parts if isinstance(part, Fact))

    def heading(self, level: int, title: object) -> None:
        """A heading; it is set only when something comes to stand beneath it."""
        text = title.text if isinstance(title, Fact) else str(title)
        while self.pending and self.pending[-1][0] >= level:
            self.pending.pop()
        self.pending.append((level, text))
        if isinstance(title, Fact):
            self.titled.add(title.path)
        if level == 1:
            self.session.new_section()

    def add(self, block: Block) -> None:
        for level, text in self.pending:
            self.counts[level - 1] += 1
            self.counts[level:] = [0] * (len(self.counts) - level)
            number = number_heading(self.genre.numbering[level - 1], self.counts[level - 1])
            self.blocks.append(Heading(level, number, text))
        self.pending.clear()
        self.blocks.append(block)

    def paragraph(self, *requests: Any, named: bool = False) -> None:
        """One paragraph that says all it is asked to; `named`: its first sentence names the unit where it can."""
        messages = self.messages(requests)
        if not messages:
            return
        builder = Builder(self.session, messages[0].identity, named)
        self.fill(builder, messages)
        sentences = builder.close()
        if sentences:
            self.add(Paragraph(sentences))

    def fill(self, builder: Builder, messages: Sequence[Message]) -> None:
        for message in messages:
            try:
                builder.say(message)
            except NothingToSay as nothing:
                for value in nothing.message.roles.values():
                    for fact in value if isinstance(value, tuple) else (value,):
                        if isinstance(fact, Fact):
                            self.unsaid[fact.path] = f"句式库里没有能同时说出这些内容的“{message.kind}”句式"

    def need(self, path: str) -> None:
        """〔待补：…〕 in a paragraph of its own where the case lacks the list at `path` that the genre requires."""
        if self.case.value(path) is None and path in self.genre.required:
            label = self.genre.required[path]
            self.missing[path] = label
            fact = Fact(path, f"〔待补：{label}〕", missing=True)
            self.add(Paragraph((finish(f"need.{path}", [fact, "。"], ()),)))

    def points(self, rows: Sequence[Row], topic: str = "topic", events: str = "events") -> None:
        """一是…二是…: a paragraph for each row, led by its topic; openings of one enumeration share their shape."""
        rows = [row for row in rows if row.get(events) is not None]
        if not rows:
            return
        leads = self.leads(rows, topic)
        for index, row in enumerate(rows):
            listed = row.get(events)
            messages = self.messages((listed,))
            form, lead = leads[index]
            builder = Builder(self.session, row.path, bool(index == 0 or self.session.pick("name:" + row.path, 3) == 0))
            opening: list[Part] = []
            if len(rows) > 1:
                opening.append(f"{numeral(index + 1)}是")
            if form is not None and lead is not None:
                opening.extend(render(form, lead, self.session).parts)
                if form.alone:
                    opening.append("。")
                    builder.done.append(finish(f"lead@{row.path}", opening, (form.name,)))
                    opening = []
            builder.opening = opening
            if opening and form is not None:
                builder.constructions.append(form.name)
            self.fill(builder, messages)
            self.add(Paragraph(builder.close()))

    def leads(self, rows: Sequence[Row], topic: str) -> list[tuple[Form | None, Message | None]]:
        """For each row the form that leads it: all of one construction, so that 一是 opens like its siblings."""
        messages: list[Message | None] = []
        for row in rows:
            fact = row.get(topic)
            roles = {"topic": fact}
            messages.append(
                Message("point.lead", f"lead@{row.path}", roles, frozenset(roles)) if fact is not None else None
            )
        if any(message is None for message in messages):
            return [(None, None)] * len(rows)
        fitting: dict[str, list[list[Form]]] = {}
        for form in self.bank.forms.get("point.lead", ()):
            fitting.setdefault(form.construction, [[] for _ in rows])
            for slot, message in zip(fitting[form.construction], messages, strict=True):
                if message is not None and applies(form, message.roles):
                    slot.append(form)
        names = [name for name, slots in fitting.items() if all(slots)]
        if not names:
            return [(None, None)] * len(rows)
        name = names[self.session.pick("lead:" + rows[0].path, len(names))]
        chosen: list[tuple[Form | None, Message | None]] = []
        used: dict[str, int] = {}
        for slot, message in zip(fitting[name], messages, strict=True):
            assert message is not None
            salt = self.session.draw(message.identity.encode())
            form = min(slot, key=lambda one: (used.get(one.name, 0), self.session.draw(one.key, salt)))
            used[form.name] = used.get(form.name, 0) + 1
            chosen.append((form, message))
        return chosen

    # -- problems and measures ------------------------------------------------------------------------------------
    def pairs(self) -> list[str]:
        """The names of the problem–measure pairs of this case: the writer's choice first, then what speaks for itself."""
        chosen = self.case.value("problems")
        names = [fact.text for fact in chosen if isinstance(fact, Fact)] if isinstance(chosen, tuple) else []
        for name, pair in self.bank.pairs.items():
            if name in names or pair.when is None:
                continue
            roles = {role: self.case.value(path) for role, path in pair.sources.items()}
            try:
                if pair.when(*[roles.get(role) for role in pair.when_roles]):
                    names.append(name)
            except TypeError:
                continue
        return names

    def problems(self) -> None:
        """存在的问题, one 一是 for each pair."""
        self.side("problem")

    def measures(self) -> None:
        """改进措施, answering the problems one to one in the same order."""
        self.side("measure")

    def side(self, side: str) -> None:
        names = self.pairs()
        chosen = self.case.value("problems")
        for fact in chosen if isinstance(chosen, tuple) else ():
            if isinstance(fact, Fact):
                self.unsaid[fact.path] = "选定的问题，已写成文字"
        # One shape for the whole enumeration: the leads of all pairs are written shape by shape, in one order.
        shapes = min((len(self.bank.forms[f"{side}.lead.{name}"]) for name in names), default=0)
        shape = self.session.pick(side, shapes) if shapes else 0
        for index, name in enumerate(names):
            pair = self.bank.pairs[name]
            roles = {role: value for role, path in pair.sources.items() if (value := self.case.value(path)) is not None}
            known = frozenset(roles)
            self.session.new_paragraph()
            parts: list[Part] = [f"{numeral(index + 1)}是"] if len(names) > 1 else []
            lead = self.bank.forms[f"{side}.lead.{name}"][shape]
            parts.extend(lead.render(*[roles.get(role) for role in lead.roles]).parts)
            detail = Message(f"{side}.detail.{name}", f"{side}.{name}", roles, _NOTHING, known)
            form = choose(detail, self.session)
            first = finish(f"{side}.{name}.lead", [*parts, "。"], (lead.name,))
            body = finish(f"{side}.{name}", [*render(form, detail, self.session).parts, "。"], (form.name,))
            self.add(Paragraph((first, body)))
