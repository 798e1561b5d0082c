"""Problems that are the project's own, measures that answer them and say who does what by when."""

from __future__ import annotations

import re

from drafter.reviewing.answer import Look
from drafter.reviewing.days import day
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import executed, figures, reached
from drafter.reviewing.laws.mending import rectifying
from drafter.reviewing.names import stem
from drafter.reviewing.problems import ToldProblem, problems_of, runs
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import CellText

_NONE = re.compile(r"^(?:暂无|没有|无|未发现|不存在)")
#: What answers any problem there is.
_ANY = re.compile(
    r"管理|制度|机制|监督|监管|考核|统筹|协调|调度|队伍|论证|督促|检查|督导|培训|编制|测算|预算|绩效|沟通|对接|跟踪|责任|规范|流程|复核|核对|核实|复勘|勘察|巡查|排查|公示|验收|抽查|招标|审核|审批|会商|演练|值守|宣传|告知|提前|分批|约定|签订|台账|上述|以上问题|各项|评估|调研|统计|档案|专人|指定[^，。；]{0,4}人|明确[^，。；]{0,4}(?:人员|责任)"
)
#: Problems that any project may have, in whatever words.
_PROCESS = re.compile(
    r"管理|制度|档案|资料|人员|力量|人手|资金|拨付|支付|进度|工期|预算|绩效|目标|指标|验收|监管|监督|招标|采购|合同|统计|宣传|培训|测算|论证|调研|协调|沟通"
    r"|机制|台账|审批|手续|勘察|设计|施工|质量|安全|数据|系统|设备|维护|管护|后续|经费|标准|流程|信息|考核"
)
_WHO = re.compile(
    r"(?:由|责成|明确|委托|会同|交由)[^，。；]{2,30}?(?:负责|牵头|承办|落实|组织|会同|实施|完成|办理|开展)|由[^，。；]{1,14}(?:局|科|股|中心|站|所|处|室|办|部|委|院|馆|队|镇|乡|街道|公司|组|校|协会)(?=[\u4e00-\u9fff])|负责|牵头|责任(?:单位|部门|科室|人|主体)|承办"
    r"|[\u4e00-\u9fff]{1,12}(?:局|科|股|中心|站|所|处|室|办|部|委|院|馆|队|镇|乡|街道|公司|组|校|协会)(?:[（(][^（）()]{0,20}[）)])?(?=将?(?:于|在)?20\d\d年|将?(?:于|在)?\d{1,2}月|[^，。；]{0,6}前)"
)
_WHEN = re.compile(
    r"20\d\d年(?:\d{1,2}月|[一二三四1-4]季度|上半年|下半年|底|末|内|度|春|秋|汛|年底)?|\d{1,2}月(?:底|末|\d{1,2}日|份)?(?:前|内|起|完成)|(?:年|月|季度|学期)(?:底|内|末)?前"
    r"|[上下]半年|[一二三四]季度|每(?:半年|个?[月季年周日天]|学期|季度)|年内|明年|汛期前|春节前|开学前|\d+(?:个月|日|天|个工作日)内"
)
_WEAK = re.compile(
    r"进一步|不断|逐步|今后|持续|积极|尽快|适时|尽早|继续|努力|着力|加大|加强|力争|争取|强化|提高|高度重视|认真|切实"
)


#: The matter that a measure names first, and what names it by its number.
_TOPIC = re.compile(
    r"^[\d.．]*\s*(?:(?:针对|关于|对于|围绕|为解决)(?P<against>[^，。；]{2,20})|(?P<of>[^，。；\d]{2,14})方面)[，,]"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九\d]|上述|以上|所列|这[些一]|该")
#: What a measure says it is against.
_FOR = re.compile(r"(?:针对|关于|对于|为解决|为|围绕)[^，。；]{1,30}[，,]")
#: Something that is not as it should be; so many pairs of characters tell that a measure is about it.
_LACK = re.compile(
    r"意见|反映|建议|投诉|不满|偏[高低慢晚繁难大小长短]|不足|不够|不及|未(?:能|达|完成|按|及时)|没有(?:达到|完成)|低于|较[慢差低晚]|滞后|困难|繁琐|短缺|缺[少口]|返工|扣分"
)
_ALIKE = 3
#: So many clauses are several measures in one paragraph.
_SEVERAL = 4
_REMEDY = re.compile("措施|建议|打算|改进|下一步|应用|公开|存在.{0,4}问题")


def _told(look: Look) -> tuple[list[ToldProblem], list[ToldProblem]]:
    """The problems and measures of the report; none of a report on what was mended, which tells other things so."""
    if look.dossier.reports and all(rectifying(paper) for paper in look.dossier.reports):
        return [], []
    told = problems_of(look.dossier.stretches())
    issues = [one for one in told.problems if not _NONE.search(one.text.strip()) and len(one.text) > 4]
    return issues, [one for one in told.measures if len(one.text) > 6 and not _NONE.search(one.text.strip())]


