"""What stands beside form and report: ledgers, last year's results, lists of costs, evidence that a report counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.claims.text import Stretch
from drafter.reviewing.accounts import Account
from drafter.reviewing.answer import Look
from drafter.reviewing.dossier import Dossier
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import alike, direction
from drafter.reviewing.mentioned import told as told_of
from drafter.reviewing.names import akin, key, stem
from drafter.reviewing.problems import runs
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.told import claims
from drafter.reviewing.value import MONEY, CellText, half, money, plain, told, value

_SPENT = re.compile(r"支付|支出|执行|决算|实付|拨付|付款|发生额|实际")
_PLANNED = re.compile(r"预算|计划|下达|应付|合同|指标")
_FUND = re.compile(r"资金|支付|支出|经费|决算|财务|账")
_LOWERED = re.compile(r"下调|调减|调低|压减|缩减|减少|降低目标|取消|完工|收尾|尾工|已完成")
_AIM = re.compile(r"^[，,（(]?(?:年度|年初)?(?:目标|指标值|计划)(?:值|数)?(?:为|是)?[≥≤]?\s*(\d[\d,]*(?:\.\d+)?)")
_EVIDENCE = re.compile(
    r"(?:(?:佐证|证明|支撑|印证)(?:材料|资料)应(?:当)?(?:提供|提交|报送|附)"
    r"|应(?:当)?(?:提供|提交|报送|附)(?:的)?(?:佐证|证明|支撑|印证)?(?:材料|资料))[^，。；\d]{0,6}(?P<due>\d+)\s*[项份件个][^。；]{0,12}?"
    r"(?:实际|已经?|现|只)?(?:提供|提交|报送|附|收到)(?:了)?(?:佐证)?(?:材料)?[^，。；\d]{0,4}(?P<given>\d+)\s*[项份件个]"
)


@answers("books")
def books(look: Look) -> None:
    """Results and spending of the form against the ledgers that were handed in."""
    dossier = look.dossier
    form = dossier.form
    if not dossier.accounts:
        look.lack(look.duty.needs)
        return
    for line in form.lines if form else ():
        done, aim = value(line["actual"].text, line["unit"].text), value(line["target"].text, line["unit"].text)
        if done is None or done.percent:
            continue
        done = alike(done, aim, line) if aim is not None else done
        one = _account(dossier.accounts, line)
        if one is None:
            continue
        unit = done.unit
        scale = Decimal(10_000) if one.unit.startswith("万") and not unit.startswith("万") else Decimal(1)
        look.saw(f"{line.name}：{line['actual'].place} {line['actual'].text}，{one.cell.place} {plain(one.total)}")
        if abs(one.total * scale - done.number) > _half(line["actual"], one.total * scale, done.number):
            books_ = f"{one.sheet[:20]}是{plain(one.total)}{one.unit}（{one.cell.place}）"
            what = f"“{line.name}”的完成值是{line['actual'].text}，{books_}"
            look.fault(line["actual"], what, f"{line['actual'].text} ≠ {plain(one.total)}")
    _spending(look, dossier)
    if not look.seen:
        look.lack("与自评表指标或执行数同名的台账栏目")


def _half(cell: CellText, one: Decimal, other: Decimal) -> Decimal:
    """How far a figure may be from the ledger for being rounded: 6.83万 of 68,312."""
    number = cell.number
    if number is None or not number or other == number:
        return Decimal(0) if other == other.to_integral_value() else Decimal("0.005")
    exponent = number.as_tuple().exponent
    return (other / number) * Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)


def _account(accounts: Sequence[Account], line: IndicatorRow) -> Account | None:
    """The column of a ledger that has the name of an indicator; of several the one that is most like it."""
    if len(key(stem(line.name))) < 2:
        return None
    columns = [one for one in accounts if not one.listed]
    found = [one for one in columns if key(stem(one.name)) == key(stem(line.name))]
    found = found or [one for one in columns if akin(one.name, line.name)]
    found = found or [one for one in accounts if one.listed and _of_things(one, line)]
    return found[0] if found else None


def _of_things(one: Account, line: IndicatorRow) -> bool:
    """Whether a list has a row for each of what an indicator counts: its unit, and most of its words in the title."""
    aim = value(line["target"].text, line["unit"].text) or value(line["actual"].text, line["unit"].text)
    words = runs(stem(line.name))
    return aim is not None and aim.unit == one.unit and len(words & runs(one.sheet)) * 3 >= len(words) * 2 > 2


def _spending(look: Look, dossier: Dossier) -> None:
    spot = dossier.stated("spent")
    if spot is None:
        return
    form, cell = spot
    spent = money(cell, form.unit)
    for one in dossier.accounts:
        amount = one.money
        if amount is None or spent is None or not _FUND.search(one.sheet + one.name):
            continue
        if not _SPENT.search(one.name) or _PLANNED.search(one.name):
            continue
        look.saw(f"执行数：{cell.place} {cell.text}，{one.cell.place} {plain(one.total)}")
        if abs(amount - spent) > half(cell, form.unit) + half(one.cell, one.unit):
            what = (
                f"全年执行数是{told(spent, form.unit)}，{one.sheet[:20]}是{told(amount, form.unit)}（{one.cell.place}）"
            )
            look.fault(cell, what, f"{told(spent, form.unit)} ≠ {told(amount, form.unit)}")
        return


class _Last(NamedTuple):
    """Last year's report as :func:`claims` asks for one."""

    dossier: Dossier
    year: int

    def of_whole(self, kinds: Sequence[str] = ("paragraph",)) -> Iterator[tuple[Stretch, str]]:
        last = self.dossier.last
        return self.dossier.stretches_of(last, kinds) if last is not None else iter(())


