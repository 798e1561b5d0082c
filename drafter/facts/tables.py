"""Tables, rows and events of a case, each key against the field or role that it fills.

The writer of a case gains that a key in the wrong table, a wrong number of brackets and a misspelt kind are named with
what was probably meant.

Limits: which fields a report needs is for its genre to say.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence

from drafter.errors import MissingField, UnknownField, WrongBrackets, WrongKind
from drafter.facts.fact import Event, Fact, Item, RoleValue, Row, Value
from drafter.facts.faults import Unreadable
from drafter.facts.fields import TYPES, Field, Schema
from drafter.facts.gap import Gap
from drafter.facts.scalars import Scalars
from drafter.language.late import LatePattern
from drafter.language.pieces import pieces
from drafter.wording import word

#: The table of last year's figures, by the path of the field (``"fund.spent" = "106.14万元"``), and why none is stated.
LAST_YEAR = "last_year"
LAST_YEAR_SILENT = "上年数，用于比较"
#: The kind of event that keeps a line as it was noted, and the roles of it that are kept word for word.
NOTE = "note"
NOTED = frozenset(("note", "target", "last", "reason", "result"))
#: What changes from year to year in a note, and is no part of its identity.
_FIGURES = LatePattern(r"[\d０-９.,，％%～~—–-]+")


class Tables(Scalars):
    """Reads the tables of a case; `values` gathers what stands at each path that is not inside a repeated table."""

    def __init__(self, text: str, file: str, schema: Schema) -> None:
        super().__init__(text, file, schema)
        self.values: dict[str, Value] = {}
        self._identities: dict[str, int] = {}

    # -- tables ---------------------------------------------------------------------------------------------------
    def table(self, data: Mapping[str, object], path: str, pattern: str) -> Row:
        """A table of the case as a row; faults are noted, and what has one is left out."""
        values: dict[str, Value] = {}
        for key, raw in data.items():
            below, shape = (f"{path}.{key}", f"{pattern}.{key}") if path else (key, key)
            value: Value | None = None
            try:
                value = self.entry(raw, below, shape, pattern)
            except Unreadable:
                continue
            if value is not None:
                values[key] = value
                self.values[below] = value
        return Row(path, values)

    def entry(self, raw: object, path: str, pattern: str, parent: str) -> Value | None:
        """A value of a table, read by the field that its pattern names. Raises Unreadable."""
        field = self.schema.fields.get(pattern)
        if field is None:
            known = (*self.schema.children(parent), *(() if parent else (LAST_YEAR,)))
            if pattern.split(".")[-1] in known:
                if _rows(raw):
                    raise self.refuse(self.brackets(path, pattern, path, False))
                if not isinstance(raw, dict):
                    raise self.refuse(WrongKind(self.place(path), path, path, word("facts.table", header=path)))
                return self.table(raw, path, pattern)
            key = pattern.split(".")[-1]
            near = self.nearest(key, known)
            # The very word elsewhere says more than one that is not quite alike here.
            homes = () if self.nearest(key, known, 0.75) else self.homes(key)
            near = f"{parent}.{near}" if near and parent else near
            raise self.refuse(UnknownField(self.place(path), path, near, homes))
        if field.type == "rows":
            return self.rows(raw, path, pattern, field)
        if field.type == "events":
            return self.events(raw, path, pattern, field)
        return self.value(raw, path, field)

    def brackets(self, path: str, pattern: str, label: str, many: bool) -> WrongBrackets:
        """A table with the wrong number of brackets, with the one of nearly the same name if there is such."""
        header = pattern.replace("[]", "")
        twin = header.removesuffix("s") if many else f"{header}s"
        field = self.schema.fields.get(twin)
        if many:
            known = twin != header and field is None and bool(self.schema.children(twin))
        else:
            known = field is not None and field.type == "rows"
        return WrongBrackets(self.place(path), path, label, header, many, twin if known else "")

    def homes(self, key: str) -> tuple[str, ...]:
        """The tables in which a field called `key` does stand, as they are written; "" is the top of the file."""
        found = []
        for path, field in self.schema.fields.items():
            table, _, last = path.rpartition(".")
            if last == key and field.type not in ("rows", "events"):
                header = table.replace("[]", "")
                found.append(f"[[{header}]]" if table.endswith("[]") else f"[{header}]" if table else "")
        return tuple(dict.fromkeys(found))

    def rows(self, raw: object, path: str, pattern: str, field: Field) -> tuple[Row, ...] | None:
        """The rows of a table. Raises Unreadable for what is no list of tables."""
        if isinstance(raw, dict):
            raise self.refuse(self.brackets(path, pattern, field.label, True))
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            header = pattern.replace("[]", "")
            raise self.refuse(WrongKind(self.place(path), path, field.label, word("facts.tables", header=header)))
        rows = [self.table(row, f"{path}[{i}]", f"{pattern}[]") for i, row in enumerate(raw)]
        # A row that holds nothing is not filled in; between others it keeps its place, so that paths stay true.
        while rows and not rows[-1].values:
            rows.pop()
        return tuple(rows) or None

    def last_year(self, raw: object, path: str = LAST_YEAR) -> None:
        """Last year's figures, each read like the field of this year that it is compared with."""
        if not isinstance(raw, dict):
            self.errors.append(WrongKind(self.place(path), path, "上年数", word("facts.table", header=LAST_YEAR)))
            return
        for key, value in raw.items():
            below = f"{path}.{key}"
            pattern = re.sub(r"\[\d+\]", "[]", below.removeprefix(f"{LAST_YEAR}."))
            field = self.schema.fields.get(pattern)
            if isinstance(value, dict) and field is None and self.schema.children(pattern):
                # fund.spent without quotation marks is a table in a table, and means the same.
                self.last_year(value, below)
                continue
            if field is None or not (field.type == "figure" or field.recalled):
                fields = self.schema.fields.values()
                near = self.nearest(pattern, [one.path for one in fields if one.type == "figure" or one.recalled])
                self.errors.append(UnknownField(self.place(below), below, f"{LAST_YEAR}.{near}" if near else ""))
                continue
            try:
                found = self.value(value, below, field._replace(label=f"上年{field.label}"))
            except Unreadable:
                continue
            if found is not None:
                self.values[below] = found

    # -- events ---------------------------------------------------------------------------------------------------
    def events(self, raw: object, path: str, pattern: str, field: Field) -> tuple[Event, ...] | None:
        """The events of a list, notes among them. Raises Unreadable."""
        if isinstance(raw, str):
            # One note is a list of one: people leave the brackets out.
            raw = [raw]
        if isinstance(raw, dict):
            raise self.refuse(self.brackets(path, pattern, field.label, True))
        if not isinstance(raw, list) or not all(isinstance(row, (dict, str)) for row in raw):
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["events"]))
        found: list[Event] = []
        for index, row in enumerate(raw):
            try:
                if isinstance(row, str):
                    found += self.pieces_of(row, f"{path}[{index}]")
                    continue
                if "note" in row and "kind" not in row:
                    event = self.noted(row, f"{path}[{index}]", ".note")
                else:
                    event = self.event(row, f"{path}[{index}]")
                if event is not None:
                    found.append(event)
            except Unreadable:
                continue
        return tuple(found) or None

    def pieces_of(self, text: str, path: str) -> Iterator[Event]:
        """A note that is a line of text; one longer than anybody notes is as many as it is read in, each from there."""
        parts = [text[low:high] for low, high in pieces(text)]
        for part in parts:
            if (event := self.noted({"note": part}, path, "")) is not None:
                yield event
        if len(parts) > 1:
            self.keep(Fact(path, self.line(text, path, self.schema.kinds[NOTE].roles["note"])))

    def noted(self, row: Mapping[str, object], path: str, key: str) -> Event | None:
        """A note as it was typed, or as a table with what is said of it; None where it is empty."""
        kind = self.schema.kinds[NOTE]
        roles: dict[str, RoleValue] = {}
        for role, raw in row.items():
            below = path if role == "note" and not key else f"{path}.{role}"
            field = kind.roles.get(role)
            if field is None:
                near = self.nearest(role, tuple(kind.roles))
                self.errors.append(UnknownField(self.place(below), word("facts.key-of", of=kind.label, key=role), near))
                continue
            if raw == "" or raw == []:
                continue
            if role in NOTED:
                text = self.line(raw, below, field)
                if text:
                    roles[role] = self.keep(Fact(below, text))
                continue
            try:
                value = self.value(raw, below, field)
            except Unreadable:
                continue
            if value is not None:
                roles[role] = value
        if "note" not in roles:
            return None
        names = {"note": Fact(path, _FIGURES.sub("", str(roles["note"])))}
        return Event(NOTE, path, identify(NOTE, names, self._identities), roles)

    def event(self, row: Mapping[str, object], path: str) -> Event:
        """An event with its roles. Raises Unreadable."""
        name = row.get("kind")
        if name is None:
            raise self.refuse(MissingField(self.place(path), f"{path}.kind", "事项的种类"))
        kind = self.schema.kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            labels = {one.label: one.name for one in self.schema.kinds.values()}
            raise self.refuse(self.choose(f"{path}.kind", path, "事项的种类", str(name), labels))
        roles: dict[str, RoleValue] = {}
        for key, raw in row.items():
            if key == "kind":
                continue
            below = f"{path}.{key}"
            field = kind.roles.get(key)
            if field is None:
                near = self.nearest(key, tuple(kind.roles))
                self.errors.append(UnknownField(self.place(below), word("facts.key-of", of=kind.label, key=key), near))
                continue
            try:
                value = self.value(raw, below, field)
            except Unreadable:
                continue
            if value is not None:
                roles[key] = value
        identity = identify(kind.name, roles, self._identities)
        for role, field in kind.roles.items():
            if not field.required or role in roles:
                continue
            if role in row and row[role] == "" and field.type in ("figure", "date"):
                # A figure still to come (`drafter new --from` empties last year's) shows where it belongs.
                roles[role] = Gap(f"{path}.{role}", field.label)
            elif row.get(role, "") in ("", []):
                self.errors.append(
                    MissingField(
                        self.place(path), f"{path}.{role}", word("facts.role-of", of=kind.label, role=field.label)
                    )
                )
        return Event(kind.name, path, identity, roles)


def identify(kind: str, roles: Mapping[str, RoleValue], counts: dict[str, int]) -> str:
    """The identity of an event: its kind and the names it holds; `counts` tells events of the same names apart."""
    names = []
    for role in sorted(roles):
        for part in _parts(roles[role]):
            if part.number is None:
                names.append(part.text)
    stem = f"{kind}-{zlib.crc32('|'.join(names).encode()):08x}"
    counts[stem] = counts.get(stem, 0) + 1
    return stem if counts[stem] == 1 else f"{stem}-{counts[stem]}"


def _parts(value: RoleValue) -> Sequence[Fact]:
    if isinstance(value, Fact):
        return (value,)
    several = [(one.name, one.count) if isinstance(one, Item) else (one,) for one in value]
    return [part for parts in several for part in parts if part is not None]


def _rows(raw: object) -> bool:
    """Whether a value is written [[…]]: a list of tables."""
    return isinstance(raw, list) and bool(raw) and all(isinstance(one, dict) for one in raw)
