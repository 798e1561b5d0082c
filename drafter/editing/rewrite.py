"""Edits of a TOML text, each a small function from text to text.

The writer gains a file that differs from the one they know in what they changed and in nothing else. An edit that did
not do to the data what it was meant to do is refused (:mod:`drafter.editing.document` checks it), never half done.

Limits: arrays of tables are kept as they are written, under headers or in brackets; neither becomes the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.editing.layout import Header, Layout
from drafter.files.literal import key, literal
from drafter.files.locate import Path
from drafter.files.values import Editable


def set_value(text: str, path: Path, value: object) -> str:
    """`text` with `value` at `path`, in place of what stands there or behind the last key of its table."""
    layout = Layout(text)
    span = layout.span(path)
    if span is not None:
        if isinstance(value, list) and "\n" in text[slice(*span)] and layout.elements(path):
            return _set_elements(text, path, value)
        return text[: span[0]] + literal(value) + text[span[1] :]
    table, name = path[:-1], path[-1]
    home = layout.span(table)
    if home is not None:
        return _into_inline(text, layout, table, key(str(name)), literal(value))
    header = layout.header(table)
    if header is None and table:
        dotted = [
            one for one, (_, here) in layout.pairs.items() if one[: len(table)] == table and len(here) < len(table)
        ]
        if dotted:
            here = layout.pairs[dotted[-1]][1]
            words = ".".join(key(str(part)) for part in path[len(here) :])
            return _put(text, layout.line_end(layout.ends[dotted[-1]]), f"{words} = {literal(value)}\n")
        return _append(text, layout, table, f"[{_name(table)}]\n{key(str(name))} = {literal(value)}\n")
    return _put(text, layout.body_end(header), f"{key(str(name))} = {literal(value)}\n")


def insert_row(text: str, path: Path, index: int, row: Mapping[str, object]) -> str:
    """`text` with `row` as number `index` of the list of tables at `path`."""
    layout = Layout(text)
    if layout.span(path) is not None:
        return _insert_element(text, layout, path, index, literal(dict(row)))
    block = f"[[{_name(path)}]]\n" + "".join(f"{key(name)} = {literal(value)}\n" for name, value in row.items())
    count = layout.rows(path)
    if count:
        if index < count:
            header = layout.header((*path, index))
            assert header is not None
            at = layout.block((*path, index))[0]
            return text[:at] + block + "\n" + text[at:]
        return _behind(text, layout.block((*path, count - 1))[1], block)
    parent = path[:-1]
    if parent and layout.span(parent) is not None:
        return _into_inline(text, layout, parent, key(str(path[-1])), f"[{literal(dict(row))}]")
    if parent and isinstance(parent[-1], int):
        return _behind(text, layout.block(parent)[1], block)
    return _append(text, layout, path, block)


def insert_elements(text: str, path: Path, index: int, values: Sequence[str]) -> str:
    """`text` with written `values` as numbers `index` and following of the array in brackets at `path`, which holds
    something."""
    layout = Layout(text)
    spans = layout.elements(path)
    between = _between(text, layout, path)
    if index < len(spans):
        at = spans[index][0]
        return text[:at] + "".join(value + between for value in values) + text[at:]
    at = spans[-1][1]
    return text[:at] + "".join(between + value for value in values) + text[at:]


def delete_row(text: str, path: Path) -> str:
    """`text` without the row at `path`; comments above the first row of a list stay."""
    layout = Layout(text)
    if layout.span(path) is not None:
        return _delete_element(text, layout, path)
    start, end = layout.block(path)
    return (
        text[:start].rstrip("\n") + ("\n\n" if text[:start].strip() and text[end:] else "\n" * bool(start)) + text[end:]
    )


def move_row(text: str, path: Path, index: int) -> str:
    """`text` with the row at `path` as number `index` of its list; the others keep their order."""
    here, last = path[:-1], path[-1]
    assert isinstance(last, int)
    step = 1 if index > last else -1
    for at in range(last, index, step):
        text = _swap(text, (*here, min(at, at + step)), (*here, max(at, at + step)))
    return text


def copy_row(text: str, path: Path) -> str:
    """`text` with the row at `path` once more, directly behind it."""
    layout = Layout(text)
    here, last = path[:-1], path[-1]
    assert isinstance(last, int)
    span = layout.span(path)
    if span is not None:
        return _insert_element(text, layout, here, last + 1, text[slice(*span)])
    start, end = layout.block(path)
    return _behind(text, end, text[start:end].strip("\n") + "\n")


def _swap(text: str, first: Path, second: Path) -> str:
    """Two neighbours in each other's place."""
    layout = Layout(text)
    spans = layout.span(first), layout.span(second)
    if spans[0] is not None and spans[1] is not None:
        (a, b), (c, d) = spans[0], spans[1]
        return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    (a, b), (c, d) = layout.block(first), layout.block(second)
    one, other = text[a:b].rstrip("\n"), text[c:d].rstrip("\n")
    # The blank lines between blocks stay where they are.
    return text[:a] + other + text[a + len(one) : b] + text[b:c] + one + text[c + len(other) :]


