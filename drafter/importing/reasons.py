"""Why a goal was missed, where the note tells it in a sentence of its own: 任务110人，新增98人。两家厂减产，少招了.

The writer gains that the reason stands with the goal, and that a gap that is reckoned (差12个) is not told twice.

Limits: only behind a goal that the figures of the note miss; a sentence that counts on, plans or tells what was done
about it is no reason.
"""

from __future__ import annotations

import re

from drafter.claims.note import read_note
from drafter.claims.segment import ReadNote, Segment
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold
from drafter.language.verbs import verb_words

#: What a reason speaks of: something lacking, late, broken, in the way.
_LACKS = re.compile(
    "[没未不停晚迟缺坏塌堵断拖慢少贵远旧冲]|减产|流标|反悔|外出|住院|雨|雪|水位|老化|施工|加固|换届|要拆|拆迁|租约|到期|搬|矛盾|纠纷|竞争|涨价|限|疫|旱"
)
#: What opens a sentence that is no reason.
_NEVER = re.compile(
    "已|正|下一?步|打算|准备|计划|明年|来年|后来|目前|现在|眼下|拟|将|等(?=.{0,8}(?:再|后|就))|力争|争取|改到|推到|另|还有|还要|还得|其中|其余|其他"
    "|别的|全年|今年|整改|措施|办法|剩|余下?|培训|印发|开展|组织|举办|比|上年|去年|目标|任务|指标|要求|问题"
)
#: What opens another thing that is said of the figure.
_SAID_OTHERWISE = re.compile("目标|任务|指标|上年|去年|同比|同期")
_MORE = re.compile("目标|任务|指标|上年|去年|[%％]|同比")
#: 差12个 and 少2处 in front of why.
_GAP = re.compile(
    r"^(?:还)?(?:[差缺少欠]|所差)(?:的|了)?(?:那)?(?:这)?\d[\d.]*[万亿]?[\u4e00-\u9fff]{0,2}?(?:（[^（）]{0,16}）)?(?:是|：|:|，|。|；|$)(?:因为|由于|因|主要是)?"
)
_SHORTEST = 4
#: 不合格的是7月那次，…: what is told of are those that were missing.
_OF_THEM = re.compile(
    "^[差少]在|^(?:都|全|均)是(?=[\u4e00-\u9fff]{2,}，)|^差的(?=[没未])|^[没未](?:能)?(?:到|达到|完成|达标|做到)(?:目标|任务)?[：:，]"
    "|^(?:不合格|不达标|没达标|没到|没完成|没达到|没过|不满意)的(?:都|全|主要)?(?:是|在)"
)
#: A month or a day counts nothing.
_WHEN = re.compile(r"\d{1,2}月(?:\d{1,2}[日号])?")
#: 还有3台车主嫌补偿低没谈拢, 有3家租约到期: as many as are missing.
_LEFT = re.compile(
    r"^(?:还有|另有|有|剩下?的?|其余|另外|余下的?)?(?:[没未][\u4e00-\u9fff]{1,2}的)?(?=(?P<count>\d[\d.]*))"
)


#: 装了390台，目标600台，65%: the share of the goal, which is reckoned.
_SHARE = re.compile(
    r"(?<![\d.])(?P<done>\d[\d.]*)(?P<unit>[\u4e00-\u9fff]{1,3})(?P<between>[，（](?:目标|任务|计划|指标)(?P<goal>\d[\d.]*)(?P=unit)?）?)"
    r"[，、 ](?:完成)?(?P<rate>\d[\d.]*)[%％](?=[，。；]|$)"
)
_CLOSE = 0.6


def without_share(text: str) -> str:
    """A note without the bare share of its goal that was done."""
    match = _SHARE.search(fold(text))
    if match is None or not float(match["goal"]):
        return text
    near = abs(float(match["done"]) / float(match["goal"]) * 100 - float(match["rate"])) < _CLOSE
    return f"{text[: match.end('between')]}{text[match.end() :]}" if near else text


#: （目标1200；没完成，大风停航20天）, （目标88%；停电多，没达到）: why stands in the bracket of the goal.
_MISSED_IN = r"(?:没有?|未能?)(?:完成|达到|达标|到|做到|完)(?:目标|任务)?"
_BRACKET = re.compile(
    r"(?P<goal>[（(](?:目标|计划|任务|要求)[^（）()；，。]*\d[^（）()；，。]*)[；，]"
    rf"(?:{_MISSED_IN}[，：；](?:因为|由于|因|原因是?：?)?(?P<behind>[^（）()]{{2,}})|(?P<before>[^（）()\d，；]{{3,}})[，；]{_MISSED_IN})[）)]"
)


#: 目标80——就是12月大风那事
_DASHED = re.compile(
    r"(?P<goal>(?:目标|计划|任务|要求)\d[\d.]*[^，。；—\d]{0,3})——+(?:就|还|都|主要)?是(?:因为|由于)?"
    r"(?P<why>[^，。；]{2,20}?)(?:那(?:件|档子|回|次)?事|那(?:回|次|阵)|闹的|的缘故|造成的|耽误的)(?:儿|了)?$"
)


