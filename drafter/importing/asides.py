"""What a clerk says to himself or to whoever writes the report: 算一下：…, （抄送不用写）, 前面忘写了.

The writer gains that such words are not told as facts; they are listed and stay in the case as comments.

Limits: only words of the table (`rules/lexicon/asides.toml`) are known; all else is told.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.language.lexicon import words
from drafter.language.marks import brackets, fold, split

_WRAP = re.compile(r"^[【（(\[〔](?P<said>.*)[】）)\]〕]$")


_LEAD = re.compile(
    r"(?P<said>(?:我|先|我先|那我)?(?:说|讲|报|汇报|念)一下(?:啊|哈|吧|呢)?[^，。；\d]{0,12}?(?:这个?事|的事|这块|情况)?|我先(?:说|报|讲)"
    r"|齐了|好的|好|收到|就这些(?:了)?|补一个|补充一下|更正一下|更正|OK|ok|各位好|大家好"
    r"|[\u4e00-\u9fff]{2,14}(?:报|给|张榜|公布|提供|统计|填|导出|核|写)(?:出来|上来)?的(?:数字|数据|数|口径)(?=[：:]))"
    r"[。，；！：:][ \u3000]*(?=.)"
)
#: ※写的时候这两个数不要混
_STARRED = re.compile(r"(?<![ \u3000])[ \u3000]*※[ \u3000]*(?P<said>[^※]{2,40})$")
#: What stands behind a dash at the end of a line.
_TAIL = re.compile(r"(?<![ \u3000])[ \u3000]*(?:(?<!—)—{2,}|(?<!-)-{2,})[ \u3000]*(?P<said>[^—\d]{2,20})$")
#: 13号台风那次写详细点：…
_DETAIL = re.compile(
    r"(?:[那这](?:次|回|场|件事?|一块|块|个))?[，,]?(?P<said>(?:要|得)?(?:重点|着重)?(?:(?:写|记|说)(?:详细|细|全|仔细|清楚)|(?:细|详|重点)写)"
    r"(?:点|一点|些|一些)?)(?=[：:])"
)
#: 甲局报的是1.47，跟乙局核定的不一样，用乙局的1.32: whose figure it is.
_CHECKED = re.compile(
    r"[^，。；]{2,12}(?:报|填|统计)的(?:数)?是\d[\d.]*[^，。；]{0,6}，[跟与和](?P<by>[^，。；\d]{2,10})核定的[^，。；]{0,8}"
    r"(?:不一样|不一致|对不上|有出入)，(?:用|取|以|按)(?P=by)的?\d[\d.]*"
)
#: 6月19日傍晚那一仗要重点写。省台发布预警…
_STRESSED = re.compile(
    "(?:[那这]一?[仗次场回件](?:事|活动)?)(?:要|得|请)?(?:重点|着重|详细|单独|好好|多)写(?:一下|几句)?[。，；] *"
)
#: How far before the end of a line such a dash may stand.
_REACH = 80
#: How long the words may be that lead what is to be told in detail.
_LABEL = 12


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in words("asides")[name]))


def aside(text: str) -> bool:
    """Whether a whole line is an aside."""
    bare = text.strip(" \u3000。；")
    match = _WRAP.match(bare)
    return bool(_patterns("line").search(fold((match["said"] if match else bare).strip(" 。；"))))


def without_asides(text: str) -> tuple[str, list[str]]:
    """A line without the brackets that hold an aside, and what stood in them."""
    found = []
    for pair in reversed([one for one in brackets(fold(text)) if one.mark in "（〔【"]):
        inside = text[pair.start + 1 : pair.end - 1]
        parts = [part for part in re.split("[，；;,]", inside) if part.strip()]
        if parts and all(_patterns("bracket").search(fold(part.strip())) for part in parts):
            found.append(inside)
            text = f"{text[: pair.start].rstrip()}{text[pair.end :]}"
    starred = _STARRED.search(text)
    if starred is not None and starred.start() > 0:
        found.insert(0, starred["said"])
        text = text[: starred.start()]
    lead = _LEAD.match(text)
    if lead is not None:
        # 齐了。等级：…: what people say to each other before they come to the matter.
        found.insert(0, lead["said"])
        text = text[lead.end() :]
    detail = _DETAIL.search(text)
    if detail is not None and 1 < detail.start() <= _LABEL:
        found.insert(0, detail["said"])
        text = text[: detail.start()] + text[detail.end() :]
    text = _CHECKED.sub(r"为\g<by>核定数", fold(text)) if "核定" in text else text
    folded = fold(text)
    kept = []
    for low, high in split(folded, 0, len(folded), "；。"):
        if _patterns("statement").search(folded[low:high].strip()):
            found.append(text[low:high].strip())
        else:
            kept.append(text[low : high + 1])
    text = _STRESSED.sub("，", _without_remarks("".join(kept), found))
    tail = _TAIL.search(text, max(0, len(text) - _REACH))
    if tail is not None and _patterns("tail").search(tail["said"]):
        found.insert(0, tail["said"])
        text = text[: tail.start()]
    return _parts_kept(text.strip(" \u3000"), found), found[::-1]


def _parts_kept(text: str, found: list[str]) -> str:
    """A text whose brackets hold no remark beside what they tell: （尚未批准，别写成已安排）."""
    for pair in reversed([one for one in brackets(fold(text)) if one.mark == "（"]):
        parts = re.split("[，；]", fold(text[pair.start + 1 : pair.end - 1]))
        said = [one for one in parts if not (_patterns("clause").search(one) or _patterns("bracket").search(one))]
        if said and len(said) < len(parts):
            found.extend(one for one in parts if one not in said)
            text = f"{text[: pair.start]}（{'，'.join(said)}）{text[pair.end :]}"
    return text


def _without_remarks(text: str, found: list[str]) -> str:
    """A text without the clauses that only say whose figures they are (这个数是物业报的我核过); they are put in
    `found`."""
    folded = fold(text)
    cut = text
    for low, high in reversed(list(split(folded, 0, len(folded), "，；。"))):
        first = low == 0 and high < len(folded) and _patterns("first").search(folded[low:high].strip())
        if first or (low > 0 and _patterns("clause").search(folded[low:high].strip())):
            found.append(text[low:high].strip())
            cut = cut[: max(0, low - 1)] + cut[high + (low == 0) :]
    return cut
