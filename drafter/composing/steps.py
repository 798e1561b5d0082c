"""The steps of a rectification: which clauses of the notes are deeds of one class, and what each class is called.

The reader of a report gains that what belongs together stands together (依法追缴, 追究责任, 完善制度), in the order in
which such things are told, and that cause, deadline and remainder are not counted as steps.

Limits: a class is known by the words of the table (`rules/lexicon/steps.toml`); a label that says 全部 or 足额 is given
only where the sums say so; what has no class gets no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold
from drafter.phrasing.choose import Message
from drafter.report.sentence import Part


class Class(NamedTuple):
    """A class of deeds: what it is called where it holds for all of the sum (`label`) and else (`part`), the `family`
    it shares a step with, its place in the order of telling."""

    label: str
    part: str
    family: str
    rank: int
    like: re.Pattern[str]
    whole: bool


class Clause(NamedTuple):
    """Some words of a finding's notes between two commas: its `parts`, the message it is from, its form, and the mark
    before it ("" where it opens a statement)."""

    parts: tuple[Part, ...]
    message: Message
    form: str
    lead: str

    @property
    def text(self) -> str:
        """The words of it."""
        return text_of(self.parts)


class Step(NamedTuple):
    """Clauses of one class; `label` is "" where there is none for them."""

    label: str
    rank: int
    clauses: tuple[Clause, ...]


def text_of(parts: Iterable[Part]) -> str:
    """The words of some parts."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


@cache
def classes() -> tuple[Class, ...]:
    """The classes of deeds, in the order in which they are tried."""
    return tuple(
        Class(
            one["label"],
            one.get("part", one["label"]),
            one.get("family", one["label"]),
            one["rank"],
            re.compile(one["like"]),
            one.get("whole", False),
        )
        for one in words("steps")["step"]
    )


@cache
def apart(name: str) -> re.Pattern[str]:
    """The pattern of what is no deed: "cause", "due", "who", "rest", "planned"; "goes" is what goes on."""
    return re.compile(words("steps")["apart"][name])


def class_of(text: str) -> Class | None:
    """The class of a clause, None where no word of the table says it."""
    # What a document is called says nothing of what was done, but for what it is.
    # 对2021年以来拨付的74笔补贴核查 is a check; nothing was paid now.
    bare = _EARLIER.sub("的", _NAMED.sub(lambda match: f"《{match['kind'] or ''}》", text))
    if apart("planned").search(bare):
        return None
    return next((one for one in classes() if one.like.search(bare)), None)


#: What was done before to what something is done to now.
_EARLIER = re.compile("(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2}的(?=[\\d\u4e00-\u9fff])")
#: The name of a document.
_NAMED = re.compile("《[^》]*?(?P<kind>办法|制度|规程|规定|细则|流程|机制|台账)?(?:（[^）]*）)?》")
#: What is no deed, or goes on from one.
_NO_DEED = ("cause", "due", "who", "rest", "goes")
#: All of it, where the writer says so without a sum.
_EVERY = re.compile("全部|全额")
#: What did not come back.
_OWED = re.compile("(?:^|(?<=[，；。]))(?:还|尚|仍)?(?:差|欠|剩|余|未收|未追)[^，；。]*")


def clauses(parts: Sequence[Part], message: Message, form: str) -> list[Clause]:
    """A statement apart at the commas behind which another class of deeds begins."""
    pieces: list[list[Part]] = [[]]
    for part in parts:
        if part == "，":
            pieces.append([])
        elif part == "；":
            # 其中电脑12台已报废 may be a step of its own.
            pieces.extend([[part], []])
        else:
            pieces[-1].append(part)
    found: list[list[Part]] = []
    known: Class | None = None
    mark = "，"
    for piece in pieces:
        if piece == ["；"]:
            mark = "；"
            continue
        text = text_of(piece)
        own = mark == "；" and text.startswith("其中")
        goes = apart("goes").match(text) is not None or apart("rest").match(text) is not None
        mine = class_of(text) if own or not goes else None
        other = known is not None and mine is not None and mine.family != known.family
        held = bool(found) and "；" in found[-1]
        if not found or (other and (own or (mark == "，" and not held))):
            found.append(piece)
        else:
            found[-1] = [*found[-1], mark, *piece]
        known = mine or known
        mark = "，"
    leads = ["", *("；" if text_of(one).startswith("其中") else "，" for one in found[1:])]
    return [Clause(tuple(one), message, form, lead) for one, lead in zip(found, leads, strict=True)]


def all_known(told: Iterable[Sequence[str]]) -> bool:
    """Whether every deed of every finding, each told by some notes, is of a class: labels are given to all findings of
    a letter or to none, so that they look alike."""
    for notes in told:
        said = [one.strip() for note in notes for one in re.split("[；。]", note) if one.strip()]
        deeds = [one for one in said if not any(apart(name).match(one) for name in _NO_DEED)]
        if len(deeds) > 1 and not all(class_of(one) for one in deeds):
            return False
    return True


def steps(found: Sequence[Clause], problem: str) -> list[Step]:
    """The steps that clauses make, those of one family together, in the order of telling; without labels, and each
    statement as it stands, where not all of them have one."""
    groups: dict[str, tuple[list[Class], list[Clause]]] = {}
    before = ""
    for clause in found:
        # 公示收费标准，其中1所停业整顿: a step is called by the deed, not by what happened to a part.
        mine = class_of(clause.text.partition("，其中")[0]) or class_of(clause.text)
        if mine is None:
            return []
        if clause.lead == "；" and mine.family in groups:
            # A part of what stands before it is not told apart from that.
            groups[before][1].append(clause)
            continue
        if clause.lead == "；":
            mine = mine._replace(rank=groups[before][0][0].rank)
        before = mine.family
        kinds, held = groups.setdefault(before, ([], []))
        kinds.append(mine)
        held.append(clause)
    done = [Step(_label(kinds, held, problem), kinds[0].rank, tuple(held)) for kinds, held in groups.values()]
    return sorted(done, key=lambda one: one.rank)


def _label(kinds: Sequence[Class], held: Sequence[Clause], problem: str) -> str:
    """What a step is called: the first of its classes, by the name for all of a sum only where the sums agree."""
    best = kinds[0]
    if not best.whole:
        return best.label
    due = _sums(problem)
    told = [one for clause in held for one in _sums(_OWED.sub("", clause.text))]
    every = not told and any(_EVERY.search(clause.text) for clause in held)
    full = (
        bool(due)
        and (due[0] in told or sum(told) in (due[0], sum(due)))
        and not any(apart("rest").match(part) for c in held for part in re.split("[，；]", c.text))
    )
    return best.label if full or every else best.part


def _sums(text: str) -> list[Decimal]:
    return [one.value for one in amounts(fold(text)) if one.sort == "money" and one.high is None]
