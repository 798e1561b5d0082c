"""Marks of a line: one width for all, brackets and quotation marks in pairs, what stands inside them protected.

The reader of notes gains that a mark means the same whatever keyboard typed it, and that a title or a name in quotation
marks is never cut in two. Every function answers in places of the line as it was typed.

Limits: a bracket that is never closed protects nothing; it is read as a character.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

_OPEN = {"（": "）", "《": "》", "“": "”", "‘": "’", "「": "」", "『": "』", "〔": "〕", "【": "】", "〈": "〉"}
#: Half-width marks that mean a Chinese one between Chinese words.
_WIDE = {"(": "（", ")": "）", ";": "；", "[": "〔", "]": "〕", "｛": "（", "｝": "）"}
_LIKE = {
    "＂": '"',
    "﹪": "%",
    "％": "%",
    "．": ".",
    "－": "-",
    "−": "-",
    "＋": "+",
    "≦": "≤",
    "≧": "≥",
    "⩽": "≤",
    "⩾": "≥",
}
_OPENING = re.compile(f"[{''.join(_OPEN)}]")
_ANY_PAIR = re.compile(f"[{''.join(_OPEN)}{''.join(_OPEN.values())}]")
#: What :func:`fold` looks at: a line without any is as it was typed.
_TYPED = re.compile(f'[{re.escape("".join((*_LIKE, *_WIDE)))}！-＋－-９＜-＞＠-｝\u00a0\t\u2002\u2003\u2009,:"]')
#: What a line is taken apart at, weightiest first.
STOPS = "。！？；"
QUOTES = "《“‘「『〈"


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` with one width for every character and the same length: ７８% (目标) becomes 78% （目标）."""
    if _TYPED.search(text) is None or (text.isascii() and not any(c in "();[],:" for c in text)):
        return text
    out = list(text)
    for index, c in enumerate(text):
        if c in _LIKE:
            out[index] = _LIKE[c]
        elif c in _WIDE:
            out[index] = _WIDE[c]
        elif "！" <= c <= "～" and c not in "，；：！？（）～":
            narrow = unicodedata.normalize("NFKC", c)
            out[index] = narrow if len(narrow) == 1 else c
        elif c in "\u00a0\t\u2002\u2003\u2009":
            out[index] = " "
    # A comma or a colon between digits stays what it is (12,000, 9:30); elsewhere it is the Chinese mark.
    for index, c in enumerate(out):
        if c in ",:":
            before = out[index - 1] if index else ""
            after = out[index + 1] if index + 1 < len(out) else ""
            if not (before.isdigit() and after.isdigit()):
                out[index] = "，" if c == "," else "："
    quotes = 0
    for index, c in enumerate(out):
        if c == '"':
            out[index] = "“" if quotes % 2 == 0 else "”"
            quotes += 1
    return "".join(out)


class Bracket(NamedTuple):
    """A pair of marks: `start` is the place of the opening one, `end` that behind the closing one."""

    start: int
    end: int
    mark: str


def brackets(folded: str) -> list[Bracket]:
    """The outermost pairs of a folded line, in their order; a mark without its partner makes none."""
    if _OPENING.search(folded) is None:
        return []
    found: list[Bracket] = []
    stack: list[tuple[str, int]] = []
    # How many marks are open that a character would close.
    awaited: Counter[str] = Counter()
    for match in _ANY_PAIR.finditer(folded):
        index, c = match.start(), match[0]
        if c in _OPEN:
            stack.append((c, index))
            awaited[_OPEN[c]] += 1
        elif awaited[c]:
            while stack:
                mark, start = stack.pop()
                awaited[_OPEN[mark]] -= 1
                if _OPEN[mark] == c:
                    found.append(Bracket(start, index + 1, mark))
                    break
    found.sort(key=lambda one: (one.start, -one.end))
    outer: list[Bracket] = []
    for one in found:
        if not outer or one.start >= outer[-1].end:
            outer.append(one)
    return outer


def split(folded: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    """The stretches of ``folded[start:end]`` between the characters `marks` that stand outside of all brackets."""
    inside = brackets(folded[start:end])
    at = index = start
    mark = _any_of(marks)
    for pair in (*inside, None):
        for match in mark.finditer(folded, index, end if pair is None else start + pair.start):
            yield at, match.start()
            at = match.end()
        index = end if pair is None else start + pair.end
    yield at, end


def trimmed(folded: str, start: int, end: int, marks: str = " \u3000") -> tuple[int, int]:
    """The stretch without blanks (or `marks`) at its ends."""
    while start < end and folded[start] in marks:
        start += 1
    while end > start and folded[end - 1] in marks:
        end -= 1
    return start, end


def in_series(names: Sequence[str]) -> str:
    """Names as a sentence lists them: 甲、乙和丙; "" for none."""
    return "和".join(filter(None, ["、".join(names[:-1]), *names[-1:]]))
