"""Weights: positive, and in sums that the levels above them and the whole demand."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import form
from drafter.reviewing.value import CellText, plain

_SET = re.compile(r"(\d+(?:\.\d+)?)分")
#: 数量指标（20）: a figure behind the name of a level.
_BARE = re.compile(r"(?:\(|\[|[:：-])?(\d+(?:\.\d+)?)[)\]]?$")
_ZERO = Decimal(0)
#: A rule that a form states of itself: 年初未申报成本指标的，该项得分不超过5分.
_MOST = re.compile(
    r"(?:未|没有|无)(?:申报|设置|设定|编报)?[^，。；]{0,8}成本[^。；]{0,24}?(?:不(?:得)?(?:超过|高于|多于)|最(?:多|高)(?:得|为|不超过)?|以内)[^\d。；]{0,6}(\d+(?:\.\d+)?)分?"
)


@answers("weight-positive")
def positive(look: Look) -> None:
    found = form(look)
    for line in found.lines if found else ():
        weight = line["weight"].number
        if weight is None:
            continue
        look.saw(f"{line.name} {plain(weight)}分")
        if weight <= 0:
            look.fault(line["weight"], f"指标“{line.name}”的分值是{plain(weight)}，应当大于0")
    if found is not None and not look.seen:
        look.lack("表上的“分值”栏")


@answers("weight-total")
def total(look: Look) -> None:
    goals = look.dossier.goals
    applied = look.dossier.form is None and goals is not None and "weight" in goals.columns
    found = goals if applied else form(look)
    if found is None:
        return
    weights = [line["weight"].number for line in found.lines]
    known = [one for one in weights if one is not None]
    if not known:
        look.lack("表上的“分值”栏")
        return
    own = sum(known, _ZERO)
    execution = next(
        (one for form in look.dossier.forms if (one := form.amount("total.weight").number) is not None), None
    )
    if execution is None:
        execution = _line_of_execution(found)
    whole = own + (execution or _ZERO)
    right = [Decimal(one) for one in look.setting("totals")]
    told = f"（指标{plain(own)}分、预算执行率{plain(execution)}分）" if execution is not None else ""
    look.saw(f"分值合计{plain(whole)}分{told}")
    stated = found.totals.get("weight", CellText())
    if whole not in ([right[0]] if execution is not None else right):
        cell = stated if stated else CellText(plain(whole), found.lines[0]["weight"].place)
        look.fault(
            cell, f"分值合计是{plain(whole)}分{told}，应为{plain(right[0])}分", " + ".join(plain(one) for one in known)
        )
    elif stated.number is not None and stated.number not in (whole, own, *(right if execution is None else ())):
        look.fault(stated, f"分值合计写作{stated.text}，相加是{plain(whole)}")


def _line_of_execution(found: PaperForm) -> Decimal | None:
    """Some forms tell the weight of the execution rate among the labels."""
    cell = found.labels.get("score.weight")
    return cell.number if cell is not None else None


@answers("weight-levels")
def levels(look: Look) -> None:
    found = form(look)
    if found is None:
        return
    ruled = look.setting("levels")
    for key in ("level1", "level2"):
        sums: dict[str, Decimal] = {}
        stated: dict[str, tuple[Decimal, CellText]] = {}
        bare: dict[str, tuple[Decimal, CellText]] = {}
        for line in found.lines:
            weight = line["weight"].number
            level = line[key]
            if weight is None or not level:
                continue
            owner = line["level1"].said if key == "level2" else ""
            name = f"{owner}·{level.said}" if owner else level.said
            sums[name] = sums.get(name, _ZERO) + weight
            own = line[f"{key}.weight"]
            match = _SET.search(level.said)
            if own.number is not None:
                stated.setdefault(name, (own.number, own))
            elif match:
                stated.setdefault(name, (Decimal(match[1]), level))
            elif (rule := next((value for word, value in ruled.items() if word in level.said), None)) is not None:
                stated.setdefault(name, (Decimal(str(rule)), level))
            elif match := _BARE.search(level.said):
                bare.setdefault(name, (Decimal(match[1]), level))
        stated.update(_weights(bare, sums))
        for name, (wanted, cell) in stated.items():
            look.saw(f"{name.rpartition('·')[2]}{plain(sums[name])}分")
            if sums[name] != wanted:
                what = name.rpartition("·")[2]
                look.fault(
                    cell, f"“{what}”规定{plain(wanted)}分，所属三级指标分值之和是{plain(sums[name])}分", quote=what
                )
    if not look.seen:
        look.lack(look.duty.needs)


def _weights(
    bare: dict[str, tuple[Decimal, CellText]], sums: dict[str, Decimal]
) -> dict[str, tuple[Decimal, CellText]]:
    """Figures behind the names of levels that are weights: they come to the whole, or most are the sums of their rows;
    none where they count or number the levels."""
    whole, told = sum(sums.values(), _ZERO), sum((one for one, _ in bare.values()), _ZERO)
    alike = sum(one == sums[name] for name, (one, _) in bare.items())
    every = len(bare) == len(sums) > 1 and told == whole
    return bare if every or (alike > 1 and alike * 2 >= len(bare)) else {}


@answers("no-cost")
def no_cost(look: Look) -> None:
    """Where no cost indicator was declared, what may be given for it at most; 0: the place has no such rule."""
    found = form(look)
    if found is None:
        return
    given = [line for line in found.lines if "成本" in line["level1"].said + line["level2"].said or line.unset]
    most, where = Decimal(look.setting("most") or 0), "本地规定"
    for note in look.dossier.notes:
        if match := _MOST.search(note.said):
            most, where = Decimal(match[1]), f"表下的说明（{note.place}）"
    if not most:
        look.skip("本地没有这样的规定")
        return
    goals = look.dossier.goals
    if goals is None and not any(line.unset for line in given):
        look.lack("批复的申报表")
        return
    if goals is not None and any("成本" in line["level1"].said + line["level2"].said for line in goals.lines):
        look.skip("申报了成本指标")
        return
    score = sum((line["score"].number or _ZERO for line in given), _ZERO)
    look.saw(f"没有申报成本指标，得{plain(score)}分")
    if score > most:
        what = f"没有申报成本指标，{where}成本指标得分最多{plain(most)}分，表上是{plain(score)}"
        look.fault(given[0]["score"], what, f"{plain(score)} ＞ {plain(most)}")
