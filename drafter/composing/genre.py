"""A genre: one folder of data that says what a kind of report needs and in which order it speaks.

Limits: the order of speaking is a Jinja2 template of calls; it holds no sentence of its own, those are the bank's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType
from typing import NamedTuple

from drafter.files.values import DataTable


class Genre(NamedTuple):
    """A kind of report: its names, what it requires, how headings are numbered, and its compiled order of speaking.

    `required` maps the path of each required field to what it is called where it is missing (〔待补：预算数〕).
    `bands` groups the rows of a table by a figure, `tables` names columns (see docs/genres.md).
    `fields` are the patterns of the fields that a case of this kind may fill in (:func:`drafter.facts.fields.covers`).
    `early` is one that is written before the year is over: results are not due, and nothing is scored.
    `instead` maps a required field to those that make up for it.
    `told` are patterns of fields that this kind tells where others keep them in forms alone.
    `numbering` gives, level by level, one of the schemes of :data:`NUMBERINGS`.
    """

    name: str
    label: str
    help: str
    required: Mapping[str, str]
    numbering: tuple[str, ...]
    code: CodeType
    file: str
    bands: Mapping[str, DataTable] = {}
    tables: Mapping[str, DataTable] = {}
    fields: tuple[str, ...] = ()
    early: bool = False
    told: tuple[str, ...] = ()
    instead: Mapping[str, tuple[str, ...]] = {}


def number_heading(scheme: str, count: int) -> str:
    """The number of the `count`-th heading (from 1) under a scheme, say `（一）` or `1.` (GB/T 9704-2012, 7.3.3)."""
    from drafter.language.numerals import numeral

    return scheme.replace("一", numeral(count)) if "一" in scheme else scheme.replace("1", str(count))
