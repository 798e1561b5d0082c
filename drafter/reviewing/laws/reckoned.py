"""Sums that a report writes out: （2316万元÷8000亩）, 占45%, what is left, 200份 and 187份 beside 93.5%.

Limits: a sum is judged where all of its figures stand in one paragraph, and where no base of the paragraph makes it
right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.language.quantity import SCALES
from drafter.reviewing.answer import Look
from drafter.reviewing.completion import completions
from drafter.reviewing.laws import answers
from drafter.reviewing.value import MONEY, CellText, told

_HUNDRED = Decimal(100)
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_MONEY = re.compile(rf"({_NUMBER})\s*(亿元|万元|千元|元)(?![/／])")
#: 2895元（2316.00万元÷8000亩）: what comes out, and the sum in brackets behind it.
_WRITTEN = re.compile(
    rf"(?P<out>{_NUMBER})\s*(?P<unit>[%％]|亿元|万元|元)(?:/[\u4e00-\u9fff]{{1,3}})?\s*[（(]\s*(?P<one>{_NUMBER})\s*(?P<first>[\u4e00-\u9fff]{{0,4}})"
    rf"\s*(?P<sign>[÷×xX*/／])\s*(?P<two>{_NUMBER})\s*(?P<second>[\u4e00-\u9fff/]{{0,5}})\s*[）)]"
)
_SHARE = re.compile(
    rf"(?P<amount>{_NUMBER})\s*(?P<unit>亿元|万元|元)[，,（(]\s*占(?:比|全年|总|支出|执行|预算|额|数|资金|的|为|到)*\s*(?P<share>\d+(?:\.\d+)?)\s*[%％]"
)
_ROUGH = re.compile(r"(?:约|近|大约|将近|超过?)\s*$")
#: 项目支出中，: the shares of this sentence are of that.
_AMONG = re.compile(r"(?P<of>[^，。；：、\d]{2,16})中(?:[，,：:]|(?=[^，。]{2,12}\d))")
#: What is left of the budget, told first in its sentence.
_LEFT = re.compile(
    rf"^\s*(?:其余|年末|年底|全年|项目|当年)*(?:资金|预算)?(?:结余|未执行|未支付|未支出|未使用|剩余)(?:的|资金|预算|数|金额|为|共|计)*\s*(?P<amount>{_NUMBER})\s*(?P<unit>亿元|万元|元)"
)
#: Asked 200, content 187, 93.5 %: two counts of one unit and what they come to.
_OF = re.compile(
    rf"(?P<all>{_NUMBER})\s*(?P<unit>份|人次|人|户|家|件|批次|例|个|名|处|台|条)[^，。；\d]{{0,8}}[，,][^，。；\d]{{0,8}}?(?P<some>{_NUMBER})\s*(?P=unit)"
    r"[^，。；\d]{0,12}[，,][^，。；\d]{0,14}(?:率|满意度)(?:为|达到?|是)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]"
)
_MORE = re.compile(r"(?:发放|发出|投放)(?!.{0,4}(?:收回|回收))[^，。；]*$")


def _amount(number: str, unit: str) -> Decimal:
    return Decimal(number.replace(",", "")) * MONEY[unit]


def _half(number: str) -> Decimal:
    """Half a unit of the last decimal that a number shows."""
    return Decimal("0.51").scaleb(-len(number.partition(".")[2]))


@answers("reckoned")
def reckoned(look: Look) -> None:
    for stretch, place in look.dossier.stretches(("paragraph",)):
        text = stretch.text
        for words, what, working in (*_written(text), *_shares(look, text), *_rates(text), *_parts(text)):
            if what:
                look.fault(CellText(words, place), what, working)
            else:
                look.saw(f"{place} {working}")
        for sentence in re.split("[。；]", text):
            _left(look, sentence, place)
    for one in completions(look.dossier):
        look.saw(f"{one.cell.place} {one.working}")
        if not one.fits:
            look.fault(one.cell, f"与目标相比写作{one.stated}%，算出来是{one.right:.2f}%", one.working)


def _written(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _WRITTEN.finditer(text):
        one, two = Decimal(match["one"].replace(",", "")), Decimal(match["two"].replace(",", ""))
        for name in ("first", "second"):
            said = match[name].partition("/")[0]
            scale = MONEY.get(said) or SCALES[said[:1] if said[:1] in ("万", "亿") else ""]
            one, two = (one * scale, two) if name == "first" else (one, two * scale)
        if not two:
            continue
        made = one / two if match["sign"] in "÷/／" else one * two
        unit = match["unit"].replace("％", "%")
        shown = made * _HUNDRED if unit == "%" else made / MONEY[unit]
        stated = Decimal(match["out"].replace(",", ""))
        working = f"{match['one']}{match['first']}{match['sign']}{match['two']}{match['second']} = {shown:.2f}{unit}"
        wrong = abs(shown - stated) > _half(match["out"]) + abs(stated) / 10_000
        yield match[0], f"{match['out']}{unit}与括号里的算式不符，算出来是{shown:.2f}{unit}" if wrong else "", working


def _shares(look: Look, text: str) -> Iterator[tuple[str, str, str]]:
    amounts = [_amount(one[1], one[2]) for one in _MONEY.finditer(text)]
    for match in _SHARE.finditer(text):
        part, share = _amount(match["amount"], match["unit"]), Decimal(match["share"])
        topic = _AMONG.match(text, text.rfind("。", 0, match.start()) + 1)
        known_ = _called(look, topic["of"]) if topic else amounts
        bases = [one for one in known_ if one >= part and one]
        whole = [] if topic else [one for key in ("spent", "budget", "initial") if (one := look.dossier.amount(key))]
        near = _half(match["share"])
        rough = {_amount(one[1], one[2]) for one in _MONEY.finditer(text) if _ROUGH.search(text[: one.start()])}
        fits = [one for one in (*bases, *whole) if abs(part / one * _HUNDRED - share) <= (1 if one in rough else near)]
        if not bases or not part:
            continue
        base = min(bases, key=lambda one: abs(part / one * _HUNDRED - share))
        working = f"{told(part)} ÷ {told(base)} = {part / base * _HUNDRED:.2f}%"
        # A base that stands elsewhere is not known here; what is told of one matter (项目支出中，) is.
        known = topic is not None or len(set(bases)) > 1
        yield (
            match[0],
            "" if fits or not known else f"占比写作{match['share']}%，算出来是{part / base * _HUNDRED:.2f}%",
            working,
        )


def _called(look: Look, name: str) -> list[Decimal]:
    """The amounts that the report tells right behind a name."""
    pattern = re.compile(rf"{re.escape(name)}(?:为|是|共|计|共计|合计)?\s*({_NUMBER})\s*(亿元|万元|千元|元)(?![/／])")
    return [
        _amount(m[1], m[2]) for one, _ in look.dossier.stretches(("paragraph",)) for m in pattern.finditer(one.text)
    ]


def _rates(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _OF.finditer(text):
        whole, some = Decimal(match["all"].replace(",", "")), Decimal(match["some"].replace(",", ""))
        start = max(text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
        if re.search(r"不|未|没有|基本|一般", text[match.end("unit") : match.start("some")]):
            # 一般9人，不满意3人: what the rate is of stands elsewhere.
            continue
        if not whole or some > whole or _MORE.search(text[start : match.start()]):
            continue
        if _of_one(text[start - 80 if start > 80 else 0 : match.start("all")], whole + some):
            # 96批次全部处置，立案82件，责令改正14件，处置率100%: the two are parts of what was told before.
            continue
        made = some / whole * _HUNDRED
        working = f"{match['some']} ÷ {match['all']} = {made:.2f}%"
        wrong = abs(made - Decimal(match["rate"])) > _half(match["rate"])
        yield match[0], f"比率写作{match['rate']}%，算出来是{made:.2f}%" if wrong else "", working


def _of_one(before: str, added: Decimal) -> bool:
    """Whether a number told before is what two counts come to together."""
    return any(Decimal(one.replace(",", "")) == added for one in re.findall(_NUMBER, before))


def _parts(text: str) -> Iterator[tuple[str, str, str]]:
    """Parts with their shares that together are nearly, and not quite, the amount before them."""
    for sentence in re.finditer(r"其中[^。；]*(?:；[^。；]*占[^。；]*)*", text):
        found = [_amount(one["amount"], one["unit"]) for one in _SHARE.finditer(sentence[0])]
        before = [_amount(one[1], one[2]) for one in _MONEY.finditer(text[: sentence.start()])]
        if len(found) < 2 or not before or "等" in sentence[0]:
            continue
        added = sum(found, Decimal(0))
        near = min(before, key=lambda one: abs(one - added))
        if not near:
            continue
        working = f"{' + '.join(told(one) for one in found)} = {told(added)}"
        told_ = [one for one in _MONEY.finditer(text) if _amount(one[1], one[2]) == near]
        rough = any(_ROUGH.search(text[: one.start()]) for one in told_)
        close = 0 < abs(added - near) * 33 <= near and not rough
        yield sentence[0][:60], f"各项相加是{told(added)}，与{told(near)}不符" if close else "", working


def _left(look: Look, sentence: str, place: str) -> None:
    """结余84万元 against budget and spending."""
    match = _LEFT.match(sentence)
    budget, spent = look.dossier.stated("budget"), look.dossier.stated("spent")
    if match is None or budget is None or spent is None:
        return
    whole, used = look.dossier.amount("budget"), look.dossier.amount("spent")
    if whole is None or used is None:
        return
    amounts = [_amount(one[1], one[2]) for one in _MONEY.finditer(sentence)]
    own, right = _amount(match["amount"], match["unit"]), whole - used
    look.saw(f"{place} {match[0].strip()}")
    near = Decimal(100)
    sums = (own, *amounts, sum(amounts, Decimal(0)), sum(amounts[1:], Decimal(0)))
    if right >= 0 and not any(abs(one - right) <= near for one in sums):
        working = f"{told(whole)} − {told(used)} = {told(right)}"
        look.fault(CellText(match[0].strip(), place), f"剩下的写作{told(own)}，按自评表是{told(right)}", working)
