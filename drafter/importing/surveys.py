"""What a survey found, noted in figures alone: 问卷400份、收回372份、满意346份；93.0%（目标90%）.

The writer gains one sentence that names the rate: 发放问卷400份，收回372份，其中满意346份，满意度93.0%.

Limits: only a bare rate behind what came back is that of satisfaction; a rate that has a name keeps it.
"""

from __future__ import annotations

import re
from decimal import Decimal

_RATE = re.compile(r"(?<=[份人户次])[；，、](?=\d[\d.]*[%％](?:$|[；，（。]))")
_BACK = re.compile(r"(?P<back>(?:收回|回收)[^，；、。]{0,4}?\d+份)[、，；](?=(?:表示)?满意(?:的)?\d)")


def satisfied(text: str) -> str:
    """A note on a survey with its rate by name."""
    if not re.search("问卷|收回|回收|满意|访问|回访|测评|调查", text):
        return text
    return _BACK.sub(r"\g<back>，其中", _RATE.sub("，满意度", text, count=1))


#: 入户问了420份，391份满意，目标92%: the goal is one of a rate.
_SATISFIED = re.compile(
    r"(?P<said>^[^%％]*?(?P<all>\d+)[户人份家](?:中)?[，、](?:其中)?(?:(?P<part>\d+)[户人份家]?满意|满意(?:的)?(?P<behind>\d+)[户人份家]?))(?=[，（](?:目标|定的|要求)[^，；。%％\d]{0,4}\d[\d.]*[%％][^%％]*$)"
)


def _rate_of(match: re.Match[str]) -> str:
    whole, part = Decimal(match["all"]), Decimal(match["part"] or match["behind"])
    if not 0 < part <= whole:
        return match[0]
    rate = (part * 100 / whole).quantize(Decimal("0.01")).normalize()
    return f"{match['said']}，满意度{rate:f}%"


def rated(text: str) -> str:
    """A note that counts those satisfied among all asked, with the rate that its goal is held against."""
    return _SATISFIED.sub(_rate_of, text)
