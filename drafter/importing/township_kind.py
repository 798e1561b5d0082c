"""What a township is, told as a sentence: 湖区镇，12个村 of 甲镇 is 甲镇为湖区镇，辖12个村.

The writer gains a first paragraph with a subject; no word is added but who it is said of.

Limits: only what says what kind of place it is or what it has, in the first note on the unit; any other stays.
"""

from __future__ import annotations

import re

from drafter.importing.proposal import Proposal

_SEAT = re.compile("(?:人民政府|政府|街道办事处|办事处)$")
#: 沿海镇, 城乡接合部街道: a kind of place, alone in its clause.
_KIND = re.compile(r"[\u4e00-\u9fff“”]{2,10}(?:镇|乡|街道|苏木)(?=，|$)")
#: What goes on with a place as its subject.
_HAS = re.compile("(?:下?辖|管辖|现辖|位于|地处|总面积|面积|辖区面积|常住人口|户籍人口|总人口|现有|有(?=\\d))")
#: 16个村（社区）: what nobody says a verb of.
_BARE = re.compile(r"(?<![\d.])\d+个(?:行政)?(?:村|社区|嘎查)")


def with_place(proposal: Proposal) -> None:
    """Say of what the first note on the unit is told, where its own words do not."""
    notes = proposal.data.get("unit", {}).get("notes", [])
    name = str(proposal.get("unit.name") or "")
    place = _SEAT.sub("街道" if name.endswith("街道办事处") else "", name)
    if not notes or not place or not all(isinstance(one, str) for one in notes):
        return
    first = notes[0]
    if _KIND.match(first) and not first.startswith((place, "全", "本", "我")):
        told = f"{place}为{first}"
    elif _HAS.match(first):
        told = f"{place}{first}"
    elif _BARE.match(first):
        told = f"{place}辖{first}"
    else:
        return
    notes[0] = re.sub(rf"(?<=[镇乡木道]，)(?={_BARE.pattern})", "辖", told)
    if len(notes) > 1 and _BARE.match(notes[1]):
        notes[1] = f"辖{notes[1]}"
