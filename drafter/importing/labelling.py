"""Labelled lines of notes: what a label means where it stands, and where what stands behind it goes.

Limits: a label that nothing knows names a group where reports have groups, and is told with its line elsewhere.
"""

from __future__ import annotations

import re
from abc import abstractmethod

from drafter.composing.aspects import untitled
from drafter.importing.bases import of_project
from drafter.importing.fields import FILL
from drafter.importing.goals_met import read_goals
from drafter.importing.headings import GOALS, NUMBERED_OWN, RESULTS
from drafter.importing.homes import NOTES, UNTITLED, keep_note, united
from drafter.importing.keeping import Keeper
from drafter.importing.label_lines import another_like
from drafter.importing.labels import beyond, is_group, meaning, without_speaker
from drafter.importing.lines import NotedLine, statements
from drafter.importing.lines import labelled as label_of
from drafter.importing.opening import without_years
from drafter.importing.projects import counts_things, tells_whole
from drafter.importing.proposal import told_in
from drafter.importing.routes import weights
from drafter.importing.spoken import MIXED, named_rate, work_group
from drafter.importing.sums import with_sums
from drafter.language.lexicon import words
from drafter.language.marks import fold
from drafter.language.verbs import verb_words

_HOW_MANY = re.compile(r"(?P<count>\d{1,3})项(?P<what>[\u4e00-\u9fff]{2,8})（[^（）]*指标）")
#: 设施-1, 设施-2: lines of one label that are counted.
_COUNTED = re.compile(r"(?<=[\u4e00-\u9fff])[-－—·]\d{1,2}$")
#: 里头：楼1座、场9处: parts of what was counted before.
_WITHIN = frozenset(("里头", "里面", "内中", "其中", "当中", "包括"))
_ENDS_IN_COUNT = re.compile(r"(?<=[\u4e00-\u9fff])\d[\d.]*[\u4e00-\u9fff%]{1,2}$")
#: What words weigh that belong where the line above stood (奖励：… behind 排名：…).
_AT_HOME = 5
_REMARKED = re.compile(
    "(?:最?重点|最费劲|最费力|最难|最花(?:力气|功夫|时间)|最大|最要紧|最重要|要素最?多|最细|要细写|详写|重头)(?:写)?的?(?:一|1)[项个件桩](?:事|活|活动|工作)?|(?:重点|详细|细)写(?:的)?"
)
_HOW = re.compile("怎么|咋|如何|措施|办法")
#: 2024年2月至12月
_PERIOD = re.compile(r"(?:20\d\d年)?\d{1,2}月[^，；。]{0,8}(?:至|到|—|-|～)|\d+(?:个月|天|年)")
#: What is to be done and is not done yet.
_PLANS = re.compile("申请|打报告|申报|拟|准备|打算|计划|今后|以后|力争|争取|下一步|月底?前|季度|还没批|待批")
#: 更新2条 of 艇
_COUNT_ALONE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?=\d+[条艘辆台个套座部件支])")
#: So long is a label that names one thing.
_BRIEF = 3
_TWIN = re.compile(r"(?P<of>[\u4e00-\u9fff]{2,8})[·・•](?P<more>[\u4e00-\u9fff]{1,6})")


def _of_matter(label: str, rest: str) -> str:
    """A measure with the matter that its label names: 艇：申请先更新2条 is 申请先更新艇2条."""
    found = list(_COUNT_ALONE.finditer(rest))
    if len(label) <= _BRIEF and len(found) == 1 and rest[: found[0].start()][-2:] in verb_words():
        return _COUNT_ALONE.sub(label, rest)
    return (
        f"{label}{rest}"
        if re.match(r"(?:20\d\d年)?\d{1,2}月|20\d\d年|[上下]半年|[一二三四]季度", rest)
        else f"{label}：{rest}"
    )


