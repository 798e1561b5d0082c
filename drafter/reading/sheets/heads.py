"""Where a sheet has tables, and what their columns mean.

The reader gains tables found by the words of their heads, in any order, in one to three rows, wherever the sheet puts
them: indicators under 三级指标, money under 全年预算数, projects under 项目名称.

Limits: a head is a row of words with no number among them; columns that mean nothing known are kept by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.reading.sheets.across import sources_across
from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import text
from drafter.reading.sheets.guesses import tells_indicators
from drafter.reading.sheets.settled import parted, settled, units_row
from drafter.reading.sheets.tables import (
    ACROSS,
    FLAT,
    INDICATORS,
    MEASURES,
    MONEY,
    PROJECTS,
    TASKS,
    HeadedColumn,
    HeadedTable,
)
from drafter.reading.sheets.words import HeadMeanings, head

#: What tables of indicators have besides names.
OF_INDICATORS = frozenset(("level1", "level2", "target", "term_target", "initial_target", "adjusted_target", "actual",
                     "progress_value", "forecast", "weight", "score", "sign", "unit"))  # fmt: skip
#: What has a column of its own under the head of a value.
_APART = frozenset(("sign", "unit"))
#: What is told in words under the head of a value or of a reason: 偏差说明 over 原因 and 措施.
_TOLD = frozenset((*_APART, "reason", "measure", "remark", "evidence", "description"))
_LONGEST, _DEEPEST, _TWO, _FEW = 40, 3, 2, 4
#: Rows that show what a column holds.
_ENTRIES = 8
#: How a head ends that stands over others; a value beside a label (某某局, 某某工程) does not.
_OVER = re.compile(
    r"(?:情况|资金|金额|预算|执行|评价|自评|分析|可能性|原因|指标|信息|目标|[数值分]|完成|结果|元|安排|支出|来源|措施|进度|复核|核查|审核|监控|绩效)$"
)
#: What numbers a head: a letter or character, a formula of such, or the name of the field in a system.
_CODE = re.compile(
    r"[(（]?(?:\d{1,2}|[A-Z]|[甲乙丙丁戊己庚辛])[)）]?(?:\s*[=＝].*)?|[A-Za-z][A-Za-z_]*\d{0,2}|栏次|行次|--|—"
)
_OF_YEAR = re.compile(r"(20\d\d)年?度?")
_TOTAL = frozenset(("total", "year_total", "term_total"))
#: The first rows of a sheet, of which is remembered what table begins there.
_KEPT = 2_000
#: What is longer above a head is a sentence, and no head.
_TITLE = 6


def table_at(sheet: Sheet, words: HeadMeanings, row: int) -> HeadedTable | None:
    """The table whose head begins in `row`, or None."""
    if row >= _KEPT:
        return _table_at(sheet, words, row)
    known = sheet.found.get((row, words), sheet)
    if known is sheet:
        known = sheet.found[row, words] = _table_at(sheet, words, row)
    return known  # type: ignore[return-value]


def _table_at(sheet: Sheet, words: HeadMeanings, row: int) -> HeadedTable | None:
    own: dict[int, str] = {}
    for index, cell in enumerate(sheet.rows[row]):
        if not isinstance(cell, str):
            return None
        if cell and not cell.isspace():
            own[index] = text(cell)
    if len(own) < _TWO or any(len(said) > _LONGEST for said in own.values()):
        return None
    known = {index: words.of("columns", head(said)) for index, said in own.items()}
    sources = {index: words.of("money", head(said)) for index, said in own.items()}
    years = any(_OF_YEAR.fullmatch(said) for said in own.values())
    if not any(known.values()) and not any(sources.values()) and not years and len(own) <= _FEW:
        return None
    depth = 1
    while depth < _DEEPEST and _goes_on(sheet, words, row, depth):
        depth += 1
    first = row + depth + _numbered(sheet, row + depth)
    counted = units_row(sheet, first)
    first += bool(counted)
    found = [
        one._replace(head=one.head._replace(brackets=(*one.head.brackets, counted[one.at])))
        if one.at in counted
        else one
        for one in _columns(sheet, words, row, depth)
    ]
    columns = parted(_with_projects(sheet, words, tuple(found), first))
    kind = _kind(columns)
    if kind == PROJECTS and _of_sources(sheet, words, columns, row + depth):
        kind = MONEY
    if kind in ("", MONEY) and (across := sources_across(sheet, words, row, own, sources)):
        # 财政拨款 and 结转资金 are columns of lists as well.
        return HeadedTable(ACROSS, across, row, row + 1)
    if not kind and len(own) > _FEW and not _valued(words, own) and tells_indicators(sheet, words, columns, first):
        kind = INDICATORS
    return HeadedTable(kind, settled(kind, columns), row, first) if kind else None


def _valued(words: HeadMeanings, own: Mapping[int, str]) -> bool:
    """Whether a row of words is an entry: it has figures in it, or the name of a level."""
    return any(
        re.search(r"\d", one) or words.level("level2", one) or words.level("level1", one) for one in own.values()
    )


def _numbered(sheet: Sheet, row: int) -> bool:
    """Whether a row below heads only numbers or codes them: 1, 2, 3=2/1; 甲, 乙; XMMC, YSS."""
    said = [text(cell) for cell in sheet.rows[row] if cell != ""] if row < len(sheet) else []
    if len(said) < _FEW - 1:
        return False
    counted = [one for one in said if one.isdecimal()]
    if counted and len(counted) == len(said):
        return [int(one) for one in said] == list(range(int(said[0]), int(said[0]) + len(said)))
    return all(_CODE.fullmatch(one) for one in said) and not all(one.isdecimal() for one in said)


def _with_projects(
    sheet: Sheet, words: HeadMeanings, columns: tuple[HeadedColumn, ...], first: int
) -> tuple[HeadedColumn, ...]:
    """The columns, where none is of projects with the one that can be: its head names 项目, its entries are words; else
    the codes of projects stand for their names."""
    told = {one.meaning for one in columns}
    if told & {"project_name", "task_name"}:
        return columns
    rows = range(first, min(first + _ENTRIES, len(sheet)))
    fits = [
        one
        for one in columns
        if not one.meaning
        and "项目" in one.head.bare
        and not any(words.of(section, one.head) for section in ("money", "goals", "labels"))
        and sheet.span(first - 1, one.at)[2] < first
        and sum(isinstance(cell := sheet.at(row, one.at), str) and cell.strip() != "" for row in rows) * 2 > len(rows)
    ]
    if not fits and "project_code" in told and not told & (OF_INDICATORS | {"name"}):
        fits = [next(one for one in columns if one.meaning == "project_code")]
    if len(fits) != 1:
        return columns
    return tuple(one._replace(meaning="project_name") if one is fits[0] else one for one in columns)


def _of_sources(sheet: Sheet, words: HeadMeanings, columns: Sequence[HeadedColumn], first: int) -> bool:
    """Whether what stands under 项目 are sources of money: a table of money, not a list of projects."""
    at = [one.at for one in columns if one.meaning == "project_name"][:1]
    said = [text(sheet.at(row, one)) for one in at for row in range(first, min(first + _FEW, len(sheet)))]
    named = [bool(words.of("money", head(one))) for one in said if one]
    return sum(named) >= _TWO and sum(named) * 2 >= len(named)


def _goes_on(sheet: Sheet, words: HeadMeanings, row: int, depth: int) -> bool:
    """Whether the row below still belongs to the head: all its words stand under merged or empty heads."""
    below = row + depth
    if below >= len(sheet) or (depth == 1 and not _headed(sheet, words, row)):
        return False
    found = 0
    for index, cell in enumerate(sheet.rows[below]):
        if cell == "":
            continue
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            return False
        if not cell.strip():
            continue
        over, left, right = _above(sheet, row, below, index)
        if over and head(over).bare == head(text(cell)).bare:
            # A head of two rows that was filled down where others merge it.
            continue
        _, own, _, end = sheet.span(below, index)
        if over and (own, end) == (left, right):
            # A head with one column under it is followed by entries; a second head parts what is over it.
            return False
        if (
            over
            and not _OVER.search(head(over).bare)
            and not words.of("columns", head(over))
            and not words.of("money", head(over))
            and not _OF_YEAR.fullmatch(over)
        ):
            return False
        said = head(text(cell))
        named = words.of("columns", said) or words.of("money", said) or _tick(words, said.bare)
        found += bool(named) or bool(over)
        if not named and not over:
            return False
    return found >= _TWO and not (depth == 1 and _by_itself(sheet, words, row))


def _by_itself(sheet: Sheet, words: HeadMeanings, row: int) -> bool:
    """Whether the row below is a whole head and this one, of which no word heads others, is what stands above it: a
    goal in a few words."""
    said = [text(cell) for cell in sheet.rows[row] if cell != ""]
    if any(_OVER.search(head(one).bare) or _OF_YEAR.fullmatch(one) for one in said):
        return False
    return _kind(tuple(_columns(sheet, words, row + 1, 1))) == INDICATORS


def _headed(sheet: Sheet, words: HeadMeanings, row: int) -> bool:
    """Whether a row can be the first of several of a head: most of its words are heads, not values beside labels."""
    said = [head(text(cell)) for cell in sheet.rows[row] if isinstance(cell, str) and cell.strip()]
    known = [
        bool(
            words.of("columns", one) or words.of("money", one) or _OVER.search(one.bare) or _OF_YEAR.fullmatch(one.bare)
        )
        for one in said
    ]
    if len(said) <= _FEW and any(
        words.of("labels", one) and not after for one, after in zip(said, known[1:], strict=False)
    ):
        # 主管部门, its name, 实施单位 and nothing: a row of labels one of which was left empty.
        return False
    return sum(known) * 3 >= len(said) * 2


def _above(sheet: Sheet, row: int, below: int, index: int) -> tuple[str, int, int]:
    """The head over a cell and the columns that it stands over: as far as it is merged, or, where nothing is, over the
    empty cells to its right that have words under them."""
    at = below - 1
    top, left, _, right = sheet.span(at, index)
    over = text(sheet.at(top, left)) if top >= row else ""
    if right > left or top < at:
        return over, left, right
    while left > 0 and not over and _open(sheet, at, left) and sheet.at(below, left - 1) != "":
        left -= 1
        over = text(sheet.at(at, left)) if sheet.span(at, left) == (at, left, at, left) else ""
    right = left
    while over and _open(sheet, at, right + 1) and sheet.at(below, right + 1) != "":
        right += 1
    return over, left, right


def _open(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell is empty and in no merged range."""
    return sheet.at(row, column) == "" and sheet.span(row, column) == (row, column, row, column)


