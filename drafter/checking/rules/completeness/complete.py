"""What a report of its kind must have and lacks: a score, a grade, problems and measures, who signed it and when.

The reader gains the list that the receiving office would send back.

Limits: the kind is guessed from the title; a text without one, or with fewer than three chapters, is an excerpt and
asked for nothing. A score in a table counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.full_text import EVERYWHERE
from drafter.language.patterns import compiled
from drafter.report.tree import Heading

_CHAPTERS = 3
#: How many paragraphs before the end a signature may stand.
_LAST = 6
#: A whole report is longer than this (characters), or signed.
_SHORT = 1_200
#: Behind the name of a part: only asked as a hint.
_MAYBE = "？"


def _wanted(page: Page) -> list[str]:
    """The parts that the kind of report asks for; none where it is not known."""
    title = page.reading.title.text
    chapters = sum(isinstance(block, Heading) and block.level == 1 for block in page.reading.draft.blocks)
    if not title or chapters < _CHAPTERS:
        return []
    for pattern, parts in page.words("complete", "genres").items():
        if re.search(pattern, title):
            return list(parts)
    return []


def _missing(page: Page, group: str) -> Iterator[tuple[str, bool]]:
    """The parts of a group that are wanted and not there, and whether they surely are due."""
    text = page.full_text(EVERYWHERE).text
    patterns = page.words("complete", group)
    for part in _wanted(page):
        name = part.rstrip(_MAYBE)
        if name in patterns and not compiled(patterns[name]).search(text):
            yield name, part == name


def _finding(page: Page, code: str, missing: list[tuple[str, bool]], said: str) -> Iterator[Finding]:
    if missing:
        title = page.stretches[0]
        names = tuple(name for name, _ in missing)
        # A short text that nobody signed is mostly one part of a report.
        excerpt = page.signature is None and len(page.full_text(EVERYWHERE).text) < _SHORT
        certain = any(sure for _, sure in missing) and not excerpt
        yield page.finding(code, title, 0, len(title.text), said, certain=certain, names=names)


@rule("complete-score")
def score(page: Page) -> Iterator[Finding]:
    yield from _finding(page, "complete-score", list(_missing(page, "results")), "complete.score")


@rule("complete-chapter")
def chapters(page: Page) -> Iterator[Finding]:
    yield from _finding(page, "complete-chapter", list(_missing(page, "chapters")), "complete.chapter")


@rule("complete-signature")
def signature(page: Page) -> Iterator[Finding]:
    wanted = _wanted(page)
    last = page.paragraphs[-_LAST:]
    patterns = page.words("complete", "signatures")
    missing: list[tuple[str, bool]] = []
    for name in ("落款", "日期"):
        there = any(one.style == patterns[name + "样式"] or re.search(patterns[name], one.text) for one in last)
        if name in wanted and not there:
            missing.append((name, True))
    yield from _finding(page, "complete-signature", missing, "complete.signature")
