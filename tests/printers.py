"""Programs that print to PDF, where this machine has them: a browser, LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.reading.office import office

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def printed_page(page: Path, folder: Path) -> Path:
    """The PDF that a browser makes of an HTML file; skips where there is no browser."""
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no browser that prints")
    made = folder / f"{page.stem}-page.pdf"
    subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={folder / 'browser'}", f"--print-to-pdf={made}", page.as_uri()],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=False,
    )  # fmt: skip
    if not made.is_file():
        pytest.skip("the browser does not print here")
    if b"/Font" not in made.read_bytes():
        pytest.skip("the browser has no font to print with")
    return made


def printed_documents(documents: Sequence[Path], folder: Path) -> list[Path]:
    """The PDFs that LibreOffice makes of documents; skips where it is not installed."""
    program = office()
    if not program:
        pytest.skip("LibreOffice is not installed")
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, documents)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240, check=False,
    )  # fmt: skip
    made = [folder / f"{document.stem}.pdf" for document in documents]
    if not all(file.is_file() for file in made):
        pytest.skip("LibreOffice does not print here")
    return made
