"""Mutations of XML and HTML: elements taken away, doubled, moved, put around others, called otherwise.

Limits: tags are found by a pattern, so that markup that is broken already can be broken further.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from fuzz import textual
from fuzz.words import chance, groups, pick, some

_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)([^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(r"\s+[\w:.-]+\s*=\s*(\"[^\"]*\"|'[^']*')")
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "wbr"))


class Language(NamedTuple):
    """The groups of words that a markup is made of."""

    elements: str
    attributes: str
    texts: str


WORD = Language("word_elements", "word_attributes", "word_text")
WEB = Language("tags", "tag_attributes", "web_text")


class _Element(NamedTuple):
    """Where an element begins and ends, and where its content does."""

    start: int
    inside: int
    last: int
    end: int


def mutate(rng: random.Random, text: str, language: Language, rough: int = 6) -> str:
    """Markup changed in a few places; once in `rough` times as a mere text too."""
    for _ in range(min(8, 1 + int(rng.expovariate(0.5)))):
        text = _structure(rng, text, language)
        if len(text) > textual.LARGEST:
            break
    if chance(rng, rough):
        names = groups()
        text = textual.mutate(
            rng, text, [*names[language.texts], *names["marks"], *some(rng, list(names["clauses"]), 4)], most=3
        )
    return textual.cut(text)


def _structure(rng: random.Random, text: str, language: Language) -> str:
    elements = _elements(text, rng)
    if not elements:
        return _opened(rng, language) + text
    one = rng.choice(elements)
    whole, inside = text[one.start : one.end], text[one.inside : one.last]
    before, after = text[: one.start], text[one.end :]
    turn = rng.randrange(16)
    if turn == 0:
        return before + after
    if turn == 1:
        return before + inside + after
    if turn == 2:
        times = rng.choice((2, 2, 3)) if not chance(rng, 40) else min(3_000, 60_000 // max(1, len(whole)))
        return before + whole * max(2, times) + after
    if turn == 3:
        other = rng.choice(elements)
        at = other.inside
        return text[:at] + whole + text[at:]
    if turn == 4:
        name = pick(rng, language.elements)
        depth = 1 if not chance(rng, 20) else rng.choice((50, 600, 3_000, 9_000))
        return f"{before}{f'<{name}{_attribute(rng, language)}>' * depth}{whole}{f'</{name}>' * depth}{after}"
    if turn == 5:
        return text[: one.inside] + _opened(rng, language) + text[one.inside :]
    if turn == 6:
        return text[: one.last] + pick(rng, language.texts, "clauses", "odd") + text[one.last :]
    if turn == 7:
        # An element that is never closed, or very many of them.
        times = 1 if not chance(rng, 20) else rng.choice((300, 3_000, 20_000))
        return (
            before
            + text[one.start : one.inside] * min(times, 90_000 // max(1, one.inside - one.start))
            + text[one.end :]
        )
    if turn == 8:
        return text[: one.last] + after if chance(rng, 2) else text[: one.last] + text[one.last : one.end] * 2 + after
    if turn <= 11:
        return text[: one.start] + _retagged(rng, text[one.start : one.inside], language) + text[one.inside :]
    if turn == 12:
        match = _TAG.match(whole)
        name = pick(rng, language.elements)
        return f"{before}<{name}{match[3] if match else ''}>{inside}</{name}>{after}"
    if "<" not in inside and inside:
        words = [pick(rng, "clauses", "figures", "units", "numbering", "marks", language.texts) for _ in range(4)]
        return text[: one.inside] + textual.mutate(rng, inside, words, most=3) + text[one.last :]
    return text[: one.inside] + pick(rng, "clauses") + text[one.inside :]


def _opened(rng: random.Random, language: Language) -> str:
    name = pick(rng, language.elements)
    said = pick(rng, "clauses", "figures", language.texts)
    return (
        f"<{name}{_attribute(rng, language)}>{said}</{name}>"
        if rng.randrange(3)
        else f"<{name}{_attribute(rng, language)}/>"
    )


def _attribute(rng: random.Random, language: Language) -> str:
    return "".join([f" {pick(rng, language.attributes)}" for _ in range(rng.choice((0, 0, 1, 1, 2)))])


def _retagged(rng: random.Random, tag: str, language: Language) -> str:
    """A tag with another attribute, without one, or with one of another value."""
    found = list(_ATTRIBUTE.finditer(tag))
    if found and rng.randrange(2):
        match = rng.choice(found)
        said = "" if chance(rng, 3) else f" {pick(rng, language.attributes)}"
        return tag[: match.start()] + said + tag[match.end() :]
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    return f"{tag[:end]} {pick(rng, language.attributes)}{tag[end:]}"


def _elements(text: str, rng: random.Random, most: int = 160) -> list[_Element]:
    """Elements of a stretch of `text` that begins anywhere, at most so many tags of it."""
    start = rng.randrange(len(text) + 1) if len(text) > 4_000 and rng.randrange(4) else 0
    found: list[_Element] = []
    heads: list[tuple[str, int, int]] = []
    for number, match in enumerate(_TAG.finditer(text, start)):
        if number >= most:
            break
        closing, name, _, alone = match.groups()
        if alone or name.lower() in _VOID:
            found.append(_Element(match.start(), match.end(), match.end(), match.end()))
        elif not closing:
            heads.append((name, match.start(), match.end()))
        else:
            at = next((i for i in range(len(heads) - 1, max(-1, len(heads) - 12), -1) if heads[i][0] == name), -1)
            if at >= 0:
                found.append(_Element(heads[at][1], heads[at][2], match.start(), match.end()))
                del heads[at:]
    return found
