"""Figures as people type them: a number on `Decimal`, its scale, its unit, and how exact it is.

The reader of a report gains figures that stand on the page as they were typed (3.6万份 stays 3.6万份) and that can be
reckoned with exactly. Accepted: ``116`` ``"116万元"`` ``"3.6万份"`` ``"２００"`` ``"12,000"`` ``"95%以上"``
``"1400余场次"`` ``"约300人"`` ``"一百二十户"``. Only 万 and 亿 may follow digits (GB/T 15835-2011, 5.1.4).

Limits: the capital numerals of cheques (壹佰) are no figures here; a range (15%～30%) is a phrase, not a figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from drafter.language.numerals import chinese_number

#: The powers of ten that words behind digits stand for, in any text.
POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
#: Those that the figures of a case may have.
SCALES = {scale: Decimal(10) ** POWERS[scale] for scale in ("", "万", "亿")}
# 3千元, 3万万元, 十几人, 一万二千户: what follows the number is more of a number, not a unit (千米, 百分点 are units).
_MORE = r"[十百千](?!分点|米|克|瓦|伏|赫|卡|帕|焦|字节)|[零〇一二三四五六七八九几万亿]|点[零一二三四五六七八九]"
#: Far beyond any budget; what is larger or smaller is a slip of the keyboard, and would not fit on a page.
_REACH = 20
#: Room for the digits of the largest number with all its decimals: the usual 28 are too few for 1亿 times that.
_WIDE = Context(prec=200)
_MOST = 190
#: Characters of a figure with all that is said around it.
_LONGEST = 120
#: Measure words that stand in the bracket of another.
_COUNTERS = "套台件个人次户家处项座条份辆艘只头间所批期场株对副组类名位米栋幢层段片"
#: Characters that tell what is done within a time.
_DONE = 4
#: Characters of a unit, and those in it that are not Chinese; what is part of one is not made half-width.
_UNIT = 8
_KEPT = "²³℃"
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%°/" + _KEPT)
_DIGITS = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千")
#: What :data:`_MORE` begins with.
_NUMBERING = frozenset("十百千零〇一二三四五六七八九几万亿点")
_ROUGH = frozenset("余多")
_BOUNDS = ("及以上", "及以下", "以上", "以下", "以内", "之内", "左右")
#: 3个工作日内, 2小时内到场: what 内 bounds is time, a way, money or a share, and of time what is done may follow.
_TIMES = ("日", "天", "小时", "分钟", "分", "秒", "月", "年", "周", "学时", "星期")
_WITHIN = (*_TIMES, "公里", "千米", "米", "元", "%", "个百分点")
LEADS = ("不少于", "不低于", "不超过", "超过", "达到", "近", "约", "超", "逾")


class Quantity(NamedTuple):
    """`number` counts in `scale` of `unit`: 3.6万份 is Decimal("3.6"), "万", "份".

    `lead` (约, 不低于 …), `rough` (余, 多) and `bound` (以上 …) say how exact it is; all empty for an exact figure.
    """

    number: Decimal
    unit: str = ""
    scale: str = ""
    lead: str = ""
    rough: str = ""
    bound: str = ""

    @property
    def base(self) -> Decimal:
        """The value in plain units: 3.6万份 is 36000."""
        return self.number * SCALES[self.scale]

    @property
    def exact(self) -> bool:
        """Whether nothing makes it approximate."""
        return not (self.lead or self.rough or self.bound)

    @property
    def decimals(self) -> int:
        """How many decimals are shown."""
        exponent = self.number.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    def amount(self, unit: str) -> Decimal:
        """The value counted in `unit`, which may carry a scale: ``amount("万元")`` of 1.2亿元 is 12000."""
        scale = unit[0] if unit[:1] in ("万", "亿") else ""
        return self.base / SCALES[scale] if scale else self.base

    def __str__(self) -> str:
        number = f"{self.number:f}"
        if self.rough and self.scale and len(self.rough) == 1:
            return f"{self.lead}{number}{self.rough}{self.scale}{self.unit}{self.bound}"
        return f"{self.lead}{number}{self.scale}{self.rough.strip()}{self.unit}{self.bound}"


class _FigureRead(NamedTuple):
    """The parts of a text that is written as a figure, as they stand."""

    lead: str
    digits: str
    rough: str
    scale: str
    rough_behind: str
    unit: str
    bound: str


def _read(text: str) -> _FigureRead | None:
    """The parts of a text that is nothing but a figure, None for any other.

    Without a pattern, for every start of the program would compile it: one with a range of Chinese characters takes
    two milliseconds."""
    lead = next((one for one in LEADS if text.startswith(one)), "")
    rest = text[len(lead) :]
    match = re.match(_DIGITS, rest)
    digits = match[0] if match is not None else "".join(takewhile(_NUMERALS.__contains__, rest))
    if not digits:
        return None
    rest = rest[len(digits) :]
    rough, rest = _taken(rest, _ROUGH)
    scale, rest = _taken(rest, SCALES)
    rough_behind, rest = _taken(rest, _ROUGH)
    bound = _bound(rest)
    unit = rest.removesuffix(bound)
    return _FigureRead(lead, digits, rough, scale, rough_behind, unit, bound) if _is_unit(unit, text) else None


def _bound(rest: str) -> str:
    """What bounds a figure behind its unit, "" for nothing."""
    if bound := next((one for one in _BOUNDS if rest.endswith(one)), ""):
        return bound
    unit, mark, done = rest.rpartition("内")
    if not mark or len(done) > _DONE:
        return ""
    told = unit.removesuffix("以").removesuffix("之")
    return rest[len(told) :] if told.endswith(_TIMES if done else _WITHIN) else ""


def _taken(text: str, marks: Container[str]) -> tuple[str, str]:
    """The mark that a text begins with, or "", and what follows."""
    return (text[0], text[1:]) if text and text[0] in marks else ("", text)


def _is_unit(text: str, figure: str) -> bool:
    """Whether a text can be the unit in a figure: a few letters, and perhaps another measure word in a bracket behind
    a Chinese word, 86台（套）."""
    if text and text[-1] in ")）":
        text, opened, other = text[:-1].replace("(", "（").partition("（")
        counted = 1 <= len(other) <= 2 and all(one in _COUNTERS for one in other)
        before = figure[: figure.replace("(", "（").find("（")]
        if not (opened and counted and is_chinese(before[-1:])):
            return False
    return len(text) <= _UNIT and all(is_chinese(one) or one in _LETTERS for one in text)


def is_chinese(letter: str) -> bool:
    """Whether a letter is a Chinese character of the common block."""
    return "一" <= letter <= "鿿"


def parse_quantity(raw: object, unit: str = "") -> Quantity:
    """Read a figure typed as an integer, a decimal or a text; `unit` is the unit a bare number is counted in.

    Raises ValueError (its text says why, in Chinese) where `raw` is no figure. A negative number is read: whether it
    is allowed is for the field to say.
    """
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal, str)):
        raise ValueError("不是数")
    if not isinstance(raw, str):
        number = Decimal(raw)
        if not _sensible(number):
            raise ValueError("不是数")
        return _in_unit(number or number.copy_abs(), unit)
    if len(raw) > _LONGEST:
        raise ValueError("不是数")
    return _parsed(raw, unit)


@lru_cache(maxsize=8192)
def _parsed(raw: str, unit: str) -> Quantity:
    """The figure that a text reads as; the cases of an export write the same ones again and again."""
    text = _narrow(raw)
    bare = "".join(text.split())
    if bare != text and re.search(r"\d\s+(?!\d{3}(?!\d))\d|\n", text):
        raise ValueError("不是数")
    read = _read(bare)
    if read is None:
        raise ValueError("不是数")
    digits = read.digits
    try:
        number = Decimal(digits.replace(",", "")) if digits[-1].isdigit() else Decimal(chinese_number(digits))
    except (InvalidOperation, ValueError):
        raise ValueError("不是数") from None
    if not _sensible(number):
        raise ValueError("不是数")
    number = number or number.copy_abs()
    if read.rough and read.rough_behind:
        raise ValueError("余、多只能用一个")
    if read.lead in ("约", "近") and (read.rough or read.rough_behind or read.bound):
        raise ValueError("约数说了两遍")
    found = read.unit.replace("(", "（").replace(")", "）")
    if found[:1] in _NUMBERING and re.match(_MORE, found):
        raise ValueError("数的写法不对，数字后面只能跟万或亿")
    if not found and not read.scale:
        plain = _in_unit(number, unit)
        found, scale = plain.unit, plain.scale
    else:
        scale = read.scale
        if not found:
            found = unit[1:] if unit[:1] in ("万", "亿") else unit
    # 1400余万元 keeps its mark before the scale, 3万余元 behind it; a blank tells them apart.
    rough = read.rough
    if read.rough_behind:
        rough = read.rough_behind + (" " if scale else "")
    return Quantity(number, found, scale, read.lead, rough, read.bound)


def _narrow(raw: str) -> str:
    """Full-width characters made half-width and the minus sign a hyphen; ² ³ ℃ are left, they are parts of units."""
    if raw.isascii():
        return raw.strip()
    text = raw.strip().replace("−", "-")
    if not any(one in text for one in _KEPT):
        return unicodedata.normalize("NFKC", text)
    parts = re.split(rf"([{_KEPT}]+)", text)
    return "".join([part if i % 2 else unicodedata.normalize("NFKC", part) for i, part in enumerate(parts)])


def _sensible(number: Decimal) -> bool:
    return number.is_finite() and abs(number.adjusted()) <= _REACH


def _in_unit(number: Decimal, unit: str) -> Quantity:
    if unit[:1] in ("万", "亿"):
        return Quantity(number, unit[1:], unit[0])
    return Quantity(number, unit)


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """`number` with `decimals` decimals, halves away from zero (the rounding that Chinese accounting uses)."""
    # More digits than the context holds are no precision of anything.
    decimals = min(decimals, _MOST - max(number.adjusted(), 0))
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)
