"""What the parts of the editor share: the workbench, the panes, and the promise to show what changed.

Limits: :class:`drafter.tui.editor.EditorScreen` fulfils the promises.
"""

from __future__ import annotations

from drafter.editing.workbench import Workbench
from drafter.tui.base import BaseScreen
from drafter.tui.draft_view import DraftView
from drafter.tui.form_view import FormView


class Part(BaseScreen):
    """A part of the editor. `at` is the number of the section, `focus_path` the path of the entry in focus."""

    bench: Workbench
    at: int
    focus_path: str

    @property
    def form(self) -> FormView:
        return self.query_one("#form", FormView)

    @property
    def draft_view(self) -> DraftView:
        return self.query_one("#draft", DraftView)

    def show(self, path: str | None = None, reload: bool = False, follow: bool = True) -> None:
        raise NotImplementedError

    def show_draft(self, follow: bool = True) -> None:
        raise NotImplementedError

    def later(self) -> None:
        raise NotImplementedError

    def count(self) -> None:
        raise NotImplementedError

    def bar(self) -> None:
        raise NotImplementedError

    def to_path(self, path: str) -> None:
        raise NotImplementedError

    def typed(self, path: str, text: str) -> None:
        raise NotImplementedError
