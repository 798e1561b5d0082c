"""What a page may say to its editor: keys, the size of the window, that it has the focus, a ping.

The writer gains that nothing a page sends can take the memory of the machine or end the editor: a size is brought
within bounds, and what is no message is passed over.

Limits: keys are whatever a terminal may send; the editor's driver reads them.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

#: The most bytes in one message; a longer one ends the connection. 10,000 rows pasted from a sheet are under 1 MB.
MOST = 2**22
#: The least and the most columns and lines of a window. The most is a screen of 4K at the smallest letters.
COLUMNS, LINES = (10, 500), (4, 200)
_USUAL = (80, 24)
_ALT = re.compile(r"\x1b([a-z])")


class Keys(NamedTuple):
    """What a terminal would send."""

    text: str


class Size(NamedTuple):
    """The size of the page, in columns and lines."""

    columns: int
    lines: int


class Ping(NamedTuple):
    """The page asks whether anybody is there."""

    text: str


class Focus(NamedTuple):
    """The page has the focus, or has lost it."""

    has: bool


def read(message: str) -> Keys | Size | Ping | Focus | None:
    """One message; None for what is none."""
    try:
        said = json.loads(message)
    except (ValueError, RecursionError):
        return None
    kind, what = (said[0], said[1] if len(said) > 1 else None) if isinstance(said, list) and said else (None, None)
    if kind == "stdin" and isinstance(what, str):
        return Keys(control(what))
    if kind == "resize" and isinstance(what, dict):
        return size(what.get("width"), what.get("height"))
    if kind == "ping" and isinstance(what, str):
        return Ping(what[:64])
    return Focus(kind == "focus") if kind in ("focus", "blur") else None


def control(text: str) -> str:
    """Alt and a letter as Ctrl and that letter: browsers keep Ctrl+N, Ctrl+T, Ctrl+W and Ctrl+Q for themselves. A page
    sends each key by itself, so that an Escape and a letter typed behind it stay what they are."""
    text = text.encode(errors="replace").decode()
    pressed = _ALT.fullmatch(text)
    return chr(ord(pressed[1]) - 96) if pressed else text


def size(columns: object, lines: object) -> Size:
    """A size within bounds; the usual one for what is no figure."""
    return Size(_within(columns, *COLUMNS, _USUAL[0]), _within(lines, *LINES, _USUAL[1]))


def _within(given: Any, least: int, most: int, usual: int) -> int:
    try:
        # A page's figures are JSON's (NaN and Infinity among them), an address's are text.
        return max(least, min(most, int(given))) if not isinstance(given, bool) else usual
    except OverflowError:
        return most if given > 0 else least
    except (ValueError, TypeError):
        return usual
