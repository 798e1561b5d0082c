"""The import file of a budget system: a form whose values are split as the system takes them.

The clerk gains a file to upload: money in 元 at the rows where the system looks for it, sign, value and unit of an
indicator in cells of their own, results as bare numbers or one of the words that the place allows, every cell of a row
filled, texts no longer than their fields.

Source: public validators of provincial budget systems; which row begins what is data (`places/*/imports/*.toml`).
Limits: what the system has no cell for stays out, and is told; a value that is no number is written as it was typed,
and the pre-flight of the place says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from drafter.facts.case import Case
from drafter.facts.fact import Fact, Row
from drafter.facts.marking import fact_of, text_of
from drafter.facts.value import meant
from drafter.files.values import DataTable
from drafter.language.fitting import fit
from drafter.places.place import load
from drafter.sheets.money import FURTHER, path_of
from drafter.writing.sheet.fill import FormFiller
from drafter.writing.sheet.grid import Content
from drafter.writing.sheet.layouts import text_of as said
from drafter.writing.sheet.values import KEYS

_YUAN = Decimal(10_000)
_SIGNS = {"越多越好": "≥", "越少越好": "≤", "等于": "="}
#: Values of an indicator that are counted in its unit.
_VALUES = {"target": "target", "initial_target": "initial_target", "actual": "actual", "progress_value": "progress",
           "forecast": "forecast"}  # fmt: skip
_WORDED = "定性"


class Cut(NamedTuple):
    """A text that did not fit its field: where it stands, what it is called, the bytes there are, what was left out."""

    path: str
    label: str
    most: int
    cut: tuple[str, ...]


class SystemFiller(FormFiller):
    """Fills the import file of one case; `cuts` are the texts that did not fit, `left` what has no cell."""

    unit, empty = "元", ""

    def __init__(self, case: Case, layout: Mapping[str, object], name: str, place: str = "") -> None:
        super().__init__(case, layout, name)
        self.fields = load(place or "default").fields
        self.named = [text_of(row, "name") for row in self.rows("indicators")]
        self.cuts: list[Cut] = []
        self.left = self._left()

    # -- texts and amounts ----------------------------------------------------------------------------------------
    def text(self, path: str) -> str:
        """The words of a field, fitted to its length."""
        return self.fitted(path, path, said(self.case, path))

    def fitted(self, field: str, path: str, words: str) -> str:
        """Words in the bytes that their field has; what was cut is noted."""
        most = self.fields.get(field)
        if not words or most is None:
            return words
        found = fit(words, most, self.named)
        if found.cut:
            self.cuts.append(Cut(path, str(self.case.label(path)), most, found.cut))
        return found.text

    def counted(self, number: Decimal) -> Decimal:
        """An amount in yuan."""
        return number * _YUAN

    # -- where the parts begin ------------------------------------------------------------------------------------
    def pin(self, part: DataTable) -> None:
        """Go on to the row (from 1) at which the system looks for a part."""
        while self.grid.row + 1 < int(part.get("at", 0)):
            self.grid.next()

    def money(self, layout: Mapping[str, object]) -> None:
        """The table of money."""
        self.pin(layout)
        super().money(layout)

    def goals(self, layout: Mapping[str, object]) -> None:
        """The goals of the year."""
        self.pin(layout)
        super().goals(layout)

    def indicators(self, layout: DataTable) -> None:
        """The rows of indicators, each cell filled: a system knows no merged ones."""
        self.pin(layout)
        grid, width = self.grid, len(self.columns)
        for index, one in enumerate(self.columns):
            grid.put(index, self.head(one, layout), "head", grid.width - index if index == width - 1 else 1)
        grid.next()
        for row in self.rows("indicators"):
            for index, one in enumerate(self.columns):
                value, look = self.cell(row, one)
                grid.put(index, value, look, grid.width - index if index == width - 1 else 1)
            grid.next()
        if "total" in layout and self.rows("indicators"):
            self.total(layout["total"])

    # -- indicators -----------------------------------------------------------------------------------------------
    def cell(self, row: Row, meaning: str) -> tuple[Content, str]:
        """What a cell of an indicator holds, and its look."""
        if meaning in ("level1", "level2"):
            return self.level(row, meaning), "head"
        if meaning == "sign":
            return self.sign(row), "head"
        if meaning == "unit":
            return self.counted_in(row), "head"
        if meaning == "actual" and self.worded(row):
            scored = self.scored.get(row.path)
            return text_of(row, "reached") or (scored.word if scored else "") or text_of(row, "actual"), "text"
        if meaning in _VALUES and text_of(row, "cancelled") != "是":
            return self.value_of(row, _VALUES[meaning])
        if meaning == "description" and self.worded(row) and not text_of(row, "description"):
            # What was done, in the words of the case: the cell of the result takes only the words of the system.
            told = text_of(row, "actual")
            word = text_of(row, "reached")
            return self.words_of(row, "actual", told) if word and told != word else "", "text"
        value, look = super().cell(row, meaning)
        if isinstance(value, str):
            value = self.words_of(row, KEYS.get(meaning, meaning), value)
        return value, look

    def words_of(self, row: Row, key: str, words: str) -> str:
        """Words of an indicator, fitted to their length."""
        return self.fitted(f"indicators[].{key}", f"{row.path}.{key}", words)

    def worded(self, row: Row) -> bool:
        """Whether an indicator is judged in words."""
        kind, target = text_of(row, "kind"), fact_of(row, "target")
        if kind:
            return kind == _WORDED
        return (target is not None and target.number is None) or "reached" in row.values

    def sign(self, row: Row) -> str:
        """The sign between an indicator and its target."""
        if self.worded(row):
            return _WORDED
        target = fact_of(row, "target")
        way = text_of(row, "direction") or (meant(target.text) if target is not None else "")
        return _SIGNS.get(way, "≥" if target is not None else "")

    def counted_in(self, row: Row) -> str:
        """The unit of an indicator, with its scale: that of its target, else of its first value in figures."""
        for key in ("target", "initial_target", "actual", "progress", "forecast"):
            quantity = getattr(fact_of(row, key), "quantity", None)
            if quantity is not None:
                return f"{quantity.scale}{quantity.unit}"
        return ""

    def value_of(self, row: Row, key: str) -> tuple[Content, str]:
        """A value as a bare number in the unit of its row; as it was typed where it is none."""
        fact = fact_of(row, key)
        if fact is None or fact.text == "":
            return "", "text"
        quantity, unit = fact.quantity, self.counted_in(row)
        exact = quantity is not None and (key in ("target", "initial_target") or quantity.exact)
        bare = (
            quantity is not None
            and unit.endswith(quantity.unit)
            and unit.removesuffix(quantity.unit) in ("", "万", "亿")
        )
        if quantity is None or not exact or not bare or self.worded(row):
            return self.words_of(row, key, fact.text), "text"
        return quantity.amount(unit), "number"

    # -- what stays out -------------------------------------------------------------------------------------------
    def _left(self) -> list[Fact]:
        """Amounts that the case states and the file has no cell for."""
        money = self.layout.get("money")
        if money is None:
            return []
        paths = [path_of(source, measure) for source in FURTHER for measure in money["columns"]]
        return [fact for path in dict.fromkeys(paths) if path and (fact := self.case.facts.get(path)) is not None]
