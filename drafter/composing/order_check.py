"""The order of speaking of a genre, held against what there is to name: statements, fields, tables, groupings.

Whoever makes a genre gains that a misspelt name is said when the data are read, with file, line and the nearest name,
and not by a report that lacks a paragraph.

Limits: names that a template puts together from others are not followed, nor is what a loop runs over unless it is
`rows(…)` or a field of such a row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import nodes

from drafter.composing.genre import Genre
from drafter.errors import DataFault, Place

_STATEMENT, _KIND, _FIELD, _TABLE, _BAND = "陈述", "种类", "字段", "表", "档"
#: What the arguments of a word name, by their place or their keyword; `...` stands for all the others.
_NAMED: Mapping[str, Mapping[object, str]] = {
    "title": {0: _STATEMENT},
    "paragraph": {...: _STATEMENT, "lead": _KIND},
    "say": {0: _STATEMENT},
    "items": {0: _FIELD, 1: _KIND},
    "bands": {0: _BAND},
    "table": {0: _TABLE},
    "each": {0: _FIELD, 1: _KIND},
    "listing": {0: _FIELD, 1: _KIND},
    "goals_met": {...: _FIELD},
    **{word: {...: _FIELD} for word in ("rows", "events", "given", "need", "address", "attach", "sign", "listed")},
}
_BAND_KEYS = ("rows", "by", "size", "bands")
_TABLE_KEYS = ("title", "rows", "columns")


class Known(NamedTuple):
    """What may be named: the kinds of the bank with their use and how many roles they have, the paths of fields and of
    derived figures."""

    uses: Mapping[str, str]
    roles: Mapping[str, int]
    paths: Collection[str]

    def has(self, path: str) -> bool:
        """Whether there is a field at `path`, or a table of fields."""
        return path in self.paths or any(one.startswith((f"{path}.", f"{path}[")) for one in self.paths)

    def told(self) -> list[str]:
        """The kinds that a report can tell by name: what is filled from fields, and fixed words."""
        return [name for name, use in self.uses.items() if use in ("statement", "frame")]


def check_script(tree: nodes.Template, file: str, genre: Genre, known: Known) -> Iterator[DataFault]:
    """The faults of the names in a template; `genre` is what its genre.toml declares."""
    sets: Mapping[str, Collection[str]] = {
        _STATEMENT: known.told(),
        _KIND: [name for name, use in known.uses.items() if use != "pair"],
        _TABLE: list(genre.tables),
        _BAND: list(genre.bands),
    }
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        word, named = call.node.name, _NAMED.get(call.node.name, {})
        given: list[tuple[str | int, nodes.Node]] = [
            *enumerate(call.args),
            *((one.key, one.value) for one in call.kwargs),
        ]
        for slot, node in given:
            what = named.get(slot, named.get(...) if isinstance(slot, int) else None)
            if what is None or not isinstance(node, nodes.Const) or not isinstance(node.value, str):
                continue
            found = known.has(node.value) if what == _FIELD else node.value in sets[what]
            if not found:
                near = _near(node.value, known.paths if what == _FIELD else sets[what])
                yield DataFault(Place(file, node.lineno), f"没有 {node.value} 这个{what}（{word} 里）{near}")
        yield from _shapes(call, word, file, genre, known)
    yield from _loops(tree.body, {}, file, known)


def _shapes(call: nodes.Call, word: str, file: str, genre: Genre, known: Known) -> Iterator[DataFault]:
    """Constants of the right name that still cannot be: a level without numbering, a kind of several roles."""
    values = [node.value if isinstance(node, nodes.Const) else None for node in call.args]
    levels = len(genre.numbering)
    if levels and word == "heading" and values and isinstance(values[0], int) and not 1 <= values[0] <= levels:
        yield DataFault(Place(file, call.lineno), f"标题只有{levels}级（numbering），没有第{values[0]}级")
    kind = values[1] if word == "items" and len(values) > 1 else None
    if isinstance(kind, str) and known.roles.get(kind, 1) != 1:
        yield DataFault(Place(file, call.lineno), f"items 用的种类 {kind} 要恰好有一个要素")


def _loops(body: Iterable[nodes.Node], rows: Mapping[str, str], file: str, known: Known) -> Iterator[DataFault]:
    """Keys of the rows that loops run over (`part.title`); `rows` maps each name to the pattern of its rows."""
    for node in body:
        if isinstance(node, nodes.For):
            pattern = _pattern(node.iter, rows)
            name = node.target.name if isinstance(node.target, nodes.Name) else ""
            inner = {**rows, name: f"{pattern}[]"} if pattern else {k: v for k, v in rows.items() if k != name}
            yield from _loops([node.iter], rows, file, known)
            yield from _loops([*node.body, *node.else_], inner, file, known)
            continue
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in rows:
            path = f"{rows[node.node.name]}.{node.attr}"
            if not known.has(path):
                head = f"{rows[node.node.name]}."
                keys = {
                    one.removeprefix(head).split(".")[0].split("[")[0] for one in known.paths if one.startswith(head)
                }
                what = f"没有 {path} 这个字段（{node.node.name}.{node.attr}）{_near(node.attr, keys)}"
                yield DataFault(Place(file, node.lineno), what)
        yield from _loops(node.iter_child_nodes(), rows, file, known)


def _pattern(node: nodes.Node, rows: Mapping[str, str]) -> str:
    """The field whose rows a loop runs over, "" where that cannot be told."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in rows:
        return f"{rows[node.node.name]}.{node.attr}"
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "rows" and node.args:
        first = node.args[0]
        return str(first.value) if isinstance(first, nodes.Const) else ""
    return ""


