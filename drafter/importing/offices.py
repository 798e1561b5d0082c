"""What each office within the unit put right: [办公室] 第一议题不经常：8月12日定了制度, line under line.

The writer gains that each such line is read as a finding of its own; the office is for the clerk.

Limits: only in a rectification, where so many lines have an office in a box or before a dash.
"""

from __future__ import annotations

import re

_BOX = re.compile(r"^[ \t\u3000]*[【\[〔](?P<office>[\u4e00-\u9fff]{2,6})[】\]〕][ \u3000]*(?P<rest>\S.+)$")
_OFFICE = re.compile(r"[股科室处办站队组]$|中心$|所$")
#: △ behind a problem says that it is still open.
_OPEN = re.compile(r" ?[△▲◇○] ?")
_FROM = re.compile(r"^(?P<head>[\u4e00-\u9fff“”]{3,16}) (?=\d[\d.]*(?:%|分钟|天|小时)? ?(?:→|->|—>))")
#: 党费少收的补收1.26万元: what was put right stands right behind what was wrong.
_PUT_RIGHT = re.compile(r"(?<=[少多漏欠错超])(?P<verb>[收付发缴报计])的(?=(?:已)?[补退追]\S)")
#: 2个支部超期没换届，9月底都换好了: behind the comma it is said what was done.
_DONE = re.compile(
    r"，(?=(?:\d{1,2}月|(?:现在|目前|现|均|都|全部?|已经?)+[^，。；\d]{0,4}[改换补退还清完办整销建配装设定签停收追修撤调]"
    r"|(?:清退|招聘?|补|退|追|收回|新|送|配|装|改|发|停|撤|调整|聘|办)\S{0,6}?\d))"
)
_OBJECT = re.compile(r"^[补退追][收缴发退回付还计]?(?=\d)")
#: 没换届：9月底都换好了 leaves out what the problem named.
_ELLIPSIS = re.compile(
    r"[没未](?P<verb>[\u4e00-\u9fff])(?P<what>[\u4e00-\u9fff]{1,4})：(?P<before>[^，；。]{0,12}?)(?:都|均|已)*(?P=verb)(?:好|完|成|齐)了?"
    r"(?=[，；。]|$)"
)
#: 缺27名：招了15，还缺12: what was done counts what the problem counts.
_COUNTS = re.compile(r"[^\d：]\d+(?P<unit>[名人个台套处项户家件份])[^\d：]{0,6}：")
_BARE = re.compile(
    r"(?P<head>清退|招聘?了?|招录|还缺|尚缺|剩下?|还剩|退|改|整改|完成|补|配)(?P<number>\d+)(?=[，；。）]|$)"
)
_NAME = 4
_HEAD = re.compile(r"[：。]|——|→")
_UP = re.compile(r"[。；]?\n[ \u3000]*[↑⤴]+ ?(?:为什么|为啥|原因)(?:是)?[：:，]? ?")
#: So many lines with boxes are a list of offices.
_LEAST = 4
#: How much of a problem must stand before what was done.
_SHORT, _LONG = 4, 30


def with_offices(text: str, genre: str) -> str:
    """The notes of a rectification whose lines of offices are numbered as findings, what was done behind a colon."""
    if genre != "rectification":
        return text
    lines = text.split("\n")
    boxed = {at: match for at, line in enumerate(lines) if (match := _BOX.match(line)) is not None}
    named = [match for match in boxed.values() if _OFFICE.search(match["office"])]
    again = len({match["office"] for match in boxed.values()}) < len(boxed)
    if len(boxed) < _LEAST or not (named or again):
        return text
    for number, (at, match) in enumerate(boxed.items(), 1):
        lines[at] = f"（{number}）{settled_apart(match['rest'])}"
    return "\n".join(lines)


def _completed(text: str) -> str:
    def told(match: re.Match[str]) -> str:
        verb, what = match["verb"], match["what"]
        said = f"办完{what}" if verb == "办" else f"完成{verb}{what}"
        return f"{match[0][: match.start('before') - match.start()]}{match['before']}{said}"

    return _ELLIPSIS.sub(told, text)


def _counted(text: str) -> str:
    head = _COUNTS.search(text)
    if head is None:
        return text
    return text[: head.end()] + _BARE.sub(rf"\g<head>\g<number>{head['unit']}", text[head.end() :])


def joined_reasons(text: str) -> str:
    """A text whose lines that point up (↑为什么：…) go on with the line above."""
    return _UP.sub("。原因：", text)


def settled_apart(text: str) -> str:
    """A finding with what was done behind a colon, and a sign that it is open as its status."""
    sign = _OPEN.search(text)
    open_ = sign is not None
    head = _HEAD.search(text)
    if sign is not None:
        parts = sign.end() < len(text) and (head is None or sign.start() < head.start())
        text = f"{text[: sign.start()]}{'：' if parts else ''}{text[sign.end() :]}"
    text = _OPEN.sub("", text).replace("。：", "。")
    if (parted := _FROM.match(text)) is not None:
        text = f"{parted['head']}：{text[parted.end() :]}"
    head = _HEAD.search(text)
    if (put := _PUT_RIGHT.search(text)) is not None and (head is None or put.start() < head.start()):
        name = text[: put.start()].rstrip("少多漏欠错超")
        more = text[put.end() :]
        # 党费少收：补收党费1.26万元
        said = _OBJECT.sub(rf"\g<0>{name}", more, count=1) if 1 < len(name) <= _NAME else more
        text = f"{text[: put.end('verb')]}：{said}"
        head = _HEAD.search(text)
    done = _DONE.search(text)
    if done is not None and _SHORT <= done.start() <= _LONG and (head is None or done.start() < head.start()):
        text = f"{text[: done.start()]}：{text[done.end() :]}"
    text = _counted(_completed(text))
    return f"{text.rstrip('。； ')}【正在推进】" if open_ else text
