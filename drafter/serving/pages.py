"""What is handed out over HTTP: the page with the terminal, its parts, and the words for who is not let in.

Nothing of it is fetched from elsewhere, and the headers forbid the browser to: the scripts and styles are this
program's and those of textual-serve, which comes with a terminal for pages.

Limits: whom it is handed to is for :mod:`drafter.serving.door` to say.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).resolve().parent / "web"
#: Where each part is found: ours, or in the folder of textual-serve. Nothing else is handed out.
_PARTS = {
    "/": ("page.html", ""),
    "/page.css": ("page.css", ""),
    "/page.js": ("page.js", ""),
    "/terminal.css": ("", "css/xterm.css"),
    "/terminal.js": ("", "js/textual.js"),
}
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
#: The terminal writes styles of its own into the page; a picture it draws is data. No other page may frame it.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src data: blob:; "
    "connect-src 'self'{socket}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_ALWAYS = {
    "Server": "drafter",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ServedAnswer(NamedTuple):
    """One answer: its bytes and their type."""

    body: bytes
    type: str


def parts(statics: Path) -> dict[str, ServedAnswer]:
    """Every part by its path; `statics` is the folder of textual-serve. Raises OSError."""
    found = {}
    for path, (ours, theirs) in _PARTS.items():
        file = _HERE / ours if ours else statics / theirs
        found[path] = ServedAnswer(file.read_bytes(), _TYPES[file.suffix])
    return found


def headers(host: str) -> Mapping[str, str]:
    """The headers of every answer; `host` is what was asked for where that is known to be ours, else ""."""
    return {**_ALWAYS, "Content-Security-Policy": _POLICY.format(socket=f" ws://{host}" if host else "")}


def told(title: str, lines: list[str]) -> ServedAnswer:
    """A page of words."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    text = (_HERE / "told.html").read_text(encoding="utf-8")
    return ServedAnswer(
        text.replace("{title}", html.escape(title)).replace("{lines}", paragraphs).encode(), "text/html"
    )


def refused(why: str) -> ServedAnswer:
    """The page for whoever is not let in."""
    hint = "请在运行 drafter serve 的窗口里，复制它显示的完整地址（带 ?token=）打开。"
    return told("不能打开", [f"{why}。", hint, "别人给的地址、别的网页里的链接都打不开，您的文件没有动过。"])
