"""A reason that speaks of matters which neither its indicator nor anything else in the papers knows.

The reader gains the reason that was copied from another project: goods that came late, under a rate of certificates.

Limits: the matters are data (`matters` of the duty: words, and what indicators they may be of); one word of the matter
elsewhere in the papers is enough to let it pass, and without a report nothing is known of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from drafter.reviewing.dossier import Dossier
from drafter.reviewing.problems import runs
from drafter.reviewing.row import IndicatorRow


def foreign(dossier: Dossier, line: IndicatorRow, matters: Iterable[Mapping[str, str]]) -> str:
    """The words of a matter that the reason of a row tells of and that are nowhere else; "" for none."""
    reason = " ".join(line[key].text for key in ("reason", "measure"))
    own = " ".join(line[key].text for key in ("level2", "name", "target", "description"))
    if dossier.report is None or runs(line.name) & runs(reason):
        return ""
    for matter in matters:
        words = list(dict.fromkeys(match[0] for match in re.finditer(matter["words"], reason)))
        if len(words) < 2 or re.search(matter["of"], own):
            continue
        if not any(word in text for text in _others(dossier, line) for word in words):
            return "、".join(words[:3])
    return ""


def _others(dossier: Dossier, line: IndicatorRow) -> Iterable[str]:
    """What the papers say but for one row."""
    for stretch, _ in dossier.stretches(("paragraph", "heading", "cell")):
        yield stretch.text
    for form in (*dossier.forms, *([dossier.goals] if dossier.goals else [])):
        yield from (cell.text for cell in (*form.labels.values(), *form.goals.values()))
        for row in form.lines:
            if row.name != line.name:
                yield from (cell.text for cell in row.cells.values())
