"""Two states of which one is that the other is not: 合格4018批次，不合格96批次 of 4126批次 that were told before.

The reader gains that what such a pair leaves out is seen, wherever in the paragraph its whole stands.

Limits: the pair, with the states that stand in its row, is held against the numbers of its unit before it in the
paragraph; where none is larger than its sum is or equals it, nothing is known of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.reviewing.answer import Look
from drafter.reviewing.value import CellText

_UNIT = (
    r"(?P<unit>批次|人次|家次|场次|个|项|条|件|处|户|人|名|家|宗|批|座"
    r"|台|套|所|辆|份|起|笔|次|公里|亩|株|例|张|篇|盏|口|眼|村|组)"
)
_LAST = "次个项条件处户人名家宗批座台套所辆份起笔株例张篇盏口眼村组"
_MANY = rf"(?P<many>\d[\d,]*(?:\.\d+)?)\s*{_UNIT}"
#: 合格4018批次; 4018批次合格.
_STATE = re.compile(
    rf"(?:其中|有|结果|[^，。；：\d]{{0,12}}[：:])?(?P<before>[\u4e00-\u9fff]{{2,8}}?)(?:的)?(?:有|为|共)?{_MANY}"
    rf"|(?:其中|有)?{_MANY.replace('many>', 'many2>').replace('unit>', 'unit2>')}"
    r"(?:为|是|属)?(?P<behind>(?!.*(?:全部|参加|均|都))[\u4e00-\u9fff]{2,6})"
)
#: What overlaps with others, is left out or comes of other years.
_ELSE = re.compile(
    r"其余|另有|另外|待|尚有|正在|未(?:出|报)结果|复检|重复|重叠|交叉|同时|上年|去年|20\d\d年|同比|增加|减少"
)
#: What was looked at, asked or taken in, before what became of it.
_GATHERED = re.compile(
    r"检查|抽查|抽检|检测|收到|接到|受理|排查|登记|调查|收集|验收|评估|参加|参保|报名|评审|审核|申请|申报|培训|走访|应|共|总"
)
_NOT = re.compile(r"^(?:不|未|没有|没|非)")


def told_opposites(look: Look, text: str, place: str) -> None:
    """Hold the pairs of a paragraph against the whole before them."""
    before = ""
    for sentence in re.split("(?<=[。；])", text):
        for row, start in _rows(sentence):
            if len(row) > 2 and row[0][1] >= max(many for _, many, _ in row[1:]) and _GATHERED.search(row[0][0]):
                # 检查商户54家，符合41家，不符合10家: the first is the whole of the others.
                row, start = row[1:], start + _width(sentence[start:])
            units = {unit for _, _, unit in row}
            if len(units) > 1 or not _paired([state for state, _, _ in row]) or _ELSE.search(sentence):
                continue
            unit, added = units.pop(), sum(many for _, many, _ in row)
            told = [one for one in re.finditer(_MANY, before + sentence[:start]) if one["unit"] == unit]
            wholes = [int(one["many"].replace(",", "")) for one in told if "." not in one["many"]]
            if not wholes:
                continue
            working = f"{' + '.join(str(many) for _, many, _ in row)} = {added}"
            look.saw(f"{place} {working}")
            larger = [one for one, many in zip(told, wholes, strict=False) if many > max(n for _, n, _ in row)]
            if added in wholes or not larger or any(fault.place == place for fault in look.faults):
                continue
            states = "、".join(f"{state}{many}" for state, many, _ in row)
            look.fault(CellText(larger[-1][0], place), f"{larger[-1][0]}，{states}，相加是{added}", working)
        before += sentence


def _rows(sentence: str) -> Iterator[tuple[list[tuple[str, int, str]], int]]:
    """The states that stand in a row, one a clause, with where the first begins."""
    row: list[tuple[str, int, str]] = []
    at = start = 0
    for clause in [
        *re.split(
            rf"([，、,]|(?<=[{_LAST}])中(?=[已有尚未不]))",
            re.sub(r"(?<=\d),(?=\d{3})", "\u2009", sentence.rstrip("。；")),
        ),
        "",
    ]:
        match = _STATE.fullmatch(clause.replace("\u2009", ",").strip())
        if match and "." not in (match["many"] or match["many2"]):
            start = start if row else at
            many = int((match["many"] or match["many2"]).replace(",", ""))
            row.append((match["before"] or match["behind"], many, match["unit"] or match["unit2"]))
        elif clause not in ("，", "、", ",", "中"):
            if len(row) > 1:
                yield row, start
            row = []
        at += len(clause)
    if len(row) > 1:
        yield row, start


def _width(text: str) -> int:
    """How many characters the first clause of a row takes up."""
    match = re.search(r"[，、]|,(?!\d{3})", text)
    return match.end() if match else len(text)


def _paired(states: list[str]) -> bool:
    """Whether a state and its contrary stand beside each other."""
    return any(
        (_NOT.search(two) and one.endswith(_NOT.sub("", two))) or (_NOT.search(one) and two.endswith(_NOT.sub("", one)))
        for one, two in pairwise(states)
    )
