"""项目支出绩效自评表: the table that goes with a self-evaluation, filled in from the case.

The reader of a report gains a table whose figures are those of the text: both show the same facts. What is due and
absent stands as 〔待补：…〕 in its cell and in `Draft.missing`.

Limits: the form has merged cells; here they are flat, the first one holding the words and the others empty. Its first
line (项目名称) is the header, the headings of its two parts are rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drafter.facts.case import Case
from drafter.facts.fact import Fact, Row
from drafter.facts.gap import printed
from drafter.facts.indicators import MONEY
from drafter.facts.marking import fact_of, plain
from drafter.facts.scored import Scored, Scores
from drafter.facts.sources import SPLITS
from drafter.report.tree import Missing, Stated, Table

TITLE = "项目支出绩效自评表"
WIDTH = 8
_MONEY_HEAD = (
    "项目资金（万元）",
    "",
    "年初预算数",
    "全年预算数（A）",
    "全年执行数（B）",
    "分值",
    "执行率（B/A）",
    "得分",
)
_INDICATORS_HEAD = (
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "偏差原因分析及改进措施",
)


#: The fields of an indicator by what a list of missing things calls them.
_KEYS = {
    "一级指标": "level1",
    "二级指标": "level2",
    "年度指标值": "target",
    "实际完成值": "actual",
    "偏差原因": "reason",
    "达成情况": "reached",
    "得分比例": "percent",
}


class FilledScores(NamedTuple):
    """The table, the paths of the facts that it states, and the labels of what is missing in it."""

    table: Table
    stated: tuple[str, ...]
    missing: tuple[Missing, ...]


def score_table(case: Case, scores: Scores) -> FilledScores:
    """The table of a case whose indicators were scored."""
    filling = _Filling(case, scores)
    head = filling.line("项目名称", filling.show("project.name"))
    rows = [*filling.heads(), *filling.money(), *filling.goals(), *filling.indicators(), filling.total()]
    return FilledScores(Table(TITLE, head, tuple(rows)), tuple(filling.stated), tuple(filling.missing))


class _Filling:
    def __init__(self, case: Case, scores: Scores) -> None:
        self.case, self.scores = case, scores
        self.stated: dict[str, None] = {}
        self.missing: dict[Missing, None] = {}

    # -- cells ----------------------------------------------------------------------------------------------------
    def line(self, *cells: str) -> tuple[str, ...]:
        return (*cells, *[""] * (WIDTH - len(cells)))

    def put(self, fact: Fact | None, unit: str = "") -> str:
        """The words of a fact, without a unit that the heading names; "" for none."""
        if fact is None:
            return ""
        self.stated.update(dict.fromkeys((fact.path, *fact.also)))
        return Stated(fact.text.removesuffix(unit), fact)

    def show(self, path: str, unit: str = "") -> str:
        return self.put(self.case.fact(path), unit)

    def absent(self, label: str, of: str, path: str) -> str:
        self.missing[Missing(f"{of}的{label}", path)] = None
        return printed(label)

    def listed(self, path: str) -> str:
        """A list of names in one cell: 1.甲；2.乙."""
        value = self.case.value(path)
        names = [self.put(fact) for fact in value if isinstance(fact, Fact)] if isinstance(value, tuple) else []
        return _listed([Stated.joined(f"{i + 1}.", name) for i, name in enumerate(names)] if len(names) > 1 else names)

    # -- parts ----------------------------------------------------------------------------------------------------
    def heads(self) -> list[tuple[str, ...]]:
        unit = self.show("project.implementer") or self.show("unit.name")
        return [self.line("主管部门", self.show("project.department"), "", "", "实施单位", unit)]

    def money(self) -> list[tuple[str, ...]]:
        cells = [self.show(f"fund.{key}", "万元") for key in MONEY]
        weight = self.case.fact("score.weight")
        full = self.put(weight, "分") if weight is not None else plain(self.scores.execution_weight)
        rate = self.case.fact("fund.rate")
        whole = self.line("", "年度资金总额", *cells, full, self.put(rate), self.show("score.execution", "分"))
        rows: list[tuple[str, ...]] = [_MONEY_HEAD, whole]
        opening = "其中："
        for split, label in SPLITS.items():
            cells = [self.show(f"fund.{split}.{key}", "万元") for key in MONEY]
            if any(cells):
                rows.append(self.line("", opening + label, *cells, "", self.show(f"fund.{split}.rate")))
                opening = ""
        due = rate is not None and rate.number is not None and rate.number < self.scores.least_rate
        why = [self.show("fund.reason") or (self.absent("偏差原因", "预算执行率", "fund.reason") if due else "")]
        why.append(self.show("fund.measure"))
        if any(why):
            rows.append(self.line("", "执行偏差原因及改进措施", _listed(why)))
        return rows

    def goals(self) -> list[tuple[str, ...]]:
        expected, actual = self.listed("goals.expected"), self.listed("goals.actual")
        if not expected and not actual:
            return []
        expected = expected or self.absent("预期目标", "年度总体目标", "goals.expected")
        actual = actual or self.absent("实际完成情况", "年度总体目标", "goals.actual")
        return [
            self.line("年度总体目标", "预期目标", "", "", "实际完成情况"),
            self.line("", expected, "", "", actual),
        ]

    def indicators(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = [_INDICATORS_HEAD]
        before: Sequence[str] = ("", "")
        for scored in self.scores.rows:
            cells = self.indicator(scored)
            # Merged cells: a level is written once for the rows that follow each other under it.
            level1 = "" if cells[0] == before[0] and not cells[0].startswith("〔") else cells[0]
            level2 = "" if cells[:2] == before and not cells[1].startswith("〔") else cells[1]
            before = cells[:2]
            rows.append((level1, level2, *cells[2:]))
        return rows

    def indicator(self, scored: Scored) -> tuple[str, ...]:
        row, of = scored.row, f"指标‘{scored.name}’"
        gaps = {label: self.absent(label, of, f"{row.path}.{_KEYS.get(label, 'name')}") for label in scored.lacks}
        level1 = self.put(fact_of(row, "level1")) or scored.level1 or gaps.get("一级指标", "")
        level2 = self.put(fact_of(row, "level2")) or gaps.get("二级指标", "")
        target = self.put(fact_of(row, "target")) or gaps.get("年度指标值", "")
        why = [self.put(fact_of(row, "reason")) or gaps.get("偏差原因", ""), self.put(fact_of(row, "measure"))]
        return (
            *(level1, level2, self.put(fact_of(row, "name")), target, self.result(row, scored, gaps)),
            *(self.put(scored.weight, "分"), self.put(scored.score, "分"), _listed(why)),
        )

    def result(self, row: Row, scored: Scored, gaps: dict[str, str]) -> str:
        """实际完成值: the figure or phrase, with the word that a qualitative result was given."""
        actual = self.put(fact_of(row, "actual"))
        word = self.put(fact_of(row, "reached")) or scored.word or gaps.get("达成情况", "")
        word = Stated.joined(word, gaps.get("得分比例", ""))
        if not actual:
            return gaps.get("实际完成值") or word
        return Stated.joined(actual, "（", word, "）") if word and word != actual else actual

    def total(self) -> tuple[str, ...]:
        return self.line("总分", "", "", "", "", plain(self.scores.total_weight), self.show("score.total", "分"))


def _listed(parts: Sequence[str]) -> str:
    """What is said of the parts, with ； between."""
    said = [part for part in parts if part]
    return Stated.joined(*[one for part in said for one in ("；", part)][1:])
