"""From the TOML files of a phrase bank to one checked, compiled bank.

The reader of a bank gains that all its faults are reported together, each with file and line: an unknown role or
filter, a form that can never apply or would drop a fact, two constructions of one name. Every form is tried on sample
values of its roles before anybody drafts with it.

Files are compiled and tried one by one (:mod:`drafter.phrasing.piece`); where a `store` keeps the pieces, a bank with
one file changed costs that file.

Limits: the tables of all files are read each time, since kinds and fragments of one serve the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from drafter.phrasing import limits
from drafter.phrasing.declaring import Declarations, forms_of
from drafter.phrasing.faults import BankFaults, Enough
from drafter.phrasing.form_trials import PATIENCE_IN_ALL
from drafter.phrasing.overlays import BankFile, BankTable, Layered, read, settle
from drafter.phrasing.piece import BankPiece, PieceMaker
from drafter.phrasing.rows import BankRows, FormRow, PairRow

#: What has forms, in the order in which they are said.
_SPEAKING = ("construction", "pair")


class Store(Protocol):
    """Where pieces are kept between two loads."""

    def load(self, parts: Sequence[bytes]) -> object:
        """What was made of these parts, None where nothing was kept."""

    def keep(self, parts: Sequence[bytes], piece: object) -> None:
        """Keep a piece, made of what marshal knows."""


class Loader:
    """Checks and compiles the files of a bank, and of the layers over it (see :mod:`drafter.phrasing.overlays`).

    `paths` are the fields and derived figures that roles may be filled from; without them `fact` goes unchecked.
    """

    def __init__(self, paths: Collection[str] | None = None, store: Store | None = None) -> None:
        self.fault = BankFaults()
        self.declared = Declarations(paths, self.fault)
        self.store = store

    def load(
        self, files: Sequence[tuple[str, str]], extra: Sequence[Sequence[tuple[str, str]]] = (), tried: bool = True
    ) -> BankRows:
        """The rows of a bank given as (file name, text) pairs, with the layers `extra` over it.

        With `tried` its forms are compiled and tried; whoever already has faults to tell need not wait for that and is
        given no forms. Raises BadBank with every fault.
        """
        bank = BankRows(self.declared.kinds)
        try:
            layered = settle([read(layer, self.fault) for layer in (files, *extra)], self.fault)
            self.declared.take(layered)
            self._count(layered)
            bank = self._spoken(layered, tried)
        except Enough:
            pass
        self.fault.refuse()
        return bank

    def _count(self, layered: Layered) -> None:
        """Raises Enough where there are more forms than may be."""
        total = 0
        for what in _SPEAKING:
            for table in layered.tables[what].values():
                for path, given in forms_of(table, what):
                    total += len(given) if isinstance(given, list) and len(given) <= limits.FORMS else 0
                    if total > limits.FORMS_IN_ALL:
                        self.fault(table.source.at(*path), f"说法太多，连同自带的最多{limits.FORMS_IN_ALL}种")
                        raise Enough()

    def _spoken(self, layered: Layered, tried: bool) -> BankRows:
        """The bank with its forms, file by file."""
        pieces, makers, parts = dict[int, BankPiece](), dict[int, PieceMaker](), dict[int, tuple[bytes, ...]]()
        left = PATIENCE_IN_ALL
        for source, tables in _by_file(layered):
            maker = PieceMaker(self.declared, source, tables, self.fault)
            number = len(parts)
            parts[number] = maker.parts()
            piece = BankPiece.of_plain(self.store.load(parts[number])) if self.store is not None else None
            if piece is not None and piece.drawn <= left:
                pieces[number] = piece
                left -= piece.drawn
            else:
                maker.read()
                makers[number] = maker
        self._gone(layered, [*[one.forms for one in pieces.values()], *[one.forms for one in makers.values()]])
        if not tried or self.fault.found:
            return BankRows(self.declared.kinds)
        for number, maker in makers.items():
            piece = pieces[number] = maker.finish(left)
            left -= piece.drawn
            if self.store is not None and not self.fault.found:
                self.store.keep(parts[number], piece.plain())
        return self._merged(layered, [pieces[number] for number in parts])

    def _gone(self, layered: Layered, spoken: Sequence[Mapping[str, Mapping[str, Sequence[FormRow]]]]) -> None:
        """A fault for each kind of which nothing is left to say it."""
        left = {kind for forms in spoken for kinds in forms.values() for kind, rows in kinds.items() if rows}
        for before, after in layered.gone:
            kind = before.data.get("kind")
            if isinstance(kind, str) and kind in self.declared.kinds and kind not in left:
                self.fault(after.at(), f"种类 {kind} 因此一种说法也没有了，至少要留一个构式")

    def _merged(self, layered: Layered, pieces: Sequence[BankPiece]) -> BankRows:
        """One bank of all pieces, its forms in the order in which their names came up."""
        numbers = {id(source): number for number, (source, _) in enumerate(_by_file(layered))}
        forms: dict[str, list[FormRow]] = {}
        origins: dict[str, list[int]] = {}
        for what in _SPEAKING:
            for name, table in layered.tables[what].items():
                number = numbers[id(table.source)]
                for kind, rows in pieces[number].forms.get(name, {}).items():
                    forms.setdefault(kind, []).extend(rows)
                    origins.setdefault(kind, []).extend([number] * len(rows))
        pairs = {}
        for name, table in layered.tables["pair"].items():
            row, number = self.declared.kinds[f"problem.lead.{name}"], numbers[id(table.source)]
            macro, roles, condition = pieces[number].whens.get(name, ("", (), ""))
            sources = {role: one.fact for role, one in row.roles.items() if one.fact}
            pairs[name] = PairRow(row.theme, row.label, sources, condition, macro, roles, number)
        return BankRows(
            self.declared.kinds,
            {kind: tuple(rows) for kind, rows in forms.items()},
            {kind: tuple(found) for kind, found in origins.items()},
            pairs,
            tuple([piece.code for piece in pieces]),
        )


def _by_file(layered: Layered) -> list[tuple[BankFile, list[tuple[str, BankTable]]]]:
    """The tables with forms of each file that has any, in the order in which they are said."""
    found: dict[int, tuple[BankFile, list[tuple[str, BankTable]]]] = {}
    for what in _SPEAKING:
        for table in layered.tables[what].values():
            found.setdefault(id(table.source), (table.source, []))[1].append((what, table))
    return list(found.values())
