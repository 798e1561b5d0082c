"""What a report says of itself: its contents, its words for the unit, samples, denominators."""

from __future__ import annotations

import re

from drafter.report.tree import Heading
from drafter.reviewing.answer import Look
from drafter.reviewing.contents import bare, entries_of, plain
from drafter.reviewing.laws import answers
from drafter.reviewing.value import CellText

_BUDGETS = re.compile(r"年初预算|调整预算|调整后预算|调整后的预算|全年预算|预算调整数|追加|调减|年中调整")
_DONE = re.compile(
    r"完成(?:了)?(?:年度|部门|本年)?(?P<which>年初|调整(?:后)?|全年)?(?:的)?预算(?:数)?[^，。；]{0,8}?的?\s*\d+(?:\.\d+)?[%％]"
    r"|(?:执行数|支出数?|实际支出)[^，。；\d]{0,4}占(?P<which3>年初|调整(?:后)?|全年)?(?:的)?(?:全年)?预算(?:数)?[^，。；\d]{0,4}\d+(?:\.\d+)?[%％]"
    r"|(?<=[，,])占(?P<which4>年初|调整(?:后)?|全年)?(?:的)?(?:全年)?预算(?:数)?[^，。；\d]{0,4}\d+(?:\.\d+)?[%％]"
    r"|(?:以|按)(?P<which5>年初|调整(?:后)?|全年)(?:的)?(?:全年)?预算[^。；\d]{0,12}执行率[^，。；\d]{0,4}\d+(?:\.\d+)?[%％]"
    r"|(?P<which2>年初|调整(?:后)?|全年)?预算完成率[^，。；\d]{0,6}\d+(?:\.\d+)?[%％]"
)
_SAMPLE = re.compile(
    r"(?:对|邀?请|组织|听取)(?P<people2>\d[\d,]*)\s*(?P<unit2>人|名|位|户|家)[^，。；]{0,16}?(?:回访|访谈|访问|调查|走访|测评|座谈|评议|打分|意见)|"
    r"(?:抽样|抽取|随机|问卷|访谈|访问|询问|走访|电话|入户|调查|回访)[^。；]{0,30}?(?P<people>\d[\d,]*)\s*(?P<unit>人|名|位|户|份|个(?:对象|样本))|"
    r"(?:收到|收集|参与|有效)[^，。；\d]{0,6}(?:评价|评分|反馈|投票|打分)[^，。；\d]{0,4}(?P<votes>\d[\d,]*)\s*(?:条|次|份|个|票|人次|人)|"
    r"(?:发放|回收|收回|有效)[^。；\d]{0,8}(?:问卷|调查表|测评表|评议表|意见表|评价表|[\u4e00-\u9fff]{1,3}[卡票])[^。；\d]{0,6}(?P<sheets>\d[\d,]*)\s*[份张]"
)
_SATISFIED = re.compile(r"满意")
#: 用餐老年人满意度95%; 满意462份.
_CONTENT = re.compile(r"[^，。；、]{0,16}满意(?:度|率)[^，。；\d]{0,10}\d+(?:\.\d+)?\s*[%％]")
#: Who was asked what they know, or whether things are right, was not asked how content they are.
_KNOWING = re.compile(r"知晓|知道|核实|核查|合格|准确|抽查|质量|普及")
_ASKED = re.compile(
    r"满意(?:的)?(?:为|有|共)?\s*\d+\s*(?:人|户|份|张|家|名|位|条|票|例)|\d+\s*(?:人|户|份|张|家|名|位|条|票)[^，。；]{0,6}满意"
)
#: 调查对象为全部服务对象，共1200名: who may be asked, and not who was.
_ASKED_OF = re.compile(r"(?:调查|问卷|访谈|走访|回访|测评)(?:的)?(?:对象|范围|总体)(?![^。；]*(?:抽|随机))")
#: Who asks everybody has no sample.
_EVERY = re.compile(
    r"全部(?:参加|参与|接受)|逐个|每[个家户所][^，。]{0,6}(?:均|都)|全覆盖|普查|逐户|逐一|全员|全体|全部(?:对象|服务对象|受益)"
)
_MONEY = re.compile(r"\d[\d,.]*\s*(?:亿|万)?元")
#: A heading that its paragraph follows on the same line.
_RUN_IN = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．])\s*"
    r"(?P<heading>[^。，；：\d]{0,4}(?:20\d\d年度?)?[^。，；：\d]{2,20})[。：]"
)
_CUMULATIVE = re.compile(
    r"累计|20\d\d年?(?:至|到|-|—|～|~)(?:20\d\d年|今)|截至目前|(?<![今本]年)(?<!年初)(?<!\d月份)(?<!\d月)以来|[三五两2-5]年来|历年"
)
_PRIOR = re.compile(r"上年|去年|往年")
_ANNUAL = re.compile(r"年度|当年|本年|全年|资金|预算执行|支出情况")


