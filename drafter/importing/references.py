"""Problems that only point to what was told before: 误报，上面说了.

The writer gains the problem by its name, to which the report adds the figures of the note: 误报率偏高.

Limits: only what a note about the same thing tells; where none does the words stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.claims.note import read_note
from drafter.claims.segment import ReadNote, Segment
from drafter.importing.proposal import Proposal
from drafter.language.times import opening_time

_WHERE = r"(?:上面|前面|前头|上头|上边|前边|刚才|前文|上文|前述|上述|见上|见前)"
_POINTS = re.compile(
    rf"(?P<what>[^，。；：:（(]{{2,16}}?)(?:的事|这块|这个事?|那块|这条|那条|的问题|的情况)?[，：:—（( ]*"
    rf"(?:(?:在|如)?{_WHERE}(?:已经?|都|也|就)*(?:说|写|讲|提|记|有|述)?(?:过|了|到|的|面)*|同上|如上)[）)。]*"
)
_JUDGED = re.compile(
    r"(?:太|偏|有点|比较|还是|也)*(?:高|低|多|少|慢|差|晚|不够|不达标|问题|(?:还)?[没未][\u4e00-\u9fff]{1,3})(?:的)?$"
)


def resolved(problem: tuple[str, str], proposal: Proposal) -> tuple[str, str]:
    """A problem with what it points to in its place."""
    match = _POINTS.fullmatch("，".join(one for one in problem if one))
    if match is None:
        return problem
    what = _JUDGED.sub("", match["what"]) or match["what"]
    best = max((told for note in _notes(proposal.data) if (told := _told(note, what))), default=None)
    return (best[1], "") if best is not None else problem


def _notes(data: object) -> Iterator[str]:
    """All notes of a case in the making."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("own", "origin"):
                yield from _notes(value)
    elif isinstance(data, list):
        for one in data:
            if isinstance(one, str):
                yield one
            else:
                yield from _notes(one)


def _told(text: str, what: str) -> tuple[int, str] | None:
    """What a note tells of a thing, and how much that is: a goal that was missed with its reason is most."""
    if what not in text:
        return None
    note = read_note(text)
    for segment, said in zip(note.segments, note.told(), strict=True):
        if segment.of >= 0 or what not in note.words(segment):
            continue
        goal = next((one for one in said if one.role == "target"), None)
        reason = next((one for one in said if one.role == "reason"), None)
        if goal is None and reason is None:
            continue
        known = (goal is not None) + 2 * (reason is not None)
        if goal is not None and (named := _named(note, segment, goal)):
            return known, named
        return known, "，".join([note.words(segment), *([note.words(reason)] if reason is not None else [])])
    return None


def _named(note: ReadNote, claim: Segment, goal: Segment) -> str:
    """误报率偏高, 新建水位站没有完成任务: what the figures of the note are then told of."""
    own, aim = (claim.amounts or (None,))[-1], (goal.amounts or (None,))[-1]
    if own is None or aim is None or own.value == aim.value:
        return ""
    name = note.folded[claim.start : own.start].strip("，：: 是为了只仅才")
    name = name[opening_time(name, 0, len(name)) :]
    if len(name) < 2 or re.search(r"\d", name):
        return ""
    if own.sort == "rate":
        return f"{name}偏{'高' if own.value > aim.value else '低'}"
    noun = note.folded[goal.head : goal.start].strip("：: 是为") or "目标"
    return f"{name}没有达到{noun}" if own.value < aim.value else f"{name}超过{noun}"
