"""What is done on the screens by one key or one choice. What holds:

- from home a case is made of a page of notes, a kind of report, last year's case or an example, and a name that
  cannot be had is refused without a file; a recent case is opened, and forgotten with one key;
- bare cells of a table become rows of the list one stands in, and rows of the same name are updated;
- an item is added around the one in focus, copied, and taken away; a flag and several choices are picked from a list;
- the editor of one's own changes a field and the whole case; what it does not do changes nothing and is said;
- a sentence leads to its field, is said otherwise, reworded, left out and released again;
- the comparison goes from one place to the next, filters, accepts and exports.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import cast

import pytest
import tomli
from conftest import ROOT
from screens import Typist, alone, editor, play, screen, shows
from sheet_files import changed, xlsx
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen
from drafter.tui.home import HomeScreen
from drafter.tui.naming import FileNameLine
from drafter.tui.review import ReviewScreen
from drafter.tui.wording import WordingScreen

TOWN = """genre = "township-summary"
year = 2024

[unit]
name = "青山镇人民政府"

[[projects]]
name = "道路养护"
budget = "100万元"
spent = "90万元"

[[projects]]
name = "信访工作"
budget = "50万元"
spent = "20万元"
"""
PROJECT = """genre = "project-self-evaluation"
year = 2024

[unit]
name = "青山县水利局"

[project]
name = "河道清淤"

[fund]
budget = "200万元"
spent = "187.6万元"

[[work]]
title = "清淤"

[[work.points]]
topic = "河道"

