"""The editor, driven by keys on a made-up terminal.

Invariants:
- what is typed is in the case and in the preview, lit; undo takes back everything, rows and comments included;
- last year's value stands beside each field that had one; what follows from others is shown and need not be typed;
- rows pasted from a spreadsheet become rows; a row is copied, moved, deleted; keys in a burst keep their order;
- a sentence is one key from its field, a field one key from its sentence; a form is pinned, a sentence reworded;
- a case with errors opens and shows them; what is not understood stays; a text that is no TOML can be mended;
- a read-only file, a change on disk, a tiny terminal: said, nothing lost; a kind of a unit's own bank has a form;
- what the checks find stands at its field and is counted beside its section; a thing the draft misses in a row is one
  F4 away;
- no word of English is left over from the toolkit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from conftest import ROOT
from screens import Typist, alone, editor, play, screen, shows
from textual import events
from textual.pilot import Pilot

from drafter.editing import create
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen
from drafter.tui.raw import RawScreen
from drafter.tui.wording import WordingScreen
from drafter.writing.registry import names as written_as

CASE = """# 说明
genre = "township-summary"
year = 2024

[unit]
name = "青山镇人民政府" # 全称

[[projects]]
name = "道路养护"
budget = "100万元"
spent = "９０万元"

# 第二个
[[projects]]
name = "信访工作"
budget = 50
spent = 20

[last_year]
"projects[0].spent" = "80万元"
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "案件.toml"
    file.write_text(CASE, encoding="utf-8")
    return str(file)


