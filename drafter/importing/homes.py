"""Where notes go: the lists of a case that take them as they stand, and a label told together with what it leads."""

from __future__ import annotations

import re

from drafter.importing.goals_behind import goal_behind, goal_between
from drafter.importing.proposal import Proposal, told_in
from drafter.language.lexicon import words
from drafter.language.marks import fold, split
from drafter.language.times import opening_time
from drafter.language.verbs import find_verb, verb_words

#: The lists that take notes as they stand.
NOTES = frozenset(
    (
        *("highlights", "results.goals", "results.quantity", "results.quality", "results.time", "results.cost"),
        *(
            "effects",
            "satisfaction",
            "application",
            "management",
            "next",
            "summary",
            "unit.notes",
            "assets.notes",
            "fund.notes",
            "project.notes",
        ),
        *("origin", "organisation", "achieved", "lasting", "clues"),
        *("evaluation.preparing", "evaluation.managing", "evaluation.money", "evaluation.securing"),
        *("effects_duty", "effects_result", "effects_public", "grades.notes"),
    )
)


_CIRCUMSTANCE = re.compile("按照?|依据|根据|依照|遵照|为|会同|联合|组织|采[取用]|由|在")


def _carried_out(when: str, label: str, rest: str) -> str:
    """9月至10月秋季普查：按照… or 网箱清理：4月至6月，按照…: a work that is named, with how it was done behind; ""
    where it is neither."""
    if label[-2:] not in verb_words() or len(label) < 4 or label[:2] in verb_words():
        return ""
    start = opening_time(fold(rest), 0, len(rest)) if not when else 0
    behind = rest[start:].lstrip("，, ")
    if not (when or start) or _CIRCUMSTANCE.match(behind) is None or "，" not in behind:
        return ""
    return f"{when or rest[:start].rstrip('，, ')}开展{label}，{behind}"


_HONOURS = re.compile(
    "(?:排名|名次|位次|奖励|荣誉|表彰|获奖|考核)(?:[和、及与]?(?:排名|名次|位次|奖励|荣誉|表彰|获奖|考核))*"
)


