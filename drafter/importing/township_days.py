"""Days as a township's clerk types them: 2025.1.8～1.20, 25/1/8, 4月十八, 1/6 开会, 3.12 at the head of lines.

Limits: two numbers with a point are a day only where several lines open so, or where words before them say it.
"""

from __future__ import annotations

import re

from drafter.importing.dates import told_day
from drafter.importing.days import DAY, MONTH
from drafter.language.amounts import unit_words
from drafter.language.numerals import chinese_value
from drafter.language.verbs import verb_words

#: So many lines with a day at their head make a page that writes its days so.
_HABIT = 3
#: 2025.1.8～1.20, 2025年1月8日～1.20
_SPAN = re.compile(
    rf"(?P<year>20\d\d)(?:[./-]|年)(?P<month>{MONTH})(?:[./-]|月)(?P<day>{DAY})日? ?(?:～|~|—+|-|–|至|到) ?"
    rf"(?:(?:20\d\d[./-])?(?P<to>{MONTH})[./](?P<last>{DAY})|(?P<only>{DAY})(?=[日号 ]))(?![\d.])[日号]?"
)
#: 12月3号到9号
_TO_DAY = re.compile(rf"(?P<said>{MONTH}月{DAY})[号日](?P<to>[到至])(?P<day>{DAY})号")
#: 25/1/8 成立小组
_SHORT_YEAR = re.compile(
    rf"(?<![\d./])(?P<year>2\d)[/.](?P<month>{MONTH})[/.](?P<day>{DAY})(?![\d/.%])"
    r"(?=[日号]? ?[\u4e00-\u9fff《，])[日号]?"
)
#: 4月十八, 元月廿三号
_HAN_DAY = re.compile(
    r"(?P<month>(?:1[0-2]|[1-9])|元|正|十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>(?:[二三]?十|廿)[一二三四五六七八九]?(?=[日号 \u3000，]|[\u4e00-\u9fff]{2})"
    r"|初?[一二三四五六七八九十](?=[日号 \u3000，]))"
    r"[日号]?"
)
#: 1月13 训经办人
_BARE_DAY = re.compile(rf"(?P<said>(?<!\d){MONTH}月{DAY})(?=[ \u3000](?!\d)[\u4e00-\u9fff《“])")
#: 24年6.28车间改完
_YEAR_DAY = re.compile(
    rf"(?P<year>(?:20)?2\d年) ?(?P<month>{MONTH})[./](?P<day>{DAY})(?![\d.%万])[日号]?(?=[\u4e00-\u9fff（，])"
)
#: 3.6万方（目标3.5）: the goal of what was counted is no day.
_COUNTED = "".join(rf"(?<!\d(?![日月号年])[\u4e00-\u9fff%]{{{size}}})" for size in (1, 2, 3))
#: 验收完（合同6.30）
_DUE_DAY = re.compile(
    rf"{_COUNTED}(?P<said>[（(](?:合同|原定|计划|应|限|要求|目标)(?:是|为|在|工期)?)(?P<month>{MONTH})[./](?P<day>{DAY})(?P<tail>[前止]?[)）])"
)
_OPEN_DAY = re.compile(
    rf"^(?P<lead>[ \t\u3000]*(?:[-·•] ?)?(?:[\u4e00-\u9fff]{{2,4}}[：: \u3000])?)"
    rf"(?P<month>{MONTH})\.(?P<day>{DAY})[日号]?"
    r"(?=[ \u3000]*(?P<behind>[\u4e00-\u9fff《“]))",
    re.MULTILINE,
)
#: So many lines that open with a day make a diary, whatever way each of them writes it.
_DIARY = 6
_DATED = re.compile(
    rf"^[ \t\u3000]*(?:{MONTH}月{DAY}[日号]?|{MONTH}[./]{DAY})[ \u3000]+(?=[\u4e00-\u9fff《“])", re.MULTILINE
)
_STROKE_DAY = re.compile(
    rf"^(?P<lead>[ \t\u3000]*)(?P<month>{MONTH})/(?P<day>{DAY})[ \u3000]+(?=[\u4e00-\u9fff《“])", re.MULTILINE
)
#: 1/6 开会: what is done on a day.
_ACT_DAY = re.compile(
    rf"^(?P<lead>[ \t\u3000]*(?:[-·•] ?)?)(?P<month>{MONTH})/(?P<day>{DAY})[ \u3000]+"
    r"(?=(?:镇|乡|街道|镇里|乡里|党委|财政所)?(?:开|召开|成立|印|发|培训|训|布置|动员|研究|定|组织|下))",
    re.MULTILINE,
)


def _date(match: re.Match[str]) -> str:
    return told_day(match["month"], match["day"])


def with_township_days(text: str) -> str:
    """A text with its days in words."""

    def span(match: re.Match[str]) -> str:
        to = told_day(match["to"], match["last"]) if match["to"] else f"{int(match['only'])}日"
        return f"{match['year']}年{_date(match)}至{to}"

    text = _TO_DAY.sub(r"\g<said>日\g<to>\g<day>日", text)
    text = _SPAN.sub(span, re.sub("(?<![一二三四五六七八九十])元月", "1月", text))
    text = _SHORT_YEAR.sub(lambda one: f"20{one['year']}年{_date(one)}", text)
    text = _HAN_DAY.sub(_han_day, text)
    if len(_DATED.findall(text)) >= _DIARY:
        text = _STROKE_DAY.sub(lambda one: f"{one['lead']}{_date(one)} ", text)
    text = _ACT_DAY.sub(lambda one: f"{one['lead']}{_date(one)}", text)
    text = _BARE_DAY.sub(r"\g<said>日", text)
    text = _YEAR_DAY.sub(lambda one: f"{one['year']}{_date(one)}", text)
    text = _DUE_DAY.sub(lambda one: f"{one['said']}{_date(one)}{one['tail']}", text)
    opened = [one for one in _OPEN_DAY.finditer(text) if not _unit(text, one.start("behind"))]
    if len(opened) >= _HABIT and any(int(one["day"]) > 12 for one in opened):
        places = {one.start() for one in opened}
        text = _OPEN_DAY.sub(lambda one: f"{one['lead']}{_date(one)}" if one.start() in places else one[0], text)
    return text


def _unit(text: str, at: int) -> bool:
    if text[at : at + 2] in verb_words():
        return False
    return any(text.startswith(unit, at) for unit in unit_words() if unit) or text[at : at + 1] in "万亿元"


def _han_day(match: re.Match[str]) -> str:
    month = match["month"]
    number = int(month) if month.isdigit() else 1 if month in "元正" else chinese_value(month)
    day = match["day"].removeprefix("初")
    value = 20 + (chinese_value(day[1:]) if day[1:] else 0) if day.startswith("廿") else chinese_value(day)
    return f"{number}月{value}日"
