"""`drafter review`: every duty of a place answered over the papers of one project."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.commands import Commands, command, destination, same_file, shape_of
from drafter.console import complain
from drafter.errors import CannotWrite, DrafterError, NeedsOutput
from drafter.wording import Wording
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
            "drafter review 自评表汇总.xlsx --project 改厕             一本表里有几个项目，只要其中的",
        ),
        run,
    )
    parser.add_argument(
        "papers",
        nargs="+",
        metavar="材料",
        help="案件（.toml）、表（.xlsx、.xls、.et、.csv）或报告（.docx、.txt、.md、.html、.pdf）",
    )
    parser.add_argument("--place", default="", metavar="地方", help="按哪个地方的清单，默认是通行的清单")
    parser.add_argument("--project", default=None, metavar="名称", help="材料里有几个项目时，只要名称里含这几个字的")
    parser.add_argument(
        "--format",
        choices=names("review"),
        default=None,
        help="输出格式，默认看 -o 的扩展名，否则 text",
    )
    parser.add_argument(
        "-o", "--output", type=destination, metavar="文件", help="写到文件（要么写全，要么不写）；不给则显示在屏幕上"
    )
    parser.add_argument(
        "--screen", action="store_true", help="在终端界面里逐条看、写意见；意见记在材料旁边的核查意见.toml"
    )
    parser.add_argument("--all", action="store_true", help="屏幕上也列出无问题、不适用的")


def run(options: argparse.Namespace) -> int:
    from drafter.files.write import write_stdout

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
    names, found = _reviewed(papers, options)
    for remark in dict.fromkeys(
        f"{paper.file}: {remark}" for one in found for paper in one.dossier.papers for remark in paper.remarks
    ):
        complain(remark)
    if options.output is None or shape in ("text", "json"):
        told = _told(names, found, shape, options)
        _put(options.output, told.encode()) if options.output else write_stdout(told)
    else:
        made = [
            (_output(options.output, name), _written(one, shape, options))
            for name, one in zip(names, found, strict=True)
        ]
        for file, data in made:
            _put(file, data)
        if len(made) > 1:
            files = "、".join(file for file, _ in made[:4]) + ("……" if len(made) > 4 else "")
            complain(f"材料里有{len(made)}个项目，各写一个文件：{files}")
    return 1 if any(one.at_fault for one in found) else 0


def _reviewed(papers: Sequence[str], options: argparse.Namespace) -> tuple[list[str], list[Review]]:
    """The review of each project among the papers, with its name ("" for one alone)."""
    from drafter.reviewing.review import review, review_files
    from drafter.reviewing.several import shares

    whole = review_files(papers, options.place)
    several = shares(whole.dossier.papers)
    if len(several) < 2:
        return [""], [whole]
    from drafter.batch.compared import compared

    names = [one.name for one in several]
    found = compared([review(one.papers, options.place) for one in several], names)
    if options.project is None:
        return names, found
    chosen = [at for at, name in enumerate(names) if options.project in name]
    if not chosen:
        raise NoSuchProject(options.project, names)
    return [names[at] for at in chosen] if len(chosen) > 1 else [""], [found[at] for at in chosen]


def _output(file: str, name: str) -> str:
    """The file of one project among several: 核查表（甲项目）.xlsx."""
    stem, ending = os.path.splitext(file)  # noqa: PTH122 - pathlib knows no surrogates better
    bare = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name)[:60].strip(" .")
    return f"{stem}（{bare}）{ending}" if name else file


def _put(file: str, data: str | bytes) -> None:
    from drafter.files.write import write_whole

    write_whole(file, data if isinstance(data, bytes) else data.encode())


#: Names that a message lists.
_NAMES = 8


class NoSuchProject(DrafterError):
    """A project asked for that no paper names."""

    def __init__(self, asked: str, names: Sequence[str]) -> None:
        super().__init__()
        self.asked, self.names = asked, tuple(names)

    def said(self) -> Wording:
        """As the base says, with as many names as fit a line."""
        return self.word("more" if len(self.names) > _NAMES else "", names=self.names[:_NAMES])


class NoWordPaper(DrafterError):
    """Comments asked for without a document of Word among the papers."""


def _told(names: Sequence[str], found: Sequence[Review], shape: str, options: argparse.Namespace) -> str:
    """The text or JSON of one review, or of several together."""
    from drafter.writing.review_text import several_to_json, several_to_text, to_json, to_text

    if shape == "json":
        return to_json(found[0]) if len(found) == 1 else several_to_json(names, found)
    if shape == "text":
        return to_text(found[0], options.all) if len(found) == 1 else several_to_text(names, found, options.all)
    if len(found) > 1:
        raise SeveralPages(names)
    return str(_written(found[0], shape, options))


class SeveralPages(DrafterError):
    """A page for the screen of more than one project."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)

    def said(self) -> Wording:
        """As the base says."""
        return self.word("", count=len(self.names))


def _written(found: Review, shape: str, options: argparse.Namespace) -> str | bytes:
    if shape == "docx":
        return _annotated(found)
    if shape == "xlsx":
        from drafter.reviewing.verdicts import beside, read_verdicts
        from drafter.writing.review_sheet import to_xlsx

        return to_xlsx(found, read_verdicts(beside(options.papers)))
    from drafter.writing.review_html import to_html

    return to_html(found)


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
