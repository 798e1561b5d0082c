"""The draft as a page of lines: wrapped, each piece knowing the sentence and the facts that it shows.

The writer gains a page on which every word leads back to a field, and every field to its words. Lines of
paragraphs that did not change are taken over from the page before.

Limits: words of tables and headings are no sentences.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.editing.page_tables import table_lines
from drafter.editing.wrapping import breaks
from drafter.facts.gap import marked
from drafter.language.width import width
from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Heading, Paragraph, Table
from drafter.writing.text import FLUSH

_INDENT = "\u3000\u3000"


class PagePiece(NamedTuple):
    """Words of one look: `sentence` is the number of their sentence (-1: none), `facts` the paths they state, `look`
    is text, todo, derived, title, heading, head or cell."""

    text: str
    look: str = "text"
    sentence: int = -1
    facts: tuple[str, ...] = ()


class DraftPage:
    """`lines` of pieces, `sentences` in their order, `starts` the first line of each."""

    def __init__(self, draft: Draft, columns: int, before: DraftPage | None = None) -> None:
        self.draft, self.columns = draft, max(columns, 8)
        self.lines: list[tuple[PagePiece, ...]] = []
        self.sentences: list[Sentence] = []
        self.starts: list[int] = []
        self._known: dict[tuple[object, ...], list[tuple[PagePiece, ...]]] = {}
        if before is not None and before.columns == self.columns:
            self._known = before._known
        kept: dict[tuple[object, ...], list[tuple[PagePiece, ...]]] = {}
        self._kept = kept
        if draft.title:
            # A title stands in the middle.
            for start, end in breaks(draft.title, self.columns):
                words = draft.title[start:end]
                lead = " " * ((self.columns - width(words)) // 2)
                self.lines.append((PagePiece(lead + words, "title"),))
        for block in draft.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif isinstance(block, Heading):
                for start, end in breaks(block.text, self.columns, 4):
                    self.lines.append((PagePiece((_INDENT if not start else "") + block.text[start:end], "heading"),))
            else:
                lines = self._known.get(block)
                lines = kept[block] = self._table(block) if lines is None else lines
                self.lines.extend(lines)
        self._known = kept

    def _paragraph(self, block: Paragraph) -> None:
        first = len(self.sentences)
        key = (block.style, tuple([(one.identity, one.text, one.spans) for one in block.sentences]))
        lines = self._known.get(key)
        lines = self._kept[key] = lines if lines is not None else self._wrapped(block)
        base = len(self.lines)
        for number, line in enumerate(lines):
            shifted = tuple([one._replace(sentence=one.sentence + first) if one.sentence >= 0 else one for one in line])
            self.lines.append(shifted)
            for one in shifted:
                if one.sentence >= len(self.starts):
                    self.starts.append(base + number)
        self.sentences.extend(block.sentences)
        while len(self.starts) < len(self.sentences):
            self.starts.append(base)

    def _wrapped(self, block: Paragraph) -> list[tuple[PagePiece, ...]]:
        """The lines of a paragraph; their sentences are numbered from 0."""
        pieces: list[PagePiece] = []
        for number, sentence in enumerate(block.sentences):
            at = 0
            spans: dict[tuple[int, int], list[str]] = {}
            derived = {(span.start, span.end) for span in sentence.spans if span.derived}
            for span in sentence.spans:
                spans.setdefault((span.start, span.end), []).append(span.fact)
            for (start, end), facts in sorted(spans.items()):
                if start > at:
                    pieces.append(PagePiece(sentence.text[at:start], "text", number))
                words = sentence.text[start:end]
                look = "todo" if marked(words) else "derived" if (start, end) in derived else "fact"
                pieces.append(PagePiece(words, look, number, tuple(facts)))
                at = max(at, end)
            if at < len(sentence.text):
                pieces.append(PagePiece(sentence.text[at:], "text", number))
        whole = "".join(piece.text for piece in pieces)
        flush = block.style in FLUSH
        lines: list[tuple[PagePiece, ...]] = []
        index, offset = 0, 0
        for start, end in breaks(whole, self.columns, 0 if flush else 4):
            line = [PagePiece(_INDENT)] if not start and not flush else []
            need = end - start
            while need > 0:
                piece = pieces[index]
                words = piece.text[offset : offset + need]
                line.append(piece._replace(text=words))
                need -= len(words)
                offset += len(words)
                if offset == len(piece.text):
                    index, offset = index + 1, 0
            lines.append(tuple(line))
        return lines

    def _table(self, table: Table) -> list[tuple[PagePiece, ...]]:
        return [(PagePiece(words, look),) for words, look in table_lines(table, self.columns)]

    # -- from fields to words and back ----------------------------------------------------------------------------
    def told(self, path: str) -> list[int]:
        """The sentences that state the fact at `path` or below it, else those that are about it."""
        if not path:
            return []
        exact = [n for n, one in enumerate(self.sentences) if any(_below(span.fact, path) for span in one.spans)]
        if exact:
            return exact
        return [
            number
            for number, one in enumerate(self.sentences)
            if any(_below(fact, path) for message in one.messages for fact in message.paths())
        ]

    def heading(self, text: str) -> int | None:
        """The line of the heading that ends in `text`, or of the title that holds it."""
        for number, line in enumerate(self.lines):
            if text and line and line[0].look == "heading" and line[0].text.endswith(text):
                return number
            if text and line and line[0].look == "title" and text in line[0].text:
                return number
        return None

    def sources(self, sentence: int) -> list[str]:
        """The paths of the facts in a sentence, stated ones before derived ones, each once."""
        spans = sorted(self.sentences[sentence].spans, key=lambda span: span.derived)
        facts = [span.fact for span in spans]
        facts += [path for message in self.sentences[sentence].messages for path in message.paths()]
        return list(dict.fromkeys(facts))


def _below(fact: str, path: str) -> bool:
    return fact == path or fact.startswith((f"{path}[", f"{path}."))


def cut(text: str, columns: int) -> str:
    """`text` cut to a width, with … where something is left out."""
    if width(text) <= columns:
        return text
    used = 0
    for at, character in enumerate(text):
        used += width(character)
        if used > columns - 1:
            return text[:at] + "…"
    return text
