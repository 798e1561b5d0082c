"""Notes in a document (Word, Markdown, web page): its lines, tables as lines of tabbed cells."""

from __future__ import annotations


def lines_of(file: str) -> str:
    """The text of a document, a line for each heading and paragraph. Raises what reading the file raises."""
    from drafter.reading.reader import read_file
    from drafter.report.tree import Table

    document = read_file(file)
    lines = [document.draft.title] if document.draft.title else []
    for block in document.draft.blocks:
        if isinstance(block, Table):
            lines.extend("\t".join(row) for row in (block.header, *block.rows))
        else:
            lines.append(block.text)
    return "\n".join(lines)
