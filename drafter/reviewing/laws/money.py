"""Money of a form: its rate and score, its sources, its alarms, the reason of what was not spent.

Source: 财预〔2020〕10号; the alarms of the integrated budget systems.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.form import OWN_SOURCE, PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import COLUMNS_CALLED, executed, reason
from drafter.reviewing.laws.common import form as form_of
from drafter.reviewing.laws.sourced import told_sources
from drafter.reviewing.rates import told_rates
from drafter.reviewing.value import MONEY, CellText, half, money, plain, told, value

_HUNDRED, _ZERO = Decimal(100), Decimal(0)
_ROWS = ("total", "current", "carried", "other")
#: Words of money that was or was not spent.
_TOLD = re.compile(r"执行率|执行数|预算执行|未执行|支出|支付|结余|未支|结转|拨付|未使用|资金使用")
_LEVELS = (
    "central", "provincial", "city", "county", "local", "superior", "public", "government", "capital", "bonds", "own",
)  # fmt: skip
_KINDS = ("basic", "project")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|千元|元)")
_CALLED = {
    "total": "总额", "current": "当年财政拨款", "carried": "上年结转", "other": "其他资金", **COLUMNS_CALLED
}  # fmt: skip


def _percent(cell: CellText, computed: Decimal) -> Decimal | None:
    """A rate of a form in per cent: 96.35%, 96.35 or 0.9635."""
    found = value(cell.text)
    if found is None or (found.unit and not found.percent):
        return None
    if not found.percent and found.number <= 2 and computed > 2:
        return found.number * _HUNDRED
    return found.number


@answers("execution")
def execution(look: Look) -> None:
    for form in look.dossier.forms:
        for row in _ROWS:
            _row(look, form, row)
    told_rates(look)


def _row(look: Look, form: PaperForm, row: str) -> None:
    spent = form.amount(f"{row}.spent")
    budget = next(
        (cell for key in ("budget", "adjusted", "initial") if (cell := form.amount(f"{row}.{key}"))), CellText()
    )
    over, under = money(spent, form.unit), money(budget, form.unit)
    if over is None or under is None:
        return
    rate = over / under * _HUNDRED if under else _ZERO
    stated = form.amount(f"{row}.rate")
    look.saw(f"{_CALLED[row]}{spent.text} ÷ {budget.text} = {rate:.2f}%")
    working = f"{spent.text} ÷ {budget.text} = {rate:.2f}%"
    given = _percent(stated, rate) if stated else None
    if given is not None:
        decimals = len(stated.said.rstrip("%").partition(".")[2])
        shown = decimals if stated.said.endswith("%") or given == value(stated.text).number else max(0, decimals - 2)  # type: ignore[union-attr]
        if abs(given - rate) > Decimal("0.51").scaleb(-min(2, shown)) + Decimal("0.005"):
            look.fault(stated, f"{_CALLED[row]}的执行率写作{stated.text}，算出来是{rate:.2f}%", working)
    weight, score = form.amount(f"{row}.weight").number, form.amount(f"{row}.score").number
    if row == "total" and weight and score is not None:
        right = min(rate, _HUNDRED) * weight / _HUNDRED
        if abs(right - score) > Decimal("0.0151"):
            look.fault(
                form.amount(f"{row}.score"), f"执行率{rate:.2f}%，得分应为{right:.2f}，表上是{plain(score)}",
                f"{rate:.2f}% × {plain(weight)} = {right:.2f}",
            )  # fmt: skip


@answers("sources")
def sources(look: Look) -> None:
    forms = [*look.dossier.forms, *([look.dossier.goals] if look.dossier.goals else [])]
    within = Decimal(look.setting("within"))
    for form in forms:
        unit = form.unit or ("元" if form.kind == "goals" else "")
        for key in ("initial", "budget", "adjusted", "spent", "applied"):
            whole = form.amount(f"total.{key}") or form.amount(f"year_total.{key}")
            parts = _sources(form, key)
            amounts = [amount for cell in parts if (amount := money(cell, unit)) is not None]
            total = money(whole, unit)
            if total is None or not amounts or not total:
                continue
            added = sum(amounts, _ZERO)
            working = f"{' + '.join(cell.text for cell in parts)} = {told(added, unit)}"
            look.saw(f"{_CALLED[key]} {working}")
            near = max(within, half(whole, unit))
            # A source that no list has may be a part of another one (其中：以工代赈).
            listed = sum(
                (money(cell, unit) or _ZERO for cell in _sources(form._replace(money=_listed(form)), key)), _ZERO
            )
            if abs(added - total) > near and abs(listed - total) > near:
                look.fault(whole, f"{_CALLED[key]}的总额是{whole.text}，各项资金相加是{told(added, unit)}", working)
    told_sources(look)
    if forms and not look.seen:
        look.skip("资金没有分项")


def _listed(form: PaperForm) -> dict[str, CellText]:
    return {path: cell for path, cell in form.money.items() if not path.startswith(OWN_SOURCE)}


def _sources(form: PaperForm, key: str) -> list[CellText]:
    """The amounts that make up the money of a form: by kind (当年财政拨款, 上年结转, 其他资金, a source of its own), by
    level, or as 基本支出 and 项目支出; none where neither is whole."""
    kinds = [form.amount(f"{row}.{key}") for row in _KINDS]
    if all(kinds):
        return kinds
    rows = _ROWS[1:] if form.amount(f"current.{key}") else (*_LEVELS, *_ROWS[2:])
    found = [cell for row in rows if (cell := form.amount(f"{row}.{key}"))]
    own = [cell for path, cell in form.money.items() if path.startswith(OWN_SOURCE) and path.endswith(f".{key}")]
    whole = form.amount(f"current.{key}") or any(form.amount(f"{row}.{key}") for row in _LEVELS)
    return found + own if whole else []


@answers("alarm-red")
def red(look: Look) -> None:
    form = form_of(look)
    if form is None:
        return
    marks = [(line["weight"].number, line["score"].number) for line in form.lines if line["weight"] or line["score"]]
    rate = look.dossier.rate
    if rate is None or not marks or any(weight is None or score is None for weight, score in marks):
        look.lack("预算数、执行数和各项指标的得分")
        return
    weight = sum((one or _ZERO for one, _ in marks), _ZERO)
    score = sum((one or _ZERO for _, one in marks), _ZERO)
    if not weight or not score:
        look.lack("各项指标的得分")
        return
    share, spent = score / weight, min(rate, _HUNDRED) / _HUNDRED
    ahead = (share - spent) / share * _HUNDRED
    working = f"（{share:.4f} − {spent:.4f}）÷ {share:.4f} = {ahead:.2f}%"
    look.saw(f"指标得分率{share * 100:.2f}%，执行率{rate:.2f}%，{working}")
    if points := look.setting("points"):
        apart = (share - spent) * _HUNDRED
        alarm, limit = apart >= points, f"高{apart:.2f}个百分点，表下的说明是{points}个"
    else:
        alarm, limit = ahead > look.setting("percent"), f"相差{ahead:.2f}%，超过{look.setting('percent')}%"
    if not alarm:
        return
    if told_ := _balance(look, rate):
        look.saw(f"未支出的原因写在{told_}")
    elif rate >= _EXPLAINED and rate < look.setting("due"):
        # What is lacking is why so much was not spent: another duty tells that.
        look.saw("执行率低的原因另一条核查")
    else:
        cell = look.dossier.score or form.lines[0]["score"]
        what = f"指标得分率{share * 100:.2f}%，预算执行率只有{rate:.2f}%，{limit}"
        look.fault(cell, f"{what}，请核对是否虚高", working)


#: Under this rate a reason explains why money was not spent, not how the work was done without it.
_EXPLAINED = Decimal(80)
_REASONS = re.compile(
    r"因|由于|原因|结余|节约|结转|合同约定|审核后|结算后|验收后|质保|尾款|次年|20\d\d年|招标|据实|收回|未到|尚未|待|扣减|少于|低于|形成"
)


def _balance(look: Look, rate: Decimal) -> str:
    """Where the report tells the very amount that was not spent, and why; "" where it does not."""
    budget, spent = look.dossier.amount("budget"), look.dossier.amount("spent")
    if budget is None or spent is None or rate < _EXPLAINED:
        return ""
    for stretch, place in look.dossier.stretches(("paragraph",)):
        for part in re.split("。", stretch.text):
            amounts = {Decimal(one[1].replace(",", "")) * MONEY[one[2]] for one in _AMOUNT.finditer(part)}
            if budget - spent in amounts and _REASONS.search(part):
                return f"{place}“{part.strip()[:20]}”"
    return ""


@answers("alarm-yellow")
def yellow(look: Look) -> None:
    budget, spent, spot = look.dossier.amount("budget"), look.dossier.amount("spent"), look.dossier.spot("budget")
    if budget is None or spot is None:
        look.lack("预算数和执行数")
        return
    if not budget:
        look.saw("预算数0")
        look.fault(spot[1], "预算数是0")
        return
    if spent is None:
        look.lack("执行数")
        return
    left = (budget - spent) / budget * _HUNDRED
    look.saw(f"未支出{told(budget - spent)}，占{left:.2f}%")
    if left > look.setting("percent"):
        cell = (look.dossier.spot("spent") or spot)[1]
        working = f"（{told(budget)} − {told(spent)}）÷ {told(budget)} = {left:.2f}%"
        look.fault(cell, f"未支出{told(budget - spent)}，占预算的{left:.2f}%，超过{look.setting('percent')}%", working)


@answers("low-rate")
def low_rate(look: Look) -> None:
    dossier = look.dossier
    rate = dossier.rate
    if rate is None:
        return
    look.saw(f"执行率{rate:.2f}%")
    if rate >= look.setting("least") or look.faults:
        return
    words = re.compile(look.setting("reasons"))
    for form in dossier.forms:
        cells = [form.labels.get(key, CellText()) for key in ("fund.analysis", "form.problems")]
        cells += [cell for key, cell in form.money.items() if key.endswith((".reason", ".remark"))]
        cells += [reason(line) for line in form.lines if executed(line)]
        if any(cell and words.search(cell.text) for cell in cells):
            return
    for paper in dossier.papers:
        if paper.case is not None and any(paper.case.fact(path) for path in ("fund.reason", "fund.why")):
            return
    for stretch, _ in dossier.stretches():
        parts = [part for part in re.split("[。；]", stretch.text) if part.strip()]
        for part, behind in zip(parts, [*parts[1:], ""], strict=True):
            # 严格执行制度 is no execution; a reason may stand in the sentence behind: 执行率80%。原因是….
            # What came over from last year is a source of money, no reason.
            part = re.sub("(?:严格|认真|贯彻|遵照|按)执行|上年(?:度)?的?(?:结转结余|结转|结余)", "", part)
            told_ = _TOLD.search(part)
            if told_ and (words.search(part) or re.match(r"\s*(?:主要)?(?:原因|是?由于|因为)", behind)):
                return
    spot = dossier.spot("spent")
    if spot is not None:
        look.fault(spot[1], f"执行率{rate:.2f}%，低于{look.setting('least')}%，没有写原因")


@answers("rate-goals")
def rate_goals(look: Look) -> None:
    form = form_of(look)
    rate = look.dossier.rate
    if form is None:
        return
    weight = sum((line["weight"].number or _ZERO for line in form.lines), _ZERO)
    scores = [line["score"].number for line in form.lines if line["weight"] or line["score"]]
    if rate is None or not weight or any(one is None for one in scores):
        look.lack("预算数、执行数和各项指标的得分")
        return
    done = sum((one or _ZERO for one in scores), _ZERO) / weight * _HUNDRED
    apart = abs(done - min(rate, _HUNDRED))
    look.saw(f"执行率{rate:.2f}%，目标完成{done:.2f}%，相差{apart:.2f}个百分点")
    if apart > look.setting("points"):
        spot = look.dossier.spot("spent")
        what = f"预算执行{rate:.2f}%，目标完成{done:.2f}%，相差{apart:.2f}个百分点，超过{look.setting('points')}个"
        look.fault(spot[1] if spot else form.lines[0]["score"], what, f"{done:.2f} − {rate:.2f} = {done - rate:.2f}")
