"""Whether indicators are set as they should be: present, measurable, the right way round, with units and evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.beside import costs, lowered
from drafter.reviewing.laws.common import direction, figures
from drafter.reviewing.laws.tellings import bare_figures
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import CellText, plain, value

_HUNDRED = Decimal(100)
#: 开展培训12，: a deed with a number and nothing behind it; a road or a hotline is called by its number.
_BARE = re.compile(
    r"(?:开展|完成|举办|组织|召开|发放|新建|改造|建设|清淤|购置|维修|检查|走访|慰问|印发|排查|整治|修复|栽植|服务|培训|救助|资助|拆除|安装|巡查|救治|接待|办理|受理|处置|查处|种植|铺设|配备|采购|新增|增加|减少|添置|配置|购买|更新|投放|布设|增设|回收|制作|张贴|编制|签订|栽种|铺装|维护|改装|搭建|采集|录制)"
    r"(?P<what>[\u4e00-\u9fff]{0,8})(?P<many>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?=[，。；])"
)
#: 培训4批次120，: a count of times, and a number of nothing.
_TIMES = re.compile(r"\d+(?:批次|场次|期次|班次|[批期场班次])(?:共计|合计|[共计])?(?P<many>\d[\d,]*)(?=[，。；])")
_NUMBERED = re.compile(
    r"(?:国道|省道|县道|乡道|热线|电话|平台|编号|代码|号码|路线|大道|版本|型号|系统|标准|工程|行动|计划)$"
)
#: A target in more characters describes something.
_SHORT = 18
_MEASURED = re.compile(
    r"\d|[一二三四五六七八九十百]+(?:个|次|项|家|人|成|倍)|无|零|不(?:发生|低于|少于)|全(?:部|覆盖)|制度|机制|办法|体系|平台|台账"
)
#: A cost of all of it, or of one piece: no part of the budget.
_WHOLE_COST = re.compile(
    r"总|合计|全部|整体|控制数|预算|项目(?:支出|成本|资金|投入)|单位|单价|单[个次台套处人亩]|每|人均|户均|平均|标准|其中"
)
#: A number that names something, compares it, or goes on from a unit told before.
_NAMING = re.compile(
    r"(?:系数|指数|比|比值|评分|得分|分别|国道|省道|县道|乡道|热线|电话|平台|编号|代码|号码|路线|版本|型号|标准|工程|计划"
    r"|[占为由从至到达是的约共号级率值第各])\d|(?:19|20)\d\d$"
)
#: What is counted in nothing.
_PURE = re.compile(r"系数|指数|之比|比值|比例|评分|得分|等级|级别|倍数|密度|酸碱度|pH|PH|纬度|强度|分贝|容积率|号|是否")


def _forms(look: Look) -> list[PaperForm]:
    """This year's form and the goals as approved."""
    found = [one for one in (look.dossier.form, look.dossier.goals) if one is not None and one.lines]
    if not found:
        look.lack("有指标的自评表或申报表")
    return found


def _level(line: IndicatorRow) -> str:
    return line["level1"].said + line["level2"].said


@answers("levels-present")
def present(look: Look) -> None:
    for one in _forms(look):
        said = [_level(line) for line in one.lines]
        if not any(said):
            look.lack("表上的“一级指标”“二级指标”栏")
            continue
        counts = []
        for called, words in look.setting("levels").items():
            many = sum(bool(re.search(words, level)) for level in said)
            counts.append(f"{called}{many}个")
            if not many:
                look.fault(one.lines[0]["name"]._replace(text=one.title), f"没有{called}", quote=one.title[:40])
        look.saw("、".join(counts))


@answers("cost-direction")
def cost(look: Look) -> None:
    for one in _forms(look):
        for line in one.lines:
            if "成本" not in _level(line):
                continue
            aim = value(line["target"].text, line["unit"].text)
            way = direction(line, aim) if aim is not None else ""
            look.saw(f"{line.name} {line['sign'].text}{line['target'].text}")
            saves = re.search(r"节约|节省|降低|下降|减少|压减", line.name)
            if way == "≥" and aim is not None and (aim.sign or line["sign"]) and not saves:
                look.fault(line["target"], f"成本指标“{line.name}”写成了≥，应当是≤或＝")
    if not look.seen:
        look.skip("没有成本指标")


@answers("over-hundred")
def hundred(look: Look) -> None:
    unless, free = re.compile(look.setting("unless")), re.compile(look.setting("actual_unless"))
    for one in _forms(look):
        for line in one.lines:
            unit = line["unit"].text
            for key, called, words in (("target", "指标值", unless), ("actual", "完成值", free)):
                found = value(line[key].text, unit)
                if found is None or not found.percent:
                    continue
                look.saw(f"{line.name} {line[key].text}")
                if found.number > _HUNDRED and not words.search(line.name):
                    look.fault(line[key], f"指标“{line.name}”的{called}{line[key].text}超过了100%")
    if not look.seen:
        look.skip("没有百分比指标")


