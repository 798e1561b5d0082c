"""A sentence or a run of clauses that stands twice.

The reader gains the paragraph that was copied and not rewritten, said once for each pair of places with the whole run
they share. Found by the clauses both places have, in one pass.

Limits: titles, quoted slogans, figures and set formulas count for nothing; paragraphs of one mould (a project each,
with figures of their own) and the reasons they share are no repetition, nor are definitions of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch
from drafter.wording import word

_ASIDE = re.compile(r"《[^《》]{0,120}》|“[^“”]{0,80}”")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: 编制部门：某局 单位：元: the line above a table.
_FORM = re.compile(r"(?:[^：:。；，\s]{1,12}[：:][^：:。；，]{0,40}){1,6}$")
#: A figure that is not nothing: 支出0万元 may be said of many things.
_NOT_NIL = re.compile(r"[1-9]")
_PLAIN = re.compile(r"[^\u4e00-\u9fff]")
#: How far a shared run is followed beyond the clauses it was found by.
_FAR = 400
#: Clauses of so many characters may be the end of a longer run; so far back it is looked for.
_SEED, _BACK = 12, 60


class RepeatedClause(NamedTuple):
    """A clause, or a sentence: its place, and its number in the order of the text."""

    stretch: Stretch
    number: int
    start: int
    end: int


class _RepetitionWords:
    def __init__(self, page: Page) -> None:
        self.formulas = re.compile("|".join(page.words("repetition", "formulas")))
        self.openings = re.compile("|".join(page.words("repetition", "openings")))
        self.sections = re.compile("|".join(page.words("repetition", "sections")))

    def weight(self, text: str) -> int:
        """How much a clause says that ought not to be said twice."""
        if _figures(text) or self.openings.match(text) or self.formulas.search(text):
            return 0
        return len(_PLAIN.sub("", _ASIDE.sub("", text)))


def _figures(text: str) -> bool:
    return any(c.isdigit() for c in re.sub(r"20\d\d年|[（(]\d+[）)]", "", text))


@rule("repetition")
def repetition(page: Page) -> Iterator[Finding]:
    least, long = page.setting("repetition", "length"), page.setting("repetition", "long")
    words = _RepetitionWords(page)
    best: dict[tuple[int, int], tuple[int, RepeatedClause, RepeatedClause]] = {}
    for shared, first, second in _runs(page, words):
        key = (id(first.stretch), id(second.stretch))
        if _SEED <= shared < least:
            shared += _before(first, second)
        if shared >= least and (key not in best or shared > best[key][0]):
            best[key] = (shared, first, second)
    for first, second in _sentences(page, words, least):
        best.setdefault((id(first.stretch), id(second.stretch)), (0, first, second))
    moulds: dict[int, tuple[frozenset[str], bool]] = {}
    for _, first, second in best.values():
        if first.stretch is second.stretch or not _one_mould(first.stretch, second.stretch, moulds):
            yield from _finding(page, first, second, long)


def _before(first: RepeatedClause, second: RepeatedClause) -> int:
    """How many characters of the clauses right before two equal ones are the same too (我局按照…，优先保障…)."""
    one, other = first.stretch.text, second.stretch.text
    count = 0
    while (
        count < _BACK
        and first.start - count > 0
        and second.start - count > (first.end if first.stretch is second.stretch else 0)
        and one[first.start - count - 1] == other[second.start - count - 1]
    ):
        count += 1
    said = one[first.start - count : first.start]
    return 0 if _figures(said) else len(_PLAIN.sub("", said))


def _runs(page: Page, words: _RepetitionWords) -> Iterator[tuple[int, RepeatedClause, RepeatedClause]]:
    """How much each clause and those before it share with an earlier place, and the two clauses."""
    seen: dict[str, RepeatedClause] = {}
    shared, last, before = 0, -1, None
    for clause in _clauses(page, words):
        text = clause.stretch.text[clause.start : clause.end]
        other = seen.get(text)
        seen[text] = clause
        goes_on = other is not None and before is not None and clause.number == last + 1
        if not (goes_on and other and before and other.number == before.number + 1):
            shared = 0
        last, before = clause.number, other
        if other is not None:
            shared += words.weight(text)
            yield shared, other, clause


def _sentences(page: Page, words: _RepetitionWords, least: int) -> Iterator[tuple[RepeatedClause, RepeatedClause]]:
    """Whole sentences with figures that stand twice; those of two paragraphs alike are the same item twice."""
    seen: dict[str, RepeatedClause] = {}
    for stretch in _paragraphs(page, words):
        for start, end in stretch.sentences:
            text = stretch.text[start:end]
            clause = RepeatedClause(stretch, 0, start, end)
            other = seen.setdefault(text, clause) if end - start >= least else clause
            if other is clause or (other.stretch is not stretch and other.stretch.text == stretch.text):
                continue
            told = len(_PLAIN.sub("", text)) >= least and _NOT_NIL.search(text)
            if told and not words.openings.match(text):
                yield other, clause


def _paragraphs(page: Page, words: _RepetitionWords) -> Iterator[Stretch]:
    for stretch in page.paragraphs:
        if (
            not stretch.style
            and len(stretch.text) >= _SEED
            and not _FORM.match(stretch.text)
            and not any(words.sections.search(one) for one in stretch.section[-2:])
        ):
            yield stretch


def _clauses(page: Page, words: _RepetitionWords) -> Iterator[RepeatedClause]:
    number = 0
    for stretch in _paragraphs(page, words):
        # Clauses of two paragraphs do not follow each other.
        number += 1
        for start, end in stretch.clauses:
            yield RepeatedClause(stretch, number, start, end)
            number += 1


def _one_mould(first: Stretch, second: Stretch, known: dict[int, tuple[frozenset[str], bool]]) -> bool:
    """Whether two paragraphs differ in little but their figures: then they tell of two projects in one way."""
    for stretch in (first, second):
        if id(stretch) not in known:
            masked = [_NUMBER.sub("#", stretch.text[start:end]) for start, end in stretch.clauses]
            known[id(stretch)] = (frozenset(masked), any("#" in one for one in masked))
    one, other = known[id(first)], known[id(second)]
    if not one[1] or not other[1]:
        return False
    return len(one[0] & other[0]) * 2 >= min(len(one[0]), len(other[0]))


def _finding(page: Page, first: RepeatedClause, second: RepeatedClause, long: int) -> Iterator[Finding]:
    """The run that ends with these clauses, followed both ways as far as it goes."""
    one, other = first.stretch.text, second.stretch.text
    start, end, other_start = first.start, first.end, second.start
    low = first.end if first.stretch is second.stretch else 0
    while start > 0 and other_start > low and one[start - 1] == other[other_start - 1] and first.end - start < _FAR:
        start, other_start = start - 1, other_start - 1
    other_end = second.end
    stop = other_start if first.stretch is second.stretch else len(one)
    while end < stop and other_end < len(other) and one[end] == other[other_end] and end - start < _FAR:
        end, other_end = end + 1, other_end + 1
    while other_start < other_end and other[other_start] in "，。；：、！？ ）”》":
        other_start += 1
    while other_end > other_start and other[other_end - 1] in "，；：、（“《 ":
        other_end -= 1
    length = other_end - other_start
    line, _ = page.reading.place(first.stretch.passage, first.start)
    here, _ = page.reading.place(second.stretch.passage, other_start)
    where = word("repetition.here") if line == here else page.at(line)
    yield page.finding(
        "repetition", second.stretch, other_start, other_end, "repetition.same", where=where, count=length,
        severity="" if length >= long else "hint",
    )  # fmt: skip
