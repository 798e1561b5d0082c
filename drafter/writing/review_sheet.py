"""The 核查表 as a workbook: the ledger of duties, and the indicators with columns for the reviewer to fill.

The reader gains a sheet to work on: 核查分 takes no more than 分值, 审核意见 is one of the usual words or free text.

Limits: what a reviewer fills in is checked when the sheet is reviewed again (核查分 ≤ 分值, 审核意见 filled).
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from drafter.files.values import Foreign
from drafter.reviewing.answer import FAULT, GOOD, NONE, UNKNOWN

if TYPE_CHECKING:
    from drafter.reviewing.answer import Answer
    from drafter.reviewing.form import PaperForm
    from drafter.reviewing.review import Review
    from drafter.reviewing.verdicts import Verdict

#: The same papers give the same bytes, whenever they are reviewed.
_MADE = datetime(2000, 1, 1)
_COLOURS = {FAULT: "#FBE3E0", UNKNOWN: "#FFF3CF", GOOD: "#E3F3E7", NONE: "#EEEEEE"}
#: Columns of the ledger as wide as an A4 page across has room for at the size of _FONT.
_HEADS = (("序号", 5), ("核查事项", 30), ("类别", 8), ("灯", 4), ("结果", 9), ("依据和问题", 60),
          ("要求出自", 16), ("审核意见", 18))  # fmt: skip
_INDICATORS = (("level1", "一级指标", 12), ("level2", "二级指标", 14), ("name", "三级指标", 32),
               ("target", "年度指标值", 15), ("unit", "计量单位", 9), ("actual", "实际完成值", 15),
               ("weight", "分值", 7), ("score", "自评得分", 9))  # fmt: skip
_FONT = {"font_name": "宋体", "font_size": 10}
#: Height of a line, in points, of room above and below, and the most that a row may have.
_LINE, _ROOM, _TALLEST = 13.5, 4.5, 405.0
_MOST = 32_000
_FAULTS = 20


def workbook(made: io.BytesIO) -> Foreign:
    """A new workbook of xlsxwriter that writes into `made`: strings stay strings, and no date of making."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": _MADE})
    return book


def to_xlsx(review: Review, verdicts: Mapping[int, Verdict] = MappingProxyType({})) -> bytes:
    """The bytes of the workbook; `verdicts` of the reviewer stand in its last column."""
    made = io.BytesIO()
    book = workbook(made)
    _duties(book, review, verdicts)
    for number, form in enumerate(form for form in review.dossier.forms if form.lines):
        _indicators(book, form, "指标核查" if not number else f"指标核查{number + 1}")
    book.close()
    return made.getvalue()


@lru_cache(maxsize=2048)
def _wide(text: str) -> int:
    """How wide a line is in characters of a column; quotes and dashes are as wide as Chinese characters in print."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _height(cells: Sequence[tuple[str, int]]) -> float:
    """The height of a row, in points, whose cells hold texts in columns so wide: nothing is cut off."""
    lines = max(sum(max(1, -(-_wide(line) // max(width - 1, 1))) for line in text.split("\n")) for text, width in cells)
    return min(lines * _LINE + _ROOM, _TALLEST)


def _page(sheet: Foreign, last: int) -> None:
    """One page wide on A4 across, its head on each page, its pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(last)
    sheet.set_footer("&C第&P页，共&N页")


def _duties(book: Foreign, review: Review, verdicts: Mapping[int, Verdict]) -> None:
    sheet = book.add_worksheet("核查表")
    head = book.add_format(
        {**_FONT, "bold": True, "bg_color": "#DDE5F0", "border": 1, "valign": "vcenter", "text_wrap": True}
    )
    plain = book.add_format({**_FONT, "border": 1, "valign": "top", "text_wrap": True})
    centred = book.add_format({**_FONT, "border": 1, "valign": "top", "align": "center"})
    marked = {
        state: book.add_format({**_FONT, "border": 1, "valign": "top", "align": "center", "bg_color": colour})
        for state, colour in _COLOURS.items()
    }
    over = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
    papers = "；".join(f"{file}（{part}）" for file, part in review.papers())
    counts = "、".join(f"{state}{count}条" for state, count in review.counts().items() if count)
    whole = sum(width for _, width in _HEADS)
    sheet.write_string(0, 0, "预算绩效核查表", book.add_format({**_FONT, "bold": True, "font_size": 15}))
    for row, text in ((1, f"材料：{papers}"[:_MOST]), (2, f"清单{len(review.answers)}条：{counts}")):
        sheet.merge_range(row, 0, row, len(_HEADS) - 1, text, over)
        sheet.set_row(row, _height([(text, whole)]))
    for column, (title, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, title, head)
    for row, one in enumerate(review.answers, 4):
        told = _told(one)[:_MOST]
        said = verdicts[one.duty.number].words[:_MOST] if one.duty.number in verdicts else ""
        sheet.write_number(row, 0, one.duty.number, centred)
        texts = (one.duty.what, one.duty.kind, one.duty.light, one.state, told, one.duty.basis, said)
        for column, text in enumerate(texts, 1):
            sheet.write_string(row, column, text, marked[one.state] if column == 4 else plain)
        sheet.set_row(row, _height([(text, _HEADS[column][1]) for column, text in enumerate(texts, 1)]))
    sheet.autofilter(3, 0, 3 + len(review.answers), len(_HEADS) - 1)
    sheet.freeze_panes(4, 2)
    _page(sheet, 3)


def _told(one: Answer) -> str:
    """The ground of an answer, or its faults one a line."""
    if not one.faults:
        return one.ground
    told = [
        f"{fault.place}：{fault.message}" + (f"（{fault.working}）" if fault.working else "")
        for fault in one.faults[:_FAULTS]
    ]
    return "\n".join([*told, *([f"另有{len(one.faults) - _FAULTS}处"] if len(one.faults) > _FAULTS else [])])


def _indicators(book: Foreign, form: PaperForm, name: str) -> None:
    from drafter.reviewing.value import plain as number

    sheet = book.add_worksheet(name)
    head = book.add_format({**_FONT, "bold": True, "bg_color": "#DDE5F0", "border": 1, "text_wrap": True})
    plain = book.add_format({**_FONT, "border": 1, "valign": "top", "text_wrap": True})
    columns = [one for one in _INDICATORS if one[0] != "unit" or any(line["unit"] for line in form.lines)]
    titles = [*[(title, width) for _, title, width in columns], ("核查分", 9), ("审核意见", 30)]
    for column, (title, width) in enumerate(titles):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for row, line in enumerate(form.lines, 1):
        for column, (key, _, _) in enumerate(columns):
            cell = line[key]
            figure = cell.number if key in ("weight", "score") else None
            if figure is not None:
                sheet.write_number(row, column, float(number(figure)), plain)
            else:
                sheet.write_string(row, column, cell.text[:_MOST], plain)
        sheet.write_blank(row, len(columns), None, plain)
        sheet.write_blank(row, len(columns) + 1, None, plain)
        sheet.set_row(row, _height([(line[key].text[:_MOST], width) for key, _, width in columns]))
    weight = next(column for column, (key, _, _) in enumerate(columns) if key == "weight")
    letter = chr(ord("A") + weight)
    rule = {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": f"={letter}2", "error_title": "核查分",
        "error_message": "核查分应在0和分值之间",
    }  # fmt: skip
    if form.lines:
        sheet.data_validation(1, len(columns), len(form.lines), len(columns), rule)
    sheet.freeze_panes(1, 3)
    _page(sheet, 0)
