"""A change with its own goal, and bare figures of a compound unit: 0.287只/框（上年0.412，降30.3%；目标降20%）.

The writer gains that the goal is held against the change it is for: 0.287只/框（上年0.412只/框），降幅30.3%（目标20%）.

Limits: only in a bracket behind the figure, and where both go one way.
"""

from __future__ import annotations

import re

_DOWN = "下降|降低|减少|压减|缩短|降|减"
_UP = "增长|上升|提高|增加|增|升"
_WAY = f"(?:{_DOWN}|{_UP})"
_CHANGE = re.compile(
    rf"（(?P<last>(?:上年|去年)[^，；（）]*)[，；、](?:同比|比上年|较上年)?(?P<way>{_WAY})了?(?P<by>\d[\d.]*[%％])"
    rf"[，；、](?:年度)?目标(?:是|为)?(?P<aim>{_WAY})(?P<goal>\d[\d.]*[%％])(?P<more>[^（）]*)）"
)
_COMPOUND = re.compile(
    r"(?P<head>\d[\d.]*(?P<unit>[\u4e00-\u9fff]{1,3}[/／][\u4e00-\u9fff]{1,3}))（(?P<said>[^（）]*)）"
)
#: 发放辅具1560件，目标1500（轮椅310、其他1250）
_PARTED = re.compile(
    r"(?P<done>\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,3})，(?P<goal>(?:年度)?目标\d[\d.]*[万亿]?[\u4e00-\u9fff]{0,3})"
    r"（(?P<said>[^（）]*\d[^（）]*、[^（）]*\d[^（）]*)）"
)
_BARE = re.compile(
    r"(?P<lead>(?:上年|去年|目标|计划|标准)(?:为|是|值)?(?:不超过|不低于|≤|≥)?)(?P<figure>\d[\d.]*)(?=$|[，；、])"
)


def with_changes(text: str) -> str:
    """A note whose changes are told with their goals."""
    text = _PARTED.sub(r"\g<done>（\g<goal>；\g<said>）", _COMPOUND.sub(_counted, text))
    return _CHANGE.sub(_told, text)


def _counted(match: re.Match[str]) -> str:
    said = _BARE.sub(rf"\g<lead>\g<figure>{match['unit']}", match["said"])
    return f"{match['head']}（{said}）"


def _told(match: re.Match[str]) -> str:
    down = re.fullmatch(_DOWN, match["way"]) is not None
    if down != (re.fullmatch(_DOWN, match["aim"]) is not None):
        return match[0]
    return f"（{match['last']}），{'降' if down else '增'}幅{match['by']}（目标{match['goal']}{match['more']}）"
