"""The edges of a section: past its last entry one goes on to the next, said first; and where one stood in each.

The writer gains that a Tab too many does not land somewhere else unseen, and that coming back is coming back to the
same place.

Limits: a place that is gone is the nearest one that is there.
"""

from __future__ import annotations

from drafter.editing.form import section_of
from drafter.messages import say
from drafter.tui.work import Work


class Edges:
    """`places` are the paths where one stood last, by section."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.places: dict[int, str] = {}
        self._at = 0
        self._asked = 0

    def stand(self, section: int, path: str) -> None:
        """One stands at a path of a section."""
        self._at = section
        self.places[section] = path

    def place(self, section: int) -> str:
        """Where one stood in a section last, else its first entry."""
        bench = self.work.bench
        kept = self.places.get(section, "")
        if kept and section_of(bench.sections, kept) == section:
            return kept
        entries = bench.form.entries(bench.sections[section])
        return entries[0].path if entries else ""

    def inside(self) -> None:
        """Something else than a step over an edge was done."""
        self._asked = 0

    def beyond(self, step: int) -> None:
        """A step over an edge: it is said where it leads; the second one goes there."""
        sections = self.work.bench.sections
        target = self._at + step
        if not 0 <= target < len(sections):
            self.work.tell(say("已经是最后一栏") if step > 0 else say("已经是第一栏"), seconds=2)
            return
        label = say(sections[target].label)
        if self._asked != step:
            self._asked = step
            ends = say("这一节到头了，再按一次到“{section}”", section=label)
            self.work.tell(ends if step > 0 else say("这是第一栏，再按一次到“{section}”的末尾", section=label))
            return
        self._asked = 0
        entries = self.work.bench.form.entries(sections[target])
        path = (entries[0] if step > 0 else entries[-1]).path if entries else ""
        self.work.to_section(target, path)
        self.work.tell(say("到了“{section}”", section=label), seconds=2)
