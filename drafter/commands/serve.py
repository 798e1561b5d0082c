"""`drafter serve`: the terminal interface in a browser on this machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from drafter.commands import Commands, command
from drafter.console import complain
from drafter.errors import MissingExtra, OpenToNetwork


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "serve",
        "在浏览器里用同样的界面",
        "只对本机、只对拿到地址的人开放。要先装上：pip install 'drafter[serve]'。按 Ctrl+C 停止。",
        ("drafter serve                     然后在浏览器里打开所示的地址", "drafter serve 案件.toml"),
        run,
    )
    parser.add_argument("case", nargs="?", default="", metavar="案件.toml", help="案件文件；不给则从首页开始")
    parser.add_argument(
        "--port", type=_within(0, 65535), default=8765, metavar="整数", help="端口，默认 8765；0 是自动选一个空着的"
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="默认 127.0.0.1，只有本机能打开")
    parser.add_argument("--windows", type=_within(1, 100), default=8, metavar="整数", help="最多同时开几个窗口，默认 8")
    parser.add_argument(
        "--let-anyone-on-the-network-edit-my-files",
        action="store_true",
        dest="anyone",
        help="网上拿到地址的人都能打开、改动本机的文件，传送也不加密；明白这一点才写",
    )


def _within(least: int, most: int) -> Callable[[str], int]:
    """What an option's figure must be."""

    def number(text: str) -> int:
        try:
            found = int(text)
        except ValueError:
            found = least - 1
        if not least <= found <= most:
            raise argparse.ArgumentTypeError(f"应当是{least}至{most}的整数，不是 {text}")
        return found

    return number


def run(options: argparse.Namespace) -> int:
    from drafter.serving.listening import OWN, address, listen, names

    anyone = options.host not in OWN
    if anyone and not options.anyone:
        raise OpenToNetwork(options.host)
    try:
        import aiohttp  # noqa: F401
        import textual_serve
    except ImportError:
        raise MissingExtra("drafter serve", "serve") from None
    import os
    from pathlib import Path

    if options.case:
        # A wrong path is said here, not in a window.
        from drafter.files.read import decode, read_bytes

        decode(read_bytes(options.case), options.case)
    from drafter.serving.door import Door
    from drafter.serving.server import Server, run

    sockets = listen(options.host, options.port)
    users = None if anyone or not hasattr(os, "geteuid") else frozenset({0, os.geteuid()})
    door = Door(sockets[0].getsockname()[1], names(options.host), anyone, users)
    statics = Path(textual_serve.__file__).parent / "static"
    arguments = ["--", options.case] if options.case else []
    run(
        lambda: Server(door, arguments, statics, options.windows),
        sockets,
        lambda: complain(
            f"在浏览器里打开 {address(options.host, sockets, door.token)} （按 Ctrl+C 停止；地址不要告诉别人）"
        ),
    )
    return 0
