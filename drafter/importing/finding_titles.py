"""Titles of findings: what was found stands in the title where the other findings have theirs there.

The writer gains a letter whose findings look alike: one 主要表现 of half a line among five titles that say it
themselves goes into its title too.

Limits: short ones that open with a figure, and only where most findings have none.
"""

from __future__ import annotations

import re

from drafter.files.values import RawTable
from drafter.importing.proposal import Proposal
from drafter.language.verbs import verb_words

#: So long may what was found be, and the title with it; so many findings make a manner of their own.
_FOUND, _TITLE, _LEAST = 20, 40, 3


def settle_titles(proposal: Proposal) -> None:
    """Put what was found into the titles of the few findings that have it apart."""
    rows: list[RawTable] = proposal.get("findings") or []
    for row in rows:
        with_objects(row)
    apart = [row for row in rows if row.get("found")]
    if len(rows) < _LEAST or not apart or 2 * len(apart) >= len(rows) or not all(_short(row) for row in apart):
        return
    for row in apart:
        row["title"] = f"{row['title']}，{re.sub('^(?:涉及|共)(?=[0-9])', '', _beside(row))}"
        del row["found"]


#: 私拉电线78处, and 拆除78处 beneath it.
_THINGS = re.compile(
    r"(?:^|(?<=[，、；]))(?P<what>[\u4e00-\u9fff]{2,10})(?P<many>\d[\d.]*(?![万亿元])[\u4e00-\u9fff]{1,2})(?=$|[，；。])"
)
_DONE = re.compile(
    r"(?P<verb>(?:全部|已|均|已全部)?[\u4e00-\u9fff]{2})(?P<many>\d[\d.]*[\u4e00-\u9fff]{1,2})(?=$|[，；。])"
)


def with_objects(row: RawTable) -> None:
    """Name what was dealt with in a note that has but a verb and the count of the title: 拆除私拉电线78处."""
    title, notes = row.get("title"), row.get("notes")
    match = _THINGS.search(title) if isinstance(title, str) else None
    if match is None or not isinstance(notes, list):
        return
    for at, note in enumerate(notes):
        done = _DONE.match(note) if isinstance(note, str) else None
        if done is not None and done["many"] == match["many"] and done["verb"][-2:] in verb_words():
            what = match["what"].removeprefix("存在").removeprefix("有")
            notes[at] = f"{done['verb']}{what}{note[done.start('many') :]}"


def _beside(row: RawTable) -> str:
    """What was found beside what the title says: 8.35万元 of 账不符，8.35万元."""
    return str(row["found"][0]).removeprefix(f"{row.get('title')}，")


def _short(row: RawTable) -> bool:
    title = row.get("title")
    if not isinstance(title, str) or len(row["found"]) != 1 or not isinstance(row["found"][0], str):
        return False
    found = _beside(row)
    return (
        len(found) <= _FOUND
        and len(title) + len(found) <= _TITLE
        and re.match(r"(?:涉及|共)?\d", found) is not None
        and not re.search("[，；。→]", found)
    )
