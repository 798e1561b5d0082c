"""A goal that is noted before what came of it, told behind it: 目标14座，实际12座 is 12座（目标14座）.

The writer gains one order of goal and result, whichever was noted first.

Limits: a clause is turned only where its goal and its result count in one unit; names of figures are no goals.
"""

from __future__ import annotations

import re

from drafter.language.times import opening_time
from drafter.language.verbs import verb_words

_GOAL_FIRST = re.compile(
    r"(?P<head>目标|计划|任务|要求|不超过|不低于|控制(?:在)?|上限)[值数为是：:]{0,2}"
    r"(?P<goal>[^，；。（）]*?\d[^，；。]*)[，；、] ?"
    r"(?:实际|全年|最后|今年)?(?P<verb>实[办发检装建补到]|完成|达到|为|是|安装|建成|做了|做到|做成)?[：:]?(?P<done>\d[^，；。（]*)(?P<more>.*)",
    re.DOTALL,
)


#: 法律明白人，指标525名（175个村，每村3名），培养了498名; 笼式足球场目标3片，建成2片: what, its goal, what was done.
_GOAL_BETWEEN = re.compile(
    r"(?P<when>\d{1,2}月(?:\d{1,2}日|底|份)?，?)?(?P<what>[^，。；：:\d（）]{2,16}?)[，：: ]?"
    r"(?P<head>年度目标|目标|任务|计划|要求|指标|原定|定|应(?=[检建改补发装配\d]))(?:数|值)?(?:是|为|要|了|的|的是)?(?P<lead>[\u4e00-\u9fff]{0,3}?)"
    r"(?P<goal>\d[\d.]*[万亿]?(?P<unit>(?![月日号年点时])[\u4e00-\u9fff%]{1,3}?))(?P<thing>[\u4e00-\u9fff]{0,8}?)"
    r"(?:（(?P<said>[^（）]*)）)?[，；]?(?:实际|到年底|年底|最后|到最后|全年|今年|只|才|共|一共|总共|已经?|目前|现在|就)*"
    r"(?P<verb>[\u4e00-\u9fff]{0,4}?)(?:了|到)?(?P<done>\d[\d.]*[万亿]?)(?:(?P=unit)|(?=[，。；（]|$))"
    r"(?P<more>(?:[，。；（].*)?)",
    re.DOTALL,
)
#: What names a figure of its own, and is no verb.
_NAMED_FIGURES = ("率", "度", "比", "额", "量", "数", "值")
#: 校核指标126条，退回17条: what was looked through is no goal.
_LOOKED = re.compile("[核查审改报填编设定](?:了)?$")
#: 列出任务19条，已落实17条: tasks that were drawn up are none that something was to reach.
_LISTED = re.compile("(?:列出?|列入|列明|梳理|细化|分解|制定|明确)了?(?:整改|工作|重点)?$")
#: 近视率：2023年46.2%，2024年45.1%
_TWO_YEARS = re.compile(
    r"(?P<name>[^，。；：:（） ]{2,12})[，：: ]?(?:20\d\d年|上年|去年)"
    r"(?P<last>\d[\d.]*[万亿]?(?P<unit>[%％\u4e00-\u9fff]{1,3}))[，、；]"
    r"(?:20\d\d年|今年|本年)(?P<now>\d[\d.]*[万亿]?(?P=unit))(?=[，。；（]|$)"
)
#: 支管入户 9800户的任务，9512户
_GOAL_OF = re.compile(
    r"(?P<what>[^，。；：:\d（）]{2,16}?)[，： ]?(?P<goal>\d[\d.]*[万亿]?)(?P<unit>[\u4e00-\u9fff]{1,3}?)"
    r"的(?P<head>任务|目标|计划|指标)，"
    r"(?P<rest>(?:[\u4e00-\u9fff]{0,4}?)\d.*)",
    re.DOTALL,
)
#: 目标98%，312户头一回验过306户，98.08%: the rate comes behind what it is of.
_GOAL_RATE = re.compile(
    r"(?:^|，)(?:目标|要求|指标)(?:是|为)?(?P<goal>\d[\d.]*[%％])(?:以上)?，"
    r"(?P<mid>[^；。%％]*?\d[^；。%％]*?)，(?P<done>\d[\d.]*[%％])"
)
#: A result is of the size of its goal up to so many times.
_ALIKE = 10
_DID = ("完成", "达到", "实际", "做到", "做", "到", "有", "是", "为", "达", "干", "干成", "完", "搞", "弄", "办")
#: 差27名在9个村：刚换完届: the gap is reckoned, what stands behind is why.
_GAP_WHY = re.compile(
    r"^[，；。](?:还)?[差少缺]\d[\d.]*[万亿]?[\u4e00-\u9fff]{0,2}(?:的)?(?:都|全)?(?:在|是)?(?P<where>[^，。；：:]{0,12})"
    r"(?:[：:]|——|，(?=因|原因|主要))(?P<why>.{3,})",
    re.DOTALL,
)
#: 换管42公里，实际换了40.6公里: what was planned, and what was done of it.
_REALLY = re.compile(
    r"(?P<what>(?:[^\d，。；：]*：)?[^\d，。；：]{2,14})(?P<goal>\d[\d.]*[万亿]?(?P<unit>[\u4e00-\u9fff]{1,3}))"
    r"[，,] ?实际(?P<verb>[^\d，。；]{0,4}?)了?"
    r"(?P<done>\d[\d.]*[万亿]?(?P=unit))(?P<more>.*)",
    re.DOTALL,
)
#: 年初定的活：…
_SET = re.compile(
    "^(?:年初|原|原来|当初)?(?:定|计划|安排|下达|报)(?:的|下的|下来的)(?:活|任务|目标|数|量)?[：:，]|^(?:计划|打算|原定|要求)"
)


