"""Characters that nobody sees and no document can hold: control characters, marks of direction, halves of characters.

The reader gains that what is typed can be printed, compared and written to Word as it looks.

Limits: which of them a file may hold for other reasons (line breaks) is for its reader to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

_INVISIBLE = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"


def invisible(text: str, but: str = "") -> str:
    """The first such character as people name it (U+200B), "" where there is none; those of `but` are let pass."""
    if text.isprintable():
        # So is nearly every text, and nothing need be compiled to see it.
        return ""
    for match in _pattern().finditer(text):
        if match[0] not in but:
            return f"U+{ord(match[0]):04X}"
    return ""


def visible(text: str) -> str:
    """`text` without such characters."""
    return text if text.isprintable() else _pattern().sub("", text)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(_INVISIBLE)
