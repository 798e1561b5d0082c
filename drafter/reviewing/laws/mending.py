"""Problems and what is done about them: none told where figures are low, measures for each, last year's mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.language.numerals import chinese_value
from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import figures, reached, scored
from drafter.reviewing.paper import Paper
from drafter.reviewing.problems import Problems, ToldProblem, numbered, problems_of, runs
from drafter.reviewing.value import CellText, plain

_PROBLEM = re.compile(r"^(?!.*(?:其他|其它|需要?说明|补充)).*(?:问题|不足|困难)")
_NONE = re.compile(
    r"(?:存在的?|主要)?(?:问题|不足)(?:和不足|及原因|及不足)?[^，。；：:]{0,6}[:：为是]?\s*(?:无|暂无|没有|不存在)[。；]?$"
    r"|(?:没有|无)(?:需要?|应当|可)[^，。；]{0,6}的?问题|(?:没有|未|暂未|不)(?:发现|存在)(?:明显|突出|任何)?(?:的)?问题|^无[。；]?$|^(?:暂无|没有|无)(?:明显|突出|重大)?(?:的)?(?:问题|不足)?[。；]?$"
)
_EMPTY = ("无", "暂无", "没有", "无问题", "无不足", "不存在问题", "")
#: Words of what will be done, in the item of a problem itself.
_WILL = re.compile(
    r"措施|下一步|今后|将(?!近)|拟(?!定)|计划(?:于|在|把|将)|建议|下年度|明年|20\d\d年(?:[^，。]{0,8})(?:前|底|起)"
)
#: What was done about a problem at once stands in its item.
_DONE = re.compile(
    r"(?:已|均|全部|当即|随即|及时)(?:于[^，。；]{1,10})?[^，。；]{0,16}?(?:补正|改正|更正|整改|纠正|补齐|补办|补签|补录|补充完善|修复|追回|清退|归还|整治|约谈|责令|更换)"
)
#: What comes next, in a year that is still to come.
_NEXT = (
    r"(?:起|开始|[^，。；]{{0,14}}(?:组织|开展|举办|推行|实行"
    r"|推广|建立|修订|制定|完善|配[备齐]|增[配设加派]|加装"
    r"|更换|补[齐办签装种足]|整改|纳入|加强|落实|启动|改[为用]|优化|提前|约定|安排专))"
)
_ALL = re.compile(r"(?:上述|以上|各项|这些|所列)(?:存在的?)?(?:问题|不足)")
_MENDING = re.compile(r"整改|上年|去年|上一年度|针对|反馈|指出|通知")
_WHOLE = re.compile(
    r"(?:问题|事项)[^，。；]{0,10}(?:均|全部|都)(?:已)?(?:按要求|按期|按时)?(?:整改|完成|落实)|整改(?:完成)?率(?:为|达到?)?100%"
)
_RECTIFYING = re.compile(r"整改(?:情况|落实|工作)?[^，。]{0,8}(?:报告|汇报|说明)")
#: Pairs of characters that a sentence on what was mended has in common with what a problem tells at length.
_DETAIL = 4
_COUNTED = re.compile(r"(?<![\d.])(\d[\d,]*|[一二两三四五六七八九十百]+)(?![月日年号是条])([\u4e00-\u9fff])")
_SHARE, _HALF = Decimal("0.5"), Decimal("0.34")


@answers("no-problems")
def no_problems(look: Look) -> None:
    dossier = look.dossier
    told = _told(look)
    said: CellText | None = None
    problems = told.told or bool(told.problems)
    for stretch, place in dossier.stretches():
        section = stretch.section[-1] if stretch.section else ""
        if stretch.kind == "heading":
            if _PROBLEM.search(stretch.text) and re.search(r"[:：]\s*(?:暂?无|没有)[。；]?$|（无）$", stretch.text):
                said = said or CellText(stretch.text, place)
            continue
        if _PROBLEM.search(section):
            if _NONE.search(stretch.text) and len(stretch.text) < 60 and not re.search("上年|去年|整改", section):
                said = said or CellText(stretch.text, place)
        elif re.search(r"(?:存在|主要)(?:的)?(?:问题|不足)", stretch.text):
            problems = True
            if (match := _NONE.search(stretch.text)) and not re.search(r"但|仍|还有", stretch.text[match.end() :]):
                said = said or CellText(match[0], place)
    measures = [CellText(one.text[:30], one.place) for one in told.measures if len(one.text) > 8]
    measures = [one for one in measures if not _NONE.search(one.text)]
    for form in dossier.forms:
        cell = form.labels.get("form.issues")
        if cell:
            problems = True
            if cell.said.strip("。") in _EMPTY:
                said = said or cell
        remedies = form.labels.get("form.remedies")
        if remedies and remedies.said.strip("。") not in _EMPTY:
            measures.append(remedies)
    if said is None:
        (look.saw if problems else look.lack)("写了存在的问题" if problems else "存在问题的内容")
        return
    look.saw(f"{said.place}“{said.text[:12]}”")
    own = said.place.rpartition(" ")[0]
    if any(one.place.startswith(own) for one in measures):
        # Of several reports each has measures of its own.
        measures = [one for one in measures if one.place.startswith(own)]
    low = _low(look)
    against = [f"而{low}"] if low else []
    against += [f"却写了措施：“{measures[0].text}”（{measures[0].place}）"] if measures else []
    if against:
        look.fault(said, f"写没有问题，{'，'.join(against)}")


def _told(look: Look) -> Problems:
    return problems_of(look.dossier.stretches())


def _low(look: Look) -> str:
    """Figures that no unit without problems has: a rate, a score, results under their targets."""
    rate = look.dossier.rate
    if rate is not None and rate < 90:
        return f"执行率只有{rate:.2f}%"
    score = look.dossier.score.number
    if score is not None and score < 80:
        return f"自评只有{plain(score)}分"
    form = look.dossier.form
    short = []
    for line, weight, mark in scored(form) if form else ():
        pair = figures(line)
        missed = pair is not None and bool(pair.direction) and not reached(pair)
        if mark < weight and (missed or mark <= weight * Decimal("0.8")):
            short.append(f"“{line.name}”只得{plain(mark)}分（分值{plain(weight)}，{line['score'].place}）")
    if short:
        return f"指标{'、'.join(short[:3])}" + (f"等{len(short)}个" if len(short) > 3 else "")
    return ""


@answers("measures")
def measures(look: Look) -> None:
    """Each problem has a measure: in its own words, or one of the measures that are told together."""
    if look.dossier.reports and all(rectifying(paper) for paper in look.dossier.reports):
        look.skip("整改报告写的是整改情况，不写改进措施")
        return
    told = _told(look)
    forms = [form for form in look.dossier.forms if form.labels.get("form.issues")]
    issues = [item for item in told.problems if not _NONE.search(item.text)]
    if not issues:
        if told.told or any(form.labels["form.issues"].said.strip("。") in _EMPTY for form in forms):
            look.skip("没有写问题")
        elif forms:
            _in_forms(look)
        else:
            look.lack("存在问题的内容")
        return
    year = f"{look.dossier.year + 1}年"
    coming = re.compile(rf"{year}{_NEXT}|(?:商定|约定|定于|议定|落实|力争|确保|争取)[^，。；]{{0,8}}{year}")
    answered = [one for one in issues if one.measure or _WILL.search(one.text) or _DONE.search(one.text)]
    open_ = [one for one in issues if one not in answered and not coming.search(one.text)]
    look.saw(f"{len(issues)}个问题、{len(told.measures) or len(issues) - len(open_)}条措施")
    if any(_ALL.search(one.text) for one in told.measures):
        return
    remedies = any(form.labels.get("form.remedies") for form in look.dossier.forms)
    if not told.measures:
        for item in open_ if not remedies else ():
            look.fault(CellText(item.text[:40], item.place), f"问题“{item.headline}”没有写改进措施")
        return
    for item in _left(open_, told.measures):
        what = f"问题“{item.headline}”没有对应的改进措施：列了{len(issues)}个问题，措施只有{len(told.measures)}条"
        look.fault(CellText(item.text[:40], item.place), what)


def rectifying(paper: Paper) -> bool:
    """Whether a report tells what became of problems that another office found."""
    return paper.page is not None and bool(_RECTIFYING.search(paper.page.reading.title.text))


def _in_forms(look: Look) -> None:
    """A form tells problems and measures in a cell each."""
    for form in look.dossier.forms:
        issue, remedy = form.labels.get("form.issues", CellText()), form.labels.get("form.remedies", CellText())
        if not issue:
            continue
        look.saw(f"{issue.place}存在问题")
        if "form.remedies" in form.labels and remedy.said.strip("。") in _EMPTY and not _WILL.search(issue.text):
            look.fault(issue, "写了存在问题，没有写改进措施")


def _left(items: Sequence[ToldProblem], measures: Sequence[ToldProblem]) -> list[ToldProblem]:
    """The problems that no measure is left for, when the measures are fewer: each measure goes to the problem that it
    shares most words with."""
    if len(measures) >= len(items):
        return []
    said = [runs(one.text) for one in measures]
    pairs = sorted(
        (
            (len(runs(item.text) & words), -at, -number)
            for at, item in enumerate(items)
            for number, words in enumerate(said)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    best: dict[int, int] = {}
    for shared, at, number in pairs:
        if shared and -at not in taken.values() and -number not in taken:
            taken[-number], best[-number] = -at, shared
    left = []
    for at, item in enumerate(items):
        if at in taken.values():
            continue
        # A measure may be against two problems: then it shares its words with both.
        near = max((len(runs(item.text) & words) for words in said), default=0)
        if near * 2 <= max(best.values(), default=1):
            left.append(item)
    # Where the words tell nothing, the numbers still tell how many are left over.
    near_ = [max((len(runs(item.text) & words) for words in said), default=0) for item in left]
    order = sorted(range(len(left)), key=lambda at: (near_[at], -at))
    kept = set(order[: len(items) - len(measures)])
    return [item for at, item in enumerate(left) if at in kept]


@answers("rectified")
def rectified(look: Look) -> None:
    """Each problem that last year or a notice left is told of in this year's report."""
    dossier = look.dossier
    if dossier.report is None:
        look.lack("今年的报告")
        return
    asked: list[ToldProblem] = []
    for letter in dossier.letters("整改通知"):
        asked += list(numbered(dossier.stretches_of(letter)))
    promised: dict[str, str] = {}
    if not asked and dossier.last is not None:
        left = problems_of(dossier.stretches_of(dossier.last))
        asked = [one for one in left.problems if not _NONE.search(one.text)]
        if len(left.measures) == len(left.problems):
            promised = {one.text: measure.text for one, measure in zip(left.problems, left.measures, strict=True)}
    if not asked:
        look.skip("上年的材料没有写问题")
        return
    texts = [(stretch.text, place) for stretch, place in dossier.stretches()]
    mended = next(
        ((text, place) for text, place in texts if re.search("整改", text) and _MENDING.search(text)), None
    ) or next(((text, place) for text, place in texts if "整改" in text), None)
    whole = any(_WHOLE.search(text) for text, _ in texts)
    said = [(runs(text), bool(_MENDING.search(text))) for text, _ in texts]
    around = set().union(*(words for words, mending in said if mending)) if said else set()
    mending_ = [part for text, _ in texts if _MENDING.search(text) for part in re.split("[。；]", text)]
    sentences = [(runs(part), _counts(part)) for part in mending_]
    for item in asked:
        words = runs(item.headline)
        if not words:
            continue
        share = max((Decimal(len(words & one)) / len(words) for one, _ in said), default=Decimal(0))
        near = Decimal(len(words & around)) / len(words)
        look.saw(f"{item.place}“{item.headline[:20]}”")
        if share >= _SHARE or near > _HALF or whole:
            continue
        # 备案资料缺失。2批设备没有留存出厂检验单: told by what was lacking, not by its headline.
        detail = runs(item.text)
        if any(len(detail & one) >= _DETAIL for one, _ in sentences):
            continue
        # 11个系统缺少文档, and 11个系统全部补齐文档: the same count of the same, as the problem or its measure told it.
        told_ = f"{item.text}。{item.measure}。{promised.get(item.text, '')}"
        if any(_counts(told_) & counts and len(runs(told_) & one) >= 2 for one, counts in sentences):
            continue
        where = CellText(mended[0][:40], mended[1]) if mended else CellText(texts[0][0][:40], texts[0][1])
        look.fault(where, f"上年的问题“{item.headline}”（{item.place}）报告没有写整改情况")


def _counts(text: str) -> set[tuple[int, str]]:
    """The counts of a text with what is counted: 11个, 三所."""
    return {
        (int(one[1].replace(",", "")) if one[1][0].isdigit() else chinese_value(one[1]), one[2])
        for one in _COUNTED.finditer(text)
    }
