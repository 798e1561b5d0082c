"""Money that moved: a budget that was changed, what last year left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.told import claims
from drafter.reviewing.value import MONEY, CellText, money, told

_AMOUNT = r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|千元|元)"
_MONEY = re.compile(_AMOUNT)
#: A budget that somebody changed, or why.
_MOVED = re.compile(
    r"追加|追减|调增|调减|调整|核增|核减|压减|压缩|削减|缩减|减少|增加|下调|上调|调剂|调出|调入|统筹|收回|上收|下达"
    r"|增拨|拨补|补拨|新增|核定|变更|扣减|压[掉低]|砍|划[转走出]"
)
_UNMOVED = re.compile(
    r"(?:未作|没有|未|无|不作|未进行|未发生|没有发生)(?:任何)?(?:预算)?(?:调整|调剂|变更|追加|调增|调减|增减)"
)
_BUDGET = re.compile(r"预算|资金|指标|经费|额度|拨款|补助")
#: Why, or on whose word.
_WHY = re.compile(
    r"[〔\[（(【]20\d\d[〕\]）)】]\s*(?:第\s*)?\d+\s*号|因|由于|根据|按照|依据|按(?![时期])|经(?!费|济|营)|鉴于|受|用于|系"
    r"|文件|通知|会议|据此|[根依]据|意见|批复|批准|同意|决定|会议|要求|政策|节约|取消|原因|统一|撤并|缓建"
)
_OFFICE = re.compile(r"财政|政府|预算")
#: 县财政统筹压减7.6万元: who moved it, and as a matter of course for all.
_BY_OFFICE = re.compile(
    r"(?:财政(?:局|厅|部门)?|政府|人大)[^，。；\d]{0,8}(?:统筹|统一|集中|一律)(?:压减|调减|压缩|收回|调剂|核减|追减|削减)|(?:统筹|统一|集中|一律)(?:压减|调减|压缩|核减|削减)"
)
_AHEAD = re.compile(r"应用|公开|公示|措施|建议|打算|下一步|改进")
_UNSPENT = re.compile(r"结余|结转|余额|未(?:支付|执行|使用|支出)")
_LEFT_OVER = re.compile(r"(?:结转结余|结转|结余)")
#: What goes on into another year, and from which.
_ONWARD = re.compile(
    r"(?:结转|滚存|转入|留用|延续)(?:至|到|入|下)?(?:20\d\d年|下年度?|次年|明年|本年|下一年)?[^，。；]{0,12}(?:使用|支出|支付|安排|用于)|结转(?:至|到)?20\d\d年|结转下年|结转次年"
)
_FROM = re.compile(
    r"(?:20\d\d年|上年|上一年|以前年|往年|去年|历年)(?:度)?(?:资金|预算|财政|专项|项目|未用完|未支出|剩余|的)*(?:结转|结余|滚存)"
    r"|(?:上年|上一年|以前年|去年)(?:度)?[^，。；]{0,6}(?:未用完|未支出|未使用|剩余|留用|存量)[^，。；]{0,4}(?:资金|\d)|结转结余|存量资金|结转资金"
)
_RECALLED = re.compile(r"收回|上缴|缴回|交回|退回|统筹")


@answers("budget-change")
def changed(look: Look) -> None:
    """A budget of the whole year that is not that of its start has a word on why."""
    dossier = look.dossier
    if not dossier.forms and dossier.goals is None:
        look.lack("自评表或申报表")
        return
    before, after, cell = _budgets(look)
    if before is None or after is None:
        look.lack("年初预算数和全年预算数")
        return
    look.saw(f"年初预算{told(before)}，全年预算{told(after)}")
    if before == after:
        return
    apart = abs(after - before)
    coming = f"{dossier.year + 1}年"
    for stretch, place in dossier.stretches():
        # What results are used for, and what is to be done, is of the next budget.
        if any(_AHEAD.search(one) for one in stretch.section[-1:]):
            continue
        for sentence in re.split("[。；]", stretch.text):
            later = coming in sentence and f"{dossier.year}年" not in sentence
            if not later and _explains(sentence, apart):
                look.saw(f"{place}“{sentence.strip()[:24]}”")
                return
    for form in dossier.forms:
        cells = [one for key, one in form.money.items() if key.endswith((".reason", ".remark"))]
        cells += form.labels.values()
        if any(_explains(one.text, apart) for one in (*cells, *dossier.notes)):
            return
    for letter in dossier.letters("批复"):
        if any(_BUDGET.search(one.text) for one, _ in dossier.stretches_of(letter)):
            look.saw("有调整预算的批复")
            return
    way = "增加" if after > before else "减少"
    what = f"全年预算{told(after)}比年初预算{told(before)}{way}{told(apart)}，没有写原因和依据"
    look.fault(cell, what, f"{told(after)} − {told(before)} = {told(after - before)}")


def _explains(text: str, apart: Decimal) -> bool:
    """Whether a sentence tells of a changed budget with its reason, or tells the very difference."""
    if _UNMOVED.search(text):
        return False
    # 据此扣减50万元: the very difference with its reason needs no word for what it is of, nor for what befell it.
    why = _WHY.search(text) or _BY_OFFICE.search(text)
    if why and any(_given(text, one) for one in _MONEY.finditer(text) if _amount(one) == apart):
        return True
    if not _BUDGET.search(text):
        return False
    loose = ("新增", "增加", "减少", "下达", "核定")
    moved = [
        one
        for one in _MOVED.finditer(text)
        # 结余收回 moves what was left, and not the budget.
        if one[0] not in loose and not (one[0] in ("收回", "上收") and _UNSPENT.search(_clause(text, one.start())))
    ]
    near = any(re.search(r"预算|指标|额度|资金", text[max(0, one.start() - 30) : one.end() + 12]) for one in moved)
    return bool(near and _WHY.search(text) and re.search(r"预算|指标额度|资金计划", text))


def _amount(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "")) * MONEY[match[2]]


def _given(text: str, match: re.Match[str]) -> bool:
    """Whether an amount is told as one that an office gave or took: it is no part of what was spent or left."""
    clause = _clause(text, match.start())
    return bool(_MOVED.search(clause) or _OFFICE.search(clause)) and not _UNSPENT.search(clause)


def _clause(text: str, at: int) -> str:
    """The clause of a sentence that something stands in."""
    end = text.find("，", at)
    return text[text.rfind("，", 0, at) + 1 : end if end >= 0 else len(text)]


def _budgets(look: Look) -> tuple[Decimal | None, Decimal | None, CellText]:
    """The budget of the start and of the year, and where they stand: in the report, else in the form."""
    dossier = look.dossier
    found = list(claims(dossier))
    # 年初预算…，全年预算…: the last of each that the report tells first.
    first = next((one for one in found if one.role == "initial"), None)
    last = next((one for one in found if one.role == "budget"), None)
    initial, budget = dossier.spot("initial"), dossier.spot("budget")
    cell = first.cell if first and last else budget[1] if budget else CellText()
    if first is not None and last is not None:
        cell = _quoted(look, first.cell, last.cell)
    before = money(initial[1], initial[0]) if initial else first.mention.value if first else None
    after = money(budget[1], budget[0]) if budget else last.mention.value if last else None
    return before, after, cell


def _quoted(look: Look, one: CellText, other: CellText) -> CellText:
    """The words from one amount of a sentence to the other."""
    for stretch, place in look.dossier.stretches(("paragraph",)):
        start, end = stretch.text.find(one.text), stretch.text.find(other.text)
        if place == one.place and 0 <= start < end:
            return CellText(stretch.text[max(0, start - 6) : end + len(other.text)], place)
    return one


class _Carried(NamedTuple):
    amount: Decimal
    cell: CellText


@answers("carried-over")
def carried(look: Look) -> None:
    """What last year left to this year stands in this year's form and report."""
    dossier = look.dossier
    asked = next(iter(_left(look)), None)
    if asked is None:
        look.skip("申报表和上年报告没有写结转到本年的资金")
        return
    look.saw(f"{asked.cell.place}结转{told(asked.amount)}")
    texts = [
        (sentence, place) for stretch, place in dossier.stretches() for sentence in re.split("[。；]", stretch.text)
    ]
    for sentence, place in texts:
        amounts = {Decimal(one[1].replace(",", "")) * MONEY[one[2]] for one in _MONEY.finditer(sentence)}
        if asked.amount in amounts and (_LEFT_OVER.search(sentence) or re.search("上年|去年|收回", sentence)):
            look.saw(f"{place}“{sentence.strip()[:24]}”")
            return
    for form in dossier.forms:
        cell = next((one for key in ("initial", "budget") if (one := form.amount(f"carried.{key}"))), CellText())
        amount = money(cell, form.unit)
        if amount is None:
            continue
        look.saw(f"{cell.place} {cell.text}")
        if abs(amount - asked.amount) > Decimal(100):
            what = f"上年结转是{cell.text}，{asked.cell.place}写结转{told(asked.amount)}，报告也没有提到"
            look.fault(cell, what, quote="上年结转资金")
            return
        break
    if not any(_FROM.search(sentence) for sentence, _ in texts) and texts:
        place = next((where for sentence, where in texts if "预算" in sentence), texts[0][1])
        what = f"上年结转{told(asked.amount)}（{asked.cell.place}）报告没有提到"
        look.fault(CellText("上年结转资金", place), what)


def _left(look: Look) -> Iterator[_Carried]:
    """What the goals say was carried over, then what last year's report says goes on."""
    dossier = look.dossier
    goals = dossier.goals
    if goals is not None:
        for key in ("carried.initial", "carried.applied", "carried.budget"):
            cell = goals.amount(key)
            amount = money(cell, goals.unit or "万元") if cell else None
            if amount:
                yield _Carried(amount, cell)
    last = dossier.last
    for stretch, place in dossier.stretches_of(last, ("paragraph",)) if last is not None else ():
        for sentence in re.split("[。；]", stretch.text):
            if not _ONWARD.search(sentence) or _RECALLED.search(sentence) or _FROM.search(sentence):
                continue
            found = list(_MONEY.finditer(sentence))
            near = [one for one in found if _LEFT_OVER.search(sentence[max(0, one.start() - 14) : one.end() + 30])]
            if near:
                # 预算240万元，…，年末40万元结转下年: what goes on stands last before the words.
                ends = max(one.end() for one in _ONWARD.finditer(sentence))
                last_ = next((one for one in reversed(near) if one.start() < ends), near[0])
                yield _Carried(_amount(last_), CellText(last_[0], place))