#: 9家（目标10；1家产权纠纷没解决）: what is lacking, in the bracket of a goal that was missed.
_LACKING = re.compile(
    r"(?<![\d.])(?P<done>\d[\d.]*)(?P<unit>[万亿]?[\u4e00-\u9fff%％]{1,3})（(?P<word>目标|计划|任务)(?P<goal>\d[\d.]*)(?P<own>[^（）；，。\d]{0,3})[；，]"
    r"(?P<why>[^（）；。]{4,})）"
)


#: 55台（目标60台）（5台手续没办下来）
_TWICE = re.compile(r"(?P<goal>（(?:目标|计划|任务)\d[^（）]*)）（(?P<why>[^（）]{4,})）")


def _lacking(match: re.Match[str]) -> str:
    why = fold(match["why"])
    bare = match["own"] in ("", match["unit"], match["unit"].lstrip("万亿"))
    missed = bare and float(match["done"].rstrip(".")) < float(match["goal"].rstrip("."))
    if (
        not missed
        or re.fullmatch(_MISSED_IN, why) is not None
        or not _LACKS.search(why)
        or _NEVER.match(why)
        or _MORE.search(why)
        or "原因" in why
    ):
        return match[0]
    return f"{match['done']}{match['unit']}（{match['word']}{match['goal']}{match['own']}，原因：{match['why']}）"


def _bracketed(match: re.Match[str]) -> str:
    if match["behind"] is not None and _SAID_OTHERWISE.match(fold(match["behind"])):
        # （目标40%，没有达到，上年38.5%）: what follows speaks of another year.
        return match[0]
    return f"{match['goal']}，原因：{match['behind'] or match['before']}）"


def with_reason(text: str) -> str:
    """A note whose sentence on why its goal was missed is marked as the reason."""
    text = _DASHED.sub(r"\g<goal>，原因：\g<why>", _BRACKET.sub(_bracketed, text))
    text = _LACKING.sub(_lacking, _TWICE.sub(r"\g<goal>；\g<why>）", text))
    folded = fold(text)
    note = read_note(text)
    for claim, said in zip(note.segments, note.told(), strict=True):
        goal = next((one for one in said if one.role == "target" and one.amounts), None)
        if goal is None or any(one.role == "reason" for one in said) or not _missed(note, claim, goal):
            continue
        end = max(one.end for one in (claim, *said))
        behind = folded[end:].lstrip("）)")
        start = len(folded) - len(behind)
        missed = any(one.role == "status" and one.good < 0 for one in said)
        if (told := _told(text[start:], _short(claim, goal), missed)) is not None:
            return f"{text[:start]}，原因：{told}"
    return text


def _short(claim: Segment, goal: Segment) -> str:
    """By how much the goal was missed, as a number."""
    own = next(one for one in reversed(claim.amounts) if one.unit == goal.amounts[0].unit or not goal.amounts[0].unit)
    return f"{abs(own.value - goal.amounts[0].value):f}"


def _told(behind: str, short: str, missed: bool) -> str | None:
    """The reason in what stands behind a goal; None where that is none. What follows goes on behind ；. `missed`: the
    note says that the goal was missed."""
    bare = behind.lstrip("，。；、,;. ")
    mark = behind[: len(behind) - len(bare)]
    if not bare:
        return None
    first = re.split("[，；。]", fold(bare), maxsplit=1)[0]
    if mark.startswith(("；", ";")) and first[:2] in verb_words() and amounts(first):
        # 养护公路73.6公里 behind a stop is the next deed.
        return None
    gap = _GAP.match(fold(bare))
    if gap is not None:
        count = re.search(r"(?P<number>\d[\d.]*)[\u4e00-\u9fff]{0,2}", gap[0])
        # 缺那2件 of a rate is not what is reckoned.
        kept = count[0].rstrip("是") if count is not None and count["number"] != short else ""
        bare = kept + bare[gap.end() :].lstrip("，。；：、 ")
    elif (left := _LEFT.match(fold(bare))) is not None and left["count"] == short:
        bare = re.sub("^(?:还有|另有|有|剩下?的?|其余|另外|余下的?)", "", bare)
        return bare if len(bare) > _SHORTEST and _LACKS.search(bare) and not _MORE.search(fold(bare)) else None
    elif not missed and not any(one in mark for one in "。；") and re.search(r"\d", _WHEN.sub("", fold(bare))):
        return None
    first, stop, rest = bare.partition("。") if "。" in bare else bare.partition("；")
    missed = missed or (re.match("[没未]", first) is not None and _OF_THEM.match(first) is not None)
    first = _OF_THEM.sub("", first)
    if (
        "——" in first
        or "原因" in first
        or len(first) < _SHORTEST
        or _NEVER.match(fold(first))
        or _MORE.search(fold(first))
        or not (missed or _LACKS.search(first))
    ):
        return None
    return f"{first}；{rest}" if stop and rest.strip() else first


def _missed(note: ReadNote, claim: Segment, goal: Segment) -> bool:
    """Whether the figures of a claim miss its goal, whichever way that is better."""
    aim = goal.amounts[0]
    own = next((one for one in reversed(claim.amounts) if one.unit == aim.unit or not aim.unit), None)
    if own is None or own.high is not None or aim.high is not None:
        return False
    less = aim.bound == "most" or any(one in note.words(claim) for one in words("notes")["less"]["words"])
    return own.value > aim.value if less else own.value < aim.value
