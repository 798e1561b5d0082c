"""Tables pasted among notes: rows of projects where their heads say so, else a note for each row.

Limits: a table of one row, or without a head, is told row by row as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.importing.grading import grade_of
from drafter.importing.ledger import is_ledger, read_ledger, turned_ledger
from drafter.importing.lines import NotedLine
from drafter.importing.money_units import declared_unit
from drafter.importing.note_taker import NoteTaker
from drafter.language.amounts import amounts, unit_words
from drafter.language.lexicon import words
from drafter.language.marks import fold

_UNIT = re.compile(r"[（(]([^）)]{1,6})[）)]|／(.{1,4})$|/(.{1,4})$")
#: Who sees to it is told to the clerk, not in the letter.
_WHO = re.compile("(?:责任|经办|承办|填报)?(?:股室|科室|处室|部门|单位|人|领导|联系人)")
_NUMBERS = frozenset(("序号", "编号", "号", "No", ""))
_AVERAGE = re.compile(r"(?:平均|均)(?:得?分)?[为是： ]*(?P<points>\d{2}(?:\.\d+)?)")
_TOTALS = ("合计", "总计", "小计", "共计")
_EMPTY = frozenset(("", "-", "—", "/", "*", "无", "——", "--"))


#: A column that says what sum a problem is about.
_OF_MONEY = re.compile(r"(?:问题|涉及|违规|查出)?(?:金额|资金)(?:[（(][^（）()]*[）)])?")
_ON_A_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|初|[上中下]旬)?")
_HAPPENS = re.compile("(?:到货|交付|完工|开工|验收|投用|启用|上线|安装|发放|拨付|竣工|签订|移交|入库)(?:时间|日期)?$")
_FIGURE = re.compile(r"(?<![\d.])\d[\d.,]*")


def read_table(rows: Sequence[NotedLine], reader: NoteTaker) -> None:
    """Read the rows of a pasted table into the proposal of `reader`."""
    head = rows[0].cells if not _figures(rows[0].cells) else ()
    body = rows[1:] if head else rows
    columns = [_column(cell) for cell in head]
    if reader.genre == "township-summary" and "name" in columns and ("budget" in columns or "spent" in columns):
        _projects(body, head, columns, reader)
        return
    if reader.genre == "township-summary" and head and not head[0] and {"budget", "spent"} <= set(columns):
        # Parts of the account whose names have no head are no projects.
        told = [text for row in body if not _total(row.cells) and (text := _parts(row.cells, columns, reader))]
        if told:
            reader.proposal.add("fund.notes", "；".join(told), "\n".join("\t".join(row.cells) for row in body))
        return
    if head and reader.genre == "rectification" and (places := _of_findings(head)):
        for line in body:
            reader.proposal.line = line.number
            cells = {key: line.cells[at] for key, at in places.items() if at < len(line.cells)}
            found, done, status = (cells.get(key, "").strip("-—/ ") for key in ("found", "done", "status"))
            sums = [at for at, cell in enumerate(head) if _OF_MONEY.fullmatch(cell) and at not in places.values()]
            for at in [at for at in sums if at < len(line.cells) and _FIGURE.fullmatch(line.cells[at].strip())]:
                # 金额（万元） is what the problem is about, not what was done.
                found = f"{found}，{line.cells[at].strip()}{declared_unit(head[at]) or '万元'}" if found else found
            others = [
                f"{head[at]}{cell}"
                for at, cell in enumerate(line.cells)
                if at not in sums
                and at < len(head)
                and at not in places.values()
                and cell not in _EMPTY
                and head[at] not in _NUMBERS
            ]
            for one in [one for one in others if _WHO.match(one) and not one.startswith("责任")]:
                reader.proposal.aside(one)
            others = [one for one in others if not _WHO.match(one) or one.startswith("责任")]
            if _total(line.cells) or not found or not done:
                reader.proposal.add("summary", _sum_of(line.cells), "\t".join(line.cells))
            else:
                reader.finding(found, "；".join([done, *others]), status, "\t".join(line.cells))
        return
    if head and (turned := turned_ledger(head, [row.cells for row in body])):
        head = turned[0]
        body = [row._replace(cells=cells) for row, cells in zip([rows[0]] * len(turned), turned[1:], strict=False)]
    if head and is_ledger(head, reader):
        read_ledger(body, head, reader)
        return
    for row in body:
        reader.proposal.line = row.number
        if _total(row.cells):
            reader.proposal.leave("\t".join(row.cells))
        elif text := _row(row.cells, head):
            reader.note(text)


def _parts(cells: Sequence[str], columns: Sequence[str], reader: NoteTaker) -> str:
    """A part of the account: 渔港整治预算412万元、支出356万元 ("" where it has no name)."""
    unit = reader.filler.unit_of_money or "万元"
    names = {"budget": "预算", "spent": "支出"}
    told = [
        f"{names[key]}{cell}{'' if found[0].unit or found[0].scale else unit}"
        for key, cell in zip(columns, cells, strict=False)
        if key in names and (found := amounts(fold(cell)))
    ]
    return cells[0] + "、".join(told) if cells[0] and told else ""


def _sum_of(cells: Sequence[str]) -> str:
    """A row that says what all findings come to: 合计, 7个, 销号6个，剩1个 is 共7个问题，销号6个，剩1个."""
    told = [cell for cell in cells if cell not in _EMPTY]
    if len(told) > 1 and re.sub(r"\s", "", told[0]) in _TOTALS:
        told = told[1:]
        if re.fullmatch(r"\d+[个项条]", told[0]):
            told[0] = f"共{told[0]}问题"
    return "，".join(told)


def is_head(cells: Sequence[str]) -> bool:
    """Whether a row opens a table of its own: its first cell numbers the rows."""
    return cells[0] in words("tables")["rows"]["number"]


def _of_findings(head: Sequence[str]) -> dict[str, int]:
    """Which columns of a table hold what was found, what was done and how far it is (empty: none such)."""
    places: dict[str, int] = {}
    for key, marks in words("tables")["findings"].items():
        for at, cell in enumerate(head):
            if at not in places.values() and any(mark in cell for mark in marks):
                places[key] = at
                break
    if "status" not in places:
        # 整改情况 beside 整改措施 says how far it is.
        marks = words("tables")["beside"]["status"]
        beside = [at for at, cell in enumerate(head) if at not in places.values() and any(one in cell for one in marks)]
        places |= {"status": beside[0]} if beside else {}
    return places if {"found", "done"} <= set(places) else {}


def table_notes(rows: Sequence[NotedLine]) -> list[str]:
    """The rows of a pasted table as notes, totals among them; a first row without figures names the columns."""
    head = rows[0].cells if len(rows) > 1 and not _figures(rows[0].cells) else ()
    return [text for row in (rows[1:] if head else rows) if (text := _row(row.cells, head))]


def _row(cells: Sequence[str], head: Sequence[str]) -> str:
    return _roled(cells, head) or _told(cells, head)


def _figures(cells: Sequence[str]) -> bool:
    return any(amounts(fold(cell)) for cell in cells[1:])


def _column(head: str) -> str:
    bare = re.sub(r"[\s（(].*", "", head)
    for key, marks in words("tables")["projects"].items():
        if any(mark in bare for mark in marks):
            return str(key)
    return ""


def _unit(head: str) -> str:
    match = _UNIT.search(head)
    return next((one for one in match.groups() if one), "") if match else ""


def _projects(rows: Sequence[NotedLine], head: Sequence[str], columns: Sequence[str], reader: NoteTaker) -> None:
    for line in rows:
        reader.proposal.line = line.number
        if _total(line.cells):
            if mean := _AVERAGE.search("，".join(line.cells)):
                reader.proposal.put("grades.average", f"{mean['points']}分", "\t".join(line.cells))
            continue
        row: dict[str, str] = {}
        left = []
        for index, cell in enumerate(line.cells):
            key = columns[index] if index < len(columns) else ""
            if cell in _EMPTY or key == "number":
                continue
            unit = _unit(head[index]) or reader.filler.unit_of_money or "万元" if index < len(head) else ""
            if key and key not in row and (value := _value(key, cell, unit)):
                row[key] = value
            else:
                left.append(cell)
        if "name" in row:
            at = reader.proposal.add("projects", row, "\t".join(line.cells))
            for cell in left:
                reader.proposal.leave(cell, at)


def _value(key: str, cell: str, unit: str) -> str:
    """What a cell says of a project, "" where it is none of what its column holds: 待定 is no rate, 优良 no grade."""
    if key in ("name", "reason"):
        return cell
    if key == "grade":
        return grade_of(cell)
    found = amounts(fold(cell))
    if not found:
        return ""
    if key in ("budget", "spent"):
        return cell if found[0].unit else f"{cell}{unit}"
    if key == "rate":
        return cell if cell.endswith(("%", "％")) else f"{cell}%"
    return cell if found[0].unit == "分" else f"{cell}分" if not found[0].unit else ""


def _total(cells: Sequence[str]) -> bool:
    return any(re.sub(r"\s", "", cell) in _TOTALS for cell in cells[:2])


def _roled(cells: Sequence[str], head: Sequence[str]) -> str:
    """A row of a table whose head names what was done and what was planned:
    食品抽检4318批次（目标4200批次，上年4056批次）."""
    roles = [_role(label) for label in head]
    if "actual" not in roles or "name" not in roles:
        return ""
    found = {
        role: cells[index]
        for index, role in enumerate(roles)
        if role and index < len(cells) and cells[index] not in _EMPTY
    }
    if "name" not in found:
        return ""
    unit = found.get("unit", "")
    named = _UNIT.search(found["name"])
    if not unit and named is not None and (named[1] or "").removeprefix("万") in (*unit_words(), "元", "亿元"):
        # 供餐学校（所）: the unit stands behind the name.
        unit, found["name"] = named[1], found["name"][: named.start()]
    if not unit and (counted := re.search(r"(?P<unit>[天人户件次家个台场期份篇项所])数$", found["name"])) is not None:
        unit = counted["unit"]
    said = {
        key: _with_unit(found[key], unit or _unit(head[roles.index(key)]))
        for key in ("actual", "target", "last")
        if key in found
    }
    inside = [f"{word}{said[key]}" for key, word in (("target", "目标"), ("last", "上年")) if key in said]
    text = found["name"] + (
        said.get("actual", "")
        if amounts(fold(said.get("actual", "")))
        else f"，{said['actual']}"
        if "actual" in said
        else ""
    )
    text += f"（{'，'.join(inside)}）" if inside else ""
    if "reason" in found:
        text += f"，原因：{found['reason']}"
    if "remark" in found:
        text += f"，{found['remark']}"
    rest = [
        f"{head[i]}{cell}"
        for i, cell in enumerate(cells)
        if i < len(roles) and not roles[i] and cell not in _EMPTY and amounts(fold(cell))
    ]
    return "，".join([text, *rest])


def _role(label: str) -> str:
    bare = re.sub(r"[\s（(].*", "", label)
    for role, marks in words("tables")["rows"].items():
        if any(bare == mark or (len(mark) > 1 and mark in bare) for mark in marks):
            return str(role)
    return ""


def _with_unit(cell: str, unit: str) -> str:
    found = amounts(fold(cell))
    if unit and len(found) > 1:
        return re.sub(r"(?<![\d.])(\d[\d,.]*)(?=$|[、，；])", rf"\g<1>{unit}", cell)
    return f"{cell}{unit}" if unit and found and not found[0].unit else cell


def _told(cells: Sequence[str], head: Sequence[str]) -> str:
    """A row as a note: name, then each figure with its unit (from the head where the cell has none)."""
    parts: list[str] = []
    for index, cell in enumerate(cells):
        label = head[index] if index < len(head) else ""
        if cell in _EMPTY or (index == 0 and re.fullmatch(r"\d{1,3}", cell)) or label in ("备注", "序号"):
            if label == "备注" and cell not in _EMPTY:
                parts.append(f"，{cell}")
            continue
        found = amounts(fold(cell))
        bare = re.sub(r"[（(].*", "", label).strip()
        if found and found[0].start == 0 and not found[0].unit and found[0].end == len(cell):
            unit = _unit(label)
            if unit:
                parts.append(f" {bare}{cell}{unit}" if bare and not _measure(bare) else f" {cell}{unit}")
            elif _measure(bare):
                parts.append(f" {cell}{bare}")
            else:
                parts.append(f" {bare}{cell}")
        elif bare in ("目标", "目标值", "计划", "上年", "去年", "任务", "原因") and parts:
            parts.append(f"，{bare}{'：' if bare == '原因' else ''}{cell}")
        elif found and parts and bare and not _measure(bare) and found[0].end == len(cell) and index > 1:
            parts.append(f" {bare}{cell}")
        elif parts and _ON_A_DAY.fullmatch(cell) and _HAPPENS.search(bare):
            # 到货, 7月: what happened then.
            parts.append(f"，{cell}{bare.removesuffix('时间').removesuffix('日期')}")
        else:
            parts.append(f" {cell}" if parts else cell)
    return "".join(parts).strip()


def _measure(word: str) -> bool:
    return word in unit_words()
