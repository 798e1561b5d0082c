"""`drafter phrases`: what the phrase bank holds, how it reads, what is wrong with it, what no case has used."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.commands import Commands, command

if TYPE_CHECKING:
    from drafter.facts.case import Case

#: How many drafts of each case `coverage` looks at.
SEEDS = 20


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "phrases",
        "查看和检查句式库",
        "不写做什么时，列出全部种类。",
        ("drafter phrases list", "drafter phrases show issue", "drafter phrases lint 本单位句式.toml"),
        listed,
    )
    parser.set_defaults(kind=None)
    actions = parser.add_subparsers(dest="action", metavar="命令", title="命令")
    one = command(
        actions,
        "list",
        "列出种类、问题和措施",
        "种类有名称、说法的数目和可填的内容；问题和措施有类别、名称和自动写入的条件。",
        ("drafter phrases list                 全部", "drafter phrases list --kind issue    一个种类，逐项说明"),
        listed,
    )
    one.add_argument("--kind", metavar="种类", help="只看这一个种类")
    one = command(
        actions,
        "show",
        "逐一写出说法的样子",
        "用案件里的事实；案件里没有合适的事实时用样值。",
        ("drafter phrases show issue", "drafter phrases show execution.part --case 案件.toml"),
        shown,
    )
    one.add_argument("name", metavar="名字", help="种类、句式，或问题的名字")
    one.add_argument("--case", metavar="案件.toml", help="用这个案件的事实，默认用自带的案件")
    one = command(
        actions,
        "lint",
        "检查句式库的写法",
        "给出文件或文件夹时，把它们依次盖在自带的句式库上面再检查。有错误时以 1 退出。",
        ("drafter phrases lint", "drafter phrases lint 本单位句式.toml"),
        linted,
    )
    one.add_argument("paths", nargs="*", metavar="文件", help="本单位句式库的文件或文件夹")
    one = command(
        actions,
        "coverage",
        "列出没有案件用到的说法",
        f"每个案件用{SEEDS}个种子各写一遍；末行是合计。",
        ("drafter phrases coverage", "drafter phrases coverage 案件.toml"),
        covered,
    )
    one.add_argument("cases", nargs="*", metavar="案件.toml", help="默认用自带的案件")


def listed(options: argparse.Namespace) -> int:
    from drafter import api
    from drafter.phrasing import catalogue
    from drafter.writing.catalogue import kind_text, list_text
    from drafter.writing.files import write_stdout

    bank = api.engine().bank
    kinds = catalogue.kinds(bank, options.kind or "")
    write_stdout(kind_text(bank, kinds[0]) if options.kind else list_text(bank, kinds, catalogue.pairs(bank)))
    return 0


def shown(options: argparse.Namespace) -> int:
    from functools import partial

    from drafter import api
    from drafter.drafting import survey
    from drafter.phrasing import catalogue
    from drafter.writing.catalogue import show_text
    from drafter.writing.files import write_stdout

    engine = api.engine()
    forms = catalogue.find(engine.bank, options.name)
    told = [
        catalogue.Told(Path(case.file).name, survey.messages(engine, case), partial(survey.session, engine, case))
        for case in _cases([options.case] if options.case is not None else [])
    ]
    write_stdout(show_text(engine.bank, catalogue.rendered(engine.bank, forms, told)))
    return 0


def linted(options: argparse.Namespace) -> int:
    from drafter.errors import BadBank
    from drafter.phrasing.loader import Loader
    from drafter.resources import folder
    from drafter.writing.catalogue import lint_text
    from drafter.writing.files import write_stdout

    layers = [_layer(folder("phrasebank"), "phrasebank"), *(_layer(Path(path)) for path in options.paths)]
    files = sum(map(len, layers))
    try:
        bundle = Loader().load(layers[0], layers[1:])
    except BadBank as error:
        write_stdout(lint_text(error.faults, files, 0, 0))
        return 1
    kinds = sum(kind["use"] != "pair" for kind in bundle["kinds"].values())
    write_stdout(lint_text((), files, kinds, sum(map(len, bundle["forms"].values()))))
    return 0


def covered(options: argparse.Namespace) -> int:
    from drafter import api
    from drafter.drafting import survey
    from drafter.phrasing.catalogue import coverage
    from drafter.writing.catalogue import coverage_text
    from drafter.writing.files import write_stdout

    engine = api.engine()
    cases = _cases(options.cases)
    used = {name for case in cases for name in survey.used(engine, case, range(SEEDS))}
    found = coverage(engine.bank, used)
    write_stdout(coverage_text(engine.bank, found, [case.file for case in cases], SEEDS))
    return 0


def _cases(files: Sequence[str]) -> list[Case]:
    """The cases in these files, or the program's own."""
    from drafter import api
    from drafter.resources import folder

    return [api.load_case(file) for file in files or sorted(map(str, folder("cases").glob("*.toml")))]


def _layer(path: Path, name: str = "") -> list[tuple[str, str]]:
    """The files of a bank in a folder, or one file, as errors call them with their texts."""
    from drafter.facts.files import decode, read_bytes

    files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    named = [(f"{name}/{file.relative_to(path).as_posix()}" if name else str(file), file) for file in files]
    return [(shown, decode(read_bytes(str(file)), shown)) for shown, file in named]
