"""Workbooks: sheets of our own as rows, changed as people change them, written as .xlsx or .xls, and damaged."""

from __future__ import annotations

import contextlib
import datetime
import io
import random
import re
from collections.abc import Callable
from typing import TypeAlias

from fuzz import bytewise, markup, packaged, seeds
from fuzz.sample import Sample, made
from fuzz.words import chance, pick

_Rows: TypeAlias = "list[list[str]]"
_Sheets: TypeAlias = "list[tuple[str, _Rows]]"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SHEET = markup.Language("sheet_elements", "sheet_attributes", "sheet_text")
#: Rows and columns beyond which a sheet does not grow, and where a cell may stand all alone.
_TALL, _WIDE, _FAR = 400, 60, (5_000, 65_535, 200_000)
_WAYS = (
    "import {} -o 案件/", "import {} -o 案件.toml", "import {} --explain", "import {} --format json", "check {}",
    "check {} --format json", "diff {} {} --format json", "import {} --genre 项目支出绩效自评报告",
)  # fmt: skip


def book(rng: random.Random) -> Sample:
    """A workbook, to be imported, checked or compared."""
    sheets = _parsed(rng.choice(seeds.corpus("book")))
    if chance(rng, 6):
        sheets += _parsed(rng.choice(seeds.corpus("book")))
    for _ in range(min(12, int(rng.expovariate(0.35)))):
        name, rows = rng.choice(sheets)
        rng.choice(_CHANGES)(rng, rows)
        del rows[_TALL:]
        for row in rows:
            del row[_WIDE:]
    if chance(rng, 4):
        data, name = _xls(sheets), "表.xls"
        data = bytewise.mutate(rng, data) if chance(rng, 2) else data
    else:
        data, name = _xlsx(rng, sheets), "表.xlsx"
        if chance(rng, 3):
            data = _broken(rng, data)
    way = rng.choice(_WAYS if rng.randrange(3) else _WAYS[:2])
    return made("book", way.format(name, name), {name: data})


def _parsed(text: str) -> _Sheets:
    found: _Sheets = []
    for line in text.splitlines():
        if line.startswith("# "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line.split("\t"))
    return found


# -- as people change them --------------------------------------------------------------------------------------------
def _cell(rng: random.Random, rows: _Rows) -> tuple[list[str], int]:
    row = rng.choice(rows) if rows else []
    filled = [at for at, cell in enumerate(row) if cell]
    return row, rng.choice(filled) if filled else -1


def _said(rng: random.Random) -> str:
    return pick(rng, "figures", "dates", "clauses", "odd", "sheet_text", "sheet_text") + (
        pick(rng, "scales", "units", "bounds", "marks") if chance(rng, 3) else ""
    )


def _other(rng: random.Random, rows: _Rows) -> None:
    row, at = _cell(rng, rows)
    if at >= 0:
        row[at] = _said(rng) if not chance(rng, 40) else _said(rng) * rng.choice((500, 40_000))


def _joined(rng: random.Random, rows: _Rows) -> None:
    row, at = _cell(rng, rows)
    if at >= 0:
        row[at] = rng.choice((_said(rng) + row[at], row[at] + _said(rng), row[at] + "\n" + row[at]))


def _empty(rng: random.Random, rows: _Rows) -> None:
    row, at = _cell(rng, rows)
    if at >= 0:
        row[at] = ""


def _swapped(rng: random.Random, rows: _Rows) -> None:
    one, at = _cell(rng, rows)
    other, to = _cell(rng, rows)
    if at >= 0 and to >= 0:
        one[at], other[to] = other[to], one[at]


def _row_moved(rng: random.Random, rows: _Rows) -> None:
    if rows:
        row = rows.pop(rng.randrange(len(rows)))
        rows[(at := rng.randrange(len(rows) + 1)) : at] = [row] * rng.choice((0, 1, 1, 2, 60))


def _row_doubled(rng: random.Random, rows: _Rows) -> None:
    if rows:
        at = rng.randrange(len(rows))
        rows[at:at] = [list(rows[at]) for _ in range(rng.choice((1, 2, 30)))]


