"""`drafter draft`: the report that a case makes, on the screen or in a file."""

from __future__ import annotations

import argparse

from drafter.commands import Commands, command, destination, same_file, shape_of
from drafter.console import complain
from drafter.errors import CannotWrite, NeedsOutput, OnlyForWord
from drafter.wording import word
from drafter.writing.given import ReportGiven
from drafter.writing.registry import endings, names, writer


def add(commands: Commands) -> None:
    draft = command(
        commands,
        "draft",
        "由案件文件写出报告",
        "同一案件、同一种子，每次写出的文字都一样。",
        (
            "drafter draft 案件.toml                       报告显示在屏幕上",
            "drafter draft 案件.toml -o 报告.docx            存为 Word，按公文格式排好",
            "drafter draft 案件.toml -o 自评表.xlsx         填好自评表、监控表或项目清单",
            "drafter draft 案件.toml -o 导入.xls            填好系统的导入文件：金额是元，值和单位分列，文字不超过栏目",
            "drafter draft 案件.toml -o 报告.html            存为网页，可看每个数字的出处",
            "drafter draft 案件.toml --format md -o 报告.md  存为 Markdown",
            "drafter draft 案件.toml --genre monitoring   年中用同一案件写监控报告",
            "drafter draft 案件.toml --seed 3              换一种说法",
            "drafter draft 案件.toml --explain             逐句说明出处",
        ),
        run,
    )
    draft.add_argument("case", metavar="案件.toml", help="案件文件，- 是标准输入")
    draft.add_argument(
        "--format",
        choices=names("report"),
        default=None,
        help="输出格式，默认看 -o 的扩展名，否则 txt",
    )
    draft.add_argument(
        "-o", "--output", type=destination, metavar="文件", help="写到文件（要么写全，要么不写）；不给则显示在屏幕上"
    )
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
    draft.add_argument(
        "--genre", default="", metavar="种类", help="用这个案件写另一种报告：年初、年中、年底的事实同在一处"
    )
    draft.add_argument("--place", default="", metavar="地方", help="按这个地方的提纲、分值、等级写，见 drafter places")
    draft.add_argument("--strict", action="store_true", help="缺少必填事实、数字自相矛盾或案件有其他错误时以 1 退出")
    draft.add_argument("--explain", action="store_true", help="在每句下面列出所用句式和事实")


def run(options: argparse.Namespace) -> int:
    from drafter.files.read import decode, read_given

    # A wrong path or encoding is said before the engine is loaded.
    source = decode(read_given(options.case), options.case)
    for given in (options.case, options.reference_doc):
        if options.output and given and same_file(options.output, given):
            what = "案件文件" if given == options.case else "样式来源"
            raise CannotWrite(options.output, word("files.same", what=what))
    shape = options.format or shape_of(options.output, endings("report"))
    chosen = writer("report", shape)
    if chosen.binary and options.output is None:
        raise NeedsOutput(shape)
    reference = _reference(options.reference_doc, shape)
    from drafter import api

    case = api.read_case(source, options.case, options.phrases, options.place, options.genre)
    draft = api.compose(case, options.seed, options.length, options.register)
    given = ReportGiven(draft, case, reference, options.place, options.explain)
    assert chosen.write is not None
    _put(chosen.write(given), options.output)
    for line in chosen.said(given) if chosen.said is not None else ():
        complain(f"{options.case}: {line}")
    from drafter.checking.remarks import remarks

    said = remarks(case, draft, options.case, source)
    for line in said.lines:
        complain(line)
    return 1 if options.strict and said.fatal else 0


def _put(data: bytes, output: str | None) -> None:
    if output is not None:
        from drafter.files.write import write_whole

        write_whole(output, data)
    else:
        from drafter.files.write import write_stdout

        write_stdout(data.decode())


def _reference(file: str | None, shape: str) -> bytes | None:
    """The document that lends its styles, checked before anything is composed."""
    if file is None:
        return None
    if shape != "docx":
        raise OnlyForWord("--reference-doc")
    from drafter.files.read import read_bytes
    from drafter.reading.word.package import FILE
    from drafter.writing.word.reference import check_reference

    return check_reference(read_bytes(file, FILE), file)