def goal_behind(rest: str) -> str:
    """What was planned and then what was done, in the other order: 目标14座，实际12座 is 12座（目标14座）."""
    if (years := _TWO_YEARS.match(rest)) is not None:
        rest = f"{years['name']}{years['now']}，上年{years['last']}{rest[years.end() :]}"
    if (rated := _GOAL_RATE.search(rest)) is not None:
        tail = rest[rated.end() :]
        beside = tail[: tail.index("）") + 1] if tail.startswith("（") and "）" in tail else ""
        told = f"{rated['mid']}，{rated['done']}{beside}，目标{rated['goal']}{tail[len(beside) :]}"
        rest = f"{rest[: rated.start()]}，{told}".lstrip("，")
    if (of := _GOAL_OF.fullmatch(rest)) is not None:
        rest = f"{of['what'].rstrip()}{of['head']}{of['goal']}{of['unit']}，{of['rest']}"
    for start in (0, *(match.end() for match in re.finditer("[，；。]", rest))):
        # 服务站187个，示范站目标40个，评上33个: the goal may stand further back.
        if between := goal_between(rest, start):
            return rest[:start] + between
    match = _GOAL_FIRST.fullmatch(rest)
    really = _REALLY.fullmatch(rest) if match is None else None
    what = _SET.sub("", really["what"]) if really is not None else ""
    if really is not None and not re.match("目标|计划|任务|要求|不超过|不低于|控制|上限|标准", what):
        return f"{what}{really['done']}（目标{really['goal']}）{really['more']}" if what else rest
    if match is None or "月" in match["goal"] or not ("实际" in rest or match["verb"]) or "完成情况" in rest:
        return rest
    head = match["head"] if match["head"] not in ("不超过", "不低于") else f"目标{match['head']}"
    named = re.match(r"(?P<name>[\u4e00-\u9fff]{2,10})(?=\d)", match["goal"])
    if named is not None and not opening_time(match["goal"], 0, len(match["goal"])):
        # 计划造林1.2万亩，完成1.26万亩（去年1.1万亩）
        goal, more = match["goal"][named.end() :], match["more"]
        beside = f"，{more[1:]}" if more.startswith("（") else f"）{more}"
        return f"{named['name']}{match['done']}（{head}{goal}{beside}"
    verb = match["verb"] if match["verb"] in ("安装", "建成") or (match["verb"] or "")[:1] == "实" else ""
    return f"{verb}{_counted_like(match['done'], match['goal'])}（{head}{match['goal']}）{match['more']}"


def _counted_like(done: str, goal: str) -> str:
    """A bare result in the scale and unit of its goal, where both are of one size: 目标1500万方，实际1260."""
    counted = re.fullmatch(r"(?P<number>\d[\d.]*)(?P<unit>[万亿]?[\u4e00-\u9fff%]{1,4})", goal)
    if counted is None or not re.fullmatch(r"\d[\d.]*", done):
        return done
    value, aim = float(done.rstrip(".")), float(counted["number"].rstrip("."))
    return done + counted["unit"] if aim and 1 / _ALIKE < value / aim < _ALIKE else done


def goal_between(text: str, start: int = 0) -> str:
    """A text from `start` on with the goal that stands in its midst behind what was done ("" where none does)."""
    match = _GOAL_BETWEEN.fullmatch(text, start)
    return _goal_between(match) if match is not None else ""


def _goal_between(match: re.Match[str]) -> str:
    """培养法律明白人498名（指标525名），原因：9个村刚换完届，人选没定下来."""
    more = match["more"]
    if (match["head"] == "指标" and _LOOKED.search(match["what"])) or _LISTED.search(match["what"]):
        return match[0]
    if match["lead"].endswith(_NAMED_FIGURES) or match["verb"].endswith(_NAMED_FIGURES):
        # 归集任务完成率104.7%；个贷率72.5%: the names of two figures, no goal of one.
        return match[0]
    if match["head"] == "定" and f"{match['what'][-1]}定" in verb_words():
        # 评定864个，优良751个
        return match[0]
    if (gap := _GAP_WHY.match(more)) is not None:
        why = gap["why"].removeprefix("原因").removeprefix("是").lstrip("：:因为")
        more = f"，原因：{gap['where'].strip()}{why}"
    what = match["what"].strip()
    verb = match["lead"] or ("" if match["verb"] in _DID else match["verb"])
    # 修剪行道树目标3200株，剪了2900株 has its verb; 监测设备 only opens like one.
    own = what[:2] in verb_words() and (len(verb) < 2 or bool(set(verb) & set(what[:2])))
    again = len(verb) == 1 and verb in what[-2:]
    verb = "" if what.startswith(verb) or what.endswith(verb) or own or again else verb
    # How the goal was reckoned (175个村，每村3名) is told behind all else.
    said = f"；{match['head']}按{match['said']}计" if match["said"] and "%" not in match["said"] else ""
    head = "目标" if match["head"] == "定" else match["head"]
    when, goal = match["when"] or "", f"{head}{match['goal']}{match['thing']}"
    done = _counted_like(match["done"], match["goal"]).removesuffix(match["unit"])
    if more.startswith("（"):
        # 造林1.26万亩（去年1.1万亩）
        goal, more = f"{goal}，{more[1 : more.index('）')]}", more[more.index("）") + 1 :]
    return f"{when}{verb}{what}{done}{match['unit']}（{goal}）{more}{said}"
