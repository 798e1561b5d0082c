"""An entry of a form, and where the lines of a list of events stand.

Limits: values alone; :mod:`drafter.editing.form` makes them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.facts.fields import Field

_LINE = re.compile(r"(?P<list>.+)\[(?P<index>\d+)\](?P<kind>\+|\.note)?")


class EventLine(NamedTuple):
    """A line of a list of events: the path of the list, its number, whether it is still to be typed, whether it stands
    in a table of its own."""

    list: str
    number: int
    fresh: bool = False
    table: bool = False

    @property
    def path(self) -> str:
        """Where its words stand; that of a line still to be typed ends with a +."""
        return f"{self.list}[{self.number}]" + ("+" if self.fresh else ".note" if self.table else "")

    @property
    def row(self) -> str:
        """The path of the element, which facts and drafts name."""
        return f"{self.list}[{self.number}]"


def line_at(path: str) -> EventLine | None:
    """The line whose path this is, or None."""
    match = _LINE.fullmatch(path)
    if match is None:
        return None
    return EventLine(match["list"], int(match["index"]), match["kind"] == "+", match["kind"] == ".note")


def traced(path: str) -> str:
    """The path by which facts name what stands at the path of an entry."""
    return path.removesuffix("+").removesuffix(".note")


class Entry(NamedTuple):
    """One line of a form.

    `sort` is field, list (the head of a list of rows), row (one of its rows), note (a line of a list of events, as it
    is typed) or more (it stands for `size` empty fields that only forms have). `text` is what a field holds or how a
    row reads in short; `last` last year's value, `derived` what a field comes to without being typed, `size` the
    rows of a list, `extra` marks the circumstances that any event may have. `cells` are the values of a closed row in
    the order of its fields ("" where there is none), for rows that stand below each other as a table. `remark` is what
    the checks say about it.
    """

    sort: str
    path: str
    label: str
    depth: int
    field: Field
    text: str = ""
    required: bool = False
    error: str = ""
    last: str = ""
    derived: str = ""
    size: int = 0
    open: bool = False
    extra: bool = False
    cells: tuple[str, ...] = ()
    remark: str = ""

    @property
    def line(self) -> EventLine | None:
        """Which line of a list of events this is; None where it is none."""
        return line_at(self.path) if self.sort == "note" else None

    @property
    def fresh(self) -> bool:
        """Whether this is a line that is still to be typed."""
        return self.sort == "note" and self.path.endswith("+")

    @property
    def lacking(self) -> bool:
        """Whether this is required and neither typed nor derived."""
        return self.required and not (self.text or self.derived)
