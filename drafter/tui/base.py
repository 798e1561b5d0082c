"""What all screens of the interface share: breakpoints, a word where the terminal is too small.

Limits: no content.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from drafter.messages import say

#: Below this many columns or lines nothing of use can be shown.
LEAST = (56, 14)


class BaseScreen(Screen[object]):
    """A screen that knows how wide it is."""

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
        #: What was in focus before the screen grew too small for it.
        self._in_focus: Widget | None = None

    def too_small(self) -> ComposeResult:
        """What is shown instead of everything on a tiny terminal."""
        words = say(
            "窗口太小，请放大到{columns}列{lines}行以上。\n内容都在，没有丢。", columns=LEAST[0], lines=LEAST[1]
        )
        yield Static(words, id="small", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        tiny = event.size.width < LEAST[0] or event.size.height < LEAST[1]
        self._in_focus = self.focused or self._in_focus
        self.set_class(tiny, "-tiny")
        if not tiny:
            # What is not shown loses the focus; what is shown again has it back.
            self.call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        kept = self._in_focus
        if self.focused is None and kept is not None and kept.is_attached and kept.focusable:
            self.set_focus(kept)
