"""A line that tells one of many projects: its name, budget, spending, grade and why not all was spent.

Limits: a line without budget and spending is no project.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.importing.lines import statements
from drafter.importing.money_units import told_money
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import brackets, fold

_PROJECT = re.compile(r"(?P<name>.+?)[：:，, \u3000]+(?=(?:全年|年初|年度)?(?:预算|安排|下达|资金|计划))")
_SUM = r"\d[\d,]*(?:\.\d+)?(?: ?[万亿]?元|[万亿])?"
_LEVELS = "优秀|良好|中等|较差|优|良|中|差"
#: 2024年某某新建工程: a year may open the name of a project, not of what all of them come to.
_YEARED = r"20\d\d年(?!度?(?:的)?(?:预算|支出|合计|总|全|项目|自评|一?共|[ \u3000：，]))"
_SLASHED = re.compile(
    rf"(?:\d{{1,3}}[.、)） ]\s*)?(?P<name>(?:{_YEARED}|[^\d]).{{1,60}}?)[ \u3000：，]+"
    rf"(?P<budget>{_SUM}) ?(?:[/／]|→|->|＞) ?(?P<spent>{_SUM})(?![\w.]|[/／](?!{_LEVELS}))"
    rf"(?:[ ，/／]*(?:[（〔]?(?P<grade>{_LEVELS})(?![\u4e00-\u9fff])[）〕]?))?"
)
_STROKES = re.compile(
    rf"(?:[A-Z]?\d{{1,3}}[=：、. ]+)?(?P<name>[^/\d][^/]{{1,40}})[/／](?P<budget>{_SUM})[/／](?P<spent>{_SUM})"
    rf"(?:[/／](?P<grade>{_LEVELS}))?(?:[/／](?P<reason>[^/]+))?"
)
_GRADES = re.compile(rf"[（(〔](?:自评|等级|评)*[为：:]?(?P<grade>{_LEVELS})[）)〕]")
_GRADED = re.compile(rf"[（〔]?({_LEVELS})[）〕]?")
_CAUSE = re.compile(r"(?:主要)?(?:原因[是为：:]*|因为?|由于)")
_ROW_WORDS = (
    ("budget", ("预算", "安排", "下达", "资金", "计划", "批复")),
    ("spent", ("支出", "执行", "支付", "使用", "拨付", "实支", "实付", "花", "用", "支")),
)


#: （80%）——剩2.1公里: the rate is reckoned.
_RATED = re.compile(r"^[（(]\d[\d.]*[%％][）)][ \u3000—，；：-]*(?=.)")
_POINTED = re.compile(
    rf"(?P<score>\d{{2,3}}(?:\.\d+)?)(?:分|(?=[ ，、/／]*(?:{_LEVELS})(?![\u4e00-\u9fff])))"
    rf"(?:[ ，、/／]*[（(]?(?P<grade>{_LEVELS})(?![\u4e00-\u9fff])[）)]?)?"
)
#: From here on two figures with a stroke between are money.
_LARGE = 30


class Project(NamedTuple):
    """The fields of a project, the words that found none (they stand in its reason as well), and the sentences that
    tell more of it."""

    row: dict[str, str]
    left: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


def read_project(text: str, unit: str = "") -> Project | None:
    """A project told in words: 名称：预算120万元，支出96万元（按户结算）; None where the line tells none.

    `unit` is what bare figures count in."""
    text = re.sub(r"^\d{1,3}[.、)） ](?=\D|20\d\d)\s*", "", text)
    text = re.sub(r"[ \u3000]*(?:\u3000| {2}|\t)[ \u3000]*", "，", text.strip())
    # 预算220支出187.6: no mark stands between.
    text = re.sub(r"(预算 ?\d[\d.,]*(?:[万亿]?元|[万亿])?)(?=支出|执行|实支|花)", r"\1，", text)
    match = _PROJECT.match(text)
    if match is None:
        return None
    row: dict[str, str] = {"name": match["name"].strip("：:，, ")}
    left: list[str] = []
    rest, inside = _bracketed(text[match.end() :])
    if inside and not any(one.start == 0 and one.end == len(inside) for one in amounts(fold(inside))):
        row["reason"] = _CAUSE.sub("", inside, count=1) if _CAUSE.match(inside) else inside
    if (graded := _GRADES.search(rest)) is not None:
        row["grade"] = graded["grade"][0]
        rest = f"{rest[: graded.start()]}，{rest[graded.end() :]}"
    elif inside and (graded := _GRADED.fullmatch(inside)) is not None:
        row["grade"] = graded[1][0]
        row.pop("reason", None)
    for part in statements(rest, "；，。、"):
        if "grade" not in row and (graded := _GRADED.fullmatch(part)) is not None:
            row["grade"] = graded[1][0]
            continue
        said = _CAUSE.match(part)
        folded = fold(part)
        found = amounts(folded)
        if said is not None:
            row["reason"] = part[said.end() :].strip("：: ")
        elif "reason" in row and not found:
            row["reason"] += f"、{part}"
        elif len(found) == 1 and found[0].sort == "rate" and found[0].end < len(folded.rstrip()):
            # 12%压着没付 says more than a rate.
            left.append(part)
        elif len(found) == 1 and (key := _column(folded[: found[0].start], found[0].sort)) and key not in row:
            bare = "" if found[0].unit else "元" if found[0].scale else unit or "万元"
            row[key] = part[found[0].start : found[0].end] + bare
        else:
            left.append(part)
    if "budget" not in row and "spent" not in row:
        return None
    unread = []
    for part in left:
        if "reason" not in row and not amounts(fold(part)):
            row["reason"] = part
        else:
            unread.append(part)
            row["reason"] = f"{row['reason']}、{part}" if "reason" in row else part
    return Project(row, tuple(unread))


def _cells(text: str) -> Project | None:
    """A project in cells between strokes: 村干部报酬/42/42/优, 护林防火/36/33.9/优/油料按实耗."""
    match = _STROKES.fullmatch(fold(text).strip())
    if match is None:
        return None
    row = {"name": match["name"].strip()}
    for key in ("budget", "spent"):
        row[key] = match[key] + ("" if match[key].endswith("元") else "元" if match[key][-1] in "万亿" else "万元")
    if match["grade"]:
        row["grade"] = match["grade"][0]
    if match["reason"]:
        row["reason"] = match["reason"].strip()
    return Project(row)


def _plainly(budget: str, spent: str) -> bool:
    """Whether two figures with a stroke between can only be budget and spending: the second no more than the first, and
    one of them large or with decimals (17/18 tells what was done of what was planned)."""
    first, second = (Decimal(re.sub("[^0-9.]", "", one)) for one in (budget, spent))
    return first >= second and (first >= _LARGE or "." in budget + spent)


def read_slashed(text: str, listed: bool, unit: str) -> Project | None:
    """A project told in short: name, budget/spending, grade in brackets, and why (渔港整治 74/51.8（良） 台风停工).
    Outside of a list of projects (`listed`) the grade must be there; `unit` is what bare figures count in."""
    if (cells := _cells(text)) is not None:
        return cells
    match = _SLASHED.match(fold(text))
    if match is None or not (listed or match["grade"] or _plainly(match["budget"], match["spent"])):
        return None
    row: dict[str, str] = {"name": text[match.start("name") : match.end("name")].strip(" \u3000：，")}
    for key in ("budget", "spent"):
        amount = match[key].replace(" ", "")
        row[key] = amount + ("" if amount.endswith("元") else "元" if amount[-1] in "万亿" else unit or "万元")
    if match["grade"]:
        row["grade"] = match["grade"][0]
    rest = text[match.end() :].strip(" \u3000，；。—-/／")
    if (points := _POINTED.match(fold(rest))) is not None:
        # 96万/96万 96.5分 优 —— …: points and grade, then why.
        row["score"] = f"{points['score']}分"
        if points["grade"]:
            row["grade"] = points["grade"][0]
        rest = rest[points.end() :].strip(" \u3000，；。—-/／")
    if "grade" not in row and (graded := _GRADES.search(rest)) is not None and graded.end() == len(rest):
        # 225/225，9个社区×25万（优）: the grade stands last.
        row["grade"], rest = graded["grade"][0], rest[: graded.start()].strip(" \u3000，；")
    rest = _RATED.sub("", rest)
    if rest.startswith(("（", "(")) and rest.endswith(("）", ")")):
        rest = rest[1:-1]
    if rest:
        rest = told_money(rest, unit or "万元")
        row["reason"] = _CAUSE.sub("", rest, count=1) if _CAUSE.match(rest) else rest
    return Project(row)


#: 14个，预算1171.4: what all of them come to.
_COUNTED = re.compile(
    r"(?:(?:今年|本年|全年|20\d\d年)?(?:一共)?(?:自评|评价|纳入自评|参加自评)(?:的)?项目|(?:今年|本年|全年)(?:一共|共)?项目"
    r"|合计|总计|共计?|一共|总共|小计|全部)?\d{0,3}个?(?:项目)?[，、：: ]*(?=[^\d]{0,4}\d)(?<=[计共个目部，：])"
)


def tells_total(text: str, rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether a line tells no more than what the budgets and the spending of all projects come to."""
    folded = fold(text)
    if not _COUNTED.match(folded):
        return False
    sums = {key: sum((_value(row.get(key, "")) for row in rows), Decimal(0)) for key in ("budget", "spent")}
    said = [one.value * (1 if one.scale else 10_000) for one in amounts(folded) if one.sort in ("money", "")]
    return len(said) >= 2 and all(value in said for value in sums.values())


