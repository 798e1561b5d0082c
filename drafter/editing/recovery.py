"""Reading a journal that a window left: what it holds, or what is wrong with it. A journal is not trusted.

The writer gains their text up to the last whole line; a journal that is damaged, enormous or another case's is said to
be so and costs nothing else.

Limits: reads; who keeps or takes away the file is the caller.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from drafter.editing.slots import journal_file
from drafter.errors import DrafterError, IsFolder, MissingFile, NotRegular, TooLarge
from drafter.files.read import read_bytes
from drafter.messages import say

#: Bytes of a journal, characters of a text, patches: more than a living journal comes to.
_BYTES, _CHARACTERS, _PATCHES = 64_000_000, 16_000_000, 20_000
#: The end of the times that people write in.
_LATE = 32_503_680_000.0


class Recovered(NamedTuple):
    """What a journal holds: the text the edits began with, the text they led to, how many, when it was begun, and what
    was being written besides (`notes`), by what it is about."""

    base: str
    text: str
    edits: int
    began: float
    notes: Mapping[str, str] = {}


class JournalReading(NamedTuple):
    """`found` is what could be read (None: nothing of use), `fault` what is wrong, "" for a sound journal."""

    found: Recovered | None
    fault: str = ""


class _Wrong(Exception):
    """Why a line cannot be used."""


def read_journal(path: Path, file: str) -> JournalReading:
    """What the journal at `path` holds of the case `file`. An end in the midst of the last line is no damage."""
    try:
        data = _bytes(path)
        if not data:
            return JournalReading(None)
        *lines, rest = data.split(b"\n")
        if not lines:
            # The end of the process tore the very first line.
            lines = [rest]
        base, began = _head(_parsed(lines[0]), file)
    except _Wrong as wrong:
        return JournalReading(None, str(wrong))
    text, edits, fault = base, 0, ""
    notes: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 2):
        try:
            text, edits = _applied(_parsed(line), text, edits, notes)
        except _Wrong as wrong:
            fault = say("第{number}行{why}", number=number, why=wrong)
            break
    return JournalReading(Recovered(base, text, edits, began, notes), fault)


def recover(file: str, number: int = 1) -> Recovered | None:
    """What journal number `number` of a case holds, or None where there is none of use."""
    path = journal_file(file, number)
    return read_journal(path, file).found if path is not None else None


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(str(path), _BYTES)
    except MissingFile:
        return b""
    except TooLarge:
        raise _Wrong(say("大得不正常")) from None
    except (IsFolder, NotRegular):
        raise _Wrong(say("不是普通文件")) from None
    except DrafterError:
        raise _Wrong(say("读不了")) from None


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line.decode(), parse_constant=_refused)
    except (ValueError, RecursionError):
        raise _Wrong(say("读不懂")) from None


def _refused(name: str) -> object:
    raise ValueError(name)


def _head(head: object, file: str) -> tuple[str, float]:
    """The text that a journal begins with, and when."""
    if not isinstance(head, dict):
        raise _Wrong(say("读不懂"))
    base, began, whose = _text(head.get("base")), head.get("time"), head.get("file")
    if isinstance(began, bool) or not isinstance(began, int | float) or not 0 <= began < _LATE:
        raise _Wrong(say("读不懂"))
    if whose != os.path.realpath(file):
        raise _Wrong(say("记的是另一个文件"))
    return base, float(began)


def _applied(line: object, text: str, edits: int, notes: dict[str, str]) -> tuple[str, int]:
    """A text after one line of its journal, and the number of edits by then."""
    if isinstance(line, dict):
        key, words = _text(line.get("note")), _text(line.get("text"))
        notes.pop(key, None)
        if words:
            notes[key] = words
        return text, edits
    if not isinstance(line, list) or len(line) != 3:
        raise _Wrong(say("读不懂"))
    start, gone, new = line
    if type(start) is not int or type(gone) is not int or start < 0 or gone < 0 or start + gone > len(text):
        raise _Wrong(say("说的位置不对"))
    if edits >= _PATCHES or len(text) + len(_text(new)) > _CHARACTERS:
        raise _Wrong(say("大得不正常"))
    return text[:start] + new + text[start + gone :], edits + 1


def _text(value: object) -> str:
    """A text that can be written to a file."""
    if not isinstance(value, str):
        raise _Wrong(say("读不懂"))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _Wrong(say("读不懂")) from None
    return value
