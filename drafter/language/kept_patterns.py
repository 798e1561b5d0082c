"""Patterns as Python compiled them, kept from one start to the next.

Whoever starts the program gains the compiling of what it compiled before: a class of Chinese characters takes a whole
millisecond, and a fiftieth of one to take back. Only patterns of the program's own data come here, none that holds
words of a case; they are found by their text, their flags and the Python that compiled them.

Limits: what is kept is the inside of :mod:`re` as Python 3.11 and later have it. Where it is otherwise, a pattern is
compiled as ever.
"""

from __future__ import annotations

import marshal
import re
from array import array
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from typing import Final, TypeVar, cast

from drafter.cache import PartedThing, keep_parted, key_of, load_parted
from drafter.files.values import Foreign

Told = TypeVar("Told")

_KIND = "patterns"
#: Raised whenever something else is kept of a pattern.
_SHAPE = b"drafter-patterns-1"
#: More than all commands together use; those that were kept last stay.
_MOST = 4_000
#: What the words of a compiled pattern are, and what may be wrong with those that were kept.
_WORD: Final = "I"
_AMISS = (ArithmeticError, AttributeError, EOFError, RuntimeError, TypeError, ValueError)


class KeptPatterns:
    """The patterns that earlier starts have kept, and those that this one compiled."""

    def __init__(self) -> None:
        found = load_parted(_KIND, key_of(_SHAPE))
        self._parts: Mapping[str, bytes] = found.parts if found is not None else {}
        told = found.thing if found is not None else None
        self._told: dict[str, object] = told if isinstance(told, dict) else {}
        self._new: dict[str, re.Pattern[str]] = {}
        self._grown = False

    def compiled(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """What :func:`re.compile` gives for a pattern. Raises re.error."""
        name = blake2b(f"{flags} {pattern}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        part = self._parts.get(name)
        found = _taken_back(pattern, part) if part is not None else None
        if found is None:
            found = self._new[name] = re.compile(pattern, flags)
        return found

    def told(self, pattern: str, tell: Callable[[str], Told]) -> Told:
        """What `tell` says of a pattern, kept with it; one kind of thing, of which marshal knows."""
        found = self._told.get(pattern)
        if found is None:
            found = self._told[pattern] = tell(pattern)
            self._grown = True
        return cast(Told, found)

    def keep(self) -> None:
        """Keep what was compiled for the starts to come."""
        made = {name: part for name, one in self._new.items() if (part := _kept(one))}
        if made or self._grown:
            before = [(name, self._parts.get(name)) for name in self._parts]
            parts = {name: part for name, part in before if part is not None} | made
            keep_parted(_KIND, key_of(_SHAPE), PartedThing(_last(self._told), _last(parts)))
        self._new.clear()
        self._grown = False


def _last(things: dict[str, Told]) -> dict[str, Told]:
    """Those that were kept last."""
    return dict(list(things.items())[-_MOST:])


def _insides() -> Foreign:
    """What compiles patterns for :mod:`re`. Raises ImportError."""
    from re import _compiler  # type: ignore[attr-defined]

    return _compiler


def _taken_back(pattern: str, part: bytes) -> re.Pattern[str] | None:
    """The pattern that was kept; None where it cannot be taken back."""
    try:
        flags, words, groups, index, names = marshal.loads(part)
        code = memoryview(words).cast(_WORD).tolist()
        found: re.Pattern[str] = _insides()._sre.compile(pattern, flags, code, groups, index, names)
    except (ImportError, *_AMISS):
        return None
    return found


def _kept(pattern: re.Pattern[str]) -> bytes:
    """A pattern as it is kept, b"" for one that cannot be."""
    try:
        inside = _insides()
        parsed = inside._parser.parse(pattern.pattern, pattern.flags)
        code = array(_WORD, inside._code(parsed, pattern.flags))
        if code.itemsize != inside._sre.CODESIZE:
            return b""
    except (ImportError, *_AMISS):
        return b""
    names: list[str | None] = [None] * (pattern.groups + 1)
    for name, number in pattern.groupindex.items():
        names[number] = name
    return marshal.dumps((pattern.flags, code.tobytes(), pattern.groups, dict(pattern.groupindex), tuple(names)))


@cache
def kept_patterns() -> KeptPatterns:
    """Those of this process."""
    return KeptPatterns()
