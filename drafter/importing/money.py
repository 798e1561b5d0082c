"""Lines of money, people and scores: each amount by the words before it (`rules/lexicon/money.toml`).

年初预算1.3亿元，年中核减任务调减160万元，全年预算1.284亿元 fills three fields; what no field takes is handed
back word for word.

Limits: a line is read on its own; an amount whose words are not known in full is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from drafter.claims.note import read_note
from drafter.importing.lines import statements
from drafter.importing.proposal import Proposal
from drafter.language.amounts import Amount, amounts
from drafter.language.lexicon import alternatives, words
from drafter.language.marks import fold, split

FILL = re.compile(
    r"(?:为|是|共计?|约|达到?|到位|至|：|:| |了|的|人员|资金数?|金额|数额|总计|合计|预算数?|支出数?|拨款|指标|\u3000)+$"
)
LEAD = re.compile(
    r"^(?:其中|包括|含|分别是|分别为|即|：|:|，|、|；|。|（|）| |今年|本年|当年|年中|截至\d*月?年?底?|截至年底|到年底"
    r"|年底|全年|共|又|另"
    r"|另有|还有|按来源|来源|资金来源|资金|在|以及|和|已|实际)+"
)


_EXPLAINED = re.compile(
    r"(?P<money>[^：]{2,40}\d[\d.,]*(?:[万亿]?元?))：(?P<reason>(?:\D|\d{1,3}[个家名户所处项座][\u4e00-\u9fff]{4}).{3,})"
)


#: 8月追加省级补助86万元: when, how, and what is added.
_CHANGED = re.compile(
    r"(?P<when>\d{1,2}月(?:份|底|初|中旬|下旬|上旬)?(?:[\u4e00-\u9fff]{2,6}后)?|年中|下半年)?(?P<how>追加|调增|增加|调减|核减|压减)(?P<what>[\u4e00-\u9fff]{2,12})?"
)


class Counted(NamedTuple):
    """An amount with the words before it: `rest` are those of them that are not the `key`; `text` the amount with its
    unit, `last` whether last year's is meant."""

    amount: Amount
    key: str
    rest: str
    path: str
    context: str
    text: str = ""
    last: bool = False
    when: str = ""
    what: str = ""


@cache
def _entries(genre: str) -> list[tuple[str, str, str, str]]:
    found = []
    for entry in words("money")["amount"]:
        if "genres" in entry and genre not in entry["genres"]:
            continue
        for word in entry["words"]:
            found.append((word, entry["path"], entry.get("in", ""), entry.get("sort", "money")))
    # The longest word first; among equals in the order of the table.
    return sorted(found, key=lambda one: -len(one[0]))


@cache
def _contexts() -> list[tuple[str, re.Pattern[str]]]:
    data = words("money")["context"]
    return [(name, re.compile(alternatives(data[name]))) for name in ("budget", "spent")]


@cache
def _never() -> re.Pattern[str]:
    return re.compile(alternatives(words("money")["context"]["not"]))


_DECLARED = re.compile(
    r"单位(?:都|均|全)?(?:是|为)?：?([万亿千百]?元)|（([万亿]?元)[），；、]|[，；]([万亿]?元)）|(?:都|均|全)?(?:按|是|以|为)([万亿]?元)(?:计|算)?(?:$|[）。，；])"
)
_BRACKET = re.compile(r"(?P<head>[^（(]+)[（(](?P<inside>[^（()）]+)[）)]")
_OWN_UNIT = re.compile(r"[（(](?:单位[：:]?)?([万亿]元)[）)]$")
#: Among money 57万 is 57万元.
_SCALED = re.compile(r"(\d[万亿])(?=$|[，、；。：（）\s])")
_TEN_THOUSAND = Decimal(10_000)
_BARE = re.compile(
    r"(?<![\d.A-Za-z〔])(\d[\d,]*\.\d+|\d[\d,]*(?![\d.,\u4e00-\u9fff]))(?![\d.,%％年月日号A-Za-z万亿千百元])"
)


def declared_unit(text: str) -> str:
    """The unit that a label or a head declares for all its figures: 经费（单位：万元）."""
    match = _DECLARED.search(fold(text))
    return next((one for one in match.groups() if one), "") if match else ""


