"""How much of a draft changes its words when one fact comes in: a field filled in, a note or an event added.

    python benchmarks/stability.py [CASE.toml …]

For every fact of a case that can be left out (a field, an entry of a list), the draft without it is held against the
draft with it. Counted are the sentences that state nothing of the fact and yet read differently, as a share of all that
state nothing of it; the mean over all cases and facts is to stay at or under 1 %. The unit's name counts as a fact:
another unit of the same kind gets the same words.
"""

from __future__ import annotations

import copy
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import drafter
from drafter import api
from drafter.errors import DrafterError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_ORDINAL = re.compile("^(?:整改情况：)?[一二三四五六七八九十]+是")
ROOT = Path(__file__).resolve().parent.parent
#: What a draft cannot be without, and what steers it.
_KEPT = frozenset(("genre", "year", "unit.name", "project.name", "fund.budget", "fund.spent", "problems", "hand"))


class Change(NamedTuple):
    """What came in (its path), how many of the other sentences read differently, and how many others there are."""

    path: str
    changed: int
    others: int


def removable(data: Any, path: str = "") -> Iterator[tuple[tuple[Any, ...], str]]:
    """The places of a case that can be left out, each with its path."""
    for key, value in data.items() if isinstance(data, dict) else ():
        below = f"{path}.{key}" if path else key
        if below in _KEPT or below.startswith("last_year"):
            continue
        if isinstance(value, dict):
            for keys, name in removable(value, below):
                yield (key, *keys), name
            continue
        if isinstance(value, list) and len(value) > 1:
            for index in range(len(value)):
                yield (key, index), f"{below}[{index}]"
        if isinstance(value, list):
            for index, one in enumerate(value):
                if isinstance(one, dict) and "kind" not in one:
                    for keys, name in removable(one, f"{below}[{index}]"):
                        yield (key, index, *keys), name
        if not (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
            yield (key,), below


def without(data: dict[str, Any], keys: tuple[Any, ...]) -> dict[str, Any]:
    """A copy of a case without one place."""
    data = copy.deepcopy(data)
    at: Any = data
    for key in keys[:-1]:
        at = at[key]
    del at[keys[-1]]
    return data


def sentences(draft: drafter.Draft) -> list[drafter.Sentence]:
    """All sentences of a draft."""
    return [one for block in draft.blocks if isinstance(block, drafter.Paragraph) for one in block.sentences]


def read(sentence: drafter.Sentence) -> str:
    """The words of a sentence without its place in an enumeration: 三是 that was 二是 is not another wording."""
    return _ORDINAL.sub("", sentence.text)


def toml(data: dict[str, Any]) -> str:
    """A case as TOML, all in inline tables but for the top level."""
    return "\n".join(f"{_key(key)} = {_value(value)}" for key, value in data.items())


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else f'"{key}"'


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return str(value)


def changes(text: str) -> Iterator[Change]:
    """What each fact of a case changes in the sentences of the others."""
    data = tomllib.loads(text)
    whole = drafter.compose(api.read_case(toml(data)))
    for keys, path in removable(data):
        try:
            less = drafter.compose(api.read_case(toml(without(data, keys))))
        except DrafterError:
            continue
        before = Counter(read(one) for one in sentences(less))
        own = (path, f"{path}.", f"{path}[")
        others = changed = 0
        for one in sentences(whole):
            if any(span.fact == path or span.fact.startswith(own[1:]) or span.derived for span in one.spans):
                continue
            others += 1
            if before[read(one)]:
                before[read(one)] -= 1
            else:
                changed += 1
        yield Change(path, changed, others)


def renamed(text: str) -> Change:
    """What another name of the unit changes in the sentences that do not name it."""
    data = tomllib.loads(text)
    name = data["unit"]["name"]
    data["unit"] = {**data["unit"], "name": f"新{name}"}
    before = Counter(read(one) for one in sentences(drafter.compose(api.read_case(text))))
    others = [one for one in sentences(drafter.compose(api.read_case(toml(data)))) if f"新{name}" not in one.text]
    changed = sum(not before[read(one)] for one in others)
    return Change("unit.name", changed, len(others))


def mean(found: list[Change]) -> float:
    """The mean share of other sentences that changed."""
    shares = [one.changed / one.others for one in found if one.others]
    return sum(shares) / len(shares) if shares else 0.0


def main(files: list[str]) -> int:
    """Print the mean of each case and of all, with what changes most."""
    every: list[Change] = []
    for path in map(Path, files or sorted(map(str, (ROOT / "cases").glob("*.toml")))):
        text = path.read_text(encoding="utf-8")
        found = [*changes(text), renamed(text)]
        every.extend(found)
        worst = sorted(found, key=lambda one: -one.changed / max(one.others, 1))[:5]
        print(f"{path.stem:28} {100 * mean(found):6.2f} %  {len(found)} facts")
        for one in worst:
            print(f"    {one.path:44} {one.changed}/{one.others}")
    print(f"{'all':28} {100 * mean(every):6.2f} %  {len(every)} facts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
