"""What a budget system refuses at upload: blanks, marks, units and words where a number is due, texts too long.

Source: checks of the integrated budget systems of several provinces; fields are counted in bytes of UTF-8.
"""

from __future__ import annotations

import re

from drafter.reviewing.answer import Look
from drafter.reviewing.days import day
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import DEGREES, qualitative, sheet
from drafter.reviewing.laws.common import form as form_of
from drafter.reviewing.laws.tabled import empty_sheets, empty_told
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import CellText, value

_CALLED = {"name": "指标名称", "target": "指标值", "actual": "实际完成值", "weight": "分值", "score": "得分",
           "deduction": "扣减分数", "reason": "偏差原因", "measure": "改进措施"}  # fmt: skip
#: The year in the number of a document is none: 财建〔2025〕8号.
_PLACEHOLDER = re.compile(
    r"[XxＸ×]{2,}|〔(?!(?:19|20)\d\d〕\s*(?:第\s*)?\d+\s*号)[^〕]{0,12}〕|待补|此处填写|请填写|\*{2,}|_{2,}|某某|□□"
)
#: A result in so few characters is a word for a degree, not a description.
_SHORT = 6
_TABLE = re.compile(r"表\s*[\d一二三四五六七八九十]|情况表|明细表")
#: A note that wants results without their units.
_BARE_ONLY = re.compile(
    r"完成值[^，。；]{0,8}(?:只|仅|应|均)[^，。；]{0,4}填[写报]?[^，。；]{0,4}(?:数值|数字|纯数)|完成值[^，。；]{0,6}不带(?:单位|符号)"
)
_CANCELLED = re.compile("取消|作废|不再实施|停止执行|已删除")


@answers("cells-filled")
def filled(look: Look) -> None:
    form = form_of(look)
    if form is None:
        return
    for key in look.setting("columns"):
        if key not in form.columns:
            (look.skip if form.title == "案件" else look.lack)(f"表上的“{_CALLED[key]}”栏")
            continue
        empty = [
            line
            for line in form.lines
            if not line[key]
            and not _CANCELLED.search(line["reason"].text + line.name)
            and not line.dropped
            and not (line.unset and key in ("target", "actual"))
        ]
        for line in empty:
            where = line[key].place or line["name"].place or line.place
            look.fault(CellText("", where), f"指标“{line.name or '（没有名称）'}”没有填{_CALLED[key]}", quote=line.name)
        look.saw(f"{len(form.lines)}行的{_CALLED[key]}")


@answers("bare-number")
def bare(look: Look) -> None:
    form = sheet(look)
    if form is None or not _has(look, form, "actual"):
        return
    rows = [line for line in form.lines if not qualitative(line) and line["actual"]]
    # A day is told as a day, whatever the column of units.
    year = look.dossier.year
    rows = [line for line in rows if not (day(line["target"].text) and day(line["actual"].text, year=year))]
    plain = [line for line in rows if line["actual"].number is not None]
    signed = [line for line in rows if re.search(r"[≥≤<>=＞＜＝]|以上|以下|左右|约", line["actual"].text)]
    # 达成 under ≥18所 tells no figure, whatever a form does with its units.
    for line in [one for one in rows if DEGREES.fullmatch(one["actual"].said)]:
        look.fault(line["actual"], f"指标“{line.name}”的完成值“{line['actual'].text}”应当是一个数")
    rows = [one for one in rows if not DEGREES.fullmatch(one["actual"].said)]
    for line in signed:
        look.fault(
            line["actual"], f"指标“{line.name}”的完成值“{line['actual'].text}”应当是一个数，不带符号和“以上”“约”"
        )
    if "unit" not in form.columns and len(plain) * 2 < len(rows):
        if not signed and not look.faults:
            look.skip("本表没有计量单位栏，完成值带单位书写；导入系统前要去掉单位")
        return
    bare_only = any(_BARE_ONLY.search(note.text) for note in look.dossier.notes)
    for line in rows:
        if line in plain or line in signed:
            continue
        found = value(line["actual"].text)
        if found is not None and found.percent and "unit" not in form.columns and not bare_only:
            # A percentage without a column for units can be written in no other way.
            continue
        if found is not None and found.unit and not found.unit.strip("*_-—/~"):
            # 96*: what is no unit is a mark, and told by the duty on marks.
            continue
        what = f"去掉单位“{found.unit}”" if found is not None and found.unit else "是一个数"
        look.fault(line["actual"], f"指标“{line.name}”的完成值“{line['actual'].text}”应当{what}")
    look.saw(f"{len(rows)}个定量指标的完成值")


