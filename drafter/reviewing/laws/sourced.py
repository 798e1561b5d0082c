"""Where the money of a project comes from, as the report tells it: 总投资1268万元，其中财政资金1146万元、其他122万元.

The reader gains that parts which do not make up the whole are told under the duty on sources, whatever the form says.

Limits: the parts stand behind 其中 or their whole in one sentence, and one of them closes a list of sources (其他,
自筹, 结转); parts that are more than the whole need none.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.value import MONEY, CellText, told

_AMOUNT = r"(?P<many>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|千元|元)(?![/／])"
_WHOLE = re.compile(
    r"(?:总投资|投资总额|总投入|总?概算|总?造价|资金总额|总额|总资金|预算(?:数|总额|安排|资金)?|投入资金|到位资金|资金(?:合计|共计)|共(?:安排|投入|筹集|到位|下达)(?:资金)?)[^，。；：\d]{0,8}?"
    + _AMOUNT
)
_PART = re.compile(
    r"(?P<name>(?:当年|本年度?|上年|上年度|以前年度|年初)?[\u4e00-\u9fff]{0,3}?(?P<kind>财政|中央|省级?|自治区|市级?|州级?|县级?|区级?|乡镇|上级|本级|地方|自筹|其[他它]|社会|单位|自有|结转|结余|债券|专项债|捐赠|配套|企业|村集体|群众)"
    r"[\u4e00-\u9fff]{0,10}?)(?:为|是|共|计|安排|：)?\s*" + _AMOUNT
)
_CLOSING = ("自筹", "其他", "其它", "社会", "单位", "自有", "结转", "结余", "捐赠", "企业", "村集体", "群众", "配套")
_LEVELS = (
    "中央",
    "省",
    "省级",
    "自治区",
    "市",
    "市级",
    "州",
    "州级",
    "县",
    "县级",
    "区",
    "区级",
    "乡镇",
    "上级",
    "本级",
    "地方",
)
_OPEN = re.compile(r"等|主要|包括但|以上|约|另")


def told_sources(look: Look) -> None:
    """Hold the sources that a sentence of the report lists against the whole before them."""
    within = Decimal(look.setting("within"))
    for stretch, place in look.dossier.of_whole(("paragraph",)):
        for sentence in re.split("[。；]", stretch.text):
            whole = _WHOLE.search(sentence)
            behind = sentence[whole.end() :] if whole else ""
            if (
                whole is None
                or not re.match(r"[，,：:（(]?(?:其中|由|包括|分别|资金来源)?", behind)
                or _OPEN.search(behind)
            ):
                continue
            parts = _parts(behind)
            if len(parts) < 2:
                continue
            added, total = sum((amount for _, amount in parts), Decimal(0)), _amount(whole)
            working = f"{' + '.join(told(amount) for _, amount in parts)} = {told(added)}"
            look.saw(f"{place} {working}")
            closed = any(kind in _CLOSING for kind, _ in parts)
            if added - total > within or (closed and total - added > within):
                what = f"总额写作{whole['many']}{whole['unit']}，各项资金相加是{told(added, whole['unit'])}"
                look.fault(CellText(f"{whole['many']}{whole['unit']}", place), what, working)


def _parts(behind: str) -> list[tuple[str, Decimal]]:
    """The sources behind a whole, one a clause; of a source and its levels the source alone."""
    found: list[tuple[str, Decimal]] = []
    bare = re.sub(r"(?<=\d),(?=\d)", "", behind)
    for at, clause in enumerate(re.split("[，、,（）()]|(?<=元)[和及与]", bare)):
        text = re.sub("^(?:其中|由|包括|分别为|分别是|资金来源为|资金来源|来源为)[：:]?", "", clause.strip())
        text = re.sub("(?:等)?(?:组成|构成|解决|共同承担)$", "", text)
        if not text:
            continue
        if at and clause.strip().startswith("其中") and found:
            break
        match = _PART.fullmatch(text)
        if match is None:
            break
        found.append((match["kind"], _amount(match)))
    if any(kind == "财政" for kind, _ in found):
        found = [(kind, amount) for kind, amount in found if kind not in _LEVELS]
    return found


def _amount(match: re.Match[str]) -> Decimal:
    return Decimal(match["many"].replace(",", "")) * MONEY[match["unit"]]
