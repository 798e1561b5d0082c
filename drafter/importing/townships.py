"""What a township tells of its projects: one of many, how many have which grade, what all of them had and spent.

Limits: a line is taken only where it says so by itself, or stands in a list of projects.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable

from drafter.importing.counts import read_counts
from drafter.importing.grading import fill_grades, read_grades, tells_graded, told_graded
from drafter.importing.lines import statements
from drafter.importing.opening import OFFICE
from drafter.importing.projects import (
    tells_account,
    tells_grades,
    tells_project,
    tells_total,
    told_project,
    without_totals,
)
from drafter.importing.proposal import Proposal
from drafter.importing.sums import with_sums
from drafter.importing.surveys import rated
from drafter.importing.totals import read_totals, settle_totals
from drafter.importing.township_kind import with_place
from drafter.importing.unspent import explain_unspent
from drafter.language.lexicon import words
from drafter.language.marks import fold

_GRADE_NAMES = re.compile(r"(?P<grade>[优良中差])(?P<count> ?\d+ ?[个项]?)（(?P<names>[^）]*)）")

#: 依据 县财政局《通知》（甲财绩〔2025〕3号）
_BASIS = re.compile(
    r"(?:依据|根据|按照?)(?:的?是|为)?[：: \u3000]*(?P<what>[^，。；]*(?:》|〔20\d\d〕[^，。；]*号）?))"
    r"(?:[，、](?P<number>[\u4e00-\u9fff]{2,8}〔20\d\d〕\d+号))?(?:那个|这个|的)?(?:通知|文件|要求)?(?:办|弄|做|搞)?的?"
)
#: 调增388.2=应急补助240+灾后修复148.2
_PARTS = re.compile(
    r"(?P<head>(?:调增|追加|增加|调减|压减)\d[\d.]*(?:万元?)?)[=＝](?P<parts>[^，。；=＝]+(?:[+＋][^，。；=＝]+)+)"
)
#: 项目支出1463.6花了1374.68
_SPENT_OF = re.compile(
    r"(?P<of>基本支出|项目支出)(?P<sum>\d[\d.]*(?:万元?)?)[，、]?(?:实际)?(?:花了?|支出|用了?)(?=\d)"
)
#: A sum without its unit: with a decimal, behind a word of change, or last of a part.
_BARE_SUM = re.compile(
    r"(?<![\d.])(?:\d+\.\d+|(?<=压掉|压减|调增|调减|追加)\d+|(?<=[\u4e00-\u9fff]{2})\d{2,}(?=[、，；。]|$))(?![\d.万亿元%％\u4e00-\u9fff])"
    r"|(?<![\d.])\d+\.\d+(?=是|花|支出|用)"
)
_LAST_COUNT = re.compile(r"(?:上年|去年|上一年)(?:度)?(?:才|只|仅|是|为|有)*(?P<count>\d{1,3})个(?:项目)?")
#: 甲财〔2025〕3号《通知》
_NUMBER_FIRST = re.compile(r"(?P<number>[\u4e00-\u9fff]{2,8}〔20\d\d〕\d+号)[ \u3000]*(?P<title>《[^》]+》)")
_WHOLE_UNIT = re.compile(r"(?:整个)?(?:全)?[镇乡街道本级的部门]{0,6}整体支出[^。；]*?(?:预算|支出|花)[^。；\d]{0,4}\d")
_DAY_ALONE = re.compile(r"(?:20\d\d年(?:度)?的?)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下中]午|晚上)?")
#: 我们是甲县的山区镇
_OF_COUNTY = re.compile(r"(?P<we>我们(?:[镇乡]|街道)?是)(?P<county>[\u4e00-\u9fff]{2,6}(?:县|市|区|旗))的")
#: Characters of a sentence that fills no chapter.
_SHORT = 30


class TownshipFiller:
    """Takes the lines that tell projects; `unit_of_money` is what bare figures count in."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.unit_of_money = ""
        #: What a line said besides that is still to be placed.
        self.over: list[str] = []

    @abstractmethod
    def keep(self, text: str, target: str) -> str:
        """Keep words that no field took as a note; answers where."""

    def basis(self, rest: str) -> None:
        """What the evaluation follows: 依据县财政局《通知》（甲财绩〔2025〕3号），开展2024年度绩效自评."""
        bare = rest.strip("。；， \u3000")
        self.proposal.add("evaluation.preparing", self.based(f"依据{bare}") or bare, rest)

    def based(self, text: str) -> str:
        """A note that names a document and nothing that followed from it, with what did ("" for any other)."""
        match = _BASIS.fullmatch(text.strip("。；， \u3000"))
        if match is None:
            return ""
        year = self.proposal.get("year")
        what = f"{match['what']}（{match['number']}）" if match["number"] else match["what"]
        numbered = _NUMBER_FIRST.sub(r"\g<title>（\g<number>）", what)
        return f"依据{numbered}，开展{f'{year}年度' if isinstance(year, int) else ''}绩效自评"

    def said(self, text: str) -> str:
        """How the evaluation went in the words of a report: 自评小组7人 was set up, 培训2场 was held."""
        text = rated(self.based(text) or text)
        for one in words("township")["said"]:
            text = re.sub(one["like"], one["to"], text)
        return text

    def grades(self, rest: str, label: str) -> Iterable[str]:
        """How many projects have which grade, and which they are (优2（招商、创新券）)."""
        if read_grades(rest, self.proposal):
            return []
        rows = self.proposal.get("projects") or []
        for match in _GRADE_NAMES.finditer(fold(rest)):
            for name in re.split("[、，]", match["names"]):
                fitting = [row for row in rows if name.strip() and name.strip() in row.get("name", "")]
                if len(fitting) == 1:
                    fitting[0].setdefault("grade", match["grade"])
        rest = re.sub("(?<![\u4e00-\u9fff])(?:没有评?差的?|差的?没有|没有)(?=$|[，。；])", "差0个", fold(rest))
        rest = _GRADE_NAMES.sub(r"\g<grade>\g<count>", fold(rest))
        rest = re.sub(r"(?<=[\d个项]) *(?=[优良中差])", "、", rest)
        return read_counts(rest, self.proposal, "grades")

    # -- many -----------------------------------------------------------------------------------------------------
    def project(self, text: str, listed: bool = True) -> bool:
        """A line that tells one of many projects, in words where it stands in a list of them."""
        unit = self.unit_of_money if self.unit_of_money.endswith("元") else ""
        found = told_project(text, listed, unit)
        if found is None:
            return False
        at = self.proposal.add("projects", found.row, text)
        for part in found.left:
            self.proposal.leave(part, at)
        if found.row.get("spent", "").startswith("0") and found.more and "reason" in found.row:
            # 18/0 没支出。招标两回都流标: why nothing was spent.
            found.row["reason"] = "，".join(found.more)
            return True
        if found.more:
            # What a project did is told as its own: 兴业路二期方面，修2.4公里.
            said = "。".join(found.more)
            self.proposal.add("effects_duty", f"{found.row['name']}方面，{said}", said)
        return True

    def project_above(self) -> bool:
        """Whether the line above told a project, so that this one may too."""
        last = next((one for one in reversed(self.proposal.origins) if one.line < self.proposal.line), None)
        return last is not None and last.line == self.proposal.line - 1 and last.path.startswith("projects[")

    def township(self, text: str, listed: bool) -> bool:
        """Whether a line tells a project or how many have which grade, wherever it stands."""
        parts = statements(text)
        if len(parts) > 2 and sum(tells_project(part) for part in parts) * 3 > len(parts) * 2:
            # Many of them on one line.
            for part in parts:
                if not self.project(part, True):
                    self.proposal.leave(part, self.keep(part, "projects"))
            return True
        if len(parts) > 1 and tells_grades(parts[-1]) and not tells_grades(text):
            for part in parts:
                if not self.township(part, listed):
                    self.proposal.leave(part, self.keep(part, "money"))
            return True
        if self.graded(text):
            return True
        told = read_totals(text, self.proposal, self.unit_of_money)
        if told is not None:
            self.over = [one for one in told if not self._last_count(one)]
            return True
        if _WHOLE_UNIT.match(fold(text)):
            # 整个镇的整体支出也自评了，预算3240万…: beside the projects.
            self.proposal.add("fund.notes", with_sums(text, self.unit_of_money), text)
            return True
        if tells_total(text, self.proposal.get("projects") or []):
            # What they come to is reckoned.
            self.proposal.aside(text)
            return True
        if self.project(text, listed or tells_project(text)):
            return True
        if not tells_grades(text):
            return False
        for left in self.grades(text, ""):
            self.proposal.leave(left, self.keep(left, "grades"))
        return True

    def account(self, text: str) -> str:
        """What was planned, spent or left, its bare sums in the unit of the page, its parts named as such."""
        if not tells_account(text):
            return text
        text = _PARTS.sub(lambda one: f"{one['head']}，其中{re.sub('[+＋]', '、', one['parts'])}", text)
        text = _SPENT_OF.sub(r"\g<of>预算\g<sum>、支出", text)
        return _BARE_SUM.sub(rf"\g<0>{self.unit_of_money or '万元'}", text)

    def _last_count(self, text: str) -> bool:
        """Whether what a line of totals says besides is how many projects there were a year ago (去年才9个)."""
        match, count = _LAST_COUNT.fullmatch(text.strip("。；， ")), self.proposal.get("fund.count")
        if match is None or not count:
            return False
        self.proposal.add("evaluation.preparing", f"自评项目{count}，上年为{match['count']}个", text)
        return True

    def graded(self, text: str) -> bool:
        """Whether a line tells how many projects have which grade, or which one has a grade and why."""
        if read_grades(text, self.proposal):
            return True
        if not tells_graded(text):
            return False
        self.proposal.add("grades.notes", with_sums(told_graded(text), self.unit_of_money), text)
        return True

    def name_in_full(self) -> None:
        """The unit by its whole name, where the first notes on it give it or the county it is of."""
        unit = self.proposal.data.get("unit")
        notes = unit.get("notes") if isinstance(unit, dict) else None
        if not isinstance(unit, dict) or not notes or not isinstance(unit.get("name"), str):
            return
        # A day that stood in the headline is no note.
        notes[:] = [note for note in notes if not _DAY_ALONE.fullmatch(fold(note).strip())]
        if not notes:
            return
        first, name = notes[0], unit["name"]
        head = re.split("[。，；]", fold(first))[0]
        if (OFFICE.fullmatch(head) or head.endswith(name)) and name in head and len(head) > len(name):
            # 甲县乙镇人民政府 behind a headline that only says 乙镇.
            unit["name"], first = head, first[len(head) :].lstrip("。，； ")
        elif (county := _OF_COUNTY.match(fold(first))) is not None:
            unit["name"] = name if county["county"] in name else f"{county['county']}{name}"
            first = f"{name}是{first[county.end('we') :]}"
        notes[:1] = [first] if first else []

    def with_what_secures(self) -> None:
        """One short sentence on who saw to it all (镇长主持推进会3次) stands with how it was done: a chapter of one
        sentence is none."""
        held = self.proposal.table("evaluation")
        secured, prepared = held.get("securing") or [], held.get("preparing") or []
        if len(secured) == 1 and prepared and isinstance(secured[0], str) and len(secured[0]) <= _SHORT:
            place = f"evaluation.preparing[{len(prepared)}]"
            prepared.append(held.pop("securing")[0])
            self.proposal.origins[:] = [
                one._replace(path=place) if one.path == "evaluation.securing[0]" else one
                for one in self.proposal.origins
            ]

    def settle(self) -> None:
        """What can be told once all is read: totals that only say again what is reckoned, grades that are left."""
        self.name_in_full()
        self.with_what_secures()
        with_place(self.proposal)
        without_totals(self.proposal)
        fill_grades(self.proposal)
        explain_unspent(self.proposal)
        settle_totals(self.proposal)
