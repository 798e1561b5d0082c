"""From physical lines to pieces: what is a heading, a table row, a list item, and which lines are one paragraph.

The reader gains paragraphs that come out whole: lines wrapped by an editor are joined, a page break in the middle of a
sentence is healed, and a numbered list is no row of headings.

Limits: a wrapped line that ends exactly where a sentence does is joined only in a text with indented paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.language.numbering import parse_number
from drafter.reading.lines import LONGEST_HEADING, is_short, line_piece, text_pieces
from drafter.reading.passage import join
from drafter.reading.piece import Piece
from drafter.reading.source import Source
from drafter.reading.title import TITLE

__all__ = ["LONGEST_HEADING", "TITLE", "Piece", "assembled", "line_piece", "listed", "pieces", "style", "whole"]

#: What a line may end with and be done.
_DONE = frozenset("。！？；：….!?;:”」』》>】")
#: What a line ends with when it is not done, however short.
_OPEN_END = frozenset("，、（《“‘—〈,(")
#: A line of at least so many characters is long enough to have been cut by a page or a margin.
_CUT = 50
_WRAP = 20
#: A title or a bracket left open is reason enough to join, unless the line is a mere label.
_OPENED = 12
#: Pieces joined into one paragraph at most; beyond it something else is wrong with the text.
_MOST = 400
_ENUMERATION = re.compile(r"[一二三四五六七八九十]{1,3}是|其[一二三四五六]|第[一二三四五六七八九十]{1,2}[，、是]")
_SENTENCE = re.compile(r"，.*\d.*。$")
_DATE = re.compile(r"(?:二[〇零○O0]|20)\S{2}\s*年\s*\S{1,2}\s*月\s*\S{1,3}\s*日$")
_TITLE_END = 30
#: Who a report goes to: an office, and a colon (GB/T 9704-2012, 7.3.2).
_ADDRESSEE = re.compile(r"(?:局|政府|委|会|办|厅|部|院|处|室|中心|组|科|股|所|站|单位|领导|同志|公司|人大|政协)[：:]$")
_ATTACHMENT = re.compile(r"附件?[0-9一二三四五六七八九十]*[：:]")


def pieces(source: Source, markdown: bool = False) -> list[Piece]:
    """The pieces of a text in order, paragraphs whole, runs of numbered lines told apart from headings."""
    return assembled(text_pieces(source, markdown))


def assembled(lines: list[Piece]) -> list[Piece]:
    """Pieces of a line each, put together: paragraphs whole, lists told apart from headings."""
    return _lists(list(_joined(lines)))


def whole(group: list[Piece]) -> Piece:
    """The lines of one paragraph as one piece, a heading only where all of it is one."""
    piece = _whole(group)
    if len(group) == 1 or piece.level or piece.kind == "row":
        return piece
    number = parse_number(piece.passage.text)
    kind = "heading" if number and is_short(piece.passage.text, number) else "paragraph"
    return piece._replace(kind=kind, number=number)


def listed(found: list[Piece]) -> list[Piece]:
    """Whole pieces with lists told apart from headings."""
    return _lists(found)


def _joined(lines: list[Piece]) -> Iterator[Piece]:
    """Paragraphs whole: each line that goes on from the one before is joined to it."""
    width = _width(lines)
    group: list[Piece] = []
    openers = 0
    for line in lines:
        if group and len(group) < _MOST and _goes_on(group, line, width, openers):
            group.append(line)
        else:
            if group:
                yield _whole(group)
            group, openers = [line], 0
        openers += _open(line.passage.text)
    if group:
        yield _whole(group)


def _open(text: str) -> int:
    """How many pairs a line leaves open: those whose both ends matter to a break."""
    return sum(text.count(opening) - text.count(closing) for opening, closing in ("《》", "“”", "（）"))


def _width(lines: list[Piece]) -> int:
    """Where an editor wrapped its lines (characters), or 0: three lines or more that are not done end there."""
    lengths = Counter(
        piece.last for piece in lines if piece.kind == "paragraph" and piece.last > _WRAP and _unfinished(piece)
    )
    if not lengths:
        return 0
    longest = max(lengths)
    near = sum(count for length, count in lengths.items() if length >= longest - 3)
    return longest if near >= 3 else 0


def _unfinished(piece: Piece) -> bool:
    return piece.passage.text[-1] not in _DONE


def _goes_on(group: list[Piece], line: Piece, width: int, openers: int) -> bool:
    """Whether `line` continues the paragraph that `group` is so far."""
    head, last = group[0], group[-1]
    if line.style or last.style:
        return False
    if line.flush and (last.flush or last.indented):
        return head.kind != "row"
    if line.kind != "paragraph" or head.kind == "row" or (head.kind == "heading" and head.level):
        return False
    if not head.number and TITLE.search(head.passage.text[-_TITLE_END:]):
        return False
    text, before = line.passage.text, last.passage.text
    if line.number or line.indented or _ENUMERATION.match(text) or _ATTACHMENT.match(text) or _DATE.match(text):
        return False
    if before[-1] in "，、" or (before[-1] in _OPEN_END and len(before) >= _WRAP):
        return True
    if openers > 0 and last.last >= _OPENED and not (head.kind == "heading" and line.gap):
        return True
    if head.kind == "heading":
        return False
    if not _unfinished(last):
        # The end of a sentence at the margin of a wrapped, indented text.
        return bool(width) and head.indented and not line.gap and last.last >= width - 1
    if line.gap or line.parted:
        return last.last >= (min(_CUT, width - 3) if width else _CUT)
    return last.last >= (width - 4 if width else _WRAP)


def _whole(group: list[Piece]) -> Piece:
    head = group[0]
    if len(group) == 1:
        return head
    passage = join(piece.passage for piece in group)
    kind = head.kind if len(passage.text) <= LONGEST_HEADING else "paragraph"
    return head._replace(kind=kind, passage=passage, lines=len(group), last=group[-1].last)


def _lists(found: list[Piece]) -> list[Piece]:
    """Numbered lines in a row at the lower levels are items of a list, not headings without a body."""
    for i, piece in enumerate(found):
        if piece.kind != "heading" or piece.level or piece.style or piece.number is None or piece.number.level < 3:
            continue
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        if _sibling(piece, before, -1) or _sibling(piece, after, 1) or _introduced(before):
            found[i] = piece._replace(kind="item")
    return [piece._replace(kind="paragraph") if piece.kind == "item" else piece for piece in found]


def _sibling(piece: Piece, other: Piece | None, step: int) -> bool:
    # A sentence with figures among numbered sentences is one of them, however short.
    kinds = ("heading", "item", "paragraph") if _SENTENCE.search(piece.passage.text) else ("heading", "item")
    if not (other and other.number and piece.number and other.kind in kinds):
        return False
    if other.number.level != piece.number.level:
        return False
    further = (other.number.value - piece.number.value) * step
    # A list that skips a number (5. and 9.) goes on all the same.
    return further == 1 or (step < 0 and further > 1 and other.kind == "item" and piece.passage.text[-1] == "。")


def _introduced(before: Piece | None) -> bool:
    return bool(before and before.kind == "paragraph" and before.passage.text[-1] in "：:")


def style(piece: Piece, index: int, count: int, after: Piece | None) -> str:
    """addressee, signature, date or attachment for a paragraph that is one of these, else ""."""
    if piece.style:
        return "" if piece.style in ("body", "title", "caption") else piece.style
    text = piece.passage.text
    if index <= 3 and len(text) <= 40 and not piece.number and _ADDRESSEE.search(text):
        return "addressee"
    if _DATE.match(text) and index >= count - 4:
        return "date"
    if _ATTACHMENT.match(text) and index > 3:
        return "attachment"
    signed = index == count - 1 or (after and index >= count - 5 and _DATE.match(after.passage.text))
    if signed and index > 0 and text[-1] not in _DONE and len(text) <= 40 and not piece.number:
        return "signature"
    return ""
