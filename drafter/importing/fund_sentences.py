"""The money of a year told in one sentence: 年初预算2860万元，年中因甲调减240万元、因乙获奖补180万元，全年预算2800万元.

The writer gains every change of a budget, whatever verb it was told with, and all the reasons of what was left.

Limits: a sentence is taken only where its figures come to each other: the beginning and the changes to the budget of
the year, the sums of the reasons to what was left. Any other is read by :mod:`drafter.importing.money`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.files.values import RawTable
from drafter.importing.fund_lines import change_in, fund_word, when_of
from drafter.importing.lines import NotedLine, statements
from drafter.importing.money_spoken import comes_to
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import fold

_MONEY = r"\d[\d.,]*[万亿]?元"
_GREW = re.compile(
    rf"年初(?:部门)?预算(?:为|是)?(?P<initial>{_MONEY})，(?P<changes>[^；。]+?)，"
    rf"(?:全年|调整后|最终|年度)(?:全年)?预算(?:为|是|数)?(?P<budget>{_MONEY})"
)
_CHANGE = re.compile(rf"(?P<said>[^\d；。]*?)(?P<sum>{_MONEY})")
_SAID = re.compile(
    r"(?:因为?|由于)?(?P<reason>[^，]*)(?P<verb>追加|调增|增加|新增|获得?|争取到?|下达|收到|调减|核减|压减|减少|削减|收回)"
    r"(?P<money>[^，]*)"
)
_SPENT = re.compile(
    rf"(?:全年|实际|本年|累计)?(?:实际)?支出(?P<spent>{_MONEY})[；，](?:预算)?执行率(?P<rate>\d[\d.]*%)[；，]"
    rf"(?:未支出|结余|没有支出的?)(?P<left>{_MONEY})[；，](?:主要)?原因(?:是|为)?：?(?P<why>.+)"
)


def told_in_a_sentence(line: NotedLine, proposal: Proposal) -> list[NotedLine]:
    """What is left of a line once the sentences of money that hold together are in the case."""
    if line.cells or ("预算" not in line.text and "执行率" not in line.text):
        return [line]
    text = line.text.strip("。； ")
    proposal.line = line.number
    if (spent := _SPENT.fullmatch(fold(text))) is not None and proposal.get("fund.spent") is None:
        why = text[spent.start("why") :]
        if comes_to(why, spent["left"], "万元"):
            for key, name in (("spent", "spent"), ("rate", "rate"), ("balance", "left")):
                proposal.put(f"fund.{key}", spent[name], text[: spent.start("why")])
            proposal.put("fund.reason", why, why)
            return []
        return [line]
    head, *rest = statements(text, "；。") or [text]
    grew = _GREW.fullmatch(fold(head))
    if grew is None or proposal.get("fund.initial") is not None or not _grown(head, grew, proposal):
        return [line]
    return [line._replace(text=one) for one in rest]


def _grown(head: str, grew: re.Match[str], proposal: Proposal) -> bool:
    """Put the changes of a budget in where they come to it."""
    low, high = grew.span("changes")
    changes, at = fold(head)[low:high], 0
    rows: list[RawTable] = []
    value = _value(grew["initial"])
    while at < len(changes):
        one = _CHANGE.match(changes, at)
        row = _row(one["said"].strip("、，和及 "), one["sum"]) if one is not None else None
        if one is None or row is None:
            return False
        cut = fund_word("cut").fullmatch(str(row["name"])) is not None
        value += -_value(one["sum"]) if cut else _value(one["sum"])
        rows.append(row)
        at = one.end()
    if value != _value(grew["budget"]):
        return False
    proposal.put("fund.initial", grew["initial"], head[:low].rstrip("，"))
    for row in rows:
        proposal.add("fund.changes", row, head[low:high])
    proposal.put("fund.budget", grew["budget"], head[high:].lstrip("，"))
    return True


def _row(said: str, told: str) -> RawTable | None:
    """One change: how it is called, how much, of what, when and why."""
    when, said = when_of(said)
    match = _SAID.fullmatch(said.lstrip("，"))
    if match is None:
        return None
    row: RawTable = {"name": match["verb"] if change_in(match["verb"]) is not None else "增加", "amount": told}
    row |= {
        key: words for key, words in (("when", when), ("reason", match["reason"]), ("money", match["money"])) if words
    }
    return row


def _value(told: str) -> Decimal:
    return amounts(told)[0].value
