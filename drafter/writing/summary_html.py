"""The summary of a batch as one page with pictures; nothing is fetched.

The reader gains the whole on one sheet: totals, grades, faults by class and light, units, money against score, alarms,
who has not handed in, texts alike side by side, what could not be looked at.

Limits: long tables show their first rows; all of them stand in the workbook beside it.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from drafter.writing.pictures import bars, points
from drafter.writing.review_html import page

if TYPE_CHECKING:
    from drafter.report.summary import Summary

_LIGHTS = (("红", "red"), ("黄", "yellow"), ("蓝", "blue"))
_ROWS, _UNITS, _GROUPS, _WORDS = 100, 20, 60, 400


def to_html(summary: Summary) -> str:
    """The page, ending with a line break."""
    found = {one.name: one for one in summary.tables}
    grades = [(str(row[0]), (float(row[1]),)) for row in found["等级"].rows]
    classes = [(str(row[0]), [float(one) for one in row[1:4]]) for row in found["问题按类别和灯"].rows]
    units = [(str(row[0]), [float(one) for one in row[5:8]]) for row in found["单位排列"].rows[:_UNITS]]
    money = [
        (float(row[2]), float(row[5]), str(row[0]))
        for row in found["项目"].rows
        if isinstance(row[2], (int, float)) and isinstance(row[5], (int, float))
    ]
    pictures = {
        "等级": bars(grades, (("项目", "blue"),), "各等级的项目数"),
        "问题按类别和灯": bars(classes, _LIGHTS, "问题按类别和灯"),
        "单位排列": bars(units, _LIGHTS, "问题最多的单位"),
        "资金和得分": points(money, "资金和得分") if money else "",
    }
    tables: list[dict[str, object]] = []
    for one in summary.tables:
        if one.name == "单位之间雷同":
            continue
        rows = one.rows[:_ROWS]
        tables.append(
            {
                "name": one.name, "note": one.note, "heads": one.heads, "rows": rows, "more": len(one.rows) - len(rows),
                "picture": pictures.get(one.name, ""),
                "open": len(rows) <= 16 and one.name != "项目",
            }
        )  # fmt: skip
    return (
        page("summary").render(line=summary.line, tables=tables, alike=_alike(summary), note=found["单位之间雷同"].note)
        + "\n"
    )


def _alike(summary: Summary) -> dict[str, object]:
    """Groups of paragraphs alike: the first of each beside the one that is least like it."""
    groups: dict[object, list[tuple[Any, ...]]] = {}
    for row in summary.table("单位之间雷同").rows:
        groups.setdefault(row[0], []).append(row)
    told = []
    for rows in list(groups.values())[:_GROUPS]:
        first = max(rows, key=lambda row: row[4])
        other = min((row for row in rows if row is not first), key=lambda row: row[4], default=first)
        left, right = _marked(str(first[3])[:_WORDS], str(other[3])[:_WORDS])
        others = [f"{row[1]}（{row[2]}）" for row in rows if row is not first and row is not other]
        sides = [(f"{row[1]}（{row[2]}）", parts) for row, parts in ((first, left), (other, right))]
        told.append({"sides": sides, "likeness": other[4], "others": others})
    return {"groups": told, "more": len(groups) - len(told)}


def _marked(one: str, other: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with whether it differs."""
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if a < b:
            left.append((one[a:b], tag != "equal"))
        if c < d:
            right.append((other[c:d], tag != "equal"))
    return left, right
