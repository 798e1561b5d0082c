"""What the notes of a rectification say beside the findings, put where a letter has it: how it came about, how it was
organised, how far all of it is, clues handed over, what comes next; what names a finding goes to that finding.

The writer gains chapters of their own for what was organised and what is planned, and an opening that says no more than
who looked, what was found and how far it is.

Limits: the words are those of the table (`rules/lexicon/rectified.toml`); what they do not know stays in the summary.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.importing.lines import statements
from drafter.importing.origins import read_origin
from drafter.importing.rectifying import Findings
from drafter.importing.states import read_account, settled
from drafter.language.lexicon import words

_NAMED = re.compile(r"第(?P<number>\d{1,2})个问题")
_LEAD = re.compile(r"^(?:还没说的|没说的|补充(?:一下)?|小结|总之|另外|另)[：:，]?")
_UP_TO = re.compile(r"^数据截至(?P<day>.+)$")
_BARE_MEASURES = re.compile(r"^，?(?P<count>\d+条)措施$")
_TOO = "clues organisation origin next"


@cache
def _places() -> list[tuple[str, re.Pattern[str]]]:
    return [(one["to"], re.compile(one["like"])) for one in words("rectified")["place"]]


def place_of(text: str) -> str:
    """Where a statement of the summary belongs: "clues", "next", "origin", "organisation", "summary" or ""."""
    return next((to for to, like in _places() if like.search(text)), "")


def settle(findings: Findings) -> None:
    """Put the summary of a proposal in its places, and say of each finding how far it is."""
    proposal = findings.proposal
    noted = proposal.data.pop("summary", [])
    rows = proposal.data.get("findings", [])
    moved = [one for one in proposal.origins if one.path.startswith("summary[")]
    lines = {one.path: one.line for one in moved}
    proposal.origins = [one for one in proposal.origins if one not in moved]
    accounts = []
    before = ""
    for index, note in enumerate(noted):
        proposal.line = lines.get(f"summary[{index}]", 0)
        if not isinstance(note, str):
            proposal.add("summary", note)
            continue
        before = ""
        for part in _apart(note):
            text = _LEAD.sub("", part)
            if (day := _UP_TO.match(text)) is not None and proposal.put("letter.until", day["day"], part):
                continue
            account = read_account(text, findings.numbers, len(rows)) if rows else None
            if account is not None and sum(account.counts.values()) <= len(rows):
                accounts.append(account)
                proposal.trace("summary[0]", part)
                if account.until:
                    proposal.put("letter.until", account.until, part)
                text = "".join(account.left).strip("，")
                if not text:
                    continue
            if (count := _BARE_MEASURES.match(text)) is not None:
                text = f"制定措施{count['count']}"
            before = _place(text, before, findings)
    for account in accounts:
        stated = [str(row.get("status", "")) for row in rows]
        for at, status in settled(account, stated, [_words(row) for row in rows]).items():
            rows[at]["status"] = status
            proposal.trace(f"findings[{at}].status", status)
    if accounts:
        counts: dict[str, int] = {}
        for account in accounts:
            counts = {**account.counts, **counts}
        said = "，".join(f"{_VERBS.get(status, status)}{count}个" for status, count in counts.items())
        proposal.data.setdefault("summary", []).insert(0, f"{len(rows)}个问题，{said}")


_VERBS = {"已完成": "已完成整改"}


def _apart(note: str) -> list[str]:
    """The statements of a note; a list of statuses with names between its commas stays whole."""
    return [one for one in statements(note, "；。") if one]


def _words(row: dict[str, object]) -> str:
    notes = row.get("notes")
    return "；".join(map(str, notes)) if isinstance(notes, list) else ""


def _place(text: str, before: str, findings: Findings) -> str:
    """Keep a statement where it belongs; answers where. What its words do not place goes where the one before went."""
    proposal = findings.proposal
    rows = proposal.data.get("findings", [])
    at = sorted({int(one) - 1 for one in _NAMED.findall(text)})
    if at and all(0 <= one < len(rows) for one in at):
        bare = re.sub(r"(?:第\d{1,2}个问题[、和及与，]?)+(?:的)?(?:各)?", "", text).strip("，： ")
        for one in at:
            rows[one].setdefault("notes", []).append(bare)
            proposal.trace(f"findings[{one}].notes[{len(rows[one]['notes']) - 1}]", text)
        return before
    target = place_of(text)
    if not target and before in ("organisation", "clues", "origin"):
        target = before
    if target == "origin":
        for left in read_origin(text, proposal):
            proposal.add("origin", left, text)
        return target
    proposal.add(target or "summary", text, text)
    return target
