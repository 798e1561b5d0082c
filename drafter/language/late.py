"""A regular expression that is compiled when a text first comes by that it could match.

Whoever starts the program gains the time of two hundred patterns that one report never needs: a pattern of Chinese
characters takes a fifth of a millisecond to compile, and a look at the words that it cannot do without takes nothing.

Limits: the words are looked for where a pattern spells them out; one made of classes alone is compiled at first use.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, cached_property

from drafter.language.kept_patterns import kept_patterns

#: Words of which a text must hold at least one, () where none is sure.
Needed = tuple[str, ...]
#: Groups of words of each of which a text must hold at least one.
Demands = tuple[Needed, ...]

_TOKENS = (
    r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|N\{[^}]*\}|.)"
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\(\?(?:<[=!]|[=!:]|P<\w+>)?"
    r"|[()|^$.]|[*+?]\??|\{\d*,?\d*\}\??|."
)
#: More characters of a class than these are no sign of anything.
_FEW = 12
#: With other flags a letter stands for more than itself.
_PLAIN = re.M | re.S | re.U


class LatePattern:
    """What :func:`re.compile` would give, compiled for the first text that holds what it cannot match without.

    `known` are its demands where they were kept."""

    def __init__(self, pattern: str, flags: int = 0, known: Demands | None = None) -> None:
        self.pattern, self.flags = pattern, flags
        if known is not None:
            self.demands = known

    @cached_property
    def demands(self) -> Demands:
        """Groups of words: any text that matches holds at least one of each."""
        return () if self.flags & ~_PLAIN else kept_patterns().told(self.pattern, demands)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself. Raises re.error."""
        return kept_patterns().compiled(self.pattern, self.flags)

    def hopeless(self, text: str) -> bool:
        """Whether a text lacks what every match holds."""
        for group in self.demands:
            for word in group:
                if word in text:
                    break
            else:
                return True
        return False

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See :meth:`re.Pattern.search`."""
        return None if self.hopeless(text) else self.compiled.search(text, pos, endpos)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See :meth:`re.Pattern.match`."""
        return None if self.hopeless(text) else self.compiled.match(text, pos, endpos)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """See :meth:`re.Pattern.fullmatch`."""
        return None if self.hopeless(text) else self.compiled.fullmatch(text)

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """See :meth:`re.Pattern.finditer`."""
        return iter(()) if self.hopeless(text) else self.compiled.finditer(text, pos, endpos)

    def sub(self, to: str | Callable[[re.Match[str]], str], text: str) -> str:
        """See :meth:`re.Pattern.sub`."""
        return text if self.hopeless(text) else self.compiled.sub(to, text)

    def split(self, text: str) -> list[str]:
        """See :meth:`re.Pattern.split`; of a pattern whose groups take part in every match."""
        return [text] if self.hopeless(text) else self.compiled.split(text)


class _GroupRead:
    """A group being read: what its branches so far need, what this branch needs, the letters that stand together."""

    def __init__(self, negative: bool = False) -> None:
        self.negative = negative
        self.branches: list[Needed] = []
        #: All that the last branch needs, not the best of it alone.
        self.every: Demands = ()
        self.needed: list[Needed] = []
        self.run = ""
        self.last: Needed | None = None

    def letter(self, letter: str) -> None:
        self.flush()
        self.run += letter

    def other(self, needs: Needed) -> None:
        """Something else than a letter, of which a quantifier may follow."""
        self.flush()
        self.end_run()
        self.last = needs

    def flush(self) -> None:
        if self.last:
            self.needed.append(self.last)
        self.last = None

    def end_run(self) -> None:
        if self.run:
            self.needed.append((self.run,))
        self.run = ""

    def quantified(self, optional: bool) -> None:
        """A quantifier on what came last."""
        if optional:
            if self.last is None:
                self.run = self.run[:-1]
            self.last = None
        self.flush()
        self.end_run()

    def branch(self) -> None:
        self.flush()
        self.end_run()
        self.every = tuple(dict.fromkeys([one for one in self.needed if one]))
        # The longest words are the rarest, and few of them are looked for sooner than many.
        self.branches.append(max(self.needed, key=lambda one: (min(map(len, one)), -len(one)), default=()))
        self.needed = []

    def close(self) -> Needed:
        self.branch()
        if self.negative or not all(self.branches):
            return ()
        return tuple(dict.fromkeys(cue for branch in self.branches for cue in branch))


@cache
def needles(pattern: str) -> tuple[str, ...]:
    """Words of which one at least stands in every text that `pattern` fits; "" where none is sure: nothing is spelt
    out, or it uses what is not known here (flags, references, conditions)."""
    read = _read(pattern)
    return (read.close() if read is not None else ()) or ("",)


@cache
def demands(pattern: str) -> Demands:
    """All groups of words of each of which one at least stands in every text that `pattern` fits; () where none is
    sure. The longest, which are the rarest, come first."""
    read = _read(pattern)
    if read is None:
        return ()
    best = read.close()
    if len(read.branches) > 1:
        return (best,) if best else ()
    return tuple(sorted(read.every, key=lambda one: (-min(map(len, one)), len(one))))


def _read(pattern: str) -> _GroupRead | None:
    """A pattern as a group, its last branch still open; None where it uses what is not known here."""
    stack = [_GroupRead()]
    for token in re.findall(_TOKENS, pattern, re.S):
        group, first = stack[-1], token[0]
        if first == "(":
            if token == "(?":
                return None
            group.flush()
            group.end_run()
            stack.append(_GroupRead(negative=token.endswith("!")))
        elif token == ")":
            if len(stack) == 1:
                return None
            stack.pop()
            stack[-1].other(group.close())
        elif token == "|":
            group.branch()
        elif first in "*+?" or (first == "{" and len(token) > 1):
            group.quantified(first in "*?" or re.match(r"\{0*[,}]", token) is not None)
        elif first == "[" and len(token) > 1:
            group.other(_listed(token[1:-1]))
        elif first == "\\":
            if token[1:].isalnum() or len(token) != 2:
                group.other(())
            else:
                group.letter(token[1])
        elif first in "^$.":
            group.other(())
        else:
            group.letter(token)
    return stack[0] if len(stack) == 1 else None


def _listed(inside: str) -> Needed:
    """The characters of a class that lists a few."""
    return () if len(inside) > _FEW or any(mark in inside for mark in "^-\\") else tuple(inside)
