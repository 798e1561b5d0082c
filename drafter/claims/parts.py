"""Lists of parts: a whole, 其中 (or a colon), and the figures that are parts of it.

Limits: where a list ends and what stands inside another is read off ； and the next 其中; rules speak only where no
other reading explains the figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from drafter.claims.mention import Mention, Parts
from drafter.claims.mentions import mentions, within
from drafter.claims.text import ReadText, Stretch
from drafter.language.interval import Interval

#: Figures looked at around a claim: linear growth for pages of figures.
MOST = 24
#: A list of parts is looked at no further than this (characters).
_LONGEST = 2000
SORTS = ("money", "dollars", "people", "count", "score", "area", "length", "weight", "volume", "energy", "hours")
_ALIKE = ("money", "dollars", "people", "score")
SKIPPED = ("difference", "growth", "average", "reached")
#: A bracket is looked for no further away than this (characters).
_BRACKETED = 500
#: 台 and 套 make 台套.
_SETS = frozenset(("台", "套", "台套"))
#: 三家报价分别为82万元、86万元: prices and rates of each are no parts of anything.
_EACH_OWN = re.compile("[价率均]$|(?:标准|限额|单价|上限|下限)$")
#: 热线1670件，包括咨询980件、投诉690件: a list within a list.
_WITHIN = ("其中", "包括", "内有", "内含", "细分为", "又分为")
_USED = re.compile("(?:全部|主要|均)?(?:已)?用[于作]")
_MADE = re.compile(r"，(?:主要)?(?:包括|用于|为|是)[^；;。\d]*[；;]")
_BESIDE = re.compile("[，；](?:另有|另外|此外|另|除此之外|最终|综合得分|实际得分|[两三四五六][类项者]合计)")
#: 共支出181.8万元，按片区分：城东片…; 分镇街看，…; 全部收回：…; 本年收入合计中：…
_HEADS = (
    # 18个，由产出指标9个、效益指标5个、满意度指标4个组成
    r"|(?<=[元人个名件项户座所家处])，由(?=[^，。；]{4,90}(?:组成|构成)[，。])"
    r"|(?<=[元人个名件项])(?:，[^，。；：\d（(]{2,16})?[：:]|(?:按[^，。；：\d]{1,10}(?:分|划分|统计)|[分从][^，。；：\d]{1,8}看)[，：:]"
    r"|(?<=[，。；])(?:全部|分别)[^，。；：\d]{0,16}[：:]|(?<=[。；\n])(?P<of>[\u4e00-\u9fff]{4,14})中[：:，,]"
    # 742.18万元（工资…701.36万元，补助…40.82万元）: a bracket with two figures or more right behind one.
    r"|(?P<bracket>[（(])(?![^（）()]*(?:其中|含|原值|上年|去年|[增减降比均每]|单价|标准))(?=[^（）()。；]{2,40}\d[^（）()。；，、]*[，、；和][^（）()。；\d]{2,40}\d[^（）()。]*[）)])"
    r"|(?<=[元人个名件项户座所家处])(?P<list>[\u4e00-\u9fff]{0,4}，)(?=(?:[\u4e00-\u9fff]{2,12}\d[\d,.]*[万亿]?[元人个名件项户座所家处]、)+"
    r"[\u4e00-\u9fff]{2,12}\d[\d,.]*[万亿]?[元人个名件项户座所家处](?:[，。；]|$))"
)
#: 共160万元，中央补助96万元、省级补助40万元…: amounts parted by 、 right behind a total.
_TOTALLED = re.compile("(?:共|总额|总计|合计|总投资|总资金|资金总量)[为是达计]?$")
_WHOLE = re.compile(r"[^；。]{0,40}?(?P<what>满意|合格|达标|完成)[^；。]{0,30}(?:不|未)(?P=what)(?=\d)")
#: 甲720万元、乙410万元等；…: what stands behind is told beside the list.
_ETC = re.compile("(?<=[元人个名件项户座所家处])等[^，。；\\d]{0,8}；")
#: Money that was left over, and what of it was saved; what was saved against a year or a plan is a change.
_UNSPENT = re.compile(
    "(?:未(?:执行|支出|支付|使用|拨付|形成支出)|结余|剩余|余下)(?:资金|预算|金额|部分|数)?[的为共计]?$"
)
_SAVED = re.compile("^(?!.*[比较]).*(?:节约|节省|节支|结余|压减|少支|少用)[了为]?$")
_BRACKET = re.compile(r"[（()）]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")


def lists(page: ReadText, stretch: Stretch) -> tuple[Parts, ...]:
    """The lists of parts of a paragraph; kept with the stretch."""
    if stretch.parts is None:
        stretch.parts = tuple(_lists(page, stretch))
    return stretch.parts


def _lists(page: ReadText, stretch: Stretch) -> Iterator[Parts]:
    found = mentions(stretch)
    if len(found) < 2:
        return
    text = stretch.text
    # A figure and a colon (收入合计2365.4万元：财政拨款…) open a list as 其中 does.
    head = re.compile("|".join(map(re.escape, page.words("sums", "heads"))) + _HEADS)
    matches = list(head.finditer(text))
    starts = [one.figure.start for one in found]
    for i, match in enumerate(matches):
        start = match.end()
        opening, stop = stretch.sentence_at(match.start())
        closed, opened = _brackets(text, max(opening, match.start() - _BRACKETED), match.start())
        if opened or match.groupdict().get("bracket"):
            # （其中设备150万元）、乙120万元: a list in a bracket ends with it.
            stop = _ends(text, start, min(stop, start + _BRACKETED)) or stop
        # 其中维修费5万元，另有人员经费312万元: what comes on top is no part.
        if beside := _BESIDE.search(text, start, min(stop, start + _LONGEST)):
            stop = beside.start()
        if match[0] in _WITHIN[2:] or (match[0] in _WITHIN and any(one.start() >= opening for one in matches[:i])):
            # What an item of a list holds ends with the item.
            stop = end if (end := text.find("；", start, stop)) >= 0 else stop
        stop = _told_beside(stretch, match, start, stop)
        if match.groupdict().get("of") and match[0][-1] in "，,":
            # 事业收入中，医疗收入139万元；…: what stands behind the ； is told beside it.
            stop = end if (end := text.find("；", start, stop)) >= 0 else stop
        nested = _nested(matches[i + 1 : i + 1 + MOST], stop)
        first = bisect_left(starts, start)
        behind = found[first] if first < len(found) else None
        near = [one for one in found[max(0, first - 7) : first] if one.figure.start >= opening]
        # 1,360万元，惠及6.8万人次，其中低保金816万元: what is money is a part of money.
        alike = [one for one in near if behind and one.figure.sort == behind.figure.sort]
        whole = _whole(near, closed)
        if whole is not None and behind is not None and whole.figure.sort != behind.figure.sort:
            whole = _whole(alike, closed) or whole
        if match.groupdict().get("bracket") and whole is not None and whole.figure.sort == "count":
            # 移民村9个，覆盖3个乡镇（甲4个、乙3个、丙3个）: the 3 are the items of the list.
            inside = [one for one in within(found, start, stop) if one.figure.unit == whole.figure.unit]
            others = [
                one for one in near if one is not whole and one.figure.unit == whole.figure.unit and not one.prior
            ]
            whole = others[-1] if others and len(inside) == whole.value < min(one.value for one in inside) else whole
        before = found[max(0, first - 7) : first]
        wholes = [whole] if whole is not None else []
        if match.groupdict().get("list"):
            told = _TOTALLED.search(whole.left) if whole else None
            # 走访120户，满意114户、基本满意4户、不满意2户: what is said and what is not are all.
            told = told or _WHOLE.match(text, start, min(stop, start + _BRACKETED))
            wholes = [one for one in wholes if one.figure.end == match.start() and told]
            stop = end if (end := text.find("，", start, stop)) >= 0 else stop
        if match.groupdict().get("bracket") and not any(one.figure.end == match.start() for one in near):
            continue
        if match[0].startswith("分别") and _EACH_OWN.search(text, opening, match.start()):
            continue
        if match.groupdict().get("of"):
            wholes = _called(found[:first], match["of"])
        elif whole is None and all(one.figure.end <= opening for one in before):
            wholes = _before(before)
        if not wholes:
            continue
        inner = list(found[first : min(bisect_left(starts, stop), first + 2 * MOST)])
        if nested >= 0:
            # The parts of a part are not parts of the whole: they end at the next ；.
            again = text.find("；", nested, stop)
            inner = [one for one in inner if one.figure.start < nested or 0 <= again < one.figure.start]
        asides = [one.span() for one in _ASIDE.finditer(text, start, min(stop, start + _LONGEST))]
        inner = [one for one in inner if not any(low < one.figure.start < high for low, high in asides)]
        # 占年度计划4000万元的105%: what a share is of is no part.
        bases = {one.figure.start for one, other in pairwise(inner) if other.role == "of_last"}
        # 出让收入5.2亿元用于偿债2亿元: what was done with a part is a part of that.
        for one, other in pairwise(inner):
            bases |= {other.figure.start} if _USED.match(text, one.figure.end, other.figure.start) else set()
        inner = [one for one in inner if one.figure.start not in bases]
        if match[0][-1] in "：:" and not match[0].startswith(_WITHIN):
            wholes = [one for one in wholes if not _told_again(text, one, inner)]
        for each in wholes:
            parts = tuple(one for one in inner[:MOST] if is_part(one, each))
            if parts:
                yield Parts(each, parts, start, stop, _ASIDE.sub("", _between(stretch, match.start(), parts)))


def _told_beside(stretch: Stretch, match: re.Match[str], start: int, stop: int) -> int:
    """Where a list behind 其中 ends: without a colon, at the first ； where one part with its own growth stands before
    it (其中城市用户16万户，下降11%；移动电话用户118万户), or several: what follows is told beside the whole."""
    if etc := _ETC.search(stretch.text, start, min(stop, start + _LONGEST)):
        return etc.start() + 1
    end = stretch.text.find("；", start, min(stop, start + _LONGEST))
    if match[0] != "其中" or end < 0 or stretch.text[start : start + 1] in ("：", ":"):
        return stop
    told = within(mentions(stretch), start, end)
    amounts = [one for one in told if one.figure.sort in SORTS and one.role not in SKIPPED]
    grown = len(amounts) < 2 and any(one.role in ("growth", "difference") for one in told)
    # 719.6万人，其中职工529.1万人；参加医疗保险743.9万人，其中…: the next has parts of its own. And what is parted by
    # commas before the ；is not parted by it: 其中甲7.7万人，乙1.8万人；输出253万人.
    after = stretch.text.find("；", end + 1, stop)
    own = "其中" in stretch.text[end : after if after >= 0 else stop]
    # 其中职工562万人；农民164.6万人；2.8万名城镇居民…，资金6.3亿元: other things than those that the list counts.
    units = {one.figure.unit for one in within(mentions(stretch), start, stop) if one.figure.sort in SORTS}
    twice = len({one.figure.unit for one in amounts}) < len(amounts)
    return end if grown or own or twice or len(units) > 2 or _more(stretch, match.start(), end, stop) else stop


def _more(stretch: Stretch, start: int, end: int, stop: int) -> bool:
    """Whether what follows the ；is more than the figure that 其中 opens: 4.62万吨，其中淡水4.62万吨；蔬菜12.80万吨."""
    found = mentions(stretch)
    whole = [one for one in within(found, 0, start) if one.figure.sort in SORTS and one.role not in SKIPPED][-1:]
    behind = [one for one in within(found, end, stop) if one.figure.sort in SORTS and one.role not in SKIPPED]
    return any(one.figure.unit == whole[0].figure.unit and one.value > whole[0].value for one in behind if whole)


def _told_again(text: str, whole: Mention, behind: list[Mention]) -> bool:
    """Whether what stands behind an amount and a colon goes on telling of it (成交价36万元：限价50万元，以36万元成交):
    no part is as much as the whole, and what stands between ， alone is no item of a list."""
    for one in behind:
        before = text[one.figure.start - len(one.left) - 1]
        listed = before in "、；" or text[one.figure.end : one.figure.end + 1] in ("、", "；")
        if is_part(one, whole) and one.value >= whole.value > 0 and not listed:
            return True
    return False


def _between(stretch: Stretch, start: int, parts: tuple[Mention, ...]) -> str:
    """The words of a list; what a part is made of in words (主要包括基本工资、奖金等) is left out."""
    text, said, at = stretch.text, "", start
    for one in parts:
        piece = text[at : one.figure.start]
        described = _MADE.match(piece) if said else None
        said += (piece[described.end() :] if described else piece) + one.figure.text
        at = one.figure.end
    return said + text[at : at + 1]


def _nested(matches: list[re.Match[str]], stop: int) -> int:
    """Where the next list within the same sentence begins; -1 without one."""
    return next((one.start() for one in matches if one.start() < stop and one[0] in _WITHIN), -1)


def _whole(before: list[Mention], closed: list[tuple[int, int]]) -> Mention | None:
    """The figure that 其中 opens up: the nearest before it in the same sentence that is no change, rate or average, and
    does not stand in a bracket that was closed again; one alone in such a bracket, where there is no other."""
    if before and before[-1].prior and before[-1].figure.sort in SORTS:
        # 上年自评项目18个，其中优11个: parts of what is told of last year.
        return None
    told = [one for one in before if one.figure.sort in SORTS and one.role not in SKIPPED and not one.prior]
    inside = [one for one in told if any(low < one.figure.start < high for low, high in closed)]
    outside = [one for one in told if one not in inside]
    return outside[-1] if outside else inside[0] if len(inside) == 1 else None


def _before(before: tuple[Mention, ...]) -> list[Mention]:
    """收入预算2914万元。其中：…: the figures of the sentence before that can be wholes, one of a sort."""
    last = [one for one in before if one.sentence == before[-1].sentence] if before else []
    told = [one for one in last if one.figure.sort in SORTS and one.role not in (*SKIPPED, "of_last", "share")]
    told = [one for one in told if not one.prior and not one.rising and not one.figure.rough]
    return [one for one in told if sum(other.figure.sort == one.figure.sort for other in told) == 1]


def _called(before: tuple[Mention, ...], name: str) -> list[Mention]:
    """本年收入合计中：…: the figure that has the name."""
    hits = [one for one in before[-2 * MOST :] if one.left.rstrip("为是共").endswith(name) and not one.prior]
    return hits[-1:]


def _brackets(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """The brackets opened and closed between two places of a text, and how many stay open."""
    opened: list[int] = []
    closed = []
    for match in _BRACKET.finditer(text, start, end):
        if match[0] in "（(":
            opened.append(match.start())
        elif opened:
            closed.append((opened.pop(), match.start()))
    return closed, len(opened)


def _ends(text: str, start: int, end: int) -> int:
    """Where the bracket ends that is open at `start`, or 0."""
    depth = 0
    for match in _BRACKET.finditer(text, start, end):
        depth += 1 if match[0] in "（(" else -1
        if depth < 0:
            return match.start()
    return 0


def is_part(one: Mention, whole: Mention) -> bool:
    """Whether a figure can be a part of `whole`: of its kind, and no change or average."""
    saved = one.role == "difference" and unspent(whole) and _SAVED.search(one.left) is not None
    if one.figure.sort != whole.figure.sort or (one.role in SKIPPED and not saved) or one.prior:
        return False
    if whole.role == "spent" and one.role == "budget":
        return False
    sets = {one.figure.unit, whole.figure.unit} <= _SETS
    # 310千克 is no part of 3.1吨 as they stand: what is measured in another unit is not added up.
    return one.figure.sort in _ALIKE or one.figure.unit == whole.figure.unit or sets


def unspent(one: Mention) -> bool:
    """Whether a figure is money that was left over: what was saved (节约6万元) is a part of it, and no change."""
    return one.figure.sort == "money" and _UNSPENT.search(one.left) is not None


def add(parts: Sequence[Mention]) -> Interval:
    """The sum of the figures, with all that their hidden decimals allow."""
    return reduce(Interval.__add__, (one.shown for one in parts))
