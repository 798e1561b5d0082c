"""The numbers that a browser writes before the items of a list.

Source: HTML Standard, 4.4.5 and 4.4.8 (start, value, reversed, type); CSS Counter Styles 3, 6 and 7.

Limits: kinds of numbers that Chinese pages do not use are written as 1. 2. 3.
"""

from __future__ import annotations

from collections.abc import Mapping

from drafter.reading.word.numbering import shown

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_STYLES = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero",
    **dict.fromkeys(("lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "upperLetter"),
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), "chineseCounting"),
    **dict.fromkeys(("simp-chinese-formal", "trad-chinese-formal"), "chineseLegalSimplified"),
    "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
#: Kinds that are followed by 、 and not by a full stop.
_POINT = frozenset(("chineseCounting", "chineseLegalSimplified", "ideographTraditional", "ideographZodiac"))
_BULLETS = frozenset(("none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"))
_MOST = 100_000


class Numbered:
    """A list while it is read: the kind of its numbers ("" for bullets), the next one and how it goes on."""

    __slots__ = ("kind", "next", "step")

    def __init__(self, tag: str, said: Mapping[str, str], style: str, items: int) -> None:
        self.kind = _kind(said.get("type", ""), style, "decimal" if tag == "ol" else "")
        self.step = -1 if "reversed" in said else 1
        self.next = _whole(said.get("start", ""), items if self.step < 0 else 1)

    def number(self, said: Mapping[str, str], style: str) -> str:
        """What stands before the next item: 1.  a.  一、, or "" for a bullet."""
        count = self.next = _whole(said.get("value", ""), self.next)
        self.next += self.step
        kind = _kind(said.get("type", ""), style, self.kind)
        return f"{shown(kind, count)}{'、' if kind in _POINT else '.'}" if kind else ""


def _kind(given: str, style: str, usual: str) -> str:
    if style:
        return "" if style in _BULLETS else _STYLES.get(style, usual)
    return "" if given.strip().lower() in _BULLETS else _TYPES.get(given.strip(), usual)


def _whole(text: str, usual: int) -> int:
    text = text.strip()
    number = text.removeprefix("-")
    return (
        int(text) if number.isascii() and number.isdigit() and int(number[:7]) <= _MOST and len(number) < 7 else usual
    )
