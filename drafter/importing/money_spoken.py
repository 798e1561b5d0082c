"""Money as it is told in one breath: the statements a spoken line falls into, who paid the rest, what a rate is less
than, what was spent in full.

Limits: only what opens a new statement by its own words is parted from what stands before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.importing.lines import statements
from drafter.importing.money_units import implied_unit, told_money
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold, split


class Payer(NamedTuple):
    """Who paid an amount, and what is said of it behind."""

    name: str
    amount: str
    more: str


class Earlier(NamedTuple):
    """Last year's rate that this year's is held against (比上年98.4%低), and what is said of it behind."""

    rate: str
    more: str


def spoken_like(name: str) -> re.Pattern[str]:
    """A pattern of what people say of money in one breath."""
    return re.compile(words("money")["spoken"][name])


def sentences(text: str) -> list[str]:
    """The statements of a line of money; what is left unspent with its reason is one of its own, wherever a comma has
    it stand: 花了9457.6，没花的822.4是电梯的钱，去年预算8600."""
    found: list[str] = []
    for statement in statements(text):
        folded = fold(statement)
        start = 0
        cuts = []
        for low, high in split(folded, 0, len(folded), "，"):
            clause = folded[low:high].strip(" ")
            opens = spoken_like("unspent").match(clause) is not None
            back = start > 0 and spoken_like("again").match(clause) is not None
            if low > 0 and (opens or back):
                cuts.append(low)
            start = low if opens else 0 if back else start
            start = start or (1 if opens else 0)
        ends = [*cuts, len(statement)]
        found += [
            one for low, high in zip([0, *cuts], ends, strict=True) if (one := statement[low:high].strip("，、 \u3000"))
        ]
    return found


def payer(clause: str) -> Payer | None:
    """Who paid what no source is named for: 剩下2570是居民出的."""
    match = spoken_like("payer").fullmatch(fold(clause))
    return Payer(match["name"], match["amount"], match["more"] or "") if match else None


def earlier(clause: str) -> Earlier | None:
    """Last year's rate in 比上年98.4%低."""
    match = spoken_like("earlier").fullmatch(fold(clause))
    return Earlier(match["rate"], match["more"].strip("，、 ")) if match else None


def given(clause: str, unit: str) -> dict[str, str]:
    """The change that a clause tells by who gave more: 后来省里又给了240万修水毁 (empty where it tells none)."""
    inside = re.search(r"（(?P<why>[^（）]{2,20})）$", fold(clause))
    match = spoken_like("given").fullmatch(fold(clause)[: inside.start()] if inside is not None else fold(clause))
    if match is None:
        return {}
    why = inside["why"] if inside is not None else ""
    used = re.search(r"(?:^|，)(?P<for>[\u4e00-\u9fff]{2,6})用$", why)
    why = why[: used.start()] if used is not None else why
    amount = match["amount"]
    amount += "" if amount.endswith("元") else "元" if amount[-1] in "万亿" else unit or "万元"
    row = {
        "name": "追加",
        "amount": amount,
        "money": f"{used['for']}资金" if used is not None else "",
        "when": match["when"] or "",
        "reason": match["what"] or why,
    }
    return {key: value for key, value in row.items() if value}


_ADDED = re.compile("(?:中间|年中|中途|后来|又|下半年)?(?:追)?(?:加|增加|调增)(?:了|的)?")
_IN_ALL = re.compile(r"(?P<why>.{4,}?)，(?:合计|一共|共|总共|加起来)(?P<sum>\d[\d.]*(?:[万亿]?元|[万亿])?)")


def added_in_all(label: str, rest: str, unit: str) -> dict[str, str]:
    """The change that a label leads, parts first: 中间加了：防治286、物资64，合计350 (empty where it tells none)."""
    whole = _IN_ALL.fullmatch(fold(rest)) if _ADDED.fullmatch(label) is not None else None
    if whole is None:
        return {}
    unit = unit or implied_unit(rest, "") or "万元"
    return {"name": "追加", "amount": told_money(whole["sum"], unit), "reason": told_money(whole["why"], unit)}


def in_full(clause: str) -> bool:
    """Whether a clause says that all of a budget was spent: 全付了（100%）."""
    return spoken_like("all").fullmatch(fold(clause).strip(" ")) is not None


def more_reasons(statement: str, unit: str) -> bool:
    """Whether a statement behind a reason tells another part of what was not spent: 注药7.6，也是按株结的."""
    folded = fold(statement)
    found = amounts(folded)
    if (
        not found
        or spoken_like("again").match(folded)
        or spoken_like("unspent").match(folded)
        or not spoken_like("part").match(folded)
    ):
        return False
    return any(one.sort == "money" or (unit and not one.unit and one.whole is None) for one in found)