def read_money(text: str, proposal: Proposal, genre: str, label: str = "", unit: str = "") -> list[str]:
    """Read a line of money into `proposal`; answers the statements that were not understood, word for word. `unit` is
    what figures without one count in."""
    left: list[str] = []
    unit = unit or declared_unit(label)
    side = _side("" if "来" in label else label, "budget")
    before = f"{proposal.get('year') - 1}年" if isinstance(proposal.get("year"), int) else "\0"
    last = _last(label) or before in label
    for statement in statements(text):
        folded = fold(statement)
        if any(word in folded for word in words("money")["context"]["apart"]):
            # 三公经费 has figures of its own, of this year and of last: it is told as it was noted.
            left.append(told_money(statement, unit))
            continue
        if (own := _OWN_UNIT.search(statement)) is not None:
            # 基本286.3，项目992.1（万元）: the unit of the statement stands behind it.
            unit, statement = own[1], statement[: own.start()]
            folded = fold(statement)
        unread: list[str] = []
        reason = ""
        changes = len(proposal.rows("fund.changes")) if proposal.get("fund.changes") else 0
        if (said := _EXPLAINED.fullmatch(folded)) is not None and _is_money(said["money"], genre, side, unit):
            # 没花出去135.6万：决算没审完: what stands behind the colon is the reason; 基本1.2 is a part of it.
            behind = statement[said.start("reason") :]
            statement = statement[: said.end("money")]
            folded = fold(statement)
            if _only_counts(behind):
                unread.append(behind)
            else:
                reason = behind
        for low, high in split(folded, 0, len(folded), "，"):
            clause = statement[low:high].strip(" \u3000，")
            if not clause:
                continue
            note = read_note(f"一项，{clause}")
            spoken = note.segments[-1] if len(note.segments) > 1 else None
            if spoken is not None and spoken.role == "reason" and spoken.head == len("一项，"):
                reason = note.words(spoken)
                continue
            if reason and not _is_money(clause, genre, side, unit):
                reason = f"{reason}，{clause}"
                continue
            last = _last(clause) or clause.startswith(before) or (last and not _this(clause))
            side = _side(clause, side)
            rest = _clause(clause, proposal, genre, side, last, unit)
            if rest and (aside := _BRACKET.fullmatch(clause)) is not None and not amounts(fold(aside["inside"])):
                # 追加96万元（省里专款）: the amount has its field, what stands in the bracket is why.
                named = list(_counted(aside["head"], genre, side, unit, ""))
                if named and all(one.path.startswith("fund.change.") for one in named):
                    rest = _clause(aside["head"], proposal, genre, side, last, unit, aside["inside"])
            if rest:
                unread.append(rest)
        rows = proposal.get("fund.changes") or []
        reason = told_money(reason, unit)
        if reason and len(rows) > changes and "reason" not in rows[-1]:
            rows[-1]["reason"] = reason
        elif reason and not proposal.put("fund.reason", reason):
            unread.append(f"原因是{reason}")
        if unread:
            left.append(told_money("，".join(unread), unit))
    return left


def _only_counts(text: str) -> bool:
    """Whether words behind a colon are no more than a name with its figure."""
    found = amounts(fold(text))
    return bool(found) and found[-1].end == len(fold(text).rstrip()) and len(re.sub(r"[\d.,万亿元\s]", "", text)) < 5


def told_money(text: str, unit: str) -> str:
    """A text whose bare figures are given the unit of money that they count in; 元 from ten thousand on as 万元."""
    text = _SCALED.sub(r"\g<1>元", text)
    if not unit:
        return text

    def told(match: re.Match[str]) -> str:
        digits = match[1].replace(",", "")
        if unit != "元" or Decimal(digits) < _TEN_THOUSAND:
            return f"{match[1]}{unit}"
        return f"{(Decimal(digits) / _TEN_THOUSAND).normalize():f}万元"

    return _BARE.sub(told, text)


def _clause(clause: str, proposal: Proposal, genre: str, side: str, running: bool, unit: str, why: str = "") -> str:
    """Read one clause; answers it where anything in it was not understood. `why`: the reason of a change."""
    before = next((one.path for one in reversed(proposal.origins) if one.path.startswith(("fund.", "last_year."))), "")
    found = list(_counted(clause, genre, side, unit, before.removeprefix("last_year.")))
    if found and side == "spent" and all(_part(one) for one in found) and clause.startswith(("其中", "包括")):
        for one in found:
            name = re.sub(r"^(?:其中|包括)", "", one.rest).strip("，、：: ")
            proposal.rows("fund.uses").append({"name": name, "spent": one.text})
            proposal.trace(f"fund.uses[{len(proposal.rows('fund.uses')) - 1}]", clause)
        return ""
    if not found or any(not one.path for one in found):
        return clause
    for one in found:
        amount, last = one.text, running or one.last
        if one.path == "source":
            _source(proposal, one, amount, clause, last)
        elif one.path.startswith("fund.change."):
            row = {"name": "追加" if one.path.endswith("added") else "调减", "amount": amount}
            row |= {key: said for key, said in (("when", one.when), ("money", one.what)) if said}
            if why and one.rest:
                row.setdefault("money", one.rest)
            if one.rest or why:
                row["reason"] = why or re.sub(r"^(?:因|由于)", "", one.rest)
            if genre == "department-self-evaluation" and one.path.endswith("added") and len(row) == 2 and not one.rest:
                proposal.put("fund.added", amount, clause)
            else:
                proposal.rows("fund.changes").append(row)
                proposal.trace(f"fund.changes[{len(proposal.rows('fund.changes')) - 1}]", clause)
        elif last:
            _recall(proposal, one.path, amount, clause)
        elif not proposal.put(one.path, amount, clause):
            return clause
    return ""


