"""Who told a line and by what way, in front of it: [微信 8.20 平台厂家] …, 电话记录 7月9日夜：…, 7月 主任电话里说：….

The writer gains that the words behind are read like any others, with the day in front that the line was told on; who
told it is listed and stays in the case as a comment.

Limits: a way of telling must be named; who speaks at a meeting of the unit (局长办公会定了…) is part of what happened.
"""

from __future__ import annotations

import re

from drafter.importing.dates import told_day
from drafter.language.times import opening_time

_WAY = r"(?:微信|QQ|钉钉|群|电话|短信|邮件|语音|录音|口头|来电|口述|留言|飞书|工作群|传真|转发)"
_DAY = r"(?:(?:20)?\d\d[年./-])?(?:1[0-2]|0?[1-9])(?:月|[./／-])(?:3[01]|[12]\d|0?[1-9])?[日号]?(?:[上中下]旬|底|初)?"
_PART = r"(?:夜里?|晚上?|凌晨|早上?|上午|中午|下午|傍晚)?"
#: [微信 8.20 平台厂家] and 【群里 9月3日 王工】
_ASKS = r"(?![^\]】〕)）\n]*(?:第三方|回访|调查|测评|热线|满意))"
_BOXED = re.compile(
    rf"^(?P<blank>[ \t\u3000]*(?:[-·•] ?|\d{{1,3}}[、)）] ?)?)[\[【〔(（](?P<said>(?=[^\]】〕)）\n]*{_WAY}){_ASKS}"
    r"[^\]】〕)），。；：\n]{2,24})[\]】〕)）][ \u3000：:]*(?=\S)",
    re.MULTILINE,
)
#: 电话记录 7月9日夜：, 微信（8.20，平台厂家）：; 短信：发了4.12万条 is about messages.
_RECORD = re.compile(
    rf"^(?P<blank>[ \t\u3000]*(?:[-·•] ?|\d{{1,3}}[、)）] ?)?)(?P<said>{_WAY}(?!公众号|平台|小程序|群发|预警)"
    rf"(?:(?:记录|纪要|聊天|消息|里|上)[ \u3000，（(]*(?P<day>{_DAY}{_PART})?|[ \u3000，（(]*(?P<dated>{_DAY}{_PART}))"
    r"[ \u3000，]*[^，。；：:（）()\d\n]{0,8}[）)]?)[ \u3000]*[：:][ \u3000]*(?=\S)",
    re.MULTILINE,
)
#: 7月 法援主任电话里说：, 张工微信上回：
_SPOKEN = re.compile(
    rf"^(?P<blank>[ \t\u3000]*(?:[-·•] ?|\d{{1,3}}[、)）] ?)?)(?P<day>{_DAY})?[ \u3000，]*"
    rf"(?P<said>[\u4e00-\u9fff]{{0,10}}?(?:在|从|打|发)?(?P<way>{_WAY})(?:里|上|中|来)?(?:又|也|还)?"
    r"(?:说|讲|报|回|发来|反映|告诉|告知|汇报|补充|通知|转来|提到|问)"
    r"(?:了|的|来|过来|一句)?)[ \u3000]*[：:，][ \u3000]*(?=\S)",
    re.MULTILINE,
)
#: What people answer before they come to the matter.
_HEARD = re.compile(r"(?<=日，)(?:收到|好的?|行|嗯|OK|ok|明白|知道了)[。，！,!.][ \u3000]*")
_BARE = re.compile(rf"(?<![\d.])(?P<day>{_DAY})(?P<part>{_PART})(?![\d.%])")


def without_tellers(text: str) -> tuple[str, list[str]]:
    """A text whose lines open with the day on which they were told instead of who told them how, and who that was."""
    found: list[str] = []

    def boxed(match: re.Match[str]) -> str:
        found.append(match["said"].strip())
        day = _BARE.search(match["said"])
        return match["blank"] + (_told(day["day"]) + day["part"] + "，" if day is not None else "")

    def spoken(match: re.Match[str]) -> str:
        found.append(match["said"].strip(" \u3000，（("))
        day = match["day"] or match.groupdict().get("dated")
        return match["blank"] + (_told(day) + "，" if day else "")

    text = _HEARD.sub("", _BOXED.sub(boxed, text))
    return _SPOKEN.sub(spoken, _RECORD.sub(spoken, text)), found


def _told(day: str) -> str:
    """8.20 as 8月20日."""
    match = re.match(r"(?:(?:20)?\d\d[./／-])?(?P<month>\d{1,2})[./／-](?P<day>\d{1,2})(?![./／-]?\d)", day)
    if match is None:
        return re.sub(r"^(?:20)?\d\d年", "", day)
    return told_day(match["month"], match["day"]) + day[match.end() :].lstrip("日号")


#: 12月　满意度：…: when something was done stands before the label that leads it.
_TIMED_LABEL = re.compile(
    r"^(?P<blank>[ \t\u3000]*)(?P<time>[^\n：:，。；]{2,14}?)[ \u3000]+(?P<label>[\u4e00-\u9fff]{2,8})"
    r"[：:][ \u3000]*(?=\S)",
    re.MULTILINE,
)
_TIMED = re.compile(
    r"^(?P<blank>[ \t\u3000]*)(?P<time>[^\n：:，。；]{2,16}?)[ \u3000]+(?=[\u4e00-\u9fff“《\d])", re.MULTILINE
)


def with_times(text: str) -> str:
    """A text whose times in front of lines stand without a blank, behind the label where the line has one."""

    def labelled(match: re.Match[str]) -> str:
        whole = opening_time(match["time"], 0, len(match["time"])) == len(match["time"])
        return f"{match['blank']}{match['label']}：{match['time']}" if whole else match[0]

    def timed(match: re.Match[str]) -> str:
        whole = opening_time(match["time"], 0, len(match["time"])) == len(match["time"])
        return f"{match['blank']}{match['time']}" if whole else match[0]

    return _TIMED.sub(timed, _TIMED_LABEL.sub(labelled, text))
