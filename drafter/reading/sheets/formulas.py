"""Formulas that were never reckoned: a program wrote =100% or =16个 as text, and a workbook takes it for a formula.

The reader gains the words that were meant, where a spreadsheet shows nothing: the sign and the figure behind it.

Limits: only what holds no reference, function or operator; a formula that was reckoned is what it came to.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from drafter.errors import BrokenWord, DangerousWord
from drafter.reading.word.archive import ZipArchive

#: What ends a cell of a formula without what it came to.
_UNRECKONED = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f>([^<]{1,80})</f>(?:<v></v>|<v ?/>)?</c>')
_SHEET = re.compile(rb"<(?:\w+:)?sheet ([^>]*)>")
_TARGET = re.compile(rb"<Relationship ([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
#: 100%, 16个, 98.5分: a figure with its unit and nothing else.
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?\s*(?:[%％℃]|[\u4e00-\u9fff]{1,6}(?:/[\u4e00-\u9fff]{1,4})?)?")


def unreckoned(piece: bytes) -> bool:
    """Whether a piece of a sheet holds a formula without a result."""
    return b"</f>" in piece and any(mark in piece for mark in _UNRECKONED)


def figures(data: bytes, file: str) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """The words of such cells by sheet, each by row and column from 0; empty for a package that cannot be read."""
    try:
        archive = ZipArchive(data, file)
        found = {}
        for name, part in _parts(archive):
            cells = dict(_cells(archive.part(part)))
            if cells:
                found[name] = cells
    except (BrokenWord, DangerousWord):
        return {}
    return found


def _parts(archive: ZipArchive) -> Iterator[tuple[str, str]]:
    """The name of each sheet with its part."""
    relations = "xl/_rels/workbook.xml.rels"
    if not archive.holds("xl/workbook.xml") or not archive.holds(relations):
        return
    targets = {}
    for match in _TARGET.finditer(archive.part(relations)):
        said = dict(_ATTRIBUTE.findall(match[1]))
        targets[said.get(b"Id", b"")] = said.get(b"Target", b"").decode("utf-8", "replace")
    for match in _SHEET.finditer(archive.part("xl/workbook.xml")):
        said = dict(_ATTRIBUTE.findall(match[1]))
        target = targets.get(next((said[key] for key in said if key.endswith(b":id")), b""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and archive.holds(part):
            yield html.unescape(said.get(b"name", b"").decode("utf-8", "replace")), part


def _cells(sheet: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for match in _CELL.finditer(sheet):
        words = html.unescape(match[3].decode("utf-8", "replace")).strip()
        if _FIGURE.fullmatch(words):
            column = 0
            for letter in match[1]:
                column = column * 26 + letter - 64
            yield (int(match[2]) - 1, column - 1), f"={words}"