def _part(one: Counted) -> bool:
    """Whether an amount is a part under a name of its own: 其中床位462万元、助餐161.6万元."""
    return not one.path and one.amount.sort == "money" and 2 <= len(one.rest) <= 16


def _recall(proposal: Proposal, path: str, amount: str, clause: str) -> None:
    table = proposal.data.setdefault("last_year", {})
    if path not in table:
        table[path] = amount
        proposal.trace(f"last_year.{path}", clause)


def _source(proposal: Proposal, one: Counted, amount: str, clause: str, last: bool) -> None:
    rows = proposal.rows("fund.sources")
    row = next((row for row in rows if row["name"] == one.key), None)
    if row is None:
        row = {"name": one.key}
        rows.append(row)
    row.setdefault("spent" if one.context == "spent" else "budget", amount)
    proposal.trace(f"fund.sources[{rows.index(row)}]", clause)


def _is_money(clause: str, genre: str, side: str, unit: str) -> bool:
    found = list(_counted(clause, genre, side, unit, ""))
    return bool(found) and all(one.path for one in found)


def _counted(clause: str, genre: str, side: str, unit: str, path: str) -> Iterator[Counted]:
    """The amounts of a clause with the field that the words before each name ("" where they name none); `path` is the
    field that was named last, which 上年91.3% and a bare rate behind the spending go on with."""
    folded = fold(clause)
    at = 0
    for amount in amounts(folded):
        before = folded[at : amount.start]
        at = amount.end
        text = clause[amount.start : amount.end]
        if not amount.unit and (amount.scale or unit):
            text += "元" if amount.scale else unit
            amount = amount._replace(unit="元")
        if amount.sort not in ("money", "rate"):
            yield Counted(amount, "", before, "", side)
            continue
        one = _named(amount, before, genre, side)
        bare = before.strip("（，、；：: ")
        recalled = bare in words("money")["context"]["last"]
        if not one.path and amount.sort == "rate" and (not bare or recalled):
            one = one._replace(path="fund.rate" if path in ("fund.spent", "fund.rate", "fund.budget") else "")
        elif not one.path and recalled and path in ("fund.spent", "fund.budget"):
            one = one._replace(path=path)
        path = one.path or path
        yield one._replace(text=text, last=recalled or _last(before.lstrip("（，、；：: ")))
    if at and re.sub(r"[）)。；，、\s]", "", folded[at:]):
        # Something is said behind the last amount that no field takes.
        yield Counted(amounts(folded)[-1], "", folded[at:], "", side)


def _named(amount: Amount, before: str, genre: str, side: str) -> Counted:
    bare = LEAD.sub("", before)
    for data in ("last",):
        bare = re.sub(rf"^(?:{alternatives(words('money')['context'][data])})", "", bare)
    context = _side(before, side)
    for tail in (bare, FILL.sub("", bare), before.strip("（，、；：: ")):
        for word, path, wanted, sort in _entries(genre):
            if sort != amount.sort or (wanted and wanted != context) or not tail.endswith(word):
                continue
            rest = LEAD.sub("", tail[: -len(word)]).strip("，、： ")
            if rest and not path.startswith("fund.change") and not _plain(rest, genre):
                continue
            if _never().search(before):
                continue
            return Counted(amount, word, rest, path, context)
    name = re.sub(r"（[^）]*）", "", bare).strip("，、： ")
    if amount.sort == "money" and len(name) > 1 and re.fullmatch(words("money")["sources"]["like"], name):
        return Counted(amount, name, "", "source", context)
    changed = _CHANGED.fullmatch(before.strip("（，、；：: "))
    if changed is not None and amount.sort == "money":
        path = "fund.change.added" if changed["how"] in ("追加", "调增", "增加") else "fund.change.cut"
        return Counted(amount, changed["how"], "", path, context, when=changed["when"] or "", what=changed["what"])
    return Counted(amount, "", bare, "", context)


def _plain(rest: str, genre: str) -> bool:
    """Whether words before a key only repeat the context (项目全年预算: the word 项目)."""
    left = rest
    for word in (
        "本项目",
        "项目",
        "部门",
        "单位",
        "年度",
        "全年",
        "总体",
        "整体",
        "资金",
        "预算",
        "支出",
        "共",
        "上年",
        "去年",
        "其中",
        "调整",
        "已",
        "实际",
    ):
        left = left.replace(word, "")
    return not re.sub(r"\d{4}年|[的，、： ]", "", left)


def _side(text: str, side: str) -> str:
    # 基本支出 and 项目支出 are names of parts, of the budget as of the spending.
    text = re.sub(r"(?:基本|项目)支出", "", text)
    places = [(match.start(), name) for name, pattern in _contexts() for match in pattern.finditer(text)]
    return min(places)[1] if places else side


def _last(text: str) -> bool:
    return any(text.lstrip("（( ").startswith(word) for word in words("money")["context"]["last"])


def _this(text: str) -> bool:
    return any(text.startswith(word) for word in words("money")["context"]["this"])
