"""The phrase bank in memory: kinds of message, constructions and their forms, ready to be chosen and rendered.

The reader gains a bank that answers in one dictionary look-up which forms can say a message with just these roles: a
form is a candidate only if it finds all it needs and says all there is, so that no fact is lost in the choosing.

Limits: the bank is frozen; what was said in a draft is the session's to know.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from drafter.facts.fields import EventKind, Field, declared
from drafter.phrasing.text import Text

T = TypeVar("T")

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

    def __init__(self, data: tuple[Any, ...], macros: Any) -> None:
        (
            self.construction,
            number,
            self.text,
            self.roles,
            needs,
            says,
            macro,
            when,
            self.when_roles,
            self.own,
            self.alone,
            self.register,
            self.bigrams,
            self.file,
            self.line,
            self.condition,
            self.size,
        ) = data
        # What is called differently the second time: the year (then 全年), the unit (then its short name).
        self.refers: tuple[str, ...] = tuple([role for role in self.roles if role in ("year", "unit")])
        self.name: str = f"{self.construction}#{number}"
        # A sentence of its own without words of its own: a label (一是阵地建设。), nothing that stands by itself.
        self.bare = bool(self.alone and not self.size)
        # Plain verb and object come before a fronted subject or object (…更新到位), which reads as a form when common.
        self.marked = 2 if self.own == "thing" or self.text.startswith(("把", "将")) else 0
        self.odd: int = crc32(self.name.encode()) | 1
        self.needs: frozenset[str] = frozenset(needs)
        self.says: frozenset[str] = frozenset(says)
        self.render: Callable[..., Text] = getattr(macros, macro)
        self.when: Callable[..., object] | None = getattr(macros, when) if when else None


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
    derive: Mapping[str, tuple[str, tuple[str, ...], str, int]] = {}


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


def pack(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """A checked bundle (see :mod:`drafter.phrasing.loader`) kind by kind, so that each is unpacked only when used."""
    code = bundle["code"]
    return {
        "uses": {name: data["use"] for name, data in bundle["kinds"].items()},
        "kinds": {name: marshal.dumps(data) for name, data in bundle["kinds"].items()},
        "forms": {kind: marshal.dumps((entries, code[kind])) for kind, entries in bundle["forms"].items()},
        "pairs": bundle["pairs"],
        "code": code[""],
    }


def build(packed: Mapping[str, Any]) -> Bank:
    """The bank of a packed bundle."""
    from jinja2 import Template

    from drafter.phrasing.sandbox import Sandbox

    sandbox = Sandbox()
    kinds, forms = packed["kinds"], packed["forms"]

    def make_forms(kind: str) -> tuple[Form, ...]:
        entries, code = marshal.loads(forms[kind])
        macros = Template.from_code(sandbox, code, {}).module
        return tuple([Form(entry, macros) for entry in entries])

    conditions = Template.from_code(sandbox, packed["code"], {}).module
    pairs = {
        name: Pair(
            name,
            data["theme"],
            data["label"],
            data["sources"],
            getattr(conditions, data["when"]) if data["when"] else None,
            tuple(data["when_roles"]),
            data["condition"],
        )
        for name, data in packed["pairs"].items()
    }
    made = Lazy(kinds, lambda name: _kind(name, marshal.loads(kinds[name])))
    return Bank(made, Lazy(forms, make_forms), pairs, packed["uses"])


def _kind(name: str, data: Mapping[str, Any]) -> Kind:
    roles = {role: declared(role, entry, tuple(entry.get("choices", ()))) for role, entry in data["roles"].items()}
    entries = data["roles"].items()
    return Kind(
        name,
        data["label"],
        data["help"],
        data["use"],
        roles,
        {role: entry["fact"] for role, entry in entries if "fact" in entry},
        frozenset([role for role, entry in entries if entry.get("frame")]),
        frozenset([r for r, entry in entries if entry["type"] in ("flag", "year", "unit") or entry.get("free")]),
        data["merges"],
        data["parallel"],
        data["theme"],
        data["derive"],
    )
