"""What a reading holds, in short, for tests that read files."""

from __future__ import annotations

from drafter.reading.passage import Passage
from drafter.reading.reader import Reading
from drafter.report.tree import Heading, Paragraph


def shown(reading: Reading) -> list[str]:
    """The title (# …) and the blocks: h2（一）…, a paragraph as it is, a table as [row|row/row|row]."""
    found = [f"# {reading.draft.title}"] if reading.draft.title else []
    for block in reading.draft.blocks:
        if isinstance(block, Heading):
            found.append(f"h{block.level} {block.text}")
        elif isinstance(block, Paragraph):
            found.append(block.text)
        else:
            rows = "/".join("|".join(row) for row in (block.header, *block.rows))
            found.append(f"{block.title}[{rows}]")
    return found


def in_place(reading: Reading) -> bool:
    """Whether each character of the tree is the one that stands at its place in the source (a blank may stand for any
    blank)."""
    passages: list[Passage] = [reading.title]
    for origin in reading.origins:
        passages.extend([origin] if isinstance(origin, Passage) else [cell for row in origin for cell in row])
    text = reading.source.text
    return all(
        c == text[passage.origin(i)] or (c == " " and text[passage.origin(i)].isspace())
        for passage in passages
        for i, c in enumerate(passage.text)
    )
