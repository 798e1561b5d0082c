"""A list to choose from that no key can break, however early it comes.

Limits: what is listed and what a choice means is for whoever shows it.
"""

from __future__ import annotations

from contextlib import suppress

from textual.widgets import OptionList


class ChoiceList(OptionList):
    """Options of which a page is turned once they are laid out: before that Textual looks for lines that are not there
    yet, and ends with an error."""

    def action_page_up(self) -> None:
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]
