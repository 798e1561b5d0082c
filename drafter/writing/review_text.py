"""A review for people at a terminal, as JSON, and as remarks for a document.

The reader gains the faults first, gravest first, each with its places; then what could not be looked at and what that
would take; then, counted, what is in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from drafter.checking.finding import Finding
from drafter.reviewing.answer import FAULT, GOOD, NONE, UNKNOWN
from drafter.reviewing.duty import LIGHTS
from drafter.wording import own

if TYPE_CHECKING:
    from drafter.reviewing.answer import Answer, Fault
    from drafter.reviewing.paper import Paper
    from drafter.reviewing.review import Review

_MOST = 12
_LONG = 200
_SEVERITY = {"红": "error", "黄": "warning", "蓝": "hint"}
_PLACE = re.compile(r"第(\d+)(?:行|段|页)$")


def to_text(review: Review, everything: bool = False) -> str:
    """The ledger, faults first; `everything` lists what is in order too."""
    lines = ["材料："]
    lines += [f"  {file}（{part}）" for file, part in review.papers()]
    faults = sorted(
        (one for one in review.answers if one.state == FAULT),
        key=lambda one: (LIGHTS.index(one.duty.light), one.duty.number),
    )
    if faults:
        lines += ["", f"{FAULT}（{len(faults)}条）"]
        for one in faults:
            lines += [f"  {one.duty.number:>2}. [{one.duty.light}] {one.duty.what}（{one.duty.kind}）"]
            lines += _faults(one)
    for state, shown in ((UNKNOWN, True), (GOOD, everything), (NONE, everything)):
        found = [one for one in review.answers if one.state == state]
        if found and shown:
            lines += ["", f"{state}（{len(found)}条）"]
            lines += [f"  {one.duty.number:>2}. {one.duty.what}：{_cut(one.ground)}" for one in found]
    counts = "、".join(f"{state}{count}条" for state, count in review.counts().items() if count)
    lines += ["", f"清单{len(review.answers)}条：{counts}。"]
    return "\n".join(lines) + "\n"


def _faults(one: Answer) -> Iterator[str]:
    for fault in one.faults[:_MOST]:
        place = f"{fault.place}：" if fault.place else ""
        yield f"        {place}{_cut(fault.message)}"
        if fault.working:
            yield f"            {_cut(fault.working)}"
    if len(one.faults) > _MOST:
        yield f"        ……另有{len(one.faults) - _MOST}处"


def _cut(text: str) -> str:
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def several_to_text(names: Sequence[str], reviews: Sequence[Review], everything: bool = False) -> str:
    """The ledgers of several projects one behind the other, with their faults counted at the end."""
    parts = [
        f"【{at}】{name}\n{to_text(one, everything)}"
        for at, (name, one) in enumerate(zip(names, reviews, strict=True), 1)
    ]
    rows = [
        f"  {name}：{FAULT}{one.counts()[FAULT]}条、{UNKNOWN}{one.counts()[UNKNOWN]}条"
        for name, one in zip(names, reviews, strict=True)
    ]
    return "\n".join([*parts, f"共{len(reviews)}个项目：", *rows]) + "\n"


def several_to_json(names: Sequence[str], reviews: Sequence[Review]) -> str:
    """The ledgers of several projects as JSON: `projects`, each with its `name` and what :func:`to_json` tells."""
    told = [{"name": name, **_told(one)} for name, one in zip(names, reviews, strict=True)]
    return json.dumps({"projects": told}, ensure_ascii=False, indent=1) + "\n"


def to_json(review: Review) -> str:
    """The ledger as JSON (docs/json.md)."""
    return json.dumps(_told(review), ensure_ascii=False, indent=1) + "\n"


def _told(review: Review) -> dict[str, object]:
    return {
        "papers": [{"file": file, "part": part} for file, part in review.papers()],
        "year": review.dossier.year or None,
        "counts": review.counts(),
        "duties": [
            {
                "number": one.duty.number,
                "what": one.duty.what,
                "class": one.duty.kind,
                "light": one.duty.light,
                "basis": one.duty.basis,
                "state": one.state,
                "ground": one.ground,
                "faults": [
                    {"place": fault.place, "quote": fault.quote, "message": fault.message, "working": fault.working}
                    for fault in one.faults
                ],
            }
            for one in review.answers
        ],
    }


def remarks(review: Review, paper: Paper) -> list[Finding]:
    """The faults as findings on one document: those of other papers stand at its first paragraph."""
    import os

    name = os.path.basename(paper.file)  # noqa: PTH119
    found = []
    for one in review.answers:
        for fault in one.faults:
            if fault.finding is not None and fault.finding.file == paper.file:
                found.append(fault.finding)
                continue
            match = _PLACE.search(fault.place)
            here = fault.place.startswith(name + " ") and match is not None
            said = fault.message if here else f"{fault.place}：{fault.message}"
            line = int(match[1]) if here and match else 1
            found.append(_remark(one, fault, paper.file, line, said, here))
    return found


def _remark(one: Answer, fault: Fault, file: str, line: int, said: str, here: bool) -> Finding:
    severity, code = _SEVERITY[one.duty.light], f"第{one.duty.number}条"
    return Finding(code, severity, file, line, 1, None, fault.quote if here else "", "", "", own(said), fault.working)
