"""How many budget units there are, told with their names where nothing else tells it: 预算单位2个，即甲、乙.

Limits: where the notes say what the unit is, the report tells the number with that.
"""

from __future__ import annotations

import re

from drafter.importing.proposal import Proposal

_EACH = re.compile(r"(?P<name>[^，。；]{2,24}?)(?:算|各算|也算)(?:一个|1个)$")


def settle_units(proposal: Proposal) -> None:
    """Tell the number of budget units among the notes on the unit, where the case does not say what the unit is."""
    count = proposal.get("unit.budget_units")
    if count is None or proposal.get("unit.nature") is not None:
        return
    notes = proposal.get("unit.notes") or []
    names = [match["name"] for note in notes if isinstance(note, str) and (match := _EACH.fullmatch(note)) is not None]
    number = str(count).removesuffix("个")
    told = f"预算单位{number}个" + (f"，即{'、'.join(names)}" if str(len(names)) == number else "")
    if str(len(names)) == number:
        notes[:] = [note for note in notes if not (isinstance(note, str) and _EACH.fullmatch(note))]
    del proposal.table("unit")["budget_units"]
    proposal.table("unit")["notes"] = [told, *notes]
