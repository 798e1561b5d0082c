"""Next year's case from last year's: what stays is kept as it was written, what must be filled in anew is emptied.

The reader gains a file in the same order, with the same comments, names, kinds and structure. The year is moved on by
one, also in names that hold it (2024年…方案). Figures, dates and what follows from figures are emptied; the figures of
declared fields stay for comparison in a table of their own (``[last_year]``), written as they were typed.

Limits: figures inside names (完成12次) and comments are a person's to change. Numbers of documents (〔2024〕5号) and plans
over several years (《2021—2025年规划》) keep their years. Events have no last year's figures: they have no field to be
compared with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, MutableMapping, MutableSequence
from typing import TYPE_CHECKING, Any

from drafter.facts.fields import Field, Schema
from drafter.facts.load import LAST_YEAR, split_item

if TYPE_CHECKING:
    from tomlkit.items import Item

_DASH = r"[年]?(?:—|–|-|~|～|至|到)+"
_NOTE = "上年数，用于比较：不写进正文。[0] 是上年的第一行，行的次序变了要跟着改"
#: What a person types anew each year, and what they choose among what the year's work was.
_EMPTIED = frozenset(("figure", "date"))


def next_year(text: str, schema: Schema, derived: Collection[str] = ()) -> str:
    """The TOML text of next year's case. `text` is a case that loads; `derived` are the paths of derived figures."""
    import tomlkit

    document = tomlkit.parse(text)
    year = _number(document["year"])
    last = _Kept()
    document.pop(LAST_YEAR, None)
    _Table(schema, year, frozenset(derived), last).walk(document, "", "")
    document["year"] = _moved_year(document["year"])
    if last.figures:
        table = tomlkit.table()
        table.comment(_NOTE) if any("[" in path for path in last.figures) else table.comment(_NOTE.split("。")[0])
        for path, item in last.figures.items():
            table.append(
                tomlkit.key([path]) if False else tomlkit.items.SingleKey(path, tomlkit.items.KeyType.Basic), item
            )
        document.append(LAST_YEAR, table)
    return tomlkit.dumps(document)
