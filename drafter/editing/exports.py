"""The files that reports were written to in this sitting: which of those that stand somewhere are ours.

The writer gains that a report goes over the one written a minute ago after a short question, and over anything else
only after being told that it is none of ours.

Limits: what an earlier sitting wrote counts as anybody's, since it may have been worked on since.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path


class Exports:
    """Keeps a digest of each file that was written."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def note(self, file: str, data: bytes) -> None:
        """`data` was written to `file`."""
        self._made[os.path.realpath(file)] = hashlib.sha256(data).digest()

    def stands(self, file: str) -> str:
        """What stands at `file`: "" for nothing, "ours" as it was written here, or "theirs"."""
        if not os.path.lexists(file):
            return ""
        made = self._made.get(os.path.realpath(file))
        try:
            ours = made is not None and stat.S_ISREG(os.stat(file).st_mode) and made == _digest(file)  # noqa: PTH116
        except OSError:
            ours = False
        return "ours" if ours else "theirs"


def _digest(file: str) -> bytes:
    found = hashlib.sha256()
    with Path(file).open("rb") as stream:
        while data := stream.read(2**20):
            found.update(data)
    return found.digest()
