"""The place that the text of a case names, found without reading the whole.

Limits: `place` stands before the first table, as every field of the top does.
"""

from __future__ import annotations

import re

_TABLE = re.compile(r"^\s*\[", re.MULTILINE)
_PLACE = re.compile(r"""^[ \t]*place[ \t]*=[ \t]*(?P<said>"[^"\n]*"|'[^'\n]*')[ \t]*(?P<rest>#.*)?$""", re.MULTILINE)


def place_in(text: str) -> str:
    """The place that a case names, or ""."""
    match = _PLACE.search(text, 0, _top(text))
    return match["said"][1:-1].strip() if match is not None else ""


def _top(text: str) -> int:
    match = _TABLE.search(text)
    return match.start() if match is not None else len(text)
