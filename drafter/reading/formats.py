"""Which reader a file is given to, by the ending of its name.

The reader gains one place where a kind of file is added: a function from a file and the marks that end a sentence to a
reading.

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

Reader: TypeAlias = Callable[[str, str], Reading]


def ending(file: str) -> str:
    """The ending of a file's name in lower case, with its dot."""
    return os.path.splitext(file)[1].lower()  # noqa: PTH122 - pathlib knows no surrogates better


def _refused(file: str, ends: str) -> Reading:
    # A file that is not there, or a folder called so, is said to be that.
    read_bytes(file, LIMIT)
    raise NeedsConversion(file, ending(file))


READERS: Mapping[str, Reader] = {
    ".txt": read_file,
    ".md": read_file,
    ".markdown": read_file,
    **dict.fromkeys((".docx", ".doc", ".wps", ".pdf", ".rtf", ".odt", ".xlsx", ".xls", ".et", ".ofd"), _refused),
}


def read_any(file: str, ends: str = ENDS) -> Reading:
    """The text in `file` as a tree.

    Raises MissingFile, IsFolder, CannotRead, TooLarge, NotText or NeedsConversion.
    """
    return READERS.get(ending(file), read_file)(file, ends)
