"""`drafter serve`.

Invariants:
- it refuses any address but this machine's own unless told otherwise in so many words, and says what to install;
- its page loads nothing from outside and is in Chinese.
"""

from __future__ import annotations

import re
import sys

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
