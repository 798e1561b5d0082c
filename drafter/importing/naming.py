"""What stands behind the label of the unit: its names, what it is, and what is said beside them.

Limits: what no field of the unit takes is handed back word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.importing.counts import read_counts
from drafter.importing.lines import statements
from drafter.importing.opening import AFTER, LEAD_OF_UNIT
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

_SHORT = re.compile(
    r"[（(【\[〔](?:以下|下面|后面|下文|文中|文内|行文|后文|正文|报告)?(?:里|中)?(?:统一|就|都)?"
    r"(?P<how>简称|自称|下称|以下称|称|叫|写作|写成|写|用)(?:为|作|做)?[：:]?"
    r"[“\"‘]?(?P<name>[^”\"’）)】\]〕]+)[”\"’]?[）)】\]〕]"
)
_ADDRESSED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,14}?(?:局|委|办|组|镇|乡|院|馆|校|中心|公司))?"
    r"(?:报送|呈报|报给|主送|抬头(?:是|写|给)*|送给|写给|抄报|报|送|呈|致)[：: ]?"
    r"(?P<to>[\u4e00-\u9fff（）]{2,30}(?:办公室|委员会|局|厅|政府|纪委|党委|党组|办|室|组|处|委))"
)
_CALLED = re.compile(
    r"(?:以下|以后|下面|后面|文[中里内]|下文|行文|正文里?|材料里|报告里)?(?:就|都|统一|自己)?(?P<how>简称|自称|下称|称|叫|写)[为：:]?"
    r"[“\"‘]?(?P<name>[^”\"’，。；、]+?)(?:就(?:行|好|可以)了?|即可)?[”\"’]?"
)
#: 单位全称某某镇人民政府, 自称“我镇” among other words.
_NAMED = re.compile(
    r"(?:我们|我单位|我局|本单位)?(?:的)?(?:以下|以后|下面|后面|下文|后文|行文|文[中里内]|正文|材料|报告)?(?:里|中)?(?:就|都|统一)?"
    r"(?P<how>(?:单位)?全称|单位名称|单位|简称|自称|下称|(?<=.)(?:称|叫|[写用说](?=[“\"‘]?(?:我[镇乡局委办院校馆厅街区县市站所处会队]|"
    r"[\u4e00-\u9fff]{2,12}(?:[局委办厅院校馆社会站所处队镇乡]|中心|公司|街道)[”\"’]?(?:就|$)))))[是为叫：:]?[ ]*"
    r"[“\"‘]?(?P<name>[^”\"’，。；、：]{2,30}?)[”\"’]?(?:就(?:行|好|可以)了?)?"
)
#: 3月往县政府报
_TOWARD = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|初|中旬)?(?:之?前)?)?(?:要|得|准备)?(?:往|向|给|朝|报|交|送|呈)(?:给|到|往|至)?"
    r"(?P<to>[\u4e00-\u9fff]{1,16}?(?:政府|办公室|委员会|督查室|巡察办|纪委|人大|局|厅|委|办))(?:报|交|送|呈|写|用|看|回)?(?:的)?"
)
#: What a clause ends with that says what the unit is.
ORGAN = re.compile(
    r"(?:组织|组成部门|机构|工作部门|直属单位|事业单位|行政单位|参公单位|派出机关|工作机构|部门|全额拨款单位|公益[一二]类|(?:救援|执法|消防|民兵|武装)队伍|群众团体|人民团体|群团组织|事业单位、(?:财政)?(?:全额|差额)(?:拨款|补助)?)$"
)
#: Who pays for a unit, and what laws its people are under.
_KEPT_BY = re.compile(
    "(?:(?:由)?[\u4e00-\u9fff]{0,6}财政(?:全额|差额|部分)?(?:保障|供给|拨款|供养|负担|补助)(?:的)?(?:单位|经费)?|经费[^，。；\\d]{2,12}|参照公务员法管理|参公管理)"
)
#: 某某乡人民政府（本乡/我乡）
_OWN = re.compile(r"[（(](?:[^）)/／、]{1,6}[/／、])?(?P<name>我[\u4e00-\u9fff]{1,3})(?:[/／、][^）)]{1,6})?[）)]")
_DUE = re.compile(
    r"(?:要|得|须|必须)?(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|中旬|上旬)?(?:之|以)?前"
    r"(?:要|得)?(?:交|报|上报|送|出|定稿|要)(?:稿|材料)?"
)
#: 写个整改情况报告给县政府, 报2024年度部门整体支出绩效
_WRITES = re.compile(
    r"(?:要|得|请|帮)?(?:写|出|做|弄|整|拟|报|交|填)(?!给|送|往)(?:成|个|一个|一份|份|篇|一篇|的是)?(?:20\d\d年度?的?)?[\u4e00-\u9fff]{0,14}"
    r"(?:报告|总结|材料|自评|绩效)(?:(?:报|交|送)?给(?P<to>[\u4e00-\u9fff]{2,16}?))?(?:用)?(?:的)?"
)
#: 某某区图书馆办的, 主管是区文化局
_DOES = re.compile(
    r"(?:由)?(?P<name>[\u4e00-\u9fff]{2,12}[省市县区镇乡][\u4e00-\u9fff]{2,10}(?:馆|局|中心|院|委|会|站|所|校|政府))(?:来)?"
    r"(?:办|实施|承办|负责|做|干|牵头|搞)(?:的)?"
)
_OWNED = re.compile(
    r"(?:(?:主管|归口)(?:部门|单位|局)?(?:是|为|：)|(?:主管|归口)(?:部门|单位)?[：:]?)(?P<name>[\u4e00-\u9fff]{4,20}(?:局|委|办|厅|部|政府))"
)
#: 区残联管
_OVER = re.compile("(?:归|由)?(?P<name>[\u4e00-\u9fff]{1,12}(?:局|委|办|厅|部|联|会))(?:主管|归口|管)的?")
#: 交县财政局
_HANDED = re.compile(r"(?:报|交|送)(?:给|到|往)?[\u4e00-\u9fff]{1,10}(?:局|厅|委|办|政府|科|股|处|室)")
_PROJECT = re.compile(r"[\u4e00-\u9fff](?:项目|工程)$")
#: 具体是局属供水总站在干
_AT_WORK = re.compile(
    r"(?:具体|实际)(?:是|由)(?P<name>[\u4e00-\u9fff]{2,30}(?:中心|局|站|所|队|院|公司|馆|校|处))(?:在)?(?:干|做|实施|承办|负责)的?"
)
#: 具体干活的是局属的县水旱灾害防御中心
_WORKS = re.compile(
    r"(?:具体|实际|平时|真正|由)?(?:干活|实施|承办|操作|落实|组织实施|负责实施|做事|负责|承担)的?(?:单位|部门|主体)?"
    r"(?:就)?(?:是|为|叫)(?P<name>[\u4e00-\u9fff]{2,30}(?:中心|局|站|所|队|院|公司|馆|校|处|办|委|会|科|股))"
)
_ITSELF = re.compile(
    "(?:要|需要?)(?:报|写|交|填)(?:的)?(?:是|送)?[^，。；]{0,20}(?:报告|材料|自评)(?:（[^（）]*）)?|(?:部门)?整体(?:支出)?(?:绩效)?(?:自评)?(?:报告|材料)?|项目(?:支出)?(?:绩效)?自评(?:报告|材料)?"
)
_YEAR = re.compile(r"(?:年度)?[：: ]*20\d\d年?度?")


def read_unit(rest: str, proposal: Proposal, genre: str) -> Iterator[str]:
    """单位全称, with its short name in a bracket and what is said of it behind."""
    rest = re.sub(r" ?(?:→|=>|->) ?|[ \u3000]{2,}", "；", rest)
    for index, part in enumerate(statements(rest, "；，。")):
        if genre == "rectification" and (to := _ADDRESSED.fullmatch(part)) is not None:
            if not proposal.put("letter.to", to["to"], part):
                yield part
            continue
        if (own := _OWN.search(part)) is not None and proposal.put("unit.self", own["name"], part):
            part = part[: own.start()] + part[own.end() :]
        called = _SHORT.search(part) or (_CALLED.fullmatch(part) if index else None) or AFTER.search(fold(part))
        if called is not None:
            how = called.groupdict().get("how")
            path = "unit.self" if how == "自称" or called["name"].startswith("我") else "unit.short"
            proposal.put(path, called["name"].strip(), part)
            part = (part[: called.start()] + part[called.end() :]).strip()
            if not part:
                continue
        if index == 0 and (proposal.get("unit.name") is None or not amounts(fold(part))):
            part = LEAD_OF_UNIT.sub("", part)
            if not proposal.put("unit.name", part, part):
                yield part
        elif part.startswith(("挂", "加挂")) and proposal.get("unit.nature"):
            # 县政府工作部门，挂县知识产权局牌子: what it is goes on.
            proposal.table("unit")["nature"] += f"，{part}"
            proposal.trace("unit.nature", part)
        elif proposal.get("unit.nature") and _KEPT_BY.fullmatch(part):
            # 国家综合性消防救援队伍，地方财政保障经费
            proposal.table("unit")["nature"] += f"，{part}"
            proposal.trace("unit.nature", part)
        elif part.startswith(("挂", "加挂")) and "牌" in part and proposal.get("unit.name"):
            yield f"{proposal.get('unit.name')}{part}"
        elif _YEAR.fullmatch(part) or _ITSELF.fullmatch(part):
            continue
        elif amounts(fold(part)):
            yield from read_counts(part, proposal, "staff")
        elif genre == "project-self-evaluation" and (works := _WORKS.fullmatch(part) or _AT_WORK.fullmatch(part)):
            name = re.sub("^(局|中心|馆|院|校)属的", r"\1属", works["name"])
            if not proposal.put("project.implementer", name, part):
                yield part
        elif genre == "project-self-evaluation" and _PROJECT.search(part) and proposal.put("project.name", part, part):
            continue
        elif not ORGAN.search(part) or not proposal.put("unit.nature", part.removeprefix("是"), part):
            yield part


def called_in_full(full: str, proposal: Proposal) -> None:
    """Where a headline called the unit by a shorter name than `full`, that becomes its short name."""
    name = proposal.get("unit.name")
    if isinstance(name, str) and name != full and len(name) < len(full):
        shorter = proposal.table("unit").pop("name")
        if _SHORT.search(fold(full)) is None:
            proposal.put("unit.short", shorter, name)


def read_named(clause: str, proposal: Proposal) -> bool:
    """Whether a clause names the unit (自称“我镇”, 单位全称某某镇人民政府), whom a letter goes to or when it is due, or
    only repeats the year; it is put down."""
    if _YEAR.fullmatch(clause.strip()):
        return True
    if _DUE.fullmatch(clause.strip()):
        proposal.aside(clause)
        return True
    if proposal.get("genre") == "rectification" and (to := _ADDRESSED.fullmatch(clause.strip())) is not None:
        return proposal.get("letter.to") == to["to"] or proposal.put("letter.to", to["to"], clause)
    bare = clause.strip("，。； \u3000")
    if proposal.get("genre") == "rectification" and (toward := _TOWARD.fullmatch(bare)) is not None:
        return proposal.put("letter.to", toward["to"], clause)
    if (owned := _OWNED.fullmatch(bare)) is not None and proposal.get("genre") == "project-self-evaluation":
        return proposal.put("project.department", owned["name"], clause)
    if (over := _OVER.fullmatch(bare)) is not None and proposal.get("genre") == "project-self-evaluation":
        return proposal.put("project.department", over["name"], clause)
    if (does := _DOES.fullmatch(bare)) is not None and proposal.get("unit.name") is None:
        return proposal.put("unit.name", does["name"], clause)
    letter = proposal.get("genre") == "rectification"
    if (writes := _WRITES.fullmatch(bare)) is not None:
        proposal.trace("genre", clause)
        return not (letter and writes["to"]) or proposal.put("letter.to", writes["to"], clause)
    if (until := re.fullmatch(words("asides")["headline"]["until"], fold(bare))) is not None:
        if letter:
            return proposal.put("letter.until", until["date"], clause)
        proposal.aside(clause)
        return True
    if not letter and _HANDED.fullmatch(bare) is not None:
        proposal.aside(clause)
        return True
    named = _NAMED.fullmatch(clause.strip())
    if named is None:
        return False
    path = "unit.name"
    if named["how"] not in ("全称", "单位全称", "单位名称", "单位"):
        path = "unit.self" if named["how"] == "自称" or named["name"].startswith("我") else "unit.short"
    if path == "unit.name" and "全称" in named["how"] and proposal.get(path) not in (None, named["name"]):
        # A headline had another name, the full one comes later.
        proposal.aside(str(proposal.table("unit").pop("name")))
    return proposal.put(path, named["name"], clause)
