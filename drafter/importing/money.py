"""Lines of money, people and scores: each amount by the words before it (`rules/lexicon/money.toml`).

年初预算1.3亿元，年中核减任务调减160万元，全年预算1.284亿元 fills three fields; what no field takes is handed
back word for word.

Limits: a line is read on its own; an amount whose words are not known in full is not guessed at.
"""

from __future__ import annotations

import re

from drafter.claims.note import read_note
from drafter.importing.fund_lines import change_word
from drafter.importing.money_forms import apart, in_one_form, only_counts, without_changes
from drafter.importing.money_parts import (
    budget_by_source,
    caused,
    left_because,
    of_projects,
    part_in_full,
    put_budget,
    put_change,
    rated_part,
    tells_spent_part,
    unchanged,
    why_changed,
)
from drafter.importing.money_spoken import (
    comes_to,
    earlier,
    given,
    in_full,
    more_reasons,
    part_changed,
    parts_of,
    parts_with_unit,
    payer,
    said_of_change,
    sentences,
    spoken_like,
)
from drafter.importing.money_units import declared_unit, implied_unit, told_money
from drafter.importing.money_words import Counted, counted, is_last, is_this, side_of
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold, split
from drafter.language.times import opening_time

_EXPLAINED = re.compile(
    r"(?P<money>[^：]{2,40}\d[\d.,]*(?:[万亿]?元?))：(?P<reason>(?:\D|\d{1,3}[个家名户所处项座][\u4e00-\u9fff]{4}).{3,})"
)


_BRACKET = re.compile(r"(?P<head>[^（(]+)[（(](?P<inside>[^（()）]+)[）)]")
_OWN_UNIT = re.compile(r"[（(](?:单位[：:]?)?([万亿]元)[）)]$")
#: 没花的14.66万是设备款，12月才到货; 剩68.6万没付——数据没对完.
_UNSPENT = re.compile(
    r"(?P<money>(?:没|未|剩|还剩|还差|结余|结转|余)[^\d：，]{0,6}\d[\d.,]*(?:[万亿]?元|[万亿])?)(?:没花完?|没付|没用|未付|未支付?|未用|没支)?"
    r"(?:——+|：|，(?=(?!主?要?是)[^，。；\d]{2,12}(?:要|没|未|还没|等|因|压|拖|晚|卡)[^，。；]{2,}，?)|，(?=\d[\d.]*(?:万|亿)?元?是)|，(?=(?:一|头一|第一)[个块笔]是)|是因为|是因|是|，(?:主要)?是(?!为)(?![^：，。；]{0,10}：)|系|，?(?:主要)?(?:原因|因为|由于|因)[是为：]?)(?P<reason>\D.{3,})"
)
_SUM = re.compile(r"(?P<money>[^=＝]{2,20}\d[\d.,]*(?:[万亿]?元|[万亿])?) ?[=＝] ?(?P<parts>[^=＝]+[＋+][^=＝]+)")
_MORE = re.compile(
    r"(?:多|增加|追加|涨)(?:的|了的|出来的)(?P<money>\d[\d.,]*(?:[万亿]?元|[万亿])?)(?:就)?(?:是|：|——)+(?P<why>.{4,})"
)
#: a.龙津廊桥没到付款节点
_LETTERED = re.compile(r"^[a-h][.．、)）] ?(?=[\u4e00-\u9fff])|(?<=：)[a-h][.．、)）] ?(?=[\u4e00-\u9fff])")
#: What parts the whole that was told before.
_OF_WHOLE = re.compile("里头|里面|其中|分别|按用途")
#: 降9.23% is what this year did, wherever it stands.
_MOVED = re.compile(
    r"(?:同比|比上年|比去年)?(?:下降|增长|增加|减少|提高|降低|上升|压减|压缩|[降增减升涨少多])(?:了)?\d"
)
_EARLIER = re.compile(r"(?:去年|上年|20\d\d年|上一年)(?:度)?(?:同期)?(?:实际|花了?|支出|是|为|：)*(?=\d)")
#: 没花完185.9万，一个是尾款…；另一个…
_FIRST_OF = re.compile(r"^(?:一|头一|第一)[个块笔](?:就)?是")
#: The fields of a budget of which a bracket may say more.
_PLAIN = frozenset(("fund.initial", "fund.budget", "fund.basic", "fund.project"))
_LEFT = re.compile("(?:未|没)(?:支出|花|付|用)|结余|剩余|结转")
_PIECES = re.compile(
    r"(?:^|(?<=[。；]))[ ]*(?:没花|未支出|没支出|剩下?|没付|没用|结余|未花)(?:完|掉|出去)?(?:的)?(?:共)?"
    r"(?P<sum>\d[\d.]*(?:[万亿]?元|[万亿])?)"
    r"(?:(?:，(?:一?共|就|分)?[两二三四五\d][笔块项处个](?:钱)?)?(?:[：:]|——?)(?P<parts>\S[^。]+)"
    r"|[，：](?:大头|主要|其中)(?:就)?(?:是|在)(?P<most>[^。]+)|（(?P<boxed>[^。]+)）)(?:。|；?$)"
)


