"""What the notes of a finding leave out because its title names it: 12月2日启用 of what stood idle, 8月底51.2%
of a rate that was low.

The writer gains sentences with a subject.

Limits: only what the title names as idle, or as a rate or a time that is judged, is put in; a clause that names
anything itself stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter.files.values import RawTable
from drafter.language.amounts import amounts
from drafter.language.marks import fold

_IDLE = re.compile(r"(?P<what>[\u4e00-\u9fff（）“”]{2,14})(?:长期)?(?:闲置|没有使用|未使用|未启用|没有启用)(?:的)?$")
_DAY = r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|初|中旬|上旬|下旬)?|年底|目前|现在"
_STARTED = re.compile(
    rf"(?:(?<=[，；。])|^)(?P<day>{_DAY})?(?:就|才|已经?|正式|终于)*(?P<verb>启用|投用|开机|开起来|用起来|用上|投入使用|运行|开放)"
    r"(?=了?(?:[，；。]|$))"
)
_MEASURE = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{1,10}?(?:率|度|时间|时长|占比|比例|天数))"
    r"(?:太|偏|过|较|还|仍|只|仅|不|没|未)*(?:低|高|长|慢|短|够|足|达标|下降|下滑|到|有|$)"
)
_UNITS = {
    "率": "%",
    "度": "%",
    "比": "%",
    "例": "%",
    "间": "分钟|小时|天|日|个工作日|秒",
    "长": "分钟|小时|天|日",
    "数": "天|日",
}
_LEAD = rf"(?P<lead>(?:(?:{_DAY})(?:前)?)?(?:就|才|已经?|按原渠道|按程序|一次性?|足额|全额)*)(?P<all>全部|都|均|全)*"
_PAID = re.compile(
    rf"{_LEAD}(?P<verb>还清|缴清|付清|退清|收齐|收回|追回|退回|缴库|上缴国库|归还|退还|补缴)(?:了|完|完毕)?"
)
_MENDED = re.compile(rf"{_LEAD}(?P<verb>补录|补登|补齐|补办|腾退|清理|整治|拆除|补签|修复)(?:了|完|好|完毕|到位)*")
#: 全部退回食堂账户
_PUT_BACK = re.compile(
    r"(?:已)?(?:全部|都|均|全额)(?:已)?(?:退回|退还|归还|缴入|缴回|上缴|退到|还到|转回)(?:了)?[\u4e00-\u9fff]{2,10}"
)
_NO_THING = re.compile("[年月日号次天]$")
_PLAIN = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,10}(?:管理|接种|入学|签约|覆盖|使用|转运|回收|合格|就业|报销))$")


def with_subjects(rows: Iterable[RawTable]) -> None:
    """Put into the statements of findings what their titles name."""
    for row in rows:
        title = str(row.get("title", ""))
        for key in ("found", "notes"):
            told = row.get(key)
            if isinstance(told, list):
                found = [str(one) for one in row.get("found", [])] if key == "notes" else []
                told[:] = [_told(one, title, found) if isinstance(one, str) else one for one in told]


def _told(text: str, title: str, told: Sequence[str] = ()) -> str:
    if (idle := _IDLE.search(title)) is not None and idle["what"] not in text:
        text = _STARTED.sub(lambda match: f"{idle['what']}{match['day'] or ''}{match['verb']}", text, count=1)
    text = _with_amount(text, "，".join((title, *told)))
    what = measure_of(title)
    if not what or what in text:
        return text
    unit = _UNITS.get(what[-1], "%")
    bare = re.compile(
        rf"^(?P<day>(?:截至|到)?(?:{_DAY}))?(?:已)?(?P<lead>到了?|升到|降到|提高到|是|为|达到?)?"
        rf"(?P<figure>(?:由|从)?\d[\d.]*(?:{unit}))(?=[，；。（]|提高|升|降|缩短|压缩|减少|增加|到|→|$)"
    )
    return bare.sub(lambda match: f"{match['day'] or ''}{what}{match['lead'] or ''}{match['figure']}", text, count=1)


def _with_amount(text: str, problem: str) -> str:
    """A deed that names nothing it was done to (7月12日缴清) with the sum or the number that the problem names."""
    first, comma, rest = text.partition("，")
    rest = rest if comma else ""
    if _PUT_BACK.fullmatch(first) is not None:
        sums = [one for one in amounts(fold(problem)) if one.sort == "money"]
        return f"{problem[sums[0].start : sums[0].end]}{text}" if len(sums) == 1 else text
    found = amounts(fold(problem))
    for pattern, sort in ((_PAID, "money"), (_MENDED, "")):
        done = pattern.fullmatch(first)
        fitting = [
            one
            for one in found
            if (one.sort == "money") == bool(sort)
            and one.sort not in ("rate", "points")
            and one.unit
            and not _NO_THING.search(problem[one.start : one.end])
        ]
        if done is not None and len(fitting) == 1:
            what = problem[fitting[0].start : fitting[0].end]
            return f"{done['lead']}{'全部' if done['all'] else ''}{done['verb']}{what}{comma}{rest}"
    return text


def measure_of(title: str) -> str:
    """The rate or time that a title judges (培训后就业率低, 候诊时间长), "" where it judges none."""
    if (match := _MEASURE.search(title)) is not None:
        return match["what"]
    return f"{match['what']}率" if (match := _PLAIN.search(title)) is not None else ""
