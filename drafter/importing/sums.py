"""Sums of money as they are noted among other things: 一共412万, 安排85万，支了78.2，92%.

The writer gains that every sum has its unit and that a bare rate behind what was spent of a budget is named.

Limits: a bare 万 beside things that are counted in 万 is taken for money only where a word of money stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from drafter.language.amounts import Amount, amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

#: What ends a figure that has no unit.
_END = re.compile(r"$|[，、；。：（）！\s—-]|那[家个笔些]|就?是")
#: 到馆人次42万 counts what its name says.
_HEADS = re.compile(
    r"(?:人次|人数|户数|次数|件数|册数|客流量?|流量|点击量?|阅读量|播放量|浏览量|产量|数量)(?:约|达|为|是)?\d"
)
#: 全年项目8个，预算933.4: a page without any unit counts its money as reports do.
_SURE = re.compile(r"(?:预算|支出|花了?|执行数|决算)(?:数|了|为|是|共|：)?$")
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,6}(?:造价|成本|均价|单价|费用)")
_COMPARED = re.compile(r"(?:目标|计划|任务|要求|上年|去年|同期|应|需)[为是数值：]*$")
#: What came back rather than was spent.
_BACK = re.compile("(?<=[^应须该])(?:收回|追回|收缴|清退|退还|退缴|缴回)(?=了?[\\d共])")
#: Who or what is counted in 万 without saying so: 注册用户3.6万.
_PEOPLE = re.compile(
    r"(?:用户|会员|粉丝|人口|学员|旅客|乘客|游客|客流|客流量|人数|户数|人次|点击|点击量|阅读|阅读量|播放量|浏览量|浏览|订阅|关注|下载|下载量|发行量|访问量|流量)"
    r"(?:数|量)?(?:达到?|有|为|是|约|超过?|近|突破|共|累计|已|由|从|[ ]|(?:20)?\d\d年[底末初]?|[年月][底末初])*$"
)
#: How far before a sum its word may stand.
_NEAR = 12
#: How near a rate must come to the quotient.
_CLOSE = Decimal("0.06")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(words("money")["sums"][name])


def with_sums(text: str, page: str = "") -> str:
    """A note whose sums have their unit; `page` is what bare figures of money count in on its page."""
    folded = fold(text)
    pieces: list[str] = []
    at = 0
    before = ""
    for match in re.finditer("[^；。]+[；。]?", folded):
        pieces.append(text[at : match.start()])
        said = _counted_as(_carried(text[match.start() : match.end()], before), folded[: match.start()])
        pieces.append(named_rates(counted_forms(_rated(_scaled(said, page)))))
        before = match[0]
        at = match.end()
    return "".join([*pieces, text[at:]])


#: 目标45万，2023年41.5万 in a statement of its own.
_AGAINST = re.compile(
    r"(?P<lead>(?:^|，)(?:年初|原定|全年)?(?:目标|计划|任务|上年|去年|上一年|前年|(?:20)?\d\d年|同期)(?:为|是|有|定的?)?)"
    r"(?P<sum>\d[\d.]*)(?P<scale>[万亿]?)(?=[，；。（]|$)"
)


def _carried(text: str, before: str) -> str:
    """A statement that only holds what was counted before it against a goal or last year, its figures in that unit:
    接待46.8万人次；目标45万，2023年41.5万."""
    counted = [one for one in amounts(before) if one.unit]
    if not counted or not _AGAINST.match(fold(text)):
        return text
    last = counted[-1]
    if last.sort in ("money", "rate", "points") or last.end < len(before.rstrip("；。 ")):
        return text

    def unit(match: re.Match[str]) -> str:
        same = match["scale"] == (last.scale or "")
        return match[0] + last.unit if same else match[0]

    return _AGAINST.sub(unit, text)


def _counted_as(text: str, ahead: str) -> str:
    """A statement in a bracket that counts in the scale of what stands before the bracket, with its unit:
    疏浚41.2万立方米（目标38万立方米；加挖3.2万）."""
    opened = ahead.rfind("（")
    if opened <= ahead.rfind("）"):
        return text
    outer = [one for one in amounts(ahead[:opened]) if one.end == opened]
    if not outer or not outer[0].scale or not outer[0].unit or outer[0].sort in ("money", "rate"):
        return text
    folded = fold(text)
    for one in reversed(amounts(folded)):
        before = folded[max(0, one.start - _NEAR) : one.start]
        bare = one.scale == outer[0].scale and _bare(one) and _END.match(folded, one.end)
        if bare and one.value < outer[0].value and not _words("before").search(before):
            text = f"{text[: one.end]}{outer[0].unit}{text[one.end :]}"
    return text


#: What was asked for is counted behind these words: 整改231处 of 237, 满意的561份 of 576.
_SHARE = re.compile(
    r"(?P<name>满意|合格|达标|整改|办结|完成|优良|签约|回访|处置|办成|解决|化解|销号|通过|发放|到位|参保|入库|达成|及格|达优|结案|收回|追回|到账|建成|开工|返岗|就业|治愈|存活|成活|采纳|答复|履约)"
    r"(?:了|的|好|有|是)*$"
)
#: 满意度（…）企业95.2%；群众84.7%
_CARRIED = re.compile(r"(?:[\u4e00-\u9fff]{0,6})(?P<name>满意度|满意率|合格率|知晓率|覆盖率|完成率|入学率|好评率)")
_WHOSE = re.compile(
    r"(?P<who>(?!上年|去年|前年|同期|目标|计划|其中)[\u4e00-\u9fff、]{2,12}?)(?P<at>(?:为|是|有)?)(?=\d[\d.]*[%％])"
)


_FORMS = re.compile(r"(?P<head>(?:问卷|调查表|测评表|评议表)[^，。；]{0,8}?\d+份)(?P<tail>[^。；]*)")
_BARE_FORMS = re.compile(r"(?:收回?|回收|有效|满意|合格|基本满意|不满意)(?:的|了)?\d+(?=[，；。（）、 ]|$)")


def carried_rates(text: str) -> str:
    """A line that names a rate once and gives it for several (满意度企业95.2%；群众84.7%) with its name before each."""
    folded = fold(text)
    first = _CARRIED.match(folded)
    if first is None:
        return text
    pieces = []
    at = 0
    for match in re.finditer("[^；]+；?", folded):
        said = text[match.start() : match.end()]
        whose = _WHOSE.match(match[0]) if match.start() else None
        if whose is not None and not re.search("[率度比]$", whose["who"]):
            said = f"{said[: whose.end('who')]}{first['name']}{said[whose.end('who') :]}"
        pieces.append(said)
        at = match.end()
    return "".join([*pieces, text[at:]])


def counted_forms(text: str) -> str:
    """A note whose forms that came back are counted as those that were handed out: 问卷400份，收386，满意371."""

    def counted(match: re.Match[str]) -> str:
        return match["head"] + _BARE_FORMS.sub(r"\g<0>份", match["tail"])

    return _FORMS.sub(counted, text)


def named_rates(text: str) -> str:
    """A note whose bare rates are named by what they are the share of: 发现237处，整改231处，97.47% is 整改率97.47%."""
    folded = fold(text)
    counts: list[Amount] = []
    for one in amounts(folded):
        if one.sort == "rate":
            before = folded[counts[-1].end : one.start] if counts else "…"
            name = _SHARE.search(folded, 0, counts[-1].start) if len(counts) > 1 else None
            if before in ("，", "、", "（", " ") and name is not None:
                wholes = [each.value for each in counts[:-1] if each.value >= counts[-1].value and each.value]
                if any(abs(counts[-1].value / whole * 100 - one.value) < _CLOSE for whole in wholes):
                    return f"{text[: one.start]}{name['name']}率{text[one.start :]}"
        elif one.unit and one.sort not in ("money", "points"):
            counts.append(one)
    return text


def _bare(one: Amount) -> bool:
    return not one.unit and one.whole is None and one.high is None


def _scaled(text: str, page: str) -> str:
    folded = fold(text)
    found = amounts(folded)
    counted = any(one.scale and one.unit and one.sort != "money" for one in found)
    counted = counted or _HEADS.search(folded) is not None
    each = _EACH.search(folded) is not None
    units = {
        f"{one.scale}元" for one in found if one.scale and one.unit in ("", "元") and not (counted and not one.unit)
    }
    unit = units.pop() if len(units) == 1 else ""
    people = _people(folded, found)
    for one in reversed(found):
        if (
            not one.scale
            and _bare(one)
            and _END.match(folded, one.end)
            and _words("each").search(folded[max(0, one.start - _NEAR) : one.start])
        ):
            # 每穴造价1850: a price of one is in 元.
            text = f"{text[: one.end]}元{text[one.end :]}"
            continue
        if not _bare(one) or not _END.match(folded, one.end):
            continue
        before = folded[max(0, one.start - _NEAR) : one.start]
        named = _words("before").search(before) is not None
        if one.scale in ("万", "亿"):
            if one in people:
                continue
            like = [each for each in found if each.end <= one.start and each.unit and each.scale == one.scale]
            if counted and _COMPARED.search(before) and like and like[-1].sort not in ("money", "rate"):
                # 运客418万人次，目标400万: counted in the same.
                text = f"{text[: one.end]}{like[-1].unit}{text[one.end :]}"
                continue
            if (named or not counted) and not (counted and _COMPARED.search(before)):
                # 控制数13.5万以内: the unit stands behind the figure.
                at = folded.index(one.scale, one.number[1]) + 1
                text = f"{text[:at]}元{text[at:]}"
        elif not one.scale and named and unit:
            text = f"{text[: one.end]}{unit}{text[one.end :]}"
        elif not one.scale and not unit and one.decimals and _SURE.search(before):
            text = f"{text[: one.end]}{page or '万元'}{text[one.end :]}"
        elif not one.scale and page and _words("price").search(before):
            if each or any(other.unit == "元" and not other.scale for other in found):
                # 每件862元，限价900: held against a price in 元.
                text = f"{text[: one.end]}元{text[one.end :]}"
                continue
            text = f"{text[: one.end]}{page}{text[one.end :]}"
    return text


def _people(folded: str, found: Sequence[Amount]) -> list[Amount]:
    """Those of the bare figures that count people or clicks by the word before them, or before the one they go on from
    (用户2023年底6.9万→2024年底8.3万)."""
    kept: list[Amount] = []
    for one in found:
        before = folded[max(0, one.start - 2 * _NEAR) : one.start]
        on = kept and not re.search("[，；。]", folded[kept[-1].end : one.start])
        if one.scale and _bare(one) and (_PEOPLE.search(before) or on):
            kept.append(one)
    return kept


def _rated(text: str) -> str:
    """安排85万元，支出78.2万元，92% names the rate."""
    folded = fold(text)
    sums: list[Decimal] = []
    for one in amounts(folded):
        if one.sort == "money":
            sums.append(one.value)
        elif one.sort == "rate" and len(sums) > 1 and sums[-2] and folded[one.start - 1 : one.start] in "，、 ":
            if abs(sums[-1] / sums[-2] * 100 - one.value) < _CLOSE and sums[-1] <= sums[-2]:
                # 应收14.8万元，收回14.7万元，99.3% is how much came back.
                back = _BACK.findall(folded[: one.start])
                return f"{text[: one.start]}{back[-1] if back else '执行'}率{text[one.start :]}"
        elif one.sort != "rate":
            sums = sums if one.unit in ("个", "项", "次") else []
    return text
