"""The draft on the screen: a page that scrolls, with the words of the field in focus lit and a cursor on a sentence.

Limits: shows a :class:`drafter.editing.page.DraftPage`; makes nothing.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drafter.editing.page import DraftPage, PagePiece
from drafter.language.width import width
from drafter.tui.looks import looks


class DraftView(ScrollView, can_focus=True):
    """`lit` are the sentences of the field in focus, `sentence` the one under the cursor."""

    class Chosen(Message):
        """A sentence was chosen: `act` is field or wording, `facts` what the words pointed at state; without `follow`
        the draft is to stay where it is."""

        def __init__(self, sentence: int, act: str, facts: tuple[str, ...] = (), follow: bool = True) -> None:
            super().__init__()
            self.sentence, self.act, self.facts, self.follow = sentence, act, facts, follow

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.page: DraftPage | None = None
        self.lit: tuple[int, ...] = ()
        self.path = ""
        self.line = -1
        self.sentence = 0
        self.fault = ""
        self._looks: dict[str, Style] = {}

    def show(
        self, page: DraftPage | None, path: str = "", heading: str = "", fault: str = "", follow: bool = True
    ) -> None:
        """Show a page with the words of `path` (or the heading that reads so) lit and in sight."""
        self.page, self.path, self.fault = page, path, fault
        if page is None:
            self.refresh()
            return
        self.lit = tuple(page.told(path))
        self.line = page.heading(heading) if heading and page.heading(heading) is not None else -1  # type: ignore[assignment]
        if self.lit:
            self.sentence = self.lit[0]
        self.sentence = min(self.sentence, max(len(page.sentences) - 1, 0))
        size = Size(self.size.width, len(page.lines))
        if self.virtual_size != size:
            self.virtual_size = size
        if follow and (self.lit or self.line >= 0):
            self._reveal(page.starts[self.lit[0]] if self.lit else self.line)
        self.refresh()

    def _reveal(self, line: int) -> None:
        height = self.size.height
        top = int(self.scroll_offset.y)
        if not top + 1 <= line <= top + height - 4:
            self.scroll_to(y=max(0, line - height // 3), animate=False, immediate=True)

    @property
    def columns(self) -> int:
        """How many columns a page has here."""
        return max(self.scrollable_content_region.width - 1, 8)

    def render_line(self, y: int) -> Strip:
        wide = self.size.width
        if not self._looks:
            self._looks = looks(self.app)
        if self.page is None:
            words = self.fault if y == 0 else ""
            return Strip([Segment(words, self.rich_style + self._looks["error"])]).adjust_cell_length(
                wide, self.rich_style
            )
        number = y + int(self.scroll_offset.y)
        base = self.rich_style
        if number >= len(self.page.lines):
            return Strip.blank(wide, base)
        segments = []
        for piece in self.page.lines[number]:
            style = base + self._looks.get(piece.look, Style())
            if piece.sentence >= 0 and piece.sentence in self.lit:
                style += self._looks["lit"]
                if self.path and any(fact == self.path or fact.startswith(f"{self.path}[") for fact in piece.facts):
                    style += Style(bold=True, underline=True)
            if self.has_focus and piece.sentence == self.sentence:
                style += self._looks["focus"]
            if number == self.line:
                style += self._looks["lit"]
            segments.append(Segment(piece.text, style))
        return Strip(segments).adjust_cell_length(wide, base)

    def reveal(self) -> None:
        """Bring the sentence under the cursor in sight: what a key that comes here does, and a click does not."""
        if self.page is not None and self.sentence < len(self.page.starts):
            self._reveal(self.page.starts[self.sentence])

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks = {}

    def on_key(self, event: events.Key) -> None:
        acts = {"enter": "field", "w": "wording", "space": "wording"}
        steps = {"up": -1, "down": 1, "k": -1, "j": 1}
        if event.key in steps:
            self.move(steps[event.key])
        elif event.key in acts and self.page is not None and self.page.sentences:
            self.post_message(self.Chosen(self.sentence, acts[event.key]))
        else:
            return
        event.stop()
        event.prevent_default()

    def move(self, step: int) -> None:
        """The cursor a sentence on."""
        if self.page is None or not self.page.sentences:
            return
        self.sentence = max(0, min(len(self.page.sentences) - 1, self.sentence + step))
        self._reveal(self.page.starts[self.sentence])
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        piece = self._at(event.x, event.y)
        if piece is None or piece.sentence < 0:
            return
        self.sentence = piece.sentence
        self.refresh()
        act = "wording" if event.chain > 1 else "field"
        self.post_message(self.Chosen(piece.sentence, act, piece.facts, follow=False))

    def _at(self, x: int, y: int) -> PagePiece | None:
        """The words at a place of the screen."""
        number = y + int(self.scroll_offset.y)
        if self.page is None or not 0 <= number < len(self.page.lines):
            return None
        used = 0
        for piece in self.page.lines[number]:
            used += width(piece.text)
            if x < used:
                return piece
        return None
