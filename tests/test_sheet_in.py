"""A sheet, or a whole table that is pasted, read into an open case. Invariants:

- what finds an empty field fills it, rows of the same name are updated, no row stands there twice;
- what stood there and was changed is told with what stood there; what was not read is told;
- every head that the program prints it reads; a head that nobody knows is asked about once and remembered;
- reading a sheet twice changes nothing the second time, and one step undoes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from screens import alone, editor, play, shows
from sheet_files import FORM, xlsx
from textual import events
from textual.pilot import Pilot

from drafter import api
from drafter.editing.document import Document
from drafter.editing.paste import same_rows, untaken
from drafter.editing.sheet_in import Several, is_form, pasted_book, sheet_in
from drafter.errors import DrafterError
from drafter.reading.sheets.book import open_book
from drafter.reading.sheets.words import head, known_words
from drafter.sheets.mapping import keep, unmapped
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen
from drafter.writing.sheet.forms import form_grid, import_filled

PROJECT = 'genre = "project-self-evaluation"\nyear = 2024\n'
TOWN = 'genre = "township-summary"\nyear = 2024\n[[projects]]\nname = "甲"\nbudget = "10万元"\nspent = "1万元"\n'
LEVELS = (
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\n"
    "产出指标\t数量指标\t里程\t≥36公里\t35公里\t25\n"
    "\t\t清淤\t≥12处\t12处\t15\n"
    "\t质量指标\t合格率\t≥95%\t96%\t10\n"
)
LIST = "责任科室\t项目名称\t预算数\t执行数\n办公室\t甲\t10\t9\n\t乙\t3\t3\n农业办\t丙\t5\t4\n合计\t\t18\t16\n"


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    known_words.cache_clear()


def tabbed(rows: Any) -> str:
    return "\n".join("\t".join(str(cell).replace("\n", " ") for cell in row) for row in rows) + "\n"


def read(case: str, table: str) -> Any:
    return sheet_in(Document(case), pasted_book(table), api.engine())


def data(done: Any) -> dict[str, Any]:
    return Document(done.text).data


# -- filling, updating, never twice -----------------------------------------------------------------------------------
def test_a_whole_form_fills_a_case() -> None:
    done = read(PROJECT, tabbed(FORM))
    found = data(done)
    assert found["fund"]["spent"] == "108万元" and found["project"]["name"] == "河道保洁"
    assert [row["name"] for row in found["indicators"]] == ["保洁河道", "保洁合格率", "长效机制", "群众满意度"]
    assert not [one for one in done.changes if one.state in ("asked", "left", "changed")]
    assert api.read_case(done.text).scores is not None


def test_merged_first_columns_are_filled_down() -> None:
    rows = data(read(PROJECT, LEVELS))["indicators"]
    assert [row["level2"] for row in rows] == ["数量指标", "数量指标", "质量指标"]
    assert {row["level1"] for row in rows} == {"产出指标"}
    rows = data(read(TOWN, LIST))["projects"]
    assert [row["section"] for row in rows] == ["办公室", "办公室", "农业办"]


def test_rows_are_matched_by_name_and_updated() -> None:
    done = read(TOWN, LIST)
    assert [row["name"] for row in data(done)["projects"]] == ["甲", "乙", "丙"]
    changed = [one for one in done.changes if one.state == "changed"]
    assert [(one.path, one.before, one.words) for one in changed] == [("projects[0].spent", "1万元", "9万元")]


@pytest.mark.parametrize(("case", "table"), [(PROJECT, tabbed(FORM)), (PROJECT, LEVELS), (TOWN, LIST)])
def test_the_second_time_nothing_changes(case: str, table: str) -> None:
    first = read(case, table)
    second = read(first.text, table)
    assert second.text == first.text
    assert not [one for one in second.changes if one.state in ("new", "row", "changed")]


@pytest.mark.parametrize(
    ("held", "same"),
    [("1200000元", True), ("120", True), ("120.0万元", True), ("119万元", False), ("约120万元", False)],
)
def test_the_same_amount_is_no_change(held: str, same: bool) -> None:
    done = read(f'{PROJECT}[fund]\nbudget = "{held}"\n', tabbed(FORM))
    assert (data(done)["fund"]["budget"] == held) is same


def test_what_was_there_and_is_not_in_the_sheet_stays() -> None:
    done = read(f'{PROJECT}problems = ["target.coarse"]\n[[indicators]]\nname = "别的"\ntarget = "≥1次"\n', LEVELS)
    found = data(done)
    assert found["problems"] == ["target.coarse"] and found["indicators"][0] == {"name": "别的", "target": "≥1次"}
    assert len(found["indicators"]) == 4


# -- nothing in silence -----------------------------------------------------------------------------------------------
def test_a_column_that_is_not_read_is_told() -> None:
    table = LEVELS.replace("实际完成值", "年末盘点", 1)
    done = read(PROJECT, table)
    assert done.heads == ("年末盘点",)
    assert any(one.state == "left" and "年末盘点" in one.words for one in done.changes)


def test_a_head_is_mapped_once_and_remembered() -> None:
    table = LEVELS.replace("实际完成值", "年末盘点", 1)
    keep("年末盘点", "实际完成值")
    done = read(PROJECT, table)
    assert done.heads == () and data(done)["indicators"][0]["actual"] == "35公里"
    with pytest.raises(DrafterError):
        keep("年末盘点", "不知道")


def test_what_cannot_be_right_is_asked_about() -> None:
    done = read(PROJECT, LEVELS.replace("三级指标", "三级指标", 1).replace("清淤\t≥12处", "\t≥12处"))
    assert any(one.state == "asked" and "三级指标" in one.words for one in done.changes)


@pytest.mark.parametrize(
    "name", ["laonian-shitang", "weisheng-shebei", "jiceng-yiliao", "chuangjian-department", "guraozhen-township"]
)
def test_every_head_that_the_program_prints_is_read(name: str) -> None:
    case = api.load_case(f"cases/{name}.toml")
    for grid in (form_grid(case), import_filled(case).grid):
        rows: list[list[Any]] = [[""] * grid.width for _ in range(grid.row + 1)]
        for cell in grid.cells:
            rows[cell.row][cell.column] = str(cell.content)
        book = pasted_book(tabbed(rows))
        assert unmapped(book) == []
        heads = [head(str(cell.content)).bare for cell in grid.cells if cell.look == "head"]
        assert heads


# -- which project ----------------------------------------------------------------------------------------------------
def test_of_several_projects_the_one_of_the_case_is_taken() -> None:
    other = [list(row) for row in FORM]
    other[3][2] = "河道清淤"
    book = open_book(xlsx({"一": FORM, "二": other}), "表.xlsx")
    document = Document(f'{PROJECT}[project]\nname = "河道清淤"\n')
    assert "河道清淤" in sheet_in(document, book, api.engine()).text
    with pytest.raises(Several) as caught:
        sheet_in(Document(PROJECT), book, api.engine())
    assert caught.value.names == ("河道保洁", "河道清淤")
    assert data(sheet_in(Document(PROJECT), book, api.engine(), project="河道保洁"))["project"]["name"] == "河道保洁"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (LEVELS, True), (LIST, True), (tabbed(FORM), True), ("甲\t10\n乙\t20\n", False),
        ("用途\t支出数\n办公\t10\n", False),
        ("一行字", False), ("\t\n\t", False),
    ],
)  # fmt: skip
def test_tables_with_heads_are_told_from_bare_cells(text: str, form: bool) -> None:
    assert is_form(text, api.engine()) is form


# -- pieces of lists --------------------------------------------------------------------------------------------------
def test_rows_of_a_list_are_known_by_their_names() -> None:
    held = [{"name": "甲 项目"}, {"title": "乙"}, {}]
    assert same_rows(held, [{"name": "丙"}, {"name": "甲项目"}, {"name": "乙"}]) == {1: 0, 2: 1}
    assert same_rows(None, [{"name": "甲"}]) == {}
    fields = {
        "name": api.engine().schema.fields["fund.uses[].name"],
        "spent": api.engine().schema.fields["fund.uses[].spent"],
    }
    assert untaken("用途\t支出数\t经手人\n办公\t10\t张\n", fields) == ["经手人"]
    assert untaken("用途\t支出数\t经手人\n办公\t10\t\n", fields) == []
    assert untaken("办公\t10\n", fields) == []


# -- the interface ----------------------------------------------------------------------------------------------------
def test_a_table_is_pasted_into_the_case(tmp_path: Path) -> None:
    case = tmp_path / "案件.toml"
    case.write_text(TOWN + '[unit]\nname = "甲镇"\n', encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "单位全称")
        screen = editor(app)
        before = screen.bench.document.text
        screen.form.post_message(events.Paste(LIST))
        await shows(app, pilot, "1万元 → 9万元")
        assert [row["name"] for row in screen.bench.document.data["projects"]] == ["甲", "乙", "丙"]
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.bench.document.text == before

    play(act, str(case))


def test_an_unknown_head_is_mapped_on_the_screen(tmp_path: Path) -> None:
    case = tmp_path / "案件.toml"
    case.write_text(PROJECT + '[unit]\nname = "甲局"\n', encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "单位全称")
        screen = editor(app)
        screen.form.post_message(events.Paste(LEVELS.replace("实际完成值", "年末盘点", 1)))
        await shows(app, pilot, "这些列的表头认不得：年末盘点")
        await pilot.press("enter")
        await shows(app, pilot, "“年末盘点”这一列是什么？")
        for character in "实际完成值":
            await pilot.press(character)
        await pilot.press("enter")
        await shows(app, pilot, "读入")
        assert screen.bench.document.data["indicators"][0]["actual"] == "35公里"

    play(act, str(case))
    assert "年末盘点" in (tmp_path / "config" / "forms" / "own.toml").read_text(encoding="utf-8")


async def asked(app: DrafterApp, pilot: Pilot[int], book: Path) -> EditorScreen:
    """The editor, once it was told which workbook to read."""
    await shows(app, pilot, "单位全称")
    screen = editor(app)
    screen.hearing.sheets.ask()
    await shows(app, pilot, "把哪个表格读进来？")
    app.screen.query_one("Input").value = str(book)  # type: ignore[attr-defined]
    await pilot.press("enter")
    return screen


def test_a_layout_that_nobody_has_met_is_mapped_on_the_screen(tmp_path: Path) -> None:
    case, book = tmp_path / "案件.toml", tmp_path / "表.xlsx"
    case.write_text(PROJECT + '[unit]\nname = "甲局"\n', encoding="utf-8")
    rows = [
        ["甲栏", "乙栏", "丙栏", "丁栏"],
        ["产出", "保洁河道", "≥36公里", "35公里"],
        ["效益", "满意", "≥90%", "93%"],
    ]
    book.write_bytes(xlsx({"一": rows}))

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen = await asked(app, pilot, book)
        await shows(app, pilot, "这些列的表头认不得：甲栏、乙栏、丙栏、丁栏")
        await pilot.press("enter")
        said = {"甲栏": "一级指标", "乙栏": "三级指标", "丙栏": "年度指标值", "丁栏": "实际完成值"}
        for unknown, meaning in said.items():
            await shows(app, pilot, f"“{unknown}”这一列是什么？")
            for character in meaning:
                await pilot.press(character)
            await pilot.press("enter")
        await shows(app, pilot, "读入")
        first = screen.bench.document.data["indicators"][0]
        assert (first["name"], first["target"], first["actual"]) == ("保洁河道", "≥36公里", "35公里")

    play(act, str(case))


def test_a_workbook_is_read_into_the_case(tmp_path: Path) -> None:
    case, book = tmp_path / "案件.toml", tmp_path / "表.xlsx"
    case.write_text(PROJECT + '[unit]\nname = "甲局"\n', encoding="utf-8")
    book.write_bytes(xlsx({"自评表": FORM}))

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen = await asked(app, pilot, book)
        await shows(app, pilot, "甲局 → ")
        assert screen.bench.document.data["fund"]["spent"] == "108万元"

    play(act, str(case))
