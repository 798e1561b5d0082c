"""Sums that close an account: a note of money is what makes the account come out.

The writer gains that 厉行节约核减公用经费9.8万元 is a change of the budget where the budget comes out with it and with
nothing else, and that sums which come to what was left (or open with 其中 and stay under it) are what that consists of,
whatever words stand about them.

Limits: to the fen; a sum that could close more than one account closes none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.files.values import RawTable
from drafter.importing.money_units import sum_in
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import fold

_CUT = ("核减", "调减", "压减", "减少", "收回", "削减", "扣减")
_CHANGE = re.compile(
    rf"(?P<why>[\u4e00-\u9fff、“”]{{2,16}}?)?，?(?P<how>追加|调增|增加|{'|'.join(_CUT)})了?(?P<what>[\u4e00-\u9fff、“”]{{2,14}})?"
    r"(?P<sum>\d[\d.]*[万亿]?元)"
)
#: How money is looked after, and what is told of an account.
_KEPT = re.compile("制度|凭证|公示|会签|台账|双人|双签|报账|专账|专款专用|内审|村账")
_OF_ACCOUNT = re.compile("预算|执行率|未支出|追加|调[增减]|结余|结转")
#: What the name of a part may not be made of: these sums are told of an account of their own.
_OTHER = re.compile("预算|支出|收入|上年|去年|安排|到位|结转|合计|目标|追加|核减|[调压]减|采购|合同|三公")
#: What is said behind a part may not set it against a budget.
_RATED = re.compile("预算|支出|执行率|上年|去年|目标")
_WITHIN = re.compile("^其中[：，]?(?=.)")
#: 未支出251.64万元：…, where the sum is what was left.
_LEAD = re.compile(
    r"^(?:全年)?(?:未支出|没支出|没花|没付|剩(?:余|下)?|结余|结转|未支付)(?:了|的)?(?P<sum>\d[\d.]*[万亿]?元?)[：:，](?=.)"
)
#: 3辆车11月才到货、还在验收158.4万元: the sum stands behind what it is of.
_BEHIND = re.compile(r"^(?P<said>[^，。；]{6,}?)(?<![\d.])(?P<sum>\d[\d.]*[万亿]元?)$")
#: What says why a part was not spent, and what opens with a word of its own.
_CAUSE = re.compile("才|没有?|未|停|晚|推迟|不足|退休|流标|延|少支|少招|验收|跨年|未到")
_CAUSED = re.compile("原因|因|由于|主要|结转|交回|收回|用于|转|留|其中|为|是|都是|均")
_REST = re.compile(r"^(?P<name>[^\d，。；：]{0,12}?)(?P<sum>\d[\d.]*[万亿]?元?)(?P<said>.*)")


def close_accounts(proposal: Proposal) -> None:
    """Move notes of money that close an account to it: changes of the budget, and what was left and why."""
    _changes(proposal)
    _left(proposal)
    if proposal.genre == "township-summary":
        for note in [one for one in _notes(proposal) if _KEPT.search(one) and not _OF_ACCOUNT.search(one)]:
            # 资金：执行双人验收…；核对凭证428份: how money is looked after.
            _take(proposal, [note])
            proposal.add("evaluation.money", note, note)


def _changes(proposal: Proposal) -> None:
    initial, budget = (sum_in(proposal.get(f"fund.{key}")) for key in ("initial", "budget"))
    if initial is None or budget is None:
        return
    gap = budget - initial - _given(proposal)
    found = [(note, match) for note in _notes(proposal) if (match := _CHANGE.fullmatch(fold(note)))]
    signed = [(-1 if match["how"] in _CUT else 1) * (sum_in(match["sum"]) or Decimal(0)) for _, match in found]
    if not found or not gap or sum(signed, Decimal(0)) != gap:
        return
    if (added := proposal.get("fund.added")) is not None:
        del proposal.table("fund")["added"]
        proposal.add("fund.changes", {"name": "追加", "amount": added, "when": "年中"}, str(added))
    for note, match in found:
        row: RawTable = {"name": match["how"], "amount": note[match.start("sum") : match.end("sum")]}
        row |= {key: match[group] for key, group in (("money", "what"), ("reason", "why")) if match[group]}
        proposal.add("fund.changes", row, note)
        _take(proposal, [note])


def _given(proposal: Proposal) -> Decimal:
    """What the changes that are known come to."""
    rows = proposal.get("fund.changes") or []
    known = [(-1 if row.get("name") in _CUT else 1) * (sum_in(row.get("amount")) or Decimal(0)) for row in rows]
    return sum(known, sum_in(proposal.get("fund.added")) or Decimal(0))


def _left(proposal: Proposal) -> None:
    left = sum_in(proposal.get("fund.balance"))
    budget, spent = (sum_in(proposal.get(f"fund.{key}")) for key in ("budget", "spent"))
    if left is None and budget is not None and spent is not None:
        left = budget - spent
    if not left or left < 0 or proposal.get("fund.reason"):
        return
    notes = _notes(proposal)
    if len(behind := _all_behind(notes, left)) > 1:
        told_of = [f"{part.rstrip('，、')}，涉及{sum_}" for part, sum_ in behind.values()]
        proposal.put("fund.reason", f"其中{'；'.join(told_of)}", next(iter(behind)))
        _take(proposal, list(behind))
        return
    within = [note for note in notes if _WITHIN.match(note) and (sum_ := _part(_WITHIN.sub("", note))) and sum_ < left]
    every = {note: sum_ for note in notes if (sum_ := _part(note))}
    if len(every) > 1 and sum(every.values(), Decimal(0)) == left:
        told = list(every)
    elif len(within) == 1:
        told = within
    else:
        return
    reason = "；".join(_with_why(_WITHIN.sub("", note).strip("，。；")) for note in told)
    proposal.put("fund.reason", f"其中{reason}", told[0])
    _take(proposal, told)


def _with_why(note: str) -> str:
    """项目51.07万元，加工12月才验收 with what joins the two: 项目支出51.07万元，原因是…."""
    match = _REST.match(fold(note))
    if match is None:
        return note
    name = f"{match['name']}支出" if match["name"] in ("基本", "项目") else note[: match.end("name")]
    said = note[match.start("said") :]
    caused = said.startswith("，") and _CAUSE.search(said) is not None and _CAUSED.match(said[1:]) is None
    return f"{name}{note[match.start('sum') : match.end('sum')]}{f'，原因是{said[1:]}' if caused else said}"


def _all_behind(notes: Sequence[str], left: Decimal) -> dict[str, tuple[str, str]]:
    """The notes that name what some money was not spent for and then the sum, by themselves, where these sums come to
    what was `left`; none where they do not."""
    found: dict[str, tuple[str, str]] = {}
    total = Decimal(0)
    for note in notes:
        lead = _LEAD.match(fold(note))
        own = note[lead.end() :] if lead is not None and sum_in(lead["sum"]) == left else note
        match = _BEHIND.fullmatch(fold(own).strip("。；"))
        if match is None or _OTHER.search(match["said"]):
            continue
        found[note] = own[: match.end("said")], own[match.start("sum") : match.end("sum")]
        total += sum_in(match["sum"]) or Decimal(0)
    return found if total == left else {}


def _part(note: str) -> Decimal | None:
    """The sum of a note that names a part, its sum and what is said of it; None for any other note."""
    match = _REST.match(fold(note))
    if match is None or not match["sum"].endswith(("元", "万", "亿")) or _OTHER.search(match["name"]):
        return None
    found = amounts(fold(note))
    return found[0].value if found and not _RATED.search(match["said"]) and len(match["said"]) > 1 else None


def _notes(proposal: Proposal) -> list[str]:
    return [note for note in proposal.get("fund.notes") or [] if isinstance(note, str)]


def _take(proposal: Proposal, told: Sequence[str]) -> None:
    notes = proposal.get("fund.notes")
    notes[:] = [note for note in notes if note not in told]
    heard = [re.sub(r"\W", "", note) for note in told]
    proposal.unplaced[:] = [
        one
        for one in proposal.unplaced
        if not one.kept.startswith("fund.notes") or re.sub(r"\W", "", one.words) not in heard
    ]
    if not notes:
        del proposal.table("fund")["notes"]
