"""A comparison as two tables, for a workbook or a document that goes out for sign-off.

The reader gains what moved from year to year in one table, and what looks forgotten in another: each with its sentence
beside that of last year, a box to tick, who looked and what was found.

Limits: what is the same stands in neither.
"""

from __future__ import annotations

import io
from typing import NamedTuple

from drafter.comparing.comparison import Comparison
from drafter.comparing.figures import figure_rows
from drafter.comparing.ticks import Suspicion, counted, suspicions
from drafter.writing.marks import LEVELS, STALE, lines, summary_line

_SORTS = {
    "year": "年份", "date": "日期", "figure": "数字", "ordinal": "届次", "prior": "上年数", "boilerplate": "问题措施",
    "promise": "打算",
}  # fmt: skip
_TICKED, _OPEN = "☑", "☐"
_SIGNED = "核对人（签字）：　　　　　　复核人（签字）：　　　　　　日期："
_MOST, _LONGEST = 1_000_000, 32_000


class ComparisonTable(NamedTuple):
    """Words in rows; the first `shown` columns are those of the screen; `widths` in characters of a sheet."""

    name: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    widths: tuple[int, ...]
    shown: int
    note: str = ""


def figures(found: Comparison) -> ComparisonTable:
    """What is counted, its figure in each year, change and growth; where it stands in the new text."""
    rows = figure_rows(found)
    three = found.before is not None
    years = [found.old.year, found.new.year]
    titles = [f"{year}年" for year in years] if all(years) and years[0] != years[1] else ["原稿", "新稿"]
    earlier: list[str] = []
    if found.before is not None:
        year = found.before.old.year
        earlier = [f"{year}年" if year and titles[0] != "原稿" else "更早"]
    heads = ("内容", *earlier, *titles, "增减", "增长")
    told = []
    for row in rows:
        pair = found.pairs[row.pair]
        line = lines(found, pair)[1]
        place = f"第{line}{found.new.counted}" if line else ""
        sentence = "".join([found.new.units[j].text for j in pair.new])
        cells = (row.what, *([row.earlier] if three else []), row.old, row.new, row.change, row.growth)
        told.append((*cells, place, sentence.replace("\t", " ｜ ")))
    widths = (28, *([14] if three else []), 14, 14, 14, 10, 10, 60)
    return ComparisonTable(
        "三年数字对照" if three else "两年数字对照", (*heads, "位置", "所在句子"), told, widths, len(heads)
    )


def forgotten(found: Comparison) -> ComparisonTable:
    """What looks forgotten, the surest first, with those that are ticked off."""
    heads = ("序号", "把握", "类别", "位置", "所指", "所在句子", "另一年的句子", "原因", "核对", "核对人", "核对结果")
    all_of = suspicions(found)
    done, count = counted(all_of)
    rows = [(str(number), *_row(found, one)) for number, one in enumerate(all_of, 1)]
    note = f"共{count}处，已核对{done}处" if count else "没有"
    return ComparisonTable(STALE, heads, rows, (6, 8, 10, 14, 20, 46, 46, 36, 6, 10, 24), 5, note)


def _row(found: Comparison, one: Suspicion) -> tuple[str, ...]:
    line = lines(found, one.pair)[0 if one.prior else 1]
    side = found.old if one.prior else found.new
    place = f"{'上年' if one.prior else ''}第{line}{side.counted}" if line else ""
    words = (one.stale.quote, one.sentence, one.beside, one.stale.why)
    told = [each.replace("\t", " ｜ ") for each in words]
    box = _TICKED if one.tick.done else _OPEN
    return (LEVELS[one.stale.level], _SORTS[one.stale.sort], place, *told, box, one.tick.by, one.tick.note)


def to_xlsx(found: Comparison) -> bytes:
    """The bytes of a workbook with both tables."""
    from drafter.writing.review_sheet import workbook

    made = io.BytesIO()
    book = workbook(made)
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#DDE5F0", "border": 1, "valign": "vcenter", "text_wrap": True})
    plain = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    for table in (figures(found), forgotten(found)):
        sheet = book.add_worksheet(table.name)
        sheet.write_string(0, 0, table.name, title)
        sheet.write_string(1, 0, f"{found.old.name} → {found.new.name}  {table.note or summary_line(found)}"[:_LONGEST])
        for column, (text, wide) in enumerate(zip(table.heads, table.widths, strict=True)):
            sheet.set_column(column, column, wide)
            sheet.write_string(2, column, text, head)
        rows = table.rows[:_MOST]
        for at, row in enumerate(rows, 3):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text[:_LONGEST], plain)
        if rows:
            sheet.autofilter(2, 0, 2 + len(rows), len(table.heads) - 1)
        if rows and "核对" in table.heads:
            box = table.heads.index("核对")
            sheet.data_validation(3, box, 2 + len(rows), box, {"validate": "list", "source": [_OPEN, _TICKED]})
            sheet.write_string(len(rows) + 4, 0, _SIGNED)
        sheet.freeze_panes(3, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
    book.close()
    return made.getvalue()


def to_docx(found: Comparison) -> bytes:
    """The bytes of a document with both tables, to be printed and signed."""
    from drafter.report.sentence import Sentence
    from drafter.report.tree import Block, Draft, Heading, Paragraph
    from drafter.report.tree import Table as Told
    from drafter.writing.word.document import to_docx as written

    blocks: list[Block] = []
    for number, table in zip("一二", (figures(found), forgotten(found)), strict=True):
        blocks.append(Heading(1, f"{number}、", table.name))
        # On paper the sentences stand in the second table only; there it is told which it is.
        keep = range(table.shown) if number == "一" else [0, 1, 3, 5, 7, 8, 10]
        heads = tuple(table.heads[at] for at in keep)
        rows = tuple(tuple(row[at] for at in keep) for row in table.rows)
        blocks.append(Paragraph((Sentence("", (f"{table.note or summary_line(found)}。",), ()),)))
        if rows:
            blocks.append(Told("", heads, rows))
    blocks.append(Paragraph((Sentence("", (_SIGNED,), ()),)))
    return written(Draft("", f"{found.old.name}与{found.new.name}的对照", 0, tuple(blocks)))
