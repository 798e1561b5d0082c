"""A case that is open for editing: its document, its file, its journal and its lock together.

The writer gains that nothing typed is lost and nothing of others is overwritten unseen: each change is in the journal
at once, saving is whole or not at all and keeps one backup, and a file that changed on disk meanwhile is noticed.

Limits: one file; where it lies is for the caller to say.
"""

from __future__ import annotations

import time
from pathlib import Path

from drafter.editing.document import Document
from drafter.editing.history import Patch, merge
from drafter.editing.journal import Journal, Recovered, recover
from drafter.editing.lock import Lock
from drafter.errors import ChangedOnDisk, DrafterError
from drafter.facts.files import decode, read_bytes
from drafter.messages import say
from drafter.writing.files import write_whole


class CaseFile:
    """`saved` is the text as it was last read or written; `lost` what an earlier session left in its journal."""

    def __init__(self, file: str) -> None:
        self.file = str(Path(file))
        text = decode(read_bytes(self.file), self.file)
        self.document = Document(text, self.file)
        self.saved = self.document.text
        self.saved_at = 0.0
        self.lock = Lock(self.file)
        self.alone = self.lock.take()
        self.lost = self._left() if self.alone else None
        self.journal = Journal(self.file)
        self.document.listeners.append(self._note)
        self._recording = False

    def begin(self) -> None:
        """Keep a journal from now on. Until then what an earlier session left is untouched."""
        if self.alone:
            self.journal.begin(self.saved, time.time())
            if self.document.text != self.saved:
                self.journal.write(Patch(0, self.saved, self.document.text))
            self._recording = True

    def take_over(self) -> bool:
        """Whether the case, which somebody else had open, is free by now; from then on it is ours, journal and all.
        Where the other left something unsaved it stays theirs, and is offered when the case is opened again."""
        if self.alone or not self.lock.take():
            return False
        if self._left() is not None:
            self.lock.release()
            return False
        self.alone = True
        self.begin()
        return True

    def _left(self) -> Recovered | None:
        """What an earlier session left in its journal, where that is more than the file holds."""
        left = recover(self.file)
        return left if left is not None and left.text not in (self.saved, left.base) else None

    def _note(self, patch: Patch) -> None:
        if self._recording:
            self.journal.write(patch)

    @property
    def changed(self) -> bool:
        """Whether there is something that is not saved."""
        return self.document.text != self.saved

    def restore(self) -> None:
        """Take over what the earlier session left; where the text changed since, both are brought together if they can
        be, else what was left wins and the other text is one undo away."""
        assert self.lost is not None
        text = self.lost.text
        if self.lost.base != self.document.text:
            text = merge(self.lost.base, text, self.document.text) or text
        self.document.replace(text, say("恢复上次没有保存的内容"))
        self.lost = None

    # -- disk -----------------------------------------------------------------------------------------------------
    def on_disk(self) -> str | None:
        """The text that the file holds now; None where it cannot be read."""
        try:
            return decode(read_bytes(self.file), self.file).replace("\r\n", "\n")
        except DrafterError:
            return None

    def elsewhere(self) -> bool:
        """Whether the file now holds something that was neither read nor written here."""
        found = self.on_disk()
        return found is not None and found not in (self.saved, self.document.text)

    def save(self, overwrite: bool = False) -> None:
        """Write the text, the former one into ``….bak``. Raises ChangedOnDisk, or CannotWrite with what is wrong."""
        found = self.on_disk()
        if found is not None and found not in (self.saved, self.document.text) and not overwrite:
            raise ChangedOnDisk(self.file)
        text = self.document.text
        if found is not None and found != text:
            write_whole(f"{self.file}.bak", self._bytes(found))
        write_whole(self.file, self._bytes(text))
        self.saved, self.saved_at = text, time.time()
        self.document.seal()
        if self._recording:
            self.journal.begin(text, self.saved_at)

    def take_theirs(self) -> bool:
        """Bring what was changed on disk together with what was changed here; whether they could be."""
        found = self.on_disk()
        if found is None:
            return False
        merged = merge(self.saved, self.document.text, found)
        if merged is None:
            return False
        try:
            self.document.replace(merged, say("并入磁盘上的改动"))
        except DrafterError:
            return False
        self.saved = found
        return True

    def reload(self) -> None:
        """Give up what was changed here for what is on disk; undo brings it back."""
        found = self.on_disk()
        if found is not None:
            self.document.replace(found, say("改用磁盘上的内容"))
            self.saved = found

    def close(self, keep: bool = False) -> None:
        """Leave the case. `keep`: the journal stays, and with it what was not saved."""
        self._recording = False
        self.journal.close(remove=not keep and self.alone)
        self.lock.release()

    def _bytes(self, text: str) -> bytes:
        return (text.replace("\n", "\r\n") if self.document.crlf else text).encode()
