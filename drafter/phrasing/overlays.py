"""Layers of a phrase bank: a unit's own files over the program's, each name settled before anything is compiled.

A unit gains its own words without touching ours: a kind, construction, pair or circumstance of a later layer replaces
that of the same name, a construction with `remove = true` takes one away, everything else is added.

Limits: within one layer the same name twice is a fault; a table is replaced whole, never merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from drafter.errors import DrafterError, Place
from drafter.files.locate import locate
from drafter.files.read import parse_toml
from drafter.language.invisible import invisible

_WORDS = {
    "fragment": "片段 {name} 写了两次",
    "words": "词表 {name} 写了两次",
    "circumstance": "情形 {name} 写了两次",
    "kind": "种类 {name} 定义了两次",
    "construction": "构式 {name} 与 {place} 重名",
    "pair": "问题与措施 {name} 重名",
}
#: Tables that are written by name, [kind.名字]; the others are rows that hold their name.
_BY_NAME = ("fragment", "words", "circumstance", "kind")
#: Tables of one value for each name.
_SINGLE = ("fragment", "words")
_LABELS = {
    "fragment": "片段",
    "words": "词表",
    "circumstance": "情形",
    "kind": "种类",
    "construction": "构式",
    "pair": "问题与措施",
}
Fault: TypeAlias = Callable[[Place, str], None]
#: Where a value stands in a file: the keys and indexes that lead to it.
Key: TypeAlias = "tuple[str | int, ...]"


class BankFile(NamedTuple):
    """One file of a bank: its tables and the lines of their values."""

    file: str
    text: str
    data: Mapping[str, object]
    places: Mapping[Key, tuple[int, int]]

    def at(self, *path: str | int) -> Place:
        """The place of the value at `path`, or of what holds it."""
        keys = tuple(path)
        while keys and keys not in self.places:
            keys = keys[:-1]
        return Place(self.file, *(self.places[keys] if keys else (1, 0)))


class BankTable(NamedTuple):
    """One table of a file, by name; `path` is where it stands there. A fragment and a list of words hold what they
    are under `text`."""

    source: BankFile
    path: Key
    name: str
    data: Mapping[str, object]

    def at(self, *path: str | int) -> Place:
        """The place of what stands at `path` in the table."""
        return self.source.at(*self.path, *path)


class Layered(NamedTuple):
    """The tables that count, by what they are and by name, in the order in which their names came up; `gone` pairs each
    construction that was replaced or taken away with what did it."""

    tables: Mapping[str, Mapping[str, BankTable]]
    gone: Sequence[tuple[BankTable, BankTable]]


def read(files: Sequence[tuple[str, str]], fault: Fault) -> list[BankFile]:
    """The files of one layer, given as (name, text); what is no TOML is a fault."""
    sources = []
    for file, text in files:
        try:
            sources.append(BankFile(file, text, parse_toml(text, file), locate(text)))
        except DrafterError as error:
            fault(error.place or Place(file), error.message())
    return sources


def settle(layers: Sequence[Sequence[BankFile]], fault: Fault) -> Layered:
    """Which table counts for each name: that of the last layer that has it."""
    found: dict[str, dict[str, BankTable]] = {what: {} for what in _WORDS}
    gone: list[tuple[BankTable, BankTable]] = []
    for layer in layers:
        here: dict[str, dict[str, BankTable]] = {what: {} for what in _WORDS}
        for source in layer:
            for key in source.data:
                if key not in (*_WORDS, "theme"):
                    fault(
                        source.at(key),
                        f"没有 {key} 这种表，只有 kind、construction、pair、circumstance、fragment、words",
                    )
                elif key == "theme" and not isinstance(source.data[key], str):
                    fault(source.at(key), "theme 应当是加引号的文字")
            for what, tables in here.items():
                for table in _tables(source, what, fault):
                    if (before := tables.get(table.name)) is not None:
                        fault(table.at("name"), _WORDS[what].format(name=table.name, place=before.at("name")))
                    else:
                        tables[table.name] = table
        for what, tables in here.items():
            for name, table in tables.items():
                before = found[what].get(name)
                if what == "construction" and before is not None:
                    gone.append((before, table))
                if "remove" not in table.data:
                    found[what][name] = table
                elif _removes(table, what, found[what], fault):
                    del found[what][name]
    return Layered(found, gone)


def _tables(source: BankFile, what: str, fault: Fault) -> Iterator[BankTable]:
    by_name = what in _BY_NAME
    raw = source.data.get(what, {} if by_name else [])
    named: list[tuple[Key, object, object]] | None = None
    if by_name and isinstance(raw, dict):
        named = [((what, name), name, {"text": data} if what in _SINGLE else data) for name, data in raw.items()]
    elif not by_name and isinstance(raw, list):
        named = [((what, index), _name(data), data) for index, data in enumerate(raw)]
    if named is None or not all(isinstance(data, dict) for _, _, data in named):
        head = f"[{what}]" if what in _SINGLE else f"[{what}.名字]" if by_name else f"[[{what}]]"
        fault(source.at(what), f"{what} 应当写成 {head} 表")
        return
    for path, name, data in named:
        if isinstance(name, str) and (code := invisible(name)):
            fault(source.at(*path), f"{_LABELS[what]}的名字里有看不见的控制字符 {code}，请删去")
        elif isinstance(name, str) and name and isinstance(data, dict):
            yield BankTable(source, path, name, data)
        else:
            fault(source.at(*path), f"{_LABELS[what]}缺少 name")


def _name(data: object) -> object:
    return data.get("name") if isinstance(data, dict) else None


def _removes(table: BankTable, what: str, known: Mapping[str, BankTable], fault: Fault) -> bool:
    """Whether a table with `remove` takes away what it names; anything else in it is a fault."""
    if what != "construction" or table.data["remove"] is not True or table.data.keys() - {"name", "remove"}:
        fault(table.at("remove"), "remove 只写在构式里，写作 remove = true，此外只写 name")
    elif table.name not in known:
        near = get_close_matches(table.name, list(known), 1, 0.6)
        fault(table.at("name"), f"没有可删去的构式 {table.name}" + (f"，是不是 {near[0]}" if near else ""))
    else:
        return True
    return False
