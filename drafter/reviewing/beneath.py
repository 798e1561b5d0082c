"""What a form of goals says in lines around its table: 年度总体目标：…, 项目资金：年初预算2400万元.

Limits: a line is a label and what stands behind its colon; of money the whole of the year and what was carried over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.reviewing.form import PaperForm
from drafter.reviewing.value import CellText

if TYPE_CHECKING:
    from drafter.reading.sheets.words import HeadMeanings

_LINE = re.compile(r"^\s*(?P<label>[^，。；：:]{2,16})[：:]\s*(?P<said>.+)$", re.DOTALL)
_AMOUNT = (
    r"(?:资金|经费)?(?:总额|数|金额|余额)?(?:为|是|共|计|共计|合计)?"
    r"\s*(?P<amount>\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|千元|元))"
)
#: What is asked for in all, and what last year left.
_WHOLE = re.compile(
    r"(?:年初预算|年度预算|全年预算|项目预算|预算总额|资金总额|预算资金|预算安排|申请预算|申请资金)" + _AMOUNT
)
_CARRIED = re.compile(r"(?:上年|上一年度|以前年度|20\d\d年)?(?:结转结余|结转|结余)" + _AMOUNT)


def beneath(form: PaperForm, lines: Sequence[CellText], words: HeadMeanings) -> PaperForm:
    """A form with the labels, goals and money of the lines that stand around its table, each with its place."""
    labels, goals, money = dict(form.labels), dict(form.goals), dict(form.money)
    for text, where in lines:
        match = _LINE.match(text)
        if match is None:
            continue
        cell = CellText(match["said"].strip(), where)
        for section, taken in (("labels", labels), ("goals", goals)):
            if meaning := words.of(section, match["label"]):
                taken.setdefault(meaning, cell)
        for pattern, key in ((_WHOLE, "total.initial"), (_CARRIED, "carried.initial")):
            if found := pattern.search(text):
                money.setdefault(key, CellText(found["amount"], where))
    return form._replace(labels=labels, goals=goals, money=money)
