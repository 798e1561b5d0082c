"""The projects of a township in the words of whoever says them: 河道保洁 36 花34.2，2人中途离岗; 路灯电费18全用掉.

The writer gains a table of projects from lines without any unit.

Limits: only where so many of them are told and their budgets come to a sum of 万元 that the page names; such a line
says by that sum that its figures are 万元.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.importing.lines import JOINT

#: So many projects, told so.
_LEAST = 4
_SUM = r"\d{1,6}(?:\.\d{1,4})?"
#: 花34.2, 才付77万, 全发了, 0支出, →22.8, and bare behind the budget.
_SPENT = (
    r"(?P<all>(?:都|已|全)?全?(?:部|都|额)?(?:花|用|付|支|发|拨|结|付清|用光|足额)(?:掉|完|清|光|出去|到位|放)?了?"
    r"(?=[ ，,、（(]|$))"
    r"|(?P<none>(?:支出0|0支出|零支出|一分(?:钱)?(?:都)?没[动花用付]|没[动花用付]|未支出)(?=[ ，,、（(]|$))"
    r"|(?:(?:只|才|实际|仅|目前|已|实)?(?:花|用|支出|支|付|发|拨)(?:了|掉|出)?|→|->|-->|—>)[ ]*"
    rf"(?P<spent>{_SUM})(?:万元?)?"
    rf"|(?<=[，,])(?P<bare>{_SUM})(?:万元?)?(?=[ ，,、（(]|$)"
)
_PROJECT = re.compile(
    r"(?P<name>(?:20\d\d年度?)?[\u4e00-\u9fff（）()“”·]{2,30}?)[ \u3000：:]*"
    rf"(?P<budget>{_SUM})(?:万元?)?[ \u3000，,、]*"
    rf"(?:{_SPENT})(?:[ \u3000，,、]*(?P<why>\S.*))?"
)
_TOTAL = re.compile(rf"(?<![\d.])({_SUM})万")
_SAVED = re.compile(rf"[ ，,]*(?:省|节约|结余|剩)(?:了|下)?(?P<sum>{_SUM})(?:万元?)?$")


def with_spoken_projects(text: str) -> str:
    """A page whose projects are told so with their budgets and spending named."""
    lines = text.split("\n")
    told: dict[int, list[re.Match[str]]] = {}
    for at, line in enumerate(lines):
        parts = [part.strip(" \t\u3000。") for part in re.split("[；;]", line) if part.strip(" \t\u3000。")]
        found = [match for part in parts if (match := _PROJECT.fullmatch(part)) is not None]
        if found and len(found) == len(parts):
            told[at] = found
    every = [match for found in told.values() for match in found]
    total = sum((Decimal(match["budget"]) for match in every), Decimal(0))
    if len(every) < _LEAST or all(Decimal(one) != total for one in _TOTAL.findall(text)):
        return text
    for at, found in told.items():
        heading = ["自评项目："] if at == min(told) else []
        lines[at] = JOINT.join([*heading, *map(_named, found)])
    return "\n".join(lines)


def _named(match: re.Match[str]) -> str:
    why = re.sub("^(?:都)?是(?=[\u4e00-\u9fff])", "", (match["why"] or "").strip())
    saved = _SAVED.search(why)
    if saved is not None:
        why = f"{why[: saved.start()]}，节约{saved['sum']}万元".strip("，")
    why = re.sub("[ \u3000]+", "，", why)
    spent = "0" if match["none"] else match["spent"] or match["bare"] or match["budget"]
    row = f"{match['name']}，预算{match['budget']}万元，支出{spent}万元"
    return f"{row}（{why}）" if why else row
