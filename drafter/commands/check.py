"""`drafter check`: what is wrong with cases and texts, the rules explained, findings accepted with a reason."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

from drafter.commands import TOML, Commands, command, destination, same_file, shape_of
from drafter.console import complain
from drafter.errors import (
    CannotWrite,
    DrafterError,
    EmptyText,
    NeedsOutput,
    NotCase,
    NothingToCheck,
    OnlyInWord,
    UnknownName,
)
from drafter.wording import word
from drafter.writing.registry import endings, names

if TYPE_CHECKING:
    from drafter.checking.baseline import Key
    from drafter.checking.finding import Finding
    from drafter.reading.reader import Reading
    from drafter.report.tree import Block

#: What explains a rule is text alone.
_TEXT = {ending: shape for ending, shape in endings("findings").items() if shape == "text"}


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "check",
        "检查案件和报告",
        "案件（.toml）和报告（.docx、.txt、.md、.html、.pdf）都可以，一次可以给几个文件。\n"
        "查出错误以 1 退出，文件不能用以 2 退出，其余为 0。\n"
        "环境变量 DRAFTER_LANG=en 让查出的问题和错误说英文。",
        (
            "drafter check 报告.txt                        查出的问题显示在屏幕上",
            "drafter check 案件.toml 报告.txt -o 问题.json   存为 JSON",
            "drafter check 报告.docx -o 批注.docx           存为加了批注的副本",
            "drafter check --explain rate                  说明一条规则",
            "drafter check 报告.txt --write-baseline        把现有的问题记下，逐处写明理由",
        ),
        run,
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="文件",
        help="案件（.toml）、报告（.docx、.txt、.md、.html、.pdf；.doc、.wps 由 LibreOffice 转换）、表格（.xlsx）",
    )
    parser.add_argument(
        "--format", choices=names("findings"), default=None, help="输出格式，默认看 -o 的扩展名，否则 text"
    )
    parser.add_argument(
        "-o", "--output", type=destination, metavar="文件", help="写到文件（要么写全，要么不写）；不给则显示在屏幕上"
    )
    parser.add_argument("--original", action="store_true", help="有修订的 Word 文件按修订之前的查")
    parser.add_argument("--place", default="", metavar="地方", help="按这个地方的系统预检：会被退回的逐格列出")
    parser.add_argument("--config", metavar="drafter.toml", help="检查的设置；默认用文件旁边和个人设置文件夹里的")
    parser.add_argument("--baseline", metavar="文件", help="已接受的清单；默认用文件旁边的 drafter-baseline.toml")
    parser.add_argument("--write-baseline", action="store_true", help="把现有的问题补记到清单里，理由待填")
    parser.add_argument("--explain", metavar="代码", help="说明一条规则，附例子")
    parser.add_argument("--list", action="store_true", help="列出全部规则")


def run(options: argparse.Namespace) -> int:
    if options.list or options.explain is not None:
        return _explained(options)
    if not options.files:
        raise NothingToCheck()
    if options.write_baseline:
        shape_of(options.baseline, TOML, ".toml")
    files = list(dict.fromkeys(options.files))
    for file in files:
        if options.output and same_file(options.output, file):
            raise CannotWrite(options.output, "这就是要检查的文件，请换一个文件名")
    return _written_down(files, options) if options.write_baseline else _told(files, options)


class _CheckedFile(NamedTuple):
    """The findings on a file that could be checked, and what the baseline at `place` accepts."""

    findings: list[Finding]
    place: str
    accepted: dict[Key, list[str]]


def _checked(files: list[str], options: argparse.Namespace) -> list[_CheckedFile]:
    """The findings on each file that is of use; of the others one line each is said."""
    from drafter.checking.baseline import beside

    found, said = [], set()
    for file in files:
        place = options.baseline or beside(file)
        try:
            found.append(_CheckedFile(_findings(file, options), place, _accepted(place, options)))
        except DrafterError as error:
            # Settings or a baseline that is wrong is said once, not for each file beside it.
            if str(error) not in said:
                complain(str(error))
            said.add(str(error))
    return found


def _accepted(place: str, options: argparse.Namespace) -> dict[Key, list[str]]:
    """The rows of a baseline; only one that was named and is not about to be written must be there."""
    import os

    from drafter.checking.baseline import read_baseline

    needed = options.baseline and not options.write_baseline
    return read_baseline(place) if needed or os.path.lexists(place) else {}


def _findings(file: str, options: argparse.Namespace) -> list[Finding]:
    from drafter.reading.formats import ending

    if ending(file) == ".toml":
        return _of_case(file, options.config, options.place)
    from drafter.checking.run import check_reading
    from drafter.checking.settings import settings_for
    from drafter.language.sentences import ENDS
    from drafter.reading.formats import read_any

    settings = settings_for(file, options.config)
    reading = read_any(file, settings.get("check", {}).get("ends", ENDS), options.original)
    if not reading.source.text.strip():
        raise EmptyText(file)
    for remark in reading.remarks:
        complain(f"{file}: {remark}")
    found = check_reading(reading, settings)
    forms = _in_forms(file, options.place)
    if forms is None:
        return found
    # The tables of a form are reckoned by what their heads mean; rules that see words alone would take 7 for under 8
    # where the sign stands in a column of its own.
    from drafter.report.tree import Table

    return [*forms, *[one for one in found if not isinstance(_block(reading, one), Table)]]


def _block(reading: Reading, finding: Finding) -> Block | None:
    """The block that a finding stands in."""
    blocks = reading.draft.blocks
    return blocks[finding.block] if 0 <= finding.block < len(blocks) else None


def _in_forms(file: str, place: str) -> list[Finding] | None:
    """What is wrong in the forms of a workbook; None of any other file, and of one without a form."""
    from drafter.importing.several import books_among

    books, _ = books_among([file])
    if not books:
        return None
    from drafter import api
    from drafter.sheets.findings import findings

    return findings(books[0][1], file, api.engine().settings, place)


def _of_case(file: str, config: str | None, place: str) -> list[Finding]:
    import os

    from drafter.checking import baseline, settings
    from drafter.files.read import decode, read_bytes

    if os.path.basename(file) in (baseline.NAME, settings.NAME):  # noqa: PTH119
        raise NotCase(file)
    text = decode(read_bytes(file), file)
    from drafter.api import check_case_text

    findings: list[Finding] = check_case_text(text, file, settings.settings_for(file, config), place)
    return findings


def _told(files: list[str], options: argparse.Namespace) -> int:
    from drafter.checking.baseline import held
    from drafter.writing.findings import coloured, to_json, to_text

    shape = options.format or shape_of(options.output, endings("findings"))
    if shape == "docx":
        return _annotated(files, options)
    found = _checked(files, options)
    if not found:
        return 2
    kept = [held(one.findings, one.accepted) for one in found]
    shown = [finding for one in kept for finding in one.shown]
    accepted, unexplained = sum(one.accepted for one in kept), sum(one.unexplained for one in kept)
    if shape == "json":
        text = to_json(shown, accepted)
    else:
        text = to_text(shown, len(found), accepted, unexplained, options.output is None and coloured())
    _put(text, options.output)
    if len(found) < len(files):
        return 2
    return 1 if any(finding.severity == "error" for finding in shown) else 0


def _annotated(files: list[str], options: argparse.Namespace) -> int:
    """A copy of the document with the findings as comments."""
    from drafter.checking.baseline import held
    from drafter.files.read import read_bytes
    from drafter.files.write import write_whole
    from drafter.reading.formats import ending
    from drafter.reading.kinds import kind_of
    from drafter.reading.word.package import FILE
    from drafter.writing.word.remarks import annotated

    if len(files) != 1:
        raise OnlyInWord(next((file for file in files if ending(file) != ".docx"), files[0]))
    if options.output is None:
        raise NeedsOutput("docx")
    data = read_bytes(files[0], FILE)
    if kind_of(data, ending(files[0])) != "word":
        raise OnlyInWord(files[0])
    found = _checked(files, options)
    if not found:
        return 2
    shown = held(found[0].findings, found[0].accepted).shown
    write_whole(options.output, annotated(data, files[0], shown))
    return 1 if any(finding.severity == "error" for finding in shown) else 0


def _written_down(files: list[str], options: argparse.Namespace) -> int:
    import os

    from drafter.checking.baseline import extended
    from drafter.files.read import decode, read_bytes
    from drafter.files.write import write_whole

    found = _checked(files, options)
    for place in dict.fromkeys(one.place for one in found):
        together = [one for one in found if one.place == place]
        text = decode(read_bytes(place), place) if os.path.lexists(place) else ""
        findings = [finding for one in together for finding in one.findings]
        text, added = extended(text, findings, together[0].accepted)
        if added:
            write_whole(place, text.encode())
        complain(f"{place}: {word('found.noted', count=added) if added else word('found.nothing-new')}")
    return 2 if len(found) < len(files) else 0


def _explained(options: argparse.Namespace) -> int:
    from difflib import get_close_matches

    from drafter.checking.registry import rules
    from drafter.checking.settings import thresholds
    from drafter.writing.findings import rule_text, rules_text

    shape_of(options.output, _TEXT, ".txt")
    known = rules()
    if options.explain is None:
        _put(rules_text(known.values()), options.output)
        return 0
    code = options.explain.strip()
    if code not in known:
        near = next(iter(get_close_matches(code, known, 1, 0.5)), "")
        raise UnknownName("规则", code, near, list(known))
    _put(rule_text(known[code], thresholds(code)), options.output)
    return 0


def _put(text: str, output: str | None) -> None:
    if output is None:
        from drafter.files.write import write_stdout

        write_stdout(text)
    else:
        from drafter.files.write import write_whole

        write_whole(output, text.encode())
