"""The status of each finding of a letter: as its writer states it, as the summary names it, or as its notes say.

Limits: none is said where it cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.facts.fact import Event, Fact, Row
from drafter.language.late import LatePattern
from drafter.language.numerals import count_value, one_to_ten

_OPEN = LatePattern(
    "其余|剩|尚未|尚有|正在|仍有|未完成|没有完成|未整改|推进中|没批|未批|在建|在重建|在补|未到位"
    "|仍在|还在|协商中|诉讼中|审核中|待批复|在审"
)
_DONE, _GOING = "已完成", "正在推进"
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_COUNT_DONE = re.compile(
    rf"(?<![未没])(?<!没有)(?<!尚未)(?:已)?(?:全部)?(?:完成|改完|办结|销号)(?:整改)?(?P<count>{_NUMBER})[个项]|(?P<before>{_NUMBER})[个项](?:问题)?(?:已)?(?:完成整改|整改完成|整改到位)"
)
_COUNT_GOING = re.compile(
    rf"(?:正在推进|正在整改|整改中|推进中|在推进|未完成|尚未完成|没有完成|持续推进)(?:整改)?(?P<count>{_NUMBER})[个项]|(?P<before>{_NUMBER})[个项](?:问题)?(?:正在推进|正在整改|尚未完成|未完成|在推进|推进中)"
)
_NAMED_GOING = re.compile(
    "(?P<which>(?:[①-⑳][、和]?)+|第[一二三四五六七八九十、第和]+[个项](?:问题)?|问题[一二三四五六七八九十、和]+)(?:正在|推进中|整改中|尚未|未完成|没有完成)"
)


def _value(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    return count_value(match["count"] or match["before"])


def statuses(findings: Sequence[Row], summary: Sequence[Event]) -> dict[str, Fact]:
    """已完成 or 正在推进 for each finding, by its path: as the writer states it; else as the summary names them; else
    as the notes say, if that comes to the numbers of the summary. None is said where it cannot be known."""
    found: dict[str, Fact] = {}
    for row in findings:
        if isinstance(stated := row.get("status"), Fact):
            found[row.path] = stated
    left = [row for row in findings if row.path not in found]
    text = "；".join(str(one.roles["note"]) for one in summary if "note" in one.roles)
    paths = tuple(one.path for one in summary)
    going, done = _value(_COUNT_GOING.search(text)), _value(_COUNT_DONE.search(text))
    named = _NAMED_GOING.search(text)
    if not left or (going is None and done is None and named is None):
        return found
    if named is not None:
        numbers = {_ordinal(c) for c in named["which"]}
        open_ = {row.path for index, row in enumerate(findings) if index + 1 in numbers}
    else:
        open_ = {row.path for row in left if _OPEN.search("；".join(texts_of(row)))}
    closed = len(findings) - len(open_)
    if (going is not None and going != len(open_)) or (done is not None and done != closed):
        return found
    for row in left:
        word = _GOING if row.path in open_ else _DONE
        found[row.path] = Fact(f"{row.path}.status", word, derived=True, also=paths)
    return found


def _ordinal(c: str) -> int:
    if "①" <= c <= "⑳":
        return ord(c) - ord("①") + 1
    return one_to_ten(c)


def texts_of(row: Row) -> list[str]:
    """The notes of a finding."""
    notes = row.get("notes")
    return (
        [str(one.roles["note"]) for one in notes if isinstance(one, Event) and "note" in one.roles]
        if isinstance(notes, tuple)
        else []
    )
