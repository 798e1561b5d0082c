"""The case: what a unit states about its year, read once and never changed, with what its fields are called.

The reader of a report gains that whoever drafts, checks, compares or shows a case names its fields alike. Structure and
field names come from data (`templates/fields.toml`, the kinds of event of the phrase bank).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from drafter.facts.contradiction import Contradiction
from drafter.facts.derive import Derivation
from drafter.facts.fact import Event, Fact, Row, Value
from drafter.facts.fields import Schema
from drafter.facts.scored import Scores

_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")
_INDEX = re.compile(r"\[\d+\]")
_NO_SCHEMA = Schema(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


class Label(NamedTuple):
    """What the value at a path is called: `field` as its field, role or derivation is, or what it counts; `kind` the
    kind of the event it is of, "" for none."""

    field: str
    kind: str = ""

    def __str__(self) -> str:
        return "·".join(part for part in (self.kind, self.field) if part)


class Case(NamedTuple):
    """A case file as it was read.

    `values` maps every path that is not inside a repeated table (``fund.budget``) to its value; `facts` maps the path
    of every single stated fact to it; `derived` the figures that follow from others; `contradictions` what does not
    hold together, a line each; `scores` the indicators as they were scored, None where the case has none;
    `phrases` the paths of the unit's own phrase bank that it was read with; `schema` the fields and kinds of event
    that there are; `engine` what it was read with, and is composed with whatever became of those files since;
    `origins` where a fact was read from (a sheet and its cell), by its path with rows called by their names.
    """

    file: str
    genre: str
    year: int
    root: Row
    values: Mapping[str, Value]
    facts: Mapping[str, Fact]
    derived: Mapping[str, Derivation] = MappingProxyType({})
    contradictions: tuple[Contradiction, ...] = ()
    scores: Scores | None = None
    phrases: tuple[str, ...] = ()
    origins: Mapping[str, str] = MappingProxyType({})
    schema: Schema = _NO_SCHEMA
    engine: object = None

    def origin(self, path: str) -> str:
        """Where the fact at `path` was read from: 自评表!F8; "" where it was typed."""
        if not self.origins:
            return ""
        return self.origins.get(path) or self.origins.get(self.named(path), "")

    def named(self, path: str) -> str:
        """A path with its rows called by their names: indicators[3].target is indicators[受益农户].target."""
        head, mark, rest = path.partition("[")
        number, _, key = rest.partition("]")
        rows = self.values.get(head)
        if mark and number.isdigit() and isinstance(rows, tuple) and int(number) < len(rows):
            row = rows[int(number)]
            if isinstance(row, Row) and isinstance(name := row.get("name"), Fact):
                return f"{head}[{name.text}]{key}"
        return path

    def fact(self, path: str) -> Fact | None:
        """The stated or derived fact at `path`, or None."""
        if path in self.derived:
            return self.derived[path].fact
        return self.facts.get(path)

    def value(self, path: str) -> Value | None:
        """The fact, list or rows at `path`; a derived figure wins over a typed one."""
        if path in self.derived:
            return self.derived[path].fact
        return self.values.get(path)

    def event_at(self, path: str) -> Event | None:
        """The event at `path` (``work[0].points[1].events[2]``), or that a value below it is of."""
        at: object = self.root
        for key, index in _STEP.findall(path):
            if isinstance(at, Event):
                return at
            at = at.get(key) if isinstance(at, Row) else None
            if index and isinstance(at, tuple):
                at = at[int(index)] if int(index) < len(at) else None
        return at if isinstance(at, Event) else None

    def label(self, path: str) -> Label:
        """What the value at `path` is called: its derivation, the thing that it counts, its field, or its role in an
        event; an empty label for what has no name."""
        if path in self.derived:
            return Label(self.derived[path].label)
        head, _, last = path.rpartition(".")
        if last == "count" and (name := self.facts.get(f"{head}.name")):
            return Label(name.text)
        field = self.schema.fields.get(_INDEX.sub("[]", path))
        if field is not None:
            return Label(field.label)
        event = self.event_at(head)
        kind = self.schema.kinds.get(event.kind) if event is not None else None
        if kind is None:
            return Label("")
        role = kind.roles.get(_INDEX.sub("", last))
        return Label(role.label if role is not None else "", kind.label)
