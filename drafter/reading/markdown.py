"""Markdown as it is shown: tables written as HTML are tables, and links, pictures, remarks and struck words are what a
reader sees of them.

The reader gains what converters make of Word and PDF: their tables come as <table>. What is not shown of a line gives
way to characters of no width, so that every other one keeps its place. Sources: CommonMark 0.31, 4.6 (HTML blocks), 4.5
(fences), 6.3 to 6.6; GitHub Flavored Markdown 0.29, 6.5 (struck words); Pandoc User's Guide (figures set high and
low, parts, names).

Limits: emphasis by one star or one line is left as it is written but for whole lines: names with a star in them (张*)
are too common.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from drafter.reading.latex import FORMULA, formula
from drafter.reading.passage import Passage, fold
from drafter.reading.piece import Piece
from drafter.reading.raised import lowered, raised
from drafter.reading.word.linear import beside

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_TABLE = re.compile(r"<(/?)table\b", re.I)
_OPENS = re.compile(r"\s{0,3}<table(?=[\s>])", re.I)
_NAMES = (
    "address|article|blockquote|body|br|caption|center|dd|details|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|head|"
    "header|hr|html|img|ins|kbd|li|main|mark|nav|ol|pre|section|small|span|strong|sub|summary|sup|a|b|i|p|s|u|ul|big"
)
_TAG = rf"</?(?:{_NAMES})(?:\s[^<>]{{0,300}})?/?>"
#: What is struck out.
_CROSSED = r"<(?P<gone>del|s|strike)>.{1,500}?</(?P=gone)>|(?<![~\\])~~(?![\s~]).{1,500}?(?<!\s)~~(?!~)"
_STRUCK = re.compile(_CROSSED, re.I)
#: What of a line is not shown.
_UNSEEN = re.compile(
    rf"{_CROSSED}"
    r"|(?<!\\)!\[[^\[\]]{0,200}\]\([^()\s]{0,500}(?:\s[^()]{0,200})?\)"  # a picture
    r"|(?<!\\)\[(?=[^\[\]]{1,300}\]\([^()\s]{0,500}(?:\s[^()]{0,200})?\))"  # a link: what stands before its words
    r"|(?<=[^\\])\]\([^()\s]{0,500}(?:\s\"[^()\"]{0,200}\")?\)"  # and behind them
    r"|\[\^[\w-]{1,20}\]:?"  # the number of a note
    rf"|{_TAG}"
    r"|<!--.{0,2000}?-->"
    r"|(?<![=<>!\\])==(?=[^\s=][^=]{0,300}==(?!=))|(?<=[^\s=])==(?![=<>])"  # marked words
    r"|^\s{0,3}:{3,}.*$|\s*\{:?\s*[#.][^{}]{0,200}\}\s*$"  # parts and names (Pandoc, kramdown)
    r"|\\$",
    re.I,
)
#: Figures set high or low: 10<sup>3</sup>, 10^3^, CO~2~.
_SET = re.compile(
    r"<(su[pb])>([^<>]{1,8})</\1>|(?<=[\w)）])\^([-+]?\d{1,3})\^(?!\^)|(?<=[A-Za-z)）])~(\d{1,3})~(?!~)", re.I
)
#: A line that is one emphasis.
_EMPHASIS = re.compile(r"(\s*(?:[-+*>]\s+)*)([*_])(?![\s*_])([^*_]+)(?<!\s)\2\s*$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.I)
#: The box of a task (GitHub Flavored Markdown, 5.3).
_TASK = re.compile(r"(?P<lead>\s*(?:>\s*)*(?:[-+*]|\d{1,9}[.)])\s+)\[(?P<tick>[ xX])\](?=\s)")
_BREAK = re.compile(r"<br\s{0,9}/?>|</(?:p|li|div|h[1-6]|dd|dt|blockquote|summary|center)\s{0,9}>", re.I)
_DEFINED = re.compile(r"\s{0,3}\[[^\[\]^]{1,100}\]:\s*\S")
#: A character of no width, which is dropped where a line is read.
_NOTHING = "\u200b"
#: Words of a block are looked for no further than this behind those before them.
_NEAR = 2_000


#: What makes a piece of a line: its words, where it starts, whether a table may stand in it.
PieceOf: TypeAlias = "Callable[[str, int, bool], Piece | None]"


class MarkdownLine(NamedTuple):
    """A line with its offset; `pieces` where it was HTML, read already."""

    at: int
    text: str
    pieces: tuple[Piece, ...] = ()


def shown(lines: list[tuple[int, str]], text: str, file: str, piece_of: PieceOf) -> Iterator[MarkdownLine]:
    """The lines of a Markdown text as a reader sees them. Raises BrokenPage for a table that nobody makes."""
    tables = max((i for i, (_, line) in enumerate(lines) if "</table" in line.lower()), default=-1)
    remarks = max((i for i, (_, line) in enumerate(lines) if "-->" in line), default=-1)
    fence, hidden, i = "", False, 0
    while i < len(lines):
        at, line = lines[i]
        i += 1
        if hidden:
            end = line.find("-->")
            hidden = end < 0
            if not hidden:
                yield from _seen(at + end + 3, line[end + 3 :])
        elif match := _FENCE.match(line):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence):
                fence = ""
            yield MarkdownLine(at, line)
        elif fence:
            yield MarkdownLine(at, line)
        elif _OPENS.match(line) and i <= tables + 1:
            end = _ends(lines, i - 1)
            last = lines[end - 1]
            yield MarkdownLine(at, "", tuple(_table(text, at, last[0] + len(last[1]), file, piece_of)))
            i = end
        elif not _DEFINED.match(line):
            opened = line.rfind("<!--")
            hidden = opened >= 0 and "-->" not in line[opened:] and i <= remarks
            yield from _seen(at, line[:opened] if hidden else line)


def struck(text: str) -> int:
    """How many words of a text are struck out, which are not read."""
    return len(_STRUCK.findall(text)) if "~~" in text or "</" in text else 0


def _ends(lines: list[tuple[int, str]], start: int) -> int:
    """The line behind a table that begins on a line: behind the last end tag there is, where tags are missing."""
    depth, last = 0, start + 1
    for i in range(start, len(lines)):
        for match in _TABLE.finditer(lines[i][1]):
            depth += -1 if match[1] else 1
            last = i + 1 if match[1] else last
        if depth <= 0:
            return i + 1
    return last


def _seen(at: int, line: str) -> Iterator[MarkdownLine]:
    """A line without what is not shown, cut at its breaks outside of tables."""
    if not any(c in line for c in "[<~&\\=^*_:{$"):
        yield MarkdownLine(at, line)
        return
    line = _ENTITY.sub(_character, line)
    start = 0
    if "|" not in line:
        for match in _BREAK.finditer(line):
            yield MarkdownLine(at + start, _without(line[start : match.start()]))
            start = match.end()
    yield MarkdownLine(at + start, _without(line[start:]))


def _character(match: re.Match[str]) -> str:
    said = html.unescape(match[0])
    if said == match[0]:
        said = html.unescape(match[0].lower())
    return (" " if said.isspace() else said) + _NOTHING * (len(match[0]) - len(said))


def _without(line: str) -> str:
    if "$" in line:
        line = FORMULA.sub(_formula, line)
    if match := _TASK.match(line):
        line = f"{match['lead']}{'□' if match['tick'] == ' ' else '☑'}{_NOTHING * 2}{line[match.end() :]}"
    line = _UNSEEN.sub(lambda match: _NOTHING * len(match[0]), _SET.sub(_placed_off, line))
    if match := _EMPHASIS.match(line):
        line = f"{match[1]}{_NOTHING}{match[3]}{_NOTHING}"
    return line


def _formula(match: re.Match[str]) -> str:
    """A formula in one line, as long as it was written."""
    said = formula(match[2])
    if not said or len(said) > len(match[0]):
        return match[0]
    lead = len(match[1])
    # 2$\frac{1}{3}$: the blank stands where a mark stood.
    apart = beside(match.string[: match.start()].rstrip(), said)[:1] == " "
    return (" " if apart else _NOTHING) + _NOTHING * (lead - 1) + said + _NOTHING * (len(match[0]) - lead - len(said))


def _placed_off(match: re.Match[str]) -> str:
    """Figures set off their line, as long as they were written."""
    group = match.lastindex or 0
    said, before = match[group], match.start(group) - match.start()
    high = group == 3 or (match[1] or "").lower() == "sup"
    said = raised(said) if high else lowered(said)
    return _NOTHING * before + said + _NOTHING * (len(match[0]) - before - len(said))


def _table(text: str, start: int, end: int, file: str, piece_of: PieceOf) -> Iterator[Piece]:
    """The pieces of a table written as HTML, with what stands on its lines before it and behind it."""
    from drafter.reading.html.blocks import CellsRow, flattened
    from drafter.reading.html.walk import walk

    for item in flattened(walk(text[start:end], file).items):
        if isinstance(item, CellsRow):
            cells = []
            for cell in item.cells:
                passage, start = _placed(text, cell, start, end)
                cells.append(passage)
            yield Piece("row", Passage(""), cells=tuple(cells), style="table" if item.opens else "")
            continue
        for line in item.text.split("\n"):
            passage, start = _placed(text, line, start, end)
            piece = piece_of(passage.text, 0, True) if passage.text else None
            if piece is not None and piece.kind != "row":
                skipped = len(passage.text) - len(piece.passage.text)
                yield piece._replace(passage=passage.part(skipped, len(passage.text)))


def _placed(text: str, said: str, start: int, end: int) -> tuple[Passage, int]:
    """Words of a block with their place in the text, and where to look for the next."""
    if not said:
        return Passage("", ((0, start),)), start
    at = text.find(said, start, min(end, start + _NEAR + len(said)))
    if at < 0:
        return Passage(fold(said, 0).text, ((0, start),)), start
    return fold(said, at), at + len(said)
