"""A running `drafter serve`, and requests to it in which nothing is decided by a library."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
from conftest import ROOT

#: What a browser sends with a WebSocket, its Origin apart.
UPGRADE = (
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
)
# As the command does, without the present folder among the places where modules are looked for.
#: Whoever runs the tests may ignore hang-ups (nohup) or quits (a job in the background), which a process inherits.
_START = (
    "import signal, sys; sys.path.remove('');"
    " [signal.signal(one, signal.SIG_DFL) for one in (signal.SIGHUP, signal.SIGQUIT)];"
    " from drafter.cli import main; sys.exit(main(sys.argv[1:]))"
)


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


class Served:
    """The server with some arguments, on a port of its own, until the end of a `with`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environment = {
            **os.environ,
            "DRAFTER_STATE": str(folder / "state"),
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, "serve", "--port", "0", *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert self.process.stderr is not None
        self.said = self.process.stderr.readline().decode()
        found = re.search(r"http://([^\s/]+):(\d+)/\?token=(\S+)", self.said)
        assert found, self.said
        self.url, self.host, self.port, self.token = found[0], found[1], int(found[2]), found[3]

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(60)
        assert self.process.stderr is not None
        self.process.stderr.close()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, path: str, headers: Iterable[tuple[str, str]] = (), host: str | None = "", method: str = "GET"
    ) -> Answer:
        """Exactly this request; `host` is "" for the right one, None for none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            if host is not None:
                connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders()
            got = connection.getresponse()
            text = "" if got.status == 101 else got.read().decode()
            return Answer(got.status, got.headers, text)
        finally:
            connection.close()

    def cookie(self) -> str:
        """The cookie that the right address gives, as a browser sends it back."""
        return self.get(f"/?token={self.token}").headers["Set-Cookie"].split(";")[0]

    def editors(self) -> list[int]:
        """The processes of the editors."""
        running = [int(one.name) for one in Path("/proc").iterdir() if one.name.isdecimal()]
        return [one for one in running if parent(one) == self.process.pid]

    @contextlib.asynccontextmanager
    async def window(self, query: str = "width=100&height=30", **options: Any) -> AsyncIterator[Any]:
        """A window as a page has it: a WebSocket."""
        headers = {"Cookie": self.cookie(), "Origin": self.origin}
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{self.origin}/ws?{query}", headers=headers, max_msg_size=0, **options) as socket,
        ):
            yield socket


def parent(process: int) -> int:
    """The number of the parent of a process; 0 where it ended, though nobody took note."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (OSError, UnicodeDecodeError):
        return 0
    return int(told[1]) if told[0] not in "ZX" else 0


def gone(processes: Iterable[int], seconds: float = 30) -> bool:
    """Whether processes end, given time."""
    left = list(processes)
    for _ in range(int(seconds * 20)):
        left = [one for one in left if parent(one)]
        if not left:
            return True
        time.sleep(0.05)
    for one in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    return False


async def shown(socket: Any, words: str, seconds: float = 60) -> bytes:
    """What a window draws until some words stand in it."""
    seen = b""
    end = asyncio.get_running_loop().time() + seconds
    while words.encode() not in seen:
        got = await socket.receive(timeout=max(end - asyncio.get_running_loop().time(), 0.1))
        assert got.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (got, seen[-500:])
        seen += got.data if isinstance(got.data, bytes) else b""
    return seen


async def answers(socket: Any, seconds: float = 60) -> bool:
    """Whether a window's server still hears it."""
    await socket.send_str('["ping","1"]')
    while True:
        got = await socket.receive(timeout=seconds)
        if got.type is aiohttp.WSMsgType.TEXT:
            return bool(got.data.replace(" ", "") == '["pong","1"]')
        if got.type is not aiohttp.WSMsgType.BINARY:
            return False