[[work.points.events]]
kind = "activity"
items = ["集中清淤 4次"]
"""
NOTES = """报告种类：项目支出绩效自评报告；年度2024
单位：青山县农业农村局；项目：农村改厕
全年预算20万元，支出18万元
5月培训村级保洁员300人
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(text: str, name: str = "案件.toml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return str(Path(name).resolve())


async def at_home(app: DrafterApp, pilot: Pilot[int]) -> None:
    for _ in range(100):
        if isinstance(app.screen, HomeScreen):
            return
        await pilot.pause(0.05)
    raise AssertionError(screen(app))


async def named(app: DrafterApp, pilot: Pilot[int], name: str) -> None:
    """Give the file that is asked for a name."""
    for _ in range(100):
        if isinstance(app.screen, FileNameLine) and app.screen.query(Input):
            break
        await pilot.pause(0.05)
    app.screen.query_one(Input).value = name
    await pilot.press("enter")
    await pilot.pause(0.1)


async def opened(app: DrafterApp, pilot: Pilot[int]) -> EditorScreen:
    for _ in range(200):
        if isinstance(app.screen, EditorScreen):
            return app.screen
        await pilot.pause(0.05)
    raise AssertionError(screen(app))


# -- home -------------------------------------------------------------------------------------------------------------
def test_a_case_of_a_kind_of_report(place: Path) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        await pilot.press("n")
        await shows(app, pilot, "写哪一种报告")
        await Typist(app, pilot).type("township")
        await pilot.press("enter")
        await named(app, pilot, "新的")
        await opened(app, pilot)

    play(act)
    assert tomli.loads((place / "新的.toml").read_text("utf-8"))["genre"] == "township-summary"


def test_a_case_of_a_page_of_notes(place: Path) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        await pilot.press("p")
        await shows(app, pilot, "把记事贴在这里")
        app.screen.post_message(events.Paste(NOTES))
        await pilot.pause(0.2)
        app.screen.query_one(TextArea).text = NOTES
        await pilot.press("ctrl+s")
        await named(app, pilot, "改厕.toml")
        await opened(app, pilot)

    play(act)
    made = tomli.loads((place / "改厕.toml").read_text("utf-8"))
    assert made["unit"]["name"] == "青山县农业农村局" and made["fund"]["spent"] == "18万元"


def test_a_case_of_last_years(place: Path) -> None:
    written(PROJECT, "改厕2024.toml")
    written("year = '甲'\n", "坏2024.toml")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        await pilot.press("y")
        await shows(app, pilot, "上年的案件是哪个")
        await Typist(app, pilot).type("坏2024.toml")
        await pilot.press("enter")
        await shows(app, pilot, "读不出年度")
        await pilot.press("y")
        await shows(app, pilot, "上年的案件是哪个")
        await Typist(app, pilot).type("改厕2024.toml")
        await pilot.press("enter")
        await shows(app, pilot, "改厕2025.toml")
        await pilot.press("enter")
        await opened(app, pilot)

    play(act)
    made = tomli.loads((place / "改厕2025.toml").read_text("utf-8"))
    assert made["year"] == 2025 and made["project"]["name"] == "河道清淤" and not made["fund"]["spent"]


def test_a_case_of_an_example_and_a_name_that_is_taken(place: Path) -> None:
    held = written(TOWN, "在了.toml")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        for name in ("在了.toml", "照抄.toml"):
            await pilot.press("x")
            await shows(app, pilot, "照哪个实例")
            await Typist(app, pilot).type("laojiu")
            await pilot.press("enter")
            await named(app, pilot, name)
            if name == "在了.toml":
                await shows(app, pilot, "已经")
                await at_home(app, pilot)
        await opened(app, pilot)

    play(act)
    assert Path(held).read_text("utf-8") == TOWN
    example = (ROOT / "cases" / "laojiu-xiaoqu.toml").read_text("utf-8")
    assert (place / "照抄.toml").read_text("utf-8") == example


def test_a_recent_case_is_opened_and_forgotten(place: Path) -> None:
    file = written(TOWN)

    async def first(app: DrafterApp, pilot: Pilot[int]) -> None:
        await opened(app, pilot)

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        await shows(app, pilot, "最近的案件", "案件.toml", "青山镇人民政府")
        await pilot.press("delete")
        await pilot.pause(0.1)
        assert "最近的案件" not in screen(app)
        await pilot.press("o")
        await shows(app, pilot, "打开哪个案件文件")
        await pilot.press("enter")
        assert Path((await opened(app, pilot)).bench.file.file).resolve() == Path(file)
        await pilot.press("ctrl+q")
        await at_home(app, pilot)
        await shows(app, pilot, "最近的案件")

    play(first, file)
    play(act)


def test_papers_that_cannot_be_read_are_said(place: Path) -> None:
    written("不是工作簿", "甲自评表.xlsx")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        await pilot.press("h")
        await shows(app, pilot, "核查哪个项目")
        await pilot.press("enter")
        await shows(app, pilot, "甲自评表.xlsx")

    play(act)


# -- rows -------------------------------------------------------------------------------------------------------------
def test_bare_cells_become_rows_where_one_stands() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        screen_.to_path("projects[1].name")
        await pilot.pause()
        screen_.form.post_message(events.Paste("林长制\t30\t12\n信访工作\t50\t25\n"))
        await pilot.pause(0.3)
        rows = {one["name"]: one for one in document.data["projects"]}
        assert list(rows) == ["道路养护", "信访工作", "林长制"]
        assert (rows["林长制"]["budget"], rows["林长制"]["spent"]) == (30, 12)
        assert rows["信访工作"]["spent"] == 25
        await pilot.press("ctrl+z")
        assert document.text == TOWN
        # Where there is no list of rows nothing is pasted.
        screen_.to_path("sign.date")
        await pilot.pause()
        before = document.text
        screen_.rows.paste("甲\t乙\n")
        await shows(app, pilot, "这里放不下表格")
        screen_.to_path("projects[1].name")
        screen_.rows.paste("\t\n")
        await shows(app, pilot, "没有读出可以贴入的行")
        assert document.text == before

    play(act, written(TOWN))


def test_items_around_the_one_in_focus() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        screen_.to_path("work[0].points[0].events[0].items")
        await pilot.pause()
        await pilot.press("ctrl+g")
        assert len(document.data["work"][0]["points"]) == 2
        # Nothing stands in the new one yet: once more means one more of what is around it.
        await pilot.press("ctrl+g")
        assert len(document.data["work"]) == 2 and len(document.data["work"][0]["points"]) == 1
        await pilot.press("f8")
        assert len(document.data["work"]) == 1
        screen_.to_path("unit.name")
        await pilot.pause()
        await pilot.press("f8")
        await shows(app, pilot, "先走到要删去的一项上")
        assert len(document.data["work"]) == 1
        screen_.to_path("work[0].points[0].events[0].items")
        await pilot.press("ctrl+d")
        assert len(document.data["work"][0]["points"][0]["events"]) == 2

    play(act, written(PROJECT))


def test_choices_are_picked_and_taken_back() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        for wanted in (["target.coarse"], []):
            screen_.to_path("problems")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause(0.1)
            await Typist(app, pilot).type("target.coarse")
            await pilot.press("enter")
            await pilot.pause(0.1)
            assert document.data.get("problems", []) == wanted
        await pilot.press("ctrl+z", "ctrl+z")
        assert document.text == PROJECT

    play(act, written(PROJECT))


# -- an editor of one's own -------------------------------------------------------------------------------------------
def program(place: Path, code: str) -> str:
    """A program that is given a file, as an editor is."""
    file = place / "editor.py"
    file.write_text(f"import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\n{code}\n", encoding="utf-8")
    return f"{sys.executable} {file}"


def test_an_editor_changes_a_field_and_the_whole_case(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        screen_.to_path("unit.name")
        await pilot.pause()
        monkeypatch.delenv("VISUAL", raising=False)
        for code, said in (
            ("", "没有设置外部编辑器"),
            ("sys.exit(3)", "没有正常结束"),
            ("file.write_bytes(b'\\xff')", "读不回编辑的内容"),
        ):
            monkeypatch.setenv("EDITOR", program(place, code) if code else "")
            await pilot.press("ctrl+t")
            await shows(app, pilot, said)
            assert document.text == TOWN
        monkeypatch.setenv("EDITOR", str(place / "没有这个程序"))
        await pilot.press("ctrl+t")
        await shows(app, pilot, "外部编辑器打不开")
        change = "file.write_text(file.read_text('utf-8').replace('青山镇', '绿水镇'), 'utf-8')"
        monkeypatch.setenv("EDITOR", program(place, change))
        await pilot.press("ctrl+t")
        await pilot.pause(0.3)
        assert document.data["unit"]["name"] == "绿水镇人民政府"
        await pilot.press("ctrl+z")
        screen_.action_act("outside_case")
        await pilot.pause(0.3)
        assert document.text == TOWN.replace("青山镇", "绿水镇")

    monkeypatch.setattr(DrafterApp, "suspend", lambda self: contextlib.nullcontext())
    play(act, written(TOWN))


# -- sentences --------------------------------------------------------------------------------------------------------
async def worded(app: DrafterApp, pilot: Pilot[int]) -> WordingScreen:
    """The screen of the sentence of the field in focus, with its forms."""
    await pilot.press("f2")
    for _ in range(100):
        if isinstance(app.screen, WordingScreen) and app.screen.choices:
            return app.screen
        await pilot.pause(0.05)
    raise AssertionError(screen(app))


def test_a_sentence_is_said_otherwise_and_released() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        screen_.to_path("fund.spent")
        await pilot.pause(0.2)
        asked = await worded(app, pilot)
        asked.action_release()
        await shows(app, pilot, "这一句没有改过")
        asked = await worded(app, pilot) if not isinstance(app.screen, WordingScreen) else asked
        await pilot.press("down", "enter")
        await pilot.pause(0.2)
        assert document.data["hand"]
        (await worded(app, pilot)).action_release()
        await pilot.pause(0.2)
        assert not document.data.get("hand")
        (await worded(app, pilot)).action_drop()
        await pilot.pause(0.2)
        assert document.data["hand"][0]["drop"] is True
        await pilot.press("ctrl+z")
        # Said otherwise, part by part and as a whole, and let go again.
        screen_.action_act("redraw", True)
        await pilot.pause(0.3)
        screen_.to_path("fund.spent")
        await pilot.pause(0.1)
        screen_.action_act("release")
        await pilot.pause(0.2)
        screen_.action_act("release")
        await shows(app, pilot, "这一段没有指定过说法")

    play(act, written(PROJECT))


def test_a_sentence_leads_to_its_field() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        screen_.to_path("fund.spent")
        await pilot.pause(0.2)
        view = screen_.draft_view
        assert view.page is not None and view.lit
        number = view.lit[0]
        await pilot.press("f6")
        screen_.to_path("unit.name")
        await pilot.pause(0.1)
        seen = set()
        for _ in range(6):
            screen_.sentences.to_source(number)
            await pilot.pause(0.05)
            seen.add(screen_.focus_path)
        assert {"fund.budget", "fund.spent"} <= seen

    play(act, written(PROJECT))


# -- the comparison ---------------------------------------------------------------------------------------------------
LAST = "青山镇2023年度绩效自评总结\n　　一、工作开展情况\n　　2023年，青山镇开展项目2个。自2023年起，每季度通报一次。\n"
THIS = "青山镇2024年度绩效自评总结\n　　一、工作开展情况\n　　2024年，青山镇开展项目3个。自2023年起，每季度通报一次。\n"


def test_the_comparison_goes_on_filters_accepts_and_exports(place: Path) -> None:
    old, new = written(LAST, "上年.txt"), written(THIS, "今年.txt")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        app.open_review(old, new)
        for _ in range(100):
            if isinstance(app.screen, ReviewScreen) and app.screen.found is not None:
                break
            await pilot.pause(0.05)
        shown = cast(ReviewScreen, app.screen)
        shown.action_show(8)
        first = shown.filter
        everything = len(shown.shown)
        shown.action_filter(1)
        assert shown.filter != first and len(shown.shown) <= everything
        shown.action_filter(-1)
        assert shown.filter == first
        for wanted in ("stale", "changed"):
            shown.action_next(wanted)
        await pilot.pause(0.05)
        at = next(n for n, pair in enumerate(shown.found.pairs) if pair.stale)  # type: ignore[union-attr]
        shown.action_show(8)
        shown.query_one("OptionList").highlighted = shown.shown.index(at)  # type: ignore[attr-defined]
        await pilot.pause()
        shown.action_accept()
        assert at in shown.accepted
        await shows(app, pilot, "只在这里认可")
        shown.query_one("OptionList").highlighted = shown.shown.index(at)  # type: ignore[attr-defined]
        shown.action_accept()
        await shows(app, pilot, "已经认可过")
        for name in ("比较.html", "比较.txt", "比较.txt"):
            shown.action_export()
            await named(app, pilot, name)
        await shows(app, pilot, "比较.txt")
        shown.action_leave()
        await at_home(app, pilot)

    play(act)
    assert "<html" in (place / "比较.html").read_text("utf-8")
    assert "2023年起" in (place / "比较.txt").read_text("utf-8")


def test_a_comparison_of_what_cannot_be_read_says_so(place: Path) -> None:
    old = written(LAST, "上年.txt")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await at_home(app, pilot)
        app.open_review(old, str(place / "没有.txt"))
        await shows(app, pilot, "找不到这个文件")

    play(act)


# -- a text that is no case -------------------------------------------------------------------------------------------
BROKEN = 'genre = "township-summary"\nyear = = 2024\n'


async def answered(app: DrafterApp, pilot: Pilot[int], words: str) -> None:
    """Take the answer that reads so."""
    await shows(app, pilot, words)
    options = app.screen.query_one(OptionList)
    for at in range(options.option_count):
        if words in str(options.get_option_at_index(at).prompt):
            options.highlighted = at
            break
    await pilot.press("enter")
    await pilot.pause(0.1)


def test_a_text_that_is_no_case_is_mended(place: Path) -> None:
    file = written(BROKEN)

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "案件.toml:2")
        area = app.screen.query_one(TextArea)
        assert area.cursor_location[0] == 1
        # Left with changes it asks; what was typed stays until something is chosen.
        area.text = BROKEN + "# 记一笔\n"
        await pilot.press("escape")
        await answered(app, pilot, "继续改")
        assert app.screen.query_one(TextArea).text.endswith("# 记一笔\n")
        # It is still no case: it is said where, and nothing is written.
        await pilot.press("ctrl+s")
        await shows(app, pilot, "案件.toml:2")
        assert Path(file).read_text("utf-8") == BROKEN
        app.screen.query_one(TextArea).text = BROKEN.replace("= =", "=")
        await pilot.pause()
        # Somebody else has written meanwhile: whose it is to be is asked.
        Path(file).write_text(BROKEN + "\n", "utf-8")
        await pilot.press("ctrl+s")
        await answered(app, pilot, "用我的")
        await opened(app, pilot)

    play(act, file)
    assert Path(file).read_text("utf-8") == BROKEN.replace("= =", "=")


def test_a_text_that_is_no_case_is_left(place: Path) -> None:
    file = written(BROKEN)

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "案件.toml:2")
        app.screen.query_one(TextArea).text = "改过\n"
        await pilot.press("escape")
        await answered(app, pilot, "放弃改动")
        await at_home(app, pilot)

    play(act, file)
    assert Path(file).read_text("utf-8") == BROKEN


