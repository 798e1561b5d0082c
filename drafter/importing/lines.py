"""Lines of notes: the number or dash a line opens with, the label before its colon, the cells of a pasted table.

Limits: what a label means is :mod:`drafter.importing.labels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.language.marks import fold, split
from drafter.language.numerals import chinese_value

_MARK = re.compile(
    r"(?P<head>第[一二三四五六七八九十]{1,3}(?:部分|章)[、，,：: ]?"
    r"|[一二三四五六七八九十]{1,3}(?:、|[ \u3000]+(?=[\u4e00-\u9fff]))"
    r"|[（(][一二三四五六七八九十]{1,3}[）)][、.]?|#{1,6} |[IVX]{1,5}[.、．](?=[ \u3000]*[\u4e00-\u9fff]))"
    r"|(?P<item>\d{1,2}\.\d{1,2}(?:[、 \u3000]+)(?=[\u4e00-\u9fff“《]|\d{1,3}[\u4e00-\u9fff])"
    r"(?!万|亿|元|公里|亩|吨|个百分)"
    r"|\d{1,3}(?:[.．、](?!\d)|[)）](?!\d)| +(?=[^\d\s]|20\d\d))|[（(]\d{1,3}[）)]|[①-⑳]"
    r"|[a-hA-H] +(?=[\u4e00-\u9fff“《\d])"
    r"|[a-z][.、)）][ \u3000]*(?=[\u4e00-\u9fff“《\d])|[A-H][.、)）](?=[\u4e00-\u9fff“《\d])"
    r"|(?!->|—>|—+ ?→)[-—–·•*●○■◆▪►>✓√▲△★☆◇□◎※▶]+ ?(?=\S)"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,2}[，,、])"
)
_LABEL = re.compile(
    r"(?P<label>[^：，。；！？“”《》=＝—（）]{1,24}(?:（[^（）]{1,24}）)?)(?:：|[=＝]|——?(?![\d日月年]))(?P<rest>.*)"
)
#: 安防工程88公里 | 目标90公里: a stroke between words does for a comma.
_PIPE = re.compile(r"(?<=[\u4e00-\u9fff\d）”%])[ \u3000]*[|｜][ \u3000]*(?=[\u4e00-\u9fff])")
_ALIGNED = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{1,8}(?:[/／][\u4e00-\u9fff]{1,8})+)[=＝：: ]+"
    r"(?P<values>[\d.,]+(?:万元|亿元|元|%)?(?:[/／][\d.,]+(?:万元|亿元|元|%)?)+)(?P<unit>[\u4e00-\u9fff]{0,2})"
)
#: Where a line was parted into several that share its number.
JOINT = "\x1e"
#: What stands between a problem and what was done about it.
ARROW = re.compile(r" ?(?:→|⇒|➔|➜|[-—=]+>) ?")
#: 【年度】2025 behind other words of a line is a label of its own.
_BOX = re.compile(r"(?<=[ \t\u3000；。])(?=【[^】]{1,12}】[^，。；、])")
#: 报送：甲局　　单位：乙局 are two labels.
_LABELS = re.compile(r"(?:\u3000{2,}| {2,})(?=(?:单位|主送|报送|抬头|项目|年度|落款|简称)[\u4e00-\u9fff]{0,3}[：:])")
#: 评价怎么开展的？1月8日…
_ASKED = re.compile(
    r"(?P<label>[^，。；！？：“”《》\d]{0,10}(?:怎么|怎样|什么|哪些|如何|咋|吗|几何)[^，。；！？：“”《》\d]{0,6})？ ?"
    r"(?P<rest>.+)"
)
_BOXED = re.compile(r"[【\[〔](?P<label>[^】\]〕]{1,24})[】\]〕]：?(?P<rest>.*)")
#: （另）3栋电梯…: a word in brackets that opens a line.
_ASIDE = re.compile(r"（(?P<label>[\u4e00-\u9fff]{1,2})）：? *(?P<rest>.+)")


class NotedLine(NamedTuple):
    """A line without the mark it opens with: `number` counts from 1, `indent` its blanks, `mark` "head" (一、),
    "item" (1. -) or "", `text` the rest, `cells` its cells where it was pasted from a table; `kind` tells marks of
    one sort (① and ②) from others (-), `number_mark` is the mark as it was typed."""

    number: int
    indent: int
    mark: str
    text: str
    cells: tuple[str, ...] = ()
    kind: str = ""
    number_mark: str = ""


def lines(text: str) -> Iterator[NotedLine]:
    """The lines of a text that hold anything."""
    every = enumerate(re.split(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]", text), 1)
    for number, raw in ((number, part) for number, line in every for part in line.split(JOINT)):
        if not raw.strip(" \t\u3000\ufeff"):
            continue
        if raw.strip().count("\t") >= 1 or (raw.strip().startswith("|") and raw.strip().count("|") >= 3):
            cells = [cell.strip(" \u3000") for cell in _cells(raw)]
            if sum(bool(cell) for cell in cells) >= 2:
                if not all(set(cell) <= set("-: ") for cell in cells):
                    yield NotedLine(number, 0, "", " ".join(cells), tuple(cells))
                continue
        indent = len(raw) - len(raw.lstrip(" \t\u3000"))
        bare = _PIPE.sub("，", raw.strip(" \t\u3000\ufeff"))
        if (aligned := _ALIGNED.fullmatch(bare)) is not None:
            bare = _told_apart(aligned)
        boxed = bare.startswith("【")
        for part in _BOX.split(bare) if boxed else _LABELS.split(bare) if _LABEL.match(bare) else (bare,):
            yield _line(number, indent, part.strip(" \t\u3000"))


def _told_apart(match: re.Match[str]) -> str:
    """编制/实有/退休=214/203/147 with each name before its figure."""
    names, values = re.split("[/／]", match["names"]), re.split("[/／]", match["values"])
    if len(names) != len(values):
        return match[0]
    return "、".join(f"{name}{value}{match['unit']}" for name, value in zip(names, values, strict=True))


def _line(number: int, indent: int, bare: str) -> NotedLine:
    match = _MARK.match(bare)
    rest = bare[match.end() :].strip(" \t\u3000") if match else ""
    # 1036通 and 3月 open with a figure, not with a number of their own.
    if match is None or not rest:
        return NotedLine(number, indent, "", bare)
    return NotedLine(
        number, indent, "head" if match["head"] else "item", rest, (), _sort(match[0].strip()), match[0].strip()
    )


def _sort(mark: str) -> str:
    """What numbers or signs a mark is made of: two marks of one list have the same."""
    return re.sub(
        r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", re.sub("[①-⑳]", "①", re.sub("^[a-z]", "a", mark)))
    )


def _cells(raw: str) -> list[str]:
    return raw.strip("\n").split("\t") if "\t" in raw else raw.strip().strip("|").split("|")


_SPACED = re.compile(r"(?P<label>[\u4e00-\u9fff]{1,8})(?:\u3000+| {2,}|\t)[ \u3000]*(?P<rest>[^\s].*)")


def spaced(text: str) -> tuple[str, str]:
    """The word before a wide blank and what stands behind it (主送　某某市审计局); "" where there is none."""
    match = _SPACED.fullmatch(text)
    return (match["label"], match["rest"]) if match else ("", text)


def labelled(text: str) -> tuple[str, str]:
    """The label of a line and what stands behind its colon; the label is "" where there is none."""
    folded = fold(text)
    match = _BOXED.match(folded) or _LABEL.match(folded) or _ASKED.match(folded)
    if match is None and (match := _ASIDE.match(folded)) is None:
        return "", text
    return text[match.start("label") : match.end("label")].strip(" ↓：:"), text[match.start("rest") :].strip()


_HAN = "一二三四五六七八九十"
_INLINE = re.compile(
    rf"(?P<apart>^|(?<=[；。，：: \u3000]))?(?:(?P<dot>\d{{1,2}})[.．、)）](?!\d)"
    rf"|(?P<tight>\d{{1,2}})(?:[.．](?=\d{{1,3}}(?:[个家处项名条户件座台]|月))|[、.．)）](?=20\d\d年|\d{{1,2}}月))|[（(](?P<digits>\d{{1,2}})[）)]"
    rf"|[（(](?P<han>[{_HAN}]{{1,3}})[）)]|(?P<comma>[{_HAN}]{{1,2}})、|(?P<ring>[①-⑳]))\s*"
)


def _value(match: re.Match[str]) -> int:
    if match["ring"]:
        return ord(match["ring"]) - ord("①") + 1
    if match["han"] or match["comma"]:
        return chinese_value(match["han"] or match["comma"])
    return int(match["dot"] or match["tight"] or match["digits"])


def enumerated(text: str) -> list[str]:
    """The parts of a text that numbers set apart (1.甲；2.乙, ①甲②乙, （一）甲（二）乙); the whole text where none or
    one does. A number that no mark stands before counts only where it goes on from the one before it."""
    cuts: list[tuple[int, int]] = []
    last = 0
    for match in _INLINE.finditer(text):
        value = _value(match)
        if match["apart"] is None and (match["dot"] or match["comma"] or value != last + 1 or not cuts):
            continue
        if (match["han"] or match["comma"]) and value != last + 1:
            continue
        if match["tight"] and (match["apart"] is None or value != last + 1 or not cuts):
            # 3.4个市场没联网 is the third of a list that counts on, else a figure.
            continue
        cuts.append(match.span())
        last = value
    if not cuts and (bare := _bare_numbers(text) or _lettered(text) or _counted(text)):
        return bare
    if not cuts or (len(cuts) == 1 and cuts[0][0] > 0):
        return [text]
    parts = [text[: cuts[0][0]]] if cuts[0][0] else []
    for index, (_, end) in enumerate(cuts):
        parts.append(text[end : cuts[index + 1][0] if index + 1 < len(cuts) else len(text)])
    return [part.strip(" ；。，\u3000") for part in parts if part.strip(" ；。，\u3000")]


#: 1票款不够；2末班车太早；3桥没通
_UNMARKED = re.compile(
    r"(?P<number>\d{1,2})(?P<rest>(?![个名人次条项处家户件月年日号天万亿元%]|公[里斤顷])[\u4e00-\u9fff“].+)"
)


_HAN_IS = re.compile(r"(?:^|(?<=[ \u3000；。，]))(?P<number>[一二三四五六七八])是(?=[\u4e00-\u9fff“\d])")


def _counted(text: str) -> list[str]:
    """The parts of a text that 一是, 二是 count from one on ([] where they do not); 一是 may have been the mark of
    the line."""
    found = list(_HAN_IS.finditer(text))
    first = 1 if found and found[0].start() == 0 else 2
    if not found or any(chinese_value(one["number"]) != at for at, one in enumerate(found, first)):
        return []
    if len(found) + first < 3:
        return []
    ends = [*(match.start() for match in found[1:]), len(text)]
    parts = [text[: found[0].start()]] if first == 2 else []
    parts += [text[match.end() : end] for match, end in zip(found, ends, strict=True)]
    return [one.strip(" ；。，\u3000") for one in parts]


_LETTER = re.compile(r"(?:^|(?<=[ \u3000；。，]))(?P<letter>[a-h])[.．、)）]?[ \u3000]?(?=[\u4e00-\u9fff“\d])")


def _lettered(text: str) -> list[str]:
    """The parts of a text that letters count from a on: a电梯推得慢 b 5个所只有2个人 ([] where they do not)."""
    found = list(_LETTER.finditer(text))
    order = [match["letter"] for match in found]
    if len(found) < 2 or order != [chr(ord("a") + at) for at in range(len(order))] or found[0].start():
        return []
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [text[match.end() : end].strip(" ；。，\u3000") for match, end in zip(found, ends, strict=True)]


def _bare_numbers(text: str) -> list[str]:
    """The parts between stops that numbers without a mark count from one; [] where they do not."""
    parts = [part.strip() for part in re.split("[；;。]", text) if part.strip()]
    found = [_UNMARKED.fullmatch(part) for part in parts]
    counted = len(parts) > 1 and all(one is not None and int(one["number"]) == at for at, one in enumerate(found, 1))
    return [one["rest"] for one in found if one is not None] if counted else []


_RINGED = re.compile(r"[ \u3000；，。]*[①-⑳][ \u3000]*")


def unnumbered(text: str) -> str:
    """A note without the ringed numbers of its parts: 登记：①新设6户 ②注销3户 becomes 登记：新设6户；注销3户."""
    first = _RINGED.search(text)
    if first is None or len(enumerated(text)) < 2 or re.search("[①-⑳](?:[-—和、与及①-⑳]|$)", text):
        return text
    # 人员方面，①办班1期 ②…: the mark behind the topic stays.
    head = text[: first.start()] + ("，" if text[: first.start()].endswith("方面") else "")
    return head + _RINGED.sub("；", text[first.end() :])


def statements(text: str, marks: str = "；。") -> list[str]:
    """The parts of a text between marks that stand outside of brackets and titles, without blanks at their ends."""
    folded = fold(text)
    parts = [text[low:high].strip(" \t\u3000") for low, high in split(folded, 0, len(folded), marks)]
    return [part for part in parts if part]
