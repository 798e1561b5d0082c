"""Relations: what the figures of a note mean to each other, reckoned and traced.

The reader of a report gains the gap to a goal, the share that was done, what remains, growth or fall against last year,
and the reason next to what it explains. Every reckoned figure is a derived fact that knows its inputs.

Limits: only figures of one unit are held against each other; a range is told as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from drafter.composing.deeds import Deed, Spoken
from drafter.composing.shares import percent
from drafter.facts.fact import Fact
from drafter.language.amounts import Amount
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.quantity import POWERS, round_half_up

#: Units of what grows longer or shorter.
_SPANS = frozenset(("秒", "分钟", "小时", "天", "日", "个工作日", "个月"))
#: On a base under the first a change says less than the two figures (事故4起，上年为6起), under the second a rate of
#: change less than the change.
_SMALL, _LARGE = 20, 100
#: A rate of change on a base under this says nothing at all.
_LEAST = 10
#: From here on the share of a goal that was done says more than what is missing of it.
_SHARED = 100


#: What a rate is of.
_RATE_OF = LatePattern("(?P<what>[\u4e00-\u9fff]{2,}?)(?:发生|出现)?率")
#: 原因同甲水库
_ALIKE = LatePattern("同(?![时意样比步期])[^，。；]{2,30}|[与和][^，。；]{2,30}(?:相同|一样|一致)")


class Relation(NamedTuple):
    """One thing said of a deed: the kind of the bank that says it with the values of its roles, or (`kind` "") the
    words as they were noted. `state`: 1 where a goal was met, -1 where it was missed, 0 where neither is said. `brief`:
    but in a full report last year's figure is told as it was, and what it means is left to the reader. `less`: which of
    a change and its rate is of the second rank."""

    kind: str
    roles: Mapping[str, Any]
    state: int
    words: tuple[Fact, ...] = ()
    bracketed: bool = False
    brief: bool = False
    less: str = "change"


def show(value: Decimal, like: Amount, decimals: int) -> str:
    """A reckoned value in the scale and unit of a given amount, as many decimals as it needs (at most `decimals`)."""
    shown = round_half_up(value.scaleb(-POWERS[like.scale]), decimals)
    number = f"{shown:f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    unit = {"%": "个百分点", "％": "个百分点", "‰": "个千分点"}.get(like.unit, like.unit)
    return f"{number}{like.scale}{words('units')['signs'].get(unit, unit)}"


#: What was brought down is better the lower it is.
_LOWERED = LatePattern(r"(?:缩短|降低|下降|减少|压减|压缩|降|减)(?:到|至|为)\d")


#: What makes a reason of words that stand behind a goal that was missed.
_WHY = LatePattern("(?:没有?|尚?未)(?:能)?[\u4e00-\u9fff]{2}|才|[晚迟慢停缺]|不(?:够|足|到位|畅|稳)|推迟|延误|流标|受")

#: How long something takes.
_TAKEN = LatePattern("(?:时间|用时|耗时|时长|时限|周期|工期|响应|等候|等待|到场|停电|停水|中断)")

#: What is counted in so short a time is waited for.
_SHORT = frozenset(("秒", "分钟", "小时", "个工作日"))
#: What is offered for so long: the longer the better.
_GIVEN = LatePattern(
    "(?:培训|学习|服务|开放|志愿|供水|供电|供热|课|运行|供餐|营业|开馆|在校|在线|续航|锻炼|运动|演出|播出|值守|巡查|巡护|留存|保存)"
)


def is_rate(amount: Amount) -> bool:
    """Whether an amount is higher or lower rather than more or fewer: a rate, a score, a coefficient."""
    return amount.sort in ("rate", "points") or amount.unit in ("", "分", "‰", "倍", "℃")


def less_is_better(deed: Deed, goal: Spoken) -> bool:
    """Whether less is better: the goal says so (不超过, 控制数), what is counted does (成本, 事故), or that it was
    brought down (由48分钟缩短至29分钟)."""
    if goal.amount is not None and goal.amount.bound:
        return goal.amount.bound == "most"
    if goal.verbatim.startswith(tuple(words("notes")["ceilings"]["starts"])):
        return True
    own = comparable(deed, goal.amount)
    if own is not None and goal.amount is not None and any(one.good < 0 for one in deed.spoken):
        # 超重率12.8%（目标12%，没有达到）: what was missed says which way is better.
        return own[0].value > goal.amount.value
    if _LOWERED.search(deed.words):
        return True
    if (
        goal.amount is not None
        and goal.amount.unit in _SPANS
        and (goal.amount.unit in _SHORT or _TAKEN.search(deed.topic + deed.words))
        and not _GIVEN.search(deed.topic + deed.words)
    ):
        # 救援平均到场时间: what a thing takes, whatever verb its name holds.
        return True
    if is_rated := _RATE_OF.search(deed.name or deed.words):
        # 火灾隐患督改率 rates the mending, 火灾发生率 the fires.
        return any(is_rated["what"].endswith(word) for word in words("notes")["less"]["words"])
    # 查办案件436件: what is handled is not what one would have less of.
    offered = goal.amount is not None and goal.amount.unit in _SPANS and _GIVEN.search(deed.words) is not None
    named = deed.topic + deed.words
    return not deed.verb and not offered and any(word in named for word in words("notes")["less"]["words"])


def _certain(deed: Deed, goal: Spoken, own: Amount) -> bool:
    """Whether it is known which way is better: by the goal, by what is counted, or since something was done so often. A
    sum of money for one of something (每页18.5元) is no achievement."""
    if less_is_better(deed, goal) or (goal.amount is not None and goal.amount.bound):
        return True
    ceilings = words("notes")["ceilings"]
    said = deed.words
    for word in ceilings["sure"]:
        # 带动消费2480万元 is no price.
        said = said.replace(word, "")
    return not (own.sort == "money" and any(word in said for word in ceilings["unsure"]))


def _ranges_within(deed: Deed, goal: Spoken) -> Relation | None:
    """办结12～15个工作日（目标不超过20个工作日）: all of a range within a bound; None where that is not so."""
    target = goal.amount
    if target is None or target.high is not None or not less_is_better(deed, goal):
        return None
    own = next((one for one, _ in reversed(deed.figures) if one.high is not None and one.unit == target.unit), None)
    if own is None or own.high is None or own.high > target.value:
        return None
    noun = _noun(goal.verbatim)
    named = {"noun": Fact(f"{goal.fact.path}.noun", noun, also=goal.fact.also)} if noun else {}
    rule = {"rule": True} if noun == "要求" or noun.endswith("标准") else {}
    return Relation("relation.within", {"target": goal.fact, **named, **rule}, 1)


def comparable(deed: Deed, amount: Amount | None) -> tuple[Amount, Fact] | None:
    """The figure of a deed that an amount can be held against: the last of the same unit."""
    if amount is None or amount.high is not None:
        return None
    for own, fact in reversed(deed.figures):
        if own.high is None and own.sort == amount.sort and (own.unit == amount.unit or own.sort == "money"):
            return own, fact
    return None


@lru_cache(maxsize=16384)
def relations(deed: Deed) -> tuple[Relation, ...]:
    """What is said of a deed, in the order in which it is told: goal, last year, result, reason. Kept, as what a note
    claims is."""
    return tuple(_relations(deed))


def _relations(deed: Deed) -> Iterator[Relation]:
    beside = deed.spoken[0] if len(deed.spoken) > 1 and _is_beside(deed.spoken[0]) else None
    if beside is not None:
        # 63.5%（323名中205名；目标60%）: what stands first in the bracket says what the figure is of.
        yield Relation("", {}, 0, (beside.fact,), True)
    goals = [one for one in deed.spoken if one.kind == "target"]
    lasts = [_against_last(deed, one, bool(goals)) for one in deed.spoken if one.kind == "last"]
    states = [one for one in deed.spoken if one.kind == "status"]
    against = [_against_goal(deed, goal) for goal in goals]
    state = next((one.state for one in reversed(against) if one.state), 0)
    # Last year's figure comes before a goal that was missed: what follows a miss is by how much, and why.
    yield from lasts[:1] if state < 0 else ()
    yield from against
    for status in states:
        if state and status.good and state == status.good:
            # 没有完成 behind a goal that was missed by a told gap says nothing new.
            continue
        yield Relation("", {}, status.good, (status.fact,))
    yield from lasts[1:] if state < 0 else lasts
    for rank in [one for one in deed.spoken if one.kind.startswith("rank.")]:
        roles: dict[str, object] = {"last": rank.fact}
        if rank.kind != "rank.same":
            roles["change"] = Fact(f"{rank.fact.path}.change", rank.verbatim, derived=True, inputs=rank.fact.also)
        yield Relation(rank.kind, roles, 0)
    reasons = [one for one in deed.spoken if one.kind == "reason"]
    results = [one for one in deed.spoken if one.kind in ("result", "more") and one is not beside]
    if state < 0 and not reasons and results and results[0].kind == "more" and _WHY.search(results[0].fact.text):
        # 乡村21.4分钟（目标20分钟，没有达到；两站没有投用）: what is said behind a miss says why.
        yield _because(results.pop(0))
    for result in results:
        yield Relation("", {}, 0, (result.fact,))
    for reason in reasons:
        yield _because(reason)


def _is_beside(said: Spoken) -> bool:
    return said.kind == "more" and said.lead == "（"


def _because(reason: Spoken) -> Relation:
    causal = words("notes")["causal"]
    text = reason.fact.text
    told = text.startswith(tuple(causal["starts"])) or text.endswith(tuple(causal["ends"]))
    roles: dict[str, object] = {"reason": reason.fact}
    if told:
        roles["told"] = True
    elif _ALIKE.fullmatch(text):
        roles["alike"] = True
    return Relation("relation.why", roles, 0)


def _derived(base: Spoken, name: str, text: str, *inputs: Fact) -> Fact:
    return Fact(
        f"{base.fact.path}.{name}",
        text,
        derived=True,
        inputs=tuple(dict.fromkeys(p for f in inputs for p in (f.path, *f.also))),
    )


def _noun(verbatim: str) -> str:
    """What a goal is called where it is called otherwise: 计划, 任务, 标准 ("" for 目标)."""
    for word, nouns in words("notes")["nouns"].items():
        if any(verbatim.startswith(one) for one in nouns):
            return str(word)
    return ""


def _against_goal(deed: Deed, goal: Spoken) -> Relation:
    pair = comparable(deed, goal.amount)
    if pair is None and (inside := _ranges_within(deed, goal)) is not None:
        return inside
    if pair is None or goal.amount is None:
        return Relation("", {}, 0, (Fact(goal.fact.path, goal.verbatim, also=goal.fact.also),), goal.lead == "（")
    own, fact = pair
    target = goal.amount
    gap = abs(own.value - target.value)
    decimals = max(own.decimals, target.decimals)
    if own.scale != target.scale:
        decimals = max(decimals, 2)
    if not _certain(deed, goal, own):
        # Which way is better nobody said: both figures and no verdict.
        return Relation("", {}, 0, (Fact(goal.fact.path, goal.verbatim, also=goal.fact.also),), True)
    roles: dict[str, object] = {"target": goal.fact}
    if noun := _noun(goal.verbatim):
        roles["noun"] = Fact(f"{goal.fact.path}.noun", noun, also=goal.fact.also)
    rate = is_rate(own)
    if less_is_better(deed, goal):
        if own.value == target.value:
            return Relation("relation.level", roles, 1)
        if own.value < target.value:
            if noun == "要求" or noun.endswith("标准"):
                roles["rule"] = True
            return Relation("relation.within", roles, 1)
        roles["gap"] = _derived(goal, "gap", show(gap, target, decimals), fact, goal.fact)
        return Relation("relation.beyond", roles, -1)
    if own.value == target.value == 0:
        return Relation("relation.reached", roles, 1)
    if own.value == target.value:
        if rate or target.bound:
            return Relation("relation.reached", roles, 1)
        return Relation("relation.done", roles, 1)
    roles["gap"] = _derived(goal, "gap", show(gap, target, decimals), fact, goal.fact)
    if rate:
        roles["rate"] = True
    if own.value > target.value:
        return Relation("relation.over", roles, 1)
    if not rate and target.value and own.value and (target.scale or target.decimals or target.value >= _SHARED):
        roles["share"] = _derived(goal, "share", percent(own.value, target.value), fact, goal.fact)
    return Relation("relation.short", roles, -1)


def _against_last(deed: Deed, last: Spoken, aimed: bool) -> Relation:
    """What a figure is against last year's; of what has a goal (`aimed`) the goal says how it went, and last year's
    figure is told as it was."""
    pair = comparable(deed, last.amount)
    if pair is None and last.amount is not None and last.amount.unit and any(one.high for one, _ in deed.figures):
        return Relation("relation.before", {"last": last.fact}, 0)
    if pair is None or last.amount is None:
        return Relation("", {}, 0, (Fact(last.fact.path, last.verbatim, also=last.fact.also),), last.lead == "（")
    own, fact = pair
    base = last.amount
    roles: dict[str, object] = {"last": last.fact}
    named = next((to for word, to in words("notes")["bases"].items() if last.verbatim.startswith(word)), "")
    if named or "同期" in last.verbatim:
        # Two months are held against the same two months, what was put right against what it was before.
        roles["base"] = Fact(f"{last.fact.path}.base", named or "上年同期", also=last.fact.also)
    if own.value == base.value:
        return Relation("relation.same", roles, 0)
    if base.value == 0:
        return Relation("relation.before", roles, 0)
    decimals = max(own.decimals, base.decimals)
    if own.scale != base.scale:
        decimals = max(decimals, 2)
    change = abs(own.value - base.value)
    roles["change"] = _derived(last, "change", show(change, base, decimals), fact, last.fact)
    less = "change"
    if is_rate(own):
        roles["rate"] = True
    elif own.unit in _SPANS:
        roles["span"] = True
    elif base.value >= _LEAST and own.value > 0:
        roles["growth"] = _derived(last, "growth", percent(change, base.value), fact, last.fact)
        if base.value < _LARGE or aimed:
            # Of few a rate of change says less than the change.
            less = "growth"
    counted = not is_rate(own) and own.unit not in _SPANS and own.sort != "money"
    kind = "relation.rise" if own.value > base.value else "relation.fall"
    return Relation(kind, roles, 0, brief=counted and base.value < _SMALL and not decimals, less=less)


def settled(before: Deed, after: Deed) -> Relation | None:
    """What is left of what was found (发现问题132处，整改129处): the rest, or nothing where all was settled. None where
    the two are not of one kind."""
    data = words("notes")["settled"]
    if before.verb not in data["found"] or after.verb not in data["verbs"]:
        return None
    if len(after.figures) != 1 or not before.figures:
        return None
    done, fact = after.figures[0]
    found = next(((own, one) for own, one in reversed(before.figures) if own.unit == done.unit), None)
    if found is None or done.high is not None or found[0].high is not None:
        return None
    whole, given = found
    if whole.value == done.value:
        told = Fact(fact.path, f"已全部{after.verb}", derived=True, also=(*fact.also, given.path))
        return Relation("settled", {"told": told}, 1)
    if whole.value < done.value:
        return None
    rest = Fact(
        f"{fact.path}.rest",
        show(whole.value - done.value, whole, max(whole.decimals, done.decimals)),
        derived=True,
        also=(fact.path, given.path, *fact.also),
    )
    return Relation(
        "relation.rest",
        {"rest": rest, "still": Fact(f"{fact.path}.still", data["verbs"][after.verb], derived=True, also=fact.also)},
        0,
    )
