"""Who gets into `drafter serve`.

Invariants:
- without the Host of the server, the Origin of its own page (a WebSocket always has one) and the token, nothing is
  handed out and no editor is started: 403 and a page in Chinese, on every path alike;
- what an attacker cannot have cannot be guessed from an answer, and no answer to a stranger sets a cookie;
- the address that was printed opens the interface at once, and its cookie stands for the token from then on;
- another user of the machine gets nothing, token or not.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from serving import UPGRADE, Served, shown

from drafter.serving import peer
from drafter.serving.door import NO_TOKEN, NOT_HERE, NOT_OURS, NOT_YOU, Door, Knock
from drafter.serving.listening import names

HOST = "127.0.0.1:8765"
ORIGIN = f"http://{HOST}"
DOOR = Door(8765, names("127.0.0.1"), users=frozenset({0, 1000}), token="right", badge="pass")
WIDE = Door(8765, names("office"), anywhere=True, token="right", badge="pass")


def begins(why: str) -> str:
    return why.partition("{")[0]


# -- the rule ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "knock",
    [
        Knock([HOST], tokens=["right"]),
        Knock([HOST], tokens=["right"], site="cross-site"),
        Knock(["localhost:8765"], tokens=["right"]),
        Knock(["LocalHost:8765"], ["http://localhost:8765"], cookies=["pass"], websocket=True),
        Knock(["[::1]:8765"], ["http://[::1]:8765"], cookies=["pass"], websocket=True),
        Knock([HOST], [ORIGIN], tokens=["right"], websocket=True),
        Knock([HOST], cookies=["pass"], site="none"),
        Knock([HOST], cookies=["pass"], site="same-origin"),
        Knock([HOST], cookies=["of another port", "pass"]),
        Knock([HOST], cookies=["pass"], user=1000),
        Knock([HOST], cookies=["pass"], user=None),
    ],
)
def test_let_in(knock: Knock) -> None:
    assert DOOR.refusal(knock) == ""


REFUSED = [
    # A name that was made to point here; a name of ours at the start or the end of another; no port, or another one.
    (NOT_HERE, Knock(["evil.example:8765"], ["http://evil.example:8765"], ["right"])),
    (NOT_HERE, Knock(["127.0.0.1.evil.example:8765"], tokens=["right"])),
    (NOT_HERE, Knock(["evil-127.0.0.1:8765"], tokens=["right"])),
    (NOT_HERE, Knock(["localhost.:8765"], tokens=["right"])),
    (NOT_HERE, Knock(["127.0.0.1"], tokens=["right"])),
    (NOT_HERE, Knock(["127.0.0.1:80"], tokens=["right"])),
    (NOT_HERE, Knock(["127.0.0.1:８７６５"], tokens=["right"])),
    (NOT_HERE, Knock(["0.0.0.0:8765"], tokens=["right"])),
    (NOT_HERE, Knock(["2130706433:8765"], tokens=["right"])),
    (NOT_HERE, Knock(["[::ffff:127.0.0.1]:8765"], tokens=["right"])),
    (NOT_HERE, Knock(["user@127.0.0.1:8765"], tokens=["right"])),
    (NOT_HERE, Knock([":8765"], tokens=["right"])),
    (NOT_HERE, Knock([""], tokens=["right"])),
    (NOT_HERE, Knock([], tokens=["right"])),
    (NOT_HERE, Knock([HOST, HOST], tokens=["right"])),
    (NOT_HERE, Knock([HOST, "http://evil.example/"], tokens=["right"])),
    # Another page: another site, another port of this machine, https, a frame without an origin, an extension, twice.
    *[
        (NOT_OURS, Knock([HOST], [origin], ["right"], ["pass"], websocket=websocket))
        for websocket in (True, False)
        for origin in (
            "http://evil.example",
            "http://127.0.0.1:9999",
            "https://127.0.0.1:8765",
            "http://localhost:8765",
            "http://127.0.0.1:8765.evil.example",
            "http://127.0.0.1:8765/",
            "null",
            "",
            "file://",
            "chrome-extension://abcdefghijklmnop",
        )
    ],
    (NOT_OURS, Knock([HOST], [ORIGIN, ORIGIN], ["right"], websocket=True)),
    (NOT_OURS, Knock([HOST], [ORIGIN, "http://evil.example"], ["right"], websocket=True)),
    (NOT_OURS, Knock([HOST], [], ["right"], ["pass"], websocket=True)),
    # No token, a wrong one, one among right ones; the cookie's content as the token and the other way round.
    *[
        (NO_TOKEN, Knock([HOST], origins, tokens, cookies, websocket=websocket))
        for websocket, origins in ((True, [ORIGIN]), (False, []))
        for tokens, cookies in (
            ([], []),
            (["wrong"], []),
            (["righ"], []),
            (["right "], []),
            (["RIGHT"], []),
            ([""], []),
            (["口令"], []),
            (["\ud800"], []),
            (["right", "wrong"], []),
            (["pass"], []),
            ([], ["wrong"]),
            ([], ["right"]),
            ([], [""]),
            (["wrong"], ["pass"]),
        )
    ],
    # What a page of another site, or of another port, has the browser fetch: the cookie may come along.
    (NO_TOKEN, Knock([HOST], cookies=["pass"], site="cross-site")),
    (NO_TOKEN, Knock([HOST], cookies=["pass"], site="same-site")),
    # Another user of this machine.
    (NOT_YOU, Knock([HOST], tokens=["right"], user=1001)),
    (NOT_YOU, Knock([HOST], [ORIGIN], cookies=["pass"], websocket=True, user=65534)),
    (NOT_YOU, Knock([HOST], user=1001)),
]


@pytest.mark.parametrize(("why", "knock"), REFUSED)
def test_refused(why: str, knock: Knock) -> None:
    assert DOOR.refusal(knock).startswith(begins(why))


def test_on_a_network_names_are_still_asked_for() -> None:
    for host in ("192.168.1.5:8765", "[fe80::1]:8765", "office:8765", "127.0.0.1:8765"):
        assert WIDE.refusal(Knock([host], tokens=["right"], user=1001)) == "", host
        assert WIDE.refusal(Knock([host], [f"http://{host}"], cookies=["pass"], websocket=True)) == ""
        assert WIDE.refusal(Knock([host])) == NO_TOKEN
    for host in ("evil.example:8765", "192.168.1.5.evil.example:8765", "192.168.1.5:80"):
        assert WIDE.refusal(Knock([host], tokens=["right"])).startswith(begins(NOT_HERE)), host


_words = st.lists(st.sampled_from(["right", "pass", "", HOST, ORIGIN, "null"]) | st.text(max_size=12), max_size=2)


@given(_words, _words, _words, _words, st.booleans(), st.sampled_from(["", "none", "same-site", "cross-site"]))
def test_nobody_comes_in_without_all_three(
    hosts: list[str], origins: list[str], tokens: list[str], cookies: list[str], websocket: bool, site: str
) -> None:
    if DOOR.refusal(Knock(hosts, origins, tokens, cookies, site, websocket)) == "":
        assert len(hosts) == 1 and hosts[0].lower() in (HOST, "localhost:8765", "[::1]:8765")
        assert origins == [f"http://{hosts[0].lower()}"] or not (origins or websocket)
        assert set(tokens) == {"right"} or (not tokens and "pass" in cookies)


def test_tokens_are_new_and_long() -> None:
    made = [Door(1, frozenset()) for _ in range(50)]
    assert len({one.token for one in made} | {one.badge for one in made}) == 100
    assert all(len(one.token) >= 32 and len(one.badge) >= 32 for one in made)


# -- the server -------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("served")) as made:
        yield made


PATHS = ("/", "/ws", "/ws?width=100&height=30", "/why", "/page.js", "/terminal.js", "/favicon.ico", "/no/such/page")


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_gets_nothing(served: Served, path: str) -> None:
    right = [("Cookie", served.cookie()), ("Origin", served.origin)]
    upgrade = UPGRADE if path.startswith("/ws") else ()
    strangers: list[tuple[list[tuple[str, str]], str | None]] = [
        ([("Cookie", served.cookie()), ("Origin", "http://evil.example")], ""),
        ([("Cookie", served.cookie()), ("Origin", "null")], ""),
        ([("Cookie", served.cookie()), ("Origin", f"http://localhost:{served.port}")], ""),
        (right, f"evil.example:{served.port}"),
        (right, "127.0.0.1"),
        (right, None),
        ([("Origin", served.origin)], ""),
        ([("Origin", served.origin), ("Cookie", f"drafter-{served.port}=wrong")], ""),
        ([("Origin", served.origin), ("Cookie", f"drafter-{served.port}={served.token}")], ""),
        ([("Cookie", "; ".join([f"{served.cookie()}x", "a=b", "=", ";;"])), ("Origin", served.origin)], ""),
        ([], ""),
    ]
    if path.startswith("/ws"):
        strangers.append(([("Cookie", served.cookie())], ""))
    for headers, host in strangers:
        got = served.get(path, [*headers, *upgrade], host)
        # A request without any host is none (RFC 9112, 3.2).
        assert got.status == 403 or (host is None and got.status == 400), (headers, host, got)
        if got.status == 403:
            assert "不能打开" in got.text and 'lang="zh-CN"' in got.text
            assert got.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "Set-Cookie" not in got.headers
        assert served.token not in got.text and served.token not in str(got.headers)
    assert not served.editors()


@pytest.mark.parametrize("token", ["", "wrong", "%00", "%F0%9F%98%80", "x" * 5000])
def test_a_wrong_token_opens_nothing(served: Served, token: str) -> None:
    for path in (f"/?token={token}", f"/ws?token={token}", f"/?token={served.token}&token={token}"):
        got = served.get(path, [*UPGRADE, ("Origin", served.origin)])
        assert got.status == 403 and "口令不对" in got.text and "Set-Cookie" not in got.headers
    assert not served.editors()


def test_a_request_that_names_another_host_in_its_line(served: Served) -> None:
    for target in ("http://evil.example/", f"http://evil.example:{served.port}/ws", "//evil.example/"):
        got = served.get(target, [("Cookie", served.cookie())])
        assert got.status in (400, 403, 404) and "正在打开" not in got.text


def test_two_hosts_are_none(served: Served) -> None:
    ours = f"127.0.0.1:{served.port}"
    for other in (ours, "evil.example"):
        got = served.get("/", [("Host", other), ("Cookie", served.cookie())])
        assert got.status in (400, 403) and "正在打开" not in got.text


def test_what_is_refused_cannot_write_into_the_page(served: Served) -> None:
    got = served.get("/", [("Origin", "<script>alert(1)</script>")])
    assert got.status == 403 and "<script" not in got.text


def test_other_methods_get_nothing(served: Served) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert served.get("/", method=method).status == 403
        got = served.get("/", [("Cookie", served.cookie())], method=method)
        assert got.status == 404 and "正在打开" not in got.text


def test_the_right_address_opens_at_once(served: Served) -> None:
    got = served.get(f"/?token={served.token}")
    assert got.status == 200 and "正在打开 drafter" in got.text
    pair, *flags = got.headers["Set-Cookie"].split("; ")
    assert {one.lower() for one in flags} == {"httponly", "samesite=strict", "path=/"}
    assert pair.startswith(f"drafter-{served.port}=") and served.token not in pair
    for path in ("/", "/page.js", "/terminal.js", "/page.css", "/terminal.css", "/why"):
        assert served.get(path, [("Cookie", pair)]).status == 200
        assert served.get(path, [("Cookie", f"a=b; {pair}; c=d")]).status == 200

    async def act() -> None:
        async with served.window() as socket:
            assert "一分钟导览" in (await shown(socket, "导览")).decode(errors="replace")

    asyncio.run(act())


def test_no_other_page_may_have_it(served: Served) -> None:
    for path, cookie in (("/", served.cookie()), ("/", ""), ("/page.js", served.cookie())):
        got = served.get(path, [("Cookie", cookie)]).headers
        policy = got["Content-Security-Policy"]
        assert (
            "frame-ancestors 'none'" in policy and "default-src 'none'" in policy and got["X-Frame-Options"] == "DENY"
        )
        assert got["Referrer-Policy"] == "no-referrer" and got["Cache-Control"] == "no-store"
        assert got["Cross-Origin-Resource-Policy"] == got["Cross-Origin-Opener-Policy"] == "same-origin"


# -- another user -----------------------------------------------------------------------------------------------------
# Nothing is imported once it is somebody else, who may not read where the interpreter lies.
_ASK = """
import os, socket, sys
port, paths = int(sys.argv[1]), sys.argv[2:]
os.setgid(65534); os.setuid(65534)
for path in paths:
    with socket.socket() as asks:
        asks.settimeout(60)
        asks.connect(("127.0.0.1", port))
        asks.sendall(f"GET {path} HTTP/1.1\\r\\nHost: 127.0.0.1:{port}\\r\\nConnection: close\\r\\n\\r\\n".encode())
        got = b""
        while data := asks.recv(65536):
            got += data
    print(got.split()[1].decode(), "另一个用户".encode() in got)
