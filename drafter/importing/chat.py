"""A chat pasted as notes: who spoke before every line, names called with @, pictures, a figure put right later on.

The writer gains that 财务科：支出410万 is read as 支出410万, that 更正！路灯不是86盏是92盏 puts 92 in the place of 86,
and that nothing of how people talk to each other stands in the report; who spoke stays in the case as a comment.

Limits: only where most lines open with one of few offices or people, some of them more than once; a label that leads
somewhere is none of them. A figure is put right where one thing, counted in the same unit, has it before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.importing.labels import known_label
from drafter.language.lexicon import alternatives

#: So many lines, and this share of all, open with who spoke.
_LEAST, _SHARE = 4, 0.6
#: A page that takes back more figures is none that people wrote.
_MOST = 60
#: How long a clause may be in front of its figure.
_CLAUSE = 80
_ENDS = (
    *("科", "股", "室", "处", "办", "站", "所", "队", "组", "部", "中心", "公司", "局", "馆", "院", "校"),
    *("镇", "乡", "村", "社区", "街道", "会计", "出纳", "主任", "科长", "局长", "股长", "所长", "站长"),
    *("经理", "工", "师傅", "老师", "姐", "哥", "总"),
)
_SPOKE = re.compile(
    rf"^[ \t\u3000]*(?P<who>[\u4e00-\u9fff]{{1,8}}?(?:{alternatives(_ENDS)})|[老小][\u4e00-\u9fff]{{1,2}})"
    r"(?:[（(][^（）()\n]{1,10}[）)])?[：:][ \t\u3000]*(?=\S)"
)
#: 规财股 9:02  年初…, and over what is said: 王工 2025-01-06 09:02:11
_TIMED = re.compile(
    r"^[ \t\u3000]*(?P<who>[\u4e00-\u9fffA-Za-z]{1,10}(?:[（(][^（）()\n]{1,10}[）)])?)[ \t\u3000]+"
    r"(?:(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ \t\u3000]+)?"
    r"(?:[上下]午|早上|晚上)?\d{1,2}[：:][0-5]\d(?:[：:][0-5]\d)?[ \t\u3000]*[：:]?[ \t\u3000]*"
)
#: 单位全称？ 规财股：某县某局
_ASKED = re.compile(
    r"^(?P<what>[^，。；？?：:\n]{2,12}?)(?:[^，。；？?：:\n]?得)?(?:是什么|是多少|怎么样|怎样|如何|多少|呢|吗)?"
    r"[？?][ \t\u3000]*"
    r"(?P<who>[\u4e00-\u9fff]{1,8})[：:][ \t\u3000]*(?=\S)"
)
#: @张工 更正, @所有人
_CALLED = re.compile(r"@[\u4e00-\u9fffA-Za-z0-9]{1,8}?(?=[ \u3000，,：:]|更正|收到|$)[ \u3000，,：:]*", re.MULTILINE)
#: A hand that points says what a colon says; other pictures say nothing that a report tells.
_POINTS = re.compile("[ ]*(?:\U0001f449|➡️?|☞)[ ]*")
_PICTURE = re.compile("[\U0001f000-\U0001faff\u2600-\u2604\u260e\u2614-\u261d\u2639-\u263c\u2764\ufe0f\u200d]+")
#: 更正！路灯不是86盏是92盏，…
_PUT_RIGHT = re.compile(
    r"(?P<lead>(?:更正|纠正|改一下|说错了|报错了|写错了)(?:一下)?[！!，,。：: \u3000]+)?"
    r"(?P<head>[\u4e00-\u9fff]{0,10}?)(?:应该|其实)?不是"
    r"(?P<wrong>\d[\d.]*)(?P<own>[万亿]?[\u4e00-\u9fff]{0,3}?)[，,]?(?:应该|而)?是(?P<right>\d[\d.]*)"
    r"(?P<unit>[万亿]?[\u4e00-\u9fff]{1,3}?)(?=[，,。；;！!（(\n]|$)(?P<more>[^。；;\n]*)"
)
#: 规范管理率78.5%
_INDICATOR = re.compile(r"[\u4e00-\u9fff]{2,8}[率量数度]\d")
#: What only says that one has read.
_HEARD = re.compile(
    r"^[ \t]*(?:收到|好的?|嗯+|行|可以|明白|知道了|OK|ok|辛苦了?|谢谢|感谢|齐了|没了|就这些)(?:了|哈|啊|谢谢|辛苦了?)?"
    r"[。！!~～ ]*$",
    re.MULTILINE,
)
#: ↑打错了，是116处！
_MISTYPED = re.compile(
    r"(?:^|(?<=\n))[ \t]*[↑^]*(?:上面|上一条|刚才|前面)?(?:那条|那个|的)?(?:打|写|说|报|记|输|敲)错了?[，,！! ]*"
    r"(?:应该|应)?是"
    r"(?P<right>\d[\d.]*)(?P<unit>[万亿]?[\u4e00-\u9fff]{0,2}?)(?=[，,。；;！!\n]|$)[，,。；;！! ]*(?P<more>[^\n]*)"
)
#: 改了113没错
_STANDS = re.compile(r"^[^，。；\n]{0,12}\d[^，。；\n]{0,4}(?:没错|不变|是对的|没问题)[，。；！! ]*")
#: 目标也是92
_ALSO = re.compile("(?P<what>目标|计划|任务|上年|去年)也是(?=\\d)")


def with_chat(text: str, genre: str) -> tuple[str, list[str]]:
    """A chat without who spoke and without what people only say to each other, and who spoke; other text as it is but
    for pictures."""
    text = put_right_later(_PICTURE.sub("", _POINTS.sub("：", text)))
    lines = text.split("\n")
    spoke = [_speaker(line, genre) for line in lines]
    who = [one["who"] for one in spoke if one is not None]
    filled = sum(bool(line.strip()) for line in lines)
    if len(who) < _LEAST or len(who) < _SHARE * filled or len(set(who)) == len(who):
        return text, []
    told = [line if one is None else line[one.end() :] for line, one in zip(lines, spoke, strict=True)]
    spoken = [_ASKED.sub(lambda one: _answered(one, who), _CALLED.sub("", line)) for line in told]
    return _retyped(_HEARD.sub("", "\n".join(spoken))), list(dict.fromkeys(who))


def _answered(match: re.Match[str], who: Sequence[str]) -> str:
    """What was asked as the label of what another one answered, before an indicator as its first words."""
    behind = match.string[match.end() :]
    mark = "" if _INDICATOR.match(behind) else "："
    known = any(re.split("[（(]", one)[0] == match["who"] for one in who)
    return f"{match['what']}{mark}" if known else match[0]


def _speaker(line: str, genre: str) -> re.Match[str] | None:
    """Who speaks on a line, None where a label opens it or nobody does."""
    if (timed := _TIMED.match(line)) is not None:
        return timed
    match = _SPOKE.match(line)
    return match if match is not None and not known_label(match["who"], genre) else None


def put_right_later(text: str) -> str:
    """A text whose figures that a later line puts right (路灯不是86盏是92盏) stand as they are put right, what is said
    behind them as well."""
    at = 0
    for _ in range(_MOST):
        if (match := _PUT_RIGHT.search(text, at)) is None:
            break
        at = match.end()
        said = _told_before(text[: match.start()], match)
        more = _ALSO.sub(r"\g<what>", match["more"].rstrip("，,！! "))
        right = match["right"] + match["unit"]
        if said is None:
            if match["lead"] is None:
                continue
            put = f"{match['head']}{right}{more}"
            text, at = text[: match.start()] + put + text[match.end() :], match.start() + len(put)
            continue
        behind = text[said[1] : match.start()]
        # What is said of the figure parts what stands behind it: 修85盏，其中…；换12盏.
        behind = re.sub("^[，,]", "；", behind) if more else behind
        put = text[: said[0]] + right + more + behind
        text, at = put + text[match.end() :].lstrip("，,。；; "), len(put)
    return text


def _retyped(text: str) -> str:
    """A text in which what the last message mistyped stands as it is put right."""
    at = 0
    for _ in range(_MOST):
        if (match := _MISTYPED.search(text, at)) is None:
            break
        at = match.end()
        right, unit = match["right"], match["unit"]
        start = text.rfind("\n", 0, max(0, match.start() - 1)) + 1
        spans = [*re.finditer(rf"(?<![\d.])\d[\d.]*(?={re.escape(unit)})", text[start : match.start()])][:_MOST]
        # Two that changed places are the commonest slip.
        alike = [one for one in spans if sorted(one[0]) == sorted(right)] or [
            one for one in spans if len(one[0]) == len(right)
        ]
        if not alike:
            continue
        wrong = alike[0]
        more = _STANDS.sub("", match["more"])
        put = text[: start + wrong.start()] + right + text[start + wrong.end() : match.start()] + more
        text, at = put + text[match.end() :], len(put)
    return text


def _told_before(before: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the figure that is taken back stands in what was said before, behind the words that name it."""
    unit = match["own"] or match["unit"]
    spans = list(re.finditer(rf"(?<![\d.]){re.escape(match['wrong'])}{re.escape(unit)}", before))[-_MOST:]
    named = [one for one in spans if not match["head"] or _names(before, one, match["head"])]
    fitting: Sequence[re.Match[str]] = named or (spans if len(spans) == 1 else [])
    return fitting[-1].span() if fitting else None


def _names(before: str, found: re.Match[str], head: str) -> bool:
    """Whether the words before a figure name what is put right."""
    clause = re.split("[，,。；;！!\n]", before[max(0, found.start() - _CLAUSE) : found.start()])[-1]
    return head in clause or head[-2:] in clause or head[:2] in clause
