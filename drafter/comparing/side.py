"""One side of a comparison: a text as a row of units, each a sentence, a heading, the title or a row of a table.

The reader gains one shape for a text that was read and a case that was drafted. Units joined give the text back,
without its line breaks.

Limits: what reading folds (marks of Markdown, blanks between Chinese and digits) is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from drafter.comparing.tokens import Token, mask, tokens
from drafter.drafting.draft import Draft, Heading, Paragraph
from drafter.facts.case import Case
from drafter.phrasing.aggregate import Sentence
from drafter.reading.passage import Passage
from drafter.reading.reader import Reading

#: Between the cells of a table's row.
CELL = "\t"


class Unit:
    """`text`; `sort` is title, heading, sentence, caption or row; `group` numbers the block it stands in; `section` are
    the headings above it; `line` where it stands in its file (0: in none); `sentence` that of a composed draft."""

    __slots__ = ("_bare", "_masked", "_tokens", "group", "line", "section", "sentence", "sort", "style", "text")

    def __init__(
        self, text: str, sort: str, group: int, section: tuple[str, ...], line: int = 0,
        sentence: Sentence | None = None, style: str = "",
    ) -> None:  # fmt: skip
        self.text, self.sort, self.group, self.section = text, sort, group, section
        self.line, self.sentence, self.style = line, sentence, style
        self._tokens: list[Token] | None = None
        self._masked: str | None = None
        self._bare: str | None = None

    @property
    def tokens(self) -> list[Token]:
        if self._tokens is None:
            self._tokens = tokens(self.text)
        return self._tokens

    @property
    def masked(self) -> str:
        """The words without figures, dates and the number it opens with."""
        if self._masked is None:
            self._masked = "".join([token.text if not token.sort else mask(token) for token in self.tokens])
        return self._masked

    @property
    def bare(self) -> str:
        """The text without the number it opens with (一是, 3.), which only tells where it stands."""
        if self._bare is None:
            first = self.tokens[0] if self.tokens else None
            self._bare = self.text[len(first.text) :] if first and first.sort == "number" else self.text
        return self._bare


class Group(NamedTuple):
    """A block of the text: its units from `start` to `end`."""

    start: int
    end: int


class Side:
    """A text to be compared: `name` is what it is called, `case` the facts behind it where it was drafted from some,
    `labels` what the fields of a case are called, by their patterns, and the roles of events, by kind and
    role; `remarks` what of its file was not read, `counted` what its places are counted in (行, 段 or 页)."""

    def __init__(
        self, name: str, units: list[Unit], case: Case | None = None, labels: Mapping[str, str] = MappingProxyType({}),
        remarks: tuple[str, ...] = (), counted: str = "行",
    ) -> None:  # fmt: skip
        self.name, self.units, self.case, self.labels = name, tuple(units), case, labels
        self.remarks, self.counted = remarks, counted

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        found: list[Group] = []
        start = 0
        for i, unit in enumerate(self.units):
            if i and unit.group != self.units[i - 1].group:
                found.append(Group(start, i))
                start = i
        if self.units:
            found.append(Group(start, len(self.units)))
        return tuple(found)

    def characters(self) -> int:
        return sum(len(unit.text) for unit in self.units)


def of_reading(reading: Reading, name: str = "") -> Side:
    """A text that was read."""
    units = list(_units(reading.draft, reading))
    return Side(name or reading.source.file, units, remarks=reading.remarks, counted=reading.source.unit)


def of_case(draft: Draft, case: Case, name: str = "", labels: Mapping[str, str] = MappingProxyType({})) -> Side:
    """A draft with the case that it was made from."""
    return Side(name or case.file, list(_units(draft, None)), case, labels)


def _units(draft: Draft, reading: Reading | None) -> Iterator[Unit]:
    group = 0
    if draft.title:
        yield Unit(draft.title, "title", group, (), _line(reading, reading.title) if reading else 0)
    above: list[tuple[int, str]] = []
    section: tuple[str, ...] = ()
    for number, block in enumerate(draft.blocks):
        group += 1
        origin = reading.origins[number] if reading else None
        if isinstance(block, Heading):
            while above and above[-1][0] >= block.level:
                above.pop()
            line = _line(reading, origin)
            yield Unit(block.text, "heading", group, tuple(title for _, title in above), line)
            above.append((block.level, block.title))
            section = tuple(title for _, title in above)
        elif isinstance(block, Paragraph):
            at = 0
            for sentence in block.sentences:
                text = sentence.text
                if not text:
                    continue
                line = _line(reading, origin, at)
                yield Unit(text, "sentence", group, section, line, sentence if reading is None else None, block.style)
                at += len(text)
        else:
            cells = origin if isinstance(origin, tuple) and not isinstance(origin, Passage) else ()
            if block.title:
                line = max(0, _line(reading, cells[0][0]) - 1) if cells else 0
                yield Unit(block.title, "caption", group, section, line)
            for row, texts in enumerate((block.header, *block.rows)):
                if any(texts):
                    line = _line(reading, cells[row][0]) if row < len(cells) else 0
                    yield Unit(CELL.join(texts), "row", group, section, line)


def _line(reading: Reading | None, origin: object, offset: int = 0) -> int:
    if reading is None or not isinstance(origin, Passage):
        return 0
    return reading.place(origin, offset)[0]
