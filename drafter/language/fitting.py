"""A text made to fit a field measured in bytes: what weighs most is kept, in its order, and what was cut is told.

The clerk gains a field that the system takes, with the figures, results and reasons in it, and the list of what had to
stay out. Which words weigh how much is data (`rules/fitting.toml`).

Limits: a text is cut at the ends of sentences and at ；; only a sentence that alone is too long is cut at its commas,
and only a clause that alone is too long within. Nothing is put in other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import NamedTuple

from drafter.files.values import RawTable
from drafter.language.figures import tokens
from drafter.language.lexicon import alternatives
from drafter.language.numerals import numeral
from drafter.language.sentences import split
from drafter.language.tables import table

_ENDS = "。！？；\n"
_CLAUSES = "，,、"
_PASSES = 4
#: Numbers of items: their pattern, and how the n-th is written.
_NUMBERED: tuple[tuple[re.Pattern[str], Callable[[int, str], str]], ...] = (
    (re.compile(r"\d{1,2}(?P<mark>[.．、])(?!\d)"), lambda number, mark: f"{number}{mark}"),
    (re.compile(r"[（(]\d{1,2}(?P<mark>[）)])"), lambda number, mark: f"（{number}）"),
    (re.compile(r"[一二三四五六七八九十]{1,3}(?P<mark>[是、])"), lambda number, mark: f"{numeral(number)}{mark}"),
)


class Fitted(NamedTuple):
    """What of a text fits, and the pieces that were cut, as they stood."""

    text: str
    cut: tuple[str, ...] = ()


def fit(text: str, most: int, names: Collection[str] = ()) -> Fitted:
    """`text` in at most `most` bytes of UTF-8; pieces that name one of `names` (indicators) weigh more."""
    if len(text.encode()) <= most:
        return Fitted(text)
    pieces = split(text, _ENDS)
    kept = _choose(pieces, most, names)
    if not kept:
        best = max(range(len(pieces)), key=lambda at: (_weight(pieces[at], names), -at))
        inner = _shorten(pieces[best], most, names)
        rest = tuple(_bare(one) for at, one in enumerate(pieces) if at != best and _bare(one))
        return Fitted(inner.text, inner.cut + rest)
    chosen = _renumbered([pieces[at] for at in kept], pieces)
    left = set(range(len(pieces))) - set(kept)
    return Fitted(
        _closed("".join(chosen), text, most), tuple(_bare(pieces[at]) for at in sorted(left) if _bare(pieces[at]))
    )


def _choose(pieces: Sequence[str], most: int, names: Collection[str]) -> list[int]:
    """Which pieces stay: the weightiest first, while there is room; a piece that leans stays with the one before."""
    order = sorted(range(len(pieces)), key=lambda at: (-_weight(pieces[at], names), at))
    kept: set[int] = set()
    room = most
    for _ in range(_PASSES):
        before = len(kept)
        for at in order:
            size = len(pieces[at].encode())
            if at in kept or size > room or not _bare(pieces[at]) or (at and _leans(pieces[at]) and at - 1 not in kept):
                continue
            kept.add(at)
            room -= size
        if len(kept) == before:
            break
    return sorted(kept)


def _shorten(piece: str, most: int, names: Collection[str]) -> Fitted:
    """A sentence that alone is too long: its clauses, then its characters."""
    clauses = split(piece, _CLAUSES)
    kept = _choose(clauses, most, names) if len(clauses) > 1 else []
    if kept:
        left = [_bare(one) for at, one in enumerate(clauses) if at not in set(kept)]
        return Fitted(_closed("".join(clauses[at] for at in kept), piece, most), tuple(one for one in left if one))
    text = piece.encode()[:most].decode(errors="ignore")
    return Fitted(text, (piece[len(text) :],))


def _weight(piece: str, names: Collection[str]) -> int:
    data = _data()
    for pattern, _ in _NUMBERED:
        if (match := pattern.match(piece.lstrip())) is not None:
            piece = piece.lstrip()[match.end() :]
    found: int = min(len(tokens(piece).figures), int(data["figures"])) * int(data["figure"])
    found += sum(name in piece for name in names) * int(data["named"])
    found += bool(_pattern("reasons").search(piece)) * int(data["reason"])
    found += bool(_pattern("results").search(piece)) * int(data["result"])
    filler: int = data["filler"]
    return found - len(_pattern("fillers").findall(piece)) * filler


def _leans(piece: str) -> bool:
    return _pattern("leaning").match(piece.lstrip()) is not None


def _renumbered(chosen: Sequence[str], pieces: Sequence[str]) -> list[str]:
    """Items numbered anew where some between them were cut."""
    for pattern, written in _NUMBERED:
        if sum(pattern.match(one.lstrip()) is not None for one in pieces) < 2:
            continue
        made, number = [], 0
        for one in chosen:
            match = pattern.match(one.lstrip())
            if match is None:
                made.append(one)
                continue
            number += 1
            lead = one[: len(one) - len(one.lstrip())]
            made.append(f"{lead}{written(number, match['mark'])}{one.lstrip()[match.end() :]}")
        return made
    return list(chosen)


def _closed(text: str, before: str, most: int) -> str:
    """A text that ends as the one it is part of did, where there is room for the mark."""
    stripped, end = text.rstrip("；，,、\n"), before.rstrip()[-1:]
    if not end or end not in "。！？" or stripped[-1:] in "。！？" or len((stripped + end).encode()) > most:
        return stripped
    return stripped + end


def _bare(piece: str) -> str:
    return piece.strip(" \n\u3000。；，,、")


@cache
def _data() -> RawTable:
    return table("fitting")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(_data()[name]))
