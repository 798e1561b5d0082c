"""One line of notes that tells a finding: its title, what was found, what was done, how far it is.

Limits: a status is read from words of the table (`rules/lexicon/notes.toml`, stated) that stand in brackets or behind a
dash at the end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.claims.units import with_money
from drafter.composing.steps import class_of
from drafter.importing.lines import ARROW, statements
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import brackets, fold, split

#: The problem of a numbered line without an arrow ends at a dash, a colon or the first full stop.
_ENDS = re.compile(r"(?P<title>.{3,60}?)(?: ?(?:——|：|。) ?)")
_CALLED = re.compile(r"(?P<title>[^，。；：\d]{3,16})：(?P<rest>.+)")
_BEHIND = re.compile(r"(?:——+|--)(?P<said>[^—。；]{2,24})[。；]?$")
_BOXED = re.compile(r"[【\[〔（(](?P<said>[^】\]〕）)]{1,24})[】\]〕）)][。；]?$")
#: …，收回168万元。完
_LAST = re.compile(r"(?<=[。；])[ ]*(?:算是?|属于?)?(?P<said>[^，。；：\d]{1,8})[。；]?$")
_DATED_DEED = re.compile(r"(?<=\S{4})[，；](?=(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?[^，；。]{3,}$)")
#: What leads in the deeds is no part of them.
_LEADS = re.compile(
    r"(?:^|(?<=[。；\u3000 ]))(?:我们?的?)?(?:整改)?(?:做法|措施|情况|做了什么|怎么改的|已做的|整改)(?:是|有)?[：:]\s*"
)
#: The least that a problem may be called by before an arrow.
_LEAST = 2
#: A problem as long as this is no heading: what stands behind its first comma is told beneath.
_LONG = 22


class ReportedFinding(NamedTuple):
    """One finding: its `title`, what was `found` and what was `done` (each in statements), the `status` with the words
    that say it."""

    title: str
    found: tuple[str, ...]
    done: str
    status: str
    said: str


def read_finding(text: str) -> ReportedFinding:
    """The finding of a numbered line (without its number)."""
    text, status, said = stated(text)
    arrow = arrow_in(text)
    if arrow is None:
        folded = fold(text)
        match = _ENDS.match(folded)
        title = text[: match.end("title")] if match else text
        rest = text[match.end() :].strip("　 ：；。") if match else ""
        if match is not None and match[0].rstrip(" ").endswith("。") and (cut := _dash(rest)) is not None:
            return ReportedFinding(
                title_of(title), tuple(statements(rest[: cut[0]])), _LEADS.sub("", rest[cut[1] :]), status, said
            )
        if (
            status
            and match is not None
            and "：" in match[0]
            and not re.search("[；。]|^已", rest)
            and not class_of(rest)
        ):
            # 菜谱单调：42所里16所重样【✔】: what it is judged by, with how far it is.
            return ReportedFinding(title_of(title), (rest,), "", status, said)
        if status == "已完成" and not rest and (deed := _DATED_DEED.search(title)) is not None:
            # 租金挂账没上缴，9月3日全额缴国库。完成: what was done on a day is none of the problem.
            title, rest = title[: deed.start()], title[deed.end() :]
        return ReportedFinding(title_of(title), (), _LEADS.sub("", rest), status, said)
    problem, done = text[: arrow[0]].strip(" \u3000。；"), text[arrow[1] :].strip(" \u3000。；")
    first, *found = statements(problem, "。") or [""]
    if (called := _CALLED.fullmatch(fold(first))) is not None and amounts(called["rest"]):
        # 账趴着：2023年只用了72%: what the problem is called, and what it is judged by.
        found = [first[called.start("rest") :], *found]
        first = first[: called.end("title")]
    if not found:
        first, found = _parted(first)
    return ReportedFinding(
        title_of(first), tuple(one for each in found for one in statements(each)), _LEADS.sub("", done), status, said
    )


def arrow_in(text: str) -> tuple[int, int] | None:
    """Where the arrow stands that parts a problem from what was done (None where there is none)."""
    inside = brackets(fold(text))
    for match in ARROW.finditer(text):
        # 71%→83% is a figure that rose.
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        last = re.search(r"(\d[\d.]*)([\u4e00-\u9fff%％]{0,3})$", text[: match.start()])
        next_ = re.match(r"(\d[\d.]*)([\u4e00-\u9fff%％]{0,3})", text[match.end() :])
        # 少92课时 → 92课时补上 is no figure that rose.
        counted = last is not None and (next_ is None or (next_[1] != last[1] and _alike(last[2], next_[2])))
        dated = re.match(r"20\d\d年|\d{1,2}月", text[match.end() :]) is not None
        rises = (counted or before in "%％") and after.isdigit() and not dated
        held = any(pair.start < match.start() < pair.end for pair in inside)
        if match.start() >= _LEAST and not held and not rises:
            return match.span()
    return None


def _alike(before: str, behind: str) -> bool:
    """Whether two figures may count the same: 118.4万 and 26座 do not."""
    return not before or not behind or before[0] == behind[0]


def _dash(text: str) -> tuple[int, int] | None:
    match = re.search(r"——+", text)
    return match.span() if match else None


def _parted(problem: str) -> tuple[str, list[str]]:
    """A long problem apart at its first comma, if what stands behind it counts something."""
    folded = fold(problem)
    parts = list(split(folded, 0, len(folded), "，"))
    head = problem[: parts[0][1]]
    rest = problem[parts[0][1] + 1 :].strip("， ")
    if len(problem) > _LONG and len(parts) > 1 and 4 <= len(head) <= _LONG and amounts(fold(rest)):
        return head, [rest]
    return problem, []


def title_of(text: str) -> str:
    """A problem as it was noted, its money with its unit."""
    return with_money(text.strip("。；，： \u3000"))


def stated(text: str) -> tuple[str, str, str]:
    """What was done without the status it ends with (【改完】, ——11月底前编完), that status ("" where none is said),
    and the words that say it. What stands with the status stays in the text."""
    for pattern in (_BOXED, _BEHIND, _LAST):
        match = pattern.search(text)
        if match is None:
            continue
        first = fold(match["said"]).partition("，")[0]
        more = match["said"][len(first) + 1 :].strip()
        for status, marks in words("notes")["stated"].items():
            if first.strip() in marks:
                left = text[: match.start()].strip("。；， \u3000")
                return (f"{left}；{more}" if more and left else left or more), status, match[0]
        if pattern is _BEHIND and re.search(r"前|底|再|等|后", match["said"]):
            # ——12月20日前编完: when it is to be done says that it is not.
            left = text[: match.start()].strip("。；， \u3000")
            return f"{left}；{match['said']}" if left else match["said"], "正在推进", match["said"]
    return text, "", ""
