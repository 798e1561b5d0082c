"""Forms of sentences (`rules/relations/`): how a text tells what its figures have to do with each other.

A form is a pattern over the view of a text, in which each figure is one character of its sort, or several patterns
that stand in any order within one sentence. :mod:`drafter.claims.relations` finds them.

Limits: slots are named by one letter; a list is figures of one sort with no 。 between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from drafter.claims.formula import LawFormula, formula
from drafter.files.values import DataTable
from drafter.language.interval import Interval, around
from drafter.language.numerals import chinese_value
from drafter.language.tables import table

#: A figure in the view of a text: a head by its sort, and a tail for each further character.
TAIL = "\ue010"
HEADS = {"money": "\ue000", "rate": "\ue001", "points": "\ue002", "score": "\ue003", "people": "\ue004"}
HEADS |= {"count": "\ue005", "times": "\ue006", "days": "\ue007", "months": "\ue007", "years": "\ue007", "": "\ue009"}
MEASURE = "\ue008"
#: The letters of slots: {a:M} is money, {a:N} what is counted, {a} anything with a unit.
_SORTS = {
    "M": "\ue000", "R": "\ue001", "P": "\ue002", "S": "\ue003", "N": "\ue004\ue005", "X": "\ue006", "T": "\ue007",
    "V": "\ue008",
}  # fmt: skip
_SLOT = re.compile(r"\{(?P<name>[a-z])(?::(?P<sorts>[A-Z]+))?(?P<many>[+*])?(?P<loose>~)?\}")
_WORDS = re.compile(r"<(?P<name>[a-z]+)>")
_FIGURE = f"\ue000-{TAIL}"
#: Gaps: words across paragraphs, across sentences, of a sentence, of a sentence or a clause without a figure.
_GAPS = {
    "↵": "[^\n]{0,240}?(?:\n[^\n]{0,160}?)?",
    "………": "[^\n]{0,130}?",
    "……": "[^\n。；]{0,70}?",
    "…": f"[^\n。；{_FIGURE}]{{0,24}}?",
    "·": f"[^\n，。；、{_FIGURE}]{{0,14}}?",
}
#: What stands between two figures of a list: 8.2万元（占30%）、设备购置 or 13.1万元，占45%；其他.
_BETWEEN = (
    f"(?!{TAIL})[^\n，。；、◇]{{0,10}}?(?:[（(][^（）()\n◇]{{0,24}}[）)])?(?:，[占增下同比较][^，。；、◇]{{0,12}})?[，、；和及与]"
    f"(?!其中|另|实有|现有|共|合计|此外|[较比])[^\n，。；、{_FIGURE}]{{0,18}}?"
)
#: What stands between two figures of a list of lines.
_LINES = f"(?!{TAIL})[^\n◇]{{0,160}}?\n[^\n，。；、{_FIGURE}]{{2,24}}?"
_NUMERAL = "[一二两三四五六七八九十]"
#: Slots that are no figures: 八成, 三分之二, 三年, the 7 of 7:3, the 1.8 of 1.80：1, the months of 前三季度 and 8月.
_WRITTEN = {
    "C": f"{_NUMERAL}成", "F": f"{_NUMERAL}分之{_NUMERAL}", "Y": f"{_NUMERAL}年", "D": r"\d{1,2}",
    "Q": rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?(?![\d.])|\ue009{TAIL}*(?!{TAIL}))",
    "O": rf"(?:\d{{1,3}}(?!\d)|{_NUMERAL}{{1,3}})",
    "Z": f"[0零]|\ue009(?!{TAIL})", "E": r"上半年|前三个?季度|(?<!前)第?一季度|(?<!\d)1?\d月",
}  # fmt: skip
_ELAPSED = {"上半年": 6, "前三季度": 9, "前三个季度": 9, "一季度": 3, "第一季度": 3}


class SentenceForm(NamedTuple):
    """How sentences tell a relation: `ways`, each a pattern or several; its `law` (and what is `given` before it may
    speak), which slot is the `claim`; `same` are slots of one unit, `units` those of a unit, `loose` those that may be
    rough, `lists` those of several figures, `each` those that are gone through side by side (their
    wholes are told by capitals); `flags`: prior (they may be of last year), named (the words tell which is
    which), changes, signed (a fall counts below nothing), each (every reading must hold and not one of them), crowd
    (others may stand between), far (the whole paragraph), across (two paragraphs), slip (only where
    a 万 that was left out explains it), parts (any greater figure may be the whole), whole
    (told of all its figures), exact (no decimals are hidden), doubt.
    """

    name: str
    needle: re.Pattern[str]
    ways: tuple[tuple[re.Pattern[str], ...], ...]
    law: LawFormula
    given: tuple[LawFormula, ...]
    claim: str
    code: str
    same: str
    loose: frozenset[str]
    lists: frozenset[str]
    each: str
    unless: re.Pattern[str] | None
    units: Mapping[str, str]
    flags: frozenset[str]


@cache
def forms() -> tuple[SentenceForm, ...]:
    """The forms of `rules/relations/`, section by section."""
    data = table("relations/words")
    words = {name: "(?:" + "|".join(sorted(said, key=len, reverse=True)) + ")" for name, said in data["words"].items()}
    rows = [row for section in data["sections"] for row in table(f"relations/{section}")["relation"]]
    return tuple(_form(row, words) for row in rows)


def _form(row: DataTable, words: Mapping[str, str]) -> SentenceForm:
    said = [(text,) if isinstance(text, str) else tuple(text) for text in row["forms"]]
    slots = [match for texts in said for text in texts for match in _SLOT.finditer(text)]
    figures = "".join(match["name"] for match in slots if match["sorts"] not in _WRITTEN)
    unless = re.compile(row["unless"]) if "unless" in row else None
    return SentenceForm(
        row["name"], re.compile("|".join(row["needle"])),
        tuple(tuple(_pattern(text, words) for text in texts) for texts in said), formula(row["law"]),
        tuple(formula(one) for one in row.get("given", [])), row["claim"], row["code"],
        row.get("same", "" if "units" in row else figures),
        frozenset(match["name"] for match in slots if match["loose"]),
        frozenset(match["name"] for match in slots if match["many"]), row.get("each", ""), unless, row.get("units", {}),
        frozenset(row.get("flags", [])),
    )  # fmt: skip


def _pattern(text: str, words: Mapping[str, str]) -> re.Pattern[str]:
    pattern = _WORDS.sub(lambda match: words[match["name"]], text).replace(r"\d]", rf"\d{_FIGURE}]")
    pattern = _SLOT.sub(_slot, pattern)
    for gap, said in _GAPS.items():
        pattern = pattern.replace(gap, said)
    return re.compile(pattern)


def _slot(match: re.Match[str]) -> str:
    sorts = match["sorts"] or "".join(_SORTS)
    if sorts in _WRITTEN:
        return f"(?P<{match['name']}>{_WRITTEN[sorts]})"
    heads = "".join(_SORTS[one] for one in sorts)
    one = f"[{heads}]{TAIL}*"
    between = {"+": _BETWEEN, "*": _LINES}.get(match["many"] or "", "")
    more = f"(?:{between.replace('◇', heads)}{one})+" if between else ""
    return f"(?P<{match['name']}>{one}{more})(?!{TAIL})"


def written(said: str) -> Interval | None:
    """What is no figure: 八成 is 80, 三分之二 66.66…, 三年 3, 前三季度 and 9月 are 9,
    the 十一 of 第十一位 11; None where it says none of these."""
    if said in _ELAPSED:
        return around(Decimal(_ELAPSED[said]), Decimal(0))
    number = said.removesuffix("月")
    if number.replace(".", "", 1).isdecimal():
        decimals = len(number.partition(".")[2])
        return around(Decimal(number), Decimal(5).scaleb(-decimals - 1) if decimals else Decimal(0))
    if said == "零":
        return around(Decimal(0), Decimal(0))
    if re.fullmatch(f"{_NUMERAL}+", said):
        return around(Decimal(chinese_value(said.replace("两", "二"))), Decimal(0))
    if said.endswith("成"):
        return around(Decimal(chinese_value(said[:-1]) * 10), Decimal(0))
    if said.endswith("年"):
        return around(Decimal(chinese_value(said[:-1].replace("两", "二"))), Decimal(0))
    whole, mark, part = said.partition("分之")
    if not mark or not chinese_value(whole):
        return None
    return around(Decimal(chinese_value(part) * 100) / Decimal(chinese_value(whole)), Decimal(0))
