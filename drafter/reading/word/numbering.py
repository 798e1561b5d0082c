"""Automatic numbering turned into the numbers that people see: 一、 （一） 1. （1） ① A. i).

The reader gains headings and lists that say their number, although the document only says that they have one.

Source: ISO/IEC 29500-1, 17.9 (numbering) and 17.18.59 (kinds of numbers).

Limits: numbers of scripts that official Chinese does not use are written in digits; bullets are dropped.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from drafter.language.numerals import numeral
from drafter.reading.word.names import W, number, on, value

_CHINESE = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
        *("taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
    )
)
_LEGAL = str.maketrans("零一二三四五六七八九十", "零壹贰叁肆伍陆柒捌玖拾")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST = 30_000


class _Level:
    __slots__ = ("kind", "plain", "restart", "start", "style", "text")

    def __init__(self, element: Element) -> None:
        self.start = number(element.find(f"{W}start"), other=1 if element.find(f"{W}start") is not None else 0)
        self.kind = value(element.find(f"{W}numFmt")) or "decimal"
        self.text = value(element.find(f"{W}lvlText")) or ""
        self.restart = number(element.find(f"{W}lvlRestart"), other=-1)
        self.plain = on(element.find(f"{W}isLgl"))
        self.style = value(element.find(f"{W}pStyle")) or ""


class Numbering:
    """The lists of a document and how far each has counted; `root` is its part with the numbering, or None."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._own: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        names: dict[str, str] = {}
        for one in root.iter(f"{W}abstractNum"):
            name = value(one, "abstractNumId") or ""
            self._levels[name] = {number(lvl, "ilvl"): _Level(lvl) for lvl in one.findall(f"{W}lvl")}
            if style := value(one.find(f"{W}styleLink")):
                names[style] = name
            if style := value(one.find(f"{W}numStyleLink")):
                links[name] = style
        for one in root.iter(f"{W}num"):
            name = value(one, "numId") or ""
            base = value(one.find(f"{W}abstractNumId")) or ""
            self._lists[name] = names.get(links.get(base, ""), base)
            for over in one.findall(f"{W}lvlOverride"):
                depth = number(over, "ilvl")
                if (lvl := over.find(f"{W}lvl")) is not None:
                    self._own.setdefault(name, {})[depth] = _Level(lvl)
                if (start := over.find(f"{W}startOverride")) is not None:
                    self._starts.setdefault(name, {})[depth] = number(start, other=1)

    def depth_of(self, num: str, style: str) -> int | None:
        """The depth of a list that belongs to a style, or None."""
        for depth, level in self._levels.get(self._lists.get(num, ""), {}).items():
            if style and level.style == style:
                return depth
        return None

    def next(self, num: str, depth: int) -> str:
        """The number that the next paragraph of a list has at a depth (from 0), with its marks; "" for none."""
        base = self._lists.get(num)
        if base is None or not 0 <= depth < _LEVELS:
            return ""
        level = self._level(num, depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(base, [-1] * _LEVELS)
        override = self._starts.get(num, {}).get(depth)
        if override is not None and (num, depth) not in self._begun:
            counts[depth] = override - 1
            counts[depth + 1 :] = [-1] * (_LEVELS - depth - 1)
        self._begun.add((num, depth))
        if counts[depth] < 0:
            counts[depth] = max(0, level.start) - 1
        counts[depth] = min(counts[depth] + 1, _MOST)
        for below in range(depth + 1, _LEVELS):
            deeper = self._level(num, below)
            # A level counts on across its parents where it is told so.
            if deeper is None or deeper.restart < 0 or depth < deeper.restart:
                counts[below] = -1
        return _PLACE.sub(lambda match: self._shown(num, int(match[1]) - 1, counts, level), level.text) if (
            level.kind not in ("bullet", "none") or _PLACE.search(level.text)
        ) else ""  # fmt: skip

    def _level(self, num: str, depth: int) -> _Level | None:
        own = self._own.get(num, {}).get(depth)
        return own or self._levels.get(self._lists.get(num, ""), {}).get(depth)

    def _shown(self, num: str, depth: int, counts: list[int], at: _Level) -> str:
        level = self._level(num, depth)
        if level is None or level.kind in ("bullet", "none"):
            return ""
        count = counts[depth] if counts[depth] >= 0 else max(0, level.start)
        return shown("decimal" if at.plain else level.kind, count)


def shown(kind: str, count: int) -> str:
    """A count as a kind of number (the names are those of the standard)."""
    if count < 1:
        return str(count)
    if kind in _CHINESE:
        return numeral(count) if count < 100 else str(count)
    if kind in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return numeral(count).translate(_LEGAL) if count < 100 else str(count)
    if kind == "ideographTraditional" and count <= len(_STEMS):
        return _STEMS[count - 1]
    if kind == "ideographZodiac" and count <= len(_BRANCHES):
        return _BRANCHES[count - 1]
    if kind.startswith("decimalEnclosedCircle") and count <= 20:
        return chr(ord("①") + count - 1)
    if kind == "decimalEnclosedParen" and count <= 20:
        return f"（{count}）"
    if kind == "decimalEnclosedFullstop" and count <= 20:
        return f"{count}."
    if kind == "ideographEnclosedCircle" and count <= 10:
        return f"（{numeral(count)}）"
    if kind == "decimalZero":
        return f"{count:02}"
    if kind in ("upperLetter", "lowerLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * min(20, (count - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("upperRoman", "lowerRoman") and count < 4000:
        text = ""
        for size, letters in _ROMAN:
            text += letters * (count // size)
            count %= size
        return text.upper() if kind == "upperRoman" else text
    return str(count)
