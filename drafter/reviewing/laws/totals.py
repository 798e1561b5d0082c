"""Sums over the whole: the score in all against its parts, the parts against the form, amounts in the wrong unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import executed
from drafter.reviewing.slips import slips
from drafter.reviewing.value import MONEY, CellText, money, plain, told

_ZERO, _CENT = Decimal(0), Decimal("0.0101")
#: 其中预算执行9.65分、产出指标50分: a part of the score with its name.
_PART = re.compile(
    r"(?P<name>预算执行|资金执行|执行率|产出|成本|效益|效果|满意度?)(?:率|情况|指标|类指标|方面|部分|得分|类)*"
    r"(?:自评)?(?:得|为|是|共|计|得分|[：:])*\s*(?P<score>\d{1,3}(?:\.\d+)?)\s*分"
)
_LEVELS = {"产出": "产出", "成本": "成本", "效益": "效益|效果", "效果": "效益|效果", "满意": "满意"}
#: An amount of a sentence with its unit.
_AMOUNT = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)(?![/／每])")
#: So many times the money of the project an amount may be before its unit is doubted.
_TIMES = 100


@answers("score-total")
def total(look: Look) -> None:
    """The score in all of a form is the sum of its rows and of the budget's; its parts in the report are the form's."""
    for form in look.dossier.forms:
        _form(look, form)
    _parts(look)
    if not look.seen:
        look.lack("各项指标的得分和总分")


def _form(look: Look, form: PaperForm) -> None:
    cell = form.totals.get("score") or form.labels.get("score.total") or CellText()
    scores = [line["score"] for line in form.lines if line["weight"] or line["score"]]
    if cell.number is None or not scores or any(one.number is None for one in scores):
        return
    added = sum((one.number or _ZERO for one in scores), _ZERO)
    money_ = form.amount("total.score").number
    among = any(executed(line) for line in form.lines)
    both = added if among or money_ is None else added + money_
    # Some forms sum up their indicators alone.
    fits = {both, added} if form.totals.get("weight", CellText()).number == 90 else {both}
    working = f"{plain(added)}{'' if both == added else f' + {plain(money_ or _ZERO)}'} = {plain(both)}"
    look.saw(f"{cell.place} {cell.text}分，各项{working}")
    if not any(abs(cell.number - one) <= _CENT for one in fits):
        look.fault(cell, f"总分写作{cell.text}分，各项得分相加是{plain(both)}分", working)


def _parts(look: Look) -> None:
    """The parts of the score as a sentence of the report tells them, against the rows of the form."""
    form = look.dossier.form
    for stretch, place in look.dossier.stretches(("paragraph",)):
        for sentence in re.split("[。；]", stretch.text):
            found = {match["name"]: match for match in _PART.finditer(sentence)}
            if len(found) < 3 or not re.search("总分|得分|自评|综合", sentence) or form is None:
                continue
            for name, match in found.items():
                right = _scored(form, name)
                if right is None:
                    continue
                look.saw(f"{place}“{match[0]}”")
                if abs(Decimal(match["score"]) - right) > _CENT:
                    look.fault(CellText(match[0], place), f"报告写“{match[0]}”，自评表相加是{plain(right)}分")


def _scored(form: PaperForm, name: str) -> Decimal | None:
    """What the form gives for one part of the score; None where it has none of that name."""
    if name[:2] not in _LEVELS:
        return form.amount("total.score").number
    rows = [line["score"].number for line in form.lines if re.search(_LEVELS[name[:2]], line["level1"].said)]
    if not rows or any(one is None for one in rows):
        return None
    return sum((one or _ZERO for one in rows), _ZERO)


@answers("money-unit")
def unit(look: Look) -> None:
    """An amount a hundred times the project's money, and right in the smaller unit: 2806500万元 for 2806500元."""
    dossier = look.dossier
    known = [one for key in ("budget", "initial", "spent") if (one := dossier.amount(key))]
    if not known:
        look.lack("预算数或执行数")
        return
    # A slip in the budget itself must not be the measure of the rest.
    most = sorted(known)[len(known) // 2]
    look.saw(f"资金{told(most)}")
    for form in dossier.forms:
        for path, cell in form.money.items():
            if path.rpartition(".")[2] not in ("initial", "budget", "adjusted", "spent"):
                continue
            amount = money(cell, form.unit)
            if amount is not None and amount > most * _TIMES:
                times = f"是资金总额的{amount / most:.0f}倍，单位可能是元"
                look.fault(cell, f"{cell.text}在以{form.unit or '万元'}为单位的栏里，{times}")
    for cell, why, right in slips(dossier):
        look.fault(cell, f"“{cell.text}”单位可能写错，应为{right}", why)
    for cell, amount in _told(look):
        if amount > most * _TIMES and amount / 10_000 <= most * 2:
            right = f"{told(amount / 10_000)}（{plain(amount / 10_000)}元）"
            look.fault(cell, f"{cell.text}是资金总额的{amount / most:.0f}倍，单位可能写错，应为{right}")


def _told(look: Look) -> Iterator[tuple[CellText, Decimal]]:
    for stretch, place in look.dossier.stretches(("paragraph", "cell")):
        for match in _AMOUNT.finditer(stretch.text):
            if match[2] != "万元":
                continue
            amount = Decimal(match[1].replace(",", "")) * MONEY[match[2]]
            start = max(stretch.text.rfind(mark, 0, match.start()) for mark in "，。；、：（(") + 1
            yield CellText(stretch.text[start : match.end()], place), amount
