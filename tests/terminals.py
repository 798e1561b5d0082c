"""A real process on a pseudo-terminal, for tests of what no simulation shows: signals, escape sequences, bytes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from conftest import ROOT


class Terminal:
    """`drafter` with some arguments on a terminal of its own; `seen` is all that it wrote. `before` is a folder whose
    ``sitecustomize.py`` is run first, `more` further variables of its environment."""

    def __init__(
        self,
        state: Path,
        *arguments: str,
        size: tuple[int, int] = (120, 40),
        kitty: bool = False,
        before: Path | None = None,
        **more: str,
    ) -> None:
        self.seen = b""
        self.kitty = kitty
        self.process, self.master = pty.fork()
        if not self.process:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", DRAFTER_STATE=str(state), **more)
            os.environ["PYTHONPATH"] = os.pathsep.join(map(str, (before, ROOT) if before is not None else (ROOT,)))
            os.execv(sys.executable, [sys.executable, "-m", "drafter", *arguments])
        # No other process keeps this terminal open.
        os.set_inheritable(self.master, False)
        columns, lines = size
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def read(self, seconds: float) -> None:
        """Take what the process writes for so long, answering what it asks of the terminal."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not select.select([self.master], [], [], left)[0]:
                return
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            self.seen += data
            if self.kitty and b"\x1b[?u" in data:
                os.write(self.master, b"\x1b[?0u")

    def wait_for(self, words: str, seconds: float = 90) -> None:
        end = time.perf_counter() + seconds
        while words.encode() not in self.seen:
            assert time.perf_counter() < end, self.seen[-2000:].decode(errors="replace")
            self.read(0.05)

    def send(self, text: str | bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self.master, text.encode() if isinstance(text, str) else text)

    def wait(self, seconds: float = 30) -> int:
        """Wait for its end; its exit code, or minus the signal that ended it."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read(0.1)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.read(0.2)
                return os.waitstatus_to_exitcode(status)
        self.end()
        raise AssertionError(self.seen[-2000:].decode(errors="replace"))

    def end(self, number: int = signal.SIGKILL) -> int:
        """Send a signal (a hang-up closes the terminal as well) and wait for the end; how it ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, number)
        if number == signal.SIGHUP:
            os.close(self.master)
        status = 0
        for _ in range(200):
            if number != signal.SIGHUP:
                self.read(0.02)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                break
            time.sleep(0.02)
        else:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            raise AssertionError("没有结束")
        if number != signal.SIGHUP:
            os.close(self.master)
        return status
