"""The editor's end of the connection: a driver of Textual that ends with its server.

The writer gains that no editor stays behind, at work and holding their case, after the server went away, whatever ended
it: the end of its input ends the editor, and where the kernel offers it (Linux) the death of the server does.

Limits: the packets are Textual's own (:class:`textual.drivers.web_driver.WebDriver`).
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import os
import signal
import sys
import threading
import time

from textual.drivers.web_driver import WebDriver
from textual.events import Resize
from textual.message import Message

from drafter.serving.window import GRACE, SERVER

#: prctl(2): a signal when the parent dies.
_PR_SET_PDEATHSIG = 1


class ServedDriver(WebDriver):
    """Reads keys from the server, writes the screen to it."""

    def process_message(self, message: Message) -> None:
        """Take what the page sends, but no size among the keys."""
        # A terminal may tell its size among the keys; a page's comes apart from them, and within bounds.
        if not isinstance(message, Resize):
            super().process_message(message)

    def run_input_thread(self) -> None:
        """Read what the page sends, once the size has arrived."""
        # Textual sends the size that it began with by a longer way than the page's: let it arrive first.
        with contextlib.suppress(RuntimeError, concurrent.futures.TimeoutError):
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self._loop).result(GRACE)
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        # The server closed our input or is gone. Nobody reads the screen any more; writing must not fail for it.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno)
        threading.Thread(target=_end_soon, daemon=True).start()
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(getattr(self._app, "terminal_gone", self._app.exit))


def _end_soon() -> None:
    time.sleep(GRACE)
    os._exit(1)


def follow_server() -> None:
    """End at once when the server dies, even where it was killed and this process is too busy to see its input end.
    What was typed is in the journal by then."""
    server = os.environ.get(SERVER, "")
    if sys.platform != "linux" or not server.isdecimal():
        return
    try:
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        # The end of the input is seen all the same.
        return
    if os.getppid() != int(server):
        # It died before it could be followed.
        os._exit(1)
