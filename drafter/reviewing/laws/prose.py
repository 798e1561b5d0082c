"""What a report says of itself: its contents, its words for the unit, problems that are none, samples, denominators."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.report.tree import Heading
from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import scored
from drafter.reviewing.value import Cell, plain

_CONTENTS = re.compile(r"^目\s*录$")
_ENTRY = re.compile(r"^(?P<title>.{2,50}?)[.…·\s\t—_-]*(?P<page>\d{1,3})$")
_BUDGETS = re.compile(r"年初预算|调整预算|调整后预算|调整后的预算|全年预算|预算调整数|追加|调减|年中调整")
_DONE = re.compile(
    r"完成(?:了)?(?:年度|部门|本年)?(?P<which>年初|调整(?:后)?|全年)?(?:的)?预算(?:数)?[^，。；]{0,8}?的?\s*\d+(?:\.\d+)?[%％]"
    r"|(?P<which2>年初|调整(?:后)?|全年)?预算完成率[^，。；\d]{0,6}\d+(?:\.\d+)?[%％]"
)
_NONE = re.compile(
    r"(?:存在的?|主要)?(?:问题|不足)(?:和不足|及原因|及不足)?[^，。；：:]{0,6}[:：为是]?\s*(?:无|暂无|没有|不存在)[。；]?$"
    r"|(?:没有|未|暂未|不)(?:发现|存在)(?:明显|突出|任何)?(?:的)?问题|^无[。；]?$|^(?:暂无|没有)(?:问题)?[。]?$"
)
_PROBLEM = re.compile(r"问题|不足|困难")
_MEASURE = re.compile(r"措施|建议|打算|改进|整改|下一步")
_SAMPLE = re.compile(
    r"(?:抽样|抽取|随机|问卷|访谈|走访|电话)[^。；]{0,30}?(?P<people>\d[\d,]*)\s*(?P<unit>人|名|位|户|份|个(?:对象|样本))|"
    r"(?:发放|回收|收回|有效)[^。；\d]{0,8}(?:问卷|调查表)[^。；\d]{0,6}(?P<sheets>\d[\d,]*)\s*份"
)
_SATISFIED = re.compile(r"满意")
_MONEY = re.compile(r"\d[\d,.]*\s*(?:亿|万)?元")
_CUMULATIVE = re.compile(r"累计|截至目前|自.{0,12}以来|项目实施以来|[三五两2-5]年来|历年")
_ANNUAL = re.compile(r"年度|当年|本年|全年|资金|预算执行|支出情况")


@answers("contents")
def contents(look: Look) -> None:
    """Entries of a table of contents against the headings behind it."""
    for paper in look.dossier.reports:
        assert paper.page is not None
        source = paper.page.reading.source
        lines = source.text.split("\n")
        at = next((n for n, line in enumerate(lines[:200]) if _CONTENTS.match(line.strip())), -1)
        entries: list[tuple[int, str]] = []
        for number, line in enumerate(lines[at + 1 : at + 120], at + 2) if at >= 0 else ():
            if not line.strip():
                continue
            match = _ENTRY.match(line.strip())
            if match is None:
                break
            entries.append((number, _bare(match["title"])))
        if not entries:
            continue
        behind = {_bare(line) for line in lines[entries[-1][0] :] if len(line) < 80}
        headings = {_bare(block.text) for block in paper.page.reading.draft.blocks if isinstance(block, Heading)}
        look.saw(f"目录{len(entries)}项")
        for number, title in entries:
            if title not in behind | headings:
                place = f"{_name(paper.file)} 第{number}{source.unit}"
                look.fault(Cell(title, place), f"目录里的“{title}”正文里没有这个标题")
    if not look.seen:
        look.skip("报告没有目录（或目录是自动生成的，不在正文里）")


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text).strip(".…·—_")


@answers("department-unit")
def department(look: Look) -> None:
    """本部门 and 本单位 of one report."""
    found: dict[str, list[str]] = {}
    for stretch, place in look.dossier.stretches():
        for match in re.finditer(r"[本我](部门|单位)(?!预算|决算|整体|所属|职责)", stretch.text):
            found.setdefault(match[0], []).append(place)
    if not found:
        look.skip("报告没有用“本部门”“本单位”自称")
        return
    look.saw("、".join(f"“{word}”{len(places)}处" for word, places in found.items()))
    kinds = {word[-2:] for word in found}
    if len(kinds) > 1:
        few = min(found, key=lambda word: len(found[word]))
        others = "、".join(f"“{word}”{len(places)}处" for word, places in found.items() if word != few)
        look.fault(Cell(few, found[few][0]), f"“{few}”与{others}混用")


@answers("denominator")
def denominator(look: Look) -> None:
    """完成预算的92% where the report tells more than one budget."""
    told = {match[0] for stretch, _ in look.dossier.stretches() for match in _BUDGETS.finditer(stretch.text)}
    several = bool(told & {"年初预算"}) and bool(told - {"年初预算"})
    for stretch, place in look.dossier.stretches(("paragraph",)):
        for match in _DONE.finditer(stretch.text):
            look.saw(f"{place}“{match[0]}”")
            if several and not match["which"] and not match["which2"]:
                look.fault(Cell(match[0], place), f"“{match[0]}”没有写明是年初预算还是调整后预算的")
    if not look.seen:
        look.skip("报告没有写完成预算的百分比")


@answers("annual-money")
def annual(look: Look) -> None:
    """A paragraph under an annual heading whose only money is cumulative or last year's."""
    year = look.dossier.year
    for stretch, place in look.dossier.stretches(("paragraph",)):
        amounts = list(_MONEY.finditer(stretch.text))
        section = stretch.section[-1] if stretch.section else ""
        if not amounts or not _ANNUAL.search(section):
            continue
        look.saw(f"{place}{amounts[0][0]}")
        kinds = [_kind(stretch.text, match.start(), year) for match in amounts]
        if all(kinds) and not re.search(r"上年|历史|以前|累计|总体|背景|概况", section):
            look.fault(
                Cell(amounts[0][0], place), f"“{section}”下面只有{kinds[0]}数，没有当年的金额", quote=stretch.text[:40]
            )


