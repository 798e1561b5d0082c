"""Running the rules: a text or a case in, findings in the order of the page out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.checking.finding import SEVERITIES, Finding
from drafter.checking.page import Page
from drafter.checking.registry import text_checks
from drafter.reading.reader import Reading, read_text


def check_text(text: str, file: str = "", settings: Mapping[str, Any] | None = None) -> list[Finding]:
    """The findings on a text (txt or Markdown), in the order of the text."""
    return check_reading(read_text(text, file), settings)


def check_reading(reading: Reading, settings: Mapping[str, Any] | None = None) -> list[Finding]:
    """The findings on a read text, in the order of the text."""
    page = Page(reading, settings)
    found: list[Finding] = []
    for code, check in text_checks():
        if not page.settings.get("rules", {}).get(code, {}).get("off"):
            found.extend(check(page))
    return arranged(found, page.settings)


def arranged(found: list[Finding], settings: Mapping[str, Any]) -> list[Finding]:
    """Findings by place, each once, with the severities that the settings ask for."""
    own = settings.get("rules", {})
    done = []
    for finding in dict.fromkeys(found):
        wanted = own.get(finding.code, {}).get("severity")
        done.append(finding._replace(severity=wanted) if wanted in SEVERITIES else finding)
    return sorted(done, key=lambda one: (one.line, one.column, SEVERITIES.index(one.severity), one.code))
