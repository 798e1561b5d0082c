"""What a figure was in one year and in another, and the goal of a rate: 收缴率 23年68.2%→24年90.1%，目标95.

The writer gains that the rise or fall is told with its years, and that the goal counts as the rate does.

Limits: only where the earlier figure has its time; a goal with a unit stays.
"""

from __future__ import annotations

import re
from decimal import Decimal

_YEAR = r"(?:20)?[0-3]\d年(?:[底末初]|\d{1,2}月(?:底)?)?"
_TIME = rf"(?:{_YEAR}|(?:去年|上年)(?:同期|底)?|年初|(?:整改|审计|督查|巡察)[前时])"
_NOW = rf"(?:{_YEAR}|今年(?:\d{{1,2}}月)?|现在|目前|年底|整改后|\d{{1,2}}月(?:\d{{1,2}}日|底)?)"
_UNIT = r"[%％‰]|个百分点|分钟|小时|天|[\u4e00-\u9fff]{0,2}"
_RISE = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,12}}?)(?:[ \u3000]+|[：:])?(?P<then>{_TIME})(?:的|是|为)?"
    rf"(?P<a>\d[\d.]*)(?P<first>{_UNIT}) ?(?:→|⇒|➔|->|=>|—+>) ?"
    rf"(?P<when>{_NOW})?(?:的|是|为)?(?P<b>\d[\d.]*)(?P<unit>{_UNIT})(?=[，,；;。（(]|$)",
    re.MULTILINE,
)
_GOAL = re.compile(
    r"(?<![\d.])(?P<rate>\d[\d.]*[%％][^；。\n]{0,6}?)(?P<lead>(?:目标|要求|标准)(?:值|是|为)?[≥≤><]?|[（(][≥≤](?=\d))"
    r"(?P<goal>\d[\d.]*)(?![\d.%％]|个百分|[万亿]|[\u4e00-\u9fff]?[个件人户])"
)
#: 目标95%没够着 says of itself that it was missed.
_MISSED = re.compile(
    r"[，,](?P<goal>(?:目标|要求)(?:值|是|为)?\d[\d.]*[%％])(?:没|没有|未|还没)(?:够着|够|达到|达成|到|完成)(?:了)?"
)


def with_dated_rises(text: str) -> str:
    """A text whose figures of two times are told as rising or falling, the goals of rates with their sign."""
    return _MISSED.sub(r"（\g<goal>）", _GOAL.sub(_goal, _RISE.sub(_rise, text)))


def _rise(match: re.Match[str]) -> str:
    then, now = Decimal(match["a"].rstrip(".")), Decimal(match["b"].rstrip("."))
    if match["first"] and match["unit"] and match["first"] != match["unit"]:
        return match[0]
    unit = match["unit"] or match["first"]
    way = "提高到" if now > then else "降到" if now < then else "保持为"
    way = "增加到" if way == "提高到" and unit not in ("%", "％", "‰", "分") else way
    when = f"{_full(match['when'])}的" if match["when"] else ""
    return f"{match['name']}由{_full(match['then'])}的{match['a']}{unit}{way}{when}{match['b']}{unit}"


def _full(time: str) -> str:
    return f"20{time}" if re.match(r"[0-3]\d年", time) else time


def _goal(match: re.Match[str]) -> str:
    lead = match["lead"]
    if lead[0] in "（(":
        lead = f"{lead[0]}目标{lead[1:]}"
    return f"{match['rate']}{lead}{match['goal']}%"
