"""Files of several kinds given together: which of them are workbooks.

Limits: standard input is notes.
"""

from __future__ import annotations

from collections.abc import Sequence


def books_among(files: Sequence[str]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The workbooks among some files, with their bytes, by what these are; and the names of the others."""
    from drafter.files.read import STDIN, read_bytes
    from drafter.reading.formats import ending
    from drafter.reading.kinds import OLE, PROMISED, kind_of
    from drafter.reading.source import LIMIT

    books: list[tuple[str, bytes]] = []
    others: list[str] = []
    for file in files:
        if file in STDIN or ending(file) in (".txt", ".text", ".md", ".toml"):
            others.append(file)
            continue
        data = read_bytes(file, LIMIT)
        sheet = kind_of(data, ending(file)) == "workbook"
        broken = PROMISED.get(ending(file)) == "workbook" and not data.startswith((b"PK", OLE, b"<"))
        if sheet or broken or (PROMISED.get(ending(file)) == "workbook" and data.startswith((b"PK", OLE))):
            books.append((file, data))
        else:
            others.append(file)
    return books, others