@answers("contents")
def contents(look: Look) -> None:
    """Entries of a table of contents against the headings behind it."""
    for paper in look.dossier.reports:
        assert paper.page is not None
        source = paper.page.reading.source
        lines = source.text.split("\n")
        entries, paged = entries_of(lines)
        if not entries:
            continue
        behind = {bare(plain(line)) for line in lines[entries[-1][0] :] if len(line) < 80}
        # Entries without pages look like headings themselves.
        blocks = paper.page.reading.draft.blocks if paged else ()
        headings = {bare(block.text) for block in blocks if isinstance(block, Heading)}
        look.saw(f"目录{len(entries)}项")
        for number, title in entries:
            if title not in behind | headings:
                place = f"{_name(paper.file)} 第{number}{source.unit}"
                look.fault(CellText(title, place), f"目录里的“{title}”正文里没有这个标题")
    if not look.seen:
        look.skip("报告没有目录（或目录是自动生成的，不在正文里）")


@answers("department-unit")
def department(look: Look) -> None:
    """本部门 and 本单位 of one report."""
    found: dict[str, list[str]] = {}
    for stretch, place in look.dossier.stretches():
        for match in re.finditer(r"[本我](部门|单位)(?!预算|决算|整体|所属|职责)", stretch.text):
            found.setdefault(match[0], []).append(place)
    _whole_house(look)
    if not found:
        if not look.seen:
            look.skip("报告没有用“本部门”“本单位”自称")
        return
    look.saw("、".join(f"“{word}”{len(places)}处" for word, places in found.items()))
    kinds = {word[-2:] for word in found}
    if len(kinds) > 1:
        few = min(found, key=lambda word: len(found[word]))
        others = "、".join(f"“{word}”{len(places)}处" for word, places in found.items() if word != few)
        look.fault(CellText(few, found[few][0]), f"“{few}”与{others}混用")


def _whole_house(look: Look) -> None:
    """部门整体支出 in the title, and 单位整体支出, 本单位决算 for the same in the text; or the other way about."""
    for paper in look.dossier.reports:
        title = paper.page.reading.title.text if paper.page else ""
        match = re.search(r"(?<![)）])(部门|单位)整体(?:支出|绩效)", title)
        if match is None:
            continue
        other = "单位" if match[1] == "部门" else "部门"
        said = re.compile(
            rf"(?:^|(?<![\u4e00-\u9fff（(《])|(?<=[本我]))(?P<words>[本我]?{other}(?:20\d\d年度?)?整体(?:支出|绩效)|(?<=[本我]){other}(?:20\d\d年度?)?(?:预算|决算)(?!单位))"
        )
        look.saw(f"题目写“{match[0]}”")
        places = [
            (one["words"], place)
            for stretch, place in look.dossier.stretches_of(paper)
            for one in said.finditer(stretch.text.replace(f"《{title}》", ""))
        ]
        if places:
            many = f"等{len(places)}处" if len(places) > 1 else ""
            look.fault(CellText(*places[0]), f"题目写的是“{match[0]}”，这里写“{places[0][0]}”{many}，部门和单位混用")


@answers("denominator")
def denominator(look: Look) -> None:
    """完成预算的92% where the report tells more than one budget."""
    told = {match[0] for stretch, _ in look.dossier.stretches() for match in _BUDGETS.finditer(stretch.text)}
    several = bool(told & {"年初预算"}) and bool(told - {"年初预算"})
    for stretch, place in look.dossier.stretches(("paragraph",)):
        for match in _DONE.finditer(stretch.text):
            look.saw(f"{place}“{match[0]}”")
            if several and not any(match[name] for name in ("which", "which2", "which3", "which4", "which5")):
                look.fault(CellText(match[0], place), f"“{match[0]}”没有写明是年初预算还是调整后预算的")
    if not look.seen:
        look.skip("报告没有写完成预算的百分比")


@answers("annual-money")
def annual(look: Look) -> None:
    """What stands under an annual heading (or one run in: （二）2024年度资金使用情况。) tells only money that is
    cumulative or last year's."""
    year = look.dossier.year
    groups: dict[tuple[tuple[str, ...], str], list[tuple[str, CellText, str]]] = {}
    run_in = ""
    section: tuple[str, ...] = ("",)
    for stretch, place in look.dossier.stretches(("paragraph",)):
        if stretch.section != section:
            run_in, section = "", stretch.section
        if match := _RUN_IN.match(stretch.text):
            run_in = match["heading"]
        title = run_in or (stretch.section[-1] if stretch.section else "")
        for match in _MONEY.finditer(stretch.text):
            kind = _kind(stretch.text, match.start(), year)
            said = CellText(stretch.text[:40], place)
            groups.setdefault((stretch.section, title), []).append((kind, said, match[0]))
    for (_, title), amounts in groups.items():
        if not _ANNUAL.search(title) or re.search(r"上年|历史|以前|累计|总体|背景|概况", title):
            continue
        look.saw(f"{amounts[0][1].place} {amounts[0][2]}")
        if all(kind for kind, _, _ in amounts):
            kind, cell, money = amounts[0]
            look.fault(cell, f"“{title}”下面只有{kind}数（{money}），没有当年的金额")


