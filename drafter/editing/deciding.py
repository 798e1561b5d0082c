"""Deciding what last year left: kept as it stands, dropped, or opened to be changed; each one edit of the text.

The writer gains that nothing of last year is told as this year's unless somebody said so.

Limits: what there is to decide is read by :mod:`drafter.facts.undecided`; what becomes of a value is the form's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from drafter.editing import rewrite
from drafter.editing.line_edits import spliced
from drafter.editing.paths import keys, look_up
from drafter.errors import UnknownNumber
from drafter.facts.gap import printed
from drafter.facts.undecided import NOTED, ONCE, Open, undecided
from drafter.files.read import parse_toml
from drafter.language.amounts import amounts
from drafter.language.marks import fold

#: A figure of last year's that this year's is to take the place of.
_TODO = printed("数")


class OpenQuestion(NamedTuple):
    """Something to decide as it is shown: its number (from 1) and the words in question."""

    number: int
    open: Open
    words: str

    @property
    def why(self) -> str:
        """Why it stands in the list."""
        told = {"notes": "上年的记事", "once": "一次性的事", "aside": self.open.why.partition("，")[0]}
        return told.get(self.open.sort, self.open.why)


def decided(text: str, file: str, keep: Sequence[int], drop: Sequence[int]) -> str:
    """`text` with what has the numbers `keep` kept and `drop` dropped. Raises UnknownNumber, or what reading raises."""
    found = {one.number: one for one in listed(text, file)}
    for number in (*keep, *drop):
        if number not in found or (number in keep and number in drop):
            raise UnknownNumber(file, number, len(found))
    # From the end, so that what stands before keeps its place; what went with something else is gone.
    for number in sorted({*keep, *drop}, reverse=True):
        wanted = found[number]
        for one in listed(text, file):
            if (one.open.path, one.open.why, one.words) == (wanted.open.path, wanted.open.why, wanted.words):
                text = kept(text, one.open) if number in keep else dropped(text, one.open)
                break
    return text


def listed(text: str, file: str = "") -> list[OpenQuestion]:
    """What is to be decided in the text of a case, with the words in question. Raises BrokenToml."""
    data = parse_toml(text, file)
    return [OpenQuestion(number, one, _words(text, data, one)) for number, one in enumerate(undecided(text), 1)]


def _words(text: str, data: object, one: Open) -> str:
    if one.sort == "aside":
        rows = text[one.start : one.end].split("\n")[2:]
        values = [re.sub(r"^# ?\w+ = ", "", row) for row in rows if re.match(r"^# ?(?!kind)\w+ = ", row)]
        return "；".join(re.sub(r"(?<=\s)#.*$", "", value).strip('[]" ') for value in values if value.strip('" '))
    if one.sort in ("notes", "once"):
        return "；".join(_said(part) for part in _quoted(one))
    return _said(look_up(data, keys(one.path)))


def _said(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_said(part) for name, part in value.items() if name != "kind" and part)
    if isinstance(value, list):
        return "；".join(filter(None, map(_said, value)))
    return "" if value is None else str(value)


def _quoted(one: Open) -> list[Any]:
    """What a mark quotes: last year's notes, or the events that happened once."""
    head = NOTED if one.sort == "notes" else ONCE
    rest = one.why.removeprefix(head)
    found = parse_toml(f"x = {rest}" if one.sort == "notes" else f"x = [{rest}]", "")["x"]
    return list(found)


def kept(text: str, one: Open) -> str:
    """`text` with something kept: a name as it stands, an event that was put aside again among the others, notes with
    room for this year's figures."""
    if one.sort == "aside":
        rows = text[one.start : one.end].split("\n")[1:]
        return text[: one.start] + "\n".join(re.sub(r"^# ?", "", row) for row in rows) + text[one.end :]
    where, bare = keys(one.path), _unmarked(text, one)
    if one.sort == "name":
        return bare
    if one.sort == "once":
        rows = look_up(parse_toml(bare, ""), where)
        for offset, row in enumerate(_quoted(one)):
            bare = rewrite.insert_row(bare, where, len(rows) + offset, row)
        return bare
    held = look_up(parse_toml(bare, ""), where)
    rows = held if isinstance(held, list) else []
    blank = [number for number, row in enumerate(rows) if row == ""]
    lines = [without_figures(str(line)) for line in _quoted(one)]
    if len(blank) == len(rows):
        return spliced(bare, where, 0, len(rows), lines, rows)
    return spliced(bare, where, len(rows), 0, lines, rows)


def without_figures(line: str) -> str:
    """A note of last year with a place for each of its figures; its goal, last year and reason, which were that year's,
    go."""
    from drafter.claims.note import ABOUT, read_note

    note = read_note(line)
    out = line
    for segment in reversed(note.segments):
        if segment.role in ABOUT:
            out = out[: segment.head] + out[segment.end :]
    out = re.sub(r"[（(][，、；：\s]*[）)]", "", re.sub(r"[，；、]+(?=[，；、）)]|$)", "", out))
    for one in reversed(list(amounts(fold(out)))):
        low, high = one.number
        out = out[:low] + _TODO + out[high:]
    return out


def dropped(text: str, one: Open) -> str:
    """`text` with something dropped: the event or row that a name stands in, or the value; what was put aside, or the
    notes of last year, for good."""
    if one.sort == "aside":
        return text[: one.start] + text[one.end :]
    if one.sort != "name":
        return _unmarked(text, one)
    where = keys(one.path)
    data = parse_toml(text, "")
    row = where[:-1]
    if row and isinstance(row[-1], int) and isinstance(holder := look_up(data, row), dict):
        named = where[-1] in ("name", "title", "topic") or "kind" in holder
        if named:
            return rewrite.delete_row(text, row)
    value = look_up(data, where)
    return rewrite.set_value(_unmarked(text, one), where, [] if isinstance(value, list) else "")


def _unmarked(text: str, one: Open) -> str:
    """`text` without a mark; what the comment says beside it stays."""
    line = text.rfind("\n", 0, one.start) + 1
    end = text.find("\n", one.end)
    end = len(text) if end < 0 else end
    before, after = text[line : one.start], text[one.end : end]
    if before.endswith("；"):
        before = before[:-1]
    elif before.endswith("#"):
        # The mark opens the comment: it goes with it, or what follows it opens it.
        before, after = (before + " ", after.removeprefix("；")) if after.strip() else (before[:-1].rstrip(" \t"), "")
    return text[:line] + before + after + text[end:]