def check_genre(
    genre: Genre, file: str, places: Mapping[tuple[str | int, ...], tuple[int, int]], known: Known
) -> Iterator[DataFault]:
    """The faults of the tables and groupings that a genre.toml declares."""

    def fault(keys: Sequence[str | int], what: str) -> DataFault:
        while keys and tuple(keys) not in places:
            keys = keys[:-1]
        return DataFault(Place(file, *places.get(tuple(keys), (1, 0))), what)

    def lacking(keys: Sequence[str | int], what: str, name: object, among: Collection[str]) -> Iterator[DataFault]:
        if name not in among:
            yield fault(keys, f"没有 {name} 这个{what}（{'.'.join(map(str, keys))}）{_near(str(name), among)}")

    for group, wanted in (("bands", _BAND_KEYS), ("tables", _TABLE_KEYS)):
        for name, spec in (genre.bands if group == "bands" else genre.tables).items():
            absent = [key for key in wanted if not isinstance(spec, Mapping) or key not in spec]
            if absent:
                yield fault((group, name), f"[{group}.{name}] 缺少 {'、'.join(absent)}")
                continue
            yield from lacking((group, name, "rows"), _FIELD, spec["rows"], known.paths)
            head = f"{spec['rows']}[]."
            keys = {path.removeprefix(head) for path in known.paths if path.startswith(head)}
            if not keys:
                continue
            if group == "tables":
                for index, key in enumerate(spec.get("due", ())):
                    yield from lacking((group, name, "due", index), "键", key, keys)
                for key, path in spec.get("total", {}).items():
                    yield from lacking((group, name, "total", key), "键", key, keys)
                    if "." in path:
                        yield from lacking((group, name, "total", key), _FIELD, path, known.paths)
                for index, column in enumerate(spec["columns"]):
                    key = column[1] if isinstance(column, (list, tuple)) and len(column) == 2 else column
                    yield from lacking((group, name, "columns", index), "键", key, {*keys, "#"})
                continue
            for key in ("by", "size"):
                yield from lacking((group, name, key), "键", spec[key], keys)
            for key in ("reason", "idle", "rest"):
                if key in spec:
                    yield from lacking((group, name, key), _KIND, spec[key], known.uses)
            for scale in ("bands", "wide"):
                for index, band in enumerate(spec.get(scale, ())):
                    yield from lacking((group, name, scale, index, "kind"), _KIND, band.get("kind"), known.uses)
                    yield from lacking((group, name, scale, index, "count"), "数", band.get("count"), known.paths)
                    if "idle" in band:
                        yield from lacking((group, name, scale, index, "idle"), _KIND, band["idle"], known.uses)


def _near(name: str, known: Iterable[str]) -> str:
    found = get_close_matches(name, list(known), 1, 0.6)
    return f"，是不是 {found[0]}" if found else ""
