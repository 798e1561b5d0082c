"""The reader of notes: line by line, each to the field, the group or the list that it belongs to.

The writer gains a case from a page of notes as it is: labels lead to fields, headings open groups, what stands beneath
them becomes notes, and what nothing knows is kept under the nearest heading and said.

Limits: what a line means is looked up in data; the order of the notes is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from drafter.importing import pasted
from drafter.importing.asides import aside, without_asides
from drafter.importing.dates import in_full, whole_years, with_legend
from drafter.importing.fields import FILL, Filler
from drafter.importing.first_lines import read_first
from drafter.importing.headings import read_heading
from drafter.importing.homes import NOTES, keep_note, united
from drafter.importing.label_lines import another_like, cells_apart, labels_of
from drafter.importing.labels import guess_genre, is_group, meaning, opened_by
from drafter.importing.lines import Line, enumerated, labelled, statements, unnumbered
from drafter.importing.money_units import declared_unit
from drafter.importing.opening import read_year
from drafter.importing.outline import outlined
from drafter.importing.projects import counts_things, tells_evaluation, tells_money, tells_points
from drafter.importing.proposal import Proposal
from drafter.importing.rectifying import Findings, read_finding
from drafter.language.lexicon import words


def read_notes(text: str, genre: str = "", year: int = 0, into: Proposal | None = None) -> Proposal:
    """The case that notes state. `genre` and `year` are looked for in the text where they are not given. `into` is a
    case in the making that the notes complete: what it states already stays."""
    reader = Reader(genre or guess_genre(text) or "project-self-evaluation", into or Proposal())
    reader.proposal.guessed = not genre
    reader.proposal.genre = reader.genre
    reader.proposal.data["genre"] = reader.genre
    text = with_legend(in_full(text))
    found = year or read_year(text)
    text = whole_years(text, found)
    if found:
        reader.proposal.put("year", found)
    every = outlined(text, reader.genre)
    for index, line in enumerate(every):
        reader.take(line, every[index + 1] if index + 1 < len(every) else None)
    reader.close()
    return reader.proposal


#: What is told on the line of its label; what comes beneath is something else.
_ONE_LINE = ("goals.year", "goals.overall", "goals.expected", "letter.notice", "score")


class Reader:
    """Reads line after line into a proposal; `home` is the list that notes go to now."""

    def __init__(self, genre: str, proposal: Proposal) -> None:
        self.genre, self.proposal = genre, proposal
        self.filler = Filler(genre, proposal)
        self.home = words("labels")["homes"][genre]
        self.mode = self.titled = ""
        self.indent = 0
        self.table: list[Line] = []
        self.findings = Findings(proposal)
        #: The line of the label that opened the list of problems or measures, if it gave them itself.
        self.given: Line | None = None
        #: Whether the field that was named last got its value on the line of its label.
        self.filled = False
        #: Whether a heading of its own opened the list that notes go to.
        self.under = False
        #: The list that the heading above opened, to which lines without a label of their own return.
        self.section = ""

    # -- lines ----------------------------------------------------------------------------------------------------
    def take(self, line: Line, following: Line | None = None) -> None:
        """Read one line; `following` tells a heading from a note."""
        self.proposal.line = line.number
        if line.cells:
            if (told := cells_apart(line.cells, self.genre)) or (self.table and pasted.is_head(line.cells)):
                self.flush()
            for text in told:
                self.take(line._replace(cells=(), text=text))
            if not told:
                self.table.append(line)
            return
        self.flush()
        if aside(line.text):
            self.findings.corrected(line.text)
            self.proposal.aside(line.text)
            return
        bare, said = without_asides(line.text)
        list(map(self.proposal.aside, said))
        line = line._replace(text=bare)
        if not bare or self.headed(line, following):
            return
        if self.mode == "list" and line.mark == "item" and labels_of(line.text, self.genre) is None:
            self.listed(line.text, len(enumerated(line.text)) == 1)
            return
        mode = "" if self.mode == "field" and self.filled else self.mode
        plainly = self.genre == "rectification" and not line.mark and labels_of(line.text, self.genre) is None
        if plainly and self.findings.plainly(line.text):
            self.home, self.mode = "findings", "group"
            return
        if self.genre == "rectification" and self.findings.take(line, mode, self.under and self.mode == "notes"):
            self.home, self.mode, self.indent = "findings", "group", 0
            return
        parts = labels_of(line.text, self.genre)
        if parts is None:
            self.plain(line)
            return
        for label, rest in parts:
            self.labelled(label, rest, line)

    def finding(self, problem: str, done: str, status: str, text: str) -> None:
        """A row of a table of findings."""
        self.findings.row(problem, done, status, text)
        self.home, self.mode = "findings", "group"

    def close(self) -> None:
        """Read what is still open."""
        self.flush()
        self.filler.close()

    def flush(self) -> None:
        """Read the table that was pasted, if one was."""
        if self.table:
            rows, self.table = self.table, []
            pasted.read_table(rows, self)

    # -- headings and labels --------------------------------------------------------------------------------------
    def headed(self, line: Line, following: Line | None) -> bool:
        """Whether a line is a heading; if it is, what follows belongs to it."""
        found = read_heading(line, following, self.genre, self.mode)
        if found is None:
            return False
        (self.group if found.named else self.open)(found.words)
        return True

    def labelled(self, label: str, rest: str, line: Line) -> None:
        """Read what stands behind a label."""
        if self.genre == "rectification" and self.findings.part(label, rest, line):
            self.home, self.mode = "findings", "group"
            return
        target = meaning(label, self.genre)
        if not target and self.mode == "field" and self.home == "money" and re.fullmatch(r"20\d\d年?度?", label):
            target = "money"
        kind = "finding" if self.genre == "rectification" else "pattern"
        if is_group(label, kind) or (is_group(label) and self.genre != "rectification"):
            self.group(rest or label)
            return
        if not target and self.genre == "township-summary" and self.mode != "list":
            if self.filler.project(line.text, self.mode == "projects"):
                return
            if self.mode == "projects":
                self.proposal.leave(line.text, self.filler.keep(line.text, "projects"))
                return
        if not target:
            if self.mode == "" and self.proposal.get("unit.name") is None and self.opening(line.text):
                return
            self.unknown(label, rest, line)
            return
        kin = re.split(r"[._]", target)[0] == re.split(r"[._]", self.home)[0]
        if self.mode == "notes" and line.mark == "item" and self.under and not kin:
            self.note(united(label, rest))
            return
        if self.inside(line, target):
            # 整改措施：… within a finding, 质量：… beneath a goal are told where they stand.
            self.note(rest)
            return
        if not rest:
            self.open(label)
            return
        self.under, self.filled = False, True
        self.enter(target, label)
        self.given = line if self.mode == "list" else None
        self.fill(target, rest, label)

    def inside(self, line: Line, target: str) -> bool:
        """Whether a labelled line belongs to the group above it rather than to a field of its own."""
        grouped = self.mode == "group"
        return (
            grouped and (line.indent > self.indent or line.mark == "item") and "." not in target and target not in FILL
        )

    def open(self, label: str) -> None:
        """A heading alone: what follows belongs to it."""
        self.filler.unit_of_money = declared_unit(label) or self.filler.unit_of_money
        self.under, self.filled = True, False
        target = meaning(label, self.genre)
        self.section = target if target in NOTES else ""
        group = re.sub(r"^(?:目标|任务)[一二三四五六七八九十\d]{1,3}[：:、]?", "", label)
        if target:
            self.enter(target, label)
        elif self.genre in ("project-self-evaluation", "rectification"):
            self.group(group)
            self.findings.heading = self.genre == "rectification"
        else:
            self.proposal.leave(label)
            self.mode = "notes"

    def enter(self, target: str, label: str) -> None:
        """What follows belongs to `target`."""
        self.titled = label
        if target == "projects":
            self.mode = "projects"
            return
        self.home = target
        self.mode = "list" if target in ("problems", "measures") else "notes" if target in NOTES else "field"

    def group(self, title: str) -> None:
        """A group of work, or a finding to be put right, opens."""
        path = "findings" if self.genre == "rectification" else "work"
        if path == "work" and self.genre != "project-self-evaluation":
            self.proposal.leave(title)
            self.mode = "notes"
            return
        name = title.strip("。；，： ")
        inner = re.sub(r"[（(][^）)]*[）)]$", "", name) if path == "work" else name
        if path == "findings":
            self.findings.add(read_finding(name), title)
        else:
            self.proposal.add(path, {"title": inner or name}, title)
        self.home, self.mode, self.indent = path, "group", 0

    def unknown(self, label: str, rest: str, line: Line) -> None:
        """A label that nothing knows: a group of its own where reports have groups, else a note where it stands."""
        if self.mode == "field" and not self.filled and line.mark != "head" and self.home in ("staff", "money"):
            # 下设：… beneath 单位概况 belongs there.
            self.fill(self.home, f"{label}：{rest}" if rest else label, self.titled)
            return
        if self.mode == "list" and (line.mark == "head" or another_like(line, self.given)):
            if self.home == "problems" and self.filler.own.answered_by(rest):
                self.enter("measures", label)
                self.fill("measures", rest, label)
                return
            self.mode, self.home = "notes", words("labels")["homes"][self.genre]
        if self.mode == "list":
            self.listed(line.text)
            return
        if self.genre == "project-self-evaluation" and self.mode != "group" and line.mark != "item":
            self.group(label)
            if rest:
                self.note(rest)
            return
        self.note(united(label, rest) if rest else label)

    # -- what stands beneath --------------------------------------------------------------------------------------
    def plain(self, line: Line) -> None:
        """A line without a label."""
        text = line.text
        if self.mode == "field" and self.section and line.mark == "item":
            self.mode, self.home = "notes", self.section
        done = self.filled or self.proposal.get(self.home) is not None
        if self.mode == "field" and self.home not in (*FILL, *NOTES) and done:
            self.mode = ""
        if self.mode == "field" and self.home == "unit.name" and self.filled and self.genre == "township-summary":
            self.mode, self.home = "notes", "fund.notes" if tells_money(text) else "unit.notes"
        if self.mode == "field" and self.home in ("genre", "year", "unit.name") and self.filled:
            # What the notes are on and who writes them is told on one line.
            self.mode, self.home = "", words("labels")["homes"][self.genre]
        if self.mode == "field" and self.filled and self.home in _ONE_LINE and not line.mark and not line.indent:
            self.mode, self.home = "", words("labels")["homes"][self.genre]
        if (
            self.genre == "township-summary"
            and self.mode != "list"
            and self.filler.township(text, self.mode == "projects")
        ):
            return
        if self.genre == "township-summary" and self.mode == "" and not self.opening(text):
            keep_note(self.proposal, "fund.notes" if tells_money(text) else "unit.notes", self.genre, text)
            return
        if line.mark != "item" and not line.indent and (target := opened_by(text, self.genre)):
            self.under = False
            self.enter(target, "")
        if self.mode == "list":
            self.listed(text)
            return
        if (
            self.mode == "field"
            and self.home == "money"
            and line.mark
            and not tells_money(text)
            and counts_things(text)
        ):
            self.mode, self.home = "notes", words("labels")["homes"][self.genre]
        if self.mode == "field" and self.home == "money" and tells_points(text):
            self.fill("score", text, "")
            return
        if self.mode == "field":
            named = self.home.startswith(("unit.", "project.")) and self.genre != "township-summary"
            if not (named and self.filler.money(text)):
                self.fill(self.home, text, "" if self.filled else self.titled)
            return
        if self.mode == "" and self.opening(text):
            return
        self.note(text)

    def opening(self, text: str) -> bool:
        """A line before any label that is a title, or is about money or the unit."""
        if read_first(text, self.filler):
            return True
        return self.genre != "township-summary" and self.filler.money(text)

    def fill(self, target: str, rest: str, label: str) -> None:
        """Read `rest` into the field that a label means."""
        handler: Callable[[str, str], Iterable[str]] | None = (
            getattr(self.filler, FILL[target]) if target in FILL else None
        )
        if handler is not None:
            for left in handler(rest, label):
                self.proposal.leave(left, self.filler.keep(left, target))
        elif target in NOTES:
            self.note(rest)
        elif target == "projects":
            for part in statements(rest):
                if not self.filler.project(part):
                    self.proposal.leave(part)
        elif target in ("problems", "measures"):
            parts = enumerated(rest)
            for part in parts:
                self.listed(part, len(parts) > 1)
        else:
            for left in self.filler.scalar(target, rest):
                of_unit = self.genre == "department-self-evaluation" and target.startswith(("duties.", "unit."))
                for still in self.filler.staff(left, label) if of_unit else (left,):
                    self.proposal.leave(still, self.filler.keep(still, target))

    def listed(self, text: str, whole: bool = False) -> None:
        """A problem or a measure; a label alone is none."""
        if labelled(text)[1]:
            self.filler.own.take(self.home, text, self.proposal, whole)

    def note(self, text: str) -> None:
        """Keep a note where notes go now."""
        if self.home == "findings" and not self.proposal.get("findings"):
            # What stands before the first finding is about all of them.
            self.home = "summary"
        if self.home == "findings":
            text = self.findings.status_of(text)
            self.findings.heading = False
        unplaced = self.genre == "township-summary" and self.home == "effects_duty" and not self.under
        if unplaced and tells_evaluation(text):
            # 小组：自评领导小组7人: how it was evaluated, wherever it stands.
            self.home = "evaluation.preparing"
        if text := unnumbered(text.strip("。；， \u3000")):
            keep_note(self.proposal, self.home, self.genre, text)
