"""A pasted block: notes one a line, or a page of notes with labels that is a case in itself.

The writer gains that whatever was noted elsewhere (Word, a chat, cells of a sheet) becomes lines without the marks and
blank lines between them, and that a whole page of notes finds its fields.

Limits: the head that a chat puts before each message (a name and a time) is left out and counted; nothing else is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.importing.kinds import guess_genre
from drafter.importing.labels import is_group, meaning
from drafter.importing.lines import NotedLine, labelled, lines, statements
from drafter.importing.pasted import table_notes

#: 王主任 2024年12月3日 14:20: a chat says so who wrote, and when.
_CHAT = re.compile(
    r"[^，。；：:\d]{1,12}[ \u3000]+(?:(?:20\d\d[-/年.])?\d{1,2}[-/月.]\d{1,2}日?[ \u3000]*|昨天|前天|星期.|周.)?"
    r"[ \u3000]*(?:上午|下午|晚上|凌晨|中午)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
#: So many labels that lead to fields make a block a page of notes of its own.
_LABELS = 3


class NoteBlock(NamedTuple):
    """`lines` are notes, `heads` how many heads of chat messages were left out."""

    lines: tuple[str, ...]
    heads: int


def is_block(text: str) -> bool:
    """Whether a pasted text holds several lines that say something."""
    return len([one for one in re.split(r"[\r\n\v\f\u2028\u2029]+", text) if one.strip(" \t\u3000\ufeff")]) > 1


def block_of(text: str) -> NoteBlock:
    """The notes of a pasted text."""
    found: list[str] = []
    table: list[NotedLine] = []
    heads = 0
    for line in lines(text):
        if line.cells:
            table.append(line)
            continue
        found.extend(table_notes(table) if table else ())
        table = []
        if _CHAT.fullmatch(line.text):
            heads += 1
        else:
            found.append(line.text)
    found.extend(table_notes(table) if table else ())
    return NoteBlock(tuple(found), heads)


def is_case(text: str, genre: str = "") -> bool:
    """Whether a pasted text is a page of notes whose labels lead to fields of its own."""
    genre = guess_genre(text) or genre
    if not genre:
        return False
    known = set()
    for line in lines(text):
        for part in statements(line.text) if not line.cells else ():
            label, _ = labelled(part)
            if label and (meaning(label, genre) or is_group(label)):
                known.add(label)
        if len(known) >= _LABELS:
            return True
    return False
