"""`drafter edit`, and `drafter` alone: the terminal interface."""

from __future__ import annotations

import argparse

from drafter.commands import Commands, command


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "edit",
        "在终端界面里填写案件",
        "左边是各节，中间是栏目，右边是写成的正文，边填边长。不给文件则从首页开始。",
        ("drafter edit 案件.toml", "drafter                   首页：最近的案件、新建、比较"),
        run,
    )
    parser.add_argument("case", nargs="?", default="", metavar="案件.toml", help="案件文件")


def run(options: argparse.Namespace) -> int:
    from drafter.tui import run as run_interface

    return run_interface(options.case)


def home() -> int:
    """What `drafter` does without a command."""
    from drafter.tui import run as run_interface

    return run_interface()
