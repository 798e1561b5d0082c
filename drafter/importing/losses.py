"""Lines of notes of which a figure stands nowhere in what was read: the writer is told of them.

Limits: only figures are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.importing.lines import NotedLine
from drafter.importing.proposal import Proposal
from drafter.language.marks import fold

_FIGURES = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
_MANY = 20


def nothing_lost(every: Iterable[NotedLine], proposal: Proposal) -> None:
    """List the lines of which a figure stands nowhere in what was read."""
    listed = [one.words for one in (*proposal.unplaced, *proposal.asides)]
    kept = fold("\n".join([str(proposal.data), *listed, *(one.words for one in proposal.origins)]))
    told = set(_FIGURES.findall(kept))
    for line in every:
        # 2.2025年底前办完: the number of an item before its year.
        text = re.sub(r"(?<![\d.])\d{1,2}[.．、](?=20\d\d年)", "", line.text or " ".join(line.cells))
        text = re.sub(r"^问题\d+：", "", text)
        missing = [figure for figure in _FIGURES.findall(fold(text)) if figure not in told]
        # A figure that joined another (3 and 万 with 5) is seen in the whole; so many that do not are not looked for.
        if missing and (len(missing) > _MANY or any(figure not in kept for figure in missing)):
            proposal.line = line.number
            proposal.aside(text)