# -- tables under headers -----------------------------------------------------------------------------------------
def _name(path: Sequence[str | int]) -> str:
    return ".".join(key(part) for part in path if isinstance(part, str))


def _put(text: str, at: int, line: str) -> str:
    """`line` put in at the start of a line, or at an end that has no line break yet."""
    before = text[:at]
    return before + ("\n" if before and not before.endswith("\n") else "") + line + text[at:]


def _behind(text: str, at: int, block: str) -> str:
    """A block put in at `at` with one blank line before it, and one behind it where something follows."""
    before, after = text[:at].rstrip("\n"), text[at:].lstrip("\n")
    return (before + "\n\n" if before else "") + block + ("\n" + after if after else "")


def _append(text: str, layout: Layout, path: Path, block: str) -> str:
    """A block for a table that is new: where a comment shows it, else behind its relatives, else at the end."""
    shown = re.search(rf"^#\s*\[\[{re.escape(_name(path))}\]\]\s*$", text, re.M) if len(path) == 1 else None
    if shown is not None:
        at = layout.line_end(shown.start())
        while text.startswith("#", at):
            at = layout.line_end(at)
        following = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:#[^\n]*)?").match(text, at)
        if following is None or text[following.end() : following.end() + 1] in ("", "["):
            return text[:at] + block + text[at:] if text[at - 1 : at] == "\n" else text + "\n" + block
    related: list[Header] = [header for header in layout.headers if header.path[0] == path[0]]
    if related:
        last = layout.headers.index(related[-1])
        following_header = layout.headers[last + 1] if last + 1 < len(layout.headers) else None
        return _behind(text, layout.opening(following_header) if following_header else len(text), block)
    return _behind(text, len(text), block)


# -- arrays and tables in one line --------------------------------------------------------------------------------
def _into_inline(text: str, layout: Layout, table: Path, name: str, value: str) -> str:
    """A key put at the end of a table in braces."""
    start, end = layout.places[table], layout.ends[table]
    inside = text[start + 1 : end - 1].rstrip()
    comma = ", " if inside.strip() else " "
    return f"{text[: start + 1]}{inside}{comma}{name} = {value} {text[end - 1 :]}"


def _insert_element(text: str, layout: Layout, path: Path, index: int, value: str) -> str:
    spans = layout.elements(path)
    start, end = layout.places[path], layout.ends[path]
    if not spans:
        return (
            text[: start + 1] + value + text[start + 1 :]
            if "#" in text[start:end]
            else (text[:start] + f"[{value}]" + text[end:])
        )
    return insert_elements(text, path, index, [value])


def _between(text: str, layout: Layout, path: Path) -> str:
    """What parts two elements of an array: those on lines of their own stay so."""
    last = layout.elements(path)[-1][0]
    lead = text[layout.line_start(last) : last]
    return f",\n{lead}" if "\n" in text[layout.places[path] : last] and not lead.strip() else ", "


def _delete_element(text: str, layout: Layout, path: Path) -> str:
    here, index = path[:-1], path[-1]
    assert isinstance(index, int)
    spans = layout.elements(here)
    if index + 1 < len(spans):
        return text[: spans[index][0]] + text[spans[index + 1][0] :]
    if index:
        return text[: spans[index - 1][1]] + text[spans[index][1] :]
    rest = re.sub(r"^\s*,", "", text[spans[0][1] :])
    return text[: spans[0][0]] + rest


def _set_elements(text: str, path: Path, values: list[object]) -> str:
    """An array over several lines made to hold `values`, changed elements alone rewritten, so that comments stay."""
    from drafter.files.read import parse_toml

    data: Editable = parse_toml(text, "")
    for part in path:
        data = data[part]
    for index in range(len(data) - 1, len(values) - 1, -1):
        text = _delete_element(text, Layout(text), (*path, index))
    for index, value in enumerate(values):
        layout = Layout(text)
        if index >= len(data):
            text = _insert_element(text, layout, path, index, literal(value))
        elif data[index] != value:
            start, end = layout.elements(path)[index]
            text = text[:start] + literal(value) + text[end:]
    return text
