"""A read text as its stretches: title, headings, paragraphs and cells, with their figures, sentences and clauses.

Limits: what several stretches say together is worked out by :mod:`drafter.claims.analysed`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from drafter.claims.mention import Mention, Parts
from drafter.files.values import DataTable
from drafter.language.figures import Date, Figure, Tokens, tokens
from drafter.language.tables import table
from drafter.reading.passage import Passage
from drafter.reading.reader import Reading
from drafter.report.tree import Heading, Paragraph, Table

#: A short aside without a figure (因公出国（境）费) parts nothing.
_CLAUSE = re.compile(r"(?P<aside>[（(][^（）()，。；：\d]{1,8}[）)])|[，。；：！？,;:（）]|(?<!\d)\(|\)")
#: Of so many stretches the clauses are kept; of a longer text they are worked out again when asked for.
_KEPT = 8_192


class Stretch:
    """A heading, a paragraph, a cell of a table or the title: `text`, and what is read out of it.

    `kind` is title, heading, paragraph or cell; `block` the number of its block in the draft (-1 for the title);
    `section` the headings above it, outermost first; `style` of a paragraph; `row` and `column` of a cell (row 0 is
    the header).
    """

    __slots__ = (
        "_said", "_spans", "_tokens", "block", "column", "kind", "mentions", "parts", "passage", "row", "section",
        "style", "text",
    )  # fmt: skip

    def __init__(
        self, passage: Passage, kind: str, block: int, section: tuple[str, ...], style: str = "",
        sentences: tuple[str, ...] = (), row: int = 0, column: int = 0,
    ) -> None:  # fmt: skip
        self.passage, self.kind, self.block, self.section, self.style = passage, kind, block, section, style
        self.text, self.row, self.column, self._said = passage.text, row, column, sentences
        # A long report has a hundred thousand stretches: what is worked out is kept without a dictionary for each.
        self._tokens: Tokens | None = None
        self._spans: tuple[tuple[int, int], ...] | None = None
        #: What :mod:`drafter.claims.mentions` and :mod:`drafter.claims.parts` work out once.
        self.mentions: tuple[Mention, ...] | None = None
        self.parts: tuple[Parts, ...] | None = None

    @property
    def tokens(self) -> Tokens:
        """The words, figures and dates of the stretch in their order."""
        if self._tokens is None:
            self._tokens = tokens(self.text)
        return self._tokens

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures in their order."""
        return self.tokens.figures

    @property
    def dates(self) -> tuple[Date, ...]:
        """Its dates in their order."""
        return self.tokens.dates

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence."""
        if self._spans is None:
            found, at = [], 0
            for sentence in self._said or (self.text,):
                found.append((at, at + len(sentence)))
                at += len(sentence)
            self._spans = tuple(found)
        return self._spans

    @property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Start and end (before its mark) of each clause: what stands between two marks."""
        return _clauses(self.text)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds the character at `offset`."""
        return self.sentences[max(0, bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1)]


@lru_cache(_KEPT)
def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    found, at = [], 0
    for match in _CLAUSE.finditer(text):
        if match["aside"] or (text[match.start()] in ",:" and _in_number(text, match.start())):
            continue
        if match.start() > at:
            found.append((at, match.start()))
        at = match.end()
    if at < len(text):
        found.append((at, len(text)))
    return tuple(found)


def _in_number(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


class ReadText:
    """A reading as its stretches, with the words that figures and names in it are known by."""

    def __init__(self, reading: Reading, settings: Mapping[str, object] | None = None) -> None:
        self.reading = reading
        self.settings: DataTable = settings or {}
        self.file = reading.source.file

    @property
    def unit(self) -> str:
        """What its places are counted in: 行, 段 in Word, 页 in PDF."""
        return self.reading.source.unit

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Title, headings, paragraphs and cells in the order of the text."""
        return tuple(self._stretches())

    def _stretches(self) -> Iterator[Stretch]:
        if self.reading.title.text:
            yield Stretch(self.reading.title, "title", -1, ())
        section: list[tuple[int, str]] = []
        for number, (block, origin) in enumerate(zip(self.reading.draft.blocks, self.reading.origins, strict=True)):
            above = tuple(text for _, text in section)
            if isinstance(block, Heading) and isinstance(origin, Passage):
                while section and section[-1][0] >= block.level:
                    section.pop()
                above = tuple(text for _, text in section)
                section.append((block.level, block.text))
                yield Stretch(origin, "heading", number, above)
            elif isinstance(block, Paragraph) and isinstance(origin, Passage):
                texts = tuple(sentence.text for sentence in block.sentences)
                yield Stretch(origin, "paragraph", number, above, block.style, texts)
            elif isinstance(block, Table) and not isinstance(origin, Passage):
                for row, cells in enumerate(origin):
                    for column, cell in enumerate(cells):
                        yield Stretch(cell, "cell", number, above, row=row, column=column)

    @cached_property
    def paragraphs(self) -> tuple[Stretch, ...]:
        """The stretches that are paragraphs."""
        return tuple(stretch for stretch in self.stretches if stretch.kind == "paragraph")

    def words(self, module: str, name: str) -> Any:
        """A list or table of words of ``rules/text/<module>.toml``; a unit's own of that name is added to ours."""
        ours = table(f"text/{module}")["words"][name]
        own = self.settings.get("words", {}).get(module, {}).get(name)
        if own is None:
            return ours
        return [*ours, *own] if isinstance(ours, list) else {**ours, **own}
