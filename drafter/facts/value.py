"""Targets and results as the tables of indicators have them: ≥95%, 不少于30场次, 5个工作日以内, or a short phrase.

The reader gains that a target is reckoned with where it is a figure, stays on the page as it was typed (≥ included),
and tells by its own words whether more or less is better.

Limits: a strict sign (＞90%) is reckoned with like ≥; a date (12月底前) is a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from drafter.language.late import LatePattern
from drafter.language.quantity import LEADS, Quantity, parse_quantity

_SIGNS = {">=": "≥", "<=": "≤", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "==": "=", ">": "＞", "<": "＜", "=": "＝"}
_SIGNED = LatePattern(r"\s*(>=|<=|==|[≥≤≧≦⩾⩽<>=])\s*(.+)")
_FIGURE = LatePattern(rf"(?:{'|'.join(LEADS)})?[-+−]?\d")
#: 3个工作日内完成; 6月内 and 2024年内 are days.
_WITHIN = (
    r"[\d一二两三四五六七八九十半]\s?"
    r"(?:个?(?:工作日|自然日|小时|分钟|星期|百分点)|个月|公里|[万千]元|[日天时分秒周米元%]|(?<!20\d\d)年)"
)
#: Words that say which way a target is meant, each with its direction.
MEANT = (
    ("越多越好", LatePattern(r"[≥＞]|不少于|不低于|超过|达到|.*以上$")),
    ("越少越好", LatePattern(rf"[≤＜]|不超过|.*(?:以下|[以之]内)$|.*{_WITHIN}内[一-鿿]{{0,4}}$")),
    ("等于", LatePattern(r"＝")),
)


@lru_cache(maxsize=8192)
def parse_value(text: str) -> tuple[str, Quantity] | None:
    """The sign and the figure that `text` reads as, or None where it is a phrase.

    Raises ValueError (its text says why, in Chinese) for a figure that is written wrongly, such as 3千元.
    """
    signed = _SIGNED.fullmatch(unicodedata.normalize("NFKC", text))
    sign, rest = (_SIGNS.get(signed[1], signed[1]), signed[2]) if signed else ("", text)
    if not _FIGURE.match(unicodedata.normalize("NFKC", rest)):
        return None
    try:
        quantity = parse_quantity(rest)
    except ValueError as error:
        if str(error) == "不是数":
            return None
        raise
    if re.match(r"月|号", quantity.unit) or quantity.unit.endswith("前"):
        return None
    if quantity.unit.startswith("年") and quantity.number >= 1900:
        return None
    return ("＝" if sign == "=" else sign), quantity


@lru_cache(maxsize=8192)
def meant(text: str) -> str:
    """The direction that the words of a target say (≥95% is better the more), or an empty text."""
    return next((direction for direction, words in MEANT if words.match(text)), "")
