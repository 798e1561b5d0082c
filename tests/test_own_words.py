"""What a writer states in words of their own: problems with their measures, a signature, counts beside their names.

Invariants:
- a problem and its measure stand last in their enumerations, under one number; one without the other is not told, and
  said to be so;
- a project report is signed where the case says by whom, and not where it does not;
- a count written next to its name is a figure, and next year's case has the name alone;
- indicators whose weights are not all there do not overrule the score that was stated.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.cli import main
from drafter.facts.load import split_item

CASE = """genre = "project-self-evaluation"
year = 2024
problems = ["target.coarse"]
unit = { name = "某某县农业农村局", short = "县农业农村局" }
project = { name = "农村人居环境整治补助" }
fund = { budget = "200万元", spent = "187.6万元" }
score = { total = "93.5分" }
[[work]]
title = "村庄清洁行动常态开展"
[[work.points]]
topic = "村庄保洁"
[[work.points.events]]
kind = "repair"
items = ["服务大厅1个", "村级站点 12个"]
"""
OWN = """[[own]]
problem = "设备到货偏晚"
detail = "2个村级站点的设备8月才投入使用"
measure = "提前组织采购"
how = "年初排定采购计划，逐月核对进度"
"""


@pytest.fixture
def drafted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def draft(text: str, *options: str) -> str:
        path = tmp_path / "案件.toml"
        path.write_text(text, encoding="utf-8")
        assert main(["draft", str(path), *options]) == 0
        return capsys.readouterr().out

    return draft


def test_own_problems_stand_last_and_answer_each_other(drafted) -> None:  # type: ignore[no-untyped-def]
    text = drafted(CASE + OWN)
    assert "二是设备到货偏晚。2个村级站点的设备8月才投入使用。" in text
    assert "二是提前组织采购。年初排定采购计划，逐月核对进度。" in text
    assert text.count("一是") == 2


def test_an_own_problem_alone_has_no_number(drafted) -> None:  # type: ignore[no-untyped-def]
    text = drafted(CASE.replace('problems = ["target.coarse"]\n', "") + OWN)
    assert "\u3000\u3000设备到货偏晚。" in text and "\u3000\u3000提前组织采购。" in text


def test_one_half_is_told_by_itself(drafted) -> None:  # type: ignore[no-untyped-def]
    text = drafted(CASE + OWN.replace('measure = "提前组织采购"\n', ""), "--explain")
    assert "设备到货偏晚" in text
    assert "提前组织采购" not in text


def test_a_project_report_is_signed_where_the_case_says_so(drafted) -> None:  # type: ignore[no-untyped-def]
    signed = drafted(CASE + '[sign]\nunit = "某某县农业农村局"\ndate = 2025-03-18\n')
    assert signed.rstrip().splitlines()[-2:] == ["某某县农业农村局", "2025年3月18日"]
    assert "2025年" not in drafted(CASE)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("服务大厅1个", ("服务大厅", "1个")),
        ("服务大厅 1个", ("服务大厅", "1个")),
        ("“三下乡”活动3场次", ("“三下乡”活动", "3场次")),
        ("宣传册3.6万份", ("宣传册", "3.6万份")),
        ("第3期培训", ("第3期培训", "")),
        ("业务培训第3期", ("业务培训第3期", "")),
        ("国道219线", ("国道219线", "")),
        ("约12户", ("", "约12户")),
        ("2024年春节慰问", ("2024年春节慰问", "")),
        ("2024年春节慰问 12次", ("2024年春节慰问", "12次")),
        ("走访约12户", ("走访约12户", "")),
    ],
)
def test_counts_next_to_their_names(text: str, parts: tuple[str, str]) -> None:
    assert split_item(text) == parts


def test_next_year_has_the_names_alone(tmp_path: Path) -> None:
    old, new = tmp_path / "上年.toml", tmp_path / "今年.toml"
    old.write_text(CASE + OWN, encoding="utf-8")
    assert main(["new", "--from", str(old), "-o", str(new)]) == 0
    text = new.read_text(encoding="utf-8")
    assert 'items = ["服务大厅", "村级站点"]' in text
    # What went wrong last year is not said of this one unasked.
    assert "problem" in text and '= "设备到货偏晚"' not in text


def test_indicators_do_not_overrule_a_stated_score_before_they_are_all_there(drafted) -> None:  # type: ignore[no-untyped-def]
    row = 'name = "群众满意率"\nlevel1 = "满意度指标"\ntarget = "95%"\nactual = "96.4%"\nweight = "10分"\n'
    text = drafted(CASE + "[[indicators]]\n" + row)
    assert "93.5分" in text and "“优”" in text
