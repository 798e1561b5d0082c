"""What a chat, a diary or a note of a call puts in front of its lines: times of day, and days with a stroke (3/18).

The writer gains that the words behind them are read like any others, and that 1/15 is a day where the page counts its
days so, and one of fifteen where it does not.

Limits: times are taken off only where several lines have one; days only where several stand in the order of a year.
"""

from __future__ import annotations

import re
from itertools import pairwise

from drafter.importing.dates import told_day
from drafter.language.amounts import unit_words

#: So many lines make a chat, so many days with strokes a page that counts them so.
_CHAT, _DAYS = 3, 3
_STAMP = re.compile(
    r"^(?P<blank>[ \t\u3000]*)(?P<stamp>(?:(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ \u3000]*)?"
    r"(?:上午|下午|早上?|晚上?|中午|凌晨)?\d{1,2}[:：][0-5]\d(?:[:：][0-5]\d)?)(?:[ \u3000]+|(?=[又再]))(?=\S)",
    re.MULTILINE,
)
_DAY = re.compile(
    r"(?:^|(?<=[→；，。：（(\]】 \u3000、至和到\n]))(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/%.])"
    r"(?=(?P<behind>.{0,3}))",
    re.MULTILINE,
)
_WITHIN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![占达成了])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/%.])"
    r"(?=(?P<behind>.{0,3}))"
)
_QUOTED = re.compile(r"^(?P<blank>[ \t\u3000]*)[“\"](?P<said>[^“”\"]+)[”\"][ \u3000]*$", re.MULTILINE)
#: 问都评完没有。“没，评完8个。4月补评。”
_SPOKEN = re.compile(r"(?<=[。：？?!！\n])[“\"](?P<said>[^“”\"\n]{6,}[。，][^“”\"\n]{4,})[”\"]")


def without_stamps(text: str) -> tuple[str, list[str]]:
    """A text without the times of day its lines open with, and those times."""
    found = [match["stamp"] for match in _STAMP.finditer(text)]
    if len(found) < _CHAT:
        return text, []
    return _STAMP.sub(r"\g<blank>", text), found


def with_days(text: str) -> str:
    """A text with its days in words (1/15 → 1月15日), where it counts them with a stroke."""
    found = [match for match in _DAY.finditer(text) if _names_a_day(match)]
    days = [(int(match["month"]), int(match["day"])) for match in found]
    ordered = sum(one <= other for one, other in pairwise(days))
    if len(days) < _DAYS or ordered < len(days) - 2:
        return text
    places = {match.start("month") for match in found}
    text = _DAY.sub(
        lambda one: told_day(one["month"], one["day"]) if one.start("month") in places else one[0],
        text,
    )
    # On such a page a day may stand behind any word: 等到8/9晚了.
    return _WITHIN.sub(
        lambda one: told_day(one["month"], one["day"]) if _names_a_day(one) else one[0],
        text,
    )


def _names_a_day(match: re.Match[str]) -> bool:
    behind = match["behind"].lstrip()
    if not behind or behind[0] in "起止至前到后 日号":
        return True
    return "\u4e00" <= behind[0] <= "\u9fff" and not any(behind.startswith(unit) for unit in unit_words() if unit)


def without_quotes(text: str) -> str:
    """A text whose quotations of what somebody said, a line or several sentences long, stand without their marks."""
    return _SPOKEN.sub(r"\g<said>", _QUOTED.sub(r"\g<blank>\g<said>", text))


#: 预算→年初1420万: so many lines make a page whose labels stand before an arrow.
_ARROWS = 4
#: 单位 某某县水利局；项目 …: a blank behind a label, and a bracket between a budget and what it is made of.
_SPACED = re.compile(
    r"(?P<at>^|[；;]|(?<=[\u4e00-\u9fff）]) (?=项目|主管|实施))"
    r"(?P<label> ?(?:单位|项目|单位名称|项目名称|主管部门|实施单位)) +(?=[\u4e00-\u9fff])",
    re.MULTILINE,
)
_BRACKET = re.compile(
    r"(?P<money>预算\d[\d.,]*[万亿]?元?)（(?P<said>[^（）\d]{2,12})）：(?P<parts>[^：\n]+)$", re.MULTILINE
)
_LED = re.compile(r"^(?P<label>[ \t\u3000]*[\u4e00-\u9fff]{2,8}) ?→ ?(?=\S)", re.MULTILINE)


#: 质量时间成本：——, 用处————: a heading with a rule behind it.
_RULED = re.compile(
    r"^(?P<label>[ \t\u3000]*[\u4e00-\u9fff、]{2,12})[：:]? ?(?:—{2,}|-{3,}|－{2,}|─{2,})[ \u3000]*$", re.MULTILINE
)


def _colon(match: re.Match[str]) -> str:
    """A label before a blank with its colon, on a line of its own where it stood behind another's words."""
    at = match["at"] if match["at"] != " " else "；"
    return f"{at}{match['label']}："


def with_colons(text: str) -> str:
    """A text whose labels stand before arrows or single blanks with colons behind them, and a budget right before what
    it is made of."""
    text = _RULED.sub(r"\g<label>：", text)
    text = _BRACKET.sub(r"\g<money>：\g<parts>；\g<said>", _SPACED.sub(_colon, text))
    return _LED.sub(r"\g<label>：", text) if len(_LED.findall(text)) >= _ARROWS else text
