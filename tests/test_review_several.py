"""Papers of several projects given together.

Invariants:
- each project is reviewed over its own papers, told by names of forms and by folders, and none is left out;
- what is copied from another of them is told at its place; without another nobody knows;
- one project among several can be asked for by its name; what is written for several are several files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_review import HEAD, REPORT, ROWS, TOP, changed, form, sheet

from drafter.cli import main
from drafter.reviewing.paper import read_paper
from drafter.reviewing.several import shares

COPIED = (
    "组织实施方面，成立由分管负责人任组长的工作专班，制定资金管理细则和验收办法，实行周调度、月通报、季考核，对参建单位实行开工备案、过程巡查、"
    "竣工验收三道关口，发现的问题全部建立台账、限期销号，资金拨付严格执行先审后拨。"
)


def top(name: str) -> list[list[str]]:
    return [*TOP[:2], ["项目名称", name, *TOP[2][2:]], *TOP[3:]]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two projects in a folder each."""
    for name, old, text in (("甲", "河道清淤工程", COPIED), ("乙", "农村改厕补助", COPIED)):
        home = tmp_path / name
        home.mkdir()
        sheet(home, form(changed(0, 6, "21") if name == "乙" else ROWS, top=top(old)))
        written = REPORT.replace("河道清淤工程", old).replace("三、存在的问题", f"{text}\n三、存在的问题")
        (home / "报告.txt").write_text(written, encoding="utf-8")
    return tmp_path


def papers(home: Path) -> list[str]:
    return [str(home / name / file) for name in ("甲", "乙") for file in ("报告.txt", "自评表.xlsx")]


def told(home: Path, *options: str) -> dict[str, dict[int, Any]]:
    main(["review", *papers(home), *options, "-o", str(home / "核查.json")])
    found = json.loads((home / "核查.json").read_text(encoding="utf-8"))
    rows = found.get("projects", [{**found, "name": ""}])
    return {one["name"]: {duty["number"]: duty for duty in one["duties"]} for one in rows}


def test_each_project_is_reviewed_over_its_own_papers(two: Path) -> None:
    found = told(two)
    assert list(found) == ["河道清淤工程", "农村改厕补助"]
    assert [duties[8]["state"] for duties in found.values()] == ["无问题", "有问题"]
    assert [duties[47]["state"] for duties in found.values()] == ["无问题", "无问题"]


def test_a_paragraph_of_another_project(two: Path) -> None:
    found = told(two)
    for mine, other in (("河道清淤工程", "农村改厕补助"), ("农村改厕补助", "河道清淤工程")):
        (fault,) = found[mine][60]["faults"]
        assert other in fault["message"] and fault["place"].startswith("报告.txt 第")
    own = (
        (two / "乙" / "报告.txt").read_text(encoding="utf-8").replace(COPIED, "由县卫生健康局逐户上门核实后张榜公示。")
    )
    (two / "乙" / "报告.txt").write_text(own, encoding="utf-8")
    assert told(two)["河道清淤工程"][60]["state"] == "无问题"


def test_one_of_them_by_name(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(two, "--project", "改厕")[""][8]["state"] == "有问题"
    assert main(["review", *papers(two), "--project", "清淤"]) == 1
    assert "清单" in capsys.readouterr().out
    assert main(["review", *papers(two), "--project", "修路"]) == 2
    assert "农村改厕补助" in capsys.readouterr().err


def test_text_tells_all_and_files_are_one_each(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", *papers(two)]) == 1
    said = capsys.readouterr().out
    assert "【1】河道清淤工程" in said and "【2】农村改厕补助" in said and "共2个项目" in said
    for ending in ("xlsx", "html"):
        assert main(["review", *papers(two), "-o", str(two / f"核查.{ending}")]) == 1
        assert sorted(one.name for one in two.glob(f"*.{ending}")) == [
            f"核查（农村改厕补助）.{ending}", f"核查（河道清淤工程）.{ending}",
        ]  # fmt: skip
    assert main(["review", *papers(two), "--format", "html"]) == 2


def test_a_book_of_several_projects(tmp_path: Path) -> None:
    flat = [["项目名称", *HEAD], *[[name, *row] for name in ("甲项目", "乙项目", "丙项目") for row in ROWS]]
    flat[7][7] = "25"
    book = sheet(tmp_path, flat)
    out = tmp_path / "o.json"
    assert main(["review", book, "-o", str(out)]) == 1
    found = json.loads(out.read_text(encoding="utf-8"))["projects"]
    assert [one["name"] for one in found] == ["甲项目", "乙项目", "丙项目"]
    assert [next(d["state"] for d in one["duties"] if d["number"] == 8) for one in found] == [
        "无问题",
        "有问题",
        "无问题",
    ]


@pytest.mark.parametrize(
    ("names", "many"),
    [
        (("河道清淤工程", "河道清淤工程（二期）"), 1),
        (("2024年河道清淤工程", "河道清淤项目"), 1),
        (("河道清淤工程", "农村改厕补助"), 2),
    ],
)
def test_names_of_one_project(tmp_path: Path, names: tuple[str, str], many: int) -> None:
    files = [sheet(tmp_path, form(top=top(name)), f"{at}.xlsx") for at, name in enumerate(names)]
    assert len(shares([read_paper(file) for file in files])) == many
