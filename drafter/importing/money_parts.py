"""The budget and the spending of a department in their parts, 基本 and 项目: which of the two a line tells, and whose
budget the parts make up where it grew in the course of the year.

Limits: a part is of the spending only where a rate or 全付了 stands behind it; what no sum shows stays as it is.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.files.values import RawTable
from drafter.importing.fund_lines import parts_of
from drafter.importing.money_units import sum_in, told_money
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import fold

_SPENT = re.compile(
    r"(?:其中|里面|里头|内中)?(?:基本|项目)(?:支出|经费)?(?:花|支|付|用)?了?[：: ]?"
    r"\d[\d.]*(?:[万亿]?元|[万亿])?[，、（ ]*(?:执行率|支付率)?"
    r"(?:\d{1,3}(?:\.\d+)?[%％]|(?:已|都|也|钱)*(?:全(?:部|额|都)?(?:付|花|用|支|拨)|[花付用支](?:完|清|光)))"
)
_UNSPENT = re.compile(r"(?:全|都|均)?(?:是)?项目(?:支出|经费|上|里)?(?:的|上|里)?(?=(?:还)?(?:没|未|剩|结余|余))")
#: How near a rate must come to the quotient.
_CLOSE = Decimal("0.06")
#: What the parts of a spending are called, with the fields of their budgets.
_PARTS = {"fund.spent_basic": ("基本支出", "fund.basic"), "fund.spent_project": ("项目支出", "fund.project")}


def tells_spent_part(folded: str) -> bool:
    """Whether a statement tells what was spent of a part: 项目支出293.12万，90.47%; 基本支出1018.8万，全付了."""
    return _SPENT.match(folded) is not None


def of_projects(statement: str) -> str:
    """What was not spent of the projects, without their name: 项目没付的30.88万：…."""
    return _UNSPENT.sub("", statement, count=1) if _UNSPENT.match(fold(statement)) else statement


def rated_part(clause: str, path: str, proposal: Proposal) -> str:
    """A bare rate behind what was spent of a part, with its name ("" where it is none, or that of the whole)."""
    bare = re.fullmatch(r"(?:执行率|支付率)?(?P<rate>\d{1,3}(?:\.\d+)?)[%％]", fold(clause))
    if bare is None or path not in _PARTS:
        return ""
    whole, own = (
        sum_in(proposal.get(spent)) / sum_in(proposal.get(budget)) * 100  # type: ignore[operator]
        if sum_in(proposal.get(spent)) and sum_in(proposal.get(budget))
        else None
        for spent, budget in (("fund.spent", "fund.budget"), (path, _PARTS[path][1]))
    )
    rate = Decimal(bare["rate"])
    of_whole = whole is not None and abs(whole - rate) < _CLOSE
    of_part = own is not None and abs(own - rate) < _CLOSE
    told = proposal.get("fund.rate") is not None
    return f"{_PARTS[path][0]}执行率{bare['rate']}%" if of_part or (told and not of_whole) else ""


def part_in_full(path: str, proposal: Proposal, clause: str) -> bool:
    """全付了 behind what was spent of a part: its budget is the same; False where no part was told before."""
    if path not in _PARTS:
        return False
    spent = proposal.get(path)
    before = proposal.get(_PARTS[path][1])
    if isinstance(before, str) and sum_in(before) != sum_in(spent) and proposal.get("fund.initial") is not None:
        _to_the_initial(proposal, clause)
    return proposal.put(_PARTS[path][1], spent, clause)


def put_budget(proposal: Proposal, amount: str, clause: str) -> bool:
    """Set the budget of the year; one that was told before, without 全年, is that of its beginning."""
    if proposal.put("fund.budget", amount, clause):
        return True
    first = proposal.get("fund.budget")
    later = re.match(r"(?:，)?(?:全年|调整后|最后|合计|总共|一共|共|变成|总的|总盘子)", fold(clause)) is not None
    if not later or proposal.get("fund.initial") is not None or sum_in(first) == sum_in(amount):
        return False
    table = proposal.table("fund")
    table["initial"] = table.pop("budget")
    proposal.trace("fund.initial", str(first))
    _to_the_initial(proposal, clause)
    return proposal.put("fund.budget", amount, clause)


_CAUSED = re.compile(
    r"(?P<when>\d{1,2}月(?:份|底|初|[上中下]旬)?)?(?:年中)?(?:因|由于)(?P<why>[^，；。]*?\d[^，；。]*?)，?"
    r"(?P<rest>(?:追加|调增|增加|核减|调减|压减|收回)[^\d，；。]{0,12}\d[\d.,]*(?:[万亿]?元|[万亿])?)"
)


def caused(clause: str) -> tuple[str, str]:
    """A change of the budget and why it came about, where the reason counts something: 因2个小区退出核减200万元 ("" for
    the reason of any other clause)."""
    match = _CAUSED.fullmatch(fold(clause))
    return (f"{match['when'] or ''}{match['rest']}", match["why"]) if match is not None else (clause, "")


def unchanged(clause: str, proposal: Proposal) -> bool:
    """年初860万元，年中没有调整: the budget of the year is that of its beginning; False for any other clause."""
    first = proposal.get("fund.initial")
    return clause.strip("。；， ") == "年中没有调整" and bool(first) and proposal.put("fund.budget", first, clause)


def put_change(proposal: Proposal, row: RawTable, clause: str, alone: bool) -> None:
    """Keep a change of the budget. What a department was given in the middle of the year and nothing else (`alone`) has
    a field of its own, until another change stands beside it: 年中追加112万元，调减24万元."""
    added = proposal.get("fund.added")
    rows = proposal.get("fund.changes")
    if alone and "年中" in clause and row.get("name") == "追加" and len(row) == 2 and not rows and added is None:
        proposal.put("fund.added", row["amount"], clause)
        return
    if added is not None:
        del proposal.table("fund")["added"]
        origin = next(one for one in proposal.origins if one.path == "fund.added")
        proposal.origins.remove(origin)
        proposal.add("fund.changes", {"name": "追加", "amount": added, "when": "年中"}, origin.words)
    proposal.add("fund.changes", row, clause)


def budget_by_source(proposal: Proposal, inside: str, head: str, unit: str) -> bool:
    """全年1675万元（县级资金1589万元、中央政法转移支付86万元）: the parts that a bracket names are who gave the budget,
    whatever they are called, where they come to it."""
    parts, whole = parts_of(inside, unit), sum_in(told_money(head, unit))
    if len(parts) < 2 or proposal.get("fund.sources") or sum((one.value for one in parts), Decimal(0)) != whole:
        return False
    for one in parts:
        proposal.add("fund.sources", {"name": one.name, "budget": one.told}, inside)
    return True


def settle_parts(proposal: Proposal) -> None:
    """Parts that come to the budget of the beginning are those of it, where that of the year is another."""
    initial, budget = sum_in(proposal.get("fund.initial")), sum_in(proposal.get("fund.budget"))
    if initial is not None and budget is not None and initial != budget:
        _to_the_initial(proposal, "")
    basic = sum_in(proposal.get("fund.basic"))
    left = f"{(budget - basic) / 10_000:f}" if basic and budget is not None and budget > basic else "\0"
    left = left.rstrip("0").rstrip(".") if "." in left else left
    if proposal.get("fund.project") is None and f"项目支出{left}万元" in str(proposal.get("fund.notes") or ""):
        # What grew was the basic spending; that of the projects is as it was.
        proposal.put("fund.project", f"{left}万元")


#: 年中 opens a clause of several changes and may be said of the first alone.
_ONE_CHANGE = 3
_USE = re.compile(r"(?:主要)?用于(?P<what>[^，。；\d]{2,20})")


def settle_changes(proposal: Proposal) -> None:
    """What a change consists of is no reason of it: 追加417.6万元, 清淤350万元，人员增资67.6万元. A change that was
    noted as one 年中 is told so."""
    heard = {one.path: one.words for one in proposal.origins}
    for number, row in enumerate(proposal.get("fund.changes") or []):
        said = heard.get(f"fund.changes[{number}]", "")
        if "when" not in row and "年中" in said and said.count("加") + said.count("减") < _ONE_CHANGE:
            row["when"] = "年中"
        if "money" not in row and (use := _USE.fullmatch(str(row.get("reason", "")))) is not None:
            # （用于雷达站配套） says what the money is for, not why it came.
            row["money"] = use["what"] if use["what"].endswith(("资金", "经费", "款")) else f"{use['what']}资金"
            del row["reason"]
        sums = amounts(fold(str(row.get("reason", ""))))
        if len(sums) > 1 and sum((one.value for one in sums), Decimal(0)) == sum_in(row.get("amount")):
            row["parts"] = re.sub("[，；]", "、", row.pop("reason"))


def settle_sources(proposal: Proposal) -> None:
    """一般公共预算1290万元 and 省级补助60万元 that come to the budget are told in one list."""
    rows, general = proposal.get("fund.sources") or [], proposal.get("fund.general")
    given = [sum_in(row.get("budget")) for row in rows]
    if not given or None in given or sum_in(general) is None:
        return
    if sum((one for one in (*given, sum_in(general)) if one), Decimal(0)) == sum_in(proposal.get("fund.budget")):
        rows.insert(0, {"name": "一般公共预算", "budget": proposal.table("fund").pop("general")})


def settle_beginning(proposal: Proposal) -> None:
    """年初4200万元，市级2700万元、省级1500万元 that grew later: who gave the first money is told of that alone."""
    rows = proposal.get("fund.sources") or []
    given = [sum_in(row.get("budget")) for row in rows if set(row) == {"name", "budget"}]
    initial, budget = (sum_in(proposal.get(f"fund.{key}")) for key in ("initial", "budget"))
    if len(given) != len(rows) or len(given) < 2 or initial is None or initial == budget or None in given:
        return
    if sum((one for one in given if one), Decimal(0)) == initial and not proposal.get("fund.initial_parts"):
        listed = "、".join(f"{row['name']}{row['budget']}" for row in rows)
        words_ = next((one.words for one in proposal.origins if one.path.startswith("fund.sources")), listed)
        proposal.table("fund").pop("sources")
        proposal.put("fund.initial_parts", listed, words_)


#: 调减的35万元是走廊设备改由医院捐赠
_CHANGED_FOR = re.compile(
    r"(?P<how>调减|追加|调增|核减|压减|增加)(?:了)?的(?P<sum>\d[\d.]*(?:[万亿]?元|[万亿])?)(?:就|都|主要)?(?:是因为|是|因为|——+|，)"
    r"(?P<why>[^，。；\d][^。；]{3,})"
)


def why_changed(statement: str, proposal: Proposal, unit: str) -> bool:
    """Whether a statement says why a budget changed by a sum that is known; it is put down there."""
    match = _CHANGED_FOR.fullmatch(fold(statement).strip("。； "))
    if match is None or any(one.sort == "money" for one in amounts(match["why"])):
        return False
    total = sum_in(told_money(match["sum"], unit))
    rows = proposal.get("fund.changes") or []
    fitting = [row for row in rows if sum_in(row.get("amount")) == total and "reason" not in row]
    if len(fitting) != 1:
        return False
    fitting[0]["reason"] = match["why"].replace("，", "、")
    proposal.trace("fund.changes", statement)
    return True


#: 12辆车上牌手续没办完，尾款压着: something was not done yet.
_NOT_YET = re.compile(r"[没未](?![有收]?[入人钱]?[，。；]|$)|压着|拖着|等着|卡着|在走|还在")


def left_because(said: str, statement: str, proposal: Proposal) -> bool:
    """Whether the end of a statement that told what was left (还有88万没付，12辆车…没办完) says why: words without any
    money, on what was not done yet."""
    behind = statement.partition(said)[0] if statement.endswith(said) else ""
    told = proposal.origins[-1] if proposal.origins else None
    fresh = told is not None and told.path == "fund.balance" and behind.rstrip("，、 ").endswith(told.words.strip())
    sums = any(one.sort in ("money", "rate", "") or one.scale for one in amounts(fold(said)))
    return fresh and not sums and _NOT_YET.search(said) is not None


def _to_the_initial(proposal: Proposal, clause: str) -> None:
    """Tell the parts as those of the budget of the beginning, where they come to it; one that did not change stays."""
    basic, project, initial = (sum_in(proposal.get(f"fund.{key}")) for key in ("basic", "project", "initial"))
    if not basic or not project or basic + project != initial:
        return
    table = proposal.table("fund")
    proposal.put("fund.initial_parts", f"基本支出{table['basic']}、项目支出{table['project']}", clause)
    del table["basic"], table["project"]
