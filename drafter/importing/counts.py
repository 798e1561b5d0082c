"""Counts of people, things, grades and points, each by the words before it (`rules/lexicon/money.toml`: staff, grades,
score).

Limits: what no word names is handed back; a bare figure where points are told is the total.
"""

from __future__ import annotations

import re

from drafter.importing.lines import statements
from drafter.importing.money_words import FILL, LEAD
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold, split

#: Words of a total: they count what stands before them, and name nothing by themselves.
_VAGUE = frozenset(("共", "合计", "共有", "人员", "总人数", "实有"))
#: 自评92.9分（良？核过≥90是优，就写优）: the grade that was settled on.
_SETTLED = re.compile(r"（[^（）]*(?:写|算|定|是)[“\"]?(优秀|优|良好|良|中|差)[”\"]?(?:吧|了)?）")
#: 在职138（年末数）
_WHEN = re.compile(r"（(?:截至)?(?:到)?(?:年末|年底|期末|年终|月末|12月(?:末|底|31日))(?:的)?(?:数|人数|时点)?）")
#: 执行率9.4（满分10）: what it could have been.
_FULL = re.compile(r"[（(](?:满分|满|总分|权重)\d[\d.]*分?[）)]")
_OF_ONE = re.compile("(?:那|这)(?:一)?[项块条栏](?:得|是|：)?$")
_GRADE = re.compile(
    r"(?:等级|等次|档次|评为|评级|评定|结果|算|定为)[为是：:“‘\"]*(优秀|良好|优|良|中|差)|(?:^|[，、（(])[“‘\"]?(优秀|良好|优|良|中|差)[”’\"]?(?:$|[，、）)])"
)


#: 数量25+质量15.6+时效14: parts of the points.
_SUM_OF_POINTS = re.compile(
    r"[\u4e00-\u9fff]{2,6}\d[\d.]*分?(?: ?[+＋、] ?[\u4e00-\u9fff]{2,6}\d[\d.]*分?)+"
    r"(?:（合计[\d.]+分?）| ?[=＝] ?[\d.]+分?)?"
)
_CHECKED = re.compile(r"(?:年底|年末|12月)?(?:固定)?资产[^；。]{0,30}(?:盘了|盘点|清查|清点|账实|盘盈|盘亏)")


def assets_checked(text: str) -> bool:
    """Whether a statement tells that the assets were counted through: 固定资产年底盘了一遍，412.7万，账实相符."""
    return _CHECKED.match(fold(text)) is not None


#: 固定资产4182.6万元; 车辆3辆（野外作业车）; 其中专用设备3570.4万元
_COUNTED = re.compile(r"(?:其中：?)?[\u4e00-\u9fff]{2,12}\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,3}(?:（[^（）]*）)*")


#: 无公务用车
_LACKING = re.compile(r"(?:无|没有)[\u4e00-\u9fff]{2,6}")
#: Words for people that the report would call otherwise, and no field keeps.
_OTHERWISE = ("外聘", "临聘", "合同制", "借调", "返聘", "编外", "公车")


def plain_counts(text: str) -> bool:
    """Whether a line is nothing but things with how many of each there are, each in its unit."""
    folded = fold(text).strip("。；， ")
    parts = [folded[low:high].strip() for low, high in split(folded, 0, len(folded), "；，、")]
    bare = [part for part in parts if not _LACKING.fullmatch(part)]
    return len(bare) > 1 and all(_COUNTED.fullmatch(part) for part in bare)


def called_otherwise(text: str) -> bool:
    """Whether a line counts people by a word that the fields for them would change."""
    return any(word in text for word in _OTHERWISE)


def _clauses(match: re.Match[str]) -> str:
    """执行率9.6+其他86.1=95.7 as three clauses."""
    return re.sub(" *[+＋] *", "，", re.sub(" *[=＝] *", "，总分", match[0]))


def points_apart(text: str) -> str:
    """Points with the sums that they make told as clauses."""
    return _SUM_OF_POINTS.sub(_clauses, fold(text))


