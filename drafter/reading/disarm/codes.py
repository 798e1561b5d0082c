"""Which fields may stay in a document that another program is given: those that only show or count."""

from __future__ import annotations

import re

_HARMLESS = frozenset(
    ("EQ", "SYMBOL", "SEQ", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC", "TC",
     "XE", "INDEX", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
     "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "QUOTE", "ADVANCE", "AUTHOR", "TITLE", "SUBJECT", "=")
)  # fmt: skip
#: What a field that fetches is called, and how an address begins; looked for among the letters alone, so that nothing
#: put between them hides it.
_FETCHING = re.compile(r"INCLUDE|IMPORT|DATABASE|LINK|DDE|HTTP|FTP|FILE|SMB|WEBDAV")
_SLASHES = re.compile(r"[:/]\W*/|\\\W*\\(?=[\w.-]+\\)")


def harmless(code: str) -> bool:
    """Whether the code of a field names nothing outside: by what it is, and by what it may hide."""
    word = code.split(None, 1)[:1]
    command = word[0].upper() if word else "="
    if ("=" if command.startswith("=") else command) not in _HARMLESS:
        return False
    letters = "".join(c for c in code.upper() if "A" <= c <= "Z")
    return not _FETCHING.search(letters) and not _SLASHES.search(code)
