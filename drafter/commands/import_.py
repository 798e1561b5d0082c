"""`drafter import`: notes and sheets to cases."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from drafter.commands import TOML, Commands, command, shape_of
from drafter.errors import NothingToImport

if TYPE_CHECKING:
    from drafter.composing.engine import Engine
    from drafter.facts.case import Case
    from drafter.importing.proposal import Proposal

#: How often what a field refuses is moved to the notes before the fault is told.
_TRIES = 5


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
    from drafter.importing.case_text import case_text
    from drafter.importing.reader import read_notes

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
    made = case_text(proposal.data, head)
    case, made = readable(engine, proposal, made, head, options.output or "案件")
    if options.format == "json":
        put(as_json(proposal, label))
    elif options.explain:
        put(explained(proposal))
    elif options.output is None:
        put(made)
    if options.output is not None:
        from drafter.writing.files import write_new

        write_new(options.output, made.encode())
    _say(proposal, label, assumed, list(case.contradictions))
    return 1 if any(not one.kept for one in proposal.unplaced) or case.contradictions else 0


def readable(
    engine: Engine, proposal: Proposal, made: str, head: str, file: str, origins: dict[str, Any] | None = None
) -> tuple[Case, str]:
    """The case of a proposal and its text. What a field refuses is kept as a note: nothing that was typed is
    refused."""
    from drafter.errors import BadCase
    from drafter.importing.case_text import case_text

    for _ in range(_TRIES):
        try:
            return engine.read_case(made, file), made
        except BadCase as error:
            paths = [path for one in error.errors if (path := getattr(one, "path", ""))]
            withdrawn = [path for path in paths if proposal.withdraw(path)]
            if not withdrawn:
                raise
            made = case_text({**proposal.data, **({"origins": origins} if origins else {})}, head)
    return engine.read_case(made, file), made


def text_of(name: str) -> str:
    """The text of a file of notes, tables as tabbed lines."""
    if name == "-":
        from drafter.files.read import decode

        return decode(sys.stdin.buffer.read(), "标准输入")
    if name.lower().endswith((".txt", ".text")):
        from drafter.files.read import decode, read_bytes

        return decode(read_bytes(name), name)
    from drafter.importing.documents import lines_of

    return lines_of(name)


def put(text: str) -> None:
    from drafter.writing.files import write_stdout

    write_stdout(text)


def _say(proposal: Proposal, label: str, assumed: bool, contradictions: list[Any]) -> None:
    for line in said_of(proposal, label, assumed, contradictions):
        sys.stderr.write(f"{line}\n")


def said_of(proposal: Proposal, label: str, assumed: bool, contradictions: list[Any]) -> list[str]:
    """What a person should know of an import, a line each."""
    lines = []
    if proposal.guessed:
        lines.append(f"报告种类：{label}（由文字看出，不对请用 --genre 指定）")
    if assumed:
        lines.append(f"没有写年度，按{proposal.data['year']}年处理（不对请用 --year 指定）")
    for one in proposal.unplaced:
        where = f"已照记在 {one.kept}" if one.kept else "没有写进案件"
        lines.append(f"{one.source or f'第{one.line}行'} “{one.words}” 没有对应的栏目，{where}")
    lines.extend(f"第{one.line}行 “{one.words}” 是旁注，不写进正文，记在案件开头的注释里" for one in proposal.asides)
    lines.extend(map(str, contradictions))
    return lines


def as_json(proposal: Proposal, label: str) -> str:
    import json

    told = {
        "genre": proposal.genre,
        "label": label,
        "guessed": proposal.guessed,
        "case": proposal.data,
        "origins": [one._asdict() for one in proposal.origins],
        "unplaced": [one._asdict() for one in proposal.unplaced],
        "asides": [one._asdict() for one in proposal.asides],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n"


def explained(proposal: Proposal) -> str:
    lines = [f"{one.source or f'第{one.line}行'} {one.path} ← {one.words}" for one in proposal.origins]
    return "\n".join(lines) + "\n"
