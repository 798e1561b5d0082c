"""A case as the rules see it: its facts with what they are called, its events, and where each stands in the file.

The reader gains findings that point at a line and column of the case file, as errors do. Places are looked for only
when something is found: a sound case costs no scan of its text.

Limits: a case that was not read from a text has no places; its findings name the path alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.checking.finding import Finding, filled
from drafter.checking.registry import rows, rules
from drafter.facts.case import Case
from drafter.facts.fact import Event, Fact, Item, Row, Value
from drafter.files.values import DataTable
from drafter.language.tables import table
from drafter.wording import Member, Wording, word

if TYPE_CHECKING:
    from drafter.files.locate import Places

_CASE = ("case",)


class ToldEvent(NamedTuple):
    """An event and the table of the case it stands in (``work``, ``effects``, ``results.quality``)."""

    event: Event
    home: str


class Facts:
    """A case with what findings need: `file`, its `text` ("" where it is not known), the settings."""

    def __init__(
        self, case: Case, file: str, settings: Mapping[str, object] | None = None, text: str = "",
    ) -> None:  # fmt: skip
        self.case, self.file, self.text = case, file or case.file, text
        self.settings: DataTable = settings or {}

    # -- what is asked --------------------------------------------------------------------------------------------
    def fact(self, path: str) -> Fact | None:
        """The fact at `path` where it is a figure (or a name), as it was typed or derived; a 〔待补〕 is none."""
        found = self.case.fact(path)
        return None if found is not None and found.missing else found

    @cached_property
    def told(self) -> tuple[ToldEvent, ...]:
        """All events of the case, in its order."""
        return tuple(_events(self.case.root, ""))

    @cached_property
    def rows_of_projects(self) -> tuple[Row, ...]:
        """The rows `[[projects]]` that hold anything."""
        found = self.case.values.get("projects")
        return tuple([one for one in found if isinstance(one, Row) and one.values]) if isinstance(found, tuple) else ()

    def called(self, event: Event) -> Wording:
        """An event as a message names it: 问卷调查‘营养餐家长满意度’."""
        label = self.case.schema.kinds[event.kind].label
        name = next((part.text for value in event.roles.values() for part in parts(value) if part.number is None), "")
        return word("shared.event-named", kind=label, name=name) if name else word("shared.event", kind=label)

    def setting(self, code: str, name: str) -> Any:
        """A threshold of the rule `code`: the unit's own, else the program's."""
        own = self.settings.get("rules", {}).get(code, {})
        return own[name] if name in own else rows(_CASE)[code][name]

    def words(self, module: str, name: str) -> Any:
        """A list or table of ``rules/case/<module>.toml``; a unit's own of that name is added to ours."""
        ours = table(f"case/{module}")["words"][name]
        own = self.settings.get("words", {}).get(module, {}).get(name)
        if own is None:
            return ours
        return [*ours, *own] if isinstance(ours, list) else {**ours, **own}

    # -- what is said ---------------------------------------------------------------------------------------------
    @cached_property
    def _places(self) -> Places | None:
        if not self.text:
            return None
        from drafter.files.locate import Places

        return Places(self.text)

    def finding(
        self, code: str, path: str, quote: str, said: str | Wording, /, *, claimed: str = "", computed: str = "",
        working: str | Wording = "", certain: bool = True, severity: str = "", **members: Member,
    ) -> Finding:  # fmt: skip
        """A finding on what stands at `path`; its severity is that of the rule, the doubtful one where it is not
        `certain`, or `severity`. `said` is a template by name, filled with `members`, `claimed` and `computed`, or
        one that is filled already."""
        known = rules(_CASE)[code]
        line, column = self._places.at(path) if self._places is not None else (0, 0)
        # What stands nowhere has no line.
        line = line if column else 0
        return Finding(
            code, severity or (known.severity if certain else known.doubtful), self.file, line, column, path, quote,
            claimed, computed, filled(said, claimed, computed, members), working,
        )  # fmt: skip


def _events(value: Value, home: str) -> Iterator[ToldEvent]:
    if isinstance(value, Row):
        for key, below in value.values.items():
            yield from _events(below, f"{home}.{key}" if home else key)
    elif isinstance(value, tuple):
        for one in value:
            if isinstance(one, Event):
                yield ToldEvent(one, home)
            elif isinstance(one, Row):
                yield from _events(one, home)


def parts(value: Value) -> Iterator[Fact]:
    """The single facts of a role: the fact itself, or those of a list, names and counts of items apart."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            if isinstance(one, Fact):
                yield one
            elif isinstance(one, Item):
                yield from (part for part in (one.name, one.count) if part is not None)
