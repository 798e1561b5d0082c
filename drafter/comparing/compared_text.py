"""One side of a comparison: a text as a row of units, each a sentence, a heading, the title or a row of a table.

The reader gains one shape for a text that was read and a case that was drafted. Units joined give the text back,
without its line breaks.

Limits: what reading folds (marks of Markdown, blanks between Chinese and digits) is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from drafter.comparing.literal import Literal
from drafter.comparing.tokens import Token, mask, tokens
from drafter.facts.case import Case
from drafter.language.tables import table
from drafter.reading.passage import Passage
from drafter.reading.reader import Reading
from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Heading, Paragraph

#: A line that opens what is attached: 附：自评项目, 附件1.
_ATTACHED = re.compile(r"附(?:件|表|录|注)?\s?[\d一二三四五六七八九十]{0,3}\s?(?:[：:]|$)")
_NAMED = re.compile("[（(“一-鿿]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: Codes of accounts have at least so many digits; the longest (of units, of items) so many.
_CODE, _LONGEST = 3, 12
#: Between the cells of a table's row.
CELL = "\t"


class Unit:
    """`text`; `sort` is title, heading, sentence, caption or row; `group` numbers the block it stands in; `section` are
    the headings above it; `line` where it stands in its file (0: in none); `sentence` that of a composed draft; `codes`
    are the columns of a row that hold codes or numbers of rows, no amounts."""

    __slots__ = (
        "_bare",
        "_masked",
        "_tokens",
        "codes",
        "group",
        "line",
        "section",
        "sentence",
        "sort",
        "style",
        "text",
    )

    def __init__(
        self, text: str, sort: str, group: int, section: tuple[str, ...], line: int = 0,
        sentence: Sentence | None = None, style: str = "", codes: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        self.codes = codes
        self.text, self.sort, self.group, self.section = text, sort, group, section
        self.line, self.sentence, self.style = line, sentence, style
        self._tokens: list[Token] | None = None
        self._masked: str | None = None
        self._bare: str | None = None

    @property
    def tokens(self) -> list[Token]:
        """The tokens that two texts are compared by."""
        if self._tokens is None:
            self._tokens = tokens(self.text) if self.sort != "row" else _row(self.text, self.codes)
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


class ComparedBlock(NamedTuple):
    """A block of the text: its units from `start` to `end`."""

    start: int
    end: int


class Side:
    """A text to be compared: `name` is what it is called, `case` the facts behind it where it was drafted from some,
    `remarks` what of its file was not read, `counted` what its places are counted in (行, 段 or 页)."""

    def __init__(
        self, name: str, units: list[Unit], case: Case | None = None,
        remarks: tuple[str, ...] = (), counted: str = "行",
    ) -> None:  # fmt: skip
        self.name, self.units, self.case = name, tuple(units), case
        self.remarks, self.counted = remarks, counted

    @cached_property
    def groups(self) -> tuple[ComparedBlock, ...]:
        """The units in runs: paragraphs of one section, rows of one table."""
        found: list[ComparedBlock] = []
        start = 0
        for i, unit in enumerate(self.units):
            if i and unit.group != self.units[i - 1].group:
                found.append(ComparedBlock(start, i))
                start = i
        if self.units:
            found.append(ComparedBlock(start, len(self.units)))
        return tuple(found)

    def characters(self) -> int:
        """How many characters all units have."""
        return sum(len(unit.text) for unit in self.units)


def of_reading(reading: Reading, name: str = "") -> Side:
    """A text that was read."""
    units = list(_units(reading.draft, reading))
    return Side(name or reading.source.file, units, remarks=reading.remarks, counted=reading.source.unit)


def of_case(draft: Draft, case: Case, name: str = "") -> Side:
    """A draft with the case that it was made from."""
    return Side(name or case.file, list(_units(draft, None)), case)


def _units(draft: Draft, reading: Reading | None) -> Iterator[Unit]:
    group = 0
    if draft.title:
        title = _literal(reading, reading.title if reading else None)(draft.title, 0)
        yield Unit(title, "title", group, (), _line(reading, reading.title) if reading else 0)
    above: list[tuple[int, str]] = []
    section: tuple[str, ...] = ()
    for number, block in enumerate(draft.blocks):
        group += 1
        origin = reading.origins[number] if reading else None
        if isinstance(block, Heading):
            while above and above[-1][0] >= block.level:
                above.pop()
            line = _line(reading, origin)
            text = _literal(reading, origin)(block.text, 0)
            yield Unit(text, "heading", group, tuple(title for _, title in above), line)
            above.append((block.level, block.title))
            section = tuple(title for _, title in above)
        elif isinstance(block, Paragraph):
            at, literal = 0, _literal(reading, origin)
            if block.sentences and _ATTACHED.match(block.sentences[0].text):
                # What is attached belongs to none of the sections of the report.
                above.clear()
                section = ()
            for sentence in block.sentences:
                text = sentence.text
                if not text:
                    continue
                line = _line(reading, origin, at)
                said = literal(text, at)
                yield Unit(said, "sentence", group, section, line, sentence if reading is None else None, block.style)
                at += len(text)
        else:
            cells = origin if isinstance(origin, tuple) and not isinstance(origin, Passage) else ()
            if block.title:
                line = max(0, _line(reading, cells[0][0]) - 1) if cells else 0
                yield Unit(block.title, "caption", group, section, line)
            columns = _columns(block.header)
            for row, texts in enumerate((block.header, *block.rows)):
                if any(texts):
                    line = _line(reading, cells[row][0]) if row < len(cells) else 0
                    yield Unit(CELL.join(texts), "row", group, section, line, codes=columns)


def _literal(reading: Reading | None, origin: object) -> Callable[[str, int], str]:
    """What gives words of the passage `origin` the asterisks of a plain text back; in other files they are marks."""
    if reading is None or not isinstance(origin, Passage) or not reading.source.file.lower().endswith(".txt"):
        return lambda text, _: text
    return Literal(origin, reading.source.text).put_back


def _columns(header: Sequence[str]) -> frozenset[int]:
    """The columns whose heads say that they hold codes or numbers of rows."""
    data = table("comparing")["names"]
    heads = [head.replace(" ", "") for head in header]
    return frozenset(
        at
        for at, head in enumerate(heads)
        if head in data["code_heads"] or (len(head) <= 8 and any(word in head for word in data["code_words"]))
    )


def _row(text: str, codes: frozenset[int]) -> list[Token]:
    """The tokens of a row: a whole number in a column of codes, or in the first cell before a name, is no figure."""
    cells = text.split(CELL)
    found: list[Token] = []
    for at, cell in enumerate(cells):
        bare = cell.strip()
        named = at == 0 and len(cells) > 2 and _NAMED.match(cells[1].strip()) is not None
        if bare.isdigit() and len(bare) <= _LONGEST and (at in codes or (named and not _YEAR.match(bare))):
            # The number of a row only tells where it stands; a code tells what it is.
            found.append(Token(cell, "number" if len(bare) < _CODE and at == 0 else "name"))
        else:
            found.extend(tokens(cell))
        if at + 1 < len(cells):
            found.append(Token(CELL, ""))
    return found


def _line(reading: Reading | None, origin: object, offset: int = 0) -> int:
    if reading is None or not isinstance(origin, Passage):
        return 0
    return reading.place(origin, offset)[0]