def lowered(look: Look, form: PaperForm) -> None:
    """Targets that are lower than what last year aimed at and reached, with no less money and no word about it."""
    dossier = look.dossier
    last, earlier = dossier.last, dossier.earlier
    if last is None and not earlier:
        return
    least = Decimal(look.setting("last")) / 100
    texts = list(dossier.stretches_of(last, ("paragraph", "heading"))) if last is not None else []
    year = last.year if last is not None else earlier[0].year
    ratio = _money_ratio(dossier, year)
    for line in form.lines:
        stated = line["initial_target"] or line["target"]
        aim = value(stated.text, line["unit"].text)
        if aim is None or aim.number <= 0 or direction(line, aim) == "≤" or line.dropped:
            continue
        result = _tabled(earlier, line, aim.unit) or _told_last(line, texts, year)
        if result is None:
            continue
        look.saw(f"{line.name}：上年{result.words}（{result.place}），本年{stated.text}")
        before = result.before
        floor = min(before or result.number, result.number)
        if aim.percent:
            low = before is not None and aim.number < before and aim.number < result.number - 5
        else:
            low = aim.number < floor * (least if before is not None else least - Decimal("0.1")) * min(
                ratio, Decimal(1)
            )
        if low and not _explained(look, line):
            money_ = f"，预算是上年的{ratio * 100:.0f}%" if ratio != 1 else ""
            was = f"，目标{result.aimed}" if before is not None else ""
            what = (
                f"指标“{line.name}”的指标值{stated.text}定得过低：上年完成{result.words}{was}（{result.place}）{money_}"
            )
            look.fault(stated, what, f"{plain(aim.number)} ＜ {plain(floor)}")


class LastResult(NamedTuple):
    """What last year reached, in words and number, what it aimed at in number and words, and where that stands."""

    words: str
    number: Decimal
    before: Decimal | None
    place: str
    aimed: str


def _told_last(line: IndicatorRow, texts: list[tuple[Stretch, str]], year: int) -> LastResult | None:
    """What the prose of last year's report tells of an indicator."""
    result = next((one for one in told_of(line, texts, year) if not one.aim), None)
    if result is None:
        return None
    match = _AIM.match(result.behind)
    before = Decimal(match[1].replace(",", "")) if match else None
    return LastResult(result.words, result.number, before, result.place, match[1] if match else "")


def _tabled(earlier: Sequence[PaperForm], line: IndicatorRow, unit: str) -> LastResult | None:
    """What a table of last year tells of an indicator of the same name and unit."""
    for form in earlier:
        for row in form.lines:
            if key(row.name) != key(line.name):
                continue
            aim, done = value(row["target"].text, row["unit"].text), value(row["actual"].text, row["unit"].text)
            if done is not None and done.unit == unit:
                before = aim.number if aim is not None and aim.unit == unit else None
                words = [f"{row[one].text}{row['unit'].text}" for one in ("actual", "target")]
                return LastResult(words[0], done.number, before, row["actual"].place, words[1])
    return None


def _money_ratio(dossier: Dossier, year: int) -> Decimal:
    """This year's budget over last year's; 1 where either is not told."""
    before = next((one.mention.value for one in claims(_Last(dossier, year)) if one.role == "budget"), None)
    for form in dossier.earlier:
        before = before or money(form.amount("total.budget") or form.amount("total.initial"), form.unit)
    now = dossier.amount("budget")
    return now / before if before and now else Decimal(1)


def _explained(look: Look, line: IndicatorRow) -> bool:
    """Whether a form, the report or an approval says why a target is lower."""
    names = {line.name, stem(line.name)}
    if any(_LOWERED.search(line[column].text) for column in ("reason", "remark", "description")):
        return True
    texts = [stretch.text for stretch, _ in look.dossier.stretches()]
    texts += [stretch.text for one in look.dossier.letters("批复") for stretch, _ in look.dossier.stretches_of(one)]
    parts = [part for text in texts for part in re.split("[。；]", text)]
    return any(_LOWERED.search(part) and any(name in part for name in names) for part in parts)


def costs(look: Look, budget: Decimal, where: str) -> None:
    """The list of costs of a form of goals (or of results) summed up against the budget."""
    dossier = look.dossier
    for form in (*dossier.forms, *([dossier.goals] if dossier.goals else [])):
        rows = [one for one in form.costs if not one.total]
        if not rows:
            continue
        unit = rows[0].unit or form.unit or ("元" if form.kind == "goals" else "万元")
        added = sum((one.cell.number or Decimal(0) for one in rows), Decimal(0))
        working = f"{' + '.join(one.cell.text for one in rows)} = {plain(added)}{unit}"
        look.saw(f"{form.title[:20]}的成本明细{working}")
        if added * MONEY[unit] > budget:
            over = told(added * MONEY[unit] - budget, unit)
            what = f"成本明细{len(rows)}项合计{plain(added)}{unit}，超过资金总额{told(budget, unit)}{where}，多{over}"
            largest = max(rows, key=lambda one: one.cell.number or Decimal(0))
            look.fault(largest.cell, what, working)


def evidence_told(look: Look) -> bool:
    """The share of evidence that a report counts: 应提供佐证材料11项，已提供8项. Gives whether it counts one."""
    least = Decimal(look.setting("percent"))
    for stretch, place in look.dossier.stretches(("paragraph", "heading")):
        for match in _EVIDENCE.finditer(stretch.text):
            due, given = Decimal(match["due"]), Decimal(match["given"])
            if not due:
                continue
            share = given / due * 100
            working = f"{given} ÷ {due} = {share:.2f}%"
            look.saw(f"{place} {working}")
            if share < least:
                look.fault(
                    CellText(match[0], place),
                    f"佐证材料应有{due}项，只有{given}项，占{share:.2f}%，不到{least}%",
                    working,
                )
    return bool(look.seen)
