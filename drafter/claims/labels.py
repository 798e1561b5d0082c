"""What a figure of the prose is the figure of: its name, its role and its year.

The reader gains words that can be compared: 我局2024年度信访工作经费项目全年预算数 and 信访工作经费项目预算 name one
thing.

Limits: the words of a clause before its figure, back to the figure before; what a sentence or a heading adds is
gathered by :mod:`drafter.claims.statements`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from drafter.claims.mention import Mention
from drafter.claims.text import Stretch
from drafter.files.values import RawTable
from drafter.language.tables import table

_DATE = re.compile(r"(?:19|20)\d\d年(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末)?")
SELF = re.compile(r"[我本](?:单位|部门|中心|街道|[镇乡村局办委院校厅站所县区市])")
_QUOTED = re.compile(r"(?:“[^“”]{4,80}”|[\u4e00-\u9fff]{2,20}[（(][项款类][）)])(?=(?:19|20)\d\d年)")
_COMMON = re.compile(r"(?:部门|决算|年度|整体|单位|资金|本)+")
#: Words that say as much with a measure less (预算数, 预算金额).
_MEASURES = re.compile(r"(?:金额|总额|资金|经费|安排|数|额)$")
FAR = 120
#: So many dates back a paragraph is searched for its year.
_DATES = 12


@cache
def said_words() -> RawTable:
    """The tables of `rules/labels.toml`: patterns for what is searched, tuples for what words end with."""
    said = table("labels")["said"]
    ordered = {name: sorted(words, key=len, reverse=True) for name, words in said.items()}
    either = {name: "|".join(map(re.escape, words)) for name, words in ordered.items()}
    searched = ("apart", "generic", "scope", "accounts", "whole", "purpose")
    return {
        **{name: re.compile(either[name]) for name in searched},
        "head": re.compile(rf"(?:{either['filler']})+"),
        "tail": re.compile(rf"(?:{either['trail']})$"),
        **{name: tuple(ordered[name]) for name in ("only", "stock", "score", "spent", "rates", "roles", "places")},
    }


def substance(name: str) -> str:
    """What a name says beyond words that any report has (项目资金使用情况 says nothing)."""
    return re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", said_words()["generic"].sub("", name))


def trimmed(left: str) -> str:
    """The words before a figure without dates, the unit itself and filler at either end."""
    left = left[-FAR:].lstrip(".．、 ")
    dates = list(_DATE.finditer(left))
    if dates:
        # “农林水支出-水利-防汛”2026年度预算, 文物保护（项）2026年预算: a name that ends so stays before the year.
        named = _QUOTED.search(left)
        left = (named[0] if named else "") + left[dates[-1].end() :]
    if match := SELF.match(left):
        left = left[match.end() :]
    if match := said_words()["head"].match(left):
        left = left[match.end() :]
    tail = said_words()["tail"]
    for _ in range(8):
        shorter = tail.sub("", left)
        if shorter == left:
            break
        left = shorter
    return left


def label(one: Mention) -> tuple[str, str]:
    """Name and role of a figure: 信访工作经费项目全年预算 is 信访工作经费项目 and 预算."""
    if one.role in ("budget", "spent", "execution", "of_budget") and one.cue:
        at = one.left.rfind(one.cue)
        name = trimmed(one.left[:at])
        # 支付工程款120万元: what is paid for stands behind the word.
        if substance(rest := trimmed(one.left[at + len(one.cue) :])):
            return f"{name}{one.cue}{rest}", ""
        cue = one.cue.removeprefix("全年")
        cue = _MEASURES.sub("", cue) or cue
        role = "spent" if one.cue in said_words()["spent"] else one.role if one.role == "execution" else cue
        # 部门决算支出, 项目预算: words of any report make no name; 项目支出 and 基本支出 are two things.
        common = name if role == "spent" else name.removeprefix("项目")
        if not substance(name) and (role == "execution" or not common or _COMMON.fullmatch(common)):
            return "", role
        return _account(name), role
    name = trimmed(one.left)
    if one.figure.sort == "score":
        word = next((word for word in said_words()["score"] if name.endswith(word)), "")
        if word and not substance(name.removesuffix(word)):
            return "", "score"
    return _account(name), ""


def _account(name: str) -> str:
    """A name without 支出 at its end (财政拨款支出年初预算 is of one name with 财政拨款支出); 基本支出 keeps it, being
    nothing without it."""
    short = name.removesuffix("支出")
    return short if len(substance(short)) >= 2 else name


def year_of(stretch: Stretch, one: Mention, year: int) -> int:
    """The year that a figure belongs to, `year` where its paragraph names none; 0 where only part of a year is meant,
    -1 where no year is known at all."""
    dates = stretch.dates
    start, _ = stretch.sentence_at(one.figure.start)
    before = bisect_right(dates, one.figure.start, key=lambda date: date.start)
    for date in reversed(dates[max(0, before - _DATES) : before]):
        if date.span or (date.month and date.month != 12):
            if date.start >= start:
                return 0
        elif date.year:
            return date.year
    return year or -1
