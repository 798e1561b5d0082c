"""Letters of symbol fonts as the characters that people see: ☑ □ ☒ √ × ● ① ≥ π.

The reader gains forms whose boxes say which one is ticked, and figures with their signs.

Source: ``rules/symbols.toml`` (the additions of Unicode 7.0 for Wingdings and Webdings; Adobe's Symbol encoding).
Limits: a font that only a style names is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from drafter.language.tables import table

#: What stands for a letter that nobody knows, as in print.
MISSING = "〓"
_GAP = "・"
#: Where a document keeps the letters of symbol fonts, apart from those of texts.
_PRIVATE = 0xF000


def symbol(font: str, code: int) -> str:
    """The character of a letter (0x20 to 0xFF, or 0xF020 to 0xF0FF) of a font; that with this code where the font is no
    symbol font; MISSING where it is not known."""
    letters = _fonts().get(font.strip().lower())
    private = _PRIVATE <= code <= _PRIVATE + 0xFF
    if letters is None:
        return chr(code) if 0x20 <= code < 0xD800 or (0xE000 <= code < 0x110000 and not private) else MISSING
    return letters.get(code & 0xFF if private else code, MISSING)


def seen(text: str, fonts: Iterable[str]) -> str:
    """The characters of a text written in fonts, the first symbol font among them being what Latin letters are in."""
    font = next((name for name in fonts if name.strip().lower() in _fonts()), "")
    if not font:
        return text
    return "".join(symbol(font, ord(c)) if "!" <= c <= "\xff" or "\uf020" <= c <= "\uf0ff" else c for c in text)


@cache
def _fonts() -> Mapping[str, Mapping[int, str]]:
    found = {}
    for row in table("symbols")["font"]:
        letters: dict[int, str] = {}
        for start, characters in row.items():
            if start != "names":
                letters |= {int(start, 16) + at: c for at, c in enumerate(characters) if c != _GAP}
        found.update(dict.fromkeys(row["names"], letters))
    return found
