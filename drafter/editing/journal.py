"""The journal of one case: every change, on disk the moment it is made.

The writer gains that a crash, a killed terminal or a closed window costs nothing that was typed: what is written to a
file outlives its process, so no hook at the end is needed. A torn last line is passed over.

Limits: a machine that loses its power may lose the last seconds; :meth:`Journal.settle`, called about once a second,
bounds that.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import IO, NamedTuple

from drafter.editing.history import Patch
from drafter.messages import say
from drafter.resources import state_folder


class Recovered(NamedTuple):
    """What a journal holds: the text the edits began with, the text they led to, how many, and when it was begun."""

    base: str
    text: str
    edits: int
    began: float


def journal_file(file: str) -> Path | None:
    """Where the journal of a case is kept: in the user's own folder, by the case's full path."""
    base = state_folder()
    if base is None:
        return None
    full = os.path.realpath(file)
    stem = Path(full).stem[:40]
    mark = hashlib.blake2b(full.encode(errors="surrogateescape"), digest_size=6).hexdigest()
    return base / "journals" / f"{stem}-{mark}.jsonl"


class Journal:
    """Writes patches behind the text that they start from. What cannot be written is told once, in `fault`."""

    def __init__(self, file: str) -> None:
        self.path = journal_file(file)
        self.fault = ""
        self._stream: IO[bytes] | None = None
        self._unsettled = False

    def begin(self, base: str, when: float) -> None:
        """Start anew from `base`; the old journal stays until the new one stands."""
        self.close()
        if self.path is None:
            self.fault = say("没有可写的个人文件夹")
            return
        head = json.dumps({"base": base, "time": when}, ensure_ascii=False).encode() + b"\n"
        temporary = self.path.with_suffix(f".{os.getpid()}")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with temporary.open("wb") as stream:
                stream.write(head)
            temporary.chmod(0o600)
            temporary.replace(self.path)
            self._stream = self.path.open("ab", buffering=0)
            self.fault = ""
        except OSError as error:
            self._fail(error)
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def write(self, patch: Patch) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(
                json.dumps([patch.start, len(patch.old), patch.new], ensure_ascii=False).encode() + b"\n"
            )
            self._unsettled = True
        except OSError as error:
            self._fail(error)

    def settle(self) -> None:
        """Have the system put on disk what was written."""
        if self._stream is not None and self._unsettled:
            self._unsettled = False
            try:
                os.fsync(self._stream.fileno())
            except OSError as error:
                self._fail(error)

    def close(self, remove: bool = False) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        if remove and self.path is not None:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _fail(self, error: OSError) -> None:
        from drafter.writing.files import reason

        self.fault = reason(error)


def recover(file: str) -> Recovered | None:
    """What the journal of a case holds, or None where there is none of use."""
    path = journal_file(file)
    if path is None:
        return None
    try:
        lines = path.read_bytes().split(b"\n")
        head = json.loads(lines[0])
        base = text = str(head["base"])
        began = float(head["time"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    edits = 0
    for line in lines[1:]:
        try:
            start, gone, new = json.loads(line)
            if start < 0 or start + gone > len(text):
                break
            text = text[:start] + new + text[start + gone :]
        except (ValueError, TypeError):
            # The line that the end of the process tore; what follows it cannot be trusted.
            break
        edits += 1
    return Recovered(base, text, edits, began)
