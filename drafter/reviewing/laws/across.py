"""What several papers say of one amount: money in 元 and 万元, scores.

The reader gains the figure that was copied wrongly from one paper to the other, with both places.

Limits: those of what a report tells (:mod:`drafter.reviewing.told`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from drafter.claims.mention import Mention
from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import COLUMNS_CALLED
from drafter.reviewing.told import ReportClaim, claims
from drafter.reviewing.value import MONEY, CellText, half, money, plain, told

_SCORE = re.compile(
    r"(?:自评|综合|总|合计|最终|评价)[^，。；\d]{0,8}?(?:得分|分数|总分|评分)[^，。；\d]{0,4}?(\d{1,3}(?:\.\d+)?)\s*分"
)


#: Money that is not the year's budget of the project, nor its spending.
_OTHER = re.compile(
    r"总投资|投资总额|规划|概算|估算|合同|中标|造价|运行|运转|机构|机关|部门|[局院馆校所站委办部](?:全年|年度|本年|上年)|单位|全(?:局|院|馆|校|中心|系统|行业)"
    r"|[两二三四五六七八九十\d](?:个?馆|校|院|家|所|站|年)|基本支出|整个|社会|捐|投劳|折价|折资|应付|结算"
)


_SUM_ = r"(?P<many>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|千元|元)"


@answers("same-money")
def same(look: Look) -> None:
    dossier = look.dossier
    _between_forms(look)
    if dossier.report is None or not dossier.forms:
        if not look.seen:
            look.lack(look.duty.needs)
        return
    found = list(claims(dossier))
    _initial(look, found)
    for role, called in (("budget", "预算数"), ("spent", "执行数")):
        spot = dossier.stated(role)
        told_of = [one for one in found if one.role == role]
        if spot is None or not told_of:
            continue
        form, cell = spot
        right = [money(cell, form.unit) or Decimal(0)]
        other = [form.amount(f"total.{key}") for key in ("initial", "adjusted", "budget")] if role == "budget" else []
        right += [amount for one in other if (amount := money(one, form.unit)) is not None]
        # The investment over years, the spending of the whole house: other money, where the project's own is told.
        own = [one for one in told_of if not _OTHER.search(one.mention.left)]
        if not own and role == "budget" and any(one.role == "initial" for one in found):
            continue
        fits = [one for one in told_of if any(_equal(one.mention, amount, cell, form) for amount in right)]
        look.saw(f"{called}：{cell.place} {told(right[0])}，{told_of[0].cell.place} {told_of[0].mention.figure.text}")
        for one in told_of:
            if one not in fits and (one in own or not own) and (not fits or _whole(one)):
                what = f"报告的{called}是{one.mention.figure.text}，自评表是{told(right[0], form.unit)}（{cell.place}）"
                look.fault(one.cell, what, f"{one.mention.figure.text} ≠ {told(right[0], form.unit)}")
    _split(look)
    _levels(look)
    _score(look)


_MOVED = re.compile("调减|调增|追加|核减|核增|压减|调整后")


def _amounts(text: str) -> set[Decimal]:
    """The amounts of a sentence in 元."""
    return {Decimal(one["many"].replace(",", "")) * MONEY[one["unit"]] for one in re.finditer(_SUM_, text)}


def _initial(look: Look, found: list[ReportClaim]) -> None:
    """The budget of the start that the report tells as such."""
    spot = look.dossier.stated("initial")
    told_of = [
        one
        for one in found
        if one.role == "initial" and re.search(r"年初预算(?:数|金额)?(?:为|是|共)?$", one.mention.left)
    ]
    if spot is None or not told_of:
        return
    form, cell = spot
    right = money(cell, form.unit) or Decimal(0)
    look.saw(f"年初预算数：{cell.place} {told(right)}，{told_of[0].cell.place} {told_of[0].mention.figure.text}")
    for one in told_of:
        # 年初预算120万元，年中调减20万元，调整后预算100万元: the form tells the last of them.
        moved = any(
            place == one.cell.place and one.cell.text in part and _MOVED.search(part) and right in _amounts(part)
            for stretch, place in look.dossier.of_whole(("paragraph",))
            for part in stretch.text.split("。")
        )
        if not moved and not _equal(one.mention, right, cell, form):
            what = f"报告的年初预算数是{one.mention.figure.text}，自评表是{told(right, form.unit)}（{cell.place}）"
            look.fault(one.cell, what, f"{one.mention.figure.text} ≠ {told(right, form.unit)}")


#: The parts of the money that a form has rows for, as a report calls them.
_SPLIT = (
    ("current", re.compile(rf"(?:当年|本年)(?:财政)?(?:拨款|资金|预算)(?:为|是)?\s*{_SUM_}")),
    ("carried", re.compile(rf"上年(?:度)?(?:结转|结余结转|结转结余)(?:资金)?(?:为|是)?\s*{_SUM_}")),
)


def _split(look: Look) -> None:
    """当年拨款2196万元、上年结转120万元 in the report against the rows of the form."""
    form = next((one for one in look.dossier.forms if one.amount("current.spent") or one.amount("carried.spent")), None)
    if form is None:
        return
    for stretch, place in look.dossier.of_whole(("paragraph",)):
        for row, pattern in _SPLIT:
            cells = [form.amount(f"{row}.{key}") for key in ("initial", "budget", "adjusted", "spent")]
            known = [amount for cell in cells if (amount := money(cell, form.unit)) is not None]
            for match in pattern.finditer(stretch.text):
                said = Decimal(match["many"].replace(",", "")) * MONEY[match["unit"]]
                # A row that is empty or 0 is told by the duty on what was carried over.
                if not any(known) or re.search(r"自评|问题|整改", stretch.section[-1] if stretch.section else ""):
                    continue
                look.saw(f"{place} {match[0]}")
                if not any(abs(said - one) <= 100 for one in known):
                    names = "、".join(cell.text for cell in dict.fromkeys(cells) if cell)
                    what = f"报告写“{match[0]}”，自评表这一行是{names}（{cells[0].place or cells[1].place}）"
                    look.fault(CellText(match[0], place), what)


#: Each amount of a sentence with what it is called.
_NAMED = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,14}}?)(?:为|是|共|计)?\s*{_SUM_}")


def _levels(look: Look) -> None:
    """其中中央补助430万元、市级资金250万元 against the rows of the form: parts that come to the whole of one of its
    columns are the rows of that column."""
    from drafter.reading.sheets.words import known_words

    words = known_words("")
    for stretch, place in look.dossier.of_whole(("paragraph",)):
        for sentence in re.split("[。；]", stretch.text):
            found: dict[str, re.Match[str]] = {}
            for match in _NAMED.finditer(sentence):
                # 全年预算中省级补助: called by the end of the words before it.
                tails = (match["name"][at:] for at in range(len(match["name"]) - 1))
                if row := next((row for one in tails if (row := words.of("money", one))), ""):
                    found.setdefault(row, match)
            for form in look.dossier.forms if len(found) > 1 else ():
                _level(look, form, found, place)


def _level(look: Look, form: PaperForm, found: Mapping[str, re.Match[str]], place: str) -> None:
    amounts = {row: Decimal(one["many"].replace(",", "")) * MONEY[one["unit"]] for row, one in found.items()}
    amounts.pop("total", None)
    added = sum(amounts.values(), Decimal(0))
    for key, called in COLUMNS_CALLED.items():
        cells = {row: form.amount(f"{row}.{key}") for row in amounts}
        whole = money(form.amount(f"total.{key}"), form.unit)
        if whole is None or abs(whole - added) > 100 or any(money(one, form.unit) is None for one in cells.values()):
            continue
        look.saw(f"{place} {'、'.join(found[row][0] for row in amounts)}，自评表{called}")
        wrong = [row for row, cell in cells.items() if abs((money(cell, form.unit) or 0) - amounts[row]) > 100]
        for row in wrong:
            what = f"报告写“{found[row][0]}”，自评表的{called}是{cells[row].text}（{cells[row].place}）"
            look.fault(CellText(found[row][0], place), what)
        return


def _between_forms(look: Look) -> None:
    """The same cell of money in two forms: 自评表 and case, 元 and 万元; the goals as the budget of the start."""
    forms = look.dossier.forms
    for one in forms[1:]:
        for path, cell in one.money.items():
            if not path.endswith((".initial", ".budget", ".spent")):
                continue
            first = forms[0].amount(path)
            if first and cell and money(first, forms[0].unit) is not None and money(cell, one.unit) is not None:
                look.saw(f"{first.place} {first.text}，{cell.place} {cell.text}")
                if not look.dossier.same(first, forms[0].unit, cell, one.unit):
                    look.fault(cell, f"{cell.place}是{cell.text}，{first.place}是{first.text}")
    goals = look.dossier.goals
    if goals is None or not forms:
        return
    asked = next(
        (
            goals.money[key]
            for key in ("year_total.applied", "total.applied", "total.budget", "total.initial")
            if key in goals.money
        ),
        CellText(),
    )
    mine = forms[0].amount("total.initial") or forms[0].amount("total.budget")
    if asked and mine and money(asked, "元") is not None and money(mine, forms[0].unit) is not None:
        # A form of goals without a unit may be in either.
        units = [goals.unit] if goals.unit else ["元", "万元"]
        if not money(mine, forms[0].unit) and mine is forms[0].amount("total.initial"):
            # A sum of 0 over parts that are filled is told by the duty on sums.
            mine = forms[0].amount("total.budget") or mine
        look.saw(f"{asked.place} {asked.text}，{mine.place} {mine.text}")
        if not any(look.dossier.same(asked, unit, mine, forms[0].unit) for unit in units):
            look.fault(
                mine,
                f"年初预算数是{told(money(mine, forms[0].unit) or Decimal(0))}，"
                f"申报表是{asked.text}{goals.unit}（{asked.place}）",
            )


def _whole(one: ReportClaim) -> bool:
    """Whether a claim says outright that it is of the whole year: 全年预算数."""
    return bool(
        re.search(
            r"全年|年度预算|总预算|预算总额|项目预算|总支出|支出总额|^项目(?:共|实际|累计)?支出", one.mention.left
        )
    )


def _equal(one: Mention, amount: Decimal, cell: CellText, form: PaperForm) -> bool:
    return abs(one.value - amount) <= one.figure.half + half(cell, form.unit)


def _score(look: Look) -> None:
    score = look.dossier.score
    for stretch, place in look.dossier.of_whole() if score.number is not None else ():
        for match in _SCORE.finditer(stretch.text):
            if re.search(r"上年|去年|其余|各项指标|执行率", stretch.text[max(0, match.start() - 10) : match.end() - 4]):
                continue
            look.saw(f"得分：{score.place} {score.text}，{place} {match[1]}")
            if Decimal(match[1]) != score.number:
                look.fault(
                    CellText(match[0], place),
                    f"报告的得分是{match[1]}分，自评表是{plain(score.number or Decimal(0))}分（{score.place}）",
                )