def _tick(words: HeadMeanings, bare: str) -> str:
    return next((group for group in ("causes", "likely") if bare in words.data["ticks"][group]), "")


def _columns(sheet: Sheet, words: HeadMeanings, row: int, depth: int) -> Iterator[HeadedColumn]:
    width = max(len(sheet.rows[at]) for at in range(row, row + depth))
    for index in range(width):
        stack: list[str] = []
        for at in range(row, row + depth):
            top, left, _, _ = sheet.span(at, index)
            said = text(sheet.at(top, left)) if top >= row else ""
            own = bool(sheet.at(at, index)) or (left != index and top == at)
            if not said and at + 1 < row + depth and sheet.at(at + 1, index) != "":
                said, left, _ = _above(sheet, row, at + 1, index)
                own = bool(said)
            if said and own and (not stack or stack[-1] != said):
                stack.append(said)
        spans = sheet.span(row + depth - 1, index)
        if not stack or (spans[1] != index and spans[0] >= row):
            # Only the first column of a merged head holds its entries.
            continue
        yield _column(words, index, stack)


def _column(words: HeadMeanings, index: int, stack: list[str]) -> HeadedColumn:
    last = head(stack[-1])
    said = "·".join(stack)
    over = [head(one) for one in stack[:-1]]
    if over and (year := next((match for one in over if (match := _OF_YEAR.fullmatch(one.bare))), None)) is not None:
        # 2023年 over 预算 and 支出: whose year they are.
        last = last._replace(year=int(year[1]))
        over = [one for one in over if not _OF_YEAR.fullmatch(one.bare)]
    if over:
        tick = _tick(words, last.bare)
        about = [words.of("columns", one) for one in over]
        if tick and (any(one in ("reason", "remark") for one in about) or any("可能" in one.bare for one in over)):
            return HeadedColumn(index, "tick", last, said, group="likely" if "可能" in over[-1].bare else "causes")
        source = words.of("money", last)
        measure = next((one for one in reversed(about) if one in MEASURES), "")
        if measure and source:
            money = next((one.money for one in over if one.money), "")
            named = last if last.money or not money else last._replace(brackets=(*last.brackets, money))
            return HeadedColumn(index, measure, named, said, "" if source in _TOTAL else source)
        of = next((found for one in reversed(over) if (found := words.of("money", one))), "")
        meaning = words.of("columns", last)
        if meaning in MEASURES and of:
            return HeadedColumn(index, meaning, last, said, "" if of in _TOTAL or of == "project" else of)
        # 按期完成建设任务 over 年度指标值 is what was aimed at, written above the heads: no part of them.
        telling = meaning and any(len(one.bare) > _TITLE for one in over)
        joined = "" if telling else _joined(words, stack)
        meaning = joined or meaning or next((one for one in reversed(about) if one), "")
        brackets = tuple(inside for one in (*over, last) for inside in one.brackets)
        return HeadedColumn(
            index, meaning, last._replace(brackets=brackets, partly=last.partly or over[-1].partly), said
        )
    return HeadedColumn(index, words.of("columns", last), last, said)


