"""Sums: what follows 其中 adds up to what stands before it, and what 共计 adds up is what stands before that.

Limits: a list that does not say that it is complete is judged only where its sum exceeds the whole or misses it by a
slip.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention, Parts
from drafter.claims.mentions import mentions
from drafter.claims.parts import MOST, SORTS, add, is_part, lists, unspent
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, plain, verdict
from drafter.wording import NOTHING, Wording, word

_BARE_TOTAL = re.compile(
    r"[，、]?(?:以上|[上下]半年|全年|前[二三]季度|三年|自评|本级|全部)?(?:[二两三四五六七八九十\d]{1,2}[项个类者批次期年处家镇村乡所种](?:[\u4e00-\u9fff]{2,4}(?=[共合总]))?)?(?:各项|资金|支出|金额)?"
    r"(?:总共|共计|合计|总计|一共|累计|总额|共|总|满(?=分))(?:得?分|完成|实现|到位|拨付|发放|资金|支出|投入|金额|接待|培训|办理|得分|到账)?"
    r"(?:资金|人数)?[为是达得有]?"
)
#: 东片清淤12.5公里，西片清淤9.8公里，共清淤22.3公里: the deed of each part.
#: 中学在校学生9860人；小学在校学生18420人；中小学在校学生共计28280人: the same words before each.
_NAMED = re.compile(r"(?P<noun>[\u4e00-\u9fff]{4})(?:总数)?(?:共计|合计|总计|共有?|总数)[为是]?$")
_LOOSE = re.compile(
    r"[，、]?(?![^，。；]*(?:其中|累计|上年|年度|与|和|加上|按))[^，。；\d]{2,12}(?:合计|共计|总计)[为是]?"
)
_DID = re.compile(
    r"[，、]?(?:[\u4e00-\u9fff两三四五]{1,2}级[\u4e00-\u9fff]{0,4}?|各[\u4e00-\u9fff]{1,4}?)?(?:全年|全[县市区镇乡])?(?:共计?|合计|总共|累计|一共)(?P<verb>[\u4e00-\u9fff]{2,4}?)了?"
)
#: A count that misses by one or two was meant to be the sum, however small it is.
_FEW = 2
#: 加上预算执行率得分，总分: what is told elsewhere comes on top.
_ON_TOP = re.compile("加上|连同|再加|计入|含")
#: （含上年结转60万元）, of an amount.
_HELD = re.compile("(?:其中)?(?:包?含|包括)[^，。；]{0,16}")
_RUNNING = re.compile("累计|前[二三]季度")
#: 过程得9分、产出得10分，满分20分: what was earned makes no full score.
_EARNED = re.compile("[得扣加评]")
#: 上年结余1.9亿元 is of this year's income as it came over.
_BROUGHT = re.compile("上年(?:度)?(?:滚存)?(?:结余|结转)")
#: 上述四项支出合计24.34亿元: what a list makes, which need not be the whole.
_SOME = re.compile(r"(?:上述|以上|前述|这|该)[^，。；\d]{0,14}?(?:合计|共计|总计|合占|共)[为达]?$")
#: What is told of one person or thing adds up to nothing.
_MEAN = re.compile("人均|户均|平均|亩均|[每均]价|单价|每[人户亩]")
_REST = re.compile(r"(?<=[，。；])(?:其余|余下|剩余部分|另有|其他)[^\d，；。]{0,24}[，；。]")
#: A sum this near to its whole was meant to be it (share of the whole).
_SLIP, _NEAR = Decimal("0.03"), Decimal("0.12")


@rule("sum")
def sums(page: Page) -> Iterator[Finding]:
    partial, closed = page.words("sums", "partial"), page.words("sums", "closed")
    for stretch in page.paragraphs:
        if not stretch.figures:
            continue
        for group in lists(page, stretch):
            yield from _sum(page, stretch, group, partial, closed)
        yield from _together(page, stretch, partial)
        yield from _known(page, stretch)


def _sum(page: Page, stretch: Stretch, group: Parts, partial: list[str], closed: list[list[str]]) -> Iterator[Finding]:
    group = _apart(group, closed)
    whole, parts = group.whole, group.parts
    if len(parts) < 2 or any(one.figure.rough or _MEAN.search(one.left) for one in (*parts, whole)):
        return
    overlap = page.words("states", "overlap")[: 4 if whole.figure.sort == "money" else None]
    if re.search("|".join(overlap), stretch.text):
        return
    total = add(parts)
    said = verdict(whole.shown, total)
    # Amounts counted to the cent of 万元 come from 元: their last decimal is rounding, not a slip.
    if not said or (said == "doubtful" and whole.figure.decimals > 1) or _explained(group, mentions(stretch)):
        return
    gap = abs(total.mid - whole.value)
    share = gap / whole.value if whole.value else Decimal(1)
    incomplete = any(word in group.between for word in partial)
    # 其余为上年结转和其他收入: what is left has no figure.
    closing = stretch.text[parts[-1].figure.end : parts[-1].figure.end + 40] + stretch.text[group.end : group.end + 40]
    closing += group.between
    told = any(word in closing for word in page.words("sums", "all")) and not _summed(group, total, mentions(stretch))
    incomplete = (incomplete and not told) or _REST.search(stretch.text, parts[-1].figure.end, group.end) is not None
    # 186 for parts that make 168: two digits changed places.
    turned = sorted(plain(total.mid)) == sorted(plain(whole.value)) and len(plain(total.mid)) > 2
    over = total.mid > whole.value
    complete = not incomplete and (
        told or turned or _closed(group, closed) or _accounted(stretch, whole) or (over and _parallel(group))
    )
    money = whole.figure.sort == "money"
    if not complete:
        if incomplete and not (over and money):
            return
        # Groups of people overlap (党员, 女性); amounts do not.
        if not money and gap > 1 and share > _SLIP:
            return
        if not over and share > _NEAR:
            return
    certain = said == "wrong" and (complete or (over and money and not incomplete) or share <= _SLIP)
    value = whole.like(total.mid)
    copied = _copied(whole, parts, total)
    yield page.finding(
        "sum", stretch, whole.figure.start, whole.figure.end,
        word("sums.parts", claimed=whole.figure.text, computed=value, gap=whole.like(gap), copied=copied or NOTHING),
        claimed=whole.figure.text, computed=value, certain=certain or bool(copied),
        working=" + ".join(one.figure.shown + ("" if _alike(parts) else one.figure.scale) for one in parts)
        + f" = {value}",
    )  # fmt: skip


def _accounted(stretch: Stretch, whole: Mention) -> bool:
    """Whether a list behind a colon tells what became of money that was left: then of all of it."""
    return unspent(whole) and stretch.text.startswith(("：", ":"), whole.figure.end)


def _summed(group: Parts, total: Interval, found: tuple[Mention, ...]) -> bool:
    """Whether the text itself adds up the items and says so: they are those it names, and not the whole."""
    at = bisect_left(found, group.parts[-1].figure.end, key=lambda one: one.figure.start)
    behind = [one for one in found[at : at + 3] if one.figure.sort == group.whole.figure.sort]
    return any(_SOME.search(one.left) and verdict(one.shown, total) != "wrong" for one in behind)


def _copied(whole: Mention, parts: tuple[Mention, ...], total: Interval) -> Wording | None:
    """The part that says what its neighbour says, where what is left for it is another amount."""
    for one, other in pairwise(parts):
        rest = whole.value - (total.mid - other.value)
        if one.value == other.value and rest > 0 and rest != other.value and len(other.figure.shown) > 3:
            return word("sums.copied", both=other.figure.text, due=whole.like(rest))
    return None


def _alike(parts: tuple[Mention, ...] | list[Mention]) -> bool:
    return len({one.figure.scale for one in parts}) == 1


def _explained(group: Parts, found: tuple[Mention, ...]) -> bool:
    """Whether another reading of the list makes the whole: some of its items are parts of others, or the list belongs
    to another figure of the paragraph."""
    whole, parts = group.whole, group.parts
    total = add(parts)
    at = bisect_left(found, group.start, key=lambda one: one.figure.start)
    # A list may end at the first ；: what follows is the next item of the list that it stands in itself.
    inner = [one for one in parts if one.segment == parts[0].segment]
    if len(inner) > 1 and verdict(whole.shown, add(inner)) == "":
        return True
    # 城东片38万元，改造公厕6座，另补5万元；城西片…: each item opens with its amount.
    heads = [parts[0], *(one for before, one in pairwise(parts) if before.segment != one.segment)]
    if len(heads) > 1 and verdict(whole.shown, add(heads)) == "":
        return True
    for other in found[max(0, at - MOST) : at]:
        if other.figure.sort == whole.figure.sort and other is not whole and not verdict(other.shown, total):
            return True
    if at and _contained(found[at - 1], whole, total):
        return True
    if _parallel(group):
        # 执法用车4辆、通信用车1辆、特种用车2辆: items of one kind are no parts of each other.
        return False
    if len(parts) > 10:
        return any(verdict(whole.shown, add(parts[:n])) != "wrong" for n in range(2, len(parts)))
    for left_out in range(1, min(4, len(parts) - 1)):
        for kept in combinations(parts, len(parts) - left_out):
            if len(kept) > 1 and verdict(whole.shown, add(kept)) == "":
                return True
    return False


def _contained(one: Mention, whole: Mention, total: Interval) -> bool:
    """收入2860.5万元（含年初结转60.5万元），其中…: whether what the bracket holds makes the whole with the list."""
    same = one.figure.sort == whole.figure.sort and one is not whole and _HELD.fullmatch(one.left) is not None
    return same and verdict(whole.shown, total + one.shown) == ""


def _apart(group: Parts, closed: list[list[str]]) -> Parts:
    """货物120万元、工程200万元、服务100万元，预留294万元: of a list that is a set of known parts and more, the set."""
    for names in closed:
        if 2 < len(names) < len(group.parts):
            first = group.parts[: len(names)]
            if all(any(name in one.left for one in first) for name in names):
                return group._replace(parts=first)
    return group


def _closed(group: Parts, closed: list[list[str]]) -> bool:
    """Whether the parts are a set known to be complete: each part is named by a word of it, and all words are there; or
    two are the one and what is not the one (计容, 不计容; 贫困户, 非贫困户)."""
    two = [re.sub(r"[为有共是约计：: ]+$", "", re.split("[，、（(：:]|其中", one.left)[-1]) for one in group.parts]
    if len(two) == 2 and any(both[1] in (word + both[0] for word in ("非", "不", "未")) for both in (two, two[::-1])):
        return True
    # 一类62座、二类94座、三类20座: a scale from its beginning.
    names = [re.split("[，、（(：:]", one.left)[-1] for one in group.parts]
    if len(names) > 2 and [name[:1] for name in names] == list("一二三四五六")[: len(names)]:
        return len({name[1:] for name in names}) == 1
    for names in closed:
        hit = [any(name in one.left for one in group.parts) for name in names]
        if all(hit) and len(group.parts) == len(names):
            return True
    return False


def _known(page: Page, stretch: Stretch) -> Iterator[Finding]:
    """基本支出892万元。…由人员经费764万元、公用经费118万元组成: accounts that are known to make up another, wherever in
    the paragraph they are told."""
    found = [one for one in mentions(stretch) if one.figure.sort == "money" and not one.prior and not one.figure.rough]
    for names in page.words("sums", "made"):
        whole, parts = _named(found, names[0]), [_named(found, name) for name in names[1:]]
        if whole is None or not all(parts):
            continue
        told = [one for one in parts if one is not None]
        near = max(one.sentence for one in told) - whole.sentence
        if not 0 < near < 3 or len({one.sentence for one in told}) > 1:
            continue
        total = add(told)
        if verdict(whole.shown, total) != "wrong":
            continue
        value = whole.like(total.mid)
        yield page.finding(
            "sum", stretch, told[0].figure.start, told[-1].figure.end, "sums.known", name=names[0],
            claimed=whole.figure.text, computed=value,
            working=" + ".join(one.figure.shown for one in told) + f" = {value}",
        )  # fmt: skip


def _named(found: list[Mention], name: str) -> Mention | None:
    """The one amount of a paragraph that a name stands right before."""
    hits = [one for one in found if one.left.rstrip("为是共决算数额：: ").endswith(name)]
    return hits[0] if len(hits) == 1 else None


def _parallel(group: Parts) -> bool:
    """小学教师、初中教师、高中教师: three parts or more whose names end alike do not overlap."""
    names = [one.left.rstrip("为有共是约：: ") for one in group.parts]
    return len(names) > 2 and len({name[-2:] for name in names}) == 1 and all(len(name) > 3 for name in names)


def _together(page: Page, stretch: Stretch, partial: list[str]) -> Iterator[Finding]:
    """A 8.2万元、B 3.1万元，共计11.4万元: the parts stand before their sum."""
    found = mentions(stretch)
    for at, whole in enumerate(found):
        bare = _BARE_TOTAL.fullmatch(whole.left) is not None
        did, named = (None, None) if bare else (_DID.fullmatch(whole.left), _NAMED.search(whole.left))
        ends = [one.left.rstrip("为是共有") for one in found[max(0, at - 12) : at]]
        named = named if named and any(left.endswith(named["noun"]) for left in ends) else None
        # “三公”经费合计12.7万元: of what stands before it, most likely.
        loose = not (bare or did or named) and _LOOSE.fullmatch(whole.left) is not None
        if whole.figure.sort not in SORTS or whole.figure.rough or not (bare or did or named or loose):
            continue
        parts: list[Mention] = []
        for one, behind in reversed(list(pairwise(found[max(0, at - 12) : at + 1]))):
            if one.sentence != whole.sentence or one.figure.rough:
                break
            if named and not did and not one.left.rstrip("为有共是").endswith(named["noun"]):
                continue
            if is_part(one._replace(prior=False) if _BROUGHT.search(one.left) else one, whole):
                parts.insert(0, one)
                if "其中" in one.left:
                    # 办结1,640件；其中抵押登记620件…，三类合计: the list begins there.
                    break
            elif not named and (len(behind.left) > 4 or any(mark in behind.left for mark in "，、；")):
                # 彩超1台62万元, 80—89岁4200人: a number right before what is added up.
                break
        if did and not all(did["verb"] in one.left for one in parts):
            continue
        if "满分" in whole.left and (
            stretch.text[: whole.figure.start].endswith(("（满分", "(满分"))
            or any(_EARNED.search(one.left) for one in parts)
        ):
            # 89.80分（满分90分）: the most that there is of the figure before it.
            continue
        if any(_RUNNING.search(one.left) for one in parts):
            # 一季度60万元，上半年累计145万元: sums of sums.
            continue
        if len(parts) < 2 or _open(_BROUGHT.sub("", stretch.text[parts[0].figure.start : whole.figure.start]), partial):
            continue
        if "其中" in parts[0].left and _told_before(found, parts[0], whole):
            continue
        if whole.figure.sort == "score" and not any(one.figure.decimals for one in (whole, *parts)):
            # Points told as whole numbers throughout are no rounded ones.
            whole, *parts = (one._replace(half=Decimal(0)) for one in (whole, *parts))
        total = add(parts)
        runs = [add(parts[n:]) for n in range(len(parts) - 1)]
        if any(verdict(whole.shown, run) != "wrong" for run in runs) or not whole.value:
            continue
        if _products(whole, parts) or _ON_TOP.search(stretch.text, parts[-1].figure.end, whole.figure.start):
            continue
        gap = abs(total.mid - whole.value)
        if any(is_part(one, whole) and one.value == whole.value - total.mid for one in found[max(0, at - MOST) : at]):
            # 执行率得8.25分。其余三类得…，总分92.75分: the sentence before tells the part that is left.
            continue
        turned = sorted(plain(total.mid)) == sorted(plain(whole.value)) and len(plain(total.mid)) > 2
        few = whole.figure.sort != "money" and gap <= _FEW and bare
        if gap / whole.value > _NEAR and not (turned or few):
            continue
        value = whole.like(total.mid)
        yield page.finding(
            "sum", stretch, whole.figure.start, whole.figure.end, "sums.together", gap=whole.like(gap),
            claimed=whole.figure.text, computed=value, certain=not loose,
            working=" + ".join(one.figure.shown for one in parts) + f" = {value}",
        )  # fmt: skip


def _told_before(found: tuple[Mention, ...], first: Mention, whole: Mention) -> bool:
    """Whether the list belongs to an amount before it that is as much: 收入总计9万元，其中…；支出总计9万元."""
    same = (one for one in found if one.figure.end <= first.figure.start and one.figure.sort == whole.figure.sort)
    return any(one.sentence == whole.sentence and one.value == whole.value for one in same)


def _open(said: str, partial: list[str]) -> bool:
    """Whether a list says that it is none of all; 等次, 等级 say nothing of that."""
    said = re.sub("等[级次]|[平比]均", "", said)
    return any(word in said for word in partial)


def _products(whole: Mention, parts: list[Mention]) -> bool:
    """每场2万元……共24万元: the sum is a product of what stands before it."""
    return any("每" in one.left or "标准" in one.left for one in parts)
