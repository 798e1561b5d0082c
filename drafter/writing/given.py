"""A report to be written, with all that a format may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drafter.facts.case import Case
    from drafter.report.tree import Draft


class ReportGiven(NamedTuple):
    """A report to be written: the `draft`, its `case`, a document that lends its styles (docx), the `place` whose form
    is filled in (xlsx), and whether sentences are explained (txt, md)."""

    draft: Draft
    case: Case
    reference: bytes | None = None
    place: str = ""
    explained: bool = False
