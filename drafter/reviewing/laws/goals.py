"""Goals: what was promised has an indicator, names are those approved, dates follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from drafter.reviewing import names
from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import executed
from drafter.reviewing.value import CellText

_FIGURE = re.compile(
    r"(?P<lead>[\u4e00-\u9fff（）()“”]{2,24}?)(?:[≥≤约共达]|不少于|不低于|达到|不超过|超过)?\d[\d,.]*[余多]?\s*(?P<unit>[万亿]?[\u4e00-\u9fff%％]{1,4})"
)
_CLAUSE = re.compile(r"[，。；;、！\n]|(?:一|二|三|四|五)是|目标\d[:：]|\d[.、．)）](?!\d)")
_STOP = re.compile(
    r"以上|以下|以内|左右|不少于|不低于|不超过|达到|超过|控制在|完成|开展|组织|实施|全年|计划|预计|力争|确保|实现|进行|做好|[的了和与及等对为在将把]"
)
#: A day, a year, a quarter are no count; money that is spent is told by the table of money.
_UNCOUNTED = re.compile(r"[年月日号季届轮期]|季度")
_FUNDED = re.compile(r"(?:资金|投资|预算|投入|安排|经费|拨款)[^，。]{0,12}\d[\d,.]*[亿万千]?元")
_DAY = re.compile(r"(20\d\d)\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2}))?")


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
        break
    if promised and not look.seen:
        look.skip("目标里没有带数的承诺")
    elif not look.seen:
        look.lack(look.duty.needs)


def deeds(goal: str) -> Iterator[str]:
    """The clauses of a goal that promise something counted."""
    at = 0
    for mark in [*_CLAUSE.finditer(goal), None]:
        clause = goal[at : mark.start() if mark else len(goal)].strip()
        at = mark.end() if mark else len(goal)
        match = _FIGURE.search(clause)
        if match and len(clause) >= 5 and not _UNCOUNTED.match(match["unit"]) and not _FUNDED.search(clause):
            yield clause


def _akin(deed: str, name: str) -> bool:
    """Whether a clause and an indicator speak of one thing: pairs of characters that say something, or the same figure
    with its unit."""
    figure = re.search(r"\d[\d,.]*\s*[万亿]?[\u4e00-\u9fff%％]{1,2}", deed)
    if figure and figure[0].replace(" ", "") in name.replace(" ", ""):
        return True
    bare = [
        part
        for part in _STOP.split(re.sub(r"[^\u4e00-\u9fff]", "", re.sub(r"\d[\d,.]*[万亿]?.", "", deed)))
        if len(part) >= 2
    ]
    pairs = {part[at : at + 2] for part in bare for at in range(len(part) - 1)}
    shared = sum(pair in name for pair in pairs)
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
            _same_target(look, wanted[name]["target"], wanted[name]["unit"], line.cells, line.name)
            continue
        near = max(missing, key=lambda one: SequenceMatcher(None, one, name).ratio(), default="")
        if near and SequenceMatcher(None, near, name).ratio() >= 0.6:
            missing.remove(near)
            look.fault(line["name"], f"指标“{line.name}”，批复的是“{wanted[near].name}”")
        else:
            look.fault(line["name"], f"指标“{line.name}”不在批复的申报表里")
    for name in missing:
        look.fault(wanted[name]["name"], f"批复的指标“{wanted[name].name}”，自评表里没有")


def _same_target(look: Look, approved: CellText, unit: CellText, cells: object, name: str) -> None:
    from drafter.reviewing.value import plain, value

    assert isinstance(cells, dict)
    stated = cells.get("initial_target") or cells.get("target") or CellText()
    if cells.get("adjusted_target") or sanctioned(stated.text):
        return
    one = value(approved.text, unit.text)
    other = value(stated.text, (cells.get("unit") or CellText()).text)
    if one is not None and other is not None:
        same = one.number == other.number or (one.number / 100 == other.number and one.percent)
        if not same and not _changed(look, name, plain(other.number)):
            what = f"指标“{name}”的指标值是{stated.text}，批复的是{approved.text}{unit.text}（{approved.place}）"
            look.fault(stated, what)
    elif approved and stated and one is None and other is None and approved.said != stated.said:
        look.fault(stated, f"指标“{name}”的指标值是“{stated.text}”，批复的是“{approved.text}”")


#: Who approved a change, or the number of the paper that did; and that something was changed.
_SANCTION = re.compile(r"批准|批复|同意|核准|核定|备案|审定|[〔\[（(【]20\d\d[〕\]）)】]\s*(?:第\s*)?\d+\s*号")
_ALTERED = re.compile(
    r"调整|变更|改为|调减|调低|调增|核减|核增|下调|上调|修订|延长|延期|顺延|推迟|压减|原为|原定|由.{1,20}[到至为]"
)


def sanctioned(text: str) -> bool:
    """Whether some words tell a change that somebody approved: 经青财函〔2025〕8号批准调整."""
    return bool(_SANCTION.search(text) and _ALTERED.search(text))


def _changed(look: Look, name: str, number: str) -> bool:
    """Whether a letter of approval, or a sentence of the report that names one, tells an indicator's new target."""
    for stretch, _ in look.dossier.stretches(("paragraph",)):
        for part in re.split("[。；]", stretch.text.replace(",", "")):
            told = name in part or names.stem(name) in part
            if told and sanctioned(part) and re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", part):
                return True
    for letter in look.dossier.letters("批复"):
        for stretch, _ in look.dossier.stretches_of(letter):
            text = stretch.text.replace(",", "")
            if (name in text or names.stem(name) in text) and re.search(
                rf"(?<![\d.]){re.escape(number)}(?![\d.])", text
            ):
                return True
    return False


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


def day(text: str, first: bool = False, year: int = 0) -> date | None:
    """The day that some words name: 2024年12月底前 is 31 December; a month without a day is its last (or first)."""
    match = _DAY.search(text)
    if match is None and year and (month := re.search(r"(?<!\d)(\d{1,2})月(?:(\d{1,2})日|底|末|前|份|内)", text)):
        return _made(year, int(month[1]), month[2], first)
    return _made(int(match[1]), int(match[2]), match[3], first) if match else None


def _made(year: int, month: int, said: str | None, first: bool) -> date | None:
    try:
        if said:
            return date(year, month, int(said))
        if first:
            return date(year, month, 1)
        return date(year + month // 12, month % 12 + 1, 1) - (date(2, 1, 2) - date(2, 1, 1))
    except ValueError:
        return None
