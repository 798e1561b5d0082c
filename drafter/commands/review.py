"""`drafter review`: every duty of a place answered over the papers of one project."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from drafter.commands import Commands, command, same_file, shape_of
from drafter.console import complain
from drafter.errors import CannotWrite, DrafterError, NeedsOutput
from drafter.writing.registry import endings, names, writer

if TYPE_CHECKING:
    from drafter.reviewing.review import Review


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "review",
        "核查一个项目的几份材料",
        "案件、自评表、报告、上年报告、申报表，任意几份，由内容认出各是什么，按清单逐条回答：\n"
        "无问题、有问题、不适用、无法核查，各附依据。有问题以 1 退出，文件不能用以 2 退出，其余为 0。",
        (
            "drafter review 自评表.xlsx 自评报告.docx",
            "drafter review 自评表.xlsx 自评报告.docx 申报表.xlsx -o 核查表.xlsx",
            "drafter review 自评报告.docx 案件.toml -o 批注.docx       问题写成报告里的批注",
            "drafter review *.docx *.xlsx --all -o 核查.html",
        ),
        run,
    )
    parser.add_argument(
        "papers",
        nargs="+",
        metavar="材料",
        help="案件（.toml）、表（.xlsx、.xls、.et）或报告（.docx、.txt、.md、.html、.pdf）",
    )
    parser.add_argument("--place", default="", metavar="地方", help="按哪个地方的清单，默认是通行的清单")
    parser.add_argument(
        "--format",
        choices=names("review"),
        default=None,
        help="输出格式，默认看 -o 的扩展名，否则 text",
    )
    parser.add_argument("-o", "--output", metavar="文件", help="写到文件（要么写全，要么不写）；不给则显示在屏幕上")
    parser.add_argument(
        "--screen", action="store_true", help="在终端界面里逐条看、写意见；意见记在材料旁边的核查意见.toml"
    )
    parser.add_argument("--all", action="store_true", help="屏幕上也列出无问题、不适用的")


def run(options: argparse.Namespace) -> int:
    from drafter.files.write import write_stdout, write_whole
    from drafter.reviewing.review import review, review_files
    from drafter.reviewing.several import shares

    shape = options.format or shape_of(options.output, endings("review"))
    if writer("review", shape).binary and options.output is None:
        raise NeedsOutput(shape)
    papers = list(dict.fromkeys(options.papers))
    for paper in papers:
        if options.output and same_file(options.output, paper):
            raise CannotWrite(options.output, "这就是要核查的材料，请换一个文件名")
    if options.screen:
        from drafter.tui import run as run_interface

        return run_interface(papers=papers, place=options.place)
    found = review_files(papers, options.place)
    if len(several := shares(found.dossier.papers)) > 1:
        names = "、".join(one.name for one in several[:3])
        complain(f"材料里有{len(several)}个项目（{names}……），请用 drafter batch 逐个核查；这里只核查了第一个")
        found = review(several[0].papers, options.place)
    for paper_ in found.dossier.papers:
        for remark in paper_.remarks:
            complain(f"{paper_.file}: {remark}")
    written = _written(found, shape, options)
    if options.output is None:
        write_stdout(str(written))
    else:
        write_whole(options.output, written if isinstance(written, bytes) else written.encode())
    return 1 if found.at_fault else 0


class NoWordPaper(DrafterError):
    """Comments asked for without a document of Word among the papers."""


def _written(found: Review, shape: str, options: argparse.Namespace) -> str | bytes:
    if shape == "docx":
        return _annotated(found)
    if shape == "xlsx":
        from drafter.reviewing.verdicts import beside, read_verdicts
        from drafter.writing.review_sheet import to_xlsx

        return to_xlsx(found, read_verdicts(beside(options.papers)))
    if shape == "html":
        from drafter.writing.review_html import to_html

        return to_html(found)
    from drafter.writing.review_text import to_json, to_text

    return to_json(found) if shape == "json" else to_text(found, options.all)


def _annotated(found: Review) -> bytes:
    """The report with every fault as a comment: at its place where it is one of the report, else at the title."""
    from drafter.files.read import read_bytes
    from drafter.reading.kinds import kind_of
    from drafter.reading.word.package import FILE
    from drafter.writing.review_text import remarks
    from drafter.writing.word.remarks import annotated

    for paper in (*found.dossier.reports, *found.dossier.papers):
        if paper.file.lower().endswith(".docx"):
            data = read_bytes(paper.file, FILE)
            if kind_of(data, ".docx") == "word":
                return annotated(data, paper.file, remarks(found, paper))
    raise NoWordPaper()
