"""Marks of Markdown in a plain text, where they are characters like any other: **整改情况：** in a .txt.

The reader gains sentences that are those of the file to the letter. Reading folds the marks, so that a line in bold is
known for a heading; here they are put back where they stood.

Limits: only the pairs of asterisks; cells of tables are left as they were read.
"""

from __future__ import annotations

from drafter.reading.passage import Passage

_MARK = "**"


class Literal:
    """The marks that stood in `source` between the characters of one passage of it."""

    def __init__(self, passage: Passage, source: str) -> None:
        self.length, self.places = len(passage.text), list[int]()
        if not passage.runs:
            return
        before = passage.runs[0][1]
        first, last = source.rfind("\n", 0, before) + 1, passage.origin(self.length)
        stop = source.find("\n", last)
        # Only the lines of the passage are looked at: there are many passages in a source.
        if source.find(_MARK, first, stop if stop >= 0 else len(source)) < 0:
            return
        lead = source[first:before]
        self.places += [0] * lead.count(_MARK)
        for (start, at), (end, then) in zip(passage.runs, passage.runs[1:], strict=False):
            self.places += [end] * source[at + end - start : then].count(_MARK)
        self.places += [self.length] * source[last : stop if stop >= 0 else len(source)].count(_MARK)

    def put_back(self, text: str, at: int) -> str:
        """`text`, which stands at `at` of the passage, with the marks that stood in it or right before it; those behind
        the whole passage go to its last words."""
        end = at + len(text)
        here = [place for place in self.places if at <= place < end or place == end == self.length]
        for place in reversed(here):
            text = text[: place - at] + _MARK + text[place - at :]
        return text
