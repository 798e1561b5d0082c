"""Words: 截止 for 截至, 最大限度的提高, 约…左右, 分别…分别, a goal told as done, mistyped words of such reports.

The reader gains a text that no editor sends back. Rows are data, pattern to message; a unit adds its own.

Limits: what stands in 《》 is left alone; a grade is only known as such behind the words 自评等级 and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import gathered, search
from drafter.claims.full_text import EVERYWHERE, PROSE, FoundPlace
from drafter.wording import NOTHING, Wording, word

#: Rows that find more than so many places are told once.
_MOST = 3
#: How far before a grade the words stand that say of what.
_NEAR = 8


def _rows(page: Page, code: str, name: str, severity: str = "", kinds: tuple[str, ...] = ()) -> Iterator[Finding]:
    found: dict[Wording, list[FoundPlace]] = {}
    for place, message in search(page, "words", name, kinds or PROSE, None):
        found.setdefault(message, []).append(place)
    for message, places in found.items():
        for group in [places] if len(places) > _MOST else [[one] for one in places]:
            yield from gathered(page, code, group, message, severity=severity)


@rule("typo")
def typos(page: Page) -> Iterator[Finding]:
    yield from _rows(page, "typo", "typos", kinds=EVERYWHERE)


@rule("wording")
def wording(page: Page) -> Iterator[Finding]:
    yield from _rows(page, "wording", "wrong")
    yield from _rows(page, "wording", "better", "hint")


@rule("until")
def until(page: Page) -> Iterator[Finding]:
    """截止 (to end) for 截至 (up to); one finding a text, which says where both are used."""
    text = page.full_text()
    places = list(text.find("|".join(page.words("words", "until")), names=False))
    both = word("words.both") if "截至" in text.text else NOTHING
    yield from gathered(page, "until", places, word("words.until", both=both))


@rule("grade-word")
def grades(page: Page) -> Iterator[Finding]:
    """优秀 where the scale has 优 (财预〔2020〕10号: 优、良、中、差), unless the text sets out a scale of its own."""
    text = page.full_text(EVERYWHERE)
    if re.search("|".join(page.words("words", "scales")), text.text):
        return
    names, others = page.words("words", "grades"), page.words("words", "others")
    heads, tails = "|".join(page.words("words", "graded")), "|".join(map(re.escape, names))
    pattern = rf"(?:{heads})[“\"]?(?P<here>{tails})(?=[”\"]|[，。；、）]|等次|等级|级|$)"
    for place in text.find(pattern, names=False):
        said, opened = place.match["here"], place.match.start()
        before = re.split("[，。；、\n]", text.text[max(0, opened - _NEAR) : opened])[-1]
        if any(word in before for word in others):
            continue
        yield page.finding(
            "grade-word", place.stretch, place.start, place.end, "words.grade", claimed=said, computed=names[said]
        )


@rule("goal-done")
def goals(page: Page) -> Iterator[Finding]:
    """A goal told as if it were reached: 总体目标为：…，有效增强了…."""
    heads = re.compile("|".join(page.words("words", "goals")))
    done = re.compile(rf"(?:{'|'.join(page.words('words', 'effects'))})了")
    fact = re.compile("|".join(page.words("words", "facts")))
    for stretch in page.paragraphs:
        for head in heads.finditer(stretch.text) if "目标" in stretch.text and "了" in stretch.text else ():
            _, end = stretch.sentence_at(head.start())
            found = done.search(stretch.text, head.end(), end)
            if found and not fact.search(stretch.text, head.end(), end):
                yield page.finding("goal-done", stretch, found.start(), found.end(), "words.goals", said=found[0])
                break
