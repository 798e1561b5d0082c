"""How far each finding is, from what the notes say of all of them: 6个里整改到位4个，还在推进2个（第2、第5）.

The writer gains a status for every finding where the summary names them, or where its numbers leave no doubt: the open
ones are those whose own words say so (还没判), if they come to the number that is given.

Limits: where the numbers do not agree with the findings nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from drafter.language.lexicon import words
from drafter.language.numerals import count_value

_N = "(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})"
_ONE = f"(?:第|问题)?{_N}[个项条]?(?:问题)?"
#: 第2、第5 and ①-2、③-1 behind a number, or before what is said of them.
_LIST = re.compile(rf"{_ONE}(?:[、和及与，]{_ONE})*")
_CODED = re.compile(r"[①-⑳](?:[-—]\d{1,2})?|[A-Z]\d{1,2}(?!\d)")
_NAMED = re.compile(
    r"(?:第\d{1,2}个问题|第\d{1,2}个(?=还|仍|正|没|未)|问题(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?![个项条类])|第[一二三四五六七八九十]{1,3}个?问题)"
)
#: （问题二，待仲裁裁决）, （问题三、五，12月底前完成）: which they are, and what is said of them.
_WITH_MORE = re.compile(rf"[（(](?P<list>(?:第|问题){_N}[^，；：（）()]*)[，；：](?P<more>[^（）()]{{3,60}})[）)]")
_BRACKETED = re.compile(r"[（(]([^（）()<>]{1,30})[）)]")
_MARK = re.compile(r"<(?P<names>[\d,]+)>")
_PAIR = re.compile(r"<([\d,]+)>[、和及与]?<([\d,]+)>")
_UNTIL = re.compile(
    r"(?:数据)?(?:截[至止]到?|到)(?P<day>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底)?|年底|现在|目前)[，：:]?"
)
_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日")
_TOTAL = re.compile(
    rf"(?:小结|合计|一共|共|总共|(?:反馈|指出|发现|交办|涉及)(?:的)?(?:问题|意见|事项)(?:共|一共)?)?[：:，]?(?P<total>{_N})[个条项](?:问题|意见)?(?:里[面头边]?|中|当中)?[：:，]?(?:其中)?"
)


class StatusAccount(NamedTuple):
    """What a summary says of the findings: which have which status by name (from 0), how many have each, the day up to
    which it holds ("" where none is named), the words that say something else, and what is said of some by name."""

    named: Mapping[int, str]
    counts: Mapping[str, int]
    until: str
    left: tuple[str, ...]
    more: Mapping[int, str] = MappingProxyType({})


@cache
def _states() -> tuple[tuple[str, str], ...]:
    return tuple((one["to"], one["like"]) for one in words("rectified")["state"])


def read_account(text: str, numbers: Mapping[str, int], total: int, titles: Sequence[str] = ()) -> StatusAccount | None:
    """The account that a statement gives of `total` findings, `numbers` their codes, `titles` what they are named by;
    None where it gives none."""
    text, more = _with_more(text, total)
    marked = _marked(_by_name(text, titles), numbers, total)
    named: dict[int, str] = {}
    counts: dict[str, int] = {}
    left: list[str] = []
    until = ""
    for clause, lead in _clauses(marked):
        bare = clause
        if (day := _UNTIL.match(bare)) is not None:
            until = "" if day["day"] in ("现在", "目前") else day["day"]
            bare = clause = bare[day.end() :].strip()
        while (of_all := _TOTAL.match(bare)) is not None and count_value(of_all["total"]) == total:
            bare = bare[of_all.end() :]
        if not bare or bare in ("合计", "小结", "总共", "一共"):
            continue
        found = _said(bare)
        if (
            found is None
            and (now := re.match("(?:现在|目前|眼下|如今|合起来|加起来|总的|总共)(?:已经?)?", bare)) is not None
        ):
            found = _said(bare[now.end() :])
        if found is None and (day := _DAY.match(bare)) is not None and (found := _said(bare[day.end() :])) is not None:
            until = until or day[0]
        if found is None:
            left.append(f"{lead}{_shown(clause)}")
            continue
        status, count, who = found
        named.update(dict.fromkeys(who, status))
        counts[status] = counts.get(status, 0) + (count or len(who))
    if not counts:
        return None
    return StatusAccount(named, counts, until, tuple(left), more)


def _with_more(text: str, total: int) -> tuple[str, Mapping[int, str]]:
    """A statement whose brackets do no more than name findings, and what else they say of each."""
    more: dict[int, str] = {}

    def parted(match: re.Match[str]) -> str:
        listed = _listed(match["list"], total)
        if not listed or _LIST.fullmatch(match["more"]):
            return match[0]
        more.update(dict.fromkeys(listed, re.sub("^(?:均|都|分别)", "", match["more"].strip())))
        return f"（{match['list']}）"

    return _WITH_MORE.sub(parted, text), more


def _listed(text: str, total: int) -> list[int]:
    """The findings (from 0) that a list of numbers names; [] where it is none."""
    inside = re.sub("^(?:就?是|也就是|即|分别是)?(?:下面|上面|前面|后面)?(?:的)?", "", text)
    if not _LIST.fullmatch(inside) or re.search("[个条项](?!问题|[、和及与，]|$)", inside):
        return []
    every = [_ordinal(one) - 1 for one in re.split("[、和及与，]", inside)]
    return every if all(0 <= at < total for at in every) else []


def _by_name(text: str, titles: Sequence[str]) -> str:
    """A statement with the findings in its brackets, each called by a word of its title (制氧机、候诊), in marks."""

    def bracketed(match: re.Match[str]) -> str:
        if _LIST.fullmatch(match["names"]):
            # （问题五） names its finding by the number.
            return match[0]
        found = []
        for name in re.split("[、，和及]", match["names"]):
            bigrams = {name[at : at + 2] for at in range(len(name) - 1)}
            heads = [title.partition("\n")[0] for title in titles]
            share = [
                sum(10 * (one in head) + 4 * (one in title) for one in bigrams) + sum(one in head for one in name)
                for head, title in zip(heads, titles, strict=True)
            ]
            best = max(share, default=0)
            if not best or share.count(best) > 1:
                return match[0]
            found.append(share.index(best))
        return f"<{','.join(map(str, found))}>" if len(set(found)) == len(found) else match[0]

    return re.sub(r"[（(](?P<names>[\u4e00-\u9fff]{2,10}(?:[、，和及][\u4e00-\u9fff]{2,10})*)[）)]", bracketed, text)


def _clauses(marked: str) -> Iterator[tuple[str, str]]:
    """The clauses of a statement, each with the mark before it."""
    lead = ""
    for piece in re.split(r"([，、；]|——+|→)", marked):
        if re.fullmatch(r"[，、；]|——+|→", piece):
            lead = "，"
        elif piece.strip():
            yield piece.strip(" \u3000。"), lead


def _said(clause: str) -> tuple[str, int, tuple[int, ...]] | None:
    """The status that a clause gives, of how many, and of which."""
    for status, like in _states():
        for pattern in (
            rf"(?:还|尚|仍)?(?:{like})(?:整改)?(?:了|的)?(?:(?P<count>{_N})[个条项]?(?:问题)?)?(?:(?:还|仍)?在?[\u4e00-\u9fff]{{0,4}}?[（(]?(?P<mark><[\d,]+>)(?:{_N}[个条项])?[）)]?|(?:还|仍)?在(?:推进|改|办|整改))?",
            rf"(?:还有|另有|剩下?|尚有|其余)?(?:(?P<mark><[\d,]+>)|(?P<count>{_N})[个条项](?:问题)?)(?:{_N}[个条项])?(?P<beside><[\d,]+>)?(?:都|均|已经?|还|仍|全部)*"
            rf"(?:{like})了?(?:整改)?(?P<named><[\d,]+>)?",
        ):
            match = re.fullmatch(pattern, clause)
            if match is not None and (match["count"] or match["mark"]):
                told = match.groupdict()
                mark = match["mark"] or told.get("named") or told.get("beside") or ""
                who = tuple(int(one) for one in mark.strip("<>").split(",")) if mark else ()
                return status, count_value(match["count"]) if match["count"] else 0, who
    return None


def _marked(text: str, numbers: Mapping[str, int], total: int) -> str:
    """A statement with the findings that it names in marks of its own: <1,4>."""

    def coded(match: re.Match[str]) -> str:
        at = numbers.get(match[0], numbers.get(match[0].replace("—", "-")))
        if at is None and "①" <= match[0] <= "⑳" and ord(match[0]) - ord("①") < total:
            # A page that counts with rings names its findings by them, whatever they are called.
            at = ord(match[0]) - ord("①")
        return f"<{at}>" if at is not None else match[0]

    def named(match: re.Match[str]) -> str:
        at = _ordinal(match[0]) - 1
        return f"<{at}>" if 0 <= at < total else match[0]

    def bracketed(match: re.Match[str]) -> str:
        return f"<{','.join(map(str, every))}>" if (every := _listed(match[1], total)) else match[0]

    text = _BRACKETED.sub(bracketed, text)
    text = _CODED.sub(coded, text)
    text = _NAMED.sub(named, text)
    text = _BRACKETED.sub(bracketed, text)
    while (match := _PAIR.search(text)) is not None:
        text = f"{text[: match.start()]}<{match[1]},{match[2]}>{text[match.end() :]}"
    return re.sub(r"[（(](<[\d,]+>)[）)]", r"\1", text)


def _ordinal(text: str) -> int:
    number = re.search(_N, text)
    return count_value(number[0]) if number is not None else 0


def _shown(clause: str) -> str:
    return _MARK.sub(
        lambda match: "、".join(f"第{int(one) + 1}个" for one in match["names"].split(",")) + "问题", clause
    )


def settled(account: StatusAccount, stated: Sequence[str], told: Sequence[str]) -> dict[int, str]:
    """The status of findings that state none: by name, else by what is left, else by their own words; {} for those of
    which it cannot be known. `stated` holds each finding's own status, `told` its words."""
    found = {at: status for at, status in account.named.items() if not stated[at]}
    have = [status or found.get(at, "") for at, status in enumerate(stated)]
    due = {status: count - have.count(status) for status, count in account.counts.items()}
    if any(count < 0 for count in due.values()):
        return found
    left = [at for at, status in enumerate(have) if not status]
    wanted = [status for status, count in due.items() if count]
    if len(wanted) == 1 and due[wanted[0]] == len(left):
        return {**found, **dict.fromkeys(left, wanted[0])}
    if sum(due.values()) == len(left) and set(wanted) == {"已完成", "正在推进"}:
        many = due["正在推进"]
        weights = {at: _openness(told[at]) for at in left}
        first = sorted(left, key=lambda at: -weights[at])
        if weights[first[many - 1]] > max(0, weights[first[many]]):
            return {**found, **{at: "正在推进" if at in first[:many] else "已完成" for at in left}}
    return found


def _openness(text: str) -> int:
    """How much the words of a finding speak for its being open: what is not done, and what is left unless that is
    settled as well."""
    said = words("rectified")["open"]
    left = bool(re.search(said["left"], text)) and not re.search(said["settled"], text)
    return 2 * bool(re.search(said["like"], text)) + left
