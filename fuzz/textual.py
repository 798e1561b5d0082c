"""Mutations of any text: spans, lines, figures, brackets, characters that nobody sees.

Limits: knows no format; :mod:`fuzz.tables`, :mod:`fuzz.markup` and the others do.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from fuzz.words import chance, groups, pick

#: No input is larger (bytes are at most four times as many as characters).
LARGEST = 100_000
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_Words = Sequence[str]


def mutate(rng: random.Random, text: str, words: _Words, other: str = "", most: int = 6) -> str:
    """`text` changed in one to `most` places, mostly few; `words` are of its format, `other` is a text to take spans
    from."""
    for _ in range(min(most, 1 + int(rng.expovariate(0.7)))):
        text = _MUTATIONS[_TABLE[rng.randrange(len(_TABLE))]](rng, text, words, other or text)
    return cut(text)


def cut(text: str) -> str:
    """`text` within the bound of an input."""
    return text if len(text) < LARGEST // 4 else text.encode(errors="replace")[:LARGEST].decode(errors="ignore")


def span(rng: random.Random, text: str, longest: int = 40) -> tuple[int, int]:
    """A span of `text`, mostly short."""
    start = rng.randrange(len(text) + 1)
    length = min(longest, int(rng.expovariate(0.15)))
    return start, min(len(text), start + length)


def _drop(rng: random.Random, text: str, words: _Words, other: str) -> str:
    start, end = span(rng, text)
    return text[:start] + text[end + 1 :]


def _double(rng: random.Random, text: str, words: _Words, other: str) -> str:
    start, end = span(rng, text)
    return text[:end] + text[start:end] * rng.randint(1, 3) + text[end:]


def _swap(rng: random.Random, text: str, words: _Words, other: str) -> str:
    (a, b), (c, d) = sorted((span(rng, text), span(rng, text)))
    return text if b > c else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _put(rng: random.Random, text: str, words: _Words, other: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(words) + text[at:]


def _instead(rng: random.Random, text: str, words: _Words, other: str) -> str:
    start, end = span(rng, text, 12)
    return text[:start] + rng.choice(words) + text[end:]


def _word(rng: random.Random, text: str, words: _Words, other: str) -> str:
    """A word of the format in the place of another one."""
    for word in rng.sample(words, min(len(words), 8)):
        at = text.find(word) if word else -1
        if at >= 0:
            return text[:at] + rng.choice(words) + text[at + len(word) :]
    return _put(rng, text, words, other)


def _number(rng: random.Random, text: str, words: _Words, other: str) -> str:
    found = list(_NUMBER.finditer(text))
    if not found:
        return _put(rng, text, groups()["figures"], other)
    match = rng.choice(found)
    return text[: match.start()] + number(rng, match[0]) + text[match.end() :]


def number(rng: random.Random, said: str) -> str:
    """A number in the place of another one: near it, far from it, in other digits."""
    turn = rng.randrange(8)
    if turn == 0:
        return pick(rng, "figures")
    if turn == 1:
        return said + rng.choice("0123456789") * rng.choice((1, 1, 2, 9, 30, 200))
    if turn == 2:
        return "0" * rng.randint(1, 3) + said
    if turn == 3:
        return said[:-1] or "0"
    if turn == 4:
        return "".join([chr(ord(c) - 48 + 0xFF10) if c.isascii() and c.isdigit() else c for c in said])
    if turn == 5:
        at = rng.randrange(len(said) + 1)
        return said[:at] + rng.choice(".,，．　 -—~+/:%") + said[at:]
    if turn == 6:
        return "-" + said
    return str(rng.choice((0, 1, 9, 10, 12, 13, 31, 32, 99, 100, 101, 1900, 2023, 2024, 2025, 10**6, 10**15, 10**25)))


def _odd(rng: random.Random, text: str, words: _Words, other: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + pick(rng, "odd") + text[at + rng.randrange(2) :]


def _mark(rng: random.Random, text: str, words: _Words, other: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + pick(rng, "marks", "numbering") + text[at + rng.randrange(2) :]


def _nest(rng: random.Random, text: str, words: _Words, other: str) -> str:
    start, end = span(rng, text)
    opening, _, closing = pick(rng, "pairs").partition(" ")
    depth = rng.choice((1, 1, 2, 3, 10, 100)) if not chance(rng, 60) else rng.choice((1_000, 4_000, 10_000))
    open_end = 0 if chance(rng, 4) else depth
    return text[:start] + opening * depth + text[start:end] + closing * open_end + text[end:]


def _character(rng: random.Random, text: str, words: _Words, other: str) -> str:
    if not text:
        return chr(rng.randrange(32, 0x3000))
    at = rng.randrange(len(text))
    code = ord(text[at]) ^ (1 << rng.randrange(16))
    return text[:at] + (chr(code) if not 0xD800 <= code < 0xE000 else "\ue000") + text[at + 1 :]


def _lines(rng: random.Random, text: str, words: _Words, other: str) -> str:
    lines = text.split("\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    turn = rng.randrange(6)
    if turn == 0:
        del lines[at]
    elif turn == 1:
        lines.insert(to, lines[at])
    elif turn == 2:
        lines.insert(to, lines.pop(at))
    elif turn == 3:
        lines[at : at + 2] = ["".join(lines[at : at + 2])]
    elif turn == 4:
        middle = rng.randrange(len(lines[at]) + 1)
        lines[at : at + 1] = [lines[at][:middle], lines[at][middle:]]
    else:
        lines[at] = rng.choice((" ", "\t", "\u3000\u3000", "    ", "- ", "|")) + lines[at]
    return "\n".join(lines)


def _splice(rng: random.Random, text: str, words: _Words, other: str) -> str:
    start, end = span(rng, other, 200)
    at = rng.randrange(len(text) + 1)
    return text[:at] + other[start:end] + text[at + (end - start) * rng.randrange(2) :]


def _swell(rng: random.Random, text: str, words: _Words, other: str) -> str:
    """Rarely a great deal of one thing."""
    return swollen(rng, text, words) if chance(rng, 12) else _double(rng, text, words, other)


def swollen(rng: random.Random, text: str, words: _Words) -> str:
    """`text` with a great deal of one thing in it: what takes time or memory in proportion to more than the text shows
    so."""
    pieces = (
        rng.choice(words),
        text[slice(*span(rng, text, 100))],
        pick(rng, "marks", "odd", "clauses"),
        rng.choice("1一甲 "),
    )
    piece = rng.choice(pieces) + (rng.choice(pieces) if chance(rng, 3) else "")
    at = rng.randrange(len(text) + 1)
    times = rng.choice((100, 1_000, 10_000, 30_000, 90_000)) // max(1, len(piece.encode(errors="replace")))
    return text[:at] + piece * times + text[at:]


def _short(rng: random.Random, text: str, words: _Words, other: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] if rng.randrange(3) else text[at:]


_Mutation = Callable[[random.Random, str, _Words, str], str]
_MUTATIONS: tuple[_Mutation, ...] = (
    _drop, _double, _swap, _put, _instead, _word, _number, _odd, _mark, _nest, _character, _lines, _splice, _swell,
    _short,
)  # fmt: skip
#: How often each is taken: words of the format and figures most, cutting off least.
_TABLE = [i for i, often in enumerate((3, 3, 2, 5, 5, 6, 8, 3, 4, 2, 2, 5, 3, 2, 1)) for _ in range(often)]
