"""The tables of a comparison, the file of what was ticked off, and the command that writes both.

Invariants:
- screen, page, workbook and document hold the same rows; with a text of the year before, its figure stands in the row
  only where it can be meant;
- what is ticked off is listed no more, is counted, and goes out with who looked; a changed sentence is looked at again;
- words of people in the file of ticks stay as they are; a second run adds nothing;
- what cannot be done is one line, and nothing is written.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from test_comparing import NEW, OLD, compared

from drafter.cli import main
from drafter.comparing.figures import figure_rows
from drafter.comparing.ticks import extended, read_ticks, suspicions, ticked
from drafter.comparisons import compare_files
from drafter.errors import BadCase
from drafter.writing.comparison_html import to_html
from drafter.writing.comparison_tables import figures, forgotten, to_docx, to_xlsx
from drafter.writing.comparison_text import to_text

YEARS = (
    "柳溪县农机中心{}年度绩效自评报告\n一、资金\n{}年预算{}万元，支出{}万元，执行率{}%。\n"
    "二、完成情况\n培训{}人次，{}新建泵站{}座。\n"
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    told = [(2022, 150, 120, 80, 20, "", 1), (2023, 180, 171, 95, 25, "", 2), (2024, 200, 171, 85.5, 30, "当年", 4)]
    made = []
    for year, *rest in told:
        file = tmp_path / f"{year}.txt"
        file.write_text(YEARS.format(year, year, *rest), encoding="utf-8")
        made.append(str(file))
    return made


def test_three_years(files: list[str]) -> None:
    found = compare_files(files[1], files[2], before=files[0])
    rows = {row.what: (row.earlier, row.old, row.new, row.change) for row in figure_rows(found)}
    assert rows == {
        "预算": ("150万元", "180万元", "200万元", "+20万元"),
        "支出": ("120万元", "171万元", "171万元", "0万元"),
        "执行率": ("80%", "95%", "85.5%", "-9.5个百分点"),
        "培训": ("20人次", "25人次", "30人次", "+5人次"),
        "当年新建泵站": ("1座", "2座", "4座", "+2座"),
    }
    assert "三年数字对照5项" in to_text(found)
    assert '<th scope="col">2022年</th>' in to_html(found)


def test_screen_shows_the_first_rows_and_all_when_asked() -> None:
    lines = [f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'东南西'[n // 10]}村水渠{{}}公里。\n" for n in range(30)]
    old, new = ("".join(lines).format(*range(start, start + 30)) for start in (10, 50))
    found = compared(f"甲局2023年报告\n{old}", f"甲局2024年报告\n{new}")
    told = to_text(found)
    assert "两年数字对照30项" in told
    assert "另有10项" in told
    assert "另有" not in to_text(found, everything=True)
    # Without room for columns the rows are told in words.
    assert "甲东村水渠：10公里 → 50公里，+40公里，+400.0%" in re.sub(r"\n {6}", "", to_text(found, 32))


def test_workbook_and_document_hold_both_tables() -> None:
    from docx import Document
    from python_calamine import CalamineWorkbook

    found = compared(OLD, NEW)
    assert to_xlsx(found) == to_xlsx(found)
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(found)))
    assert book.sheet_names == ["两年数字对照", "疑似未更新"]
    for table in (figures(found), forgotten(found)):
        rows = [[str(cell) for cell in row] for row in book.get_sheet_by_name(table.name).to_python()]
        assert rows[2][: len(table.heads)] == list(table.heads)
        assert rows[3 : 3 + len(table.rows)] == [list(row) for row in table.rows]
    document = Document(io.BytesIO(to_docx(found)))
    assert [len(table.rows) for table in document.tables] == [
        1 + len(figures(found).rows), 1 + len(forgotten(found).rows),
    ]  # fmt: skip
    assert document.paragraphs[-1].text.startswith("核对人（签字）")


def test_what_is_ticked_off_is_counted_and_signed(tmp_path: Path) -> None:
    found = compared(OLD, NEW)
    count = len(suspicions(found))
    text, added = extended("", found, {})
    assert added == count == 3
    assert text.count("done = false") == count
    text = text.replace("done = false", "done = true  # 问过财务", 1).replace('by = ""', 'by = "王"', 1)
    file = tmp_path / "核对.toml"
    file.write_text(text, encoding="utf-8")
    rows = read_ticks(str(file))
    assert extended(text, found, rows) == (text, 0)
    left = ticked(found, rows)
    assert len(left.ticked) == 1
    assert left.summary.stale == count - 1
    assert "（另有1处核对过）" in to_text(left)
    assert sorted((row[-3], row[-2]) for row in forgotten(left).rows) == [("☐", ""), ("☐", ""), ("☑", "王")]
    assert forgotten(left).note == "共3处，已核对1处"
    quote = suspicions(left)[0] if suspicions(left)[0].tick.done else next(s for s in suspicions(left) if s.tick.done)
    changed = compared(OLD, NEW.replace(quote.sentence, "又" + quote.sentence))
    assert not ticked(changed, rows).ticked


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('quote = "甲"\nsentence = "乙"', "缺少 sort"),
        ('sort = "year"\nquote = "甲"\nsentence = "乙"\ndone = 1', "应当是 true 或 false"),
        ('sort = "year"\nquote = "甲"\nsentence = "乙"\nwho = "丙"', "不认识"),
    ],
)
def test_a_fault_of_the_ticks_is_told(tmp_path: Path, row: str, why: str) -> None:
    file = tmp_path / "核对.toml"
    file.write_text(f"[[checked]]\n{row}\n", encoding="utf-8")
    with pytest.raises(BadCase) as caught:
        read_ticks(str(file))
    assert why in str(caught.value)
    assert "核对记录" in str(caught.value)


def test_command(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ticks = tmp_path / "核对.toml"
    assert (
        main(["diff", *files[1:], "--before", files[0], "--ticks", str(ticks), "-o", str(tmp_path / "对照.xlsx")]) == 1
    )
    assert (tmp_path / "对照.xlsx").read_bytes()[:2] == b"PK"
    first = ticks.read_text(encoding="utf-8")
    assert re.search(r'^quote = "171万元"$', first, re.MULTILINE)
    assert main(["diff", *files[1:], "--ticks", str(ticks), "--tables", "-o", str(tmp_path / "核对单.docx")]) == 1
    assert ticks.read_text(encoding="utf-8") == first
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--tables"], "--tables 只用于写 docx"),
        (["--before", "{0}", "-o", "{dir}/a.docx"], "只比两年"),
        (["--format", "xlsx"], "不能显示在屏幕上"),
        (["--ticks", "{1}"], ".toml"),
        (["--ticks", "{dir}/a.txt"], ".toml"),
        (["-o", "{0}", "--before", "{0}"], "这就是要比较的文件"),
    ],
)
def test_what_cannot_be_done(
    files: list[str], tmp_path: Path, more: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    there = {file: file.read_bytes() for file in tmp_path.iterdir()}
    assert main(["diff", *files[1:], *[each.format(*files, dir=tmp_path) for each in more]]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == there


def test_a_run_of_digits_is_told_as_it_stands() -> None:
    found = compared(f"全年支出{'1' * 300}万元，检查24次。\n", f"全年支出{'2' * 300}万元，检查26次。\n")
    rows = {row.what: row for row in figure_rows(found)}
    assert all(row.change == "" for name, row in rows.items() if "支出" in name)
    assert any(row.change.startswith("+2") for row in rows.values())