def parts_of(statement: str, whole: object, unit: str) -> list[tuple[str, str]]:
    """The parts of a sum that a statement names, each with its amount (修缮402.5、防护96.4), where they come to it."""
    total = next(iter(amounts(fold(str(whole or "")))), None)
    folded = fold(statement)
    found: list[tuple[str, str]] = []
    sums = []
    for low, high in split(folded, 0, len(folded), "，、；"):
        clause = spoken_like("lead").sub("", folded[low:high].strip())
        match = spoken_like("use").fullmatch(clause)
        if match is None:
            return []
        bare = match["amount"] if match["amount"].endswith("元") else f"{match['amount']}{unit or '万元'}"
        if match["amount"].endswith(("万", "亿")):
            bare = f"{match['amount']}元"
        sum_ = next(iter(amounts(bare)), None)
        if sum_ is None:
            return []
        found.append((match["name"], bare))
        sums.append(sum_.value)
    return found if total is not None and len(found) > 1 and sum(sums) == total.value else []


def parts_with_unit(text: str, unit: str) -> str:
    """The parts of what was left with their unit: 其中20.4万元是尾款、12万元是质保金."""
    text = re.sub(r"(^|(?<=[、，；]))(\d[\d.]*)(?=就?是)", rf"\g<2>{unit}", text)
    return re.sub(r"^(?=\d[\d.]*(?:[万亿]?元|[万亿])?是)", "其中", text)


def comes_to(text: str, whole: object, unit: str) -> bool:
    """Whether several sums of money in a text come to a whole (text of an amount)."""
    total = next(iter(amounts(fold(str(whole or "")))), None)
    found = [
        one for one in amounts(fold(told_money(text, unit))) if one.sort == "money" or (one.scale and not one.unit)
    ]
    return total is not None and len(found) > 1 and sum(one.value for one in found) == total.value


#: 千人口献血率13.6
_RATE_OF = re.compile(r"(?!预算|支出|资金|执行|支付|到位|拨付)[\u4e00-\u9fff]{2,12}(?:率|度|比例)(?:为|是)?\d")


def tells_sums(text: str) -> bool:
    """Whether a line tells of money at all: a sum, a bare figure, a rate, a word of money, or a reason for one."""
    folded = fold(text)
    found = amounts(folded)
    sums = any(one.sort in ("money", "rate") or one.scale or not one.unit for one in found)
    if spoken_like("word").search(folded) is not None:
        return True
    if any(one.unit and one.sort not in ("money", "rate", "points") for one in found) or _RATE_OF.match(folded):
        # 采血4.86万人次，目标4.8万 and 报废率1.9% count things.
        return any(one.unit.endswith("元") for one in found)
    return sums


#: 基本支出加55.5是调资, 项目支出减75.5，县里压减
_PART_CHANGED = re.compile(
    r"(?P<money>(?:基本|项目|人员|公用)(?:支出|经费))(?P<how>追加|增加|调增|加|多|压减|调减|核减|减少|减|少)(?:了)?"
    r"(?P<amount>\d[\d.]*(?:[万亿]?元|[万亿])?)(?:，|是|：|因为|——)*(?P<why>[^\d]{2,30})?"
)


def part_changed(statement: str, unit: str) -> dict[str, str]:
    """The change of a part of the budget that a statement tells, with why (empty where it tells none)."""
    match = _PART_CHANGED.fullmatch(fold(statement).strip("。； "))
    if match is None:
        return {}
    name = "调减" if match["how"] in ("压减", "调减", "核减", "减少", "减", "少") else "追加"
    row = {"name": name, "amount": told_money(match["amount"], unit), "money": match["money"]}
    return row | ({"reason": match["why"]} if match["why"] else {})


_GAVE = re.compile(r"(?:由|是|都是|全是)?(?P<who>[\u4e00-\u9fff]{1,8}?)(?:里|全)?(?:出|给|拿|配|安排|解决)的")
_FOR = re.compile(r"(?:给|用于|用来|专门|为|用在)(?P<what>[\u4e00-\u9fff“”]{4,24}?)(?:用|上)?")


def said_of_change(row: dict[str, str], clauses: list[str]) -> list[str]:
    """What of some clauses behind a change is not said of it: 县财政出的 is its money, 给县医院加装 what for."""
    left = []
    for clause in clauses:
        gave, used = _GAVE.fullmatch(fold(clause)), _FOR.fullmatch(fold(clause))
        if gave is not None and "money" not in row:
            row["money"] = f"{gave['who']}资金"
        elif used is not None and "reason" not in row:
            row["reason"] = f"{used['what']}需要"
        else:
            left.append(clause)
    return left


def tells_sources(text: str) -> bool:
    """Whether a line names nothing but who gave how much: 里头中央438、省147、县147."""
    folded = fold(text.strip("。；， "))
    parts = [
        spoken_like("lead").sub("", folded[low:high].strip()) for low, high in split(folded, 0, len(folded), "，、；")
    ]
    found = [spoken_like("use").fullmatch(one) for one in parts]
    names = [one["name"].removesuffix("是") for one in found if one is not None]
    known = {word for entry in words("money")["amount"] if entry["path"] == "source" for word in entry["words"]}
    like = re.compile(words("money")["sources"]["like"])
    return len(names) == len(parts) > 1 and all(one in known or like.fullmatch(one) for one in names)
