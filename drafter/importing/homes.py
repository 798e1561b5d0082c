"""Where notes go: the lists of a case that take them as they stand, and a label told together with what it leads."""

from __future__ import annotations

import re

from drafter.importing.proposal import Proposal
from drafter.language.lexicon import words
from drafter.language.marks import fold
from drafter.language.times import opening_time

#: The lists that take notes as they stand.
NOTES = frozenset(
    (
        *("highlights", "results.quantity", "results.quality", "results.time", "results.cost"),
        *("effects", "satisfaction", "application", "management", "next", "summary", "unit.notes", "fund.notes"),
        *("evaluation.preparing", "evaluation.managing", "evaluation.money", "evaluation.securing"),
        *("effects_duty", "effects_result", "effects_public"),
    )
)


def united(label: str, rest: str) -> str:
    """A label that nothing knows with what stands behind it: 食堂人员体检应检286人, 登记科：推行….

    What an office within the unit did is told without its name, as reports tell it."""
    if re.search(r"(?:科|股|室|站|队|组|所|处|中心)$", label):
        return rest
    if opening_time(fold(label), 0, len(label)) == len(label):
        # 3月：培训2期: when it was, not what it is about.
        return f"{label}，{rest}"
    folded = fold(rest)
    if re.match(r"[\d应实共已均]", folded) and opening_time(folded, 0, len(folded)) == 0:
        return f"{label}{rest}"
    if re.match("一[项个件]", label):
        # 一项要素最多的活动：… is a remark on the note, no part of what was done.
        return rest
    # 防汛：转移群众…: the label is the topic of what was done; 河西站没启用：… is a statement with what it rests on.
    topic = len(label) <= 8 and not label.endswith(("方面", "上")) and not re.search("[没未不已了完将]", label)
    return f"{label}方面，{rest}" if topic else f"{label}，{rest}"


def keep_note(proposal: Proposal, home: str, genre: str, text: str) -> None:
    """Keep a note at `home`, or where notes of its genre go; a row of work or findings takes it into its own list."""
    if home not in (*NOTES, "work", "findings"):
        home = words("labels")["homes"][genre]
        if home == "findings" and not proposal.get("findings"):
            # What stands before the first finding is about all of them.
            home = "summary"
    if home not in ("work", "findings"):
        proposal.add(home, text, text)
        return
    rows = proposal.rows(home)
    if not rows:
        rows.append({})
    rows[-1].setdefault("notes", []).append(text)
    proposal.trace(f"{home}[{len(rows) - 1}].notes[{len(rows[-1]['notes']) - 1}]", text)
