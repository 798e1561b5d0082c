"""Direction against reason: 减少2.9%，主要原因是经费增加; 完成预算的80%，决算数大于预算数.

The reader gains the sentences in which last year's words were kept and only the figures changed.

Limits: a reason contradicts only where its own subject is the very thing that rose or fell, or a part of the whole that
did; whatever else it names (last year's base, a tax refund, another source of money) may explain, and is believed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions, within
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED
from drafter.language.patterns import in_a_row

#: A reason longer than this is a story, not a phrase.
_LONG = 120
#: What is counted of a thing, behind the word for the thing itself (印刷量).
_AMOUNT = re.compile("(?<=[\u4e00-\u9fff]{2})[量数次]$")
_STEM = 2
#: 某中心2026年公用经费: what the year stands before.
_DATED = re.compile(r"^.*?20\d\d年(?:度)?(?=[\u4e00-\u9fff]{2})")
#: How far before its reason a change is told.
_FAR = 300


class ReasonPart(NamedTuple):
    """One part of a reason: the noun that rose (`sign` 1) or fell (-1), "" and 0 for a part without a direction."""

    noun: str
    sign: int


class _DirectionWords:
    """The tables of this module, compiled once a page."""

    def __init__(self, page: Page) -> None:
        def words(name: str) -> list[str]:
            found: list[str] = page.words("direction", name)
            return found

        self.mark = re.compile("|".join(words("marks")))
        self.ways = {**dict.fromkeys(words("rising"), 1), **dict.fromkeys(words("falling"), -1)}
        self.way = re.compile("|".join(sorted(map(re.escape, self.ways), key=len, reverse=True)))
        loose = words("loose")
        self.loose = re.compile(f"^{in_a_row(loose, 'first', '+')}|{in_a_row(loose, 'last', '+')}$")
        self.heads = [(words("left"), "left"), (words("income"), "income"), (words("spending"), "spending")]
        self.generic = sorted(words("generic"), key=len, reverse=True)
        self.unlike = words("unlike")
        # 物业费也随合同重新招标而下降: the noun ends where its cause begins.
        self.cause = re.compile("(?:也|都|均)?(?:随着?|因为?|由于).*$")
        self.clauses = re.compile("[，；;]")
        self.between, self.compared = re.compile("|".join(words("between"))), re.compile("|".join(words("compared")))
        self.broad, self.drivers = words("broad"), words("drivers")
        self.opening, self.dated = (re.compile(in_a_row(words(name), "one", "{0,4}")) for name in ("opening", "dated"))
        self.totals = re.compile(in_a_row(words("totals"), "one", "{1,3}") + "$")
        self.over = re.compile(f"(?P<over>{'|'.join(words('over'))})|{'|'.join(words('under'))}")

    def sort(self, noun: str) -> str:
        """What kind of money a noun counts; "" for things and people."""
        noun = self.totals.sub("", noun)
        return next((sort for ends, sort in self.heads if noun.endswith(tuple(ends))), "")

    def core(self, noun: str) -> str:
        """A noun of money without the words that say nothing of which money: "" is all of it."""
        changed = True
        while changed and noun:
            changed = False
            for word in self.generic:
                if noun.endswith(word) or noun.startswith(word):
                    noun = noun.removesuffix(word) if noun.endswith(word) else noun.removeprefix(word)
                    changed = True
        return noun

    def planned(self, noun: str) -> bool:
        """Whether a noun says no more than that money is planned (2025年预算, 年初安排)."""
        return "预算" in noun and not self.core(noun.replace("年初", "").replace("安排", ""))

    def bare(self, noun: str) -> str:
        """A noun without the adverbs around it."""
        before = ""
        while before != noun:
            before, noun = noun, self.loose.sub("", noun)
        return noun

    def items(self, reason: str) -> list[ReasonPart]:
        """The parts of a reason with their directions."""
        found: list[ReasonPart] = []
        for clause in self.clauses.split(reason):
            parts = [self.opening.sub("", part.strip(), count=1) for part in self.between.split(clause)]
            found.extend(self._listed([part for part in parts if part]))
        return found

    def _listed(self, parts: list[str]) -> list[ReasonPart]:
        """The parts of one clause; 办公费、水电费增加 is said of both."""
        found = [self._item(part) for part in parts]
        if len(parts) > 1 and self.way.match(parts[0]) and not any(self.way.search(part) for part in parts[1:]):
            # 压减会议、培训和印刷费用: said of all of them.
            rest = [
                ReasonPart(one.noun, 0 if any(word in one.noun for word in self.unlike) else found[0].sign)
                for one in found[1:]
            ]
            return [found[0], *rest]
        last = {one[0] for one in self.way.finditer(parts[-1])} if parts else set()
        if len(last) == 1 and not any(self.way.search(part) for part in parts[:-1]):
            sign = self.ways[last.pop()]
            found[:-1] = [
                ReasonPart(one.noun, 0 if any(word in one.noun for word in self.unlike) else sign) for one in found[:-1]
            ]
        return found

    def _item(self, text: str) -> ReasonPart:
        ways = list(self.way.finditer(text))
        if not ways:
            return ReasonPart(text, 0)
        way = ways[-1]
        before, behind = self.bare(self.cause.sub("", text[: way.start()])), self.bare(text[way.end() :])
        # 公用经费增加, or 压减公用经费; what says both ways at once says neither.
        noun = behind if behind and (not before or self.sort(behind)) else before
        signs = {self.ways[one[0]] for one in ways}
        clear = len(signs) == 1 and not any(word in text for word in self.unlike)
        return ReasonPart(noun, self.ways[way[0]] if clear and noun else 0)


@rule("direction-reason")
def reasons(page: Page) -> Iterator[Finding]:
    words = _DirectionWords(page)
    for stretch in page.paragraphs:
        for mark in words.mark.finditer(stretch.text):
            yield from _reason(page, stretch, mark, words)


def _reason(page: Page, stretch: Stretch, mark: re.Match[str], words: _DirectionWords) -> Iterator[Finding]:
    start, end = stretch.sentence_at(mark.start())
    start = max(start, mark.start() - _FAR)
    start = max(start, stretch.text.rfind("；", start, mark.start()) + 1)
    if mark.start() - start < 2 and start:
        # 主要原因是… as a sentence of its own tells of the one before.
        start = max(stretch.sentence_at(start - 1)[0], mark.start() - _FAR)
    claim = within(mentions(stretch), start, mark.start())
    sign = _sign(stretch.text[start : mark.start()], claim, mark, words)
    subject = _subject(stretch.text[start : mark.start()], claim, words)
    if not sign or not subject:
        return
    reason = _said(stretch, mark.end(), end)
    items = words.items(reason.partition("其中")[0]) if len(reason) <= _LONG else []
    if not items or any(item.sign == sign for item in items):
        return
    wrong = next((item for item in items if item.sign == -sign and _same(subject, item, items, words)), None)
    if wrong is not None:
        way, back = ("增加", "减少") if sign > 0 else ("减少", "增加")
        way = next((one.cue for one in claim if one.rising == sign and one.cue in words.ways), way)
        yield page.finding(
            "direction-reason", stretch, mark.start(), mark.end() + len(reason), "direction.reason", subject=subject,
            noun=wrong.noun, claimed=back, computed=way,
        )  # fmt: skip


def _said(stretch: Stretch, start: int, end: int) -> str:
    """The words of a reason from `start`: to the end of its sentence, or of the last of its 一是…；二是…."""
    if not stretch.text.startswith("一是", start):
        return stretch.text[start : min(end, start + 2 * _LONG)].rstrip("。！").partition("；")[0]
    for first, last in stretch.sentences[bisect_left(stretch.sentences, (end, 0)) :]:
        if not re.match("[二三四五六]是", stretch.text[first : first + 2]):
            break
        end = last
    return stretch.text[start : min(end, start + 2 * _LONG)].rstrip("。！；")


def _sign(text: str, claim: Sequence[Mention], mark: re.Match[str], words: _DirectionWords) -> int:
    """Whether the claim tells of a rise (1) or a fall (-1); 0 where it tells of neither, or of both."""
    if mark["way"] in words.ways:
        return words.ways[mark["way"]]
    if (beyond := list(words.over.finditer(text))) and text[beyond[-1].end() :] in ("", "数", "数的"):
        return 1 if beyond[-1]["over"] else -1
    signs = {one.rising for one in claim if one.rising and one.value}
    return signs.pop() if len(signs) == 1 else 0


def _subject(text: str, claim: Sequence[Mention], words: _DirectionWords) -> str:
    """What rose or fell: the words before its figure, or before the comparison."""
    first = next(
        (one for one in claim if not one.rising and not one.prior and one.figure.sort not in ("", "rate")), None
    )
    said = first.left if first is not None and first.left else text
    said = words.dated.sub("", _DATED.sub("", said.strip()), count=1)
    cut = words.compared.search(said)
    said = said[: cut.start()] if cut else said
    return re.sub(r"\d.*$", "", said).strip("：:为共的了")[-24:]


def _same(subject: str, item: ReasonPart, items: Sequence[ReasonPart], words: _DirectionWords) -> bool:
    """Whether an item of a reason tells of the subject itself, or, alone, of a part of a whole."""
    sort = words.sort(subject) or ("spending" if words.planned(subject) else "")
    # 印刷费 goes the way of 印刷量, whatever is not on the list of what drives a cost.
    amount = _AMOUNT.search(item.noun) is not None and item.noun[-_STEM - 1 : -1] in subject
    driven = sort == "spending" and (amount or any(word in item.noun for word in words.drivers))
    if sort == "left" or (words.sort(item.noun) != sort and not driven):
        return False
    if driven:
        # More travel costs more: what drives a cost goes its way.
        return True
    if not sort:
        return len(item.noun) >= 2 and (subject.endswith(item.noun) or item.noun.endswith(subject))
    if any(word in subject for word in words.broad):
        # 机关运行经费 is made of such costs; nothing it names goes its way.
        return True
    mine, other = words.core(subject), words.core(item.noun)
    if mine and other:
        return mine.endswith(other) or other.endswith(mine)
    if not other:
        # 经费增加, without saying which, is that of the subject.
        return True
    return all(one.sign == item.sign for one in items)


@rule("direction-budget")
def against_budget(page: Page) -> Iterator[Finding]:
    words = _DirectionWords(page)
    for stretch in page.paragraphs:
        if "预算" not in stretch.text:
            continue
        for match in words.over.finditer(stretch.text):
            near = within(mentions(stretch), match.start() - _FAR, match.start())
            at = next((i for i in range(len(near) - 1, -1, -1) if near[i].role == "of_budget"), -1)
            # Amounts since the rate are what the comparison is about.
            if at < 0 or any(other.figure.sort == "money" for other in near[at + 1 :]):
                continue
            one, base = near[at], match["base1"] or match["base2"] or ""
            number = bisect_right(stretch.sentences, (match.start(), len(stretch.text) + 1)) - 1
            if one.prior or one.figure.rough or number - one.sentence > 1:
                continue
            if base in ("年初", "调整", "全年") and base not in one.cue:
                continue
            amounts = [other for other in near if other.figure.sort == "money" and other.sentence == one.sentence]
            budgets, finals = ([other for other in amounts if other.role == role] for role in ("budget", "spent"))
            if budgets and finals and (finals[-1].value > budgets[-1].value) == bool(match["over"]):
                # The amounts agree with the words: the rate is what is wrong.
                continue
            if not (one.shown.high > HUNDRED if match["over"] else one.shown.low < HUNDRED):
                right = "小于" if match["over"] else "大于"
                yield page.finding(
                    "direction-budget", stretch, match.start(), match.end(), "direction.against_budget",
                    rate=one.figure.text, claimed=match[0], computed=right,
                    working=f"{one.figure.text} {'<' if match['over'] else '>'} 100%",
                )  # fmt: skip
