"""The commands of the command line, one module each: what it takes (`add`) and what it does.

Only argparse and the errors are imported at the top; what a command needs is imported when it runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from drafter.errors import UnknownEnding

Commands: TypeAlias = "argparse._SubParsersAction[Any]"
Run: TypeAlias = Callable[[argparse.Namespace], int]

#: What a case, or another file of settings, may be called.
TOML = {"": "toml", ".toml": "toml"}


def command(commands: Commands, name: str, said: str, more: str, examples: Sequence[str], run: Run) -> Any:
    """A command with its help; `more` goes on from the line `said`, `examples` follow the options."""
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


def destination(name: str) -> str | None:
    """Where an output goes: a file, or None for the standard output, which `-` names as it names the standard input."""
    return None if name == "-" else name


def shape_of(output: str | None, endings: Mapping[str, str], only: str = "") -> str:
    """The format that an output's ending asks for; a file of another kind would hold what its name denies.

    `endings` maps endings ("" for none) to formats. Raises UnknownEnding, which names the formats, or the one ending
    that there can be (`only`).
    """
    ending = Path(output).suffix.lower() if output else ""
    if ending not in endings:
        raise UnknownEnding(str(output), ending, sorted(set(endings.values())), only)
    return endings[ending]


def same_file(one: str, other: str) -> bool:
    """Whether two names lead to one file; a name that leads nowhere does not."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False
