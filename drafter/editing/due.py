"""Where to fill in what a draft marks as 〔待补：…〕 beyond the required fields: in its sentences and in its tables.

The writer gains that every missing thing on the list leads to its field.

Limits: what stands in no sentence and no column of that name leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from drafter.composing.engine import Engine
from drafter.editing.paths import keys, look_up
from drafter.report.tree import Draft, Paragraph

_MARK = re.compile(r"〔待补：([^〕]*)〕")
_ROWS = re.compile(r"里\d+行的(.+)$")
#: A field of a row that is called by its name: 指标‘满意率’的偏差原因.
_NAMED = re.compile(r"‘(.+)’的(.+)$")


def due_paths(draft: Draft, engine: Engine, data: Mapping[str, Any]) -> dict[str, str]:
    """The path of the field behind each label of what is missing."""
    marked = [
        (match[1], span.fact)
        for block in draft.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for span in sentence.spans
        if (match := _MARK.fullmatch(sentence.text[span.start : span.end]))
    ]
    found: dict[str, str] = {}
    for label in draft.missing:
        if match := _ROWS.search(label):
            path = _empty(engine, data, match[1])
        elif match := _NAMED.search(label):
            path = _named(engine, data, match[1], match[2])
        else:
            # The event before 的 is told apart by the order: it is named in the order of its sentence.
            near = [one for one in marked if label == one[0] or label.endswith(f"的{one[0]}")]
            path = near[0][1] if near else ""
            marked = [one for one in marked if one not in near[:1]]
        if path:
            found[label] = path
    return found


def _empty(engine: Engine, data: Mapping[str, Any], label: str) -> str:
    """The first row of a list that says nothing in the field of that label."""
    for pattern, field in engine.schema.fields.items():
        where, mark, name = pattern.partition("[].")
        if mark and "[" not in name and field.label == label:
            rows = look_up(data, keys(where))
            for number, row in enumerate(rows if isinstance(rows, list) else ()):
                if isinstance(row, Mapping) and row.get(name) in (None, ""):
                    return f"{where}[{number}].{name}"
    return ""


def _named(engine: Engine, data: Mapping[str, Any], name: str, label: str) -> str:
    """The field of that label in the row of that name."""
    for pattern, field in engine.schema.fields.items():
        where, mark, key = pattern.partition("[].")
        if mark and "[" not in key and field.label == label:
            rows = look_up(data, keys(where))
            for number, row in enumerate(rows if isinstance(rows, list) else ()):
                if isinstance(row, Mapping) and name in (str(row.get(one)) for one in ("name", "title", "topic")):
                    return f"{where}[{number}].{key}"
    return ""
