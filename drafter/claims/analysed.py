"""What a text says, worked out once: the year it reports on, tables, series, numbered units, repeats, statements.

Whoever checks, compares or imports asks one value for all of it; nothing is worked out that nobody asks for.

Limits: what is read is frozen: another text is another value.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from drafter.claims.cells import Grid
from drafter.claims.dates import Signature, report_year, signature
from drafter.claims.full_text import PROSE, FullText
from drafter.claims.grids import grids
from drafter.claims.numbered import NumberedUnit, numbered_units
from drafter.claims.repeats import Repeat, repeats
from drafter.claims.series import Series, series
from drafter.claims.statements import Said, statements
from drafter.claims.text import ReadText
from drafter.language.report_year import ReportYear


class AnalysedText(ReadText):
    """A read text with what it says."""

    @cached_property
    def report_year(self) -> ReportYear:
        """The year it reports on, and what told it."""
        return report_year(self)

    @cached_property
    def signature(self) -> Signature | None:
        """The day it was signed, where its last lines say one."""
        return signature(self)

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables that have a header and a row at least."""
        return grids(self)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Its paragraphs, rows and lines that tell one project each."""
        return series(self, self.grids)

    @cached_property
    def statements(self) -> tuple[Said, ...]:
        """Its figures under keys of what they are of."""
        return statements(self, self.report_year.settled)

    @cached_property
    def numbered(self) -> list[NumberedUnit | None]:
        """Its numbered headings and paragraphs, None where numbering begins anew."""
        return numbered_units(self)

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """What it tells twice."""
        return repeats(self, self.grids)

    @cached_property
    def _full_texts(self) -> dict[tuple[str, ...], FullText]:
        return {}

    def full_text(self, kinds: Sequence[str] = PROSE) -> FullText:
        """The text of the stretches of some kinds in one piece."""
        key = tuple(kinds)
        if key not in self._full_texts:
            self._full_texts[key] = FullText(self, kinds)
        return self._full_texts[key]