def _kind(text: str, at: int, year: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。；")
    before = text[start + 1 : at]
    if _CUMULATIVE.search(before):
        return "累计"
    if re.search(r"上年|去年", before) or (year and f"{year - 1}年" in before and f"{year}年" not in before):
        return "上年"
    return ""


@answers("sample")
def sample(look: Look) -> None:
    least = look.setting("least")
    texts = [(stretch.text, place) for stretch, place in look.dossier.stretches(("paragraph", "cell"))]
    form = look.dossier.form
    for line in form.lines if form else ():
        if "满意" in line.name:
            texts += [
                (line[key].text, line[key].place)
                for key in ("description", "reason", "remark", "evidence")
                if line[key]
            ]
    asked = any(_SATISFIED.search(text) for text, _ in texts) or any(
        "满意" in line.name for line in (form.lines if form else ())
    )
    for text, place in texts:
        for match in _SAMPLE.finditer(text):
            near = text[max(0, match.start() - 60) : match.end() + 60]
            if not _SATISFIED.search(near) and not re.search(r"问卷|调查", near):
                continue
            many = int((match["people"] or match["sheets"]).replace(",", ""))
            look.saw(f"{place}“{match[0][:20]}”")
            if many < least:
                look.fault(Cell(match[0], place), f"满意度调查只有{many}{match['unit'] or '份'}，少于{least}，难以代表")
    if not look.seen:
        if asked:
            look.lack("满意度怎样调查、调查了多少人")
        else:
            look.skip("没有满意度")


@answers("no-problems")
def no_problems(look: Look) -> None:
    dossier = look.dossier
    said: Cell | None = None
    measures: list[Cell] = []
    problems = False
    for stretch, place in dossier.stretches():
        section = stretch.section[-1] if stretch.section else ""
        if stretch.kind == "heading":
            if _PROBLEM.search(stretch.text) and re.search(r"[:：]\s*无$|（无）$", stretch.text):
                said = said or Cell(stretch.text, place)
            continue
        if _PROBLEM.search(section) and not _MEASURE.search(section):
            problems = True
            if _NONE.search(stretch.text) and len(stretch.text) < 60:
                said = said or Cell(stretch.text, place)
        elif re.search(r"(?:存在|主要)(?:的)?(?:问题|不足)", stretch.text):
            problems = True
            if (match := _NONE.search(stretch.text)) and not re.search(r"但|仍|还有", stretch.text[match.end() :]):
                said = said or Cell(match[0], place)
        if _MEASURE.search(section) and len(stretch.text) > 8 and not _NONE.search(stretch.text):
            measures.append(Cell(stretch.text[:30], place))
    for form in dossier.forms:
        cell = form.labels.get("form.problems")
        if cell:
            problems = True
            if cell.said.strip("。") in ("无", "暂无", "没有", "无问题"):
                said = said or cell
        told = form.labels.get("form.measures")
        if told and told.said.strip("。") not in ("无", "暂无", "没有", ""):
            measures.append(told)
    if said is None:
        (look.saw if problems else look.lack)("写了存在的问题" if problems else "存在问题的内容")
        return
    look.saw(f"{said.place}“{said.text[:12]}”")
    low = _low(look)
    if low:
        look.fault(said, f"写没有问题，而{low}")
    elif measures:
        look.fault(said, f"写没有问题，却写了措施：“{measures[0].text}”（{measures[0].place}）")


def _low(look: Look) -> str:
    """A figure that no unit without problems has."""
    rate = look.dossier.rate
    if rate is not None and rate < 90:
        return f"执行率只有{rate:.2f}%"
    score = look.dossier.score.number
    if score is not None and score < 80:
        return f"自评只有{plain(score)}分"
    form = look.dossier.form
    short = (
        [(line, weight, mark) for line, weight, mark in scored(form) if mark < weight * Decimal("0.8")] if form else []
    )
    if short:
        line, weight, mark = short[0]
        return f"指标“{line.name}”只得{plain(mark)}分（分值{plain(weight)}）"
    return ""


def _name(file: str) -> str:
    import os

    return os.path.basename(file)  # noqa: PTH119