def test_typing_shows_and_undo_takes_back(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        await typist.press("tab")
        assert editor(app).focus_path == "unit.name"
        await typist.press("ctrl+u")
        await typist.type("绿水镇人民政府")
        await pilot.pause(0.1)
        assert "绿水镇人民政府" in screen(app)
        view = editor(app).draft_view
        assert view.page is not None
        assert view.line == 0 and "绿水镇人民政府" in view.page.lines[0][0].text
        assert 'name = "绿水镇人民政府" # 全称' in editor(app).bench.document.text
        await typist.press("ctrl+z")
        assert editor(app).bench.document.text == CASE
        assert editor(app).form.buffer.text == "青山镇人民政府"
        await typist.press("ctrl+y")
        assert "绿水镇" in editor(app).bench.document.text
        await typist.press("ctrl+s")
        assert "绿水镇" in Path(case).read_text(encoding="utf-8")

    play(act, case)


def test_figures_as_people_type_them(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        for typed, shown in (
            ("１２３", "123万元"),
            ("12,000", "12000万元"),
            ("一百二十", "120万元"),
            ("1.2亿元", "12000万元"),
        ):
            screen_.to_path("projects[0].budget")
            await pilot.pause()
            typist = Typist(app, pilot)
            await typist.press("ctrl+u")
            await typist.type(typed)
            await pilot.pause(0.1)
            fact = screen_.bench.case and screen_.bench.case.fact("projects[0].budget")
            assert fact is not None and fact.text == shown
        await typist.press("ctrl+u")
        await typist.type("壹佰")
        await typist.press("tab")
        await pilot.pause(0.1)
        assert "! 全年预算数" in screen(app) and "壹佰" in screen(app)
        assert screen_.bench.draft is not None

    play(act, case)


def test_last_year_and_derived_figures_stand_beside(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).to_path("projects[0].spent")
        await pilot.pause(0.1)
        shown = screen(app)
        assert "上年 80万元" in shown and re.search(r"= 90(\.00)?%（推算）", shown)
        # It stays beside a field that is not in focus.
        editor(app).to_path("projects[0].name")
        await pilot.pause(0.1)
        assert re.search(r"９０万元  上年 80万元", screen(app))

    play(act, case)


def test_rows_are_added_copied_moved_deleted_and_pasted(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        document = screen_.bench.document
        typist = Typist(app, pilot)

        def names() -> list[str]:
            return [row.get("name", "") for row in document.data["projects"]]

        screen_.to_path("projects[1].name")
        await pilot.pause()
        await typist.press("alt+up")
        assert names() == ["信访工作", "道路养护"] and "# 第二个\n" in document.text
        await typist.press("ctrl+d")
        assert names() == ["信访工作", "信访工作", "道路养护"]
        await typist.press("f8")
        assert names() == ["信访工作", "道路养护"]
        await typist.press("ctrl+n")
        await typist.type("公厕")
        assert names() == ["信访工作", "公厕", "道路养护"] or names() == ["信访工作", "道路养护", "公厕"]
        table = "序号\t项目名称\t全年预算数\t全年执行数\t执行率\n1\t一\t10\t5\t50%\n2\t二\t２０万元\t20\t100%\n"
        screen_.form.post_message(events.Paste(table))
        await pilot.pause(0.2)
        assert {"name": "二", "budget": "20万元", "spent": "20万元"} in document.data["projects"]
        # What became of the table stands in a list, which goes with one key.
        await typist.press("escape")
        for _ in range(20):
            await typist.press("ctrl+z")
        assert document.text == CASE

    play(act, case)


def test_keys_in_a_burst_keep_their_order(tmp_path: Path) -> None:
    file = str(tmp_path / "新.toml")
    create.from_genre("project-self-evaluation", file)

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).to_section(2)
        await pilot.pause()
        for key in ("ctrl+k", "z", "k", "h", "y", "enter"):
            app.simulate_key(key)
        for _ in range(100):
            # A busy machine takes its time.
            await pilot.pause(0.05)
            if editor(app).focus_path == "highlights[0].what":
                break
        await pilot.pause(0.05)
        for key in "部署会":
            app.simulate_key(key)
        app.simulate_key("tab")
        for key in "各镇":
            app.simulate_key(key)
        app.simulate_key("ctrl+k")
        for key in "yfwj":
            app.simulate_key(key)
        app.simulate_key("enter")
        for _ in range(100):
            await pilot.pause(0.05)
            if len(editor(app).bench.document.data["highlights"]) > 1:
                break
        rows = editor(app).bench.document.data["highlights"]
        assert rows == [{"kind": "meet", "what": "部署会", "audience": ["各镇"]}, {"kind": "issue"}]

    play(act, file)


def test_from_a_sentence_to_its_field_and_other_words_for_it(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        view = screen_.draft_view
        assert view.page is not None
        number = next(n for n, one in enumerate(view.page.sentences) if any("projects[" in s.fact for s in one.spans))
        await pilot.press("f6")
        view.sentence = number
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert screen_.focus_path.startswith("projects[")
        before = view.page.sentences[number].text
        await pilot.press("f6")
        view.sentence = number
        await pilot.press("f2")
        await pilot.pause(0.8)
        wording = app.screen
        assert isinstance(wording, WordingScreen)
        other = next((n for n, one in enumerate(wording.choices) if not one.current), None)
        assert other is not None
        for _ in range(other):
            await pilot.press("down")
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert screen_.bench.document.data["hand"][0]["form"] == wording.choices[other].form
        assert view.page is not None and before not in [one.text for one in view.page.sentences]
        await pilot.press("f2")
        await pilot.pause(0.3)
        await pilot.press("e")
        await pilot.pause(0.2)
        app.simulate_key("ctrl+s")
        await pilot.pause(0.2)

    play(act, case)


def test_a_case_with_errors_opens_and_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    file = tmp_path / "错.toml"
    text = CASE.replace('budget = "100万元"', 'budget = "壹佰"').replace("[unit]", '[unit]\nnome = "写错了"')
    text += '\n[[next]]\nkind = "没有这种"\nwhat = "甲"\n\n[[evaluation.money]]\nkind = "meet"\n'
    file.write_text(text, encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        assert editor(app).bench.draft is not None
        editor(app).to_path("unit.short")
        await typist.type("青山镇")
        await typist.press("ctrl+s", "f3")
        await pilot.pause(0.4)
        assert "不是数" in screen(app) and "nome" in screen(app)

    play(act, str(file))
    assert file.read_text(encoding="utf-8").replace('short = "青山镇"\n', "") == text


def test_a_text_that_is_no_toml_can_be_mended(tmp_path: Path) -> None:
    file = tmp_path / "坏.toml"
    file.write_text(CASE.replace('name = "青山镇人民政府"', "name = “青山镇人民政府”"), encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        assert isinstance(app.screen, RawScreen)
        assert "TOML写法有误" in screen(app)
        app.screen.query_one("TextArea").text = CASE  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await pilot.pause(0.3)
        assert isinstance(app.screen, EditorScreen)

    play(act, str(file))


def test_a_change_on_disk_is_merged_and_a_bad_place_is_said(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        editor(app).to_path("unit.short")
        await typist.type("青山镇")
        Path(case).write_text(CASE.replace("spent = 20", "spent = 25"), encoding="utf-8")
        editor(app).filing.look_at_disk()
        await pilot.pause(0.1)
        document = editor(app).bench.document
        assert document.raw("projects[1].spent") == 25 and document.raw("unit.short") == "青山镇"
        with monkeypatch.context() as patched:
            patched.setattr("drafter.files.write.os.access", lambda *_: False)
            await typist.press("ctrl+s")
            await pilot.pause(0.2)
            assert "没有保存" in screen(app) and editor(app).bench.file.changed

    play(act, case)


def test_a_tiny_terminal_says_so_and_goes_on_when_enlarged(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        assert "窗口太小" in screen(app)
        await pilot.resize_terminal(100, 30)
        await pilot.pause(0.3)
        assert "窗口太小" not in screen(app) and "单位全称" in screen(app)

    play(act, case, (40, 10))


def test_a_kind_of_the_units_own_bank_has_a_form(tmp_path: Path) -> None:
    (tmp_path / "本单位.toml").write_text(
        'theme = "本单位"\n[kind.river]\nlabel = "河长巡河"\nhelp = "河长巡河"\nexample = "巡河"\n[kind.river.roles]\n'
        'river = { label = "哪条河", type = "names", required = true }\n'
        '[[construction]]\nname = "river.walk"\nkind = "river"\nforms = ["对{{ river|list }}开展巡河"]\n',
        encoding="utf-8",
    )
    file = tmp_path / "案件.toml"
    file.write_text(CASE.replace("year = 2024", 'year = 2024\nphrasebank = ["本单位.toml"]'), encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        editor(app).to_path("next")
        await typist.press("ctrl+k")
        await typist.type("hzxh")
        await typist.press("enter")
        await pilot.pause(0.2)
        assert editor(app).focus_path == "next[0].river" and "哪条河" in screen(app)
        await typist.type("沱河")
        await pilot.pause(0.2)
        draft = editor(app).bench.draft
        assert draft is not None and any("对沱河开展巡河" in getattr(block, "text", "") for block in draft.blocks)
        (tmp_path / "本单位.toml").write_text("坏了", encoding="utf-8")
        await typist.type("、浍河")
        await pilot.pause(0.2)
        assert editor(app).bench.document.raw("next[0].river") == ["沱河、浍河"]
        for _ in range(40):
            await pilot.pause(0.1)
        assert "句式库有误" in screen(app)

    play(act, str(file))


def test_leaving_asks_and_keeps(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        editor(app).to_path("unit.short")
        await typist.type("青山镇")
        await typist.press("ctrl+q")
        await pilot.pause(0.2)
        assert "还有改动没有保存" in screen(app)
        await typist.press("down", "enter")
        await pilot.pause(0.3)
        assert "最近的案件" in screen(app)
        app.open_case(case)
        await pilot.pause(0.3)
        assert "要恢复吗" in screen(app)

    play(act, case)
    assert tomli.loads(Path(case).read_text(encoding="utf-8")) == tomli.loads(CASE)


def test_exports(case: str, tmp_path: Path) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        for ending in ("txt", "md", "html", "docx", "json"):
            editor(app).filing._export(str(tmp_path / f"报告.{ending}"))
        await pilot.press("f9")
        await shows(app, pilot, "案件.docx")
        await pilot.press("ctrl+u")
        await Typist(app, pilot).type(str(tmp_path / "报告.doc"))
        await pilot.press("enter")
        await shows(app, pilot, "不会写 .doc 文件")
        assert not (tmp_path / "报告.doc").exists()

    play(act, case)
    for ending in ("txt", "md", "html", "json"):
        assert "青山镇" in (tmp_path / f"报告.{ending}").read_text(encoding="utf-8")
    assert (tmp_path / "报告.docx").read_bytes()[:2] == b"PK"


def test_findings_stand_at_their_fields(case: str) -> None:
    Path(case).write_text(
        CASE.replace("spent = 20", "spent = 0").replace('spent = "９０万元"', 'rate = "95%"\nspent = "９０万元"')
        + '\n[[projects]]\nname = "厕所"\n',
        encoding="utf-8",
    )

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        for _ in range(60):
            await pilot.pause(0.1)
            if editor(app).remarks.found:
                break
        editor(app).to_path("projects[0].rate")
        await pilot.pause(0.1)
        assert re.search(r"! .*90", screen(app))
        editor(app).to_path("projects[1].reason")
        await pilot.pause(0.1)
        assert "? “信访工作”没有支出" in screen(app) and " 疑" in screen(app)
        await pilot.press("f4")
        assert editor(app).focus_path == "projects[2].budget"

    play(act, case)


def test_no_english_is_left_over(case: str) -> None:
    seen: list[str] = []

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        for keys in (
            (),
            ("f1",),
            ("escape", "f3"),
            ("escape", "ctrl+p"),
            ("escape", "ctrl+k"),
            ("escape", "f9"),
            ("escape", "f7"),
        ):
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.4)
            seen.append(screen(app))
        await pilot.press("escape")
        await pilot.press("ctrl+q")
        await pilot.pause(0.3)
        seen.append(screen(app))

    play(act, case)
    known = r"Delete|Tab|Shift|Ctrl|Alt|Esc|drafter|toml|year|unit|name|short|full|normal"
    known += r"|EDITOR|projects|reason|budget|spent|missing|[a-z]+-[a-z]+"
    known += "".join(f"|{format_}" for format_ in written_as("report"))
    for text in seen:
        words = [word for word in re.findall(r"[A-Za-z][A-Za-z-]{2,}", text) if not re.fullmatch(known, word)]
        words = [word for word in words if "/" not in word and word not in str(ROOT) and word not in case]
        assert not words, words


def test_light_and_dark_the_mouse_and_the_rest_of_the_keys(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        app.action_toggle_theme()
        await pilot.pause(0.2)
        assert app.theme == "textual-light" and "单位全称" in screen(app)
        await pilot.click("#form", offset=(30, 2))
        assert screen_.focus_path == "unit.name"
        await pilot.click("#sections", offset=(3, 4))
        await pilot.pause(0.1)
        assert screen_.at == 2
        await pilot.click("#draft", offset=(8, 4))
        await pilot.pause(0.1)
        before = screen_.bench.draft
        await pilot.press("f6", "f5")
        assert screen_.bench.draft is not before and screen_.bench.document.raw("hand[0].form")
        await pilot.press("f7")
        await pilot.pause(0.2)
        assert "全文（" in screen(app)
        await pilot.press("escape", "escape", "f4", "pagedown", "pageup", "f11", "f12", "ctrl+o", "b")
        await pilot.pause(0.1)
        assert app.screen is screen_

    play(act, case)


def test_the_case_in_the_writers_own_editor(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [CASE.replace("青山镇", "绿水镇") + "坏了", CASE.replace("青山镇", "绿水镇")]
    given: list[str] = []

    def edited(_: object, text: str, then: Callable[[str], object], __: str = "") -> None:
        given.append(text)
        then(answers[len(given) - 1])

    monkeypatch.setattr("drafter.tui.asking.edit_outside", edited)

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).asking.outside_case()
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert given[1] == answers[0]
        assert editor(app).bench.document.raw("unit.name") == "绿水镇人民政府"

    play(act, case)
