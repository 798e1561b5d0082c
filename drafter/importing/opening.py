"""The lines that notes open with: who writes, for which year, what kind of report, to whom.

某某县教育局  2024年度  要交：项目支出绩效自评报告（文中简称“县教育局”） names the unit and its short name;
a title does too.

Limits: only names that end as offices do are taken for offices, and only at the top of the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.importing.dates import short_year
from drafter.importing.proposal import Proposal
from drafter.language.marks import brackets, fold

_ENDS = (
    *("人民政府", "街道办事处", "管理委员会", "委员会", "联合会", "办公室", "人民法院", "人民检察院", "管理局"),
    *("监督管理局", "总队", "支队", "大队", "服务中心", "管理中心", "中心", "研究院", "学院", "学校", "医院", "图书馆"),
    *(
        "党组",
        "党委",
        "党工委",
        "联合社",
        "供销合作社",
        "管理处",
        "管理所",
        "办事处",
        "文化馆",
        "博物馆",
        "档案馆",
        "总工会",
        "工商联",
        "供销社",
        "局",
        "厅",
    ),
)
#: An office by how its name ends.
OFFICE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,24}}?(?:{'|'.join(_ENDS)})(?:[\u4e00-\u9fff]{{0,2}}?(?:{'|'.join(_ENDS)}))*)(?![\u4e00-\u9fff]{{0,2}}(?:考核|评为))"
)
_SHORT = re.compile(
    r"(?:以下|文中|行文|下文|下)?(?P<how>简称|自称|下称|称)(?:为)?[：:]?[“\"‘]?(?P<name>[^，。；、（）()“”\"’]{2,12})[”\"’]?"
)
#: Whom a letter goes to.
TO = re.compile(
    r"(?:报送|呈报|报给|主送|抬头(?:是|写|给)*|报|给|送|回复?(?=[省市县区州]))(?P<to>[\u4e00-\u9fff]{2,24}(?:办公室|委员会|局|厅|政府|纪委|巡察办|督查室))"
)
#: 某某县城市管理局（县城管局）: a shorter name in the bracket behind an office.
AFTER = re.compile(
    r"(?<=[局委办厅府会院校馆组社处所心团司])（(?P<name>[\u4e00-\u9fff]{2,8}(?:局|委|办|厅|府|会|院|校|馆|社|组|处|所|中心|集团|公司|镇|乡))）"
)
#: An office that is named with its place.
PLACED = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:省|市|县|区|州|旗|盟|镇|乡|街道)[\u4e00-\u9fff]+")
#: A township by its place.
TOWN = re.compile(r"[\u4e00-\u9fff]{1,12}(?:镇|乡|街道)")
#: A line that says what the notes are.
_ABOUT_ITSELF = re.compile(
    r"(?:报告|总结|材料|资料|素材|底稿|底子|草稿|汇总|要用的|东西|情况|自评)[^，。；]{0,6}(?:[（(].{0,40}[）)])?$|^[【\[].{2,16}[】\]]"
)
_PROJECT = re.compile(
    r"(?:——+|--+)[ \u3000]*(?P<name>[^，。；：]{4,60}(?:项目|工程|资金|补助|经费|计划|行动|建设|改造))[ \u3000。]*$"
)
#: What stands before the name of a unit: 我院全称, 单位是.
LEAD_OF_UNIT = re.compile(
    r"^(?:(?:单位|我们|我单位|本单位|填报单位|部门|我[局院馆校委办镇乡站所队])(?:的)?(?:单位)?(?:全称|名称|全名)?"
    r"|(?:单位)?全称)[是为叫：: ]*"
)


def read_opening(text: str, proposal: Proposal, genre: str) -> bool:
    """Read a line at the top of the notes; False where it names nobody."""
    folded = fold(text)
    named = _PROJECT.search(folded)
    if genre == "project-self-evaluation" and named is not None and OFFICE.search(folded[: named.start()]):
        # 某某县教育局——农村学校改善项目: the unit, and behind the dash its project.
        proposal.put("project.name", text[named.start("name") : named.end("name")].strip(), text)
        text = text[: named.start()]
        folded = fold(text)
    called = _SHORT.search(folded)
    bare = folded
    if genre == "rectification" and (addressed := TO.search(folded)) is not None:
        proposal.put("letter.to", addressed["to"], text)
        bare = folded[: addressed.start()] + "　" * len(addressed[0]) + folded[addressed.end() :]
    if called is None and (short := AFTER.search(bare)) is not None:
        called = short
    best = ""
    for match in OFFICE.finditer(bare):
        name = LEAD_OF_UNIT.sub("", match[0])
        if re.match("[请找让跟向问](?![\u4e00-\u9fff]{0,1}[镇乡村])", name):
            # 我们请县司法局看过: whom they asked, not who writes.
            continue
        if called is None or match.end() <= called.start():
            best = best or name
            if called is not None and called.start() - match.end() <= 3:
                best = name
    behind = folded[called.end() :].strip(" ）") if called is not None else ""
    if genre == "project-self-evaluation" and re.fullmatch(r"[\u4e00-\u9fff“”]{4,40}(?:项目|工程)", behind):
        # 某某区住房局（区住房局）老旧小区改造项目
        proposal.put("project.name", behind, text)
    best = "" if KIND.fullmatch(best) else best
    if called is not None and best:
        name = called["name"]
        own = name.startswith("我") or called.groupdict().get("how") == "自称"
        proposal.put("unit.self" if own else "unit.short", name, text)
    if not best and genre == "township-summary" and (titled := TOWN.match(folded)) is not None:
        # 石门乡2024年项目绩效自评总结: a township goes without 人民政府 in a title.
        proposal.trace("genre", text)
        return _ABOUT_ITSELF.search(folded) is not None and bool(titled)
    if best and proposal.get("unit.name") is None and (called is not None or PLACED.match(best)):
        proposal.put("unit.name", best, text)
    proposal.trace("genre", text)
    return bool(best) or _ABOUT_ITSELF.search(without_years(folded).strip()) is not None


_YEAR = (
    re.compile(r"(?:报告年度|年度|年份)[ ：:】〕\]=＝]*(20\d\d)年?"),
    re.compile(r"(20\d\d) ?年?度?(?!\d|\d{1,2}月)(?=[^。；\n]{0,24}(?:报告|总结|整体支出))"),
    re.compile(r"(?:报告|总结|自评|整改)[^。；\n\d]{0,6}[（(] ?(20\d\d)(?!\d)"),
    re.compile(r"(20\d\d)年度"),
    re.compile(r"(?:自评|报告|总结|整改)[ \u3000]*(20\d\d)(?!\d)"),
    re.compile(r"(20\d\d) ?年?(?=[^。；\n\d]{0,12}自评)"),
)


_LOOSE = re.compile(r"(?<![\d至到])(20\d\d)年(?!(?:[底末]?(?:以|之)?前))")
#: …供水服务中心，2024
_ALONE_YEAR = re.compile(r"(?:^|[，、；（( \u3000])(20\d\d)(?:年)?(?=$|[，、；）) \u3000\n])", re.MULTILINE)
_UNTIL = re.compile(r"(?:截[止至]?到?|到)(20\d\d)年(?:\d{1,2}月|[底末])")
_ANY_YEAR = re.compile(r"20\d\d(?: ?年度?)?|\d{1,2}月(?:\d{1,2}日)?")


def read_year(text: str) -> int:
    """The year that notes are on: as a label says it, else a title, else the first 年度, else the first year."""
    # The year in the title of a document is that document's.
    text = re.sub("《[^》\n]*》", "", text)
    # 审了2022—2023年的资金 says what was looked at.
    text = re.sub(r"20\d\d年?(?:[-~～至到]|—+)20\d\d年(?:度)?", "", text)
    for pattern in _YEAR:
        if (match := pattern.search(text)) is not None:
            return int(match[1])
    if year := short_year(text):
        return year
    if (alone := _ALONE_YEAR.search("\n".join(text.split("\n")[:2]))) is not None:
        return int(alone[1])
    match = _LOOSE.search(text) or _UNTIL.search(text) or re.search(r"〔(20\d\d)〕", text)
    return int(match[1]) if match else 0


#: In so many lines at the top a unit is looked for; what it is called there stands before what is written.
_OPENING_LINES = 3
_UNIT_AHEAD = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,18}?(?:局|委员会|办公室|馆|中心|政府|镇|乡|街道(?:办事处)?|医院|学校|中学|小学|联合会|"
    r"残联|妇联|党组|党委|站|所))"
    r"(?=[\u4e00-\u9fff]{0,16}?(?:自评|绩效|整改|评价|总结|报告|台账|巡察|审计|督查|预算|项目)|[，：—-])"
)
#: ——某市档案馆，文中简称…: a unit with its place between two marks, and what says that a text goes to it.
_BY_ITSELF = re.compile(
    r"[\u4e00-\u9fff]{1,8}?[省市县区旗州镇乡盟][\u4e00-\u9fff]{0,12}?(?:人民政府|局|委员会|办公室|馆|中心|街道办事处|医院|学校|"
    r"中学|小学|联合会|残联|妇联|站|所|院|(?<=[\u4e00-\u9fff]{2})[镇乡])"
)
#: 乡镇绩效自评总结 names a kind of unit.
KIND = re.compile("各?(?:乡镇|街道|镇街|乡镇街道|乡|镇|部门|单位)")
_GOES_TO = re.compile("(?:送|报|给|致|呈|抬头|依据|主管|上级|来自)(?:部门|单位)?$")
#: 望某县教育局财务股记: an office of the unit that keeps the notes.
_KEPT_BY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,8}?[省市县区旗州][\u4e00-\u9fff]{1,10}?(?:局|委员会|委|办公室|中心|医院|学校|馆))"
    r"(?=(?:[\u4e00-\u9fff]{1,6}(?:股|科|室|办|处))?(?:记|写|攒|整理|汇总|报|抄)(?:的)?(?:[，。；：]|$))"
)
_TOWN_OFFICE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}(?:街道|镇|乡))(?=党政|党工委|党委|财政|经发|农办|办事处|人民政府)"
)


_PLACED = re.compile(r"(?P<name>[^（）()]{2,})[（(](?P<place>[\u4e00-\u9fff]{1,12}(?:省|市|县|区|旗|州))[）)]")


def settle_name(text: str, proposal: Proposal) -> None:
    """Name the unit by the first lines of a page where nothing else did, and in full: 某某镇（甲县） is 甲县某某镇."""
    if proposal.get("unit.name") is None and (named := unit_in(text)):
        proposal.put("unit.name", named)
    name = proposal.get("unit.name")
    if isinstance(name, str) and (placed := _PLACED.fullmatch(name)) is not None:
        proposal.table("unit")["name"] = placed["place"] + placed["name"]


def unit_in(text: str) -> str:
    """The unit that the first lines are about ("" where they name none): 某某镇（甲县）绩效自评总结要用的东西,
    某某街道社区经费巡察整改台账, 电话记录（某某区甲街道党政办）."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_OPENING_LINES]
    for line in lines:
        bare = re.sub(
            r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", re.sub(r"[（(][^（）()]*[）)]", "", line)
        )
        match = _UNIT_AHEAD.match(bare) or _TOWN_OFFICE.search(line) or _KEPT_BY.search(bare)
        if match is not None and not KIND.fullmatch(match["name"]):
            return match["name"]
    return next((name for line in lines for name in _alone_in(line)), "")


def _alone_in(line: str) -> Iterator[str]:
    """The units that stand by themselves between the marks of a line, not as those that it goes to."""
    before = ""
    for chunk in re.split(r"[—\-，,；;。：:（）()|/\s\u3000]+", line):
        if _BY_ITSELF.fullmatch(chunk) and not _GOES_TO.search(before):
            yield chunk
        before = chunk or before


def unwrapped(text: str) -> str:
    """A line without the bracket that holds all of it."""
    folded = fold(text.strip())
    pairs = brackets(folded)
    whole = len(pairs) == 1 and pairs[0].start == 0 and pairs[0].end == len(folded) and pairs[0].mark in "（【〔"
    return text.strip()[1:-1] if whole else text


def without_years(text: str) -> str:
    """A text without the years and days that it names, which are no figures of a fact."""
    return _ANY_YEAR.sub("", text)
