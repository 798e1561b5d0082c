"""One deed with all that belongs to it on a line parted by ；: when, by what rule, to what end, with whom, where, how.

The writer gains one sentence: 9月3日至5日，依据《办法》，为防止漏登，会同甲局，在2个港口采取….

Limits: only lines that open with a time and name a basis or who it was done with; what is counted and found behind that
stays as it stands.
"""

from __future__ import annotations

import re

from drafter.claims.note import read_note
from drafter.language.amounts import amounts
from drafter.language.marks import fold, split
from drafter.language.times import opening_time

_LINE = re.compile(r"^(?P<head>[^\n：:；，。]*[：:][ \u3000]*|[ \t\u3000]*)(?P<rest>[^\n]*[；;][^\n]*)$", re.MULTILINE)
_BASIS = re.compile(
    "接到?[\u4e00-\u9fff]{2,14}(?:通报|报告|报警|预警|通知|指令)$|依据|根据|按照|按(?=[\u4e00-\u9fff]{0,8}《|[\u4e00-\u9fff]{2,14}(?:令|预案|方案|部署|通知|指令|要求)$)"
)
_WITH = re.compile("会同|联合|协同|邀请")
#: What opens an end.
_AIM = re.compile(
    "(?P<when>[\u4e00-\u9fff]{0,6}?)(?P<aim>为了?|防止|防范|预防|消除|摸清|查清|弄清|保障|确保|避免|减少|解决|化解|守住|保住|杜绝)"
)
_PLACE = re.compile(
    "(?:[坡岭沟谷湾]|港|码头|航段|险工段|路段|河段|库|村|社区|所|站|馆|区|镇|乡|河|湖|海域|水域|街|场|校|院|岛|线|堤|园|楼|层|点|市场|工地|沿线)$"
)
#: 7月11日至20日
_DAYS = re.compile(r"(?<=日)[至到—～~-]+\d{1,2}[日号]$")
#: 征集品 and 养殖户 only open like a verb.
_NOUN = re.compile("[\u4e00-\u9fff]{1,4}[品员户人物车船机件房]\\d")
#: 11月2日到9号
_TO_DAY = re.compile(r"(?P<first>\d{1,2}月\d{1,2}日)(?:到|至|—+|-)(?P<last>\d{1,2})号(?![楼线路机闸泵井])")
#: 市防指下的通知（《…的通知》），
_NOTICE = re.compile(
    r"(?<=，)(?P<who>[\u4e00-\u9fff]{2,10})下(?:发)?(?:了)?的?(?:通知|文件|函|文)[（(](?P<title>《[^》\n]+》)[）)](?=[，,])"
)
#: …，要保果园。会同甲局: what it was for and with whom are of one deed.
_AIMED = re.compile(
    r"[，,](?:为了?|要)(?P<aim>(?:保|防|确保|保障)[^，,。；\n]{2,30})[。，,](?:我们|我局|中心)?(?=会同|联合)"
)
#: 3月2日14时
_HOUR = re.compile(r"\d{1,2}月\d{1,2}日(?:[上下]午|凌晨|傍晚|晚)?\d{1,2}[时点](?:\d{1,2}分|许|半)?")
#: 出动队员128人 is a deed.
_SENT = re.compile("出动|投入|动员|派出|组织|调集|抽调|转移|疏散")
#: So many elements make such a line.
_LEAST = 3
_LONGEST = 20


def with_elements(text: str) -> str:
    """A text whose lines of one deed and its elements are sentences."""
    text = _TO_DAY.sub(r"\g<first>至\g<last>日", text)
    text = _AIMED.sub(r"，为\g<aim>，", _NOTICE.sub(r"依据\g<who>\g<title>", text))
    return _LINE.sub(lambda match: match["head"] + _told(match["rest"]), text)


def _told(rest: str) -> str:
    folded = fold(rest)
    parts = [rest[low:high].strip() for low, high in split(folded, 0, len(folded), "；")]
    when = _DAYS.sub("", fold(parts[0]))
    if not when or (opening_time(when, 0, len(when)) != len(when) and not _HOUR.fullmatch(when)):
        return rest
    kinds = [_BASIS.match(part) is not None or _WITH.match(part) is not None for part in parts]
    if not any(kinds):
        return rest
    done = [parts[0]]
    last = max(at for at, one in enumerate(kinds) if one)
    at = 1
    while at < len(parts):
        said = _element(parts[at], at < last)
        if not said:
            break
        # 在2个港口采取…的办法 goes without a comma.
        close = said.startswith("采取") and done[-1].startswith("在") and len(done[-1]) <= _LONGEST
        done[-1:] = [done[-1] + said] if close else [done[-1], said]
        at += 1
    if at < _LEAST:
        return rest
    if at < len(parts) and done[-1].startswith("在") and not _thing(parts[at]):
        # 在石门水库，24小时轮班: a place is of what comes behind it.
        done.append(parts[at])
        at += 1
    if at < len(parts) and _thing(parts[at]):
        # 征集品1264件 and 清点编目 are one deed.
        deed = at + 1 < len(parts) and re.fullmatch("[\u4e00-\u9fff]{4}", parts[at + 1]) and _deed(parts[at + 1])
        done.append(f"{parts[at + 1] if deed else '涉及'}{parts[at]}")
        at += 2 if deed else 1
        if not deed and at < len(parts):
            # 涉及养殖户42户，清除网箱318口: what was done with them goes on.
            done.append(parts[at])
            at += 1
    return "；".join(["，".join(done), *(part for part in parts[at:] if part)])


def _element(part: str, early: bool) -> str:
    """One element as a sentence tells it ("" where it is none); `early`: others come behind."""
    folded = fold(part)
    if _BASIS.match(part):
        return re.sub("》、(?=[^《、]{2,}$)", "》和", part)
    if _WITH.match(part):
        return part
    aim = _AIM.match(part)
    if aim is not None and not amounts(folded) and "了" not in part[aim.end() :]:
        if aim["aim"] in ("为", "为了"):
            return part
        return f"为在{part}" if aim["when"].endswith(("前", "期间")) else f"为{part}"
    bare = re.sub(r"\d+号", "", folded)
    if _PLACE.search(folded) and not _deed(part):
        return part if part.startswith("在") else f"在{part}"
    if not amounts(bare) and not early and "、" in part and "，" not in folded:
        return f"采取{part}的办法"
    return ""


def _deed(part: str) -> bool:
    """Whether a part has a verb of its own."""
    return any(piece.role == "verb" for one in read_note(part).segments for piece in one.pieces)


def _thing(part: str) -> bool:
    """Whether a part is only what was dealt with, and how many."""
    found = amounts(fold(part))
    if _SENT.match(part):
        return False
    return (
        len(found) == 1
        and found[0].start > 1
        and found[0].end == len(part)
        and (_NOUN.match(fold(part)) is not None or not _deed(part))
    )
