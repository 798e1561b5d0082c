"""Tables of a page: the grid that merged cells make, and whether it is a table at all or lays out the page.

The reader gains figures under their headings: a cell over three rows leaves its place in the next two empty, as Word's
tables have it. Source: HTML Standard, 4.9.12 (forming a table).

Limits: one row of headers; columns beyond two hundred are not aligned.
"""

from __future__ import annotations

import re

from drafter.reading.html.blocks import Block, CellsRow, Item, Items, flattened

_SPAN = 1_000
_COLUMNS = 200
#: So many places that merged cells leave empty are made in one page; beyond, cells stand where they are written.
_EMPTY = 100_000
#: A cell of several paragraphs with more characters than this holds a text, not an entry.
_TEXT_CELL = 300
_LINES = 3
_FEW = 2
_DONE = "。！？；"
_NOTE = re.compile(r"[(（]?(?:备?注\d?|说明|(?:数据|资料)?来源|填[报表]|审核|负责人|制表|联系人|单位|[*＊※])")


class HtmlCell:
    """A cell with what stands in it."""

    __slots__ = ("columns", "items", "rows")

    def __init__(self, columns: int = 1, rows: int = 1) -> None:
        self.items: Items = []
        self.columns, self.rows = columns, rows


class HtmlRow:
    """A row as it is written: its cells, and the group it is in (0 head, 1 body, 2 foot; the number of the group)."""

    __slots__ = ("cells", "foot", "group")

    def __init__(self, group: int, foot: bool) -> None:
        self.group, self.foot = group, foot
        self.cells: list[HtmlCell] = []


class Budget:
    """How many empty places may still be made in a page."""

    def __init__(self) -> None:
        self.left = _EMPTY


class HtmlGrid:
    """A table while it is read."""

    def __init__(self, area: int, budget: Budget, layout: bool = False) -> None:
        self.area, self.layout, self._budget = area, layout, budget
        self.lines: list[HtmlRow] = []
        self.caption: Items = []
        self.group, self.foot = 0, False

    def open_group(self, foot: bool) -> None:
        """A group of rows begins; `foot` is one that stands at the end."""
        self.group, self.foot = self.group + 1, foot

    def open_line(self) -> None:
        """A row begins."""
        self.lines.append(HtmlRow(self.group, self.foot))

    def open_cell(self, columns: str, rows: str) -> HtmlCell:
        """A cell begins that spans so many columns and rows."""
        if not self.lines:
            self.open_line()
        cell = HtmlCell(_number(columns, 1), _number(rows, 0))
        self.lines[-1].cells.append(cell)
        return cell

    def items(self) -> Items:
        """The table as rows; as paragraphs where it lays out the page."""
        lines = [*[one for one in self.lines if not one.foot], *[one for one in self.lines if one.foot]]
        found = [[list(flattened(cell.items)) for cell in line.cells] for line in lines]
        told: Items = [_captioned(self.caption)]
        if self.layout or _lays_out(found):
            told.extend(item for cells in found for cell in cells for item in cell)
            return told
        return [*told, *self._rows(lines, found)]

    def _rows(self, lines: list[HtmlRow], found: list[list[list[Item]]]) -> Items:
        placed = _placed(lines, self._budget)
        width = max((start + cell.columns for row in placed for start, cell in row), default=0)
        # Columns that no cell begins in are none.
        numbers = {start: number for number, start in enumerate(sorted({at for row in placed for at, _ in row}))}
        told: list[list[Item]] = []
        note: list[tuple[int, list[Item]]] = []
        opens = True
        for row, contents in zip(placed, found, strict=True):
            filled = [number for number, content in enumerate(contents) if content]
            if not filled:
                continue
            alone = len(row) == 1 and width > 1 and row[0][1].columns >= width
            if any(_text(content) for content in contents) or (alone and opens):
                told.append([item for content in contents for item in content])
                opens = opens or not alone
                continue
            if not alone or not _note(contents[0]):
                note = []
            else:
                note.append((len(told), contents[0]))
            links = sum(item.links for content in contents for item in content)
            told.append([CellsRow(self.area, self._cells(row, contents, numbers), opens, links)])
            opens = False
        for at, content in note:
            told[at] = content
        _level([row for items in told for row in items if isinstance(row, CellsRow)], len(numbers), self._budget)
        return [item for items in told for item in items]

    def _cells(self, row: list[tuple[int, HtmlCell]], contents: list[list[Item]], numbers: dict[int, int]) -> list[str]:
        """The words of each place of a row."""
        texts = [_said(content) for content in contents]
        count = numbers[row[-1][0]] + 1
        if count - len(row) > self._budget.left:
            return texts
        self._budget.left -= count - len(row)
        cells = [""] * count
        for (start, _), text in zip(row, texts, strict=True):
            cells[numbers[start]] = text
        return cells