def read_money(text: str, proposal: Proposal, genre: str, label: str = "", unit: str = "") -> list[str]:
    """Read a line of money into `proposal`; answers the statements that were not understood, word for word. `unit` is
    what figures without one count in."""
    left: list[str] = []
    text = in_one_form(text)
    unit = implied_unit(text, unit or declared_unit(label))
    # Beneath 未支出 the parts are of what is left, neither of the budget nor of the spending.
    side = "left" if _LEFT.match(label) else side_of("" if "来" in label else label, "budget")
    before = f"{proposal.get('year') - 1}年" if isinstance(proposal.get("year"), int) else "\0"
    last = is_last(label) or before in label
    unspent, explained, beside = "", False, False
    pieces = _PIECES.search(fold(text))
    told = parts_with_unit(pieces["parts"] or pieces["most"] or pieces["boxed"], unit) if pieces is not None else ""
    if pieces is not None and comes_to(told, told_money(pieces["sum"], unit), unit):
        # 没花的117万：72万是四季度补贴，…；45万是尾款，…: what is left, part by part, and why.
        proposal.put("fund.balance", told_money(pieces["sum"], unit), text)
        if proposal.put("fund.reason", told_money(told.rstrip("。； "), unit), text):
            text = f"{text[: pieces.start()].rstrip('。； ')}。{text[pieces.end() :]}".strip("。； ")
    for statement in sentences(text):
        statement = of_projects(_LETTERED.sub("", statement))
        folded = fold(statement)
        if genre == "department-self-evaluation" and tells_spent_part(folded):
            side = "spent"
        if row := part_changed(statement, unit or "万元"):
            proposal.add("fund.changes", row, statement)
            continue
        if why_changed(statement, proposal, unit or "万元"):
            continue
        last = last and not _OF_WHOLE.match(folded)
        if explained and proposal.get("fund.reason") and more_reasons(statement, unit):
            # 剩41.6：除治28，枯死木少；注药7.6，也是按株结的: another part of what is left, and why.
            proposal.table("fund")["reason"] += f"；{told_money(statement, unit)}"
            proposal.trace("fund.reason", statement)
            continue
        head = without_changes(re.sub("（[^（）]*）", "", folded))
        if any(word in head for word in words("money")["context"]["apart"]):
            # 三公经费 has figures of its own, of this year and of last: it is told as it was noted.
            left.append(told_money(statement, unit))
            beside = True
            continue
        earlier_ = _EARLIER.match(folded) if beside and left else None
        if earlier_ is not None and (is_last(statement) or statement.startswith(before)):
            # 三公32万；23年是27.1万，降9.23%: of the same thing.
            left[-1] += f"，上年{told_money(statement[earlier_.end() :], unit)}"
            continue
        if (own := _OWN_UNIT.search(statement)) is not None:
            # 基本286.3，项目992.1（万元）: the unit of the statement stands behind it.
            unit, statement = own[1], statement[: own.start()]
            folded = fold(statement)
        if (more := _MORE.fullmatch(folded)) is not None:
            # 多的68万是：司法所建设补助45万，人员调资23万: what the budget grew by, and why.
            row = {"name": "追加", "amount": told_money(more["money"], unit), "reason": told_money(more["why"], unit)}
            if not proposal.get("fund.changes"):
                proposal.add("fund.changes", row, statement)
                continue
        if (whole := _SUM.fullmatch(folded)) is not None:
            # 未支出657.2=质保金412+采购流标45.2: what it is made of.
            statement = f"{whole['money']}：{re.sub(' *[＋+] *', '、', whole['parts'])}"
            folded = fold(statement)
        unread: list[str] = []
        reason = changed_by = ""
        changes = len(proposal.rows("fund.changes")) if proposal.get("fund.changes") else 0
        if (said := _EXPLAINED.fullmatch(folded) or _UNSPENT.fullmatch(folded)) is not None and (
            paths := _paths(said["money"], genre, side, unit)
        ):
            behind = statement[said.start("reason") :]
            if only_counts(behind) and paths == {"fund.balance"}:
                # 没花的22.14：基本1.2；项目20.94: the parts of what is left, here and in the statements behind.
                unspent = "未支出资金中，"
                statement = statement[: said.end("money")]
                unread.append(unspent + behind)
            elif only_counts(behind):
                # 支出2902.48：基本2287.5，项目614.98: the parts of what stands before the colon.
                statement = f"{statement[: said.end('money')]}，{apart(behind)}"
            else:
                statement = statement[: said.end("money")]
                if paths <= {"fund.balance", "fund.change.added", "fund.change.cut"}:
                    # 没花出去135.6万：决算没审完: what stands behind the colon is the reason.
                    reason = _FIRST_OF.sub("", behind)
                    changed_by = "" if "fund.balance" in paths else reason
                else:
                    unread.append(behind)
            folded = fold(statement)
        for low, high in split(folded, 0, len(folded), "，"):
            clause = statement[low:high].strip(" \u3000，")
            if not clause:
                continue
            note = read_note(f"一项，{clause}")
            spoken = note.segments[-1] if len(note.segments) > 1 else None
            if spoken is not None and spoken.role == "reason" and spoken.head == len("一项，"):
                reason = note.words(spoken)
                continue
            if reason and not _paths(clause, genre, side, unit):
                reason = f"{reason}，{clause}"
                continue
            last = is_last(clause) or clause.startswith(before) or (last and not is_this(clause))
            side = side if side == "left" else side_of(clause, side)
            grown = len(proposal.get("fund.changes") or [])
            rest = _clause(clause, proposal, genre, side, last, unit)
            changed = proposal.get("fund.changes") or []
            if len(changed) > grown and "reason" not in changed[-1] and unread and not amounts(fold(unread[-1])):
                # 8月省里资金下来，又追加60万: what stands before is when, and why.
                why = unread.pop()
                cut = opening_time(fold(why), 0, len(why))
                if cut and "when" not in changed[-1]:
                    changed[-1]["when"], why = why[:cut], why[cut:].lstrip("，")
                changed[-1]["reason"] = why
            if rest and (aside := _BRACKET.fullmatch(clause)) is not None:
                # 追加96万元（省里专款）: the amount has its field, what stands in the bracket is why.
                paths = _paths(aside["head"], genre, side, unit)
                balance = paths == {"fund.balance"} and not amounts(fold(aside["inside"]))
                if balance and proposal.put("fund.reason", aside["inside"], clause):
                    # 结余73.8万（设备尾款没到期）: why it is left.
                    rest = _clause(aside["head"], proposal, genre, side, last, unit)
                if paths and not amounts(fold(aside["inside"])) and paths <= _PLAIN:
                    # 年初预算1126.5万元（全部是一般公共预算拨款）
                    unread.append(told_money(f"{aside['head']}{aside['inside'].removeprefix('是')}", unit))
                    rest = _clause(aside["head"], proposal, genre, side, last, unit)
                elif paths == {"fund.change.added"} and comes_to(aside["inside"], aside["head"], unit):
                    # 追加38.5万元（28.5万元是试点经费，10万元是窗口改造）
                    sum_of = aside["head"][amounts(fold(aside["head"]))[-1].start :]
                    unread.append(told_money(f"追加的{sum_of}中，{aside['inside']}", unit))
                    rest = _clause(aside["head"], proposal, genre, side, last, unit)
                elif paths == {"fund.budget"} and budget_by_source(proposal, aside["inside"], aside["head"], unit):
                    rest = _clause(aside["head"], proposal, genre, side, last, unit)
                elif paths and paths <= {"fund.change.added", "fund.change.cut"}:
                    why = told_money(aside["inside"], unit)
                    rest = _clause(aside["head"], proposal, genre, side, last, unit, why)
            if rest:
                named = is_last(rest) or before in rest or _MOVED.match(fold(rest))
                unread.append(f"上年{rest}" if last and not named else rest)
        rows = proposal.get("fund.changes") or []
        if len(rows) > changes:
            unread = said_of_change(rows[-1], unread)
        reason = told_money(reason, unit)
        explained = bool(reason) and len(rows) == changes and proposal.get("fund.reason") is None
        if reason and (is_last(statement) or statement.startswith(before)) and _LEFT.search(statement) is None:
            # 去年支出1142万，今年多75万，主要是…: why it grew says nothing of what is left.
            unread.append(f"主要是{reason}")
        elif reason and any(amounts(fold(one)) for one in unread):
            # 广播剩21.8万，原因：…: why a part is left, not the whole.
            unread.append(f"原因是{reason}")
        elif reason and len(rows) > changes and "reason" not in rows[-1]:
            rows[-1]["reason"] = reason
        elif changed_by:
            # 追加147万：换新98，办赛49: what was added for says nothing of what is left.
            lead = f"{'' if label == '追加' else '追加'}资金用于"
            unread.append(f"{lead if 'fund.change.added' in paths else '原因是'}{reason}")
        elif reason and not proposal.put("fund.reason", reason):
            unread.append(f"原因是{reason}")
        whys = "，".join(unread) if proposal.get("fund.reason") is None else ""
        if whys and (comes_to(whys, proposal.get("fund.balance"), unit) or left_because(whys, statement, proposal)):
            # 剩256万，设备款180万没到期，监理费76万没结: what is left, part by part, and why.
            proposal.put("fund.reason", told_money(spoken_like("where").sub("", whys), unit), statement)
            unread = []
        if (
            unread
            and genre == "project-self-evaluation"
            and (uses := parts_of(statement, proposal.get("fund.spent"), unit))
        ):
            # 修缮402.5、防护96.4、建档32.8 come to what was spent: what it was spent on.
            proposal.rows("fund.uses").extend({"name": name, "spent": amount} for name, amount in uses)
            proposal.trace("fund.uses", statement)
            unread = []
        if unread:
            part = "，".join(unread)
            part = part if not unspent or part.startswith(unspent) else unspent + part
            left.append(told_money(part, unit))
    return left


