"""The reader of notes: line by line, each to the field, the group or the list that it belongs to.

The writer gains a case from a page of notes as it is: labels lead to fields, headings open groups, what stands beneath
them becomes notes, and what nothing knows is kept under the nearest heading and said.

Limits: what a line means is looked up in data; the order of the notes is kept.
"""

from __future__ import annotations

import re

from drafter.importing import pasted
from drafter.importing.account import settle
from drafter.importing.asides import aside, without_asides
from drafter.importing.dates import whole_years
from drafter.importing.fields import FILL
from drafter.importing.first_lines import read_signed
from drafter.importing.fund_account import without_account
from drafter.importing.headings import STEPS, office_alone, read_heading
from drafter.importing.homes import NOTES, keep_note
from drafter.importing.kinds import guess_genre
from drafter.importing.label_lines import cells_apart, fields_apart, labels_of, said_label
from drafter.importing.labelling import Labeller
from drafter.importing.labels import opened_by
from drafter.importing.letter_page import named_in_letter, of_past, of_writer
from drafter.importing.lines import NotedLine, enumerated, statements
from drafter.importing.losses import nothing_lost
from drafter.importing.money_spoken import parts_of, tells_sources, tells_sums
from drafter.importing.money_units import declared_unit, told_money
from drafter.importing.opening import read_year, settle_name
from drafter.importing.outline import outlined
from drafter.importing.prepared import prepared
from drafter.importing.projects import counts_things, tells_money, tells_points, tells_whole, told_project
from drafter.importing.proposal import Proposal
from drafter.importing.routes import StatementPlace, once, weights
from drafter.importing.spoken import corrected, unquoted
from drafter.importing.sums import carried_rates, with_sums
from drafter.importing.terse import with_terse_forms
from drafter.language.marks import fold
from drafter.language.pieces import in_pieces


def read_notes(text: str, genre: str = "", year: int = 0, into: Proposal | None = None) -> Proposal:
    """The case that notes state. `genre` and `year` are looked for in the text where they are not given. `into` is a
    case in the making that the notes complete: what it states already stays."""
    text, numbers = in_pieces(text)
    reader = Reader(genre or guess_genre(text) or "project-self-evaluation", into or Proposal())
    reader.proposal.guessed = not genre
    reader.proposal.genre = reader.proposal.data["genre"] = reader.genre
    text, remarks = prepared(text, reader.genre)
    list(map(reader.proposal.aside, remarks))
    found = year or read_year(text)
    text = whole_years(with_terse_forms(text, found, reader.genre), found)
    if found:
        reader.proposal.put("year", found)
    text = named_in_letter(text, reader.proposal)
    every = outlined(text, reader.genre, numbers)
    left = without_account(every, reader.proposal, reader.genre)
    for index, line in enumerate(left):
        reader.take(line, left[index + 1] if index + 1 < len(left) else None)
    reader.close()
    settle_name(text, reader.proposal)
    nothing_lost(every, reader.proposal)
    return reader.proposal


#: What is told on the line of its label; what comes beneath is something else.
_ONE_LINE = ("goals.year", "goals.overall", "goals.expected", "letter.notice", "score")
_WORD = re.compile(r"[^\W\d_]")
_TOP = 2  # How many lines may be a headline with a dash in it.
#: Where no table of work belongs.
_ASIDE = ("application", "next", "management", "letter.to", "problems", "measures")
#: 1833万怎么花的——线路补贴1410万，…
_SPENT_ON = re.compile(
    r"^(?:这|那)?(?:\d[\d.]*[万亿]?元?)?(?:都|钱|一共)*"
    r"(?:怎么花的|花在哪(?:里|儿)?(?:了)?|用在哪(?:里|儿)?(?:了)?|花到哪(?:里|儿)?了?)(?:——+|--+|[：:，？?])[ ]*"
)
_ON_A_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[底初])")
_CAME = re.compile(
    "[寄送写发](?:来|给我们|到局里)|来信|感谢信|锦旗|表扬信|(?:代表|委员|领导|记者|电视台|报社|专家)[^，。；]{0,12}来|来(?:看|转|拍|参观|视察|调研|学)"
)
#: What words weigh that leave no doubt of a place.
_SURE = 4


