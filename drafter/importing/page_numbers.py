"""A page of a letter's notes whose every line has a number, findings or not: 6、第一类是资金，3个问题.

The writer gains that such numbers count lines, not findings: how many of these there are the page says itself,
class by class.

Limits: only where nearly all lines count on from one and the page names fewer problems than lines; findings are the
lines beneath a heading that counts its class.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"^[ \t\u3000]*(?P<number>\d{1,3})[、.．)）][ \u3000]*(?=\S)")
_SAID = re.compile(r"(?P<count>\d{1,2})个问题")
#: 第一类是资金，3个问题
_CLASS = re.compile(
    r"^第[一二三四五六七八九十]{1,2}[类块方面]+(?:问题)?(?:是|：|，)?(?P<name>[^，。；：\d]{2,16}?)(?:方面|这块|类)?(?:的)?"
    r"[，：]?(?:有|共|一共)?(?P<count>\d{1,2})个(?:问题)?[。]?$"
)
#: 资金第2个：
_ORDER = re.compile(r"^[\u4e00-\u9fff]{0,6}第(?:\d{1,2}|[一二三四五六七八九十]{1,2})[个条项](?:问题)?[：:，、][ ]*")
#: Where a problem of one sentence ends: …没有公示，现在…
_NOW = re.compile(r"，(?=(?:现在|目前|后来|如今|已经|已把|都已|我们|全部)[^，。；])")
_OPEN = re.compile(
    r"[。；，]?(?:这个|这条|这项)?(?:就是|是|还|算)?(?:没|没有|未)(?:有)?(?:改|整改|办)完的?(?=[，。；]|$)"
)
_ITSELF = re.compile(r"(?:^|(?<=[。；]))(?:这个|这笔)钱(?=[\u4e00-\u9fff])")
_LEAST, _SHARE, _FEWER = 12, 0.8, 3


def with_page_numbers(text: str, genre: str) -> str:
    """The notes of a letter without the numbers of their lines, the lines of each class named as findings."""
    if genre != "rectification":
        return text
    lines = text.split("\n")
    if not _counted(lines):
        return text
    bare = [_NUMBER.sub("", line) for line in lines]
    classes = [match for line in bare if (match := _CLASS.match(line)) is not None]
    number = due = 0
    told = False
    done: list[str] = []
    for line in bare:
        if (match := _CLASS.match(line)) is not None:
            due = int(match["count"])
            done.append(f"{match['name']}{match['count']}个问题")
        elif due and line.strip():
            due, number, told = due - 1, number + 1, True
            done.append(f"问题{number}：{_finding(line)}")
        elif told and line.strip() and number == sum(int(one["count"]) for one in classes):
            done.append(f"【其他】\x1e{line}")
            told = False
        else:
            done.append(line)
    return "\n".join(done)


def _counted(lines: list[str]) -> bool:
    numbers = [int(match["number"]) for line in lines if (match := _NUMBER.match(line)) is not None]
    full = [line for line in lines if line.strip()]
    said = [int(match["count"]) for match in _SAID.finditer("\n".join(lines))]
    running = len(numbers) >= _LEAST and numbers == list(range(1, len(numbers) + 1))
    return running and len(numbers) >= _SHARE * len(full) and bool(said) and max(said) <= len(numbers) - _FEWER


def _finding(line: str) -> str:
    """A problem, an arrow, what was done, and its status in a bracket where the line says that it is open."""
    text = _ITSELF.sub("", _ORDER.sub("", line.strip()))
    state = ""
    if (open_ := _OPEN.search(text)) is not None and open_.start() > 0:
        text = f"{text[: open_.start()]}。{text[open_.end() :].lstrip('，。；')}".rstrip("。")
        state = "（正在推进）"
    problem, _, rest = text.partition("。")
    if not rest:
        cut = _NOW.search(text)
        if cut is None:
            return f"{text}{state}"
        problem, rest = text[: cut.start()], text[cut.end() :]
    return f"{problem} → {rest.rstrip('。')}{state}"
