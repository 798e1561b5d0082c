"""The list of duties of a place, read from `places/*/review.toml`: a place states what differs from the list of all.

Limits: a duty names a law that there is, or rules of the checks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from drafter.checking.registry import rules
from drafter.errors import DrafterError, Place
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.files.values import DataTable, RawTable
from drafter.places.place import DEFAULT, chosen, load
from drafter.places.place import Locality as Home
from drafter.resources import config_folder, folder
from drafter.reviewing.duty import CLASSES, LIGHTS, Duty
from drafter.reviewing.laws import law_names

NAME = "review.toml"
#: Under this a row keeps where it stands.
_LINE = "@line"
_HEAD = re.compile(r"\s*\[\[\s*duty\s*\]\]")
_KEYS = (_LINE, "number", "what", "class", "light", "basis", "papers", "law", "rules", "looks", "needs", "off")


class BadDuty(DrafterError):
    """A duty of a list that is not written as it must be."""

    def __init__(self, file: str, number: object, why: str, line: int = 0) -> None:
        super().__init__()
        self.place, self.number, self.why = Place(file, line), str(number), why


@cache
def duties(place: str = "") -> tuple[Duty, ...]:
    """The duties of a place ("" or default: the list of all), by number. Raises UnknownName, BadDuty, and what reading
    a file raises."""
    home = load(place or chosen() or DEFAULT)
    rows: dict[int, dict[str, object]] = {}
    for file in _files(home.name):
        for row in _rows(file):
            number = row.get("number")
            if isinstance(number, bool) or not isinstance(number, int) or number < 1:
                raise BadDuty(file, number, "number 应当是大于0的整数", row[_LINE])
            rows[number] = {**rows.get(number, {}), **row}
            _check(file, rows[number])
    return tuple(_duty(row, home) for _, row in sorted(rows.items()) if not row.get("off"))


def _files(place: str) -> list[str]:
    """The lists that lie over each other, the nearest last."""
    config = config_folder()
    homes = [folder("places"), *([config / "places"] if config else [])]
    names = dict.fromkeys(("default", place))
    files = [home / name / NAME for name in names for home in homes]
    return [str(file) for file in files if Path(file).is_file()]


def _rows(file: str) -> list[RawTable]:
    text = decode(read_bytes(file), file)
    found = parse_toml(text, file).get("duty", [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise BadDuty(file, "", "应当写成 [[duty]]", 1)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _HEAD.match(line)]
    for number, row in enumerate(found):
        row[_LINE] = lines[number] if number < len(lines) else 0
    return found


def _check(file: str, row: DataTable) -> None:
    number, line = row["number"], row[_LINE]
    if row.get("off"):
        return
    for key in ("what", "class", "light"):
        if not isinstance(row.get(key), str):
            raise BadDuty(file, number, f"缺少 {key}", line)
    for key, known in (("class", CLASSES), ("light", LIGHTS)):
        if row[key] not in known:
            raise BadDuty(file, number, f"{key} 不能是 {row[key]}，可选：{'、'.join(known)}", line)
    if row.get("law") and row["law"] not in law_names():
        raise BadDuty(file, number, f"没有 {row['law']} 这种查法", line)
    if unknown := [code for code in row.get("rules", ()) if code not in rules()]:
        raise BadDuty(file, number, f"没有 {unknown[0]} 这条规则", line)


def _stated(value: object, home: Home, number: int) -> object:
    """A setting; @scoring.reasons.over is what the place states there (place.toml, templates/scoring.toml)."""
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    table, _, path = value[1:].partition(".")
    tables: DataTable = {
        "scoring": _over(_scoring(), home.scoring), "system": home.system, "fields": home.fields, "lights": home.lights,
    }  # fmt: skip
    found = tables.get(table, {})
    if path in found:
        return found[path]
    for key in path.split("."):
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    if found == {}:
        raise BadDuty(str(home.root / NAME), number, f"{value} 在地方的 place.toml 里没有")
    return found


@cache
def _scoring() -> dict[str, object]:
    """The settings of scoring where a place says nothing."""
    file = folder("templates") / "scoring.toml"
    return parse_toml(decode(file.read_bytes(), file.name), file.name)


def _over(base: DataTable, own: DataTable) -> RawTable:
    return {**base, **{k: {**base[k], **v} if isinstance(v, Mapping) and k in base else v for k, v in own.items()}}


def _duty(row: DataTable, home: Home) -> Duty:
    settings = {key: _stated(value, home, row["number"]) for key, value in row.items() if key not in _KEYS}
    return Duty(
        row["number"], row["what"], row["class"], row["light"], row.get("basis", ""), tuple(row.get("papers", ())),
        row.get("law", ""), tuple(row.get("rules", ())), row.get("looks", ""), row.get("needs", ""),
        MappingProxyType(settings),
    )  # fmt: skip
