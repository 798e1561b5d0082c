"""What became of a finding: its status first, then each thing that was done, 一是…二是…, and what is left.

Limits: a status is said where the writer states it, or where every note speaks plainly; else none is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from drafter.composing.narrating import Narrator
from drafter.composing.shares import percent
from drafter.composing.statuses import texts_of
from drafter.composing.steps import Step, all_known, apart, clauses, steps, text_of
from drafter.composing.telling import Statement, statements
from drafter.facts.fact import Fact, Row, events_of
from drafter.facts.tables import NOTE
from drafter.language.amounts import amounts
from drafter.language.late import LatePattern
from drafter.language.marks import fold
from drafter.language.numerals import numeral
from drafter.phrasing.choose import Message, NothingToSay, choose, render
from drafter.phrasing.session import Session
from drafter.report.sentence import Part, Sentence

#: So many classes of deeds are numbered; deeds no longer than this together share a sentence.
_STEPS, _SHARED = 2, 60
#: Who says what the cause is.
_SAYS = LatePattern("(?:评价组|评价报告|审计组|审计报告|巡察组|检查组|督查组)(?:发现|指出)(?=，)")
_NEXT = LatePattern("下一?步[，：]?")
#: All of it came back, and of how much nothing is said.
_ALL_BACK = re.compile("已?(?:全部|全额)(?:追回|收回|清退|退缴|缴回|上缴|退回|退还)")
_BACK = LatePattern("追缴|追回|收回|上缴|缴入|清退|退回|退还|退缴|扣回|补缴|收缴|整改资金")


def _antecedent(one: Statement, found: Sequence[tuple[Sequence[Part], Message, str]]) -> int | None:
    """Which of the statements before a statement is a part of, by its number; None where it stands for itself."""
    if not apart("rest").match(text_of(one.parts)) or not found:
        return None
    unit = re.search(r"\d[\d.]*[万亿]?([\u4e00-\u9fff])", one.words)
    # What is left is left of what was told last, or it is a statement of its own.
    left = text_of(one.parts)[:2] in ("其余", "剩余", "余下")
    for at in range(len(found) - 1, len(found) - 2 if left else -1, -1):
        if unit is None or re.search(rf"\d[\d.]*[万亿]?{unit[1]}", text_of(found[at][0])):
            return at
    if left:
        return None
    # A part is one of something counted, whatever it was counted in: 清点204件（套）…，其中投影仪18台.
    return next((at for at in range(len(found) - 1, -1, -1) if _COUNT.search(text_of(found[at][0]))), len(found) - 1)


def _of_all(one: Statement, title: Fact, path: str) -> list[Part]:
    """已追缴298.4万元，占应追缴数的95.46%: what came back as a share of the sum that the finding names."""
    whole = amounts(fold(title.text))
    money = [amount for amount in whole if amount.sort == "money"]
    last = one.parts[-1]
    # 退回厂家，退款74.4万元: goods that went back are no sum that was due.
    back = _BACK.search(text_of(one.parts).rpartition("，")[2])
    if len(money) != 1 or not isinstance(last, Fact) or back is None:
        return []
    mine = [amount for amount in amounts(fold(last.text)) if amount.sort == "money" and amount.high is None]
    if len(mine) != 1 or not 0 < mine[0].value < money[0].value:
        return []
    share = percent(mine[0].value, money[0].value)
    return [f"，占应{back[0]}数的", Fact(f"{path}.share", share, derived=True, inputs=(last.path, title.path))]


def _problem(finding: Row) -> list[Fact]:
    """What the problem is: the title of a finding, then what was found."""
    told = [one.roles.get("note") for one in events_of(finding.get("found"))]
    return [one for one in (finding.get("title"), *told) if isinstance(one, Fact)]


def _due(finding: Row) -> Fact | None:
    """The one sum of money that a finding is about."""
    found: dict[str, str] = {}
    for fact in _problem(finding):
        for one in amounts(fold(fact.text)):
            if one.sort == "money" and one.high is None:
                found.setdefault(fact.text[one.start : one.end], fact.path)
    if len(found) != 1:
        return None
    ((text, path),) = found.items()
    return Fact(f"{finding.path}.due", text, derived=True, inputs=(path,))


#: A part of what was counted before, or what came of it: 1个改作老年食堂, 持证率提高到83.6%.
_GOES_ON = re.compile(r"(?!\d{1,4}[年月])\d|[\u4e00-\u9fff]{1,10}[率度](?:由|从|提高|升|达|为|降|\d)")
#: More deeds than this are told in a row.
_ITEMS = 6
#: A deed as it is told: its words, the message that it is from, its form.
ToldDeed: TypeAlias = tuple[Sequence[Part], Message, str]


_COUNT = re.compile(r"(?<![\d.])\d[\d.]*[万亿]?[\u4e00-\u9fff]")


class _Told:
    """What the notes of one finding tell: the deeds, and apart from them the cause, the deadline, who sees to it."""

    def __init__(self) -> None:
        self.deeds: list[ToldDeed] = []
        self.causes: list[tuple[Sequence[Part], Message]] = []
        self.beside: list[tuple[Sequence[Part], Message]] = []
        #: What all of it leaves, and the message that tells it.
        self.left: list[tuple[Sequence[Part], Message]] = []
        #: What comes next, and the message that tells it.
        self.planned: list[tuple[Sequence[Part], Message]] = []
        #: Whether the cause is that of what is still open.
        self.open = False

    def take(self, one: Statement, message: Message, share: Sequence[Part]) -> None:
        """One statement of a note."""
        text = text_of(one.parts)
        if (cause := apart("cause").match(text)) is not None and cause.end() < len(text):
            self.open = self.open or cause["open"] is not None
            self.causes.append((_behind(one.parts, cause.end()), message))
        elif (next_ := _NEXT.match(text)) is not None or (self.planned and self.planned[-1][1] is message):
            # What stands behind a plan in the same note is planned as well.
            self.planned.append((_behind(one.parts, next_.end() if next_ is not None else 0), message))
        elif any(apart(name).match(text) for name in ("due", "who", "waits")):
            self.beside.append((_said(one.parts, text), message))
        elif self.deeds and self.deeds[-1][1] is not message and apart("rest").match(text):
            # 还剩23件没结 in a note of its own is what all that was done leaves.
            self.left.append((one.parts, message))
        elif (before := _antecedent(one, self.deeds)) is not None:
            # 其中电脑12台已报废 belongs to what it is a part of.
            parts, owner, form = self.deeds[before]
            self.deeds[before] = (*parts, "；", *one.parts), owner, form
        else:
            self.deeds.append(((*one.parts, *share), message, "note.plain#0"))


def _behind(parts: Sequence[Part], end: int) -> list[Part]:
    """Parts without their first `end` characters."""
    left: list[Part] = []
    for part in parts:
        text = part if isinstance(part, str) else part.text
        if end >= len(text):
            end -= len(text)
            continue
        if end:
            part = text[end:] if isinstance(part, str) else Fact(part.path, text[end:], also=part.also)
            end = 0
        left.append(part)
    return left


def _said(parts: Sequence[Part], text: str) -> list[Part]:
    """责任股室养护股 as 责任股室为养护股, the figures kept."""
    match = apart("who").match(text)
    if match is None:
        due = apart("due").match(text)
        return list(parts) if due is None or due["what"] else [*parts, "完成"]
    return [match["how"], "为", *_behind(parts, match.start("what"))]


def labels(findings: Sequence[Row]) -> bool:
    """Whether the steps of all findings can be labelled."""
    return all_known(texts_of(row) for row in findings)


def outcome(
    finding: Row, notes: Sequence[Message], said: Fact | None, session: Session, labelled: bool = True
) -> list[Sentence]:
    """The sentences on one finding, notes and events in their order; `said` is its status, where it is known;
    `labelled`: whether its steps are called by what they are."""
    narrator = Narrator(session)
    told = _Told()
    title = finding.get("title")
    for number, message in enumerate(notes):
        narrator.owner = message.identity
        if message.kind == NOTE:
            for one in statements(message.roles, number, narrator.say, narrator.spoken):
                if _ALL_BACK.fullmatch(text_of(one.parts)) and (due := _due(finding)) is not None:
                    one = one._replace(parts=(due, *one.parts))
                told.take(one, message, _of_all(one, title, finding.path) if isinstance(title, Fact) else [])
            continue
        try:
            form = choose(message, session)
        except NothingToSay as nothing:
            session.unsaid.update(nothing.reasons(session.bank))
            continue
        told.deeds.append((render(form, message, session).parts, message, form.name))
    return _Writer(finding, said, "；".join(one.text for one in _problem(finding)), labelled).write(told)


def _items(deeds: Sequence[ToldDeed]) -> list[list[ToldDeed]]:
    """Deeds that can be counted off, each with what only goes on from it: 重新启用3个; 1个改作老年食堂; 其余1个….

    So that all findings of a letter look alike, also those whose deeds have no labels."""
    items: list[list[ToldDeed]] = []
    for one in deeds:
        text = text_of(one[0])
        goes = items and (apart("goes").match(text) or apart("rest").match(text) or _GOES_ON.match(text))
        if goes:
            items[-1].append(one)
        else:
            items.append([one])
    return items


class _Writer:
    """Writes the paragraph of one finding; sentences of one message get identities of their own."""

    def __init__(self, finding: Row, said: Fact | None, problem: str, labelled: bool) -> None:
        self.finding, self.said, self.problem, self.labelled = finding, said, problem, labelled
        self.done: list[Sentence] = []
        self.seen: dict[str, int] = {}
        self.opening: list[Part] = ["整改情况："]

    def write(self, told: _Told) -> list[Sentence]:
        """The status with what stands beside it, the cause, then the steps or the deeds as they were noted."""
        every = [one for parts, message, form in told.deeds for one in clauses(parts, message, form)]
        found = steps(every, self.problem)
        labelled = self.labelled and len(found) >= _STEPS
        if self.said is not None:
            head: list[Part] = [*self.opening, self.said]
            for parts, _ in told.beside:
                head = [*head, "，", *parts]
            messages = tuple(dict.fromkeys(message for _, message in told.beside))
            self.done.append(Sentence(f"status@{self.finding.path}", [*head, "。"], (), messages))
            self.opening = []
        if not told.open:
            self.causes(told, "该问题的原因是")
        if self.said is None:
            for parts, message in told.beside:
                self.add(parts, (message,), ("note.plain#0",))
        if labelled:
            for at, step in enumerate(found):
                self.step(step, at)
        elif _STEPS <= len(items := _items(told.deeds)) <= _ITEMS:
            for at, item in enumerate(items):
                self.row(item, [f"{numeral(at + 1)}是"])
        else:
            self.plainly(told.deeds)
        for parts, message in told.left:
            self.add(parts, (message,), ("note.plain#0",))
        if told.open:
            # Why something is left stands behind what is left.
            self.causes(told, "未完成的原因是")
        if told.planned:
            plan: list[Part] = ["下一步，"]
            for at, (one, _) in enumerate(told.planned):
                plan.extend([*(["；"] if at else []), *one])
            self.add(plan, tuple(dict.fromkeys(message for _, message in told.planned)), ("note.plain#0",))
        return self.done

    def causes(self, told: _Told, lead: str) -> None:
        """Why it came about, or why it is not done yet."""
        for parts, message in told.causes:
            who = _SAYS.match(text_of(parts))
            said = f"{who[0]}，" if who is not None else ""
            self.add([f"{said}{lead}", *_behind(parts, len(said))], (message,), ("note.plain#0",))

    def step(self, step: Step, at: int) -> None:
        """一是依法追缴。向6家企业发出…"""
        parts: list[Part] = [f"{numeral(at + 1)}是", step.label, "。"]
        for index, one in enumerate(step.clauses):
            plain = index and all(
                "，" not in each.parts and "；" not in each.parts for each in step.clauses[index - 1 : index + 1]
            )
            parts.extend(["，" if plain else one.lead or "；"] if index else [])
            parts.extend(one.parts)
        messages = tuple(dict.fromkeys(one.message for one in step.clauses))
        self.add(parts, messages, tuple(dict.fromkeys(one.form for one in step.clauses)))

    def row(self, row: Sequence[ToldDeed], lead: Sequence[Part] = ()) -> None:
        """Deeds in one sentence, with what it opens with: 一是重新编报2024年绩效目标表，9项指标全部量化。"""
        parts: list[Part] = list(lead)
        for index, one in enumerate(row):
            parts.extend([*(["；"] if index else []), *one[0]])
        self.add(parts, tuple(dict.fromkeys(one[1] for one in row)), tuple(dict.fromkeys(one[2] for one in row)))

    def plainly(self, deeds: Sequence[ToldDeed]) -> None:
        """The deeds one behind the other; short neighbours of one note share a sentence."""
        groups: list[list[ToldDeed]] = []
        for one in deeds:
            short = groups and sum(len(text_of(each[0])) for each in (*groups[-1], one)) <= _SHARED
            if short and groups[-1][-1][1] is one[1]:
                groups[-1].append(one)
            else:
                groups.append([one])
        for group in groups:
            self.row(group)

    def add(self, parts: Sequence[Part], messages: tuple[Message, ...], forms: tuple[str, ...]) -> None:
        """A sentence of some messages."""
        identity = "+".join(one.identity for one in messages)
        self.seen[identity] = seen = self.seen.get(identity, 0) + 1
        name = identity if seen == 1 else f"{identity}/{seen}"
        self.done.append(Sentence(name, [*self.opening, *parts, "。"], forms, messages))
        self.opening = []
