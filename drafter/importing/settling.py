"""The case that a proposal makes, read back by the engine: what a field refuses is kept as a note.

Limits: nothing is written to disk here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from drafter.errors import BadCase
from drafter.importing.case_text import case_text
from drafter.importing.proposal import Proposal

if TYPE_CHECKING:
    from drafter.composing.engine import Engine
    from drafter.facts.case import Case

#: How often what a field refuses is moved to the notes before the fault is told.
_TRIES = 5
#: A value of a row, and its row.
_CELL = re.compile(r"((?:\w+\.)*\w+\[\d+\])\.\w+")


def settled(
    engine: Engine, proposal: Proposal, head: str, file: str, origins: Mapping[str, object] | None = None
) -> tuple[Case, str]:
    """The case of a proposal and its TOML text with the comment `head`; `origins` is its table of where values came
    from. What a field refuses is kept as a note: nothing that was typed is refused. Raises BadCase for what cannot even
    be kept so."""
    for _ in range(_TRIES):
        made = _text(proposal, head, origins)
        try:
            return engine.read_case(made, file), made
        except BadCase as error:
            paths = [path for one in error.errors if (path := getattr(one, "path", ""))]
            # A row that lacks what it cannot be without is kept in words; later rows first, whose numbers go by it.
            rows = [match[1] for path in reversed(paths) if (match := _CELL.fullmatch(path)) is not None]
            if not [path for path in paths if proposal.withdraw(path)] and not [
                row for row in dict.fromkeys(rows) if proposal.withdraw(row)
            ]:
                raise
    made = _text(proposal, head, origins)
    return engine.read_case(made, file), made


def _text(proposal: Proposal, head: str, origins: Mapping[str, object] | None) -> str:
    return case_text({**proposal.data, **({"origins": origins} if origins else {})}, head)
