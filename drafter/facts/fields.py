"""The fields a case may hold, declared as data (`templates/fields.toml` and the genres' own).

A field declared once serves the reader of a case file, the skeleton of a new case, the documentation and every error
message: its path pattern (``work[].points[].topic``), type, label and help in Chinese, unit and example.

Limits: a field says what is allowed, not what is required; that is the genre's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from drafter.facts.derive import Formula
from drafter.files.values import DataTable

#: What a field may hold, and how an error message calls it.
TYPES = {
    "name": "一个名称（加引号的文字）",
    "names": '一列名称，如 ["甲", "乙"]',
    "items": '一列名称和数量，如 ["卫生日行动 34次"]',
    "figure": "一个数",
    "value": "一个数，或一个短语",
    "date": "一个日期",
    "year": "一个年份，如 2024",
    "unit": "单位名称（由程序按全称、简称的次序称呼）",
    "flag": "true 或 false",
    "choice": "几个固定选项之一",
    "choices": "几个固定选项中的若干个",
    "events": "一列事项，每项写明 kind",
    "rows": "若干个 [[表]]",
}
#: How many levels of structure a type opens: a list of values, a list of tables.
LISTS = frozenset({"names", "items", "choices", "events", "rows"})


class Field(NamedTuple):
    """One field: `path` is its pattern, `unit` what a bare number is counted in, `silent` why no report states it.

    What is `yearly` tells of one year alone: next year's case starts without it. What is `recalled` next year's case
    keeps for comparison even where it was reckoned, not typed.
    """

    path: str
    type: str
    label: str
    help: str = ""
    example: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    negative: bool = False
    silent: str = ""
    required: bool = False
    measure: str = ""
    max: int | None = None
    yearly: bool = False
    recalled: bool = False
    #: What stands in the cell of a table may be sentences.
    free: bool = False


def covers(pattern: str, path: str) -> bool:
    """Whether a pattern names the field at `path`: the field itself (``work``) with all below it, or, ending in a mark
    (``fund.``, ``effects_``), all that begin so."""
    if not pattern[-1:].isalnum():
        return path.startswith(pattern)
    return path == pattern or path.startswith((f"{pattern}.", f"{pattern}["))


def declared(path: str, data: DataTable, choices: tuple[str, ...]) -> Field:
    """The field that a checked table of a data file declares, for fields of a case and roles of a kind alike."""
    return Field(
        path,
        data["type"],
        data["label"],
        data.get("help", ""),
        str(data.get("example", "")),
        data.get("unit", ""),
        choices,
        data.get("negative", False),
        data.get("silent", ""),
        data.get("required", False),
        data.get("measure", ""),
        data.get("max"),
        bool(data.get("yearly")),
        bool(data.get("recalled")),
        bool(data.get("free")),
    )


class EventKind(NamedTuple):
    """A kind of event as the case knows it: its label and the fields that its roles are."""

    name: str
    label: str
    roles: Mapping[str, Field]


class Schema(NamedTuple):
    """All fields by path pattern, all kinds of event by name, and the genres there are with what they are called; for
    each genre the paths that it requires with their labels, the derivations, how scores are given, and which genres are
    written before the year is over: they are not scored."""

    fields: Mapping[str, Field]
    kinds: Mapping[str, EventKind]
    genres: Mapping[str, str]
    required: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    rules: tuple[Formula, ...] = ()
    settings: DataTable = MappingProxyType({})
    early: frozenset[str] = frozenset()
    #: For each genre the required paths that others make up for.
    instead: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({})

    def owed(self, genre: str, given: Callable[[str], object]) -> Iterator[tuple[str, str]]:
        """The required fields that a case of a genre lacks, with what they are called; `given` answers what the case
        has at a path."""
        instead = self.instead.get(genre, {})
        for path, label in self.required[genre].items():
            if given(path) is None and all(given(one) is None for one in instead.get(path, ())):
                yield path, label

    def children(self, pattern: str) -> tuple[str, ...]:
        """The keys declared directly below `pattern` ("" for the top of a case)."""
        known = _CHILDREN.get(id(self.fields))
        if known is None or known[0] is not self.fields:
            if len(_CHILDREN) >= _SCHEMAS:
                _CHILDREN.clear()
            known = _CHILDREN[id(self.fields)] = self.fields, {}
        if pattern not in known[1]:
            head = f"{pattern}." if pattern else ""
            keys: dict[str, None] = {}
            for path in self.fields:
                if path.startswith(head):
                    keys[path[len(head) :].split(".")[0].split("[")[0]] = None
            known[1][pattern] = tuple(keys)
        return known[1][pattern]


#: The keys below each pattern, by the fields they were looked up in; so many schemas are in use at most.
_CHILDREN: dict[int, tuple[Mapping[str, Field], dict[str, tuple[str, ...]]]] = {}
_SCHEMAS = 16
