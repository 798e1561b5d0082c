"""Choosing a form for a message: by condition first, then by length and register, then by the seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drafter.facts.fact import Fact, Item
from drafter.phrasing.bank import Bank, Form
from drafter.phrasing.session import Session
from drafter.phrasing.text import Text
from drafter.report.sentence import Part, Sentence


class Message:
    """Something to be said: a kind, the values of its roles, and an identity that outlives a new draft.

    `present` are the roles that the words must state, `free` those they may use; `frame` holds the circumstances,
    which the sentence states around the clause. `run` is "first" or "next" in a run of neighbours told alike.
    """

    __slots__ = (
        "_circumstances",
        "_fitting",
        "frame",
        "free",
        "identity",
        "key",
        "kind",
        "present",
        "roles",
        "run",
        "told",
    )

    def __init__(
        self,
        kind: str,
        identity: str,
        roles: Mapping[str, Any],
        present: frozenset[str],
        free: frozenset[str] = frozenset(),
        frame: Mapping[str, object] | None = None,
    ) -> None:
        self.kind, self.identity, self.roles = kind, identity, roles
        self.present, self.free = present, free
        self.frame: Mapping[str, Any] = frame or {}
        self.key = identity.encode()
        self.run = ""
        self._fitting: tuple[Form, ...] | None = None
        self.told: dict[str, Text] = {}
        self._circumstances: dict[tuple[str, bool], Message] = {}

    def fitting(self, bank: Bank) -> tuple[Form, ...]:
        """The forms whose roles and conditions this message meets; the same for every draw."""
        if self._fitting is None:
            candidates = bank.candidates(self.kind, self.present, self.free)
            self._fitting = tuple([form for form in candidates if applies(form, self.roles)])
        return self._fitting

    def circumstance(self, role: str, separate: bool) -> Message:
        """The message of one circumstance (`frame.date` …); `separate`: a pause sets it off."""
        found = self._circumstances.get((role, separate))
        if found is None:
            roles = {role: self.frame[role]}
            present = frozenset(roles)
            if separate:
                roles["separate"] = True
            found = Message(f"frame.{role}", f"{self.identity}.{role}", roles, present)
            self._circumstances[role, separate] = found
        return found

    def facts(self) -> Iterator[Fact]:
        """All facts in the message, role by role."""
        for role in self.roles:
            yield from self.facts_of(role)

    def facts_of(self, role: str) -> Iterator[Fact]:
        """The facts in one role."""
        value = self.roles[role]
        for one in value if isinstance(value, tuple) else (value,):
            for fact in (one.name, one.count, one.why) if isinstance(one, Item) else (one,):
                if isinstance(fact, Fact):
                    yield fact

    def paths(self) -> Iterator[str]:
        """The paths of all facts in the message."""
        for fact in self.facts():
            yield fact.path


def messages_of(sentence: Sentence) -> list[Message]:
    """The messages that a composed sentence was made of; none for one that was read."""
    return [one for one in sentence.messages if isinstance(one, Message)]


class NothingToSay(Exception):
    """No form of the bank can state this message; `message` is what was to be said."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.kind)
        self.message = message

    def reasons(self, bank: Bank) -> dict[str, str]:
        """Why each fact of the message goes unstated, by its path."""
        reason = f"句式库里没有能同时说出这些内容的“{bank.kinds[self.message.kind].label}”句式"
        return dict.fromkeys(self.message.paths(), reason)


def applies(form: Form, roles: Mapping[str, object]) -> bool:
    """Whether the condition of a form holds; one on an absent role does not, nor one that cannot be worked out."""
    if form.when is None:
        return True
    try:
        return bool(form.when(*[roles.get(role) for role in form.when_roles]))
    except (TypeError, ValueError, AttributeError):
        return False


def peek(form: Form, message: Message) -> str:
    """How a form would open, in two characters; "" where that depends on what was said before."""
    if form.refers:
        return ""
    told = message.told.get(form.name)
    if told is None:
        told = message.told[form.name] = form.render(*[message.roles.get(role) for role in form.roles])
    return str(told)[:2]


def choose(message: Message, session: Session, verbal: bool = False, unlike: str = "") -> Form:
    """The form that says `message` best here. Raises NothingToSay where no form can.

    `verbal`: after an adverbial, one without a subject of its own if there is any; `unlike`: the two characters that it
    should not open with if it can help it. A form that the writer pinned goes before all.
    """
    fitting = message.fitting(session.bank)
    if session.pins and (pinned := session.pinned(message.identity, fitting)) is not None:
        return pinned
    if verbal:
        fitting = tuple([form for form in fitting if not form.own]) or fitting
    if unlike:
        fitting = tuple([form for form in fitting if peek(form, message) != unlike]) or fitting
    if len(fitting) == 1:
        return fitting[0]
    best: Form | None = None
    least, lot = 0, 0
    # The kind alone draws: facts of one kind are told alike, whatever stands beside them.
    salt = session.draw(message.kind.encode())
    for form in fitting:
        held = session.held(form) + (form.marked if salt & 1 and session.seed else 0)
        if best is None or held < least:
            best, least, lot = form, held, session.lot(salt, form)
        elif held == least and (drawn := session.lot(salt, form)) < lot:
            best, lot = form, drawn
    if best is None:
        raise NothingToSay(message)
    return best


def _whole_year(parts: list[Part]) -> list[Part]:
    """全年度 is no word: before 度, and before 全年 itself, the year's second mention is 本年."""
    return [
        "本年" if part == "全年" and str(after)[:1] in ("度", "全", "底", "末") else part
        for part, after in zip(parts, [*parts[1:], ""], strict=True)
    ]


def render(form: Form, message: Message, session: Session) -> Text:
    """The words of a form with the values of a message; what is said is remembered."""
    told = message.told.get(form.name)
    if told is None:
        roles = message.roles
        values = [roles.get(role) for role in form.roles]
        for role in form.refers:
            values[form.roles.index(role)] = session.refer(role)
        told = form.render(*values)
        if form.refers:
            told = Text(_whole_year(told.parts))
        # Words that do not depend on what was said before are the same in every draft of the plan.
        if not form.refers:
            message.told[form.name] = told
    return told
