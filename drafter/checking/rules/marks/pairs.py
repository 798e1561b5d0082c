"""Quotes, titles and brackets: left open, closed in another kind, cut by the end of a paragraph, nested in themselves.

The reader gains names of documents that begin and end where they should, and the paragraphs that a converter cut in the
middle of one.

Source: GB/T 15834-2011, 4.8, 4.9 and 4.15. Limits: a quote that runs over several paragraphs is reported where it
opens, once; ) behind a number (1) is a mark of a list.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import counted
from drafter.claims.text import Stretch
from drafter.language.sentences import CLOSES, OPENS
from drafter.wording import Wording, word

_PAIR = dict(zip(OPENS, CLOSES, strict=True))
_OPENER = dict(zip(CLOSES, OPENS, strict=True))
_MARKS = re.compile(f"[{re.escape(OPENS + CLOSES)}]")
#: The same mark in two widths.
_ALIKE = {"（)", "(）", "【]", "[】", "〔]", "[〕"}
_ITEM = re.compile(r"(?:^|[。；：，、,;\s])[\dA-Za-z一二三四五六七八九十①-⑳]{1,3}$")
_LATIN = re.compile(r"[A-Za-z]")
#: How deep pairs are looked into, how far from a mark its fellow is looked for, and how many findings a kind may have.
_DEEP, _FAR, _MOST = 8, 200, 5
#: The longest quote that is taken for one with two marks alike.
_QUOTE = 40
#: Paragraphs over which a quote may run.
_ON = 5


class Slip(NamedTuple):
    """What is wrong with the marks at `start` to `end` of the stretch number `at`."""

    at: int
    start: int
    end: int
    kind: str
    mark: str


@rule("pairs")
def pairs(page: Page) -> Iterator[Finding]:
    stretches = page.stretches
    slips = [slip for at, stretch in enumerate(stretches) for slip in _slips(at, stretch.text)]
    done: set[int] = set()
    # A mark that closes in a later paragraph what was opened before is the same slip.
    later = {i for i, slip in enumerate(slips) if slip.kind == "closed"}
    for i, slip in enumerate(slips):
        if slip.kind != "open":
            continue
        for j in range(i + 1, min(len(slips), i + _ON)):
            other = slips[j]
            if j in later and j not in done and other.mark == _PAIR[slip.mark] and other.at - slip.at <= _ON:
                done.add(j)
                break
    kept = [slip for i, slip in enumerate(slips) if i not in done]
    groups: dict[tuple[str, str], list[Slip]] = {}
    for slip in kept:
        groups.setdefault((slip.kind, slip.mark), []).append(slip)
    for (kind, mark), found in groups.items():
        for part in [found] if len(found) > _MOST else [[one] for one in found]:
            first = part[0]
            message = _message(page.words("pairs", "names"), kind, mark)
            if len(part) > 1:
                message = counted(page, message, [(stretches[one.at], one.start) for one in part])
            yield page.finding("pairs", stretches[first.at], first.start, first.end, message)


def _message(names: dict[str, str], kind: str, mark: str) -> Wording:
    if kind == "open":
        return word("pairs.open", mark=names[mark], fellow=names[_PAIR[mark]])
    if kind == "closed":
        return word("pairs.closed", mark=names[mark], fellow=names[_OPENER[mark]])
    if kind == "twice":
        opening = mark if mark in _PAIR else _OPENER[mark]
        return word("pairs.twice", mark=names[mark], opening=names[opening], closing=names[_PAIR[opening]])
    said = "pairs.widths" if mark in _ALIKE else "pairs.mixed"
    return word(said, opening=names[mark[0]], closing=names[mark[1]])


def _slips(at: int, text: str) -> Iterator[Slip]:
    stack: list[tuple[str, int]] = []
    closed: list[tuple[str, int]] = []
    last = {mark: text.rfind(mark) for mark in CLOSES if mark in text}
    for match in _MARKS.finditer(text):
        mark, start = match[0], match.start()
        if mark in _PAIR:
            stack.append((mark, start))
            continue
        wanted = _OPENER[mark]
        depth = next(
            (d for d in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEP), -1) if stack[d][0] == wanted), -1
        )
        top = stack[-1] if stack else None
        if depth >= 0 and not (top and top[0] + mark in _ALIKE and depth < len(stack) - 1):
            yield from _left_open(at, stack[depth + 1 :])
            del stack[depth:]
        elif top and (top[0] + mark in _ALIKE or (last.get(_PAIR[top[0]], -1) < start and start - top[1] <= _FAR)):
            # What will not be closed by its own mark was closed by this one.
            yield Slip(at, top[1], start + 1, "mixed", top[0] + mark)
            stack.pop()
        elif not _no_pair(text, mark, start):
            closed.append((mark, start))
    yield from _left_open(at, stack)
    yield from _twice(at, closed, "closed")


def _left_open(at: int, marks: list[tuple[str, int]]) -> Iterator[Slip]:
    return _twice(at, marks, "open")


def _twice(at: int, marks: list[tuple[str, int]], kind: str) -> Iterator[Slip]:
    """Marks without their fellows; two alike in a row (“优“) are one slip."""
    i = 0
    while i < len(marks):
        mark, start = marks[i]
        if mark in "“”‘’" and i + 1 < len(marks) and marks[i + 1][0] == mark and marks[i + 1][1] - start <= _QUOTE:
            yield Slip(at, start, marks[i + 1][1] + 1, "twice", mark)
            i += 2
            continue
        yield Slip(at, start, start + 1, kind, mark)
        i += 1


def _no_pair(text: str, mark: str, start: int) -> bool:
    """Whether a closing mark is none: 1) of a list, the apostrophe of a Latin word."""
    if mark in ")）":
        return _ITEM.search(text[max(0, start - 4) : start]) is not None
    return mark == "’" and _LATIN.match(text[start - 1 : start]) is not None


@rule("pairs-cut")
def cut(page: Page) -> Iterator[Finding]:
    """A pair over the end of a paragraph of the file, which reading heals."""
    source = page.reading.source.text
    found: list[tuple[Stretch, int, int]] = []
    for stretch in page.stretches:
        text, passage = stretch.text, stretch.passage
        if stretch.kind != "paragraph" or len(passage.runs) < 2:
            continue
        first, end = passage.origin(0), passage.origin(len(text) - 1)
        gaps = [match.start() for match in re.compile(r"\n[^\S\n]*\n").finditer(source, first, end)]
        if not gaps:
            continue
        stack: list[tuple[str, int]] = []
        for match in _MARKS.finditer(text):
            if match[0] in _PAIR:
                stack.append((match[0], match.start()))
            elif stack and stack[-1][0] == _OPENER[match[0]]:
                start = stack.pop()[1]
                opened, closed = passage.origin(start), passage.origin(match.start())
                if bisect_right(gaps, opened) != bisect_right(gaps, closed):
                    found.append((stretch, start, match.start() + 1))
    for part in [found] if len(found) > _MOST else [[one] for one in found]:
        if part:
            stretch, start, end = part[0]
            line, _ = page.reading.place(stretch.passage, end - 1)
            name = page.words("pairs", "names")[stretch.text[start]]
            message = word("pairs.cut", mark=name, where=page.at(line))
            if len(part) > 1:
                message = counted(page, message, [(one[0], one[1]) for one in part])
            yield page.finding("pairs-cut", stretch, start, end, message)


@rule("pairs-nested")
def nested(page: Page) -> Iterator[Finding]:
    inner = {"“": "‘’", "《": "〈〉"}
    found: dict[str, list[tuple[Stretch, int, int]]] = {}
    for stretch in page.stretches:
        stack: list[tuple[str, int]] = []
        for match in _MARKS.finditer(stretch.text) if "“" in stretch.text or "《" in stretch.text else ():
            mark = match[0]
            if mark in _PAIR:
                stack.append((mark, match.start()))
            elif stack and stack[-1][0] == _OPENER[mark]:
                _, start = stack.pop()
                opener = stretch.text[start]
                if opener in inner and stack and stack[-1][0] == opener:
                    found.setdefault(opener, []).append((stretch, start, match.start() + 1))
    for opener, places in found.items():
        stretch, start, end = places[0]
        name = page.words("pairs", "names")[opener].removeprefix("左")
        message = word("pairs.nested", mark=name, inner=inner[opener])
        if len(places) > 1:
            message = counted(page, message, [(one[0], one[1]) for one in places])
        yield page.finding("pairs-nested", stretch, start, end, message)
