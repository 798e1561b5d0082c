"""The cases of workbooks as files: one, or a folder with one for each project, whole or not at all.

The reader gains that a folder of a thousand cases is there complete, and that no file is written over.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drafter.errors import CannotWrite, FileExists
from drafter.importing.proposal import Proposal

_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s]+')
_LONGEST = 60


def is_folder(output: str | None) -> bool:
    """Whether an output is meant as a folder: its name ends so, or it is one."""
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def origins(proposal: Proposal, files: Sequence[str]) -> dict[str, Any]:
    """The table that says where each fact was read from, rows called by their names."""
    found: dict[str, Any] = {"files": [os.path.basename(file) for file in files]}  # noqa: PTH119
    for one in proposal.origins:
        if one.source:
            found[_named(one.path, proposal)] = one.source
    return found if len(found) > 1 else {}


def _named(path: str, proposal: Proposal) -> str:
    match = re.fullmatch(r"(indicators|projects)\[(\d+)\](.*)", path)
    if match is None:
        return path
    rows = proposal.get(match[1])
    name = rows[int(match[2])].get("name") if isinstance(rows, list) and int(match[2]) < len(rows) else None
    return f"{match[1]}[{name}]{match[3]}" if isinstance(name, str) else path


def names(proposals: Sequence[Proposal]) -> list[str]:
    """A name for the file of each case: that of its project, made different where two are alike."""
    made: list[str] = []
    seen: set[str] = set()
    for number, proposal in enumerate(proposals, 1):
        said = proposal.get("project.name") or proposal.get("unit.name") or f"项目{number}"
        base = _BAD.sub("_", str(said)).strip("._ ")[:_LONGEST] or f"项目{number}"
        name, more = base, 2
        while name.lower() in seen:
            code = proposal.get("project.code")
            name = f"{base}_{code}" if code and more == 2 else f"{base}_{more}"
            more += 1
        seen.add(name.lower())
        made.append(f"{name}.toml")
    return made


def write_folder(output: str, files: Sequence[tuple[str, str]]) -> None:
    """Write (name, text) into a folder: a new one appears at once, in an old one nothing is written over. Raises
    FileExists or CannotWrite."""
    from drafter.files.write import reason, write_new

    folder = Path(output)
    try:
        if folder.is_dir():
            for name, _ in files:
                if os.path.lexists(folder / name):
                    raise FileExists(str(folder / name))
            for name, text in files:
                write_new(str(folder / name), text.encode())
            return
        if folder.exists():
            raise FileExists(output)
        parent = folder.parent if str(folder.parent) else Path()
        parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".drafter-", dir=parent))
        try:
            for name, text in files:
                (fresh / name).write_bytes(text.encode())
            umask = os.umask(0)
            os.umask(umask)
            fresh.chmod(0o777 & ~umask)
            fresh.rename(folder)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    except OSError as error:
        raise CannotWrite(output, reason(error)) from None
