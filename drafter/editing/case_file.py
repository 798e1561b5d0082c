"""A case that is open for editing: its document, its file, its journal and its lock together.

The writer gains that nothing typed is lost and nothing of others is overwritten unseen: each change is in the journal
at once, saving is whole or not at all and keeps one backup, and a file that changed on disk meanwhile is noticed.

Limits: one file; where it lies is for the caller to say.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

from drafter.editing.document import Document
from drafter.editing.history import Patch, merge
from drafter.editing.journal import Journal
from drafter.editing.lock import CaseLock, saving
from drafter.editing.recovery import Recovered, read_journal
from drafter.editing.slots import Slot, claim, holder, left
from drafter.errors import BrokenToml, ChangedOnDisk, DrafterError
from drafter.files.fresh import sweep
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.files.write import write_whole
from drafter.messages import say


class Left(NamedTuple):
    """What a window left that is no more: its journal, what it holds, what is wrong with it ("" nothing)."""

    slot: Slot
    found: Recovered
    fault: str


class CaseFile:
    """`saved` is the text as it was last read or written; `alone` whether nobody else has the case open, `holder` who
    has. `told` are words on journals that could not be used; what is being written besides stands in `notes`."""

    def __init__(self, file: str) -> None:
        self.file = str(Path(file))
        text = decode(read_bytes(self.file), self.file)
        self.document = Document(text, self.file)
        self.saved = self.document.text
        self.saved_at = 0.0
        self.told: list[str] = []
        self.notes: dict[str, str] = {}
        self.lock = CaseLock(self.file)
        self.slot, whose = claim(self.file)
        self.alone = self.lock.take() and not whose
        if not self.alone:
            self.lock.release()
        self.holder = whose or say("别人")
        self._wait = 0.0
        self._left = self._gather()
        #: Journals whose content was taken over or given up; they go once that is on disk.
        self._answered: list[Left] = []
        self.journal = Journal(self.file, self.slot.path if self.slot is not None else None)
        self.document.listeners.append(self._note)
        self._recording = False
        sweep(os.path.dirname(os.path.realpath(self.file)))  # noqa: PTH120

    # -- what was left --------------------------------------------------------------------------------------------
    def _gather(self) -> list[Left]:
        """What dead windows left, the oldest first; what is of no use goes, or is set aside with a word."""
        found = []
        for slot in left(self.file, self.slot):
            reading = read_journal(slot.path, self.file)
            held = reading.found
            if held is not None and (held.text not in (self.saved, held.base) or held.notes):
                found.append(Left(slot, held, reading.fault))
                continue
            if reading.fault:
                self._say_damaged(reading.fault, slot.set_aside(), held is None)
            if slot is not self.slot:
                slot.clear()
        return sorted(found, key=lambda one: one.found.began)

    def _say_damaged(self, why: str, aside: Path | None, whole: bool = True) -> None:
        where = say("，原样留在 {file}", file=aside) if aside is not None else ""
        if whole:
            self.told.append(say("上次的日志坏了（{why}），没有用它{where}", why=why, where=where))
        else:
            self.told.append(say("上次的日志后一段坏了（{why}），只用了前面的{where}", why=why, where=where))

    def check(self) -> None:
        """Raises BrokenToml where the text, or what an earlier window left, is none yet."""
        _ = self.document.data
        for one in self._left:
            parse_toml(one.found.text, self.file)

    @property
    def lost(self) -> Recovered | None:
        """What an earlier window left that is not saved; the next one once this was restored or dropped."""
        return self._left[0].found if self._left else None

    @property
    def lost_fault(self) -> str:
        """What is wrong with the journal of `lost` behind what could be read of it."""
        return self._left[0].fault if self._left else ""

    @property
    def more(self) -> int:
        """How many more windows left something, behind that which is `lost`."""
        return max(len(self._left) - 1, 0)

    def restore(self, raw: bool = False) -> bool:
        """Take over what an earlier window left; where the text changed since, both are brought together. False where
        both changed the same lines: there what was left wins, and the other text is one undo away. `raw`: it need be no
        TOML.

        Raises BrokenToml where what was left is none.
        """
        assert self.lost is not None
        lost, label = self.lost, say("恢复上次没有保存的内容")
        here, clean = self.document.text, True
        text = lost.text if lost.base == here else merge(lost.base, lost.text, here)
        if text is None:
            clean, text = False, merge(lost.base, lost.text, here, insist=True) or lost.text
        if raw:
            self.document.retype(text, label)
        else:
            try:
                self.document.replace(text, label)
            except BrokenToml:
                # Line by line each is right, and both together are not.
                clean = False
                self.document.replace(lost.text, label)
        self.notes.update(lost.notes)
        self.drop()
        return clean

    def drop(self) -> None:
        """Give up what an earlier window left; it goes once a journal of this window stands."""
        self._answered.append(self._left.pop(0))

    def begin(self) -> None:
        """Keep a journal from now on. Until then what earlier windows left is untouched."""
        for one in self._answered:
            if one.fault:
                self._say_damaged(one.fault, one.slot.set_aside(copy=True), False)
        self._recording = True
        if self._journal_anew():
            for one in self._answered:
                if one.slot is not self.slot:
                    one.slot.clear()
            self._answered.clear()

    def _journal_anew(self) -> bool:
        done = self.journal.begin(self.saved, self.document.text, time.time())
        for key, text in self.notes.items():
            done = done and self.journal.note(key, text)
        return done

    def take_over(self) -> bool:
        """Whether the case, which somebody else had open, is free by now. What they left is offered when it is opened
        again."""
        if self.alone or time.monotonic() < self._wait or not self.lock.take():
            return False
        if holder(self.file, self.slot):
            self.lock.release()
            return False
        self.alone = True
        return True

    # -- the journal ----------------------------------------------------------------------------------------------
    def _note(self, patch: Patch) -> None:
        if self._recording and (not self.journal.write(patch) or self.journal.full):
            self._journal_anew()

    def note(self, key: str, text: str) -> None:
        """Keep what is being written and no change yet; "" where it is done."""
        self.notes.pop(key, None)
        if text:
            self.notes[key] = text
        if self._recording and not self.journal.note(key, text):
            self._journal_anew()

    def look_after(self) -> None:
        """Once a second: try again what could not be journaled, and keep the lock on the case as it now stands."""
        if self._recording and self.journal.fault:
            self._journal_anew()
        if self.alone and not self.lock.renew():
            self.alone = False

    @property
    def changed(self) -> bool:
        """Whether there is something that is not saved."""
        return self.document.text != self.saved

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
        text = self.document.text
        with saving(self.file):
            found = self.on_disk()
            if found is not None and found not in (self.saved, text) and not overwrite:
                raise ChangedOnDisk(self.file)
            if found is not None and found != text:
                write_whole(f"{self.file}.bak", self._bytes(found))
            write_whole(self.file, self._bytes(text), before=self.lock.hold)
        if not self.alone:
            # Whoever is alone with the case must find the new file before we may take it for free.
            self._wait = time.monotonic() + 3
        self.saved, self.saved_at = text, time.time()
        self.document.seal()
        if self._recording:
            self._journal_anew()

    def take_theirs(self, prefer: str = "") -> bool:
        """Bring what was changed on disk together with what was changed here; whether they could be. Where both changed
        the same lines they cannot, unless "mine" or "theirs" is preferred there."""
        found = self.on_disk()
        if found is None:
            return False
        here = self.document.text
        if prefer == "theirs":
            merged = merge(self.saved, found, here, insist=True)
        else:
            merged = merge(self.saved, here, found, insist=prefer == "mine")
        if merged is None:
            return False
        try:
            self.document.replace(merged, say("并入磁盘上的改动"))
        except DrafterError:
            return False
        self._read(found)
        return True

    def reload(self) -> None:
        """Give up what was changed here for what is on disk; undo brings it back."""
        found = self.on_disk()
        if found is not None:
            self.document.replace(found, say("改用磁盘上的内容"))
            self._read(found)

    def _read(self, found: str) -> None:
        """The file holds `found`: what the journal keeps from now on is what differs from that."""
        self.saved = found
        if self._recording:
            self._journal_anew()

    def close(self, keep: bool = False) -> None:
        """Leave the case. `keep`: the journal stays, and with it what was not saved."""
        recorded = self._recording
        self._recording = False
        self.journal.close()
        if self.slot is not None:
            if recorded and not keep:
                self.slot.clear()
            self.slot.lock.release()
        for one in (*self._left, *self._answered):
            one.slot.lock.release()
        self.lock.release()

    def _bytes(self, text: str) -> bytes:
        return (text.replace("\n", "\r\n") if self.document.crlf else text).encode()
