"""A writer's own wording of a sentence, set against the facts that the sentence is about.

The reader gains that a reworded sentence is still traced: every figure in it leads to its fact, a figure that nobody
stated is pointed out, and a wording that was written for other facts than today's is known as such.

Limits: a fact is found by its words as they stand on the page (106.14万元, not 106.14万 or 一百万元).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

from drafter.facts.case import Fact
from drafter.phrasing.aggregate import Sentence
from drafter.phrasing.choose import Message
from drafter.phrasing.text import Part

_INDEX = re.compile(r"\[\d+\]")
_DIGIT = re.compile(r"[0-9０-９]")
#: Compiled at first use, since every start of the program would pay for it.
_STRAY = r"[0-9０-９]+(?:[.．,][0-9０-９]+)*(?:[%％]|[万亿]?[\u4e00-\u9fff]?)"
#: What may not follow a figure that is to stand for a fact: 3 is not found in 3.5, nor 3万 in 3万元, nor 5人 in 5人次.
_OPEN, _CLOSED = "(?![0-9０-９%％万亿元余多]|[.．][0-9０-９])", "(?!次)"


def subject(sentence: Sentence) -> tuple[Fact, ...]:
    """The facts a sentence is about: those of its messages, whichever form tells them; else those it states."""
    told = [fact for message in sentence.messages for fact in message.facts()]
    return tuple({fact.path: fact for fact in told or stated(sentence)}.values())


def stated(sentence: Sentence) -> list[Fact]:
    """The facts in the words of a sentence, in their order."""
    return [part for part in sentence.parts if isinstance(part, Fact)]


def _pairs(facts: Iterable[Fact]) -> dict[str, Fact]:
    # Without the numbers of rows: a case put in another order states the same.
    return {f"{_INDEX.sub('[]', fact.path)}={fact.text}": fact for fact in facts}


def fingerprint(facts: Iterable[Fact]) -> str:
    """A mark of facts, as a wording keeps it: a CRC-32 of all their paths and words, then a byte for each of them."""
    pairs = sorted(_pairs(facts))
    whole = crc32("\n".join(pairs).encode())
    return f"{whole:08x}-" + "".join(map(_byte, pairs))


def _byte(pair: str) -> str:
    return f"{crc32(pair.encode()) & 255:02x}"


def matches(mark: str, facts: Iterable[Fact]) -> bool:
    """Whether `mark` (whole, or its first eight digits alone) was made of these facts."""
    now = fingerprint(facts)
    return mark.strip().lower() in (now, now[:8])


def changed(mark: str, facts: Iterable[Fact], text: str) -> list[Fact]:
    """The facts that are new or different since `mark` was made; with a short mark those that `text` does not hold."""
    bytes_ = mark.strip().lower()[9:]
    if not bytes_:
        return [fact for fact in facts if fact.text not in text]
    known = Counter(bytes_[i : i + 2] for i in range(0, len(bytes_), 2))
    found = []
    for pair, fact in _pairs(facts).items():
        byte = _byte(pair)
        if known[byte]:
            known[byte] -= 1
        else:
            found.append(fact)
    return found


def of_passage(mark: str, own: Sequence[Message], passage: Sequence[Message]) -> bool | None:
    """Whether `mark` was made of a sentence that told the messages `own` together with their neighbours in `passage`.

    True: of one whose facts are all as they were; None: of one of which something else has changed since; False: no.
    """
    places = [index for index, message in enumerate(passage) if message in own]
    if not own or len(places) < len(own):
        return False
    for start in range(places[0] + 1):
        for end in range(places[-1] + 1, len(passage) + 1):
            if matches(mark, [fact for message in passage[start:end] for fact in message.facts()]):
                return True
    bytes_ = mark.strip().lower()[9:]
    left = Counter(bytes_[i : i + 2] for i in range(0, len(bytes_), 2))
    left -= Counter(map(_byte, _pairs(fact for message in own for fact in message.facts())))
    others = _pairs(fact for message in passage if message not in own for fact in message.facts())
    return None if any(left[_byte(pair)] for pair in others) else False


def _in_words(facts: Iterable[Fact]) -> set[str]:
    """The figures that stand inside of facts that are words: 2025年 and 6月 of a reason in a writer's own words."""
    return {match[0] for fact in facts if fact.quantity is None for match in re.finditer(_STRAY, fact.text)}


def trace(text: str, facts: Iterable[Fact]) -> tuple[list[Part], list[str]]:
    """The parts of a wording with the facts found in it, and the figures in it that are none of them."""
    alike: dict[str, list[Fact]] = {}
    facts = tuple(facts)
    for fact in {fact.path: fact for fact in facts}.values():
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
