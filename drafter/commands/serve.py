"""`drafter serve`: the terminal interface in a browser on this machine."""

from __future__ import annotations

import argparse

from drafter.commands import Commands, command, complain
from drafter.errors import MissingExtra, OpenToNetwork

#: Names of this machine as it calls itself; whatever else one listens on, others can reach.
_OWN = ("127.0.0.1", "localhost", "::1")


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "serve",
        "在浏览器里用同样的界面",
        "只对本机开放。要先装上：pip install 'drafter[serve]'。按 Ctrl+C 停止。",
        ("drafter serve                     然后在浏览器里打开所示的地址", "drafter serve 案件.toml"),
        run,
    )
    parser.add_argument("case", nargs="?", default="", metavar="案件.toml", help="案件文件；不给则从首页开始")
    parser.add_argument("--port", type=int, default=8765, metavar="整数", help="端口，默认 8765")
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="默认 127.0.0.1，只有本机能打开")
    parser.add_argument(
        "--let-anyone-on-the-network-edit-my-files",
        action="store_true",
        dest="anyone",
        help="网上的任何人都能打开、改动本机的文件；明白这一点才写",
    )


def run(options: argparse.Namespace) -> int:
    if options.host not in _OWN and not options.anyone:
        raise OpenToNetwork(options.host)
    try:
        from textual_serve.server import Server
    except ImportError:
        raise MissingExtra("drafter serve", "serve") from None
    import shlex
    import sys
    from pathlib import Path

    program = [sys.executable, "-m", "drafter", "edit", *([options.case] if options.case else [])]
    pages = Path(__file__).resolve().parent.parent / "tui" / "web"
    server = Server(
        shlex.join(program), host=options.host, port=options.port, title="drafter", templates_path=str(pages)
    )
    complain(f"在浏览器里打开 http://{options.host}:{options.port}，按 Ctrl+C 停止")
    server.serve()
    return 0
