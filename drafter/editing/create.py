"""New cases: empty ones, next year's from last year's, and copies of the examples.

Limits: a file that is there is never overwritten.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from drafter import api
from drafter.composing import own_bank
from drafter.facts.next_year import next_year
from drafter.facts.skeleton import skeleton
from drafter.files.read import decode, read_bytes
from drafter.files.write import write_new
from drafter.resources import folder


def from_genre(name: str, file: str) -> None:
    """An empty case of a genre, on last year: a report is written in the year after the one that it is on."""
    engine = api.engine()
    genre = engine.genres[name]
    labels = {pair: one.label for pair, one in engine.bank.pairs.items()}
    title = f"{genre.label}：{genre.help}" if genre.help else genre.label
    year = datetime.date.today().year - 1
    write_new(file, skeleton(name, title, year, engine.schema, genre.fields, genre.required, labels).encode())


def from_notes(text: str, genre: str, file: str) -> None:
    """A case of a page of notes, on the year that they name, else last year. Raises what reading a case raises."""
    from drafter.importing.reader import read_notes
    from drafter.importing.settling import settled

    engine = api.engine()
    proposal = read_notes(text, genre)
    proposal.data = {
        "genre": genre,
        "year": proposal.data.get("year", datetime.date.today().year - 1),
        **proposal.data,
    }
    head = f"{engine.genres[genre].label}，由记事读成。起草：drafter draft 这个文件.toml"
    _, made = settled(engine, proposal, head, file)
    write_new(file, made.encode())


def from_last_year(last: str, file: str) -> None:
    """Next year's case from last year's. Raises what reading a case raises."""
    text = decode(read_bytes(last), last)
    engine = api.engine(own_bank.of_case(text, last))
    case = engine.read_case(text, last)
    made = next_year(text, engine.schema, case, [rule.path for rule in engine.rules])
    engine.read_case(made, file)
    write_new(file, made.encode())


def from_example(example: str, file: str) -> None:
    """A copy of one of the program's own cases."""
    write_new(file, read_bytes(example))


def examples() -> list[str]:
    """The program's own cases."""
    return sorted(str(path) for path in folder("cases").glob("*.toml"))


def suggested(name: str, place: str = ".") -> str:
    """A file name that is still free: name.toml, name-2.toml …"""
    base = Path(place) / f"{name}.toml"
    number = 1
    while base.exists():
        number += 1
        base = Path(place) / f"{name}-{number}.toml"
    return str(base)
