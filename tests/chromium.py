"""Chromium without a window, driven over its own protocol (Chrome DevTools), for tests of what only a browser does."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

#: The program, or None where there is none.
PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --remote-debugging-port=0 --window-size=1280,800"
)


class Tab:
    """One page. `heard` is what its console and its requests said."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self.heard: list[dict[str, Any]] = []

    async def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and wait for its answer."""
        self._number += 1
        number = self._number
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            got = await self._socket.receive_json(timeout=60)
            if got.get("id") == number:
                assert "error" not in got, got
                return dict(got["result"])
            self.heard.append(got)

    async def run(self, script: str) -> Any:
        """What a script is worth in the page; promises are waited for."""
        got = await self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in got, got
        return got["result"].get("value")

    async def go(self, url: str) -> None:
        await self.ask("Page.navigate", url=url)
        await self.until("document.readyState === 'complete'")

    async def until(self, script: str, seconds: float = 60) -> Any:
        """Wait until a script is worth something."""
        for _ in range(int(seconds * 10)):
            # While one page follows the other there is none to ask.
            with contextlib.suppress(AssertionError):
                if value := await self.run(script):
                    return value
            await asyncio.sleep(0.1)
        raise AssertionError(f"never: {script}; the page: {await self.text()}")

    async def text(self) -> str:
        return str(await self.run("document.body.innerText"))

    async def press(self, key: str, code: int, modifiers: int = 0) -> None:
        """A key with its code (of the key, not of the letter); modifiers: 1 Alt, 2 Ctrl, 8 Shift."""
        for kind in ("rawKeyDown", "keyUp"):
            await self.ask(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=modifiers
            )

    async def type(self, text: str) -> None:
        """Text as an input method hands it over."""
        await self.ask("Input.insertText", text=text)

    async def picture(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])

    def asked_for(self) -> list[str]:
        """Every address that was asked for."""
        return [one["params"]["request"]["url"] for one in self.heard if one["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """Errors of the console."""
        found = [one["params"] for one in self.heard if one["method"] == "Log.entryAdded"]
        thrown = [str(one["params"]) for one in self.heard if one["method"] == "Runtime.exceptionThrown"]
        return [f"{one['entry']['text']} {one['entry'].get('url')}" for one in found] + thrown


class Browser:
    """A running Chromium; tabs share its cookies."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session, self._port = session, port

    async def tab(self) -> Tab:
        async with self._session.put(f"http://127.0.0.1:{self._port}/json/new?about:blank") as got:
            where = (await got.json())["webSocketDebuggerUrl"]
        tab = Tab(await self._session.ws_connect(where, max_msg_size=0))
        for domain in ("Page", "Network", "Log", "Runtime"):
            await tab.ask(f"{domain}.enable")
        return tab


@contextlib.asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[Browser]:
    """A fresh browser, its files in `profile`."""
    assert PROGRAM is not None
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        *_FLAGS.split(),
        f"--user-data-dir={profile}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        told = profile / "DevToolsActivePort"
        for _ in range(600):
            if told.exists() and "\n" in told.read_text():
                break
            assert process.returncode is None, "Chromium ended"
            await asyncio.sleep(0.1)
        async with aiohttp.ClientSession() as session:
            yield Browser(session, int(told.read_text().split()[0]))
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
