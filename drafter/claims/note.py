"""A note as it is understood: what was done or counted, and what is said about it (target, last year, reason, status).

The reader of a report gains that a deed keeps the words it was noted in: reading takes a line apart into stretches of
the line itself and never rewrites one. Whatever is not understood is a stretch of words like any other and is told as
it stands.

Limits: one line at a time; what lines have to do with each other is for whoever composes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache

from drafter.claims.belonging import fitting, reason_behind
from drafter.claims.note_words import affected, heads, judged, statuses
from drafter.claims.segment import ReadNote, Segment, SegmentPiece, moved
from drafter.claims.units import with_units
from drafter.language.amounts import Amount, amounts
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.marks import QUOTES, Bracket, brackets, fold, split, trimmed
from drafter.language.pieces import pieces
from drafter.language.times import opening_time
from drafter.language.verbs import find_verb

#: What is said about a claim, not a claim itself.
ABOUT = frozenset(("target", "last", "reason", "result", "status", "more"))

#: What opens a part of what was just counted.
_PARTS = ("其中", "包括", "含", "分别")
#: What opens the reason for a goal that was missed, which may stand further back.
_WHY_MISSED = LatePattern("[没未]有?(?:达到|达标|完成)的?(?:主要)?原因(?:是|为|在于)?[：:]? ?")
_BLANKS = re.compile(" +")
#: 三公11.2万元，预算14万元，上年11.9万元: the budget beside a sum says something of it, last year's is said of the sum.
_BUDGET = LatePattern("(?:(?:年初|全年|调整后?)?预算数?|合同价|中标价|定额|标准)(?:为|是)? ?≤?")


@lru_cache(maxsize=4096)
def read_note(text: str) -> ReadNote:
    """The note in a line of text. Never raises: what is not understood is kept as words."""
    folded = fold(text)
    found: list[Segment] = []
    for start, end in pieces(folded):
        before = len(found)
        found += (moved(one, start, before) for one in _piece(folded[start:end], "；" if found else ""))
    return ReadNote(text, folded, tuple(found))


@lru_cache(maxsize=4096)
def _piece(folded: str, lead: str) -> tuple[Segment, ...]:
    """What a folded piece of a line says, behind the mark `lead`."""
    found: list[Segment] = []
    opened = lead
    latest = -1
    for start, end in split(folded, 0, len(folded), "；。！？"):
        claim = -1
        for low, high in split(folded, start, end, "，"):
            low, high = trimmed(folded, low, high, " \u3000，、")
            if low == high:
                continue
            before = len(found)
            held = claim
            dash = reason_behind(folded, low, high)
            stop = dash[0] if dash is not None else high
            claim = _clause(folded, low, stop, lead or ("；" if found else ""), found, claim, latest)
            if dash is not None and claim >= 0:
                found.append(Segment("reason", *dash, high, "，", of=claim))
            if held >= 0 and folded.startswith(_PARTS, low):
                # 三公61.3万元，其中公车58.1万元，上年66.9万元: what is said next is said of the whole.
                claim = held
            latest = next((at for at in range(len(found) - 1, before - 1, -1) if found[at].role not in ABOUT), latest)
            lead = "，"
        lead = folded[end] if end < len(folded) and folded[end] == "。" else "；"
        if not found:
            lead = opened
    return with_units(folded, found)


def _clause(folded: str, start: int, end: int, lead: str, found: list[Segment], claim: int, latest: int) -> int:
    """Read what stands between two commas into `found`; answers the segment that following clauses speak about. `claim`
    is that of the clause before in the sentence, or -1, `latest` the last one so far: what opens with 上年 behind a ；
    speaks about it too."""
    why = _WHY_MISSED.match(folded, start, end)
    if why is not None and why.end() < end and len(missed := _missed(folded, found)) == 1:
        found.append(Segment("reason", start, why.end(), end, lead, of=missed.pop()))
        return claim
    before = claim if claim >= 0 else latest
    said = _about(folded, start, end, lead, before) if before >= 0 else None
    named = said is not None and said.role == "reason" and folded.startswith(("原因", "主要原因"), start)
    if said is not None and (claim >= 0 or named or said.role in ("target", "last", "status")):
        found.append(said._replace(of=fitting(found, before, said)))
        return before
    if claim >= 0 and _budget(folded, start, end, found[claim]):
        found.append(Segment("more", start, start, end, lead, of=claim))
        return claim
    if found and found[-1].role in ("reason", "result") and lead == "，" and not _countable(folded, start, end):
        # 原因：一是…，二是…: what follows a reason belongs to it until something new is counted.
        last = found[-1]
        found[-1] = last._replace(end=end)
        return claim
    whole = claim if folded.startswith(_PARTS, start) else -1
    for low, high, mark, inner in _items(folded, start, end):
        first = lead if low == start or not mark else mark
        found.append(_claim(folded, low, high, first))
        claim = len(found) - 1
        for below, above in inner:
            said = _about(folded, below, above, "（", claim)
            if said is not None and whole >= 0 and _of_whole(said, found[claim], found[whole]):
                said = said._replace(of=whole)
            # 应2400，那40张因停产没到货: what stands beside a goal in a bracket is said behind it.
            told = said or Segment("more", below, below, above, "（", of=claim)
            found.append(told._replace(of=fitting(found, told.of, told)) if told.of == claim else told)
    return claim


def _missed(folded: str, found: Sequence[Segment]) -> set[int]:
    """The claims whose goals the note says were missed: 86.7%（目标88%没达到）."""
    bad = tuple(phrase for good, phrases in statuses() if good < 0 for phrase in phrases)
    return {
        one.of
        for one in found
        if (one.role == "status" and one.good < 0) or (one.role == "target" and folded.startswith(bad, one.end))
    }


def _budget(folded: str, start: int, end: int, claim: Segment) -> bool:
    """Whether a clause says no more than the budget of the sum that the claim before it ends with."""
    match = _BUDGET.match(folded, start, end)
    if match is None or not claim.amounts or claim.amounts[-1].sort != "money":
        return False
    found = amounts(folded, match.end(), end)
    spent = "预算" not in folded[claim.start : claim.end]
    return spent and len(found) == 1 and (found[0].start, found[0].end) == (match.end(), end)


def _of_whole(said: Segment, part: Segment, whole: Segment) -> bool:
    """Whether what stands behind the last of some parts is held against their sum, as it is where it is nearer to that:
    改厕132户，其中三格式118户、接管网14户（任务130）."""
    if said.role not in ("target", "last") or not (said.amounts and part.amounts and whole.amounts):
        return False
    given, own, all_ = (one.amounts[-1].value for one in (said, part, whole))
    return abs(given - all_) < abs(given - own)


def _items(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str, list[tuple[int, int]]]]:
    """The claims of a clause: parts between 、 or blanks where each is counted, each without the brackets that speak
    about it, which are given beside it."""
    for low, high, mark in _parts(folded, start, end):
        spoken: list[tuple[int, int]] = []
        last = high
        pairs = [pair for pair in brackets(folded[low:high]) if pair.mark == "（"]
        if pairs and low + pairs[-1].end == high and pairs[-1].start > 0:
            pair = pairs[-1]
            inside = list(_sayings(folded, low + pair.start + 1, low + pair.end - 1))
            heads = [_about(folded, *one, "（", 0) for one in inside]
            goals = {one.role for one in heads if one is not None}
            if inside and (heads[0] is not None or goals & {"target", "last"}):
                spoken, last = inside, low + pair.start
        low, last = trimmed(folded, low, last)
        yield low, last, mark, spoken


def _sayings(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a bracket says, apart at its commas; what follows a reason belongs to it."""
    pending: tuple[int, int] | None = None
    for low, high in split(folded, start, end, "，；"):
        low, high = trimmed(folded, low, high)
        if low == high:
            continue
        said = _about(folded, low, high, "（", 0)
        if pending is not None and said is None:
            pending = pending[0], high
            continue
        if pending is not None:
            yield pending
            pending = None
        if said is not None and said.role in ("reason", "result"):
            pending = low, high
        else:
            yield low, high
    if pending is not None:
        yield pending


