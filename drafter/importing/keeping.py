"""What stands open while notes are read, and what takes them: a field, a list, a group of work, a finding.

The reader says what a line is; what is kept here says where it goes.

Limits: words that no field takes are kept as notes, and said.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable

from drafter.importing.changes import with_changes
from drafter.importing.fields import FILL, FieldFiller
from drafter.importing.finding_lines import read_finding
from drafter.importing.first_lines import read_first
from drafter.importing.goals_behind import goal_behind
from drafter.importing.goals_met import CountedGoal, read_goals, with_goals
from drafter.importing.headings import RESULTS
from drafter.importing.homes import NOTES, keep_note
from drafter.importing.labels import meaning
from drafter.importing.lines import NotedLine, enumerated, labelled, statements, unnumbered
from drafter.importing.money_parts import unchanged
from drafter.importing.money_spoken import parts_of
from drafter.importing.money_units import declared_unit, named_money
from drafter.importing.naming import read_named
from drafter.importing.projects import tells_account, tells_evaluation
from drafter.importing.proposal import Proposal, told_in
from drafter.importing.ranks import with_ranks
from drafter.importing.reasons import with_reason, without_share
from drafter.importing.rectifying import Findings
from drafter.importing.routes import StatementPlace, bare, once, route
from drafter.importing.spoken import RIGHT, indicator_heading, put_right
from drafter.importing.sums import with_sums
from drafter.importing.surveys import rated, satisfied
from drafter.language.amounts import amounts
from drafter.language.marks import fold

#: 自己看还有俩短板，… before the shortcomings themselves.
_ANNOUNCED = re.compile(
    r"(?:[^，。；：\d]{0,10}(?:有|存在|是|找|查)[^，。；：\d]{0,4}(?:\d个)?"
    r"(?:短板|不足|差距|毛病|弱项|欠缺|漏洞|问题|难处|困难|薄弱环节)(?:有|是|在)?[，：:][ \u3000]*)?"
)


_WHOLE_GOAL = re.compile("[（(](?:整体|总体|总的?)目标(?:原话|原文)?(?:是|为)?[：:]?(?P<said>[^（）()]{4,})[）)]")


#: 遥测少装12套 上面说了
_SAID = re.compile("[ ，,]+(?:上面|前面|前头|上头)(?:已经?|都)?(?:说|讲|写|提)(?:过|了)+[。]?$")
_OF_UNITS = ("project-self-evaluation", "department-self-evaluation")
_LATER = re.compile("(?:下一步|下步|接下来|往后|今后)[，：]?")


class Keeper:
    """Keeps what is read where it belongs; `home` is the list that notes go to now, `mode` what is open: "field",
    "list" (problems, measures), "notes", "group", "projects" or "" (nothing yet)."""

    def __init__(self, genre: str, proposal: Proposal) -> None:
        self.genre, self.proposal = genre, proposal
        self.filler = FieldFiller(genre, proposal)
        #: Where notes go that nothing places.
        self.rest = self.home = told_in(genre)
        self.mode = self.titled = ""
        self.indent = 0
        self.findings = Findings(proposal)
        #: The line of the label that opened the list of problems or measures, if it gave them itself.
        self.given: NotedLine | None = None
        #: Whether the field that was named last got its value on the line of its label.
        self.filled = False
        #: Whether a heading of its own opened the list that notes go to.
        self.under = False
        #: The list that the heading above opened, to which lines without a label of their own return.
        self.section = ""
        #: Where the statement before went by what it says ("" where it did not).
        self.before = ""
        #: Whether it is only such a statement that leads to the list that is open.
        self.led = False
        #: The group of work that a heading opened, and that goes on behind an indicator named on its own line.
        self.standing = self.resume = ""
        #: The mark of the line whose label was answered there last.
        self.kind = ""
        #: Goals that wait for what came of them.
        self.goals: list[CountedGoal] = []
        #: Whether the list of problems that is open was announced together with the measures.
        self.answered = False

    @abstractmethod
    def target_of(self, label: str, rest: str) -> str:
        """What a label means here."""

    # -- what a statement says ------------------------------------------------------------------------------------
    def place(self, line: NotedLine) -> StatementPlace:
        """Where a line without a label would stand."""
        held = "nothing"
        # What is no row of a table of projects ends it.
        if self.mode == "list":
            apart = self.given is not None and self.given.number != line.number and not line.mark
            # What is to be done goes on where it does not say that it was.
            held = ("headed" if self.home == "measures" else "told") if apart else "listed"
        elif self.mode == "field":
            held = "told" if self.filled and not line.indent else "headed"
        elif self.mode in ("notes", "group"):
            held = "headed" if self.under or self.mode == "group" else "told"
        return StatementPlace(self.home, held, self.before, self.led and self.mode == "notes")

    def routed(self, text: str, place: StatementPlace) -> str:
        """Where a statement belongs by what it says ("" where it stays)."""
        target = route(text, self.genre, place)
        return "" if once(target, self.genre) and self.proposal.get(target) is not None else target

    def go(self, target: str) -> None:
        """What follows belongs to `target`, which no label named."""
        self.under, self.filled, self.before = False, True, target
        if target == "work":
            self.home, self.mode = "work", "group" if self.proposal.get("work") else "notes"
        else:
            self.enter(target, "")
        self.led = True

    def leave(self, text: str, target: str) -> None:
        """Keep what the field `target` did not take where it belongs by what it says, else as a note."""
        if read_named(text, self.proposal):
            return
        if unchanged(text, self.proposal):
            return
        points = target == "score" and all(one.sort == "分" for one in amounts(fold(text)))
        to = "" if points else self.routed(text, StatementPlace(target, "told"))
        # Points of one indicator speak of its matter (执行率9.4), and are points all the same.
        unsure = (to == "unit.name" and not target.startswith("letter")) or (to == "money" and target == "score")
        if not to or unsure or to in (target, told_in(self.genre)):
            self.proposal.leave(text, self.filler.keep(text, target))
            return
        home, self.home = self.home, to
        self.fill(to, text, "")
        self.home = home

    def put_right(self, text: str) -> bool:
        """Put right what a line takes back (更正：改了51处，剩2处…) in the note that said it; False where none did."""
        match = RIGHT.match(text)
        notes = self.proposal.get(self.home) or []
        if self.home in ("work", "findings") and notes:
            notes = notes[-1].get("notes", [])
        if match is None or not all(isinstance(note, str) for note in notes):
            return False
        for at in range(len(notes) - 1, -1, -1):
            if (told := put_right(notes[at], text[match.end() :])) is not None:
                notes[at] = told
                self.proposal.aside(text)
                return True
        return False

    # -- what opens -----------------------------------------------------------------------------------------------
    def finding(self, problem: str, done: str, status: str, text: str) -> None:
        """A row of a table of findings."""
        self.findings.row(problem, done, status, text)
        self.home, self.mode = "findings", "group"

    def open(self, label: str) -> None:
        """A heading alone: what follows belongs to it."""
        rows = self.proposal.get("work") or []
        if RESULTS.fullmatch(label) and self.mode == "group" and rows and not rows[-1].get("notes"):
            # 目标A·修缮, then 结果A: the results are told under the name of the goals.
            return
        self.filler.unit_of_money = declared_unit(label) or self.filler.unit_of_money
        self.under, self.filled = True, False
        target = self.target_of(label, "")
        both = {meaning(part, self.genre) for part in re.split("[和与、及]", label)}
        self.answered = {"problems", "measures"} <= both
        target = "problems" if self.answered else target
        if target == "problems" and self.genre == "rectification" and not self.proposal.get("findings"):
            # 三个问题 over the numbered lines of a letter: what is to be put right.
            self.mode, self.home, self.under = "", "summary", False
            return
        self.section = target if target in NOTES else ""
        if target == "goals.year" and (whole := _WHOLE_GOAL.search(label)) is not None:
            # 【年初目标】（整体目标原话：参保应保尽保，基金安全）
            self.proposal.add("goals.overall", whole["said"].strip("，。； "), label)
        group = re.sub(r"^(?:目标|任务)[一二三四五六七八九十\d]{1,3}[：:、]?", "", label)
        if target:
            self.enter(target, label)
        elif self.genre in ("project-self-evaluation", "rectification"):
            self.group((self.genre != "rectification" and indicator_heading(group)) or group)
            self.findings.heading = self.genre == "rectification"
        else:
            self.proposal.leave(label)
            self.mode, self.home = "notes", self.rest

    def enter(self, target: str, label: str) -> None:
        """What follows belongs to `target`."""
        self.titled, self.led = label, False
        if target == "shortcomings":
            # What the unit finds lacking itself, beside what others found.
            self.home, self.mode = "problems", "list"
            return
        if target == "problems" and self.genre == "rectification":
            # 〖问题〗 stands over the findings themselves.
            self.home, self.mode = "findings", ""
            return
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
        self.standing, self.resume = name, ""
        rows = self.proposal.get("work") or []
        if path == "work" and rows and rows[-1].get("title") == name:
            self.home, self.mode, self.indent = path, "group", 0
            return
        inner = re.sub(r"[（(][^）)]*[）)]$", "", name) if path == "work" else name
        if path == "findings":
            self.findings.add(read_finding(name), title)
        else:
            self.proposal.add(path, {"title": inner or name}, title)
        self.home, self.mode, self.indent = path, "group", 0

    def opening(self, text: str) -> bool:
        """A line before any label that is a title, or is about money or the unit."""
        left = read_first(text, self.filler)
        if left is not None:
            for one in left:
                self.leave(one, "unit.name")
            return True
        # A letter has no place for the money of a year but among its words.
        return self.genre not in ("township-summary", "rectification") and self.filler.money(text)

    def fill(self, target: str, rest: str, label: str) -> None:
        """Read `rest` into the field that a label means, or that its own words name."""
        rest = rest if label else bare(rest, target, self.genre)
        if target == "project.uses" and parts_of(rest, self.proposal.get("fund.spent"), self.filler.unit_of_money):
            # 花在：管材876.4万，土建1512.6万: what was spent on what.
            target = "money"
        if target.startswith("goals."):
            self.goals = read_goals(rest) or self.goals
        handler: Callable[[str, str], Iterable[str]] | None = (
            getattr(self.filler, FILL[target]) if target in FILL else None
        )
        if handler is not None:
            for left in handler(rest, label):
                self.leave(left, target)
        elif target in (*NOTES, "work"):
            self.note(rest)
        elif target == "projects":
            for part in statements(rest):
                if not self.filler.project(part):
                    self.proposal.leave(part)
        elif target in ("problems", "measures", "shortcomings"):
            if target == "problems" and self.genre == "rectification":
                self.enter("shortcomings", label)
            parts = enumerated(rest)
            for part in parts:
                self.listed(part, len(parts) > 1)
        else:
            for left in self.filler.scalar(target, rest, label):
                of_unit = self.genre == "department-self-evaluation" and target.startswith(("duties.", "unit."))
                for still in self.filler.staff(left, label) if of_unit else (left,):
                    self.leave(still, target)

    def listed(self, text: str, whole: bool = False) -> None:
        """A problem or a measure; a label alone is none."""
        if any(c.isdigit() for c in text):
            # What tells a figure itself needs no word of where it was told before.
            text = _SAID.sub("", text)
        if self.genre == "rectification":
            text = _ANNOUNCED.sub("", text, count=1) or text
            for later in [one for one in statements(text) if self.home == "problems" and _LATER.match(one)]:
                # …用不来。下一步8月前集中教2次
                self.proposal.add("next", _LATER.sub("", later), later)
                text = text.replace(later, "").strip("；。")
        if labelled(text)[1]:
            self.filler.own.take(self.home, text, self.proposal, whole)

    def note(self, text: str) -> None:
        """Keep a note where notes go now."""
        if self.resume and self.home == "work":
            self.group(self.resume)
        lost = self.findings.tabled and self.home not in NOTES
        if lost or (self.home == "findings" and not self.proposal.get("findings")):
            # What stands before the first finding, or beneath a table of them, is about all of them.
            self.home = "summary"
        if self.home == "findings":
            text = self.findings.status_of(text)
            self.findings.heading = False
        unplaced = self.genre == "township-summary" and self.home == "effects_duty" and not self.under
        # 小组：自评领导小组7人: how it was evaluated, wherever it stands.
        home = "evaluation.preparing" if unplaced and tells_evaluation(text) else self.home
        if (unplaced or (home == "unit.notes" and not self.under)) and tells_account(text):
            home = "fund.notes"
            text = self.filler.account(text)
        typed = text
        if text := with_reason(without_share(goal_behind(without_share(unnumbered(text.strip("。；， \u3000")))))):
            if home == "fund.notes":
                text = re.sub(r"(?<=[；，])(?=\d[\d.]*[%％](?:$|[；，（]))", "执行率", text)
            text, used = with_goals(text, self.goals)
            text = with_reason(text) if used else text
            self.goals = [goal for goal in self.goals if goal not in used]
            text = with_ranks(with_changes(text))
            if home in ("evaluation.preparing", "grades.notes", "unit.notes"):
                text = self.filler.said(text)
            if self.genre in _OF_UNITS and "满意" in text:
                text = rated(text)
            if home == "satisfaction" or (
                home == "work" and "满意" in str((self.proposal.get("work") or [{}])[-1].get("title"))
            ):
                text = satisfied(text)
            if home == "effects_public":
                text = self.filler.said(text)
                # 收回247份、满意226份；91.5%: a bare rate is that of satisfaction.
                text = re.sub(r"(?<=[；，])(?=\d[\d.]*[%％](?:$|[；，（]))", "满意度", text, count=1)
            if home == "next":
                text = re.sub(r"(^|[；。])[一二三四五六七八九十]是(?=\S{4})", r"\1", text)
            text = with_sums(named_money(text, self.filler.unit_of_money), self.filler.unit_of_money)
            keep_note(self.proposal, home, self.genre, text, typed)
