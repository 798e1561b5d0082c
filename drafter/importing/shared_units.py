"""Parts of a sum that are noted without its unit: 收回84.5万（银行61.3，个人23.2）, 15个问题：党务2、工程5、….

The writer gains that every part has the unit of the whole, because the parts come to it.

Limits: only where the parts add up to the whole exactly, one behind the other in the same sentence, and at least one of
them has no unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from drafter.language.amounts import Amount, amounts
from drafter.language.marks import fold

_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_OPENS = re.compile(r"[ \t\u3000]*(?:其中)?(?P<sum>\d+\.\d+)(?=[\u4e00-\u9fff：])(?![万亿元%])")
_ALL = re.compile("(?:共|一共|总共|合计|共计)$")
#: 23.50万元手续不全（其中多付保险费5.20）
_OF_IT = re.compile(r"其中[\u4e00-\u9fff]{2,10}(?P<part>\d+\.\d+)(?=[，；、。）)]|$)")
#: What a whole is held against, in front of its parts.
_AGAINST = re.compile("(?:年度|年初)?(?:目标|计划|任务|指标|要求|上年|去年)(?:数|值)?(?:为|是)?")
#: What may stand between a whole and its first part, in words.
_MOST = 12
_ENDS = "，、；。（()）：/是 \n"
#: So many parts a sum may have.
_PARTS = 12


def with_shared_units(text: str) -> str:
    """A text whose parts have the unit of the whole that they come to."""
    done: list[str] = []
    known: dict[str, str] = {}
    before: Amount | None = None
    for line in text.split("\n"):
        told = _line(_known(line, known), before)
        found = amounts(fold(told))
        known.update(
            {
                fold(told)[one.number[0] : one.number[1]]: f"{one.scale}{one.unit}"
                for one in found
                if one.decimals and one.sort == "money" and one.scale
            }
        )
        before = next((one for one in reversed(found) if _counts_money(one) and one.decimals), None)
        done.append(told)
    return "\n".join(done)


def _counts_money(one: Amount) -> bool:
    return one.sort == "money" or (bool(one.scale) and not one.unit)


def _known(line: str, known: Mapping[str, str]) -> str:
    """A line that opens with a sum told before without its unit: 30.4花在：检修19.2、换表11.2."""
    match = _OPENS.match(line)
    unit = known.get(match["sum"]) if match is not None else None
    return f"{match[0]}{unit}{line[match.end() :]}" if match is not None and unit else line


def _line(line: str, above: Amount | None = None) -> str:
    folded = fold(line)
    found = amounts(folded)
    marks: dict[int, str] = {}
    loose = [one for one in found if not one.unit and not one.scale and one.decimals]
    if above is not None and len(loose) > 1 and sum(one.value for one in loose) * _SCALES[above.scale] == above.value:
        # 涉及210.6万, and on the next line what of it was put right and what is left.
        marks.update({one.end: f"{above.scale}{above.unit}" for one in loose})
    for at, whole in enumerate(found):
        if whole.high is not None or whole.whole is not None or not (whole.unit or whole.scale):
            continue
        if whole.sort in ("rate", "points", "分"):
            continue
        for part in _before(whole, found[:at], folded):
            marks.setdefault(part.end, f"{whole.scale}{whole.unit}")
        for part in _parts(whole, found[at + 1 : at + 1 + _PARTS], folded):
            marks.setdefault(part.end, f"{whole.scale}{whole.unit}")
    for match in _OF_IT.finditer(folded):
        of = next((one for one in reversed(found) if one.end <= match.start() and one.scale), None)
        if of is not None and of.sort == "money" and Decimal(match["part"]) < of.value / _SCALES[of.scale]:
            marks.setdefault(match.end(), f"{of.scale}{of.unit}")
    for end in sorted(marks, reverse=True):
        line = f"{line[:end]}{marks[end]}{line[end:]}"
    return line


def _before(whole: Amount, ahead: list[Amount], folded: str) -> list[Amount]:
    """The parts without a unit in front of a whole that says it is all of them: 诫勉1，批评教育5，共6人."""
    if _ALL.search(folded[: whole.start]) is None:
        return []
    total, taken = Decimal(0), 0
    for part in reversed(ahead):
        if (
            part.unit
            or part.scale
            or folded[part.end : part.end + 1] not in (*_ENDS, "共", "合")
            or "。" in folded[part.end : whole.start]
        ):
            return []
        total, taken = total + part.value * _SCALES[whole.scale], taken + 1
        if total >= whole.value:
            break
    return ahead[-taken:] if total == whole.value and taken > 1 else []


def _parts(whole: Amount, behind: list[Amount], folded: str) -> list[Amount]:
    """The parts without a unit of those that come to the whole; [] where they do not."""
    total, before = Decimal(0), whole.end
    bare: list[Amount] = []
    number = 0
    for part in behind:
        if part.sort == "rate":
            before = part.end
            continue
        between = folded[before : part.start]
        named = (between.rpartition("（")[2] if number == 0 else between).strip("，、；：（()） 其中")
        if _AGAINST.fullmatch(named) and number == 0:
            # 5.2公里（目标5.0；甲渠3.1、乙渠2.1）: what it is held against is no part of it.
            before = part.end
            continue
        number += 1
        if "。" in between or not named or len(named) > _MOST or part.high is not None or part.whole is not None:
            return []
        plain = not part.unit and not part.scale
        if not plain and (part.unit, part.scale) != (whole.unit, whole.scale):
            return []
        if plain and folded[part.end : part.end + 1] not in (*_ENDS, ""):
            return []
        total += part.value * (_SCALES[whole.scale] if plain else 1)
        if plain:
            bare.append(part)
        before = part.end
        if total == whole.value:
            return bare if number > 1 else []
        if total > whole.value:
            return []
    return []
