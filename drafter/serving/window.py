"""One window: the editor that draws in a browser's tab, as a process of its own.

The writer gains that what one window does to its editor leaves the others alone, and that a closed tab leaves no editor
behind.

Limits: the packets are those of :class:`textual.drivers.web_driver.WebDriver`; files it would hand to the browser and
addresses it would open there are passed over, since the editor asks for neither.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from drafter.serving.incoming import Focus, Keys, Size

#: The driver of an editor; the environment variable that tells it the number of the process of its server.
DRIVER, SERVER = "drafter.serving.driver:ServedDriver", "DRAFTER_SERVER"
#: How long an editor may take to end when it is asked to, and to take what was typed: seconds.
GRACE, PATIENCE = 3.0, 10.0
#: What the driver writes before its first packet.
_HELLO = b"__GANGLION__\n"
Send = Callable[[bytes], Awaitable[object]]


class Window:
    """`arguments` are those of `drafter edit`; the screen goes to `send`, which raises OSError when the tab is gone."""

    def __init__(self, arguments: Sequence[str], send: Send) -> None:
        self._arguments = arguments
        self._send = send
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, size: Size) -> None:
        """Start the editor. Raises OSError where no process can be had."""
        # It finds the program where this process did, and never a module that happens to lie in the present folder.
        places = [os.path.abspath(one) for one in sys.path]  # noqa: PTH100
        program = f"import sys; sys.path[:] = {places!r}; from drafter import served; "
        program += f"sys.exit(served.edit(*{list(self._arguments)!r}))"
        environment = {
            **os.environ,
            "TEXTUAL_DRIVER": DRIVER,
            "TEXTUAL_FPS": "60",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "COLUMNS": str(size.columns),
            "ROWS": str(size.lines),
            SERVER: str(os.getpid()),
        }
        # Ctrl+C in the server's terminal is for the server, which then asks its editors to end.
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            **apart,
        )

    @property
    def number(self) -> int:
        """The number of the process; 0 before it is started."""
        return self._process.pid if self._process is not None else 0

    async def draw(self) -> None:
        """Send the screen on until the editor ends; read on, for its sake, where nobody takes it any more."""
        assert self._process is not None and self._process.stdout is not None
        read, taken = self._process.stdout, True
        with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            await read.readuntil(_HELLO)
            while True:
                head = await read.readexactly(5)
                packet = await read.readexactly(int.from_bytes(head[1:], "big"))
                if head[:1] == b"M" and json.loads(packet).get("type") == "exit":
                    return
                if head[:1] == b"D" and taken:
                    try:
                        await self._send(packet)
                    except OSError:
                        taken = False

    async def tell(self, message: Keys | Size | Focus) -> None:
        """Hand on what the page said. Raises TimeoutError where the editor does not take it: it hangs."""
        if isinstance(message, Keys):
            await self._write(b"D", message.text.encode())
        elif isinstance(message, Size):
            await self._meta(type="resize", width=message.columns, height=message.lines)
        else:
            await self._meta(type="focus" if message.has else "blur")

    async def stop(self) -> int:
        """End the editor: asked to, it has some seconds; then it is ended. Its exit code."""
        process = self._process
        assert process is not None
        if process.stdin is not None:
            # The end of its input ends an editor, see the driver.
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), GRACE + 1)
        except asyncio.TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                if sys.platform == "win32":
                    process.kill()
                else:
                    # What it started goes with it.
                    os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        return process.returncode or 0

    async def _meta(self, **data: object) -> None:
        await self._write(b"M", json.dumps(data).encode())

    async def _write(self, kind: bytes, payload: bytes) -> None:
        assert self._process is not None and self._process.stdin is not None
        with contextlib.suppress(ConnectionError, RuntimeError):
            self._process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
            await asyncio.wait_for(self._process.stdin.drain(), PATIENCE)
