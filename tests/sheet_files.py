"""Workbooks for tests: rows as lists, merged cells by their range."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

from drafter import api
from drafter.importing.proposal import Proposal
from drafter.sheets.read import Sheets, read_book

Rows = Sequence[Sequence[Any]]


def xlsx(sheets: Mapping[str, Rows], merged: Mapping[str, Sequence[str]] | None = None, hidden: str = "") -> bytes:
    """An .xlsx of some sheets; `merged` are ranges (A1:B2) by sheet, `hidden` the sheet that is hidden."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name == hidden:
            sheet.hide()
        for one in (merged or {}).get(name, ()):
            sheet.merge_range(one, "")
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(row, column, datetime.datetime(value.year, value.month, value.day), day)
                elif isinstance(value, str) and value:
                    sheet.write_string(row, column, value)
                elif value not in ("", None):
                    sheet.write_number(row, column, value)
    book.close()
    return stream.getvalue()


def xls(sheets: Mapping[str, Rows]) -> bytes:
    """An .xls of some sheets."""
    import xlwt

    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if value not in ("", None):
                    sheet.write(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


#: A form of the ministry's kind, with nothing wrong in it.
FORM: list[list[Any]] = [
    ["项 目 支 出 绩 效 自 评 表"],
    ["（2024年度）"],
    ["", "", "", "", "", "", "金额单位：万元"],
    ["项 目 名 称", "", "河道保洁"],
    ["主管部门", "", "青山县水利局", "", "", "实施单位", "青山县河道管理所"],
    ["项目资金\n（万元）", "", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"],
    ["", "年度资金总额", 100, 120, 108, 10, 0.9, 9],
    ["", "其中：当年财政拨款", 80, 100, 88, "—", 0.88, "—"],
    ["", "      其他资金", 20, 20, 20, "—", 1, "—"],
    ["年度总体目标", "预期目标", "", "", "实际完成情况"],
    ["", "保洁河道36公里。", "", "", "保洁河道35公里。"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标", "数量指标", "保洁河道", "≥36公里", "35公里", 25, 24.31, "汛期停工。改进措施：错峰安排"],
    ["", "质量指标", "保洁合格率", "≥95%", 0.972, 25, 25, ""],
    ["效益指标", "社会效益指标", "长效机制", "建立健全", "建立健全", 30, 30, ""],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "93%", 10, 10, ""],
    ["总 分", "", "", "", "", 100, 98.31, ""],
    ["注：1.定性指标分三档。"],
]


def changed(row: int, column: int, value: Any, rows: Rows = FORM) -> list[list[Any]]:
    """The form with another value in one cell (from 0)."""
    made = [list(one) for one in rows]
    made[row] += [""] * (column + 1 - len(made[row]))
    made[row][column] = value
    return made


def read_rows(rows: Rows, merged: Sequence[str] = ()) -> Sheets:
    """What a workbook of one sheet tells."""
    return read_book(xlsx({"表": rows}, {"表": merged}), "表.xlsx", api.engine().settings)


def only(found: Sheets) -> Proposal:
    """The one project of a workbook."""
    (one,) = found.projects
    return one
