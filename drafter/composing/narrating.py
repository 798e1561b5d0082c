"""Narrating: the notes of one paragraph become its sentences, each with the messages it tells.

A long list makes a paragraph for each of its topics. Which of several true ways to say a relation is drawn once for a
draft, so that like facts are told alike and a note added changes no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafter.composing.aims import by_outcome, of_goals
from drafter.composing.aspects import untitled
from drafter.composing.deeds import UNLABELLED
from drafter.composing.label_words import unsaid, worded
from drafter.composing.relations import Relation
from drafter.composing.sectors import NONE, Grouping, grouping_of
from drafter.composing.telling import Statement, ordered, run_on, sentences, statements
from drafter.composing.topics import PARAGRAPH, Group, akin, grouped, parted
from drafter.facts.case import Case
from drafter.facts.fact import Fact
from drafter.language.numerals import numeral
from drafter.phrasing.bank import Form
from drafter.phrasing.choose import Message, NothingToSay, applies, render
from drafter.phrasing.session import Session
from drafter.report.sentence import Part, Sentence


class Narrator:
    """Says relations of a kind in one manner throughout a draft; `used` gathers the forms it said them with."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.used: list[str] = []
        self.owner = ""
        #: Whether notes keep the words they were spoken in, and whether what is reckoned is told in full.
        self.spoken = session.tone.register == "plain"
        self.full = session.tone.admits("full")

    def say(self, relation: Relation) -> Sequence[Part]:
        """The words of a relation."""
        bank = self.session.bank
        if relation.brief and not self.full:
            kept = {role: value for role, value in relation.roles.items() if role in ("last", "base")}
            relation = Relation("relation.before", kept, relation.state)
        kind = bank.kinds[relation.kind]
        roles = relation.roles
        if not self.full and "growth" in roles and "change" in roles:
            roles = {role: value for role, value in roles.items() if role != relation.less}
        names = frozenset(roles)
        identity = f"{self.owner}.{relation.kind}"
        message = Message(relation.kind, identity, roles, names - kind.unsaid, names & kind.unsaid)
        fitting = [form for form in message.fitting(bank) if applies(form, message.roles)]
        if not fitting:
            raise NothingToSay(message)
        pinned = self.session.pinned(identity, fitting) if self.session.pins else None
        least = min(self.session.held(form) for form in fitting)
        fitting = [form for form in fitting if self.session.held(form) == least]
        form: Form = pinned or fitting[self.session.pick(relation.kind, len(fitting))]
        self.used.append(form.name)
        return render(form, message, self.session).parts


def narrate(
    messages: Sequence[Message],
    session: Session,
    but: Callable[[Statement], bool] | None = None,
    case: Case | None = None,
) -> list[list[Sentence]]:
    """The paragraphs that the notes of one list make, sentence by sentence: one, or one for each of its topics; [] for
    none. `but`: which statements are told elsewhere; `case`: by whose work areas they are
    grouped."""
    by = grouping_of(case) if case is not None else NONE
    return tell(messages, session, lambda one: "no" if but is not None and but(one) else "", by).get("", [])


def tell(
    messages: Sequence[Message], session: Session, part: Callable[[Statement], str], by: Grouping = NONE
) -> dict[str, list[list[Sentence]]]:
    """The paragraphs of some notes by the part of the report that each statement belongs to."""
    narrator = Narrator(session)
    parts: dict[str, list[Statement]] = {}
    used: list[list[str]] = []
    for number, message in enumerate(messages):
        narrator.used, narrator.owner = [], message.identity
        for one in statements(message.roles, number, narrator.say, narrator.spoken):
            name = part(one)
            if name and one.topic is not None and (untitled(one.topic.text) or unsaid(one.topic.text)):
                # What stands under 质量指标 need not say 质量方面 once more.
                one = one._replace(topic=None)
            parts.setdefault(name, []).append(one)
        used.append(narrator.used)
    seen: dict[str, int] = {}
    first = messages[0].roles.get("note") if messages else None
    deeds = not (isinstance(first, Fact) and first.path.startswith(UNLABELLED))
    aims = of_goals(messages, [one for found in parts.values() for one in found]) if deeds else frozenset()
    return {name: _told(found, aims, deeds, by, narrator, messages, used, seen) for name, found in parts.items()}


def _told(
    found: Sequence[Statement],
    aims: frozenset[int],
    deeds: bool,
    by: Grouping,
    narrator: Narrator,
    messages: Sequence[Message],
    used: Sequence[list[str]],
    seen: dict[str, int],
) -> list[list[Sentence]]:
    """The paragraphs of one part of the report: its goals (`aims`), then its deeds."""
    goals = by_outcome([one for one in found if one.note in aims])
    rest = [one for one in found if one.note not in aims]
    if goals and rest and sum(one.length for one in (*goals, *rest)) < PARAGRAPH:
        # A few of both make one paragraph.
        return _paragraphs(parted([*goals, *rest]), narrator, messages, used, seen)
    groups = parted(goals) if goals else []
    groups = [*groups, *(grouped(rest, by) if deeds else parted(rest))] if rest else groups
    return _paragraphs(groups, narrator, messages, used, seen)


def _paragraphs(
    groups: Sequence[Group],
    narrator: Narrator,
    messages: Sequence[Message],
    used: Sequence[list[str]],
    seen: dict[str, int],
) -> list[list[Sentence]]:
    """The paragraphs of some groups, each with its topic."""
    several = sum(bool(group.topic) for group in groups) > 1
    paragraphs = []
    number = 0
    for group in groups:
        opening: list[Part] = []
        if group.topic:
            number += 1
            ordinal = f"{numeral(number)}是" if several else ""
            opening = [*([ordinal] if ordinal else []), group.topic, "。"]
        elif group.rest:
            opening = list(narrator.say(Relation("topic.rest", {}, 0)))
        paragraphs.append(_paragraph(group, opening, messages, used, seen))
    return paragraphs


def _always(one: Statement, other: Statement) -> bool:
    """Statements of one topic."""
    return True


def _paragraph(
    group: Group, opening: list[Part], messages: Sequence[Message], used: Sequence[list[str]], seen: dict[str, int]
) -> list[Sentence]:
    """The sentences of one group; a note of several sentences gives each an identity of its own."""
    done = []
    if group.topic:
        first = messages[group.statements[0].note].identity
        done.append(Sentence(f"topic@{first}", opening, ()))
        opening = []
    spoken = ""
    # A label opens what it labels; what goes on under it does not say it again.
    found = worded(ordered(group.statements), str(group.topic))
    for together in sentences(found, akin if not group.topic else _always):
        topic = together[0].topic
        if topic is not None and topic.text != spoken:
            opening = [*opening, topic, "方面，"]
            spoken = topic.text
        parts: list[Part] = [*opening, *run_on(together), "。"]
        opening = []
        numbers = list(dict.fromkeys(one.note for one in together))
        told = [messages[number] for number in numbers]
        names = [name for number in numbers for name in used[number]] or ["note.plain#0"]
        identity = "+".join(one.identity for one in told)
        seen[identity] = seen.get(identity, 0) + 1
        if seen[identity] > 1:
            identity = f"{identity}/{seen[identity]}"
        done.append(Sentence(identity, parts, list(dict.fromkeys(names)), told))
    return done
