"""What the editor gives to those who do a part of its work: the case, where one stands, and how to show what changed.

Limits: a protocol; :class:`drafter.tui.editor.EditorScreen` keeps it, its parts hold it and share nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from textual.app import App
from textual.screen import ModalScreen

from drafter.editing.entries import EventLine
from drafter.editing.workbench import Workbench
from drafter.tui.draft_view import DraftView
from drafter.tui.form_view import FormView


class Work(Protocol):
    """An editor as its parts see it. `at` is the number of the section, `fresh` the line that is
    still to be typed."""

    bench: Workbench
    at: int
    focus_path: str
    fresh: EventLine | None
    opened: set[str]

    @property
    def active(self) -> bool:
        """Whether nothing stands before it on the screen."""

    @property
    def app(self) -> App[object]:
        """The application that shows it."""

    @property
    def form(self) -> FormView:
        """The form of the section."""

    @property
    def draft_view(self) -> DraftView:
        """The draft."""

    def show(self, path: str | None = None, reload: bool = False, follow: bool = True) -> None:
        """Make form and draft agree with the case, with `path` in focus; the draft scrolls to it with `follow`."""

    def change(self, edit: Callable[[], Any]) -> Any:
        """Do an edit as a step of its own; what is wrong with it is said and None answered."""

    def soon(self) -> None:
        """Show what was typed, once for many keys that come at once."""

    def later(self) -> None:
        """Count and check when typing rests."""

    def bar(self) -> None:
        """Show anew what the line at the top says."""

    def to_path(self, path: str, follow: bool = True) -> None:
        """Go to what stands at a path, in whatever section."""

    def to_section(self, index: int, path: str = "", follow: bool = True) -> None:
        """Go to a section, to where one stood in it last, or to what stands at a path."""

    def tell(self, words: str, severity: str = "information", seconds: float = 3) -> None:
        """Say something at the edge of the screen."""

    def ask(self, question: ModalScreen[str], then: Callable[[str], None]) -> None:
        """Ask; `then` hears the answer, "" where there is none."""
