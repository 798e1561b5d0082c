"""What a checked bank is made of, as rows with names: kinds, roles, forms and pairs before they are built.

The reader of the loader gains a word for each value; a row is a tuple all the same, so that :mod:`drafter.cache` can
keep it (:func:`flat`) and a start reads it back at the price of its values.

Limits: a row holds what was written; what can be rendered is :mod:`drafter.phrasing.bank`'s.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from types import CodeType
from typing import NamedTuple

from drafter.facts.fields import Field


class RoleRow(NamedTuple):
    """A role of a kind: the field that it is, the path that it is filled from ("" where the writer fills it), and
    whether the sentence says it around the clause."""

    field: Field
    fact: str = ""
    frame: bool = False


class Reckoned(NamedTuple):
    """How a role follows from others: the rule of :data:`drafter.facts.derive.RULES`, its inputs in order, the unit of
    the result ("" for that of the first input) and its decimals."""

    rule: str
    of: tuple[str, ...]
    unit: str = ""
    decimals: int = 2


class KindRow(NamedTuple):
    """A kind of message as it was declared; `use` is event, statement, frame or pair."""

    label: str
    help: str
    example: str
    use: str
    merges: str
    parallel: bool
    theme: str
    roles: Mapping[str, RoleRow]
    derive: Mapping[str, Reckoned]


class FormRow(NamedTuple):
    """One form: the `number`-th of its construction, its text with all fragments in it, the roles that its macro takes
    in their order, those it needs and says; `macro` and `when` are names in the code of its file and kind ("" for a
    form without condition), `when_roles` what the condition takes. `size` counts the characters of its own words,
    `bigrams` are the pairs of them."""

    construction: str
    number: int
    text: str
    roles: tuple[str, ...]
    needs: tuple[str, ...]
    says: tuple[str, ...]
    macro: str
    when: str
    when_roles: tuple[str, ...]
    own: str
    alone: bool
    register: str
    bigrams: tuple[str, ...]
    file: str
    line: int
    condition: str
    size: int


class PairRow(NamedTuple):
    """A problem and its measure; `when` is the macro of its condition in the code of its `piece` ("" where it never
    speaks for itself), `condition` the text of it."""

    theme: str
    label: str
    sources: Mapping[str, str]
    condition: str
    when: str
    when_roles: tuple[str, ...]
    piece: int


class BankRows(NamedTuple):
    """All that the files of a bank declare. `forms` are by kind in the order of the bank, `pieces` says for each of
    them which of the pieces in `code` holds its macros, by kind ("" for the conditions of pairs)."""

    kinds: Mapping[str, KindRow]
    forms: Mapping[str, tuple[FormRow, ...]] = {}
    pieces: Mapping[str, tuple[int, ...]] = {}
    pairs: Mapping[str, PairRow] = {}
    code: tuple[Mapping[str, CodeType], ...] = ()


def flat(value: object) -> object:
    """A value with the rows in it as bare tuples, which is what marshal writes."""
    if isinstance(value, tuple):
        return tuple([flat(one) for one in value])
    if isinstance(value, list):
        return [flat(one) for one in value]
    if isinstance(value, Mapping):
        return {flat(key): flat(one) for key, one in value.items()}
    return value


def packed(value: object) -> bytes:
    """A value with rows in it as bytes. Raises ValueError where it holds what cannot be kept."""
    return marshal.dumps(flat(value))  # type: ignore[arg-type]
