"""What happened when, as a report tells it: the thing of an indicator, what was done of it, the day.

The reader gains that 最后一个标段9月25日完工 is known to be of the works that the sentence before it told of, and that
a contract signed after the work was done is seen.

Limits: a clause tells a day where it names the day, what was done (完工, 通过验收) and the thing, itself or in what
stands before a part of it (其余, 第二批); of a month the first day counts, so that what may have been in time is no
fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from drafter.reviewing.dossier import Dossier
from drafter.reviewing.problems import runs
from drafter.reviewing.row import IndicatorRow

#: What is done at last, each with other words for it.
_ACTS = (
    ("交工验收|交工", "交工验收|交工"),
    ("竣工验收", "竣工验收"),
    ("验收", "验收"),
    ("入库|入仓|上架|入住|归档", "入库|入仓|上架|入住|归档"),
    ("竣工|完工|建成|完成|办结|结束|实施完毕|实施", "竣工(?!验收)|完工|建成|完成|办结|结束|完毕|收尾"),
    ("通车", "通车"),
    ("投入使用|投用|交付使用|交付|启用|移交", "投入使用|投用|交付|启用|移交"),
    ("运行|上线|投产", "运行|上线|投产"),
    ("开业|开放|开园|开馆|开诊", "开业|开放|开园|开馆|开诊"),
    ("发放|兑付|拨付|支付|下达|兑现", "发放|兑付|拨付|支付|下达|兑现"),
    ("采购|到货|供货|安装|配送", "采购|到货|供货|安装|配送"),
    ("开工|启动", "开工|启动"),
    ("印发|出台|编制|提交|报送", "印发|出台|编制|提交|报送"),
)
TIME = re.compile(r"(?:完成)?(?:时间|日期|时限|期限|节点|时点|及时性|及时率|时效)$")
#: What comes before a thing is done, whatever it is, and what else is agreed on about it.
_BEGUN = r"签订|签署|签约|中标|成交|开标|挂网招标|发布招标|进场|开工|动工|启动(?!会)"
_BESIDES = re.compile(
    r"补充|变更|审计|结算|决算|监理|质保|保修|维保|维护|运维|管护|续签|续约|尾款|验收|评估|评价|二期|后续|移交|检测|回购"
)
_GENERIC = frozenset(
    [
        "工程",
        "项目",
        "任务",
        "年度",
        "建设",
        "工作",
        "改造",
        "全部",
        "计划",
        "按时",
        "及时",
        "按期",
        "实施",
        "完成",
        "时间",
        "本年",
        "目标",
        "设施",
        "全年",
        "各项",
        "整体",
        "总体",
        "设备",
        "到位",
    ]
)
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<part>上旬|中旬|下旬|初|中|底|末))?"
    r"(?:\s*[至到—–~～-]\s*(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})日)?(?P<tail>以?前|之前|起|开始)?"
)
_PARTS = {"上旬": 1, "初": 1, "中旬": 11, "中": 11, "下旬": 21, "底": 26, "末": 26}
#: A day that is meant, not told.
_MEANT = re.compile(
    r"批准|批复|同意|计划|拟|原定|应当?于|须于|要求|期限|约定|调整|顺延|延期至|目标|将于|预计|确保|力争|截止"
)
_WHOLE = re.compile("全部|年度|任务|工程|项目|建设|设备")
#: What may stand before a day and names nothing.
_FILL = re.compile(
    r"直到|直至|才|方|全部|最后|其余|剩余|最终|随后|后|并|于|在|已|又|才|均|分别|至|到|从|自|当年|本年|\d+(?:家|个|所|处|座|户)|20\d\d年"
)
_AHEAD = re.compile(r"措施|建议|打算|改进|下一步|公开|应用|目标(?!.{0,6}(?:完成|实现|达成))|计划|整改")
#: A part that is named by its place among the others, and not by what it is of.
_PIECE = re.compile(
    r"^(?:最后|最末|收尾|剩余|其余|余下|剩下|尾|末|另外|另|第[二三四五六七八九十\d])[^，。；、：]{0,10}$"
    r"|^[一二两三四五六七八九十\d]+个?(?:标段|批次?|片区|期|段|分项|单体)[^，。；、：]{0,4}$"
)


class DatedEvent(NamedTuple):
    """The day, the words with it, the place."""

    when: date
    words: str
    place: str


def events(dossier: Dossier, line: IndicatorRow) -> Iterator[DatedEvent]:
    """What the report tells was done at last of the thing of an indicator, with its day."""
    thing, acts = _thing(line.name)
    yield from _told(dossier, runs(thing) - _GENERIC, acts)


def begun_late(dossier: Dossier, line: IndicatorRow, done: date) -> Iterator[DatedEvent]:
    """What the report tells of the beginning of a thing (its contract, its works) later than the day it was done."""
    thing, acts = _thing(line.name)
    own = runs(thing) - _GENERIC
    if not own or re.search(_BEGUN, acts) or _BESIDES.search(thing):
        return
    for event in _told(dossier, own, _BEGUN):
        if event.when > done and not _BESIDES.search(event.words):
            yield event


def _thing(name: str) -> tuple[str, str]:
    """What an indicator of time is of, and the words for what is done of it."""
    stem = TIME.sub("", re.sub(r"[（(][^（）()]*[）)]", "", name))
    own, acts = next(((own, other) for own, other in _ACTS if re.search(own, stem)), ("$^", _ACTS[3][1]))
    return re.sub(own, "，", stem), acts


def _told(dossier: Dossier, own: set[str], acts: str) -> Iterator[DatedEvent]:
    form = dossier.form
    others = set().union(*(runs(one.name) for one in form.lines)) - _GENERIC if form else set()
    for stretch, place in dossier.stretches(("paragraph",)):
        if any(_AHEAD.search(one) for one in stretch.section[-1:]):
            continue
        before = ""
        for sentence in re.split("[。；]", stretch.text):
            yield from _within((before, sentence), acts, (own, others), place, dossier.year)
            before = sentence


def _within(
    told: tuple[str, str], acts: str, things: tuple[set[str], set[str]], place: str, year: int
) -> Iterator[DatedEvent]:  # fmt: skip
    """The days of one sentence, given with the one before it."""
    earlier, sentence = told
    dates = list(_DATE.finditer(sentence))
    for at, match in enumerate(dates):
        end = dates[at + 1].start() if at + 1 < len(dates) else len(sentence)
        start = max(sentence.rfind(mark, 0, match.start()) for mark in "，、：") + 1
        behind = re.split("[，：]", sentence[match.end() : end])[0]
        act = re.search(rf"^(?P<what>[^，。；]{{0,14}}?)(?:{acts})[^，。；]{{0,16}}", behind)
        if act is None or match["tail"] or _MEANT.search(sentence[start : match.start()]) or _MEANT.search(act[0]):
            continue
        if re.search(r"(?:未|没有|尚未|待)[^，]{0,4}$", behind[: act.start() + 1]):
            continue
        # What it is of stands between day and act, behind it, or where the sentence began.
        before = sentence[start : match.start()]
        subject = _FILL.sub("", before)
        # 对市民开放: who it is for is not what it is.
        between = re.sub(r"^(?:对|向|面向|由|经|被|交由|通过)[^，]*", "", _FILL.sub("", act["what"]))
        near = act[0] if len(between) >= 3 else before if len(subject) >= 3 else sentence[: match.start()]
        if len(between) < 3 and (_PIECE.search(subject) or _PIECE.search(before)):
            # 最后一个标段: of what the clauses before it, else the sentence before, told of.
            near = sentence[: match.start()] if len(_FILL.sub("", sentence[:start])) >= 3 else earlier + before
        own, others = things
        said = runs(near) | runs(act[0])
        if own and len(own & said) * 2 < len(own):
            continue
        # 设备交付使用时间: of whichever of the things that the form counts.
        if not own and not (said & others or _WHOLE.search(near + act[0])):
            continue
        when = _when(match, sentence, year)
        # 2025年维修的合同于2024年12月签订: of another year's works.
        apart = any(int(one) != year for one in re.findall(r"(20\d\d)年", before))
        if when is not None and when.year == year and not apart:
            yield DatedEvent(when, (match[0] + act[0])[:40], place)


def _when(match: re.Match[str], sentence: str, year: int) -> date | None:
    years = re.findall(r"(20\d\d)年", sentence[: match.end()])
    own = int(match["year"] or (years[-1] if years else year))
    month = int(match["month2"] or match["month"])
    number = match["day2"] or match["day"]
    try:
        return date(own, month, int(number) if number else _PARTS.get(match["part"] or "", 1))
    except ValueError:
        return None
