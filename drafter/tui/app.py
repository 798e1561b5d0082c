"""The application: which screens there are, how one comes to them, how it looks.

Limits: under 400 lines, and nothing that a screen could do itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from drafter.crash import EXIT, report
from drafter.editing import journal, recent
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.dialogs import TextPage
from drafter.tui.files import short
from drafter.tui.home import HomeScreen
from drafter.tui.keys import pressed

if TYPE_CHECKING:
    from textual.driver import Driver

    from drafter.editing.case_file import CaseFile


def settle() -> None:
    """Keep the collector from what is there for good, and threads from holding up the keys."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    sys.setswitchinterval(0.001)


class DrafterApp(App[int]):
    """`case` is opened at once, or the review of `papers` by the list of `place`; else one starts at home."""

    CSS_PATH = "app.tcss"
    TITLE = "drafter"
    ENABLE_COMMAND_PALETTE = False
    # Textual's own stands before those of the screens and is not shown.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", say("退出"), priority=True)]

    def __init__(self, case: str = "", papers: Sequence[str] = (), place: str = "") -> None:
        self._cursor_kept = Offset(0, 0)
        super().__init__()
        self.case = case
        self.papers, self.place = tuple(papers), place
        #: The case that is open, with what is not saved of it; the fault that ended the program.
        self.file: CaseFile | None = None
        self.fault: BaseException | None = None
        self._grave_until = 0.0
        self._stray_until = 0.0
        self._noted = False

    # The window of an input method follows this; Textual leaves it where a widget last put it (#6082).
    @property
    def cursor_position(self) -> Offset:
        """Where the cursor of the focused widget stands on the screen."""
        focused = self.screen_stack[-1].focused if self._running and self.screen_stack else None
        if focused is None or not focused.is_attached:
            return self._cursor_kept
        found = getattr(focused, "cursor_screen_offset", None)
        return found if isinstance(found, Offset) else self._cursor_kept

    @cursor_position.setter
    def cursor_position(self, value: Offset) -> None:
        self._cursor_kept = value

    def get_key_display(self, binding: Binding) -> str:
        """Keys as keyboards have them: F1, ^S, Esc."""
        key = binding.key.split(",")[0]
        if key[:1] == "f" and key[1:].isdecimal():
            return key.upper()
        if key.startswith("ctrl+") and len(key) == 6:
            return pressed(f"^{key[5:].upper()}")
        return "Esc" if key == "escape" else super().get_key_display(binding)

    def get_default_screen(self) -> HomeScreen:
        """Home is the first screen, not one over an empty one."""
        return HomeScreen()

    def on_mount(self) -> None:
        # Asked to end, it gives the terminal back; what was typed is in the journal by then.
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, self.leave_at_once, 128 + number)
        if self.case:
            self.open_case(self.case)
        if self.papers:
            self.open_desk(self.papers, self.place)
        if recent.first_time("tour"):
            self.action_tour()

    # -- how it ends when it must ---------------------------------------------------------------------------------
    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from drafter.tui.driver import TerminalDriver

        return TerminalDriver

    def boxed(self, text: str, at_end: bool, then: Callable[[str | None], None]) -> None:
        """A text in a box to be changed, where no editor can be had."""
        from drafter.tui.box import Box

        self.push_screen(Box(text, at_end), then)

    def settle(self) -> None:
        """Have on disk what was typed."""
        if self.file is not None:
            with contextlib.suppress(OSError):
                journal.settle(self.file.journal.unsettled())

    def ended(self) -> int:
        """The exit code of what came to its end by itself."""
        return self.return_code or (EXIT if self._noted else 0)

    def leave_at_once(self, code: int) -> None:
        """End now, as one is told to; what was typed is in the journal by then."""
        self.settle()
        self.exit(code, code)

    def on_unmount(self) -> None:
        """However it ends: the case is let go, and what was not saved stays in its journal."""
        if self.file is not None:
            self.file.close(keep=True)

    def terminal_gone(self) -> None:
        """The terminal was closed; there is nobody to ask and nothing to show."""
        self.leave_at_once(128 + getattr(signal, "SIGHUP", 1))

    def stray_bytes(self, count: int) -> None:
        """Bytes came from the terminal that are no text."""
        if time.monotonic() > self._stray_until:
            self._stray_until = time.monotonic() + 10
            told = say("终端送来的{count}个字节不是UTF-8文字，没有填入；请把终端的编码改成UTF-8", count=count)
            self.notify(told, severity="warning", timeout=8)

    def fail(self, error: BaseException) -> None:
        """End because of a fault that nobody foresaw; it is told once the screen is given back. What fails because it
        is being taken down already (asked to end while it opened) is none."""
        self.settle()
        if not self._exit:
            self.fault = self.fault or error
            self._return_code = EXIT
        self._close_messages_no_wait()

    def note_fault(self, error: Exception) -> str:
        """Write down a fault beside the work, which goes on; where it was written, for a message. May be called from
        any thread. The program does not end as if nothing had been."""
        self._noted = True
        file = report(error, "edit")
        return short(str(file)) if file is not None else "-"

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a page in English with the values of variables.
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.fail(error)

    def panic(self, *renderables: object) -> None:
        self.fail(sys.exc_info()[1] or RuntimeError("panic"))

    def notify(self, message: str, **options: Any) -> None:
        """Words as they are: a case may hold brackets. One at a time, but for errors, which stay their while."""
        if time.monotonic() > self._grave_until:
            self.clear_notifications()
        if options.get("severity") in ("error", "warning"):
            self._grave_until = time.monotonic() + options.get("timeout", 5)
        super().notify(message, **{**options, "markup": False})

    async def action_quit(self) -> None:
        """Leave what one is in; only home ends the program."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is not None:
            leave()
        else:
            self.exit()

    def action_help_quit(self) -> None:
        self.notify(pressed(say("退出按 Ctrl+Q")), timeout=3)

    def open_case(self, file: str) -> None:
        """Open a case for editing; what cannot be opened is said, what is no case yet is shown as text."""
        from drafter.editing.case_file import CaseFile

        try:
            opened = CaseFile(file)
        except DrafterError as error:
            self.notify(str(error), severity="error", timeout=10)
            return
        self.file = opened
        try:
            opened.check()
            self.open_editor(opened)
        except DrafterError as error:
            from drafter.tui.raw import RawScreen

            self.push_screen(RawScreen(opened, str(error)))

    def open_editor(self, file: CaseFile) -> None:
        """Open the editor on a case. Raises what keeps it from being read."""
        from drafter.editing.workbench import Workbench
        from drafter.tui.editor import EditorScreen

        screen = EditorScreen(Workbench(file))
        recent.remember(file.file)
        self.push_screen(screen)
        # What is loaded by now stays: to look through it for garbage would cost a key 50 ms now and then.
        self.call_after_refresh(settle)

    def open_review(self, old: str, new: str, file: CaseFile | None = None) -> None:
        """Compare two texts or cases; `file` is the new one where it is open for editing."""
        from drafter.tui.review import ReviewScreen

        self.push_screen(ReviewScreen(old, new, file))

    def open_desk(self, files: Sequence[str], place: str = "") -> None:
        """Review the papers of one project."""
        from drafter.tui.desk import DeskScreen

        self.push_screen(DeskScreen(files, place))

    def action_tour(self) -> None:
        from drafter.tui.help import TOUR

        self.push_screen(TextPage(say("一分钟导览"), pressed(TOUR)))

    def action_toggle_theme(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"
        for widget in self.screen.query("*"):
            widget.notify_style_update()
            widget.refresh()
