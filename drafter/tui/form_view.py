"""The form of a section on the screen: one widget that paints its entries and edits the one in focus.

The writer gains a form of any length at the speed of one field: three hundred mounted inputs cost 190 ms a key, this
costs what is visible.

Limits: says what was typed and where the cursor is; what becomes of it is the screen's to decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drafter.editing.buffer import Buffer
from drafter.editing.form import Entry
from drafter.editing.paste import is_table, unquoted
from drafter.editing.typed import MANY
from drafter.tui.form_lines import Line, label_width, lay_out
from drafter.tui.host import Host
from drafter.tui.looks import looks

#: What a field is picked for from a list rather than typed.
PICKED = ("choice", "choices", "flag")


class FormView(ScrollView, can_focus=True):
    """Entries, the cursor among them (`index`), and the text of the one in focus (`buffer`)."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: Sequence[Entry] = ()
        self.index = 0
        self.buffer = Buffer()
        self.jumping = False
        self.host: Host | None = None
        #: Keys that are the screen's, and its actions.
        self.actions: Mapping[str, str] = {}
        self._lines: list[Line] = []
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
        if entry is not None and (reload or before is None or before.path != entry.path):
            self.buffer = _buffer(entry)
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
        return entry is not None and entry.sort == "field"

    def on_resize(self) -> None:
        self.lay_out()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks = {}

    def _tell(self, what: str, *values: object) -> None:
        if self.host is not None:
            getattr(self.host, what)(*values)

    # -- keys -----------------------------------------------------------------------------------------------------
    async def on_key(self, event: events.Key) -> None:
        ahead = getattr(self.app.screen, "ahead", None)
        if self.app.screen is not self.screen:
            # Typed before a question stood on the screen: it is the question's.
            if ahead is not None:
                ahead(event)
        elif event.key in self.actions and not self.jumping:
            await self.screen.run_action(self.actions[event.key])
        elif self.jumping:
            self._jump(event)
        elif event.key in ("tab", "down", "enter", "shift+tab", "up") or (self.typing and self._edit(event)):
            if event.key in ("tab", "down", "enter", "shift+tab", "up"):
                self._go(event.key)
        else:
            return
        event.stop()
        event.prevent_default()

    def _edit(self, event: events.Key) -> bool:
        if event.is_printable and event.character:
            self.buffer.insert(event.character)
            self._changed()
            return True
        before = self.buffer.text
        if not self.buffer.act(event.key):
            return False
        if self.buffer.text != before:
            self._changed()
        else:
            self.lay_out()
        return True

    def _changed(self) -> None:
        entry = self.entry
        assert entry is not None
        self.lay_out()
        self._tell("typed", entry.path, self.buffer.text)

    def _go(self, key: str) -> None:
        entry = self.entry
        if entry is None:
            return
        columns = max(self._room(), 4)
        if key == "enter":
            if entry.sort != "field" or (entry.field.type in PICKED):
                self._tell("entered", entry)
                return
            if (
                entry.field.type in MANY
                and self.buffer.text.split("\n")[-1].strip()
                and self.buffer.at == len(self.buffer.text)
            ):
                self.buffer.insert("\n")
                self.lay_out()
                return
            if entry.field.type in MANY and self.buffer.at < len(self.buffer.text):
                self.buffer.insert("\n")
                self._changed()
                return
        if key == "down" and self.typing and self.buffer.vertical(1, columns):
            self.lay_out()
            return
        if key == "up" and self.typing and self.buffer.vertical(-1, columns):
            self.lay_out()
            return
        self.step(-1 if key in ("shift+tab", "up") else 1)

    def _room(self) -> int:
        width = self.scrollable_content_region.width or self.size.width
        return width - label_width(width, self.entries) - 3

    def step(self, step: int) -> None:
        """To the entry before or behind."""
        target = self.index + step
        if not 0 <= target < len(self.entries):
            self._tell("beyond", step)
            return
        self.go(target)

    def go(self, index: int) -> None:
        """Put entry number `index` in focus."""
        self.index = index
        entry = self.entry
        if entry is not None:
            self.buffer = _buffer(entry)
            self.lay_out()
            self._tell("moved", entry.path)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        entry = self.entry
        if entry is None:
            return
        if is_table(event.text) or (entry.sort != "field" and event.text.strip()):
            self._tell("pasted", entry, event.text)
        elif self.typing:
            self.buffer.insert(unquoted(event.text))
            self._changed()

    # -- mouse and jump labels ------------------------------------------------------------------------------------
    def on_click(self, event: events.Click) -> None:
        number = event.y + int(self.scroll_offset.y)
        if not 0 <= number < len(self._lines):
            return
        line = self._lines[number]
        if line.entry != self.index:
            self.go(line.entry)
        entry = self.entry
        if entry is not None and entry.sort == "field" and line.start >= 0:
            width = self.scrollable_content_region.width or self.size.width
            self.buffer.point(line.start, event.x - label_width(width, self.entries) - 1, self._room())
            self.lay_out()
        elif entry is not None and event.chain > 1:
            self._tell("entered", entry)

    def jump(self) -> None:
        """Show a letter beside each entry; the next key goes to one."""
        self.jumping = True
        self.lay_out()

    def _jump(self, event: events.Key) -> None:
        self.jumping = False
        target = next((line.entry for line in self._lines if line.jump and line.jump == event.character), None)
        if target is not None:
            self.go(target)
        elif event.character and event.character.isdecimal():
            self._tell("beyond", 100 + int(event.character))
        self.lay_out()


def _buffer(entry: Entry) -> Buffer:
    """What an entry holds, to be typed into; a figure typed on arriving at the year takes the place of it."""
    return Buffer(entry.text, entry.field.type in MANY, over=entry.path == "year")
