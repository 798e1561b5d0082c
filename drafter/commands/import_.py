"""`drafter import`: notes and sheets to cases."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from drafter.commands import TOML, Commands, command, destination, shape_of
from drafter.commands.import_output import as_json, explained, put, said_of, text_of
from drafter.errors import NothingToImport

if TYPE_CHECKING:
    from drafter.importing.proposal import Proposal


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "import",
        "把记事、资料、表格变成案件",
        "读记事（txt、md、docx 等，- 是标准输入），照原来的动词、数字写成案件；\n"
        "读表格（xls、xlsx、et：自评表、申报表、监控表、系统导出的明细、项目清单），每个数记着出自哪一格；\n"
        "没有栏目的内容记在最近的标题下面，并逐条列出。不覆盖已有的文件。",
        (
            "drafter import 记事.txt -o 案件.toml",
            "drafter import 自评表.xlsx 记事.txt -o 案件.toml      表和记事合成一个案件",
            "drafter import 系统导出.xls -o 案件/                一个项目一个案件",
            "drafter import 记事.txt 补充.docx --genre 项目支出绩效自评报告 -o 案件.toml",
            "drafter import 记事.txt --explain                    只看怎样理解",
        ),
        run,
    )
    parser.add_argument("files", nargs="*", metavar="文件", help="记事或表格的文件；- 是标准输入")
    parser.add_argument(
        "-o",
        "--output",
        type=destination,
        metavar="案件.toml",
        help="写到这个文件；以 / 结尾的是文件夹，一个项目一个案件；不给则显示在屏幕上",
    )
    parser.add_argument("--genre", metavar="报告种类", help="报告种类的代号或名称；不给则由文字看出，并说出来")
    parser.add_argument("--year", type=int, metavar="年份", help="报告年度；不给则由文字看出")
    parser.add_argument(
        "--place", metavar="地方", default="", help="按这个地方的表和评分办法读；drafter places 列出有哪些"
    )
    parser.add_argument(
        "--map",
        action="append",
        nargs="?",
        const="",
        metavar="表头=意思",
        help="记下表里一个认不得的表头；不写则列出意思",
    )
    parser.add_argument("--explain", action="store_true", help="逐条列出哪些字、哪一格理解成了什么")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json：把理解的结果写成 JSON")


def run(options: argparse.Namespace) -> int:
    from drafter.sheets.output import is_folder

    if not is_folder(options.output):
        shape_of(options.output, TOML, ".toml")
    if options.map is not None:
        from drafter.sheets.mapping import remember

        named = [one for one in options.map if one and "=" not in one.replace("＝", "=")]
        options.files += named
        if not remember([one for one in options.map if one not in named], options.files):
            return 0
    if not options.files:
        raise NothingToImport()
    from drafter.importing.several import books_among

    books, notes = books_among(options.files)
    if books:
        from drafter.commands.import_sheets import run_sheets

        return run_sheets(options, books, notes)
    return _notes(options)


def _notes(options: argparse.Namespace) -> int:
    from drafter import api
    from drafter.commands.new import chosen_genre, last_year
    from drafter.importing.reader import read_notes
    from drafter.importing.settling import settled

    engine = api.engine()
    genre = chosen_genre(engine, options.genre) if options.genre else ""
    text = "\n".join(text_of(name) for name in options.files)
    proposal = read_notes(text, genre, options.year or 0)
    assumed = "year" not in proposal.data
    if assumed:
        proposal.data = {"genre": proposal.data.pop("genre"), "year": last_year(), **proposal.data}
    label = engine.genres[proposal.genre].label
    head = f"{label}，由记事读成。请核对后起草：drafter draft 这个文件.toml"
    if proposal.asides:
        head += "\n旁注（不写进正文）：\n" + "\n".join(f"  第{one.line}行 {one.words}" for one in proposal.asides)
    case, made = settled(engine, proposal, head, options.output or "案件")
    if options.format == "json":
        put(as_json(proposal, label))
    elif options.explain:
        put(explained(proposal))
    elif options.output is None:
        put(made)
    if options.output is not None:
        from drafter.files.write import write_new

        write_new(options.output, made.encode())
    _say(proposal, label, assumed, list(case.contradictions))
    return 1 if any(not one.kept for one in proposal.unplaced) or case.contradictions else 0


def _say(proposal: Proposal, label: str, assumed: bool, contradictions: list[object]) -> None:
    for line in said_of(proposal, label, assumed, contradictions):
        sys.stderr.write(f"{line}\n")
