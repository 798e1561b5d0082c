"""Why the system of a place sends a form back: the cells of its rows, and texts too long for their fields.

The clerk gains an upload that passes the first time. The rules speak only for a case that names a place
(``place = "…"`` or ``--place``); what the place asks for is its data (`places/*/place.toml`).

Source: the validators of provincial budget systems, 财预〔2020〕10号. Limits: evidence files are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.checking.indicator_lines import lines, place_of, sent_back, told, worded
from drafter.facts.fact import Fact
from drafter.wording import at, word

_BYTES = 3
#: Pieces that an import file leaves out, as a message shows them.
_TOLD, _SHOWN = 3, 16


@case_rule("system-blank")
def blank(facts: Facts) -> Iterator[Finding]:
    place = place_of(facts)
    if place is None:
        return
    due = [("level2", "二级指标"), ("target", "年度指标值"), ("actual", "实际完成值")]
    # Before the year is over there are no results to fill in.
    due = due[:-1] if facts.case.genre in facts.case.schema.early else due
    for line in lines(facts):
        for key, label in due:
            if line.fact(key) is None and not (key == "actual" and line.fact("reached") is not None):
                what = word("system.blank", label=label)
                yield sent_back(facts, "system-blank", line, "", what, word("shared.fill"), key)
    fields = facts.case.schema.fields
    for path in place.system.get("required", ()) if len(due) > 2 else ():
        if facts.case.value(path) is None:
            label = fields[path].label if path in fields else path
            what = word("system.required", place=place.label, label=label, at=at(path))
            yield told(facts, "system-blank", path, "", what, word("shared.fill"))


@case_rule("system-exact")
def exact(facts: Facts) -> Iterator[Finding]:
    if place_of(facts) is None:
        return
    for line in lines(facts):
        actual = line.fact("actual")
        if actual is None or worded(line):
            continue
        quantity = actual.quantity
        if quantity is None or not quantity.exact or re.match(r"[≥≤＞＜＝]", actual.text):
            what = word("system.exact", actual=actual.text)
            yield sent_back(facts, "system-exact", line, "actual", what, word("system.plain"))


@case_rule("system-word")
def worded_results(facts: Facts) -> Iterator[Finding]:
    place = place_of(facts)
    if place is None:
        return
    words = place.system.get("words", ())
    for line in lines(facts):
        key = "reached" if line.fact("reached") is not None else "actual"
        actual = line.fact(key)
        if worded(line) and actual is not None and actual.text not in words:
            what = word("system.word", actual=actual.text, words=tuple(words))
            yield sent_back(facts, "system-word", line, key, what, word("system.reached"))


@case_rule("system-describe")
def describe(facts: Facts) -> Iterator[Finding]:
    place = place_of(facts)
    if place is None or not place.system.get("describe"):
        return
    for line in lines(facts):
        if worded(line) and line.fact("description") is None:
            what = word("system.describe")
            yield sent_back(facts, "system-describe", line, "", what, word("shared.fill"), "description")


@case_rule("system-mark")
def mark(facts: Facts) -> Iterator[Finding]:
    place = place_of(facts)
    if place is None:
        return
    marks = (*place.system.get("blank", ()), " ")
    for line in (*lines(facts), *lines(facts, cancelled=True)):
        for key in ("name", "target", "actual"):
            fact = line.fact(key)
            found = next((one for one in marks if fact is not None and one in fact.text), "")
            if fact is not None and found:
                said = "system.space" if found == " " else "system.mark"
                what = word(said, text=fact.text, mark=found)
                yield sent_back(facts, "system-mark", line, key, what, word("system.remove"))


@case_rule("system-length")
def length(facts: Facts) -> Iterator[Finding]:
    place = place_of(facts)
    if place is None:
        return
    for pattern, most in place.fields.items():
        for path, said in _said(facts, pattern):
            size = len(said.encode())
            if size > most:
                from drafter.language.fitting import fit

                kept = len(said.encode()[:most].decode(errors="ignore"))
                what = word("system.length", count=len(said), size=size, room=most // _BYTES, bytes=most)
                names = [line.name for line in lines(facts)]
                gone = "、".join(f"“{piece[:_SHOWN]}”" for piece in fit(said, most, names).cut[:_TOLD])
                todo = word("system.shorten", rest=said[kept : kept + 10], gone=gone)
                yield told(facts, "system-length", path, said[:20], what, todo)


def _said(facts: Facts, pattern: str) -> Iterator[tuple[str, str]]:
    """The texts of a field, each with its path: those of its rows, or the lines of one as one."""
    head, rows, key = pattern.partition("[].")
    if rows:
        for line in lines(facts) if head == "indicators" else ():
            if (fact := line.fact(key)) is not None:
                yield line.path(key), fact.text
        return
    value = facts.case.value(pattern)
    parts = value if isinstance(value, tuple) else (value,)
    words = "\n".join(fact.text for fact in parts if isinstance(fact, Fact))
    if words:
        yield pattern, words
