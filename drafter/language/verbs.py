"""Official verbs: which word of a clause says what was done.

The reader gains that 管护站, 执行率 and 免费开放 inside a name are not taken for deeds: a verb counts only outside of
titles and quotation marks and where no noun is made of it.

Limits: the first verb of a clause is given; a clause of two verbs (申报后发放) keeps both in its words.
"""

from __future__ import annotations

from functools import cache

from drafter.language.lexicon import KnownWords, words
from drafter.language.marks import Bracket


@cache
def verb_words() -> frozenset[str]:
    """All verbs of the lexicon."""
    return frozenset(word for group in words("verbs")["groups"].values() for word in group)


@cache
def _verbs() -> KnownWords:
    return KnownWords(verb_words())


@cache
def _names() -> KnownWords:
    return KnownWords(words("verbs")["names"]["after"])


@cache
def _nouns() -> KnownWords:
    return KnownWords(words("verbs")["nouns"]["words"])


def find_verb(folded: str, start: int, end: int, protected: list[Bracket]) -> tuple[int, int] | None:
    """The place of the verb of ``folded[start:end]``, or None; `protected` are the pairs that hold names."""
    nouns = list(_nouns().spans(folded, start, end))
    at = start
    while found := next(_verbs().spans(folded, at, end), None):
        first, last = found
        at = first + 1
        if any(pair.start <= first < pair.end for pair in protected):
            at = next(pair.end for pair in protected if pair.start <= first < pair.end)
            continue
        if any(low <= first < high and last <= high for low, high in nouns):
            continue
        if _names().ends(folded, last, end) and not _opens(folded, start, first):
            continue
        return first, last
    return None


def _opens(folded: str, start: int, first: int) -> bool:
    """Whether nothing but an adverb stands before a verb, so that 开展项目… and 发放资金… keep theirs."""
    return folded[start:first] in (
        "",
        "已",
        "共",
        "累计",
        "全年",
        "新",
        "再",
        "仍",
        "正",
        "正在",
        "将",
        "拟",
        "未",
        "没有",
    )


@cache
def synonyms(verb: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The groups of true synonyms that a verb belongs to: words, and how their objects end."""
    found = []
    for group in words("verbs")["synonyms"].values():
        if verb in group["words"]:
            found.append((tuple(group["words"]), tuple(group["objects"])))
    return tuple(found)
