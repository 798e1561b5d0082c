"""Facts, items, events and rows: what a case is made of, each knowing its path in the file.

The reader of a report gains that every name and figure on the page leads back to one place of the case file.

Limits: a fact is a name, a figure, a date or a short phrase, never a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from drafter.language.quantity import Quantity


class Fact:
    """One stated or derived value: `text` as it stands on the page, `path` where it comes from.

    `quantity` is set for figures; `number` is its value in the unit of its field (None for names and dates), which is
    what conditions of the phrase bank compare. `missing` marks the 〔待补：…〕 that stands for a required fact; `also`
    names further facts that the same words state (抽纸、牙签筒各3.6万份); `inputs` are the facts that a figure reckoned
    while composing follows from.
    """

    __slots__ = ("also", "derived", "inputs", "missing", "number", "path", "quantity", "text")

    def __init__(
        self,
        path: str,
        text: str,
        quantity: Quantity | None = None,
        number: Decimal | None = None,
        derived: bool = False,
        missing: bool = False,
        also: tuple[str, ...] = (),
        inputs: tuple[str, ...] = (),
    ) -> None:
        self.path, self.text, self.quantity, self.number = path, text, quantity, number
        self.derived, self.missing, self.also, self.inputs = derived, missing, also, inputs

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Fact({self.path!r}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Fact):
            return self.path == other.path and self.text == other.text
        if isinstance(other, str):
            return self.text == other
        return self.number == other if self.number is not None else False

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    # Comparisons with a plain number, for conditions such as "rate < 80". A missing figure compares false.
    def __lt__(self, other: int | float | Fact) -> bool:
        number = _number(other)
        return self.number is not None and number is not None and self.number < number

    def __le__(self, other: int | float | Fact) -> bool:
        number = _number(other)
        return self.number is not None and number is not None and self.number <= number

    def __gt__(self, other: int | float | Fact) -> bool:
        number = _number(other)
        return self.number is not None and number is not None and self.number > number

    def __ge__(self, other: int | float | Fact) -> bool:
        number = _number(other)
        return self.number is not None and number is not None and self.number >= number


def _number(value: int | float | Fact | None) -> Decimal | None:
    if value is None:
        raise TypeError(value)
    return value.number if isinstance(value, Fact) else Decimal(str(value))


class Item:
    """A thing and how many of it: 公共卫生日行动 34次. Either half may be absent, never both; `why` is the reason that
    a bracket behind them gives."""

    __slots__ = ("count", "name", "why")

    def __init__(self, name: Fact | None, count: Fact | None, why: Fact | None = None) -> None:
        self.name, self.count, self.why = name, count, why

    def __repr__(self) -> str:
        return f"Item({self.name!r}, {self.count!r})"


class Event:
    """One thing that was done: its kind (declared in the phrase bank) and its roles.

    `identity` is derived from the kind and the names it holds, not from its position or its figures, so that a
    choice pinned to it outlives reordering and next year's numbers.
    """

    __slots__ = ("identity", "kind", "path", "roles")

    def __init__(self, kind: str, path: str, identity: str, roles: Mapping[str, RoleValue]) -> None:
        self.kind, self.path, self.identity, self.roles = kind, path, identity, roles


class Row:
    """One table of the case (`[[work]]`, `[[work.points]]` …): its values by key."""

    __slots__ = ("path", "values")

    def __init__(self, path: str, values: Mapping[str, Value]) -> None:
        self.path, self.values = path, values

    def __getitem__(self, key: str) -> Value:
        return self.values[key]

    def get(self, key: str) -> Value | None:
        """What stands under a key, None where nothing does."""
        return self.values.get(key)


RoleValue: TypeAlias = "Fact | tuple[Fact, ...] | tuple[Item, ...]"
Value: TypeAlias = "RoleValue | tuple[Event, ...] | tuple[Row, ...] | Row"


def rows_of(value: object) -> list[Row]:
    """The rows of a value of a case; none where it holds no rows."""
    return [one for one in value if isinstance(one, Row)] if isinstance(value, tuple) else []


def events_of(value: object) -> list[Event]:
    """The events of a value of a case; none where it holds no events."""
    return [one for one in value if isinstance(one, Event)] if isinstance(value, tuple) else []