class Reader(Labeller):
    """Reads line after line into a proposal."""

    def __init__(self, genre: str, proposal: Proposal) -> None:
        super().__init__(genre, proposal)
        self.table: list[NotedLine] = []

    # -- lines ----------------------------------------------------------------------------------------------------
    def take(self, line: NotedLine, following: NotedLine | None = None) -> None:
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
        if self.mode in ("", "notes") and not _WORD.search(line.text):
            # Figures alone name no field and open nothing: they stay as they stand.
            self.note(line.text)
            return
        if aside(line.text):
            self.findings.corrected(line.text)
            self.filler.unit_of_money = declared_unit(line.text) or self.filler.unit_of_money
            self.proposal.aside(line.text)
            return
        if self.put_right(line.text):
            return
        bare, said = without_asides(line.text)
        list(map(self.proposal.aside, said))
        bare, slip = corrected(carried_rates(bare))
        if slip:
            self.proposal.aside(slip)
        if self.genre != "rectification" and self.mode != "list":
            bare = STEPS.sub("，", bare)
        line = line._replace(text=bare)
        if self.genre == "rectification" and of_writer(said):
            # …——自己找的两个毛病写上
            self.enter("shortcomings", "")
            self.given = line
        if office_alone(bare) and self.genre != "rectification":
            # 普法股 over its own lines says whose work it is.
            self.proposal.aside(bare)
            if self.mode:
                self.under, self.mode, self.home = False, "notes", self.rest
            return
        if not bare or self.headed(line, following):
            return
        if self.numbered(line.text):
            return
        if self.mode == "list" and line.mark == "item" and labels_of(line.text, self.genre) is None:
            self.listed(line.text, len(enumerated(line.text)) == 1)
            return
        mode = "" if self.mode == "field" and self.filled else self.mode
        if self.genre == "rectification" and self.findings.over(line, mode):
            # Behind findings that were each told on one line stands what is about all of them.
            self.rest = self.home = "summary"
            self.mode, self.under, mode = "notes", False, "notes"
        plainly = self.genre == "rectification" and not line.mark and labels_of(line.text, self.genre) is None
        if plainly and self.findings.plainly(line.text):
            self.home, self.mode = "findings", "group"
            return
        if self.genre == "rectification" and not line.mark and self.findings.referred(line.text):
            return
        if self.genre == "rectification" and self.findings.take(line, mode, self.under and self.mode == "notes"):
            self.home, self.mode, self.indent = "findings", "group", 0
            return
        if self.mode == "" and not line.mark and "：" not in fold(line.text) and self.titled_by(line.text):
            return
        parts = labels_of(line.text, self.genre)
        if parts is None:
            list(map(self.plain, self.apart(line)))
            return
        for label, rest in parts:
            self.labelled(label, rest, line)

    def another(self, line: NotedLine) -> bool:
        """Whether a line stands for itself behind one whose label was answered there: as plain, or marked as that."""
        return not line.indent and line.kind == self.kind

    def apart(self, line: NotedLine) -> list[NotedLine]:
        """The sentences of a line without a label, where one of them says by its words where it belongs."""
        said = map(unquoted, statements(line.text, "。！？"))
        parts = [one for part in said for one in fields_apart(part, self.genre) if one]
        place = self.place(line)
        if len(parts) == 1:
            # 目的是…；方法是…: two places in one sentence, or one that takes a statement only.
            parts = statements(line.text, "；")
            targets = {self.routed(part, place) for part in parts} - {""}
            if len(targets) < 2 and not (len(parts) > 1 and any(once(one, self.genre) for one in targets)):
                return [line]
            parts = self.grouped(parts, place)
        elif self.genre == "township-summary" and told_project(line.text, True, "万元"):
            return [line]
        told = any(said_label(part, self.genre)[0] or self.routed(part, place) for part in parts)
        return [line._replace(text=part) for part in parts] if told else [line]

    def titled_by(self, text: str) -> bool:
        """Whether a line at the very top is a headline, whatever dash it holds."""
        return self.proposal.line <= _TOP and "—" in text and self.opening(text)

    def grouped(self, parts: list[str], place: StatementPlace) -> list[str]:
        """The parts of a sentence, those that go nowhere by their words in one with the ones beside them."""
        found: list[str] = []
        loose = False
        for part in parts:
            stays = not self.routed(part, place)
            if stays and loose:
                found[-1] = f"{found[-1]}；{part}"
            else:
                found.append(part)
            loose = stays
        return found

    def close(self) -> None:
        """Read what is still open."""
        self.flush()
        if self.genre == "rectification":
            settle(self.findings)
        self.filler.close()

    def flush(self) -> None:
        """Read the table that was pasted, if one was."""
        if self.table:
            rows, self.table = self.table, []
            if len(rows) == 1 and not any(re.fullmatch(r"[\d.,%]*", cell) for cell in rows[0].cells):
                # One row of words is a line with wide blanks.
                told = "；".join(cell for cell in rows[0].cells if cell)
                self.take(rows[0]._replace(cells=(), text=told))
                return
            if not self.under and (self.mode == "list" or self.home in _ASIDE):
                # A table of work beneath a label that was answered on its own line belongs to the work.
                self.mode, self.home = "notes", self.rest
            many = len(self.proposal.get("findings") or [])
            pasted.read_table(rows, self)
            if self.genre == "rectification" and len(self.proposal.get("findings") or []) > many:
                # What is told beneath a table of findings is about all of them, unless it names one.
                self.rest = self.home = "summary"
                self.mode, self.under = "notes", False
                self.findings.tabled = True

    # -- headings and labels --------------------------------------------------------------------------------------
    def headed(self, line: NotedLine, following: NotedLine | None) -> bool:
        """Whether a line is a heading; if it is, what follows belongs to it."""
        found = read_heading(line, following, self.genre, self.mode)
        if found is None:
            return False
        if re.search(r"\d", line.text) and not self.counted(line.text):
            # 3个问题 over its lines: the count is told nowhere.
            self.proposal.aside(line.text)
        (self.group if found.named else self.open)(found.words)
        return True

    # -- what stands beneath --------------------------------------------------------------------------------------
    def plain(self, line: NotedLine) -> None:
        """A line without a label."""
        text = line.text
        label, rest = said_label(text, self.genre)
        if label:
            self.labelled(label, rest, line)
            return
        if self.mode == "field" and self.section and line.mark == "item":
            self.mode, self.home = "notes", self.section
        if self.mode == "field" and self.home == "score" and weights(text, self.genre).get("score", 0) >= _SURE:
            # 自评93.1分。执行率得9.4: more of the same.
            self.fill("score", text, "")
            return
        if (signed := read_signed(text)) and self.proposal.put("sign.date", signed, text):
            return
        if self.home == "application" and self.filled and not self.under and self.genre == "township-summary":
            # 结果咋用：… was told on the line of its label.
            self.mode, self.home = "notes", self.rest
        done = self.filled or self.proposal.get(self.home) is not None
        if self.mode == "field" and self.home not in (*FILL, *NOTES) and done:
            self.mode = ""
        if self.mode == "field" and self.home == "unit.name" and self.filled and self.genre == "township-summary":
            self.mode, self.home = "notes", "fund.notes" if tells_money(text) else "unit.notes"
        if self.mode == "field" and self.home in ("genre", "year", "unit.name") and self.filled:
            # What the notes are on and who writes them is told on one line.
            self.mode, self.home = "", self.rest
        if self.mode == "field" and self.filled and self.home in _ONE_LINE and self.another(line):
            self.mode, self.home = "", self.rest
        if self.of_projects(line):
            return
        if self.mode == "" and self.opening(text):
            return
        spent = self.proposal.get("fund.spent")
        parted = _SPENT_ON.sub("", text)
        if self.genre not in ("township-summary", "rectification") and tells_sources(text):
            self.fill("money", told_money(text, self.filler.unit_of_money or "万元"), "")
            return
        if self.genre == "project-self-evaluation" and parts_of(parted, spent, self.filler.unit_of_money):
            self.fill("money", parted, "")
            return
        if self.genre == "township-summary" and self.mode == "notes" and not self.under and tells_whole(text):
            keep_note(self.proposal, "fund.notes", self.genre, with_sums(text, self.filler.unit_of_money))
            return
        if target := self.routed(text, self.place(line)):
            open_ = self.mode, self.home, self.under
            self.go(target)
            self.fill(target, text, "")
            if target == "management":
                # One statement on how money is managed among what was done; what follows goes on with that.
                self.mode, self.home, self.under = open_
            return
        self.before = ""
        if self.genre == "rectification" and self.home == "next" and not line.mark and of_past(text):
            # 审计局来复核过 behind the plans is none of them.
            self.under, self.mode, self.home = False, "notes", "summary"
        if self.genre == "township-summary" and self.mode == "":
            # 4月9日 语音卡口装完: what happened on a day says nothing of what the township is.
            rest = self.rest if _ON_A_DAY.match(fold(text)) else "unit.notes"
            home = "fund.notes" if tells_money(text) else rest
            keep_note(self.proposal, home, self.genre, with_sums(self.filler.account(text), self.filler.unit_of_money))
            return
        if line.mark != "item" and not line.indent and (target := opened_by(text, self.genre)):
            self.under = False
            self.enter(target, "")
            self.given = line
        told = self.given is not None and self.given.number != line.number and not line.mark and not line.indent
        if self.mode == "list" and self.home == "measures" and told and _CAME.search(text):
            # Behind measures that were told on one line: what came in is none of them.
            self.mode, self.home = "notes", self.rest
            self.note(text)
            return
        if self.mode == "list" and self.genre == "rectification" and told and self.filler.own.problems:
            # Behind shortcomings that were told on one line stands what is about all.
            self.mode, self.home = "notes", "summary"
            self.note(text)
            return
        if self.mode == "list":
            if self.answered and self.filler.own.problems and not line.mark:
                # 毛病和办法 over two lines: the second are the measures.
                self.enter("measures", "")
                self.answered = False
            self.listed(text)
            return
        if (
            self.mode == "field"
            and self.home == "money"
            and (line.mark or (self.filled and not line.indent))
            and not tells_money(text)
            and counts_things(text)
        ):
            self.mode, self.home = "notes", self.rest
        plainly = self.mode == "field" and self.home == "money" and self.filled and not line.indent
        if plainly and not tells_sums(text) and not line.mark:
            # 土建6月封顶，晚了8天，因为…: no word of money beneath a line of money.
            self.mode, self.home = "notes", self.rest
        if self.mode == "field" and self.home == "money" and tells_points(text):
            self.fill("score", text, "")
            return
        if self.mode == "field":
            named = self.home.startswith(("unit.", "project.")) and self.genre != "township-summary"
            if not (named and self.filler.money(text)):
                self.fill(self.home, text, "" if self.filled else self.titled)
            return
        self.note(text)
