"""What all projects of a township had, spent and left: how many there are, budget, spending, rate, last year's, and why
some was not spent.

今年自评项目10个，预算合计1418万，花了1248.4万；上年8个项目，1205万，支出1108.6万 fills fields of the case.

Limits: a line is taken only where all of its figures are understood; else it stays a note.
"""

from __future__ import annotations

import re
from copy import deepcopy
from decimal import Decimal
from typing import NamedTuple

from drafter.importing.lines import statements
from drafter.importing.money import read_money
from drafter.importing.money_units import told_money
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import fold, split

_LAST = r"(?:上年度?|去年|上一年度?|前一年|上年度)"
_EVALUATED = r"(?:绩效)?(?:自评|评价|参评|参加自评|纳入自评|纳入评价|纳入)"
#: 今年自评项目10个, 上年8个项目, 项目一共23个, 共评了12个项目
_COUNT = re.compile(
    rf"(?P<last>{_LAST}(?:度|是|有|：|，| )*)?(?:镇里|乡里|我们|全镇|全乡)?"
    r"(?:今年|本年|当年|全年|20\d\d年度?)?(?:镇里|乡里|街道|全镇|全乡)?"
    rf"(?:一共|总共|合计|共|有|实际|要)*(?:{_EVALUATED}|评)?(?:了|的)?(?:项目(?:支出)?(?:一共|总共|合计|共|有|是|为|：)*(?P<count>\d{{1,3}})个"
    r"|(?:一共|总共|合计|共|有|是)*(?P<many>\d{1,3})个(?:自评)?项目(?:支出)?|(?<=年)(?P<bare>\d{1,3})个(?=[，、 ]\d))"
    r"(?:全部?|都|均)?(?:纳入|参加|开展|进行)?(?:了)?(?:绩效)?(?:自评|评价)?(?:了)?"
    r"(?=$|[，、：；]|(?:年初|全年|总)?预算|安排|\d|一共\d|共\d)[，、：]?"
)
#: 23个项目都评了, 一个不落全自评了, 全部评了，没漏的
_ALL = re.compile(
    r"(?:(?P<many>\d{1,3})个(?:自评)?项目)?(?:，)?(?:一个(?:都)?(?:不|没)(?:落|漏|少)|全部?|都|均|无一遗漏|没有?漏(?:的|掉)?)+"
    r"(?:开展|进行|纳入)?(?:了)?(?:绩效)?(?:自?评价?)?(?:了|完|过|的)*"
)
#: 多少个项目，多少钱：…
_ASKED = re.compile(r"[^\d：。；]{0,8}(?:多少|几个|怎么样|情况)[^\d：。；]{0,10}：")
#: 上年5个，410万元，388.2万元
_BOTH = re.compile(
    r"(?<![\d.])(?P<budget>\d[\d.,]*(?:[万亿]?元|[万亿])?)[，、 ](?:一共|实际)?"
    r"(?P<spent>\d[\d.,]*(?:[万亿]?元|[万亿])?)(?=$|[，、；])"
)
_ONLY_MONEY = re.compile(r"(?<![\d.])\d[\d.,]*(?:[万亿]?元|[万亿])?(?=$|[，、；])")
#: 九成二多点 says the rate again.
_ABOUT = re.compile(
    "(?:差不多|大概|大约|也就)?(?:九|八|七|六|五)成[一二三四五六七八九半]?(?:多|不到|出头|左右)?(?:一?点|些)?"
)
#: What no statement about all projects says.
_OTHER = re.compile(r"整体支出|抽查|抽评|抽了|复核|复评|压减|砍|取消|20\d\d年(?:的)?预算(?![是为：]?\d)")
_PATHS = ("fund.", "last_year.", "evaluation.")
_SUM = r"\d[\d.,]*(?:[万亿]?元|[万亿])?"
#: 剩124.9万没付：…, 没花完388.8万＝…, 未支出的64.8万主要是…
_UNSPENT = re.compile(
    r"(?:还|尚|最后)?(?:剩下?余?|没有?(?:花|付|支|用)(?:完|出去|掉|出)?|未(?:支出|支付|花完|执行|用)|结余|余下?)(?:的|了|有|着)*"
    rf"(?P<sum>{_SUM})(?:没有?(?:花|付|支|用)(?:出去|完|掉|出)?|未(?:支|付|用)出?)?(?:的)?"
    r"(?:[：，＝=]|——+|主要(?:原因)?是|是因为|是|，?(?:主要)?原因[是：]|因为|（)+(?P<why>.{4,}?)）?"
)
#: 7月那场暴雨追加救灾180万, 年中又加了86万修路
_CHANGE = re.compile(
    r"(?P<when>\d{1,2}月(?:份|底|初|上旬|中旬|下旬)?|年中|年底|下半年|上半年)?(?:那场|那次|的|因为?|由于)*(?P<why>[\u4e00-\u9fff]{0,8}?)(?:又|再|还)*"
    r"(?P<how>追加|调增|增加|加|调减|核减|压减|财政收回)(?:了)?(?P<money>[\u4e00-\u9fff]{1,8})?"
    rf"(?P<sum>{_SUM})(?:用于|用来|拿来|来)?(?P<what>[\u4e00-\u9fff]{{2,8}})?"
)
_HOW = {"加": "追加", "增加": "追加"}
#: A sum of all, in the words of a clerk.
_SPOKEN = (
    (re.compile(r"盘子|大盘(?=\d)"), "预算"),
    (re.compile(r"(?P<what>执行率|预算|支出)(?:合计|总的|总体|整体|共)(?=[是为：]?\d)"), r"\g<what>"),
    (re.compile(rf"[，、](?=(?:{_LAST})(?:度|是|有|：)?\d{{1,3}}个)"), "；"),
)