def _missed(look: Look) -> list[IndicatorRow]:
    """The indicators of the form that fell short of their targets."""
    found = []
    for line in look.dossier.form.lines if look.dossier.form else ():
        pair = figures(line)
        if executed(line) or pair is None or not pair.direction or reached(pair):
            aim, done = day(line["target"].text), day(line["actual"].text)
            if not (aim and done and done > aim):
                continue
        found.append(line)
    return found


@answers("problems-own")
def own(look: Look) -> None:
    """The problems tell of what fell short; else of what the project is about at all."""
    issues, measures = _told(look)
    if not issues:
        look.skip("没有写问题") if look.dossier.report is not None else look.lack("报告")
        return
    missed = _missed(look)
    said = [runs(one.text) for one in issues]
    for one in issues:
        look.saw(f"{one.place}“{one.headline[:16]}”")
    pairs = list(zip(said, issues, strict=True))
    known, core = _vocabulary(look), _core(look)
    strange = [len(words & core) <= 1 and not _PROCESS.search(item.text) for words, item in pairs]
    if missed and all(strange) and not any(_about(line, words, item) for line in missed for words, item in pairs):
        names = "、".join(f"“{line.name}”" for line in missed[:3])
        what = f"没有达到指标值的是{names}，问题里没有一条与它{'们' if len(missed) > 1 else ''}有关"
        look.fault(CellText(issues[0].text[:60], issues[0].place), what)
        return
    for odd, (words, item) in zip(strange, pairs, strict=True):
        answered = any(len(runs(one.text) & words) >= 2 for one in measures)
        if odd and len(words) >= 8 and not answered and not words & core and len((words & known) - _COMMON) == 0:
            what = f"问题“{item.headline}”与本项目的目标、指标和所做的事都没有关系"
            look.fault(CellText(item.text[:60], item.place), what)


def _about(line: IndicatorRow, words: set[str], item: ToldProblem) -> bool:
    """Whether a problem may be about an indicator: words in common with its name, its reason or its results."""
    names = runs(stem(line.name)) | runs(line.name)
    if names & words - _COMMON:
        return True
    reasons = runs(line["reason"].text) | runs(line["description"].text) | runs(line["remark"].text)
    if len((reasons & words) - _COMMON) >= 2:
        return True
    actual = re.sub(r"[^\d.]", "", line["actual"].said)
    return len(actual) >= 2 and actual in item.text


_COMMON = frozenset(
    [
        "群众",
        "工作",
        "项目",
        "情况",
        "年度",
        "部分",
        "问题",
        "管理",
        "服务",
        "活动",
        "建设",
        "完成",
        "指标",
        "人员",
        "资金",
        "单位",
        "原因",
        "不足",
        "不够",
        "目标",
    ]
)


def _core(look: Look) -> set[str]:
    """The pairs of characters of the project's name, its goals and its indicators."""
    forms = [*look.dossier.forms, *([look.dossier.goals] if look.dossier.goals else [])]
    texts = [cell.text for form in forms for cell in (*form.labels.values(), *form.goals.values())]
    texts += [stem(line.name) for form in forms for line in form.lines]
    return set().union(*(runs(one) for one in texts)) - _COMMON if texts else set()


def _vocabulary(look: Look) -> set[str]:
    """The pairs of characters of the form, the goals, and of what the report tells besides problems and measures."""
    dossier = look.dossier
    forms = [*dossier.forms, *([dossier.goals] if dossier.goals else [])]
    texts = [cell.text for form in forms for cell in (*form.labels.values(), *form.goals.values())]
    texts += [cell.text for form in forms for line in form.lines for cell in line.cells.values()]
    for stretch, _ in dossier.stretches():
        if not any(re.search("问题|不足|措施|建议|打算|原因", one) for one in stretch.section):
            texts.append(stretch.text)
    return set().union(*(runs(one) for one in texts)) if texts else set()


@answers("measures-answer")
def answer(look: Look) -> None:
    """A measure has something to do with a problem; one that stands beside its problem, with that."""
    issues, measures = _told(look)
    if not issues or not measures:
        look.skip("没有写问题和措施") if look.dossier.report is not None else look.lack("报告")
        return
    look.saw(f"{len(issues)}个问题、{len(measures)}条措施")
    problems = [_bare(item.text) for item in issues]
    around = [_around(look, one) for one in problems]
    known = (_vocabulary(look) | set().union(*(runs(one.text) for one in issues))) - _COMMON
    for at, measure in enumerate(measures):
        body = _body(measure.text)
        topic = _TOPIC.match(measure.text)
        if topic and _ORDINAL.search(topic[0]):
            continue
        # Where there are more measures than problems, one may be against what stands elsewhere.
        foreign = topic is not None and not runs(_said(topic)) & known and not _PROCESS.search(topic[0])
        if topic and foreign and len(issues) >= len(measures):
            near = issues[at if len(issues) == len(measures) else 0]
            what = f"措施针对的“{_said(topic)}”，问题和别处都没有提到（{near.place}“{near.headline}”）"
            look.fault(CellText(measure.text[:60], measure.place), what)
            continue
        if _ANY.search(body) or len(re.findall(r"[\u4e00-\u9fff]", body)) < 6:
            continue
        against = [at] if len(issues) == len(measures) else list(range(len(issues)))
        if any(_shares(body, problems[one]) or runs(body) & around[one] - _COMMON for one in against):
            continue
        named = _FOR.match(measure.text)
        if named and any(_shares(named[0], problems[one]) for one in against):
            continue
        if len(measures) == 1 and len(re.split("[，；]", body)) >= _SEVERAL and runs(body) & known:
            # One paragraph of many deeds beside one of several problems: which answers which it does not say.
            continue
        if len(issues) == len(measures):
            others = [one for number, one in enumerate(problems) if number != at]
            free = all(any(_shares(_body(two.text), one) for two in measures) for one in problems)
            if free and any(_shares(body, one) for one in others):
                continue
            if _lacking(look, body):
                continue
            what = f"措施“{body[:24]}”与问题“{issues[at].headline}”（{issues[at].place}）没有关系"
            look.fault(CellText(measure.text[:60], measure.place), what)


