"""What `drafter draft` says of the case it has told: at most three lines, the gravest first.

The reader gains a word about what is wrong with the facts each time a report is drafted, with line and column, without
a page of remarks over the report itself; the rest is `drafter check`'s to say.

Limits: settings and accepted findings are read only where there are such files, for every draft passes here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drafter.checking.finding import SEVERITIES, Finding
from drafter.checking.run import check_case
from drafter.errors import DrafterError, Place
from drafter.facts.case import Case
from drafter.facts.undecided import Open, undecided
from drafter.report.tree import Draft
from drafter.wording import word

MOST = 3
#: Told in a line of its own, which knows more than the rule: what the template missed as well.
_OWN_LINE = "missing-fact"


class Remarks(NamedTuple):
    """The lines to say, and whether `--strict` makes them a failure."""

    lines: list[str]
    fatal: bool


def remarks(case: Case, draft: Draft, file: str, text: str) -> Remarks:
    """What there is to say of a case (read from `text`) and of the draft that it made."""
    left = undecided(text)
    lines = [f"{file}: {line}" for line in (_missing(draft), _open(left, file), _notes(draft)) if line]
    try:
        findings = _findings(case, file, text)
    except DrafterError as error:
        # Settings that cannot be read do not undo a report that is written; they are said instead.
        return Remarks([*lines, str(error)], True)
    findings = [one for one in findings if one.code != _OWN_LINE]
    lines += _lines(findings, file, MOST - len(lines))
    return Remarks(lines, bool(draft.missing or left) or any(one.severity == "error" for one in findings))


def _missing(draft: Draft) -> str:
    if not draft.missing:
        return ""
    if any("、" in label for label in draft.missing):
        return str(word("found.missing-lists", count=len(draft.missing), labels="；".join(draft.missing)))
    return str(word("found.missing", count=len(draft.missing), labels=tuple(draft.missing)))


def _open(found: Sequence[Open], file: str) -> str:
    """A case is not complete while something that last year left is open."""
    return str(word("found.open", count=len(found), file=file)) if found else ""


def _notes(draft: Draft) -> str:
    if not draft.notes:
        return ""
    notes = "；".join(f"{note.which}{note.plain}" for note in draft.notes[:3])
    notes += "……" if len(draft.notes) > 3 else ""
    return str(word("found.hand", count=len(draft.notes), notes=notes))


def _lines(findings: Sequence[Finding], file: str, room: int) -> list[str]:
    """The gravest findings in so many lines, the last of which counts the others."""
    gravest = sorted(findings, key=lambda one: SEVERITIES.index(one.severity))
    lines = []
    for one in gravest[:room]:
        message = " ".join(one.message.split())
        lines.append(f"{Place(file, one.line, one.column)}: {message}")
    if lines and len(gravest) > room:
        lines[-1] = str(word("found.rest", line=lines[-1], count=len(gravest) - room, file=file))
    return lines


def _findings(case: Case, file: str, text: str) -> list[Finding]:
    found = check_case(case, file, _settings(file), text)
    beside = os.path.join(os.path.dirname(file), "drafter-baseline.toml")  # noqa: PTH118, PTH120
    if not found or not os.path.isfile(beside):  # noqa: PTH113
        return found
    from drafter.checking.baseline import held, read_baseline

    return held(found, read_baseline(beside)).shown


def _settings(file: str) -> Mapping[str, object]:
    """The settings for a file, whose module is imported only where there are any."""
    from drafter.resources import config_folder

    folder = config_folder()
    places = [os.path.join(os.path.dirname(file), "drafter.toml")]  # noqa: PTH118, PTH120
    places += [os.path.join(folder, "drafter.toml")] if folder is not None else []  # noqa: PTH118
    if not any(map(os.path.isfile, places)):
        return {}
    from drafter.checking.settings import settings_for

    return settings_for(file)
