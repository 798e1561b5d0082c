"""Everything that is wrong or still missing in a case, as one list that leads to its fields.

The writer gains one place to look: values that cannot be read, required facts that are missing, figures that disagree,
choices that no longer fit, and what the rules of :mod:`drafter.checking` find.

Limits: nothing here blocks anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drafter.editing.deciding import OpenQuestion
from drafter.editing.due import due_paths
from drafter.editing.entries import Entry
from drafter.editing.live import LiveReading, plain
from drafter.editing.paths import keys
from drafter.errors import BadBank, BadCase, DrafterError, MissingField
from drafter.facts.undecided import undecided
from drafter.messages import say
from drafter.report.tree import Draft
from drafter.wording import NOTHING, Wording, changed, word


class Remark(NamedTuple):
    """`severity` is error, warning, hint or todo; `path` where to go ("" where nowhere)."""

    severity: str
    path: str
    message: str
    code: str = ""


def remarks(reading: LiveReading, draft: Draft | None, text: str, file: str, checks: bool = True) -> list[Remark]:
    """All remarks, the gravest first."""
    found = [Remark("error", "", line) for line in _unread(reading)]
    for error in reading.errors:
        missing = isinstance(error, MissingField)
        found.append(Remark("todo" if missing else "error", error.path, plain(reading.engine, error)))
    for left in undecided(text):
        words = say("上年留下的，还没有定：{why}（F10 逐条定）", why=OpenQuestion(0, left, "").why)
        found.append(Remark("todo", left.path, words))
    case = reading.case
    if case is not None and draft is not None:
        genre = reading.engine.genres[case.genre]
        labels = due_paths(draft)
        labels |= {label: path for path, label in genre.required.items()}
        told = set()
        for label in draft.missing:
            told.add(label)
            found.append(Remark("todo", labels.get(label, ""), say("还没有填：{label}", label=say(label))))
        for contradiction in case.contradictions:
            code = "no-result" if contradiction.due else "contradiction"
            found.append(_remark("error", contradiction.path, contradiction.what, code))
        for note in draft.notes:
            message = say("手工修改{which}：{what}", which=note.which, what=note.plain)
            found.append(Remark("warning", "", message, note.kind))
        if checks:
            # What is missing is on the list already, under the name that the form has for it.
            due = {one.path for one in found if one.severity == "todo"}
            for one in _checked(reading, text, file):
                if one.code != "missing-fact":
                    found.append(one)
                elif not any(path == one.path or path.startswith(f"{one.path}.") for path in due):
                    found.append(one._replace(severity="todo"))
    order = {"error": 0, "todo": 1, "warning": 2, "hint": 3}
    unique: dict[tuple[str, str], Remark] = {}
    for one in found:
        # What the checks find again goes under what is known of it.
        unique.setdefault((one.path, one.message), one)
    return sorted(unique.values(), key=lambda one: order.get(one.severity, 4))


def _checked(reading: LiveReading, text: str, file: str) -> list[Remark]:
    try:
        from drafter.checking.run import check_case
        from drafter.checking.settings import settings_for
    except ImportError:
        return []
    assert reading.case is not None
    try:
        settings = settings_for(file)
    except DrafterError as error:
        return [Remark("warning", "", str(error))]
    found = check_case(reading.case, file, settings, text)
    return [_remark(one.severity, one.path or "", one.said, one.code) for one in found]


def _remark(severity: str, path: str, said: Wording, code: str) -> Remark:
    """A finding for a screen: it leads to the field that is to be filled, and does not spell its path."""
    leads: list[str] = []

    def shown(part: Wording) -> Wording:
        if part.template != "shared.path":
            return part
        named = str(part.members["path"])
        row = named.endswith("]")
        if not row:
            leads.append(named)
        return word("shared.nth", number=int(keys(named)[-1]) + 1) if row else NOTHING

    message = str(changed(said, shown))
    return Remark(severity, leads[0] if leads else path, message, code)


def _unread(reading: LiveReading) -> list[str]:
    """Why there is no case, without the place in its file, for the list leads there; what is wrong with single values
    is told of each."""
    failure = reading.failure
    if failure is None or isinstance(failure, BadCase):
        return [] if failure else reading.fault.splitlines()
    faults = failure.faults if isinstance(failure, BadBank) else ()
    return [str(one) for one in faults] or [failure.message()]


def noted(entries: Sequence[Entry], found: Sequence[Remark]) -> list[Entry]:
    """Entries with what the checks say about each, a closed row with what they say about anything in it; what cannot
    be read or is missing stands there already."""
    told = [one for one in found if one.path and one.severity != "todo"]
    made = []
    for entry in entries:
        if told and not entry.error:
            near = next((one for one in told if one.path == entry.path), None)
            if near is None and entry.sort == "row" and not entry.open:
                near = next((one for one in told if one.path.startswith(f"{entry.path}.")), None)
            if near is not None and near.severity == "error":
                entry = entry._replace(error=near.message)
            elif near is not None:
                entry = entry._replace(remark=near.message)
        made.append(entry)
    return made