def _column_moved(rng: random.Random, rows: _Rows) -> None:
    width = max(map(len, rows), default=0)
    if width < 2:
        return
    at, to, turn = rng.randrange(width), rng.randrange(width), rng.randrange(4)
    for row in rows:
        row += [""] * (width - len(row))
        if turn == 0:
            del row[at]
        elif turn == 1:
            row.insert(to, row[at])
        elif turn == 2:
            row.insert(0, "")
        else:
            row.insert(to, row.pop(at))


def _beside(rng: random.Random, rows: _Rows) -> None:
    """The sheet a second time, to its right or below it."""
    twice = [list(row) for row in rows]
    if chance(rng, 2):
        rows += twice
        return
    width = max(map(len, rows), default=0)
    for row, more in zip(rows, twice, strict=True):
        row += [""] * (width - len(row)) + more


def _turned(rng: random.Random, rows: _Rows) -> None:
    width = max(map(len, rows), default=0)
    turned = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    if len(rows) <= _WIDE:
        rows[:] = turned


def _many(rng: random.Random, rows: _Rows) -> None:
    """One row of figures for many."""
    if rows:
        at = rng.randrange(len(rows))
        rows[at:at] = [[pick(rng, "figures", "sheet_text") for _ in rows[at]] for _ in range(rng.choice((5, 50, 300)))]


_CHANGES: tuple[Callable[[random.Random, _Rows], None], ...] = (
    _other, _other, _other, _joined, _joined, _empty, _empty, _swapped, _row_moved, _row_doubled, _column_moved,
    _beside, _turned, _many,
)  # fmt: skip


# -- as programs write them -------------------------------------------------------------------------------------------
def _xlsx(rng: random.Random, sheets: _Sheets) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    made.set_properties({"created": datetime.datetime(2024, 1, 1)})
    formats = [made.add_format({"num_format": one}) for one in ("0.00%", "yyyy-mm-dd", "#,##0.00", "@", "0")]
    for number, (name, rows) in enumerate(sheets):
        sheet = made.add_worksheet(f"{re.sub(r'[^一-鿿]', '', name)[:20]}{number}")
        if chance(rng, 12) and number:
            sheet.hide()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                look = rng.choice(formats) if chance(rng, 8) else None
                if _NUMBER.fullmatch(cell) and len(cell) < 15 and not chance(rng, 6):
                    sheet.write_number(at, column, float(cell), look)
                elif cell:
                    sheet.write_string(at, column, cell[:32_767], look)
        for _ in range(rng.choice((0, 0, 1, 4))):
            top, left = rng.randrange(len(rows) + 1), rng.randrange(12)
            with contextlib.suppress(xlsxwriter.exceptions.XlsxWriterException):
                sheet.merge_range(top, left, top + rng.randrange(4), left + rng.randrange(1, 6), "")
        if chance(rng, 20):
            sheet.write_number(rng.choice(_FAR), rng.choice((0, 200, 16_000)), 1)
    made.close()
    return stream.getvalue()


def _xls(sheets: _Sheets) -> bytes:
    import xlwt

    made, stream = xlwt.Workbook(), io.BytesIO()
    for number, (name, rows) in enumerate(sheets):
        sheet = made.add_sheet(f"{re.sub(r'[^一-鿿]', '', name)[:20]}{number}")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if _NUMBER.fullmatch(cell) and len(cell) < 15:
                    sheet.write(at, column, float(cell))
                elif cell:
                    # Half of a pair is no text of an old workbook.
                    sheet.write(at, column, cell.encode("utf-8", "replace").decode()[:8_000])
    made.save(stream)
    return stream.getvalue()


def _broken(rng: random.Random, data: bytes) -> bytes:
    """A workbook of which a part was changed: its sheet, its strings, its styles."""
    parts = packaged.unpacked(data) or {}
    for _ in range(rng.choice((1, 1, 2))):
        names = [name for name in parts if "sheet" in name or "Strings" in name or "styles" in name]
        name = rng.choice(names if names and rng.randrange(5) else list(parts))
        turn = rng.randrange(20)
        if turn == 0 and len(parts) > 1:
            del parts[name]
        elif turn == 1:
            parts[name] = bytewise.mutate(rng, parts[name])
        else:
            parts[name] = markup.mutate(rng, parts[name].decode(errors="replace"), _SHEET, rough=20).encode(
                errors="replace"
            )
    made = packaged.packed(parts)
    return bytewise.mutate(rng, made) if chance(rng, 15) else made
