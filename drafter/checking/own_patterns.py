"""The words of a unit's own settings, which may be patterns: which of them can be looked for in any text in good time.

The reader gains that a settings file from elsewhere cannot hold up a check for hours. Python's patterns try one way
after another, so what is allowed is what has few ways: characters and sets of characters, each up to forty times,
alternatives, parts that may be left out, and looking ahead and back. What is not allowed is said with what to write
instead.

Limits: the ways are counted as if each could fit; a pattern that is refused may be quick on most texts.
"""

from __future__ import annotations

import re
import warnings
from typing import NamedTuple

from drafter.language.invisible import invisible
from drafter.wording import Wording, word

#: Characters of one word or pattern.
LONGEST = 200
#: Ways that a pattern may be tried from one character on, and those of all patterns of a file together. A plain word
#: has one.
_WAYS = 200
WAYS_IN_ALL = 2_000
#: How often a character or a part may come again.
_TIMES = 40
_PART_TIMES = 4
_NESTED = 6

_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?::|=|!|<=|<!))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<place>[\^$]|\\b)"
    r"|(?P<one>\[\^?\]?(?:\\[^a-zA-Z0-9]|\\[dDwWsSnt]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|[^\\\]])+\]|\\[dDwWsSnt]"
    r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[^a-zA-Z0-9]|[^\\^$*+?{}\[\]|()])"
)
_TIMES_SAID = re.compile(r"(?P<sign>[*+?])|\{(?P<least>\d{0,3})(?P<to>,)?(?P<most>\d{0,3})\}")


class _PatternPart(NamedTuple):
    """What a part of a pattern may take: the ways there are, and the fewest characters it fits."""

    ways: int
    least: int


def unsafe(pattern: str) -> str | Wording:
    """Why a word or pattern is not to be searched for, for a message; "" where it may be."""
    if len(pattern) > LONGEST:
        return word("settings.long", count=len(pattern), most=LONGEST)
    if code := invisible(pattern):
        return word("settings.unseen", code=code)
    try:
        with warnings.catch_warnings():
            # What Python will read otherwise one day (`[[`) is not clear today.
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError, Warning):
        return "有不成对的括号或多余的符号，请改用全角"
    try:
        part = _Pattern(pattern).read()
    except _Refused as refused:
        return refused.why
    if not part.least:
        return "什么也没有写也算符合，处处都会查出来"
    return word("settings.variety", most=_WAYS) if part.ways > _WAYS else ""


def ways(pattern: str) -> int:
    """In how many ways a pattern that may be searched for is tried from one character on."""
    return _Pattern(pattern).read().ways


class _Refused(Exception):
    def __init__(self, why: str | Wording) -> None:
        super().__init__(why)
        self.why = why


class _Pattern:
    """Reads a pattern that Python has compiled, from the left; what it does not know is refused."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def read(self) -> _PatternPart:
        part = self.alternatives(0)
        if self.at < len(self.text):
            raise _Refused("有不成对的括号，请改用全角")
        return part

    def alternatives(self, depth: int) -> _PatternPart:
        if depth > _NESTED:
            raise _Refused(word("settings.deep", most=_NESTED))
        found, total = [], 1
        least = 0
        while self.at < len(self.text):
            match = _TOKEN.match(self.text, self.at)
            if match is None:
                raise _Refused(word("settings.unknown", part=self.text[self.at :][:6]))
            if match["close"]:
                break
            self.at = match.end()
            if match["bar"]:
                found.append(_PatternPart(total, least))
                total, least = 1, 0
                continue
            part = self.part(match, depth)
            total, least = min(total * part.ways, 10 * _WAYS), least + part.least
        found.append(_PatternPart(total, least))
        return _PatternPart(sum(one.ways for one in found), min(one.least for one in found))

    def part(self, match: re.Match[str], depth: int) -> _PatternPart:
        """A character, a place or a group, with how often it may come."""
        if match["open"]:
            if match["open"] == "(":
                raise _Refused("里的括号请写作 (?:…)，要照原样查的括号请改用全角")
            inner = self.alternatives(depth + 1)
            if not self.text.startswith(")", self.at):
                raise _Refused("有不成对的括号，请改用全角")
            self.at += 1
            looks = match["open"] != "(?:"
            return self.times(_PatternPart(inner.ways, 0) if looks else inner, "看前看后" if looks else "括号")
        if match["place"]:
            return self.times(_PatternPart(1, 0), "位置")
        return self.times(_PatternPart(1, 1), "")

    def times(self, part: _PatternPart, what: str) -> _PatternPart:
        match = _TIMES_SAID.match(self.text, self.at)
        if match is None:
            return part
        self.at = match.end()
        lazy = self.text[self.at : self.at + 1]
        if lazy and lazy in "?+*{":
            if lazy != "?":
                raise _Refused("里有连写的次数")
            self.at += 1
        if match["sign"] in ("*", "+") or (match["to"] and not match["most"]):
            raise _Refused(word("settings.unbounded", part=match[0]))
        least, most = (0, 1) if match["sign"] else (int(match["least"] or 0), int(match["most"] or match["least"] or 0))
        if match["sign"] is None and not match["to"]:
            most = least
        if what in ("看前看后", "位置"):
            raise _Refused(word("settings.misplaced", part=match[0]))
        if most > (_PART_TIMES if what else _TIMES):
            raise _Refused(word("settings.often", part=match[0], most=_PART_TIMES if what else _TIMES))
        if not part.least and most > 1:
            raise _Refused(word("settings.empty", part=match[0]))
        total = most - least + 1
        if what:
            total = sum([min(part.ways**count, 10 * _WAYS) for count in range(least, most + 1)])
        return _PatternPart(total, part.least * least)