class Labeller(Keeper):
    """Reads lines with labels into what is kept."""

    @abstractmethod
    def plain(self, line: NotedLine) -> None:
        """Read a line without a label."""

    def counted(self, heading: str) -> bool:
        """Whether a heading says how many there are of what stands beneath it (15项服务活动（数量指标）)."""
        many = _HOW_MANY.match(fold(heading)) if self.genre == "department-self-evaluation" else None
        if many is None or not self.proposal.put("results.count", f"{many['count']}项", heading):
            return False
        return self.proposal.put("results.counted", many["what"], heading)

    def labelled(self, label: str, rest: str, line: NotedLine) -> None:
        """Read what stands behind a label."""
        label = _COUNTED.sub("", without_speaker(label, self.genre))
        if rest and _REMARKED.fullmatch(label):
            # 【重点一件】古树普查：…: what is to be told at length, and its own label.
            self.proposal.aside(label)
            label, rest = label_of(rest)
            if not label:
                self.plain(line._replace(text=rest))
                return
        if rest and (count := _ENDS_IN_COUNT.search(without_years(label))) is not None and label.endswith(count[0]):
            # 目标18个：…: the number is part of what is told; 移交线索2件：… is told with what was counted.
            bare = label.removesuffix(count[0])
            whole = self.genre == "rectification" and meaning(bare, self.genre) == "summary"
            label, rest = bare, f"{label if whole else count[0]}，{rest}"
        if (twin := _TWIN.fullmatch(label)) is not None:
            # 搬库·续 goes on with 搬库, 查档·网上 tells what of it was done so.
            label, more = twin["of"], twin["more"]
            rest = rest if more in ("续", "再", "补", "又", "二", "三", "另") else f"{more}{rest}"
        if self.genre == "rectification" and self.findings.part(label, rest, line):
            self.home, self.mode = "findings", "group"
            return
        plainly = self.genre == "township-summary" and bool(rest) and self.mode != "list"
        if plainly and (self.filler.graded(line.text) or self.of_money(label, rest, line)):
            return
        target = self.target_of(label, rest)
        if self.compared(label, rest, target):
            return
        if not target and self.mode == "field" and self.home == "money" and re.fullmatch(r"20\d\d年?度?", label):
            target = "money"
        kind = "finding" if self.genre == "rectification" else "pattern"
        if is_group(label, kind) or (is_group(label) and self.genre != "rectification"):
            self.group(rest or label)
            return
        if not target and self.genre == "township-summary" and self.mode != "list":
            if self.filler.project(line.text, self.mode == "projects"):
                return
            if self.mode == "projects" and counts_things(rest) and not self.routed(line.text, self.place(line)):
                # 今年办的实事：…: the list of projects is over.
                self.under, self.mode, self.home = False, "notes", self.rest
                self.note(rest)
                return
            if self.mode == "projects":
                self.proposal.leave(line.text, self.filler.keep(line.text, "projects"))
                return
        if not target and self.genre == "project-self-evaluation" and (title := work_group(label)) and rest:
            self.under_indicator(title, named_rate(title, rest))
            return
        if not target:
            if self.mode == "" and self.proposal.get("unit.name") is None and self.opening(line.text):
                return
            self.unknown(label, rest, line)
            return
        if target == "evaluation.basis" and rest and self.genre == "township-summary":
            self.filler.basis(rest)
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
        if target == "unit.notes" and label == "编制" and rest[:1].isdigit():
            rest = label + rest
        if target in NOTES:
            rest = united(label, rest) if beyond(label, self.genre) and target != "project.notes" else rest
            rest = of_project(label, rest) if target == "project.notes" else rest
        self.enter(target, label)
        self.given = line if self.mode == "list" else None
        self.kind = line.kind
        # 满意度：… on one line: what counts other things below goes on with the work.
        self.led = target in ("satisfaction", "effects_public") and not line.mark
        self.fill(target, rest, label)

    def under_indicator(self, title: str, rest: str) -> None:
        """Note what an indicator named on the line itself leads (满意度：…); what follows goes on under what stood
        above."""
        rows = self.proposal.get("work") or []
        standing = self.standing or (UNTITLED if rows and rows[-1].get("title") == UNTITLED else "")
        self.group(title)
        self.note(rest)
        self.standing = standing
        self.resume = standing if untitled(standing) else ""

    def of_money(self, label: str, rest: str, line: NotedLine) -> bool:
        """Whether what stands behind a label tells what all projects had and spent: 上年：项目15个1940万，…."""
        known = words("township")["money"]
        if label not in known:
            return False
        told = rest if label in words("township")["bare"] else f"{label}{rest}"
        if not self.of_projects(line._replace(text=told)):
            keep_note(self.proposal, "fund.notes", self.genre, with_sums(told, self.filler.unit_of_money))
        self.under, self.mode, self.home = False, "notes", self.rest
        return True

    def of_projects(self, line: NotedLine) -> bool:
        """Whether a line of a township's tells of its projects; what it says besides is read as a line of its own."""
        listed = self.mode == "projects" or self.filler.project_above()
        if self.genre != "township-summary" or self.mode == "list" or not self.filler.township(line.text, listed):
            return False
        left, self.filler.over = self.filler.over, []
        for part in left:
            self.plain(line._replace(text=part))
        return True

    def target_of(self, label: str, rest: str) -> str:
        """What a label means here: 2025年：… behind the problems are measures, 结果：讲座168场 is work done."""
        year = self.proposal.get("year")
        if isinstance(year, int) and label in (f"{year + 1}年", f"{year + 1}年度", "明年") and self.home != "money":
            own = self.filler.own
            return "measures" if own.problems and not own.measures else "next"
        target = meaning(label, self.genre)
        if target == "project.notes" and re.search("期|^时间$", label) and not _PERIOD.match(rest):
            # 工期：12座按期完工 tells what came of it.
            return ""
        if not target and label in words("township")["process"] and self.home.startswith("evaluation."):
            return "evaluation.preparing"
        if target == "next" and self.filler.own.problems and not self.filler.own.measures and _HOW.search(label):
            # 明年怎么弄 behind the problems is what will be done about them.
            return "measures"
        if target in ("goals.expected", "goals.year") and self.filler.own.problems and "目标" not in label:
            # 今年要干的：… behind the problems is what will be done about them.
            return "next" if self.filler.own.measures else "measures"
        used = re.search("[用公]", label) is not None
        if target == "application" and label.startswith("结果") and not used and self.genre != "township-summary":
            told = weights(rest, self.genre)
            home = told_in(self.genre)
            return target if told.get("application", 0) >= told.get(home, 0) else home
        return target

    def compared(self, label: str, rest: str, target: str) -> bool:
        """Keep the goals that a label announces for what comes of them; read the results under a label of their own
        (目标A·修缮, 结果A). False where the label is none of these."""
        found = GOALS.fullmatch(label)
        if found is not None and (goals := read_goals(rest)):
            self.goals = goals
            if not found["name"] or self.genre != "project-self-evaluation":
                return False
            self.group(found["name"])
            return True
        nowhere = not target and self.mode != "group" and not self.goals
        if not RESULTS.fullmatch(label) or target == "application" or nowhere:
            return False
        if target:
            self.go(target)
        if rest:
            self.note(rest)
        return True

    def numbered(self, text: str) -> bool:
        """Whether a line is a problem or a measure by its number (问题1 山区的点撑不住)."""
        match = NUMBERED_OWN.match(text) if self.genre != "rectification" else None
        if match is None:
            return False
        side = "problems" if match["kind"] in ("问题", "毛病", "不足", "短板") else "measures"
        # 毛病二：…；毛病三：…: the next one may stand on the same line.
        cuts = [one.end() for one in re.finditer("[；。] *", text) if NUMBERED_OWN.match(text, one.end())]
        self.enter(side, "")
        own = text[match.end() : cuts[0] if cuts else len(text)].rstrip("；。 ")
        self.listed(own, "。" not in own)
        if cuts:
            self.numbered(text[cuts[0] :])
        return True

    def inside(self, line: NotedLine, target: str) -> bool:
        """Whether a labelled line belongs to the group above it rather than to a field of its own."""
        grouped = self.mode == "group"
        return (
            grouped and (line.indent > self.indent or line.mark == "item") and "." not in target and target not in FILL
        )

    def unknown(self, label: str, rest: str, line: NotedLine) -> None:
        """A label that nothing knows: a group of its own where reports have groups, else a note where it stands."""
        if self.mode == "field" and not self.filled and line.mark != "head" and self.home in ("staff", "money"):
            # 下设：… beneath 单位概况 belongs there.
            self.fill(self.home, f"{label}：{rest}" if rest else label, self.titled)
            return
        if label in words("routes")["spoken"]["apart"] and rest:
            # 其他：自评92.9分；25年预算拿这个安排 is of nothing that is open.
            self.under, self.mode, self.home = False, "notes", self.rest
            if self.genre == "project-self-evaluation" and self.proposal.get("work"):
                self.group(MIXED)
            for part in statements(rest):
                self.plain(line._replace(text=part, mark=""))
            return
        if self.genre == "township-summary" and rest and tells_whole(f"{label}：{rest}"):
            keep_note(self.proposal, "fund.notes", self.genre, f"{label}，{rest}")
            return
        if label in _WITHIN and rest:
            self.note(f"其中{rest}")
            return
        if self.mode == "list" and self.home == "measures" and _PLANS.search(rest) and not line.mark:
            # 艇：已打报告，申请先更新2条 goes on with what is to be done.
            self.listed(_of_matter(label, rest))
            return
        if target := self.routed(line.text, self.place(line)):
            self.go(target)
            self.fill(target, united(label, rest) if target in (*NOTES, "work") else line.text, "")
            return
        if self.mode == "list" and (line.mark == "head" or another_like(line, self.given)):
            if self.home == "problems" and self.filler.own.answered_by(rest):
                self.enter("measures", label)
                self.fill("measures", rest, label)
                return
            self.mode, self.home = "notes", told_in(self.genre)
        if self.mode == "list":
            self.listed(line.text)
            return
        if self.genre == "project-self-evaluation" and self.mode != "group" and line.mark != "item" and not rest:
            self.group(label)
            return
        at_home = weights(line.text, self.genre).get(self.home, 0) >= _AT_HOME
        told = not self.under and self.filled and self.mode in ("notes", "field")
        if self.genre == "township-summary" and told and not at_home:
            # 【粮食】 behind 【应用】…: what a label says ends with its line.
            self.led, self.mode, self.home = False, "notes", self.rest
        if self.led and self.mode == "notes" and counts_things(rest):
            # 文旅这块，修了1360米: what a word or two led to is over.
            self.led, self.home = False, self.rest
        self.note(united(label, rest) if rest else label)
