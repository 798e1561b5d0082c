"""Parts of a sum that are noted without its unit: 收回176.9万（医保结算118.2，个人58.7）, 17个问题：党建3、采购4、….

The writer gains that every part has the unit of the whole, because the parts come to it.

Limits: only where the parts add up to the whole exactly, one behind the other in the same sentence, and at least one of
them has no unit.
"""

from __future__ import annotations

from decimal import Decimal

from drafter.language.amounts import Amount, amounts
from drafter.language.marks import fold

_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
#: What may stand between a whole and its first part, in words.
_MOST = 12
_ENDS = "，、；。（()）：/ \n"
#: So many parts a sum may have.
_PARTS = 12


def with_shared_units(text: str) -> str:
    """A text whose parts have the unit of the whole that they come to."""
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    folded = fold(line)
    found = amounts(folded)
    marks: dict[int, str] = {}
    for at, whole in enumerate(found):
        if whole.high is not None or whole.whole is not None or not (whole.unit or whole.scale):
            continue
        if whole.sort in ("rate", "points", "分"):
            continue
        for part in _parts(whole, found[at + 1 : at + 1 + _PARTS], folded):
            marks.setdefault(part.end, f"{whole.scale}{whole.unit}")
    for end in sorted(marks, reverse=True):
        line = f"{line[:end]}{marks[end]}{line[end:]}"
    return line


def _parts(whole: Amount, behind: list[Amount], folded: str) -> list[Amount]:
    """The parts without a unit of those that come to the whole; [] where they do not."""
    total, before = Decimal(0), whole.end
    bare: list[Amount] = []
    for number, part in enumerate(behind, 1):
        between = folded[before : part.start]
        named = between.strip("，、；：（( 其中")
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
