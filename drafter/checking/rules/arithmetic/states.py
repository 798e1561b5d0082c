"""States of a total: so many problems, some put right, some under way, the rest not begun; owed, paid, left.

The reader gains 问题共41个……已完成33个，正在推进5个，尚未到位2个 (forty),
应缴231.13万元……已缴163.29万元；剩余57.84万元, and 全部整改完成 above 尚有8.22万元未归还.

Limits: the states are told behind their total within three sentences, one of them done and one left; a text that says
that they overlap is believed, and so is any reading in which some of the figures make the total.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import counted, of_some
from drafter.claims.parts import add
from drafter.claims.text import Stretch
from drafter.language.interval import verdict

#: Sentences behind the total in which its states are told, and how many figures there may be.
_FAR, _MOST = 3, 8
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}")
#: A sum this far from its total is of something else.
_NEAR = Decimal("0.2")
_ALL_DONE = re.compile(
    r"(?:已|均已|已经)(?:全部|全面|全额)(?:整改)?(?:完成|到位|归还|收回|缴回|追回|退还|上缴|整改|销号|兑付|支付|清退)[^，。；]{0,8}"
)
_STILL = re.compile(
    r"(?:尚有|仍有|还有|剩余|其余|另有|余下|其中)[^，。；\d]{0,8}\d[\d,.]*(?:[万亿]?元|[个项户处件人笔家条宗起])[^，。；]{0,16}?"
    r"(?:未(?=完成|整改|到位|销号|归还|收回|办结|能|落实|支付|开工)|没有|尚待|待|正在|推进中|进行中|持续(?:整改|推进))[^，。；]{0,8}"
)
#: 6个问题已全部整改: of all of them.
_WHOLLY = re.compile(
    r"\d[个项条件](?:问题|任务|事项|项目|措施|工程)?[^，。；\d]{0,4}(?:已|均已|已经)(?:全部|全面)|没有遗留|无遗留|全部销号|全部办结"
)
_STATUS = re.compile("状态|进展|完成情况|整改情况|整改结果|办理情况|落实情况|是否完成|是否销号")
_UNDONE = re.compile(
    r"(?:正在|推进中|整改中|进行中|办理中|建设中|未完成|未整改|未销号|未办结|未启动|尚未|部分完成|基本完成|持续|长期|需|待|否$|计划)[^，。；]{0,12}"
)
_APART = re.compile("阶段性|除|第一批|到期|应")


@rule("sum")
def states(page: Page) -> Iterator[Finding]:
    done, rest, overlap = (re.compile("|".join(page.words("states", name))) for name in ("done", "rest", "overlap"))
    for stretch in page.paragraphs:
        found = counted(stretch)
        if len(found) < 3 or overlap.search(stretch.text):
            continue
        told: set[int] = set()
        for at, whole in enumerate(found):
            if whole.figure.start in told or not _plain(whole):
                continue
            parts = _states(stretch, found, at, done, rest)
            told.update(one.figure.start for one in parts)
            signs = {bool(rest.search(_near(stretch, one))) for one in parts}
            if len(parts) < 2 or len(signs) < 2 or _makes(whole, parts):
                continue
            if done.search(whole.left[-6:]) and any(one.segment != whole.segment for one in parts):
                # 已编制21个，其中16个已批复；其余6个…: the rest of a number told before, beside what is done.
                continue
            total = add(parts)
            gap = abs(total.mid - whole.value)
            if not gap or gap > whole.value * _NEAR:
                continue
            value = whole.like(total.mid)
            yield page.finding(
                "sum", stretch, whole.figure.start, whole.figure.end, "states.states", gap=whole.like(gap),
                claimed=whole.figure.text, computed=value,
                working=" + ".join(one.figure.shown for one in parts) + f" = {value}",
            )  # fmt: skip


def _plain(one: Mention) -> bool:
    sort = one.figure.sort in ("count", "people", "money", "area", "length")
    return sort and not (one.rising or one.prior or one.figure.rough or one.role == "average") and one.value > 2


def _states(
    stretch: Stretch, found: Sequence[Mention], at: int, done: re.Pattern[str], rest: re.Pattern[str]
) -> list[Mention]:
    """The figures behind a total that count its things in some state, up to the first that counts them in none."""
    whole = found[at]
    noun = _noun(stretch, whole)
    parts: list[Mention] = []
    for one in found[at + 1 : at + 2 * _MOST]:
        if one.sentence - whole.sentence > _FAR or len(parts) == _MOST:
            break
        alike = one.figure.unit == whole.figure.unit and one.figure.sort == whole.figure.sort
        other = _noun(stretch, one)
        if not alike or (noun and other and noun != other and whole.figure.sort == "count"):
            continue
        if not _plain(one._replace(figure=one.figure._replace(value=Decimal(9)))) or one.value >= whole.value:
            break
        near = _near(stretch, one)
        if not done.search(near) and not rest.search(near):
            break
        parts.append(one)
    return parts


def _noun(stretch: Stretch, one: Mention) -> str:
    match = _NOUN.match(stretch.text, one.figure.end)
    return match[0] if match and not re.match("已|均|正|尚|未|全|按|涉|完|系|经|需|因|列", match[0]) else ""


def _near(stretch: Stretch, one: Mention) -> str:
    """The words right before a figure, and those behind it up to the next mark (18项已全部完成)."""
    behind = re.split(r"[，。；、\d]", stretch.text[one.figure.end : one.figure.end + 14])[0]
    return f"{one.left[-14:]}|{behind}"


def _makes(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether some of the figures make the total: then the others are told of one of those."""
    return any(
        verdict(whole.shown, add(some)) != "wrong"
        for size in range(2, len(parts) + 1)
        for some in combinations(parts, size)
    )


