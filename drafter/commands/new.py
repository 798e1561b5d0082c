"""`drafter new`: an empty case of a genre, or next year's case from last year's."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from drafter.commands import TOML, Commands, command, destination, shape_of
from drafter.errors import MissingGenre, TooManyCases, UnknownName

if TYPE_CHECKING:
    from drafter.composing.engine import Engine


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "new",
        "新建案件文件",
        "给出报告种类，得到逐项说明的空白案件；或由上年的案件得到下年的：\n"
        "名称、次序和注释照旧，年度加一；数字、日期和只说上年的内容（原因、完成情况等）清空，\n"
        "上年的数字、得分、等级和执行率留在 [last_year] 里，清空的文字留在行末的注释里。",
        (
            "drafter new project-self-evaluation -o 案件.toml   空白案件",
            "drafter new 项目支出绩效自评报告                      显示在屏幕上",
            "drafter new --from 2024.toml -o 2025.toml          由上年的案件新建",
        ),
        run,
    )
    parser.add_argument("genre", nargs="?", metavar="报告种类", help="种类的代号或名称；不给则列出有哪些")
    parser.add_argument("--from", dest="last", metavar="上年案件.toml", help="由上年的案件新建下年的")
    parser.add_argument("--year", type=int, metavar="年份", help="报告年度，默认去年")
    parser.add_argument(
        "-o", "--output", type=destination, metavar="文件", help="写到文件（不覆盖已有的文件）；不给则显示在屏幕上"
    )


def run(options: argparse.Namespace) -> int:
    shape_of(options.output, TOML, ".toml")
    text = _from_last(options) if options.last is not None else _empty(options)
    if options.output is not None:
        from drafter.files.write import write_new

        write_new(options.output, text.encode())
    else:
        from drafter.files.write import write_stdout

        write_stdout(text)
    return 0


def _from_last(options: argparse.Namespace) -> str:
    from drafter.files.read import decode, read_bytes

    if options.genre is not None or options.year is not None:
        raise TooManyCases()
    text = decode(read_bytes(options.last), options.last)
    from drafter import api
    from drafter.composing import own_bank
    from drafter.facts.next_year import next_year

    # A case may hold kinds of event that its own bank declares.
    engine = api.engine(own_bank.of_case(text, options.last))
    case = engine.read_case(text, options.last)
    made = next_year(text, engine.schema, case, [rule.path for rule in engine.rules])
    # What cannot be read back is not handed over.
    engine.read_case(made, options.output or options.last)
    return made


def _empty(options: argparse.Namespace) -> str:
    from drafter import api
    from drafter.facts.skeleton import skeleton

    engine = api.engine()
    genre = engine.genres[chosen_genre(engine, options.genre)]
    title = f"{genre.label}：{genre.help}" if genre.help else genre.label
    labels = {name: pair.label for name, pair in engine.bank.pairs.items()}
    year = options.year or last_year()
    text = skeleton(genre.name, title, year, engine.schema, genre.fields, genre.required, labels)
    engine.read_case(text, "--year")
    return text


def chosen_genre(engine: Engine, text: str | None) -> str:
    """The name of the genre that was meant, by name or label. Raises MissingGenre or UnknownName."""
    from difflib import get_close_matches

    known = {f"{name}（{genre.label}）": name for name, genre in engine.genres.items()}
    words = {word: name for name, genre in engine.genres.items() for word in (name, genre.label)}
    if text is None:
        raise MissingGenre(list(known))
    if text not in words:
        raise UnknownName("报告种类", text, next(iter(get_close_matches(text, words, 1, 0.5)), ""), list(known))
    return words[text]


def last_year() -> int:
    """A report is written in the year after the one that it is on."""
    import datetime

    return datetime.date.today().year - 1
