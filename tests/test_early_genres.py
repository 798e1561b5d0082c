"""Reports of a year that is not over: goals declared in January, monitoring in July. Invariants:

- one case serves all three reports of its year; every fact that a report can tell is told, figures as they were typed;
- lights follow from figures and the bounds of the place, and stand where they say what they say;
- results are not due, and nothing is scored;
- a form of goals, or of monitoring, is read as that report and written as that form again.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT

import drafter
from drafter import api
from drafter.cli import main
from drafter.facts.case import Case
from drafter.facts.fact import Fact
from drafter.facts.standing import aim
from drafter.facts.value import parse_value
from drafter.language.times import months_gone
from drafter.sheets.read import read_book
from drafter.writing.sheet.forms import form_book, import_book

JULY = (ROOT / "cases" / "laonian-shitang.toml").read_text("utf-8")
JANUARY = (ROOT / "cases" / "weisheng-shebei.toml").read_text("utf-8")


def told(text: str, genre: str = "", place: str = "") -> str:
    return drafter.to_text(drafter.compose(api.read_case(text, "案件", (), place, genre)))


def monitored(indicator: str, month: str = "6月", progress: str = "50万元") -> Case:
    return api.read_case(
        f'genre = "monitoring"\nyear = 2024\nunit = {{ name = "甲局" }}\nproject = {{ name = "乙项目" }}\n'
        f'[fund]\ninitial = "100万元"\nprogress = "{progress}"\nmonth = "{month}"\n[[indicators]]\n'
        f'level2 = "数量指标"\nname = "里程"\n{indicator}\n'
    )


# -- one case, three reports ------------------------------------------------------------------------------------------
def test_what_was_entered_in_january_serves_in_july_and_in_march() -> None:
    declared, watched = told(JULY, "goal-declaration"), told(JULY)
    marched = told(JULY.replace('progress = "2家"', 'actual = "6家"'), "project-self-evaluation")
    for text in (declared, watched, marched):
        for said in ("云桥区民政局", "社区老年食堂", "新建老年食堂6家", "420万元"):
            assert said in text
    assert "178.6万元" not in declared and "178.6万元" in watched


@pytest.mark.parametrize("genre", ["goal-declaration", "monitoring"])
def test_no_sentence_without_a_fact(genre: str) -> None:
    for text in (JULY, JANUARY):
        draft = drafter.compose(api.read_case(text, "案件", (), "", genre))
        for block in draft.blocks:
            for sentence in getattr(block, "sentences", ()):
                assert any(isinstance(part, Fact) for part in sentence.parts), sentence.text


def test_every_fact_of_an_example_is_told() -> None:
    for text in (JULY, JANUARY):
        draft = drafter.compose(api.read_case(text))
        assert not draft.missing
        # What stays in the form: money by source at the start, weights, the estimate in July, the causes called 其他.
        left = re.compile(r"unit\.short|project\.estimate|fund\.(?:current|other)\.|.*\.weight|.*causes\[0\]")
        assert not [one.fact for one in draft.unstated if not left.match(one.fact)]


def test_what_is_missing_is_shown() -> None:
    text = told('genre = "monitoring"\nyear = 2024\n')
    for label in ("本期执行数", "绩效指标"):
        assert f"〔待补：{label}〕" in text


# -- lights -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("month", "progress", "light", "pace"),
    [
        ("6月", "50万元", "绿灯", "0"),
        ("6月", "40万元", "绿灯", "-10"),
        ("6月", "39.99万元", "黄灯", "-10.01"),
        ("1—6月", "30万元", "黄灯", "-20"),
        ("上半年", "29.99万元", "红灯", "-20.01"),
        ("三季度", "80万元", "绿灯", "5"),
    ],
)
def test_money_is_held_against_the_calendar(month: str, progress: str, light: str, pace: str) -> None:
    case = monitored('target = "≥10公里"', month, progress)
    assert str(case.fact("fund.light")) == light
    found = case.fact("fund.pace")
    assert found is not None and found.number == Decimal(pace)
    assert light in drafter.to_text(drafter.compose(case))


def test_a_place_has_bounds_of_its_own() -> None:
    text = 'genre = "monitoring"\nyear = 2024\nfund = { initial = "100万元", progress = "39万元", month = "6月" }\n'
    assert str(api.read_case(text).fact("fund.light")) == "黄灯"
    assert str(api.read_case(text, place="sichuan").fact("fund.light")) == "红灯"


@pytest.mark.parametrize(
    ("indicator", "light", "done"),
    [
        ('target = "≥10公里"\nprogress = "10公里"', "已完成", "100%"),
        ('target = "≥10公里"\nprogress = "4公里"', "绿灯", "40%"),
        ('target = "≥10公里"\nprogress = "3公里"', "黄灯", "30%"),
        ('target = "≥10公里"\nprogress = "2公里"', "红灯", "20%"),
        ('target = "≥90%"\nprogress = "70%"', "黄灯", ""),
        ('target = "≥90%"\nprogress = "91%"', "已完成", ""),
        ('target = "≤6元"\nprogress = "5元"', "绿灯", ""),
        ('target = "≤6元"\nprogress = "7元"', "红灯", ""),
        ('target = "建立"\nprogress = "正在建立"', "", ""),
        ('target = "≥10公里"', "", ""),
        ('target = "≥0公里"\nprogress = "0公里"', "", ""),
        ('target = "≥10公里"\nprogress = "4000米"', "", ""),
    ],
)
def test_indicators_are_held_against_their_share_of_the_year(indicator: str, light: str, done: str) -> None:
    case = monitored(indicator)
    assert str(case.fact("indicators[0].light") or "") == light
    assert str(case.fact("indicators[0].done") or "") == done
    assert drafter.to_text(drafter.compose(case))


def test_a_light_without_a_reason_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "案件.toml"
    file.write_text(JULY.replace('reason = "3家的场地租约5月才签订"\n', ""), encoding="utf-8")
    main(["check", str(file), "--place", "default"])
    assert "新建老年食堂" in (said := capsys.readouterr().out) and "light-indicator" in said
    main(["check", "cases/laonian-shitang.toml", "--place", "default"])
    assert "light-indicator" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("7月", 7), ("1—7月", 7), ("截至9月底", 9), ("上半年", 6), ("三季度", 9), ("12月", 12), ("", 0), ("13月", 0),
        ("年中", 0),
    ],
)  # fmt: skip
def test_months_that_have_gone(said: str, months: int) -> None:
    assert months_gone(said) == months


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("≥320万页", "不少于320万页"), ("≥98%", "不低于98%"), ("≤0.6元", "不超过0.6元"), ("＝2间", "达到2间"),
        ("12次", "达到12次"), ("90%以上", "达到90%以上"), ("不少于30场次", "不少于30场次"), ("建立健全", "建立健全"),
        ("≤12月", "不晚于12月"), ("2025年12月底前", "为2025年12月底前"), ("≥86台（套）", "不少于86台（套）"),
    ],
)  # fmt: skip
def test_targets_as_sentences_say_them(target: str, said: str) -> None:
    parsed = parse_value(target)
    fact = Fact("target", target, parsed[1] if parsed else None, parsed[1].base if parsed else None)
    assert aim(fact) == said


# -- results are not due ----------------------------------------------------------------------------------------------
def test_nothing_is_scored_before_the_year_is_over() -> None:
    for text in (JULY, JANUARY):
        case = api.read_case(text)
        assert case.scores is None and not case.contradictions
    assert api.read_case(JANUARY, "案件", (), "", "project-self-evaluation").scores is not None


def test_a_text_dated_in_its_own_year_has_the_year() -> None:
    assert told(JANUARY).rstrip().endswith("2025年1月16日")


# -- forms ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "genre"), [(JANUARY, "goal-declaration"), (JULY, "monitoring")])
def test_a_form_is_read_as_its_report_and_written_again(text: str, genre: str) -> None:
    made = form_book([api.read_case(text)])
    (found,) = read_book(made, "表.xlsx", api.engine().settings).projects
    assert found.genre == genre
    from drafter.importing.case_text import case_text

    again = api.read_case(case_text({"genre": found.genre, "year": 2024, **found.data}))
    assert form_book([again]) == made
    assert import_book([again])
    assert "〔待补" not in drafter.to_text(drafter.compose(again))


def test_another_report_of_the_same_case_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "cases/laonian-shitang.toml", "--genre", "goal-declaration"]) == 0
    assert "绩效目标申报说明" in capsys.readouterr().out
    assert main(["draft", "cases/laonian-shitang.toml", "--genre", "montoring"]) == 2
    assert "monitoring" in capsys.readouterr().err
