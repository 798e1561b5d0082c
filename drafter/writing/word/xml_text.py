"""Text as XML may hold it."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """`text` without the control characters that no XML may hold."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)
