"""From a TOML text to a `Case`: every value checked against the field it fills, every fault with its line.

All faults of a file are gathered before anything is said, so that a clerk mends them in one go.

Limits: this reads; it never guesses. What is empty ("" or []) counts as not filled in, as a fresh skeleton leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from drafter.errors import BadCase, MissingField, Place
from drafter.facts.case import Case
from drafter.facts.contradiction import Contradiction
from drafter.facts.derive import Formula, derive
from drafter.facts.fact import Event, Fact
from drafter.facts.faults import Unreadable
from drafter.facts.fields import Field, Schema
from drafter.facts.scalars import split_item
from drafter.facts.tables import LAST_YEAR, LAST_YEAR_SILENT, Tables
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.files.values import DataTable
from drafter.language.quantity import Quantity
from drafter.wording import word

__all__ = ["LAST_YEAR", "LAST_YEAR_SILENT", "ORIGINS", "load_case", "read_case", "split_item"]


#: The table that says where facts were read from: a sheet and its cell by path.
ORIGINS = "origins"


def _origins(raw: object) -> Mapping[str, str]:
    """What the table of origins says; it states nothing of the unit, so what is no text in it is passed over."""
    if not isinstance(raw, Mapping):
        return {}
    files = raw.get("files")
    many = [one for one in files if isinstance(one, str)] if isinstance(files, list) else []
    found = {}
    for path, said in raw.items():
        if isinstance(said, str):
            number, mark, cell = said.partition(":")
            at = int(number) - 1 if mark and number.isdigit() else 0
            file = many[at] if at < len(many) else ""
            found[path] = f"{file} {cell if mark and number.isdigit() else said}".strip()
    return found


class _Facts:
    """The facts read so far, as the source of derivations."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def inputs(self, pattern: str) -> Sequence[Fact]:
        fact = self.case.fact(pattern)
        return (fact,) if fact is not None and fact.number is not None else ()

    def told(self, kind: str, role: str) -> Sequence[Fact]:
        found = []
        for value in self.case.values.values():
            for one in value if isinstance(value, tuple) else ():
                if isinstance(one, Event) and one.kind == kind and isinstance(fact := one.roles.get(role), Fact):
                    found.append(fact)
        return found

    def rows(self, path: str) -> int:
        found = self.case.values.get(path)
        return len(found) if isinstance(found, tuple) else 0


def read_case(
    text: str,
    file: str,
    schema: Schema,
    rules: Sequence[Formula] = (),
    settings: DataTable | None = None,
    place: str = "",
    genre: str = "",
) -> Case:
    """The case that a TOML text states; `place` and `genre` go before those that it names. Raises BrokenToml, or
    BadCase with every fault of the text."""
    data = parse_toml(text, file)
    if genre:
        data["genre"] = genre
    if place:
        data["place"] = place
    reader = Tables(text, file, schema)
    named_genre = data.pop("genre", None)
    if named_genre is None:
        reader.errors.append(MissingField(Place(file, 1), "genre", "报告种类"))
    elif not isinstance(named_genre, str) or named_genre not in schema.genres:
        labels = {label: name for name, label in schema.genres.items()}
        reader.errors.append(reader.choose("genre", "genre", "报告种类", str(named_genre), labels))
    year = data.pop("year", None)
    if year is None:
        reader.errors.append(MissingField(Place(file, 1), "year", "报告年度"))
    else:
        try:
            fact = reader.keep(reader.a_year(year, "year", Field("year", "year", "报告年度")))
            reader.values["year"] = fact
            reader.year = int(fact.number or 0)
        except Unreadable:
            pass
    last_year = data.pop(LAST_YEAR, None)
    origins = data.pop(ORIGINS, None)
    named = data.get("place")
    if isinstance(named, str) and named.strip() and "place" in schema.fields:
        from drafter.facts.settings import with_grades
        from drafter.places.place import settings_of

        settings = settings_of(named.strip(), settings or {})
        reader.schema = schema = with_grades(schema, settings)
    named = data.get("scoring")
    if isinstance(named, str) and named.strip() and "scoring" in schema.fields:
        from drafter.facts.settings import own_settings, with_grades

        settings = own_settings(file, named.strip(), settings or {})
        reader.schema = schema = with_grades(schema, settings)
    root = reader.table(data, "", "")
    if last_year is not None:
        reader.last_year(last_year)
    if reader.errors:
        raise BadCase(reader.errors)
    case = Case(
        file, str(named_genre), reader.year, root, reader.values, reader.facts, schema=schema, origins=_origins(origins)
    )
    contradictions: list[Contradiction] = []
    if named_genre in schema.early:
        from drafter.facts.standing import standing
        from drafter.places.place import DEFAULT, load

        lights = load(str(case.fact("place") or DEFAULT)).lights
        case = case._replace(derived=standing(case, (settings or {}).get("levels", {}), lights))
    elif settings and "indicators" in reader.values:
        from drafter.facts.indicators import score

        scores = score(case, settings, reader.place)
        if scores.errors:
            raise BadCase(scores.errors)
        contradictions.extend(scores.contradictions)
        case = case._replace(derived=scores.derived, scores=scores)
    derived = {**case.derived, **derive(rules, _Facts(case), settings or {})}
    for path, derivation in derived.items():
        typed = reader.facts.get(path)
        if typed is not None and not _agrees(typed, derivation.fact):
            what = word("facts.derived", label=derivation.label, claimed=_exact(typed), working=derivation.working)
            computed = derivation.fact.text
            contradictions.append(
                Contradiction(reader.place(path), path, what, typed.text, computed, derivation.working)
            )
        field = schema.fields.get(path)
        number = derivation.fact.number
        if field is not None and field.max is not None and number is not None and number > field.max:
            most = str(field.max)
            what = word("facts.beyond", label=derivation.label, working=derivation.working, most=most)
            computed = f"{field.max}{field.unit}"
            contradictions.append(
                Contradiction(Place(file), path, what, derivation.fact.text, computed, derivation.working)
            )
    return case._replace(derived=derived, contradictions=tuple(contradictions))


def _exact(fact: Fact) -> str:
    """A typed figure with all its decimals: what is told with two may disagree in the fourth."""
    quantity = fact.quantity
    if quantity is None or fact.number is None or quantity.amount(f"{quantity.scale}{quantity.unit}") == fact.number:
        return fact.text
    return str(quantity._replace(number=fact.number))


def _agrees(typed: Fact, derived: Fact) -> bool:
    """Whether a typed figure is the derived one within half a unit of its last decimal."""
    if typed.number is None or derived.number is None:
        return typed.text == derived.text
    quantity = typed.quantity or Quantity(typed.number)
    if _exact(typed) != typed.text:
        quantity = quantity._replace(number=typed.number)
    # In the unit that was typed: half of the last decimal of 98600元 is 0.5元, not 0.5万元.
    half = quantity._replace(number=Decimal(1).scaleb(-quantity.decimals) / 2)
    return abs(typed.number - derived.number) <= half.amount(derived.quantity.unit if derived.quantity else "")


def load_case(file: str, schema: Schema, rules: Sequence[Formula], settings: Mapping[str, object]) -> Case:
    """The case in a file. Raises the faults of `read_bytes`, `decode` and `read_case`."""
    return read_case(decode(read_bytes(file), file), file, schema, rules, settings)