"""


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs to become another user")
def test_another_user_of_the_machine(served: Served) -> None:
    paths = ["/", f"/?token={served.token}", f"/ws?token={served.token}"]
    command = [sys.executable, "-c", _ASK, str(served.port), *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines() == ["403 True"] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's table")
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_whose_connection_it_is(family: socket.AddressFamily) -> None:
    host = "127.0.0.1" if family == socket.AF_INET else "::1"
    try:
        server = socket.create_server((host, 0), family=family)
    except OSError:
        pytest.skip("no such protocol here")
    with server, socket.create_connection(server.getsockname()[:2]) as client, server.accept()[0] as taken:
        assert peer.user_of(taken.getpeername(), taken.getsockname()) == os.geteuid()
        # The other way round it is our own socket: of the same user, found all the same.
        assert peer.user_of(client.getpeername(), client.getsockname()) == os.geteuid()


def test_a_table_of_connections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.byteorder != "little":
        pytest.skip("written as little machines do")
    table = tmp_path / "tcp"
    mapped = "0000000000000000FFFF00000100007F"
    rows = [
        ("0100007F:1F90", "00000000:0000", 7),
        ("0100007F:C001", "0100007F:1F90", 1001),
        ("0200007F:C001", "0100007F:1F90", 1002),
        (f"{mapped}:C002", f"{mapped}:1F90", 1003),
    ]
    lines = [f"{at}: {one} {other} 01 0:0 0:0 0 {user:5} 0 1 1 0" for at, (one, other, user) in enumerate(rows)]
    table.write_text("\n".join(["sl local_address rem_address st tx_queue rx_queue", *lines, "4: short", ""]))
    monkeypatch.setattr(peer, "TABLES", (tmp_path / "none", table))
    here = ("127.0.0.1", 8080)
    assert peer.user_of(("127.0.0.1", 0xC001), here) == 1001
    assert peer.user_of(("127.0.0.2", 0xC001), here) == 1002
    assert peer.user_of(("127.0.0.1", 0xC002), here) == 1003
    assert peer.user_of(("::ffff:127.0.0.1", 0xC002), ("::ffff:127.0.0.1", 8080)) == 1003
    for unknown in (("127.0.0.1", 0xC003), ("127.0.0.3", 0xC001), ("::1", 0xC001, 0, 0), ("nowhere", 1), (), None, ""):
        assert peer.user_of(unknown, here) is None
