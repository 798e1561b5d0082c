"""Goals: what was promised has an indicator, names are those approved, dates follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from drafter.reviewing import names
from drafter.reviewing.answer import Look
from drafter.reviewing.days import day
from drafter.reviewing.events import begun_late
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import executed
from drafter.reviewing.problems import runs
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.sanction import approved_name, approved_target, sanctioned
from drafter.reviewing.value import CellText, plain, value

_FIGURE = re.compile(
    r"(?P<lead>[\u4e00-\u9fff（）()“”]{2,24}?)(?:[≥≤约共达]|不少于|不低于|达到|不超过|超过)?\d[\d,.]*[余多]?\s*(?P<unit>[万亿]?[\u4e00-\u9fff%％]{1,4})"
)
_CLAUSE = re.compile(r"[，。；;、！\n]|(?:一|二|三|四|五)是|目标\d[:：]|\d[.、．)）](?!\d)")
_STOP = re.compile(
    r"以上|以下|以内|左右|不少于|不低于|不超过|达到|超过|控制在|完成|开展|组织|实施|全年|计划|预计|力争|确保|实现|进行|做好|[的了和与及等对为在将把]"
)
#: People, however counted: 1200名 of a goal are the 1200人 of an indicator.
_PEOPLE = r"(?:名|位|人(?!次))"
#: A day, a year, a quarter are no count; money that is spent is told by the table of money.
_UNCOUNTED = re.compile(r"[年月日号季届轮]|季度|期(?:工程|项目|建设|改造|规划|任务)")
_FUNDED = re.compile(r"(?:资金|投资|预算|投入|安排|经费|拨款)[^，。]{0,12}\d[\d,.]*[亿万千]?元")


#: What is made and will be there: a system, a catalogue, a plan. Mechanisms and surroundings are effects.
_MADE = re.compile(
    r"(?:建成|建好|新建|搭建|建设|组建|编制|编印|编写|制定|印发|出台|开发|研发|开通|设立|创建|绘制|上线|建立)(?:并[^，。；]{1,4})?(?:起|好|了)?"
    r"(?P<of>[^，。；、\d]{2,20}?)(?P<thing>数据库|信息库|档案库|资源库|库|平台|系统|网站|小程序|公众号|热线|中心|基地|实验室|展厅|展馆|园区|名录|目录|手册|图集|地图|(?:区划|分布|规划|布局|现状|管网|网格)图"
    r"|规划|预案|指南|导则|标准|方案)(?:[一二两三四五六七八九十]+[个项套座处部本册])?$"
)
_LOOSE_THING = re.compile(r"健全|完善|长效|有关|相关|各项|各类|工作|实施|具体|年度$")


@answers("goal-covered")
def covered(look: Look) -> None:
    """Each deed with a figure that the goal promises shares its words with an indicator."""
    forms = [one for one in (look.dossier.goals, look.dossier.form) if one is not None and one.lines]
    promised = False
    for form in forms:
        goal = form.goals.get("expected") or form.goals.get("term")
        if goal is None or not goal:
            continue
        promised = True
        known = [f"{line.name}{line['target'].text}{line['unit'].text}" for line in form.lines]
        for deed in deeds(goal.text):
            look.saw(deed)
            if not any(_akin(deed, name) for name in known):
                look.fault(goal, f"目标里的“{deed}”没有对应的指标", quote=deed)
        for deed, thing in things(goal.text):
            look.saw(deed)
            if not any(runs(thing) & runs(name) for name in known):
                look.fault(goal, f"目标里的“{deed}”没有对应的指标", quote=deed)
        break
    if promised and not look.seen:
        look.skip("目标里没有带数的承诺")
    elif not look.seen:
        look.lack(look.duty.needs)


def deeds(goal: str) -> Iterator[str]:
    """The clauses of a goal that promise something counted."""
    at = 0
    for mark in [*_CLAUSE.finditer(goal), None]:
        if mark and mark[0] == "、" and not re.match(r"[^，。；;、]*\d", goal[mark.end() :]):
            # 1200名失能、高龄老人: one deed, as what stands behind the mark has no figure of its own.
            continue
        clause = goal[at : mark.start() if mark else len(goal)].strip()
        at = mark.end() if mark else len(goal)
        match = _FIGURE.search(clause)
        if match and len(clause) >= 5 and not _UNCOUNTED.match(match["unit"]) and not _FUNDED.search(clause):
            yield clause


def things(goal: str) -> Iterator[tuple[str, str]]:
    """The clauses of a goal that promise a thing that will be there to be seen, each with the thing: 建成数字档案库."""
    for clause in _CLAUSE.split(goal):
        match = _MADE.search(clause.strip()) if not re.search(r"\d", clause) else None
        if match and not _LOOSE_THING.search(match["of"]) and len(match["of"]) >= 2:
            yield clause.strip(), match["of"][-3:] + match["thing"]


def _akin(deed: str, name: str) -> bool:
    """Whether a clause and an indicator speak of one thing: pairs of characters that say something, or the same figure
    with its unit."""
    figure = re.search(r"\d[\d,.]*\s*[万亿]?[\u4e00-\u9fff%％]{1,2}", deed)
    if figure and figure[0].replace(" ", "") in name.replace(" ", ""):
        return True
    people = re.search(rf"(\d[\d,.]*\s*万?){_PEOPLE}", deed)
    if people and re.search(rf"(?<![\d.]){people[1]}{_PEOPLE}", name):
        return True
    bare = [
        part
        for part in _STOP.split(re.sub(r"[^\u4e00-\u9fff]", "", re.sub(r"\d[\d,.]*[万亿]?.", "", deed)))
        if len(part) >= 2
    ]
    pairs = {part[at : at + 2] for part in bare for at in range(len(part) - 1)}
    shared = sum(pair in name for pair in pairs)
    if shared and not any(word in name for word in (bare[0][:2], bare[-1][-2:], bare[-1][-3:-1])):
        # 培训设备管理员36名 and 设备管护责任制: neither what is done nor to whom.
        return False
    # One word in common may be of another thing: 培训护理员120名 is no 新增护理床位.
    unit = figure and re.sub(r"^\d[\d,.]*\s*[万亿]?", "", figure[0])[:1]
    return shared >= 2 or (shared == 1 and (len(pairs) <= 2 or bool(unit and unit != "%" and unit in name[-3:])))


@answers("approved-names")
def approved(look: Look) -> None:
    goals, form = look.dossier.goals, look.dossier.form
    if goals is None:
        look.lack(look.duty.needs)
        return
    if form is None or not form.lines:
        look.lack("自评表（有指标的）")
        return
    wanted = {_bare(line.name): line for line in goals.lines if line.name and not executed(line) and not line.unset}
    stated = {_bare(line.name): line for line in form.lines if line.name and not executed(line) and not line.unset}
    look.saw(f"申报表{len(wanted)}个指标，自评表{len(stated)}个")
    missing = [name for name in wanted if name not in stated]
    for name, line in stated.items():
        if name in wanted:
            _same_target(look, wanted[name], line)
            continue
        renamed = next((one for one in missing if approved_name(look.dossier, line, wanted[one].name)), "")
        near = renamed or max(missing, key=lambda one: SequenceMatcher(None, one, name).ratio(), default="")
        if renamed or (near and SequenceMatcher(None, near, name).ratio() >= 0.6):
            missing.remove(near)
            if renamed:
                look.saw(f"“{wanted[near].name}”经批准改为“{line.name}”")
                _same_target(look, wanted[near], line)
                continue
            look.fault(line["name"], f"指标“{line.name}”，批复的是“{wanted[near].name}”")
        elif _allowed(look, line):
            look.saw(f"“{line.name}”是自评时增设的，表下的说明允许")
        else:
            look.fault(line["name"], f"指标“{line.name}”不在批复的申报表里")
    for name in missing:
        look.fault(wanted[name]["name"], f"批复的指标“{wanted[name].name}”，自评表里没有")


_ADDED = re.compile(r"可(?:以)?(?:自行)?(?:增设|增加|补充|补设|新增|增列)")


def _allowed(look: Look, line: IndicatorRow) -> bool:
    """Whether a note lets a form have indicators of this kind that were not asked for: 自评时可增设成本指标."""
    levels = f"{line['level1'].said} {line['level2'].said}"
    for note in look.dossier.notes:
        for part in re.split("[。；;]", note.text):
            kinds = re.findall(r"(成本|数量|质量|时效|效益|满意度)指标", part)
            if _ADDED.search(part) and (not kinds or any(kind in levels for kind in kinds)):
                return True
    return False


def _same_target(look: Look, asked: IndicatorRow, line: IndicatorRow) -> None:
    """The target of a row as it was approved, or changed with approval."""
    approved, unit, stated = asked["target"], asked["unit"], line["initial_target"] or line["target"]
    if line["adjusted_target"] or sanctioned(stated.text):
        return
    one, other = value(approved.text, unit.text), value(stated.text, line["unit"].text)
    if one is not None and other is not None:
        same = one.number == other.number or (one.number / 100 == other.number and one.percent)
        # 13.6万 is told as 13.6万 and as 136000.
        shown = {plain(other.number), plain(other.number / 10_000)}
        if not same and not any(approved_target(look.dossier, line, number) for number in shown):
            what = f"指标“{line.name}”的指标值是{stated.text}，批复的是{approved.text}{unit.text}（{approved.place}）"
            look.fault(stated, what)
    elif approved and stated and one is None and other is None and approved.said != stated.said:
        look.fault(stated, f"指标“{line.name}”的指标值是“{stated.text}”，批复的是“{approved.text}”")


def _bare(name: str) -> str:
    return names.key(name)


@answers("dates")
def dates(look: Look) -> None:
    dossier = look.dossier
    for form in [*dossier.forms, *([dossier.goals] if dossier.goals else [])]:
        start, end = form.labels.get("project.start", CellText()), form.labels.get("project.end", CellText())
        begun, ended = day(start.text, first=True), day(end.text)
        if begun and ended:
            look.saw(f"{start.text}至{end.text}")
            if begun > ended:
                look.fault(end, f"结束日期{end.text}早于开始日期{start.text}")
        for line in form.lines:
            for key, called in (("target", "指标值"), ("actual", "完成值")):
                told = (
                    day(line[key].text, year=dossier.year)
                    if "时效" in line["level2"].said or "时间" in line.name
                    else None
                )
                if told is None:
                    continue
                look.saw(f"{line.name}{called}{line[key].text}")
                if ended and told > ended:
                    look.fault(line[key], f"时效指标“{line.name}”的{called}{line[key].text}晚于项目结束日期{end.text}")
                if begun and told < begun and key == "target":
                    look.fault(
                        line[key], f"时效指标“{line.name}”的{called}{line[key].text}早于项目开始日期{start.text}"
                    )
            aim, done = day(line["target"].text, year=dossier.year), day(line["actual"].text, year=dossier.year)
            score, weight = line["score"].number, line["weight"].number
            if aim and done and done > aim and score is not None and score == weight:
                look.fault(
                    line["actual"], f"指标“{line.name}”{line['actual'].text}才完成，晚于{line['target'].text}，却得满分"
                )
            for event in begun_late(dossier, line, done) if done else ():
                what = f"“{line.name}”写{line['actual'].text}（{line['actual'].place}），{event.words}却在后面"
                look.fault(CellText(event.words, event.place), what)
