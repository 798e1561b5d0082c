"""A text without what stands in it in quotation marks, brackets or title marks.

The reader gains that a full stop in a name that is quoted (“不忘初心。牢记使命”) does not make a sentence of a phrase.

Limits: marks do not nest: the first mark that closes ends what its like has opened; one that is never closed opens
nothing. The time is in proportion to the text, whatever marks it is made of.
"""

from __future__ import annotations

import re

_CLOSES = {"“": "”", "‘": "’", "《": "》", "（": "）"}
_OPENS = re.compile("[“‘《（]")


def unquoted(text: str) -> str:
    """`text` without its quoted parts, their marks included."""
    kept: list[str] = []
    at = 0
    # Marks with nothing behind to close them: asked after once, however many there are.
    open_ended: set[str] = set()
    for match in _OPENS.finditer(text):
        mark, start = match[0], match.start()
        if start < at or mark in open_ended:
            continue
        end = text.find(_CLOSES[mark], start + 1)
        if end < 0:
            open_ended.add(mark)
            continue
        kept.append(text[at:start])
        at = end + 1
    return "".join([*kept, text[at:]])
