"""Telling notes: deeds with their relations become statements, statements become sentences, in an order of weight.

The reader of a report gains that like things stand together, that what was met comes before what was missed, and that a
sentence holds what one line of notes held.

The passes over a paragraph, in this order: :func:`statements` (a deed with what is said of it), the groups of
:mod:`drafter.composing.topics`, :func:`ordered` (missed goals behind met ones), :func:`sentences` (short statements
share one). Groups come before order, so that a goal that was missed stays with its topic.

Limits: notes stay in the list that the case puts them in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from drafter.composing.deeds import Deed, labelled, nothing
from drafter.composing.joined import claims
from drafter.composing.planned_days import behind
from drafter.composing.relations import Relation, comparable, is_rate, relations, settled
from drafter.facts.fact import Fact
from drafter.language.amounts import amounts
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.verbs import verb_words
from drafter.report.sentence import Part

#: How long a sentence of several statements may grow, and how short a statement is that joins its neighbour.
LONGEST, SHORT = 90, 40

#: 受6月洪涝影响 behind at least a thing and its figure.
_AFFECTED, _TOLD = LatePattern("受[^，。；]{2,30}影响"), 3

Say = Callable[[Relation], Sequence[Part]]


#: So many statements make a note a list.
_LISTED = 6


class Statement(NamedTuple):
    """Deeds that belong together between two semicolons: their `parts` and `words`, whether a goal was met (1), missed
    (-1) or none was set (0), the number of the note it comes from, and whether it is `plain`: one deed of which nothing
    more is said. `topic` is the label that the note opens with; `lead` the mark before it in the note."""

    parts: tuple[Part, ...]
    state: int
    note: int
    aimed: bool
    words: str = ""
    plain: bool = False
    topic: Fact | None = None
    lead: str = ""

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(len(part) if isinstance(part, str) else len(part.text) for part in self.parts)


def statements(roles: Mapping[str, object], number: int, say: Say, spoken: bool = False) -> list[Statement]:
    """The statements of one note (its roles); `say` gives the words of a relation, `spoken` keeps those of the note."""
    note = roles.get("note")
    topic = labelled(note)[0] if isinstance(note, Fact) else None
    found: list[Statement] = []
    parts: list[Part] = []
    state, aimed, plain = 0, False, True
    heard = ""
    opened = ""
    before: Deed | None = None
    #: The number of the deed that tells of what is left itself: 整改1561条，其余12条挂牌督办.
    left = -1
    related = False

    def close() -> None:
        text = heard + (topic.text if topic is not None else "")
        simple = plain and not any(isinstance(part, str) and "，" in part for part in parts)
        found.append(Statement(tuple(parts), state, number, aimed, text, simple, topic, opened))

    every = claims(roles, spoken)
    for at, deed in enumerate(every):
        if parts and deed.lead in ("；", "。") and not _part_of(deed, before):
            close()
            parts, state, aimed, plain, before, related, heard = [], 0, False, True, None, False, ""
            opened = deed.lead
        moved = _moved(deed, say)
        told: list[Part] = list(nothing(deed).parts if moved is None else moved[0])
        if not parts and at + 1 < len(every) and (light := _event(deed, every[at + 1])):
            told.insert(0, light)
        rest = settled(before, deed) if before is not None else None
        if rest is not None and rest.kind == "settled" and len(deed.parts) <= 3:
            told = [rest.roles["told"]]
        if parts:
            # 送戏148场，超过144场的目标；电影260场: what is said of one item of a list ends it.
            listed = related and deed.lead == "、"
            parts.append("；" if listed else "，" if related or deed.lead not in ("，", "、") else deed.lead)
        parts.extend(["其余", *told] if at == left else told)
        heard += deed.words
        related = False
        following = every[at + 1] if at + 1 < len(every) else None
        left_to = _counts_rest(deed, every[at + 1 :], rest.roles.get("rest")) if rest is not None else False
        if rest is not None and rest.kind == "relation.rest" and not _goes_on(following) and not left_to:
            if following is not None and _opens_with(following, rest.roles["rest"]):
                left = at + 1
            else:
                parts.extend(["，", *say(rest)])
                related = True
        for relation in relations(deed) if moved is None else moved[1]:
            if relation.state:
                state = min(state, relation.state) if state else relation.state
                aimed = True
            words = say(relation) if relation.kind else relation.words
            parts.extend(["（", *words, "）"] if relation.bracketed else ["，", *words])
            related = not relation.bracketed
            plain = False
        before = deed
    if parts:
        close()
    return [one._replace(parts=_cause_in_front(behind(one.parts))) for one in found]


def _cause_in_front(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What came of something opens with it: 受6月洪涝影响，产量下降1.2% for 产量下降1.2%，受6月洪涝影响."""
    last = parts[-1] if parts else ""
    text = last if isinstance(last, str) else last.text
    if len(parts) < _TOLD or parts[-2] != "，" or _AFFECTED.fullmatch(text) is None:
        return parts
    return last, "，", *parts[:-2]


def _opens_with(following: Deed, rest: object) -> bool:
    """Whether the next deed opens with the number that is left: 整改1561条，12条挂牌督办."""
    return (
        isinstance(rest, Fact)
        and bool(following.figures)
        and bool(following.parts)
        and following.parts[0] is following.figures[0][1]
        and following.figures[0][1].text == rest.text
    )