@answers("qualitative-word")
def degree(look: Look) -> None:
    form = sheet(look)
    if form is None or not _has(look, form, "actual"):
        return
    rows = [line for line in form.lines if qualitative(line)]
    if not rows:
        look.skip("没有定性指标")
    words = look.setting("words")
    graded = any(line["actual"].said in words for line in rows)
    told = [line for line in rows if line["actual"] and line["actual"].said not in words and not _restated(line)]
    if rows and not graded and not any(len(line["actual"].said) <= _SHORT for line in told):
        look.skip("本表的定性指标写的是完成的情形，不是达成程度")
        return
    for line in rows:
        if line in told:
            look.fault(
                line["actual"], f"定性指标“{line.name}”的完成值“{line['actual'].text}”应当写达成、部分达成或未达成"
            )
        look.saw(f"{line.name}“{line['actual'].text}”")


def _restated(line: IndicatorRow) -> bool:
    """Whether a result says its target again: 建立 for 建立."""
    aim, done = line["target"].said, line["actual"].said
    return bool(aim) and (aim in done or done.removeprefix("已").removesuffix("了") in aim) and len(done) > 1


@answers("description")
def described(look: Look) -> None:
    form = sheet(look)
    if form is None:
        return
    if "description" not in form.columns:
        if look.setting("due"):
            look.fault(CellText("", form.lines[0].place), "本地要求定性指标写完成情况简要描述，表上没有这一栏")
        else:
            look.skip("本表没有完成情况简要描述栏")
        return
    rows = [line for line in form.lines if qualitative(line)]
    if not rows:
        look.skip("没有定性指标")
    for line in rows:
        if not line["description"]:
            look.fault(CellText("", line.place), f"定性指标“{line.name}”没有写完成情况简要描述", quote=line.name)
        look.saw(line.name)


@answers("stray-marks")
def stray(look: Look) -> None:
    forms = [one for one in (look.dossier.form, look.dossier.goals) if one is not None and one.title != "案件"]
    if not forms:
        look.skip("只有案件，没有上传的表")
    marks = look.setting("marks")
    for form in forms:
        for line in form.lines:
            for key in look.setting("columns"):
                text = line[key].text
                if not text.strip():
                    continue
                # 31_5 and *96 are figures but for the mark; 3—5 is a range.
                bare_ = CellText(re.sub(r"[*_~]|^[-—/]+(?!\d)|[-—/]+$", "", line[key].said)).number is not None
                inner = text if value(text) is not None or line[key].said in marks or bare_ else ""
                bad = [mark for mark in marks if mark in inner.strip() and not _fraction(inner, mark)]
                if text != text.strip() or re.search(r"\d\s+\d", text):
                    look.fault(line[key], f"指标“{line.name}”的{_CALLED[key]}“{text}”有空格")
                elif bad:
                    look.fault(line[key], f"指标“{line.name}”的{_CALLED[key]}“{text}”有“{bad[0]}”")
        look.saw(f"{len(form.lines)}行的{'、'.join(_CALLED[key] for key in look.setting('columns'))}")


def _fraction(text: str, mark: str) -> bool:
    """12.5万元/公里 and -3 are values."""
    return (mark == "/" and bool(re.search(r"[^\d\s]/[^\d\s]", text))) or (
        mark == "-" and bool(re.match(r"\s*-\d", text))
    )


@answers("numeric")
def numeric(look: Look) -> None:
    form = form_of(look)
    if form is None:
        return
    for line in form.lines:
        for key in look.setting("columns"):
            # A mark for nothing is told by the duty on marks.
            if line[key] and line[key].number is None and line[key].said.strip("*/-—_"):
                look.fault(line[key], f"指标“{line.name}”的{_CALLED[key]}“{line[key].text}”不是数字")
    look.saw(f"{len(form.lines)}行的分值和得分")


