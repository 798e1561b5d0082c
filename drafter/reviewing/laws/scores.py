"""Marks given to results: formulas, bands, reasons that are due.

Source: 财预〔2020〕10号 as budget systems reckon it: more is better, full from the target on, else in proportion; less
is better, full up to the target, then less by what is over; equal, full from the target on, else in proportion, and
for a target of 0 full at 0 alone. A mark that is lower than the formula's stands where a reason is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile

from drafter.reviewing.answer import Look
from drafter.reviewing.floors import floor
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import (
    DEGREES,
    executed,
    figures,
    form,
    qualitative,
    reached,
    reason,
    scored,
)
from drafter.reviewing.matters import foreign
from drafter.reviewing.practices import practised, short_of
from drafter.reviewing.problems import problems_of, runs
from drafter.reviewing.sanction import sanctioned
from drafter.reviewing.value import CellText, plain

_CENT = Decimal("0.0101")
_ZERO = Decimal(0)
#: What a row of full marks may say for itself.
_DONE = re.compile(
    r"无偏差|没有偏差|无$|已?(?:按|如)[期时]|提前|超额|超过|超出|已完成|完成情况良好|全部完成|已达|达标|达成|达到|符合|不存在|口径|计算方法|取数|数据来源"
)
#: Why a result went beyond its target; that nothing is lacking.
_OVER = re.compile(
    r"(?:目标|指标值|预计|基数|测算|设置|设定)[^，。]{0,12}(?:偏低|较低|过低|保守|不足)|超额|超出|超过|提前|新增|追加|增加"
)
_NO = re.compile(r"无偏差|没有偏差|不存在|未出现|没有出现|没有发生|未发生")
#: A mark lowered on purpose.
_LOWERED = re.compile(r"扣减|扣除|扣\d|扣了|主动扣|酌情|自行扣|调减|减分")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_VAGUE = re.compile(
    r"(?:各种|各方面|多方面|多种|多重|种种|诸多|综合|客观|主观|一些|某些|特殊|其他|有关)[^，。；]{0,4}(?:因素|原因|条件|情况|影响)"
)


@answers("score-over-weight")
def over(look: Look) -> None:
    found = form(look)
    for line, weight, score in scored(found) if found else ():
        if score > weight:
            look.fault(line["score"], f"指标“{line.name}”得分{plain(score)}，超过分值{plain(weight)}")
        look.saw(f"{line.name} {plain(score)}/{plain(weight)}")
    _execution(look)


def _execution(look: Look) -> None:
    for one in look.dossier.forms:
        weight, score = one.amount("total.weight").number, one.amount("total.score").number
        if weight is not None and score is not None:
            if score > weight:
                look.fault(one.amount("total.score"), f"预算执行率得分{plain(score)}，超过分值{plain(weight)}")
            look.saw(f"预算执行率 {plain(score)}/{plain(weight)}")


@answers("score-under-weight")
def under(look: Look) -> None:
    found = form(look)
    if found is None:
        return
    rows = [row for row in scored(found) if not executed(row[0])]
    short = [(line, weight, score) for line, weight, score in rows if score < weight]
    for line, weight, score in short:
        if not reason(line):
            look.fault(
                line["score"],
                f"指标“{line.name}”得分{plain(score)}，低于分值{plain(weight)}，没有写偏差原因",
                quote=line.name,
            )
        look.saw(f"{line.name} {plain(score)}/{plain(weight)}，有原因")
    if rows and not short:
        look.skip(f"{len(rows)}个指标都是满分")


@answers("formula")
def formula(look: Look) -> None:
    found = form(look)
    if found is None:
        return
    wanted = look.setting("direction")
    practices = _practices(look)
    for line, weight, score in scored(found):
        one = figures(line)
        if one is None or one.direction != wanted or score > weight or executed(line):
            continue
        # Some forms tell what was taken off by the formula, others what was taken off beyond it.
        given = score + (line["deduction"].number or _ZERO)
        usual = list(practised(one, weight, practices))
        if one.actual.number * 100 < one.target.number * floor(look.dossier, line):
            usual.append(_ZERO)
        fits = any(abs(value - one) <= _CENT for value in usual for one in (given, score))
        explained = bool(reason(line))
        slipped = short_of(one, score, usual) and not _LOWERED.search(reason(line).text)
        look.saw(f"{line.name} {line['actual'].text}对{line['target'].text}得{plain(score)}")
        decimals = -int(score.as_tuple().exponent) if isinstance(score.as_tuple().exponent, int) else 0
        if decimals > 2:
            look.fault(line["score"], f"指标“{line.name}”得分{plain(score)}超过两位小数")
        elif not fits and (given > max(usual) + _CENT or not explained or slipped):
            right = plain(usual[0].quantize(Decimal("0.01"), ROUND_HALF_UP))
            what = f"指标“{line.name}”指标值{line['target'].text}、完成值{line['actual'].text}"
            working = f"分值{plain(weight)} → {right}"
            look.fault(line["score"], f"{what}，得分应为{right}，表上是{plain(score)}", working)
    if not look.seen:
        look.skip(f"没有“{wanted}”的指标")


def _practices(look: Look) -> list[str]:
    """The formulas that count: the one that a form states under itself, else those of the place."""
    texts = [note.text for note in look.dossier.notes]
    formulas = look.duty.settings.get("formulas")
    stated = formulas.items() if isinstance(formulas, Mapping) else ()
    own = [name for name, pattern in stated if any(re.search(pattern, text) for text in texts)]
    return own if len(own) == 1 else look.setting("practices")


@answers("band")
def band(look: Look) -> None:
    found = form(look)
    if found is None:
        return
    bands = look.setting("bands")
    for line, weight, score in scored(found):
        match = DEGREES.match(line["actual"].said) if qualitative(line) else None
        if match is None or weight <= 0:
            continue
        word = match["word"] if match["word"] in bands else "达成"
        least, most = bands[word]
        if match["word"] == "基本达成":
            # No word of the three: it may be either of the upper two.
            word, least = "达成或部分达成", min(least, *bands.get("部分达成", (least,))[:1])
        share = score / weight * 100
        if not Decimal(least) - _CENT <= share <= Decimal(most) + _CENT:
            low, high = plain(weight * least / 100), plain(weight * most / 100)
            look.fault(
                line["score"], f"定性指标“{line.name}”写{match['word']}，得分应在{low}—{high}分，表上是{plain(score)}",
                f"{plain(score)} ÷ {plain(weight)} = {share:.0f}%，{word}是{least}%—{most}%",
            )  # fmt: skip
        look.saw(f"{line.name}{match['word']} {plain(score)}/{plain(weight)}")
    if not look.seen:
        look.skip("没有写达成程度的定性指标")


@answers("over-deducted")
def deducted(look: Look) -> None:
    """A result over its target and a mark under its weight: lawful with a reason."""
    found = form(look)
    for line, weight, score in scored(found) if found else ():
        one = figures(line)
        if one is None or not reached(one) or score >= weight or executed(line):
            continue
        if not reason(line):
            look.fault(line["score"], f"指标“{line.name}”已达到指标值而扣了{plain(weight - score)}分，没有写原因")
        look.saw(f"{line.name}扣{plain(weight - score)}分，有原因，允许")
    if found is not None and not look.seen:
        look.skip("没有达到指标值而扣分的指标")


@answers("over-target")
def over_target(look: Look) -> None:
    found = form(look)
    least = Decimal(look.setting("over"))
    for line in found.lines if found else ():
        one = figures(line)
        if one is None or one.target.number <= 0 or one.direction == "≤":
            continue
        share = one.actual.number / one.target.number * 100
        look.saw(f"{line.name}完成{share:.0f}%")
        if share >= least and not reason(line):
            look.fault(
                line["actual"], f"指标“{line.name}”完成值是指标值的{share:.0f}%，没有写原因",
                f"{plain(one.actual.number)} ÷ {plain(one.target.number)} = {share:.2f}%",
            )  # fmt: skip
    if found is not None and not look.seen:
        look.skip("没有可以算完成比例的指标")


@answers("zero-target")
def zero_target(look: Look) -> None:
    found = form(look)
    for line in found.lines if found else ():
        one = figures(line)
        if one is None or one.target.number:
            continue
        look.saw(f"{line.name}指标值0，完成值{line['actual'].text}")
        if one.actual.number >= look.setting("least") and not reason(line):
            look.fault(line["actual"], f"指标“{line.name}”指标值是0，完成值是{line['actual'].text}，没有写原因")
    if found is not None and not look.seen:
        look.skip("没有指标值为0的指标")


@answers("cancelled")
def cancelled(look: Look) -> None:
    found = form(look)
    words = re.compile(look.setting("words"))
    for line in found.lines if found else ():
        said = " ".join(line[key].text for key in ("name", "reason", "description", "remark", "actual"))
        match = words.search(said)
        if not line.dropped and (
            match is None
            or (
                match[0] == "取消"
                and not re.search(
                    r"(?:指标|项目|任务|活动|计划|本项|该项).{0,6}取消|^取消|已取消|取消(?:该|本|此)", said
                )
            )
        ):
            continue
        look.saw(f"{line.name}已取消，没有计分")
        if line["actual"] and line["actual"].said not in ("取消", "已取消", "/", "-", "—", "经批准取消"):
            look.fault(line["actual"], f"指标“{line.name}”已取消，完成值应当空着")
        elif (line["score"].number or _ZERO) > 0:
            look.fault(line["score"], f"指标“{line.name}”已取消，不应当计分")
    if found is not None and not look.seen:
        look.skip("没有取消的指标")


@answers("full-with-reason")
def full(look: Look) -> None:
    """Full marks, and words that tell of something not done."""
    found = form(look)
    short = re.compile(look.setting("short"))
    for line, weight, score in scored(found) if found else ():
        # Why there is no such indicator is no reason for what its row is given.
        if score < weight or line.unset:
            continue
        told = line["reason"]
        look.saw(f"{line.name}满分")
        one = figures(line)
        beyond = one is not None and one.actual.number != one.target.number and reached(one)
        if not told.said.strip("*/-—_") or told.said.strip("。") in look.setting("empty"):
            continue
        # What was approved anew and is reached lacks nothing.
        changed = one is not None and reached(one) and sanctioned(told.text)
        if (beyond and _OVER.search(told.text)) or _NO.search(told.text) or changed:
            continue
        # 2025年提前启动选址 is what will be done, and says nothing of this year.
        own = _told_now(told.text, look.dossier.year)
        if short.search(own) or not (beyond or _DONE.search(own)):
            look.fault(told, f"指标“{line.name}”得满分，原因栏却写“{told.text[:30]}”")
    if found is not None and not look.seen:
        look.skip("没有满分的指标")


def _told_now(text: str, year: int) -> str:
    """The clauses of a reason before those on what will be done."""
    parts = re.split("(?<=[；;。])", text)
    later = re.compile(rf"{year + 1}年|明年|次年|下年|下一步|今后|后续|拟|计划|将(?!近)")
    return "".join(takewhile(lambda part: not later.match(part.strip()), parts)) or text


@answers("reason-empty")
def reason_empty(look: Look) -> None:
    found = form(look)
    if found is None:
        return
    empty = set(look.setting("empty"))
    for line, weight, score in scored(found):
        told = line["reason"] or line["measure"]
        if score >= weight or not told or line.unset:
            continue
        look.saw(f"{line.name}“{told.text[:12]}”")
        bare = told.said.strip("。.，,；;")
        own = re.sub("|".join(sorted(_pairs(line.name))) or "$^", "", bare)
        # 受各种因素影响: what is told in the indicator's own characters, in whatever order, is no reason either.
        light = line.name if _VAGUE.search(bare) else ""
        if bare in empty:
            look.fault(told, f"指标“{line.name}”扣了{plain(weight - score)}分，原因只写“{told.text}”")
        elif _hollow(own, look.setting("hollow"), light):
            look.fault(told, f"指标“{line.name}”扣了{plain(weight - score)}分，原因“{told.text[:30]}”没有说出什么原因")
        elif len(bare) < 4:
            look.fault(told, f"指标“{line.name}”扣了{plain(weight - score)}分，原因“{told.text}”太简单，没有说清楚")
        elif "满意" not in line.name and (other := _of_another(line.name, bare, [one.name for one in found.lines])):
            look.fault(told, f"指标“{line.name}”的原因说的是“{other}”")
        elif matter := foreign(look.dossier, line, look.setting("matters")):
            look.fault(told, f"指标“{line.name}”的原因说的是“{matter}”，与指标和材料里别的事都没有关系")
    _told_hollow(look)
    if not look.seen:
        look.skip("没有写了原因的扣分指标")


def _pairs(name: str) -> set[str]:
    """The pairs of characters of a name: to tell it again is no reason."""
    return runs(name)


def _hollow(said: str, words: list[str], light: str = "") -> bool:
    """Whether nothing is left of a reason without the words that any reason may have, and some characters."""
    if re.search(r"\d", said):
        return False
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    left = re.findall(_HAN, re.sub(pattern, "", said))
    return len([one for one in left if one not in light]) < 2


def _told_hollow(look: Look) -> None:
    """What a report says of a problem, and it is no reason."""
    for item in problems_of(look.dossier.stretches()).problems:
        parts = [one.strip() for one in re.split("[。；]", item.text) if one.strip()]
        if len(parts) < 2 and not re.match(r"(?:原因|主要是|由于|因)", item.text):
            continue
        look.saw(f"{item.place}“{item.headline[:12]}”")
        behind = "，".join(parts[1:]) or item.text
        if _hollow(CellText(behind).said.strip("。.，,；;"), look.setting("hollow")):
            look.fault(CellText(behind[:60], item.place), f"“{item.headline}”的原因“{behind[:30]}”没有说出什么原因")


def _of_another(own: str, said: str, names: list[str]) -> str:
    """Another indicator whose whole name a reason tells, where of its own it tells nothing."""
    if any(own[at : at + 2] in said for at in range(len(own) - 1)):
        return ""
    return next((name for name in names if name != own and len(name) >= 4 and name in said), "")
