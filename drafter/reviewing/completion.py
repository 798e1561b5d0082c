"""Shares of a target that a report tells behind a result: 156批次，完成率104%; 超目标4%.

The reader gains that a rate of completion is reckoned again from the result beside it and the target of the form.

Limits: the share stands right behind the figure, or behind the name; any target that a form or the sentence tells may
be the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.reviewing.dossier import Dossier
from drafter.reviewing.laws.common import direction
from drafter.reviewing.mentioned import MentionedResult, told
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import CellText, plain, value

_HUNDRED = Decimal(100)
_AIM = (
    r"(?:年度|年初|全年|本年度?|当年|既定|预期|预定|计划|批复|设定|调整后)*(?:的)?"
    r"(?:目标|任务|计划|指标|控制数|控制|上限|限额|标准)(?:任务|数|值|量|总量|总数|标准)?"
)
_RATE = r"(?P<rate>\d+(?:\.\d+)?)\s*[%％](?!的|以上|以下|个百分点)"
_OPEN = rf"^[，,、（(]?\s*(?:已|仅|只|共|实际|实现|均|约|按{_AIM}(?:计算|计|算)?[，]?)*"
#: As a share of the target, by how much above it, by how much under it.
_SHARE = re.compile(
    rf"{_OPEN}(?:{_AIM})?(?:(?:完成|达成|实现)(?:率|比例|程度|度)(?:为|是|达到?|[：:])?|(?:完成|达到|占|为|是|相当于|达)(?:了)?{_AIM}的?"
    rf"|完成(?:了)?)\s*{_RATE}"
)
_ABOVE = re.compile(rf"{_OPEN}(?:比|较)?(?:超额完成|超额|超过|超出|超|高于|多于|高出)(?:了)?(?:{_AIM})?\s*{_RATE}")
_OVER = re.compile(rf"{_OPEN}(?:比|较){_AIM}(?:多|高|增加|超出|提高|超)(?:了)?\s*{_RATE}")
_UNDER = re.compile(
    rf"{_OPEN}(?:(?:比|较){_AIM}(?:少|低|短|下降|减少|节约|降低|差|欠)|(?:低于|少于){_AIM})(?:了)?\s*{_RATE}"
)


class ToldCompletion(NamedTuple):
    """The words, where, the rate that they tell, the one that follows, and the sum."""

    cell: CellText
    stated: str
    right: Decimal
    working: str
    fits: bool


def completions(dossier: Dossier) -> Iterator[ToldCompletion]:
    """The shares of a target that this year's reports tell behind a result."""
    form = dossier.form or dossier.goals
    texts = list(dossier.of_whole(("paragraph",)))
    for line in form.lines if form else ():
        aims = _targets(dossier, line)
        for one in told(line, texts, dossier.year) if aims else ():
            if not one.aim or _SHARE.match(one.behind):
                yield from _judged(one, line, aims)


def _judged(one: MentionedResult, line: IndicatorRow, aims: list[Decimal]) -> Iterator[ToldCompletion]:
    for pattern, sign in ((_SHARE, 0), (_ABOVE, 1), (_OVER, 1), (_UNDER, -1)):
        match = pattern.match(one.behind)
        if match is None:
            continue
        # A figure of the sentence in the unit of the result may be a target that no form knows.
        known = [*aims, *_counts(one)]
        stated = Decimal(match["rate"])
        shares = [(one.number / aim * _HUNDRED, aim) for aim in known if aim]
        near = Decimal("0.51").scaleb(-len(match["rate"].partition(".")[2]))
        # What is better the lower it is may be told by how much of the limit it is, or the other way about.
        turned = [(aim / one.number * _HUNDRED, aim) for aim in known if one.number and _less(line)]
        due = [(share if not sign else (share - _HUNDRED) * sign, aim) for share, aim in (*shares, *turned)]
        right, aim = due[0]
        working = f"{one.words} ÷ {plain(aim)} = {shares[0][0]:.2f}%"
        words = one.words + match[0]
        fits = any(abs(each - stated) <= near for each, _ in due)
        yield ToldCompletion(CellText(words, one.place), match["rate"], right, working, fits)
        return


def _less(line: IndicatorRow) -> bool:
    aim = value(line["target"].text, line["unit"].text)
    return aim is not None and direction(line, aim) == "≤"


def _targets(dossier: Dossier, line: IndicatorRow) -> list[Decimal]:
    """The targets of an indicator in the form, as it was approved and as it was changed."""
    goals = dossier.goals
    rows = [line, *(each for each in (goals.lines if goals else ()) if each.name == line.name)]
    cells = [
        (row[key].text, row["unit"].text) for row in rows for key in ("target", "initial_target", "adjusted_target")
    ]
    found = [value(text, unit) for text, unit in cells if text]
    return list(dict.fromkeys(one.number for one in found if one is not None and one.number > 0))


def _counts(one: MentionedResult) -> list[Decimal]:
    """The other figures of the sentence in the unit of the result."""
    unit = re.sub(r"^[\d,.]+[万亿]?", "", one.words)
    found = re.finditer(rf"(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?{re.escape(unit)}", one.sentence)
    scales = {"万": Decimal(10_000), "亿": Decimal(100_000_000), None: Decimal(1)}
    numbers = [Decimal(each[1].replace(",", "")) * scales[each[2]] for each in found]
    return [each for each in numbers if each not in (one.number, 0)]
