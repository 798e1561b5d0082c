"""`drafter serve`.

Invariants:
- it refuses any address but this machine's own unless told otherwise in so many words, and says what to install;
- its page loads nothing from outside and is in Chinese; the running server hands out that page on loopback alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT

from drafter.cli import main


def test_other_addresses_are_refused(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for host in ("0.0.0.0", "192.168.1.5", "::"):
        assert main(["serve", "--host", host]) == 2
        said = capfdbinary.readouterr().err.decode()
        assert said.count("\n") == 1 and host in said and "不是本机" in said


def test_what_to_install_is_said(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert main(["serve"]) == 2
    assert "drafter[serve]" in capfdbinary.readouterr().err.decode()


def test_the_page_loads_nothing_from_outside() -> None:
    page = (ROOT / "drafter" / "tui" / "web" / "app_index.html").read_text(encoding="utf-8")
    assert "//" not in re.sub(r"config\.static\.url", "", page)
    assert re.findall(r"(?:href|src)=\"([^\"]*)", page) == [
        "{{ config.static.url }}css/xterm.css",
        "{{ config.static.url }}js/textual.js",
    ]


def test_the_page_is_served_on_loopback(tmp_path: Path) -> None:
    pytest.importorskip("textual_serve")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DRAFTER_STATE": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "drafter", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as server:
        try:
            page = b""
            for _ in range(100):
                with (
                    contextlib.suppress(OSError),
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as got,
                ):
                    page = got.read()
                    break
                time.sleep(0.1)
            text = page.decode()
            assert "正在打开 drafter" in text
            assert not re.findall(r"(?:https?:)?//(?!127\.0\.0\.1)[a-z]", text), text
        finally:
            server.terminate()
