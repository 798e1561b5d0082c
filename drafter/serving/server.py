"""The server: answers on this machine, a window for each tab, and an end for all of them with its own.

The writer gains the interface in a browser under one address, which only they have.

Limits: HTTP without encryption, meant for this machine alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from drafter.console import complain
from drafter.crash import EXIT, fallen
from drafter.serving import incoming, pages
from drafter.serving.door import Door, Knock
from drafter.serving.peer import user_of
from drafter.serving.window import GRACE, Window

#: How long a page may be silent before it is held to be gone, and a new one wait for an old one to end: seconds.
_SILENCE, _WAIT = 15.0, 5.0
_BROKEN = "编辑没有正常结束，原因写在运行 drafter serve 的窗口里。没有保存的内容在日志里，重新打开可以恢复。"
_FAULT = "程序出了没有料到的错，运行 drafter serve 的窗口里写着记在哪里。"


class Server:
    """`arguments` are those of each window's `drafter edit`; at most `most` windows at a time."""

    def __init__(self, door: Door, arguments: Sequence[str], statics: Path, most: int) -> None:
        self.door, self.most = door, most
        self._arguments = arguments
        self._parts = pages.parts(statics)
        self._open = 0
        #: Whether the window that ended last did not end well.
        self._broken = False
        self._left = asyncio.Condition()
        self._running: set[asyncio.Future[None]] = set()
        self._ending = asyncio.Event()

    async def run(self, sockets: Sequence[socket.socket], ready: Callable[[], object]) -> None:
        """Answer on `sockets` until :meth:`end`; then end every window."""
        runner = web.ServerRunner(web.Server(self.answer, access_log=None), shutdown_timeout=1.0)
        await runner.setup()
        try:
            for one in sockets:
                await web.SockSite(runner, one).start()
            ready()
            await self._ending.wait()
        finally:
            self._ending.set()
            if self._running:
                await asyncio.wait(self._running)
            await runner.cleanup()

    def end(self) -> None:
        """End the server."""
        self._ending.set()

    # -- answering ------------------------------------------------------------------------------------------------
    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Whatever is asked for, if whoever asks may."""
        try:
            return await self._answered(request)
        except OSError:
            # Whoever asked is gone.
            raise
        except Exception as error:
            fallen(error, "serve")
            return _page(pages.told("出了错", [_FAULT]), 500, "")

    async def _answered(self, request: web.BaseRequest) -> web.StreamResponse:
        knock = _knock(request, self.door.cookie)
        if why := self.door.refusal(knock):
            return _page(pages.refused(why), 403, "")
        host = knock.hosts[0]
        if request.path == "/ws":
            return await self.serve_window(request, host)
        if request.path == "/why":
            return _page(pages.ServedAnswer(self.why().encode(), "text/plain"), 200, host)
        if request.method not in ("GET", "HEAD") or request.path not in self._parts:
            return _page(pages.told("没有这一页", ["请打开 drafter serve 显示的地址。"]), 404, host)
        response = _page(self._parts[request.path], 200, host)
        if knock.tokens:
            response.set_cookie(self.door.cookie, self.door.badge, path="/", httponly=True, samesite="Strict")
        return response

    def why(self) -> str:
        """What to say on the page of a window that ended, or never began."""
        if self._ending.is_set():
            return "drafter serve 已经停了。写的内容都在，重新运行它，用新的地址打开。"
        if self._open >= self.most:
            return self.full()
        return _BROKEN if self._broken else "已经退出。"

    def full(self) -> str:
        """What a page is told where all windows are taken."""
        return f"已经开了{self.most}个窗口，到了上限。请关掉一个再打开，或用 --windows 放宽后重新运行 drafter serve。"

    # -- windows --------------------------------------------------------------------------------------------------
    async def serve_window(self, request: web.BaseRequest, host: str) -> web.StreamResponse:
        """An editor for a page, as long as both last."""
        websocket = web.WebSocketResponse(heartbeat=_SILENCE, max_msg_size=incoming.MOST, timeout=1.0)
        if not websocket.can_prepare(request):
            return _page(pages.told("不能打开", ["这里只接 WebSocket。"]), 400, host)
        if not await self._room():
            return _page(pages.told("窗口太多", [self.full()]), 503, host)
        # The editor ends with its page even where this is called off.
        running = asyncio.ensure_future(self._occupied(request, websocket))
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        await asyncio.shield(running)
        return websocket

    async def _occupied(self, request: web.BaseRequest, websocket: web.WebSocketResponse) -> None:
        """A window in the place that was taken for it."""
        busy: list[asyncio.Future[object]] = []
        try:
            await websocket.prepare(request)
            window = Window(self._arguments, websocket.send_bytes)
            try:
                await window.start(incoming.size(request.query.get("width"), request.query.get("height")))
            except OSError as error:
                complain(f"drafter serve: 开不了新窗口（{error.strerror}），请关掉一些程序再试")
            else:
                busy = await self._both(websocket, window)
        finally:
            # The page asks why it ended as soon as it is closed: until then its place is free again.
            async with self._left:
                self._open -= 1
                self._left.notify_all()
            await _close(websocket, busy)

    async def _room(self) -> bool:
        """Take a place; whether there was one, or one became free at once: the former page of one that was opened
        anew goes only when the new one is there."""
        async with self._left:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._left.wait_for(lambda: self._open < self.most), _WAIT)
            if self._open >= self.most or self._ending.is_set():
                return False
            self._open += 1
        return True

    async def _both(self, websocket: web.WebSocketResponse, window: Window) -> list[asyncio.Future[Any]]:
        """Page and editor, until either ends or the server does; what is still at work for the page."""
        draws = asyncio.ensure_future(window.draw())
        listens = asyncio.ensure_future(_listen(websocket, window))
        ends = asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait([draws, listens, ends], return_when=asyncio.FIRST_COMPLETED)
        finally:
            ends.cancel()
            self._broken = await window.stop() == EXIT
        return [draws, listens]


async def _close(websocket: web.WebSocketResponse, busy: Sequence[asyncio.Future[Any]]) -> None:
    """Close a page, and end what is at work for it; one that takes nothing holds up nobody."""
    tasks = [asyncio.ensure_future(websocket.close()), *busy]
    await asyncio.wait(tasks, timeout=GRACE)
    for one in tasks:
        one.cancel()
    for found in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(found, Exception) and not isinstance(found, (OSError, RuntimeError, asyncio.TimeoutError)):
            fallen(found, "serve")


async def _listen(websocket: web.WebSocketResponse, window: Window) -> None:
    """Hand on what a page says until it goes."""
    async for message in websocket:
        said = incoming.read(message.data) if message.type is WSMsgType.TEXT else None
        if isinstance(said, incoming.Ping):
            await websocket.send_json(["pong", said.text])
        elif said is not None:
            await window.tell(said)


def _knock(request: web.BaseRequest, cookie: str) -> Knock:
    """What the door is told of a request."""
    many = request.headers.getall
    # A request that names a whole address asks a proxy; its host is not the header's.
    hosts = [*many("Host", []), *([] if request.raw_path.startswith("/") else [request.raw_path])]
    transport = request.transport
    peer, here = (transport.get_extra_info(one) for one in ("peername", "sockname")) if transport else (None, None)
    pairs = [pair.strip().partition("=") for line in many("Cookie", []) for pair in line.split(";")]
    return Knock(
        hosts,
        many("Origin", []),
        request.query.getall("token", []),
        [value.strip('"') for name, _, value in pairs if name == cookie],
        request.headers.get("Sec-Fetch-Site", ""),
        "websocket" in request.headers.get("Upgrade", "").lower() or request.path == "/ws",
        user_of(peer, here),
    )


def _page(part: pages.ServedAnswer, status: int, host: str) -> web.Response:
    return web.Response(
        body=part.body, status=status, content_type=part.type, charset="utf-8", headers=pages.headers(host)
    )


def run(server: Callable[[], Server], sockets: Sequence[socket.socket], ready: Callable[[], object]) -> None:
    """Serve until the process is asked to end."""

    async def serve() -> None:
        made = server()
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            # Windows has neither the last nor handlers in a loop; Ctrl+C calls off what runs there.
            with contextlib.suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), made.end)
        await made.run(sockets, ready)

    # What a stranger sends is answered, not written into the terminal.
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())
