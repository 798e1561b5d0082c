"""Slips of a Chinese keyboard in a TOML text: full-width marks where TOML wants ASCII ones.

A clerk gains the one character to change: `，` and `,` look alike on a screen, and "the array is not closed" helps
nobody.

Limits: only the character that the parser stopped at is looked at, or the end of a line whose quotation mark is open.
"""

from __future__ import annotations

import re

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


def slip(text: str, line: int, column: int, words: str) -> str:
    """What to change at `line` and `column` (from 1; 0: the end), where the parser said `words`; "" for no slip."""
    lines = text.split("\n")
    row = lines[min(line, len(lines)) - 1].rstrip("\r") if lines else ""
    at = column - 1 if column else len(row)
    char = row[at : at + 1]
    if "Illegal character" in words or "Unterminated string" in words or words.startswith('Expected "\'"'):
        return _open_quote(row)
    if char in _MARKS and char:
        if "Expected newline" in words and _REST.fullmatch(row, at):
            return f"行末不用标点，请删去 {char}"
        return f"这里用了全角的 {char} ，要换成{_named(_MARKS[char])}"
    if char in _SPACES and char:
        return "这里有全角空格，要换成半角空格"
    if char.isdecimal() and not char.isascii():
        return "这里用了全角的数字，要换成半角的"
    if "Expected newline" in words and char and (char == "%" or not char.isascii()) and _UNIT.search(row[:at]):
        return '带单位的数要整个加英文双引号，如 "100万元"、"95%"'
    return ""


def _open_quote(row: str) -> str:
    """A string that opens with an ASCII mark and closes with a full-width one."""
    tail = row[max(row.rfind('"'), row.rfind("'")) + 1 :].rstrip(" \t,，]}")
    last = tail[-1:]
    if last not in ("”", "＂", "’", "＇", "“", "‘"):
        return ""
    mark = _MARKS[last]
    if last in "”’" and tail.count(last) == tail.count("“" if last == "”" else "‘"):
        # “好” is whole: it is the mark of TOML behind it that is missing.
        return f"引号没有闭合：{last} 后面缺少{_named(mark)}"
    return f"引号没有闭合：末尾的 {last} 是全角的，要换成{_named(mark)}"


def _named(mark: str) -> str:
    return f"{_NAMES.get(mark, '英文的')} {mark}"
