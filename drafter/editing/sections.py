"""The sections of a form: which fields of a genre are filled in together, in which order.

The writer gains a form that follows the report. The sections are data (``templates/<genre>/sections.toml``), read by
the interface alone; what they leave out gathers in one more, so that no field is ever out of reach.

Limits: a genre without such a file gets a section for each table.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.composing.engine import Engine
from drafter.facts.fields import Field, covers
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.resources import folder

#: The year stands in no table of fields; it is read before them.
YEAR = Field("year", "year", "报告年度", "写的是哪一年的事", "2024")
#: What every kind of report may say of how it is to be told.
SETTINGS = ("length", "register", "phrasebank")


class Section(NamedTuple):
    """A section: its label and the patterns of its fields that stand at the top or in a table, in order."""

    label: str
    fields: tuple[str, ...]


def sections(engine: Engine, genre: str) -> list[Section]:
    """The sections of a genre; every field that it can use is in exactly one."""
    usable = engine.genres[genre].fields
    open_ = ["year", *(path for path in engine.schema.fields if "[" not in path and _covered(usable, path))]
    found: list[Section] = []
    for label, patterns in _declared(genre):
        inside = [path for path in open_ if _covered(patterns, path)]
        order = {path: next(i for i, one in enumerate(patterns) if _is(one, path)) for path in inside}
        inside.sort(key=lambda path: order[path])
        open_ = [path for path in open_ if path not in order]
        if inside:
            found.append(Section(label, tuple(inside)))
    if not found:
        heads = dict.fromkeys(path.split(".")[0] for path in open_)
        for head in heads:
            inside = [path for path in open_ if path.split(".")[0] == head]
            field = engine.schema.fields.get(inside[0], YEAR)
            found.append(Section(field.label, tuple(inside)))
        open_ = []
    rest = [*open_, *(path for path in SETTINGS if path in engine.schema.fields and path not in open_)]
    return [*found, Section("写作设置" if not open_ else "其他", tuple(rest))]


def field_at(engine: Engine, pattern: str) -> Field | None:
    """The declaration of the field at a pattern outside of events."""
    return YEAR if pattern == "year" else engine.schema.fields.get(pattern)


def _is(pattern: str, path: str) -> bool:
    return pattern == path or covers(pattern, path)


def _covered(patterns: tuple[str, ...], path: str) -> bool:
    return any(_is(pattern, path) for pattern in patterns)


def _declared(genre: str) -> list[tuple[str, tuple[str, ...]]]:
    path = folder("templates") / genre / "sections.toml"
    if not path.is_file():
        return []
    data = parse_toml(decode(read_bytes(str(path)), str(path)), str(path))
    return [(str(one["label"]), tuple(one["fields"])) for one in data.get("section", ())]