def _joined(words: HeadMeanings, stack: Sequence[str]) -> str:
    """What heads mean, read on from the one over another; 指标完成情况 over 年度指标值 and 数值 is their title."""
    meant = words.of("columns", head(stack[-1]))
    if len(stack) > _TWO and (meant in _APART or words.of("columns", head(stack[-2]))):
        return meant if meant in _APART else words.of("columns", head("".join(stack[-2:])))
    joined = words.of("columns", head("".join(stack)))
    return meant if meant in _TOLD and joined == words.of("columns", head(stack[-2])) else joined


def _kind(columns: tuple[HeadedColumn, ...]) -> str:
    found = {one.meaning for one in columns if one.meaning}
    if "task_name" in found and "name" not in found and found & {"task_plan", "actual", "budget", "initial", "spent"}:
        return TASKS
    if "project_name" in found or ("project_code" in found and "name" in found):
        if "name" in found and len(found & OF_INDICATORS) >= _TWO:
            return FLAT
        # 项目 over the sources of money is a table of money; over names, with other columns, it is a list.
        if len(found) >= _TWO + 1 and found & {"initial", "budget", "adjusted", "spent", "score", "grade", "fiscal"}:
            return PROJECTS
    if "name" in found and len(found & OF_INDICATORS) >= _TWO:
        return INDICATORS
    if "level2" in found and len(found & OF_INDICATORS) >= _TWO + 1:
        return INDICATORS
    measures = found & set(MEASURES)
    if len(measures) >= _TWO and "name" not in found:
        return MONEY
    return ""
