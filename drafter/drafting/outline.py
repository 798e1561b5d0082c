"""The words a genre's template speaks with: heading, paragraph, points, problems, measures.

A template is a script of calls in the order of the report; each call composes what the bank can say of the facts it
names and adds a block. What a case does not have is passed over, headings with nothing beneath them included; what the
genre requires and the case lacks shows as 〔待补：…〕.

Limits: a template decides order and grouping, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from drafter.drafting.draft import Block, Heading, Paragraph, Table
from drafter.drafting.genre import number_heading
from drafter.drafting.plan import Plan
from drafter.facts.case import Event, Fact, Row, Value
from drafter.phrasing.aggregate import Paragraph as Builder
from drafter.phrasing.aggregate import Sentence
from drafter.phrasing.bank import Form
from drafter.phrasing.choose import Message, NothingToSay, choose, render
from drafter.phrasing.realise import numeral
from drafter.phrasing.session import Session
from drafter.phrasing.text import Part

if TYPE_CHECKING:
    from drafter.drafting.desk import Desk

_NOTHING: frozenset[str] = frozenset()


class Outline:
    """Composes the blocks of one draft as the template asks for them.

    `missing` holds the paths of required facts the case lacks; `unsaid` why a fact could not be stated; `titled` the
    facts that title and headings state.
    """

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan, self.session = plan, session
        self.case, self.genre, self.bank = plan.case, plan.genre, plan.bank
        self.title = ""
        self.blocks: list[Block] = []
        self.missing: dict[str, None] = {}
        self.unsaid = session.unsaid
        self.titled: set[str] = set()
        self.due: dict[str, None] = {}
        self._counts = [0] * len(plan.genre.numbering)
        self._pending: list[tuple[int, str]] = []
        self.desk: Desk | None = None
        if plan.hand is not None:
            from drafter.drafting.desk import Desk

            self.desk = Desk(plan.hand, session, plan.genre.required, self.unsaid)

    def functions(self) -> dict[str, Any]:
        """What a template may call, by name (drafting/bundle.py lists the names for the linter)."""
        return {
            "title": self.set_title,
            "heading": self.heading,
            "paragraph": self.paragraph,
            "points": self.points,
            "problems": lambda: self.side("problem"),
            "measures": lambda: self.side("measure"),
            "need": self.need,
            "rows": self.rows,
            "events": self.rows,
            "given": self.given,
            "address": self.address,
            "sign": self.sign,
            "attach": self.attach,
            "bands": self.bands,
            "table": self.table,
            "score_table": self.score_table,
            "items": self.items,
            "say": self.say,
        }

    # -- facts ----------------------------------------------------------------------------------------------------
    def given(self, path: str) -> bool:
        """Whether the case states or derives anything at `path`."""
        return self.case.value(path) is not None

    def rows(self, path: str) -> Value:
        """The tables or events at `path`, () where there are none."""
        return self.case.value(path) or ()

    def say(self, name: str, row: Row | None = None) -> Message | tuple[()]:
        """The statement `name` (of one row), for use inside a call; () where the case has nothing for it."""
        message, missing = self.plan.statement(name, row)
        self.missing.update(dict.fromkeys(missing))
        return message or ()

    def messages(self, requests: Sequence[Any]) -> list[Message]:
        """The messages that a call asks for: names of statements, events, or what `say` gave."""
        found: list[Message] = []
        for request in requests:
            asked = self.say(request) if isinstance(request, str) else request
            if isinstance(asked, Message):
                found.append(asked)
            elif isinstance(asked, tuple) and asked:
                found.extend([message for message in asked if isinstance(message, Message)])
                found.extend(self.plan.events([event for event in asked if isinstance(event, Event)]))
        return found

    # -- blocks ---------------------------------------------------------------------------------------------------
    def set_title(self, name: str) -> None:
        message = self.say(name)
        if isinstance(message, Message):
            try:
                form = choose(message, self.session)
            except NothingToSay as nothing:
                self.unsaid.update(nothing.reasons(self.bank))
                return
            text = form.render(*[message.roles.get(role) for role in form.roles])
            self.title = str(text)
            self.titled.update([part.path for part in text.parts if isinstance(part, Fact)])

    def heading(self, level: int, title: object) -> None:
        """A heading; it is set only when something comes to stand beneath it."""
        while self._pending and self._pending[-1][0] >= level:
            self._pending.pop()
        self._pending.append((level, title.text if isinstance(title, Fact) else str(title)))
        if isinstance(title, Fact):
            self.titled.add(title.path)
        if level == 1:
            self.session.new_section()

    def add(self, *sentences: Sentence, style: str = "") -> None:
        """A paragraph, with the headings that waited for it."""
        if self.desk is not None:
            sentences = self.desk.revise(sentences)
            if not sentences:
                return
        for level, title in self._pending:
            self._counts[level - 1] += 1
            self._counts[level:] = [0] * (len(self._counts) - level)
            number = number_heading(self.genre.numbering[level - 1], self._counts[level - 1])
            self.blocks.append(Heading(level, number, title))
        self._pending.clear()
        self.blocks.append(Paragraph(sentences, style))

    def paragraph(self, *requests: Any, named: bool = False, lead: str = "", least: str = "") -> None:
        """One paragraph that says all it is asked to.

        `named`: its first sentence names the unit where it can; `lead`: a kind whose words open it (整改情况：);
        `least`: the shortest length ("normal", "full") at which it is told at all.
        """
        if not self.session.tone.admits(least):
            return
        messages = self.messages(requests)
        if messages:
            builder = Builder(self.session, messages[0].identity, named)
            if lead:
                self.open_with(builder, Message(lead, f"{lead}@{messages[0].identity}", {}, _NOTHING))
            self.close(self.fill(builder, messages))

    def open_with(self, builder: Builder, lead: Message) -> None:
        """Words of the bank before the first sentence of a paragraph."""
        try:
            form = choose(lead, self.session)
        except NothingToSay:
            return
        builder.opening = [*builder.opening, *render(form, lead, self.session).parts]
        builder.constructions.append(form.name)

    def items(self, path: str, kind: str) -> None:
        """一是…二是…: a paragraph for each name of the list at `path`, told by `kind` (its only role)."""
        values = self.case.value(path)
        facts = [fact for fact in values if isinstance(fact, Fact)] if isinstance(values, tuple) else []
        (role,) = self.bank.kinds[kind].roles
        messages = [Message(kind, fact.path, {role: fact}, frozenset((role,))) for fact in facts]
        if self.desk is not None:
            messages = self.desk.arrange(messages)
        shared = self.desk is not None and self.desk.shared(messages)
        if shared or (len(messages) > 2 and self.session.pick(f"items:{path}", 2)):
            self.run_in(messages)
            return
        spoken = None
        for index, message in enumerate(messages):
            builder = Builder(self.session, message.identity, False)
            # A parallel kind keeps the form of the item before: 一是负责…二是负责….
            builder.spoken = spoken
            builder.opening = [f"{numeral(index + 1)}是"] if len(messages) > 1 else []
            self.close(self.fill(builder, [message]))
            spoken = builder.spoken

    def run_in(self, messages: Sequence[Message]) -> None:
        """一是…；二是…；三是…。 in one paragraph; what the writer reworded as one sentence stays one."""
        self.session.new_paragraph()
        form = choose(messages[0], self.session)
        done: list[Sentence] = []
        parts: list[Part] = []
        told: list[Message] = []
        for index, message in enumerate(messages):
            pinned = self.session.pinned(message.identity, message.fitting(self.bank))
            parts.extend([f"{numeral(index + 1)}是", *render(pinned or form, message, self.session).parts])
            told.append(message)
            sentence, _ = self.session.reworded.get(message.identity, ("", ""))
            following = messages[index + 1] if index + 1 < len(messages) else None
            if (
                following is not None
                and sentence
                and sentence == self.session.reworded.get(following.identity, [""])[0]
            ):
                parts.append("；")
                continue
            parts.append("；" if following is not None else "。")
            done.append(Sentence("+".join(m.identity for m in told), parts, (form.name,), told))
            parts, told = [], []
        self.add(*done)

    # -- the frame of a letter ------------------------------------------------------------------------------------
    def stated(self, path: str) -> Fact | None:
        """The fact at `path`, its placeholder where the genre requires it, or None."""
        fact = self.case.value(path)
        if isinstance(fact, Fact):
            return fact
        if path not in self.genre.required:
            return None
        self.missing[path] = None
        return self.plan.placeholder(path)

    def address(self, path: str) -> None:
        """主送机关, with its colon."""
        if (fact := self.stated(path)) is not None:
            self.add(Sentence(path, [fact, "："], ()), style="addressee")

    def sign(self, unit: str, date: str) -> None:
        """署名 and 成文日期."""
        for path, style in ((unit, "signature"), (date, "date")):
            if (fact := self.stated(path)) is not None:
                self.add(Sentence(f"sign.{path}", [fact], ()), style=style)

    def attach(self, path: str) -> None:
        """附件说明: a line for each attachment or link, no mark at its end (GB/T 9704-2012, 7.3.4)."""
        value = self.case.value(path)
        names = value if isinstance(value, tuple) else ()
        for index, fact in enumerate(names):
            if isinstance(fact, Fact):
                ordinal = f"{index + 1}." if len(names) > 1 else ""
                self.add(Sentence(f"attach.{index}", [f"附件：{ordinal}", fact], ()), style="attachment")

    # -- many like items ------------------------------------------------------------------------------------------
    def bands(self, name: str) -> tuple[Message, ...]:
        """The messages of a grouping of the genre (`[bands.projects]`): each band once, then the reasons given."""
        return self.plan.bands(name)

    def score_table(self) -> None:
        """项目支出绩效自评表 where the case has indicators; it has a title of its own and takes no heading."""
        if self.case.scores is not None:
            from drafter.drafting.score_table import score_table

            filled = score_table(self.case, self.case.scores)
            self.blocks.append(filled.table)
            self.titled.update(filled.stated)
            self.due.update(dict.fromkeys(filled.missing))

    def table(self, name: str) -> None:
        """A table of the genre (`[tables.projects]`) where the case has rows for it."""
        spec = self.genre.tables[name]
        rows = self.case.value(spec["rows"])
        if not isinstance(rows, tuple) or not rows:
            return
        lines = []
        for index, row in enumerate(rows):
            cells = []
            for _, key in spec["columns"]:
                fact = self.case.value(f"{row.path}.{key}") if isinstance(row, Row) else None
                cells.append(str(index + 1) if key == "#" else fact.text if isinstance(fact, Fact) else "")
                if isinstance(fact, Fact):
                    self.titled.add(fact.path)
            lines.append(tuple(cells))
        self.blocks.append(Table(spec["title"], tuple([head for head, _ in spec["columns"]]), tuple(lines)))

    def need(self, path: str) -> None:
        """〔待补：…〕 in a paragraph of its own where the case lacks what the genre requires at `path`."""
        if self.case.value(path) is None and path in self.genre.required:
            self.missing[path] = None
            self.add(Sentence(f"need.{path}", [self.plan.placeholder(path), "。"], ()))

    def fill(self, builder: Builder, messages: Sequence[Message]) -> Builder:
        if self.desk is not None:
            messages = self.desk.arrange(messages)
        final = len(messages) - 1
        for index, message in enumerate(messages):
            try:
                builder.say(message, index == final)
            except NothingToSay as nothing:
                self.unsaid.update(nothing.reasons(self.bank))
        return builder

    def close(self, builder: Builder) -> None:
        if sentences := builder.close():
            self.add(*sentences)

    # -- enumerations ---------------------------------------------------------------------------------------------
    def points(self, rows: Sequence[Row] | None, topic: str = "topic", events: str = "events") -> None:
        """一是…二是…: a paragraph for each row, led by its topic; openings of one enumeration share their shape."""
        rows = [row for row in rows or () if row.get(events) is not None]
        if self.desk is not None:
            rows = [row for row in rows if self.desk.arrange(self.messages((row[events],)))]
        if not rows:
            return
        session = self.session
        fitting = self.plan.leads(rows, topic)
        if any(self.opens_slowly(row[events]) for row in rows):
            # 一是聚焦…，6月，依据…: where an adverbial opens the first sentence, the lead stands by itself.
            whole = {name: slots for name, slots in fitting.items() if all(one.alone for slot in slots for one in slot)}
            fitting = whole or fitting
        shape = list(fitting.values())[session.pick("lead:" + rows[0].path, len(fitting))] if fitting else None
        if shape is not None and self.desk is not None:
            shape = self.desk.shape(shape, list(fitting.values()), [self.led(row, topic, events) for row in rows])
        used: dict[str, int] = {}
        for index, row in enumerate(rows):
            named = index == 0 or session.pick("name:" + row.path, 3) == 0
            builder = Builder(session, row.path, named)
            opening: list[Part] = [f"{numeral(index + 1)}是"] if len(rows) > 1 else []
            lead = self.lead(shape[index], row, used) if shape is not None else None
            if self.desk is not None and self.desk.leadless(row.path, row.get(topic)):
                lead = None
            if lead is not None:
                opening.extend(lead.render(row[topic]).parts)
                builder.constructions.append(lead.name)
                if lead.alone:
                    builder.finish_lead(f"lead@{row.path}", [*opening, "。"])
                    opening = []
            builder.opening = opening
            self.close(self.fill(builder, self.messages((row[events],))))

    def led(self, row: Row, topic: str, events: str) -> tuple[str, str, Sequence[Message]]:
        """What a lead stands before: the path of the row, its topic, the messages after it."""
        return row.path, str(row.get(topic) or ""), self.messages((row[events],))

    def opens_slowly(self, value: Value) -> bool:
        """Whether the first of some events has a date, basis or aim before its clause."""
        first = value[0] if isinstance(value, tuple) and value else None
        return isinstance(first, Event) and not {"date", "basis", "aim"}.isdisjoint(first.roles)

    def lead(self, forms: Sequence[Form], row: Row, used: dict[str, int]) -> Form:
        """The least used of the forms that may lead a row."""
        salt = self.session.draw(row.path.encode())
        form = min(forms, key=lambda one: (used.get(one.name, 0), self.session.lot(salt, one)))
        used[form.name] = used.get(form.name, 0) + 1
        return form

    def tellable(self, name: str, roles: dict[str, Any]) -> bool:
        """Whether the bank can spell out both sides of a pair with what the case has."""
        return all(self.plan.detail(side, name, roles).fitting(self.bank) for side in ("problem", "measure"))

    def side(self, side: str) -> None:
        """The problems, or the measures that answer them one to one in the same order."""
        pairs = [pair for pair in self.plan.pairs() if self.tellable(*pair)]
        chosen = self.case.value("problems")
        for fact in chosen if isinstance(chosen, tuple) else ():
            if isinstance(fact, Fact):
                told = any(name == fact.text for name, _ in pairs)
                self.unsaid[fact.path] = (
                    "选定的问题，已由句式库写成文字" if told else "案件里没有这个问题要用的数字，没有写进正文"
                )
        if self.desk is not None:
            pairs = self.desk.pairs(pairs, chosen)
        # One shape for the whole enumeration: all pairs write their leads shape by shape, in one order.
        shapes = min((len(self.bank.forms[f"{side}.lead.{name}"]) for name, _ in pairs), default=0)
        shape = self.session.pick(side, shapes) if shapes else 0
        for index, (name, roles) in enumerate(pairs):
            self.session.new_paragraph()
            ordinal: list[Part] = [f"{numeral(index + 1)}是"] if len(pairs) > 1 else []
            lead = self.bank.forms[f"{side}.lead.{name}"][shape]
            if self.desk is not None:
                lead = self.desk.lead(f"{side}.{name}.lead", self.bank.forms[f"{side}.lead.{name}"]) or lead
            opening = lead.render(*[roles.get(role) for role in lead.roles]).parts
            detail = self.plan.detail(side, name, roles)
            sentences = [Sentence(f"{side}.{name}.lead", [*ordinal, *opening, "。"], (lead.name,), (detail,))]
            form = choose(detail, self.session)
            sentences.append(
                Sentence(f"{side}.{name}", [*render(form, detail, self.session).parts, "。"], (form.name,), (detail,))
            )
            if self.session.tone.length >= 0.2 + 0.15 * min(index, 4):
                # The fuller the report, the more problems and measures are spelt out once more in other words.
                more = choose(detail, self.session)
                if more is not form:
                    parts = render(more, detail, self.session).parts
                    sentences.append(Sentence(f"{side}.{name}.more", [*parts, "。"], (more.name,), (detail,)))
            self.add(*sentences)
