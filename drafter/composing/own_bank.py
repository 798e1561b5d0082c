"""A unit's own phrase bank: which files lie over the program's, and their bytes.

A unit gains its own words without touching the program: files that the case names, files named on the command line,
and whatever lies in the user's configuration folder. What counts for one name is settled in
:mod:`drafter.phrasing.overlays`; the order is ours, the user's folder, the case's, the command line's.

Limits: of a folder, the *.toml files directly in it are read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from drafter.errors import CannotRead, DrafterError
from drafter.files.read import parse_toml, read_bytes
from drafter.resources import config_folder


def of_user() -> tuple[str, ...]:
    """The user's own folder of phrases, if it holds any."""
    base = config_folder()
    if base is None:
        return ()
    folder = str(base / "phrasebank")
    return (folder,) if _listed(folder) else ()


def of_case(text: str, file: str) -> tuple[str, ...]:
    """The paths that a case names under `phrasebank`, from the folder it lies in.

    What is wrong with the case is left for its reader to say.
    """
    if "phrasebank" not in text:
        return ()
    try:
        named = parse_toml(text, file).get("phrasebank")
    except DrafterError:
        return ()
    paths = named if isinstance(named, list) else [named]
    found = [path.strip() for path in paths if isinstance(path, str) and path.strip() and "\0" not in path]
    return tuple([os.path.join(os.path.dirname(file), path) for path in found])  # noqa: PTH118, PTH120


def layer(path: str, fault: Callable[[DrafterError], None]) -> list[tuple[str, bytes]]:
    """The files of one layer with their bytes; what cannot be read goes to `fault`."""
    names = _listed(path) if os.path.isdir(path) else [path]  # noqa: PTH112
    if not names:
        fault(CannotRead(path, "文件夹里没有 .toml 文件"))
    found = []
    for name in names:
        try:
            found.append((name, read_bytes(name)))
        except DrafterError as error:
            fault(error)
    return found


def stamp(paths: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    """What tells whether layers have changed on disk: each file with its size and time of change."""
    found = []
    for path in paths:
        for name in _listed(path) if os.path.isdir(path) else [path]:  # noqa: PTH112
            try:
                info = os.stat(name)  # noqa: PTH116
            except (OSError, ValueError):
                continue
            found.append((name, info.st_size, info.st_mtime_ns))
    return tuple(found)


def _listed(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if name.endswith(".toml") and name[0] != "."]  # noqa: PTH118
