"""A head that the program does not know, mapped once by a person and remembered in the configuration folder.

Limits: a head means one thing; mapping it again replaces what was remembered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.errors import CannotWrite
from drafter.files.values import RawTable
from drafter.places.place import name_of
from drafter.reading.sheets.book import Book
from drafter.reading.sheets.errors import BadMapping
from drafter.reading.sheets.heads import table_at
from drafter.reading.sheets.tables import ACROSS, MEASURES, MONEY
from drafter.reading.sheets.words import HeadMeanings, head, known_words
from drafter.resources import config_folder
from drafter.sheets.read import unknown_heads

#: Where what was mapped is remembered, below the configuration folder.
FILE = "forms/own.toml"
_SECTIONS = ("columns", "money", "goals", "labels")


def remember(said: Sequence[str], files: Sequence[str]) -> bool:
    """Remember mappings (表头=意思); where none is given show the meanings, and the unknown heads of `files`. Answers
    whether the files are to be read on. Raises BadMapping, CannotWrite."""
    pairs = [_pair(one) for one in said if one]
    if not pairs:
        _show(files)
        return False
    _write(pairs)
    known_words.cache_clear()
    return bool(files)


def meanings(words: HeadMeanings) -> dict[str, tuple[str, str]]:
    """Every meaning by what it is called, with its section and key; a name of two sections is the columns'."""
    found: dict[str, tuple[str, str]] = {}
    for section in _SECTIONS:
        for key in words.data[section]:
            found.setdefault(words.label(section, key), (section, key))
    return found


def unmapped(book: Book, place: str = "") -> list[str]:
    """The heads of the tables of a workbook that mean nothing known though something stands under them; those of rows
    that look like heads where no table is known at all."""
    words = known_words(name_of(place))
    found: dict[str, None] = {}
    known = False
    for sheet in book.sheets:
        row = 0
        while row < len(sheet):
            table = table_at(sheet, words, row)
            row += 1
            if table is None:
                continue
            known, row = True, table.first
            measured = [one.at for one in table.columns if one.meaning in MEASURES]
            for one in table.columns:
                if table.kind in (MONEY, ACROSS) and one.at < min(measured, default=0):
                    # The title of the table over the names of its rows.
                    continue
                under = any(sheet.at(at, one.at) != "" for at in range(table.first, min(len(sheet), table.first + 40)))
                if not one.meaning and one.head.bare and under:
                    found[one.head.bare] = None
    return list(found) if known else unknown_heads(book, words)


def keep(named: str, meaning: str) -> None:
    """Remember what a head means (实际完成值). Raises BadMapping, CannotWrite."""
    _write([_pair(f"{named}={meaning}")])
    known_words.cache_clear()


def _pair(said: str) -> tuple[str, str, str]:
    """A mapping as section, key and word. Raises BadMapping."""
    known = meanings(known_words())
    named, mark, meaning = said.replace("＝", "=").partition("=")
    bare = head(named).bare
    if not mark or not bare or meaning.strip() not in known:
        raise BadMapping(said, list(known))
    section, key = known[meaning.strip()]
    return section, key, bare


def _write(pairs: Sequence[tuple[str, str, str]]) -> None:
    from drafter.files.literal import key as quoted
    from drafter.files.literal import literal
    from drafter.files.read import decode, parse_toml, read_bytes
    from drafter.files.write import write_whole

    folder = config_folder()
    if folder is None:
        raise CannotWrite(FILE, "没有个人设置文件夹，请设 DRAFTER_CONFIG")
    path = folder / FILE
    data: dict[str, RawTable] = {}
    if path.is_file():
        data = parse_toml(decode(read_bytes(str(path)), str(path)), str(path))
    for section, key, word in pairs:
        for table in data.values():
            for other, kept in table.items():
                table[other] = [one for one in kept if one != word]
        data.setdefault(section, {}).setdefault(key, []).append(word)
    lines = ["# 由 drafter import --map 记下的表头：键是意思，值是说法。"]
    for section, table in data.items():
        lines += ["", f"[{section}]", *[f"{quoted(key)} = {literal(kept)}" for key, kept in table.items() if kept]]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(str(path), ("\n".join(lines) + "\n").encode())


def _show(files: Sequence[str]) -> None:
    from drafter.files.write import write_stdout
    from drafter.importing.several import books_among
    from drafter.reading.sheets.book import open_book

    words = known_words()
    lines = ["意思（--map 表头=意思）："]
    titles = {"columns": "各列的表头", "money": "资金的来源", "goals": "目标", "labels": "左边的栏目"}
    told: set[str] = set()
    for section in _SECTIONS:
        named = [name for key in words.data[section] if (name := words.label(section, key)) not in told]
        told.update(named)
        lines.append(f"  {titles[section]}：{'、'.join(named)}")
    for file, data in books_among(files)[0]:
        unknown = unknown_heads(open_book(data, file), words)
        lines.append(f"{file} 里认不得的：{'、'.join(unknown) if unknown else '没有'}")
    write_stdout(re.sub(r"\n+$", "", "\n".join(lines)) + "\n")
