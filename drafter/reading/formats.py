"""Which reader a file is given to, by the ending of its name.

The reader gains one place where a kind of file is added: a function from a file, the marks that end a sentence, and
whether the text before tracked changes is meant, to a reading.

Limits: an ending that nobody knows is read as text, which says clearly when it is none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TypeAlias

from drafter.errors import NeedsConversion
from drafter.facts.files import read_bytes
from drafter.reading.reader import Reading, read_file
from drafter.reading.sentences import ENDS
from drafter.reading.source import LIMIT

Reader: TypeAlias = Callable[[str, str, bool], Reading]


def ending(file: str) -> str:
    """The ending of a file's name in lower case, with its dot."""
    return os.path.splitext(file)[1].lower()  # noqa: PTH122 - pathlib knows no surrogates better


def _text(file: str, ends: str, original: bool) -> Reading:
    return read_file(file, ends)


def _word(file: str, ends: str, original: bool) -> Reading:
    from drafter.reading.word.reader import read_word

    return read_word(file, ends, original)


def _converted(file: str, ends: str, original: bool) -> Reading:
    from drafter.reading.office import read_converted

    return read_converted(file, ends, original)


def _web(file: str, ends: str, original: bool) -> Reading:
    from drafter.reading.web import read_web

    return read_web(file, ends)


def _pdf(file: str, ends: str, original: bool) -> Reading:
    from drafter.reading.pdf import read_pdf

    return read_pdf(file, ends)


def _refused(file: str, ends: str, original: bool) -> Reading:
    # A file that is not there, or a folder called so, is said to be that.
    read_bytes(file, LIMIT)
    raise NeedsConversion(file, ending(file))


READERS: Mapping[str, Reader] = {
    **dict.fromkeys((".txt", ".md", ".markdown"), _text),
    **dict.fromkeys((".docx", ".docm", ".dotx"), _word),
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), _converted),
    **dict.fromkeys((".html", ".htm"), _web),
    ".pdf": _pdf,
    **dict.fromkeys((".xlsx", ".xls", ".et", ".ofd"), _refused),
}
#: What the places of a reading are counted in, where it is not lines.
UNITS = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm"), "段"),
    ".pdf": "页",
}


def unit_of(file: str) -> str:
    """What places in a file are counted in: 行, 段 or 页."""
    return UNITS.get(ending(file), "行")


def read_any(file: str, ends: str = ENDS, original: bool = False) -> Reading:
    """The text in `file` as a tree; `original` asks for a document as it was before its tracked changes.

    Raises :class:`drafter.DrafterError`, one line in Chinese, for a file that cannot be used.
    """
    return READERS.get(ending(file), _text)(file, ends, original)
