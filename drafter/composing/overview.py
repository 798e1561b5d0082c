"""Overviews: one sentence reckoned over the facts of a section, before they are told one by one.

Limits: an overview counts only what the notes set a goal for; below three goals it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.composing.deeds import Deed
from drafter.composing.grounds import called, label_of
from drafter.composing.joined import claims
from drafter.composing.noted import noted
from drafter.composing.planned_days import late as behind_plan
from drafter.composing.relations import relations
from drafter.facts.case import Case
from drafter.facts.fact import Event, Fact
from drafter.language.late import LatePattern
from drafter.language.marks import in_series
from drafter.report.sentence import Part, Sentence

#: So many goals are worth an overview.
_LEAST = 3
#: Where notes on what was achieved stand.
_ACHIEVED = ("work", "results", "effects", "effects_duty", "effects_result", "satisfaction")
#: What says that something was late or short, whether or not a goal with a figure was set for it.
_LACKS = LatePattern(
    r"晚了?近?\d[\d.]*(?:天|日|个?多?月|周|年)|晚了|逾期(?:[未没了\d完竣开交验]|$)|延期|延后|推迟"
    r"|(?<!不算)(?<!不是)[没未](?:能|有)*(?:按时|按期|如期)?(?:办成|办完|做成|做完|建成|建完|完成|完工|开工|达标|达到)(?!的?主?要?原因)"
    r"|(?:要求|计划|原定|应于?)[^。；]{0,16}月(?:\d{1,2}[日号])?才|(?:到期|按期|按时|到时)(?:只|仅|才)|(?:另外|另|其余|剩下?|剩余)的?\d+[\u4e00-\u9fff]{1,2}[^，；。]{0,6}\d+日?才"
    r"|比(?:目标|计划|任务)(?:数|值)?[^，；。]{0,8}[少晚差]"
)
_PLANNED = LatePattern(r"计划(?:\d{4}年)?(?P<plan>\d{1,2})月[^，；。]{0,6}[，、]实际(?:\d{4}年)?(?P<done>\d{1,2})月")


#: Who or what was late: what stands before the words that say when it should have been.
_LATE = LatePattern(
    r"(?P<name>[\u4e00-\u9fff“”]{2,12}?)(?:也|都|均|仍)?(?:原)?(?:要求|计划|应|定于|定的|原定|说好|讲好|约定|合同约定|目标)(?:是|在|于)?\d{1,2}月"
)
_BEHIND = LatePattern(
    r"(?:到期|按期|按时|到时)(?:只|仅|才)|\d[日号]?才|晚了?近?\d|逾期|延期|延后|推迟|拖[到至]|实际(?:\d{4}年)?\d{1,2}月"
)

#: （均完成目标） behind several.
_ALL_MET = LatePattern(
    r"[（(](?:均|都|全部?)(?:已|按期|如期)?(?:完成|达到|实现)了?(?:年度|年初)?(?:目标|任务|计划)[）)]$"
)
#: A goal as it is noted, with its figure.
_GOAL = LatePattern(
    r"(?:目标|任务|计划|要求|标准|控制[数在]|上限|下限)(?!完成率|推迟|延后|延迟|晚|提前)[^，。；（）\d]{0,8}\d+(?![\d月年])"
)
#: 库房改造8月20日完工，比计划推迟25天
_DELAYED = LatePattern(
    r"(?P<name>[\u4e00-\u9fff“”]{2,16}?)于?\d{1,2}月(?:\d{1,2}[日号]|底|初)?[\u4e00-\u9fff]{0,6}[，、]"
    r"比(?:原?计划|合同|约定|预定|目标)[^，。；\d]{0,6}(?P<how>推迟|延后|延迟|晚)了?(?P<time>\d{1,3}(?:天|日|周|个月))"
)

#: 除湿改造没有在10月底前完工
_NOT_BY = LatePattern(
    r"(?P<name>[\u4e00-\u9fff“”]{2,14}?)[没未](?:能|有)?(?:在|于)?(?:20\d\d年)?\d{1,2}月[^，。；]{0,5}前?"
    r"(?:办成|办完|建成|建完|完成|完工|竣工|交付|投用|达标)"
)


#: 共17座
_SUM = LatePattern(r"(?:一?共|共计|合计|总计|总共)\d[\d.]*[万亿]?[\u4e00-\u9fff（）]{1,6}")


class _Missed(NamedTuple):
    """A goal that was missed: what is called so, by how much, and which way (高, 低, 少; 未按时完成)."""

    name: str
    target: Fact
    gap: Fact | None
    way: str


def uncounted(events: Iterable[Event], counted: bool) -> bool:
    """Whether notes tell of something late or short that no missed goal with a figure stands for (or any does, where
    their goals are not `counted`): then a count of goals would say too much."""
    for event in events:
        if any(
            (not counted if missed else _lacks(said) and not (counted and _named_late(said)[0]))
            for missed, said in _stretches(event)
        ):
            return True
    return False


def _stretches(event: Event) -> list[tuple[bool, str]]:
    """What a note says between two semicolons, and whether a goal was missed there: what else it says is why."""
    missed: list[bool] = []
    told: list[list[str]] = []
    for deed in claims(event.roles):
        if not told or deed.lead in ("；", "。"):
            missed.append(False)
            told.append([])
        missed[-1] |= any(one.state < 0 and isinstance(one.roles.get("target"), Fact) for one in relations(deed))
        told[-1] += [deed.words, *(one.verbatim for one in deed.spoken if one.kind != "reason")]
    return [(short, "，".join(said)) for short, said in zip(missed, told, strict=True)]


def _named_late(said: str) -> tuple[str, str]:
    """What was not done in time, where a stretch opens with it, and how it is told: 水位站 of
    水位站也要求6月1日前，到期只上了6处; ("", "") where none is named."""
    name, days = behind_plan(said)
    if name:
        return name, f"晚{days}天"
    if (late := _DELAYED.match(said)) is not None:
        return late["name"], f"{late['how']}{late['time']}"
    if (late := _NOT_BY.match(said)) is not None:
        return late["name"], "未按时完成"
    named = _LATE.match(said)
    return (named["name"], "未按时完成") if named is not None and _BEHIND.search(said, named.end()) else ("", "")


def _lacks(said: str) -> bool:
    late = any(int(one["done"]) > int(one["plan"]) for one in _PLANNED.finditer(said))
    return late or behind_plan(said)[1] > 0 or _LACKS.search(said) is not None or _NOT_BY.search(said) is not None


def _summed(before: Sequence[Deed], deed: Deed) -> str:
    """What a sum is of, by the names of its parts: 甲型水库和乙型水库 of 甲型水库3座、乙型水库14座，共17座 ("" where it
    is no sum of them)."""
    if _SUM.fullmatch(deed.words) is None or not deed.figures:
        return ""
    whole, total = deed.figures[0][0], Decimal(0)
    for many, one in enumerate(reversed(before), 1):
        if not one.figures or one.figures[-1][0].unit != whole.unit or total > whole.value:
            break
        total += one.figures[-1][0].value
        if total == whole.value:
            return in_series([called(each, None).text for each in before[len(before) - many :]])
    return ""


def _goals(events: Iterable[Event]) -> tuple[int, list[_Missed]]:
    """How many goals were met in some notes, and those that were missed."""
    met = 0
    missed: list[_Missed] = []
    for event in events:
        told_of = claims(event.roles)
        for at, deed in enumerate(told_of):
            last = told_of[at - 1] if at else None
            met += _reached(told_of, at)
            for relation in relations(deed):
                target = relation.roles.get("target")
                if not relation.state or not isinstance(target, Fact):
                    continue
                if relation.state > 0:
                    met += 1
                else:
                    gap = relation.roles.get("gap")
                    way = "高" if relation.kind == "relation.beyond" else "低" if "rate" in relation.roles else "少"
                    shown = gap if isinstance(gap, Fact) else None
                    what = _summed(told_of[:at], deed) or called(deed, label_of(event), last).text
                    missed.append(_Missed(what, target, shown, way))
        note = event.roles.get("note")
        for short, told in _stretches(event):
            late, how = _named_late(told) if not short and _lacks(told) else ("", "")
            if late and isinstance(note, Fact):
                missed.append(_Missed(late, note, None, how))
    return met, missed


def _reached(told_of: Sequence[Deed], at: int) -> int:
    """How many goals the deed at `at` says were met, without figures: 护士16名、担架员24名（均完成目标）."""
    if _ALL_MET.search(told_of[at].words) is None or any(one.kind == "target" for one in told_of[at].spoken):
        return 0
    run = 0
    for before in range(at, -1, -1):
        run += len(told_of[before].figures)
        if told_of[before].lead in ("；", "。"):
            break
    return max(run, 1)


def _all_read(events: Iterable[Event], met: int, missed: Sequence[_Missed]) -> bool:
    """Whether no more goals are noted with a figure than were read as met or missed."""
    notes = [note.text for event in events if isinstance(note := event.roles.get("note"), Fact)]
    said = sum(1 for text in notes for _ in _GOAL.finditer(text))
    return said <= met + sum(one.gap is not None for one in missed)


#: A name that stands in a heading: of so many characters; so many of them.
_NAME, _NAMES = 10, 2


def concluded(case: Case, path: str) -> str:
    """What stands behind the title at `path` in the heading of a group of work: whether its goals were met, and which
    were not (达到目标, ：甲没有达到目标，其余目标达到). "" where it has none, where some were not read, where more is
    told to be late or short."""
    group, mark, _ = path.rpartition(".title")
    title = case.fact(path)
    if title is None or len(title.text) > _NAME:
        # A longer title says itself what came of it: 供餐条件持续改善.
        return ""
    events = list(noted(case.value(f"{group}.notes"))) if mark and group.startswith("work[") else []
    met, missed = _goals(events)
    if not met + len(missed) or uncounted(events, True) or not _all_read(events, met, missed):
        return ""
    if not missed:
        return "达到目标" if met == 1 else "各项目标全部达到"
    names = [f"{one.name}{one.way if len(one.way) > 1 else '没有达到目标'}" for one in missed]
    if len(names) > _NAMES or any(len(one.name) > _NAME or re.search(r"\d", one.name) for one in missed):
        return ""
    return f"：{'，'.join(names)}{'，其余目标达到' if met else ''}"


def goals_met(case: Case, paths: Sequence[str], whole: bool = False) -> Sentence | None:
    """有目标要求的7项中，6项达到目标，1项没有达到，即甲（少0.17万亩）, of the notes below `paths`; None below three
    goals, where all were met, and where these or other notes on what was achieved say that more was late or short.
    `whole`: None as well where how many were met cannot be told."""
    events = [event for path in paths for event in noted(case.value(path))]
    others = [one for one in _ACHIEVED if not any(path.split(".")[0] == one for path in paths)]
    met, missed = _goals(events)
    total = met + len(missed)
    if total < _LEAST or uncounted(events, True):
        return None
    elsewhere = [event for one in others for event in noted(case.value(one))]
    if not missed or uncounted(elsewhere, False):
        return None
    also = tuple(dict.fromkeys(path for one in missed for path in (one.target.path, *one.target.also)))
    count = Fact("goals.missed", f"{len(missed)}项", derived=True, also=also)
    parts: list[Part]
    if met and _all_read([*events, *elsewhere], met, missed):
        every = Fact("goals.set", f"{total}项", derived=True, also=also)
        reached = Fact("goals.met", f"{met}项", derived=True, also=also)
        parts = ["有目标要求的", every, "中，", reached, "达到目标，", count, "没有达到，即"]
    elif whole:
        return None
    else:
        # A goal that was not read would make the count of those that were met a wrong one.
        parts = ["有", count, "没有达到目标，即"]
    for index, one in enumerate(missed):
        name = Fact(f"{one.target.path}.name", one.name, also=one.target.also)
        parts.extend([*(["、"] if index else []), name])
        parts.extend([f"（{one.way}", one.gap, "）"] if one.gap is not None else [])
        parts.extend([f"（{one.way}）"] if len(one.way) > 1 else [])
    return Sentence("goals.met", [*parts, "。"], ())
