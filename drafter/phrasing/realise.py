"""Realisation: lists, counted things and Chinese numerals on the page.

The reader gains lists as the standards ask for them: 甲、乙和丙; no mark between neighbouring 《》 or “”
(GB/T 15834-2011, 4.5.3.5); items that hold a 、 joined by ，, items that hold a ， by ；; equal counts said once
(宣传抽纸、牙签筒各3.6万份).

Limits: lists only join; what may be left out of a list is for the caller to decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.facts.fact import Fact, Item
from drafter.phrasing.text import Text
from drafter.report.sentence import Part


def join(items: Sequence[Sequence[Part]], last: str = "和") -> Text:
    """Join the items of a list; `last` stands before the last one ("" for a further 、)."""
    if len(items) == 1:
        return Text(list(items[0]))
    heads = [_text(item[0]) for item in items]
    tails = [_text(item[-1]) for item in items]
    if all(h[:1] in "《“" and t[-1:] in "》”" for h, t in zip(heads, tails, strict=True)):
        return Text([part for item in items for part in item])
    whole = "".join([_text(part) for item in items for part in item])
    mark = "、"
    if "，" in whole:
        mark, last = "；", ""
    elif len(items) == 2 and last:
        # Two items need no mark: 《某体系》和中央、省、市有关要求.
        last = "以及" if last != "、" and ("和" in whole or "与" in whole) else last
    elif "、" in whole:
        mark, last = "，", ""
    elif last == "和" and ("和" in whole or "与" in whole):
        last = ""
    parts: list[Part] = list(items[0])
    for index in range(1, len(items)):
        parts.append(last if last and index == len(items) - 1 else mark)
        parts.extend(items[index])
    return Text(parts)


def _text(part: Part) -> str:
    return part if isinstance(part, str) else part.text


def listed(values: Sequence[Fact | Item], last: str = "和") -> Text:
    """The names of a list, joined; counts are left to :func:`counted`."""
    if isinstance(values, Fact):
        return Text([values])
    return join([[name] for name in map(_name, values) if name is not None], last)


def _name(value: Fact | Item) -> Fact | None:
    return value if isinstance(value, Fact) else value.name or value.count


def counted(items: Sequence[Item], last: str = "") -> Text:
    """Name and count of each item: 公共卫生日行动34次、环境卫生整治8次; neighbours of equal count share it (各)."""
    groups: list[tuple[list[Fact], Fact | None, Fact | None]] = []
    if items[-1].count is not None:
        # 公益广告、标识120处 would count both: what has no count goes last.
        items = sorted(items, key=lambda item: item.count is None)
    for item in items:
        names = [item.name] if item.name is not None else []
        if groups and names and item.count is not None and item.why is None:
            before, count, why = groups[-1]
            if before and count is not None and why is None and count.text == item.count.text:
                before.extend(names)
                shared = Fact(count.path, count.text, count.quantity, count.number, also=(*count.also, item.count.path))
                groups[-1] = (before, shared, None)
                continue
        groups.append((names, item.count, item.why))
    rendered: list[list[Part]] = []
    for names, count, why in groups:
        parts: list[Part] = []
        if len(names) > 1:
            # Two that share a count are joined by 和, so that the list around them may keep its 、.
            parts.extend(join([[name] for name in names], "和" if len(groups) == 1 or len(names) == 2 else "").parts)
            parts.append("各")
        else:
            parts.extend(names)
        if count is not None:
            parts.append(count)
        if why is not None:
            parts.extend(["（", why, "）"])
        rendered.append(parts)
    return join(rendered, last)


def measured(items: Sequence[Item], last: str = "和") -> Text:
    """Count before name: 36个责任单位和2个社区."""
    rendered: list[list[Part]] = []
    for item in items:
        parts: list[Part] = []
        if item.count is not None:
            parts.append(item.count)
        if item.name is not None:
            parts.append(item.name)
        rendered.append(parts)
    return join(rendered, last)


def total(values: Sequence[Fact | Item], measure: str = "个") -> Fact:
    """How many values there are, as a derived fact: 4个."""
    facts = [value if isinstance(value, Fact) else (value.name or value.count) for value in values]
    # A list that was gathered from neighbours counts the facts of all of them.
    lists = list(dict.fromkeys(f"{fact.path.rpartition('[')[0]}.length" for fact in facts if fact is not None))
    return Fact(lists[0], f"{len(values)}{measure}", derived=True, also=tuple(lists[1:]))