def without_totals(proposal: Proposal) -> None:
    """Take out the notes that tell no more than what the projects come to, which is reckoned."""
    rows = proposal.get("projects") or []
    notes = proposal.get("fund.notes") or []
    for note in [one for one in notes if isinstance(one, str) and rows and tells_total(one, rows)]:
        if not re.search("原因|因为|由于", note):
            notes.remove(note)
            proposal.aside(note)


def _value(text: str) -> Decimal:
    found = amounts(fold(text))
    return found[0].value if found else Decimal(0)


def told_project(text: str, listed: bool, unit: str) -> Project | None:
    """A project in one of the ways that it may be told, from the first sentence of a line; what else the line says
    comes with it."""
    first, *more = statements(text, "。") or [""]
    if _COUNTED.match(fold(first)):
        return None
    found = read_slashed(first, listed, unit) or (read_project(first, unit) if listed else None)
    return _done(found._replace(more=tuple(more))) if found is not None else None


def _done(project: Project) -> Project:
    """A project of which nothing was left has no reason for it: what stands there tells what was done."""
    row = project.row
    reason = row.get("reason", "")
    if not reason or row.get("budget") is None or row.get("budget") != row.get("spent") or row.get("rate"):
        return project
    rest = {key: value for key, value in row.items() if key != "reason"}
    return Project(rest, (), (reason.replace("、", "，"), *project.more))