def _event(deed: Deed, following: Deed) -> str:
    """The verb of an event that is named alone, before what it found: 开展 of 火灾隐患排查，发现12处 ("" for none)."""
    named = not deed.figures and not deed.spoken and following.verb in words("notes")["settled"]["found"]
    if not named or following.lead != "，" or "，" in deed.words or deed.words[:2] in verb_words():
        return ""
    return next((light for noun, light in words("notes")["events"].items() if deed.words.endswith(noun)), "")


def _part_of(deed: Deed, before: Deed | None) -> bool:
    """Whether a deed is a part of what stands right before it: 满意率95.9%；其中企业91.3%."""
    if before is None or not deed.words.startswith("其中") or not (deed.figures and before.figures):
        return False
    return deed.figures[0][0].unit == before.figures[-1][0].unit


def _counts_rest(deed: Deed, behind: Sequence[Deed], rest: object) -> bool:
    """Whether what stands behind in the same statement tells what became of some of the rest: 发现损坏318件，
    修复297件、拆除21件."""
    own, left = deed.figures[0][0], amounts(rest.text) if isinstance(rest, Fact) else []
    for one in behind:
        if one.lead in ("；", "。"):
            break
        if any(each.unit == own.unit and left and each.value <= left[0].value for each, _ in one.figures):
            return True
    return False


def _goes_on(following: Deed | None) -> bool:
    """Whether what is left is told by the note itself: 其余7个限期整改, 另有3处正在等待设备, 不合格的1人调离."""
    return following is not None and following.words.startswith(
        ("其余", "另", "剩", "未", "不合格", "尚", "限期", "责令")
    )


def _moved(deed: Deed, say: Say) -> tuple[list[Part], list[Relation]] | None:
    """路灯年电费由上年的19.3万元降至11.8万元，下降38.86%: what fell and has no goal is told from last year's figure on;
    None where that is not what a note says."""
    last = next((one for one in deed.spoken if one.kind == "last" and one.amount is not None), None)
    if last is None or last.amount is None or len(deed.figures) != 1 or deed.verb:
        return None
    own, figure = deed.figures[0]
    pair = comparable(deed, last.amount)
    if pair is None or own.value == last.amount.value or deed.parts[-1] is not figure:
        return None
    aimed = any(one.kind == "target" for one in deed.spoken)
    if aimed or is_rate(own) or len(deed.spoken) > 1 or own.value > last.amount.value:
        return None
    every = list(relations(deed))
    moved = next((one for one in every if one.kind == "relation.fall"), None)
    if moved is None:
        return None
    roles = {role: value for role, value in moved.roles.items() if not (role == "growth" and moved.brief)}
    said = Relation("relation.down", {**roles, "figure": figure}, 0, less=moved.less)
    return [*deed.parts[:-1], *say(said)], [one for one in every if one is not moved]


def ordered(found: Sequence[Statement]) -> list[Statement]:
    """Statements with goals: within a run of them those that were missed come last; what one label is of stays one. A
    long note that lists what was done tells first what no goal was set for."""
    if len(found) >= _LISTED and len({one.note for one in found}) == 1 and found[0].topic is None:
        return sorted(found, key=lambda each: 2 if each.state < 0 else int(each.aimed))
    done: list[Statement] = []
    run: list[Statement] = []
    for one in (*found, None):
        if one is not None and one.aimed:
            run.append(one)
            continue
        # What one label is of goes where its worst goes.
        missed = {each.note for each in run if each.topic and each.state < 0}
        done.extend(sorted(run, key=lambda each: each.state < 0 or each.note in missed))
        run = []
        if one is not None:
            done.append(one)
    return done


def sentences(found: Sequence[Statement], akin: Callable[[Statement, Statement], bool]) -> list[list[Statement]]:
    """Statements that share a sentence: those of one note, short neighbours that are plain or `akin`, goals; a label
    opens one."""
    groups: list[list[Statement]] = []
    length = 0
    held: dict[int, int] = {}
    for one in found:
        held[one.note] = held.get(one.note, 0) + 1
    for one in found:
        last = groups[-1][-1] if groups else None
        same = last is not None and last.note == one.note
        # A line that tells several things keeps them to itself.
        alone = last is not None and held[last.note] == held[one.note] == 1
        short = last is not None and last.length <= SHORT and one.length <= SHORT and last.state >= 0
        short = short and (same or alone)
        short = short and last is not None and ((last.plain and one.plain) or akin(last, one))
        # 评为“中”的是转产培训 says which one it is, and nothing of what comes next.
        short = short and last is not None and "的是" not in last.words
        goals = last is not None and last.aimed and one.aimed and last.state >= 0
        labelled_anew = last is not None and last.topic != one.topic
        if groups and length + one.length <= LONGEST and (same or short or goals) and not labelled_anew:
            groups[-1].append(one)
            length += one.length + 1
        else:
            groups.append([one])
            length = one.length
    return groups


def run_on(group: Sequence[Statement]) -> list[Part]:
    """The words of statements that share a sentence: plain ones of a figure each are joined by ，, others by ；. A verb
    that the program put before neighbours is said once: 举办电商培训8期、家政培训12期."""
    parts: list[Part] = []
    before: Statement | None = None
    for one in group:
        told = one.parts
        if before is not None:
            plain = before.plain and one.plain
            if plain and isinstance(told[0], str) and told[0] == before.parts[0]:
                told = told[1:]
            parts.append("，" if plain else "；")
        parts.extend(told)
        before = one
    return parts


def facts(parts: Sequence[Part]) -> list[Fact]:
    """The facts among some parts."""
    return [part for part in parts if isinstance(part, Fact)]
