"""The keys, pastes and clicks of a form: what they do to the entry in focus is done here, the rest is told.

The writer gains a list of notes that behaves as a text editor does, and fields that keep their keys in order.

Limits: says what was typed and where the cursor is; what becomes of it is :class:`drafter.tui.form_messages.Hearer`'s.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual import events

from drafter.editing.blocks import is_block
from drafter.editing.entries import Entry
from drafter.editing.paste import is_table, unquoted
from drafter.editing.typed import MANY
from drafter.tui.form_lines import text_place
from drafter.tui.form_messages import (
    Beyond,
    Entered,
    FormMessage,
    Hearer,
    Joined,
    Moved,
    Parted,
    Pasted,
    SectionAsked,
    Typed,
)
from drafter.tui.form_pane import FormPane, buffer_of

#: What a field is picked for from a list rather than typed.
PICKED = ("choice", "choices", "flag")


class FormView(FormPane):
    """A form that is typed into; `hearer` hears what was done."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hearer: Hearer | None = None
        #: Keys that are the screen's, and its actions.
        self.actions: Mapping[str, str] = {}

    def _tell(self, message: FormMessage) -> None:
        if self.hearer is not None:
            self.hearer.hear(message)

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
            self.changed()
            return True
        note = self.noting
        if note is not None and self._across(note, event.key):
            return True
        before = self.buffer.text
        if not self.buffer.act(event.key):
            return False
        if self.buffer.text != before:
            self.changed()
        else:
            self.lay_out()
        return True

    def changed(self) -> None:
        """Tell what is typed now."""
        entry = self.entry
        assert entry is not None
        self.lay_out()
        self._tell(Typed(entry.path, self.buffer.text))

    def _across(self, note: Entry, key: str) -> bool:
        """What a key does at the ends of a line of notes, as in a text editor; False where it stays in the line."""
        first, last = self.buffer.at == 0, self.buffer.at == len(self.buffer.text)
        if key == "backspace" and first:
            self._tell(Joined(note, -1))
        elif key == "delete" and last and not note.fresh:
            self._tell(Joined(note, 1))
        elif (key == "left" and first and self._beside(-1)) or (key == "right" and last and self._beside(1)):
            self.step(-1 if key == "left" else 1)
            self.buffer.at = 0 if key == "right" else len(self.buffer.text)
            self.lay_out()
        else:
            return False
        return True

    def _beside(self, step: int) -> bool:
        """Whether the entry before or behind is a line of notes too."""
        number = self.index + step
        return 0 <= number < len(self.entries) and self.entries[number].sort == "note"

    def _go(self, key: str) -> None:
        entry = self.entry
        if entry is None:
            return
        columns = self._room()
        if key == "enter":
            if entry.sort == "note" and self.buffer.text.strip():
                self._tell(Parted(entry, self.buffer.text[: self.buffer.at], self.buffer.text[self.buffer.at :]))
                return
            if entry.sort in ("list", "row", "more") or (entry.sort == "field" and entry.field.type in PICKED):
                self._tell(Entered(entry))
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
                self.changed()
                return
        if key == "down" and self.typing and self.buffer.vertical(1, columns):
            self.lay_out()
            return
        if key == "up" and self.typing and self.buffer.vertical(-1, columns):
            self.lay_out()
            return
        back = key in ("shift+tab", "up")
        column = self.buffer.place(columns)[1] if entry.sort == "note" else -1
        lines = column >= 0 and key in ("up", "down") and self._beside(-1 if back else 1)
        self.step(-1 if back else 1)
        if lines:
            self.buffer.point(10**6 if back else 0, column, self._room())
            self.lay_out()

    def _room(self) -> int:
        """How many columns the text of the entry in focus has."""
        return self._place()[1]

    def _place(self) -> tuple[int, int]:
        width = self.scrollable_content_region.width or self.size.width
        entry = self.entry
        return text_place(entry, self.entries, width) if entry is not None else (0, max(width, 4))

    def step(self, step: int) -> None:
        """To the entry before or behind."""
        target = self.index + step
        if not 0 <= target < len(self.entries):
            self._tell(Beyond(step))
            return
        self.go(target)

    def go(self, index: int) -> None:
        """Put entry number `index` in focus."""
        before = self.entry
        self.index = index
        entry = self.entry
        if entry is not None:
            self.buffer = buffer_of(entry)
            self.lay_out()
            self._tell(Moved(entry.path, before.path if before is not None else ""))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        entry = self.entry
        if entry is None:
            return
        text = self.buffer.text if self.typing else ""
        if event.text.strip() and (not self.typing or is_table(event.text) or is_block(event.text)):
            self._tell(Pasted(entry, event.text, text[: self.buffer.at], text[self.buffer.at :]))
        else:
            self.insert(unquoted(event.text))

    # -- mouse and jump labels ------------------------------------------------------------------------------------
    def on_click(self, event: events.Click) -> None:
        number = event.y + int(self.scroll_offset.y)
        if not 0 <= number < len(self._lines):
            return
        line = self._lines[number]
        if line.entry != self.index:
            self.go(line.entry)
        entry = self.entry
        if entry is not None and self.typing and line.start >= 0:
            start, room = self._place()
            self.buffer.point(line.start, event.x - start, room)
            self.lay_out()
        elif entry is not None and event.chain > 1:
            self._tell(Entered(entry))

    def place(self, at: int) -> None:
        """Put the cursor before character `at` of the entry in focus."""
        self.buffer.at = max(0, min(at, len(self.buffer.text)))
        self.lay_out()

    def rename(self, path: str) -> None:
        """The entry in focus has another path from now on, also for keys that come before it is shown anew."""
        self.entries = [one._replace(path=path) if at == self.index else one for at, one in enumerate(self.entries)]

    def insert(self, text: str) -> None:
        """Put a text in at the cursor of the entry in focus, as if it had been typed."""
        if self.typing:
            self.buffer.insert(text)
            self.changed()

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
            self._tell(SectionAsked(int(event.character)))
        self.lay_out()
