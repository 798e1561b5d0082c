"""Pinyin initials, so that 召开会议 is found by zkhy.

The 3,755 common characters of GB 2312 stand in the order of their pinyin, which makes the initial of each a matter of
23 boundaries and needs no dictionary.

Limits: rarer characters answer nothing and are passed over; of several readings two count at most.
"""

from __future__ import annotations

from bisect import bisect_right

_BOUNDS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
#: The second readings that words of offices use.
_OTHER = dict(zip("长重行调传会省曾", "zchtzkxz", strict=True))
_STARTS = [int.from_bytes(one.encode("gb2312"), "big") for one in _BOUNDS]
_END = int.from_bytes("座".encode("gb2312"), "big")


def initials(text: str, other: bool = False) -> str:
    """The initials of a text, letters and digits as they are: 2024年会议 is 2024nhy. `other` takes the second reading
    of characters that have two (河长 is hz)."""
    return "".join([_OTHER.get(one, "") or _initial(one) if other else _initial(one) for one in text])


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1] if _STARTS[0] <= code <= _END else ""


def found(query: str, *texts: str) -> int:
    """How well a query meets a text: 0 not at all, else the better the higher (an opening before a middle)."""
    query = query.strip().lower()
    if not query:
        return 1
    best = 0
    for weight, text in zip(range(len(texts), 0, -1), texts, strict=True):
        for worth, words in ((2, text.lower()), (1, initials(text)), (1, initials(text, True))):
            at = words.find(query)
            if at >= 0:
                best = max(best, 100 * weight + 10 * worth + (5 if at == 0 else 0) + (3 if words == query else 0))
    return best
