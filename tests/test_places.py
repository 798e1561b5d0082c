"""Places. Invariants:

- every place that is shipped has a source, and nothing of it is wrong;
- a case told in any place states every fact that it states in the usual one;
- what a place says of weights, bands, grades and reasons holds for a case that names it;
- a folder of the user's own is a place without anything being installed, and its faults are told with their lines;
- a new place has all of the usual practice as remarks, which hold when they are taken in, and the place that the
  documentation makes of an outline is one.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter import api
from drafter.cli import main
from drafter.places.place import DEFAULT, all_names, load
from drafter.report.tree import Heading
from drafter.resources import folder

DEFAULT_WEIGHTS = {"预算执行率": 10, "产出指标": 50, "效益指标": 30, "满意度指标": 10, "成本指标": 0}
SHIPPED = [path.name for path in sorted(folder("places").iterdir())]
INDICATORS = """
[fund]
budget = "100万元"
spent = "85万元"
[[indicators]]
level2 = "数量指标"
name = "里程"
target = "≥10公里"
actual = "12.5公里"
weight = 50
[[indicators]]
level2 = "社会效益指标"
name = "机制"
target = "健全"
reached = "部分达成"
percent = "55%"
weight = 40
"""


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "config"))


def case(lines: str, place: str = "") -> str:
    named = f'place = "{place}"\n' if place else ""
    return f'genre = "project-self-evaluation"\nyear = 2024\n{named}{lines}'


def test_at_least_ten_places_are_shipped_and_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(SHIPPED) >= 11
    assert main(["places", "lint"]) == 0, capsys.readouterr().err
    assert all(load(name).sources and load(name).known for name in SHIPPED)


@pytest.mark.parametrize("file", ["wenming-city", "xiangcun-zhenxing"])
def test_every_fact_is_stated_in_every_place(file: str) -> None:
    text = Path(f"cases/{file}.toml").read_text(encoding="utf-8")
    usual = {one.fact for one in api.compose(api.read_case(text)).unstated}
    for name in all_names():
        draft = api.compose(api.read_case(text, place=name))
        assert {one.fact for one in draft.unstated} - {"place"} == usual, name


@pytest.mark.parametrize(
    ("place", "headings"),
    [
        ("hunan", ["项目基本情况", "项目资金使用及管理情况", "项目组织实施情况", "项目绩效情况"]),
        ("beijing", ["项目概况", "绩效目标及依据", "项目执行和完成情况", "自评情况"]),
        ("zhuanyi", ["绩效目标分解下达情况", "绩效目标完成情况分析"]),
    ],
)
def test_headings_are_those_of_the_place(place: str, headings: list[str]) -> None:
    text = Path("cases/wenming-city.toml").read_text(encoding="utf-8")
    draft = api.compose(api.read_case(text, place=place))
    found = [block.text.partition("、")[2] for block in draft.blocks if isinstance(block, Heading) and block.level == 1]
    assert found[: len(headings)] == headings


def test_weights_bands_and_grades_are_those_of_the_place() -> None:
    lines = case(INDICATORS, "hubei").replace("weight = 50", "weight = 40")
    hubei = api.read_case(lines)
    assert hubei.scores is not None and hubei.scores.execution_weight == 20
    assert not [one for one in hubei.contradictions if not one.due]
    with pytest.raises(Exception, match="60%到80%"):
        api.read_case(case(INDICATORS))
    guangdong = api.read_case(case('[score]\ntotal = "95分"', "guangdong"))
    assert str(guangdong.fact("score.grade")) == "优秀"


@pytest.mark.parametrize(("place", "over"), [("default", True), ("guangxi", False)])
def test_reasons_are_due_from_where_the_place_says(place: str, over: bool) -> None:
    lines = INDICATORS.replace('"55%"', '"70%"')
    scores = api.read_case(case(lines, place)).scores
    assert scores is not None and scores.rows[0].over is over


def test_a_place_goes_by_its_label_and_a_wrong_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert load("湖北").name == load("湖北省").name == "hubei"
    assert main(["places", "show", "湖被"]) == 2
    assert "湖" in capsys.readouterr().err
    assert main(["draft", "cases/wenming-city.toml", "--place", "hunan"]) == 0
    assert "项目组织实施情况" in capsys.readouterr().out


def test_a_folder_of_ones_own_is_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "new", "本县", "--from", "hunan"]) == 0
    assert main(["places", "new", "本县"]) == 2
    root = tmp_path / "config" / "places" / "本县"
    outline = root / "outlines" / "project-self-evaluation.j2"
    outline.write_text(outline.read_text(encoding="utf-8").replace("项目组织实施情况", "怎样做的"), encoding="utf-8")
    assert main(["places", "lint", "本县"]) == 0
    capsys.readouterr()
    assert main(["draft", "cases/wenming-city.toml", "--place", "本县"]) == 0
    assert "怎样做的" in capsys.readouterr().out
    (tmp_path / "config" / "place.toml").write_text('use = "本县"\n', encoding="utf-8")
    assert main(["draft", "cases/wenming-city.toml"]) == 0
    assert "怎样做的" in capsys.readouterr().out


@pytest.mark.parametrize("source", ["", "hubei", "sichuan"])
def test_all_of_the_usual_practice_stands_as_remarks_and_holds_when_taken_in(tmp_path: Path, source: str) -> None:
    assert main(["places", "new", "本县", *(["--from", source] if source else [])]) == 0
    root = tmp_path / "config" / "places" / "本县"
    said = (root / "place.toml").read_text(encoding="utf-8")
    for key in ("grades =", "[scoring.weights]", "[scoring.bands]", "[system]", "[fields]", "[lights]", "over ="):
        assert key in said, key
    assert {path.name.split(".")[0] for path in (root / "outlines").iterdir()} == set(api.engine().genres)
    stated = re.sub(r"^# (?=[\[\"a-z])", "", said, flags=re.M)
    (root / "place.toml").write_text(stated, encoding="utf-8")
    assert stated != said and main(["places", "lint", "本县"]) == 0
    taken = load("本县")
    weights = {**DEFAULT_WEIGHTS, **load(source or DEFAULT).scoring.get("weights", {})}
    assert {**DEFAULT_WEIGHTS, **taken.scoring["weights"]} == weights


def test_the_documentation_makes_a_place_of_an_outline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Path("docs/places.md").read_text(encoding="utf-8").partition("## 照一份提纲做")[2]
    assert main(["places", "new", "本县"]) == 0
    root = tmp_path / "config" / "places" / "本县"
    for language, name in (("toml", "place.toml"), ("jinja", "outlines/project-self-evaluation.j2")):
        block = re.search(rf"```{language}\n(.*?)```", told, re.S)
        assert block is not None
        (root / name).write_text(block[1], encoding="utf-8")
    assert main(["places", "lint", "本县"]) == 0
    lines = INDICATORS.replace('reached = "部分达成"\npercent = "55%"', 'actual = "健全"\nreached = "达成"')
    draft = api.compose(api.read_case(case(lines, "本县"), "案件"))
    headings = [block.title for block in draft.blocks if isinstance(block, Heading)]
    assert [words for words in headings if words in ("项目概况", "自评结论", "产出", "效益", "偏差和改进")] == [
        "项目概况", "自评结论", "产出", "效益", "偏差和改进"
    ]  # fmt: skip
    scores = api.read_case(case(lines, "本县"), "案件").scores
    assert scores is not None and scores.execution_weight == 20


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("place.toml", 'label = "甲"\n', "sources"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\nweights = 3\n', "place.toml:3"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\n[system]\nzeros = 3\n', "place.toml:4"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\n[fields]\n"goals.none" = 3\n', "不是案件的字段"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\n[scoring.weights]\n"产出指标" = 70\n', "合计120分"),
        ("place.toml", 'label = "甲\n', "place.toml:1"),
        ("place.toml", 'label = 3\nsources = ["乙"]\n', "缺少 label"),
        ("place.toml", 'label = "甲"\nsources = "乙"\n', "sources 应当是一列文字"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\nhelp = 3\n', "help 应当是一段文字"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\nlights = 3\n', "lights 应当是一个表"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\n[fields]\n"goals.expected" = -3\n', "应当是最多的字节数"),
        ("place.toml", 'label = "甲"\nsources = ["乙"]\n[scoring.reasons]\nover = 5\n', "place.toml:4"),
        ("outlines/project-self-evaluation.j2", "{{ problem() }}", "是不是 problems"),
        ("phrases/own.toml", "[kind.x]\n", "缺少 label"),
        ("outlines/project-self-evaluation.j2", '{{ paragraph("fund.nothing") }}', "没有 fund.nothing"),
        ("outlines/nothing.j2", "", "没有 nothing 这种报告"),
        ("forms/own.toml", "[columns]\nnothing = []\n", "没有 nothing"),
        ("sheets/goals.toml", "x = 1\n", "缺少 title"),
    ],
)
def test_faults_of_a_place_are_told(
    file: str, text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "config" / "places" / "x"
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / "place.toml").write_text('label = "甲"\nsources = ["乙"]\n', encoding="utf-8")
    (root / file).write_text(text, encoding="utf-8")
    assert main(["places", "lint", f"{root}/"]) == 1
    assert says in capsys.readouterr().err
    assert load(DEFAULT).name == DEFAULT


def test_settings_of_a_place_are_all_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "config" / "places" / "x"
    root.mkdir(parents=True)
    stated = '[scoring.weights]\n"产出指标" = 55\n[scoring.reasons]\nover = 5\n'
    (root / "place.toml").write_text(f'label = "甲"\nsources = ["乙"]\n{stated}', encoding="utf-8")
    assert main(["places", "lint", f"{root}/"]) == 1
    told = capsys.readouterr().err
    assert "place.toml:3" in told and "合计105分" in told and "place.toml:6" in told


def test_an_empty_folder_of_a_place_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "new", "本县"]) == 0
    for name in ("phrases", "forms", "sheets"):
        (tmp_path / "config" / "places" / "本县" / name).mkdir(exist_ok=True)
    assert main(["places", "lint", "本县"]) == 0
    assert main(["draft", "cases/wenming-city.toml", "--place", "本县"]) == 0
    assert capsys.readouterr().err == ""
