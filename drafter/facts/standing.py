"""How a project stands in the middle of its year: money and indicators against the time gone, with their lights.

The reader of a monitoring report gains the pace of the money beside that of the calendar, each indicator as a share of
its target, and the lights that the budget system would show, each reckoned from figures of the case.

Source: 财预〔2020〕10号 on monitoring; the alarms of provincial systems, whose bounds are data (`places/*/place.toml`,
[lights]). Limits: a result in words, and an indicator without a result so far, has no light; a rate that is measured
once a year is held against its target, not against the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from drafter.facts.case import Case
from drafter.facts.derive import Derivation, show
from drafter.facts.fact import Fact, Row
from drafter.facts.marking import fact_of, text_of
from drafter.facts.value import meant
from drafter.files.values import DataTable
from drafter.language.quantity import Quantity
from drafter.language.times import months_gone

_HUNDRED = Decimal(100)
RED, YELLOW, GREEN, MET = "红灯", "黄灯", "绿灯", "已完成"
#: What is derived, beside the rules of templates/derivations.toml.
STANDING: Mapping[str, str] = {
    "fund.watched": "监控所对照的预算数",
    "fund.until": "监控截至",
    "fund.year_share": "时间进度",
    "fund.progress_rate": "本期执行率",
    "fund.outlook_rate": "全年预计执行率",
    "fund.pace": "执行率比时间进度快慢",
    "fund.light": "资金执行的预警灯",
    "standing.total": "指标数",
    "standing.met": "已达到年度目标的指标",
    "standing.green": "绿灯的指标",
    "standing.yellow": "黄灯的指标",
    "standing.red": "红灯的指标",
    "standing.unlit": "本期没有数的指标",
    "standing.sure": "确定能完成的指标",
    "standing.maybe": "有可能完成的指标",
    "standing.never": "不可能完成的指标",
    "indicators[].level1": "一级指标",
    "indicators[].aim": "年度指标值的说法",
    "indicators[].goal": "年度目标",
    "indicators[].done": "完成年度指标值的比例",
    "indicators[].light": "指标的预警灯",
    "indicators[].state": "指标的进展",
}
_LIKELY = {"sure": ("确定能", "能"), "maybe": ("有可能", "可能"), "never": ("完全不可能", "不可能", "不能")}
_LIGHTS = {"met": MET, "green": GREEN, "yellow": YELLOW, "red": RED}


def standing(case: Case, levels: Mapping[str, Sequence[str]], lights: Mapping[str, object]) -> dict[str, Derivation]:
    """What follows from a case whose year is not over: aims as they are said, shares, lights and their counts. `levels`
    are the second levels of each first, `lights` the bounds of its place."""
    return _Standing(case, levels, lights).found()


class _Standing:
    def __init__(self, case: Case, levels: Mapping[str, Sequence[str]], lights: DataTable) -> None:
        self.case, self.levels, self.lights = case, levels, lights
        self.derived: dict[str, Derivation] = {}
        rows = case.values.get("indicators")
        found = [row for row in rows if isinstance(row, Row) and row.values] if isinstance(rows, tuple) else []
        self.rows = [row for row in found if text_of(row, "cancelled") != "是"]
        month = case.fact("fund.month")
        self.months = months_gone(month.text) if month is not None else 0

    def found(self) -> dict[str, Derivation]:
        self.money()
        states = [self.indicator(row) for row in self.rows]
        if self.rows:
            self.count("standing.total", len(self.rows))
        if self.months and any(state for state in states):
            for name in _LIGHTS:
                self.count(f"standing.{name}", states.count(name))
            self.count("standing.unlit", states.count(""))
            likely = [text_of(row, "likely") for row in self.rows]
            for name, words in _LIKELY.items():
                self.count(f"standing.{name}", sum(one in words for one in likely))
        return self.derived

    # -- keeping --------------------------------------------------------------------------------------------------
    def keep(self, path: str, fact: Fact, inputs: tuple[Fact, ...], working: str = "") -> Fact:
        label = STANDING[path if path in STANDING else f"indicators[].{path.rpartition('.')[2]}"]
        self.derived[path] = Derivation(fact, label, inputs, working or fact.text)
        return fact

    def figure(self, path: str, number: Decimal, unit: str, inputs: tuple[Fact, ...], working: str) -> Fact:
        text = show(abs(number), 2, unit)
        fact = Fact(path, text, Quantity(number, unit), number, derived=True)
        return self.keep(path, fact, inputs, f"{working} = {show(number, 2, unit)}")

    def word(self, path: str, text: str, inputs: tuple[Fact, ...], working: str = "") -> Fact:
        also = tuple([one.path for one in inputs])
        return self.keep(path, Fact(path, text, derived=True, also=also), inputs, working)

    def count(self, path: str, many: int) -> None:
        if not many:
            return
        fact = Fact(path, f"{many}项", Quantity(Decimal(many), "项"), Decimal(many), derived=True)
        self.keep(path, fact, ())

    # -- money ----------------------------------------------------------------------------------------------------
    def money(self) -> None:
        case = self.case
        budget = case.facts.get("fund.budget") or case.facts.get("fund.initial")
        month = case.fact("fund.month")
        if month is not None and self.months:
            self.word("fund.until", f"{self.months}月底", (month,))
            share = Decimal(self.months) / 12 * _HUNDRED
            self.figure("fund.year_share", share, "%", (month,), f"{self.months} ÷ 12")
        if budget is None or not budget.number:
            return
        watched = Fact("fund.watched", budget.text, budget.quantity, budget.number, derived=True, also=(budget.path,))
        self.keep("fund.watched", watched, (budget,))
        for path, part in (("fund.progress_rate", "fund.progress"), ("fund.outlook_rate", "fund.outlook")):
            fact = case.facts.get(part)
            if fact is not None and fact.number is not None:
                working = f"{fact.number:f} ÷ {budget.number:f}"
                self.figure(path, fact.number / budget.number * _HUNDRED, "%", (fact, budget), working)
        if self.months and (rate := self.derived.get("fund.progress_rate")) is not None:
            self.pace(rate.fact)

    def pace(self, rate: Fact) -> None:
        share = self.derived["fund.year_share"].fact
        assert rate.number is not None and share.number is not None
        ahead = rate.number - share.number
        self.figure("fund.pace", ahead, "个百分点", (rate, share), f"{rate.text} - {share.text}")
        fixed = self.lights.get("months", {}).get(str(self.months))
        if fixed is not None:
            light = RED if rate.number < Decimal(str(fixed)) else GREEN
            working = f"{rate.text}，{self.months}月的界限是{fixed}%"
        else:
            light = self.lit(rate.number, share.number)
            working = f"{rate.text} ÷ {share.text}，界限是{self.bound('red')}%、{self.bound('yellow')}%"
        self.word("fund.light", light, (rate, share), working)

    def bound(self, name: str) -> Decimal:
        return Decimal(str(self.lights.get(name, {"red": 60, "yellow": 80}[name])))

    def lit(self, done: Decimal, due: Decimal) -> str:
        """The light of what is done against what is due by now, both in %."""
        if done < due * self.bound("red") / _HUNDRED:
            return RED
        return YELLOW if done < due * self.bound("yellow") / _HUNDRED else GREEN

    # -- indicators -----------------------------------------------------------------------------------------------
    def indicator(self, row: Row) -> str:
        """What follows for one indicator; answers its state: met, green, yellow, red, or "" where it has none."""
        target, progress = fact_of(row, "target"), fact_of(row, "progress")
        level2 = fact_of(row, "level2")
        level1 = next((name for name, below in self.levels.items() if level2 is not None and level2.text in below), "")
        if level1 and level2 is not None and fact_of(row, "level1") is None:
            self.word(f"{row.path}.level1", level1, (level2,))
        if target is not None:
            self.word(f"{row.path}.aim", aim(target), (target,))
            self.word(f"{row.path}.goal", re.sub("^(?:达到|为)(?=.)", "", aim(target)), (target,))
        if target is None or progress is None or not self.months:
            return ""
        if target.number is None or progress.number is None or not target.number:
            return ""
        state = self.state(row, target, progress)
        inputs = (progress, target)
        if state:
            self.word(f"{row.path}.light", _LIGHTS[state], inputs)
            self.word(f"{row.path}.state", state, inputs)
        return state

    def state(self, row: Row, target: Fact, progress: Fact) -> str:
        assert target.number is not None and progress.number is not None
        units = [one.quantity.unit for one in (target, progress) if one.quantity is not None and one.quantity.unit]
        if len(set(units)) > 1:
            return ""
        if (text_of(row, "direction") or meant(target.text)) == "越少越好":
            return "red" if progress.number > target.number else "green"
        done = progress.number / target.number * _HUNDRED
        if "%" not in units:
            working = f"{progress.number:f} ÷ {target.number:f}"
            self.figure(f"{row.path}.done", done, "%", (progress, target), working)
        if done >= _HUNDRED:
            return "met"
        # A rate is that of what was done so far: it is not due by months.
        due = _HUNDRED if "%" in units else Decimal(self.months) / 12 * _HUNDRED
        return {RED: "red", YELLOW: "yellow", GREEN: "green"}[self.lit(done, due)]


def aim(target: Fact) -> str:
    """A target as a sentence says it: ≥320万页 is 不少于320万页, ≤0.6元 不超过0.6元, a phrase stays as it is."""
    text, quantity = target.text, target.quantity
    bare = text.lstrip("≥≤＞＜＝=<>").strip()
    if quantity is not None and not text[:1].isdigit() and bare != text:
        rate = quantity.unit in ("%", "分", "级") or not quantity.unit
        said = {
            "≥": "不低于" if rate else "不少于",
            "≤": "不超过",
            "＞": "超过",
            ">": "超过",
            "＜": "低于",
            "<": "低于",
        }
        return f"{said.get(text[0], '达到')}{bare}"
    if bare != text and bare[:1].isdigit():
        late = re.search(r"[年月日号前]$", bare) is not None
        at_most = "不晚于" if late else "不超过"
        return f"{at_most if text[0] in '≤＜<' else '不少于' if text[0] in '≥＞>' else '为'}{bare}"
    if bare != text:
        return bare
    if quantity is not None:
        return text if quantity.lead else f"达到{text}"
    return f"为{text}" if text[:1].isdigit() else text