def _paths(clause: str, genre: str, side: str, unit: str) -> set[str]:
    """The fields that the amounts of a clause belong to (empty where one of them is not known)."""
    found = list(counted(clause, genre, side, unit, ""))
    return {one.path for one in found} if all(one.path for one in found) else set()


def _clause(clause: str, proposal: Proposal, genre: str, side: str, running: bool, unit: str, why: str = "") -> str:
    """Read one clause; answers it where anything in it was not understood. `why`: the reason of a change."""
    if (held := earlier(clause)) is not None and not held.more:
        proposal.put_last("fund.rate", held.rate, clause)
        return ""
    if (paid := payer(clause)) is not None:
        proposal.add("fund.sources", {"name": paid.name, "budget": told_money(paid.amount, unit)}, clause)
        return ""
    if unchanged(clause, proposal):
        return ""
    clause, why = (clause, why) if why else caused(clause)
    if (row := given(clause, unit)) and side != "spent":
        proposal.add("fund.changes", row, clause)
        return ""
    last_path = proposal.origins[-1].path if proposal.origins else ""
    if named := rated_part(clause, last_path, proposal):
        return named
    if in_full(clause) and (part_in_full(last_path, proposal, clause) or _spent_in_full(proposal, running, clause)):
        return ""
    before = next((one.path for one in reversed(proposal.origins) if one.path.startswith(("fund.", "last_year."))), "")
    found = list(counted(clause, genre, side, unit, before.removeprefix("last_year.")))
    if found and side == "spent" and all(_part(one) for one in found) and clause.startswith(("其中", "包括")):
        for one in found:
            name = re.sub(r"^(?:其中|包括)", "", one.rest).strip("，、：: ")
            proposal.add("fund.uses", {"name": name, "spent": one.text}, clause)
        return ""
    if not found or any(not one.path for one in found):
        rows = proposal.get("fund.sources") or []
        if clause.startswith("其中") and rows and proposal.origins[-1].path == f"fund.sources[{len(rows) - 1}]":
            # 剩下2570是居民出的，其中沿街商户514: a part of what that source gave.
            return f"{rows[-1]['name']}出资中，{clause.removeprefix('其中').lstrip('：，')}"
        return clause
    for one in found:
        amount, last = one.text, running or one.last
        if one.path == "source":
            _source(proposal, one, amount, clause, last)
        elif one.path.startswith("fund.change."):
            row = {"name": change_word(clause, one.path.endswith("added")), "amount": amount}
            row.update({key: said for key, said in (("when", one.when), ("money", one.what)) if said})
            if why and one.rest:
                # 10月追加200万（新开3条线）: when, where it is a time, else what was added.
                timed = opening_time(fold(one.rest), 0, len(one.rest)) == len(one.rest)
                row.setdefault("when" if timed else "money", one.rest)
            one = one._replace(rest=re.sub("(?:又|再|还)+$", "", one.rest))
            if one.rest or why:
                row["reason"] = why or re.sub(r"^(?:因|由于)", "", one.rest)
            put_change(proposal, row, clause, genre == "department-self-evaluation" and not one.rest)
        elif last:
            _recall(proposal, one.path, amount, clause)
        elif one.path == "fund.budget" and put_budget(proposal, amount, clause):
            continue
        elif not proposal.put(one.path, amount, clause):
            return clause
    return ""


def _spent_in_full(proposal: Proposal, last: bool, clause: str) -> bool:
    """全付了: the spending is the budget, of last year or of this."""
    before = proposal.data.get("last_year", {}).get("fund.budget") if last else proposal.get("fund.budget")
    if not isinstance(before, str):
        return False
    if last:
        _recall(proposal, "fund.spent", before, clause)
        _recall(proposal, "fund.rate", "100%", clause)
        return True
    return proposal.put("fund.spent", before, clause)


def _part(one: Counted) -> bool:
    """Whether an amount is a part under a name of its own: 其中床位462万元、助餐161.6万元."""
    return not one.path and one.amount.sort == "money" and 2 <= len(one.rest) <= 16


def _recall(proposal: Proposal, path: str, amount: str, clause: str) -> None:
    proposal.put_last(path, amount, clause)


def _source(proposal: Proposal, one: Counted, amount: str, clause: str, last: bool) -> None:
    rows = proposal.rows("fund.sources")
    row = next((row for row in rows if row["name"] == one.key), None)
    if row is None:
        row = {"name": one.key}
        rows.append(row)
    row.setdefault("spent" if one.context == "spent" else "budget", amount)
    proposal.trace(f"fund.sources[{rows.index(row)}]", clause)