def united(label: str, rest: str) -> str:
    """A label that nothing knows with what stands behind it: 食堂人员体检应检286人, 登记科：推行….

    What an office within the unit did is told without its name, as reports tell it."""
    if re.match(rf"{re.escape(label)}(?!\d)", rest) or (len(label) == 1 and label in rest[:4]):
        # 退=退回改表3张, 村=8个村: what follows says it again.
        return rest
    if (peril := _PERIL.fullmatch(label)) is not None:
        # 防9号台风：转移群众1126人 tells when it was done.
        return f"{'防御' if peril['against'] else ''}{peril['what']}期间，{rest}"
    if (judged := _JUDGED.fullmatch(label)) is not None and _HELD.search(rest):
        # 增雨没达标：目标1500万方，实际1260万方: a verdict that the figures say again.
        return united(judged["name"], rest)
    if label in words("notes")["events"] and (each := _by_level(label, rest)):
        return each
    if label in words("notes")["events"] and (named := _with_its_verb(label, rest)):
        return named
    if re.fullmatch(r"[\u4e00-\u9fff]{2,3}\d[\d.]*[\u4e00-\u9fff%]{0,3}", rest):
        # 便民中心=开工0: what was counted, of the label.
        return f"{label}{rest}"
    office = re.search(r"(?:科|股|室|站|队|组|所|处|中心)$", label) and not re.search("[的是在了]", label)
    if office and label[:2] not in verb_words():
        # 【司法所】改造3个: what was done has no other thing.
        return f"{rest[:2]}{label}{rest[2:]}" if rest[:2] in verb_words() and rest[2:3].isdigit() else rest
    if (
        (deed := _DEED_OF.match(rest)) is not None
        and _THING_OF.fullmatch(label)
        and not find_verb(label, 0, len(label), [])
    ):
        # 危旧石屋：修缮33户
        return f"{deed['verb']}{label}{rest[deed.end() :]}"
    if (dated := _DATED.match(label)) is not None and rest.startswith(dated[0]) and len(label) > dated.end() + 1:
        # 3月2日青崖岭火情：3月2日14时…: the day is told again.
        label = label[dated.end() :]
    if _WITH_WHOM.fullmatch(label):
        # 跟水利局那边：移交线索9条: with whom it was is told again.
        return rest
    if _HONOURS.fullmatch(label) and re.search("获|被评|评为|授予|入选|表彰|第\\d", rest):
        # 奖励：甲班获省级工人先锋号: who was honoured is told.
        return rest
    if label in ("奖励", "奖金") and rest[:1] not in "获得":
        return f"获得{label}{rest}"
    if between := goal_between(f"{label}，{rest}"):
        return between
    rest = goal_behind(rest)
    if label.endswith(("率", "度")) and (rate := _BARE_RATE.search(rest)) is not None and label not in rest:
        # 一次验收合格率：312户验过306户，98.08%
        return f"{rest[: rate.end('before')]}{label}{rest[rate.end('before') :]}"
    if between := goal_between(f"{label}，{rest}"):
        return between
    if named := _with_its_verb(label, rest):
        return named
    when = opening_time(fold(label), 0, len(label))
    if when == len(label):
        # 3月：培训2期: when it was, not what it is about.
        return f"{label}，{rest}"
    if carried := _carried_out(label[:when], label[when:], rest):
        return carried
    folded = fold(rest)
    if re.match(r"[\d应实共已均]|安装\d|建成\d", folded) and opening_time(folded, 0, len(folded)) == 0:
        return f"{label}{rest}"
    if label.endswith(("出来", "发现", "查出", "查到")):
        # 核查翻出来：多付电表款 is one statement.
        return f"{label}{rest}"
    if re.match("一[项个件]|最[大重要]+的?一[项个件次]|最[大要]的", label) or _THAT_TIME.fullmatch(label):
        # 一项要素最多的活动：… is a remark on the note, no part of what was done.
        return rest
    # 防汛：转移群众…: the label is the topic of what was done; 河西站没启用：… is a statement with what it rests on.
    topic = (
        len(label) <= 8
        and not label.endswith(("方面", "上"))
        and not re.search("[没未不已了完将是]|(?:[慢少低差晚难坏停]|超期|逾期|延期|滞后|超时|缺口)$", label)
    )
    return f"{label}方面，{rest}" if topic else f"{label}，{rest}"


#: A deed and how many of what the label names.
_DEED_OF = re.compile(
    r"(?P<verb>新装|加装|换装|新增|新购|清运|修缮|维修|改造|安装|更换|拆除|新建|改建|扩建|铺设|硬化|加固|清淤|疏浚|栽植|补种|种植|发放|采购|购置|配备|改厕)了?"
    r"(?=\d[\d.]*[万亿]?(?:户|座|盏|套|台|间|栋|公里|米|平方米|亩|艘|辆|根|口|眼|块|株|棵|组|部|件|个|吨|处))"
)
#: What may be dealt with so; a field of work is none.
_THING_OF = re.compile(
    "(?![^，。；]*(?:环境|安全|生产|保障|服务|治理|工作|整治|生态|文化|民生|产业|旅游|管理|队伍|宣传|项目|村|组|所|站|办|队|方面)$)"
    "(?:(?!防汛|防火|交通|水利|农业|林业|教育|卫生|医疗|党建|消防|安防|就业|住房|绿化|畜牧|基建|市政|环卫)[\u4e00-\u9fff]{2}|[\u4e00-\u9fff“”]{3,10})"
)
_PERIL = re.compile(
    "(?P<against>防御?|防范|迎战|抗击?|应对)?(?P<what>[^，。；]{0,10}(?:台风|暴雨|强降雨|洪水|洪峰|山洪|泥石流|寒潮|冰雹|雪灾|白灾|暴雪|旱灾|干旱|沙尘暴|地震|低温冰冻))"
)
_DATED = re.compile(r"\d{1,2}月\d{1,2}日")
_BARE_RATE = re.compile(r"(?<![\d.])(?P<before>\d[^，；。]*，)(?=\d[\d.]*[%％](?:（|，|；|。|$))")
#: 11月那回要单独写：11月2日至9日…
_THAT_TIME = re.compile("[^，。；：]{0,10}[那这]一?[回次仗场件](?:事)?(?:要|得|请)?(?:单独|重点|着重|详细|好好)?写?")
_WITH_WHOM = re.compile(r"[跟和与同][^，。；：\d]{2,10}(?:那边|这边|那头|对接的?)")
#: 增雨没达标, 参保率达标了
_JUDGED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:[没未](?:有|能)?(?:达标|完成任务|完成|达到目标|达到|到位)|已?达标)了?"
)
#: A goal with its figure, and a figure.
_HELD = re.compile(r"(?:目标|计划|任务|要求|应)[^，；。\d]{0,6}\d[^；。]*\d")
#: 县1场，乡镇12场，村里64场: events by who held them.
_LEVELS = {"省": "省级", "市": "市级", "县": "县级", "区": "区级", "镇": "镇级", "乡": "乡级", "乡镇": "乡镇"}
_LEVELS |= {"村": "村级", "社区": "社区", "街道": "街道", "单位": "单位", "学校": "学校", "企业": "企业"}
_LEVEL = re.compile(
    rf"(?P<level>{'|'.join(sorted(_LEVELS, key=len, reverse=True))})(?:里|上|级|一级)?(?:搞|办|开展|组织|做|演)?了?"
    r"(?P<count>\d[\d.]*[场次期回轮班])"
)