def read_totals(text: str, proposal: Proposal, unit: str) -> list[str] | None:
    """What a line says besides that all projects had and spent so much, which is put down; None where it says nothing
    of that. `unit` is what bare figures of money count in."""
    text = fold(text)
    if isinstance(year := proposal.data.get("year"), int):
        text = re.sub(rf"(?<!\d){year - 1}年(?:度)?(?=[是有：，]?\d{{1,3}}个)", "上年", text)
        text = re.sub(rf"^{year}年(?:度)?(?=[^\d]{{0,8}}\d{{1,3}}个)", "", text)
    for pattern, to in _SPOKEN:
        text = pattern.sub(to, text)
    if (asked := _ASKED.match(text)) is not None:
        text = text[asked.end() :]
    if (whole := _UNSPENT.fullmatch(text)) is not None and not re.search(_LAST, whole["why"]):
        # What was not spent, and why, is told to the end of the line.
        return [] if _unspent(whole["sum"], whole["why"], text, proposal, unit or "万元") else None
    left: list[str] = []
    taken = last = False
    for statement in statements(text):
        last = last and fold(statement)[:1].isdigit()
        told = None if _OTHER.search(fold(statement)) else _statement(statement, proposal, unit or "万元", last)
        if told is None:
            left.append(statement)
            last = False
            continue
        taken, last = True, told.last
        if told.left:
            left.append(told.left)
    return left if taken else None


class ToldTotals(NamedTuple):
    """What a statement says besides, and whether it tells of last year."""

    left: str
    last: bool


def _statement(statement: str, proposal: Proposal, unit: str, last: bool) -> ToldTotals | None:
    """Put down what a statement says of all projects; None where it opens with something else."""
    trial = Proposal()
    for key in ("year", "fund", "last_year", "evaluation"):
        if key in proposal.data:
            trial.data[key] = deepcopy(proposal.data[key])
    trial.line, trial.source = proposal.line, proposal.source
    rest, last = _uncounted(statement, trial, last)
    rest = _changed(rest, trial, unit)
    left = ""
    if rest:
        # What stands behind the money says something else.
        parts = [rest[low:high].strip() for low, high in split(fold(rest), 0, len(rest), "，")]
        kept = len(parts)
        while kept and not _sums(parts[kept - 1]):
            kept -= 1
        left = "，".join(parts[kept:])
        if left.startswith(("都", "均", "全")) and (
            many := re.search(r"\d{1,3}个(?=$|[，、])|(?<=\D)\d{1,3}个项目", statement)
        ):
            # 项目18个，都报了目标: of them all.
            left = f"{many[0].removesuffix('项目')}项目{left}"
        if kept and read_money("，".join(parts[:kept]), trial, "township-summary", "", unit):
            return None
    if not any(one.path.startswith(_PATHS) for one in trial.origins):
        return None
    for key in ("fund", "last_year", "evaluation"):
        if key in trial.data:
            proposal.data[key] = trial.data[key]
    proposal.origins.extend(trial.origins)
    return ToldTotals(left, last)


def _sums(clause: str) -> bool:
    return any(one.sort in ("money", "rate", "") for one in amounts(fold(clause)))


