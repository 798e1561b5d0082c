"""The blocks of a draft in the making: headings that wait for their text, paragraphs, tables, the frame of a letter.

What a case does not have is passed over, headings with nothing beneath them included; what the genre requires and the
case lacks shows as 〔待补：…〕.

Limits: blocks know nothing of enumerations; those are the outline's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from drafter.composing.genre import number_heading
from drafter.composing.lacking import called, owed
from drafter.composing.lone import without_lone
from drafter.composing.overview import concluded, goals_met
from drafter.composing.plan import Plan
from drafter.composing.project_table import fill_table
from drafter.composing.restated import restated
from drafter.composing.shares import largest
from drafter.facts.fact import Event, Fact, Item, Row, Value, events_of, rows_of
from drafter.facts.gap import printed
from drafter.facts.tables import NOTE
from drafter.phrasing.aggregate import ParagraphMaker as Builder
from drafter.phrasing.choose import Message, NothingToSay, choose, render
from drafter.phrasing.session import Session
from drafter.report.sentence import Sentence
from drafter.report.tree import Block, Heading, Missing, Paragraph

if TYPE_CHECKING:
    from drafter.composing.grounds import Ground
    from drafter.composing.revising import Desk

#: Rows that a template may ask for: so many, or so many times the facts of the case.
_ROWS, _TIMES = 20_000, 20
_NOTHING: frozenset[str] = frozenset()
#: Headings of indicators stand alone as well.
_INDICATOR = "指标"
#: A heading that the case leaves out, and what it is called among what is missing.
_TITLE, _UNTITLED = "小标题", printed("小标题")


class Blocks:
    """Gathers the blocks of one draft. `missing` holds the paths of required facts the case lacks; `unsaid` why a fact
    could not be stated; `titled` the facts that title and headings state."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan, self.session = plan, session
        self.case, self.genre, self.bank = plan.case, plan.genre, plan.bank
        self.title = ""
        self.blocks: list[Block] = []
        self.missing: dict[str, None] = {}
        self.unsaid = session.unsaid
        self.titled: set[str] = set()
        self.due: dict[Missing, None] = {}
        self._counts = [0] * len(plan.genre.numbering)
        self._pending: list[tuple[int, str, str]] = []
        #: The headings that what comes next stands under, by level.
        self._open: dict[int, str] = {}
        self.proposed = 0  # So many problems of the program's, since the writer stated none.
        self._grounds: list[Ground] | None = None
        #: What the notes say, by indicator, once it was asked for.
        self.indicators: Mapping[str, Sequence[Sequence[Sentence]]] | None = None
        self._states: Mapping[str, Fact] | None = None
        self._labels: bool | None = None
        #: The headings that stand even where they are the only ones of their kind, by their number among the blocks.
        self.kept: set[int] = set()
        self._left = max(_ROWS, _TIMES * len(plan.case.facts))
        self.desk: Desk | None = plan.desk(session, self.unsaid)

    # -- facts ----------------------------------------------------------------------------------------------------
    def given(self, path: str) -> bool:
        """Whether the case states or derives anything at `path`."""
        return self.case.value(path) is not None

    def rows(self, path: str | Value | None) -> Value:
        """The tables or events at `path`, or those that a row holds (`point.events`); () where there are none.

        Raises ValueError where a template asks for far more rows than the case holds: all of them in a loop over all.
        """
        found = (self.case.value(path) if isinstance(path, str) else path) or ()
        self._left -= 1 + (len(found) if isinstance(found, tuple) else 0)
        if self._left < 0:
            raise ValueError("取的行太多，循环里不要再取全部的行")
        return found

    def say(self, name: str, row: Row | None = None) -> Message | tuple[()]:
        """The statement `name` (of one row), for use inside a call; () where the case has nothing for it."""
        message, missing = self.plan.statement(name, row)
        self.missing.update(dict.fromkeys(missing))
        return message or ()

    def each(self, path: str, kind: str, *level2: str) -> tuple[Message, ...]:
        """A message of `kind` for each row at `path`, its roles filled from the row (`fact = "@amount"`); of indicators
        only those of the second levels `level2`, where some are given."""
        rows = self.case.value(path)
        found = [
            self.say(kind, row)
            for row in (rows if isinstance(rows, tuple) else ())
            if isinstance(row, Row) and (not level2 or str(row.get("level2")) in level2)
        ]
        return tuple([message for message in found if isinstance(message, Message)])

    def listing(self, path: str, kind: str, key: str) -> Message | tuple[()]:
        """One message of `kind` over all rows at `path`: its role `items` are their names and figures at `key`."""
        rows = self.case.value(path)
        items = []
        for row in rows if isinstance(rows, tuple) else ():
            name, figure = (row.get("name"), row.get(key)) if isinstance(row, Row) else (None, None)
            if isinstance(name, Fact) and isinstance(figure, Fact):
                items.append(Item(name, figure))
        if not items:
            return ()
        roles: dict[str, object] = {"items": tuple(items)}
        # Which source is the largest the figures show; its share is of the second rank.
        roles.update(largest(items) if self.session.tone.admits("full") else {})
        return Message(kind, f"{path}.{key}", roles, frozenset(("items",)), frozenset(roles) - {"items"})

    def messages(self, requests: Sequence[object]) -> list[Message]:
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
        """The title of the report from a statement; what it lacks is noted."""
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
        words, path = _UNTITLED if title is None else str(title), ""
        if isinstance(title, Fact):
            words, path = f"{title.text}{concluded(self.case, title.path)}", title.path
        self._pending.append((level, words, path))
        if path:
            self.unsaid.setdefault(path, "标题下面没有内容，没有写出来")
        if level == 1:
            self.session.new_section()

    def add(self, *sentences: Sentence, style: str = "") -> None:
        """A paragraph, with the headings that waited for it."""
        if self.desk is not None:
            sentences = self.desk.revise(sentences)
            if not sentences:
                return
        self.head()
        self.blocks.append(Paragraph(sentences, style))

    def head(self) -> None:
        """Set the headings that waited for something to stand beneath them."""
        for index, (level, title, path) in enumerate(self._pending):
            if path:
                self.titled.add(path)
            if self._open.get(level) == title and index + 1 < len(self._pending):
                # The same class of findings goes on: its heading stands above already.
                continue
            self._open = {**{one: words for one, words in self._open.items() if one < level}, level: title}
            self._counts[level - 1] += 1
            self._counts[level:] = [0] * (len(self._counts) - level)
            number = number_heading(self.genre.numbering[level - 1], self._counts[level - 1])
            self.blocks.append(Heading(level, number, title))
            if path or title == _UNTITLED or _INDICATOR in title:
                self.kept.add(len(self.blocks) - 1)
            if title == _UNTITLED:
                self.due[Missing(_TITLE)] = None
        self._pending.clear()

    def finished(self) -> tuple[Block, ...]:
        """The blocks of the draft, once all is said."""
        return without_lone(self.blocks, self.kept)

    def paragraph(self, *requests: object, named: bool = False, lead: str = "", least: str = "") -> None:
        """One paragraph that says all it is asked to.

        `named`: its first sentence names the unit where it can; `lead`: a kind whose words open it (整改情况：);
        `least`: the shortest length ("normal", "full") at which it is told at all.
        """
        if not self.session.tone.admits(least):
            return
        messages = self.messages(requests)
        if messages:
            builder = Builder(self.session, named)
            if lead:
                self.open_with(builder, Message(lead, f"{lead}@{messages[0].identity}", {}, _NOTHING))
            self.close(self.fill(builder, messages))

    def builder(self) -> Builder:
        """A paragraph to be filled."""
        return Builder(self.session, False)

    def open_with(self, builder: Builder, lead: Message) -> None:
        """Words of the bank before the first sentence of a paragraph."""
        try:
            form = choose(lead, self.session)
        except NothingToSay:
            return
        builder.opening = [*builder.opening, *render(form, lead, self.session).parts]
        builder.constructions.append(form.name)

    # -- the frame of a letter ------------------------------------------------------------------------------------
    def stated(self, path: str) -> Fact | None:
        """The fact at `path`, its placeholder where the genre requires it, or None."""
        fact = self.case.value(path)
        if isinstance(fact, Fact) or path not in self.genre.required:
            return fact if isinstance(fact, Fact) else None
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
                # With its year, also where it is that of the report (GB/T 9704-2012, 7.3.5.5).
                bare = style == "date" and not fact.missing and "年" not in fact.text
                year = [Fact("year", f"{self.case.year}年")] if bare else []
                self.add(Sentence(f"sign.{path}", [*year, fact], ()), style=style)

    def attach(self, path: str) -> None:
        """附件说明: a line for each attachment, no mark at its end (GB/T 9704-2012, 7.3.4)."""
        value = self.case.value(path)
        names = [one for one in value if isinstance(one, Fact)] if isinstance(value, tuple) else []
        for index, fact in enumerate(names):
            ordinal = f"{index + 1}." if len(names) > 1 else ""
            self.add(Sentence(f"attach.{index}", [f"附件：{ordinal}", fact], ()), style="attachment")

    # -- many like items ------------------------------------------------------------------------------------------
    def bands(self, name: str) -> tuple[Message, ...]:
        """The messages of a grouping of the genre (`[bands.projects]`): each band once, then the reasons given."""
        return self.plan.bands(name)

    def score_table(self) -> None:
        """项目支出绩效自评表 where the case has indicators; it has a title of its own and takes no heading."""
        if self.case.scores is not None:
            from drafter.composing.score_table import score_table

            filled = score_table(self.case, self.case.scores)
            self.blocks.append(filled.table)
            self.titled.update(filled.stated)
            self.due.update(dict.fromkeys(filled.missing))

    def table(self, name: str) -> None:
        """A table of the genre (`[tables.projects]`) where the case has rows for it; what is absent is asked for."""
        spec = self.genre.tables[name]
        filled = fill_table(self.case, spec, self.blocks)
        if filled is not None:
            self.titled.update(filled.stated)
            self.due.update(dict.fromkeys(filled.missing))
            self.head()
            self.blocks.append(filled.table)

    def need(self, path: str) -> None:
        """〔待补：…〕 in a paragraph of its own where the case lacks what the genre requires at `path`."""
        if path in dict(self.case.schema.owed(self.genre.name, self.case.value)):
            self.missing[path] = None
            self.add(Sentence(f"need.{path}", [self.plan.placeholder(path), "。"], ()))

    def fill(self, builder: Builder, messages: Sequence[Message]) -> Builder:
        """A paragraph with messages in the order that the writer wants."""
        if self.desk is not None:
            messages = self.desk.arrange(messages)
        final = len(messages) - 1
        noted: list[Message] = []
        for index, message in enumerate(messages):
            if message.kind == NOTE:
                noted.append(message)
                if index == final or messages[index + 1].kind != NOTE:
                    paragraphs = self.tell(noted)
                    if len(paragraphs) > 1:
                        # A long list makes paragraphs of its own; what stands around it keeps to itself.
                        self.close(builder)
                        for one in paragraphs:
                            self.add(*one)
                        builder = Builder(self.session, False)
                    elif paragraphs:
                        builder.take(paragraphs[0])
                    noted = []
                continue
            try:
                builder.say(message, index == final)
            except NothingToSay as nothing:
                self.unsaid.update(nothing.reasons(self.bank))
                # What the bank cannot say is not passed over in silence.
                lacking = [fact for fact in message.facts() if fact.missing and fact.path not in self.genre.required]
                self.due.update(dict.fromkeys([owed(self.bank, fact, message) for fact in lacking]))
                if not lacking and self.bank.kinds[message.kind].use == "event":
                    self.due[Missing(f"{called(self.bank, message)}一项（没有能说出它的句式，见 --explain）")] = None
        return builder

    def outcome(self, finding: Row) -> None:
        """整改情况 of one finding from its notes: status first, then what was done, one statement after the other."""
        from drafter.composing.outcomes import labels, outcome

        noted = self.plan.events(events_of(finding.get("notes")))
        messages = self.desk.arrange(noted) if self.desk is not None else noted
        named = self._labels = labels(rows_of(self.case.value("findings"))) if self._labels is None else self._labels
        state = self.states().get(finding.path)
        return self.add(*outcome(finding, messages, state, self.session, named)) if messages else self.head()

    def states(self) -> Mapping[str, Fact]:
        """The status of each finding, as far as it is stated or follows from what is."""
        if self._states is None:
            from drafter.composing.statuses import statuses

            found, told = rows_of(self.case.value("findings")), events_of(self.case.value("summary"))
            self._states = statuses(found, told)
        return self._states

    def goals_met(self, *paths: str) -> None:
        """Where three goals or more are set below `paths`: how many were met, and which were missed."""
        # Which goals were missed, and nothing of the others, is no conclusion to open a section with.
        found = goals_met(self.case, paths, whole=bool(self._pending))
        if found is not None and self.session.tone.admits("normal"):
            self.add(found)

    def tell(self, messages: Sequence[Message]) -> list[list[Sentence]]:
        """The paragraphs of some notes, each deed with its own words."""
        from drafter.composing.narrating import narrate

        return narrate(messages, self.session, lambda one: restated(self.case, one), self.case)

    def close(self, builder: Builder) -> None:
        """Add the paragraph that was built, if anything is in it."""
        if sentences := builder.close():
            self.add(*sentences)
