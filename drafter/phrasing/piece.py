"""The forms of one file of a bank, checked, compiled and tried: what a change of that file costs, and no more.

A piece depends on its file, on the roles of the kinds that its forms say and on the fragments that they name; its key
holds just these, so that it can be kept from one bank to the next.

Limits: what a form means is for a reader to judge; the trial of its words is in :mod:`drafter.phrasing.form_trials`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import CodeType
from typing import NamedTuple

from drafter.errors import Place
from drafter.phrasing import form as forms
from drafter.phrasing import limits, shapes
from drafter.phrasing.declaring import Declarations, forms_of
from drafter.phrasing.faults import BankFaults
from drafter.phrasing.form_trials import Constants, Trial
from drafter.phrasing.macros import Macros
from drafter.phrasing.overlays import BankFile, BankTable, Key
from drafter.phrasing.rows import FormRow, RoleRow, flat
from drafter.phrasing.sandbox import Sandbox
from drafter.phrasing.shapes import near

#: Raised whenever the same file would make another piece.
_SHAPE = b"drafter-piece-2"


class BankPiece(NamedTuple):
    """What one file adds to a bank: the forms by kind under each construction or pair, macro, roles and text of
    the conditions of its pairs, the code by kind, and how many draws its trial took beyond the usual."""

    forms: Mapping[str, Mapping[str, tuple[FormRow, ...]]]
    whens: Mapping[str, tuple[str, tuple[str, ...], str]]
    code: Mapping[str, CodeType]
    drawn: int

    def plain(self) -> object:
        """The piece as a cache keeps it."""
        return flat(self)

    @classmethod
    def of_plain(cls, kept: object) -> BankPiece | None:
        """The piece that a cache kept, None where it is none."""
        if not isinstance(kept, tuple) or len(kept) != len(cls._fields):
            return None
        given, whens, code, drawn = kept
        rows = {
            name: {kind: tuple([FormRow(*row) for row in found]) for kind, found in kinds.items()}
            for name, kinds in given.items()
        }
        return cls(rows, whens, code, drawn)


class PieceMaker:
    """Makes the piece of one file from those of its `tables` that count, each with what it is (construction, pair)."""

    def __init__(
        self, declared: Declarations, source: BankFile, tables: Sequence[tuple[str, BankTable]], fault: BankFaults
    ) -> None:
        self.declared, self.source, self.given, self.fault = declared, source, tables, fault
        self.fragments = declared.fragments
        self.sandbox = Sandbox()
        self.forms: dict[str, dict[str, list[FormRow]]] = {}
        self.whens: dict[str, tuple[str, tuple[str, ...], str]] = {}
        self.macros = Macros()
        self.constants: dict[tuple[str, str], Constants] = {}
        self.asked: dict[tuple[str, str], str] = {}

    def parts(self) -> tuple[bytes, ...]:
        """What the piece is made of: the shape of pieces, the file, and what its forms depend on outside of it."""
        texts = [text for what, table in self.given for text in _texts(what, table)]
        kinds = {str(table.data.get("kind")) for what, table in self.given if what == "construction"}
        roles = {kind: self.declared.kinds[kind].roles for kind in kinds if kind in self.declared.kinds}
        counted = [(what, table.name) for what, table in self.given]
        parts = repr((counted, sorted(roles.items()), sorted(self.fragments.named_in(texts).items())))
        written = (self.source.file, self.source.text, parts)
        return (_SHAPE, *[part.encode(errors="surrogateescape") for part in written])

    def read(self) -> None:
        """Read the forms of all tables; what is wrong with them is a fault. Raises Enough."""
        for what, table in self.given:
            try:
                if what == "construction":
                    self._construction(table)
                else:
                    self._pair(table)
            except (AttributeError, KeyError, TypeError, ValueError):
                self.fault(table.at(), f"{table.name} 的写法不对，请对照自带的句式库")

    def finish(self, left: int) -> BankPiece:
        """The piece, compiled and tried with at most `left` draws beyond the usual. Raises Enough."""
        code = self.macros.compile(self.sandbox, self.fault)
        drawn = 0
        if not self.fault.found:
            trial = Trial(self.sandbox, code, self.fault, left)
            for kinds in self.forms.values():
                for kind, rows in kinds.items():
                    for row in rows:
                        trial.form(kind, row, self.declared.kinds[kind].roles, self.constants[kind, row.macro])
            drawn = left - trial.left
        rows_ = {name: {kind: tuple(rows) for kind, rows in kinds.items()} for name, kinds in self.forms.items()}
        return BankPiece(rows_, self.whens, code, drawn)

    # -- constructions and pairs ----------------------------------------------------------------------------------
    def _construction(self, found: BankTable) -> None:
        kind, name, table = found.data.get("kind"), found.name, found.data
        self.declared.shaped(found.source, found.path, table, shapes.CONSTRUCTION, f"构式 {name}")
        if not _known(kind, self.declared.kinds):
            what = f"构式 {name} 的种类 {kind} 没有定义{near(str(kind), self.declared.kinds)}"
            self.fault(found.at("kind"), what)
            return
        for path, given in forms_of(found, "construction"):
            if not isinstance(given, list) or not given:
                self.fault(found.at(), f"构式 {name} 没有 forms（说法）")
                continue
            self._several(found, path, name, str(kind), given, table)

    def _pair(self, found: BankTable) -> None:
        name = found.name
        for path, given in forms_of(found, "pair"):
            side, part = str(path[-2]), str(path[-1])
            if not isinstance(found.data.get(side, {}), dict):
                raise TypeError(side)
            if not given or not isinstance(given, list):
                self.fault(found.at(side), f"{name} 的 {side}.{part} 没有说法")
                continue
            kind = f"{side}.{part}.{name}"
            self._several(found, path, kind, kind, given, {})
        if condition := found.data.get("when"):
            tested = self._tested(found.at("when"), f"说法 {name}", [str(condition)], f"problem.lead.{name}")
            if tested is not None:
                parsed, (text,) = tested
                macro = f"p{self.macros.count('')}"
                self.whens[name] = macro, tuple(parsed.used), text
                self.macros.add("", forms.condition_macro(macro, parsed.used, text), found.at("when"), name)

    def _several(
        self, found: BankTable, path: Key, name: str, kind: str, given: Sequence[object], table: Mapping[str, object]
    ) -> None:
        """The forms of a construction, or of one part of a pair; `table` holds what they share."""
        if len(given) > limits.FORMS:
            self.fault(found.source.at(*path), f"{name} 的说法太多，有{len(given)}种，最多{limits.FORMS}种")
            return
        rows = self.forms.setdefault(found.name, {}).setdefault(kind, [])
        for number, one in enumerate(given):
            place, entry = found.source.at(*path, number), {"text": one} if isinstance(one, str) else one
            if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
                self.fault(place, f"{name} 的第{number + 1}种说法应当是文字，或写明 text 的表")
                continue
            if (row := self._form(place, name, number, kind, entry, table)) is not None:
                rows.append(row)

    # -- forms ----------------------------------------------------------------------------------------------------
    def _form(
        self,
        place: Place,
        name: str,
        number: int,
        kind: str,
        entry: Mapping[str, object],
        table: Mapping[str, object],
    ) -> FormRow | None:
        label = f"说法 {name}#{number}"
        for _, why in shapes.misshapen(entry, shapes.FORM, label):
            self.fault(place, why)
        own = entry.get("own", "")
        if own not in ("", "thing", "agent"):
            self.fault(place, f'{label} 的 own 应当是 "thing"（事物作主语）或 "agent"（别的单位作主语）')
        text, why = self.fragments.form(str(entry["text"]).strip())
        roles = self.declared.kinds[kind].roles
        if why:
            self.fault(place, f"{label} {why}")
            return None
        parsed, faults = forms.parse(self.sandbox, text, kind, roles)
        for why in faults:
            self.fault(place, f"{label} {why}")
        parts = [part for part in (table.get("when", ""), entry.get("when", "")) if isinstance(part, str) and part]
        tested = self._tested(place, label, parts, kind)
        if faults or tested is None:
            return None
        if not text:
            self.fault(place, f"{label} 是空的")
            return None
        if mark := forms.ends_inside(text):
            # A text read back must give the same sentences, and each of them its own identity.
            self.fault(place, f"{label} 里有“{mark}”：一种说法只说一句，句末的标点由程序加")
            return None
        self._required(place, label, parsed, roles)
        return self._row(place, name, number, kind, text, parsed, tested, own, entry, table)

    def _row(
        self,
        place: Place,
        name: str,
        number: int,
        kind: str,
        text: str,
        parsed: forms.Parsed,
        tested: tuple[forms.Parsed, list[str]],
        own: object,
        entry: Mapping[str, object],
        table: Mapping[str, object],
    ) -> FormRow:
        """A form that has no fault, with its macros."""
        asked, condition = tested[0], _joined(tested[1])
        count, label = self.macros.count(kind), f"说法 {name}#{number}"
        macro = f"f{count}"
        self.macros.add(kind, forms.macro(macro, parsed.used, text), place, label)
        self.constants[kind, macro] = Constants(parsed.words + asked.words, parsed.numbers + asked.numbers)
        # What the forms of a construction ask for in common is asked by one macro.
        when = self.asked.get((kind, condition), f"w{count}") if condition else ""
        if condition and (kind, condition) not in self.asked:
            self.asked[kind, condition] = when
            self.macros.add(kind, forms.condition_macro(when, asked.used, condition), place, label)
        words = forms.han(text)
        return FormRow(
            construction=name,
            number=number,
            text=text,
            roles=tuple(parsed.used),
            needs=tuple(sorted(parsed.needs)),
            says=tuple(sorted(parsed.says)),
            macro=macro,
            when=when,
            when_roles=tuple(asked.used),
            own=str(own),
            alone=bool(entry.get("alone")),
            register=str(entry.get("register", table.get("register", ""))),
            bigrams=tuple(sorted({run[i : i + 2] for run in words for i in range(len(run) - 1)})),
            file=place.file,
            line=place.line,
            condition=condition,
            size=sum(map(len, words)),
        )

    def _required(self, place: Place, label: str, parsed: forms.Parsed, roles: Mapping[str, RoleRow]) -> None:
        for name, role in roles.items():
            if role.field.required and name not in parsed.says and role.field.type != "flag":
                self.fault(place, f"{label} 永远用不上：没有说到必填的角色 {name}（{role.field.label}）")

    def _tested(
        self, place: Place, label: str, parts: Sequence[str], kind: str
    ) -> tuple[forms.Parsed, list[str]] | None:
        """What the parts of a condition ask for together, and the parts spelt out; None with their faults reported."""
        found, spelt = forms.Parsed(), list[str]()
        for part in parts:
            text, why = self.fragments.condition(part)
            if why:
                self.fault(place, f"{label} {why}")
                return None
            spelt.append(text)
        # Each for itself before they are joined, so that none reaches beyond its brackets.
        for part in dict.fromkeys((*spelt, _joined(spelt)) if len(spelt) > 1 else spelt):
            found, faults = forms.condition(self.sandbox, part, kind, self.declared.kinds[kind].roles)
            for why in faults:
                self.fault(place, f"{label} {why}")
            if faults:
                return None
        return found, spelt


def _joined(parts: Sequence[str]) -> str:
    return " and ".join([f"({part})" for part in parts])


def _known(kind: object, kinds: Mapping[str, object]) -> bool:
    return isinstance(kind, str) and kind in kinds


def _texts(what: str, table: BankTable) -> list[str]:
    """All forms and conditions of a table, as they were written."""
    found = [table.data.get("when")]
    for _, given in forms_of(table, what):
        for one in given if isinstance(given, list) else ():
            found.extend([one.get("text"), one.get("when")] if isinstance(one, dict) else [one])
    return [text for text in found if isinstance(text, str)]
