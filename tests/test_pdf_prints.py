"""Our own reports, printed and read again.

Invariants:
- The page of a draft, printed by a browser, equals the Word document of the same draft: titles, headings, paragraphs,
  sentences, tables and their cells; `drafter diff` finds nothing. So does the document printed by LibreOffice.
- A table that runs over pages is one table, its repeated head told once, its broken rows whole.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CASES
from printers import printed_documents, printed_page

from drafter import api
from drafter.cli import main
from drafter.reading.formats import read_any
from drafter.report.tree import Block, Table
from drafter.writing.html import to_html

pytest.importorskip("pypdfium2")

#: A case whose table of indicators is the printed form with merged cells, over several pages.
FORM = """genre = "project-self-evaluation"
year = 2024
[unit]
name = "青山县农业农村局"
[project]
name = "农民培训经费"
[fund]
budget = 116
spent = "58万元"
[[work]]
title = "农民培训任务完成"
[[work.points]]
topic = "培训组织"
events = [{ kind = "patrol", what = ["教学点"], count = "24次" }]
"""
LEVELS = (
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "经济效益指标",
    "社会效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
)


def form(count: int) -> str:
    """The case with `count` indicators, some of long names."""
    text = FORM
    for number in range(count):
        name = "全年开展农业技术推广活动覆盖的行政村数量及参加人次" if number % 2 else "培训人次"
        level = LEVELS[number * len(LEVELS) // count]
        text += f'[[indicators]]\nlevel2 = "{level}"\nname = "{name}{number}"\ntarget = "≥{300 + number}人次"\n'
        text += f'actual = "{280 + number * 3}人次"\nreason = "受汛期影响，部分班次延期"\nmeasure = "提前排定班次"\n'
    return text


def tree(file: Path) -> tuple[str, tuple[Block, ...]]:
    draft = read_any(str(file)).draft
    return draft.title, draft.blocks


def written(case: Path, folder: Path, seed: int = 0) -> tuple[Path, Path]:
    """A case as a Word document and as a page."""
    draft = api.compose(api.load_case(case), seed)
    page = folder / f"{case.stem}.html"
    page.write_text(to_html(draft), encoding="utf-8")
    document = folder / f"{case.stem}.docx"
    document.write_bytes(api.to_docx(draft))
    return document, page


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_printed_by_a_browser_is_the_document(case: Path, tmp_path: Path) -> None:
    document, page = written(case, tmp_path)
    made = printed_page(page, tmp_path)
    assert tree(made) == tree(document)
    assert main(["diff", str(document), str(made)]) == 0


@pytest.mark.parametrize("count", [6, 14, 40])
def test_a_printed_form_is_the_form(count: int, tmp_path: Path) -> None:
    case = tmp_path / "form.toml"
    case.write_text(form(count), encoding="utf-8")
    document, page = written(case, tmp_path)
    found = tree(printed_page(page, tmp_path))
    assert found == tree(document) and sum(isinstance(block, Table) for block in found[1]) == 1


def test_documents_printed_by_libreoffice_are_the_documents(tmp_path: Path) -> None:
    documents = [written(case, tmp_path, 1)[0] for case in CASES]
    for count in (6, 40):
        case = tmp_path / f"form{count}.toml"
        case.write_text(form(count), encoding="utf-8")
        documents.append(written(case, tmp_path)[0])
    for document, made in zip(documents, printed_documents(documents, tmp_path), strict=True):
        assert tree(made) == tree(document)
        assert main(["diff", str(document), str(made)]) == 0
