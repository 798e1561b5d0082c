"""The filters that phrase banks and templates may use, one registry for the engine, the linter and the documentation.

No other filter exists in the sandbox: Jinja2's own work on strings and would lose where a figure comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.facts.fact import Fact, Item
from drafter.language.numerals import numeral
from drafter.phrasing.realise import counted, join, listed, measured, total
from drafter.phrasing.text import Text
from drafter.report.sentence import Part

_REMARK = re.compile("（[^（）]*）$")


def size(values: object) -> int:
    """How many values a role holds (0 when it is absent), for conditions: `places|size > 1`."""
    if values is None:
        return 0
    return len(values) if isinstance(values, tuple) else 1


def cn(number: int) -> str:
    """A small number in Chinese characters before its measure word: `points|size|cn` gives 四, and 两 for 2."""
    return "两" if number == 2 else numeral(number)


def ends(value: object, *endings: str) -> bool:
    """Whether a name (or the last name of a list) ends so: `topic|ends("管理", "监管")`."""
    text = _last(value)
    return text.endswith(endings)


def starts(value: object, *openings: str) -> bool:
    """Whether a name (or the first name of a list) opens so."""
    first = value[0] if isinstance(value, tuple) else value
    return _words(first).startswith(openings)


def has(value: object, *words: str) -> bool:
    """Whether any name of the role holds one of the words."""
    values = value if isinstance(value, tuple) else (value,)
    return any(word in _words(one) for one in values for word in words)


def titled(value: Sequence[Fact | Item] | Fact, last: str = "") -> Text:
    """Names of documents: each in 《》, side by side without a mark (GB/T 15834-2011, 4.5.3.5)."""
    facts = (value,) if isinstance(value, Fact) else tuple(f for f in map(_fact, value) if f is not None)
    parts: list[Part] = []
    for fact in facts:
        parts.extend([fact] if fact.text[:1] == "《" else ["《", fact, "》"])
    return Text(parts)


def quoted(value: Fact) -> Text:
    """A name in quotation marks, unless it brings its own marks: “我们的节日”."""
    return Text([value]) if value.text[:1] in "“《" else Text(["“", value, "”"])


def quotes(values: Sequence[Fact]) -> Text:
    """Short sayings, each in quotation marks, side by side: “每天一督查”“每天一通报”."""
    facts = (values,) if isinstance(values, Fact) else values
    return Text([part for fact in facts for part in quoted(fact).parts])


def nil(value: Fact, words: str) -> Fact:
    """A figure of zero told in words that name it: `vehicles|nil("无车辆")`; the words state the figure."""
    return Fact(value.path, words, value.quantity, value.number, value.derived, value.missing, value.also)


def names(values: Sequence[Item], last: str = "和") -> Text:
    """The names of counted items, joined; for 甲、乙分别为1次、2次 together with `counts`."""
    return join([[item.name] for item in values if item.name is not None], last)


def counts(values: Sequence[Item], last: str = "和") -> Text:
    """The counts of items, joined in the order of their names."""
    return join([[item.count] for item in values if item.count is not None], last)


def suffix(value: Fact, ending: str, *unless: str) -> Text:
    """A name with `ending` behind it, unless it holds that already or ends in one of `unless`:
    `topic|suffix("工作", "活动", "建设")`."""
    return Text([value]) if ending in value.text or value.text.endswith(unless) else Text([value, ending])


def without(value: Fact, ending: str) -> Fact:
    """A name without its ending, where what follows brings it: `project|without("项目")` before 项目支出."""
    if not value.text.endswith(ending) or value.text == ending or value.missing:
        return value
    return Fact(value.path, value.text.removesuffix(ending), also=value.also)


def plain(value: Fact) -> Fact:
    """A name without the remark in brackets behind it: 管网改造项目（分两年实施）."""
    text = _REMARK.sub("", value.text)
    return value if not text or text == value.text or value.missing else Fact(value.path, text, also=value.also)


def complete(values: Sequence[Item]) -> bool:
    """Whether every item of the role has its count."""
    return all(isinstance(item, Item) and item.count is not None for item in values)


def uncounted(values: Sequence[Item]) -> bool:
    """Whether no item of the role has a count."""
    return all(not isinstance(item, Item) or item.count is None for item in values)


def named(values: Sequence[Item]) -> bool:
    """Whether every item of the role has a name."""
    return all(not isinstance(item, Item) or item.name is not None for item in values)


def _fact(value: Fact | Item) -> Fact | None:
    return value if isinstance(value, Fact) else value.name


def _words(value: object) -> str:
    if isinstance(value, Item):
        value = value.name or value.count
    return value.text if isinstance(value, Fact) else str(value or "")


def _last(value: object) -> str:
    return _words(value[-1] if isinstance(value, tuple) else value)


FILTERS: dict[str, Callable[..., object]] = {
    "list": listed,
    "counted": counted,
    "measured": measured,
    "titled": titled,
    "quoted": quoted,
    "quotes": quotes,
    "nil": nil,
    "names": names,
    "counts": counts,
    "suffix": suffix,
    "without": without,
    "plain": plain,
    "total": total,
    "size": size,
    "cn": cn,
    "ends": ends,
    "starts": starts,
    "has": has,
    "complete": complete,
    "uncounted": uncounted,
    "named": named,
}