def _column(before: str, sort: str) -> str:
    if sort == "rate":
        return "rate" if "率" in before or not before.strip() else ""
    if sort not in ("money", ""):
        return ""
    best = ("", -1)
    for key, marks in _ROW_WORDS:
        for mark in marks:
            at = before.rfind(mark)
            if at > best[1]:
                best = key, at
    return best[0]


def _bracketed(text: str) -> tuple[str, str]:
    """A text without the bracket it ends with, and what stands in that bracket ("" where there is none)."""
    folded = fold(text.rstrip("。；， "))
    pairs = [pair for pair in brackets(folded) if pair.mark == "（"]
    if not pairs or pairs[-1].end != len(folded):
        return text, ""
    return text[: pairs[-1].start], text[pairs[-1].start + 1 : pairs[-1].end - 1]


#: A line that tells budget and spending is a project wherever it stands; what counts projects is none.
_TELLS = re.compile(
    r"^(?:(?!合计|总计|共计|纳入|项目\d|\d+个项目).){2,40}?预算 ?\d[\d.,]*(?:[^，。；\d]{0,8}[，、 \u3000]+)?"
    r"[^\d，。；]{0,4}(?:支出|执行|实支|花)[^\d]{0,4}\d"
)
#: 优5、良2、中2、差0 says by itself what it is.
_GRADE_COUNTS = re.compile(r"(?:自评)?(?:等级|结果)?[：:]?优秀?[为：: ]?\d+ ?[个项]?[、，； ]*良")
#: What all projects of a year had, spent and left: no project and no deed.
_WHOLE = re.compile(
    r"(?:(?:上一?|去)年度?[：:，]? ?)?(?:(?:项目)?(?:一?共|总共)?\d+个(?:项目)?[，、：: ]*)?"
    r"(?:年初|全年|总)?预算(?:总额|合计|共)?[是为]?\d[^，。；]*[，、；]"
    r"|[没未]有?(?:花完|花出去|支出|用完)的?[是为有：: ]?\d|项目(?:一?共|总共)?\d+个[，、 ]?\d"
)
_EVALUATION = re.compile(r"自评(?:表|小组|领导小组|结果|工作|方案)|绩效评价|复评|复核自评|改表|退回重[填做]|账凭证")
_POINTS = re.compile(r"(?:自评|评价|综合|总)?(?:得分|总分|评分|打分|得|打)?[是为了：:]{0,2} ?\d{2,3}(?:\.\d+)? ?分")
_OF_MONEY = re.compile(
    r"(?:预算|钱|花(?![镜卉草园木椒生坛盆灯车圃苗海岗])|支出|资金|经费).{0,12}\d|执行率|剩(?:下|余)?\d"
)


