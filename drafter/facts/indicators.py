"""The indicators of a case, scored: a score for each row, their sum, and what the rows leave open.

The reader of a report gains a score table in which every score follows from its target and result, and whose weights
and money add up. Settings say how marks are given (templates/scoring.toml).

Limits: a row without a result has no score, and then the report has no total of its own making.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from drafter.errors import MissingField, Place
from drafter.facts import scoring
from drafter.facts.case import Case
from drafter.facts.derive import Derivation
from drafter.facts.fact import Fact, Row
from drafter.facts.marking import Marker, fact_of, plain, text_of
from drafter.facts.scored import Scored, Scores
from drafter.facts.settings import EXECUTION, number
from drafter.facts.sources import GIVERS, SPLITS, together
from drafter.language.quantity import Quantity
from drafter.wording import at, field, word

#: The money of the table: paths below `fund.`, and those of which it may be made up.
MONEY = ("initial", "budget", "spent")
#: How many indicators there are, of which sort: derived figures beside the rules of templates/derivations.toml.
COUNTED: Mapping[str, str] = {
    "indicators.total": "指标数",
    "indicators.satisfaction": "满意度指标数",
    "indicators.missed": "没有完成的指标",
    "indicators.over": "远超目标的指标",
}
_WHOLE = Decimal(100)
_SATISFACTION = "满意度指标"


def score(case: Case, settings: Mapping[str, object], place: Callable[[str], Place]) -> Scores:
    """The scores of the indicators of `case`; `place` says where a path stands in its file."""
    return _Scorer(case, Marker(case, settings, place)).scores()


class _Scorer:
    def __init__(self, case: Case, marker: Marker) -> None:
        self.case, self.marker, self.settings = case, marker, marker.settings
        rows = case.values["indicators"]
        # A row that holds nothing is not filled in.
        found = [row for row in rows if isinstance(row, Row) and row.values] if isinstance(rows, tuple) else []
        # One that was cancelled in the year is blank and unscored, and has no part in the weights.
        self.rows = [row for row in found if text_of(row, "cancelled") != "是"]

    def scores(self) -> Scores:
        self.names()
        levels = [self.level(row) for row in self.rows]
        weights = self.weights(levels)
        scored = []
        for row, level, weight in zip(self.rows, levels, weights, strict=True):
            if weight is not None:
                scored.append(self.marker.scored(row, level, weight))
        stated = self.case.fact("score.weight")
        execution = stated.number if stated is not None else None
        if execution is None and self.whole():
            # The indicators have all points: the execution rate has none.
            execution = self.marker.keep("score.weight", "预算执行率的分值", scoring.NOTHING, (), "100 - 100").number
        if execution is None:
            execution = number(self.settings["weights"][EXECUTION])
        total = execution + sum([one.weight.number or scoring.NOTHING for one in scored], scoring.NOTHING)
        if not self.marker.errors:
            # Rows that are not all there yet do not overrule a score that was stated.
            claimed = any(self.case.fact(path) is not None for path in ("score.total", "score.other"))
            self.sums(scored, total == 100 or not claimed)
            if total != 100:
                own = plain(total - execution)
                what = word("facts.points", total=plain(total), execution=plain(execution), indicators=own)
                self.marker.contradict("indicators", what, f"{plain(total)}分", "100分")
            self.splits()
        return Scores(
            tuple(scored),
            self.marker.derived,
            tuple(self.marker.errors),
            tuple(self.marker.contradictions),
            execution,
            total,
            number(self.settings["reasons"]["execution"]),
        )

    def whole(self) -> bool:
        """Whether the indicators have a hundred points of their own, and nothing gives the execution rate any."""
        weights = [fact.number for row in self.rows if (fact := fact_of(row, "weight")) is not None]
        stated = self.case.fact("score.execution") is not None
        points = [weight for weight in weights if weight is not None]
        return len(points) == len(self.rows) and sum(points, scoring.NOTHING) == _WHOLE and not stated

    def names(self) -> None:
        seen: set[str] = set()
        for row in self.rows:
            name = text_of(row, "name")
            if not name:
                path = f"{row.path}.name"
                self.marker.errors.append(MissingField(self.marker.place(path), path, "三级指标名称"))
            elif name in seen:
                self.marker.refuse(row, "name", word("facts.two-names"))
            seen.add(name)

    # -- levels and weights ---------------------------------------------------------------------------------------
    def level(self, row: Row) -> str:
        level1, level2 = text_of(row, "level1"), text_of(row, "level2")
        levels = self.settings["levels"]
        if not level1:
            return next((name for name, below in levels.items() if level2 in below), "")
        if level2 and level2 not in levels.get(level1, ()) and not self.within(level1, level2):
            path, name = f"{row.path}.level2", text_of(row, "name")
            self.marker.contradict(path, word("facts.level", name=name, level2=level2, level1=level1, at=at(path)))
        return level1

    def within(self, level1: str, level2: str) -> bool:
        """Whether a place that has no first level of its own for `level2` puts it under `level1`."""
        return any(
            over == level1
            and level2 in self.settings["levels"].get(name, ())
            and all(text_of(row, "level1") != name for row in self.rows)
            for name, over in self.settings["within"].items()
        )

    def weights(self, levels: Sequence[str]) -> list[Fact | None]:
        """The weight of each row; rows without one share evenly what is left of their part."""
        found = [fact_of(row, "weight") for row in self.rows]
        for row, weight in zip(self.rows, found, strict=True):
            if (
                weight is not None
                and weight.number is not None
                and Quantity(weight.number).decimals > self.marker.decimals
            ):
                self.marker.refuse(row, "weight", word("facts.decimals", most=self.marker.decimals))
        for level in dict.fromkeys(levels):
            mine = [index for index, one in enumerate(levels) if one == level]
            empty = [index for index in mine if found[index] is None]
            left = number(self.settings["weights"].get(level, 0))
            left -= sum([fact.number or 0 for index in mine if (fact := found[index]) is not None], scoring.NOTHING)
            for index in empty if left <= 0 else ():
                why = word("facts.no-points", level=level, weight=field("weight")) if level else word("facts.no-level")
                self.marker.refuse(self.rows[index], "weight", why)
            if empty and left > 0:
                for index, part in zip(empty, scoring.spread(left, len(empty), self.marker.decimals), strict=True):
                    row = self.rows[index]
                    found[index] = self.marker.keep(f"{row.path}.weight", "分值", part, (), f"{level}余下的分值平分")
        return found

    def sums(self, scored: Sequence[Scored], complete: bool) -> None:
        marks = [one.score for one in scored if one.score is not None and one.score.number is not None]
        if complete and scored and len(marks) == len(scored):
            total = sum([mark.number for mark in marks if mark.number is not None], scoring.NOTHING)
            how = " + ".join([plain(mark.number) for mark in marks if mark.number is not None])
            self.marker.keep("score.indicators", "各项指标得分合计", total, tuple(marks), how)
            also = ("score.indicators",)
            self.marker.keep("score.other", "其余指标得分", total, tuple(marks), how, also)
        self.count("indicators.total", len(scored))
        asked = sum(one.level1 == _SATISFACTION for one in scored)
        if asked:
            self.count("indicators.satisfaction", asked)
        if all(one.reached is not None for one in scored):
            self.count("indicators.missed", sum(one.reached is False for one in scored))
            self.count("indicators.over", sum(one.over for one in scored))

    def count(self, path: str, many: int) -> None:
        text, value = f"{many}项", Decimal(many)
        fact = Fact(path, text, Quantity(value, "项"), value, derived=True)
        self.marker.derived[path] = Derivation(fact, COUNTED[path], (), text)

    def splits(self) -> None:
        """Money by origin sums to the whole, within half a unit of the last decimal of each term."""
        for key in MONEY:
            whole = self.case.fact(f"fund.{key}")
            found = {source: self.case.fact(f"fund.{source}.{key}") for source in (*SPLITS, *GIVERS)}
            parts = {source: fact.number for source, fact in found.items() if fact and fact.number is not None}
            totals = together(parts)
            if whole is None or whole.number is None or not totals:
                continue
            terms = [Quantity(one).decimals for one in (whole.number, *parts.values())]
            allowed = sum([Decimal(1).scaleb(-places) / 2 for places in terms])
            if all(abs(total - whole.number) > allowed for total in totals):
                names, sum_ = tuple(SPLITS.values()), f"{plain(totals[0])}万元"
                what = word("facts.split", names=names, total=sum_, whole=whole.text, at=at(f"fund.{key}"))
                self.marker.contradict(f"fund.{key}", what, whole.text, sum_)
