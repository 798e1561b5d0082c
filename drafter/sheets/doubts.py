"""What in a form is possible and yet probably a slip: more spent than there was, a share beyond 100 %, days in the
wrong order, an amount of another size, a grade that its figure does not give.

Limits: nothing is taken out here; each is told with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from drafter.facts.value import parse_value
from drafter.files.values import DataTable
from drafter.reading.sheets.cell import CellValue
from drafter.reading.sheets.percent import WHOLE
from drafter.reading.sheets.words import known_words
from drafter.sheets.audit import money
from drafter.sheets.record import Entry, Record
from drafter.wording import word

_HUNDRED = Decimal(100)
#: Units of time that stand for one another.
_TIMES = frozenset(("秒", "分钟", "小时", "个小时", "天", "日", "个工作日", "工作日", "周", "个月", "月", "年"))
#: Rows of a list that may have their sum above them.
_BELOW = 40
#: What counts, in figures or in characters.
_COUNTS = re.compile(r"\d|[一二两三四五六七八九十百千万零半]")
#: 万元 beyond this (a hundred 亿) are 元 that lost their unit; 元 below the other are 万元.
_VAST, _SMALL = Decimal(1_000_000), Decimal(1_000)
_GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_PASS = {"优秀": "优", "良好": "良", "合格": "中", "一般": "中", "较差": "差", "不合格": "差"}


def doubts(record: Record, settings: Mapping[str, object]) -> None:
    """Look a record over for slips."""
    pending = (*known_words().all("pending"), *known_words().all("nothing"))
    _spent(record)
    _sizes(record)
    _days(record)
    for entry in record.indicators:
        _shares(entry, record)
        _units(entry, record)
        _worded(entry, record, pending)
    _alike_sums(record)
    for entry in record.projects:
        _graded(entry, record, settings)


def _spent(record: Record) -> None:
    for home in ("fund", "fund.current", "fund.carried", "fund.other"):
        budget, spent = record.facts.get(f"{home}.budget"), record.facts.get(f"{home}.spent")
        had, gone = money(budget), money(spent)
        if had is not None and gone is not None and budget is not None and spent is not None and gone > had:
            record.warn(
                spent.cell, word("forms.spent", spent=spent.value, budget=budget.value, cell=budget.cell), certain=True
            )
    for path, mark in record.facts.items():
        if (
            path.startswith("fund.")
            and mark.number is not None
            and mark.number < 0
            and not path.endswith(("added", "balance"))
        ):
            record.warn(mark.cell, word("forms.negative", amount=mark.value))


def _sizes(record: Record) -> None:
    """Amounts whose size does not go with their unit."""
    amounts = [mark for path, mark in record.facts.items() if path.startswith("fund.") and mark.unit in ("元", "万元")]
    numbers = [abs(mark.number) for mark in amounts if mark.number]
    if not numbers:
        return
    largest = max(amounts, key=lambda one: abs(one.number or Decimal(0)))
    if largest.unit == "万元" and max(numbers) >= _VAST:
        record.warn(largest.cell, word("forms.large", amount=largest.value))
    elif largest.unit == "元" and max(numbers) < _SMALL:
        record.warn(largest.cell, word("forms.small", amount=largest.value))


def _days(record: Record) -> None:
    start, end = record.facts.get("project.start"), record.facts.get("project.end")
    dated = re.compile(r"\d{4}-\d\d-\d\d")
    if start and end and dated.fullmatch(start.value) and dated.fullmatch(end.value) and end.value < start.value:
        record.warn(end.cell, word("forms.days", end=end.value, start=start.value, cell=start.cell))


def _shares(entry: Entry, record: Record) -> None:
    if not WHOLE.search(entry["name"].value):
        return
    for key in ("target", "actual"):
        mark = entry.get(key)
        found = _figure(mark)
        if mark is not None and found is not None and found[1] == "%" and found[0] > _HUNDRED:
            record.warn(mark.cell, word("forms.share", name=entry["name"].value, said=mark.value), certain=True)


def _units(entry: Entry, record: Record) -> None:
    target, actual = _figure(entry.get("target")), _figure(entry.get("actual"))
    if target is None or actual is None or not target[1] or not actual[1] or target[1] == actual[1]:
        return
    if target[1] in _TIMES and actual[1] in _TIMES:
        # Within an hour, in forty minutes.
        return
    record.warn(
        entry["actual"].cell,
        word("forms.units", name=entry["name"].value, target=entry["target"].value, actual=entry["actual"].value),
    )


def _worded(entry: Entry, record: Record, pending: tuple[str, ...]) -> None:
    """A result in words against a target in figures; of a part of the year, what is not due yet has no figure."""
    target = entry.get("target")
    if target is None or ("kind" in entry and entry["kind"].value == "定性") or _figure(target) is None:
        return
    for key in ("actual", "progress"):
        mark = entry.get(key)
        if (
            mark is None
            or _COUNTS.search(mark.value)
            or (key == "progress" and any(map(mark.value.__contains__, pending)))
        ):
            continue
        what = word("forms.worded", name=entry["name"].value, target=target.value, actual=mark.value)
        record.warn(mark.cell, what)


def _figure(mark: CellValue | None) -> tuple[Decimal, str] | None:
    """The number of a value and its unit with its scale."""
    if mark is None:
        return None
    try:
        found = parse_value(mark.value)
    except ValueError:
        return None
    return (found[1].number, f"{found[1].scale}{found[1].unit}") if found is not None else None


def _alike_sums(record: Record) -> None:
    """Rows of a list that come to what some rows below them come to, in every amount: they may be their sum."""
    for index, entry in enumerate(record.projects):
        whole = [money(entry.get(key)) for key in ("budget", "spent")]
        if not all(whole):
            continue
        total = [Decimal(0), Decimal(0)]
        for many, other in enumerate(record.projects[index + 1 : index + 1 + _BELOW], 1):
            parts = [money(other.get(key)) for key in ("budget", "spent")]
            if None in parts:
                break
            total = [one + (part or Decimal(0)) for one, part in zip(total, parts, strict=True)]
            if many > 1 and total == whole:
                record.warn(entry["name"].cell, word("forms.like-sum", name=entry["name"].value, count=many))
                break


def _graded(entry: Entry, record: Record, settings: DataTable) -> None:
    """A grade against the score beside it, or against the rate where the sheet says that it goes by that."""
    grade, score = entry.get("grade"), entry.get("score")
    if grade is None:
        return
    if score is not None and score.number is not None:
        bands = [(Decimal(str(bound)), str(called)) for bound, called in settings.get("grades", _GRADES)]
        base, label = score.number, word("forms.score", score=score.value)
    elif record.graded and (budget := money(entry.get("budget"))) and (spent := money(entry.get("spent"))) is not None:
        bands = [(Decimal(bound), called) for bound, called in _GRADES]
        base = spent / budget * _HUNDRED
        label = word("forms.execution-rate", rate=f"{base:.2f}")
    else:
        return
    due = next((called for bound, called in bands if base >= bound), "")
    said = grade.value
    if due and said in {*_PASS, *[called for _, called in bands]} and _PASS.get(said, said) != _PASS.get(due, due):
        record.warn(
            grade.cell, word("forms.grade", name=entry["name"].value, label=label, due=due, said=said), certain=True
        )
