"""The table of contents of a text: where it stands, with or without pages, in plain text or Markdown.

The reader gains that what stands in it is held against the headings, and taken for none of them.

Limits: contents that a program fills in when a text is opened are not there to be read.
"""

from __future__ import annotations

import re

_CONTENTS = re.compile(r"^目\s*录$")
_ENTRY = re.compile(r"^(?P<title>.{2,50}?)[.…·\s\t—_-]*(?P<page>\d{1,3})$")
_NUMBERED = re.compile(
    r"(?P<number>[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．]|第[一二三四五六七八九十]+)"
)
_HEADING = 40
_ANNEX = re.compile(r"附(?:表|件|录|图)")


def entries_of(lines: list[str]) -> tuple[list[tuple[int, str]], bool]:
    """The entries of the contents, each with the number of its line (from 1), and whether they have pages."""
    at = next((n for n, line in enumerate(lines[:200]) if _CONTENTS.match(plain(line))), -1)
    entries: list[tuple[int, str]] = []
    for number, line in enumerate(lines[at + 1 : at + 120], at + 2) if at >= 0 else ():
        said = plain(line)
        if not said:
            continue
        match = _ENTRY.match(said)
        if match is None:
            break
        entries.append((number, bare(match["title"])))
    if at < 0 or entries:
        return entries, bool(entries)
    return _unpaged(lines, at + 1), False


def lines_of(text: str) -> range:
    """The numbers of the lines that the contents of a text take up, to the last before the first heading behind them;
    none where there are no contents."""
    if "目" not in text[:4000]:
        return range(0)
    lines = text.split("\n")
    entries, _ = entries_of(lines)
    if not entries:
        return range(0)
    last = entries[-1][0]
    while last < len(lines) and (not lines[last].strip() or _ANNEX.match(plain(lines[last]))):
        last += 1
    return range(entries[0][0], last + 1)


def _unpaged(lines: list[str], start: int) -> list[tuple[int, str]]:
    """The entries of a table of contents without pages: numbered lines up to the one whose number stands there already
    (the first heading of the text)."""
    entries: list[tuple[int, str]] = []
    numbers: set[str] = set()
    for number, line in enumerate(lines[start : start + 120], start + 1):
        said = plain(line)
        if not said:
            continue
        match = _NUMBERED.match(said)
        if match is None and entries and _ANNEX.match(said):
            # What is bound apart is named in the contents alone.
            continue
        if match is None or len(said) > _HEADING or said.endswith(("。", "；", "：")):
            return []
        if match["number"] in numbers and match["number"] in ("一、", "1.", "1、", "第一"):
            return entries if len(entries) > 1 else []
        numbers.add(match["number"])
        entries.append((number, bare(said)))
    return []


def plain(line: str) -> str:
    """A line without blanks around it and the marks of Markdown: ## 目录, **目录**, - 一、概况."""
    return re.sub(r"^(?:#{1,6}|[-*+])\s+|^\*\*|\*\*$", "", line.strip()).strip()


def bare(text: str) -> str:
    """A title without blanks and the marks that lead to its page."""
    return re.sub(r"\s+", "", text).strip(".…·—_")