def _by_level(label: str, rest: str) -> str:
    """Events counted by who held them, each with the name of the event: 县级演练1场、乡镇级演练12场 ("" for others)."""
    folded = fold(rest)
    clauses = [rest[low:high].strip() for low, high in split(folded, 0, len(folded), "，、；")]
    found = [_LEVEL.match(one) for one in clauses]
    if len(found) < 2 or not all(found):
        return ""
    told = [
        f"{_LEVELS[one['level']]}{label}{one['count']}{clause[one.end() :]}"
        for one, clause in zip(found, clauses, strict=True)
        if one is not None
    ]
    return "、".join(told)


#: Labels that speak of a field of work, not of one deed.
_FIELDS = frozenset(
    ("宣传", "活动", "管理", "保障", "落实", "发展", "服务", "监督", "工作", "建设", "执行", "支出", "整改")
)
_THING = re.compile(r"(?!全|共|年|目标|计划|上年|去年|其中|一共|总共)(?P<thing>[\u4e00-\u9fff、“”]{1,10})(?=[约共]?\d)")


def _with_its_verb(label: str, rest: str) -> str:
    """What was counted under a label that is the verb of it: 征集：老照片1286张, 培训：档案员3期 ("" where the label is
    none or what stands behind has a verb of its own)."""
    folded = fold(rest)
    match = _THING.match(folded)
    verb = find_verb(folded, 0, len(folded), [])
    deed = verb is not None and (label not in words("notes")["events"] or verb[0] == 0)
    if match is None or label in _FIELDS or label in rest or deed:
        return ""
    if label in words("notes")["events"] and re.match(r"[约共]?\d[\d.]*[次场期轮回届课节]", rest[match.end() :]):
        # 消防演练2次, 档案员培训3期
        return f"{rest[: match.end()]}{label}{rest[match.end() :]}"
    return f"{label}{rest}" if label in verb_words() else ""


#: What stands over work that no heading names.
UNTITLED = "工作完成情况"


def keep_note(proposal: Proposal, home: str, genre: str, text: str, typed: str = "") -> None:
    """Keep a note at `home`, or where notes of its genre go; a row of work or findings takes it into its own list.
    `typed` are its words as they came, where they were put in another order."""
    if home not in (*NOTES, "work", "findings"):
        home = told_in(genre)
        if home == "findings" and not proposal.get("findings"):
            # What stands before the first finding is about all of them.
            home = "summary"
    if home not in ("work", "findings"):
        proposal.add(home, text, typed or text)
        return
    rows = proposal.rows(home)
    if not rows:
        # What is noted before any goal has a name.
        rows.append({"title": UNTITLED} if home == "work" else {})
    rows[-1].setdefault("notes", []).append(text)
    proposal.trace(f"{home}[{len(rows) - 1}].notes[{len(rows[-1]['notes']) - 1}]", text)
