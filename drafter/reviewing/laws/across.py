"""What several papers say of one thing: money in 元 and 万元, scores, results of indicators.

The reader gains the figure that was copied wrongly from one paper to the other, with both places.

Limits: those of what a report tells (:mod:`drafter.reviewing.told`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.claims.mention import Mention
from drafter.language.quantity import SCALES
from drafter.reviewing.answer import Look
from drafter.reviewing.form import Form, Line
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import qualitative
from drafter.reviewing.told import Claim, claims
from drafter.reviewing.value import Cell, half, money, plain, told, value

_SCORE = re.compile(
    r"(?:自评|综合|总|合计|最终|评价)[^，。；\d]{0,8}?(?:得分|分数|总分|评分)[^，。；\d]{0,4}?(\d{1,3}(?:\.\d+)?)\s*分"
)


@answers("same-money")
def same(look: Look) -> None:
    dossier = look.dossier
    _between_forms(look)
    if dossier.report is None or not dossier.forms:
        if not look.seen:
            look.lack(look.duty.needs)
        return
    found = list(claims(dossier))
    for role, called in (("budget", "预算数"), ("spent", "执行数")):
        spot = dossier.stated(role)
        told_of = [one for one in found if one.role == role]
        if spot is None or not told_of:
            continue
        form, cell = spot
        right = [money(cell, form.unit) or Decimal(0)]
        other = [form.amount(f"total.{key}") for key in ("initial", "adjusted", "budget")] if role == "budget" else []
        right += [amount for one in other if (amount := money(one, form.unit)) is not None]
        fits = [one for one in told_of if any(_equal(one.mention, amount, cell, form) for amount in right)]
        look.saw(f"{called}：{cell.place}{told(right[0])}，{told_of[0].cell.place}{told_of[0].mention.figure.text}")
        for one in told_of:
            if one not in fits and (not fits or _whole(one)):
                what = f"报告的{called}是{one.mention.figure.text}，自评表是{told(right[0], form.unit)}（{cell.place}）"
                look.fault(one.cell, what, f"{one.mention.figure.text} ≠ {told(right[0], form.unit)}")
    _score(look)


def _between_forms(look: Look) -> None:
    """The same cell of money in two forms: 自评表 and case, 元 and 万元; the goals as the budget of the start."""
    forms = look.dossier.forms
    for one in forms[1:]:
        for path, cell in one.money.items():
            if not path.endswith((".initial", ".budget", ".spent")):
                continue
            first = forms[0].amount(path)
            if first and cell and money(first, forms[0].unit) is not None and money(cell, one.unit) is not None:
                look.saw(f"{first.place}{first.text}，{cell.place}{cell.text}")
                if not look.dossier.same(first, forms[0].unit, cell, one.unit):
                    look.fault(cell, f"{cell.place}是{cell.text}，{first.place}是{first.text}")
    goals = look.dossier.goals
    if goals is None or not forms:
        return
    asked = next(
        (
            goals.money[key]
            for key in ("year_total.applied", "total.applied", "total.budget", "total.initial")
            if key in goals.money
        ),
        Cell(),
    )
    mine = forms[0].amount("total.initial") or forms[0].amount("total.budget")
    if asked and mine and money(asked, "元") is not None and money(mine, forms[0].unit) is not None:
        # A form of goals without a unit may be in either.
        units = [goals.unit] if goals.unit else ["元", "万元"]
        look.saw(f"{asked.place}{asked.text}，{mine.place}{mine.text}")
        if not any(look.dossier.same(asked, unit, mine, forms[0].unit) for unit in units):
            look.fault(
                mine,
                f"年初预算数是{told(money(mine, forms[0].unit) or Decimal(0))}，"
                f"申报表是{asked.text}{goals.unit}（{asked.place}）",
            )


def _whole(one: Claim) -> bool:
    """Whether a claim says outright that it is of the whole year: 全年预算数."""
    return bool(re.search(r"全年|年度预算|总预算|预算总额|项目预算|总支出|支出总额", one.mention.left))


def _equal(one: Mention, amount: Decimal, cell: Cell, form: Form) -> bool:
    return abs(one.value - amount) <= one.figure.half + half(cell, form.unit)


def _score(look: Look) -> None:
    score = look.dossier.score
    for stretch, place in look.dossier.stretches() if score.number is not None else ():
        for match in _SCORE.finditer(stretch.text):
            if re.search(r"上年|去年|其余|各项指标|执行率", stretch.text[max(0, match.start() - 10) : match.end() - 4]):
                continue
            look.saw(f"得分：{score.place}{score.text}，{place}{match[1]}")
            if Decimal(match[1]) != score.number:
                look.fault(
                    Cell(match[0], place),
                    f"报告的得分是{match[1]}分，自评表是{plain(score.number or Decimal(0))}分（{score.place}）",
                )


@answers("told-as-formed")
def formed(look: Look) -> None:
    """The result of an indicator that the report tells by its name against the form."""
    form = look.dossier.form
    if form is None or not form.lines:
        _by_tables(look)
        return
    for line in form.lines:
        done = value(line["actual"].text, line["unit"].text)
        aim = value(line["target"].text, line["unit"].text)
        if done is None or qualitative(line) or len(line.name) < 4:
            continue
        for stretch, place in look.dossier.stretches(("paragraph",)):
            found = _told(stretch.text, line, done.unit or (aim.unit if aim else ""))
            if found is None:
                continue
            look.saw(f"{line.name}：{place}{found[0]}，{line['actual'].place}{line['actual'].text}")
            number, words = found[1], found[0]
            fits = {done.number, *([done.number * 100] if done.number <= 1 else []), *([aim.number] if aim else [])}
            if number not in fits:
                what = f"“{line.name}”报告写{words}，自评表的完成值是{line['actual'].text}（{line['actual'].place}）"
                look.fault(Cell(words, place), what)
    if not look.seen:
        _by_tables(look)


def _told(text: str, line: Line, unit: str) -> tuple[str, Decimal] | None:
    """The figure right behind the name of an indicator, in its unit."""
    name = re.escape(re.sub(r"[（(].*?[）)]", "", line.name))
    match = re.search(
        rf"{name}(?:指标|数量|数|完成值|实际完成值|实际完成|实际|达到|达|为|是|共|全年|[，、：:“”])*\s*(\d[\d,]*(?:\.\d+)?)\s*([万亿]?)({re.escape(unit)})"
        if unit
        else r"(?!)",
        text,
    )
    if match is None or re.match(r"的?(?:目标|指标值|任务)", text[match.end() :]):
        return None
    return match[1] + match[2] + match[3], Decimal(match[1].replace(",", "")) * SCALES[match[2]]


def _by_tables(look: Look) -> None:
    """Without a form to hold against the report the rules over its own tables answer."""
    from drafter.report.tree import Table

    tables = sum(
        isinstance(block, Table)
        for paper in look.dossier.reports
        if paper.page
        for block in paper.page.reading.draft.blocks
    )
    if tables:
        look.saw(f"报告里{tables}张表与正文")
    else:
        look.skip("报告里没有表，也没有点名写自评表的指标")
