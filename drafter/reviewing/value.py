"""What a cell of a form says: a bare number, a target with its sign and unit, or words.

The reader gains figures that can be compared: ≥95%, 0.95 under a target in %, 1.2万人次 and 12000人次.

Limits: a date (12月底前) and a range (3—5次) are words.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from drafter.language.quantity import SCALES

_SIGN = {
    **dict.fromkeys((">=", "≥", "≧", ">", "不少于", "不低于", "大于等于", "大于", "至少", "达到", "超过", "高于"), "≥"),
    **dict.fromkeys(("<=", "≤", "≦", "<", "不超过", "不高于", "不多于", "不大于", "小于", "低于", "控制在"), "≤"),
    **dict.fromkeys(("=", "==", "等于"), "="),
}  # fmt: skip
_TAIL = {"以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "之内": "≤", "内": "≤"}
_VALUE = re.compile(
    rf"(?P<sign>{'|'.join(sorted(map(re.escape, _SIGN), key=len, reverse=True))})?(?P<rough>约|近|大约)?"
    r"(?P<number>-?\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>[^\d,，。；;、:：]{0,12}?)"
    r"(?P<tail>以上|及以上|以下|及以下|以内|之内|(?<=[日天时钟分秒月年周米里元%])内|左右|余)?"
)
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
MONEY = {"元": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


class CellText(NamedTuple):
    """What stands in a cell, as it is written, and where (自评表.xlsx 自评表!F8)."""

    text: str = ""
    place: str = ""

    @property
    def said(self) -> str:
        """The words in half width, without blanks."""
        return re.sub(r"\s+", "", unicodedata.normalize("NFKC", self.text)).replace("−", "-")

    @property
    def number(self) -> Decimal | None:
        """The number, where there is nothing else; None else."""
        said = self.said
        return Decimal(said.replace(",", "")) if _NUMBER.fullmatch(said) and len(said) < 30 else None

    def __bool__(self) -> bool:
        return bool(self.text.strip())


class WrittenFigure(NamedTuple):
    """A figure with the sign before it ("" for none) and its unit; 万 and 亿 are in the number."""

    sign: str
    number: Decimal
    unit: str
    rough: bool

    @property
    def percent(self) -> bool:
        """Whether it counts in per cent."""
        return self.unit in ("%", "百分比")


def value(text: str, unit: str = "") -> WrittenFigure | None:
    """The figure that a text is (and nothing more), `unit` being that of a column of its own; None for words."""
    said = CellText(text).said
    match = _VALUE.fullmatch(said) if len(said) <= 40 else None
    if match is None:
        return None
    own = match["unit"] or CellText(unit).said
    if own.startswith(("月", "号", "日前", "年")) or (own.startswith("元月")):
        return None
    sign = _SIGN.get(match["sign"] or "", "") or _TAIL.get(match["tail"] or "", "")
    scale = match["scale"]
    if not match["unit"] and own[:1] in ("万", "亿") and len(own) > 1 and not scale:
        scale, own = own[0], own[1:]
    number = Decimal(match["number"].replace(",", "")) * SCALES[scale]
    if not match["unit"] and own == "%" and 0 < number <= 1:
        # A cell in the format of per cent beside a column of units: 0.95.
        number *= 100
    return WrittenFigure(sign, number, own, bool(match["rough"]) or match["tail"] in ("左右", "余"))


def is_sign(cell: CellText) -> bool:
    """Whether a cell holds the sign of a target and nothing more: ≥, 不低于."""
    return cell.said in _SIGN


def money(cell: CellText, unit: str) -> Decimal | None:
    """An amount in 元; `unit` is that of its table ("" where it says none: then 万元, as on the ministry's form)."""
    said = cell.said
    match = re.fullmatch(rf"({_NUMBER.pattern})(亿元|万元|千元|元)?", said) if len(said) < 40 else None
    if match is None:
        return None
    return Decimal(match[1].replace(",", "")) * MONEY[match[2] or unit or "万元"]


def half(cell: CellText, unit: str) -> Decimal:
    """Half a unit of the last decimal of an amount that is shown, in 元."""
    said = cell.said
    own = next((one for one in ("亿元", "万元", "千元", "元") if said.endswith(one)), unit or "万元")
    decimals = len(said.rstrip("亿万千元").partition(".")[2])
    return MONEY[own] * Decimal(5).scaleb(-decimals - 1)


def told(amount: Decimal, unit: str = "万元") -> str:
    """An amount in 元 as a form says it."""
    return f"{(amount / MONEY[unit or '万元']).normalize():f}{unit or '万元'}"


def plain(number: Decimal) -> str:
    """A number without an exponent or zeros at its end."""
    return f"{number.normalize():f}"
