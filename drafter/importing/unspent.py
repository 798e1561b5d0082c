"""Why a project left money, where notes apart from the list of projects say so: 烘干没付的32万：10万是质保金,
没付5.8万是质保金.

Limits: a reason is taken only where the sum that it speaks of is what one project left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.files.values import RawTable
from drafter.importing.lines import statements
from drafter.importing.money_units import sum_in
from drafter.importing.proposal import Proposal
from drafter.language.marks import fold

_SUM = r"(?P<sum>\d[\d.]*)万元?"
_LEFT = r"(?:没有?(?:付|花|用|支付?)|未(?:付|支付?|支出|花|用)|少(?:付|花|支)|剩(?:下|余)?|结余|余)"
#: 没付的32万：…, 没付5.8万是…, 7.4万没花就因为…
_FIRST = re.compile(
    rf"(?:{_LEFT}(?:的|了|完|掉|出去)*{_SUM}|(?P<first>\d[\d.]*)万元?{_LEFT}(?:的|了|完|掉|出去|出)*)(?:的)?"
    r"(?:：|，?(?:就|都|全)?(?:是因为|因为|主要是|原因是|是|由于)|——+)(?P<why>.{2,})"
)
#: 补贴按亩算，地少做了，钱也就少付21.24万
_LAST = re.compile(
    rf"(?P<why>.{{4,}}?)，(?:所以|因此|于是|结果)?(?:钱|资金|支出)?(?:也|就|相应)*{_LEFT}(?:了|的)?{_SUM}元?"
)
#: 就因为这9眼: what was said before.
_POINTS_BACK = re.compile(r"^(?:这|那|上面|前面)")
#: How many characters of a name may stand before the sum.
_NAME = 8
_LISTS = ("effects_duty", "fund.notes", "effects_result")


class FoundReason(NamedTuple):
    """Why a sum was left: the reason in a report's words, and the list, the number and the statement that tell it;
    `whole`: the statement says nothing else."""

    why: str
    path: str
    note: int
    statement: str
    whole: bool


def explain_unspent(proposal: Proposal) -> None:
    """Give each project that left money without a reason the one that notes tell of that very sum; a statement that
    says nothing else is told there alone."""
    rows = [row for row in proposal.get("projects") or [] if "reason" not in row and _gap(row) > 0]
    for row in rows:
        reasons = list(_reasons(row, proposal))
        if len({one.why for one in reasons}) != 1:
            continue
        row["reason"] = reasons[0].why
        for one in reasons:
            if one.whole:
                _without(proposal, one)
    for path in _LISTS:
        if proposal.get(path) is not None:
            proposal.get(path)[:] = [note for note in proposal.get(path) if note]


def _without(proposal: Proposal, found: FoundReason) -> None:
    notes = proposal.get(found.path)
    notes[found.note] = "；".join(part for part in statements(notes[found.note]) if part != found.statement)


def _reasons(row: RawTable, proposal: Proposal) -> Iterator[FoundReason]:
    gap = _gap(row)
    for path in _LISTS:
        for number, note in enumerate(proposal.get(path) or []):
            told = statements(note) if isinstance(note, str) else []
            for at, one in enumerate(told):
                first = _FIRST.search(fold(one))
                match = first or _LAST.search(fold(one))
                if match is None:
                    continue
                said = match["sum"] or match.groupdict().get("first") or "0"
                if Decimal(said) * 10_000 != gap:
                    continue
                why = one[match.start("why") : match.end("why")].strip("，。； ")
                whole = first is not None and first.start() <= _NAME and not _POINTS_BACK.match(why)
                if _POINTS_BACK.match(why):
                    figure = re.search(r"\d[\d.]*", why)
                    before = [each for each in told[:at] for each in re.split("，", fold(each))]
                    why = next((each for each in before[::-1] if figure and figure[0] in each and "有" in each), "")
                elif whole:
                    why = f"未支付的{said}万元{'中，' if re.search('[，；]', fold(why)) else '为'}{why}"
                if why:
                    yield FoundReason(why.removeprefix("有"), path, number, one, whole)


def _gap(row: RawTable) -> Decimal:
    budget, spent = sum_in(row.get("budget")), sum_in(row.get("spent"))
    return budget - spent if budget is not None and spent is not None else Decimal(0)
