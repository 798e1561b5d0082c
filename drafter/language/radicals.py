"""Radicals that stand for characters: a page printed by a browser says ⼀ (U+2F00) where it shows 一 (U+4E00).

The reader gains headings, names and numerals that are found whatever program wrote them. Each radical becomes one
character, so offsets stay as they are.

Source: Unicode, EquivalentUnifiedIdeograph.txt (``rules/radicals.toml``) and the compatibility decompositions.
Limits: radicals whose character lies outside the basic plane are kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from drafter.language.tables import table

#: Radicals, compatibility characters, and the one look-alike outside of these blocks.
_FOUND = re.compile("[\u2e80-\u2fdf\u3b35\uf900-\ufaff]")


@cache
def _character(radical: str) -> str:
    pairs = _pairs()
    if radical in pairs:
        return pairs[radical]
    said = unicodedata.normalize("NFKC", radical)
    return said if len(said) == 1 else radical


@cache
def _pairs() -> dict[str, str]:
    data = table("radicals")
    said = "".join((data["supplement"] + data["written"]).split())
    return dict(zip(said[::2], said[1::2], strict=True))


def characters(text: str) -> str:
    """`text` with characters in place of radicals, as long as it was."""
    # Most texts have none; looking is far cheaper than writing anew.
    return _FOUND.sub(lambda match: _character(match[0]), text) if _FOUND.search(text) else text
