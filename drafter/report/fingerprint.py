"""The mark of the facts that a sentence is about, by which a wording kept in a case knows whether they have changed.

Limits: a short mark (its first eight digits) tells that something changed, not what.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

from drafter.facts.fact import Fact
from drafter.report.sentence import Sentence, TellsFacts

_INDEX = re.compile(r"\[\d+\]")


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


def of_passage(mark: str, own: Sequence[TellsFacts], passage: Sequence[TellsFacts]) -> bool | None:
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
