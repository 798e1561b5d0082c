"""What an office reports for the second time under the same finding: 设备股补报：采购单320份核对完了, which the line
above has told.

The writer gains that a letter tells each deed once; what is new in the second report stays.

Limits: only in a rectification, under the same finding, where a label says that it is reported again or an office is
named and two figures are the same; a clause is told already where all its figures and nearly all its characters are.
"""

from __future__ import annotations

import re

from drafter.importing.lines import lines as noted

_AGAIN = re.compile(
    r"(?P<mark>^[ \t\u3000]*(?:[-—·•●○*][ \u3000]*|[（(]?\d{1,2}[）)、.．][ \u3000]*)?)"
    r"(?P<office>[\u4e00-\u9fff]{0,6}?(?:[科股室处办站所队组]|中心|部)?)"
    r"(?:(?P<again>(?:补|再|又|重新?|重复)(?:上)?(?:报|填|写|说)(?:了)?(?:一[遍次份])?的?))?[：:][ \u3000]*(?=\S)"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[科股室处办站所队组]|中心|部)$")
#: What says no more than that something is over.
_EMPTY = re.compile("[了已都也均就的完好全部现在目前，。；、：“” \u3000]")
#: How much of a clause without figures, with one and with several must have been said.
_ALL, _MOST, _HALF = 0.85, 0.6, 0.5


def without_repeats(text: str, genre: str) -> str:
    """The notes of a rectification without what is told again under the same finding."""
    if genre != "rectification":
        return text
    done: list[str] = []
    above: list[str] = []
    heads = {line.number - 1 for line in noted(text) if line.mark == "head" or re.match(r"[（(]?\d", line.number_mark)}
    for at, line in enumerate(text.split("\n")):
        if at in heads:
            above = []
        match = _AGAIN.match(line)
        led = match is not None and (bool(match["again"]) or _OFFICE.match(match["office"]) is not None)
        if match is not None and led and above:
            new = _new(line[match.end() :], above, bool(match["again"]))
            who = "" if match["again"] else line[match.end("mark") : match.end()]
            line = f"{match['mark']}{who}{new}" if new else ""
        done.append(line)
        if line.strip():
            above.append(line)
    return "\n".join(done)


def _new(told: str, above: list[str], again: bool) -> str:
    """What of a second report is new ("" where nothing is)."""
    if _said(told, above, again):
        return ""
    parts = re.split("([，,。；;]+)", told.strip("。； "))
    clauses = [(clause, parts[at * 2 - 1] if at else "") for at, clause in enumerate(parts[::2]) if clause.strip()]
    left = [(clause, mark) for clause, mark in clauses if not _said(clause, above, again)]
    return "".join(f"{mark if at else ''}{clause}" for at, (clause, mark) in enumerate(left))


def _said(clause: str, above: list[str], again: bool) -> bool:
    """Whether a clause has been told: its figures stand together on a line, its characters nearly all as well."""
    figures = re.findall(r"\d[\d.]*", clause)
    letters = set(_EMPTY.sub("", re.sub(r"\d[\d.]*", "", clause)))
    for line in above:
        if not set(figures) <= set(re.findall(r"\d[\d.]*", line)):
            continue
        share = len(letters & set(line)) / len(letters) if letters else 1
        if (len(figures) > 1 and share >= _HALF) or (again and share >= (_MOST if figures else _ALL)):
            return True
    return False
