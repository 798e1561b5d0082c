"""Edits of a list of events as of lines of text: lines put in, taken away, parted and joined, each one step.

The writer gains that a list of notes is typed as in a text editor, while the file changes in those lines alone: an
array in brackets gets elements, a list under headers gets rows that hold a note.

Limits: an element that is a table (a kind of event, a note with what is said of it) is no line; whoever asks looks
first.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.editing import rewrite
from drafter.editing.layout import Layout
from drafter.facts.tables import NOTE
from drafter.files.literal import literal
from drafter.files.locate import Path
from drafter.files.values import Editable


def rows_of(raw: Editable) -> list[Editable]:
    """The elements of a list of events as it may be written: one note may stand without brackets."""
    if isinstance(raw, list):
        return raw
    return [] if raw in (None, "") else [raw]


def elements(text: str, path: Path, lines: Sequence[str]) -> list[object]:
    """Lines as what the list at `path` holds: texts, or tables where the list stands under headers."""
    return [{NOTE: line} for line in lines] if Layout(text).rows(path) else list(lines)


def spliced(text: str, path: Path, index: int, remove: int, lines: Sequence[str], held: Sequence[object]) -> str:
    """`text` with `remove` elements of the list at `path` from number `index` on replaced by `lines`; `held` is what
    the list holds now."""
    if Layout(text).rows(path):
        for number in range(index + remove - 1, index - 1, -1):
            text = rewrite.delete_row(text, (*path, number))
        for offset, line in enumerate(lines):
            text = rewrite.insert_row(text, path, index + offset, {NOTE: line})
        return text
    values = [literal(line) for line in lines]
    layout = Layout(text)
    span = layout.span(path)
    if span is None or not layout.elements(path):
        return _made(text, path, values) if values else text
    common = min(remove, len(values))
    for offset in range(common):
        start, end = Layout(text).elements(path)[index + offset]
        text = text[:start] + values[offset] + text[end:]
    for number in range(index + remove - 1, index + common - 1, -1):
        text = rewrite.delete_row(text, (*path, number))
    if not values and len(held) == remove:
        return _made(text, path, [])
    if len(values) > common:
        if len(held) - (remove - common) <= 0:
            return _made(text, path, values)
        text = rewrite.insert_elements(text, path, index + common, values[common:])
    return text


def _made(text: str, path: Path, values: Sequence[str]) -> str:
    """The list at `path` made to hold just `values`, one a line where the list stands on lines of its own."""
    layout = Layout(text)
    span = layout.span(path)
    if span is None:
        text = rewrite.set_value(text, path, "")
        layout = Layout(text)
        span = layout.span(path)
        assert span is not None
    old = text[slice(*span)]
    if layout.span(path[:-1]) is not None:
        words = f"[{', '.join(values)}]"
    elif "#" in old:
        # Comments between brackets are a person's.
        return text[: span[0] + 1] + "".join(f"{value}, " for value in values) + text[span[0] + 1 :]
    else:
        words = "[\n" + "".join(f"  {value},\n" for value in values) + "]" if values else "[]"
    return text[: span[0]] + words + text[span[1] :]
