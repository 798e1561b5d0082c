"""What a report rests on, and what a project is: documents that found it, those that the evaluation itself follows;
when, where and with how many people it was carried out.

The writer gains that a notice on self-evaluation is never told as what the project was set up by, and that the number
of a document stands in a bracket behind its title.

Limits: a document that does not say what it is about founds the project.
"""

from __future__ import annotations

import re

_EVALUATES = re.compile("绩效(?:自评|评价|管理)|自评(?:工作)?(?:通知|方案|办法)|开展.{0,20}自评")
_LEAD = re.compile(
    "^(?:自评|评价|绩效评价|办法|通知|文件|方案|依据)(?:就)?(?:是|按照?|依据|根据|为)(?=[《\u4e00-\u9fff])"
)
#: 根据《甲办法》 behind a label that says what it is: a report puts its own word in front.
_FOLLOWED = re.compile(
    r"^(?:(?:(?:还|另)有|另外|以及)(?:一个)?[：: ]*)?"
    r"(?:(?:主要)?(?:根据|依据|按照?|依照|遵照)(?:的)?(?:是|了|为)?[：: ]*)?(?=[\u4e00-\u9fff0-9]{0,16}《)"
)
_NUMBER = re.compile(
    r"(?<=》)[ \u3000，、]*(?:(?:发)?文号[是为：: ]*)?(?P<number>[\u4e00-\u9fff]{1,12}〔20\d\d〕 ?\d+ ?号)"
)


#: 办法是2023年4月我们修订过的: what is said of a document that was named by its kind.
_REVISED = re.compile(
    r"(?P<kind>办法|方案|细则|规定|意见|规划|制度|标准|通知)(?:就)?是"
    r"(?P<when>20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?)"
    r"(?:由|经)?(?:我们|我局|局里|本单位|单位)?(?:又|刚|才)?(?P<verb>修订|印发|出台|下发|制定|发布|修改)(?:过|了)?的"
)


def revised(named: list[str], part: str) -> bool:
    """Whether a part tells when a document that was named before it was revised; it stands in a bracket there then."""
    match = _REVISED.fullmatch(part.strip("。；， "))
    fitting = [at for at, one in enumerate(named) if match is not None and one.endswith(f"{match['kind']}》")]
    if match is None or len(fitting) != 1:
        return False
    named[fitting[0]] += f"（{match['when']}{match['verb']}）"
    return True


def documented(text: str) -> str:
    """A document as a report names it: without 根据 in front, its number in a bracket behind its title."""
    return _NUMBER.sub(r"（\g<number>）", _FOLLOWED.sub("", text))


def based(target: str, part: str) -> tuple[str, str]:
    """Where a basis belongs that was noted for `target`, and how it is told: 评价按《甲办法》乙财〔2024〕31号 is what
    the evaluation follows, 《甲办法》（乙财〔2024〕31号）."""
    if target not in ("project.basis", "evaluation.basis"):
        return target, part
    said = documented(_LEAD.sub("", part))
    evaluates = _EVALUATES.search(part) or re.match("(?:自评|评价|绩效评价)(?:按|依据|根据|照)", part)
    return ("evaluation.basis" if evaluates else target), said


_WHEN = re.compile("时间|工期|[期跨]限?$|周期|跨度|起止")
_WHAT = re.compile("(?:范围|地点|对象|区域)$")


def of_project(label: str, rest: str) -> str:
    """A note on a project under a label: 实施时间：3月至11月 is 实施时间为3月至11月; what is counted needs no label."""
    if _WHEN.search(label):
        return f"实施时间为{rest}" if rest[:1].isdigit() else rest
    return f"{label}为{rest}" if _WHAT.search(label) else rest
