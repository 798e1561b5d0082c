"""The form of one section: its fields, lists and rows as a flat list of entries, made from the declarations.

The writer gains, for every kind of event that a bank declares (a unit's own included), a form without any Python. Rows
away from the focus are one line each, so that a list of a hundred stays a list.

Limits: knows no screen; how an entry looks is for the screen to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from drafter.editing.entries import Entry, EventLine
from drafter.editing.line_edits import rows_of
from drafter.editing.live import LiveReading, plain
from drafter.editing.paths import keys, look_up, pattern
from drafter.editing.sections import Section, field_at
from drafter.editing.typed import labels_of, shown
from drafter.facts.fact import Fact
from drafter.facts.fields import Field, covers
from drafter.facts.load import LAST_YEAR
from drafter.messages import say
from drafter.phrasing.bank import CIRCUMSTANCES

#: Why a field that only forms have is stated by no report.
TABLED = "写在表里，不写进正文"
#: Lists of events inside of rows.
_LISTS = frozenset(("notes", "events"))


class FormMaker:
    """Makes the entries of sections from the data of a case and what was read of it."""

    def __init__(self, data: Mapping[str, object], reading: LiveReading) -> None:
        self.data, self.reading, self.engine = data, reading, reading.engine
        genre = self.engine.genres.get(str(data.get("genre")))
        self.required: Mapping[str, str] = genre.required if genre is not None else {}
        self.told: tuple[str, ...] = genre.told if genre is not None else ()
        last = data.get(LAST_YEAR)
        self.last = last if isinstance(last, Mapping) else {}
        self._fresh: EventLine | None = None
        self._opened: Collection[str] = ()
        self._errors: dict[str, str] = {}
        for error in reading.errors:
            message = plain(self.engine, error)
            self._errors.setdefault(re.sub(r"(\[\d+\](\.name|\.count)?)$", "", error.path), message)
            self._errors.setdefault(error.path, message)

    def entries(
        self,
        section: Section,
        focus: str = "",
        everything: bool = False,
        fresh: EventLine | None = None,
        opened: Collection[str] = (),
    ) -> list[Entry]:
        """The entries of a section; rows that hold `focus` (all with `everything`) are open; `fresh` is a line that is
        still to be typed, `opened` the paths of the entries that stand for fields of tables and were opened."""
        self._fresh, self._opened = fresh, opened
        fields = [(path, field) for path in section.fields if (field := field_at(self.engine, path)) is not None]
        return list(self._entries(fields, f"{section.label}…", 0, focus, everything))

    def _entries(
        self, fields: Sequence[tuple[str, Field]], rest: str, depth: int, focus: str, everything: bool
    ) -> Iterator[Entry]:
        """The entries of fields; what only forms have, and nothing stands in, is one entry at the path `rest`."""
        away = [
            path
            for path, field in fields
            if self._tabled(path, field)
            and not (everything or rest in self._opened or focus == path)
            and not _said(look_up(self.data, keys(path)))
        ]
        for path, field in fields:
            if path not in away:
                yield from self._entry(path, field, depth, focus, everything)
        if away:
            yield Entry("more", rest, say("只写在表里的栏目"), depth, Field(rest, "more", ""), size=len(away))

    def _tabled(self, path: str, field: Field) -> bool:
        """Whether only forms have a field: what the report of this kind tells is typed as any other."""
        return field.silent == TABLED and not any(covers(one, pattern(path)) for one in self.told)

    def _entry(self, path: str, field: Field, depth: int, focus: str, everything: bool) -> Iterator[Entry]:
        if field.type not in ("rows", "events"):
            yield self.field(path, field, depth, path in self.required, self._tabled(path, field))
            return
        if field.type == "events":
            yield from self._events(path, field, depth, focus, everything)
            return
        rows = look_up(self.data, keys(path))
        rows = rows if isinstance(rows, list) else []
        yield Entry(
            "list",
            path,
            say(field.label),
            depth,
            field,
            required=path in self.required,
            text="有" if _said(rows) else "",
            size=len(rows),
            error=self._errors.get(path, ""),
            open=True,
        )
        for index, row in enumerate(rows):
            if isinstance(row, Mapping):
                yield from self._row(f"{path}[{index}]", row, field, depth + 1, focus, everything)

    def _events(self, path: str, field: Field, depth: int, focus: str, everything: bool) -> Iterator[Entry]:
        """A list of events: lines as they are typed, kinds as rows, one line to type on where there is nothing yet."""
        rows = rows_of(look_up(self.data, keys(path)))
        twin = f"{pattern(path).rpartition('.')[0]}.notes"
        if not rows and path.endswith(".events") and twin in self.engine.schema.fields:
            # What belongs here can be written there as well: two empty lists for one thing puzzle.
            return
        fresh = self._fresh if self._fresh is not None and self._fresh.list == path else None
        yield Entry(
            "list", path, say(field.label), depth, field, required=path in self.required,
            text="有" if _said(rows) else "", size=len(rows), error=self._errors.get(path, ""), open=True,
        )  # fmt: skip
        if not rows and fresh is None:
            fresh = EventLine(path, 0, True)
        for index, row in enumerate(rows):
            if fresh is not None and fresh.number == index:
                yield self._line(fresh, field, depth + 1, "")
            if isinstance(row, str):
                yield self._line(EventLine(path, index), field, depth + 1, row)
            elif isinstance(row, Mapping) and "note" in row and "kind" not in row:
                yield from self._noted(EventLine(path, index, table=True), field, depth + 1, row, focus, everything)
            elif isinstance(row, Mapping):
                yield from self._row(f"{path}[{index}]", row, field, depth + 1, focus, everything)
        if fresh is not None and fresh.number >= len(rows):
            yield self._line(fresh, field, depth + 1, "")

    def _line(self, line: EventLine, field: Field, depth: int, text: str) -> Entry:
        return Entry("note", line.path, str(line.number + 1), depth, field, text, error=self._errors.get(line.path, ""))

    def _noted(
        self, line: EventLine, field: Field, depth: int, row: Mapping[str, object], focus: str, everything: bool
    ) -> Iterator[Entry]:
        """A note in a table: its line, and what is said of it where it is open."""
        yield self._line(line, field, depth, str(row.get("note", "")))
        kind = self.engine.schema.kinds["note"]
        if everything or focus.startswith(f"{line.row}."):
            for name, role in kind.roles.items():
                if name != "note" and row.get(name) not in (None, ""):
                    yield self.field(f"{line.row}.{name}", role, depth + 1, False, name in CIRCUMSTANCES)

    def _row(
        self, path: str, row: Mapping[str, object], field: Field, depth: int, focus: str, everything: bool
    ) -> Iterator[Entry]:
        opened = everything or focus == path or focus.startswith(f"{path}.")
        kind = self.engine.schema.kinds.get(str(row.get("kind"))) if field.type == "events" else None
        label = say(kind.label if kind is not None else field.label)
        if field.type == "events" and kind is None:
            label = str(row.get("kind", ""))
        below = [error for where, error in self._errors.items() if where == path or where.startswith(f"{path}.")]
        error = below[0] if below and not opened else self._errors.get(path, "")
        cells = () if opened or field.type == "events" else self._cells(f"{pattern(path)}.", row)
        text = self._short(row, kind)
        yield Entry("row", path, label, depth, field, text, error=error, open=opened, cells=cells)
        if not opened:
            return
        if field.type == "events":
            for name, role in kind.roles.items() if kind is not None else ():
                yield self.field(f"{path}.{name}", role, depth + 1, role.required, name in CIRCUMSTANCES)
            return
        head = f"{pattern(path)}."
        inside = [
            (f"{path}.{where[len(head) :]}", one)
            for where, one in self.engine.schema.fields.items()
            if where.startswith(head) and "." not in where[len(head) :] and "[" not in where[len(head) :]
        ]
        yield from self._entries(inside, f"{path}.…", depth + 1, focus, everything)

    def field(self, path: str, field: Field, depth: int, required: bool, extra: bool = False) -> Entry:
        """The entry of a single field."""
        labels = labels_of(field, self.engine.bank.pairs)
        text = shown(look_up(self.data, keys(path)), field, labels)
        derived = ""
        case = self.reading.case
        if case is not None and path in case.derived:
            derived = case.derived[path].fact.text
        elif case is not None and not text and isinstance(value := case.value(path), Fact) and value.derived:
            derived = value.text
        last = self._last(path, field)
        return Entry(
            "field",
            path,
            say(field.label),
            depth,
            field,
            text,
            required,
            self._errors.get(path, ""),
            last,
            derived,
            extra=extra,
        )

    def _last(self, path: str, field: Field) -> str:
        """Last year's value as it was typed; its keys stand in quotation marks, or as tables in tables."""
        found = self.last.get(path)
        if found is None:
            found = look_up(self.last, keys(path))
        return shown(found, field)

    def _cells(self, head: str, row: Mapping[str, object]) -> tuple[str, ...]:
        """The values of a row by the fields below `head`, in one line each."""
        names = [where[len(head) :] for where in self.engine.schema.fields if where.startswith(head)]
        return tuple(self._short({name: row.get(name)}, None) for name in names if "." not in name and "[" not in name)

    def _short(self, row: Mapping[str, Any], kind: Any) -> str:
        """A row in one line: its values one behind the other, the first names before the rest."""
        words: list[str] = []
        names = [*(kind.roles if kind is not None else ()), *row] if kind is not None else list(row)
        for name in dict.fromkeys(names):
            raw = row.get(name)
            if name == "kind" or not _said(raw):
                continue
            if isinstance(raw, list) and (
                name in _LISTS or any(isinstance(one, Mapping) and "kind" in one for one in raw)
            ):
                words.append(say("{count}件事", count=len(raw)))
            elif isinstance(raw, list) and any(isinstance(one, Mapping) for one in raw):
                words.append(say("{count}项", count=len(raw)))
            else:
                many = raw if isinstance(raw, list) else [raw]
                words.append("、".join(str(one) for one in many))
        return "  ".join(words)

    # -- how complete ---------------------------------------------------------------------------------------------
    def filled(self, section: Section) -> tuple[int, int, int, int]:
        """Filled fields, all fields, required fields that are filled, and required fields of a section."""
        entries = self.entries(section, everything=True)
        counted = [
            one for one in entries if (one.sort == "field" and not one.extra) or (one.sort == "list" and one.required)
        ]
        full = [one for one in counted if one.text or one.derived]
        required = [one for one in entries if one.required]
        return len(full), len(counted), sum(not one.lacking for one in required), len(required)

    def faults(self, section: Section) -> int:
        """How many values of a section are wrong (what is merely missing is counted as such)."""
        return sum(
            bool(one.error) and not one.lacking for one in self.entries(section, everything=True) if one.sort == "field"
        )


def _said(raw: object) -> bool:
    """Whether anything stands in a value: a fresh row holds nothing but empty fields."""
    if isinstance(raw, Mapping):
        return any(map(_said, raw.values()))
    return any(map(_said, raw)) if isinstance(raw, list) else raw not in (None, "")


def section_of(sections: Collection[Section], path: str) -> int:
    """The number of the section that a path belongs to, or -1."""
    head = re.split(r"\[", path)[0]
    for index, section in enumerate(sections):
        if any(head == one or head.startswith(f"{one}.") for one in section.fields):
            return index
    return -1