def _lacking(look: Look, body: str) -> bool:
    """Whether a measure is against what the report found lacking elsewhere: what those asked complained of."""
    words = runs(body) - _COMMON
    return any(
        len(runs(clause) & words) >= _ALIKE
        for stretch, _ in look.dossier.stretches(("paragraph",))
        if not any(_REMEDY.search(one) for one in stretch.section)
        for clause in re.split("[。；]", stretch.text)
        if _LACK.search(clause)
    )


def _said(topic: re.Match[str]) -> str:
    """What a measure says it is against, without the words that any of them may have."""
    return re.sub(r"(?:等)?(?:的)?(?:问题|不足|情况|短板|方面)$", "", topic["against"] or topic["of"])


def _around(look: Look, problem: str) -> set[str]:
    """The pairs of characters of what else the papers say of a problem: sentences and reasons with words of it."""
    dossier = look.dossier
    words = runs(problem) - _COMMON
    texts = [
        sentence
        for stretch, _ in dossier.stretches(("paragraph",))
        if not any(_REMEDY.search(one) for one in stretch.section[-1:])
        for sentence in re.split("[。；]", stretch.text)
    ]
    texts += [line[key].text for form in dossier.forms for line in form.lines for key in ("reason", "measure")]
    near = [one for one in texts if len(runs(one) & words) >= 2]
    return set().union(*(runs(one) for one in near)) if near else set()


def _bare(text: str) -> str:
    return re.sub(r"[\d\s.,%％]+", "", text)


def _body(text: str) -> str:
    """A measure without who does it and by when."""
    bare = re.sub(r"^(?:针对|关于|对于|为解决|围绕)[^，。；]{1,30}(?:问题|不足|情况|方面)?，", "", text)
    whole = re.sub(r"(?:由)?[^，。；]{2,30}(?:负责|牵头)[，,]", "", text)
    bare = re.sub(r"(?:由)?[^，。；]{2,30}(?:负责|牵头)[，,]", "", bare)
    bare = re.sub(r"^[^，。；]{2,24}?(?=(?:于|在)?(?:20\d\d年|\d{1,2}月))", "", bare)
    bare = re.sub(r"(?:于|在)?20\d\d年[^，。；]{0,8}(?:前|底|内|起|末)", "", bare if len(bare) > 8 else whole)
    return _bare(bare).strip("，。；")


#: Single characters that any two sentences may have in common.
_LIGHT = frozenset("的了在和与对为由是不有未个年月日前后中上下大小多少部分人员工作项目问题情况进行开展完成加强提高改善")


def _shares(measure: str, problem: str) -> bool:
    """Whether a measure and a problem have a word in common, or several characters that say something."""
    if runs(measure) & runs(problem) - _COMMON:
        return True
    characters = set(re.findall(r"[\u4e00-\u9fff]", measure)) & set(re.findall(r"[\u4e00-\u9fff]", problem))
    return len(characters - _LIGHT) >= 3


@answers("measures-who")
def who(look: Look) -> None:
    """A measure says who does it and by when, where its neighbours do, or where it says nothing else."""
    _, measures = _told(look)
    if not measures:
        look.skip("没有写措施") if look.dossier.report is not None else look.lack("报告")
        return
    marks = [(bool(_WHO.search(one.text)), bool(_WHEN.search(one.text))) for one in measures]
    full = sum(who_ and when for who_, when in marks)
    for measure, (who_, when) in zip(measures, marks, strict=True):
        look.saw(f"{measure.place}“{measure.text[:16]}”{'有' if who_ or when else '没有'}责任单位和时限")
        weak = _WEAK.search(measure.text) and not re.search(r"\d", measure.text)
        neighbours = full * 2 >= len(measures) or full >= 1
        lacking = [word for word, there in (("责任单位", who_), ("完成时间", when)) if not there]
        if len(lacking) == 2 and (neighbours or (weak and len(measures) > 1 and full)):
            look.fault(CellText(measure.text[:60], measure.place), f"措施“{measure.text[:24]}”没有写责任单位和完成时间")
        elif len(lacking) == 1 and full and full + 1 >= len(measures) and weak:
            look.fault(CellText(measure.text[:60], measure.place), f"措施“{measure.text[:24]}”没有写{lacking[0]}")
