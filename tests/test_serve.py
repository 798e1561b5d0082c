"""`drafter serve` on the command line, and the parts of its page.

Invariants:
- it refuses any address but this machine's own unless told otherwise in so many words, and says what to install;
- what cannot be started is one line in Chinese and exit 2: a port that is taken, a figure that is none, a case that is
  not there; nothing is printed that would look like an address;
- its page loads nothing from outside and is in Chinese;
- its name and its port are in the address that it prints, with the token, and in nothing else.
"""

from __future__ import annotations

import re
import socket
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from drafter.cli import main
from drafter.serving.listening import address, listen, names

WEB = ROOT / "drafter" / "serving" / "web"


def refused(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    """The one line that is said instead of serving."""
    try:
        code = main(["serve", *arguments])
    except SystemExit as error:
        code = int(str(error.code))
    assert code == 2
    out, err = capfdbinary.readouterr()
    said = err.decode()
    assert not out and said.count("\n") == 1 and "http://" not in said and "Traceback" not in said
    return said


def test_other_addresses_are_refused(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for host in ("0.0.0.0", "192.168.1.5", "::", "127.0.0.1.evil.example", ""):
        said = refused(capfdbinary, "--host", host)
        assert host in said and "不是本机" in said


def test_what_to_install_is_said(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("textual_serve", "aiohttp"):
        with monkeypatch.context() as without:
            without.setitem(sys.modules, package, None)
            assert "drafter[serve]" in refused(capfdbinary)


@pytest.mark.parametrize("option", ["--port", "--windows"])
def test_figures_that_are_none(capfdbinary: pytest.CaptureFixture[bytes], option: str) -> None:
    for given in ("-1", "65536", "八千", "", "1.5", "9" * 5000):
        assert option in refused(capfdbinary, f"{option}={given}")
    assert "1至100" in refused(capfdbinary, "--windows", "0")


def test_a_busy_port(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pytest.importorskip("textual_serve")
    for host in ("127.0.0.1", "localhost"):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            said = refused(capfdbinary, "--port", port, "--host", host)
            assert port in said and "--port" in said and "已经有程序在用" in said
        # One that holds the port on every address of the machine.
    with socket.create_server(("", 0)) as taken:
        assert "--port" in refused(capfdbinary, "--port", str(taken.getsockname()[1]))


def test_an_address_that_is_not_there(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pytest.importorskip("textual_serve")
    for host in ("203.0.113.7", "no-such-host.invalid", "a" * 300, "2001:db8::7"):
        said = refused(capfdbinary, "--host", host, "--port", "0", "--let-anyone-on-the-network-edit-my-files")
        assert "--host" in said or "换一个" in said


def test_a_case_that_cannot_be_read(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    pytest.importorskip("textual_serve")
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    for case in ("没有.toml", str(tmp_path), str(tmp_path / "a.toml")):
        assert case in refused(capfdbinary, "--port", "0", case)


def test_sockets_at_one_port() -> None:
    for host in ("127.0.0.1", "localhost"):
        made = listen(host, 0)
        try:
            assert len({one.getsockname()[1] for one in made}) == 1
            url = address(host, made, "口令")
            assert url == f"http://{host}:{made[0].getsockname()[1]}/?token=口令"
        finally:
            for one in made:
                one.close()


def test_names() -> None:
    own = {"127.0.0.1", "localhost", "[::1]"}
    for host in ("127.0.0.1", "localhost", "::1"):
        assert names(host) == own
    assert own < names("0.0.0.0") and socket.gethostname().lower() in names("0.0.0.0")


@pytest.mark.parametrize("page", ["page.html", "told.html", "page.css", "page.js"])
def test_the_page_loads_nothing_from_outside(page: str) -> None:
    text = (WEB / page).read_text(encoding="utf-8")
    code = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    assert not re.search(r"https?:|//|@import|url\(", code.replace('replace(/^http/, "ws")', "")), page
    assert set(re.findall(r"(?:href|src)=\"([^\"]*)", text)) <= {
        "data:,",
        "/terminal.css",
        "/page.css",
        "/page.js",
        "/terminal.js",
    }


def test_the_pages_are_in_chinese() -> None:
    for page in ("page.html", "told.html"):
        assert '<html lang="zh-CN">' in (WEB / page).read_text(encoding="utf-8")
    words = re.sub(r"<[^>]*>", "", (WEB / "page.html").read_text(encoding="utf-8")).replace("drafter", "")
    assert not re.search("[A-Za-z]{3}", words.replace("cookie", ""))


def test_no_page_has_a_script_of_its_own() -> None:
    """The policy allows none, and a page of words holds what a stranger sent."""
    for page in ("page.html", "told.html"):
        text = (WEB / page).read_text(encoding="utf-8")
        assert not re.search(r"<script(?! src=)|\son\w+=", text)
