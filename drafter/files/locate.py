"""Where in a TOML text a value stands.

tomli gives values without places. This scan runs only when something is wrong (it costs nothing to a good case) over a
text that tomli has accepted, and answers with line and column of each value, so that every error can name them.

Limits: it trusts the text to be valid TOML 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[A-Za-z0-9_-]+')
_STRING = re.compile(
    r'"""(?:[^\\]|\\[\s\S])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
)
_SCALAR = re.compile(r"[^,\]}\n#]*")


class _Scan:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.places: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        here: Path = ()
        while True:
            self.skip(_SPACE)
            if self.at >= len(self.text):
                return self.places
            start = self.at
            if self.text.startswith("[[", start):
                self.at += 2
                keys = self.resolve(self.keys(), start)
                index = self.counts.get(keys, -1) + 1
                self.counts[keys] = index
                here = (*keys, index)
                self.places.setdefault(keys, start)
                self.places[here] = start
                self.at = self.text.index("]]", self.at) + 2
            elif self.text[start] == "[":
                self.at += 1
                here = self.resolve(self.keys(), start)
                if here in self.counts:
                    here = (*here, self.counts[here])
                self.places.setdefault(here, start)
                self.at = self.text.index("]", self.at) + 1
            else:
                self.pair(here)

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def resolve(self, keys: Path, start: int) -> Path:
        """The path of a table header: a part that is an array of tables means its latest table."""
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            self.places.setdefault(path, start)
            if path in self.counts:
                path = (*path, self.counts[path])
        return (*path, keys[-1])

    def keys(self) -> Path:
        found: list[str | int] = []
        while True:
            self.skip(_BLANK)
            match = _KEY.match(self.text, self.at)
            if match is None:
                return tuple(found)
            self.at = match.end()
            word = match[0]
            found.append(word[1:-1] if word[0] in "\"'" else word)
            self.skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(found)
            self.at += 1

    def pair(self, here: Path) -> None:
        start = self.at
        keys = self.keys()
        self.skip(_BLANK)
        if not keys or not self.text.startswith("=", self.at):
            # Not valid TOML after all: give up the rest rather than loop.
            self.at = len(self.text)
            return
        self.at += 1
        self.skip(_BLANK)
        for depth in range(1, len(keys)):
            self.places.setdefault(here + keys[:depth], start)
        self.value(here + keys)

    def value(self, path: Path) -> None:
        self.places[path] = self.at
        text = self.text
        if text[self.at] == "[":
            self.at += 1
            index = 0
            while True:
                self.skip(_SPACE)
                if text[self.at] == "]":
                    self.at += 1
                    return
                self.value((*path, index))
                index += 1
                self.skip(_SPACE)
                if text[self.at] == ",":
                    self.at += 1
        elif text[self.at] == "{":
            self.at += 1
            while True:
                self.skip(_SPACE)
                if text[self.at] == "}":
                    self.at += 1
                    return
                self.pair(path)
                self.skip(_SPACE)
                if text[self.at] == ",":
                    self.at += 1
        elif match := _STRING.match(text, self.at):
            self.at = match.end()
        else:
            self.skip(_SCALAR)


def locate(text: str) -> dict[Path, tuple[int, int]]:
    """Line and column (from 1) of every value of a TOML text, by its path of keys and indexes."""
    text = text.replace("\r\n", "\n")
    try:
        offsets = _Scan(text).run()
    except (IndexError, ValueError, RecursionError):
        return {}
    places: dict[Path, tuple[int, int]] = {}
    line, start = 1, 0
    for path, offset in sorted(offsets.items(), key=lambda pair: pair[1]):
        line += text.count("\n", start, offset)
        start = offset
        places[path] = (line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
    return places


def written(keys: Sequence[str | int]) -> str:
    """The path of keys and indexes as messages and facts write it: work[0].title."""
    return "".join([f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys])[1:]


class Places:
    """Where the values of a TOML text stand, by the paths that messages and facts write."""

    def __init__(self, text: str) -> None:
        self._places = {written(keys): place for keys, place in locate(text).items()}

    def at(self, path: str) -> tuple[int, int]:
        """Line and column of the value at `path`, or of the nearest value above it; (1, 0) where there is none."""
        while path:
            if path in self._places:
                return self._places[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return 1, 0
