"""Who decides what becomes of what is typed into a form.

Limits: a protocol; the editor is the one that keeps it.
"""

from __future__ import annotations

from typing import Protocol

from drafter.editing.form import Entry


class Host(Protocol):
    """Who decides what becomes of what is typed. It is called within the key that did it, so that keys which come in a
    burst (a paste, a slow line, an input method) are acted on in their order."""

    def typed(self, path: str, text: str) -> None: ...

    def moved(self, path: str) -> None: ...

    def entered(self, entry: Entry) -> None: ...

    def pasted(self, entry: Entry, text: str) -> None: ...

    def beyond(self, step: int) -> None: ...
