"""What the clipboard of a spreadsheet holds.

Invariants:
- the quotation marks that a spreadsheet puts around a cell are gone, in a table as in a single field; marks of the
  writer's own stay;
- a single field has one value, a field of several a value for each cell; tables are told from cells that hold a tab;
- reading takes time in proportion to the text, whatever its marks.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from screens import play, shows
from textual import events
from textual.pilot import Pilot

from drafter.editing.paste import cells, is_table, unquoted
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen

TEXT = 'genre = "project-self-evaluation"\nyear = 2024\n[unit]\nname = "甲局"\n[project]\nname = ""\n'
EXCEL = SHARED / "acceptance" / "files" / "24-excel-cell.txt"
#: Clipboards, and what stands in a single field then.
CELLS = {
    "a line break, as Excel writes it": ('"河湖管护\n（一期）"\r\n', "河湖管护 （一期）"),
    "as WPS writes it": ('"河湖管护\r\n（一期）"\r\n', "河湖管护 （一期）"),
    "as LibreOffice writes it": ('"河湖管护\n（一期）"', "河湖管护 （一期）"),
    "three lines, one empty": ('"河湖\n\n管护\n"\n', "河湖 管护"),
    "marks inside": ('"落实""三公""经费\n规定"\r\n', '落实"三公"经费 规定'),
    "marks and no line break": ('"落实""三公""经费"\n', '落实"三公"经费'),
    "a tab inside": ('"河湖\t管护"\n', "河湖 管护"),
    "a plain cell": ("河湖管护\r\n", "河湖管护"),
    "marks of the writer's own": ('"双高"建设\n', '"双高"建设'),
    "a quoted name": ('"双高"', '"双高"'),
    "a mark that opens and does not close": ('"双高\n建设', '"双高 建设'),
    "a mark that closes too early": ('"双高"建设\n项目"', '"双高"建设 项目"'),
    "inches": ('12"管道', '12"管道'),
}
#: Clipboards of a column, and the values of a field that holds several.
COLUMNS = {
    "plain": ("甲办法\n乙办法\n", ["甲办法", "乙办法"]),
    "one cell of two lines": ('"甲办法\n（试行）"\r\n乙办法\r\n', ["甲办法 （试行）", "乙办法"]),
    "both of two lines": ('"甲\n办法"\r\n"乙\n办法"\r\n', ["甲 办法", "乙 办法"]),
    "one cell": ('"甲\n办法"\r\n', ["甲 办法"]),
}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tour.shown").touch()


def pasted(path: str, text: str, folder: Path) -> object:
    """What stands at a path of a case after `text` was pasted into its field."""
    case = folder / "案件.toml"
    case.write_text(TEXT, encoding="utf-8")
    found: list[object] = []

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "单位全称")
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        editor.to_path(path)
        await pilot.pause()
        editor.form.post_message(events.Paste(text))
        await pilot.pause(0.1)
        found.append(editor.bench.document.raw(path))

    play(act, str(case))
    return found[0]


@pytest.mark.parametrize(("text", "value"), CELLS.values(), ids=CELLS.keys())
def test_a_cell_is_pasted_into_a_field(text: str, value: str, tmp_path: Path) -> None:
    assert not is_table(text)
    assert str(pasted("project.name", text, tmp_path)).strip() == value


@pytest.mark.parametrize(("text", "values"), COLUMNS.values(), ids=COLUMNS.keys())
def test_a_column_is_pasted_into_a_field_of_several(text: str, values: list[str], tmp_path: Path) -> None:
    assert pasted("project.basis", text, tmp_path) == values


@pytest.mark.skipif(not EXCEL.is_file(), reason="acceptance material is not beside the project")
def test_the_cell_of_the_acceptance_file(tmp_path: Path) -> None:
    assert pasted("project.name", EXCEL.read_bytes().decode(), tmp_path) == "河湖管护 （一期）"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"甲\n乙"\t10\n', [["甲 乙", "10"]]),
        ('"双高"建设\t10\n', [['"双高"建设', "10"]]),
        ('"双高\t10\n丙\t20\n', [['"双高', "10"], ["丙", "20"]]),
        ('"a""b"\t""\n""\t\n', [['a"b', ""]]),
        ('10\t"1\t2"\r\n', [["10", "1 2"]]),
        ("\t\n", []),
    ],
)
def test_cells_of_a_table(text: str, rows: list[list[str]]) -> None:
    assert cells(text) == rows


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r")), min_size=1), min_size=1))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]]) -> None:
    written = "\n".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    plain = [[" ".join(cell.split()) for cell in row] for row in rows]
    assert cells(written) == [row for row in plain if any(row)]


@given(st.text(st.sampled_from('"\t\n甲a')))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(unquoted(text), str) and unquoted(text).count('"') <= text.count('"')
    for row in cells(text):
        assert any(row)
