"""`drafter diff`: what became of last year's report in this year's."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from drafter.commands import TOML, Commands, command, destination, same_file, shape_of
from drafter.console import complain
from drafter.errors import BadDay, CannotWrite, NeedsOutput, OneYearMore, OnlyForWord
from drafter.writing.registry import endings, names, writer

if TYPE_CHECKING:
    from drafter.comparing.comparison import Comparison
    from drafter.writing.word.revisions import Signed

#: The width of a comparison that goes to a file or a pipe.
_PLAIN_WIDTH = 100


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "diff",
        "与上年的文稿比较",
        "逐句对照：哪些数字动了，哪些措辞改了，增删、挪动了什么，哪里还留着上年的年份和数字。\n"
        "两边都可以是文稿（docx、txt、md、html、pdf）或案件（toml，先写成报告再比）。相同时以 0 退出，不同以 1 退出。",
        (
            "drafter diff 上年.txt 今年.txt                 显示在屏幕上",
            "drafter diff 上年.txt 案件.toml                上年的文稿与今年的案件",
            "drafter diff 上年.txt 今年.txt -o 比较.html     存为网页，可筛选、可打印",
            "drafter diff 上年.docx 今年.docx -o 修订.docx   存为带修订标记的 Word，逐处接受或拒绝",
            "drafter diff 上年.txt 今年.txt -o 对照.xlsx     两年数字对照和疑似未更新的核对单",
        ),
        run,
    )
    parser.add_argument("old", metavar="上年", help="上年的文稿或案件")
    parser.add_argument("new", metavar="今年", help="今年的文稿或案件")
    parser.add_argument(
        "--format",
        choices=names("comparison"),
        default=None,
        help="输出格式，默认看 -o 的扩展名，否则 text",
    )
    parser.add_argument(
        "-o", "--output", type=destination, metavar="文件", help="写到文件（要么写全，要么不写）；不给则显示在屏幕上"
    )
    parser.add_argument("--all", action="store_true", help="相同的句子、数字对照的各项都列出（text）")
    parser.add_argument("--before", metavar="前年", help="再往前一年的文稿，数字对照列三年")
    parser.add_argument("--ticks", metavar="文件", help="核对记录（toml）：新的疑点添进去，写明看过的不再列出")
    parser.add_argument("--tables", action="store_true", help="docx 写成数字对照和核对单，不写修订")
    parser.add_argument("--words", action="store_true", help="按词标注改动，不切开词语；多花约一秒")
    parser.add_argument("--author", metavar="姓名", help="修订的作者（docx），默认取案件的单位名称，否则 drafter")
    parser.add_argument("--date", metavar="年-月-日", help="修订的日期（docx），默认取案件的成文日期，否则不写")
    parser.add_argument("--no-moves", action="store_true", help="挪动的写成删去和新增（docx），给不认挪动的软件")
    parser.add_argument("--original", action="store_true", help="有修订的 Word 文件按修订之前的比")
    parser.add_argument("--seed", type=int, default=0, metavar="整数", help="案件写成报告时所用的种子，默认 0")
    parser.add_argument(
        "--phrases", action="append", default=[], metavar="文件", help="本单位的句式库，写案件的报告时用，可以写几次"
    )


def run(options: argparse.Namespace) -> int:
    shape = options.format or shape_of(options.output, endings("comparison"))
    if options.output:
        for given in filter(None, (options.old, options.new, options.before, options.ticks)):
            if same_file(options.output, given):
                raise CannotWrite(options.output, "这就是要比较的文件，请换一个文件名")
    if options.ticks:
        shape_of(options.ticks, TOML, ".toml")
        for given in filter(None, (options.old, options.new, options.before)):
            if same_file(options.ticks, given):
                raise CannotWrite(options.ticks, "这就是要比较的文件，核对记录请换一个文件名")
    binary = writer("comparison", shape).binary
    if binary and options.output is None:
        raise NeedsOutput(shape)
    if options.tables and shape != "docx":
        raise OnlyForWord("--tables")
    if options.before and shape == "docx" and not options.tables:
        raise OneYearMore
    signed = _signed(options) if shape == "docx" and not options.tables else None
    from drafter.comparisons import compare_files

    found = compare_files(
        options.old, options.new, options.seed, options.phrases, options.words, options.original, options.before
    )
    for text in (found.old, found.new):
        for remark in text.remarks:
            complain(f"{text.name}: {remark}")
    if options.ticks:
        found = _ticked(found, options.ticks)
    if signed is not None:
        from drafter.files.write import write_whole
        from drafter.writing.word.revisions import to_docx

        write_whole(options.output, to_docx(found, signed, not options.no_moves))
    elif binary:
        from drafter.files.write import write_whole
        from drafter.writing import comparison_tables

        tables = comparison_tables.to_docx if shape == "docx" else comparison_tables.to_xlsx
        write_whole(options.output, tables(found))
    elif options.output is not None:
        from drafter.files.write import write_whole

        write_whole(options.output, _written(found, shape, options.all).encode())
    elif shape == "text" and sys.stdout is not None and sys.stdout.isatty():
        _show(found, options.all)
    else:
        from drafter.files.write import write_stdout

        write_stdout(_written(found, shape, options.all))
    return 0 if found.same else 1


def _ticked(found: Comparison, file: str) -> Comparison:
    """Without what is ticked off in `file`, which takes up what is new."""
    import os

    from drafter.comparing.ticks import extended, read_ticks, ticked
    from drafter.files.read import decode, read_bytes
    from drafter.files.write import write_whole

    there = os.path.lexists(file)
    rows = read_ticks(file) if there else {}
    made, added = extended(decode(read_bytes(file), file) if there else "", found, rows)
    if added:
        write_whole(file, made.encode())
    return ticked(found, rows)


def _written(found: Comparison, shape: str, everything: bool) -> str:
    if shape == "json":
        from drafter.writing.comparison_json import to_json

        return to_json(found)
    if shape == "html":
        from drafter.writing.comparison_html import to_html

        return to_html(found)
    from drafter.writing.comparison_text import to_text

    return to_text(found, _columns(), False, everything)


def _signed(options: argparse.Namespace) -> Signed:
    """Author and date of the tracked changes: as asked for, else of the case."""
    from drafter.writing.word.revisions import Signed

    author, date = options.author or "", ""
    if options.date is not None:
        import datetime

        try:
            date = datetime.datetime.strptime(options.date, "%Y-%m-%d").strftime("%Y-%m-%dT00:00:00Z")
        except ValueError:
            raise BadDay("--date", options.date) from None
    if options.new.lower().endswith(".toml") and not (author and date):
        from drafter import api
        from drafter.writing.word.properties import day

        case = api.load_case(options.new, options.phrases)
        unit, when = case.fact("unit.name"), day(case)
        author = author or (unit.text if unit else "")
        date = date or (when.strftime("%Y-%m-%dT00:00:00Z") if when else "")
    return Signed(author or "drafter", date)


def _columns() -> int:
    """The width asked for by COLUMNS, else one that a page holds."""
    import os

    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and int(asked) else _PLAIN_WIDTH


def _show(found: Comparison, everything: bool) -> None:
    """On a terminal: in colours unless NO_COLOR is set, through a pager when it does not fit."""
    import os
    import shutil

    from drafter.writing.comparison_text import to_text
    from drafter.writing.pager import show

    size = shutil.get_terminal_size()
    colours = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    show(to_text(found, size.columns, colours, everything), size.lines)
