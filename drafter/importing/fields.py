"""Filling single fields from what stands behind their labels: names, lists, the unit, money, people, problems.

Limits: each answers what it did not understand, word for word; where that is kept is :meth:`Filler.keep`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.importing.counts import read_counts
from drafter.importing.labels import meaning
from drafter.importing.lines import enumerated, labelled, statements
from drafter.importing.money import declared_unit, read_money
from drafter.importing.opening import AFTER as _AFTER
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import brackets, fold, split

#: Targets that have a reader of their own.
FILL = {
    "genre": "genre",
    "year": "year",
    "unit.name": "unit",
    "staff": "staff",
    "money": "fund",
    "score": "score",
    "grades": "grades",
    "letter.notice": "whole",
    "goals.overall": "goals",
    "goals.year": "goals",
}
_SHORT = re.compile(
    r"[（(【\[〔](?:以下|下文|文中|文内|行文|后文|正文|报告)?(?:里|中)?(?:统一|都)?(?P<how>简称|自称|下称|以下称|称|叫|写作|写成|写|用)(?:为|作|做)?[：:]?"
    r"[“\"‘]?(?P<name>[^”\"’）)】\]〕]+)[”\"’]?[）)】\]〕]"
)
_ADDRESSED = re.compile(
    r"(?:报送|呈报|报给|主送|送给|写给|抄报|报|送|呈|致)[：: ]?(?P<to>[\u4e00-\u9fff（）]{2,30}(?:办公室|委员会|局|厅|政府|纪委|党委|党组|办|室|组|处|委))"
)
_CALLED = re.compile(
    r"(?:以下|文中|下文|行文|文内)?(?P<how>简称|自称|下称|称|叫)[为：:]?[“\"‘]?(?P<name>[^”\"’，。；、]+)[”\"’]?"
)
#: 单位全称某某镇人民政府, 自称“我镇” among other words.
_NAMED = re.compile(
    r"(?P<how>(?:单位)?全称|单位名称|单位|简称|自称|文中(?:称|叫)|下称|以下简称)[是为叫：:]?[ ]*[“\"‘]?(?P<name>[^”\"’，。；、：]{2,30})[”\"’]?"
)
_DOCUMENT = re.compile(r"《[^》]+(?:〈[^〉]*〉[^》]*)?》(?:[（(][^）)]*号[）)])?")
_ABOUT = re.compile(r"关于(?P<about>[^》]+?)的(?:通报|报告|意见书?|函|通知书?|反馈|决定|审计报告|评价报告)")
_ORGAN = re.compile(
    r"(?:组织|组成部门|机构|工作部门|直属单位|事业单位|行政单位|参公单位|派出机关|工作机构|部门|全额拨款单位)$"
)
_ONLY_UNIT = re.compile(r"(?:金额)?单位：?[万亿千百]?元|[万亿]?元")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,2}[，、,])")
_LISTS = frozenset(
    ("project.basis", "project.uses", "duties.items", "tasks", "goals.overall", "goals.year", "goals.expected",
     "evaluation.aim", "evaluation.methods", "evaluation.voices", "attachments")
)  # fmt: skip
#: Where what a field did not take is kept.
_HOMES = {
    "project-self-evaluation": "fund.notes",
    "department-self-evaluation": "fund.notes",
    "township-summary": "effects_duty",
    "rectification": "summary",
}
_PROJECT = re.compile(r"(?P<name>.+?)[：:，, \u3000]+(?=(?:全年|年初|年度)?(?:预算|安排|下达|资金|计划))")
_SUM = r"\d[\d,]*(?:\.\d+)?(?: ?[万亿]?元|[万亿])?"
_SLASHED = re.compile(
    rf"(?:\d{{1,3}}[.、)） ]\s*)?(?P<name>[^\d].{{1,60}}?)[ \u3000：，]+(?P<budget>{_SUM}) ?[/／] ?(?P<spent>{_SUM})(?![\w/])"
    r"(?:[ ，]*(?:[（〔]?(?P<grade>优秀|良好|中等|较差|优|良|中|差)(?![\u4e00-\u9fff])[）〕]?))?"
)
_GRADES = re.compile(r"[（(〔](?:自评|等级|评)*[为：:]?(?P<grade>优秀|良好|中等|较差|优|良|中|差)[）)〕]")
_GRADED = re.compile(r"[（〔]?(优秀|良好|中等|较差|优|良|中|差)[）〕]?")
_ROW_WORDS = (
    ("budget", ("预算", "安排", "下达", "资金", "计划", "批复")),
    ("spent", ("支出", "执行", "支付", "使用", "拨付", "实支", "实付", "花", "用", "支")),
)


def _named_path(named: re.Match[str]) -> str:
    if "称" in named["how"] and "全称" not in named["how"] or "叫" in named["how"]:
        return "unit.self" if named["how"] == "自称" or named["name"].startswith("我") else "unit.short"
    return "unit.name"


class Filler:
    """Fills the fields of a proposal for one genre."""

    def __init__(self, genre: str, proposal: Proposal) -> None:
        self.genre_name, self.proposal = genre, proposal
        self.problems: list[tuple[str, str]] = []
        self.measures: list[str] = []
        self.unit_of_money = ""

    # -- names ----------------------------------------------------------------------------------------------------
    def genre(self, rest: str, label: str) -> Iterator[str]:
        """报告种类: already looked for in the whole text; what stands behind it may name the year."""
        self.proposal.trace("genre", rest)
        for part in statements(rest)[1:]:
            for clause in statements(part, "，"):
                if re.fullmatch(r"(?:年度)?[：: ]*20\d\d年?度?", clause):
                    continue
                named = _NAMED.fullmatch(clause.strip())
                if named is None:
                    yield clause
                elif not self.proposal.put(_named_path(named), named["name"], clause):
                    yield clause

    def year(self, rest: str, label: str) -> Iterator[str]:
        """年度."""
        match = re.match(r"(20\d\d)年?度?", rest)
        if match is None or not self.proposal.put("year", int(match[1]), rest):
            yield rest

    def unit(self, rest: str, label: str) -> Iterator[str]:
        """单位全称, with its short name in a bracket and what is said of it behind."""
        rest = re.sub(r" ?(?:→|=>|->) ?|[ \u3000]{2,}", "；", rest)
        for index, part in enumerate(statements(rest, "；，。")):
            if self.genre_name == "rectification" and (to := _ADDRESSED.fullmatch(part)) is not None:
                if not self.proposal.put("letter.to", to["to"], part):
                    yield part
                continue
            called = _SHORT.search(part) or (_CALLED.fullmatch(part) if index else None) or _AFTER.search(fold(part))
            if called is not None:
                how = called.groupdict().get("how")
                path = "unit.self" if how == "自称" or called["name"].startswith("我") else "unit.short"
                self.proposal.put(path, called["name"].strip(), part)
                part = (part[: called.start()] + part[called.end() :]).strip()
                if not part:
                    continue
            if index == 0:
                if not self.proposal.put("unit.name", part, part):
                    yield part
            elif part.startswith(("挂", "加挂")) and self.proposal.get("unit.nature"):
                # 县政府工作部门，挂县知识产权局牌子: what it is goes on.
                self.proposal.table("unit")["nature"] += f"，{part}"
                self.proposal.trace("unit.nature", part)
            elif re.fullmatch(r"(?:年度)?[：: ]*20\d\d年?度?", part):
                continue
            elif amounts(fold(part)):
                yield from read_counts(part, self.proposal, "staff")
            elif _ORGAN.search(part):
                if not self.proposal.put("unit.nature", part.removeprefix("是"), part):
                    yield part
            else:
                yield part

    def scalar(self, target: str, rest: str) -> Iterator[str]:
        """A name, or a list of them."""
        if target in _LISTS:
            for part in listed(rest):
                self.proposal.add(target, part, part)
            return
        parts = statements(rest)
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
        target = "goals.overall" if "总体" in label else "goals.year"
        for part in listed(rest) if "；" in fold(rest) else [rest.strip("。；")]:
            self.proposal.add(target, part, part)
        yield from ()

    def whole(self, rest: str, label: str) -> Iterator[str]:
        """What is kept as one phrase: a document with its number."""
        named = _DOCUMENT.search(rest)
        plain = named is None or len(rest.strip("。；")) - len(named[0]) <= 8
        notice = rest.strip("。；") if plain or named is None else named[0]
        if not self.proposal.put("letter.notice", notice, rest):
            yield rest
        elif not plain:
            self.proposal.rows("summary")
            self.proposal.add("summary", rest.strip("。；"), rest)

    # -- figures --------------------------------------------------------------------------------------------------
    def application(self, rest: str, label: str) -> Iterator[str]:
        """What the result is used for."""
        self.proposal.add("application", rest, rest)
        yield from ()

    def staff(self, rest: str, label: str) -> Iterator[str]:
        """People and assets; the standing of the unit and its duties where they are told beside them."""
        for part in statements(rest):
            said, duty = labelled(part)
            if said and meaning(said, self.genre_name) == "duties.main":
                if not self.proposal.put("duties.main", duty, part):
                    yield part
                continue
            for clause in statements(part, "，"):
                if self.proposal.get("unit.nature") is None and _ORGAN.search(clause) and not amounts(fold(clause)):
                    self.proposal.put("unit.nature", re.sub("^(?:我局|本局|是|属于|为)+", "", clause), clause)
                    continue
                yield from read_counts(clause, self.proposal, "staff")

    def score(self, rest: str, label: str) -> Iterable[str]:
        """Scores and grade; 自评结果 may as well say what the result is used for."""
        if "分" not in rest and not amounts(fold(rest)) and len(rest) > 4:
            return self.application(rest, label)
        if self.genre_name == "department-self-evaluation":
            # The report of a department has no part for points: they are told where the result is used.
            said = re.sub("，(?=[“\"]?[优良中差][”\"]?$)", "，等级", fold(rest.strip("。；， ")))
            self.proposal.add("application", f"自评得{said}" if said[:1].isdigit() else said, rest)
            return []
        return read_counts(rest, self.proposal, "score")

    def grades(self, rest: str, label: str) -> Iterable[str]:
        """How many projects have which grade."""
        return read_counts(rest, self.proposal, "grades")

    def fund(self, rest: str, label: str) -> Iterable[str]:
        """A line of money, led by its label (年初预算：…)."""
        self.unit_of_money = declared_unit(label) or declared_unit(rest) or self.unit_of_money
        if _ONLY_UNIT.fullmatch(fold(rest).strip("。；， ")):
            self.proposal.trace("fund.unit", rest)
            return []
        found = amounts(fold(rest))
        # 三公：预算21.5万元…: the label is part of what is said.
        apart = any(word in label for word in words("money")["context"]["apart"])
        bare = found and re.match(r"[约共为]?", fold(rest)) and found[0].start <= 1 and re.match(r"[约共为]?\d", fold(rest))
        led = f"{label}{rest}" if bare or apart else rest
        if "原因" in label and not amounts(fold(rest)) and self.proposal.put("fund.reason", rest.strip("。；"), rest):
            return []
        return read_money(led, self.proposal, self.genre_name, label, self.unit_of_money)

    def money(self, text: str) -> bool:
        """Read a line without a label as money, or as a score; False where it is neither."""
        for reader in (self._score_line, self._money_line):
            trial = self._trial()
            left = list(reader(text, trial))
            if trial.origins and not left:
                for one in reader(text, self.proposal):
                    self.proposal.leave(one, self.keep(one, "money"))
                return True
        trial = self._trial()
        left = list(self._money_line(text, trial))
        if len(trial.origins) > len(left):
            for one in self._money_line(text, self.proposal):
                self.proposal.leave(one, self.keep(one, "money"))
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

    # -- many -----------------------------------------------------------------------------------------------------
    def project(self, text: str) -> bool:
        """A line that tells one of many projects: its name, budget, spending and reason."""
        text = re.sub(r"^\d{1,3}[.、)） ](?=\D|20\d\d)\s*", "", text)
        match = _PROJECT.match(text)
        if match is None:
            return False
        row: dict[str, str] = {"name": match["name"].strip("：:，, ")}
        rest = text[match.end() :]
        left: list[str] = []
        rest, inside = _bracketed(rest)
        if inside and not any(one.start == 0 and one.end == len(inside) for one in amounts(fold(inside))):
            row["reason"] = re.sub(r"^(?:主要)?(?:原因[是为：:]*|因为?|由于)", "", inside)
        if (graded := _GRADES.search(rest)) is not None:
            row["grade"] = graded["grade"][0]
            rest = f"{rest[: graded.start()]}，{rest[graded.end() :]}"
        elif inside and (graded := _GRADED.fullmatch(inside)) is not None:
            row["grade"] = graded[1][0]
            row.pop("reason", None)
        for part in statements(rest, "；，。、"):
            said = re.match(r"(?:主要)?(?:原因[是为：:]*|因为?|由于)", part)
            folded = fold(part)
            found = amounts(folded)
            if said is not None and said.end():
                row["reason"] = part[said.end() :].strip("：: ")
            elif said is None and "reason" in row and not found:
                row["reason"] += f"、{part}"
            elif len(found) == 1 and (key := self._column(folded[: found[0].start], found[0].sort)) and key not in row:
                row[key] = part[found[0].start : found[0].end]
            else:
                left.append(part)
        if "budget" not in row and "spent" not in row:
            return False
        at = self.proposal.add("projects", row, text)
        for part in left:
            if "reason" not in row and not amounts(fold(part)):
                row["reason"] = part
            else:
                self.proposal.leave(part, at)
                row["reason"] = f"{row['reason']}、{part}" if "reason" in row else part
        return True

    def slashed(self, text: str, listed: bool) -> bool:
        """A project told in short: name, budget/spending, grade in brackets, and why (渔港整治 74/51.8（良） 台风停工).
        Outside of a list of projects (`listed`) the grade must be there."""
        match = _SLASHED.match(fold(text))
        if match is None or not (listed or match["grade"]):
            return False
        row: dict[str, str] = {"name": text[match.start("name") : match.end("name")].strip(" \u3000：，")}
        unit = self.unit_of_money if self.unit_of_money.endswith("元") else "万元"
        for key in ("budget", "spent"):
            row[key] = match[key].replace(" ", "") + ("" if match[key].endswith("元") else "元" if match[key][-1] in "万亿" else unit)
        if match["grade"]:
            row["grade"] = match["grade"][0]
        rest = text[match.end() :].strip(" \u3000，；。—-")
        if rest.startswith(("（", "(")) and rest.endswith(("）", ")")):
            rest = rest[1:-1]
        if rest:
            row["reason"] = re.sub(r"^(?:主要)?(?:原因[是为：:]*|因为?|由于)", "", rest)
        self.proposal.add("projects", row, text)
        return True

    def _column(self, before: str, sort: str) -> str:
        if sort == "rate":
            return "rate" if "率" in before or not before.strip() else ""
        if sort != "money":
            return ""
        best = ("", -1)
        for key, marks in _ROW_WORDS:
            for mark in marks:
                at = before.rfind(mark)
                if at > best[1]:
                    best = key, at
        return best[0]

    def own(self, side: str, text: str, whole: bool = False) -> None:
        """A problem or a measure in the writer's words, its bracket as what there is to say of it; `whole`: the text is
        an item of a list, and one problem however many statements it makes."""
        text = _ORDINAL.sub("", text.strip("。；， \u3000"))
        for part in [text] if whole else [part for each in enumerated(text) for part in statements(each)]:
            part = _ORDINAL.sub("", part.strip("，。 "))
            if not part:
                continue
            self.proposal.trace("own", part)
            if side == "problems":
                self.problems.append(detailed(part))
            else:
                self.measures.append(part)

    def close(self) -> None:
        """Problems and measures become pairs, in their order; where no measures are named, what is to be done next
        about the problems are the measures."""
        notice = _ABOUT.search(str(self.proposal.get("letter.notice") or ""))
        if notice is not None and self.proposal.get("letter.about") is None:
            # 《关于…督查情况的通报》 is answered by a report on what was found there.
            about = re.sub("(?:情况|结果|工作)+$", "", notice["about"])
            self.proposal.put("letter.about", f"{about}发现问题整改情况", notice[0])
        duties = self.proposal.data.get("duties", {})
        if "items" in duties and "main" not in duties:
            duties["main"] = "、".join(duties.pop("items"))
        later = self.proposal.data.get("next", [])
        project = self.genre_name == "project-self-evaluation"
        if later and (project or (self.problems and not self.measures and len(later) in (1, len(self.problems)))):
            self.measures += [part for line in later for each in enumerated(line) for part in statements(each)]
            del self.proposal.data["next"]
        count = max(len(self.problems), len(self.measures))
        for index in range(count):
            row: dict[str, str] = {}
            if index < len(self.problems):
                problem, detail = self.problems[index]
                row["problem"] = problem
                if detail:
                    row["detail"] = detail
            if index < len(self.measures):
                row["measure"] = self.measures[index]
            self.proposal.rows("own").append(row)

    def keep(self, text: str, target: str) -> str:
        """Keep words that no field took as a note; answers where."""
        home = _HOMES[self.genre_name]
        if (
            target in ("unit.name", "staff", "duties.main", "genre", "year")
            and self.genre_name == "department-self-evaluation"
        ):
            home = "unit.notes"
        if target == "score":
            home = "score.notes" if self.genre_name == "project-self-evaluation" else home
        return self.proposal.add(home, text.strip("。；， "), text)


def _bracketed(text: str) -> tuple[str, str]:
    """A text without the bracket it ends with, and what stands in that bracket ("" where there is none)."""
    folded = fold(text.rstrip("。；， "))
    pairs = [pair for pair in brackets(folded) if pair.mark == "（"]
    if not pairs or pairs[-1].end != len(folded):
        return text, ""
    return text[: pairs[-1].start], text[pairs[-1].start + 1 : pairs[-1].end - 1]


def listed(rest: str) -> list[str]:
    """The items of a list: between ；, else between 、 and ， that stand outside of brackets and titles."""
    folded = fold(rest)
    for marks in ("；", "、", "，"):
        parts = [rest[low:high].strip(" 。，") for low, high in split(folded, 0, len(folded), marks)]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            if marks == "；":
                return parts
            # 、 between the first, 和 or 及 before the last: one item too many in the last is no harm.
            return parts
    return [rest.strip(" 。，；")] if rest.strip(" 。，；") else []


def detailed(text: str) -> tuple[str, str]:
    """A problem and what stands in its bracket or behind its first comma, where that is a statement of its own."""
    folded = fold(text)
    pairs = brackets(folded)
    if pairs and pairs[-1].mark == "（" and pairs[-1].end == len(folded) and pairs[-1].start > 0:
        inside = text[pairs[-1].start + 1 : pairs[-1].end - 1]
        if (len(amounts(fold(inside))) > 1 or "，" in fold(inside)) and not fold(inside)[:1].isdigit():
            return text[: pairs[-1].start].strip(), inside.strip("，。 ")
    parts = [text[low:high] for low, high in split(folded, 0, len(folded), "，：；")]
    if len(parts) > 1 and 4 <= len(parts[0]) <= 24 and not amounts(fold(parts[0])) and len(text) - len(parts[0]) > 7:
        rest = text[len(parts[0]) + 1 :].strip("，。 ")
        if not rest.startswith(("因", "由于", "主要是", "原因")):
            return parts[0].strip(), rest
        return text, ""
    label, rest = labelled(text)
    return (label, rest) if label and rest else (text, "")


def known_words() -> frozenset[str]:
    """All words that labels are known by."""
    return frozenset(word for entry in words("labels")["label"] for word in entry["words"])
