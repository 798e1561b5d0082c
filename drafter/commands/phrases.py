"""`drafter phrases`: what the phrase bank holds, how it reads, what is wrong with it, what no case has used."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.commands import Commands, command

if TYPE_CHECKING:
    from drafter.composing.engine import Engine
    from drafter.errors import DrafterError
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
    parser.set_defaults(kind=None, phrases=[])
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
    _own(one)
    one = command(
        actions,
        "show",
        "逐一写出说法的样子",
        "用案件里的事实；案件里没有合适的事实时用样值。案件写明的句式库也算在内。",
        (
            "drafter phrases show issue",
            "drafter phrases show execution.part --case 案件.toml",
            "drafter phrases show issue.local --phrases 本单位句式.toml",
        ),
        shown,
    )
    one.add_argument("name", metavar="名字", help="种类、句式，或问题的名字")
    one.add_argument("--case", metavar="案件.toml", help="用这个案件的事实，默认用自带的案件")
    _own(one)
    one = command(
        actions,
        "lint",
        "检查句式库的写法",
        "把给出的文件或文件夹依次盖在自带的和个人设置文件夹里的句式库上面再检查。有错误时以 1 退出。",
        ("drafter phrases lint", "drafter phrases lint 本单位句式.toml"),
        linted,
    )
    one.add_argument("paths", nargs="*", metavar="文件", help="本单位句式库的文件或文件夹")
    _own(one)
    one = command(
        actions,
        "coverage",
        "列出没有案件用到的说法",
        f"每个案件用{SEEDS}个种子各写一遍；末行是合计。案件写明的句式库也算在内。",
        ("drafter phrases coverage", "drafter phrases coverage 案件.toml"),
        covered,
    )
    one.add_argument("cases", nargs="*", metavar="案件.toml", help="默认用自带的案件")
    _own(one)


def _own(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--phrases",
        action="append",
        default=[],
        metavar="文件",
        help="本单位的句式库（文件或文件夹），盖过自带的，可以写几次",
    )


def listed(options: argparse.Namespace) -> int:
    from drafter import api
    from drafter.files.write import write_stdout
    from drafter.phrasing import catalogue
    from drafter.writing.catalogue import kind_text, list_text

    bank = api.engine(options.phrases).bank
    kinds = catalogue.kinds(bank, options.kind or "")
    write_stdout(kind_text(bank, kinds[0]) if options.kind else list_text(bank, kinds, catalogue.pairs(bank)))
    return 0


def shown(options: argparse.Namespace) -> int:
    from functools import partial

    from drafter.composing import survey
    from drafter.files.write import write_stdout
    from drafter.phrasing import catalogue
    from drafter.writing.catalogue import show_text

    engine, cases = _engine_and_cases([options.case] if options.case is not None else [], options.phrases)
    forms = catalogue.find(engine.bank, options.name)
    told = [
        catalogue.CaseMessages(
            Path(case.file).name, survey.messages(engine, case), partial(survey.session, engine, case)
        )
        for case in cases
    ]
    write_stdout(show_text(engine.bank, catalogue.rendered(engine.bank, forms, told)))
    return 0


def linted(options: argparse.Namespace) -> int:
    from drafter.composing import own_bank
    from drafter.composing.compiling import Pieces, make_bundle
    from drafter.composing.engine import data_files
    from drafter.errors import BadBank
    from drafter.files.read import decode
    from drafter.files.write import write_stdout
    from drafter.resources import folder
    from drafter.writing.catalogue import lint_text

    # With the templates: what a report is made of must still be there, and the fields that a bank asks for.
    ours = [
        (name, decode(data, name))
        for name, data in data_files({name: folder(name) for name in ("phrasebank", "templates")})
    ]
    given = [own_bank.layer(path, _refuse) for path in (*options.phrases, *options.paths)]
    theirs = {Path(name).resolve() for layer in given for name, _ in layer}
    # A file of the user's own folder that is to be checked does not lie over itself.
    users = [
        [one for one in own_bank.layer(path, _refuse) if Path(one[0]).resolve() not in theirs]
        for path in own_bank.of_user()
    ]
    layers = [[(name, decode(data, name)) for name, data in layer] for layer in (*users, *given)]
    files = sum(name.startswith("phrasebank/") for name, _ in ours) + sum(map(len, layers))
    try:
        bank = make_bundle(ours, layers, store=Pieces()).bank
    except BadBank as error:
        write_stdout(lint_text(error.faults, files, 0, 0))
        return 1
    kinds = sum(kind.use != "pair" for kind in bank.kinds.values())
    write_stdout(lint_text((), files, kinds, sum(map(len, bank.forms.values()))))
    return 0


def covered(options: argparse.Namespace) -> int:
    from drafter.composing import survey
    from drafter.files.write import write_stdout
    from drafter.phrasing.catalogue import coverage
    from drafter.writing.catalogue import coverage_text

    engine, cases = _engine_and_cases(options.cases, options.phrases)
    used = {name for case in cases for name in survey.used(engine, case, range(SEEDS))}
    found = coverage(engine.bank, used)
    write_stdout(coverage_text(engine.bank, found, [case.file for case in cases], SEEDS))
    return 0


def _engine_and_cases(files: Sequence[str], phrases: Sequence[str]) -> tuple[Engine, list[Case]]:
    """The engine on the bank with those that the cases name and `phrases` over it, and the cases in these files (or
    the program's own)."""
    from drafter import api
    from drafter.composing import own_bank
    from drafter.files.read import decode, read_bytes
    from drafter.resources import folder

    names = files or sorted(map(str, folder("cases").glob("*.toml")))
    texts = [(decode(read_bytes(name), name), name) for name in names]
    banks = [path for text, name in texts for path in own_bank.of_case(text, name)]
    engine = api.engine((*dict.fromkeys(banks), *phrases))
    return engine, [engine.read_case(text, name) for text, name in texts]


def _refuse(error: DrafterError) -> None:
    raise error
