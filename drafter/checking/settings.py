"""What a unit sets for its checks: `drafter.toml`, laid over what the rules say of themselves.

The reader gains a checker that agrees with the office it works in: rules switched off, graver or milder, other
thresholds, words of its own. Every fault of a settings file is said with its line.

Limits: a list of words is added to ours, never taken away from; a threshold is replaced.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeAlias

from drafter.checking.finding import SEVERITIES
from drafter.checking.own_patterns import WAYS_IN_ALL, unsafe, ways
from drafter.checking.registry import GROUPS, Rule, modules, rows
from drafter.errors import BadCase, BadCheckSetting, CaseError, Place
from drafter.files.locate import locate
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.files.values import DataTable, RawTable
from drafter.language.tables import table
from drafter.resources import config_folder
from drafter.wording import Wording, word

_Fault: TypeAlias = "tuple[tuple[str, ...], str | Wording]"

NAME = "drafter.toml"
_TABLES = ("rules", "words", "check")
_TOLD = frozenset(("order", "as", *Rule._fields))
_SWITCHES = ("off", "severity")
#: Modules whose tables map what something is called to the pattern that finds it.
_NAMED = frozenset(("complete",))
#: No threshold of ours is near it.
_MOST = 1_000_000
#: Characters of a pattern that a message shows.
_SHOWN = 30
#: Names that a message lists.
_KNOWN = 12
_GROUP = re.compile(r"\(\?P<(?!here>)|(?<!\\)\((?!\?)")
#: Sentences end at marks; a letter or a digit would cut words apart.
_ENDS = re.compile(r"[。！？；;!?…：.]{1,12}")


def settings_for(file: str, named: str | None = None) -> RawTable:
    """The settings for checking `file`: those of the file `named`, else `drafter.toml` of the user's configuration
    folder with the one beside `file` laid over it.

    Raises what reading a file raises, or BadCase with every fault of the file.
    """
    if named is not None:
        return read_settings(named)
    merged: RawTable = {}
    for path in _places(file):
        for head, own in read_settings(path).items():
            merged[head] = _over(merged.get(head, {}), own)
    return merged


def _places(file: str) -> Iterator[str]:
    """The settings that apply to `file`, the nearest last."""
    folder = config_folder()
    beside = os.path.join(os.path.dirname(file), NAME)  # noqa: PTH118, PTH120 - pathlib knows no surrogates better
    user = os.path.join(folder, NAME) if folder else ""  # noqa: PTH118
    for path in dict.fromkeys((user, beside)):
        if path and os.path.isfile(path):  # noqa: PTH113
            yield path


def _over(under: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """`own` laid over `under`, two tables deep: a rule keeps what only the other file says of it."""
    merged = dict(under)
    for key, value in own.items():
        before = merged.get(key)
        merged[key] = {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return merged


def read_settings(file: str) -> RawTable:
    """The settings in `file`; raises what reading a file raises, or BadCase with every fault of the file."""
    text = decode(read_bytes(file), file)
    own = parse_toml(text, file)
    places: dict[Any, tuple[int, int]] = {}
    errors: list[CaseError] = []
    for path, why in faults(own):
        places = places or locate(text)
        place = next((places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in places), (1, 0))
        errors.append(BadCheckSetting(Place(file, *place), ".".join(path), why))
    if errors:
        raise BadCase(errors)
    return own


def thresholds(code: str) -> dict[str, object]:
    """The settings of a rule that a unit may choose otherwise, with our values."""
    return {name: value for name, value in rows()[code].items() if name not in _TOLD}


def words() -> dict[str, RawTable]:
    """The lists of words that a unit may add to, by module and name."""
    found: dict[str, dict[str, object]] = {}
    for group in GROUPS:
        for name in modules(group):
            own = table(f"{group}/{name}").get("words", {})
            # A single pattern is no list to add to, nor are patterns whose groups are read: a word has none.
            if lists := {key: value for key, value in own.items() if not isinstance(value, str) and not _read(value)}:
                found[name] = {**found.get(name, {}), **lists}
    return found


#: A row of more columns is one of a table, to which a word cannot be added.
_COLUMNS = 3


def _read(ours: object) -> bool:
    """Whether each pattern of a list names a group, other than the place of a finding, or is one of many columns."""
    if not isinstance(ours, list):
        return False
    rows_of_some = bool(ours) and all(isinstance(one, list) and len(one) > _COLUMNS for one in ours)
    return rows_of_some or all(isinstance(one, str) and _GROUP.search(one) for one in ours)


def faults(own: Mapping[str, object]) -> Iterator[_Fault]:
    """What is wrong with the tables of a settings file: the path of keys, and why."""
    sound = True
    for path, why in _faults(own):
        sound = False
        yield path, why
    if sound and (total := sum(map(ways, _all_patterns(own)))) > WAYS_IN_ALL:
        yield ("words",), word("settings.ways", count=total, most=WAYS_IN_ALL)


def _all_patterns(own: DataTable) -> Iterator[str]:
    for module, lists in own.get("words", {}).items():
        for value in lists.values():
            yield from _patterns(value, module in _NAMED)


def _faults(own: Mapping[str, object]) -> Iterator[_Fault]:
    for head, value in own.items():
        if head not in _TABLES:
            yield (head,), _near(head, _TABLES)
        elif not isinstance(value, Mapping):
            yield (head,), word("settings.table", header=head)
        elif head == "check":
            yield from _check(value)
        elif head == "rules":
            for code, row in value.items():
                yield from _rule(code, row)
        else:
            for module, lists in value.items():
                yield from _words(module, lists)


def _check(own: Mapping[str, object]) -> Iterator[_Fault]:
    for key, value in own.items():
        if key != "ends":
            yield ("check", key), _near(key, ("ends",))
        elif not isinstance(value, str) or not _ENDS.fullmatch(value):
            yield ("check", key), "应当是句末的标点，如 “。！？；”"


def _rule(code: str, row: object) -> Iterator[_Fault]:
    if code not in rows():
        yield ("rules", code), _near(code, tuple(rows()), "code-")
        return
    if not isinstance(row, Mapping):
        yield ("rules", code), word("settings.table", header=f"rules.{code}")
        return
    known = thresholds(code)
    for key, value in row.items():
        path = ("rules", code, key)
        if key == "off":
            if not isinstance(value, bool):
                yield path, "应当是 true 或 false"
        elif key == "severity":
            if value not in SEVERITIES:
                yield path, "只能是 error（错误）、warning（疑点）、hint（提示）"
        elif key not in known:
            yield path, _near(key, (*_SWITCHES, *known))
        elif why := _unlike(value, known[key]):
            yield path, why


def _words(module: str, lists: object) -> Iterator[_Fault]:
    known = words()
    if module not in known:
        yield ("words", module), _near(module, tuple(known), "group-")
    elif not isinstance(lists, Mapping):
        yield ("words", module), word("settings.table", header=f"words.{module}")
    else:
        for name, value in lists.items():
            path = ("words", module, name)
            if name not in known[module]:
                yield path, _near(name, tuple(known[module]), "list-")
            elif why := _unlike(value, known[module][name]) or _unsearchable(value, module):
                yield path, why


def _unlike(value: Any, ours: Any) -> str | Wording:
    """What a value should be to take the place of `ours`; "" where it can."""
    if isinstance(ours, bool):
        return "" if isinstance(value, bool) else "应当是 true 或 false"
    if isinstance(ours, (int, Decimal)):
        whole = isinstance(ours, int)
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, Decimal)):
            return "应当是整数" if whole else "应当是数"
        if isinstance(value, Decimal) and not value.is_finite():
            return "应当是数"
        return "" if 0 <= value <= _MOST else word("settings.at-most", most=_MOST)
    if isinstance(ours, str):
        return "" if isinstance(value, str) and value.strip() else "应当是文字，写在英文双引号里"
    if isinstance(ours, Mapping):
        if not isinstance(value, Mapping):
            return "应当是一个表"
        first = next(iter(ours.values()), "")
        return next((why for one in value.values() if (why := _unlike(one, first))), "")
    first = next(iter(ours), "")
    if not isinstance(value, list):
        return "应当是一列，写在方括号里"
    if isinstance(first, (int, Decimal)) and len(value) != len(ours):
        return word("settings.numbers", count=len(ours))
    return next((word("settings.item", why=why) for one in value if (why := _unlike(one, first))), "")


def _unsearchable(value: object, module: str) -> str | Wording:
    """Words are looked for as they stand or as patterns, which must come to an end in any text."""
    for one in _patterns(value, module in _NAMED):
        if why := unsafe(one):
            return word("settings.word", word=one if len(one) <= _SHOWN else one[:_SHOWN] + "……", why=why)
    return ""


def _patterns(value: object, named: bool) -> Iterator[str]:
    """The words and patterns of a setting. A table holds what is looked for and what is then said, or, where it is
    `named`, what something is called and what is looked for."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
        for one in value.values() if named else ():
            yield from _patterns(one, named)
    elif isinstance(value, list):
        for one in value:
            yield from _patterns(one, named)


def _near(name: str, known: tuple[str, ...], kind: str = "") -> Wording:
    found = get_close_matches(name, known, 1, 0.5)
    if found:
        return word(f"settings.{kind}near", nearest=found[0])
    return word(f"settings.{kind}known" + ("-more" if len(known) > _KNOWN else ""), known=known[:_KNOWN])