@answers("placeholders")
def placeholders(look: Look) -> None:
    for form in look.dossier.forms + ((look.dossier.goals,) if look.dossier.goals else ()):
        cells = [
            *form.labels.values(),
            *form.goals.values(),
            *(cell for line in form.lines for cell in line.cells.values()),
        ]
        for cell in cells:
            if match := _PLACEHOLDER.search(cell.text):
                look.fault(cell, f"还留着“{match[0]}”，请填上")
        look.saw(f"{form.title or '表'}的{len(cells)}个格子")


@answers("lengths")
def lengths(look: Look) -> None:
    forms = [one for one in (look.dossier.form, look.dossier.goals) if one is not None]
    for form in forms:
        told = [(cell, key, "目标", form.limits.get(f"goals.{key}", 0)) for key, cell in form.goals.items()]
        for line in form.lines:
            told += [
                (line[key], field, called, form.limits.get(key, 0))
                for key, field, called in (
                    ("name", "name", "指标名称"), ("target", "value", "指标值"), ("actual", "value", "完成值"),
                    ("reason", "reason", "偏差原因"), ("measure", "measure", "改进措施"),
                    ("description", "reason", "简要描述"),
                )
            ]  # fmt: skip
        whole = form.amount("total.reason")
        told.append((whole, "reason", "未得满分原因", form.limits.get("reason", 0) if whole else 0))
        for cell, key, called, allowed in told:
            size, most = len(cell.text.encode(errors="replace")), int(look.setting(key))
            if allowed and len(cell.text.strip()) > allowed:
                what = f"{called}有{len(cell.text.strip())}字，栏目限{allowed}字"
                look.fault(cell, what, quote=cell.text[:40])
            elif size > most:
                what = f"{called}有{len(cell.text)}字（{size}字节），栏目最多{most // 3}字（{most}字节）"
                look.fault(cell, what, quote=cell.text[:40])
        longest = max((len(cell.text) for cell, *_ in told), default=0)
        look.saw(f"{len(told)}处文字，最长{longest}字")


@answers("empty-table")
def empty(look: Look) -> None:
    """A table whose rows hold nothing, and no word about it behind or before."""
    from drafter.report.tree import Paragraph, Table

    tables = 0
    for paper in look.dossier.reports:
        assert paper.page is not None
        reading = paper.page.reading
        blocks = reading.draft.blocks
        for at, block in enumerate(blocks):
            if not isinstance(block, Table):
                continue
            tables += 1
            body = [cell for row in block.rows for cell in row[1:] if cell.strip() not in ("", "-", "—", "/")]
            near = [one.text for one in blocks[max(0, at - 2) : at + 3] if isinstance(one, Paragraph)]
            # A head alone is a table that nothing was filled into, where it is called one.
            bare_head = not block.rows and len(block.header) > 2 and bool(_TABLE.search(block.title))
            if (bare_head or any(len(row) > 1 for row in block.rows)) and not body:
                told = any(empty_told(one, block.title) for one in near)
                origin = reading.origins[at]
                place = (
                    reading.place(origin[0][0])[0] if isinstance(origin, tuple) and not hasattr(origin, "text") else 0
                )
                cell = CellText(
                    block.title or "、".join(block.header[:4]), f"{_name(paper.file)} 第{place}{reading.source.unit}"
                )
                if not told:
                    look.fault(cell, f"“{cell.text}”是空表，没有说明为什么空着")
    sheets = empty_sheets(look)
    if tables or sheets:
        look.saw(f"{tables + sheets}张表")
    else:
        look.skip("报告里没有表")


def _name(file: str) -> str:
    import os

    return os.path.basename(file)  # noqa: PTH119


def _has(look: Look, form: PaperForm, key: str) -> bool:
    if key in form.columns:
        return True
    look.lack(f"表上的“{_CALLED[key]}”栏")
    return False
