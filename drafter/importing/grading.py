"""How many projects of a township have which grade, as it is noted: 优16 良5 中1, 6优1良, 优17个，差的就是直播培训.

Limits: a line is taken only where it opens with a grade and its number, or a word for the result before them.
"""

from __future__ import annotations

import re

from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import brackets, fold

_FIELDS = {"优": "excellent", "良": "good", "中": "fair", "差": "poor"}
_GRADE = "优秀?|良好?|中等?|合格|较?差"
_QUOTED = rf"[“\"‘]?(?P<grade>{_GRADE})[”\"’]?"
#: 优16个, 优的有13个, 评了“良”的3个
_BEFORE = re.compile(
    rf"(?:评|评为|评了|定|得|其中|拿)*{_QUOTED}(?:等?级?)?(?:的|有|是|为|：|:| )*"
    r"(?P<count>\d{1,3})(?:个|项)?(?:项目)?"
)
#: 6优1良, 6个优
_BEHIND = re.compile(rf"(?P<count>\d{{1,3}})(?:个|项)?(?:项目)?(?:评为|评了|是|为|得)?{_QUOTED}(?:等|级)?")
_LEAD = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|初|中旬|上旬|下旬)?|自评|评价|评定|评分|评级|打分|等级|等次|结果|情况|下来|出来"
    r"|分布|评|打|完|了|级|是|为|\d{1,3}个(?:自评)?项目|[ \u3000:：，—-])*"
)
#: 没有差的, 差的没有
_NONE = re.compile(rf"(?:没有?|无)(?:评)?(?P<grade>{_GRADE})的?|(?P<other>{_GRADE})的?(?:没有|无)")
_AVERAGE = re.compile(r"(?:总的|各项目|项目)?(?:平均|均)(?:得?分|自评分)?[是为：: ]?(?P<points>\d{2}(?:\.\d+)?)分?")
#: 良的是秸秆离田, 差的就是直播培训, 就是古戏台修缮那个
_NAMED = re.compile(
    rf"(?:(?:评)?{_QUOTED}(?:等)?的(?:那个)?)?(?:就|即|也)?(?:是|为|即|：)(?P<names>[^，。；\d]{{2,40}}?)(?:那个|这个|的)?"
)
_NOTHING = re.compile(r"(?:没有?|无)[优良中差、和秀好等]+的?")
_LAST = re.compile(r"(?:上一年|上年|去年)(?:度)?")
_LAST_GRADE = re.compile(rf"{_QUOTED}(?:的)?(?P<count>\d{{1,3}})(?=$|[，、；）])")


#: 差1个——牧道维修
_DASHED = re.compile(
    rf"(?P<said>(?:{_GRADE})(?:的)?\d{{1,3}}个?)(?:——+|--+)(?:就是|就|即|是)?(?P<names>[^，。；：（）\d]{{2,24}})(?=$|[，。；])"
)
#: 中1（食堂）、差1（托管点）
_OWN = re.compile(
    rf"(?P<said>(?P<grade>{_GRADE})(?:的)?\d{{1,3}}个?)（(?P<names>(?!上年|去年|就是|即)[^（）\d]{{2,40}})）"
)


def read_grades(text: str, proposal: Proposal) -> bool:
    """Whether a line tells how many projects have which grade; it is put down, what it says besides as a note."""
    folded = _DASHED.sub(r"\g<said>（\g<names>）", fold(text.strip("。；， ")))
    lead = _LEAD.match(folded)
    rest = folded[lead.end() if lead else 0 :]
    counts: dict[str, str] = {}
    own = list(_OWN.finditer(rest))
    # Where several grades have a bracket of names, each speaks of its own.
    rest, inside = _bracket(_OWN.sub(r"\g<said>", rest) if len(own) > 1 else rest)
    more: list[str] = []
    nothing: list[str] = []
    for part in re.split("[，、；;,。 /／]+", rest):
        if not part:
            continue
        pairs = _pairs(part)
        if pairs:
            counts.update({_FIELDS[grade]: count for grade, count in pairs if _FIELDS[grade] not in counts})
        elif (none := _NONE.fullmatch(part)) is not None:
            nothing.append(f"没有评为“{_letter(none['grade'] or none['other'])}”的项目")
        elif not counts:
            return False
        else:
            more.append(part)
    if not counts or (len(counts) < 2 and not (lead and lead[0])):
        return False
    for key, count in counts.items():
        proposal.put(f"grades.{key}", f"{count}个", text)
    for one in nothing:
        proposal.add("grades.notes", one, text)
    for named in own if len(own) > 1 else ():
        _remark(f"{_letter(named['grade'])}的是{named['names']}", counts, proposal, text)
    for one in filter(None, (*inside, "，".join(more))):
        for part in [one] if _LAST.match(one) else one.split("，"):
            _remark(part, counts, proposal, text)
    return True


def _bracket(text: str) -> tuple[str, list[str]]:
    """A text without its brackets, and what stands in them."""
    inside = []
    for pair in reversed([one for one in brackets(text) if one.mark == "（"]):
        inside.append(text[pair.start + 1 : pair.end - 1])
        text = f"{text[: pair.start]}，{text[pair.end :]}"
    return text, inside[::-1]


