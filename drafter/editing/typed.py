"""What people type into a field, and the value that it stands for in the case.

The writer gains lists typed a line each, figures kept as typed, names of choices by their Chinese label.

Limits: whether a value is right is the reader's to say, in its own words; nothing typed is refused here.
"""

from __future__ import annotations

import ast
import contextlib
import datetime
from collections.abc import Mapping
from typing import Any

from drafter.facts.fields import Field
from drafter.files.literal import figure

#: Types whose values are typed a line each.
MANY = frozenset({"names", "items", "choices"})


def shown(raw: object, field: Field, labels: Mapping[str, str] = {}) -> str:
    """A value as the form shows it."""
    if raw is None or raw == "" or raw == []:
        return ""
    if field.type in MANY:
        many = raw if isinstance(raw, list) else [raw]
        return "\n".join(labels.get(str(one), _one(one)) for one in many if one not in ("", {}))
    return labels.get(str(raw), _one(raw)) if not isinstance(raw, list) else "\n".join(map(_one, raw))


def _one(raw: object) -> str:
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, Mapping):
        return " ".join(str(raw[key]) for key in ("name", "count") if raw.get(key) not in (None, ""))
    if isinstance(raw, datetime.date):
        return raw.isoformat()
    return str(raw)


def value(text: str, field: Field, labels: Mapping[str, str] = {}) -> object:
    """The value that a text typed into a field stands for; "" or [] where it is empty."""
    names = {label: name for name, label in labels.items()}
    if field.type in MANY:
        lines = [line.strip() for line in text.split("\n")]
        return [names.get(line, line) for line in lines if line]
    text = " ".join(text.split("\n")).strip()
    if field.type == "figure":
        return figure(text)
    if field.type == "year" and text.isascii() and text.isdecimal():
        return int(text)
    if field.type == "flag" and text in ("是", "否", "true", "false"):
        return text in ("是", "true")
    return names.get(text, text)


def example_of(field: Field) -> str:
    """The example of a field as one would type it; "" where there is none or a list is picked from."""
    text = field.example
    if not text or field.type in ("choice", "choices", "flag", "events", "rows"):
        return ""
    if text.startswith("["):
        with contextlib.suppress(ValueError, SyntaxError):
            return "；".join(map(_one, ast.literal_eval(text)))
    return text


def labels_of(field: Field, pairs: Mapping[str, Any]) -> dict[str, str]:
    """What the names that a field chooses from are called in Chinese, where they are called anything."""
    return {one: pairs[one].label for one in field.choices if one in pairs}
