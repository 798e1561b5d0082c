"""The command line: one thin function a command, help and errors before the engine.

argparse rather than click: it costs a third of click's start-up (docs/performance.md), and what it says in English is
little enough to say in Chinese here.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from drafter import __version__
from drafter.commands import Run, check, complain, diff, edit, new, phrases, same_file
from drafter.errors import CannotWrite, DrafterError, UnknownEnding

_ENDINGS = {"": "txt", ".txt": "txt", ".md": "md", ".markdown": "md", ".json": "json"}
_SAID = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少{0}"),
    (re.compile(r"unrecognized arguments: (.+)"), "不认识 {0}"),
    (re.compile(r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)"), "{0} 不能是 {1}，可选：{2}"),
    (re.compile(r"argument (.+?): expected one argument"), "{0} 后面要写一个值"),
    (re.compile(r"argument (.+?): ignored explicit argument '(.*)'"), "{0} 后面不写值，多了 {1}"),
    (re.compile(r"argument (.+?): invalid int value: '(.*)'"), "{0} 应当是整数，不是 {1}"),
    (re.compile(r"argument (.+?): (.+)"), "{0}：{1}"),
    (re.compile(r"ambiguous option: (.+?) could match (.+)"), "{0} 可以指 {1}，请写全"),
)


class _Parser(argparse.ArgumentParser):
    """argparse with Chinese help and one-line Chinese errors."""

    def error(self, message: str) -> NoReturn:
        message = " ".join(message.split())
        for pattern, chinese in _SAID:
            if match := pattern.fullmatch(message):
                message = chinese.format(*(group.replace("'", "") for group in match.groups()))
                break
        complain(f"drafter: {message}（用法见 {self.prog} --help）")
        raise SystemExit(2)

    def _print_message(self, message: str, file: object = None) -> None:
        # Help goes out as UTF-8 whatever the locale says, as reports do.
        if message and file is sys.stdout:
            from drafter.writing.files import write_stdout

            write_stdout(message)
        elif message:
            complain(message.rstrip("\n"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项：")):
            text = text.replace(english, chinese, 1)
        return text.replace("\n命令:\n", "\n命令：\n", 1)


def _parser() -> _Parser:
    parser = _Parser(
        prog="drafter",
        description="绩效报告起草助手：把事实写成公文，每个数字都有出处。",
        epilog="例：drafter draft cases/wenming-city.toml -o 自评报告.txt",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    _help(parser)
    parser.add_argument("--version", action="version", version=f"drafter {__version__}", help="显示版本后退出")
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=_Parser)
    new.add(commands)
    edit.add(commands)
    draft = commands.add_parser(
        "draft",
        help="由案件文件写出报告",
        description="由案件文件（TOML）写出报告。同一案件、同一种子，每次写出的文字都一样。",
        epilog="例：\n  drafter draft 案件.toml                       报告显示在屏幕上\n"
        "  drafter draft 案件.toml --format md -o 报告.md  存为 Markdown\n"
        "  drafter draft 案件.toml --seed 3              换一种说法\n"
        "  drafter draft 案件.toml --explain             逐句说明出处",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    _help(draft)
    draft.add_argument("case", metavar="案件.toml", help="案件文件")
    draft.add_argument(
        "--format", choices=("txt", "md", "json"), default=None, help="输出格式，默认看 -o 的扩展名，否则 txt"
    )
    draft.add_argument("-o", "--output", metavar="文件", help="写到文件（要么写全，要么不写）；不给则显示在屏幕上")
    draft.add_argument("--seed", type=int, default=0, metavar="整数", help="说法的种子，默认 0")
    draft.add_argument("--length", default="", metavar="篇幅", help="short、normal、full，或要写到的字数，默认 normal")
    draft.add_argument("--register", default="", metavar="语体", help="plain（平实）或 formal（庄重），默认不限")
    draft.add_argument(
        "--phrases",
        action="append",
        default=[],
        metavar="文件",
        help="本单位的句式库（文件或文件夹），盖过自带的，可以写几次",
    )
    draft.add_argument("--strict", action="store_true", help="缺少必填事实、数字自相矛盾或案件有其他错误时以 1 退出")
    draft.add_argument("--explain", action="store_true", help="在每句下面列出所用句式和事实")
    draft.set_defaults(run=_draft)
    check.add(commands)
    diff.add(commands)
    phrases.add(commands)
    return parser


def _help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示帮助后退出")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 (see each command) or 2 (unusable input, one line on stderr)."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
        if options.command is None:
            return edit.home()
        run: Run = options.run
        return run(options)
    except DrafterError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        return 130


def _draft(options: argparse.Namespace) -> int:
    from drafter.facts.files import decode, read_bytes

    # A wrong path or encoding is said before the engine is loaded.
    source = decode(read_bytes(options.case), options.case)
    if options.output and same_file(options.output, options.case):
        raise CannotWrite(options.output, "这就是案件文件，请换一个文件名")
    from drafter import api

    case = api.read_case(source, options.case, options.phrases)
    draft = api.compose(case, options.seed, options.length, options.register)
    text = _written(draft, options)
    if options.output is not None:
        from drafter.writing.files import write_whole

        write_whole(options.output, text.encode())
    else:
        from drafter.writing.files import write_stdout

        write_stdout(text)
    from drafter.checking.remarks import remarks

    said = remarks(case, draft, options.case, source)
    for line in said.lines:
        complain(line)
    return 1 if options.strict and said.fatal else 0


def _written(draft: object, options: argparse.Namespace) -> str:
    from drafter import api
    from drafter.drafting.draft import Draft
    from drafter.writing.text import explain

    assert isinstance(draft, Draft)
    shape = options.format or _shape(options.output)
    if options.explain and shape != "json":
        return explain(draft)
    writers = {"txt": api.to_text, "md": api.to_markdown, "json": api.to_json}
    return writers[shape](draft)


def _shape(output: str | None) -> str:
    """The format that an output's ending asks for; a file of another kind would hold what its name denies."""
    ending = Path(output).suffix.lower() if output else ""
    if ending not in _ENDINGS:
        raise UnknownEnding(str(output), ending, sorted(set(_ENDINGS.values())))
    return _ENDINGS[ending]
