"""The windows of `drafter serve`: what a page may say, how many there are, how they end.

Invariants:
- whatever a page sends, a size stays within bounds, memory does too, and the window lives on or ends whole;
- there are never more editors than the limit, and whoever comes too late is told in so many words;
- an editor ends with its page and with its server, whatever ended them, and even where it hangs itself;
- what was typed is saved or can be recovered.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("textual_serve")
pytest.importorskip("aiohttp")

import aiohttp
from serving import Served, answers, gone, shown

from drafter.serving.door import Door
from drafter.serving.incoming import COLUMNS, LINES, MOST, Focus, Keys, Ping, Size, read, size
from drafter.serving.listening import listen, names
from drafter.serving.server import Server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


# -- what a page may say ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ('["stdin","a"]', Keys("a")),
        ('["stdin","会议\\r"]', Keys("会议\r")),
        ('["stdin","\\u001b[A"]', Keys("\x1b[A")),
        ('["stdin",""]', Keys("")),
        ('["stdin","\\ud800"]', Keys("?")),
        # Alt and a letter stand for Ctrl and it; what only begins so does not.
        ('["stdin","\\u001bn"]', Keys("\x0e")),
        ('["stdin","\\u001bt"]', Keys("\x14")),
        ('["stdin","\\u001bw"]', Keys("\x17")),
        ('["stdin","\\u001bq"]', Keys("\x11")),
        ('["stdin","\\u001b"]', Keys("\x1b")),
        ('["stdin","n"]', Keys("n")),
        ('["stdin","\\u001bN"]', Keys("\x1bN")),
        ('["stdin","\\u001bnn"]', Keys("\x1bnn")),
        ('["stdin","\\u001b[5;3~"]', Keys("\x1b[5;3~")),
        ('["resize",{"width":100,"height":30}]', Size(100, 30)),
        ('["resize",{"width":100.9,"height":"30"}]', Size(100, 30)),
        ('["resize",{"width":20000,"height":20000}]', Size(COLUMNS[1], LINES[1])),
        ('["resize",{"width":1e308,"height":1e309}]', Size(COLUMNS[1], LINES[1])),
        ('["resize",{"width":-1,"height":-20000}]', Size(COLUMNS[0], LINES[0])),
        ('["resize",{"width":0,"height":-Infinity}]', Size(COLUMNS[0], LINES[0])),
        ('["resize",{"width":NaN,"height":null}]', Size(80, 24)),
        ('["resize",{"width":[1],"height":true}]', Size(80, 24)),
        ('["resize",{}]', Size(80, 24)),
        ('["ping","1"]', Ping("1")),
        (json.dumps(["ping", "1" * 1000]), Ping("1" * 64)),
        ('["focus"]', Focus(True)),
        ('["blur",null]', Focus(False)),
    ],
)
def test_messages(message: str, meant: object) -> None:
    assert read(message) == meant


NONE = [
    "",
    "{",
    "null",
    "[]",
    "{}",
    "[[]]",
    '"stdin"',
    '["stdin"]',
    '["stdin",1]',
    '["stdin",null]',
    '["stdin",["a"]]',
    '["resize"]',
    '["resize",[100,30]]',
    '["resize","100x30"]',
    '["ping"]',
    '["ping",{}]',
    '["quit"]',
    '["exit",1]',
    '[{"type":"quit"}]',
    "[" * 100_000,
    '{"a":' * 100_000,
    "9" * 100_000,
    '["stdin","\ud800',
    "\x00",
]


@pytest.mark.parametrize("message", NONE, ids=range(len(NONE)))
def test_no_messages(message: str) -> None:
    assert read(message) is None


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(["width", "height", "type"]), one),
    max_leaves=6,
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(["stdin", "resize", "ping", "focus"]) | _json).map(json.dumps)))
def test_any_message_is_within_bounds_or_none(message: str) -> None:
    said = read(message)
    if isinstance(said, Size):
        assert COLUMNS[0] <= said.columns <= COLUMNS[1] and LINES[0] <= said.lines <= LINES[1]
    elif isinstance(said, Keys):
        assert said.text.encode().decode() == said.text


@given(st.text() | st.none() | st.integers().map(str), st.text() | st.none())
def test_any_size_in_an_address_is_within_bounds(columns: str | None, lines: str | None) -> None:
    found = size(columns, lines)
    assert COLUMNS[0] <= found.columns <= COLUMNS[1] and LINES[0] <= found.lines <= LINES[1]


# -- windows ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case to open, the tour seen."""
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    (state / "tour.shown").touch()
    return Path(shutil.copy(CASES[0], tmp_path / "案件.toml"))


