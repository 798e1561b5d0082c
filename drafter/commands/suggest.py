"""`drafter suggest`: problems and measures that the facts of a case would support, each with its ground."""

from __future__ import annotations

import argparse

from drafter.commands import Commands, command


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "suggest",
        "按事实建议问题和措施",
        "列出案件的事实能够支持的问题和措施，每条写明根据；不会写进正文，要用的抄进 [[own]]。",
        ("drafter suggest 案件.toml",),
        run,
    )
    parser.add_argument("case", metavar="案件.toml", help="案件文件")


def run(options: argparse.Namespace) -> int:
    from drafter import api
    from drafter.composing.suggesting import suggest
    from drafter.files.write import write_stdout

    case = api.load_case(options.case)
    lines = []
    for number, one in enumerate(suggest(api.engine_of(case), case), 1):
        lines.extend([f"{number}. 问题：{one.problem}", f"   根据：{one.ground}", f"   措施：{one.measure}"])
    write_stdout("\n".join(lines or ["按现有的事实没有可建议的问题"]) + "\n")
    return 0
