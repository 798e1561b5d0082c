"""Amounts in 元 that are right in 万元: 修复工程1926.30元 among amounts in 万元.

The reader gains that the 万 that was left out is seen where the sums, the form or another sentence show it.

Limits: the amount has the decimals of those beside it; what each thing costs (每套360元) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from drafter.reviewing.dossier import Dossier
from drafter.reviewing.problems import runs
from drafter.reviewing.value import MONEY, CellText, money, told

_AMOUNT = re.compile(r"(?<![\d.×*])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|元)(?![/／每×*整])")
_EACH = re.compile(r"每|单价|均价|标准|人均|户均|亩均|平均|[按以]$")
#: An amount of the whole, or of a part that forms have.
_NAMED = re.compile(r"预算|执行|支出|拨款|结余|结转|未支付|未使用|剩余|下达|到位|资金总额")
_TEN_THOUSAND = MONEY["万元"]
#: So many amounts beside it are added up.
_MOST = 6


class _Written(NamedTuple):
    number: str
    unit: str
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        """The amount in 元."""
        return Decimal(self.number.replace(",", "")) * MONEY[self.unit]

    @property
    def decimals(self) -> int:
        """How many decimals are shown."""
        return len(self.number.partition(".")[2])


def slips(dossier: Dossier) -> Iterator[tuple[CellText, str, str]]:
    """The amounts of this year's reports that lack their 万: where, why, what they should be."""
    known = set(_known(dossier))
    most = max(known, default=Decimal(0))
    sentences = [
        (sentence, place)
        for stretch, place in dossier.stretches(("paragraph",))
        for sentence in re.split("[。]", stretch.text)
    ]
    for sentence, place in sentences:
        found = [_Written(one["number"], one["unit"], *one.span()) for one in _AMOUNT.finditer(sentence)]
        for one in found:
            if one.unit != "元" or one.value < 1 or one.value * _TEN_THOUSAND > most * 2:
                continue
            clause = re.split("[，。；：、（(]", sentence[: one.start])[-1]
            others = [each for each in found if each.unit != "元" and each.decimals == one.decimals]
            if _EACH.search(clause):
                continue
            why = _by_form(one, clause, known) or _by_sum(one, others, known) or _by_telling(one, clause, sentences)
            if why:
                yield CellText(clause + sentence[one.start : one.end], place), why, told(one.value * _TEN_THOUSAND)


def _known(dossier: Dossier) -> Iterator[Decimal]:
    """The amounts of this year's forms, and what was left of the budget."""
    for form in (*dossier.forms, *([dossier.goals] if dossier.goals else [])):
        for path, cell in form.money.items():
            if path.rpartition(".")[2] in ("initial", "budget", "adjusted", "spent"):
                amount = money(cell, form.unit or "万元")
                if amount:
                    yield amount
    budget, spent = dossier.amount("budget"), dossier.amount("spent")
    if budget is not None and spent is not None:
        yield from (one for one in (budget, spent, budget - spent) if one)


def _by_form(one: _Written, clause: str, known: set[Decimal]) -> str:
    right = one.value * _TEN_THOUSAND
    return f"自评表上是{told(right)}" if right in known and _NAMED.search(clause) else ""


def _by_sum(one: _Written, others: list[_Written], known: set[Decimal]) -> str:
    """Whether with 万 it makes one of the known sums together with amounts beside it."""
    right = one.value * _TEN_THOUSAND
    wholes = known | {each.value for each in others}
    for many in range(min(len(others), _MOST), 0, -1):
        for some in combinations(others[:_MOST], many):
            added = sum((each.value for each in some), right)
            if added in wholes and (many > 1 or added in known):
                parts = " + ".join(told(each.value) for each in some)
                return f"{parts} + {told(right)} = {told(added)}"
    return ""


def _by_telling(one: _Written, clause: str, sentences: list[tuple[str, str]]) -> str:
    """Whether the same number stands with 万元 where the same thing is told of."""
    digits = one.number.replace(",", "").replace(".", "").strip("0")
    if len(digits) < 3:
        return ""
    own = runs(clause)
    for sentence, place in sentences:
        for each in _AMOUNT.finditer(sentence):
            same = Decimal(each["number"].replace(",", "")) == one.value and each["unit"] == "万元"
            if same and len(own & runs(sentence)) * 2 >= max(1, len(own)):
                return f"{place}写{each['number']}万元"
    return ""
