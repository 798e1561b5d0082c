"""Which of the opening lines of a text are its title.

The reader gains the whole title in its order, where it is written on two or three lines: the name of the project above,
what kind of report it is below (GB/T 9704-2012, 7.3.1: a title may be set on several lines).

Limits: the name of an office that a blank line parts from a title is none of it; a line in brackets under a title is
left to itself.
"""

from __future__ import annotations

import re

from drafter.reading.passage import Passage, join
from drafter.reading.piece import Piece

#: What the title of a report ends with.
TITLE = re.compile(
    r"(?:报告|总结|汇报|说明|通报|自评表|情况|方案|公告|公示|通知|意见|决算|预算)(?:[（(].{1,12}[）)])?$"
)
#: Behind these the kind of report may still come: 部门决算 ⏎ 情况说明.
_GOES_ON = re.compile(r"(?:情况|方案|公示|意见|决算|预算)$")
_KIND = re.compile(r".{0,20}(?:报告|总结|汇报|说明|通报|自评表)$")
#: What stands above a title and is none of it: a document number, a mark of secrecy, an attachment, a letterhead, a
#: date, the label of an entry.
_ABOVE = re.compile(
    r".*[〔［\[(（]\s*(?:19|20)\d\d\s*[〕］\])）].{0,12}号|附件?\s*[\d一二三四五六七八九十]*[：:]?$|(?:绝密|机密|秘密|内部|公开|特急|加急|急件).{0,8}$"
    r"|.*文件$|.*\d{1,2}\s*月\s*\d{1,2}\s*日$|\d{4}[-./]\d|.*[：:]|目录$|目\s*录$|[—–-]+$"
)
_OFFICE = re.compile(
    r"(?:局|政府|委|委员会|办|办公室|厅|部|院|处|室|中心|组|科|股|所|站|单位|公司|人大|政协|镇|乡|街道|县|市|区|省|学校|中学|小学|医院)$"
)
_LATE = 6
_MOST = 4
_LONGEST = 40
_ENDS = "。；：，！？、:;,.)）】」"


def title(found: list[Piece]) -> tuple[int, int]:
    """Start and end of the pieces that are the title; equal where there is none. It is the first of the opening lines
    that is named like a report, else the first line when it is neither numbered nor a sentence."""
    styled = next((i for i, piece in enumerate(found[:_LATE]) if piece.style == "title"), -1)
    if styled >= 0:
        rest = (i for i in range(styled + 1, len(found)) if found[i].style != "title" or found[i].gap)
        return styled, next(rest, len(found))
    for i, piece in enumerate(found[:_LATE]):
        text = piece.passage.text
        if piece.kind == "row" or piece.number or len(text) > 80 or not text or text[-1] in "。；：，":
            if piece.kind == "row" or piece.number:
                break
            continue
        if piece.level == 1 or TITLE.search(text):
            return _before(found, i), _after(found, i)
    first = found[0] if found else None
    if first is None or first.kind == "row" or first.number or len(found) < 2:
        return 0, 0
    text = first.passage.text
    if not first.level and (len(text) > 50 or text[-1] in "。；：，！？:;,"):
        return 0, 0
    second = len(found) > 2 and not found[1].gap and _part(found[1], first) and _part(first, first)
    return 0, 2 if second and (found[2].gap or found[2].number) else 1


def whole(found: list[Piece]) -> Passage:
    """The lines of a title as one passage."""
    return join(piece.passage for piece in found)


def _before(found: list[Piece], at: int) -> int:
    """Where a title begins whose last line is at `at`: lines right above it that are short, and that say nothing by
    themselves."""
    start = at
    while start and at - start < _MOST - 1 and _part(found[start - 1], found[at]):
        above = found[start - 1].passage.text
        # A blank line may stand in a title; whoever it is from stands above it alone.
        if TITLE.search(above) or (found[start].gap and _OFFICE.search(above)):
            break
        start -= 1
    return start


def _after(found: list[Piece], at: int) -> int:
    """Where a title ends: the next line belongs to it where it says what kind of report it is."""
    head, after = found[at], found[at + 1] if at + 1 < len(found) else None
    if after is None or after.gap or not _part(after, head):
        return at + 1
    goes_on = _GOES_ON.search(head.passage.text) or (head.level and not TITLE.search(head.passage.text))
    return at + 2 if goes_on and _KIND.match(after.passage.text) else at + 1


def _part(piece: Piece, of: Piece) -> bool:
    """Whether a piece can be a line of the title that `of` is a line of."""
    text = piece.passage.text
    alike = (piece.kind, piece.level, piece.style) == (of.kind, of.level, of.style)
    plain = bool(text) and len(text) <= _LONGEST and text[-1] not in _ENDS and not any(c in text for c in "。；！？")
    return alike and not piece.number and piece.kind != "row" and plain and not _ABOVE.match(text)