@answers("vague")
def vague(look: Look) -> None:
    whole = set(look.setting("whole"))
    degrees, verbs = look.setting("degrees"), look.setting("verbs")
    pattern = re.compile(rf"(?:{degrees})\w{{0,2}}(?:{verbs})|(?:{verbs})(?:明显|显著)")
    for one in _forms(look):
        for line in one.lines:
            said = line["target"].said or line["initial_target"].said
            if not said:
                continue
            look.saw(f"{line.name}“{line['target'].text}”")
            if (
                not _MEASURED.search(said)
                and len(said) <= _SHORT
                and (said.strip("。") in whole or pattern.search(said))
            ):
                look.fault(line["target"], f"指标“{line.name}”的指标值“{line['target'].text}”没有标准，无法衡量")


@answers("units")
def units(look: Look) -> None:
    for one in _forms(look):
        told = 0
        bare: list[IndicatorRow] = []
        for line in one.lines:
            aim = value(line["target"].text, line["unit"].text)
            if aim is None:
                continue
            told += bool(aim.unit)
            if not aim.unit:
                bare.append(line)
        if told:
            look.saw(f"{told}个指标值有单位")
        for line in bare:
            # A name may say what is counted: 培训人数（人）.
            if not re.search(r"[（(][^（）()]{1,6}[）)]\s*$", line["name"].text) and not _PURE.search(line.name):
                look.fault(line["target"], f"指标“{line.name}”的指标值“{line['target'].text}”没有单位")
    for stretch, place in look.dossier.stretches(("paragraph",)):
        for match in _BARE.finditer(stretch.text):
            if (
                not _NUMBERED.search(match["what"])
                and "占" not in match["what"]
                and not re.fullmatch(r"(?:19|20)\d\d", match["many"])
            ):
                look.fault(CellText(match[0], place), f"“{match[0]}”的数后面没有单位")
        for bare_ in _beside_counts(stretch.text):
            if not any(fault.place == place and fault.quote in bare_ for fault in look.faults):
                look.fault(CellText(bare_, place), f"“{bare_}”的数后面没有单位，同一句里别的都有")
        for match in _TIMES.finditer(stretch.text):
            look.fault(CellText(match[0], place), f"“{match[0]}”的数后面没有单位")
    told_ = {(fault.place, fault.quote[-6:]) for fault in look.faults}
    for cell, unit_ in bare_figures(look):
        if (cell.place, cell.text[-6:]) not in told_:
            look.fault(cell, f"“{cell.text}”的数后面没有单位（表上是{unit_}）")


def _nature(look: Look) -> CellText | None:
    """What a form calls the project, 一次性 or not, whatever the label; else what the report calls it."""
    kinds = re.compile(f"{look.setting('once')}|{look.setting('lasts')}")
    forms = _forms(look)
    labels = [one.labels[key] for one in forms for key in ("project.nature", "project.category") if key in one.labels]
    found = next((cell for cell in labels if kinds.search(cell.said)), labels[0] if labels else None)
    if found is not None and kinds.search(found.said):
        return found
    for stretch, place in look.dossier.stretches(("paragraph",)):
        if match := re.search(
            rf"(?:属于?|系|为|是)[^，。；]{{0,6}}(?:{kinds.pattern})[^，。；]{{0,8}}项目", stretch.text
        ):
            return CellText(match[0], place)
    return found


def _beside_counts(text: str) -> Iterator[str]:
    """Clauses that end in a bare number where each other clause of their sentence with a number ends in a count:
    硬化道路42.6，修建涵管118座."""
    for sentence in re.split("[。；]", text):
        clauses = [clause for one in re.split("[，、]", sentence) if re.search(r"\d", clause := one.strip())]
        counts = [
            one for one in clauses if re.fullmatch(r"[\u4e00-\u9fff]{3,}\d[\d.,]*[万亿]?[\u4e00-\u9fff%]{1,3}", one)
        ]
        bare = [one for one in clauses if re.fullmatch(r"[\u4e00-\u9fff]{4,14}(?:\d+\.\d+|\d{2,})", one)]
        if len(bare) == 1 and counts and len(counts) == len(clauses) - 1 and not _NAMING.search(bare[0]):
            yield bare[0]


@answers("one-off")
def one_off(look: Look) -> None:
    nature = _nature(look)
    if nature is None:
        look.lack(look.duty.needs)
        return
    if look.setting("once") not in nature.said:
        look.skip(f"项目性质是“{nature.text}”")
        return
    pattern = re.compile(look.setting("upkeep"))
    for one in _forms(look):
        for line in one.lines:
            look.saw(line.name)
            # Who looks after what was built is an effect that lasts, no work of the year.
            worded = value(line["target"].text, line["unit"].text) is None
            lasting = worded and re.search(look.setting("lasting"), _level(line))
            if (match := pattern.search(line.name)) and not lasting:
                look.fault(line["name"], f"一次性项目有运行维护类的指标“{line.name}”（{match[0]}）")


