"""The summary of a batch as a workbook: a sheet for each table, charts beside the figures they draw.

The reader gains one file to forward: every figure stands in a cell, and the charts draw those cells.

Limits: a sheet ends at a million rows; what is more is counted in its note.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from drafter.files.values import Foreign
from drafter.language.width import width
from drafter.writing.review_sheet import workbook

if TYPE_CHECKING:
    from drafter.report.summary import Summary, SummaryTable

_LIGHTS = {"红": "#C0392B", "黄": "#D9A520", "蓝": "#3B6FB6"}
_SERIES = ("#3B6FB6", "#5A9E6F", "#D9A520", "#C0392B")
_MOST = 1_000_000
_TEXT = 32_000
#: Units that a chart shows.
_UNITS = 20


def to_xlsx(summary: Summary) -> bytes:
    """The bytes of the workbook."""
    made = io.BytesIO()
    book = workbook(made)
    head = book.add_format({"bold": True, "bg_color": "#DDE5F0", "border": 1, "valign": "vcenter", "text_wrap": True})
    title = book.add_format({"bold": True, "font_size": 14})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    for table in summary.tables:
        sheet = book.add_worksheet(table.name)
        sheet.write_string(0, 0, table.name, title)
        note = table.note
        if len(table.rows) > _MOST:
            note += f"（共{len(table.rows)}行，列出前{_MOST}行）"
        sheet.write_string(1, 0, note or summary.line)
        for column, text in enumerate(table.heads):
            sheet.write_string(2, column, text, head)
            sheet.set_column(column, column, _wide(table, column))
        for row, cells in enumerate(table.rows[:_MOST], 3):
            for column, value in enumerate(cells):
                if isinstance(value, (int, float)):
                    sheet.write_number(row, column, value, plain)
                elif value:
                    sheet.write_string(row, column, value[:_TEXT], plain)
        if table.rows:
            sheet.autofilter(2, 0, 2 + len(table.rows[:_MOST]), len(table.heads) - 1)
        sheet.freeze_panes(3, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        _charts(book, sheet, table)
    book.close()
    return made.getvalue()


def _wide(table: SummaryTable, column: int) -> int:
    longest = max((width(str(row[column])) for row in table.rows[:400]), default=0)
    return max(8, min(60, max(longest, width(table.heads[column])) + 3))


def _charts(book: object, sheet: object, table: SummaryTable) -> None:
    """The charts of a table, beside it."""
    last = len(table.rows)
    if not last:
        return
    beside = len(table.heads) + 1
    if table.name == "等级":
        _chart(book, sheet, table, "column", (1,), beside, "各等级的项目数")
        _chart(book, sheet, table, "column", (2,), beside, "各等级的预算（万元）", 18)
    elif table.name == "问题按类别和灯":
        _chart(book, sheet, table, "stacked", (1, 2, 3), beside, "问题按类别和灯")
    elif table.name == "单位排列":
        _chart(book, sheet, table, "bar", (5, 6, 7), beside, f"问题最多的{min(last, _UNITS)}个单位", 2, _UNITS)
    elif table.name == "资金和得分":
        _chart(book, sheet, table, "stacked", (1, 2, 3, 4), beside, "资金和得分")
    elif table.name == "检查结果":
        _chart(book, sheet, table, "bar", (2, 3), beside, "最多的检查结果", 2, _UNITS, names=1)


def _chart(
    book: Foreign, sheet: Foreign, table: SummaryTable, kind: str, columns: tuple[int, ...], beside: int, title: str,
    row: int = 2, most: int = 0, names: int = 0,
) -> None:  # fmt: skip
    last = min(len(table.rows), most or len(table.rows)) + 2
    shape = {"stacked": {"type": "column", "subtype": "stacked"}, "bar": {"type": "bar", "subtype": "stacked"}}
    chart = book.add_chart(shape.get(kind, {"type": kind}))
    for number, column in enumerate(columns):
        colour = _LIGHTS.get(table.heads[column], _SERIES[number % len(_SERIES)])
        chart.add_series(
            {
                "name": [table.name, 2, column],
                "categories": [table.name, 3, names, last, names],
                "values": [table.name, 3, column, last, column],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_size({"width": 640, "height": max(320, 24 * (last - 2) + 90) if kind == "bar" else 320})
    if len(columns) == 1:
        chart.set_legend({"none": True})
    else:
        chart.set_legend({"position": "bottom"})
    if kind == "bar":
        chart.set_y_axis({"reverse": True})
    sheet.insert_chart(row, beside, chart)
