"""The phrase bank in memory: kinds of message, constructions and their forms, ready to be chosen and rendered.

The reader gains a bank that answers in one dictionary look-up which forms can say a message with just these roles: a
form is a candidate only if it finds all it needs and says all there is, so that no fact is lost in the choosing.

Limits: the bank is frozen; what was said in a draft is the session's to know.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType
from typing import NamedTuple, TypeVar
from zlib import crc32

from drafter.facts.fields import EventKind, Field
from drafter.phrasing.rows import BankRows, FormRow, KindRow, PairRow, Reckoned, RoleRow, packed
from drafter.phrasing.text import Text

T = TypeVar("T")

#: What the names of the parts of a packed bank begin with.
_KIND, _FORMS = "kind ", "forms "

#: The circumstances that any event may have; the aggregation puts them where they belong in a sentence.
CIRCUMSTANCES = ("date", "basis", "aim", "agent", "partner", "place", "manner", "effect")


class Form:
    """One way to say one kind of message.

    `needs` are the roles without which it cannot be said, `says` all roles it puts on the page. `own` forms bring their
    own subject ("thing", or "agent" where somebody else acts), `alone` forms are sentences that join no other; `size`
    counts the characters of its own words.
    """

    __slots__ = (
        "alone",
        "bare",
        "bigrams",
        "condition",
        "construction",
        "file",
        "line",
        "marked",
        "name",
        "needs",
        "odd",
        "own",
        "refers",
        "register",
        "render",
        "roles",
        "says",
        "size",
        "text",
        "when",
        "when_roles",
    )

    def __init__(self, row: FormRow, macros: object) -> None:
        self.construction, self.text, self.roles, self.when_roles = (
            row.construction,
            row.text,
            row.roles,
            row.when_roles,
        )
        self.own, self.alone, self.register, self.bigrams = row.own, row.alone, row.register, row.bigrams
        self.file, self.line, self.condition, self.size = row.file, row.line, row.condition, row.size
        # What is called differently the second time: the year (then 全年), the unit (then its short name).
        self.refers: tuple[str, ...] = tuple([role for role in row.roles if role in ("year", "unit")])
        self.name: str = f"{row.construction}#{row.number}"
        # A sentence of its own without words of its own: a label (一是阵地建设。), nothing that stands by itself.
        self.bare = bool(row.alone and not row.size)
        # Plain verb and object come before a fronted subject or object (…更新到位), which reads as a form when common.
        self.marked = 2 if row.own == "thing" or row.text.startswith(("把", "将")) else 0
        self.odd: int = crc32(self.name.encode()) | 1
        self.needs, self.says = frozenset(row.needs), frozenset(row.says)
        self.render: Callable[..., Text] = getattr(macros, row.macro)
        self.when: Callable[..., object] | None = getattr(macros, row.when) if row.when else None


class Kind(NamedTuple):
    """A kind of message. An event is filled by the writer, a statement from fields of the case (`sources`).

    `frame` are the roles that the sentence says around the clause, `unsaid` those that only steer the choice of words
    (flags, the year) or may be left out (`free`); `merges` is the list role in which neighbours of this kind are
    gathered, "" where they are not; neighbours of a `parallel` kind keep one form, as a good writer would;
    `theme` says what it is about, since clauses of one theme make better sentences than strangers.
    """

    name: str
    label: str
    help: str
    use: str
    roles: Mapping[str, Field]
    sources: Mapping[str, str]
    frame: frozenset[str]
    unsaid: frozenset[str]
    merges: str = ""
    parallel: bool = False
    theme: str = ""
    derive: Mapping[str, Reckoned] = {}


class Pair(NamedTuple):
    """A problem and the measure that answers it. `when` is the form-less condition under which it speaks for itself,
    `condition` its text ("" where it never does)."""

    name: str
    theme: str
    label: str
    sources: Mapping[str, str]
    when: Callable[..., object] | None
    when_roles: tuple[str, ...]
    condition: str = ""


class Bank:
    """All kinds, forms and pairs; `candidates` remembers which forms fit which set of roles."""

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        forms: Mapping[str, tuple[Form, ...]],
        pairs: Mapping[str, Pair],
        uses: Mapping[str, str],
    ) -> None:
        self.kinds, self.forms, self.pairs, self.uses = kinds, forms, pairs, uses
        self._fitting: dict[tuple[str, frozenset[str], frozenset[str]], tuple[Form, ...]] = {}

    def candidates(self, kind: str, present: frozenset[str], free: frozenset[str] = frozenset()) -> tuple[Form, ...]:
        """The forms that can say a message of `kind` with all the roles `present` and any of the `free` ones."""
        key = (kind, present, free)
        found = self._fitting.get(key)
        if found is None:
            known = present | free
            found = tuple(form for form in self.forms.get(kind, ()) if form.needs <= known and present <= form.says)
            self._fitting[key] = found
        return found

    def event_kinds(self) -> Mapping[str, EventKind]:
        """The kinds a case may use, with their own roles and the circumstances."""
        names = [name for name, use in self.uses.items() if use == "event"]
        return Lazy(names, self._event_kind)

    def _event_kind(self, name: str) -> EventKind:
        kind = self.kinds[name]
        return EventKind(kind.name, kind.label, kind.roles)


class Lazy(Mapping[str, T]):
    """A mapping whose values are made when they are first asked for: a draft uses a tenth of the bank."""

    def __init__(self, names: Iterable[str], make: Callable[[str], T]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        found = self._made.get(name)
        if found is None:
            if name not in self._names:
                raise KeyError(name)
            found = self._made[name] = self._make(name)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class PackedBank(NamedTuple):
    """A checked bank as it is kept: what each kind is used for, which kinds have forms, the pairs, and by piece the
    conditions of pairs (`code`)."""

    uses: Mapping[str, str]
    spoken: tuple[str, ...]
    pairs: Mapping[str, PairRow]
    code: Mapping[int, CodeType]


def pack(rows: BankRows) -> tuple[PackedBank, Mapping[str, bytes]]:
    """The rows of a bank (see :mod:`drafter.phrasing.loader`), and its parts: each kind, and the forms of each kind
    with their code, in bytes of their own, so that they are unpacked only when used."""
    parts = {_KIND + name: packed(row) for name, row in rows.kinds.items()}
    for kind, found in rows.forms.items():
        numbers = rows.pieces[kind]
        code = {number: rows.code[number][kind] for number in dict.fromkeys(numbers)}
        parts[_FORMS + kind] = packed((found, numbers, code))
    bank = PackedBank(
        {name: row.use for name, row in rows.kinds.items()},
        tuple(rows.forms),
        rows.pairs,
        {number: code[""] for number, code in enumerate(rows.code) if "" in code},
    )
    return bank, parts


def build(kept: PackedBank, part: Callable[[str], bytes]) -> Bank:
    """The bank of what was packed; `part` gives a part by its name."""
    from jinja2 import Template

    from drafter.phrasing.sandbox import Sandbox

    sandbox = Sandbox()

    def modules(code: Mapping[int, CodeType]) -> dict[int, object]:
        return {number: Template.from_code(sandbox, one, {}).module for number, one in code.items()}

    def make_forms(kind: str) -> tuple[Form, ...]:
        rows, numbers, code = marshal.loads(part(_FORMS + kind))
        macros = modules(code)
        return tuple([Form(FormRow(*row), macros[number]) for row, number in zip(rows, numbers, strict=True)])

    def make_kind(name: str) -> Kind:
        return _kind(name, KindRow(*marshal.loads(part(_KIND + name))))

    conditions = modules(kept.code)
    pairs = {}
    for name, data in kept.pairs.items():
        row = PairRow(*data)
        when = getattr(conditions[row.piece], row.when) if row.when else None
        pairs[name] = Pair(name, row.theme, row.label, row.sources, when, row.when_roles, row.condition)
    return Bank(Lazy(kept.uses, make_kind), Lazy(kept.spoken, make_forms), pairs, kept.uses)


def _kind(name: str, row: KindRow) -> Kind:
    roles = {role: RoleRow(Field(*field), fact, frame) for role, (field, fact, frame) in row.roles.items()}
    return Kind(
        name,
        row.label,
        row.help,
        row.use,
        {role: one.field for role, one in roles.items()},
        {role: one.fact for role, one in roles.items() if one.fact},
        frozenset([role for role, one in roles.items() if one.frame]),
        frozenset([r for r, one in roles.items() if one.field.type in ("flag", "year", "unit") or one.field.free]),
        row.merges,
        row.parallel,
        row.theme,
        {role: Reckoned(*one) for role, one in row.derive.items()},
    )