def _number(text: str, least: int) -> int:
    text = text.strip()
    return min(_SPAN, max(least, int(text))) if text.isdecimal() and len(text) < 6 else 1


def _placed(lines: list[HtmlRow], budget: Budget) -> list[list[tuple[int, HtmlCell]]]:
    """Each row with the column that each of its cells begins in."""
    placed: list[list[tuple[int, HtmlCell]]] = []
    #: Column to the number of rows that a cell above still covers.
    covered: dict[int, int] = {}
    group = -1
    for line in lines:
        if line.group != group:
            covered, group = {}, line.group
        row, column = [], 0
        below: dict[int, int] = {}
        for cell in line.cells:
            while column in covered:
                column += 1
            row.append((column, cell))
            if column < _COLUMNS and cell.rows != 1 and budget.left > 0:
                # No rows: to the end of the group.
                rows = cell.rows - 1 if cell.rows else len(lines)
                below.update(dict.fromkeys(range(column, min(_COLUMNS, column + cell.columns)), rows))
            column += cell.columns
        placed.append(row)
        budget.left -= len(covered)
        covered = {at: rows - 1 for at, rows in covered.items() if rows > 1}
        covered.update(below)
    return placed


def _level(rows: list[CellsRow], width: int, budget: Budget) -> None:
    """Gives the rows of a table as many cells each."""
    width = min(width, max((len(row.cells) for row in rows), default=0))
    for row in rows:
        missing = width - len(row.cells)
        if 0 < missing <= budget.left:
            row.cells.extend([""] * missing)
            budget.left -= missing


def _lays_out(found: list[list[list[Item]]]) -> bool:
    """Whether a table of these cells puts parts of the page beside or under each other: one column, another table or a
    heading inside and hardly a row without, or a few rows with paragraphs."""
    filled = [[cell for cell in cells if cell] for cells in found]
    filled = [cells for cells in filled if cells]
    if max(map(len, filled), default=0) < _FEW:
        return True
    plain = [cells for cells in filled if not any(_holds(item) for cell in cells for item in cell)]
    if len(plain) < len(filled) and sum(len(cells) >= _FEW for cells in plain) <= _FEW:
        return True
    return len(filled) <= _FEW and any(_paragraphs(cell) for cells in filled for cell in cells)


def _holds(item: Item) -> bool:
    return isinstance(item, CellsRow) or bool(item.level)


def _paragraphs(cell: list[Item]) -> bool:
    texts = [item.text for item in cell if isinstance(item, Block)]
    return len(texts) >= _FEW and any(text[-1:] in _DONE and len(text) > _LINES * 5 for text in texts)


def _text(cell: list[Item]) -> bool:
    """Whether a cell holds a text, or another table, and no entry."""
    if any(_holds(item) for item in cell):
        return True
    texts = [item.text for item in cell if isinstance(item, Block)]
    return len(texts) > _LINES and sum(map(len, texts)) > _TEXT_CELL


def _note(cell: list[Item]) -> bool:
    """Whether a row that is one cell is a note under a table: 注：  数据来源：  a sentence."""
    text = next((item.text for item in cell if isinstance(item, Block)), "")
    return bool(_NOTE.match(text)) or text[-1:] == "。"


def _said(cell: list[Item]) -> str:
    """The lines of a cell as one; two words or numbers are not run together."""
    said = ""
    for item in cell:
        line = " ".join(item.text.split()) if isinstance(item, Block) else ""
        apart = said and line and said[-1].isascii() and said[-1].isalnum() and line[0].isascii() and line[0].isalnum()
        said += f" {line}" if apart else line
    return said


def _captioned(caption: Items) -> Items:
    found = list(flattened(caption))
    if len(found) == 1 and isinstance(found[0], Block):
        found[0].style = "caption"
    return list(found)
