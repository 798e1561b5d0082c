"""Blanks between clauses and between the items of a list, as people leave them for marks: 数据接进来了 那边也打通了.

The writer gains that clauses stand apart and that a list is one: 法律援助、人民调解、社区矫正.

Limits: figures, labels and what stands in a table keep their blanks, unless the page has no other mark; names are not
parted, since a list has three items and a clause a word that only clauses have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.language.verbs import verb_words

_LIST = re.compile(r"(?<![\u4e00-\u9fff\d])(?:[\u4e00-\u9fff]{2,8} +){2,}[\u4e00-\u9fff]{2,8}(?![\u4e00-\u9fff\d])")
#: 新设主体6820户 目标6500 年底在册5.86万户
_COUNTS = re.compile(
    r"(?P<before>(?:目标|计划|任务)\d[\d.]*|\d[户个件人台条次家份名处座套]"
    r"|(?<=[ \u3000])\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,3})"
    r" +(?=[\u4e00-\u9fff]{2,8}\d)"
)
#: 保护面积45.6万亩 目标42
_AIMED = re.compile(r"(?<=[\d%％\u4e00-\u9fff）]) +(?=(?:目标|上年|去年)\d)")
_ROW = re.compile(r"\d{1,2}[.、)）]? +(?P<name>[^\d，。；： ]{4,16}) +(?P<next>[\u4e00-\u9fff]{2,8})(?=\d)")
#: 火灾隐患督改 发现2207处
_CAME_OF = re.compile(
    r"(?<=督改|检查|排查|整治|治理|巡查|抽查|检测|监测|普查|核查|巡检|督查|执法|筛查|演练|调查|评查|评估|审计|稽查|体检|监督|抽检|检验|摸排|清查|暗访|巡护)"
    r" +(?=(?:发现|查出|排查出|检出|筛出)[\u4e00-\u9fff]{0,6}\d)"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff）”》]) +(?=[\u4e00-\u9fff“《])")
#: What only clauses have.
_TELLS = re.compile("[了没不也都已把被在给到用后过能会]")
_NUMBERED = re.compile(r"\d{1,2}[.、)）]? +\S")
_MARKS = re.compile("[，。；,;]")
_LED = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}|\d{1,2}[./、)）]?\d{0,2}|【[^】]*】|[\d年月日至到—-]{3,14}|\d{1,2}[、.)）]) +"
)
_INNER = re.compile(r"(?<=[\u4e00-\u9fff\d%％）)]) (?=[\u4e00-\u9fff\d（(])")
#: So many lines, and this share of all, have blanks and no other mark.
_MANY, _MOST = 10, 0.5
#: A page of fewer lines does so in this share of those that are longer than so many characters.
_FEW, _SHARE, _LONG = 3, 0.4, 12
#: 尾水站 路灯 食堂 in the midst of clauses: names, none of which says anything.
_NAME = "(?![^ ]*[了没不就都被把要在是])[\\u4e00-\\u9fff]{2,6}"
_NAMES = re.compile(rf"(?<![\u4e00-\u9fff\d])(?:{_NAME} ){{2,}}(?:{_NAME}(?![\u4e00-\u9fff\d])|(?=[\u4e00-\u9fff]))")
#: How short a piece is a label or a name; in so many lines a title may stand.
_SHORT, _TOP = 5, 2


def with_commas(text: str) -> str:
    """A text whose blanks between clauses are commas, and those between the items of a list their marks."""
    lines = text.split("\n")
    if _no_marks(lines):
        # 渔港清淤4.6万方 计划4.5万方: whoever types on a telephone knows no other mark.
        return "\n".join(one if "\t" in one or at < _TOP else _parted(one) for at, one in enumerate(lines))
    told = [one if "\t" in one or not at else _told(one, at >= _TOP) for at, one in enumerate(lines)]
    return "\n".join(told)


def _no_marks(lines: Sequence[str]) -> bool:
    """Whether a page parts its clauses by blanks alone."""
    filled = [one.strip(" \u3000") for one in lines if one.strip(" \u3000") and "\t" not in one]
    beside = [one for one in filled if not _NUMBERED.match(one)]
    if len(beside) >= _FEW and sum(_MARKS.search(one) is not None for one in beside) >= _MOST * len(beside):
        # 12 监督抽查 1248家 beside lines that know their marks: a list has blanks for its columns.
        return False
    bare = [one for one in filled if " " in one and not _MARKS.search(one)]
    if len(bare) >= _MANY and len(bare) >= _MOST * len(filled):
        return True
    told = [one for one in filled if len(one) > _LONG]
    several = sum(len(_INNER.findall(one)) > 1 for one in told if one in bare)
    return several >= _FEW and several >= _SHARE * len(told)


def _listed(match: re.Match[str]) -> str:
    """Names with their mark between them; what blank ends the list stays."""
    names = match[0].rstrip(" ")
    return names.replace(" ", "、") + match[0][len(names) :]


def _parted(line: str) -> str:
    """A line of such a page: a short word in front, a day and a box keep their blank."""
    head = line[: len(line) - len(line.lstrip(" \u3000"))]
    bare = line[len(head) :]
    led = _LED.match(bare)
    start = led.end() if led is not None else 0
    return (
        head + bare[:start] + re.sub("(?<=[^，。；：、]) +(?=[^，。；：、）])", "，", _NAMES.sub(_listed, bare[start:]))
    )


def _told(line: str, clauses: bool) -> str:
    head = line[: len(line) - len(line.lstrip(" \u3000"))]
    bare = line[len(head) :]
    if " " not in bare:
        return line
    if (row := _ROW.match(bare)) is not None and (row["next"][:2] in verb_words() or row["next"] in row["name"]):
        # 12 饮用水监测 采样486份: an activity, and what of it is counted.
        bare = f"{bare[: row.end('name')]}，{bare[row.start('next') :]}" if row["name"][-2:] in verb_words() else bare
    bare = _CAME_OF.sub("，", _AIMED.sub("，", _COUNTS.sub(r"\g<before>，", bare)))
    bare = _LIST.sub(lambda match: re.sub(" +", "、", match[0]), bare)
    pieces = [re.split("[，。；：、]", one) for one in _GAP.split(bare)]
    told = [one for one in pieces if len(one[0]) >= _SHORT and len(one[-1]) >= _SHORT]
    if (
        not clauses
        or len(pieces) < 2
        or len(told) < len(pieces)
        or not any(_TELLS.search(one[-1]) for one in pieces[:-1])
    ):
        return head + bare
    return head + _GAP.sub("，", bare)
