"""The two sides of a pair with their marks, for whoever shows them: screen or page.

The reader gains one rule for both: what was deleted is marked on the old side, what was inserted on the new, and what
looks forgotten wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from drafter.comparing.comparison import Comparison, SentencePair
from drafter.comparing.segments import Segment
from drafter.comparing.tokens import tokens

#: What the kinds and levels are called on screen and page.
NAMES = {"same": "相同", "figures": "数字", "wording": "措辞", "added": "新增", "dropped": "删去"}
LEVELS = {"certain": "确定", "likely": "可能", "look": "看一眼"}
MINOR = {"years": "只是年份顺延", "numbering": "只是序号变了", "width": "只是全角半角不同", "own": "程序换了说法"}
MOVED, STALE = "挪动", "疑似未更新"


class Mark(NamedTuple):
    """Words of one side; `sort` is "", delete or insert; `stale` whether they look forgotten; `strong` whether inside a
    changed title they are what changed."""

    text: str
    sort: str = ""
    stale: bool = False
    strong: bool = False


def sides(pair: SentencePair) -> tuple[list[Mark], list[Mark]]:
    """The marks of the old and of the new side of a pair."""
    old = [mark for mark in _titled(pair.segments) if mark.sort != "insert"]
    new = [mark for mark in _titled(pair.segments) if mark.sort != "delete"]
    spans = [
        (one.start, one.start + len(one.quote)) for one in pair.stale if one.start >= 0 and one.sort != "boilerplate"
    ]
    return old, _overlaid(new, spans) if spans else new


def _titled(segments: Sequence[Segment]) -> Iterator[Mark]:
    """The segments as marks; in a 《title》 that took the place of another, what differs stands out."""
    for at, (tag, text) in enumerate(segments):
        beside = segments[at + 1] if tag == "delete" and at + 1 < len(segments) else segments[at - 1] if at else None
        twins = beside is not None and {tag, beside[0]} == {"delete", "insert"}
        if twins and beside is not None and text[0] == "《" == beside[1][0]:
            ours, theirs = tokens(text[1:]), tokens(beside[1][1:])
            if len(ours) == len(theirs):
                yield Mark("《", tag)
                for one, other in zip(ours, theirs, strict=True):
                    yield Mark(one.text, tag, False, one != other)
                continue
        yield Mark(text, "" if tag == "equal" else tag)


def _overlaid(marks: list[Mark], spans: list[tuple[int, int]]) -> list[Mark]:
    """Marks cut at the borders of stale words, those inside flagged."""
    borders = sorted({at for span in spans for at in span})
    done: list[Mark] = []
    at = 0
    for mark in marks:
        end = at + len(mark.text)
        cuts = [at, *(b for b in borders if at < b < end), end]
        for low, high in pairwise(cuts):
            inside = any(start <= low and high <= stop for start, stop in spans)
            done.append(mark._replace(text=mark.text[low - at : high - at], stale=inside))
        at = end
    return done


def shown(pair: SentencePair) -> bool:
    """Whether a pair is for the reader's eyes, not folded away with what is the same."""
    if pair.stale or pair.moved:
        return True
    return pair.kind != "same" and not pair.minor


def labels(pair: SentencePair) -> list[str]:
    """What a pair is, in words: its kind, whether it moved, whether it only looks different."""
    found = [MINOR[pair.minor] if pair.minor else NAMES[pair.kind]]
    return ([MOVED] if pair.kind == "same" else [*found, MOVED]) if pair.moved else found


def folded(pairs: Sequence[SentencePair]) -> Iterator[tuple[bool, list[SentencePair]]]:
    """The pairs in runs: one by one where they are to be seen, together where they are folded."""
    run: list[SentencePair] = []
    for pair in pairs:
        if shown(pair):
            if run:
                yield False, run
                run = []
            yield True, [pair]
        else:
            run.append(pair)
    if run:
        yield False, run


def fold_label(pairs: Sequence[SentencePair]) -> str:
    """What a folded run holds: 相同12处，程序换了说法3处."""
    counts = {name: sum(pair.minor == minor for pair in pairs) for minor, name in {"": NAMES["same"], **MINOR}.items()}
    return "，".join(f"{name}{count}处" for name, count in counts.items() if count)


def summary_line(found: Comparison) -> str:
    """The line on top: what changed, by kind, and how much looks forgotten."""
    counts = found.summary
    if not found.pairs:
        return "两份文稿都是空的"
    if found.same:
        return f"两份文稿相同，共{counts.same}处"
    parts = [
        f"数字有变{counts.figures}处", f"措辞有变{counts.wording}处",
        f"新增{counts.added}处", f"删去{counts.dropped}处", f"挪动{counts.moved}处", f"相同{counts.same}处",
    ]  # fmt: skip
    for at, minors in enumerate((("years", "numbering"), ("own",))):
        numbers = [(MINOR[minor], sum(pair.minor == minor for pair in found.pairs)) for minor in minors]
        if inside := "，".join(f"{name}{count}处" for name, count in numbers if count):
            parts[at] += f"（{inside}）"
    return "，".join(parts)


def stale_line(found: Comparison) -> str:
    """疑似未更新14处：确定3，可能8，看一眼3（另有2处核对过）; "" where nothing is."""
    levels = [one.level for pair in found.pairs for one in pair.stale]
    done = f"（另有{len(found.ticked)}处核对过）" if found.ticked else ""
    if not levels:
        return f"{STALE}0处{done}" if done else ""
    parts = [f"{name}{levels.count(level)}" for level, name in LEVELS.items() if level in levels]
    return f"{STALE}{len(levels)}处：" + "，".join(parts) + done


def place(found: Comparison, pair: SentencePair) -> str:
    """Where a pair stands: the headings above it."""
    unit = found.new.units[pair.new[0]] if pair.new else found.old.units[pair.old[0]]
    return " > ".join(unit.section)


def lines(found: Comparison, pair: SentencePair) -> tuple[int, int]:
    """The lines of the files where the sides of a pair begin (0: in none)."""
    old = found.old.units[pair.old[0]].line if pair.old else 0
    new = found.new.units[pair.new[0]].line if pair.new else 0
    return old, new