@pytest.fixture
def served(tmp_path: Path, case: Path) -> Iterator[Served]:
    with Served(tmp_path, case.name, "--windows", "3") as made:
        yield made


def peak(process: int) -> int:
    """The most memory that a process ever had, in MB."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) // 1024


HOSTILE = [
    ('["resize",{"width":20000,"height":20000}]',),
    ('["resize",{"width":-5,"height":-5}]', '["resize",{"width":1,"height":1}]'),
    ('["resize",{"width":NaN,"height":Infinity}]', '["resize",{"width":{},"height":[]}]'),
    # The same size among the keys, as some terminals tell it.
    ('["stdin","\\u001b[48;20000;20000;1;1t"]', '["stdin","\\u001b[48;9999;9999;9;9t\\u001b[48;1;1;0;0t"]'),
    # Keys far away, a mouse far away, sequences without an end.
    ('["stdin","\\u001b[<0;99999;99999M"]', '["stdin","\\u001b[999999;999999R\\u001b[1;9999H"]'),
    ('["stdin","\\u001b[200~' + "长" * 100_000 + '\\u001b[201~"]', '["stdin","\\u001b[200~' + "x" * 1000 + '"]'),
    tuple(one for one in NONE if "\ud800" not in one),
]


@pytest.mark.parametrize("messages", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_page_sends(served: Served, messages: tuple[str, ...]) -> None:
    async def act() -> None:
        async with served.window() as socket:
            await shown(socket, "报告年度")
            for message in messages:
                await socket.send_str(message)
            await socket.send_bytes(b"\xff" * 1000)
            assert await answers(socket)
            # Several sizes that come at once are one to the editor.
            await asyncio.sleep(1)
            # It draws anew at a size of its own choosing; then the usual one shows everything again.
            await socket.send_str('["resize",{"width":120,"height":40}]')
            await shown(socket, "帮助")
            (editor,) = served.editors()
            assert peak(editor) < 400

    asyncio.run(act())
    assert peak(served.process.pid) < 200


@pytest.mark.parametrize(
    "query", ["width=20000&height=20000", "width=-1&height=0", "width=NaN&height=", "width=1e9", "height=²&width=٣", ""]
)
def test_any_size_to_begin_with(served: Served, query: str) -> None:
    async def act() -> None:
        async with served.window(query) as socket:
            await socket.send_str('["resize",{"width":100,"height":30}]')
            await shown(socket, "报告年度")
            (editor,) = served.editors()
            assert peak(editor) < 400

    asyncio.run(act())


@pytest.mark.parametrize("how", ["whole", "parts", "packed"])
def test_a_huge_message_ends_the_window(served: Served, how: str) -> None:
    async def act() -> list[int]:
        async with served.window(compress=15 if how == "packed" else 0) as socket:
            await shown(socket, "报告年度")
            before = served.editors()
            with contextlib.suppress(ConnectionError):
                if how != "parts":
                    # Packed, it is a few kilobytes.
                    await socket.send_str(json.dumps(["stdin", "x" * (8 * MOST if how == "packed" else MOST + 1)]))
                else:
                    # Parts of one message, and never its end.
                    transport = socket._response.connection.transport
                    for kind in (b"\x01", *[b"\x00"] * 7):
                        transport.write(kind + struct.pack("!BQI", 0xFF, MOST // 4, 0) + b"x" * (MOST // 4))
            while (got := await socket.receive(timeout=60)).type is aiohttp.WSMsgType.BINARY:
                pass
            assert got.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.PING)
            return before

    assert gone(asyncio.run(act()))
    assert peak(served.process.pid) < 200
    assert served.get("/why", [("Cookie", served.cookie())]).text == "已经退出。"


def test_the_limit_of_windows(served: Served) -> None:
    async def act() -> None:
        async with served.window() as first, served.window() as second, served.window() as third:
            for one in (first, second, third):
                await shown(one, "帮助")
            assert len(served.editors()) == 3
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with served.window():
                    pass
            assert refused.value.status == 503
            told = await asyncio.to_thread(served.get, "/why", [("Cookie", served.cookie())])
            assert "已经开了3个窗口" in told.text and "--windows" in told.text
            assert len(served.editors()) == 3
            # One that waits gets the place of one that goes: a page that is opened anew.
            async with contextlib.AsyncExitStack() as stack:
                waiting = asyncio.ensure_future(stack.enter_async_context(served.window()))
                await asyncio.sleep(0.5)
                await third.close()
                await shown(await waiting, "帮助")
                assert len(served.editors()) == 3

    asyncio.run(act())


def test_many_at_once_get_no_more_than_the_limit(served: Served) -> None:
    async def one() -> bool:
        try:
            async with served.window() as socket:
                await asyncio.sleep(8)
                return not socket.closed
        except aiohttp.WSServerHandshakeError as error:
            assert error.status == 503
            return False

    async def act() -> None:
        asked = [asyncio.ensure_future(one()) for _ in range(12)]
        for _ in range(30):
            await asyncio.sleep(0.2)
            assert len(served.editors()) <= 3
        assert sum(await asyncio.gather(*asked)) == 3

    asyncio.run(act())


def test_an_unforeseen_fault_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path))
    import textual_serve

    (listening,) = listen("127.0.0.1", 0)
    door = Door(listening.getsockname()[1], names("127.0.0.1"))

    async def act() -> None:
        server = Server(door, [], Path(textual_serve.__file__).parent / "static", 1)
        monkeypatch.setattr(server, "why", lambda: 1 / 0)
        running = asyncio.ensure_future(server.run([listening], lambda: None))
        async with aiohttp.ClientSession() as session:
            for _ in range(2):
                async with session.get(f"http://127.0.0.1:{door.port}/why?token={door.token}") as got:
                    assert got.status == 500 and "没有料到的错" in await got.text()
        server.end()
        await running

    asyncio.run(act())
    said = capfdbinary.readouterr().err.decode()
    assert said.count("\n") == 2 and said.count("程序出了没有料到的错（ZeroDivisionError）") == 2


@pytest.mark.parametrize("how", ["gone", "folder", "bytes"])
def test_an_editor_that_ends_badly_is_told_on_its_page(served: Served, case: Path, how: str) -> None:
    case.unlink()
    if how == "folder":
        case.mkdir()
    elif how == "bytes":
        case.write_bytes(b"\xff\xfe\x00\xff")

    async def act() -> None:
        async with served.window() as socket:
            while (got := await socket.receive(timeout=60)).type is aiohttp.WSMsgType.BINARY:
                pass
            assert got.type is aiohttp.WSMsgType.CLOSE

    asyncio.run(act())
    assert "没有正常结束" in served.get("/why", [("Cookie", served.cookie())]).text


# -- ends -------------------------------------------------------------------------------------------------------------
async def leave(socket: Any, how: str) -> None:
    if how == "closed":
        await socket.close()
    elif how == "cut":
        socket._response.connection.transport.abort()
    elif how == "half":
        socket._response.connection.transport.get_extra_info("socket").shutdown(1)
        await asyncio.sleep(1)


@pytest.mark.parametrize("how", ["closed", "cut", "half"])
def test_an_editor_ends_with_its_page(served: Served, how: str) -> None:
    async def act() -> list[int]:
        async with served.window() as socket, served.window() as other:
            await shown(other, "帮助")
            before = served.editors()
            await shown(socket, "帮助")
            mine = [one for one in served.editors() if one not in before] or before
            await leave(socket, how)
            await asyncio.sleep(2)
            assert await answers(other)
            return mine

    asyncio.run(act())
    assert gone(served.editors())


def test_an_editor_that_is_left_while_it_starts(served: Served) -> None:
    async def act() -> None:
        for _ in range(6):
            async with served.window():
                pass

    asyncio.run(act())
    assert gone(served.editors())
    assert served.get("/why", [("Cookie", served.cookie())]).text == "已经退出。"


def test_an_editor_that_hangs_is_ended(served: Served) -> None:
    async def act() -> list[int]:
        async with served.window() as socket:
            await shown(socket, "帮助")
            found = served.editors()
            os.kill(found[0], signal.SIGSTOP)
            return found

    assert gone(asyncio.run(act()))


def test_a_page_ends_with_its_editor(served: Served) -> None:
    async def act() -> None:
        async with served.window() as socket:
            await shown(socket, "报告年度")
            # Alt for Ctrl: out of the case, out of the program.
            await socket.send_str('["stdin","\\u001bq"]')
            await shown(socket, "最近的案件")
            await socket.send_str('["stdin","q"]')
            while (got := await socket.receive(timeout=60)).type is aiohttp.WSMsgType.BINARY:
                pass
            assert got.type is aiohttp.WSMsgType.CLOSE
        async with served.window() as socket:
            await shown(socket, "报告年度")
            os.kill(served.editors()[0], signal.SIGKILL)
            while (got := await socket.receive(timeout=60)).type is aiohttp.WSMsgType.BINARY:
                pass
            assert got.type is aiohttp.WSMsgType.CLOSE

    asyncio.run(act())
    assert gone(served.editors())


@pytest.mark.parametrize(
    ("number", "stopped"),
    [
        (signal.SIGKILL, False),
        (signal.SIGTERM, False),
        (signal.SIGINT, False),
        (signal.SIGHUP, False),
        (signal.SIGQUIT, False),
        (signal.SIGKILL, True),
        (signal.SIGTERM, True),
    ],
)
def test_editors_end_with_their_server(tmp_path: Path, case: Path, number: signal.Signals, stopped: bool) -> None:
    """`stopped`: an editor that takes note of nothing, as one at work in a library does."""
    text = case.read_text(encoding="utf-8")
    served = Served(tmp_path, case.name)

    async def act() -> list[int]:
        async with contextlib.AsyncExitStack() as stack:
            first = await stack.enter_async_context(served.window())
            await shown(first, "报告年度")
            # The second one has the case to look at only.
            second = await stack.enter_async_context(served.window())
            await shown(second, "正开着这个案件")
            await first.send_str('["stdin","\\t"]')
            await first.send_str('["stdin","青禾"]')
            await shown(first, "未保存")
            found = served.editors()
            if stopped:
                os.kill(found[0], signal.SIGSTOP)
            served.process.send_signal(number)
            await asyncio.to_thread(served.process.wait, 60)
            return found

    editors = asyncio.run(act())
    assert len(editors) == 2 and gone(editors)
    assert served.process.returncode == (0 if number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) else -number)
    assert served.process.stderr is not None
    assert "Traceback" not in served.process.stderr.read().decode()
    served.process.stderr.close()
    assert case.read_text(encoding="utf-8") == text
    # The journal has a line for each letter.
    kept = "".join([one.read_text(encoding="utf-8") for one in (tmp_path / "state").rglob("*.jsonl")])
    assert '"青"]' in kept and '"禾"]' in kept
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".drafter")] == []


def test_a_module_in_the_present_folder_is_not_run(tmp_path: Path, case: Path) -> None:
    with Served(tmp_path, case.name) as served:
        for name in ("drafter", "textual", "asyncio", "sitecustomize"):
            (tmp_path / f"{name}.py").write_text("import pathlib\npathlib.Path('ran').touch()\n")

        async def act() -> None:
            async with served.window() as socket:
                await shown(socket, "报告年度")

        asyncio.run(act())
    assert not (tmp_path / "ran").exists()