_EXCEPT = re.compile(
    r"(?P<said>[均都]已?(?:全部|按期|按时)?(?:完成|实现|达标|到位))[，；。][^。；，]{0,4}其中[^。；]{0,40}?"
    r"(?P<but>推迟[到至]|延期[到至]|未能?完成|尚未完成|未实施|未达标|暂缓|没有完成)"
)


@rule("praise-goals")
def but_one(page: Page) -> Iterator[Finding]:
    """4项目标均已完成；其中目标4推迟到2025年实施."""
    for stretch in page.paragraphs:
        for match in _EXCEPT.finditer(stretch.text):
            yield page.finding(
                "praise-goals", stretch, match.start("said"), match.end("but"), "states.all_done",
                claimed=match["said"], computed=match["but"],
            )  # fmt: skip


@rule("praise-goals")
def all_done(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        match = _ALL_DONE.search(stretch.text)
        still = next((one for one in map(_STILL.search, _texts(page, stretch)) if one), None) if match else None
        still = still or (_cell(page) if match and _WHOLLY.search(stretch.text) else None)
        if match is None or still is None or _APART.search(match[0]):
            continue
        start, _ = stretch.sentence_at(match.start())
        if _APART.search(stretch.text, start, match.start()) or "已全部" in still[0]:
            continue
        # 18项已全部完成……其余4项未到期: all of some of them, where there are more.
        if of_some(page, stretch, match.start()):
            continue
        yield page.finding(
            "praise-goals", stretch, match.start(), match.end(), "states.all_done", claimed=match[0],
            computed=still[0],
        )  # fmt: skip


def _cell(page: Page) -> re.Match[str] | None:
    """The first cell of a table of statuses that tells what is not done."""
    for grid in page.grids:
        at = next((i for i, cell in enumerate(grid[0]) if _STATUS.search(cell.text)), -1)
        cells = [row[at].text.strip() for row in grid[1:] if at < len(row)] if at >= 0 else []
        if found := next((one for one in map(_UNDONE.match, cells) if one), None):
            return found
    return None


def _texts(page: Page, stretch: Stretch) -> tuple[str, ...]:
    """A paragraph, and the one that goes on from it."""
    at = bisect_right(page.stretches, stretch.block, key=lambda one: one.block)
    behind = page.stretches[at] if at < len(page.stretches) else None
    on = behind is not None and behind.kind == "paragraph" and behind.section == stretch.section
    return (stretch.text, behind.text) if on and behind is not None else (stretch.text,)
