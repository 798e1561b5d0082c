"""Filling single fields from what stands behind their labels: names, lists, the unit, money, people, problems.

Limits: each answers what it did not understand, word for word; where that is kept is :meth:`Filler.keep`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.importing.bases import based, revised
from drafter.importing.closing import close_accounts
from drafter.importing.counts import (
    assets_checked,
    called_otherwise,
    plain_counts,
    points_apart,
    read_counts,
    settle_count,
)
from drafter.importing.finding_titles import settle_titles
from drafter.importing.labels import meaning
from drafter.importing.letters import name_subject, name_writer, read_notice, sign
from drafter.importing.lines import enumerated, labelled, statements
from drafter.importing.money import read_money
from drafter.importing.money_parts import settle_beginning, settle_changes, settle_parts, settle_sources
from drafter.importing.money_spoken import added_in_all, tells_sums
from drafter.importing.money_units import declared_unit, implied_unit, told_money
from drafter.importing.naming import ORGAN, called_in_full, read_named, read_unit
from drafter.importing.own import Own
from drafter.importing.proposal import Proposal, kept_in
from drafter.importing.townships import TownshipFiller
from drafter.importing.unit_count import settle_units
from drafter.importing.unit_lines import of_unit, settle_unit
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold, split

#: Targets that have a reader of their own.
FILL = {
    "genre": "genre",
    "year": "year",
    "unit.name": "unit",
    "staff": "staff",
    "money": "fund",
    "score": "score",
    "grades": "grades",
    "letter.notice": "notice",
    "goals.overall": "goals",
    "goals.year": "goals",
    "goals.expected": "goals",
}
_HEARD = re.compile("(?:并)?(?:听取?了?|征求了?)(?P<voices>.{2,40}?)的?意见")
#: What a basis is called: 《…》, a number, a plan, a notice.
_DOCUMENTS = re.compile(
    "[《〔]|规划|通知|纪要|方案|意见|批复|决定|办法|条例|文件|要点|计划|批示|会议|合同|协议|规定|标准|函|任务|安排"
)
#: 项目全名是 某某项目
_CALLED = re.compile(r"^(?:项目|单位)?(?:全名|全称|名称|名字)(?:就)?(?:是|叫|为)?[ \u3000：]*(?=[\u4e00-\u9fff“]{4})")
_SHORTENED = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）]{4,30})[，,](?:以下|下面|文中)?(?:简称|叫|称)[是为：:]?[“\"]?(?P<short>[\u4e00-\u9fff]{2,12})[”\"]?"
)
_ONLY_UNIT = re.compile(r"(?:金额)?单位：?[万亿千百]?元|[万亿]?元")
_LISTS = frozenset(
    ("project.basis", "project.uses", "duties.items", "tasks", "goals.overall", "goals.year", "goals.expected",
     "evaluation.aim", "evaluation.methods", "evaluation.voices", "evaluation.basis", "attachments")
)  # fmt: skip
#: Where what a field did not take is kept.
_HOMES = {
    "project-self-evaluation": "fund.notes",
    "department-self-evaluation": "fund.notes",
    "township-summary": "effects_duty",
    "rectification": "summary",
}


class FieldFiller(TownshipFiller):
    """Fills the fields of a proposal for one genre."""

    def __init__(self, genre: str, proposal: Proposal) -> None:
        super().__init__(proposal)
        self.genre_name = genre
        self.own = Own()

    # -- names ----------------------------------------------------------------------------------------------------
    def genre(self, rest: str, label: str) -> Iterator[str]:
        """报告种类: already looked for in the whole text; what stands behind it may name the year."""
        self.proposal.trace("genre", rest)
        clauses = [clause for part in statements(rest) for clause in statements(part, "，")]
        yield from (clause for clause in clauses[1:] if not read_named(clause, self.proposal))

    def year(self, rest: str, label: str) -> Iterator[str]:
        """年度."""
        match = re.match(r"(20\d\d)年?度?", rest)
        if match is None or not self.proposal.put("year", int(match[1]), rest):
            yield rest

    def unit(self, rest: str, label: str) -> Iterator[str]:
        """单位全称 and what is said beside it."""
        if (
            label.endswith("实施单位")
            and self.genre_name == "project-self-evaluation"
            and self.proposal.get("unit.name")
        ):
            # 单位：甲局；实施单位：乙中心
            return self.scalar("project.implementer", rest, label)
        called_in_full(rest if "全称" in label else "", self.proposal)
        named = self.proposal.get("unit.name")
        if "责任" in label and self.genre_name == "rectification" and named not in (None, rest):
            # 责任单位：… behind the unit that writes.
            self.proposal.add("summary", f"{label}为{rest.strip('。；， ')}", rest)
            return iter(())
        return read_unit(rest, self.proposal, self.genre_name)

    def notice(self, rest: str, label: str) -> Iterator[str]:
        """What the rectification answers."""
        return read_notice(rest, self.proposal)

    def scalar(self, target: str, rest: str, label: str = "") -> Iterator[str]:
        """A name, or a list of them."""
        if target == "letter.about" and "《" in rest:
            # 事由：某日某局下发《…》: how it came about.
            yield from read_notice(rest, self.proposal)
            return
        if target.startswith("project.") and self.genre_name == "rectification":
            # A letter has no project: whose unit it is, is told in its opening.
            self.proposal.add("summary", f"{label}为{rest.strip('。；， ')}", rest)
            return
        if target == "project.basis" and not _DOCUMENTS.search(rest):
            # Why there is a project is no document that it rests on.
            self.proposal.add("highlights", rest.strip("。；"), rest)
            return
        if target in _LISTS:
            numbered = [part for part in enumerated(rest) if part]
            for part in numbered if len(numbered) > 1 else listed(rest):
                if target == "evaluation.aim":
                    if re.fullmatch(r"(?:全部)?\d+个项目", part):
                        continue
                    part = part if self.proposal.get(target) else re.sub("^为了?", "", part)
                if target == "evaluation.methods" and (heard := _HEARD.fullmatch(part)) is not None:
                    for voice in listed(heard["voices"]):
                        self.proposal.add("evaluation.voices", voice, part)
                    continue
                home, said = based(target, part)
                if revised(self.proposal.get(home) or [], part):
                    self.proposal.trace(home, part)
                    continue
                self.proposal.add(home, said, part)
            return
        if target == "project.implementer" and self.proposal.get("unit.name") is None and "简称" in rest:
            # 建设单位：甲市某某中心，简称市某某中心 is who writes.
            yield from self.unit(rest, label)
            return
        if target == "project.implementer" and (named := _SHORTENED.fullmatch(rest.strip("。；， "))) is not None:
            # 市公交公司，简称公交公司: how it is called stands in a bracket.
            rest = f"{named['name']}（以下简称“{named['short']}”）"
        # 项目是甲厂扩建，乙局牵头，全称是…: the name ends at the comma.
        rest = _CALLED.sub("", rest)
        if (
            target == "project.name"
            and (quoted := re.fullmatch('[“"](?P<name>[^“”"]+)[”"]', rest.strip("。； "))) is not None
        ):
            rest = quoted["name"]
        if target == "project.name" and label.startswith("全"):
            # A headline had a shorter name.
            self.proposal.table("project").pop("name", None)
        parts = statements(rest, "；。，" if target == "project.name" else "；。")
        if target == "duties.main":
            # 负责登记注册；产品质量、食品安全监管；…: one duty in several statements.
            own = [part for part in parts if not amounts(fold(part)) and not labelled(part)[0]]
            rest_of = [part for part in parts if part not in own]
            parts = ["；".join(own).removeprefix("负责"), *rest_of] if own else parts
        if parts and not self.proposal.put(target, parts[0].strip("，、 "), parts[0]):
            yield parts[0]
        yield from parts[1:]

    def goals(self, rest: str, label: str) -> Iterator[str]:
        """目标: phrases, each whole."""
        if self.genre_name == "project-self-evaluation":
            self.proposal.add("goals.expected", "，".join(statements(rest)), rest)
            return
        target = "goals.overall" if "总体" in label else "goals.year"
        for part in listed(rest) if "；" in fold(rest) else [rest.strip("。；")]:
            self.proposal.add(target, part, part)
        yield from ()

    # -- figures --------------------------------------------------------------------------------------------------
    def application(self, rest: str, label: str) -> Iterator[str]:
        """What the result is used for."""
        self.proposal.add("application", rest, rest)
        yield from ()

    def staff(self, rest: str, label: str) -> Iterator[str]:
        """People and assets; the standing of the unit and its duties where they are told beside them."""
        if assets_checked(rest):
            # 固定资产年底盘了一遍，412.7万，账实相符 is one statement.
            self.proposal.add("unit.notes", told_money(rest, self.unit_of_money), rest)
            return
        if self.genre_name == "department-self-evaluation" and (told := of_unit(label, rest)):
            self.proposal.add("unit.notes", told, rest)
            return
        names = {word for listed in words("money")["staff"].values() for word in listed}
        if amounts(fold(rest)) and re.match(r"[约共]?\d", fold(rest)) and label in names:
            # 固定资产：1.42亿元: the label says what is counted.
            rest = f"{label}{rest}"
        if self.genre_name == "department-self-evaluation" and plain_counts(rest):
            trial = self._trial()
            unread = [left for part in statements(rest) for left in read_counts(part, trial, "staff")]
            if unread or called_otherwise(rest):
                # 在编23人、编外值守员6人；车辆3辆（野外作业车）: where one of them has no field, all stay together.
                self.proposal.add("assets.notes", fold(rest).replace("；", "，").strip("。，"), rest)
                return
        for part in statements(rest):
            said, duty = labelled(part)
            if said and meaning(said, self.genre_name) == "duties.main":
                if not self.proposal.put("duties.main", duty, part):
                    yield part
                continue
            before = ""
            for clause in statements(part, "，"):
                if clause.startswith("其中") and before:
                    # 固定资产4182.6万元，其中专用设备3570.4万元: a part of what stands before it.
                    clause = f"{before}中{clause.removeprefix('其中').lstrip('：，')}"
                before = re.split(r"\d", fold(clause), maxsplit=1)[0] if amounts(fold(clause)) else ""
                if self.proposal.get("unit.nature") is None and ORGAN.search(clause) and not amounts(fold(clause)):
                    self.proposal.put("unit.nature", re.sub("^(?:我局|本局|是|属于|为)+", "", clause), clause)
                    continue
                yield from read_counts(clause, self.proposal, "staff")

    def score(self, rest: str, label: str) -> Iterable[str]:
        """Scores and grade; 自评结果 may as well say what the result is used for."""
        if "分" not in rest and not amounts(fold(rest)) and len(rest) > 4:
            return self.application(rest, label)
        rest = points_apart(rest)
        return read_counts(rest, self.proposal, "score")

    def fund(self, rest: str, label: str) -> Iterable[str]:
        """A line of money, led by its label (年初预算：…)."""
        self.unit_of_money = declared_unit(label) or declared_unit(rest) or self.unit_of_money
        if _ONLY_UNIT.fullmatch(fold(rest).strip("。；， ")):
            self.proposal.trace("fund.unit", rest)
            return []
        label = label.replace("多少", "")
        found = amounts(fold(rest))
        # 三公：预算21.5万元…: the label is part of what is said.
        apart = any(word in label for word in words("money")["context"]["apart"])
        bare = found and found[0].start <= 1 and re.match(r"[约共为]?\d", fold(rest))
        joint = "经费，" if apart and not re.match(r"[\d预支花共经]", fold(rest)) and "经费" not in label else ""
        led = f"{label}{joint}{rest}" if bare or apart else rest
        if "原因" in label and not amounts(fold(rest)) and self.proposal.put("fund.reason", rest.strip("。；"), rest):
            return []
        if row := added_in_all(label, rest, self.unit_of_money):
            self.proposal.add("fund.changes", row, rest)
            return []
        plain = found and not any(one.unit or one.scale for one in found)
        if plain and not self.unit_of_money and re.search(r"\d\.\d", rest):
            # A page without any unit counts its money as reports do.
            self.unit_of_money = "万元"
        # 预算640万 says what bare figures of later lines count in.
        self.unit_of_money = self.unit_of_money or implied_unit(led, "")
        left = read_money(led, self.proposal, self.genre_name, label, self.unit_of_money)
        changed = label in words("money")["changed"] and not led.startswith(label)
        # 追加：救灾150、装备65 says by its label what the figures are.
        return [f"{label}{one}" for one in left] if changed else left

    def money(self, text: str) -> bool:
        """Read a line without a label as money, or as a score; False where it is neither."""
        for reader in (self._score_line, self._money_line):
            trial = self._trial()
            left = list(reader(text, trial))
            most = 0 if reader == self._score_line else len(left)
            if len(left) <= most < len(trial.origins):
                for one in reader(text, self.proposal):
                    self.proposal.leave(one, self.keep(one, "money"))
                self.unit_of_money = self.unit_of_money or implied_unit(text, "")
                return True
        return False

    def _trial(self) -> Proposal:
        trial = Proposal()
        if "year" in self.proposal.data:
            trial.data["year"] = self.proposal.data["year"]
        return trial

    def _money_line(self, text: str, proposal: Proposal) -> Iterable[str]:
        return read_money(text, proposal, self.genre_name, "", self.unit_of_money)

    def _score_line(self, text: str, proposal: Proposal) -> Iterable[str]:
        return read_counts(text, proposal, "score") if "分" in text else [text]

    def close(self) -> None:
        """What can only be told once all is read: what a letter is about, who writes it, problems with measures."""
        if self.genre_name == "rectification":
            name_subject(self.proposal)
            settle_titles(self.proposal)
        if self.genre_name == "township-summary":
            self.settle()
        name_writer(self.proposal)
        sign(self.proposal)
        duties = self.proposal.data.get("duties", {})
        if "items" in duties and "main" not in duties:
            duties["main"] = "、".join(duties.pop("items"))
        settle_changes(self.proposal)
        settle_beginning(self.proposal)
        close_accounts(self.proposal)
        if self.genre_name == "department-self-evaluation":
            settle_parts(self.proposal)
            settle_sources(self.proposal)
            settle_units(self.proposal)
            settle_count(self.proposal)
            settle_unit(self.proposal)
        self.own.close(self.proposal, self.genre_name)

    def keep(self, text: str, target: str) -> str:
        """Keep words that no field took as a note; answers where."""
        home = _HOMES.get(self.genre_name) or kept_in(self.genre_name)
        if self.genre_name == "township-summary" and target in ("unit.name", "genre", "year", "money", "projects"):
            home = "fund.notes" if target in ("money", "projects") else "unit.notes"
        if (
            target in ("unit.name", "staff", "duties.main", "genre", "year")
            and self.genre_name == "department-self-evaluation"
        ):
            home = "assets.notes" if target == "staff" and amounts(fold(text)) else "unit.notes"
        beside = self.genre_name == "project-self-evaluation" and target in ("unit.name", "project.name")
        if beside and not tells_sums(text):
            # 项目：某某项目；承担学校3所: what stands beside the name is said of the project.
            home = "project.notes"
        if target == "score":
            home = (
                "score.notes" if self.genre_name in ("project-self-evaluation", "department-self-evaluation") else home
            )
        return self.proposal.add(home, text.strip("。；， "), text)


def listed(rest: str) -> list[str]:
    """The items of a list: between ；, else between 、 and ， that stand outside of brackets and titles."""
    folded = fold(rest)
    for marks in ("；", "、", "，", "＋+", "/／"):
        parts = [rest[low:high].strip(" 。，") for low, high in split(folded, 0, len(folded), marks)]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            if marks == "；":
                return parts
            # 、 between the first, 和 or 及 before the last: one item too many in the last is no harm.
            return parts
    return [rest.strip(" 。，；")] if rest.strip(" 。，；") else []
