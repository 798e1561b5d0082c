"""What is wrong in the forms of a workbook, as findings beside those on its text.

Limits: a finding names the row of its sheet as its line, and the cell in its message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.checking.indicator_lines import lines, place_of, sent_back, worded
from drafter.errors import BadCase, DrafterError
from drafter.importing.proposal import Proposal
from drafter.sheets.read import read_book
from drafter.sheets.record import Warned
from drafter.wording import word


def findings(data: bytes, file: str, settings: Mapping[str, object], place: str = "") -> list[Finding] | None:
    """The faults of the forms of a workbook, and with a `place` what its system sends back; None where the workbook has
    no form."""
    try:
        found = read_book(data, file, settings, place)
    except DrafterError:
        return None
    made = []
    for one in found.warned:
        made.append(_finding(one, file))
    if place:
        for proposal in found.projects:
            made += _sent_back(proposal, file, place)
    return made


def _sent_back(proposal: Proposal, file: str, place: str) -> Iterator[Finding]:
    """What the system of a place sends back of one project."""
    from drafter.checking.run import check_case
    from drafter.composing.cases import read_case
    from drafter.importing.case_text import case_text
    from drafter.sheets.output import origins

    data = {"genre": proposal.genre, "year": proposal.data.get("year", 2000), **proposal.data}
    try:
        case = read_case(case_text({**data, "origins": origins(proposal, [], True)}), file, place=place)
    except BadCase as error:
        for fault in error.errors:
            yield Finding("contradiction", "error", file, 0, 0, None, "", "", "", fault.said())
        return
    facts = Facts(case, file)
    for one in (*check_case(case, file), *_words(facts)):
        if one.code.startswith(("system-", "light-")):
            paths = (one.path or "", f"{one.path}.name", f"{one.path}[0]")
            where = next((cell for path in paths if (cell := case.origin(path))), "")
            cell = where.rpartition("!")[2]
            line, column = _at(cell)
            said = one.said
            if cell and "cell" not in one.members:
                said = word("shared.cell", message=said, cell=where)
            yield one._replace(line=line, column=column, said=said)


def _words(facts: Facts) -> Iterator[Finding]:
    """Results in words as the sheet has them: what was made of them on reading is not what the system gets."""
    place = place_of(facts)
    for line in lines(facts) if place is not None else ():
        actual, reached = line.fact("actual"), line.fact("reached")
        if actual is None or reached is None or place is None or actual.text in place.system["words"]:
            continue
        if worded(line):
            what = word("system.word", actual=actual.text, words=tuple(place.system["words"]))
            yield sent_back(facts, "system-word", line, "actual", what, word("shared.refill"))


def _finding(one: Warned, file: str) -> Finding:
    line, column = _at(one.cell)
    said = word("forms.in-cell", sheet=one.sheet, cell=one.cell, what=one.what)
    return Finding("contradiction", "error" if one.certain else "warning", file, line, column, None, "", "", "", said)


def _at(cell: str) -> tuple[int, int]:
    """The row and column of a cell, from 1; 0 where it is none."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    return (int(match[2]), _column(match[1])) if match is not None else (0, 0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