def _parts(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A clause apart at 、 where what stands on both sides is counted, and at blanks that stand for a mark."""
    cuts: list[tuple[int, int, str]] = []
    pieces = list(split(folded, start, end, "、"))
    if len(pieces) > 1 and sum(_counted(folded, *piece) for piece in pieces) >= 2:
        low = start
        for index, piece in enumerate(pieces[:-1]):
            if _counted(folded, *piece) and _counted(folded, *pieces[index + 1]):
                cuts.append((piece[1], piece[1] + 1, "、"))
    inside = [(start + one.start, start + one.end) for one in brackets(folded[start:end])]
    at, closed = 0, start
    held = amounts(folded, start, end) if " " in folded[start:end] else []
    own = 0
    # An amount may hold a blank (3 个), not three: what stands further back says nothing about it.
    behind = deque([start], maxlen=3)
    for run in _BLANKS.finditer(folded, start + 1, end - 1):
        index, stop = run.span()
        while at < len(inside) and inside[at][0] < index:
            closed = max(closed, inside[at][1])
            at += 1
        while own < len(held) and held[own].end <= index:
            own += 1
        if index < closed or (own < len(held) and held[own].start < index):
            continue
        before_that = behind[0]
        behind.append(stop)
        before, after = folded[index - 1], folded[stop : stop + 1]
        if not (_chinese(before) or before.isdigit() or before == "%") or not (_chinese(after) or after.isdigit()):
            continue
        if _counted(folded, before_that, index):
            cuts.append((index, stop, "、" if after.isdigit() and not _moves(folded, stop, end) else "，"))
    low, mark = start, ""
    for cut, after_cut, sign in sorted(cuts):
        if cut >= low:
            yield low, cut, mark
            low, mark = after_cut, sign
    yield low, end, mark


def _moves(folded: str, start: int, end: int) -> bool:
    """Whether a part that opens with a figure goes on with a clause (46个项目参赛), not with a mere unit (55.8万元)."""
    near = folded.find(" ", _stop(folded, start, end) + 1, end)
    first = next(iter(amounts(folded, start, near if near > 0 else end)), None)
    return first is not None and first.end < _stop(folded, start, end) - 1


def _stop(folded: str, start: int, end: int) -> int:
    blank = folded.find(" ", start, end)
    return blank if blank > 0 else end


def _chinese(c: str) -> bool:
    return bool(c) and ("\u4e00" <= c <= "\u9fff" or c in "”》）“《（")


def _counted(folded: str, start: int, end: int) -> bool:
    """Whether a part ends with an amount, brackets behind it aside."""
    low, high = trimmed(folded, start, end)
    pairs = brackets(folded[low:high])
    if pairs and low + pairs[-1].end == high and pairs[-1].mark == "（":
        inner = next((one for one in amounts(folded, low, high) if one.end == high), None)
        if inner is None:
            high = low + pairs[-1].start
    return any(one.end == high for one in amounts(folded, low, high))


def _countable(folded: str, start: int, end: int) -> bool:
    return _counted(folded, start, end) and find_verb(folded, start, end, []) is not None


def _about(folded: str, start: int, end: int, lead: str, of: int) -> Segment | None:
    """The segment of a clause that speaks about a claim, or None where it is a claim of its own."""
    said = folded[start:end]
    for good, phrases in statuses():
        if said in phrases:
            return Segment("status", start, start, end, lead, of=of, good=good)
        if good < 0 and "：" in said and (phrase := said[: said.index("：")]) in phrases:
            return Segment("reason", start, start + len(phrase) + 1, end, lead, of=of)
    if affected().match(said):
        return Segment("reason", start, start, end, lead, of=of)
    for role, pattern in heads():
        match = pattern.match(folded, start, end)
        if match is None or match.end() >= end or (role == "owed" and lead != "（"):
            continue
        begin = match.end()
        role = "target" if role == "owed" else role
        if role in ("reason", "result"):
            if role == "reason" and match[0] == "因" and folded[begin : begin + 1] in "此而":
                # 因此不能挖 tells what came of it.
                continue
            if role == "reason" and match[0] in ("因", "因为", "由于") and _countable(folded, start, end):
                continue
            return Segment(role, start, begin, end, lead, of=of)
        tail = folded[end - 1]
        capped = role == "target" and match[0].rstrip("：: 为是值数") in words("notes")["heads"]["most"]
        # 不低于98%的目标, 目标控制在43公斤以内: what stands before and behind the amount says no more than it does.
        low = begin + len("控制在") if folded.startswith("控制在", begin) else begin
        found = amounts(folded, low, end)
        if match[0].startswith("指标") and found and found[0].unit in ("个", "项", "条"):
            # 指标12个 counts indicators.
            continue
        said_so = bool(found) and role == "target" and folded[found[0].end : end] in judged()
        if len(found) == 1 and found[0].start == low and (found[0].end == end or tail in "多余内" or said_so):
            one = found[0]
            end = one.end if said_so else end
            if low > begin or ((capped or tail == "内") and not one.bound):
                one = one._replace(bound="most")
            return Segment(role, start, begin, end, lead, amounts=(one,), of=of)
    return None


def _claim(folded: str, start: int, end: int, lead: str) -> Segment:
    """A claim with its pieces: time, what stands before the verb, verb, object, amounts."""
    found = tuple(amounts(folded, start, end))
    held = [Bracket(start + one.start, start + one.end, one.mark) for one in brackets(folded[start:end])]
    protected = [one for one in held if one.mark in QUOTES or one.mark == "（"]
    opened = opening_time(folded, start, end)
    verb = find_verb(folded, opened, end, protected)
    marks: list[SegmentPiece] = []
    if opened > start:
        marks.append(SegmentPiece("time", start, opened))
    at = opened
    while at < end and folded[at] in " ，":
        at += 1
    if verb is not None:
        if verb[0] > at:
            marks.append(SegmentPiece("adverbial", at, verb[0]))
        marks.append(SegmentPiece("verb", *verb))
        at = verb[1]
    role = "object" if verb is not None else "words"
    pieces = list(_between(marks, at, end, role, found))
    kind = "deed" if verb is not None else "measure" if found else "words"
    return Segment(kind, start, start, end, lead, tuple(pieces), found)


def _between(
    marks: Sequence[SegmentPiece], at: int, end: int, role: str, found: Sequence[Amount]
) -> Iterator[SegmentPiece]:
    """All pieces in order, amounts cut out of the stretches that they stand in."""
    stretches = [*marks, *([SegmentPiece(role, at, end)] if at < end else [])]
    for stretch in stretches:
        low = stretch.start
        if stretch.role not in ("time", "verb"):
            for one in found:
                if stretch.start <= one.start and one.end <= stretch.end:
                    if one.start > low:
                        yield SegmentPiece(stretch.role, low, one.start)
                    yield SegmentPiece("amount", one.start, one.end)
                    low = one.end
        if low < stretch.end:
            yield SegmentPiece(stretch.role, low, stretch.end)
