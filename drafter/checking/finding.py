"""A finding: what is wrong, where, what is claimed there and what it computes to."""

from __future__ import annotations

from typing import NamedTuple

from drafter.language.late import LatePattern

#: From the gravest: a certain contradiction, what hidden decimals or a habit could save, what might be better.
SEVERITIES = ("error", "warning", "hint")


class Finding(NamedTuple):
    """`code` names the rule, `severity` is one of SEVERITIES.

    `file`, `line` and `column` (from 1; 0 where a case has no such place) tell where; `path` is the path in a case,
    else None. `quote` are the words as they stand, `claimed` and `computed` what they say and what follows from the
    others (both "" where nothing is computed), `working` the computation in full (``106.14 ÷ 116 = 91.50%``),
    `message` one sentence of what to do.

    For whoever shows it: `context` is the paragraph the quote stands in, from `start` to `end`; `section` the headings
    above it; `block` the number of its block, `at` its offset in the text of the file, and `unit` what `line` counts
    (行, 段 in Word, 页 in PDF).
    """

    code: str
    severity: str
    file: str
    line: int
    column: int
    path: str | None
    quote: str
    claimed: str
    computed: str
    message: str
    working: str = ""
    context: str = ""
    start: int = 0
    end: int = 0
    section: tuple[str, ...] = ()
    block: int = -1
    at: int = 0
    unit: str = "行"


_ENDS = LatePattern(r"[。！？\n]")
#: How far from the quote a sentence is looked for: a paragraph of 5 MB without a mark is not read for each finding.
_FAR = 400


def sentence(finding: Finding) -> tuple[int, int]:
    """Start and end, in its context, of the sentence that holds the quote (or the sentences it reaches over)."""
    text, start, end = finding.context, finding.start, finding.end
    first = max(0, start - _FAR)
    before = [match.end() for match in _ENDS.finditer(text, first, start)]
    after = _ENDS.search(text, max(start, end - 1), min(len(text), end + _FAR))
    return before[-1] if before else first, after.end() if after else min(len(text), end + _FAR)