def _unspent(sum_: str, why: str, text: str, proposal: Proposal, unit: str) -> bool:
    """Put down what was not spent and why; parts of it without a word of why are a note."""
    if not proposal.put("fund.balance", told_money(sum_, unit), text):
        return False
    why = re.sub("[，；](?:再一个|另一个|还有(?:一个)?|再就是|再有|剩下的?|其余)(?:就)?是", "；", why)
    why = re.sub("^(?:主要|大头|大部分)(?:就)?是", "", why)
    why += "）" * max(0, fold(why).count("（") - fold(why).count("）"))
    parts = [part for part in re.split("[，；、＋+]", why) if part.strip()]
    why = told_money(re.sub("[＋+]", "、", why), unit).strip("。；， ")
    if not re.search("[没未晚迟慢待等]", why) and all(
        (found := amounts(part)) and found[-1].end == len(part) and (found[-1].scale or found[-1].sort == "money")
        for part in parts
    ):
        proposal.add("fund.notes", f"未支出的{told_money(sum_, unit)}中，{re.sub('[，；]', '、', why)}", text)
        return True
    return proposal.put("fund.reason", re.sub("^(?:主要)?(?:原因|因为?|由于)(?:是|：)?", "", why), text)


def _changed(rest: str, trial: Proposal, unit: str) -> str:
    """The clauses of a statement that tell no change of the budget; those that do are put down."""
    kept = []
    for clause in rest.split("，"):
        match = _CHANGE.fullmatch(fold(clause).strip())
        sure = match is not None and (match["sum"][-1] in "万亿元" or (match["how"] != "加" and "." in match["sum"]))
        if match is None or not sure or (match["how"] == "加" and not match["when"]):
            kept.append(clause)
            continue
        money = match["money"] or ""
        row = {
            "name": _HOW.get(match["how"], match["how"]),
            "amount": told_money(match["sum"], unit),
            "when": match["when"] or "",
            "reason": match["why"] or "",
            "money": f"{money}{'' if money.endswith(('资金', '经费', '款', '费')) else '资金'}" if money else "",
        }
        if match["what"] and not row["money"]:
            row["money"] = f"{match['what']}资金"
        trial.add("fund.changes", {key: value for key, value in row.items() if value}, clause)
    return "，".join(kept)


def _uncounted(statement: str, trial: Proposal, last: bool) -> tuple[str, bool]:
    """A statement without the number of projects that it opens with, which is put down, and whether it tells of last
    year."""
    folded = fold(statement)
    match = _COUNT.match(folded)
    if match is not None:
        many = match["count"] or match["many"] or match["bare"]
        last = bool(match["last"])
        if last:
            trial.put_last("fund.count", f"{many}个", statement)
        rest = statement[match.end() :]
        folded = fold(rest)
        if (both := _BOTH.match(folded)) is not None:
            rest = f"预算{both['budget']}，支出{both['spent']}{rest[both.end() :]}"
        elif _ONLY_MONEY.match(folded):
            rest = f"预算{rest}"
        if not last:
            # What is counted with its money is what the money is of.
            trial.put("fund.count" if amounts(folded) else "evaluation.count", f"{many}个", statement)
        statement = f"上年{rest}" if last and rest else rest
    parts = [statement[low:high].strip() for low, high in split(fold(statement), 0, len(statement), "，、")]
    kept = [part for part in parts if part and not _ALL.fullmatch(fold(part)) and not _ABOUT.fullmatch(fold(part))]
    return "，".join(kept), last


def settle_totals(proposal: Proposal) -> None:
    """Take out totals that only say what the projects come to, which is reckoned."""
    rows = proposal.get("projects") or []
    fund = proposal.data.get("fund")
    if not rows or not isinstance(fund, dict):
        return
    sums = {key: sum((_value(row.get(key, "")) for row in rows), Decimal(0)) for key in ("budget", "spent")}
    if all(_value(str(fund.get(key, ""))) in (sums[key], 0) for key in ("budget", "spent")):
        for key in ("budget", "spent", "rate", "balance"):
            fund.pop(key, None)
        fund.pop("count", None)
    if proposal.get("evaluation.count") == f"{len(rows)}个":
        del proposal.table("evaluation")["count"]
    if not proposal.data.get("evaluation", True):
        del proposal.data["evaluation"]
    if not fund:
        del proposal.data["fund"]


def _value(text: str) -> Decimal:
    found = amounts(fold(text))
    return found[0].value if found else Decimal(0)