def tells_project(text: str) -> bool:
    """Whether a line tells a project wherever it stands."""
    return _TELLS.search(text) is not None


def tells_grades(text: str) -> bool:
    """Whether a line tells how many projects have which grade."""
    return _GRADE_COUNTS.match(text) is not None


def tells_evaluation(text: str) -> bool:
    """Whether a line tells how projects were evaluated."""
    return _EVALUATION.search(text) is not None


def counts_things(text: str) -> bool:
    """Whether a line counts things and no money."""
    folded = fold(text)
    found = amounts(folded)
    money = any(one.sort == "money" or (one.scale and not one.unit) for one in found)
    things = [one for one in found if one.unit and one.sort not in ("rate", "points", "分")]
    return not money and any(not folded.startswith("项目", one.end - 1) for one in things)


def tells_whole(text: str) -> bool:
    """Whether a line tells what all projects had, spent or left."""
    return _WHOLE.match(text) is not None


def tells_points(text: str) -> bool:
    """Whether a line tells the points of a self-evaluation."""
    return _POINTS.match(text) is not None


#: 年初预算1926.8, 剩的里头56万是…, 会议费压掉35, 基本支出816.4
_ACCOUNT = re.compile(
    r"^(?:年初|全年|年中|当年|调整后)?(?:的)?(?:预算|支出|调增|调减|追加|压减)(?:了|数|是|为)?\d"
    r"|^(?:剩|余|结余|没花|没支出|未支出)(?:的|下)?(?:钱)?(?:里头|里面|里|当中)?[^，。；]{0,4}\d"
    r"|^(?:基本支出|项目支出)\d|^[^，。；\d]{2,12}(?:压掉|压减|调减)(?:了)?\d[\d.]*(?:万元?)?$"
)


def tells_account(text: str) -> bool:
    """Whether a line tells what was planned, spent or left of all, and no work."""
    return _ACCOUNT.search(fold(text)) is not None


def tells_money(text: str) -> bool:
    """Whether a line tells of money."""
    return _OF_MONEY.search(text) is not None or tells_account(text)
