"""Single values of a case: what was typed, checked against its field, as a fact, a list of facts or items.

The reader of a report gains figures, dates and names that are what their field asks for: no sentence in the place of a
name, no amount in the wrong unit, no character that cannot be seen.

Limits: what is empty ("" or []) counts as not filled in; tables and events are :mod:`drafter.facts.tables`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import takewhile

from drafter.errors import BadDate, BadFigure, BadText, NegativeFigure, UnknownChoice, UnknownField, WrongKind
from drafter.facts.fact import Fact, Item, RoleValue
from drafter.facts.faults import Faults
from drafter.facts.fields import TYPES, Field, Schema
from drafter.language.invisible import invisible, visible
from drafter.language.quantity import LEADS, Quantity, is_chinese, parse_quantity, round_half_up
from drafter.wording import word

#: Decimals that money is told with where it was typed in another unit.
_SHOWN = 2
#: A run of blanks, looked at once however long it is, and what ends a line or a cell in it.
_BLANKS = re.compile(r"\s+")
_ENDS_LINE = frozenset("\n\r\t\u2028\u2029")
#: Characters of one value: more than any name, phrase or sentence has. What is typed here is told by hundreds of rules.
MOST = 2000
#: What ends a name that a count follows without a blank (服务大厅1个), besides a Chinese character, and what does not:
#: 第3期, 国道219线 and 12345热线 are names.
_ENDS_NAME = "”》）"
_GOES_ON = "第年月日号线路段区近约超逾"
#: What surely counts.
_COUNTERS = frozenset("个座处台套辆条场次份户人名亩件块盏所家支间眼张本株吨米") | {
    "场次",
    "批次",
    "人次",
    "公里",
    "平方米",
}


def _one_line(run: re.Match[str]) -> str:
    """A run of blanks within a line as it stands, one that ends a line as one blank."""
    return run[0] if _ENDS_LINE.isdisjoint(run[0]) else " "


class Scalars(Faults):
    """Reads single values; `facts` gathers every fact by its path, `year` is the year of the report."""

    def __init__(self, text: str, file: str, schema: Schema) -> None:
        super().__init__(text, file, schema)
        self.facts: dict[str, Fact] = {}
        self.year = 0

    def value(self, raw: object, path: str, field: Field) -> RoleValue | None:
        """A value of a field as facts, None where it was left empty. Raises Unreadable."""
        kind = field.type
        if raw == "" or raw == []:
            return None
        if isinstance(raw, str):
            self.sized(raw, path, field)
        if kind == "figure":
            return self.keep(self.figure(raw, path, field))
        if kind == "value":
            return self.keep(self.a_value(raw, path, field))
        if kind in ("names", "items", "choices"):
            # One value is a list of one: people leave the brackets out.
            many = raw if isinstance(raw, list) else [raw]
            if kind == "items":
                return tuple(self.item(one, f"{path}[{i}]", field) for i, one in enumerate(many) if one != "") or None
            read = self.name if kind == "names" else self.choice
            return tuple(self.keep(read(one, f"{path}[{i}]", field)) for i, one in enumerate(many) if one != "") or None
        read = {"name": self.name, "date": self.date, "year": self.a_year, "flag": self.flag, "choice": self.choice}[
            kind
        ]
        return self.keep(read(raw, path, field))

    def keep(self, fact: Fact) -> Fact:
        """The fact, kept under its path."""
        self.facts[fact.path] = fact
        return fact

    def sized(self, raw: str, path: str, field: Field) -> None:
        """Raises Unreadable for a text of more characters than any field takes."""
        if len(raw) > MOST:
            why = word("facts.long", count=len(raw), most=MOST)
            raise self.refuse(BadText(self.place(path), path, field.label, why))

    def clean(self, raw: object, path: str, field: Field) -> str:
        """A text without blanks around it. Raises Unreadable for what is no text or holds what cannot be seen."""
        if not isinstance(raw, str):
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES.get(field.type, TYPES["name"])))
        self.sized(raw, path, field)
        text = raw.strip()
        if "\n" in text:
            raise self.refuse(BadText(self.place(path), path, field.label, "不能换行，请拆成几项"))
        if code := invisible(text):
            raise self.refuse(BadText(self.place(path), path, field.label, word("facts.unseen", code=code)))
        if not text:
            raise self.refuse(BadText(self.place(path), path, field.label, "只有空格，请填写或删去"))
        if text[-1] in "。！？；" and not field.silent and not field.free:
            # Sentences are what the program is for; one typed as a fact would stand crooked inside another.
            raise self.refuse(
                BadText(self.place(path), path, field.label, "要填名称或短语，不要写成句子，请去掉句末的标点")
            )
        if "。" in text and not field.silent and not field.free:
            from drafter.language.quoted import unquoted

            if "。" in unquoted(text):
                raise self.refuse(
                    BadText(self.place(path), path, field.label, "要填名称或短语，不要写成句子，请去掉中间的句号")
                )
        return text

    def line(self, raw: object, path: str, field: Field) -> str:
        """A note as it was typed: on one line, without what cannot be seen; nothing else of it is refused."""
        if isinstance(raw, bool) or not isinstance(raw, (str, int, Decimal)):
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["name"]))
        return visible(_BLANKS.sub(_one_line, str(raw))).strip(" \u3000。；")

    def name(self, raw: object, path: str, field: Field) -> Fact:
        """A name as a fact. Raises Unreadable."""
        return Fact(path, self.clean(raw, path, field))

    def choice(self, raw: object, path: str, field: Field) -> Fact:
        """One of the words to choose from, as a fact. Raises Unreadable."""
        text = self.clean(raw, path, field)
        if text not in field.choices:
            near = self.nearest(text, field.choices)
            raise self.refuse(UnknownChoice(self.place(path), path, field.label, text, near, field.choices))
        return Fact(path, text)

    def flag(self, raw: object, path: str, field: Field) -> Fact:
        """true or false as a fact. Raises Unreadable."""
        if not isinstance(raw, bool):
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["flag"]))
        return Fact(path, "是" if raw else "否", number=Decimal(int(raw)))

    def a_year(self, raw: object, path: str, field: Field) -> Fact:
        """A year from 1990 to 2100 as a fact. Raises Unreadable."""
        try:
            number = int(str(raw).strip().rstrip("年度"))
            if isinstance(raw, bool) or not 1990 <= number <= 2100:
                raise ValueError(raw)
        except ValueError:
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["year"])) from None
        return Fact(path, f"{number}年", number=Decimal(number))

    def date(self, raw: object, path: str, field: Field) -> Fact:
        """A date or period as a fact, in the spelling of reports. Raises Unreadable."""
        from drafter.language.date import parse_date

        try:
            return Fact(path, parse_date(raw, self.year))
        except ValueError:
            raise self.refuse(BadDate(self.place(path), path, field.label, str(raw))) from None

    def figure(self, raw: object, path: str, field: Field) -> Fact:
        """A figure in the unit of its field as a fact. Raises Unreadable."""
        try:
            quantity = parse_quantity(raw, field.unit)
        except ValueError as error:
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), str(error))) from None
        if quantity.number < 0 and not field.negative:
            raise self.refuse(NegativeFigure(self.place(path), path, field.label, str(raw)))
        base = field.unit.lstrip("万亿")
        if base in ("元", "%", "分", "百分点") and quantity.unit != base:
            why = word("facts.unit", unit=field.unit)
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), why))
        amount = quantity.amount(field.unit)
        if field.max is not None and amount > field.max:
            why = word("facts.most", most=str(field.max))
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), why))
        if field.unit[:1] in ("万", "亿") and quantity.scale != field.unit[0]:
            # One unit for comparable figures (GB/T 15835-2011): 1876000元 among 万元 is 187.6万元, told with at most
            # two decimals; what is reckoned with keeps its exact value.
            amount = amount.normalize()
            shown = amount if Quantity(amount).decimals <= _SHOWN else round_half_up(amount, _SHOWN)
            quantity = quantity._replace(number=shown, scale=field.unit[0])
        return Fact(path, str(quantity), quantity, amount)

    def a_value(self, raw: object, path: str, field: Field) -> Fact:
        """A figure where it reads as one (≥95%, 不少于30场次), else a short phrase."""
        if isinstance(raw, (int, Decimal)):
            return self.figure(raw, path, field)
        from drafter.facts.value import parse_value

        text = self.clean(raw, path, field)
        try:
            found = parse_value(text)
        except ValueError as error:
            raise self.refuse(BadFigure(self.place(path), path, field.label, text, str(error))) from None
        if found is None:
            return Fact(path, text)
        sign, quantity = found
        if quantity.number < 0:
            raise self.refuse(NegativeFigure(self.place(path), path, field.label, text))
        return Fact(path, f"{sign}{quantity}", quantity, quantity.base)

    def item(self, raw: object, path: str, field: Field) -> Item:
        """A compact item (周五公共卫生日行动 34次), or the same as a table of `name` and `count`."""
        if isinstance(raw, dict):
            for key in raw:
                if key not in ("name", "count"):
                    near = self.nearest(key, ("name", "count"))
                    raise self.refuse(
                        UnknownField(self.place(f"{path}.{key}"), word("facts.key-of", of=field.label, key=key), near)
                    )
            filled = {key: one for key, one in raw.items() if one != ""}
            if not filled:
                raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["items"]))
            name = self.name(filled["name"], f"{path}.name", field) if "name" in filled else None
            count = self.count(filled["count"], f"{path}.count", field) if "count" in filled else None
        else:
            head, tail = split_item(self.clean(raw, path, field))
            count = self.count(tail, f"{path}.count", field) if tail else None
            name = Fact(f"{path}.name", head) if head else None
        for fact in (name, count):
            if fact is not None:
                self.keep(fact)
        return Item(name, count)

    def count(self, raw: object, path: str, field: Field) -> Fact:
        """How many of an item, as a fact. Raises Unreadable."""
        try:
            quantity = parse_quantity(raw, field.measure)
        except ValueError as error:
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), str(error))) from None
        if quantity.number < 0:
            raise self.refuse(NegativeFigure(self.place(path), path, field.label, str(raw)))
        return Fact(path, str(quantity), quantity, quantity.base)


def split_item(text: str) -> tuple[str, str]:
    """The name and the count of a compact item (周五公共卫生日行动 34次, 服务大厅1个), either "" where it has none.

    Without patterns of Chinese characters, which every start of the program would compile."""
    text = text.strip()
    tail = text.split()[-1] if text else ""
    folded = unicodedata.normalize("NFKC", tail)
    if not _is_figure(folded):
        # Without a blank between them only what surely counts is a count.
        name = "".join(takewhile(_no_digit, tail))
        if not _closed(name, tail[len(name) :]):
            return text, ""
        tail = tail[len(name) :]
    elif tail == text and _is_dated(folded):
        # 2024年春节慰问 begins with a figure and is a name.
        return text, ""
    return text[: -len(tail)].rstrip(" \u3000"), tail


def _no_digit(letter: str) -> bool:
    return not letter.isdecimal()


def _is_figure(text: str) -> bool:
    """Whether a text begins with a figure: 约30, -5."""
    text = text.removeprefix(next((lead for lead in LEADS if text.startswith(lead)), ""))
    return (text[1:2] if text[:1] in ("-", "+", "−") else text[:1]).isdecimal()


def _closed(name: str, count: str) -> bool:
    """Whether a name and what follows it, from the first digit on, are an item and its count."""
    match = re.match(r"\d[\d,]*(?:\.\d+)?", count)
    if match is None or not name or name[-1] in _GOES_ON or not (is_chinese(name[-1]) or name[-1] in _ENDS_NAME):
        return False
    return count[match.end() :].removeprefix("万").removeprefix("余") in _COUNTERS


def _is_dated(text: str) -> bool:
    """Whether a text is a name that begins with a year or a month."""
    digits = len(list(takewhile(str.isdecimal, text)))
    after = text[digits + 1 : digits + 2]
    return (
        1 <= digits <= 4 and text[digits : digits + 1] in ("年", "月") and (is_chinese(after) or after in ("“", "《"))
    )
