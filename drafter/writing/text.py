"""A draft as plain text, as Markdown, and explained sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafter.report.fingerprint import fingerprint, subject
from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Heading, Paragraph, Table

if TYPE_CHECKING:
    from drafter.facts.case import Case

#: A paragraph opens with two characters of space (GB/T 9704-2012, 7.3.3).
INDENT = "\u3000\u3000"
#: Paragraphs that open at the margin: 主送机关, 署名 and 成文日期 (GB/T 9704-2012, 7.3.2 and 7.3.5).
FLUSH = frozenset(("addressee", "signature", "date"))


def to_text(draft: Draft) -> str:
    """The report as plain text, a line a paragraph, ending with a line break."""
    lines = [draft.title] if draft.title else []
    for block in draft.blocks:
        if isinstance(block, Table):
            lines.extend(_rows(block))
        elif isinstance(block, Paragraph) and block.style in FLUSH:
            lines.append(block.text)
        else:
            lines.append(INDENT + block.text)
    return "\n".join(lines) + "\n"


def _rows(table: Table) -> Iterator[str]:
    if table.title:
        yield table.title
    yield "\t".join(table.header)
    for row in table.rows:
        yield "\t".join(row)


def to_markdown(draft: Draft) -> str:
    """The report as Markdown: the title as level 1, headings below it, a blank line between blocks."""
    parts = [f"# {_escape(draft.title)}"] if draft.title else []
    for block in draft.blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * (block.level + 1)} {_escape(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(_escape(block.text))
        else:
            parts.append(_table(block))
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    head = f"**{_escape(table.title)}**\n\n" if table.title else ""
    rows = [table.header, tuple("---" for _ in table.header), *table.rows]
    return head + "\n".join("| " + " | ".join(_marks(cell).replace("|", r"\|") for cell in row) + " |" for row in rows)


def _escape(text: str) -> str:
    """Words of a case that Markdown would take for marks; a leading `1.` is a numbered heading, not a list."""
    text = _marks(text)
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits and text[digits : digits + 1] == ".":
        text = text[:digits] + "\\" + text[digits:]
    return text


def _marks(text: str) -> str:
    for mark in "\\`*_[]<>#":
        text = text.replace(mark, "\\" + mark)
    return text


def explain(draft: Draft, case: Case | None = None) -> str:
    """The report with, under each sentence, its identity and the mark of its facts (what a `[[hand]]` row keeps), the
    constructions that made it and the facts it states; with its `case` also the cell that a fact was read from."""
    lines = [draft.title] if draft.title else []
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                lines.append(INDENT + sentence.text)
                lines.extend(_origins(sentence, case))
        elif isinstance(block, Heading):
            lines.append(INDENT + block.text)
        else:
            lines.extend(_rows(block))
    if draft.unstated:
        lines.append("没有写进正文的事实：")
        lines.extend(f"    {one.fact}：{one.why}" for one in draft.unstated)
    if draft.notes:
        lines.append("需要看一眼的手工修改：")
        lines.extend(f"    {note.id}：{note.message}" for note in draft.notes)
    return "\n".join(lines) + "\n"


def _origins(sentence: Sentence, case: Case | None) -> Iterator[str]:
    about = subject(sentence)
    # A clause of the bank alone states nothing that could change.
    yield f"    标识：{sentence.identity}" + (f'（facts = "{fingerprint(about)}"）' if about else "")
    yield f"    句式：{'、'.join(sentence.constructions) or '无'}"
    for span in sentence.spans:
        mark = "（推算）" if span.derived else ""
        cell = case.origin(span.fact) if case is not None else ""
        source = f"（{cell}）" if cell else ""
        yield f"    事实：{sentence.text[span.start : span.end]} ← {span.fact}{mark}{source}"
