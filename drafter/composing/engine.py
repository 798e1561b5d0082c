"""The engine: everything that is the same for every draft, loaded once and frozen.

Loading reads the data files, and takes the checked and compiled bundle from the user's cache folder when it was made
from exactly these files by exactly this program (:mod:`drafter.cache`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2.bccache import bc_magic

from drafter import cache
from drafter.composing.genre import Genre
from drafter.errors import CannotRead, DataFault, DrafterError, Place
from drafter.facts.case import Case
from drafter.facts.derive import Formula
from drafter.facts.fields import Field, Schema
from drafter.files.read import read_bytes
from drafter.files.values import DataTable
from drafter.phrasing.bank import Bank, PackedBank, build, pack
from drafter.phrasing.rows import flat
from drafter.resources import folder

#: Bank, fields, derivations, scoring settings, genres.
_PARTS = 5
#: Raised whenever the shape of the bundle changes.
_SHAPE = b"drafter-bundle-31"


class Engine(NamedTuple):
    """Bank, fields, derivations, scoring settings and genres; `extra` are the paths of a unit's own bank in it."""

    bank: Bank
    schema: Schema
    rules: tuple[Formula, ...]
    settings: DataTable
    genres: Mapping[str, Genre]
    extra: tuple[str, ...] = ()

    def load_case(self, file: str) -> Case:
        """The case in a TOML file. Raises a DrafterError with file, line and what to do."""
        from drafter.facts.load import load_case

        return load_case(file, self.schema, self.rules, self.settings)._replace(phrases=self.extra, engine=self)

    def read_case(self, text: str, file: str = "案件", place: str = "", genre: str = "") -> Case:
        """The case that a TOML text states; `file` is what errors call it, `place` and `genre` go before those it
        names."""
        from drafter.facts.load import read_case

        case = read_case(text, file, self.schema, self.rules, self.settings, place, genre)
        return case._replace(phrases=self.extra, engine=self)


def data_files(roots: Mapping[str, Path]) -> list[tuple[str, bytes]]:
    """The data files below the folders of the program, in a fixed order, with their bytes."""
    found = []
    for name, root in roots.items():
        top = os.fspath(root)
        for directory, folders, names in os.walk(top):
            folders.sort()
            for file in sorted(names):
                if file.endswith((".toml", ".j2")):
                    path = os.path.join(directory, file)  # noqa: PTH118 - a hot path of every start
                    found.append((f"{name}/{path[len(top) + 1 :].replace(os.sep, '/')}", read_bytes(path)))
    return found


def load_engine(
    phrasebank: Path | None = None, templates: Path | None = None, extra: Sequence[str | os.PathLike[str]] = ()
) -> Engine:
    """The engine on the program's own data, or on other folders, with the files or folders `extra` over the bank.

    Raises BadBank with every fault of the data.
    """
    roots = {"phrasebank": phrasebank or folder("phrasebank"), "templates": templates or folder("templates")}
    for root in roots.values():
        if not root.is_dir():
            raise CannotRead(str(root), "数据文件夹不在")
    files = data_files(roots)
    parts = [_SHAPE, bc_magic, *[part for name, data in files for part in (name.encode(), data)]]
    paths = tuple([os.fspath(path) for path in extra])
    layers, faults = _layers(paths)
    for layer in layers:
        # The names are in the bundle: what is wrong in drafting is told with file and line.
        parts.append(str(len(layer)).encode())
        parts.extend([part for name, data in layer for part in (name.encode(errors="surrogateescape"), data)])
    key = cache.key_of(*parts)
    made: list[cache.PartedThing] = []

    def again() -> cache.PartedThing:
        if not made:
            made.append(_made(files, layers, faults))
            cache.keep_parted("bundle", key, made[0])
        return made[0]

    kept = None if faults else cache.load_parted("bundle", key)
    if kept is None or not isinstance(kept.thing, tuple) or len(kept.thing) != _PARTS:
        kept = again()
    whole = kept.parts

    def part(name: str) -> bytes:
        try:
            return whole[name]
        except KeyError:
            # It is not as it was written: made anew from the same files it is the same.
            return again().parts[name]

    return _engine(kept.thing, part)._replace(extra=paths)


def _made(
    files: Sequence[tuple[str, bytes]], layers: Sequence[Sequence[tuple[str, bytes]]], faults: list[DataFault]
) -> cache.PartedThing:
    """The bundle of all files as it is kept. Raises BadBank."""
    from drafter.composing.compiling import Pieces, make_bundle
    from drafter.files.read import decode

    texts = [
        [(name, text) for name, data in layer if (text := _text(data, name, faults)) is not None] for layer in layers
    ]
    bundle = make_bundle([(name, decode(data, name)) for name, data in files], texts, faults, Pieces())
    bank, parts = pack(bundle.bank)
    return cache.PartedThing(flat((bank, *bundle[1:])), parts)


def _layers(extra: Sequence[str]) -> tuple[list[list[tuple[str, bytes]]], list[DataFault]]:
    """The files of each layer over the bank, and what could not be read of them."""
    if not extra:
        return [], []
    from drafter.composing.own_bank import layer

    faults: list[DataFault] = []
    layers = [layer(path, lambda error: faults.append(_fault(error))) for path in extra]
    return layers, faults


def _text(data: bytes, name: str, faults: list[DataFault]) -> str | None:
    from drafter.files.read import decode

    try:
        return decode(data, name)
    except DrafterError as error:
        faults.append(_fault(error))
        return None


def _fault(error: DrafterError) -> DataFault:
    return DataFault(error.place or Place("句式库"), error.message())


def _engine(kept: Any, part: Callable[[str], bytes]) -> Engine:
    """The engine of what a cache keeps of a :class:`drafter.composing.compiling.Bundle`, its bank packed."""
    packed, fields, rules, settings, genres = kept
    bank = build(PackedBank(*packed), part)
    fields = {path: Field(*row) for path, row in fields.items()}
    genres = {name: Genre(*row) for name, row in genres.items()}
    rules = tuple([Formula(*row) for row in rules])
    required = {name: genre.required for name, genre in genres.items()}
    labels = {name: genre.label for name, genre in genres.items()}
    early = frozenset([name for name, genre in genres.items() if genre.early])
    instead = {name: genre.instead for name, genre in genres.items()}
    schema = Schema(fields, bank.event_kinds(), labels, required, rules, settings, early, instead)
    return Engine(bank, schema, rules, settings, genres)
