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

from drafter.errors import CannotWrite, FileExists
from drafter.importing.proposal import Proposal

_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s]+')
_LONGEST = 60


def is_folder(output: str | None) -> bool:
    """Whether an output is meant as a folder: its name ends so, or it is one."""
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def origins(proposal: Proposal, files: Sequence[str], blanks: bool = False) -> dict[str, object]:
    """The table that says where each fact was read from, rows called by their names; with `blanks` also the cells that
    were left empty."""
    found: dict[str, object] = {"files": [os.path.basename(file) for file in files]}  # noqa: PTH119
    for one in proposal.origins:
        if one.source:
            found[_named(one.path, proposal)] = one.source
    for path, cell in proposal.blanks.items() if blanks else ():
        found.setdefault(_named(path, proposal), cell)
    return found if len(found) > 1 else {}


def _named(path: str, proposal: Proposal) -> str:
    match = re.fullmatch(r"(indicators|projects|key_tasks)\[(\d+)\](.*)", path)
    if match is None:
        return path
    rows = proposal.get(match[1])
    name = rows[int(match[2])].get("name") if isinstance(rows, list) and int(match[2]) < len(rows) else None
    return f"{match[1]}[{name}]{match[3]}" if isinstance(name, str) else path


class Names:
    """Names for the files of cases: those of their projects, made different where two are alike."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._count = 0

    def of(self, proposal: Proposal) -> str:
        """The name for one more case."""
        self._count += 1
        said = proposal.get("project.name") or proposal.get("unit.name") or f"项目{self._count}"
        base = _BAD.sub("_", str(said)).strip("._ ")[:_LONGEST] or f"项目{self._count}"
        name, more = base, 2
        while name.lower() in self._seen:
            code = proposal.get("project.code")
            name = f"{base}_{code}" if code and more == 2 else f"{base}_{more}"
            more += 1
        self._seen.add(name.lower())
        return f"{name}.toml"


class Folder:
    """A folder of cases in the making: it stands there whole once it is closed, or not at all."""

    def __init__(self, output: str) -> None:
        self.target = Path(output)
        self.names = Names()
        self.count = 0
        self._fresh: Path | None = None

    def add(self, proposal: Proposal, text: str) -> None:
        """Write one more case. Raises CannotWrite."""
        from drafter.files.write import reason

        try:
            if self._fresh is None:
                if self.target.exists() and not self.target.is_dir():
                    raise FileExists(str(self.target))
                self.target.parent.mkdir(parents=True, exist_ok=True)
                self._fresh = Path(tempfile.mkdtemp(prefix=".drafter-", dir=self.target.parent))
            (self._fresh / self.names.of(proposal)).write_bytes(text.encode())
            self.count += 1
        except OSError as error:
            raise CannotWrite(str(self.target), reason(error)) from None

    def close(self) -> None:
        """Put the cases in their place; in a folder that is there already nothing is written over. Raises FileExists or
        CannotWrite."""
        from drafter.files.write import reason

        if self._fresh is None:
            return
        try:
            if not self.target.is_dir():
                umask = os.umask(0)
                os.umask(umask)
                self._fresh.chmod(0o777 & ~umask)
                self._fresh.rename(self.target)
                self._fresh = None
                return
            made = sorted(self._fresh.iterdir())
            for path in made:
                if os.path.lexists(self.target / path.name):
                    raise FileExists(str(self.target / path.name))
            for path in made:
                path.rename(self.target / path.name)
        except OSError as error:
            raise CannotWrite(str(self.target), reason(error)) from None

    def drop(self) -> None:
        """Take away what was not put in its place."""
        if self._fresh is not None:
            shutil.rmtree(self._fresh, ignore_errors=True)
            self._fresh = None
