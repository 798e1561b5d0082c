"""What only says where an attachment stands: the word 附件 above a table, and the note that names the tables behind.

The reader gains the text of a Word document and of its print alike; a note that names anything else is text.

Source: GB/T 9704-2012, 7.3.4 and 7.3.6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"附件\s?[\d一二三四五六七八九十]{0,2}[:：]?")
_NOTE = re.compile(r"附件[:：]\s*")
_ORDINAL = re.compile(r"\d{1,2}[.．、]\s*")

#: As in :class:`drafter.reading.pdf.document.PdfText`.
Made = tuple[str, list[int], str]


def without(pieces: Sequence[Made], texts: Sequence[str], noted: bool) -> list[Made]:
    """The pieces without the marks of attachments and, where `noted`, without notes that only name tables."""
    names = {_plain(_text(piece, texts)) for piece in pieces if piece[2] == "caption"}
    done: list[Made] = []
    listing = False
    for at, piece in enumerate(pieces):
        text = _text(piece, texts)
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece[0] == "p" and after and after[2] in ("caption", "table") and _MARK.fullmatch(text.strip()):
            continue
        opens = _NOTE.match(text)
        listing = (
            noted
            and piece[0] == "p"
            and piece[2] != "caption"
            and (opens is not None or listing)
            and _named(text, names)
        )
        if not listing:
            done.append(piece)
    return done


def _text(piece: Made, texts: Sequence[str]) -> str:
    return "".join([texts[line] for line in piece[1]])


def _named(text: str, names: set[str]) -> bool:
    """Whether a line of a note says nothing but the name of a table."""
    rest = _NOTE.sub("", text.strip(), count=1)
    return _plain(_ORDINAL.sub("", rest, count=1)) in names


def _plain(text: str) -> str:
    return "".join(text.split())
