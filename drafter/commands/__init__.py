"""The commands of the command line, one module each: what it takes (`add`) and what it does.

Only argparse and the errors are imported at the top; what a command needs is imported when it runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[Any]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


def command(commands: Commands, name: str, said: str, more: str, examples: Sequence[str], run: Run) -> Any:
    """A command with its help in Chinese; `more` goes on from the line `said`, `examples` follow the options."""
    parser = commands.add_parser(
        name,
        help=said,
        description=f"{said}。{more}",
        epilog="例：\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="显示帮助后退出")
    parser.set_defaults(run=run)
    return parser
