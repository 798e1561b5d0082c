"""Where the journals of a case stand: one for each window that has it open, in the user's own folder.

The writer gains that a second window loses as little as the first: each window takes the first journal that no living
window holds, and what dead ones left is found whichever window it was.

Limits: windows of one user on one machine; others have journals in folders of their own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from drafter.editing.lock import Lock
from drafter.resources import state_folder

#: More windows than these on one case keep no journal.
MOST = 32
#: As many damaged journals of a case are kept.
_ASIDE = 9


def journal_file(file: str, number: int = 1) -> Path | None:
    """Where journal number `number` of a case is kept, by the case's full path; None where there is no folder."""
    base = state_folder()
    if base is None:
        return None
    full = os.path.realpath(file)
    stem = Path(full).stem[:40]
    mark = hashlib.blake2b(full.encode(errors="surrogateescape"), digest_size=6).hexdigest()
    return base / "journals" / (f"{stem}-{mark}.jsonl" if number == 1 else f"{stem}-{mark}.{number}.jsonl")


class Slot:
    """The place of one journal, held until it is released."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = Lock(path.with_suffix(".lock"))

    def clear(self) -> None:
        """Take the journal away and let the place go."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.lock.release()

    def set_aside(self, copy: bool = False) -> Path | None:
        """Keep a journal that cannot be used under another name; where it lies now, None where it cannot be kept."""
        for number in range(1, _ASIDE + 1):
            aside = self.path.with_suffix(f".damaged{number if number > 1 else ''}")
            if not os.path.lexists(aside) or number == _ASIDE:
                try:
                    if copy:
                        shutil.copyfile(self.path, aside)
                        aside.chmod(0o600)
                    else:
                        self.path.replace(aside)
                except OSError:
                    return None
                return aside
        return None


def claim(file: str) -> tuple[Slot | None, str]:
    """The first place for a journal that no living window holds, now held; and who holds the first that is not free."""
    holder = ""
    for number in range(1, MOST + 1):
        path = journal_file(file, number)
        if path is None:
            break
        slot = Slot(path)
        if slot.lock.take():
            return slot, holder
        holder = holder or slot.lock.holder
    return None, holder


def holder(file: str, mine: Slot | None) -> str:
    """Who has the case open in another window of ours, "" where nobody has."""
    for number in range(1, MOST + 1):
        path = journal_file(file, number)
        if path is None or (mine is not None and path == mine.path) or not path.with_suffix(".lock").exists():
            continue
        lock = Lock(path.with_suffix(".lock"))
        if not lock.take():
            return lock.holder
        lock.release()
    return ""


def left(file: str, mine: Slot | None) -> Iterator[Slot]:
    """The places, now held, of journals that windows left which are no more; `mine` among them."""
    for number in range(1, MOST + 1):
        path = journal_file(file, number)
        if path is None or not os.path.lexists(path):
            continue
        slot = mine if mine is not None and path == mine.path else Slot(path)
        if slot is mine or slot.lock.take():
            yield slot
