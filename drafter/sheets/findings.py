"""What is wrong in the forms of a workbook, as findings beside those on its text.

Limits: a finding names the row of its sheet as its line, and the cell in its message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from drafter.checking.finding import Finding
from drafter.errors import DrafterError
from drafter.sheets.read import read_book

_CERTAIN = re.compile(r"应为|超过|不符|算出来|总额是0|不是数|应当是数|应当大于0")


def findings(data: bytes, file: str, settings: Mapping[str, Any]) -> list[Finding] | None:
    """The faults of the forms of a workbook; None where it has no form."""
    try:
        found = read_book(data, file, settings)
    except DrafterError:
        return None
    made = []
    for one in found.warned:
        match = re.fullmatch(r"([A-Z]+)(\d+)", one.cell)
        line, column = (int(match[2]), _column(match[1])) if match else (0, 0)
        severity = "error" if _CERTAIN.search(one.what) else "warning"
        made.append(
            Finding(
                "contradiction", severity, file, line, column, None, "", "", "", f"{one.sheet}!{one.cell} {one.what}"
            )
        )
    return made


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
