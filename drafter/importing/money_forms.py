"""Lines of money in one form: blanks, strokes and arrows between their parts as commas, a bare rate named, a budget
that a bracket calls the same told.

Limits: only marks and what a bracket repeats are put in their place; no figure is made up.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.importing.lines import unnumbered
from drafter.importing.money_spoken import tells_sources
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

#: 基本2287.5 项目688.8: a blank between two of them does for a comma.
_GAP = re.compile(r"(?<=[\d万亿元%]) +(?=[\u4e00-\u9fff]{1,8} ?\d)")
#: 2400万花了2299万: a comma is left out.
_RUN_ON = re.compile(
    r"(?<=[万亿元])(?=(?:花|支|用|付)(?:了|掉|完|清|光)|支出\d|(?:已|都|也)*全(?:部|额)?(?:花|支|用|付))"
    r"|(?<=\d)(?=(?:已|都|也)*全(?:部|额)?(?:花|支|用|付))"
)
#: 支出1322万，95.8%（基本918.6万＋项目403.44万）
_TWO = re.compile(
    r"(?<=[\d万亿元%％])[（(](?:其中)?(?P<basic>基本(?:支出)?\d[\d.]*(?:[万亿]?元|[万亿])?) ?[＋+、，] ?"
    r"(?P<project>项目(?:支出)?\d[\d.]*(?:[万亿]?元|[万亿])?)[）)]"
)
#: 分开来看，基本支出…
_LEAD = re.compile("(?:^|(?<=[，。；]))(?:分开来看|分开看|分开说|具体来看|细分来看|细分|总的来看|算下来|算起来)，")
#: 执行率96%（去年预算1098万元，支出1032.12万元）
_LAST = re.compile(r"(?<=[\d万亿元%])[（(](?P<said>(?:去年|上年|上一年)(?:度)?预算[^（）()]*\d[^（）()]*)[）)]")
#: 基本支出预算542万元、支出538.6万元
_PARTS = re.compile(
    r"(?P<name>(?:基本|项目)支出)预算(?P<plan>\d[\d.]*(?:[万亿]?元|[万亿])?)[、，](?:实际)?支出(?P<spent>\d)"
)
#: 项目预算2113.7花了1940.9
_SPENT_OF = re.compile(
    r"(?P<name>基本|项目)(?:支出)?预算(?P<plan>\d[\d.]*(?:[万亿]?元|[万亿])?)[，、]?(?:实际)?(?:花|用|支)(?:了|掉)(?P<spent>\d)"
)
#: 3600万整
_EVEN = re.compile(r"(?<=[\d万亿元])整(?=[，。；、）]|$)")
_SOURCES = re.compile(r"(?P<sum>预算(?:数)?[：: ]?\d[\d.]*(?:[万亿]?元|[万亿])?)[（(](?P<inside>[^（）()]{6,60})[）)]")
_FIGURE = re.compile(r"[\d.,万亿元\s]")
#: 项目1113.62（92.93%）
_BOXED_RATE = re.compile(r"(?<=[\d万亿元])[（(](?:执行率|支付率)?(?P<rate>\d{1,3}(?:\.\d+)?[%％])[）)](?=[，。；]|$)")
_RATE = re.compile(
    r"(?<![\d.])(?P<budget>\d+(?:\.\d+)?)[万亿]?元?[，、](?:一共|共|实际)?(?:花了?|支出|用了?|付了?|支了?)"
    r"(?P<spent>\d+(?:\.\d+)?)[万亿]?元?[，、 ]"
    r"(?P<rate>\d{2,3}(?:\.\d+)?)(?=[，。；]|$)"
)
_CLOSE = Decimal("0.06")
_ARROW = re.compile(r" *(?:→|⇒|=>|->) *(?=[\u4e00-\u9fff“《（])")
_SLASH = re.compile(r"(?<=[\d万亿元]) *[／/] *(?=[\u4e00-\u9fff])")


#: 追加甲工程补助158万元、冷链补助60万元
_TWICE = re.compile(
    r"(?P<how>追加|调增|增加|调减|核减|压减)(?P<one>[^，、；。（）\d]{0,16}\d[\d.]*(?:[万亿]?元|[万亿]))、"
    r"(?!追加|调增|增加|调减|核减|压减|收回)(?P<two>[^，、；。（）\d]{2,16}\d[\d.]*(?:[万亿]?元|[万亿]))(?=[，、；。]|$)"
)


def in_one_form(text: str) -> str:
    """A line of money without blanks, strokes and arrows between its parts, its bare rates and repeated sums named."""
    text = _TWICE.sub(r"\g<how>\g<one>，\g<how>\g<two>", text)
    text = _EVEN.sub("", _SPENT_OF.sub(r"\g<name>支出预算\g<plan>，实际支出\g<name>支出\g<spent>", text))
    text = _TWO.sub(r"，\g<basic>，\g<project>", _LEAD.sub("", text))
    text = _LAST.sub(r"；\g<said>", _SOURCES.sub(_opened, text))
    text = _PARTS.sub(r"\g<name>预算\g<plan>，实际支出\g<name>\g<spent>", text)
    text = _GAP.sub("，", _SLASH.sub("、", _ARROW.sub("，", unnumbered(text))))
    return _rated(_RUN_ON.sub("，", _BOXED_RATE.sub(r"，\g<rate>", _budgets_too(text))))


def _opened(match: re.Match[str]) -> str:
    """预算842.6万（省级专项500，县级配套342.6） with who gave how much behind the sum."""
    if tells_sources(match["inside"]):
        return f"{match['sum']}，其中{match['inside']}"
    parts = [one.strip() for one in re.split("[，、；]", match["inside"])]
    if all(re.match(r"(?:基本|项目)(?:支出)?\d", one) for one in parts):
        return f"{match['sum']}，{'，'.join(parts)}"
    return match[0]


def _same() -> re.Pattern[str]:
    return re.compile(words("money")["spoken"]["same"])


def _rated(text: str) -> str:
    """A text whose bare figure behind a spending is named a rate, where it is one: 去年2400万，花了2299万，95.8."""

    def named(match: re.Match[str]) -> str:
        budget, spent, rate = (Decimal(match[key]) for key in ("budget", "spent", "rate"))
        close = budget and abs(spent / budget * 100 - rate) < _CLOSE
        return f"{match[0]}%" if close else match[0]

    return _RATE.sub(named, text)


def _budgets_too(text: str) -> str:
    """A text that names the budgets of parts whose bracket calls them the same: 基本支出3568（预算也是这个数）."""
    folded = fold(text)
    more = "".join(f"；{match['name']}预算{match['sum']}" for match in _same().finditer(folded))
    bare = _same().sub(r"\g<name>\g<sum>", folded).rstrip("。；")
    return f"{bare}{more}" if more else text


_CHANGES = re.compile(r"(?:追加|调增|增加|调减|核减|压减|压缩|收回)[^，；。\d]{0,16}\d[^，；。]*")


def without_changes(text: str) -> str:
    """A statement without its changes of the budget: 调减会议培训费4万元 tells no spending on meetings."""
    return _CHANGES.sub("", text)


def only_counts(text: str) -> bool:
    """Whether words behind a colon are no more than names with their figures: 基本2287.5，项目614.98."""
    parts = [part for part in re.split("[、，；]", fold(text)) if part.strip()]
    return bool(parts) and all(
        (found := amounts(part)) and found[-1].end == len(part.rstrip()) and len(_FIGURE.sub("", part)) < 8
        for part in parts
    )


def apart(text: str) -> str:
    """Names with their figures between commas."""
    return "，".join(part.strip() for part in re.split("[、，；]", fold(text)) if part.strip())
