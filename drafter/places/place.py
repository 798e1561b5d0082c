"""A place as data: a folder with `place.toml`, and where it has them `outlines/`, `phrases/`, `forms/` and `sheets/`.

The reader of a report gains weights, bands, grades, reasons and headings as the place has them. A folder in the user's
configuration folder counts as one that is shipped, and goes before it.

Limits: what a place does not state is that of the default place; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from drafter.errors import UnknownName
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.files.values import DataTable, RawTable
from drafter.resources import config_folder, folder

DEFAULT = "default"
FILE = "place.toml"
#: What a place may state, and the kind of each.
TABLES = ("scoring", "system", "fields", "lights")
TEXTS = ("label", "help")
LISTS = ("known", "sources")


class Locality(NamedTuple):
    """A place: its name (that of its folder), what it is called, what is known of it and from where; `scoring` lies
    over the settings of scoring, the other tables over those of the default place. `root` is its folder."""

    name: str
    label: str
    help: str
    known: tuple[str, ...]
    sources: tuple[str, ...]
    scoring: DataTable
    system: DataTable
    fields: Mapping[str, int]
    lights: DataTable
    root: Path

    def outline(self, genre: str) -> Path | None:
        """The order of speaking of a genre in this place, or None where it has none of its own."""
        path = self.root / "outlines" / f"{genre}.j2"
        return path if path.is_file() else None


def roots() -> list[Path]:
    """The folders that hold places, the user's own before those shipped."""
    config = config_folder()
    return [*([config / "places"] if config is not None else []), folder("places")]


def all_names() -> dict[str, Path]:
    """Every place by its name, with its folder; the default one first."""
    found: dict[str, Path] = {}
    for root in roots():
        for path in sorted(root.iterdir()) if root.is_dir() else ():
            if (path / FILE).is_file():
                found.setdefault(path.name, path)
    return {name: found[name] for name in sorted(found, key=lambda one: (one != DEFAULT, one))}


def read_raw(root: Path) -> RawTable:
    """What the `place.toml` of a folder states. Raises what reading a file raises."""
    path = str(root / FILE)
    return parse_toml(decode(read_bytes(path), path), path)


def load(name: str) -> Locality:
    """The place of that name, or of that label (湖北省, 湖北). Raises UnknownName, or what reading its file raises."""
    known = all_names()
    if name not in known:
        name = _by_label(name, known)
    return _load(name, known[name])


def name_of(said: str) -> str:
    """The name of the place that is called so by its name or label, else of the user's usual one, "" for none. Raises
    as :func:`load`."""
    home = said or chosen()
    return load(home).name if home else ""


def _by_label(said: str, known: Mapping[str, Path]) -> str:
    labels = {str(read_raw(path).get("label", "")): one for one, path in known.items()}
    for label, one in labels.items():
        if said == label or (len(said) > 1 and label.startswith(said)):
            return one
    from difflib import get_close_matches

    every = [*known, *labels]
    raise UnknownName("地方", said, next(iter(get_close_matches(said, every, 1, 0.5)), ""), list(known))


@cache
def _load(name: str, root: Path) -> Locality:
    raw = read_raw(root)
    base = raw if name == DEFAULT else read_raw(folder("places") / DEFAULT)
    tables = {key: _over(base.get(key, {}), raw.get(key, {})) for key in TABLES}
    return Locality(
        name, str(raw.get("label", name)), str(raw.get("help", "")), tuple(raw.get("known", ())),
        tuple(raw.get("sources", ())), tables["scoring"], tables["system"], tables["fields"], tables["lights"], root,
    )  # fmt: skip


def _over(base: DataTable, own: DataTable) -> RawTable:
    """A table over another: tables within are merged, everything else is replaced."""
    merged = dict(base)
    for key, value in own.items():
        before = merged.get(key)
        merged[key] = {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return merged


def settings_of(name: str, settings: Mapping[str, object]) -> dict[str, object]:
    """The settings of scoring of a place, over those of the program."""
    return _over(settings, load(name).scoring)


def chosen() -> str:
    """The place that the user's configuration folder names as usual (`place.toml`: use = "hubei"), or ""."""
    config = config_folder()
    path = config / FILE if config is not None else None
    if path is None or not path.is_file():
        return ""
    found = parse_toml(decode(read_bytes(str(path)), str(path)), str(path)).get("use", "")
    return found if isinstance(found, str) else ""


def phrases(name: str) -> tuple[str, ...]:
    """The folders of phrases of a place, those that all places share first."""
    found = [folder("places") / DEFAULT / "phrases", load(name).root / "phrases"]
    return tuple(dict.fromkeys(str(path) for path in found if any(path.rglob("*.toml"))))
