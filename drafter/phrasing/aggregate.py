"""Aggregation: from messages to sentences that a person would write.

The reader gains one sentence instead of four: neighbours of one kind become one list, clauses of one agent and date
share them, an effect closes the sentence, a new agent or date opens the next one (at most four commas and about ninety
characters to a sentence). The unit is named where a paragraph opens and where the subject comes back to it, never
between.

Limits: the order of messages is the writer's; only neighbours are joined.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.phrasing.bank import Form
from drafter.phrasing.choose import Message, NothingToSay, applies, choose, peek, render
from drafter.phrasing.session import Session
from drafter.report.sentence import Part, Sentence

#: The most commas and characters of a sentence; below it each draft draws its own limit, so that texts differ.
COMMAS = 4
LENGTHS = (84, 74, 64)
LONGEST = 90
#: Clauses of different themes (upkeep, then supervision) share a sentence only while it is this short.
STRANGERS = 60
#: 将…推进至…，将…落实到位: one clause of this shape is enough for a sentence.
HANDLES = ("将", "把")
#: A last clause shorter than this joins the sentence before it rather than stand alone.
ORPHAN = 24
ADVERBIALS = frozenset(("basis", "aim", "agent", "partner", "place", "manner"))


class ParagraphMaker:
    """Sentences in the making. `say` adds messages, `close` gives the finished sentences.

    `named` says whether the unit is named where the first sentence needs a subject; `opening` are parts that stand
    before the first sentence (一是…，), whose constructions are given with it.
    """

    __slots__ = (
        "agent",
        "apart",
        "away",
        "before",
        "chained",
        "commas",
        "constructions",
        "date",
        "done",
        "handled",
        "joinable",
        "lead",
        "length",
        "limit",
        "messages",
        "named",
        "opening",
        "parts",
        "session",
        "spoken",
        "subject",
        "theme",
    )

    def __init__(self, session: Session, named: bool) -> None:
        self.session = session
        self.limit = LENGTHS[session.pick("limit", len(LENGTHS))]
        self.lead: list[Sentence] = []
        self.done: list[Sentence] = []
        self.spoken: tuple[Message, Form] | None = None
        self.named = named
        self.away = False
        self.opening: list[Part] = []
        self.apart = ""
        self.before = (False, False)
        self.reset()

    def reset(self) -> None:
        """Begin another sentence."""
        self.parts: list[Part] = []
        self.constructions: list[str] = []
        self.messages: list[Message] = []
        self.length = self.commas = self.chained = 0
        self.agent = self.date = self.theme = ""
        self.joinable = self.subject = self.handled = False

    # -- messages -------------------------------------------------------------------------------------------------
    def say(self, message: Message, last: bool = False) -> None:
        """Tell one message: in the sentence at hand where it fits, else in a new one.

        `last` says that none follows: a short one is then not left standing alone.
        """
        session = self.session
        if session.reworded:
            self.keep_apart(message)
        form = self.choose(message)
        named = session.introduced, session.year_said
        text = render(form, message, session)
        words = str(text)
        length, commas = len(words), words.count("，")
        frame = message.frame
        agent = frame["agent"].text if "agent" in frame else ""
        date = frame["date"].text if "date" in frame else ""
        if self.parts and not self.fits(message, form, length, commas, last):
            kin = self.messages[-1].kind == message.kind
            self.end()
            if not kin and not frame and words[:2] == self.done[-1].text[:2]:
                # It was chosen to go on with the sentence before; as a sentence of its own it must open otherwise.
                form = choose(message, session, False, words[:2])
                # What the form that gave way called by name is named by this one.
                session.introduced, session.year_said = named
                text = render(form, message, session)
                words = str(text)
                length, commas = len(words), words.count("，")
        joining = bool(self.parts)
        if not joining:
            self.open(message, bool(form.own or form.alone), agent, date)
        else:
            self.add(["，"])
            self.commas += 1
        for role in ("partner", "place", "manner"):
            if role in frame:
                self.circumstance(role, message)
        self.parts.extend(text.parts)
        self.length += length
        self.commas += commas
        self.chained += 1
        self.constructions.append(form.name)
        self.messages.append(message)
        self.joinable = not form.alone
        self.handled = self.handled or words[:1] in HANDLES
        self.theme = session.bank.kinds[message.kind].theme
        self.subject = bool(form.own)
        if form.own == "agent":
            self.away = True
        if "effect" in frame:
            self.commas += 1
            self.circumstance("effect", message, opening="，")
            self.joinable = False

    def fits(self, message: Message, form: Form, length: int, commas: int, last: bool) -> bool:
        """Whether a clause belongs in the sentence at hand."""
        if self.apart:
            return True
        if not self.joinable or form.alone or message.run == "first" or self.commas + commas >= COMMAS:
            return False
        if message.run == "next" or (last and length < ORPHAN):
            limit, chain = LONGEST, 4
        else:
            limit, chain = self.limit, 3
            if self.theme != self.session.bank.kinds[message.kind].theme:
                limit = min(limit, STRANGERS)
        if self.length + length >= limit:
            return False
        frame = message.frame
        if self.handled and peek(form, message)[:1] in HANDLES:
            return False
        if form.own:
            # A result with its own subject may close the sentence that brought it about, not another result's nor one
            # of another theme, and 2月签订责任书62份，各项制度均已建立 would give it a date that nobody stated.
            kind = self.session.bank.kinds[message.kind]
            stranger = kind.use == "event" and (self.subject or kind.theme != self.theme)
            return not (frame or self.date or stranger)
        if self.subject:
            # 《提醒函》累计发出7期，收集审核材料: what follows a subject of its own has another one.
            return False
        date = frame["date"].text if "date" in frame else ""
        agent = frame["agent"].text if "agent" in frame else ""
        return (
            self.chained < chain
            and agent == self.agent
            and date == self.date
            and "basis" not in frame
            and "aim" not in frame
        )

    def keep_apart(self, message: Message) -> None:
        """The clauses of a sentence that the writer reworded stand together, and no other clause with them."""
        sentence, _ = self.session.reworded.get(message.identity, ("", ""))
        if self.parts and sentence != self.apart:
            self.end()
        if not self.parts:
            self.apart, self.before = sentence, (self.session.introduced, self.session.year_said)

    def choose(self, message: Message) -> Form:
        """The form for a message; parallel kinds (reports in the press …) keep the form of their neighbour."""
        if self.spoken is not None and self.session.bank.kinds[message.kind].parallel:
            before, form = self.spoken
            if (
                before.kind == message.kind
                and before.present == message.present
                and message.identity not in self.session.pins
                and applies(form, message.roles)
            ):
                return form
        # 在城区分期分批路灯维修完毕: what stands before the clause wants a verb, not a subject of its own.
        adverbial = bool(self.opening) or not ADVERBIALS.isdisjoint(message.frame)
        # A sentence that opens with the clause itself opens unlike the one before, unless both tell like facts.
        unlike = ""
        kin = self.spoken is not None and self.spoken[0].kind == message.kind
        if not kin and not adverbial and not self.joinable and "date" not in message.frame:
            unlike = (
                "".join(map(str, self.parts[:2]))[:2] if self.parts else self.done[-1].text[:2] if self.done else ""
            )
        form = choose(message, self.session, adverbial or self.goes_on(message), unlike)
        self.spoken = (message, form)
        return form

    def goes_on(self, message: Message) -> bool:
        """Whether a clause of another theme could still go on with the sentence at hand, if it brings no subject:
        对国省道沿线开展巡查12次 does, 国省道沿线共巡查12次 would stand alone."""
        return (
            self.joinable
            and not (self.date or self.subject or message.frame)
            and self.length < STRANGERS
            and self.theme != self.session.bank.kinds[message.kind].theme
        )

    def open(self, message: Message, own: bool, agent: str, date: str) -> None:
        """Open a sentence: what stands before the clause itself."""
        session, frame = self.session, message.frame
        first = not self.done
        self.agent, self.date = agent, date
        if self.opening:
            self.parts, self.opening = self.opening, []
            self.length = sum(len(str(part)) for part in self.parts)
            self.commas = sum(str(part).count("，") for part in self.parts)
        names_unit = not own and not agent and ((first and self.named) or self.away)
        if date:
            self.circumstance("date", message, bool(own or agent or names_unit or "basis" in frame or "aim" in frame))
        for role in ("aim", "basis"):
            if role in frame:
                self.circumstance(role, message)
                self.commas += 1
        if agent:
            self.add([frame["agent"]])
            self.away = True
        elif names_unit:
            self.add(session.refer_unit())
            self.away = False

    def circumstance(self, role: str, message: Message, separate: bool = True, opening: str = "") -> None:
        """Say one circumstance by a form of its own kind (`frame.date`, `frame.basis` …), after the mark `opening`."""
        part = message.circumstance(role, separate)
        try:
            form = choose(part, self.session)
        except NothingToSay as nothing:
            # A unit's own bank may have taken the general form away: the clause goes without this circumstance.
            self.session.unsaid.update(nothing.reasons(self.session.bank))
            return
        self.add(
            [opening, *render(form, part, self.session).parts] if opening else render(form, part, self.session).parts
        )
        self.constructions.append(form.name)

    def add(self, parts: Sequence[Part]) -> None:
        """Go on with the sentence."""
        self.parts.extend(parts)
        self.length += sum([len(p) if isinstance(p, str) else len(p.text) for p in parts])

    def end(self) -> None:
        """Close the sentence at hand."""
        if not self.parts:
            return
        self.parts.append("。")
        identity = "+".join([message.identity for message in self.messages])
        self.done.append(Sentence(identity, self.parts, self.constructions, self.messages))
        if self.apart and identity == self.apart:
            self.session.recall(self.before, self.session.reworded[self.messages[0].identity][1])
        self.reset()

    def finish_lead(self, identity: str, parts: Sequence[Part]) -> None:
        """A lead that is a sentence of its own (一是做好…工作。) before the paragraph's sentences."""
        self.lead.append(Sentence(identity, parts, self.constructions))
        self.constructions = []

    def take(self, sentences: Sequence[Sentence]) -> None:
        """Add sentences that are finished already; what opens the paragraph stands before the first."""
        self.end()
        for sentence in sentences:
            if self.opening:
                parts = (*self.opening, *sentence.parts)
                sentence = Sentence(
                    sentence.identity, parts, (*self.constructions, *sentence.constructions), sentence.messages
                )
                self.opening, self.constructions = [], []
            self.done.append(sentence)

    def close(self) -> tuple[Sentence, ...]:
        """The finished sentences of the paragraph."""
        self.end()
        return (*self.lead, *self.done)
