"""Where the program's data stand: beside the package in a source tree, inside it when installed."""

from __future__ import annotations

import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` (phrasebank, templates, cases, rules) of the program."""
    inside = _HERE / "data" / name
    return inside if inside.is_dir() else _HERE.parent / name


def config_folder() -> Path | None:
    """The folder of the user's own settings, or None where there is none; it need not exist."""
    if named := os.environ.get("DRAFTER_CONFIG"):
        return Path(named)
    if os.name == "nt":
        roaming = os.environ.get("APPDATA")
        return Path(roaming) / "drafter" if roaming else None
    base = os.environ.get("XDG_CONFIG_HOME")
    try:
        return (Path(base) if base else Path.home() / ".config") / "drafter"
    except RuntimeError:
        return None


def cache_folder() -> Path | None:
    """A folder of the user's own for what can be made again, or None where there is none."""
    if named := os.environ.get("DRAFTER_CACHE"):
        return Path(named)
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "drafter" / "cache" if local else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "drafter"
    except RuntimeError:
        return None


def state_folder() -> Path | None:
    """A folder for what the program remembers of its user's work (journals, recent cases), or None."""
    if named := os.environ.get("DRAFTER_STATE"):
        return Path(named)
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "drafter" / "state" if local else None
    base = os.environ.get("XDG_STATE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".local" / "state") / "drafter"
    except RuntimeError:
        return None