def _kind(text: str, at: int, year: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。；")
    before = text[start + 1 : at]
    # 三年累计投入860万元，其中2024年投入96万元: what is told last counts.
    own = max(
        (match.end() for match in re.finditer(rf"当年|本年度?|今年{f'|{year}年' if year else ''}", before)), default=-1
    )
    other = max((match.end() for match in (*_CUMULATIVE.finditer(before), *_PRIOR.finditer(before))), default=-1)
    if own > other >= 0:
        return ""
    if _CUMULATIVE.search(before):
        return "累计"
    if re.search(r"上年|去年", before) or (year and f"{year - 1}年" in before and f"{year}年" not in before):
        return "上年"
    return ""


def _counted(before: str, many: int) -> bool:
    """Whether all there are were asked: 全县共12家，走访12家."""
    return bool(
        re.search(rf"(?:共|共有|总共|仅有?|全部|现有|合计)\s*{many}\s*(?:个|家|户|人|名|所|村|位)", before[-60:])
    )


@answers("sample")
def sample(look: Look) -> None:
    least = look.setting("least")
    # 满意度调查小结 over all of it: each sample below is of that.
    texts = [
        (stretch.text, place, f"{paper.page.reading.title.text if paper.page else ''} {' '.join(stretch.section)}")
        for paper in look.dossier.reports
        for stretch, place in look.dossier.stretches_of(paper, ("paragraph", "cell"))
    ]
    form = look.dossier.form
    for line in form.lines if form else ():
        if "满意" in line.name:
            texts += [
                (line[key].text, line[key].place, "")
                for key in ("description", "reason", "remark", "evidence")
                if line[key]
            ]
    asked = any(_SATISFIED.search(text) for text, _, _ in texts) or any(
        "满意" in line.name for line in (form.lines if form else ())
    )
    for text, place, about in texts:
        for match in _SAMPLE.finditer(text):
            near = text[max(0, match.start() - 60) : match.end() + 60]
            if _ASKED_OF.match(match[0]):
                continue
            if (
                not _SATISFIED.search(about)
                and not _SATISFIED.search(near)
                and (not re.search(r"问卷|调查", near) or _KNOWING.search(near))
            ):
                continue
            many = int((match["people"] or match["sheets"] or match["people2"] or match["votes"]).replace(",", ""))
            if match["people"] and re.search(r"满意的?(?:为|有|共)?$", match[0][: match[0].rfind(match["people"])]):
                # How many of those asked were content.
                continue
            if _EVERY.search(near) or _counted(text[: match.end()], many):
                look.saw(f"{place}“{match[0][:20]}”是全部对象")
                continue
            look.saw(f"{place}“{match[0][:20]}”")
            if many < least:
                unit = match["unit"] or match["unit2"] or ("条" if match["votes"] else "份")
                look.fault(CellText(match[0], place), f"满意度调查只有{many}{unit}，少于{least}，难以代表")
    if not look.seen:
        unasked = _unasked(look, re.compile(look.setting("ways")))
        if unasked is not None:
            look.fault(unasked, "写了满意度，没有写怎样调查、调查了多少人")
        elif asked:
            look.lack("满意度怎样调查、调查了多少人")
        else:
            look.skip("没有满意度")


def _unasked(look: Look, ways: re.Pattern[str]) -> CellText | None:
    """Where a report tells how content people are, and nowhere in it how that was found out."""
    form = look.dossier.form
    rows = [line for line in form.lines if "满意" in line.name] if form else []
    if any(ways.search(line[key].text) for line in rows for key in ("description", "reason", "remark", "evidence")):
        return None
    told: CellText | None = None
    for stretch, place in look.dossier.stretches(("paragraph",)):
        for sentence in re.split("[。；]", stretch.text):
            if not _SATISFIED.search(sentence):
                continue
            if ways.search(sentence) or _ASKED.search(sentence):
                return None
            if (match := _CONTENT.search(sentence)) and told is None:
                told = CellText(match[0], place)
        if _SATISFIED.search(stretch.text) and ways.search(stretch.text):
            return None
    return told


def _name(file: str) -> str:
    import os

    return os.path.basename(file)  # noqa: PTH119
