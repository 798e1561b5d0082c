"""The 核查表 as a workbook: the ledger of duties, and the indicators with columns for the reviewer to fill.

The reader gains a sheet to work on: 核查分 takes no more than 分值, 审核意见 is one of the usual words or free text.

Limits: what a reviewer fills in is checked when the sheet is reviewed again (核查分 ≤ 分值, 审核意见 filled).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from drafter.reviewing.answer import FAULT, GOOD, NONE, UNKNOWN

if TYPE_CHECKING:
    from drafter.reviewing.form import Form
    from drafter.reviewing.review import Review
    from drafter.reviewing.verdicts import Verdict

#: The same papers give the same bytes, whenever they are reviewed.
_MADE = datetime(2000, 1, 1)
_COLOURS = {FAULT: "#FBE3E0", UNKNOWN: "#FFF3CF", GOOD: "#E3F3E7", NONE: "#EEEEEE"}
_HEADS = (("序号", 6), ("核查事项", 44), ("类别", 10), ("灯", 6), ("结果", 10), ("依据和问题", 70),
          ("要求出自", 28), ("审核意见", 24))  # fmt: skip
_INDICATORS = (("level1", "一级指标", 14), ("level2", "二级指标", 16), ("name", "三级指标", 28),
               ("target", "年度指标值", 14), ("unit", "计量单位", 10), ("actual", "实际完成值", 14),
               ("weight", "分值", 8), ("score", "自评得分", 10))  # fmt: skip
_MOST = 32_000
_FAULTS = 20


def workbook(made: io.BytesIO) -> Any:
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


def _duties(book: Any, review: Review, verdicts: Mapping[int, Verdict]) -> None:
    sheet = book.add_worksheet("核查表")
    head = book.add_format({"bold": True, "bg_color": "#DDE5F0", "border": 1, "valign": "vcenter", "text_wrap": True})
    plain = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    marked = {
        state: book.add_format({"border": 1, "valign": "top", "bg_color": colour}) for state, colour in _COLOURS.items()
    }
    papers = "；".join(f"{file}（{part}）" for file, part in review.papers())
    counts = "、".join(f"{state}{count}条" for state, count in review.counts().items() if count)
    sheet.write_string(0, 0, "预算绩效核查表", book.add_format({"bold": True, "font_size": 15}))
    sheet.write_string(1, 0, f"材料：{papers}"[:_MOST])
    sheet.write_string(2, 0, f"清单{len(review.answers)}条：{counts}")
    for column, (title, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, title, head)
    for row, one in enumerate(review.answers, 4):
        told = one.ground
        if one.faults:
            told = "\n".join(
                f"{fault.place}：{fault.message}" + (f"（{fault.working}）" if fault.working else "")
                for fault in one.faults[:_FAULTS]
            )
            if len(one.faults) > _FAULTS:
                told += f"\n另有{len(one.faults) - _FAULTS}处"
        sheet.write_number(row, 0, one.duty.number, plain)
        for column, text in enumerate((one.duty.what, one.duty.kind, one.duty.light), 1):
            sheet.write_string(row, column, text, plain)
        sheet.write_string(row, 4, one.state, marked[one.state])
        sheet.write_string(row, 5, told[:_MOST], plain)
        sheet.write_string(row, 6, one.duty.basis, plain)
        said = verdicts[one.duty.number].words if one.duty.number in verdicts else ""
        sheet.write_string(row, 7, said[:_MOST], plain)
    last = 3 + len(review.answers)
    sheet.autofilter(3, 0, last, len(_HEADS) - 1)
    sheet.freeze_panes(4, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)


def _indicators(book: Any, form: Form, name: str) -> None:
    from drafter.reviewing.value import plain as number

    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#DDE5F0", "border": 1, "text_wrap": True})
    plain = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    titles = [*[(title, width) for _, title, width in _INDICATORS], ("核查分", 10), ("审核意见", 34)]
    for column, (title, width) in enumerate(titles):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for row, line in enumerate(form.lines, 1):
        for column, (key, _, _) in enumerate(_INDICATORS):
            cell = line[key]
            figure = cell.number if key in ("weight", "score") else None
            if figure is not None:
                sheet.write_number(row, column, float(number(figure)), plain)
            else:
                sheet.write_string(row, column, cell.text[:_MOST], plain)
        sheet.write_blank(row, len(_INDICATORS), None, plain)
        sheet.write_blank(row, len(_INDICATORS) + 1, None, plain)
    weight = next(column for column, (key, _, _) in enumerate(_INDICATORS) if key == "weight")
    letter = chr(ord("A") + weight)
    rule = {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": f"={letter}2", "error_title": "核查分",
        "error_message": "核查分应在0和分值之间",
    }  # fmt: skip
    if form.lines:
        sheet.data_validation(1, len(_INDICATORS), len(form.lines), len(_INDICATORS), rule)
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
