"""Numbers of a report that must add up or be alike: rows of shares, the three public costs, counted states."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.value import MONEY, Cell, plain

_SHARE = re.compile(r"占(?:比)?(?:为|到|总数的|总额的|全部的)?\s*(\d+(?:\.\d+)?)\s*([%％]?)(?P<after>[\u4e00-\u9fff]?)")
_THREE = re.compile(r"“?三公”?经费")
_WHOLE = re.compile(r"“?三公”?经费[^。；\d]{0,24}?(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)")
_PARTS = (
    (
        "因公出国（境）费",
        re.compile(
            r"(?:因公)?出国[（(]境[）)](?:费用?|经费|支出)?[^。；，\d]{0,16}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)"
        ),
    ),
    (
        "公务用车费",
        re.compile(
            r"公务用车(?:购置(?:及|和)运行(?:维护)?费?|购置及运行维护费)[^。；，\d]{0,16}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)"
        ),
    ),
    ("公务接待费", re.compile(r"公务接待(?:费用?|经费|支出)?[^。；，\d]{0,16}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)")),
)
_COUNT = r"(?P<{0}>\d+)\s*(?:个|项|条|件|处|户|人|名|家|宗|批)"
_TOTAL = re.compile(
    rf"(?:共|共计|共有|合计|反馈|指出|涉及|提出|查出|发现|收到|纳入|自评)[^，。；\d]{{0,16}}?{_COUNT.format('total')}"
)
_STATES = re.compile(
    r"(?P<state>已完成(?:整改)?|完成整改|已整改(?:到位|完成)?|整改完成|正在整改|正在推进|正在办理|整改中|未完成(?:整改)?|未整改|尚未(?:完成|整改|启动)"
    r"|未启动|已办结|办结|在办|未办结|基本完成|部分完成|持续推进|长期坚持|已销号|未销号|(?<![\u4e00-\u9fff])(?:优秀?|良好?|中等?|差|合格|不合格))"
    r"(?:的|有|等级|为|共)*\s*(?P<count>\d+)\s*(?:个|项|条|件|处|户|人|名|家|宗|批)"
    r"|(?P<count2>\d+)\s*(?:个|项|条|件|处|户|人|名|家|宗|批)[^，。；、\d]{0,6}?(?P<state2>已完成(?:整改)?|完成整改|整改到位|整改完成|正在整改|正在推进|整改中|未完成(?:整改)?|未整改|尚未完成|尚未整改|办结|在办|销号)"
)


@answers("percent-left-off")
def left_off(look: Look) -> None:
    for stretch, place in look.dossier.stretches(("paragraph", "cell")):
        for start, end in stretch.sentences:
            found = list(_SHARE.finditer(stretch.text, start, end))
            signed = [one for one in found if one[2]]
            if len(found) < 2 or not signed:
                continue
            look.saw(f"{place}{len(found)}个占比")
            for one in found:
                if not one[2] and not one["after"]:
                    look.fault(Cell(one[0], place), f"“{one[0]}”漏了百分号，同一句里别的都有")
    if not look.seen:
        look.skip("报告没有一列占比")


@answers("three-public")
def three(look: Look) -> None:
    for paper in look.dossier.reports:
        assert paper.page is not None
        told = [
            (stretch, place) for stretch, place in look.dossier.stretches(("paragraph",)) if _THREE.search(stretch.text)
        ]
        for stretch, place in told:
            whole = _WHOLE.search(stretch.text)
            parts = [(called, match) for called, pattern in _PARTS if (match := pattern.search(stretch.text))]
            if whole is None or len(parts) < 3:
                continue
            total = _amount(whole)
            added = sum((_amount(match) for _, match in parts), Decimal(0))
            working = f"{' + '.join(match[1] for _, match in parts)} = {plain(added / MONEY[whole[2]])}{whole[2]}"
            look.saw(f"{place}{working}")
            if added != total:
                look.fault(
                    Cell(whole[0], place),
                    f"三公经费{whole[1]}{whole[2]}，三项相加是{plain(added / MONEY[whole[2]])}{whole[2]}",
                    working,
                )
        break
    if not look.seen:
        look.skip("报告没有三公经费的合计和三个分项")


def _amount(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "")) * MONEY[match[2]]


@answers("states-sum")
def states(look: Look) -> None:
    """反馈问题12个，已完成8个，正在推进3个: states of one sentence against its total."""
    for stretch, place in look.dossier.stretches(("paragraph",)):
        total = _TOTAL.search(stretch.text)
        if total is None:
            continue
        end = stretch.text.find("。", total.end())
        behind = stretch.text[total.end() : end if end >= 0 else len(stretch.text)]
        found: dict[str, int] = {}
        for match in _STATES.finditer(behind):
            found.setdefault(match["state"] or match["state2"], int(match["count"] or match["count2"]))
        if len(found) < 2:
            continue
        added, whole = sum(found.values()), int(total["total"])
        working = f"{' + '.join(map(str, found.values()))} = {added}"
        look.saw(f"{place}{working}")
        if added != whole and not re.search(r"其中|主要|包括", behind[:4]):
            what = f"共{whole}，{'、'.join(f'{state}{count}' for state, count in found.items())}，相加是{added}"
            look.fault(Cell(total[0] + behind[:20], place), what, working)
    if not look.seen and not look.faults:
        look.skip("报告没有分状态的个数")
