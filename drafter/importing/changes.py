"""A change with its own goal, and bare figures of a compound unit: 0.287只/框（上年0.412，降30.3%；目标降20%）.

The writer gains that the goal is held against the change it is for: 0.287只/框（上年0.412只/框），降幅30.3%（目标20%）.

Limits: only in a bracket behind the figure, and where both go one way.
"""

from __future__ import annotations

import re

from drafter.language.amounts import amounts
from drafter.language.marks import fold

#: What stands before a count of another thing, or before no count: 人数120, 第3.
_NAMES_ITS_OWN = "第年月数率额费款价长重量高人户分"
#: So many counts of one thing make a note that counts nothing else.
_SEVERAL = 2
_DOWN = "下降|降低|减少|压减|缩短|降|减"
_UP = "增长|上升|提高|增加|增|升"
_WAY = f"(?:{_DOWN}|{_UP})"
_CHANGE = re.compile(
    rf"（(?P<last>(?:上年|去年)[^，；（）]*)[，；、](?:同比|比上年|较上年)?(?P<way>{_WAY})了?(?P<by>\d[\d.]*[%％])"
    rf"[，；、](?:年度)?目标(?:是|为)?(?P<aim>{_WAY})(?P<goal>\d[\d.]*[%％])(?P<more>[^（）]*)）"
)
_COMPOUND = re.compile(
    r"(?<![\d.])(?P<head>\d[\d.]*(?P<unit>[\u4e00-\u9fff]{1,3}[/／][\u4e00-\u9fff]{1,3}))（(?P<said>[^（）]*)）"
)
#: 发放辅具1560件，目标1500（轮椅310、其他1250）
_PARTED = re.compile(
    r"(?<![\d.])(?P<done>\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,3})，(?P<goal>(?:年度)?目标\d[\d.]*[万亿]?[\u4e00-\u9fff]{0,3})"
    r"（(?P<said>[^（）]*\d[^（）]*、[^（）]*\d[^（）]*)）"
)
#: 作业63次，防雹47增雨16
_TWO_PARTS = re.compile(
    r"(?<![\d.])(?P<whole>\d+)(?P<unit>[\u4e00-\u9fff]{1,2})，(?P<a>[\u4e00-\u9fff]{2,4})(?P<first>\d+)"
    r"(?P=unit)?(?P<b>[\u4e00-\u9fff]{2,4})(?P<second>\d+)(?P=unit)?(?=$|[，。；])"
)
_BARE = re.compile(
    r"(?P<lead>(?:上年|去年|目标|计划|标准)(?:为|是|值)?(?:不超过|不低于|≤|≥)?)(?P<figure>\d[\d.]*)(?=$|[，；、])"
)


#: 每台1.98万元（目标不超过2万元/台，上年每台2.1万元）
_PRICED = re.compile(r"(?P<head>(?P<per>每[\u4e00-\u9fff]{1,3})\d[\d.]*[万亿]?元)（(?P<said>[^（）]*)）")
#: 41～45万元/部（控制价46万元/部）
_PER = re.compile(r"(?<![\d.])(?P<head>\d[\d.～—~-]*万元(?P<per>/[\u4e00-\u9fff]{1,3}))（(?P<said>[^（）]*)）")


def _priced(match: re.Match[str]) -> str:
    """What the price of one is held against is the price of one: the bracket need not say so again."""
    per = match["per"]
    return f"{match['head']}（{re.sub(f'{per}(?=[0-9])|(?<=元)[/／]{per[1:]}', '', match['said'])}）"


def with_changes(text: str) -> str:
    """A note whose changes are told with their goals."""
    text = _PRICED.sub(_priced, text)
    text = _PER.sub(lambda match: f"{match['head']}（{match['said'].replace(match['per'], '')}）", text)
    text = _PARTED.sub(r"\g<done>（\g<goal>；\g<said>）", _COMPOUND.sub(_counted, text))
    return _same_unit(_TWO_PARTS.sub(_parts, _CHANGE.sub(_told, text)))


def _parts(match: re.Match[str]) -> str:
    """作业63次（防雹47次、增雨16次）: two counts without a mark between them that come to the one before."""
    if int(match["first"]) + int(match["second"]) != int(match["whole"]):
        return match[0]
    unit = match["unit"]
    return f"{match['whole']}{unit}（{match['a']}{match['first']}{unit}、{match['b']}{match['second']}{unit}）"


def _same_unit(text: str) -> str:
    """A note that counts one thing throughout, its bare counts with the unit of the others: 买弹910枚（计划620枚），
    库里有88枚，打掉784，库存214."""
    folded = fold(text)
    found = amounts(folded)
    units = {one.unit for one in found if one.unit}
    counted = [one for one in found if one.unit and one.sort not in ("money", "rate", "points")]
    if len(units) != 1 or len(counted) < _SEVERAL or any(one.scale for one in found):
        return text
    for one in reversed(found):
        behind, before = folded[one.end : one.end + 1], folded[one.start - 1 : one.start]
        bare = not one.unit and not one.decimals and one.whole is None and one.high is None and one.value > 1
        if (
            bare
            and (not behind or behind in "，；。）")
            and "\u4e00" <= before <= "\u9fff"
            and before not in _NAMES_ITS_OWN
        ):
            text = f"{text[: one.end]}{counted[0].unit}{text[one.end :]}"
    return text


def _counted(match: re.Match[str]) -> str:
    said = _BARE.sub(rf"\g<lead>\g<figure>{match['unit']}", match["said"])
    return f"{match['head']}（{said}）"


def _told(match: re.Match[str]) -> str:
    down = re.fullmatch(_DOWN, match["way"]) is not None
    if down != (re.fullmatch(_DOWN, match["aim"]) is not None):
        return match[0]
    return f"（{match['last']}），{'降' if down else '增'}幅{match['by']}（目标{match['goal']}{match['more']}）"
