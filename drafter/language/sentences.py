"""Where sentences end: at 。！？ (and ；, if asked), never inside quotes, titles or brackets that are closed.

Source of the marks: GB/T 15834-2011, 4.1 to 4.3 and 4.6.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Marks that end a sentence; ； parts clauses, and is an end for those who ask.
ENDS = "。！？"
OPENS = "“‘《〈（(【〔「『["
CLOSES = "”’》〉）)】〕」』]"
_PAIR = dict(zip(CLOSES, OPENS, strict=True))
_MARKS = re.compile(f"[{re.escape(OPENS + CLOSES)}]")


def pairs(text: str) -> list[tuple[int, int]]:
    """The outermost closed pairs of quotes and brackets, as (offset of the opening, of the closing) mark.

    An opening mark that nothing closes shields nothing: the rest of a paragraph does not hang on one slip.
    """
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark in OPENS:
            stack.append((mark, match.start()))
            continue
        wanted = _PAIR[mark]
        for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
            if stack[depth][0] == wanted:
                start = stack[depth][1]
                del stack[depth:]
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, match.start()))
                break
    return found


@lru_cache(maxsize=8)
def _ends(ends: str) -> re.Pattern[str]:
    # The items of 一是…；二是…；三是… are sentences of their own.
    return re.compile(f"[{re.escape(ends)}]+[{re.escape(CLOSES)}]*|；(?=[二三四五六七八九十]{{1,3}}是)")


def split(text: str, ends: str = ENDS) -> list[str]:
    """The sentences of a paragraph, each with its end mark; joined they give `text` back.

    A quote that itself ends in a mark ends the sentence when nothing of the sentence follows it.
    """
    if not text:
        return []
    mark = _ends(ends)
    closed = pairs(text)
    sentences, start, pair = [], 0, 0
    for match in mark.finditer(text):
        at = match.start()
        while pair < len(closed) and closed[pair][1] < at:
            pair += 1
        end = match.end()
        if pair < len(closed) and closed[pair][0] < at < closed[pair][1]:
            # Inside a pair; it ends the sentence only when the pair closes right here and no comma goes on.
            if closed[pair][1] >= end or (end < len(text) and text[end] in "，、；：的"):
                continue
            end = max(closed[pair][1] + 1, at + 1)
            opens = closed[pair][0]
            # What is quoted ends the sentence when the sentence is the quote, or led up to it.
            if text[opens] not in "“‘「『" or (opens > start and text[opens - 1] not in "：:，"):
                continue
        if end < len(text) and end > start:
            sentences.append(text[start:end])
            start = end
    sentences.append(text[start:])
    return sentences
