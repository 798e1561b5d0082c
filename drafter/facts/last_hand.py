"""Last year's `[[hand]]` in next year's case: choices stay, wordings are put aside.

The writer gains that a form chosen, a sentence left out or moved is so next year too, also where the year in a name
moved on and gave the event another identity; a sentence worded last year, which tells of last year, stands as a
comment to take up again, where no report can state it.

Limits: an event that gets another date or another name is another event; its choices are reported as gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from drafter.facts.case import Case
from drafter.facts.fact import Event
from drafter.facts.tables import identify
from drafter.files.locate import locate
from drafter.files.values import DataTable, Editable

#: What a writer may ask of a sentence beside a wording of its own.
_CHOICES = ("form", "drop", "after")
_WORDING = ("text", "facts")
_ASIDE = "# 上年改写的句子。今年要照用，核对之后去掉下面各行的 #："
_BLOCK = re.compile(rf"^{re.escape(_ASIDE)}\r?\n(?:#[ \t]*(?:\[\[hand\]\]|\w+[ \t]*=).*(?:\n|\Z))*", re.MULTILINE)


def forget(text: str) -> str:
    """`text` without the wordings that the year before put aside."""
    return _BLOCK.sub("", text)


def renamed(case: Case, renew: Callable[[Event], DataTable]) -> dict[str, str]:
    """The identities of events that change when their roles do as `renew` says, with what they change into."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for value in case.values.values():
        for event in value if isinstance(value, tuple) else ():
            if isinstance(event, Event):
                identity = identify(event.kind, renew(event), counts)
                if identity != event.identity:
                    found[event.identity] = identity
    return found


def keep_choices(rows: Editable, names: Mapping[str, str], was: str, remark: Callable[[Editable, str], None]) -> None:
    """Call events by the identities in `names`, and take wordings out of rows that hold a choice as well.

    `remark` puts words behind the comment of a value's line, `was` opens them.
    """
    from tomlkit.items import Array

    inline = isinstance(rows, Array)
    gone: list[tuple[int, str, bool]] = []
    for index in range(len(rows)):
        row = rows[index]
        for key in [one for one in ("id", "after") if one in row]:
            clauses = [names.get(clause, clause) for clause in str(row[key]).split("+")]
            if (called := "+".join(clauses)) != row[key]:
                row[key] = called
        words = " ".join(str(row.get("text", "")).split())
        chosen = any(row.get(key) for key in _CHOICES)
        if inline:
            gone.append((index, words, chosen))
        elif words and not chosen:
            # One line, so that the comment it becomes is known again a year later.
            row["text"] = words
            continue
        for key in _WORDING if words else ():
            row.pop(key, None)
        # A flag is handed out as a plain true or false, which no comment can follow.
        lines = [row[key] for key in row if not isinstance(row[key], bool)]
        if lines and not inline:
            remark(lines[0], f"{was}{words}" if words else "")
    if inline:
        for index, words, chosen in reversed(gone):
            if words and not chosen:
                del rows[index]
        said = "；".join([words for _, words, _ in gone if words])
        remark(rows, f"{was}{said}" if said else "")


def put_aside(text: str, rows: Editable) -> str:
    """`text` with each [[hand]] that holds a wording made a comment; `rows` are its tables as tomlkit has them."""
    from tomlkit.items import Array

    if isinstance(rows, Array):
        return text
    places, lines = locate(text), text.split("\n")
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        if not row.get("text"):
            continue
        start = places["hand", index][0] - 1
        ends = [places["hand", index, key][0] + row[key].as_string().count("\n") for key in row]
        for number in range(start, max(ends)):
            if lines[number].strip() and lines[number].lstrip()[0] != "#":
                lines[number] = f"# {lines[number]}"
        lines.insert(start, _ASIDE + ("\r" if lines[start].endswith("\r") else ""))
    return "\n".join(lines)
