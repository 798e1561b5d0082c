"""When things happened: the day that a form gives for a deadline against the day that the report tells.

Limits: those of :mod:`drafter.reviewing.events`.
"""

from __future__ import annotations

import re

from drafter.reviewing.answer import Look
from drafter.reviewing.days import day
from drafter.reviewing.events import TIME, events
from drafter.reviewing.laws import answers
from drafter.reviewing.value import CellText

_DONE = re.compile(r"按[时期]|及时|如期|100%|已?完成|达成|准时")


@answers("told-dates")
def told(look: Look) -> None:
    """A deadline that the form says was kept, and the report tells a later day."""
    dossier = look.dossier
    form = dossier.form
    if form is None or not form.lines:
        look.lack("自评表（有指标的）")
        return
    for line in form.lines:
        aim = day(line["target"].text, year=dossier.year)
        done = day(line["actual"].text, year=dossier.year)
        if aim is None or not (done or _DONE.search(line["actual"].said)):
            continue
        if not ("时效" in line["level2"].said or TIME.search(line.name)):
            continue
        look.saw(f"{line.name} {line['actual'].place} {line['actual'].text}")
        bound = done or aim
        for event in events(dossier, line):
            look.saw(f"{event.place}“{event.words}”")
            if event.when <= bound:
                continue
            form_ = f"{line['actual'].text}（{line['actual'].place}）"
            late = f"，晚于{line['target'].text}" if event.when > aim else ""
            look.fault(CellText(event.words, event.place), f"报告写“{event.words}”{late}，自评表“{line.name}”写{form_}")
    if not look.seen:
        look.skip("没有写日期的时效指标")
