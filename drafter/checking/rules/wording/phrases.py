"""Set phrases: a character lost (受理渠 for 受理渠道) or taken for another (士地整治).

The reader gains what no spelling check of single words sees: the rest of the phrase says what stood there.

Limits: phrases and the characters that are mistaken for each other are data (`rules/lexicon/phrases.toml`); a
character is known as lost only where the phrase says that it must stand; what stands in 《》 is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.language.tables import table

_MARKED = re.compile(r"\[(.)\](?:\|(\S+))?")
#: Of a phrase of so many characters three are left when one is lost: little to know it by.
_SHORT = 4
_BACK = 24
#: Behind a phrase that lost its last character a word begins anew.
_ENDS = frozenset("，。；、：）”》和与及")
_OPENS = frozenset("，。；、：（“《\n")


class Phrase(NamedTuple):
    """A set phrase and the number of the character that must not be lost (-1 where none is known by its loss); a `firm`
    one goes on in no other way but with one of `others`, so that its last character is missed whatever else stands
    there. One that is `short` is known by the loss of a character only where no other word can begin or end in what is
    left."""

    text: str
    vital: int
    firm: bool = False
    others: str = ""
    short: bool = False


@rule("set-phrase")
def phrases(page: Page) -> Iterator[Finding]:
    text = page.full_text()
    said = text.text
    starts, spellings, unless = _index()
    done = -1
    for at in range(len(said) - 1):
        known = starts.get(said[at : at + 2])
        if known is None or at < done:
            continue
        for wrong in known:
            if not said.startswith(wrong, at) or text.named(at):
                continue
            phrase = spellings[wrong]
            lost = len(wrong) < len(phrase.text)
            end = at + len(wrong)
            if lost and (unless.match(said, at) or not _ended(said, at, end, phrase) or _listed(said, at, end)):
                continue
            place = text.place(_span(said, at, end))
            yield page.finding(
                "set-phrase", place.stretch, place.start, place.end,
                "phrases.lost" if lost else "phrases.wrong", vital=phrase.text[phrase.vital], claimed=wrong,
                computed=phrase.text,
            )  # fmt: skip
            done = end
            break


def _ended(text: str, start: int, end: int, phrase: Phrase) -> bool:
    """Whether nothing goes on where the last character was lost; one lost within needs no such proof, nor one of a
    phrase that goes on in no other way."""
    if phrase.short and phrase.vital < len(phrase.text) - 1:
        led = text.endswith(_leads(), max(0, start - 2), start) and text[end : end + 1] in _ENDS
        return led or text[start - 1 : start] in _OPENS if phrase.vital == 1 else text[end : end + 1] in _ENDS
    if phrase.vital < len(phrase.text) - 1 or text[end : end + 1] in _ENDS:
        return True
    return phrase.firm and text[end : end + 1] not in (phrase.text[phrase.vital], "", " ", "\n", *phrase.others)


@cache
def _leads() -> tuple[str, ...]:
    """Verbs that a set phrase stands behind as their object."""
    return tuple(table("lexicon/phrases")["leads"])


def _listed(text: str, start: int, end: int) -> bool:
    """Whether what stands there ends as the item before it does: 法人责任制、工程监理制和合同管理制."""
    items = re.split("[、和与及]", text[max(0, start - _BACK) : start])
    return len(items) > 1 and items[-2].endswith(text[end - 1])


def _span(text: str, start: int, end: int) -> re.Match[str]:
    found = re.compile(re.escape(text[start:end])).match(text, start)
    assert found
    return found


@cache
def _index() -> tuple[dict[str, list[str]], dict[str, Phrase], re.Pattern[str]]:
    """Wrong spellings by their first two characters, what each is a slip of, and what is none."""
    data = table("lexicon/phrases")
    known = [_read(one)._replace(firm=True) for one in data["firm"]] + [_read(one) for one in data["phrases"]]
    common = {one.text for one in known if len(one.text) > _SHORT and "不" not in one.text} | {
        *data["set"],
        *data["short"],
    }
    known += [Phrase(one, -1) for one in (*data["set"], *data["short"])]
    mistaken: dict[str, set[str]] = {}
    for group in data["confusable"]:
        for character in group:
            mistaken.setdefault(character, set()).update(set(group) - {character})
    spellings: dict[str, Phrase] = {}
    right = {one.text for one in known}
    terms = [_letters(one) for one in data["terms"]]
    whole = "\n".join("".join(letter for letter, _ in term) for term in terms)
    for term in terms:
        text = "".join(letter for letter, _ in term)
        for i in range(1, len(term) - 1):
            lost = text[:i] + text[i + 1 :]
            # What another term has, or what may be left out, is not lost.
            if term[i][1] and lost not in whole and text[i] != text[i - 1]:
                spellings.setdefault(lost, Phrase(text, i))
    whole += "\n" + "\n".join(sorted(right))
    for phrase in known:
        text, vital = phrase.text, phrase.vital
        if vital >= 0:
            spellings.setdefault(text[:vital] + text[vital + 1 :], phrase)
        slips = _slips(text) if text in common else ()
        for slip, at in slips:
            if slip not in data["fine"] and slip not in (whole if at < len(text) - 1 else right):
                spellings.setdefault(slip, Phrase(text, at, short=len(text) == _SHORT))
        if len(text) < 3:
            continue
        for i, character in enumerate(text):
            for other in sorted(mistaken.get(character, ())):
                spellings.setdefault(text[:i] + other + text[i + 1 :], phrase)
    starts: dict[str, list[str]] = {}
    for wrong in sorted(spellings, key=len, reverse=True):
        if wrong not in right:
            starts.setdefault(wrong[:2], []).append(wrong)
    return (
        starts,
        spellings,
        re.compile("|".join([*data["unless"], *(one for one in data["fine"] if len(one) >= _SHORT)])),
    )


def _slips(text: str) -> Iterator[tuple[str, int]]:
    """What a set phrase becomes with a character lost, and (inside) with one written twice or two in the wrong order;
    with the number of the character. At either end other words could make the same."""
    for i in range(1, len(text) - 1):
        if text[i] != text[i - 1]:
            yield text[:i] + text[i + 1 :], i
        if len(text) >= _SHORT:
            yield text[: i + 1] + text[i:], i
            if i < len(text) - 2 and text[i] != text[i + 1]:
                yield text[:i] + text[i + 1] + text[i] + text[i + 2 :], i
    if len(text) >= _SHORT:
        yield text[:-1], len(text) - 1


def _letters(marked: str) -> list[tuple[str, bool]]:
    """The characters of a term, each with whether it must stand; those in round brackets may be left out."""
    found, must = [], True
    for letter in marked:
        if letter in "()":
            must = letter == ")"
        else:
            found.append((letter, must))
    return found


def _read(marked: str) -> Phrase:
    match = _MARKED.search(marked)
    others = match[2] or "" if match else ""
    return Phrase(_MARKED.sub(lambda one: one[1], marked), match.start() if match else -1, False, others)
