"""The kinds of input: how often each is tried, how one is made, what is done with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from fuzz import arguments, books, makers, older, strings
from fuzz.sample import Sample


class Kind(NamedTuple):
    """`share` is how many of a million inputs are of this kind; `doing` names the function that tries one, so that
    what it needs is imported where it runs."""

    share: int
    make: Callable[[random.Random], Sample]
    doing: str


#: What costs microseconds makes up most of a million; what costs a second (the whole bank, the interface) is a sample.
KINDS = {
    "figure": Kind(288_000, strings.figure, "fuzz.values.figure"),
    "date": Kind(200_000, strings.date, "fuzz.values.date"),
    "line": Kind(120_000, strings.line, "fuzz.values.line"),
    "journal": Kind(100_000, strings.journal, "fuzz.values.journal"),
    "note": Kind(30_000, strings.note, "fuzz.values.note"),
    "paste": Kind(50_000, strings.paste, "fuzz.values.paste"),
    "case": Kind(44_000, makers.case, "fuzz.commands.run"),
    "text": Kind(35_000, makers.text, "fuzz.commands.run"),
    "html": Kind(25_000, makers.html, "fuzz.commands.run"),
    "book": Kind(10_000, books.book, "fuzz.commands.run"),
    "docx": Kind(20_000, makers.docx, "fuzz.commands.run"),
    "old": Kind(5_000, older.old, "fuzz.older.harmless"),
    "notes": Kind(5_000, strings.notes, "fuzz.commands.run"),
    "pair": Kind(15_000, makers.pair, "fuzz.commands.run"),
    "edit": Kind(6_000, strings.edit, "fuzz.desk.edit"),
    "settings": Kind(10_000, makers.settings, "fuzz.commands.run"),
    "scoring": Kind(10_000, makers.scoring, "fuzz.commands.run"),
    "pdf": Kind(8_000, makers.pdf, "fuzz.papers.pdf"),
    "arguments": Kind(2_000, arguments.line, "fuzz.commands.typed"),
    "bank": Kind(8_000, makers.bank, "fuzz.workshop.bank"),
    "baseline": Kind(5_000, makers.baseline, "fuzz.commands.run"),
    "template": Kind(3_500, makers.template, "fuzz.workshop.template"),
    "screen": Kind(400, strings.screen, "fuzz.desk.screen"),
    "lint": Kind(100, makers.lint, "fuzz.commands.run"),
}
MILLION = 1_000_000
assert sum([kind.share for kind in KINDS.values()]) == MILLION


def sample_of(seed: int, kind: str, number: int) -> Sample:
    """The input of a kind with a number: the same one for the same seed, whatever was tried before."""
    return KINDS[kind].make(random.Random(f"{seed}/{kind}/{number}"))


def doing_of(kind: str, other: str = "") -> Callable[[Sample], str]:
    """What is done with an input of a kind, or the function of that name instead."""
    from importlib import import_module

    module, _, name = (other or KINDS[kind].doing).rpartition(".")
    found: Callable[[Sample], str] = getattr(import_module(module), name)
    return found


def due(kind: str, count: int) -> int:
    """How many of the first `count` inputs are of a kind, at least one."""
    return max(1, KINDS[kind].share * count // MILLION)
