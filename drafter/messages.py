"""What the interface says, in the language that its user asks for: Chinese, or with ``DRAFTER_LANG=en`` English.

The Chinese words stand in the code and are their own keys; a catalogue (``locale/<language>/LC_MESSAGES/drafter.po``)
translates them. Chinese costs nothing: neither babel nor a catalogue is read.

After a change of words ``python tests/catalogues.py`` brings the catalogues up to date.

Limits: the words of reports are Chinese in every language; findings and errors have their templates elsewhere
(:mod:`drafter.wording`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

#: Where catalogues stand.
LOCALE = Path(__file__).resolve().parent / "locale"


@cache
def language() -> str:
    """The language asked for: "en" or "zh"."""
    return "en" if os.environ.get("DRAFTER_LANG", "").lower().startswith("en") else "zh"


@cache
def catalogue(name: str) -> Mapping[str, str]:
    """The translations of a language by their Chinese words; Chinese has none."""
    file = LOCALE / name / "LC_MESSAGES" / "drafter.po"
    if name == "zh" or not file.is_file():
        return {}
    from babel.messages.pofile import read_po

    with file.open("rb") as stream:
        found = read_po(stream, locale=name)
    return {str(one.id): str(one.string) for one in found if one.id and one.string}


def say(text: str, **values: object) -> str:
    """`text` in the user's language, its {places} filled with `values`."""
    text = catalogue(language()).get(text, text)
    return text.format(**values) if values else text
