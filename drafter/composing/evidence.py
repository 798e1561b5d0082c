"""Evidence: which fact each of the writer's own problems rests on.

The reader of a report gains that a problem is told with the figures that belong to it; the writer, that no figure is
put beside a problem that it does not belong to.

Limits: which ground belongs to a problem is seen by the words they share; what shares none stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.composing.grounds import Ground, exceeded
from drafter.composing.narrating import Narrator
from drafter.composing.written import officially
from drafter.facts.case import Case
from drafter.language.amounts import amounts
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.marks import fold
from drafter.report.sentence import Part

#: Figures with the pair of measures that they count in: 86台（套） and 76台（套） are of two things.
_FIGURES = LatePattern(r"[\d.]+(?:[%％]|[\u4e00-\u9fff]{1,2}（[\u4e00-\u9fff]{1,3}）)?")
#: A problem that is about nothing but how slowly money was spent.
_SLOW = LatePattern("(?:资金|预算|支付|执行|支出|付款|拨付|用款)[^，。；]{0,8}(?:慢|低|不高|滞后|迟缓|不快|不及时)")
#: What share of the characters of a reason stands in a problem that names it.
_MOST = 0.6
#: A problem that speaks of how money was spent.
_OF_MONEY = LatePattern("[执支拨付][行付出款]|付款|资金|预算|经费|结算|结转|结余|尾款|质保金|进度|花钱|用款")
#: 供货和验收跟进不及时: a problem of two things, each in a word of two characters.
_TWO = LatePattern("(?P<one>[\u4e00-\u9fff]{2})[和与及、](?P<other>[\u4e00-\u9fff]{2})(?![和与及、])")
_WORD = 2
#: 执行率比上年低, and by how much.
_ENDING = 2
#: So many characters must be shared, empty ones aside; so many facts at most came of one thing.
_SPOKEN, _BOTH = 3, 2
_EMPTY = frozenset("的了没不未有和是在年月日个才无及与")
_HAN = LatePattern("[\u4e00-\u9fff]{2}")
#: A problem that says of a project that nothing was spent.
_IDLE = LatePattern("零支[出付]|(?:没有|未|没)支出|支出为(?:0|零)|一分(?:钱)?(?:没|未)")


def evidence(problems: Sequence[str], found: Sequence[Ground], case: Case, narrator: Narrator) -> dict[int, Ground]:
    """Which ground each of some problems rests on, by its number: the one with the longest words in common, or the goal
    that it says was exceeded."""
    least = words("problems")["evidence"]["least"]
    pairs = sorted(
        (
            (_bond(text, ground, least), -number, index, number)
            for index, text in enumerate(problems)
            for number, ground in enumerate(found)
        ),
        reverse=True,
    )
    chosen: dict[int, Ground] = {}
    used: set[int] = set()
    for length, _, index, number in pairs:
        if length >= least and index not in chosen and number not in used:
            ground = found[number]
            if (why := _only_why(problems[index], ground, least)) is not None:
                chosen[index] = why
                used.add(number)
                continue
            if _needless(problems[index], ground):
                continue
            # To share the thing with a reason (图书车) is not to name it.
            most = max(least, -(-len(ground.reason.text) // 2)) if ground.reason is not None else least
            cause = ground.reason is not None and _shared(problems[index], ground.reason.text) >= most
            idle = (
                _idle(problems[index], ground)
                and _shared(problems[index].partition("，")[0], ground.name.text) >= least
            )
            named = ground.bare and (ground.kind == "fund" or idle or (cause and ground.kind != "project"))
            told = ground.bare if named else ground.brief or ground.parts
            chosen[index] = ground._replace(parts=_not_again(problems[index], told))
            used.add(number)
    for index, text in enumerate(problems):
        if index not in chosen and (joint := _joint(text, found, used) or _near(text, found, used)) is not None:
            chosen[index] = joint
        if index not in chosen and (above := exceeded(text, case, narrator)) is not None:
            chosen[index] = above
        if index in chosen and (also := _paid_late(chosen[index], found, used)) is not None:
            chosen[index] = also
    return chosen


def _only_why(problem: str, ground: Ground, least: int) -> Ground | None:
    """The ground of a problem that tells the gap itself (急救医师缺4名) as nothing but its reason; None where the
    problem does not tell the gap, or names the reason."""
    named = ground.kind == "goal" and ground.gap is not None and ground.gap.text in problem
    # 零支付项目1个（某某停靠点） names the project and what came of it.
    idle = _idle(problem, ground) and _shared(problem, ground.name.text) > least
    if ground.reason is None or not (named or idle):
        return None
    reason = ground.reason.text
    if _shared(problem, reason) > least or len(_pairs(problem) & _pairs(reason)) >= _SPOKEN or "；" in reason:
        return None
    return ground._replace(kind="cause", parts=("原因是", officially(ground.reason)))


def _paid_late(ground: Ground, found: Sequence[Ground], used: set[int]) -> Ground | None:
    """The ground of a goal that was missed with the one project that was not paid for the same reason (码头交付晚 and
    码头10月才交付): one cause, told as the project has it, and both that came of it. None where there is none."""
    if ground.kind != "goal" or ground.reason is None or not ground.head or "因" not in ground.parts[:1]:
        return None
    mine = _pairs(ground.reason.text)
    alike = [
        number
        for number, one in enumerate(found)
        if one.kind == "project" and one.reason and number not in used and len(mine & _pairs(one.reason.text)) >= _WORD
    ]
    if len(alike) != 1 or (other := found[alike[0]]).reason is None:
        return None
    used.add(alike[0])
    return ground._replace(parts=("因", other.reason, "，", *other.head, "，", *ground.head))


def _pairs(text: str) -> set[str]:
    """The pairs of characters of a text, figures and stock words aside."""
    told = _FIGURES.sub("\0", text)
    stock = set(words("problems")["evidence"]["stock"])
    return {pair for at in range(len(told) - 1) if _HAN.fullmatch(pair := told[at : at + 2])} - stock


def _not_again(problem: str, told: tuple[Part, ...]) -> tuple[Part, ...]:
    """The words of a ground without a fall at their end that the problem tells itself."""
    again = len(told) > _ENDING and str(told[-2]).endswith("比上年低") and str(told[-1]) in problem
    return told[:-_ENDING] if again else told


def _joint(problem: str, found: Sequence[Ground], used: set[int]) -> Ground | None:
    """What a problem of two things rests on (供货和验收跟进不及时): a ground for each whose reason speaks of it, one of
    them in its very word; None where they are not two."""
    match = _TWO.match(problem)
    if match is None:
        return None
    picked: list[tuple[int, int]] = []
    for half in (match["one"], match["other"]):
        rated = [
            (2 * (half in one.reason.text) or int(half[-1] in one.reason.text), -number)
            for number, one in enumerate(found)
            if one.reason is not None and number not in used and all(number != taken for taken, _ in picked)
        ]
        best = max(rated, default=(0, 0))
        if not best[0]:
            return None
        picked.append((-best[1], best[0]))
    if max(score for _, score in picked) < _WORD:
        return None
    return _together([number for number, _ in picked], found, used)


def _near(problem: str, found: Sequence[Ground], used: set[int]) -> Ground | None:
    """What a problem rests on that names the thing of a reason and speaks of it besides (用地报批衔接不够 of
    用地10月才批复): a project, a goal or both that came short for it."""
    picked = []
    for number, one in enumerate(found):
        if one.reason is None or number in used or one.kind == "fund":
            continue
        reason = _FIGURES.sub("\0", one.reason.text)
        named = any(pair in problem for pair in _pairs(one.reason.text))
        if named and len((set(reason) & set(problem)) - _EMPTY) >= _SPOKEN:
            picked.append(number)
    if not picked or len(picked) > _BOTH:
        return None
    return _together(picked, found, used)


def _together(picked: Sequence[int], found: Sequence[Ground], used: set[int]) -> Ground:
    """Some grounds told as one, each with its reason in front where it is a goal; they are `used` from now on."""
    used.update(picked)
    parts: list[Part] = []
    for ground in (found[number] for number in picked):
        told = ground.bare if ground.kind == "goal" and ground.bare else ground.parts
        parts.extend([*(["；"] if parts else []), *told])
    return found[picked[0]]._replace(parts=tuple(parts), words="".join(found[number].words for number in picked))


def _idle(problem: str, ground: Ground) -> bool:
    """Whether a problem says of the project of its ground that nothing was spent."""
    return ground.kind == "project" and _IDLE.search(problem) is not None


def _bond(problem: str, ground: Ground, least: int) -> int:
    """How many characters a problem has in common with its ground; what was not spent is that of a problem of spending,
    and of none that only shares words with its reasons (pipes that froze)."""
    if ground.kind == "fund" and _OF_MONEY.search(problem) is None:
        return 0
    slow = ground.kind == "fund" and _SLOW.search(problem) is not None
    return max(_shared(problem, ground.words), least if slow else 0)


def _needless(problem: str, ground: Ground) -> bool:
    """Whether a ground adds nothing to a problem: its gap stands there already, or what it tells is no shortfall (a
    project that was paid but for a little)."""
    if ground.gap is not None and ground.gap.text in problem:
        return bool(ground.gap.text)
    data = words("problems")["evidence"]
    reason = ground.reason.text if ground.reason is not None else ""
    said = f"{ground.gap.text if ground.gap is not None else ''} {reason}"
    if _sums(problem) & _sums(said) or re.search(data["unasked"], problem):
        return True
    if ground.kind == "fund" and "；" in reason and not re.search(data["unspent"], problem):
        return True
    # What is told behind a comma gives way to the fact itself.
    head = problem.partition("，")[0]
    shared = sum(character in head for character in reason)
    named = bool(reason) and (_shared(head, reason) >= data["least"] or _MOST * len(reason) <= shared)
    if _idle(problem, ground) and (named or _shared(problem, reason) > data["least"]):
        # 两次流标、34万元没有支出 of a project that was not paid since its tenders failed twice says all of it.
        return True
    return ground.kind == "project" and 100 - 100 * ground.weight >= words("problems")["proposed"]["project"]


def _sums(text: str) -> set[Decimal]:
    """The sums of money in a text, in 元."""
    return {one.value for one in amounts(fold(text)) if one.sort == "money"}


def _shared(one: str, other: str) -> int:
    """The length of the longest stretch of words that two texts share, stock words aside."""
    # 18.6% and 84.6% are of two things.
    one, other = _FIGURES.sub("\0", one), _FIGURES.sub("\1", other)
    for stock in words("problems")["evidence"]["stock"]:
        one, other = one.replace(stock, "\0"), other.replace(stock, "\1")
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best