# -- help and lines ---------------------------------------------------------------------------------------------------
def test_help_tells_of_the_field_in_focus() -> None:
    case = PROJECT.replace("year = 2024\n", 'year = 2024\nregister = "formal"\n') + (
        '[last_year]\n"fund.spent" = "150万元"\n'
    )

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        for path, words in (
            ("fund.spent", ("上年填的是：150万元",)),
            ("register", ("可选：", "庄重")),
            ("work[0].points[0].events[0]", ("开展活动",)),
            ("work[0].points[0].events[0].items", ("活动",)),
        ):
            screen_.to_path(path)
            await pilot.pause(0.05)
            await pilot.press("f1")
            await shows(app, pilot, *words)
            await pilot.press("escape")
            await pilot.pause(0.05)
            assert isinstance(app.screen, EditorScreen)

    play(act, written(case))


def test_lines_are_parted_and_joined() -> None:
    case = PROJECT.partition("[[work.points]]")[0] + 'notes = ["5月清淤3公里", "6月清淤2公里"]\n'

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        screen_.to_path("work[0].notes[0]")
        await pilot.pause(0.1)
        # Enter before the first character makes room above, and an empty line is in no file.
        await pilot.press("ctrl+a", "enter")
        await Typist(app, pilot).type("4月动员")
        assert document.data["work"][0]["notes"] == ["4月动员", "5月清淤3公里", "6月清淤2公里"]
        await pilot.press("ctrl+e", "delete")
        assert document.data["work"][0]["notes"][0] == "4月动员5月清淤3公里"
        await pilot.press("enter")
        assert document.data["work"][0]["notes"][:2] == ["4月动员", "5月清淤3公里"]
        # Where one stands on no note there is nothing to read otherwise, and no kind to pick.
        screen_.to_path("fund.spent")
        await pilot.pause(0.05)
        await pilot.press("ctrl+r")
        await shows(app, pilot, "走到一行记事上再改读法")
        await pilot.press("ctrl+k")
        await shows(app, pilot, "这里没有记事")
        assert len(document.data["work"][0]["notes"]) == 3

    play(act, written(case))


def test_a_table_that_cannot_be_read_in_and_one_of_several_projects(place: Path) -> None:
    Path("坏.xlsx").write_text("不是表格", encoding="utf-8")
    Path("两个.xlsx").write_bytes(xlsx({"一": changed(3, 2, "河道清淤甲"), "二": changed(3, 2, "河道保洁乙")}))

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        for name in ("坏.xlsx", "两个.xlsx"):
            screen_.action_act("read_sheet")
            await shows(app, pilot, "把哪个表格读进来")
            await Typist(app, pilot).type(name)
            await pilot.press("enter")
            if name == "坏.xlsx":
                await shows(app, pilot, "坏.xlsx")
                assert document.text == PROJECT
        await shows(app, pilot, "读哪一个")
        await Typist(app, pilot).type("乙")
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert document.data["fund"]["budget"] != "200万元" or document.data["indicators"]
        assert "河道清淤甲" not in document.text

    play(act, written(PROJECT))
