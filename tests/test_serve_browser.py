"""`drafter serve` in a browser.

Invariants:
- a page of another site, or of another port of this machine, cannot open the interface, read it, or frame it, whatever
  a browser lets it try; nor can a name that was made to point here;
- the address that was printed opens the interface at once: the token leaves the address bar, reloading works, keys
  reach the editor without a click, and nothing is asked for elsewhere;
- where a browser keeps a Ctrl key for itself, Alt does what it would;
- how a window ended is said on its page.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import json
import shutil
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import tomli
from conftest import ROOT

pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from chromium import PROGRAM, Browser, Tab, chromium
from serving import Served

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]

#: What a page of another origin may try, each ending in words; the last is what it could read at most.
HOSTILE = """
async (at) => {
  const say = {};
  const wait = (promise) => Promise.race([promise, new Promise((done) => setTimeout(() => done("nothing"), 8000))]);
  const socket = (url) => wait(new Promise((done) => {
    try {
      const made = new WebSocket(url);
      made.onopen = () => done("open");
      made.onmessage = () => done("read");
      made.onerror = () => done("error");
    } catch (error) { done("error"); }
  }));
  const load = (kind, url) => wait(new Promise((done) => {
    const made = document.createElement(kind);
    made.onload = () => done("loaded");
    made.onerror = () => done("error");
    made[kind === "link" ? "href" : "src"] = url;
    if (kind === "link") made.rel = "stylesheet";
    document.body.append(made);
  }));
  say.socket = await socket(`ws://${at}/ws?width=100&height=30`);
  const get = (mode) => wait(
    fetch(`http://${at}/`, {mode, credentials: "include"}).then((got) => got.type, () => "error"));
  say.fetch = await get("cors");
  say.blind = await get("no-cors");
  say.script = await load("script", `http://${at}/page.js`);
  say.style = await load("link", `http://${at}/page.css`);
  const frame = document.createElement("iframe");
  frame.src = `http://${at}/`;
  document.body.append(frame);
  await new Promise((done) => setTimeout(done, 3000));
  say.frame = "closed";
  try { say.frame = frame.contentDocument.body.innerText; } catch {}
  return say;
}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    (state / "tour.shown").touch()
    return Path(shutil.copy(ROOT / "cases" / "wenming-city.toml", tmp_path / "案件.toml"))


@pytest.fixture
def served(tmp_path: Path, case: Path) -> Iterator[Served]:
    with Served(tmp_path, case.name, "--windows", "2") as made:
        yield made


