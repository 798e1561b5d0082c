"""The headings of findings: a problem of at most 28 characters that ends in its judgement, its evidence beneath it.

“断头路”没打通：规划打通4条12.6公里，只通2条5.4公里 is headed “断头路”没有打通; the lengths stand beneath it.

Limits: a problem is cut only where a word that judges stands before the cut (`rules/lexicon/rectified.toml`, title).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafter.importing.lines import statements
from drafter.importing.sums import with_sums
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import brackets, fold, split

#: The least that a heading may hold.
_SHORT = 4
#: The least of a heading whose figure went.
_WHOLE_LEAST = 4
#: A bracket behind a problem that tells more than a goal.
_TELLS = 5
#: Nothing but figures with what they count.
_COUNTS = re.compile(
    r"(?:(?:\d[\d.]*[万亿]?|[两一二三四五六七八九十]+(?!年))[\u4e00-\u9fff]{1,3}[、，]?){1,3}(?:（.*）)?"
)
_SUM = re.compile(
    r"(?:一共|总共|合计|共)?\d[\d.,]*[万亿]?元|(?:\d[\d.,]*[万亿]?元[、，和]?){2,}(?:一共|总共|合计|共)?\d[\d.,]*[万亿]?元"
)
_WHOLE = re.compile(r"^(?:一共|总共|合计|共)(?=\d)")
_CAUSE = re.compile(r"原因：[^。]*?(?=。|$)")


@cache
def _forms(name: str) -> list[tuple[re.Pattern[str], str]]:
    data = words("rectified")
    every = data["title"]["form"] if name == "title" else data[name]
    return [(re.compile(one["pattern"]), one["to"]) for one in every]


def _put(text: str, name: str) -> str:
    for pattern, to in _forms(name):
        text = pattern.sub(to, text)
    return text


def judges(text: str) -> bool:
    """Whether words say that something is lacking or wrong."""
    return re.search(words("rectified")["title"]["judgement"], text) is not None


def entitled(title: str) -> tuple[str, list[str]]:
    """A problem as it heads its finding, and what of it is told beneath."""
    found: list[str] = []
    title = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=\d)", "", title)
    title = _put(title, "title").strip("，、；。： ")
    pair = next((one for one in brackets(fold(title)) if one.end == len(title) and one.mark == "（"), None)
    told = pair is not None and pair.end - pair.start - 2 >= _TELLS
    if told and pair is not None and "：" not in title and judges(title[: pair.start]):
        inside = title[pair.start + 1 : pair.end - 1]
        if not re.match("台|套|目标|上年", inside):
            found = statements(inside, "；。")
            title = title[: pair.start].strip()
    if (idle := _idle(title)) is not None:
        return idle[0], [deeds(one) for one in (idle[1], *found)]
    title, sums = _without_sums(title)
    found = [*sums, *found]
    head, rest = _cut(title)
    if rest:
        found = [evidence(rest), *found]
    return _put(head, "title").strip("，、；。： "), [deeds(one) for one in found]


def _idle(title: str) -> tuple[str, str] | None:
    """A problem of several statements that something lies idle: what it is called, and the whole (None for others)."""
    data = words("rectified")["title"]["idle"]
    subject = re.match(data["subject"], title)
    parts = statements(title, "，")
    if subject is None or len(parts) < 2 or not any(re.search(data["like"], one) for one in parts[1:]):
        return None
    return f"{subject['subject']}闲置", title


def _without_sums(title: str) -> tuple[str, list[str]]:
    """A problem without the clauses that are nothing but a sum, and those as statements of their own."""
    parts = statements(title, "，")
    sums = [one for one in parts[1:] if _SUM.fullmatch(fold(one))]
    rest = [one for one in parts if one not in sums]
    if not sums or len(rest) < 2 or not judges("，".join(rest)):
        return title, []
    if any(len(amounts(fold(one))) > 1 for one in sums):
        # 拆成三次买，28.6万元、29.1万元、28.7万元共86.4万元，没招标 is evidence as it stands.
        return "，".join(rest), [title]
    told = [re.sub(r"(?<=元)(?=(?:一共|总共|合计|共)\d)", "，", one) for one in sums]
    return "，".join(rest), [f"涉及{_WHOLE.sub('', one)}" for one in told]


def evidence(text: str) -> str:
    """What stands behind a problem as a sentence: 两个支部 is 涉及两个支部."""
    text = _WHOLE.sub("", text)
    if re.fullmatch(r"\d+块", text):
        # 涉及86块 would be money.
        return f"共{text}"
    return f"涉及{text}" if _COUNTS.fullmatch(text) or _SUM.fullmatch(fold(text)) else text


def _cut(title: str) -> tuple[str, str]:
    """A problem and what is told beneath it: cut at a colon, or at a comma behind which something is counted."""
    data = words("rectified")["title"]
    folded = fold(title)
    ends = re.compile(f"(?:{data['judgement']}|(?:没有|未|没)[\u4e00-\u9fff]{{1,4}})$")
    for marks in ("：", "，"):
        stops = [stop for _, stop in list(split(folded, 0, len(folded), marks))[:-1]]
        # The first cut behind a judgement, else the last that has one in front.
        judged = [stop for stop in stops if ends.search(title[:stop])]
        for stop in (*judged, *reversed(stops)):
            head, rest = title[:stop], title[stop + 1 :].strip("，： ")
            if len(head) < _SHORT or not rest or not judges(head):
                continue
            counted = amounts(fold(rest)) or _COUNTS.fullmatch(rest)
            if marks == "：" or len(title) > data["longest"] or (counted and not re.match(data["goes"], rest)):
                return head, rest
    return title, ""


_SUBJECTLESS = re.compile("涉及|多[付收发报领]|少[付收发报]|欠|其中|共")


def whole_found(title: str, found: Sequence[str]) -> tuple[str, list[str]]:
    """A problem with its evidence told in one statement, and its heading without the one figure that the statement
    has: 预付款长期挂账 over 预付款74万元长期挂账，审计时只修好66件."""
    if found and _SUBJECTLESS.match(found[0]) and "，" in title:
        # 14种没标价，其中6种超了差率 and 多收9.76万元: the first clause heads all of it.
        first = title.partition("，")[0]
        if len(first) >= _WHOLE_LEAST and judges(first):
            head, _ = whole_found(first, ["涉及"])
            return head, [f"{title}，{found[0]}", *found[1:]]
    every = amounts(fold(title))
    if found and _SUBJECTLESS.match(found[0]) and len(every) == 1 and every[0].start < 2 and judges(title):
        # 6间商铺没公开招租 and 欠租11.3万元
        return title, [f"{title}，{found[0]}", *found[1:]]
    if found and not every and found[0].startswith("涉及"):
        return title, [f"{title}，{found[0]}", *found[1:]]
    if not found or len(every) != 1 or re.search(r"20\d\d年|\d月", title):
        return title, list(found)
    one = every[0]
    # 1126格: what no list of units knows may count as well.
    end = one.end + bool(
        not one.unit and not one.scale and re.match("[\u4e00-\u9fff](?=[没未不无]|$)", title[one.end :])
    )
    head = title[: one.start] + title[end:]
    if one.start < 2 or not (one.sort == "money" or re.match("[没未不无]|$", title[end:])):
        # 12个站开放时间不够: what is counted stands behind its number.
        return title, list(found)
    if len(head) < _WHOLE_LEAST or not judges(head) or "、" in head or re.search("[，（]|之$", head):
        return title, list(found)
    return head, [f"{title}，{found[0]}", *found[1:]]


def category(name: str) -> str:
    """The heading of a class of findings without its number."""
    return _put(name, "category").strip("，、；。： ")


def deeds(text: str) -> str:
    """What was done, in words that a letter has; a cause of several statements is one."""
    text = with_sums(_CAUSE.sub(lambda match: match[0].replace("；", "，"), text))
    return "；".join(_put(one, "note") for one in statements(text, "；")) if "；" in text else _put(text, "note")
