"""The reviewer's desk as a screen, and the verdicts beside the papers.

Invariants:
- duties at fault stand first, the words of the paper at the place beside them; the next that waits is one key away;
- a verdict or a note is on disk at once, beside the papers, which stay as they are, and known again;
- the 核查表 holds what was said, from the screen and from the command line;
- one paper picked at home brings those of its project;
- a file of verdicts that is none is refused in one line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from screens import alone, play, screen, shows
from textual.pilot import Pilot

from drafter.batch.together import together
from drafter.cli import main
from drafter.reviewing.duties import duties
from drafter.reviewing.verdicts import BadVerdicts, Verdict, read_verdicts, write_verdicts
from drafter.tui.app import DrafterApp
from drafter.tui.desk import DeskScreen

FORM = """项目支出绩效自评表（2024年度）
|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因|
|---|---|---|---|---|---|---|---|
|产出指标|数量指标|清淤河道长度|≥12公里|12公里|60|61||
|效益指标|社会效益指标|受益人口|≥3000人|2700人|20|18||
|满意度指标|满意度指标|群众满意度|≥90%|93%|10|10||
"""


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("清淤自评表.md").write_text(FORM, encoding="utf-8")
    report = "清淤2024年度绩效自评报告\n一、概况\n预算100万元，支出96万元，执行率98%。\n"
    Path("清淤自评报告.txt").write_text(report, encoding="utf-8")
    Path("别的自评报告.txt").write_text("别的2024年度绩效自评报告\n一、概况\n预算1万元。\n", encoding="utf-8")
    return tmp_path


def sheet(file: str) -> list[list[object]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(file).get_sheet_by_name("核查表").to_python()[4:]  # type: ignore[return-value]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_the_desk_from_home_to_the_sheet(size: tuple[int, int]) -> None:
    before = Path("清淤自评表.md").read_bytes()

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await pilot.press("h")
        await shows(app, pilot, "核查哪个项目")
        for character in "清淤自评表":
            app.simulate_key(character)
        await pilot.press("enter")
        await shows(app, pilot, "要看的", "得分不超过分值", "超过分值60", "清淤河道长度")
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        first = desk.current()
        assert first is not None and first.state == "有问题"
        await pilot.press("a")
        await shows(app, pilot, "✓属实")
        assert read_verdicts("核查意见.toml")[first.duty.number].said == "属实"
        await pilot.press("n")
        second = desk.current()
        assert second is not None and second.duty.number != first.duty.number
        await pilot.press("e")
        for character in "请补原因":
            app.simulate_key(character)
        await pilot.press("enter")
        await shows(app, pilot, "审核意见：请补原因")
        await pilot.press("f", "f")
        await shows(app, pilot, "全部：")
        assert len(desk.shown) == len(duties())
        await pilot.press("f9")
        await shows(app, pilot, "导出核查表")
        await pilot.press("enter")
        await shows(app, pilot, "已导出")
        said = {row[0]: row[7] for row in sheet("核查表.xlsx") if row[7]}
        assert said == {first.duty.number: "属实", second.duty.number: "请补原因"}
        await pilot.press("escape")
        await shows(app, pilot, "从这里开始")

    play(act, "", size)
    assert Path("清淤自评表.md").read_bytes() == before


def test_verdicts_are_known_again_and_taken_back() -> None:
    write_verdicts("核查意见.toml", {8: Verdict(8, "不是问题", '第3行“引”号"和\\线', "看过")})

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "✓不是问题")
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        desk.fill(8)
        await pilot.pause()
        await pilot.press("backspace")
        assert 8 not in read_verdicts("核查意见.toml")

    async def run(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_desk(["清淤自评表.md"])
        await act(app, pilot)

    play(run)


def test_what_cannot_be_read_is_said_on_the_screen() -> None:
    Path("核查意见.toml").write_text("[[verdict]]\nnumber = '八'\n", encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_desk(["清淤自评表.md"])
        await shows(app, pilot, "不是核查意见")

    play(act)
    with pytest.raises(BadVerdicts):
        read_verdicts("核查意见.toml")


def test_of_several_projects_it_is_said_which_one_stands_here() -> None:
    rows = "|项目名称|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|\n|---|---|---|---|---|---|---|---|\n"
    rows += "".join(f"|{name}|产出指标|数量指标|清淤河道长度|≥12公里|12公里|90|90|\n" for name in ("甲项目", "乙项目"))
    Path("汇总.md").write_text(f"项目支出绩效自评表（2024年度）\n\n{rows}", encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_desk(["汇总.md"])
        await shows(app, pilot, "材料里有2个项目", "甲项目")

    play(act)


def test_the_command_writes_what_was_said(tmp_path: Path) -> None:
    told = {8: Verdict(8, "属实", "核减1分"), 9: Verdict(9, "", "缺原因\x7f")}
    write_verdicts("核查意见.toml", told)
    assert read_verdicts("核查意见.toml") == told
    assert main(["review", "清淤自评表.md", "-o", "表.xlsx"]) == 1
    assert {row[0]: row[7] for row in sheet("表.xlsx") if row[7]} == {8: "属实：核减1分", 9: "缺原因\x7f"}
    # Without a terminal there is no screen.
    assert main(["review", "清淤自评表.md", "--screen"]) == 2


def test_papers_of_one_project_lie_together() -> None:
    assert together("清淤自评报告.txt") == ["清淤自评报告.txt", "./清淤自评表.md"]
    assert together("别的自评报告.txt") == ["别的自评报告.txt"]


def test_every_screen_fits(tmp_path: Path) -> None:
    from drafter.language.width import width

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_desk(["清淤自评表.md", "清淤自评报告.txt"])
        await shows(app, pilot, "要看的")
        for columns in (56, 57, 79, 99, 100, 160):
            await pilot.resize_terminal(columns, 24)
            await pilot.pause(0.05)
            assert all(width(line) <= columns for line in screen(app).split("\n")), columns

    play(act, "", (120, 24))
