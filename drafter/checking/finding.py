"""A finding: what is wrong, where, what is claimed there and what it computes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from drafter.language.late import LatePattern
from drafter.messages import language
from drafter.wording import Member, Wording, word

#: From the gravest: a certain contradiction, what hidden decimals or a habit could save, what might be better.
SEVERITIES = ("error", "warning", "hint")


class Finding(NamedTuple):
    """`code` names the rule, `severity` is one of SEVERITIES.

    `file`, `line` and `column` (from 1; 0 where a case has no such place) tell where; `path` is the path in a case,
    else None. `quote` are the words as they stand, `claimed` and `computed` what they say and what follows from the
    others (both "" where nothing is computed), `said` one sentence of what to do: a template with its members, of which
    `message` is the text in the user's language; `steps` is the computation in full (``106.14 ÷ 116 = 91.50%``), and
    `working` its text.

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
    said: Wording
    steps: str | Wording = ""
    context: str = ""
    start: int = 0
    end: int = 0
    section: tuple[str, ...] = ()
    block: int = -1
    at: int = 0
    unit: str = "行"

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the user's language."""
        said = str(self.said)
        # What is quoted or counted may come first; a word of English opens with a capital.
        return said[:1].upper() + said[1:] if language() == "en" else said

    @property
    def working(self) -> str:
        """The computation in full, in the user's language."""
        return str(self.steps)

    @property
    def members(self) -> Mapping[str, Member]:
        """The figures, names, places and words that the message is made of, by name."""
        return self.said.members


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


def filled(said: str | Wording, claimed: str, computed: str, members: Mapping[str, Member]) -> Wording:
    """What a rule says: a template by name, filled with members and with what is claimed and computed."""
    if isinstance(said, Wording):
        return said
    both = {name: text for name, text in (("claimed", claimed), ("computed", computed)) if text}
    return word(said, **both, **members)
