"""Years, days and figures as they are noted in haste, in the words of a report.

24年 is 2024年, 3860w is 3860万, 2-28前 is 2月28日前, and where the report is on 2023, 22年31.2亿元 is what there was in
the year before.

Limits: two figures before 年 are a year only where the year lies within three of the one reported on and nothing says
that they count years (干了24年, 24年来).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from drafter.language.capitals import in_figures
from drafter.language.lexicon import words
from drafter.language.numerals import chinese_number, read_out

#: How far from the year of the report a year of two figures may lie.
_NEAR = 3
_SHORT = re.compile(r"(?<![\d.第近满约干共连续从过了])(?P<year>[012]\d)年(?![以来多余后前限龄头])")
#: 23、24两年
_BOTH = re.compile(r"(?<![\d.])([012]\d)[、和]([012]\d)(?:这)?两年")
_DAY = re.compile(
    r"(?<![\d./-])(?P<month>1[0-2]|0?[1-9])[-.](?P<day>3[01]|[12]\d|0?[1-9])(?=(?:日|号)?(?:之?前|以前|起|止|交|报|前后|开|印发|召开|上报))(?:日|号)?"
)
_DAY_OF_DIARY = re.compile(
    r"^(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])[ \u3000]+(?=[\u4e00-\u9fffA-Z])", re.MULTILINE
)
#: So many lines make a diary; a number above this is a day.
_DIARY, _MONTHS = 3, 12
#: How many lines may explain short forms.
_FIRST = 3
_LEGEND = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<short>[\u4e00-\u9fff]{1,2})[=＝](?P<full>[\u4e00-\u9fff]{2,6})(?![\u4e00-\u9fff\d])"
)
_HAN_YEAR = re.compile(r"(?<![一二三四五六七八九十〇零])([一二][〇零○九][〇零○一二三四五六七八九]{2})年")
_UP_TO = re.compile(r"截[止至]到?((?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底)?)的数(?:据|字)?(?=$|[，。；）])")
_DATED = re.compile(
    r"(?P<month>(?:20\d\d年)?\d{1,2}月)(?:(?P<day>\d{1,2})[日号])?"
    r"|(?<![\d.月至到—～~〕】）\]第-])(?P<bare>3[01]|[12]\d|[1-9])[日号](?![内游]|以内|之内|[前后]?[发办接]?\d|[\u4e00-\u9fff]*[楼栋院])"
)
_NUMBER = re.compile(r"(?P<day>\d{1,2}月\d{1,2})(?P<tail>前|之前|以前)")
_BASE = re.compile(
    r"(?P<before>^|[（(，,；;、 \u3000])(?P<year>20\d\d)年"
    r"(?:[底末](?=约?\d[\d,.]*[个家处所名人户座台]))?(?=约?\d[\d,.]*(?!\d*(?:月|[-—～]\d+月)))"
)


#: 宣传册12k份
_THOUSANDS = re.compile(r"(?<![A-Za-z\d.])(?P<many>\d{1,4}(?:\.\d)?)[kK](?=[份册本张个人次字条页户件枚只套]|棵|盏)")
#: 每室每年给4.5k，差的那1.5k
_THOUSANDS_OF_MONEY = re.compile(
    r"(?P<before>[给发补付花交收定准差缺欠少元钱费那]了?)(?P<many>\d{1,4}(?:\.\d)?)[kK](?=[，。；、）)\n每]|$)"
)
#: 百分之九十二, 百分之九十二点五
_PERCENT = re.compile(
    "百分之(?P<whole>[零一二三四五六七八九十百]{1,5})(?:点(?P<part>[零一二三四五六七八九]{1,3}))?(?!几|多)"
)


def _rate(match: re.Match[str]) -> str:
    try:
        whole = 100 if match["whole"] == "百" else chinese_number(match["whole"])
    except ValueError:
        return match[0]
    return f"{whole}{'.' + read_out(match['part']) if match['part'] else ''}%"


@cache
def _typed() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(one["pattern"]), one["to"]) for one in words("typed")["form"]]


def told_day(month: str, day: str) -> str:
    """A month and a day as typed (03, 7) in the words of a report: 3月7日."""
    return f"{int(month)}月{int(day)}日"


def diary(text: str) -> str:
    """The days of a diary (10.18　退费…) in words, where so many lines open with one that they are no numbers."""
    found = list(_DAY_OF_DIARY.finditer(text))
    if len(found) < _DIARY or not any(int(one["day"]) > _MONTHS for one in found):
        return text
    return _DAY_OF_DIARY.sub(lambda one: told_day(one["month"], one["day"]), text)


def in_full(text: str) -> str:
    """A text without what is only typed in haste: 3860w, ↑6.7%, 二〇二四年."""
    for pattern, to in _typed():
        text = pattern.sub(to, text)
    text = _THOUSANDS.sub(lambda match: f"{Decimal(match['many']) * 1000:.0f}", text)
    text = _THOUSANDS_OF_MONEY.sub(lambda match: f"{match['before']}{Decimal(match['many']) * 1000:.0f}元", text)
    text = _PERCENT.sub(_rate, diary(in_figures(text)))
    return _HAN_YEAR.sub(lambda match: f"{read_out(match[1])}年", text)


def with_legend(text: str) -> str:
    """A text with the short forms that its first lines explain (预＝预算 支＝支出) put in full before figures."""
    first = "\n".join(text.split("\n")[:_FIRST])
    for match in _LEGEND.finditer(first):
        short, full = match["short"], match["full"]
        if full.startswith(short):
            text = re.sub(rf"(?<![\u4e00-\u9fff]){short}(?= ?\d)|(?<=\d){short}(?= ?\d)", full, text)
    return text


def _months_carried(line: str) -> str:
    """2月24日开会，25日印方案，27日培训: a day without a month is of the month named before it on its line, where it
    is no earlier; a number of days (3日内) is none."""
    month, day = "", 0
    parts: list[str] = []
    end = 0
    for match in _DATED.finditer(line):
        if match["month"]:
            month, day = match["month"], int(match["day"] or 0)
        elif month and day and int(match["bare"]) >= day:
            parts.append(line[end : match.start()] + month)
            end, day = match.start(), int(match["bare"])
    return "".join(parts) + line[end:]


def whole_years(text: str, year: int) -> str:
    """A text with its years in full and its days in words, as read on `year` (0: not known)."""
    text = _DAY.sub(lambda match: told_day(match["month"], match["day"]), text)
    text = _NUMBER.sub(r"\g<day>日\g<tail>", text)
    text = re.sub(r"(\d{1,2}月\d{1,2})号", r"\1日", text)
    # 去年（2022）10月 is named by the year alone; what is counted up to a day is.
    text = re.sub(r"(?:前年|去年|上年|今年|本年|当年)[（(]((?:19|20)?\d\d)年?[）)]年?", r"\1年", text)
    text = _UP_TO.sub(r"数据截至\1", text)
    text = "\n".join(map(_months_carried, text.split("\n")))
    if not year:
        return text

    def full(match: re.Match[str]) -> str:
        found = year // 100 * 100 + int(match["year"])
        return f"{found}年" if abs(found - year) <= _NEAR else match[0]

    text = re.sub(r"(?<!\d)(20\d\d)、(20\d\d)(?:年)?(?:这)?两年", r"\1年、\2年", text)
    text = _BOTH.sub(lambda match: f"{year // 100}{match[1]}年、{year // 100}{match[2]}年", text)
    text = _SHORT.sub(full, text)
    return _BASE.sub(lambda match: f"{match['before']}上年" if int(match["year"]) == year - 1 else match[0], text)


def short_year(text: str) -> int:
    """The year that a title names in two figures (24年部门整体支出自评), 0 where it names none."""
    match = re.search(r"(?<!\d)(?P<year>[012]\d)年度?(?=[^。；\n\d]{0,16}(?:报告|总结|自评|整体支出|整改))", text)
    match = match or re.search(r"(?<!\d)(?P<year>[012]\d)年度", text)
    return 2000 + int(match["year"]) if match else 0
