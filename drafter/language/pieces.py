"""A line longer than anybody notes, in pieces: at the ends of its sentences where it has any.

The reader of notes gains that a page pasted without the ends of its lines is read sentence by sentence, and that what
is read costs as much as it is long. The pieces are the line: nothing is left out or put in.

Limits: a run of characters without a mark, a blank or a change from figures to words is cut where it is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: More characters stand on one line where its ends were lost on the way: a paragraph of a report has some hundreds.
LONGEST = 2000
#: The cells of a pasted row are told apart first, and a cell may hold a paragraph.
_LONGEST_ROW, _CELLS = 10_000, 40
#: How long a piece is at most; where it may end, best first.
PIECE = 500
_ENDS = (
    re.compile("[。！？；;][”’」』）]?(?=[^。！？；;”’」』）])"),
    re.compile("(?:[，：]|[,:](?!\\d)|[\t |→、])(?=[^\\d\t |→、])"),
    re.compile("(?<=[\u4e00-\u9fff])(?=\\d)|(?<=\\s)(?=\\d)"),
)
#: How long a run of one blank or mark of a rule may be.
_LONGEST_RUN = 40
_RUN = re.compile(rf"([ \u3000—―─=_*~·.\-])\1{{{_LONGEST_RUN},}}")
#: What ends a line, wherever it was typed.
_LINE_END = re.compile("(\r\n|[\n\r\u2028\u2029\x0b\x0c])")


def pieces(text: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """The stretches that `text` is read in: the whole of one that is no longer than `longest`."""
    start, stop = 0, len(text)
    while stop - start > (PIECE if start else longest):
        cut = next((found for end in _ENDS if (found := _last(end, text, start)) > start), start + PIECE)
        yield start, cut
        start = cut
    yield start, stop


def _last(end: re.Pattern[str], text: str, start: int) -> int:
    """Behind the last mark of a sort in the piece that opens at `start`; `start` where there is none."""
    cut = start
    for match in end.finditer(text, start + 1, start + PIECE):
        cut = match.end()
    return cut


def in_pieces(text: str) -> tuple[str, list[int]]:
    """A page whose lines are none too long, and the number (from 1) that each of them had ([]: as they stand)."""
    # A rule drawn over the whole page says no more than a short one, and costs every pattern that looks at blanks.
    text = _RUN.sub(lambda run: run[1] * _LONGEST_RUN, text)
    if len(text) <= LONGEST:
        return text, []
    found: list[str] = []
    numbers: list[int] = []
    cells = _LINE_END.split(text)
    for number, line in enumerate(cells[::2], 1):
        row = 0 < line.count("\t") < _CELLS
        parts = [line[low:high] for low, high in pieces(line, _LONGEST_ROW if row else LONGEST)]
        found += ["\n".join(parts), *cells[2 * number - 1 : 2 * number]]
        numbers += [number] * len(parts)
    return "".join(found), numbers if len(numbers) > numbers[-1] else []
