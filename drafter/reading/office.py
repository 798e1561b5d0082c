"""Documents of older programs (.doc, .wps, .rtf, .odt), converted by LibreOffice where it is installed.

The reader gains last year's .doc without opening it first. LibreOffice gets a copy, a profile of its own that is thrown
away, and orders to run no macro and to follow no link.

Limits: WPS's own .wps is read as far as LibreOffice knows it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from drafter.errors import CannotConvert, DrafterError, NeedsOffice
from drafter.reading.reader import Reading
from drafter.reading.word.package import Package

#: How long a conversion may take, in seconds.
_PATIENCE = 180
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
#: What a copy of a file of each kind is called.
_ENDINGS = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt", "fodt": ".fodt", "word-2003": ".xml"}
_ITEM = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
#: No macro is run, no link is followed, nothing outside is loaded.
_ORDERS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def office() -> str:
    """Where LibreOffice is, or ""."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), "")
    return found or next((place for place in _PLACES if os.access(place, os.X_OK)), "")


def read_converted(data: bytes, file: str, kind: str, ends: str, original: bool = False) -> Reading:
    """The document that `data` is, of a `kind` that LibreOffice knows, as a tree. Raises NeedsOffice where LibreOffice
    is not installed, CannotConvert, and what reading a document raises."""
    from drafter.reading.word.reader import read_package

    ending = os.path.splitext(file)[1].lower()  # noqa: PTH122 - pathlib knows no surrogates better
    program = office()
    if not program:
        raise NeedsOffice(file, ending)
    made = converted(program, data, _ENDINGS[kind])
    if made is None:
        raise CannotConvert(file, ending)
    try:
        return read_package(Package(made, file), ends, original)
    except DrafterError:
        raise
    except RecursionError:
        raise CannotConvert(file, ending) from None


def converted(program: str, data: bytes, ending: str) -> bytes | None:
    """The bytes of the .docx that LibreOffice makes of a document, or None where it makes none."""
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        orders = "".join(_ITEM.format(*order) for order in _ORDERS)
        (profile / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
            f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{orders}</oor:items>',
            encoding="utf-8",
        )
        (place / f"text{ending}").write_bytes(data)
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={(place / 'profile').as_uri()}",
                   "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"),
                   str(place / f"text{ending}")]  # fmt: skip
        try:
            subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=_PATIENCE, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return None
        done = place / "out" / "text.docx"
        return done.read_bytes() if done.is_file() else None