def _pairs(part: str) -> list[tuple[str, str]]:
    """The grades of a part with their numbers (empty where it says anything else)."""
    for like in (_BEFORE, _BEHIND):
        found = list(like.finditer(part))
        if found and "".join(one[0] for one in found) == part:
            return [
                (one["grade"][-1:].replace("秀", "优").replace("好", "良").replace("等", "中"), one["count"])
                for one in found
            ]
    return []


def _remark(text: str, counts: dict[str, str], proposal: Proposal, line: str) -> None:
    """What is said beside the numbers: the average, which project has which grade, last year's grades."""
    if (average := _AVERAGE.fullmatch(text)) is not None:
        proposal.put("grades.average", f"{average['points']}分", line)
        return
    if _LAST.match(text):
        proposal.add("grades.notes", _LAST_GRADE.sub(lambda one: f"{one[0]}个", _LAST.sub("上年", text)), line)
        return
    if _NOTHING.fullmatch(text):
        return
    many = int(counts[list(counts)[-1]]) if counts else 0
    alone = not amounts(text) and len(re.split("[、和与]", text)) == many
    named = _NAMED.fullmatch(
        f"是{text}" if alone and not re.match("[就即也]?[是为即：]|评?[“优良中差]|[就只才仅](?!是)", text) else text
    )
    if named is None:
        notes = proposal.get("grades.notes") or []
        if notes and notes[-1].startswith("评为") and re.match("[就只才仅]", text):
            # 差1个——牧道维修，就完成了一半
            notes[-1] = f"{notes[-1]}，{text}"
        else:
            proposal.add("grades.notes", text, line)
        return
    # A bracket without a grade speaks of the last one that was counted.
    grade = _letter(named["grade"] or {value: key for key, value in _FIELDS.items()}[list(counts)[-1]])
    names = [name for name in re.split("[、和与]", named["names"]) if name]
    rows = proposal.get("projects") or []
    fitting = [row for name in names for row in rows if _called(name, row.get("name", ""))]
    if len(fitting) == len(names):
        for row in fitting:
            row.setdefault("grade", grade)
    proposal.add("grades.notes", f"评为“{grade}”的是{named['names']}", line)


def grade_of(text: str) -> str:
    """The grade that words are, and nothing besides (优秀, 良, 较差), as one character, "" for all others."""
    return _letter(text) if re.fullmatch(_GRADE, text) else ""


def _letter(grade: str) -> str:
    """优 for 优秀, 中 for 合格, 差 for 较差."""
    return next((one for one in _FIELDS if one in grade), "中")


def _called(name: str, full: str) -> bool:
    """Whether a project is meant by a shorter name."""
    return bool(full) and (name in full or (len(name) > 1 and name[:2] in full and set(name) <= set(full)))


#: 评中的是电商服务站：…, 那个“中”是污水站：…
_ABOUT = re.compile(
    r"(?:那个|这个)?(?:评(?:为|了|成)?)?[“\"]?(?P<grade>[良中差])[”\"]?(?:的)?(?:那个|这个|项目)*(?:就|的)?是(?=[^，。；\d]{2,})"
)
#: …，76.5分
_POINTS = re.compile(r"(?<=[，、])(?=\d{2}(?:\.\d+)?分(?:$|[，。；]))")


def tells_graded(text: str) -> bool:
    """Whether a line tells which project has a grade below the best, and why."""
    return _ABOUT.match(fold(text)) is not None


def told_graded(text: str) -> str:
    """Such a line in the words of a report."""
    folded = fold(text)
    return _POINTS.sub("得", _ABOUT.sub(lambda one: f"评为“{one['grade']}”的是", folded, count=1))


_KEYS = tuple(_FIELDS.values())


def _counted(grades: object) -> set[str]:
    return {f"grades.{key}" for key in grades} if isinstance(grades, dict) else set()


def fill_grades(proposal: Proposal) -> None:
    """The grade of each project that none was noted for, where the numbers leave one only."""
    rows = proposal.get("projects") or []
    grades = proposal.get("grades")
    if rows and all("grade" in row for row in rows) and not any(f"grades.{key}" in _counted(grades) for key in _KEYS):
        # A list that names the grade of each says how many there are of each.
        for grade, key in _FIELDS.items():
            if many := sum(row["grade"] == grade for row in rows):
                proposal.put(f"grades.{key}", f"{many}个")
        return
    if not rows or not isinstance(grades, dict) or not any("grade" in row for row in rows):
        return
    left = {}
    for grade, key in _FIELDS.items():
        counted = next((one.value for one in amounts(str(grades.get(key, "")))), 0)
        left[grade] = int(counted) - sum(row.get("grade") == grade for row in rows)
    bare = [row for row in rows if "grade" not in row]
    open_ = [grade for grade, count in left.items() if count > 0]
    if len(open_) == 1 and left[open_[0]] == len(bare):
        for row in bare:
            row["grade"] = open_[0]
