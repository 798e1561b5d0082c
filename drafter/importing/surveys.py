"""What a survey found, noted in figures alone: 问卷400份、收回372份、满意346份；93.0%（目标90%）.

The writer gains one sentence that names the rate: 发放问卷400份，收回372份，其中满意346份，满意度93.0%.

Limits: only a bare rate behind what came back is that of satisfaction; a rate that has a name keeps it.
"""

from __future__ import annotations

import re

_RATE = re.compile(r"(?<=[份人户次])[；，、](?=\d[\d.]*[%％](?:$|[；，（。]))")
_BACK = re.compile(r"(?P<back>(?:收回|回收)[^，；、。]{0,4}?\d+份)[、，；](?=(?:表示)?满意(?:的)?\d)")


def satisfied(text: str) -> str:
    """A note on a survey with its rate by name."""
    if not re.search("问卷|收回|回收|满意|访问|回访|测评", text):
        return text
    return _BACK.sub(r"\g<back>，其中", _RATE.sub("，满意度", text, count=1))
