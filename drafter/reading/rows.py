"""Which lines of a text are the rows of a table: cells parted by tabs, by bars, or by the bars of Markdown with no
outer ones.

The reader gains a numbered paragraph that was pasted out of Word (1. and a tab) as a paragraph, a tab inside a sentence
as a blank, and each table as a table, one set in columns by blanks too. Markdown: GitHub Flavored Markdown Spec
0.29, 4.10 (tables).

Limits: of lines with bars, or with wide blanks, and no line of dashes three in a row with as many each make a table,
or two where the second holds figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from drafter.language.numbering import parse_number

#: A line that is a row; a line that draws the frame of a table; any other line.
ROW, FRAME, PROSE = "row", "frame", ""
BARS = frozenset("|│┃｜")
_BAR = re.compile(r"(?<!\\)[|│┃｜]")
_DRAWN = frozenset("|│┃+-=─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝: \t\u3000")
_STROKES = frozenset("-=─━═")
_CORNERS = frozenset("|│┃+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝")
_DASHES = re.compile(r"\s*:?-+:?\s*")
#: What numbers a paragraph in front of a tab, beside the numbers that headings have.
_NUMBER = re.compile(r"[（(]?(?:\d{1,3}|[A-Za-z])[)）.．、]|第[一二三四五六七八九十百]{1,4}[条款项节]")
#: A bullet: a sign, or a letter that is one in a font of signs (Wingdings).
_BULLET = re.compile(r"[^\w\s|%％]{1,2}|[lnuqvwØü§²]")
_DONE = frozenset("。！？；")
#: What parts the columns of a table that has neither tabs nor bars.
_WIDE = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|[ \u00a0]*\u3000\s*)(?=\S)")
_FIGURE = re.compile(r"[-+−]?[\d０-９][\d０-９,，.．]*\s?(?:%|％|[\u4e00-\u9fff]{1,3})?|[-—–/]{1,2}|无")
_ALIKE = 3
#: A row of figures under its heads is a table as well.
_PAIR = 2
#: What the column of numbers is called.
_COUNTED = re.compile(r"\s*(?:序号|编号|项次|序列|次序|No)")
#: A line with more cells than this is a row even by itself.
_ALONE = 2


def kinds(lines: Sequence[str]) -> list[str]:
    """What each line is: ROW, FRAME or PROSE."""
    found = [PROSE] * len(lines)
    _barred(lines, found)
    _tabbed(lines, found)
    _spaced(lines, found)
    return found


def cells(line: str) -> list[tuple[int, int]]:
    """Start and end of each cell of a row."""
    if "\t" in line.lstrip() and not _outer(line):
        return _parted([match.start() for match in re.finditer("\t", line)], 0, len(line))
    if not _BAR.search(line):
        return _columns(line)
    start, stop = len(line) - len(line.lstrip()), len(line.rstrip())
    if start < stop and line[start] in BARS:
        start += 1
    if start < stop and line[stop - 1] in BARS and line[stop - 2 : stop - 1] != "\\":
        stop -= 1
    return _parted([match.start() for match in _BAR.finditer(line, start, stop)], start, stop)


def _columns(line: str) -> list[tuple[int, int]]:
    """Start and end of what wide blanks part."""
    start, stop = len(line) - len(line.lstrip()), len(line.rstrip())
    found = []
    for gap in _WIDE.finditer(line, start, stop):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, stop)]


def _parted(bars: Sequence[int], start: int, stop: int) -> list[tuple[int, int]]:
    found = []
    for bar in [*bars, stop]:
        found.append((start, bar))
        start = bar + 1
    return found


def _outer(line: str) -> bool:
    """Whether a line opens with a bar and has another one."""
    stripped = line.strip()
    return stripped[:1] != "" and stripped[0] in BARS and len(_BAR.findall(stripped)) > 1


def _frame(line: str) -> bool:
    """Whether a line draws a table and says nothing: |---|---|, +---+---+, --- | ---."""
    return _DRAWN.issuperset(line) and not _STROKES.isdisjoint(line) and not _CORNERS.isdisjoint(line)


def _barred(lines: Sequence[str], found: list[str]) -> None:
    for i, line in enumerate(lines):
        if _frame(line):
            found[i] = FRAME
            if i and not found[i - 1] and _divides(line, lines[i - 1]):
                found[i - 1] = ROW
                for j in range(i + 1, len(lines)):
                    if not _BAR.search(lines[j]):
                        break
                    found[j] = ROW
        elif _outer(line):
            found[i] = ROW
    start = 0
    while start < len(lines):
        end, count = start, len(_BAR.findall(lines[start]))
        while end < len(lines) and not found[end] and count and len(_BAR.findall(lines[end])) == count:
            end += 1
        few = end - start == _PAIR and count > _PAIR and _figured(lines[end - 1])
        if (end - start >= _ALIKE or few) and not any(_sentence(line) for line in lines[start:end]):
            found[start:end] = [ROW] * (end - start)
        start = max(end, start + 1)


def _figured(line: str) -> bool:
    """Whether all cells but the first hold a figure."""
    return all(_FIGURE.fullmatch(line[a:b].strip()) for a, b in cells(line)[1:])


def _divides(line: str, header: str) -> bool:
    """Whether `line` is the line of dashes under a header of Markdown."""
    parts = cells(line)
    return all(_DASHES.fullmatch(line[a:b]) for a, b in parts) and len(parts) == len(cells(header)) > 1


def _tabbed(lines: Sequence[str], found: list[str]) -> None:
    """Lines with tabs: those that follow one another are looked at together."""
    run: list[int] = []
    blank = False
    for i, line in enumerate(lines):
        if not found[i] and "\t" in line.lstrip():
            if blank and run and line.count("\t") != lines[run[-1]].count("\t"):
                _table(lines, run, found)
                run = []
            run.append(i)
            blank = False
        elif not line.strip() and not blank:
            blank = True
        else:
            _table(lines, run, found)
            run, blank = [], False
    _table(lines, run, found)


def _table(lines: Sequence[str], run: Sequence[int], found: list[str]) -> None:
    """Marks the rows among lines with tabs. A table opens with a line that is neither a numbered paragraph nor a
    sentence; a numbered paragraph ends one whose rows have no numbers."""
    rows: list[int] = []
    widths = Counter(lines[i].count("\t") for i in run)
    for i in run:
        numbered, alone = _numbered(lines[i]), widths[lines[i].count("\t")] == 1
        if (numbered and not (rows and _COUNTED.match(lines[rows[0]]))) or (not rows and _paragraph(lines[i], alone)):
            _mark(lines, rows, found)
            rows = []
        else:
            rows.append(i)
    _mark(lines, rows, found)


def _mark(lines: Sequence[str], rows: Sequence[int], found: list[str]) -> None:
    if len(rows) > 1 or any(len(_said(lines[i])) > _ALONE for i in rows):
        for i in rows:
            found[i] = ROW


def _said(line: str) -> list[str]:
    """What the cells of a line with tabs say; empty ones say nothing."""
    return [cell for cell in map(str.strip, line.split("\t")) if cell]


def _numbered(line: str) -> bool:
    """Whether a line is a number, a tab and a paragraph."""
    said = _said(line)
    return len(said) == _ALONE and numbers(said[0])


def _paragraph(line: str, alone: bool) -> bool:
    """Whether a line with tabs is a sentence, or has nothing before its tabs or nothing behind them; `alone`: no line
    around it has as many tabs."""
    said = _said(line)
    return len(said) < _ALONE or (_sentence(line) and (alone or len(said) - numbers(said[0]) <= _ALONE))


def numbers(cell: str) -> bool:
    """Whether the words before a tab are a number or a bullet and no more: 1.  （一）  •."""
    number = parse_number(cell)
    return (number is not None and number.text.rstrip() == cell) or bool(_NUMBER.fullmatch(cell)) or bullet(cell)


def bullet(cell: str) -> bool:
    """Whether the words before a tab are a bullet."""
    return bool(_BULLET.fullmatch(cell))


def _sentence(line: str) -> bool:
    stripped = line.strip()
    return stripped[-1:] in _DONE or "，" in stripped


def _spaced(lines: Sequence[str], found: list[str]) -> None:
    """Lines in columns: so many in a row are parted into as many words each, with figures behind the first ones."""
    parted = [
        _columns(line) if not kind and "  " in line.strip().replace("\u3000", "  ") and not _sentence(line) else []
        for line, kind in zip(lines, found, strict=True)
    ]
    start = 0
    while start < len(lines):
        count, end = len(parted[start]), start
        while end < len(lines) and count > 1 and len(parted[end]) == count:
            end += 1
        rows = range(start, end)
        figures = sum(bool(_FIGURE.fullmatch(lines[i][a:b])) for i in rows for a, b in parted[i][1:])
        if len(rows) >= _ALIKE and figures * 2 >= (len(rows) - 1) * (count - 1):
            found[start:end] = [ROW] * len(rows)
        start = max(end, start + 1)
