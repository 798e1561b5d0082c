"""Days and months as they are typed in haste: 9.20出台, 6/12送来的, 6.3–7.19, 2024-12-31, 五月、十月.

The writer gains that a day is told as a day and is never taken for a figure, a share or what was done of a goal.

Limits: two numbers with a point or a stroke between are a day only where something that happens on a day follows, where
they open a clause and count nothing, or where words before them say that they end a time.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from drafter.importing.dates import diary, told_day
from drafter.language.amounts import unit_words
from drafter.language.lexicon import words
from drafter.language.numerals import chinese_value

#: A month and a day as they are typed.
MONTH, DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_TWO = rf"(?<![\d./／-])(?<!\d[:：])(?P<month>{MONTH})(?P<mark>[./／])(?P<day>{DAY})(?![\d/／%％]|\.\d)"
#: A number above this is a day.
_MOST = 12
#: What a clause may open with before its day.
_OPENS = r"(?:^|(?<=[\n，；。：:】\]）)（(]))(?P<blank>[ \t\u3000]*(?:[-·•*●○■]+ ?|\d{1,3}[、)）] ?)?)"
_ISO = re.compile(rf"(?<!\d)(20\d\d)[-/](?P<month>{MONTH})[-/](?P<day>{DAY})(?![\d-])")
_RANGE = re.compile(
    rf"(?P<before>(?:20\d\d年)?{MONTH}月{DAY}[日号] ?(?:—+|[-–~～至到]) ?){MONTH}[./]{DAY}(?![\d%万亿元])",
    re.MULTILINE,
)
_SPAN = re.compile(
    rf"{_OPENS}(?P<from>{MONTH}\.{DAY}) ?(?P<joint>—+|[-–~～至到]) ?(?P<to>{MONTH}\.{DAY})"
    r"(?=(?P<behind>.?.?))(?![\d.%])",
    re.MULTILINE,
)
_LIMIT = re.compile(rf"(?<=[天日内限期])[（(]({MONTH})[./／]({DAY})(?P<tail>[前止]?)[）)]")
#: 8-9 17:42 in a box says who wrote when.
_STAMPED = re.compile(
    r"^(?P<blank>[ \t\u3000]*)[【\[](?P<said>[^】\]\n]*\d{1,2}[:：][0-5]\d(?::\d\d)?"
    r"(?:[ \u3000]+[^】\]\n\d]{1,12})?)[】\]][ \u3000]*",
    re.MULTILINE,
)
_HAN_MONTH = re.compile(
    r"(?<![一二三四五六七八九十百零〇第个每隔近历时共满整\d])(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<part>份)"
    r"|(?=[初底末中上下、，和至到—～\- \t\u3000\n]|[各又再起就](?![\d]))"
    r"|(?P<day>(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]))"
    r"(?:[日号]|(?=[ \u3000，]|[开召印下发去到来交进][\u4e00-\u9fff])))?"
)
_HAN_COUNT = re.compile(
    r"(?<![第一二两三四五六七八九十百千万零〇\d《“几数])(?P<said>[一二两三四五六七八九][零一二两三四五六七八九十百千]{2,})(?=(?P<behind>.{0,3}))"
)

#: 0709夜：丁家坳…: a month and a day in four digits before a part of the day.
_CODED = re.compile(r"(?<![\d.])(0[1-9]|1[0-2])([0-2]\d|3[01])(?=[夜早晚午凌上下中傍日](?!\d))")
#: 12月17才终验: a day without 日 before what happened on it.
_BARE_DAY = re.compile(
    rf"(?P<month>(?<!\d){MONTH}月)(?P<day>{DAY})(?=(?P<behind>(?:才|就|已|都|又|方|终|初|正式|全部)?[\u4e00-\u9fff]{{2}}))"
)
#: 4/12、5/17、9/20三回, 4.12、5.17
_SEVERAL = re.compile(
    rf"(?<![\d./／-])(?<!\d[:：]){MONTH}[./／]{DAY}(?:[、和及]{MONTH}[./／]{DAY})+(?![\d./／%％万亿元])"
)
_NUMBERED = re.compile(r"^[ \t\u3000]*(\d{1,2})\.(\d{1,2})(?=[ \u3000、]?[\u4e00-\u9fff《“])", re.MULTILINE)


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = words("typed")["days"]
    return (
        re.compile(rf"{_TWO}[日号]?(?P<behind>[ \u3000]*(?:{data['acts']}))", re.MULTILINE),
        re.compile(data["not"]),
        re.compile(rf"(?P<lead>{data['until']}){_TWO}(?P<behind>)(?![\d万亿元])", re.MULTILINE),
        re.compile(rf"{_OPENS}{_TWO}[日号]?(?P<behind>，.{{0,3}}|[ \u3000]?[\u4e00-\u9fff《“].{{0,3}})", re.MULTILINE),
    )


#: 2.28镇里抽查: no part of a place is counted.
_PLACES = "镇乡村县市区省局站所队社组校院"


def _counts(behind: str) -> bool:
    """Whether what stands behind two numbers says that they count or measure something."""
    bare = behind.lstrip(" \u3000，")
    if bare and bare[0] in _PLACES:
        return False
    return bare[:1] in "的倍折左余多以不比万亿元没未还剩够只就占" or any(
        bare.startswith(unit) for unit in unit_words() if unit
    )


def without_boxed_stamps(text: str) -> tuple[str, list[str]]:
    """A text without the boxes that only say who wrote a line of a chat and when, and what stood in them."""
    return _STAMPED.sub(r"\g<blank>", text), [match["said"] for match in _STAMPED.finditer(text)]


def with_dates(text: str) -> str:
    """A text with its days and months in the words of a report."""
    acts, never, until, opens = _rules()
    heads = set(_NUMBERED.findall(text))
    #: 1.1 and 1.2 at the head of lines number what they stand before.
    counted = any(day == "1" and (month, "2") in heads for month, day in heads)

    def acted(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - 6) : match.start()]
        first = not before.strip(" \t\u3000") or before.rstrip(" \t\u3000").endswith("\n")
        if never.search(before) or (counted and first):
            return match[0]
        return told_day(match["month"], match["day"]) + match["behind"]

    def opened(match: re.Match[str]) -> str:
        comma = match["behind"].startswith("，")
        first = match.start() == 0 or text[match.start() - 1] == "\n"
        share = match["mark"] != "." and (comma or int(match["month"]) <= int(match["day"]))
        plain = share or (counted and first) or (match["behind"][:1] in " \u3000" and len(match["day"]) < 2)
        # 3/20在镇会议室, 4/15　督查9个单位: what happens somewhere happens on a day, what stands apart tells one.
        plain = plain and re.match(r"[ \u3000]?[在于到去由][\u4e00-\u9fff]|\u3000", match["behind"]) is None
        plain = plain or (comma and (not first or len(match["day"]) < 2)) or _counts(match["behind"])
        if plain:
            return match[0]
        return f"{match['blank']}{told_day(match['month'], match['day'])}{match['behind']}"

    text = diary(text.replace("元月", "一月"))
    text = _ISO.sub(lambda one: f"{one[1]}年{told_day(one['month'], one['day'])}", text)
    text = _LIMIT.sub(lambda one: f"（{told_day(one[1], one[2])}{one['tail']}）", text)
    text = until.sub(lambda one: f"{one['lead']}{told_day(one['month'], one['day'])}", text)
    text = _SEVERAL.sub(_listed, _SPAN.sub(_spanned, text))
    text = _RANGE.sub(_ranged, text)
    text = acts.sub(acted, text)
    text = opens.sub(opened, text)
    text = _CODED.sub(lambda one: told_day(one[1], one[2]), text)
    text = _BARE_DAY.sub(_dayed, text)
    return _HAN_COUNT.sub(_counted, _HAN_MONTH.sub(_month, text))


def _ranged(match: re.Match[str]) -> str:
    """The end of a range in words, as its beginning is."""
    before = match["before"]
    return before + told_day(*re.split("[./]", match[0][len(before) :].strip()))


def _listed(match: re.Match[str]) -> str:
    """Several days in their order, none of which counts anything."""
    days = [tuple(map(int, re.split("[./／]", one))) for one in re.split("[、和及]", match[0])]
    behind = match.string[match.end() : match.end() + 3]
    later = all(one < other for one, other in pairwise(days)) and any(day > _MOST for _, day in days)
    counts = behind[:1] in "倍折左右" if behind else False
    if not later or counts or (_counts(behind) and not re.match("[两三四五六2-9]?[回次场轮]", behind)):
        return match[0]
    return "、".join(f"{month}月{day}日" for month, day in days)


def _dayed(match: re.Match[str]) -> str:
    """A day that only lacks its 日; 8月12户 and 3月5日 are none."""
    told = match["behind"][0] in "才就已都又方"
    if match["behind"][0] in "日号月至到" or (not told and _counts(match["behind"])):
        return match[0]
    return f"{match['month']}{match['day']}日"


def _spanned(match: re.Match[str]) -> str:
    if _counts(match["behind"]) or not re.match(r"[\u4e00-\u9fff，、 \u3000\n]|$", match["behind"]):
        return match[0]
    first, last = (told_day(*match[key].split(".")) for key in ("from", "to"))
    return f"{match['blank']}{first}{match['joint']}{last}"


def _month(match: re.Match[str]) -> str:
    month = chinese_value(match["month"])
    if match["day"]:
        return told_day(str(month), str(chinese_value(match["day"])))
    end = match.string[match.end() : match.end() + 1]
    line = match.string.rfind("\n", 0, match.start()) + 1
    before = match.string[line : match.start()].strip(" \t\u3000")
    # 四月到九月 修便道: a month before a blank, where it opens the line or ends a time.
    blank = end in " \t\u3000\n" and (not before or before[-1:] in "到至和、—～-")
    told = match["part"] or not end or blank or end in "初底末中上下、，和至到—～-各又再起就"
    return f"{month}月" if told else match[0]


def _counted(match: re.Match[str]) -> str:
    value = chinese_value(match["said"])
    behind = match["behind"]
    counts = any(behind.startswith(unit) for unit in unit_words() if unit)
    return str(value) if value >= 100 and counts and re.search("[百千]", match["said"]) else match[0]
