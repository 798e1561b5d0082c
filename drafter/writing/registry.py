"""What can be written, and in which formats: one list for the command line, the interface, the help and the dialogs.

A writer is added here, by its name, its endings and what makes the bytes; whoever offers formats reads this list.

Limits: what of a comparison or of findings is shown (width, colours, what was accepted) is for the command to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from drafter.errors import UnknownEnding
from drafter.writing.given import ReportGiven

Write: TypeAlias = "Callable[[ReportGiven], bytes]"


class Writer(NamedTuple):
    """A format: its `name`, the `endings` of its files, the first of them the usual one, whether it is `binary` (no
    screen shows it), and, for reports, what `write`s it and what is to be `said` of what it had to leave out."""

    name: str
    endings: tuple[str, ...]
    binary: bool = False
    write: Write | None = None
    said: Callable[[ReportGiven], list[str]] | None = None


def _text(given: ReportGiven) -> bytes:
    from drafter.writing.text import explain, to_text

    return (explain(given.draft, given.case) if given.explained else to_text(given.draft)).encode()


def _markdown(given: ReportGiven) -> bytes:
    from drafter.writing.text import explain, to_markdown

    return (explain(given.draft, given.case) if given.explained else to_markdown(given.draft)).encode()


def _html(given: ReportGiven) -> bytes:
    from drafter.writing.html import to_html

    return to_html(given.draft, given.case).encode()


def _word(given: ReportGiven) -> bytes:
    from drafter.writing.word.document import to_docx

    return to_docx(given.draft, given.case, given.reference)


def _json(given: ReportGiven) -> bytes:
    from drafter.writing.json import to_json

    return to_json(given.draft).encode()


def _sheet(given: ReportGiven) -> bytes:
    from drafter.writing.sheet.forms import form_book

    return form_book([given.case], _place(given))


def _import(given: ReportGiven) -> bytes:
    from drafter.writing.sheet.forms import import_book

    return import_book([given.case], _place(given))


def _import_said(given: ReportGiven) -> list[str]:
    from drafter.writing.sheet.forms import import_remarks

    return import_remarks(given.case, _place(given))


def _place(given: ReportGiven) -> str:
    return given.place or str(given.case.fact("place") or "")


_HTML = (".html", ".htm")
#: By what is written; the first writer of each is that of an output without an ending.
WRITERS: Mapping[str, tuple[Writer, ...]] = {
    "report": (
        Writer("txt", (".txt",), write=_text),
        Writer("md", (".md", ".markdown"), write=_markdown),
        Writer("html", _HTML, write=_html),
        Writer("docx", (".docx",), True, _word),
        Writer("json", (".json",), write=_json),
        Writer("xlsx", (".xlsx",), True, _sheet),
        Writer("xls", (".xls",), True, _import, _import_said),
    ),
    "findings": (
        Writer("text", (".txt", ".md")),
        Writer("json", (".json",)),
        Writer("docx", (".docx",), True),
    ),
    "comparison": (
        Writer("text", (".txt",)),
        Writer("html", _HTML),
        Writer("docx", (".docx",), True),
        Writer("xlsx", (".xlsx",), True),
        Writer("json", (".json",)),
    ),
    "review": (
        Writer("text", (".txt",)),
        Writer("json", (".json",)),
        Writer("html", _HTML),
        Writer("docx", (".docx",), True),
        Writer("xlsx", (".xlsx",), True),
    ),
}


def names(what: str) -> tuple[str, ...]:
    """The names of the formats that something can be written in."""
    return tuple([one.name for one in WRITERS[what]])


def endings(what: str) -> dict[str, str]:
    """The format of each ending; "" for an output without one."""
    found = {"": WRITERS[what][0].name}
    for one in WRITERS[what]:
        found |= dict.fromkeys(one.endings, one.name)
    return found


def writer(what: str, name: str) -> Writer:
    """The writer of a format. Raises StopIteration for a name that :func:`names` does not have."""
    return next(one for one in WRITERS[what] if one.name == name)


def named_by(what: str, file: str) -> Writer:
    """The writer that the ending of a file asks for. Raises UnknownEnding, which names the formats."""
    ending = Path(file).suffix.lower()
    known = endings(what)
    if not ending or ending not in known:
        raise UnknownEnding(file, ending, sorted(names(what)))
    return writer(what, known[ending])