@contextlib.contextmanager
def elsewhere() -> Iterator[int]:
    """A server of other pages; the port."""

    class Blank(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!DOCTYPE html><body>other</body>")

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def browse(tmp_path: Path, act: Callable[[Browser], Awaitable[None]]) -> None:
    async def run() -> None:
        async with chromium(tmp_path / "profile") as browser:
            await act(browser)

    asyncio.run(run())


async def opened(browser: Browser, served: Served, url: str = "") -> Tab:
    """A tab with the interface drawn in it."""
    tab = await browser.tab()
    await tab.go(url or served.url)
    await tab.until("document.body.classList.contains('-first-byte')")
    await tab.until("document.activeElement.className.includes('xterm-helper-textarea')")
    return tab


def test_a_page_of_another_origin_cannot_open_it(served: Served, tmp_path: Path) -> None:
    async def act(browser: Browser) -> None:
        # The browser has the cookie, as that of a writer at work does.
        await opened(browser, served)
        before = served.editors()
        assert len(before) == 1
        for host in ("127.0.0.1", "localhost", "evil.localhost"):
            tab = await browser.tab()
            await tab.go(f"http://{host}:{other}/")
            for at in (f"127.0.0.1:{served.port}", f"localhost:{served.port}"):
                got = await tab.run(f"({HOSTILE})({json.dumps(at)})")
                assert got["socket"] == got["fetch"] == "error", (host, at, got)
                # What is answered blindly is not to be read; what would run or be shown is not handed out.
                assert got["blind"] in ("opaque", "error") and got["script"] == got["style"] == "error", (host, at, got)
                assert "正在打开" not in got["frame"]
            assert served.editors() == before

    with elsewhere() as other:
        browse(tmp_path, act)


def test_a_name_that_was_made_to_point_here(served: Served, tmp_path: Path) -> None:
    async def act(browser: Browser) -> None:
        for path in (f"/?token={served.token}", "/", "/ws"):
            tab = await browser.tab()
            await tab.go(f"http://rebound.localhost:{served.port}{path}")
            told = await tab.text()
            assert "不能打开" in told and "rebound.localhost" in told
            socket = "new Promise((done) => {const made = new WebSocket(`ws://${location.host}/ws`);"
            socket += "made.onopen = () => done('open'); made.onerror = () => done('error')})"
            assert await tab.run(socket) == "error"
        assert not served.editors()

    browse(tmp_path, act)


def test_a_link_or_a_window_of_another_page(served: Served, tmp_path: Path) -> None:
    """It has no token: what opens tells nothing but that."""

    async def act(browser: Browser) -> None:
        await opened(browser, served)
        before = served.editors()
        for host in ("127.0.0.1", "evil.localhost"):
            tab = await browser.tab()
            await tab.go(f"http://{host}:{other}/")
            await tab.run(f"location.href = '{served.origin}/'; 0")
            await tab.until("document.body.innerText.includes('不能打开')")
        assert served.editors() == before

    with elsewhere() as other:
        browse(tmp_path, act)


def test_the_right_address_opens_it_at_once(served: Served, tmp_path: Path, case: Path) -> None:
    async def act(browser: Browser) -> None:
        tab = await opened(browser, served)
        assert await tab.run("location.href") == f"{served.origin}/"
        assert await tab.run("document.cookie") == "" and not await tab.run("Object.keys(localStorage).length")
        assert {one.partition("/")[2].partition("/")[2].partition("/")[0] for one in tab.asked_for()} == {
            f"127.0.0.1:{served.port}"
        }
        assert not [one for one in tab.complaints() if "WebGL" not in one]
        await tab.go(f"{served.origin}/?fontsize=20")
        await tab.until("document.body.classList.contains('-first-byte')")
        # What was opened from a link of another site opens as well: the token is in it.
        tab = await browser.tab()
        await tab.go(f"http://evil.localhost:{other}/")
        await tab.run(f"location.href = {json.dumps(served.url)}; 0")
        await tab.until("document.body.classList.contains('-first-byte')")

    with elsewhere() as other:
        browse(tmp_path, act)


def test_alt_does_what_the_browser_keeps_ctrl_for(served: Served, tmp_path: Path, case: Path) -> None:
    async def act(browser: Browser) -> None:
        tab = await opened(browser, served)
        await asyncio.sleep(2)
        # To the achievements, a new line; then saved with Ctrl, which is not kept.
        for _ in range(2):
            await tab.press("F12", 123)
        await tab.press("n", 78, 1)
        await asyncio.sleep(1)
        await tab.press("a", 65)
        await asyncio.sleep(1)
        await tab.press("s", 83, 2)
        for _ in range(100):
            if len(tomli.loads(case.read_text(encoding="utf-8"))["highlights"]) > before:
                break
            await asyncio.sleep(0.1)
        # Out of the case, out of the program.
        await tab.press("q", 81, 1)
        await asyncio.sleep(1)
        await tab.press("q", 81, 1)
        await tab.until("document.body.classList.contains('-closed')")
        await tab.until("document.getElementById('why').innerText === '已经退出。'")
        await tab.until("getComputedStyle(document.querySelector('.closed')).display === 'flex'")

    before = len(tomli.loads(case.read_text(encoding="utf-8"))["highlights"])
    browse(tmp_path, act)
    assert len(tomli.loads(case.read_text(encoding="utf-8"))["highlights"]) == before + 1


def test_how_a_window_ended_is_said(served: Served, tmp_path: Path) -> None:
    async def act(browser: Browser) -> None:
        one, _ = await opened(browser, served), await opened(browser, served)
        third = await browser.tab()
        await third.go(f"{served.origin}/")
        await third.until("document.getElementById('why').innerText.includes('已经开了2个窗口')")
        served.process.terminate()
        await one.until("document.getElementById('why').innerText.includes('已经停了')")
        served.process.wait(60)

    browse(tmp_path, act)
