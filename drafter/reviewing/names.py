"""Names of indicators as several papers write them: a unit behind (养护里程（公里）), without their measure, short.

The reader gains that 新建灌溉渠道32.4公里 is known for the 新建灌溉渠道长度 of a form, and 修复面积（亩） for 修复面积.

Limits: a name in other words (坑槽修补 for 修复坑槽) is another name.
"""

from __future__ import annotations

import re

_UNIT = (
    r"(?:单位[:：])?[万亿百千]?(?:元|个|人次|人|次|项|件|家|户|亩|公顷|吨|公斤|千克|克|公里|千米|平方米|平方公里|立方米|米|处|座|条|台|套|辆|名"
    r"|场次|场|期|班|天|日|小时|分钟|年|月|份|篇|株|支|所|间|张|块|口|眼|盏|批|宗|起|只|头|尾|艘|部|册|℃|分|%|％|倍)(?:[/／][\u4e00-\u9fff]{1,4})?"
)
_BEHIND = re.compile(rf"[（(]{_UNIT}[）)]\s*$")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_MEASURE = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])(?:数量|总数|人数|户数|人次|人次数|次数|场次|班次|期数|场数|处数|个数|件数|起数|天数|艘数|座数|项数|株数|亩数|吨数"
    r"|家数|所数|台数|套数|面积|长度|里程|总量|总额|规模|程度|总体)|(?<=[\u4e00-\u9fff]{2})(?:数|量))$"
)
#: A row that says there is no such indicator is none: （年初未申报成本指标）, 成本指标（批复时没有设置）.
_UNSET = r"(?:未|没有|没)(?:申报|填报|编报|设置|设定|设立|编制|单列|设|报|列)"
_NONE = re.compile(
    rf"^[（(]?(?:[^，。；（(]{{0,8}}?{_UNSET}|(?:年初|本年)?(?:没有|无|未))[^，。]{{0,8}}指标[）)]?$|^[^，。；（(]{{0,12}}指标[（(][^（）()]{{0,8}}{_UNSET}[^（）()]{{0,4}}[）)]$"
)


def unitless(name: str) -> str:
    """A name without the unit in brackets behind it."""
    return _BEHIND.sub("", name.strip())


def counted_in(name: str) -> str:
    """The unit in brackets behind a name, "" for none."""
    match = _BEHIND.search(name.strip())
    return match[0].strip("（）() ").removeprefix("单位").lstrip(":：") if match else ""


def key(name: str) -> str:
    """What two writings of one name share: without unit, blanks and marks."""
    return re.sub(r"[\s（）()“”\"《》、，,.。:：]", "", unitless(name))


def stem(name: str) -> str:
    """A name without brackets and without the measure that it ends in: 新建灌溉渠道 of 新建灌溉渠道长度."""
    bare = _ASIDE.sub("", name.strip())
    return _MEASURE.sub("", bare) or bare


def written(name: str, unit: str = "") -> set[str]:
    """What a text may call an indicator: its name without brackets, without its measure or the unit it is counted in
    (专项抽检 of 专项抽检批次), with what is counted."""
    bare = _ASIDE.sub("", name.strip())
    short = stem(name)
    measure = bare[len(short) :]
    counted = bare.removesuffix(unit) if unit and len(bare) >= len(unit) + 3 else bare
    people = [short + measure[0]] if measure[:1] in ("人", "户", "家") and len(measure) == 2 else []
    return {bare, short, counted, *people}


def akin(one: str, other: str) -> bool:
    """Whether two names may be of one thing: the same but for their measures, or one holding the other whole."""
    first, second = key(stem(one)), key(stem(other))
    short, long = sorted((first, second), key=len)
    return len(short) >= 3 and (short == long or (len(short) >= 4 and short in long and len(short) * 2 >= len(long)))


def is_executed(name: str) -> bool:
    """Whether a name is that of the execution rate of the budget."""
    return bool(
        re.search(
            r"(?:预算|资金|支出).{0,4}(?:执行|支付|支出|使用)(?:率|进度)|^(?:预算|资金)?执行(?:率|情况|得分|部分)?$",
            re.sub(r"\s", "", name),
        )
    )


def is_none(name: str) -> bool:
    """Whether a row stands for an indicator that was not set: （年初未申报成本指标）."""
    return bool(_NONE.match(name.strip()))
