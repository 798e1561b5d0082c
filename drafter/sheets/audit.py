"""What cannot be right in a form: sums, rates, scores and blanks, each with its cell.

The reader gains a question instead of a wrong figure: what is plainly wrong (a sum of 0 over parts that are filled, a
rate that its amounts do not give, a score above its weight) is told and not taken.

Source: 财预〔2020〕10号; the refusals of provincial budget systems. Limits: places score in their own ways: a score is
doubted only where no practice gives it and nothing explains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from drafter.facts import scoring
from drafter.facts.sources import GIVERS, SPLITS, together
from drafter.facts.value import meant, parse_value
from drafter.reading.sheets.cell import CellValue, plain
from drafter.sheets.money import FURTHER
from drafter.sheets.record import Entry, Record
from drafter.wording import NOTHING, Wording, word

_HUNDRED, _ZERO = Decimal(100), Decimal(0)
_SCALE = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_MEASURES = {"initial": "年初预算数", "budget": "全年预算数", "spent": "全年执行数", "progress": "执行数"}
_CALLED = {"total": "年度资金总额", "current": "当年财政拨款", "carried": "上年结转资金", "other": "其他资金",
           "basic": "基本支出", "project": "项目支出"}  # fmt: skip
#: Rates by their paths: whose they are, over what they are, of which source.
_STATED = {
    f"{home}.{rate}": (home, spent, source)
    for home, source in (("fund", "total"), *[(f"fund.{one}", one) for one in (*SPLITS, *FURTHER)])
    for rate, spent in (("rate", "spent"), ("progress_rate", "progress"), ("outlook_rate", "outlook"))
}
#: Sums by their paths: those of their parts, what they are called.
_TOTALS: tuple[tuple[str, Mapping[str, str], str], ...] = (
    *[
        (f"fund.{key}", {one: f"fund.{one}.{key}" for one in (*SPLITS, *GIVERS)}, label)
        for key, label in _MEASURES.items()
    ],
    ("fund.initial", {"basic": "fund.initial_basic", "project": "fund.initial_project"}, "年初预算数"),
    ("fund.budget", {"basic": "fund.basic", "project": "fund.project"}, "全年预算数"),
    ("fund.spent", {"basic": "fund.spent_basic", "project": "fund.spent_project"}, "全年执行数"),
    ("fund.term.total", {one: f"fund.term.{one}" for one in (*SPLITS, *GIVERS)}, "项目资金总额"),
)
#: By how much two amounts of money of one form may part by rounding, in 元.
_ROUND = Decimal(100)
_POINT = Decimal("0.011")


def money(mark: CellValue | None) -> Decimal | None:
    """An amount in 元."""
    if mark is None or mark.number is None:
        return None
    return mark.number * _SCALE.get(mark.unit, Decimal(1))


#: A rate that its two amounts refute.
_REFUTED = "forms.rate-due"


def told(value: Decimal, unit: str) -> str:
    """An amount in 元 in the unit of its form."""
    return f"{plain(value / _SCALE.get(unit, Decimal(1)))}{unit}"


def audit(record: Record, settings: Mapping[str, object]) -> None:
    """Look a record over: what is wrong is told with its cell, and taken out where it cannot stand."""
    _sums(record)
    _rates(record)
    _points(record)
    for entry in record.indicators:
        _indicator(entry, record, settings)
    _blanks(record)
    _weights(record)
    for entry in record.projects:
        _project(entry, record)


# -- money ------------------------------------------------------------------------------------------------------------
def _sums(record: Record) -> None:
    for path, parts, label in _TOTALS:
        if (whole := record.facts.get(path)) is not None:
            _sum(record, path, whole, parts, label)


def _sum(record: Record, path: str, whole: CellValue, parts: Mapping[str, str], label: str) -> None:
    """A total against its parts."""
    found = {part: mark for part, at in parts.items() if (mark := record.facts.get(at)) is not None}
    amounts = {part: amount for part, mark in found.items() if (amount := money(mark)) is not None}
    if not amounts:
        return
    totals, stated = together(amounts), money(whole) or _ZERO
    allowed = _ROUND * len(amounts) if whole.unit != "元" else Decimal(1)
    if not totals or any(abs(total - stated) <= allowed for total in totals):
        return
    cells, total = "、".join(mark.cell for mark in found.values()), told(totals[0], whole.unit)
    if not stated:
        record.warn(whole.cell, word("forms.zero-total", label=label, cells=cells, total=total), certain=True)
        del record.facts[path]
    else:
        what = word("forms.total-parts", label=label, whole=whole.value, cells=cells, total=total)
        record.warn(whole.cell, what, certain=True)


def _rates(record: Record) -> None:
    facts = record.facts
    for path in [path for path in facts if path in _STATED]:
        home, spent, source = _STATED[path]
        over = "budget" if f"{home}.budget" in facts or spent == "spent" else "initial"
        _rate(record, path, facts.get(f"{home}.{spent}"), facts.get(f"{home}.{over}"), _CALLED.get(source, "这一行"))
    for part in ("basic", "project"):
        _rate(record, f"fund.rate_{part}", facts.get(f"fund.spent_{part}"), facts.get(f"fund.{part}"), _CALLED[part])
    for entry in record.sources:
        if "rate" in entry:
            wrong = _wrong(entry["rate"], entry.get("spent"), entry.get("budget"))
            if wrong:
                record.warn(
                    entry["rate"].cell,
                    word("forms.source-rate", name=entry["name"].value, wrong=wrong),
                    certain=wrong.template == _REFUTED,
                )
            del entry["rate"]


def _rate(record: Record, path: str, spent: CellValue | None, budget: CellValue | None, label: str) -> None:
    stated = record.facts.get(path)
    if stated is None:
        return
    if wrong := _wrong(stated, spent, budget):
        record.warn(stated.cell, word("forms.rate", label=label, wrong=wrong), certain=wrong.template == _REFUTED)
        del record.facts[path]


def _wrong(stated: CellValue, spent: CellValue | None, budget: CellValue | None) -> Wording | None:
    """What is wrong with a rate, None where nothing is."""
    over, under = money(spent), money(budget)
    if over is None or under is None or stated.number is None:
        return None
    if not under:
        return word("forms.of-nothing", stated=stated.value) if stated.number else None
    computed = over / under * _HUNDRED
    exponent = stated.number.as_tuple().exponent
    places = min(2, max(0, -exponent if isinstance(exponent, int) else 0))
    if abs(computed - stated.number) <= Decimal("1.01").scaleb(-places) * Decimal("0.6"):
        return None
    parts = {"spent": spent.value if spent else "", "budget": budget.value if budget else ""}
    return word("forms.rate-due", stated=stated.value, due=f"{computed:.2f}", **parts)


def _points(record: Record) -> None:
    """The score of the execution rate."""
    score, weight, rate = (record.facts.get(path) for path in ("score.execution", "score.weight", "fund.rate"))
    if score is None or score.number is None or weight is None or weight.number is None:
        return
    if score.number > weight.number:
        record.warn(score.cell, word("forms.execution-over", score=score.value, weight=weight.value), certain=True)
        del record.facts["score.execution"]
    elif rate is not None and rate.number is not None:
        computed = min(rate.number, _HUNDRED) * weight.number / _HUNDRED
        if abs(computed - score.number) > _POINT:
            record.warn(
                score.cell,
                word("forms.execution", rate=rate.value, weight=weight.value, due=f"{computed:.2f}", score=score.value),
                certain=True,
            )


# -- indicators -------------------------------------------------------------------------------------------------------
def _indicator(entry: Entry, record: Record, settings: Mapping[str, object]) -> None:
    name, weight, score = entry["name"].value, entry.get("weight"), entry.get("score")
    if weight is not None and weight.number is not None and weight.number <= 0:
        record.warn(weight.cell, word("forms.weight", name=name, weight=weight.value), certain=True)
    if score is None or score.number is None:
        return
    if weight is not None and weight.number is not None:
        if score.number > weight.number:
            record.warn(
                score.cell, word("forms.score-over", name=name, score=score.value, weight=weight.value), certain=True
            )
            del entry["score"]
            return
        short = score.number < weight.number
    else:
        short = False
    explained = "reason" in entry or "measure" in entry or "description" in entry
    at = entry.get("@reason", score).cell
    if short and not explained:
        record.warn(at, word("forms.lost", name=name, score=score.value, weight=weight.value if weight else ""))
    values = figures(entry)
    if values is None or weight is None or weight.number is None:
        return
    actual, target, direction = values
    # A target to be met exactly that was passed has full marks where systems reckon.
    met = scoring.reached(actual, target, direction) or (direction == "等于" and actual > target)
    if not short and not explained and not met:
        record.warn(at, word("forms.missed", name=name, actual=entry["actual"].value, target=entry["target"].value))
    deduction = entry["deduction"].number if "deduction" in entry else None
    given = score.number + (deduction or _ZERO)
    if (not target and direction == "越多越好") or any(
        abs(one - given) <= _POINT
        for one in scoring.practised(actual, target, weight.number, direction, settings).values()
    ):
        return
    if deduction or (explained and short):
        # Marked down by hand, with a reason: lawful (财预〔2020〕10号), whatever the formula gives.
        return
    usual = scoring.quantitative(actual, target, weight.number, direction, settings)
    record.warn(
        score.cell,
        word(
            "forms.formula",
            name=name,
            target=entry["target"].value,
            actual=entry["actual"].value,
            weight=weight.value,
            usual=plain(round(usual, 2)),
            score=score.value,
        ),
        certain=True,
    )


def figures(entry: Entry) -> tuple[Decimal, Decimal, str] | None:
    """Result, target and direction of an indicator that is a number against a number of one unit; else None."""
    target, actual = entry.get("target"), entry.get("actual")
    if target is None or actual is None or ("kind" in entry and entry["kind"].value == "定性"):
        return None
    return _compared(target.value, actual.value)


@lru_cache(maxsize=4096)
def _compared(target: str, actual: str) -> tuple[Decimal, Decimal, str] | None:
    try:
        aim, done = parse_value(target), parse_value(actual)
    except ValueError:
        return None
    if aim is None or done is None or (aim[1].unit and done[1].unit and aim[1].unit != done[1].unit):
        return None
    direction = meant(f"{aim[0]}{aim[1]}") or "越多越好"
    return done[1].base, aim[1].base, direction


def _blanks(record: Record) -> None:
    """Cells that others of the same column have filled."""
    entries = [entry for entry in record.indicators if "cancelled" not in entry]
    for key, label in (("target", "年度指标值"), ("actual", "实际完成值"), ("weight", "分值"), ("score", "得分")):
        lacking = [entry for entry in entries if key not in entry]
        if len(lacking) * 2 >= len(entries):
            continue
        for entry in lacking:
            blank = entry.get(f"@{key}")
            if blank is not None and not any(one.cell == blank.cell for one in record.warned):
                record.warn(blank.cell, word("forms.blank", name=entry["name"].value, label=label))


def _weights(record: Record) -> None:
    """Weights and scores against the last row of the table."""
    weights = [entry["weight"] for entry in record.indicators if "weight" in entry]
    numbers = [mark.number for mark in weights if mark.number is not None]
    if not numbers:
        return
    execution = record.number("score.weight")
    own = sum(numbers, _ZERO)
    total = own + (execution or _ZERO)
    stated = record.totals.get("weight")
    cell = stated.cell if stated is not None else weights[0].cell
    fits = {_HUNDRED} if execution is not None else {_HUNDRED, Decimal(90)}
    if execution is None and stated is not None and stated.number == _HUNDRED and own in (Decimal(90), Decimal(80)):
        # What is left is the execution rate's, whose weight the form does not say.
        total = _HUNDRED
    if total not in fits or (stated is not None and stated.number not in (total, own)):
        differs = stated is not None and stated.number != total
        written = word("forms.written", stated=stated.value) if stated is not None and differs else NOTHING
        parts = {"own": plain(own), "execution": plain(execution)} if execution is not None else {}
        split = word("forms.split", **parts) if parts else NOTHING
        record.warn(cell, word("forms.weights", total=plain(total), split=split, written=written), certain=True)
    scores = [entry["score"].number for entry in record.indicators if "score" in entry]
    whole = record.totals.get("score")
    known = [score for score in scores if score is not None]
    if whole is not None and whole.number is not None and whole.number > _HUNDRED:
        record.warn(whole.cell, word("forms.total-over", total=whole.value), certain=True)
        del record.totals["score"]
        return
    if (
        whole is None
        or whole.number is None
        or len(known) != sum("cancelled" not in entry for entry in record.indicators)
    ):
        return
    marked = sum(known, _ZERO)
    added = marked + (record.number("score.execution") or _ZERO)
    if min(abs(added - whole.number), abs(marked - whole.number)) > _POINT:
        record.warn(whole.cell, word("forms.total", total=whole.value, added=plain(added)), certain=True)
        del record.totals["score"]


# -- lists ------------------------------------------------------------------------------------------------------------
def _project(entry: Entry, record: Record) -> None:
    name = entry["name"].value
    if "rate" in entry and (wrong := _wrong(entry["rate"], entry.get("spent"), entry.get("budget"))):
        record.warn(
            entry["rate"].cell, word("forms.project-rate", name=name, wrong=wrong), certain=wrong.template == _REFUTED
        )
        del entry["rate"]
    budget, spent, balance = money(entry.get("budget")), money(entry.get("spent")), money(entry.get("balance"))
    if budget is not None and spent is not None:
        if spent > budget:
            record.warn(
                entry["spent"].cell,
                word("forms.project-over", name=name, spent=entry["spent"].value, budget=entry["budget"].value),
                certain=True,
            )
        if balance is not None and abs(budget - spent - balance) > _ROUND:
            due = told(budget - spent, entry["balance"].unit)
            what = word("forms.balance", name=name, stated=entry["balance"].value, due=due)
            record.warn(entry["balance"].cell, what, certain=True)
            del entry["balance"]
