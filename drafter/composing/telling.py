"""Telling notes: deeds with their relations become statements, statements become sentences, in an order of weight.

The reader of a report gains that like things stand together, that what was met comes before what was missed, and that a
sentence holds what one line of notes held.

The passes, in this order: statements (a deed with what is said of it), order (missed goals behind met ones), sentences
(short statements share one).

Limits: notes stay in the paragraph that the case puts them in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from drafter.composing.deeds import Deed, deeds, nothing
from drafter.composing.relations import Relation, relations, settled
from drafter.facts.fact import Fact
from drafter.report.sentence import Part

#: How long a sentence of several statements may grow, and how short a statement is that joins its neighbour.
LONGEST, SHORT = 90, 34

Say = Callable[[Relation], Sequence[Part]]


class Statement(NamedTuple):
    """Deeds that belong together between two semicolons: their `parts`, whether a goal was met (1), missed (-1) or
    none was set (0), and the number of the note it comes from."""

    parts: tuple[Part, ...]
    state: int
    note: int
    aimed: bool

    @property
    def length(self) -> int:
        return sum(len(part) if isinstance(part, str) else len(part.text) for part in self.parts)


def statements(roles: Mapping[str, object], number: int, say: Say) -> list[Statement]:
    """The statements of one note (its roles); `say` gives the words of a relation."""
    found: list[Statement] = []
    parts: list[Part] = []
    state, aimed = 0, False
    before: Deed | None = None
    related = False
    for deed in deeds(roles):
        if parts and deed.lead in ("；", "。"):
            found.append(Statement(tuple(parts), state, number, aimed))
            parts, state, aimed, before, related = [], 0, False, None, False
        zero = _fallen(deed)
        told: list[Part] = list(nothing(deed).parts if zero is None else zero)
        rest = settled(before, deed) if before is not None else None
        if rest is not None and rest.kind == "settled" and len(deed.parts) <= 3:
            told = [rest.roles["told"]]
        if parts:
            parts.append("，" if related or deed.lead not in ("，", "、") else deed.lead)
        parts.extend(told)
        related = False
        if rest is not None and rest.kind == "relation.rest":
            parts.extend(["，", *say(rest)])
            related = True
        for relation in relations(deed) if zero is None else ():
            if relation.state:
                state = min(state, relation.state) if state else relation.state
                aimed = True
            words = say(relation) if relation.kind else relation.words
            parts.extend(["（", *words, "）"] if relation.bracketed else ["，", *words])
            related = not relation.bracketed
        before = deed
    if parts:
        found.append(Statement(tuple(parts), state, number, aimed))
    return found


def _fallen(deed: Deed) -> list[Part] | None:
    """信访积案由上年的3件降为0件: zero against last year's figure, None where that is not what a note says."""
    last = next((one for one in deed.spoken if one.kind == "last" and one.amount is not None), None)
    if last is None or last.amount is None or len(deed.figures) != 1 or len(deed.spoken) > 1 or deed.verb:
        return None
    own, figure = deed.figures[0]
    if own.value != 0 or last.amount.value == 0 or own.unit != last.amount.unit or deed.parts[-1] is not figure:
        return None
    return [*deed.parts[:-1], "由上年的", last.fact, "降为", figure]


def ordered(found: Sequence[Statement]) -> list[Statement]:
    """Statements with goals: within a run of them those that were missed come last."""
    done: list[Statement] = []
    run: list[Statement] = []
    for one in (*found, None):
        if one is not None and one.aimed:
            run.append(one)
            continue
        done.extend(sorted(run, key=lambda each: each.state < 0))
        run = []
        if one is not None:
            done.append(one)
    return done


def sentences(found: Sequence[Statement]) -> list[list[Statement]]:
    """Statements that share a sentence: those of one note, and short neighbours of like standing."""
    groups: list[list[Statement]] = []
    length = 0
    for one in found:
        last = groups[-1][-1] if groups else None
        same = last is not None and last.note == one.note
        short = last is not None and last.length <= SHORT and one.length <= SHORT and last.state >= 0 <= one.state
        goals = last is not None and last.aimed and one.aimed and last.state >= 0
        if groups and length + one.length <= LONGEST and (same or short or goals):
            groups[-1].append(one)
            length += one.length + 1
        else:
            groups.append([one])
            length = one.length
    return groups


def facts(parts: Sequence[Part]) -> list[Fact]:
    """The facts among some parts."""
    return [part for part in parts if isinstance(part, Fact)]
