"""The command line: one thin function a command, help and errors before the engine.

argparse rather than click: it costs a third of click's start-up (docs/performance.md), and what it says in English is
little enough to say in Chinese here. The helps of the commands are Chinese, and their own keys in the catalogue
(:mod:`drafter.messages`); in English argparse says its own words.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import NoReturn

from drafter import __version__
from drafter.commands import Run
from drafter.console import complain
from drafter.errors import DrafterError
from drafter.messages import language, say

#: The commands in the order of the help, each a module of drafter/commands.
COMMANDS = {
    name: name
    for name in (
        "new",
        "due",
        "import",
        "notes",
        "edit",
        "draft",
        "suggest",
        "check",
        "diff",
        "review",
        "batch",
        "phrases",
        "places",
        "serve",
    )
}
COMMANDS["import"] = "import_"
_SAID = (
    (r"the following arguments are required: (.+)", "缺少{0}"),
    (r"unrecognized arguments: (.+)", "不认识 {0}"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{0} 不能是 {1}，可选：{2}"),
    (r"argument (.+?): expected one argument", "{0} 后面要写一个值"),
    (r"argument (.+?): ignored explicit argument '(.*)'", "{0} 后面不写值，多了 {1}"),
    (r"argument (.+?): invalid int value: '(.*)'", "{0} 应当是整数，不是 {1}"),
    (r"argument (.+?): (.+)", "{0}：{1}"),
    (r"ambiguous option: (.+?) could match (.+)", "{0} 可以指 {1}，请写全"),
)


#: How an error of the command line ends.
SEE_HELP = "（用法见 {prog} --help）"


class _SpokenParser(argparse.ArgumentParser):
    """argparse with help and one-line errors in the language of the user."""

    def error(self, message: str) -> NoReturn:
        message = " ".join(message.split())
        for pattern, chinese in _SAID if language() == "zh" else ():
            if match := re.fullmatch(pattern, message):
                message = chinese.format(*(group.replace("'", "") for group in match.groups()))
                break
        complain(f"drafter: {message}{say(SEE_HELP, prog=self.prog)}")
        raise SystemExit(2)

    def _print_message(self, message: str, file: object = None) -> None:
        # Help goes out as UTF-8 whatever the locale says, as reports do.
        if message and file is sys.stdout:
            from drafter.files.write import write_stdout

            write_stdout(message)
        elif message:
            complain(message.rstrip("\n"))

    def format_usage(self) -> str:
        text = super().format_usage()
        return text.replace("usage: ", "用法：", 1) if language() == "zh" else text

    def format_help(self) -> str:
        text = super().format_help()
        if language() != "zh":
            return text
        for english, chinese in (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项：")):
            text = text.replace(english, chinese, 1)
        return text.replace("\n命令:\n", "\n命令：\n", 1)


def within(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A command and those that stand below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from within(one)


def texts(parser: argparse.ArgumentParser) -> Iterator[tuple[object, str, str]]:
    """What a command says of itself in words of its own: where each text is kept, by which name, and the text."""
    homes: list[object] = [parser, *parser._action_groups, *parser._actions]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            homes += action._choices_actions
    for home in homes:
        for name in ("description", "epilog", "title", "help", "metavar"):
            text = getattr(home, name, None)
            # What argparse puts there itself is no text of ours.
            if isinstance(text, str) and not text.isascii():
                yield home, name, text


def _parser(asked: str = "") -> _SpokenParser:
    """The parser; where the first word is a command, with that command alone: the others cost as much again."""
    parser = _SpokenParser(
        prog="drafter",
        description="绩效报告起草助手：把事实写成公文，每个数字都有出处。",
        epilog="例：drafter draft cases/wenming-city.toml -o 自评报告.txt",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="显示帮助后退出")
    parser.add_argument("--version", action="version", version=f"drafter {__version__}", help="显示版本后退出")
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=_SpokenParser)
    for name in (asked,) if asked in COMMANDS else COMMANDS:
        import_module(f"drafter.commands.{COMMANDS[name]}").add(commands)
    if language() != "zh":
        for one in within(parser):
            for home, place, text in texts(one):
                setattr(home, place, say(text))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 (see each command) or 2 (unusable input, one line on stderr)."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    command = ""
    try:
        options = _parser(given[0] if given else "").parse_args(given)
        command = options.command or "edit"
        if options.command is None:
            from drafter.commands.edit import home

            return home()
        run: Run = options.run
        return run(options)
    except DrafterError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        # The last net: nobody foresaw this.
        from drafter.crash import fallen

        return fallen(error, command)
