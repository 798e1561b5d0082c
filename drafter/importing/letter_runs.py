"""A letter's page on which problems bear numbers and what belongs to each runs on over lines of its own: what comes
next, rows that count, figures that leave out the unit they share.

The writer gains that 下一步… beneath a problem that others follow is told of it, that rows of a table within a problem
are clauses (续费612格、34.27万元), and that 全年42，到10月底花了36.54 has its unit.

Limits: a plan behind the last problem is that of all; a unit is given only where the line has one of its sort.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.importing.labels import meaning
from drafter.importing.lines import labelled
from drafter.importing.rectifying import NUMBERED
from drafter.language.amounts import Amount, amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

_STATES = re.compile(r"^[ \t\u3000]+(?:结果|进展|现状|目前|现在)[：:][ \u3000]*(?P<first>[^，；。]{1,8})(?=[，；。]|$)")
_BLANKS = (" ", "\t", "\u3000")
_NEXT = re.compile(r"^[ \t\u3000]*(?:下一?步|接下来|后续|后面)(?:打算|安排|计划)?[：:，, \u3000]*(?=\S)")
#: 格数 counts 格; 收回（万元） is money.
_COUNTS = re.compile(r"(?P<unit>[格户人件个台套份笔处间亩栋辆座家张本宗项])数(?:量)?")
_IN = re.compile(r"[（(](?P<unit>[万亿]?元|[\u4e00-\u9fff]{1,2}|%)[）)]$")
_MONEY_LINE = re.compile(
    r"^(?:整改|专项|工作)?(?:经费|资金|预算|费用)|(?:金额|资金|租金|欠[费款租])\d[\d.]*(?=[，。；、]|$)"
)
#: What may stand before a sum that has no unit, and behind it.
_SUM = re.compile(
    r"(?:金额|资金|租金|欠[费款租]|预算|全年|年初|追加|调减|调增|花了?|支出了?|用了?|付了?|剩的?|剩下的?|余下?的?|结余|尚余|共)$"
)
_ENDS = re.compile("[，。；、）)是为]|没|$")
#: 只建了1680, 现在2130, 还差270
_STATE = re.compile(
    r"(?:[建做装修办种铺拆收发换完成到]了?|只有|才|现在|目前|还[差欠剩]|尚[差欠余]|[差剩缺]|已|共|达到?)$"
)
_REFORM = re.compile(
    r"(?P<total>(?:一共|共|总共)?(?P<n>\d+)(?P<unit>[项个条件]))[，：](?:其中)?"
    r"(?P<first>[\u4e00-\u9fff]{2})(?P<a>\d+)(?P=unit)?[、，]?(?P<second>[\u4e00-\u9fff]{1,2})(?P<b>\d+)(?P=unit)?(?=[，。；、]|$)"
)


def with_letter_runs(text: str, genre: str) -> str:
    """The notes of a letter with such lines told of their problem; others as they are."""
    if genre != "rectification":
        return text
    lines = [_united(line) for line in text.split("\n")]
    for at, line in enumerate(lines):
        if line.count("\t") != 1:
            break_ = line.count("\t") > 1
            if break_:
                break
            continue
        label, rest = (cell.strip() for cell in line.split("\t"))
        if meaning(label, genre) and rest:
            # 单位	某某局 over a table: a label and what stands behind it.
            lines[at] = f"{label}：{rest}"
    going = False
    for at, line in enumerate(map(_stated, lines)):
        going = (
            "推进" in line or "正在" in line or "没" in line
            if line.startswith("  状态：")
            else going and line[:1] in _BLANKS
        )
        lines[at] = re.sub(r"^[ \t\u3000]+(?:主要)?原因[：:]", "  未完成原因：", line) if going else line
    numbered = [at for at, line in enumerate(lines) if NUMBERED.match(line.lstrip())]
    for at in numbered[:1] and range(numbered[0], len(lines) - 1):
        if lines[at].endswith(("，", ",")) and _goes_on(lines[at + 1]):
            # 在思亲楼一二层， and the next line: one sentence.
            lines[at + 1], lines[at] = lines[at] + lines[at + 1].strip(), ""
    for at in range(numbered[0] + 1, numbered[-1]) if len(numbered) > 1 else ():
        if at not in numbered and (match := _NEXT.match(lines[at])) is not None:
            lines[at] = f"  下一步：{lines[at][match.end() :]}"
    return "\n".join(_rows(lines, numbered))


def _stated(line: str) -> str:
    """结果：推进中，10所装完 under a label that says how far it is, 办理：… under one that says what was done."""
    line = re.sub(r"^[ \t\u3000]+办理(?:情况)?[：:]", "  整改措施：", line)
    match = _STATES.match(line)
    if match is None or not any(match["first"] in marks for marks in words("notes")["stated"].values()):
        return line
    return f"  状态：{line[match.start('first') :]}"


def _goes_on(line: str) -> bool:
    """Whether a line may go on with the one before it."""
    return bool(line.strip()) and "\t" not in line and not NUMBERED.match(line.lstrip()) and not labelled(line)[0]


def _rows(lines: list[str], numbered: list[int]) -> list[str]:
    """The lines with every table within a problem as one clause for each of its rows; lines stay where they are."""
    at = 0
    while at < len(lines):
        head = lines[at].split("\t")
        end = at + 1
        while end < len(lines) and lines[end].count("\t") == len(head) - 1 and len(head) > 1:
            end += 1
        rows = [line.split("\t") for line in lines[at + 1 : end]]
        units = [_unit(cell.strip()) for cell in head[1:]]
        within = any(one < at for one in numbered)
        if rows and within and all(units) and all(_figures(row) for row in rows):
            told = [
                row[0].strip() + "、".join(f"{cell.strip()}{unit}" for cell, unit in zip(row[1:], units, strict=True))
                for row in rows
            ]
            lines[at] = f"整改措施：{'；'.join(told)}"
            lines[at + 1 : end] = [""] * (end - at - 1)
        at = end
    return lines


def _unit(head: str) -> str:
    """What the column counts in ("" where its head does not say)."""
    match = _COUNTS.fullmatch(head) or _IN.search(head)
    return match["unit"] if match is not None else ""


def _figures(row: list[str]) -> bool:
    return bool(row[0].strip()) and all(re.fullmatch(r"\d[\d.,]*", cell.strip()) for cell in row[1:])


def _united(line: str) -> str:
    """A line whose bare figures have the unit of the others of their sort."""
    line = _REFORM.sub(_parts, line)
    folded = fold(line)
    found = amounts(folded)
    money = {one.scale for one in found if one.sort == "money" or (one.scale and not one.unit)}
    in_money = bool(_MONEY_LINE.search(folded)) and len(money) == 1 and money != {""}
    counted = {one.unit for one in found if one.unit and one.sort != "money" and not one.scale and one.sort != "rate"}
    # 2400穴: what no list of units knows may count as well.
    counted |= set(re.findall(r"\d([\u4e00-\u9fff])(?=[，。；、）)]|$)", folded)) - {"万", "亿", "元"}
    marks: dict[int, str] = {}
    for one in found:
        if in_money and one.scale and not one.unit and _ENDS.match(folded, one.end):
            marks[one.end] = "元"
            continue
        if one.unit or one.scale or one.high is not None or one.whole is not None:
            continue
        before = folded[: one.start]
        if in_money and _SUM.search(before) and _ENDS.match(folded, one.end):
            marks[one.end] = f"{next(iter(money))}元"
        elif (
            len(counted) == 1
            and not money
            and not one.decimals
            and _of_first(one, found, folded, counted)
            and _STATE.search(before)
            and _plain(one, folded)
        ):
            marks[one.end] = next(iter(counted))
    for end in sorted(marks, reverse=True):
        line = f"{line[:end]}{marks[end]}{line[end:]}"
    return line


def _of_first(one: Amount, found: list[Amount], folded: str, counted: set[str]) -> bool:
    """Whether a figure is some of what the first figure of the line counts."""
    first = found[0]
    unit = first.unit or folded[first.end : first.end + 1]
    return first is not one and unit in counted and one.value <= first.value


def _plain(one: Amount, folded: str) -> bool:
    return one.value >= 1 and re.match("[，。；、）)]|$", folded[one.end :]) is not None


def _parts(match: re.Match[str]) -> str:
    """一共7项，修订5新立2 with the unit at each part, where they come to the whole."""
    if Decimal(match["a"]) + Decimal(match["b"]) != Decimal(match["n"]):
        return match[0]
    unit = match["unit"]
    return f"{match['total']}，其中{match['first']}{match['a']}{unit}、{match['second']}{match['b']}{unit}"
