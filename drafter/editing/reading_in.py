"""A page of notes read into a case that is open: what finds an empty field fills it, lists grow, nothing is replaced.

The writer gains that two pages of notes are the case in one paste, and that what the notes say otherwise than the case
stands in a list instead of taking its place in silence.

Limits: a case in which nothing stands yet becomes the one that `drafter import` would make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from drafter.editing.document import Document
from drafter.editing.line_edits import rows_of
from drafter.editing.paths import pattern
from drafter.importing.kinds import guess_genre
from drafter.importing.proposal import Proposal
from drafter.importing.reader import read_notes
from drafter.importing.settling import settled

if TYPE_CHECKING:
    from drafter.composing.engine import Engine

#: What names a row: two that are named alike are one.
_NAMES = ("title", "name", "topic", "problem")
#: What an empty case holds all the same.
_GIVEN = frozenset(("genre", "year", "length", "register", "phrasebank"))


class Taken(NamedTuple):
    """Where words of the notes went: `state` is read, kept (no field took them; they are a note at `path`), left (they
    are told nowhere) or other (the case says something else, which stays)."""

    state: str
    path: str
    words: str


class ReadIn(NamedTuple):
    """The text of the case with the notes read into it, and what became of them, the doubtful first."""

    text: str
    taken: tuple[Taken, ...]


def is_blank(data: Mapping[str, object]) -> bool:
    """Whether nothing was filled into a case yet."""
    return not any(_said(value) for key, value in data.items() if key not in _GIVEN)


def read_in(document: Document, notes: str, engine: Engine, file: str) -> ReadIn:
    """The case of `document` with a page of notes read into it; the document is not touched. Raises a DrafterError
    where what comes of it cannot be read."""
    data = document.data
    blank = is_blank(data)
    genre = str(data.get("genre", ""))
    proposal = read_notes(notes, (guess_genre(notes) if blank else "") or genre)
    if blank:
        proposal.data.setdefault("year", data.get("year"))
        order = ["genre", "year", *(key for key in data if key in _GIVEN and data[key] not in ("", [], None))]
        given = {key: proposal.data.get(key, data.get(key)) for key in dict.fromkeys(order)}
        proposal.data = {**given, **proposal.data}
        _, text = settled(engine, proposal, "由记事读成。起草：drafter draft 这个文件.toml", file)
        differing: list[Taken] = []
    else:
        settled(engine, _dated(proposal, data), "", file)
        scratch = Document(document.text, document.name)
        differing = list(_merge(scratch, proposal.data, "", engine))
        text = scratch.text
    aside = [Taken("left", "", one.words) for one in proposal.asides]
    kept = [Taken("kept" if one.kept else "left", one.kept, one.words) for one in proposal.unplaced]
    read = [Taken("read", one.path, one.words) for one in proposal.origins]
    return ReadIn(text, (*differing, *kept, *aside, *read))


def _dated(proposal: Proposal, data: Mapping[str, object]) -> Proposal:
    proposal.data.setdefault("year", data.get("year"))
    return proposal


def _said(raw: object) -> bool:
    if isinstance(raw, Mapping):
        return any(map(_said, raw.values()))
    return any(map(_said, raw)) if isinstance(raw, list) else raw not in (None, "")


def _merge(scratch: Document, data: Mapping[str, object], path: str, engine: Engine) -> Iterator[Taken]:
    """Put values where there is nothing yet; what stands there and says otherwise is answered."""
    for key, value in data.items():
        below = f"{path}.{key}" if path else key
        field = engine.schema.fields.get(pattern(below))
        held = scratch.raw(below)
        if isinstance(value, Mapping):
            yield from _merge(scratch, value, below, engine)
        elif field is not None and field.type == "events":
            lines = [one for one in rows_of(value) if one not in rows_of(held)]
            blank = bool(rows_of(held)) and not _said(rows_of(held))
            scratch.splice(below, 0 if blank else len(rows_of(held)), len(rows_of(held)) * blank, lines, "")
        elif field is not None and field.type == "rows":
            for row in rows_of(value):
                yield from _row(scratch, row, below, engine)
        elif isinstance(value, list):
            scratch.set(below, [*rows_of(held), *(one for one in value if one not in rows_of(held))])
        elif not _said(held):
            scratch.set(below, value)
        elif str(held) != str(value) and key != "genre":
            yield Taken("other", below, str(value))


def _row(scratch: Document, row: Mapping[str, object], path: str, engine: Engine) -> Iterator[Taken]:
    """A row into that of the same name, or into an empty one, or behind the others."""
    rows = rows_of(scratch.raw(path))
    name = next((row[key] for key in _NAMES if row.get(key)), None)
    for number, one in enumerate(rows):
        if not _said(one) or (name is not None and name in [one.get(key) for key in _NAMES]):
            yield from _merge(scratch, row, f"{path}[{number}]", engine)
            return
    plain = {key: value for key, value in row.items() if not isinstance(value, (list, Mapping))}
    scratch.insert(path, len(rows), plain)
    rest = {key: value for key, value in row.items() if key not in plain}
    yield from _merge(scratch, rest, f"{path}[{len(rows)}]", engine)
