"""One indicator, marked: what its result is worth, in figures or in words, and what it lacks.

The reader of a report gains a reason for each mark, and a line for each row that does not hold together: a target
without a result, units that cannot be compared, a percent outside its band.

Limits: a row is looked at alone; what rows owe each other is in :mod:`drafter.facts.indicators`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from drafter.errors import BadIndicator, CaseError, Place
from drafter.facts import scoring
from drafter.facts.case import Case
from drafter.facts.contradiction import Contradiction
from drafter.facts.derive import Derivation, show
from drafter.facts.fact import Fact, Row
from drafter.facts.scored import Scored
from drafter.facts.settings import number
from drafter.facts.value import meant
from drafter.files.values import DataTable
from drafter.language.quantity import Quantity
from drafter.wording import Wording, at, choice, field, word


def fact_of(row: Row, key: str) -> Fact | None:
    """The fact under a key of a row, None where it holds no single one."""
    found = row.get(key)
    return found if isinstance(found, Fact) else None


def text_of(row: Row, key: str) -> str:
    """The words under a key of a row, "" where it holds none."""
    found = fact_of(row, key)
    return found.text if found is not None else ""


def plain(value: Decimal) -> str:
    """A number without zeros at its end."""
    return f"{value.normalize():f}"


class Marker:
    """Marks rows and gathers what follows: `derived` figures by path, `errors`, `contradictions`."""

    def __init__(self, case: Case, settings: DataTable, place: Callable[[str], Place]) -> None:
        self.case, self.settings, self.place = case, settings, place
        self.decimals: int = settings["decimals"]
        self.errors: list[CaseError] = []
        self.contradictions: list[Contradiction] = []
        self.derived: dict[str, Derivation] = {}

    def refuse(self, row: Row, key: str, why: Wording) -> None:
        """Take a fault of a row, or of what stands under one of its keys."""
        path = f"{row.path}.{key}" if key else row.path
        self.errors.append(BadIndicator(self.place(path), path, text_of(row, "name"), why))

    def contradict(self, path: str, what: Wording, claimed: str = "", computed: str = "", due: bool = False) -> None:
        """Take a contradiction between what was typed and what follows."""
        self.contradictions.append(Contradiction(self.place(path), path, what, claimed, computed, due=due))

    def keep(
        self, path: str, label: str, value: Decimal, inputs: tuple[Fact, ...], how: str, also: tuple[str, ...] = ()
    ) -> Fact:
        """A fact of points that was reckoned, kept with how."""
        text = show(value, self.decimals, "分")
        fact = Fact(path, text, Quantity(value, "分"), value, derived=True, also=also)
        self.derived[path] = Derivation(fact, label, inputs, f"{how} = {text}")
        return fact

    def mark(self, row: Row, exact: Decimal, inputs: tuple[Fact, ...], how: str) -> Fact:
        """The points of an indicator, rounded as the settings say."""
        label = f"指标‘{text_of(row, 'name')}’的得分"
        return self.keep(f"{row.path}.score", label, scoring.rounded(exact, self.decimals), inputs, how)

    def lawful(self, row: Row, typed: Decimal, exact: Decimal, over: bool, others: Mapping[str, Decimal]) -> str:
        """Why a score that was typed may differ from what the usual formula gives; "" where it may not.

        财预〔2020〕10号 lets a score be marked down where a target was passed by far, with a reason; places reckon a
        target that is to be met exactly in their own ways."""
        deduction = fact_of(row, "deduction")
        if deduction is not None and deduction.number is not None:
            due = scoring.rounded(max(scoring.NOTHING, exact - deduction.number), self.decimals)
            return f"{plain(exact)} - {plain(deduction.number)}" if typed == due else ""
        for practice, other in others.items():
            if practice and typed == scoring.rounded(other, self.decimals):
                return f"按“{practice}”"
        explained = fact_of(row, "reason") is not None
        return "超额完成，自行扣减" if over and explained and typed < exact else ""

    def marked_down(self, row: Row, typed: Fact | None, exact: Decimal, weight: Fact) -> Fact | None:
        """What was marked down by hand; None where the figure only says what the formula has taken already."""
        deduction = fact_of(row, "deduction")
        if deduction is None or deduction.number is None or typed is None or typed.number is None:
            return deduction
        taken = typed.number == scoring.rounded(exact, self.decimals)
        return None if taken and typed.number + deduction.number == weight.number else deduction

    # -- one row --------------------------------------------------------------------------------------------------
    def scored(self, row: Row, level: str, weight: Fact) -> Scored:
        """An indicator with its weight and points; what it lacks is a fault."""
        name = text_of(row, "name")
        lacks = [label for label, given in (("一级指标", level), ("二级指标", text_of(row, "level2"))) if not given]
        target, actual = fact_of(row, "target"), fact_of(row, "actual")
        judged = self.qualitative(row, target, actual)
        given = actual or (judged and (fact_of(row, "reached") or fact_of(row, "percent")))
        if target is None:
            lacks.append("年度指标值")
            if given:
                self.contradict(row.path, word("facts.no-target", name=name, at=at(f"{row.path}.target")), due=True)
        if not given:
            lacks.append("实际完成值")
            if target is not None:
                self.contradict(row.path, word("facts.no-actual", name=name, at=at(f"{row.path}.actual")), due=True)
        found: tuple[Fact | None, bool | None, bool, str] = None, None, False, ""
        if judged and given:
            found = self.judge(row, weight, lacks)
        elif target is not None and actual is not None:
            found = self.reckon(row, weight, target, actual)
        if (found[1] is False or found[2]) and fact_of(row, "reason") is None:
            lacks.append("偏差原因")
        return Scored(row, name, level, weight, *found, tuple(lacks))

    def qualitative(self, row: Row, target: Fact | None, actual: Fact | None) -> bool:
        """Whether an indicator is judged in words rather than by a figure."""
        kind, marked = text_of(row, "kind"), fact_of(row, "reached") or fact_of(row, "percent")
        if kind == "定量" and marked is not None:
            self.refuse(row, marked.path.rpartition(".")[2], word("facts.reckoned"))
        if kind:
            return kind == "定性"
        values = [fact for fact in (target, actual) if fact is not None]
        return marked is not None or (bool(values) and all(fact.number is None for fact in values))

    def judge(self, row: Row, weight: Fact, lacks: list[str]) -> tuple[Fact | None, bool | None, bool, str]:
        """A result in words: its percent of the weight, within the band of the reached."""
        bands = {name: (number(low), number(high)) for name, (low, high) in self.settings["bands"].items()}
        best = max(bands, key=lambda name: bands[name][0])
        reached, stated = text_of(row, "reached"), fact_of(row, "percent")
        percent = stated.number if stated is not None else None
        if not reached and percent is not None:
            reached = max(
                (name for name in bands if bands[name][0] <= percent), key=lambda name: bands[name][0], default=""
            )
        if not reached:
            lacks.append("达成情况")
            return None, None, False, ""
        low, high = bands.get(reached, (scoring.NOTHING, Decimal(100)))
        if percent is None and high == 100:
            percent = high
        if percent is None:
            lacks.append("得分比例")
            return None, reached == best, False, reached
        if not low <= percent <= high:
            self.refuse(row, "percent", word("facts.band", reached=reached, low=plain(low), high=plain(high)))
            return None, None, False, reached
        exact = scoring.qualitative(percent, weight.number or scoring.NOTHING)
        how = f"{plain(percent)}% × {plain(weight.number or scoring.NOTHING)}"
        deduction = self.marked_down(row, fact_of(row, "score"), exact, weight)
        if deduction is not None and deduction.number is not None:
            exact, how = max(scoring.NOTHING, exact - deduction.number), f"{how} - {plain(deduction.number)}"
        return self.mark(row, exact, (weight,), how), reached == best, False, reached

    def reckon(self, row: Row, weight: Fact, target: Fact, actual: Fact) -> tuple[Fact | None, bool | None, bool, str]:
        """A result in figures against its target, in the direction that is stated or that the target's words say."""
        nothing = None, None, False, ""
        for key, fact in (("target", target), ("actual", actual)):
            if fact.number is None:
                self.refuse(
                    row,
                    key,
                    word("facts.no-figure", text=fact.text, kind=choice("kind", "定性"), reached=field("reached")),
                )
                return nothing
        assert target.number is not None and actual.number is not None
        units = [fact.quantity.unit for fact in (target, actual) if fact.quantity is not None and fact.quantity.unit]
        if len(set(units)) > 1:
            self.refuse(row, "actual", word("facts.two-units", unit=units[1], target=units[0]))
            return nothing
        said, stated = meant(target.text), text_of(row, "direction")
        if said and stated and said != stated:
            name, where = text_of(row, "name"), at(f"{row.path}.direction")
            what = word("facts.direction", name=name, target=target.text, direction=stated, at=where)
            self.contradict(f"{row.path}.direction", what)
        direction = stated or said or "越多越好"
        if not target.number and direction == "越多越好":
            self.refuse(row, "target", word("facts.zero-target", direction=choice("direction", "等于")))
            return nothing
        numbers = actual.number, target.number, weight.number or scoring.NOTHING
        exact = scoring.quantitative(*numbers, direction, self.settings)
        inputs = actual, target, weight
        reached = scoring.reached(actual.number, target.number, direction)
        typed, why = fact_of(row, "score"), ""
        if typed is not None and typed.number is not None and typed.number != scoring.rounded(exact, self.decimals):
            passed = reached and actual.number != target.number
            practices = scoring.practised(*numbers, direction, self.settings)
            why = self.lawful(row, typed.number, exact, passed, practices)
        if why and typed is not None and typed.number is not None:
            done = self.mark(row, typed.number, inputs, why)
        elif (deduction := self.marked_down(row, typed, exact, weight)) is not None and deduction.number is not None:
            left = max(scoring.NOTHING, exact - deduction.number)
            done = self.mark(row, left, (*inputs, deduction), f"{plain(exact)} - {plain(deduction.number)}")
        else:
            done = self.mark(row, exact, inputs, scoring.working(*numbers, direction, self.settings))
        beyond = actual.number * 100 >= number(self.settings["reasons"]["over"]) * target.number
        over = direction == "越多越好" and beyond
        return done, reached, over, ""