def read_counts(text: str, proposal: Proposal, table: str) -> list[str]:
    """Read counts of people, things or grades by the words before them (`[staff]`, `[grades]`, `[score]`); answers what
    was not understood."""
    left = []
    keys = sorted(
        ((word, path) for path, listed in words("money")[table].items() for word in listed),
        key=lambda one: -len(one[0]),
    )
    # 编制86 在编79: a blank between two counts does for a comma.
    text = _SETTLED.sub(r"，等级\1", fold(text)) if table == "score" else text
    text = _WHEN.sub("", text) if table == "staff" else text
    text = re.sub(r"(?<=[\d人名]) +(?=[\u4e00-\u9fff]{2,6} ?\d)", "，", text) if table == "staff" else text
    # 指标83.5 执行率9.13 合计92.63 等级优
    text = re.sub(r"(?<=[\d分]) +(?=[\u4e00-\u9fff]{1,6})", "，", text) if table == "score" else text
    for statement in statements(text):
        folded = fold(statement)
        unread = []
        for low, high in split(folded, 0, len(folded), "，、"):
            clause = statement[low:high].strip()
            if not clause:
                continue
            if table == "score" and (grade := _GRADE.search(clause)) is not None and not amounts(fold(clause)):
                proposal.put("score.grade", (grade[1] or grade[2])[0], clause)
                continue
            if table == "staff" and (whole := _with_parts(clause)):
                unread.append(_parted(whole, proposal, keys))
                continue
            bare = _FULL.sub("", clause) if table == "score" else clause
            for part in _apart(bare, table, keys):
                if table == "score" and not amounts(fold(part)) and (grade := _GRADE.search(part)) is not None:
                    proposal.put("score.grade", (grade[1] or grade[2])[0], clause)
                    continue
                if not _count(part, proposal, keys):
                    # 产出46.5（满分50） that no field takes keeps what it could have been.
                    said = part if part != bare or bare == clause else _FULL.sub(r"分\g<0>", clause)
                    unread.append(with_unit(said, _BARE_UNITS.get(table, "")))
        if unread:
            left.append("、".join(unread))
    if table == "score":
        _rest_of_points(left, proposal)
    people = proposal.get("staff") or {}
    if table == "staff" and {"total", "hired"} <= set(people) and "formal" not in people:
        total, hired = (amounts(fold(str(people[key]))) for key in ("total", "hired"))
        if _BESIDE.search(text) or (total and hired and hired[0].value > total[0].value):
            # 实有43，另聘用12; 在职42，外聘310: those hired are not among them.
            people["formal"] = people.pop("total")
            people.pop("total_called", None)
    return left


def settle_count(proposal: Proposal) -> None:
    """How many services there are is told where as many are listed; where more are, the count would contradict them."""
    results = proposal.table("results")
    count = str(results.get("count") or "").removesuffix("项")
    if count and int(count) != len(results.get("quantity") or ()):
        proposal.aside(f"{results.pop('count')}{results.pop('counted', '')}")


#: 产出47.1分、效益28.0分: what several parts scored, and nothing else.
_PARTS = re.compile(r"[\u4e00-\u9fff]{2,8}\d[\d.]*分(?:、[\u4e00-\u9fff]{2,8}\d[\d.]*分)+")


def _rest_of_points(left: list[str], proposal: Proposal) -> None:
    """The points of all indicators but execution: what is told of them comes to the total with it, or nothing is."""
    total, execution = (amounts(fold(str(proposal.get(f"score.{key}") or ""))) for key in ("total", "execution"))
    others = [one.value for text in left for one in amounts(fold(re.sub(r"（[^）]*）|\([^)]*\)", "", text)))]
    if total and execution and others and sum(others) + execution[0].value == total[0].value:
        said = "、".join(left)
        if _PARTS.fullmatch(said):
            # What the parts are is told; the total stays as it was given.
            first = f"预算执行{str(proposal.get('score.execution')).removesuffix('分')}分"
            proposal.put("score.parts", f"{first}、{said}", said)
            left.clear()
            return
        proposal.put("score.other", f"{sum(others):f}分", "；".join(left))
    elif total and execution and not left and total[0].value > execution[0].value:
        proposal.put("score.other", f"{total[0].value - execution[0].value:f}分")


_BESIDE = re.compile("另(?:外|有)?(?:还)?(?:有)?(?:聘|外聘|临聘|编外)")
#: What bare figures count in where people or points are told.
_BARE_UNITS = {"staff": "人", "score": "分"}
_BARE = re.compile(r"(?<![\d.A-Za-z〔第])(\d+(?:\.\d+)?)(?=$|[、，；。）)＋+])")


def with_unit(text: str, unit: str) -> str:
    """A text whose bare figures are given their unit: 产出48.5、效益28.6 told in 分."""
    return _BARE.sub(rf"\g<1>{unit}", text) if unit else text


def _with_parts(clause: str) -> str:
    """A count whose bracket holds its parts, with the unit of each: 在职157（机关71、事业86） ("" where it is none)."""
    folded = fold(clause)
    match = re.fullmatch(r"([^（]*?\d[^（]*)（([^（）]*)）", folded)
    parts = re.split("[，、；]", match[2]) if match is not None else []
    if match is None or not (found := amounts(match[1])) or not all(re.search(r"\d[人名个]?$", one) for one in parts):
        return ""
    head = found[-1]
    unit = head.unit or "人"
    inner = with_unit(clause[match.start(2) : match.end(2)], unit)
    return f"{with_unit(clause[: match.end(1)].rstrip(), unit)}（{inner}）"