@answers("cost-budget")
def cost_budget(look: Look) -> None:
    from drafter.reviewing.value import money, told

    budget = look.dossier.amount("budget")
    goals = look.dossier.goals
    asked = goals and next(
        (goals.money[key] for key in ("year_total.applied", "total.applied") if key in goals.money), None
    )
    applied = money(asked, goals.unit or "元") if goals is not None and asked else None
    budget = applied if budget is None else budget
    if budget is None:
        look.lack("预算数")
        return
    costs(look, applied or budget, f"（{asked.place}）" if asked else "")
    for one in _forms(look):
        for line in one.lines:
            if "成本" not in _level(line):
                continue
            for key in ("target", "actual"):
                aim = value(line[key].text, line["unit"].text)
                if aim is None or aim.unit != "元":
                    continue
                look.saw(f"{line.name} {line[key].text}")
                if aim.number > budget:
                    look.fault(line[key], f"成本指标“{line.name}”{line[key].text}，超过预算{told(budget)}")
        if not look.faults:
            _ceilings(look, one, budget)
    if not look.seen:
        look.skip("没有以金额计的成本指标")


def _ceilings(look: Look, form: PaperForm, budget: Decimal) -> None:
    """Ceilings of parts of the work that come to more than its budget; that they are parts shows in their results,
    which come to no more than what was spent."""
    from drafter.reviewing.value import told

    rows = [line for line in form.lines if "成本" in _level(line) and not _WHOLE_COST.search(line.name)]
    pairs = [(line, value(line["target"].text, line["unit"].text)) for line in rows]
    parts = [(line, aim) for line, aim in pairs if aim is not None and aim.unit == "元" and aim.sign != "≥"]
    added = sum((aim.number for _, aim in parts), Decimal(0))
    if len(parts) < 2 or added <= budget:
        return
    done = [value(line["actual"].text, line["unit"].text) for line, _ in parts]
    spent = look.dossier.amount("spent")
    known = [one.number for one in done if one is not None and one.unit == "元"]
    if known and (len(known) < len(parts) or spent is None or sum(known, Decimal(0)) > spent):
        return
    names = [line.name for line, _ in parts]
    if any(one != other and one in other for one in names for other in names):
        return
    largest = max(parts, key=lambda one: one[1].number)[0]
    working = f"{' + '.join(told(aim.number) for _, aim in parts)} = {told(added)}"
    what = f"{'、'.join(names)}{len(parts)}项成本指标的上限合计{told(added)}，超过预算{told(budget)}"
    look.fault(largest["target"], what, working)


@answers("low-target")
def low(look: Look) -> None:
    least = Decimal(look.setting("over"))
    floor = look.setting("satisfaction")
    for one in _forms(look):
        for line in one.lines:
            aim = value(line["target"].text, line["unit"].text)
            if aim is None or aim.number <= 0:
                continue
            look.saw(f"{line.name} {line['target'].text}")
            if "满意" in line.name + _level(line) and aim.percent and aim.number < floor:
                look.fault(
                    line["target"], f"满意度指标“{line.name}”的指标值{line['target'].text}定得过低（低于{floor}%）"
                )
            pair = figures(line)
            if pair is not None and pair.direction != "≤" and pair.actual.number / aim.number * 100 >= least:
                share = pair.actual.number / aim.number * 100
                look.fault(line["target"], f"指标“{line.name}”完成了指标值的{share:.0f}%，指标值可能定得过低")
    if form_ := look.dossier.form or look.dossier.goals:
        lowered(look, form_)


@answers("reviewed")
def reviewed(look: Look) -> None:
    found = [
        one
        for one in look.dossier.reviewed
        if any(line["review_score"] or line["review_opinion"] for line in one.lines)
    ]
    if not look.dossier.reviewed:
        look.skip("还没有到审核环节：表上没有核查分、审核意见栏")
        return
    if not found:
        look.skip("核查分、审核意见还没有填")
        return
    for one in found:
        for line in one.lines:
            given, weight = line["review_score"].number, line["weight"].number
            if given is not None and weight is not None and given > weight:
                look.fault(line["review_score"], f"指标“{line.name}”核查分{plain(given)}，超过分值{plain(weight)}")
            lowered = given is not None and (line["score"].number or given) > given
            if "review_opinion" in one.columns and (given is None or lowered) and not line["review_opinion"]:
                look.fault(line["name"], f"指标“{line.name}”没有填{'核查分和' if given is None else ''}审核意见")
            look.saw(f"{line.name}核查分{line['review_score'].text}")
