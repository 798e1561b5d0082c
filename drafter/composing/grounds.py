"""Grounds: the facts that a problem can rest on (a goal that was missed, money that was not spent, a project behind).

The reader of a report gains problems that name what they rest on; the writer, that nothing is proposed which no fact
supports.

Limits: which ground belongs to a problem of the writer's is seen in `evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.composing.bands import short
from drafter.composing.deeds import Deed, labelled
from drafter.composing.joined import claims
from drafter.composing.narrating import Narrator
from drafter.composing.noted import noted
from drafter.composing.relations import Relation, is_rate, relations, show
from drafter.composing.written import officially
from drafter.facts.case import Case
from drafter.facts.fact import Event, Fact, Row
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.quantity import round_half_up
from drafter.language.verbs import verb_words
from drafter.report.sentence import Part

_WHOLE = Decimal(100)
_COUNTED = LatePattern("(?<=[\u4e00-\u9fff])(?:一)?共(?=[\u4e00-\u9fff]{2}$)")
_MADE = LatePattern("^(?:建成|完成|实现|达到)(?![率度])")
#: 合格率 says nothing of what was up to the mark.
_BARE_RATE = LatePattern("(?:合格|满意|完成|达标|使用|办结|优良|有效|整改|通过|准确|及时|达优|回收|覆盖|完好)[率度]")
#: A label that says what was measured, and how long the name of a place or kind beneath it may be.
_MEASURED = LatePattern("(?:时间|用时|时长|时限|周期|成本|费用|单价|[率量数度])$")
_PLACE = 4
#: So few characters say too little to be found one by one.
_FEW = 3
_TIMED = LatePattern(r"\.time(?:\.\d+)*$")


class Ground(NamedTuple):
    """A fact that a problem can rest on: `kind` is goal, fund or project; `name` what it is about; `parts` say it in
    one sentence without its mark; `reason` why it came about; `words` all it speaks of; `weight` how far it falls short
    (0 to 1); `gap` by how much, where that is a figure; `head` says the same in one phrase (电梯接入比目标少540台,
    电梯改造执行率37%), () where none does; `brief` is that phrase with the reason, for a reader who has read the whole
    above; `bare` is for a problem that names the reason itself: what it led to, or `parts` without it."""

    kind: str
    name: Fact
    parts: tuple[Part, ...]
    reason: Fact | None
    words: str
    weight: Decimal
    gap: Fact | None = None
    bare: tuple[Part, ...] = ()
    head: tuple[Part, ...] = ()
    brief: tuple[Part, ...] = ()

    def tells(self, detail: str) -> bool:
        """Whether its words hold all that a detail says (某服务站，场地没有落实), clause by clause."""
        clauses = [clause for clause in re.split("[，、；。]", detail) if clause]
        return all(clause in self.words or _in_order(clause, self.words) for clause in clauses)

    def resting_on(self, path: str) -> Ground:
        """The same ground, of which the first fact also tells the one at `path`."""
        at = next(index for index, part in enumerate(self.parts) if isinstance(part, Fact))
        fact = self.parts[at]
        assert isinstance(fact, Fact)
        also = (*fact.also, path)
        told = Fact(fact.path, fact.text, fact.quantity, fact.number, fact.derived, fact.missing, also, fact.inputs)
        return self._replace(parts=(*self.parts[:at], told, *self.parts[at + 1 :]))


def _in_order(clause: str, said: str) -> bool:
    """Whether the characters of a clause stand in some words in their order: 疫病防控停办 in 动物疫病防控期间停办."""
    left = iter(said)
    return len(clause) > _FEW and all(character in left for character in clause)


def grounds(case: Case, narrator: Narrator) -> list[Ground]:
    """All grounds of a case, the heaviest first within each kind: goals, then money, then projects."""
    goals = sorted(_goals(case, narrator), key=lambda one: -one.weight)
    projects = sorted(_projects(case), key=lambda one: -one.weight)
    return [*goals, *_fund(case), *projects]


def _goals(case: Case, narrator: Narrator) -> Iterator[Ground]:
    for event in noted(case.root):
        narrator.owner = event.identity
        before: Deed | None = None
        for deed in claims(event.roles):
            last, before = before, deed
            found = list(relations(deed))
            reason = next((one.fact for one in deed.spoken if one.kind == "reason"), None)
            missed = next((one for one in found if one.state < 0), None)
            if deed.words.startswith(("目标", "计划", "任务")) and not deed.spoken:
                continue
            if missed is None and reason is None:
                continue
            name = called(deed, label_of(event), last)
            # 乡村21.4分钟 of 急救反应时间：…；乡村21.4分钟 wants the name of what was measured.
            placed = len(deed.parts) == 2 and bool(deed.topic) and name.text.endswith(deed.topic)
            parts: list[Part] = [name, deed.parts[-1]] if placed else list(deed.parts)
            weight = Decimal(0)
            if missed is not None and missed.kind:
                parts.extend(["，", *narrator.say(missed)])
                weight = _short(deed)
            head = _gap(deed, name, missed) if missed is not None else ()
            bare = ("因", officially(reason), "，", *head) if head and reason is not None else tuple(parts)
            why: tuple[Part, ...] = ()
            if reason is not None:
                why = ("，", *narrator.say(next(one for one in found if one.kind == "relation.why")))
                parts.extend(why)
            text = deed.words + (reason.text if reason else "")
            gap = missed.roles.get("gap") if missed is not None else None
            kind = "goal" if missed is not None else "reason"
            shown = gap if isinstance(gap, Fact) else None
            short = head or (_counts(deed, case) if missed is None else ())
            brief = (*short, *why) if short else ()
            yield Ground(kind, name, tuple(parts), reason, text, weight, shown, bare, head, brief)


def exceeded(problem: str, case: Case, narrator: Narrator) -> Ground | None:
    """What a problem rests on that speaks of a goal set too low (筛查人数超目标): the one goal of that name which was
    exceeded, and by which figure; None where none or several are."""
    match = re.search(words("problems")["evidence"]["exceeded"], problem)
    if match is None:
        return None
    found: list[Ground] = []
    counted: list[Ground] = []
    for event in noted(case.root):
        narrator.owner = event.identity
        for deed in claims(event.roles):
            if match["what"] not in deed.words:
                continue
            # A cost kept under its limit exceeds nothing.
            above = next((one for one in relations(deed) if one.kind == "relation.over"), None)
            if above is not None:
                parts: tuple[Part, ...] = (*deed.parts, "，", *narrator.say(above))
            elif _over_full(deed):
                # The goal that the rate is of stands where the rate was told; the counts say what it means.
                parts = _counts(deed, case) or tuple(deed.parts)
            else:
                continue
            found.append(Ground("above", called(deed, label_of(event)), parts, None, deed.words, Decimal(0)))
            # 扫描页数超任务 is said of a count, not of how many of them were good.
            if above is None or not is_rate(deed.figures[-1][0]):
                counted.append(found[-1])
    best = counted or found
    return best[0] if len(best) == 1 else None


def _counts(deed: Deed, case: Case) -> tuple[Part, ...]:
    """What a rate of completion is reckoned from, where the case tells it: 任务1400张，实际1532张，超132张; () else."""
    goal = next((one for one in deed.spoken if one.kind == "target" and one.amount is not None), None)
    if goal is None or goal.amount is None or not goal.amount.value or not deed.figures:
        return ()
    rate, wanted = deed.figures[-1][0], goal.amount
    if rate.sort != "rate" or wanted.sort == "rate":
        return ()
    for event in noted(case.root):
        for other in claims(event.roles):
            for own, fact in other.figures:
                alike = own.unit == wanted.unit and own.scale == wanted.scale and own.high is None
                if alike and round_half_up(own.value / wanted.value * 100, rate.decimals) == rate.value:
                    change = own.value - wanted.value
                    gap = Fact(
                        f"{deed.path}.counted", show(abs(change), own, own.decimals), derived=True,
                        inputs=(fact.path, *fact.also, goal.fact.path, *goal.fact.also),
                    )  # fmt: skip
                    said = Fact(goal.fact.path, goal.verbatim, also=goal.fact.also)
                    return (said, "，实际", fact, "，超" if change > 0 else "，少", gap)
    return ()


def _over_full(deed: Deed) -> bool:
    """Whether a deed tells a rate of completion above the whole: 任务完成率103.9%."""
    return "完成率" in deed.words and any(one.sort == "rate" and one.value > _WHOLE for one, _ in deed.figures)


def _gap(deed: Deed, name: Fact, missed: Relation) -> tuple[Part, ...]:
    """By how much a goal was missed: 改造提升比目标少0.17万亩; nothing where the gap of one figure is not known."""
    gap, rate = missed.roles.get("gap"), missed.roles.get("rate")
    if missed.kind != "relation.short" or not isinstance(gap, Fact) or len(deed.figures) != 1:
        return ()
    return (name, "比目标低" if rate else "比目标少", gap)


def label_of(event: Event) -> Fact | None:
    """The label that the note of an event opens with."""
    note = event.roles.get("note")
    return labelled(note)[0] if isinstance(note, Fact) else None


def called(deed: Deed, label: Fact | None, before: Deed | None = None) -> Fact:
    """What a deed is called: its words without figures and time, with the label of its note where they name no thing
    (电梯平台：接入1860台); a bare rate is that of the deed `before` it (调解24件，26.4%)."""
    figures = {fact.text for _, fact in deed.figures}
    kept = [
        text
        for part in deed.parts
        if (text := part if isinstance(part, str) else part.text) not in figures
        and not (isinstance(part, Fact) and _TIMED.search(part.path))
        # 开展村级演练64场 that was noted without its verb is called 村级演练.
        and not (isinstance(part, str) and part in words("notes")["events"].values())
    ]
    told = "".join(kept).strip(" \u3000，、")
    told = _COUNTED.sub("", told)
    if len(bare := _MADE.sub("", told)) > 1:
        # 建成笼式足球场2片 is called 笼式足球场.
        told = bare
    if not told and before is not None and deed.figures and before.figures and is_rate(deed.figures[0][0]):
        return Fact(f"{deed.path}.name", f"{called(before, label).text}比例", also=(deed.path,))
    unnamed = not told or told == deed.verb or told in verb_words() or _BARE_RATE.fullmatch(told) is not None
    if label is not None and label.text not in told:
        if unnamed:
            told = label.text + told
        elif len(told) <= _PLACE and _MEASURED.search(label.text) and not deed.verb:
            # 急救反应时间：县城8.6分钟；乡村21.4分钟 are of one thing in two places.
            told = told + label.text
    return Fact(f"{deed.path}.name", told, also=(deed.path,))


def _short(deed: Deed) -> Decimal:
    """By what share of its goal a deed falls short."""
    goal = next((one.amount for one in deed.spoken if one.kind == "target" and one.amount is not None), None)
    if goal is None or not goal.value or not deed.figures:
        return Decimal(0)
    return abs(goal.value - deed.figures[-1][0].value) / abs(goal.value)


def _fund(case: Case) -> Iterator[Ground]:
    rate, balance, reason = case.fact("fund.rate"), case.fact("fund.balance"), case.fact("fund.reason")
    if rate is None or rate.number is None or balance is None or not balance.number or balance.number < 0:
        return
    change = case.fact("compare.rate_change")
    fell = change is not None and change.number is not None and change.number < 0
    parts: list[Part] = ["预算执行率", rate]
    if change is not None and fell:
        parts.extend(["，比上年低", change])
    parts.extend(["，", balance, "没有在年内支出"])
    # A problem of the writer's names the rate: the cause and what came of it are left to say.
    bare: list[Part] = ["因", officially(reason), "，", balance, "没有在年内支出"] if reason is not None else []
    if reason is not None and reason.text.startswith("其中"):
        # What was left is told part by part.
        bare = [balance, "没有在年内支出，", officially(reason)]
    if bare and change is not None and fell:
        bare.extend(["，执行率比上年低", change])
    told = "预算执行率支出进度支付结算" + (reason.text if reason else "")
    yield Ground(
        "fund", Fact("fund.rate", "预算执行率"), tuple(parts), reason, told, (100 - rate.number) / 100, balance,
        tuple(bare),
    )  # fmt: skip


def _projects(case: Case) -> Iterator[Ground]:
    rows = case.value("projects")
    for row in rows if isinstance(rows, tuple) else ():
        if not isinstance(row, Row):
            continue
        name, rate, reason = row.get("name"), case.fact(f"{row.path}.rate"), row.get("reason")
        if not isinstance(name, Fact) or rate is None or rate.number is None or rate.number >= 100:
            continue
        called = short(name)
        why = officially(reason) if isinstance(reason, Fact) else None
        budget = row.get("budget")
        idle: list[Part] = [called, budget, "预算没有支出"] if isinstance(budget, Fact) else [called, "没有支出"]
        parts: list[Part] = [called, "执行率", rate] if rate.number else idle
        short_of = tuple(parts)
        if why is not None:
            parts.extend(["，原因是", why])
        bare: tuple[Part, ...] = ("原因是", why) if why is not None and not rate.number else ()
        text = name.text + (why.text if why else "")
        yield Ground("project", called, tuple(parts), why, text, (100 - rate.number) / 100, bare=bare, head=short_of)
