"""Narrating: the notes of one paragraph become its sentences, each with the messages it tells.

Which of several true ways to say a relation is drawn once for a paragraph, so that like facts are told alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.composing.relations import Relation
from drafter.composing.telling import Statement, ordered, sentences, statements
from drafter.phrasing.bank import Form
from drafter.phrasing.choose import Message, NothingToSay, applies, render
from drafter.phrasing.session import Session
from drafter.report.sentence import Part, Sentence


class Narrator:
    """Says relations in one manner throughout a paragraph; `used` gathers the forms it said them with."""

    def __init__(self, session: Session, key: str) -> None:
        self.session, self.key = session, key
        self.used: list[str] = []
        self.owner = ""

    def say(self, relation: Relation) -> Sequence[Part]:
        """The words of a relation."""
        bank = self.session.bank
        kind = bank.kinds[relation.kind]
        names = frozenset(relation.roles)
        identity = f"{self.owner}.{relation.kind}"
        message = Message(relation.kind, identity, relation.roles, names - kind.unsaid, names & kind.unsaid)
        fitting = [form for form in message.fitting(bank) if applies(form, message.roles)]
        if not fitting:
            raise NothingToSay(message)
        pinned = self.session.pinned(identity, fitting) if self.session.pins else None
        form: Form = pinned or fitting[self.session.pick(f"{relation.kind}:{self.key}", len(fitting))]
        self.used.append(form.name)
        return render(form, message, self.session).parts


def narrate(messages: Sequence[Message], session: Session) -> list[Sentence]:
    """The sentences of the notes of one paragraph."""
    narrator = Narrator(session, messages[0].identity)
    found: list[Statement] = []
    used: list[list[str]] = []
    for number, message in enumerate(messages):
        narrator.used, narrator.owner = [], message.identity
        found.extend(statements(message.roles, number, narrator.say))
        used.append(narrator.used)
    done = []
    for group in sentences(ordered(found)):
        parts: list[Part] = []
        for one in group:
            parts.extend([*(["；"] if parts else []), *one.parts])
        parts.append("。")
        numbers = list(dict.fromkeys(one.note for one in group))
        told = [messages[number] for number in numbers]
        names = [name for number in numbers for name in used[number]] or ["note.plain#0"]
        done.append(Sentence("+".join(one.identity for one in told), parts, list(dict.fromkeys(names)), told))
    # A note of several sentences: each has an identity of its own.
    seen: dict[str, int] = {}
    for index, sentence in enumerate(done):
        seen[sentence.identity] = seen.get(sentence.identity, 0) + 1
        if seen[sentence.identity] > 1:
            name = f"{sentence.identity}/{seen[sentence.identity]}"
            done[index] = Sentence(name, sentence.parts, sentence.constructions, sentence.messages)
    return done
