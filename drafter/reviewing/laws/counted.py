"""Numbers of a report that must add up or be alike: rows of shares, the three public costs, counted states."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.opposites import told_opposites
from drafter.reviewing.laws.tabled import public_tables
from drafter.reviewing.value import MONEY, CellText, plain

_SHARE = re.compile(r"占(?:比)?(?:为|到|总数的|总额的|全部的)?\s*(\d+(?:\.\d+)?)\s*([%％]?)(?P<after>[\u4e00-\u9fff]?)")
#: 比重分别为77.5%和22.5.
_SHARED_OUT = re.compile(
    r"(?:占比|比重|比例|占[^，。；：\d]{0,8}|(?=分别占))分别(?:为|是|占|达)(?P<list>\d[\d.]*\s*[%％]?(?:[、，和及与]\s*\d[\d.]*\s*[%％]?)+)(?P<behind>.?)"
)
#: A row of shares whose unit is told before it: 占比（单位：%）为.
_DECLARED = re.compile(r"(?:占比|比例|比重|占)[^，。；]{0,8}[（(](?:单位[:：]?)?\s*[%％][）)]|单位[:：]\s*[%％]")
_FROM_ZERO = re.compile(
    r"(?:(?:上年|去年|上一年|20\d\d年|基期)[^。；，\d]{0,12}?(?:为|是|仅)?(?:零|(?<![\d.,])0(?![\d.])|(?:未|没有)(?:开展|实施|安排|发生|设立|建成|新建|投放|举办)|一[\u4e00-\u9fff]{1,2}(?:也|都)?(?:没有|未有)|尚(?:未|无)[\u4e00-\u9fff]{0,4}|(?:是|为)?空白(?!点))"
    r"|(?:从|由)(?:零|0(?![\d.]))|从无到有)[^。；]{0,40}?(?:增长|增幅|上升|增加)(?:了|率)?(?:为|达|达到)?\d+(?:\.\d+)?[%％]"
)
_THREE = re.compile(r"“?三公”?经费")
_WHOLE = re.compile(r"“?三公”?经费[^。；\d]{0,24}?(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)")
_PARTS = (
    (
        "因公出国（境）费",
        re.compile(
            r"(?:因公)?出国[（(]境[）)](?:费用?|经费|支出)?[^。；，\d]{0,16}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)"
        ),
    ),
    (
        "公务用车费",
        re.compile(
            r"(?:公务用车|公车)(?:购置(?:及|和|与)运行(?:维护)?费?|购置及运行维护费|运行(?:维护)?(?:费用?)?)[^。；，\d]{0,16}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)"
        ),
    ),
    ("公务接待费", re.compile(r"公务接待(?:费用?|经费|支出)?[^。；，\d]{0,16}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)")),
)
_BOUGHT = re.compile(
    r"(?:公务用车|公车)购置(?:费用?|支出)?(?!及|和|与|费?[及和与])[^。；，\d]{0,8}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)"
)
_UNITS = "个|项|条|件|处|户|人次|人|名|家|宗|批|座|台|套|所|辆|份|起|笔|公里|亩|场次|场|期|只|艘|株|吨|批次|次"
_COUNT = rf"(?P<{{0}}>\d+)\s*(?P<unit>{_UNITS})"
_TOTAL = re.compile(
    r"(?:共|共计|共有|合计|总计|反馈|指出|涉及|提出|查出|发现|收到|纳入|自评|受理|划分|办理|登记|排查|实施|安排|下达|应|计划|建设|新建|改造|签订|立项|举办|开展|培训|组织)"
    rf"[^，。；\d]{{0,16}}?{_COUNT.format('total')}"
    # 28个小区中25个已签订、3个尚未签订
    rf"|{_COUNT.format('total2').replace('<unit>', '<unit2>')}[^，。；、\d]{{1,8}}中[，,：]?(?=\d)"
)
_PLAIN = re.compile(rf"[\u4e00-\u9fff]{{2,16}}{_COUNT.format('total')}(?:[^，。；、\d]{{0,8}})[，：,](?:其中)?")
#: Words for what is done, for what is not, and for what compares and is no state.
_FINISHED = re.compile(
    r"^已|正常|在用|完工|(?<!未)开工|完成|竣工|办结|销号|建成|通过|合格|到位|验收|交付|投用|投入使用|结案|兑现|发放|(?<!未)(?<!没有)(?<!不)(?:达标|达到)|^优秀?$|^良好?$"
)
_LEFT = re.compile(
    r"^在(?:建|办|施|编|研|推进|实施|整改)|正在|未(?!成年|来)|尚|待(?!遇)|其余|剩余|逾期|停工|停建|延期|推迟|滞后|不合格|不达标|退回|取消|终止|续建|没有|暂缓|停用|停运|闲置|关停|损坏|差$|中$"
)
_GRADE = re.compile(r"优秀?|良好?|一般|中等?|较差|差|不合格|合格|基本满意|不满意|满意|较好|好|不达标|达标")
#: Two words that part a whole between them.
_HALVES = (
    ("线上", "线下"), ("线下", "线上"), ("男", "女"), ("女", "男"), ("室内", "室外"), ("公办", "民办"),
    ("城区|城镇|城市", "农村|乡村|乡镇"), ("农村|乡村|乡镇", "城区|城镇|城市"), ("新建", "改建|改造|扩建|续建"),
)  # fmt: skip
_COMPARED = re.compile(r"比|较|同比|增加|减少|少于|多于|超过|目标|计划|每|平均")
#: 按类别划分，: what stands behind makes up all of it, unless the classes overlap or others are left out.
_DIVIDED = re.compile(r"按(?:照)?[^，。；：\d]{1,12}?(?:划分|分类|区分|统计|分布|分|看|来看)[，,：:]")
_SHARED = re.compile(r"交叉|重叠|重复(?:统计|计算|计入|登记)|另有|其余")
_OVERLAP = re.compile(r"交叉|重复|重叠|去重|同时|兼|主要|其余|另有|不含|等[^，。]{0,4}类|以上")
_MANY = rf"(?P<many>\d{{1,3}}(?:,\d{{3}})+|\d+)\s*(?P<unit>{_UNITS}|家次|人天|课时|小时|篇|次)(?!/)"
_STATES = re.compile(
    r"(?P<state>已完成(?:整改)?|完成整改|已整改(?:到位|完成)?|整改完成|正在整改|正在推进|正在办理|整改中|未完成(?:整改)?|未整改|尚未(?:完成|整改|启动)"
    r"|未启动|已办结|办结|在办|未办结|基本完成|部分完成|持续推进|长期坚持|已销号|未销号|(?<![\u4e00-\u9fff])(?:优秀?|良好?|中等?|差|合格|不合格))"
    r"(?:的|有|等级|为|共)*\s*(?P<count>\d+)\s*(?:个|项|条|件|处|户|人|名|家|宗|批)"
    r"|(?P<count2>\d+)\s*(?:个|项|条|件|处|户|人|名|家|宗|批)[^，。；、\d]{0,6}?(?P<state2>已完成(?:整改)?|完成整改|整改到位|整改完成|正在整改|正在推进|整改中|未完成(?:整改)?|未整改|尚未完成|尚未整改|办结|在办|销号)"
)


@answers("percent-left-off")
def left_off(look: Look) -> None:
    for stretch, place in look.dossier.stretches(("paragraph", "cell")):
        for start, end in stretch.sentences:
            found = list(_SHARE.finditer(stretch.text, start, end))
            signed = [one for one in found if one[2]]
            if len(found) < 2 or not signed:
                continue
            look.saw(f"{place} {len(found)}个占比")
            for one in found:
                if not one[2] and not one["after"]:
                    look.fault(CellText(one[0], place), f"“{one[0]}”漏了百分号，同一句里别的都有")
        for row in _SHARED_OUT.finditer(stretch.text):
            bare = re.findall(r"\d+(?:\.\d+)?(?![\d.]|\s*[%％])", row["list"])
            look.saw(f"{place}“{row[0]}”")
            if bare and re.search("[%％]", row["list"]) and not re.match(r"[\u4e00-\u9fff]", row["behind"]):
                look.fault(CellText(row[0], place), f"“{bare[-1]}”漏了百分号，同一句里别的都有")
        if match := _DECLARED.search(stretch.text):
            look.saw(f"{place}“{match[0]}”已写明单位")
    if not look.seen:
        look.skip("报告没有一列占比")


@answers("zero-base")
def zero_base(look: Look) -> None:
    """A rise in per cent of what was nothing before."""
    for stretch, place in look.dossier.stretches(("paragraph", "heading")):
        for match in _FROM_ZERO.finditer(stretch.text):
            if not any(fault.place == place for fault in look.faults):
                look.fault(CellText(match[0], place), f"基数是零，不能算增长率：“{match[0][-24:]}”")


@answers("three-public")
def three(look: Look) -> None:
    for paper in look.dossier.reports:
        assert paper.page is not None
        told = [
            (stretch, place) for stretch, place in look.dossier.stretches(("paragraph",)) if _THREE.search(stretch.text)
        ]
        for stretch, place in told:
            whole = _WHOLE.search(stretch.text)
            parts = [(called, match) for called, pattern in _PARTS if (match := pattern.search(stretch.text))]
            if bought := _BOUGHT.search(stretch.text):
                # Told apart from what the cars cost to run.
                parts.append(("公务用车购置费", bought))
            if whole is None or len(parts) < len(_PARTS):
                continue
            total = _amount(whole)
            added = sum((_amount(match) for _, match in parts), Decimal(0))
            working = f"{' + '.join(match[1] for _, match in parts)} = {plain(added / MONEY[whole[2]])}{whole[2]}"
            look.saw(f"{place} {working}")
            exact = abs(added - total) <= _rounding([whole, *(match for _, match in parts)])
            if not exact:
                look.fault(
                    CellText(whole[0], place),
                    f"三公经费{whole[1]}{whole[2]}，三项相加是{plain(added / MONEY[whole[2]])}{whole[2]}",
                    working,
                )
        break
    public_tables(look)
    if not look.seen:
        look.skip("报告没有三公经费的合计和三个分项")


def _rounding(found: list[re.Match[str]]) -> Decimal:
    """How far rounded parts may be from their rounded sum, in 元: half of the last decimal of each; whole numbers and
    元 are not rounded."""
    shown = [(MONEY[match[2]], len(match[1].partition(".")[2])) for match in found]
    if any(unit == 1 or decimals < 2 for unit, decimals in shown):
        return Decimal(0)
    return sum((unit * Decimal(5).scaleb(-decimals - 1) for unit, decimals in shown), Decimal(0))


def _amount(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "")) * MONEY[match[2]]


@answers("states-sum")
def states(look: Look) -> None:
    """反馈问题12个，已完成8个，正在推进3个: states of one sentence against its total."""
    section: tuple[str, ...] = ()
    before = ""
    for stretch, place in look.dossier.stretches(("paragraph", "heading")):
        for total in _TOTAL.finditer(stretch.text):
            ends = [at for mark in "。；" if (at := stretch.text.find(mark, total.end())) >= 0]
            behind = stretch.text[total.end() : min(ends, default=len(stretch.text))]
            whole = int(total["total"] or total["total2"])
            found = _parts(behind, total["unit"] or total["unit2"]) or _stated(behind)
            if len(found) < 2 or any(count > whole for _, count in found):
                continue
            _weigh(look, whole, found, CellText(total[0] + behind[:20], place))
            break
        else:
            _unannounced(look, stretch.text, place)
        if stretch.kind == "paragraph":
            section, before = (stretch.section, before if stretch.section == section else "")
            _divided(look, stretch.text, place, before)
            told_opposites(look, stretch.text, place)
            before += stretch.text
    if not look.seen and not look.faults:
        look.skip("报告没有分状态的个数")


def _divided(look: Look, text: str, place: str, before: str) -> None:
    """全年培训4368人次。按人员类别划分，职工2105人次、…: parts of one scale, and a total told before them in their
    paragraph, else in those above it where there is but one of its kind."""
    for match in _DIVIDED.finditer(text):
        end = re.search("[。；]", text[match.end() :])
        behind = text[match.end() : match.end() + end.start() if end else len(text)]
        parts = [re.fullmatch(rf"[^\d]{{1,20}}{_MANY}[^\d]{{0,4}}", one) for one in re.split("[、，,]", behind)]
        counts = [int(one["many"].replace(",", "")) for one in parts if one]
        units = {one["unit"] for one in parts if one}
        after = re.split("[。；]", text[match.end() + len(behind) :] + "。。")[1]
        if _OVERLAP.search(behind) or _SHARED.search(after):
            continue
        if len(counts) < 2 or len(counts) < len(parts) or len(units) != 1:
            continue
        told = [one for one in re.finditer(_MANY, text[: match.start()]) if one["unit"] in units]
        above = [one for one in re.finditer(_MANY, before) if one["unit"] in units]
        if not told and len({one["many"] for one in above}) == 1:
            told = above
        whole = [int(one["many"].replace(",", "")) for one in told]
        added = sum(counts)
        if not whole or max(counts) >= whole[0]:
            continue
        working = f"{' + '.join(map(str, counts))} = {added}"
        look.saw(f"{place} {working}")
        if added not in whole:
            what = f"{told[0][0]}{match[0].rstrip('，,：:')}，各类相加是{added}"
            look.fault(CellText(match[0] + behind, place), what, working)


def _unannounced(look: Look, text: str, place: str) -> None:
    """入库项目15个，开工13个，未开工1个: a total that no word announces, its states right behind it."""
    for total in _PLAIN.finditer(text):
        end = re.search("[。；]", text[total.end() :])
        behind = text[total.end() : total.end() + end.start() if end else len(text)]
        first = re.split("[，、,]", behind)[0]
        found = _parts(behind, total["unit"]) if re.search(r"\d", first) else []
        whole = int(total["total"])
        if _GRADE.search(total[0][: total.start("total") - total.start()][-4:]):
            # 非常满意187人，满意101人: the first of the states, and no total of the others.
            continue
        if len(found) < 2 or any(count >= whole for _, count in found):
            continue
        _weigh(look, whole, found, CellText(total[0] + behind[:20], place))
        return


def _weigh(look: Look, whole: int, found: list[tuple[str, int]], cell: CellText) -> None:
    """Hold states against the total that stands in front of them."""
    added = sum(count for _, count in found)
    working = f"{' + '.join(str(count) for _, count in found)} = {added}"
    look.saw(f"{cell.place} {working}")
    if added != whole:
        what = f"共{whole}，{'、'.join(f'{state}{count}' for state, count in found)}，相加是{added}"
        look.fault(cell, what, working)


def _parts(behind: str, unit: str) -> list[tuple[str, int]]:
    """The states behind a total, one a clause and in its unit: 其中已完工35个，在建4个，未开工2个. They make up the
    whole where one is of what is done and another of what is not; else none is given."""
    found: list[tuple[str, int]] = []
    for at, part in enumerate(re.split("[，、,]", behind)):
        text = re.sub("^(?:其中|分别为|包括)?[：:]?", "", part.strip()) if not found else part.strip()
        if at and text.startswith("其中"):
            break
        match = re.fullmatch(rf"(?P<state>[^\d]{{1,24}}?)(?P<count>\d+){unit}[^\d]{{0,12}}", text) or re.fullmatch(
            rf"(?P<count>\d+){unit}(?P<state>[^\d]{{1,24}})", text
        )
        if match and not _COMPARED.search(match["state"]):
            found.append((match["state"], int(match["count"])))
    if len(found) == 2 and any(re.search(one, found[0][0]) and re.search(two, found[1][0]) for one, two in _HALVES):
        return found
    # Three grades of one scale are all that there is: “优秀”的22次、“良好”的29次、“一般”的9次.
    if len({match[0] for state, _ in found if (match := _GRADE.search(state))}) == len(found) > 2:
        return found
    states_ = [state for state, _ in found]
    done, left = any(_FINISHED.search(one) for one in states_), any(_LEFT.search(one) for one in states_)
    return found if done and left else []


def _stated(behind: str) -> list[tuple[str, int]]:
    """States that are told by their words alone, wherever they stand behind the total."""
    if re.search(r"其中|主要|包括", behind[:4]):
        return []
    found: dict[str, int] = {}
    for match in _STATES.finditer(behind):
        found.setdefault(match["state"] or match["state2"], int(match["count"] or match["count2"]))
    return list(found.items())
