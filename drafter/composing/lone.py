"""Headings that stand alone: 1. wants a 2. beside it, and goes where there is none.

Limits: from the third level on; headings of indicators and those that the case names stay.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from drafter.report.tree import Block, Heading

#: From this level on a heading needs a second one beside it.
_LEVEL = 3


def without_lone(blocks: Sequence[Block], kept: Container[int]) -> tuple[Block, ...]:
    """The blocks of a draft without lone headings; `kept` are the numbers of headings that stand all the same."""
    lone: set[int] = set()
    #: The last heading of each level that may prove to be alone, by its level.
    waiting: dict[int, int] = {}
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        for level in [level for level in waiting if level > block.level]:
            lone.add(waiting.pop(level))
        waiting.pop(block.level, None)
        above = blocks[at - 1] if at else None
        first = isinstance(above, Heading) and above.level == block.level - 1
        if block.level >= _LEVEL and first and at not in kept:
            waiting[block.level] = at
    lone.update(waiting.values())
    return tuple([block for at, block in enumerate(blocks) if at not in lone])
