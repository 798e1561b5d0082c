"""Documents of older programs (.doc, .wps, .rtf, .odt), converted by LibreOffice where it is installed.

The reader gains last year's .doc without opening it first. LibreOffice gets a copy without anything that leads outside
(:mod:`drafter.reading.disarm`), a profile of its own that is thrown away, in which no macro runs and no address has a
way out, and where the system can do it no network at all (:mod:`drafter.reading.confined`). It reads the file as what
its bytes are; at the time limit it ends with everything it has started.

Limits: WPS's own .wps is read as far as LibreOffice knows it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from drafter.errors import BrokenWord, CannotConvert, DrafterError, NeedsOffice
from drafter.reading.disarm import disarmed, mended
from drafter.reading.reader import Reading
from drafter.reading.word.embedded import Others
from drafter.reading.word.package import Package
from drafter.reading.word.reader import read_package

#: How long a conversion may take, in seconds.
_PATIENCE = 120
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
#: What a copy of a file of each kind is called, and what LibreOffice calls the kind; it is not left to guess.
_KINDS = {
    "doc": (".doc", "MS Word 97"),
    "rtf": (".rtf", "Rich Text Format"),
    "odt": (".odt", "writer8"),
    "fodt": (".fodt", "OpenDocument Text Flat XML"),
    "word-2003": (".xml", "MS Word 2003 XML"),
}
#: Where nobody listens.
_NOWHERE, _NO_PORT = "127.0.0.1", "9"
_OFFICE, _INET = "/org.openoffice.Office.", "/org.openoffice.Inet/Settings"
#: No macro is run, no link followed, nothing updated; what asks for an address asks a proxy that is not there.
_ORDERS = (
    (f"{_OFFICE}Common/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_OFFICE}Common/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_OFFICE}Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_OFFICE}Common/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_OFFICE}Common/Security/Scripting", "DisableOLEAutomation", "true"),
    (f"{_OFFICE}Common/Misc", "CollectUsageInformation", "false"),
    (f"{_OFFICE}Common/Misc", "CrashReport", "false"),
    (f"{_OFFICE}Writer/Content/Update", "Link", "0"),
    (f"{_OFFICE}Writer/Content/Update", "Field", "false"),
    (f"{_OFFICE}Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetNoProxy", ""),
    *((_INET, f"ooInet{name}ProxyName", _NOWHERE) for name in ("HTTP", "HTTPS", "FTP")),
    *((_INET, f"ooInet{name}ProxyPort", _NO_PORT) for name in ("HTTP", "HTTPS", "FTP")),
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_PROXIES = (
    "http_proxy",
    "https_proxy",
    "ftp_proxy",
    "all_proxy",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "FTP_PROXY",
    "ALL_PROXY",
)
#: What leads to other programs of the user's session, which could fetch in its stead.
_SESSION = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "SSH_AUTH_SOCK", "SESSION_MANAGER",
            "no_proxy", "NO_PROXY")  # fmt: skip


def office() -> str:
    """Where LibreOffice is, or ""."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), "")
    return found or next((place for place in _PLACES if os.access(place, os.X_OK)), "")


def read_converted(
    data: bytes, file: str, kind: str, ends: str, original: bool = False, others: Others | None = None
) -> Reading:
    """The document that `data` is, of a `kind` that LibreOffice knows, as a tree. Raises NeedsOffice where LibreOffice
    is not installed, CannotConvert, and what reading a document raises."""
    ending = os.path.splitext(file)[1].lower()  # noqa: PTH122 - pathlib knows no surrogates better
    try:
        harmless = disarmed(kind, data, file)
    except BrokenWord:
        raise CannotConvert(file, ending) from None
    program = office()
    if not program:
        raise NeedsOffice(file, ending)
    made = converted(program, harmless, kind)
    if made is None:
        raise CannotConvert(file, ending)
    made = mended(made) if kind == "doc" else made
    try:
        return read_package(Package(made, file), ends, original, *([others] if others else []))
    except DrafterError:
        raise
    except RecursionError:
        raise CannotConvert(file, ending) from None


def converted(program: str, data: bytes, kind: str) -> bytes | None:
    """The bytes of the .docx that LibreOffice makes of a harmless document, or None where it makes none."""
    ending, known = _KINDS[kind]
    if kind == "doc":
        from drafter.reading.disarm.compound import version

        known = version(data)
    with tempfile.TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        _profile(place / "profile" / "user")
        (place / f"text{ending}").write_bytes(data)
        command = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
                   f"-env:UserInstallation={(place / 'profile').as_uri()}", f"--infilter={known}",
                   "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"),
                   str(place / f"text{ending}")]  # fmt: skip
        if not run_alone(command, place, _PATIENCE):
            return None
        done = place / "out" / "text.docx"
        return done.read_bytes() if done.is_file() else None


def _profile(place: Path) -> None:
    """A profile with nothing in it but the orders."""
    place.mkdir(parents=True)
    orders = "".join(_ITEM.format(*order) for order in _ORDERS)
    (place / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{orders}</oor:items>',
        encoding="utf-8",
    )


def run_alone(command: list[str], place: Path, patience: float) -> bool:
    """Run a program without a network, at home in `place`, for at most so many seconds; whether it ended by itself.
    Whatever it has started ends with it."""
    nowhere = f"http://{_NOWHERE}:{_NO_PORT}"
    proxies = {said: nowhere for name in _PROXIES for said in (name, name.upper())}
    environment = {name: said for name, said in os.environ.items() if name not in _SESSION} | proxies
    environment |= dict.fromkeys(("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(place))
    environment["SAL_USE_VCLPLUGIN"] = "svp"
    if os.name == "posix" and sys.executable:
        command = [sys.executable, "-I", "-S", str(Path(__file__).with_name("confined.py")), *command]
    try:
        running = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment, cwd=place, start_new_session=True,
        )  # fmt: skip
    except OSError:
        return False
    try:
        running.wait(patience)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program and all that it has started."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(running.pid)], capture_output=True, check=False)
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        running.wait(10)
