"""Colons and brackets in notes, told as a report tells them: 培训6期318人：护理员142人 is 其中护理员142人, and
上线率99.3%（督查时81.5%） is 上线率由督查时的81.5%提高到99.3%.

Limits: only a colon behind a counted thing or a bare label of contents; any other stays.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.language.amounts import amounts, unit_words
from drafter.language.late import LatePattern
from drafter.language.marks import fold, split

_COUNTED = LatePattern(r"(?<![\d.])\d[^，。；：（）\s]{0,4}(?:（[^（）]{1,20}）)?：(?P<tail>[^：；。！？]+)")
_UNSPENT = LatePattern(r"未(?P<what>支出|使用|支付|执行|完成)的?(?P<sum>\d[\d.,]*[万亿]?元)：")
_SINCE = LatePattern(
    r"(?P<rate>[\u4e00-\u9fff]{1,8}[率度比])(?P<now>\d+(?:\.\d+)?)%(?:(?P<paren>（)|，)"
    r"(?P<when>督查时|评价时|审计时|检查时|巡察时|整改前|改造前|整治前|实施前|治理前|年初|期初)(?:为|是)?"
    r"(?P<then>\d+(?:\.\d+)?)%(?(paren)）|(?=[，。；]|$))"
)
#: 收缴率71%→83%, 发60份=540份, 满意515份＝96.80%, 3月方面，…: marks of notes that a report has words for.
_ARROW = LatePattern(
    r"(?<![\d.])(?P<then>\d+(?:\.\d+)?)(?P<unit1>个?工作日|[^\d，。；（）→年月日]{0,4}?) ?(?:→|⇒|->|—>) ?"
    r"(?P<now>\d+(?:\.\d+)?)(?P<high>[～~]\d+(?:\.\d+)?)?(?![年月日/]\d)(?P<unit2>[^\d，。；（）]{0,4})"
)
#: 培训费3.2万元→2.95万元 among the money: the budget and what was spent of it.
_PLANNED = LatePattern(
    r"(?P<name>(?:^|(?<=[，；。]))[\u4e00-\u9fff]{2,10}) ?(?P<plan>\d[\d.,]*[万亿]?元?) ?(?:→|⇒|->|—>) ?"
    r"(?P<spent>\d[\d.,]*[万亿]?元)(?=[，；。（]|$)"
)
_FROM = LatePattern(
    r"从(?P<then>\d+(?:\.\d+)?)(?P<unit1>万?[^\d年月日号点时岁周届层米楼，。；（）→]{0,3}?)"
    r"(?:延长?到|延至|降到|降至|砍到|砍为|砍至|减为|降为|调到|调为|掉到|减到|减少到|压到|压缩到|缩到|下降到|升到|涨到|提到|提高到|增加到|增到|变成|变为|变|到)"
    r"(?P<now>\d+(?:\.\d+)?)(?P<unit2>万?(?:%|[^\d年月日号点时岁周届层米楼，。；（）]{0,3}))(?=[，。；（）]|$)"
)
#: What grows longer or shorter.
_SPANS = ("天", "日", "个工作日", "工作日", "小时", "分钟", "秒", "个月", "个小时")
_BETWEEN_YEARS = LatePattern("[上去前]年|同比|20\\d\\d")
_EQUALS = LatePattern(r"(?<=[\u4e00-\u9fff]) ?[=＝] ?(?P<sum>\d+(?:\.\d+)?)(?P<rate>%)?")
#: 项目15个=县级专项11+镇本级4: what a count is made of.
_MADE = LatePattern(
    r"(?<![\d.])(?P<sum>\d+)(?P<unit>[个家名户处座项所件台])[=＝](?P<parts>[\u4e00-\u9fff][^，。；=＝]*?[+＋][^，。；=＝]+)"
)
_MONTH = LatePattern(r"(?<=\d月)方面，")
_CONTENTS = LatePattern(r"(?P<what>内容|对象|方式|范围|主题|重点)：(?=[\u4e00-\u9fff“《])")


def uncoloned(text: str) -> str:
    """A note without the colons that only notes have."""
    text = _UNSPENT.sub(r"未\g<what>\g<sum>，原因是", text)
    text = _ARROW.sub(_turned, text)
    text = _EQUALS.sub(_equals, _MADE.sub(_made, text))
    text = _MONTH.sub("，", text)
    text = _SINCE.sub(_since, text)
    text = _CONTENTS.sub(r"\g<what>为", text)
    at = 0
    while match := _COUNTED.search(text, at):
        mark = match.start("tail") - 1
        at = mark + 1
        if text.rfind("《", 0, mark) > text.rfind("》", 0, mark):
            # 《规范 第1部分：通则》 is a name.
            continue
        if (word := _joint(match["tail"])) is not None:
            text = f"{text[:mark]}，{word}{text[mark + 1 :]}"
    return text


def turned(text: str) -> str:
    """从390户到0户 told as a report tells it: 由390户降至0户. Spans of time and of age stay."""
    return _FROM.sub(lambda match: _turned(match, "增加到"), text)


def arrowed(text: str) -> str:
    """Words outside of notes with their arrows told: 补贴上限200→300元."""
    return _ARROW.sub(_turned, text)


def planned(text: str) -> str:
    """A note about money with its arrows told: 预算3.2万元，支出2.95万元. An arrow from year to year stays."""
    if _BETWEEN_YEARS.search(text):
        return text
    return _PLANNED.sub(r"\g<name>预算\g<plan>、支出\g<spent>", text)


def _turned(match: re.Match[str], rise: str = "提高到") -> str:
    now, then = Decimal(match["now"].rstrip(".")), Decimal(match["then"].rstrip("."))
    if match["unit2"].startswith(("%", "‰", "分")):
        rise = "提高到"
    fall = "降至"
    if match["unit2"].startswith(_SPANS):
        rise, fall = "延长至", "缩短至"
    way = rise if now > then else fall if now < then else "保持为"
    unit2 = match["unit2"]
    unit = match["unit1"] or (unit2 if unit2 in unit_words() else re.sub("[^%‰].*", "", unit2))
    high = match.groupdict().get("high") or ""
    return f"由{match['then']}{unit}{way}{match['now']}{high}{unit2}"


def _made(match: re.Match[str]) -> str:
    """项目15个，其中县级专项11个、镇本级4个, or 预算单位2个，即局机关、执法大队 where the parts are not counted."""
    parts = [part.strip() for part in re.split("[+＋]", match["parts"])]
    counted = [re.fullmatch(r"[^\d]+(\d+)[个家名户处座项所件台]?", part) for part in parts]
    if all(counted):
        if sum(int(one[1]) for one in counted if one is not None) != int(match["sum"]):
            return match[0]
        told = "、".join(part if part[-1:] == match["unit"] else f"{part}{match['unit']}" for part in parts)
        return f"{match['sum']}{match['unit']}，其中{told}"
    if not any(re.search(r"\d", part) for part in parts):
        return f"{match['sum']}{match['unit']}，即{'、'.join(parts)}"
    return match[0]


def _equals(match: re.Match[str]) -> str:
    return f"，占{match['sum']}%" if match["rate"] else f"，共{match['sum']}"


def _since(match: re.Match[str]) -> str:
    now, then = Decimal(match["now"]), Decimal(match["then"])
    way = "提高到" if now > then else "降至" if now < then else ""
    return f"{match['rate']}由{match['when']}的{match['then']}%{way}{match['now']}%" if way else match[0]


def _joint(tail: str) -> str | None:
    """The word for a colon before a list: 其中 where all of it is counted, 即 where nothing is."""
    folded = fold(tail)
    items = [
        folded[low:high] for part in split(folded, 0, len(folded), "，") for low, high in split(folded, *part, "、")
    ]
    counted = [any(one.end == len(item) for one in amounts(item)) for item in items]
    if all(counted):
        return "其中"
    if not any(re.search(r"\d", item) for item in items) and all(len(item) <= 16 for item in items):
        return "即"
    return None
