"""The rule that a result under so many per cent of its target earns nothing, as papers state it of themselves.

The reader gains that a mark of 0 for what was done by half is right where the form, the row or the report says so.

Limits: of several such rules the highest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.reviewing.dossier import Dossier
from drafter.reviewing.row import IndicatorRow

_FLOOR = re.compile(
    r"(?:低于|不足|不到|不满|未达到?|没有达到|达不到|小于|少于|＜|<)[^，。；\d]{0,8}(?P<share>\d+(?:\.\d+)?)\s*[%％]"
    r"[^。；\d]{0,14}?(?:不得分|不计分|不给分|不予计分|得分为零|(?:得|计|记|为|按|给)[零0]分?|零分|没有分)"
)


def floor(dossier: Dossier, line: IndicatorRow) -> Decimal:
    """The share of its target in per cent under which an indicator earns nothing; 0 where no paper states one."""
    return max(
        (Decimal(match["share"]) for text in _texts(dossier, line) for match in _FLOOR.finditer(text)),
        default=Decimal(0),
    )


def _texts(dossier: Dossier, line: IndicatorRow) -> Iterator[str]:
    yield from (line[key].text for key in ("reason", "remark", "description"))
    yield from (cell.text for cell in dossier.notes)
    for stretch, _ in dossier.stretches(("paragraph",)):
        yield stretch.text
