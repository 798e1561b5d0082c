"""A writer's own wording of a sentence, set against the facts that the sentence is about.

The reader gains that a reworded sentence is still traced: every figure in it leads to its fact, a figure that nobody
stated is pointed out, and a wording that was written for other facts than today's is known as such.

Limits: a fact is found by its words as they stand on the page (106.14万元, not 106.14万 or 一百万元).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.facts.fact import Fact
from drafter.report.sentence import Part

_DIGIT = re.compile(r"[0-9０-９]")
#: Compiled at first use, since every start of the program would pay for it.
_STRAY = r"[0-9０-９]+(?:[.．,][0-9０-９]+)*(?:[%％]|[万亿]?[\u4e00-\u9fff]?)"
#: What may not follow a figure that is to stand for a fact: 3 is not found in 3.5, nor 3万 in 3万元, nor 5人 in 5人次.
_OPEN, _CLOSED = "(?![0-9０-９%％万亿元余多]|[.．][0-9０-９])", "(?!次)"


def _in_words(facts: Iterable[Fact]) -> set[str]:
    """The figures that stand inside of facts that are words: 2025年 and 6月 of a reason in a writer's own words."""
    return {match[0] for fact in facts if fact.quantity is None for match in re.finditer(_STRAY, fact.text)}


def _finest(facts: Iterable[Fact]) -> list[Fact]:
    """Each fact once. Verb, object and figures of a note stand under its path: where they are known, the note as a
    whole is not looked for, whose words would hide them."""
    each = list({fact.path: fact for fact in facts}.values())
    below: dict[str, list[str]] = {}
    for fact in each:
        for at, mark in enumerate(fact.path):
            if mark == ".":
                below.setdefault(fact.path[:at], []).append(fact.text)
    return [fact for fact in each if not any(text in fact.text for text in below.get(fact.path, ()))]


def trace(text: str, facts: Iterable[Fact]) -> tuple[list[Part], list[str]]:
    """The parts of a wording with the facts found in it, and the figures in it that are none of them."""
    alike: dict[str, list[Fact]] = {}
    facts = tuple(facts)
    for fact in _finest(facts):
        alike.setdefault(fact.text, []).append(fact)
    places: dict[int, tuple[int, Fact]] = {}
    taken = [False] * len(text)
    for words in sorted(alike, key=len, reverse=True):
        before = "(?<![0-9０-９.．])" if _DIGIT.match(words) else ""
        after = (_OPEN if re.search("[0-9０-９万亿]$", words) else _CLOSED) if _DIGIT.search(words) else ""
        spans = [match.span() for match in re.finditer(before + re.escape(words) + after, text)]
        found = [span for span in spans if not any(taken[slice(*span)])]
        if len(words) == 1 < len(found) and not _DIGIT.match(words):
            # A single character (优) may stand inside any word.
            continue
        for index, (start, end) in enumerate(found):
            # Facts of the same words: one each in their order, what is left over stands in the last.
            group = alike[words][index:] if index == len(found) - 1 else alike[words][index : index + 1]
            first = group[0] if group else alike[words][-1]
            also = tuple([fact.path for fact in group[1:]])
            places[start] = end, _also(first, also) if also else first
            taken[start:end] = [True] * (end - start)
    parts: list[Part] = []
    at = 0
    for start, (end, fact) in sorted(places.items()):
        if start > at:
            parts.append(text[at:start])
        parts.append(fact)
        at = end
    if at < len(text):
        parts.append(text[at:])
    strays = [match[0] for part in parts if isinstance(part, str) for match in re.finditer(_STRAY, part)]
    known = _in_words(facts) if strays else set()
    return parts, [one for one in strays if one not in known]


def _also(fact: Fact, paths: tuple[str, ...]) -> Fact:
    more = tuple(dict.fromkeys((*fact.also, *paths)))
    return Fact(fact.path, fact.text, fact.quantity, fact.number, fact.derived, fact.missing, more)
