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
from typing import TYPE_CHECKING, NoReturn

from drafter import __version__
from drafter.commands import Run, check, complain, diff, edit, import_, new, notes, phrases, same_file, serve
from drafter.errors import CannotWrite, DrafterError, NeedsOutput, OnlyForWord, UnknownEnding

if TYPE_CHECKING:
    from drafter.drafting.draft import Draft
    from drafter.facts.case import Case

_ENDINGS = {"": "txt", ".txt": "txt", ".md": "md", ".markdown": "md", ".json": "json", ".docx": "docx"} | dict.fromkeys(
    (".html", ".htm"), "html"
)
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
    import_.add(commands)
    notes.add(commands)
    edit.add(commands)
    draft = commands.add_parser(
        "draft",
        help="由案件文件写出报告",
        description="由案件文件（TOML）写出报告。同一案件、同一种子，每次写出的文字都一样。",
        epilog="例：\n  drafter draft 案件.toml                       报告显示在屏幕上\n"
        "  drafter draft 案件.toml -o 报告.docx            存为 Word，按公文格式排好\n"
        "  drafter draft 案件.toml -o 报告.html            存为网页，可看每个数字的出处\n"
        "  drafter draft 案件.toml --format md -o 报告.md  存为 Markdown\n"
        "  drafter draft 案件.toml --seed 3              换一种说法\n"
        "  drafter draft 案件.toml --explain             逐句说明出处",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    _help(draft)
    draft.add_argument("case", metavar="案件.toml", help="案件文件，- 是标准输入")
    draft.add_argument(
        "--format",
        choices=("txt", "md", "html", "docx", "json"),
        default=None,
        help="输出格式，默认看 -o 的扩展名，否则 txt",
    )
    draft.add_argument("-o", "--output", metavar="文件", help="写到文件（要么写全，要么不写）；不给则显示在屏幕上")
    draft.add_argument(
        "--reference-doc", metavar="样式.docx", help="借用这个 Word 文件的样式、页面、页眉页脚（docx），文字不取"
    )
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
    serve.add(commands)
    return parser


def _help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示帮助后退出")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 (see each command) or 2 (unusable input, one line on stderr)."""
    command = ""
    try:
        options = _parser().parse_args(arguments)
        command = options.command or "edit"
        if options.command is None:
            return edit.home()
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


def _draft(options: argparse.Namespace) -> int:
    from drafter.facts.files import decode, read_given

    # A wrong path or encoding is said before the engine is loaded.
    source = decode(read_given(options.case), options.case)
    for given in (options.case, options.reference_doc):
        if options.output and given and same_file(options.output, given):
            what = "案件文件" if given == options.case else "样式来源"
            raise CannotWrite(options.output, f"这就是{what}，请换一个文件名")
    shape = options.format or _shape(options.output)
    if shape == "docx" and options.output is None:
        raise NeedsOutput("docx")
    reference = _reference(options.reference_doc, shape)
    from drafter import api

    case = api.read_case(source, options.case, options.phrases)
    draft = api.compose(case, options.seed, options.length, options.register)
    if shape == "docx":
        from drafter.writing.files import write_whole
        from drafter.writing.word.document import to_docx

        write_whole(options.output, to_docx(draft, case, reference))
    else:
        _put(_written(draft, case, shape, options.explain), options.output)
    from drafter.checking.remarks import remarks

    said = remarks(case, draft, options.case, source)
    for line in said.lines:
        complain(line)
    return 1 if options.strict and said.fatal else 0


def _put(text: str, output: str | None) -> None:
    if output is not None:
        from drafter.writing.files import write_whole

        write_whole(output, text.encode())
    else:
        from drafter.writing.files import write_stdout

        write_stdout(text)


def _reference(file: str | None, shape: str) -> bytes | None:
    """The document that lends its styles, checked before anything is composed."""
    if file is None:
        return None
    if shape != "docx":
        raise OnlyForWord("--reference-doc")
    from drafter.facts.files import read_bytes
    from drafter.reading.word.package import FILE
    from drafter.writing.word.reference import check_reference

    return check_reference(read_bytes(file, FILE), file)


def _written(draft: Draft, case: Case, shape: str, explained: bool) -> str:
    from drafter import api
    from drafter.writing.text import explain

    if shape == "html":
        from drafter.writing.html import to_html

        return to_html(draft, case)
    if explained and shape != "json":
        return explain(draft)
    writers = {"txt": api.to_text, "md": api.to_markdown, "json": api.to_json}
    return writers[shape](draft)


def _shape(output: str | None) -> str:
    """The format that an output's ending asks for; a file of another kind would hold what its name denies."""
    ending = Path(output).suffix.lower() if output else ""
    if ending not in _ENDINGS:
        raise UnknownEnding(str(output), ending, sorted(set(_ENDINGS.values())))
    return _ENDINGS[ending]
