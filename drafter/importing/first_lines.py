"""The first lines of notes: a title that names the unit, alone or among what else a clerk says before he begins.

Limits: only the first lines are looked at, and only while the unit has no name.
"""

from __future__ import annotations

import re

from drafter.importing.fields import Filler
from drafter.importing.lines import statements
from drafter.importing.naming import ORGAN, read_named
from drafter.importing.opening import read_opening, unwrapped, without_years
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import fold

_ASIDE = re.compile(
    r"[=＝]|转文字|(?:说|写|改|记|攒|凑|汇总|复制|导)(?:过|的|好|出来)|底料|素材|作废|单位(?:都|均)?(?:是|为)万"
)
#: The unit may be named among other things in the first lines.
_FIRST = 3


def read_first(text: str, filler: Filler) -> bool:
    """Whether a line is a title or names the unit; what it says besides is kept where such things go."""
    proposal, genre = filler.proposal, filler.genre_name
    if proposal.get("unit.name") is not None:
        return False
    parts = [part for each in statements(unwrapped(text)) for part in statements(each, "，")]
    if not _counts(text) and (len(parts) == 1 or proposal.line > _FIRST):
        return read_opening(text, proposal, genre)
    if proposal.line > _FIRST:
        return False
    plain = [part for part in parts if not _counts(part)]
    trial = Proposal()
    for part in plain:
        read_opening(part, trial, genre)
    if trial.get("unit.name") is None:
        return False
    for part in parts:
        if part in plain and (read_named(part, proposal) or read_opening(part, proposal, genre)):
            continue
        if not _counts(part) and _ASIDE.search(part):
            proposal.aside(part)
            continue
        if not ORGAN.search(part) or not proposal.put("unit.nature", part, part):
            proposal.leave(part, filler.keep(part, "unit.name"))
    return True


def _counts(text: str) -> bool:
    return bool(amounts(fold(without_years(text))))
