"""The form of a section as it is painted: its entries, the one in focus with its text and cursor.

The writer gains a form of any length at the speed of one field: three hundred mounted inputs cost 190 ms a key, this
costs what is visible.

Limits: what keys and the mouse do to it is :mod:`drafter.tui.form_view`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drafter.editing.buffer import Buffer
from drafter.editing.entries import Entry
from drafter.editing.typed import MANY
from drafter.tui.form_lines import ShownLine, lay_out
from drafter.tui.looks import looks


class FormPane(ScrollView, can_focus=True):
    """Entries, the cursor among them (`index`), and the text of the one in focus (`buffer`)."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: Sequence[Entry] = ()
        self.index = 0
        self.buffer = Buffer()
        self.jumping = False
        self._lines: list[ShownLine] = []
        self._cursor = (0, 0)
        self._looks: dict[str, Style] = {}

    # -- what is shown --------------------------------------------------------------------------------------------
    @property
    def entry(self) -> Entry | None:
        return self.entries[self.index] if 0 <= self.index < len(self.entries) else None

    def show(self, entries: Sequence[Entry], path: str, reload: bool = False) -> None:
        """Show entries with the one at `path` in focus; what is being typed stays unless `reload`."""
        before = self.entry
        self.entries = entries
        found = next((number for number, one in enumerate(entries) if one.path == path), None)
        if found is None:
            found = min(self.index, max(len(entries) - 1, 0))
        self.index = found
        entry = self.entry
        same = before is not None and entry is not None and before.path.removesuffix("+") == entry.path
        if entry is not None and (reload or not same):
            self.buffer = buffer_of(entry)
        self.lay_out()

    def lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        if not width:
            return
        self._lines, self._cursor = lay_out(self.entries, self.index, self.buffer, width, self.jumping)
        size = Size(width, len(self._lines))
        if self.virtual_size != size:
            self.virtual_size = size
        self._follow()
        self.refresh()

    def _follow(self) -> None:
        """Scroll so that the entry in focus is seen, its help with it where there is room."""
        mine = [number for number, line in enumerate(self._lines) if line.entry == self.index]
        if not mine:
            return
        height = self.scrollable_content_region.height or self.size.height
        top = int(self.scroll_offset.y)
        first, last = mine[0], mine[-1]
        row = self._cursor[0]
        if last >= top + height:
            top = last - height + 1
        if first < top or last - first >= height:
            top = min(first, row) if row - first < height else row - height + 1
        self.scroll_to(y=max(top, 0), animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        number = y + int(self.scroll_offset.y)
        if not self._looks:
            self._looks = looks(self.app)
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        base = self.rich_style
        inside = line.entry == self.index and self.has_focus
        if inside:
            base = base + self._looks["here"]
        segments = []
        for text, look in line.pieces:
            style = base + self._looks.get(look, base)
            segments.append(Segment(text, style))
        if inside and number == self._cursor[0]:
            return Strip(segments).adjust_cell_length(width, base).crop(0, width)
        return Strip(segments).adjust_cell_length(width, base)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor stands on the screen, for the window of an input method."""
        row, column = self._cursor
        x, y = self.content_region.offset
        return Offset(x + min(column, max(self.size.width - 1, 0)), y + row - int(self.scroll_offset.y))

    @property
    def typing(self) -> bool:
        """Whether the entry in focus is one that is typed into."""
        entry = self.entry
        return entry is not None and entry.sort in ("field", "note")

    @property
    def noting(self) -> Entry | None:
        """The line of a list of notes that is in focus."""
        entry = self.entry
        return entry if entry is not None and entry.sort == "note" else None

    def on_resize(self) -> None:
        self.lay_out()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks = {}


def buffer_of(entry: Entry) -> Buffer:
    """What an entry holds, to be typed into; a figure typed on arriving at the year takes the place of it."""
    return Buffer(entry.text, entry.field.type in MANY, over=entry.path == "year")
