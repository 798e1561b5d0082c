"""Verbs in front: 旱厕改造8所 is told as 改造旱厕8所, 教育讲座36场 as 举办教育讲座36场.

The reader of a report gains clauses that say what was done; the verb is the one that was noted, and none is put before
a thing that nobody said was made.

Limits: a clause that opens with whoever did it stays as it is, and so does one with an object behind its verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafter.facts.fact import Fact
from drafter.language.amounts import Amount
from drafter.language.kept_patterns import kept_patterns
from drafter.language.late import LatePattern
from drafter.language.lexicon import alternatives, words
from drafter.language.verbs import verb_words
from drafter.report.sentence import Part

#: What counts events, and what a clause opens with that has a verb of its own.
_EVENTS = frozenset(("场", "次", "期", "场次", "轮", "届", "班", "期次"))
#: 镇长召集调度会: whoever called it held it.
CONVENED = LatePattern("召集|主持")
#: What is shown is counted like a thing: 档案展1个.
_SHOWN = LatePattern("[\u4e00-\u9fff]{2}展(?:览)?$")
_ADVERBIAL = LatePattern(
    "[对为给向从在由把将各共再又就先按以用每联会同与和含]|全(?![民县市省区乡镇员域国行])|实际|下去|上门|现场|实地|其中|包括|分别|组织|开展|举办|召开|参[加与]|承办|协办|联办|观[摩看]|出席|列席|选送|组队|送展|接受|实施"
)
#: 岸上另外装了8个: what stands before the verb is no object of it.
_BESIDE = LatePattern("(?:另外?|又|再|还|也|陆续|先后|上|里|内|边|旁|平均|[日月年人户]均|总计|合计)$")
#: 资产每年盘点1次 says how often.
_EACH = LatePattern("每(?:年|半年|季度?|月|周|日|天)$")
#: What ends as times do.
_WHEN = LatePattern(
    "(?:那|当|这)[天晚年日夜次时]$|(?:期间|之后|以后|之前|以前|前后|上午|下午|凌晨|夜里|晚上|时|[汛雨雪灾震][期季后前]|到期|期满|届满)$|[\u4e00-\u9fff]{2}(?:以|之)?后$"
)
_WHO = ("工", "员", "师", "站", "所", "队")
_ROLE = re.compile(r"\.(time|adverbial|verb|object|words|figure)(?:\.\d+)*$")
#: 补做, 重建: a verb that the lexicon need not know.
_AGAIN = LatePattern("[补重再复][做办建修装验测填报]|第[一二三四五六七八九十\\d]")
#: What a figure counts in that is no thing: points, shares, time.
_UNCOUNTED = LatePattern(
    "^\\d[\\d.]*$|(?:分|场|届|期|轮|%|％|百分点|小时|分钟|天|日|个月|年|工作日)(?:以?内|之内|左右|以上|以下)?$"
)
#: 本来要建15个 is no object of what is built.
_PLANNED = LatePattern("本来|原本|原计划|计划|应当|应该|[要拟将可能未没不还]$|没有$")
#: 冲坏的站, 查出的隐患: the time before says when that happened.
_PARTED = LatePattern("[\u4e00-\u9fff]{2,}(?<![目标有])的[\u4e00-\u9fff]")
#: 部门预算调剂16.85万元 says where money came from.
_SOURCE = LatePattern("(?:预算|经费|资金|预备费|结余|财政|专户)$")
#: 口蹄疫免疫1.84万头: against what, not whom.
_DISEASE = LatePattern("(?:疫|病|瘟|流感)$")
#: What stands between an object and its verb and belongs to the verb: 免费筛查.
_ADVERB = LatePattern(
    "(?P<object>.{2,}?)(?P<adverb>免费|紧急|有序|及时|提前|就地|就近|分批|定期|临时|主动|依法|现场|上门|入户|实地|集中|统一|联合|全部|累计|自主|公开|重新|已经|已|均|共|新|全)$"
)

#: 紧急转移312人: how it was done, and nothing that it was done to.
_MANNER = LatePattern(
    "(?:紧急|有序|及时|安全|提前|就地|就近|分批|定期|临时|主动|依法|妥善|成功|成套|全面|全力|重点|集中|统一|联合|同步|异地"
    "|跨[省市县区]|[省市县区]内外?|线[上下]|网上|累计|免费|公开|自主|科学|规范)+$"
)

#: “12345”热线: a figure in marks is a name.
_QUOTED = LatePattern("“[^”]*”")
#: Who is trained.
_TRAINED = LatePattern(
    "(?:[员人户民工师者长生医农]|干部|骨干|代表|队伍|教师|司机|保姆|书记|主任|学徒|能手|带头人)(?:和[^，。；]{1,8})?$"
)


def light_verb(parts: Sequence[Part], figures: Sequence[tuple[Amount, Fact]], verb: str) -> tuple[int, str] | None:
    """Where the verb stands that a counted event lacks, and which: 教育讲座36场 is 举办教育讲座36场. None where the
    clause has a verb of its own or tells no event."""
    if not figures:
        return None
    given = words("notes")["given"].get(figures[0][0].unit)
    if given is not None:
        at = next((index for index, part in enumerate(parts) if part is figures[0][1]), 0)
        before = "" if at == 0 else str(parts[at - 1])
        for noun, said in given.items():
            # 11月问卷800份 is 11月发放问卷800份, 国家级媒体17篇 is 国家级媒体刊发报道17篇.
            by = noun in words("notes")["given"]["by"]
            if (by or not verb) and before.endswith(noun) and "，" not in before:
                return (at, said) if by else (at - 1, said)
        return None
    shown = figures[0][0].unit == "个" and _SHOWN.search("".join(map(str, parts[:-1]))) is not None
    events = figures[0][0].unit in _EVENTS or str(parts[-1]) == "活动" or shown
    if not events or verb in words("notes")["events"].values():
        return None
    timed = isinstance(parts[0], Fact) and ".time" in parts[0].path
    # 5月举办…, but 举办暑期儿童安全课: a season before a name is part of it.
    first = 1 if timed and re.search(r"\d", str(parts[0])) else 0
    at = next((index for index, part in enumerate(parts) if part is figures[0][1]), 0)
    name = "".join(str(part) for part in parts[first:at])
    bare = "".join(str(part) for part in parts[1 if timed else 0 : at])
    # 养护工技能培训8期: who is called by what he does.
    who = name[:2] in verb_words() and name[2:3] in _WHO
    done = name[:2] in verb_words() and not who
    verb = "" if who and name.startswith(verb) else verb
    if len(name) < 4 or _ADVERBIAL.match(bare) or CONVENED.search(name) or "，" in name or done:
        return None
    for noun, light in words("notes")["events"].items():
        # 普法宣讲28场: a verb right before the noun is part of its name.
        # “质量开放日” is a name in marks.
        if name.rstrip("”").endswith(noun) and (not verb or verb in noun or name.endswith((verb, verb + noun))):
            return first, light
    return None


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """The verbs that go before their object, those of them before which whoever did it may stand, and what that is."""
    data = words("verbs")
    listed = data["fronted"]
    made = {verb for group in listed["made"] for verb in data["groups"][group]} | set(listed["also_made"])
    done = {verb for group in listed["done"] for verb in data["groups"][group]} | set(listed["also_done"])
    never = set(listed["never"])
    return (
        frozenset(made - never),
        frozenset(done - never),
        kept_patterns().compiled(f"(?:{alternatives(listed['agents'])})$"),
    )


def fronted(parts: list[Part]) -> list[Part]:
    """The parts of a deed with its verb before the object that was noted before it."""
    roles = [_role(part) for part in parts]
    start = 1 if roles and roles[0] == "time" else 0
    if roles[start : start + 3] != ["adverbial", "verb", "figure"]:
        return parts
    thing, verb = parts[start], parts[start + 1]
    made, done, agents = _verbs()
    text, what = str(thing), str(verb)
    if (what not in made and what not in done) or len(text) < 2 or "，" in text or _ADVERBIAL.match(text):
        return parts
    if (
        re.search(r"\d", _QUOTED.sub("", text))
        or _PLANNED.search(text)
        or text.endswith(tuple(words("verbs")["fronted"]["compounds"]))
    ):
        return parts
    if _MANNER.match(text) or text in words("verbs")["fronted"]["matters"]:
        return parts
    if text.endswith("化") or (what == "编制" and str(parts[start + 2])[-1:] in "名个人"):
        # 茶厂清洁化改造9家 and 行政编制22名 are one name each.
        return parts
    if what == "培训" and not _TRAINED.search(text):
        # 渔民转产培训96人: what it was about, not who was trained.
        return parts
    if what == "免疫" and _DISEASE.search(text):
        return parts
    if _SOURCE.search(text) and what in words("verbs")["groups"]["buy"]:
        return parts
    if start and _PARTED.search(text):
        # 5月底冲坏的站修复13座: when they broke, not when they were mended.
        return parts
    if what == "接种" and re.search("疫苗.", text):
        # HPV疫苗在校女生接种3120人: what and who, one name.
        return parts
    if _BESIDE.search(text) or text.endswith("、") or _EACH.search(text):
        # 解除旧合同、收回6间: two deeds.
        return parts
    if _WHEN.search(text):
        # 7月8日暴雨那晚转移213户: when it was, nothing that was moved.
        return parts
    if what not in made and agents.search(text):
        return parts
    if text[:2] in verb_words() or _AGAIN.match(text) or _UNCOUNTED.search(str(parts[start + 2])):
        # 补做芯样检测114组 has its verb in front; 低产改造56分, 坏灯修复48小时内 count no thing.
        return parts
    assert isinstance(thing, Fact)
    # 医疗救助, 安全检查 are one name each; 免费 goes with the verb.
    split = _ADVERB.match(text)
    moved: list[Part] = [verb, thing]
    if split is not None:
        moved = [Fact(f"{thing.path}.adverb", split["adverb"], also=thing.also), verb]
        moved.append(Fact(thing.path, split["object"], also=thing.also))
    return [*parts[:start], *moved, *parts[start + 2 :]]


def _role(part: Part) -> str:
    match = _ROLE.search(part.path) if isinstance(part, Fact) else None
    return match[1] if match else ""
