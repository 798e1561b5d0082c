"""Slips of a Chinese keyboard in a TOML text: full-width marks where TOML wants ASCII ones.

A clerk gains the one character to change: `，` and `,` look alike on a screen, and "the array is not closed" helps
nobody.

Limits: only the character that the parser stopped at is looked at, or the end of a line whose quotation mark is open.
"""

from __future__ import annotations

import re

from drafter.wording import Wording, word

_MARKS = {
    **dict.fromkeys("，、；", ","),
    **dict.fromkeys("“”＂「」『』", '"'),
    **dict.fromkeys("‘’＇", "'"),
    **dict.fromkeys("＝：", "="),
    **dict.fromkeys("。．", "."),
    **dict.fromkeys("［【〔", "["),
    **dict.fromkeys("］】〕", "]"),
    **dict.fromkeys("｛", "{"),
    **dict.fromkeys("｝", "}"),
    "＃": "#",
    "－": "-",
    "＿": "_",
}
_NAMES = {
    ",": "英文逗号",
    '"': "英文双引号",
    "'": "英文单引号",
    "=": "英文等号",
    ".": "英文句点",
    **dict.fromkeys("[]", "英文方括号"),
    **dict.fromkeys("{}", "英文花括号"),
}
_SPACES = "\u3000\u00a0"
_REST = re.compile(r"[，、；。,;\s]*(?:#.*)?")
_UNIT = re.compile(r"[=\[,]\s*[-+]?\d[\d_.]*$")


def slip(text: str, line: int, column: int, words: str) -> Wording | None:
    """What to change at `line` and `column` (from 1; 0: the end), where the parser said `words`; None for no slip."""
    lines = text.split("\n")
    row = lines[min(line, len(lines)) - 1].rstrip("\r") if lines else ""
    at = column - 1 if column else len(row)
    char = row[at : at + 1]
    if "Illegal character" in words or "Unterminated string" in words or words.startswith('Expected "\'"'):
        return _open_quote(row)
    if char in _MARKS and char:
        if "Expected newline" in words and _REST.fullmatch(row, at):
            return word("files.end-mark", mark=char)
        return word("files.full-width", mark=char, right=_named(_MARKS[char]))
    if char in _SPACES and char:
        return word("files.space")
    if char.isdecimal() and not char.isascii():
        return word("files.digits")
    if "Expected newline" in words and char and (char == "%" or not char.isascii()) and _UNIT.search(row[:at]):
        return word("files.with-unit")
    return None


def _open_quote(row: str) -> Wording | None:
    """A string that opens with an ASCII mark and closes with a full-width one."""
    tail = row[max(row.rfind('"'), row.rfind("'")) + 1 :].rstrip(" \t,，]}")
    last = tail[-1:]
    if last not in ("”", "＂", "’", "＇", "“", "‘"):
        return None
    mark = _MARKS[last]
    if last in "”’" and tail.count(last) == tail.count("“" if last == "”" else "‘"):
        # “好” is whole: it is the mark of TOML behind it that is missing.
        return word("files.open-after", mark=last, right=_named(mark))
    return word("files.open-wide", mark=last, right=_named(mark))


def _named(mark: str) -> Wording:
    return word("files.mark", name=_NAMES.get(mark, "英文的"), mark=mark)