#: 就本级1个预算单位: the count stands before what is counted.
_UNITS = re.compile(r"(?:就|只有|只|仅|有|含|下设|一共|共|本级|加起来)*(?P<count>\d{1,3})个(?:独立核算的?)?预算单位")
_UNITS_NAMED = re.compile(r"[\u4e00-\u9fff]{0,4}单位\d{1,3}个（")
#: People that the report calls by the word they were noted with.
_TOLD_SO = ("在编", "实有")


#: What people and cars are called that the report would otherwise call by a wider word.
_CALLED = frozenset(("在职", "在职人员", "退休", "退休人员", "在岗", "在岗人员", "公务用车", "执法车辆"))


def _parted(whole: str, proposal: Proposal, keys: list[tuple[str, str]]) -> str:
    """The parts of a count whose whole has a field: 在编79人（专职教师41人） fills it, and 在编人员中，专职教师41人 is
    told; as it stands where it has none."""
    match = re.fullmatch(
        r"(?P<name>[\u4e00-\u9fff]{2,8}?)[ ：:共约]*(?P<count>\d[\d.]*[人名])（(?P<parts>[^（）]*)）", whole
    )
    told = match is not None and match["name"].removesuffix("人员").endswith(_TOLD_SO)
    if match is None or not told or not _count(f"{match['name']}{match['count']}", proposal, keys):
        return whole
    people = match["name"] if match["name"].endswith(("人员", "职工")) else f"{match['name']}人员"
    return f"{people}中，{match['parts'].removeprefix('其中')}"


def _apart(clause: str, table: str, keys: list[tuple[str, str]]) -> list[str]:
    """A clause and what its bracket counts: 自评94.97分（优）, 92.8（执行率8.6，其余84.2）."""
    match = re.fullmatch(r"([^（(]*)[（(]([^）)]*)[）)]", clause)
    if match is None or not amounts(fold(match[2])) or (table != "score" and not amounts(fold(match[1]))):
        return [clause]
    if table != "score":
        # 预算单位4个（中心本级和3个养护站）: which they are belongs to how many.
        return [clause] if _UNITS_NAMED.match(clause) else [match[1], match[2]]
    inner = fold(match[2])
    if not any(word in inner for word, _ in keys if len(word) > 1):
        # 效益27（扣3分）: what stands in the bracket is said of it.
        return [clause]
    return [match[1], *(match[2][low:high].strip() for low, high in split(inner, 0, len(inner), "，、；+＋"))]


def _count(clause: str, proposal: Proposal, keys: list[tuple[str, str]]) -> bool:
    folded = fold(clause)
    found = amounts(folded)
    if not found:
        return False
    if any(path == "unit.budget_units" for _, path in keys) and (units := _UNITS.fullmatch(folded)) is not None:
        return proposal.put("unit.budget_units", units["count"], clause)
    before = folded[: found[0].start]
    after = folded[found[0].end :].strip("。；，（） 的").removeprefix("人" if found[0].unit == "个" else "\0")
    bare = LEAD.sub("", before)
    points = any(path == "score.total" for _, path in keys)
    if points and _OF_ONE.search(bare):
        # 执行率那项9.4
        before = bare = _OF_ONE.sub("", bare)
    if points and not bare.strip("：: 共") and found[0].unit in ("分", "") and not after and found[0].value <= 150:
        return proposal.put("score.total", clause[found[0].start : found[0].end], clause)
    for tail in (before.strip("，、；： （"), bare, FILL.sub("", bare)):
        for word, path in keys:
            near = len(word) > 1 and word not in _VAGUE and tail.endswith(word) and len(tail) <= len(word) + 4
            if path.startswith("staff.") and found[0].unit not in ("人", "名", "", "个人", "位", "个"):
                continue
            if (tail == word or near) and (not after or len(found) > 1 or _GRADE.search(after)):
                grade = _GRADE.search(after)
                if after and grade is None:
                    continue
                if grade is not None:
                    proposal.put("score.grade", (grade[1] or grade[2])[0], clause)
                said = clause[found[0].start : found[0].end]
                people = path.startswith("staff.") and found[0].unit in ("个", "个人")
                if tail == word and word in _CALLED:
                    # 在职86人、退休41人: the report calls them what the clerk calls them.
                    proposal.put(f"{path}_called", word, clause)
                return proposal.put(path, f"{said.removesuffix('人').removesuffix('个')}人" if people else said, clause)
    return False
