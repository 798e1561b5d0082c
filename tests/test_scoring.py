"""Scores, their settings (drafter/facts/scoring.py, marking.py, indicators.py, settings.py) and the score table.

Invariants:

- a score is never below 0 nor above its weight; it does not fall when the result gets better in its direction;
- the total is the sum of the rows as they stand in the table, and 100 where everything is reached;
- weights that a case leaves out are shared so that each part sums to its weight;
- typed scores are checked against the reckoned ones, within half a unit of their last decimal;
- prose and table show the same figures; every fact in the table is stated, every 〔待补：…〕 in it listed as missing;
- every fault of a case or a settings file is one line with file and line; nothing crashes;
- every setting changes some score, grade, weight or reason; a case without indicators is drafted as ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drafter
from drafter.api import engine
from drafter.errors import BadCase, DrafterError
from drafter.facts import scoring
from drafter.facts.case import Case
from drafter.facts.value import meant, parse_value
from drafter.report.tree import Draft, Table

D = Decimal
DIRECTIONS = ("越多越好", "越少越好", "等于")
HEAD = """genre = "project-self-evaluation"
year = 2024
{top}
[unit]
name = "青山县农业农村局"
[project]
name = "农民培训经费"
[fund]
budget = 116
spent = "{spent}"
{fund}
[[work]]
title = "农民培训任务完成"
[[work.points]]
topic = "培训组织"
events = [{{ kind = "patrol", what = ["教学点"], count = "24次" }}]
"""
ROW: dict[str, Any] = {
    "level2": "数量指标",
    "name": "培训人次",
    "target": "≥300人次",
    "actual": "300人次",
    "weight": 50,
}
FULL: tuple[dict[str, Any], ...] = (
    ROW,
    {"level2": "社会效益指标", "name": "农民技能", "target": "有效提升", "reached": "达成", "weight": 30},
    {"level2": "服务对象满意度指标", "name": "学员满意度", "target": "≥90%", "actual": "96.2%", "weight": 10},
)


def written(rows: Sequence[dict[str, Any]]) -> str:
    lines = []
    for row in rows:
        lines.append("[[indicators]]")
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()]
    return "\n".join(lines) + "\n"


def case(*rows: dict[str, Any], spent: str = "116万元", top: str = "", fund: str = "", file: str = "案件.toml") -> Case:
    return engine().read_case(HEAD.format(top=top, spent=spent, fund=fund) + written(rows), file)


def changed(**values: Any) -> tuple[dict[str, Any], ...]:
    """FULL with other values in its first row; None takes a value out."""
    row = {key: value for key, value in (ROW | values).items() if value is not None}
    return (row, *FULL[1:])


def derived(found: Case, path: str) -> str:
    return found.derived[path].fact.text


def table(draft: Draft) -> Table:
    [found] = [block for block in draft.blocks if isinstance(block, Table)]
    return found


def spans(draft: Draft) -> Iterator[tuple[drafter.Span, str]]:
    """The spans of the prose with their words."""
    for block in draft.blocks:
        for sentence in block.sentences if isinstance(block, drafter.Paragraph) else ():
            for span in sentence.spans:
                yield span, sentence.text[span.start : span.end]


def rows_of(draft: Draft) -> dict[str, tuple[str, ...]]:
    """The rows of indicators by name, and the total by 总分."""
    rows = table(draft).rows
    start = [row[0] for row in rows].index("一级指标") + 1
    return {row[2] or row[0]: row for row in rows[start:]}


# -- the formulas -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("direction", "actual", "target", "score", "reached"),
    [
        ("越多越好", "30", "30", "10", True),
        ("越多越好", "45", "30", "10", True),
        ("越多越好", "15", "30", "5", False),
        ("越多越好", "0", "30", "0", False),
        ("越少越好", "30", "30", "10", True),
        ("越少越好", "0", "30", "10", True),
        ("越少越好", "36", "30", "8", False),
        ("越少越好", "59", "30", "0.33", False),
        ("越少越好", "60", "30", "0", False),
        ("越少越好", "90", "30", "0", False),
        ("越少越好", "0", "0", "10", True),
        ("越少越好", "1", "0", "0", False),
        ("等于", "30", "30", "10", True),
        ("等于", "27", "30", "9", False),
        ("等于", "33", "30", "9", False),
        ("等于", "60", "30", "0", False),
        ("等于", "0", "0", "10", True),
        ("等于", "1", "0", "0", False),
    ],
)
def test_formulas(direction: str, actual: str, target: str, score: str, reached: bool) -> None:
    found = scoring.quantitative(D(actual), D(target), D(10), direction, engine().settings)
    assert scoring.rounded(found, 2) == D(score)
    assert scoring.reached(D(actual), D(target), direction) is reached


@pytest.mark.parametrize(
    ("actual", "target", "score"),
    [
        ("30", "30", "10"),
        ("36", "30", "8.33"),
        ("60", "30", "5"),
        ("300", "30", "1"),
        ("1", "0", "0"),
        ("0", "0", "10"),
    ],
)
def test_the_other_practice_of_less_is_better(actual: str, target: str, score: str) -> None:
    assert scoring.rounded(scoring.less(D(actual), D(target), D(10), "目标比实际"), 2) == D(score)


def test_the_other_practice_of_an_exact_target() -> None:
    assert scoring.equal(D(30), D(30), D(10), "不等不得分") == 10
    assert scoring.equal(D("29.99"), D(30), D(10), "不等不得分") == 0


FIGURES = st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False)
WEIGHTS = st.decimals(min_value=0, max_value=100, places=2, allow_nan=False)
SETTINGS = st.builds(
    lambda less, equal: {"less": less, "equal": equal},
    st.sampled_from(("超出扣分", "目标比实际")),
    st.sampled_from(("偏差扣分", "不等不得分")),
)


@given(FIGURES, FIGURES, WEIGHTS, st.sampled_from(DIRECTIONS), SETTINGS)
def test_a_score_lies_between_nothing_and_its_weight(
    actual: Decimal, target: Decimal, weight: Decimal, direction: str, settings: dict[str, str]
) -> None:
    score = scoring.quantitative(actual, target, weight, direction, settings)
    assert 0 <= scoring.rounded(score, 2) <= weight
    if scoring.reached(actual, target, direction):
        assert score == weight


@given(FIGURES, FIGURES, FIGURES, WEIGHTS, SETTINGS)
def test_a_better_result_never_scores_less(
    one: Decimal, other: Decimal, target: Decimal, weight: Decimal, settings: dict[str, str]
) -> None:
    low, high = sorted((one, other))
    assert scoring.more(low, target, weight) <= scoring.more(high, target, weight)
    assert scoring.less(low, target, weight, settings["less"]) >= scoring.less(high, target, weight, settings["less"])
    near, far = sorted((low, high), key=lambda actual: abs(actual - target))
    equal = settings["equal"]
    assert scoring.equal(near, target, weight, equal) >= scoring.equal(far, target, weight, equal)


@given(WEIGHTS, st.integers(1, 40), st.integers(0, 4))
def test_shares_sum_to_the_whole(weight: Decimal, count: int, decimals: int) -> None:
    parts = scoring.spread(weight, count, decimals)
    assert sum(parts) == weight
    assert len(parts) == count
    assert max(parts) - min(parts) <= D(1).scaleb(-decimals) * 2


# -- targets as they are written --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "shown", "number", "direction"),
    [
        ("300人次", "300人次", "300", ""),
        ("≥95%", "≥95%", "95", "越多越好"),
        (">= 95 %", "≥95%", "95", "越多越好"),
        ("＞90％", "＞90%", "90", "越多越好"),
        ("95%以上", "95%以上", "95", "越多越好"),
        ("不少于3.6万份", "不少于3.6万份", "36000", "越多越好"),
        ("≤5天", "≤5天", "5", "越少越好"),
        ("5个工作日以内", "5个工作日以内", "5", "越少越好"),
        ("不超过116万元", "不超过116万元", "1160000", "越少越好"),
        ("=0起", "＝0起", "0", "等于"),
        ("12个月", "12个月", "12", ""),
    ],
)
def test_figures_of_targets(text: str, shown: str, number: str, direction: str) -> None:
    found = parse_value(text)
    assert found is not None
    assert found[0] + str(found[1]) == shown
    assert found[1].base == D(number)
    assert meant(shown) == direction


@pytest.mark.parametrize(
    "text",
    [
        "有效提升",
        "十分满意",
        "一般",
        "零投诉",
        "12月底前",
        "11月",
        "2024年12月31日前",
        "2024年底",
        "15%～30%",
        "≥上年",
        "≥",
    ],
)
def test_phrases_of_targets(text: str) -> None:
    assert parse_value(text) is None


# -- a case -----------------------------------------------------------------------------------------------------------
def test_everything_reached_is_a_hundred() -> None:
    found = case(*FULL)
    assert found.contradictions == ()
    assert derived(found, "score.total") == "100分"
    assert derived(found, "score.grade") == "优"
    assert derived(found, "score.indicators") == derived(found, "score.other") == "90分"
    assert [derived(found, f"indicators.{key}") for key in ("total", "missed", "over")] == ["3项", "0项", "0项"]


@pytest.mark.parametrize(
    ("values", "score", "missed", "over"),
    [
        ({"actual": "280人次"}, "46.67分", "1项", "0项"),
        ({"actual": "389人次"}, "50分", "0项", "0项"),
        ({"actual": "390人次"}, "50分", "0项", "1项"),
        ({"target": "≤300人次", "actual": "330人次"}, "45分", "1项", "0项"),
        ({"target": "≤300人次", "actual": "600人次"}, "0分", "1项", "0项"),
        ({"target": "300人次", "direction": "越少越好", "actual": "100人次"}, "50分", "0项", "0项"),
        ({"target": 0, "actual": 0, "direction": "等于"}, "50分", "0项", "0项"),
        ({"target": "0起", "actual": "2起", "direction": "等于"}, "0分", "1项", "0项"),
        ({"target": "3.6万份", "actual": "36000份"}, "50分", "0项", "0项"),
        ({"target": 300, "actual": "280人次"}, "46.67分", "1项", "0项"),
        ({"target": "提升", "actual": None, "reached": "达成", "percent": 90}, "45分", "0项", "0项"),
        ({"target": "提升", "actual": None, "percent": "80%"}, "40分", "0项", "0项"),
        ({"target": "提升", "actual": "略有提升", "reached": "部分达成", "percent": 60}, "30分", "1项", "0项"),
        ({"target": "提升", "actual": None, "reached": "部分达成", "percent": 80}, "40分", "1项", "0项"),
        ({"target": "提升", "actual": None, "reached": "未达成", "percent": 0}, "0分", "1项", "0项"),
        ({"target": "≥95%", "actual": "96%", "kind": "定性", "reached": "达成"}, "50分", "0项", "0项"),
    ],
)
def test_rows_are_scored(values: dict[str, Any], score: str, missed: str, over: str) -> None:
    found = case(*changed(**values))
    assert found.contradictions == ()
    assert derived(found, "indicators[0].score") == score
    assert derived(found, "indicators.missed") == missed
    assert derived(found, "indicators.over") == over
    drafter.compose(found)


@pytest.mark.parametrize(
    ("values", "line", "says"),
    [
        ({"target": 0, "actual": 0}, 20, "指标‘培训人次’（indicators[0].target）是0"),
        ({"actual": "300人"}, 21, "（indicators[0].actual）的单位“人”与指标值的“人次”不同"),
        ({"target": "提升", "actual": None, "reached": "部分达成", "percent": 85}, 23, "percent）部分达成的得分比例"),
        ({"target": "提升", "actual": None, "reached": "达成", "percent": 79}, 23, "应当在80%到100%之间"),
        ({"actual": "已完成"}, 21, "的“已完成”不是数"),
        ({"kind": "定量", "reached": "达成"}, 24, "（indicators[0].reached）是定量指标"),
        ({"name": "农民技能"}, 25, "指标‘农民技能’（indicators[1].name）有两个"),
        ({"name": None}, 17, "缺少三级指标名称（indicators[0].name）"),
        ({"weight": 16.667}, 22, "的分值最多2位小数"),
        ({"weight": None, "level1": "成本指标", "level2": "成本指标"}, 17, "没有分值，成本指标的分值已经分完"),
        ({"weight": None, "level2": None}, 17, "没有分值，也没有一级指标"),
        ({"actual": "3千人次"}, 21, "数字后面只能跟万或亿"),
        ({"actual": "-3人次"}, 21, "是负数"),
        ({"direction": "越多"}, 23, "是不是 越多越好"),
        ({"actual": True}, 21, "不是数"),
        ({"actual": ["1", "2"]}, 21, "应当是一个数，或一个短语"),
    ],
)
def test_faults_are_said_with_their_line(values: dict[str, Any], line: int, says: str) -> None:
    with pytest.raises(BadCase) as error:
        case(*changed(**values))
    assert says in str(error.value)
    assert str(error.value).startswith(f"案件.toml:{line}:")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"weight": 49}, "案件.toml:17: 分值合计99分（预算执行率10分、各项指标89分），应为100分"),
        ({"actual": None}, "案件.toml:17: 指标‘培训人次’有指标值而没有完成值（indicators[0].actual）"),
        ({"target": None}, "案件.toml:17: 指标‘培训人次’有完成值而没有指标值（indicators[0].target）"),
        ({"direction": "越少越好"}, "指标‘培训人次’的指标值写作≥300人次，方向却是越少越好（indicators[0].direction）"),
        ({"level1": "效益指标"}, "指标‘培训人次’的二级指标数量指标不属于效益指标（indicators[0].level2）"),
        ({"score": 49}, "指标‘培训人次’的得分写作49分，应为满分50 = 50分"),
        ({"actual": "280人次", "score": "46分"}, "应为280 ÷ 300 × 50 = 46.67分"),
        ({"target": "提升", "actual": None, "percent": 75, "score": 40}, "应为75% × 50 = 37.5分"),
    ],
)
def test_what_does_not_hold_together_is_said(values: dict[str, Any], says: str) -> None:
    found = case(*changed(**values))
    assert [line for line in found.contradictions if says in line]
    assert all(line.startswith("案件.toml:") for line in found.contradictions)
    drafter.compose(found)


@pytest.mark.parametrize(
    ("fund", "says"),
    [
        ("[score]\nother = 80", "其余指标得分写作80分，应为50 + 30 + 10 = 90分"),
        ("[score]\nindicators = 80", "各项指标得分合计写作80分，应为50 + 30 + 10 = 90分"),
        ("[score]\ntotal = 95", "自评得分写作95分，应为10分 + 90分 = 100分"),
        ("[score]\ngrade = '良'", "自评等级写作良，应为100分为优"),
        ("[score]\nweight = 20", "分值合计110分（预算执行率20分、各项指标90分），应为100分"),
        ("current.budget = 100\ncarried.budget = 10", "合计110万元，总数写作116万元（fund.budget）"),
    ],
)
def test_typed_scores_and_money_are_checked(fund: str, says: str) -> None:
    found = case(*FULL, fund=fund)
    assert [line for line in found.contradictions if says in line], found.contradictions


def test_typed_scores_that_agree() -> None:
    agreed = "[score]\nother = 86.67\nindicators = '86.7分'\ntotal = 96.67\ngrade = '优'"
    values = changed(actual="280人次", score="46.67分")
    assert case(*values, fund=agreed).contradictions == ()
    split = "current.budget = 100\ncarried.budget = 10\nother.budget = 6"
    assert case(*FULL, fund=split).contradictions == ()


def test_weights_left_out_are_shared() -> None:
    rows = [{key: value for key, value in row.items() if key != "weight"} for row in FULL]
    more = [{**rows[0], "name": f"指标{index}"} for index in range(2)]
    found = case(*rows, *more)
    assert found.contradictions == ()
    shares = [derived(found, f"indicators[{index}].weight") for index in (0, 3, 4)]
    assert shares == ["16.67分", "16.67分", "16.66分"]
    assert derived(found, "score.total") == "100分"


def test_a_row_that_holds_nothing_is_not_filled_in() -> None:
    empty = dict.fromkeys(("level1", "level2", "name", "target", "weight", "percent"), "")
    assert "score.indicators" not in case(empty).derived
    found = case(FULL[0], empty, *FULL[1:], empty)
    assert found.contradictions == ()
    assert derived(found, "indicators.total") == "3项"
    assert len(rows_of(drafter.compose(found))) == 4


def test_the_grade_is_that_of_the_score_shown() -> None:
    # 99.96% of 10 and 80 are 89.996: shown as 90, and 90 is 优.
    text = HEAD.format(top="", spent="115.9536万元", fund="[score]\nother = 80")
    found = engine().read_case(text)
    assert derived(found, "score.total") == "90分"
    assert derived(found, "score.grade") == "优"


# -- reasons, table and text ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "spent", "missing"),
    [
        ({}, "116万元", ()),
        ({"actual": "389人次"}, "104.4万元", ()),
        ({"actual": "280人次"}, "116万元", ("指标‘培训人次’的偏差原因",)),
        ({"actual": "280人次", "reason": "报名不足"}, "116万元", ()),
        ({"actual": "390人次"}, "116万元", ("指标‘培训人次’的偏差原因",)),
        ({"target": "提升", "actual": None, "percent": 70}, "116万元", ("指标‘培训人次’的偏差原因",)),
        ({}, "104.3万元", ("预算执行率的偏差原因",)),
        ({"target": "提升", "actual": "提升"}, "116万元", ("指标‘培训人次’的达成情况",)),
        ({"level2": None}, "116万元", ("指标‘培训人次’的一级指标", "指标‘培训人次’的二级指标")),
        (
            {"target": "提升", "actual": None, "reached": "未达成"},
            "116万元",
            ("指标‘培训人次’的得分比例", "指标‘培训人次’的偏差原因"),
        ),
        ({"target": None, "actual": None}, "116万元", ("指标‘培训人次’的年度指标值", "指标‘培训人次’的实际完成值")),
    ],
)
def test_what_is_due_is_listed_and_shows(values: dict[str, Any], spent: str, missing: tuple[str, ...]) -> None:
    draft = drafter.compose(case(*changed(**values), spent=spent))
    due = tuple(label for label in draft.missing if "的" in label)
    assert due == missing
    cells = "".join(cell for row in table(draft).rows for cell in row)
    for label in missing:
        assert f"〔待补：{label.rpartition('的')[2]}〕" in cells
    assert cells.count("〔待补") == len(missing)


def test_a_reason_of_low_execution_is_told() -> None:
    draft = drafter.compose(case(*FULL, spent="58万元", fund='reason = "资金到位晚"\nmeasure = "加快支付"'))
    assert draft.missing == ()
    assert any(row[2] == "资金到位晚；加快支付" for row in table(draft).rows)


WHOLE = """initial = 120
reason = "政策调整"
measure = "提前测算"
current = { initial = 110, budget = 100, spent = 95 }
carried = { budget = 16, spent = 11.14 }
other = { initial = 10 }
[goals]
expected = ["培训农民300人次", "提升农民技能"]
actual = ["全部完成"]
"""


def test_the_whole_table() -> None:
    rows = changed(actual="280人次", reason="报名不足", measure="分片培训")
    draft = drafter.compose(case(*rows, spent="106.14万元", fund=WHOLE))
    found = table(draft)
    assert draft.missing == draft.contradictions == ()
    assert found.title == "项目支出绩效自评表"
    assert found.header[:2] == ("项目名称", "农民培训经费")
    assert found.rows == (
        ("主管部门", "", "", "", "实施单位", "青山县农业农村局", "", ""),
        ("项目资金（万元）", "", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"),
        ("", "年度资金总额", "120", "116", "106.14", "10", "91.50%", "9.15"),
        ("", "其中：当年财政拨款", "110", "100", "95", "", "95%", ""),
        ("", "上年结转资金", "", "16", "11.14", "", "69.63%", ""),
        ("", "其他资金", "10", "", "", "", "", ""),
        ("", "执行偏差原因及改进措施", "政策调整；提前测算", "", "", "", "", ""),
        ("年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""),
        ("", "1.培训农民300人次；2.提升农民技能", "", "", "全部完成", "", "", ""),
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
        ("产出指标", "数量指标", "培训人次", "≥300人次", "280人次", "50", "46.67", "报名不足；分片培训"),
        ("效益指标", "社会效益指标", "农民技能", "有效提升", "达成", "30", "30", ""),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "96.2%", "10", "10", ""),
        ("总分", "", "", "", "", "100", "95.82", ""),
    )
    assert {one.fact for one in draft.unstated if one.fact.startswith(("fund", "goals", "indicators"))} == set()


def test_levels_are_written_once() -> None:
    rows = (
        {**ROW, "weight": 20},
        {**ROW, "name": "期数", "weight": 20},
        {**ROW, "level2": "质量指标", "name": "合格率"},
    )
    found = rows_of(drafter.compose(case(*rows, *FULL[1:])))
    assert [found[name][:2] for name in ("培训人次", "期数", "合格率")] == [
        ("产出指标", "数量指标"),
        ("", ""),
        ("", "质量指标"),
    ]


NAMES = ("人次", "期数", "合格率", "及时率")
RESULTS = st.lists(
    st.tuples(
        st.integers(1, 10**6),
        st.integers(0, 2 * 10**6),
        st.integers(0, 2500),
        st.sampled_from(DIRECTIONS),
        st.sampled_from((None, D("13.37"), D(5))),
    ),
    min_size=1,
    max_size=4,
)


@given(RESULTS, st.integers(0, 14000))
def test_rows_sum_to_the_total_that_the_text_tells(results: list[tuple[Any, ...]], spent: int) -> None:
    rows = []
    for (target, actual, _, direction, weight), name in zip(results, NAMES, strict=False):
        row: dict[str, Any] = {
            "level2": "数量指标",
            "name": name,
            "target": target,
            "actual": actual,
            "direction": direction,
        }
        rows.append(row if weight is None else {**row, "weight": float(weight)})
    rows.append({"level2": "社会效益指标", "name": "提升", "target": "好", "percent": results[0][2] / 25})
    found = case(*rows, spent=f"{spent / 100}万元")
    draft = drafter.compose(found)
    shown = rows_of(draft)
    total = shown.pop("总分")
    marks = [D(row[6]) for row in shown.values()]
    for cells, mark in zip(shown.values(), marks, strict=True):
        assert 0 <= mark <= D(cells[5])
    money = next(row for row in table(draft).rows if row[1] == "年度资金总额")
    assert D(total[6]) == sum(marks) + D(money[7])
    assert D(total[5]) == sum(D(row[5]) for row in shown.values()) + D(money[5])
    shown_at = {"score.total": f"{total[6]}分", "fund.rate": money[6], "score.execution": f"{money[7]}分"}
    told = {span.fact: words for span, words in spans(draft)}
    assert {"score.total", "fund.rate", "score.grade"} <= told.keys()
    assert all(words == shown_at.get(fact, words) for fact, words in told.items())
    assert all(len(row) == len(table(draft).header) for row in table(draft).rows)


def test_facts_in_the_table_are_stated_and_the_writers_show_it() -> None:
    draft = drafter.compose(case(*changed(name="*培训*|人次", reason="甲"), fund="reason = '晚'"))
    assert not [one for one in draft.unstated if one.fact.startswith("indicators")]
    text, markdown = drafter.to_text(draft), drafter.to_markdown(draft)
    assert "产出指标\t数量指标\t*培训*|人次\t≥300人次\t300人次\t50\t50\t甲\n" in text
    assert r"| 产出指标 | 数量指标 | \*培训\*\|人次 | ≥300人次 | 300人次 | 50 | 50 | 甲 |" in markdown
    block = json.loads(drafter.to_json(draft))["blocks"][-1]
    assert list(block) == ["kind", "title", "header", "rows"]
    assert [len(row) for row in block["rows"]] == [len(block["header"])] * len(block["rows"])


def test_what_only_serves_scoring_is_listed_with_its_reason() -> None:
    rows = changed(target="提升", actual=None, kind="定性", percent=90, reached="达成")
    unstated = {one.fact: one.why for one in drafter.compose(case(*rows)).unstated}
    assert unstated["indicators[0].percent"] == unstated["indicators[0].kind"] == "只用来评分，本身不写进正文"


def test_without_indicators_there_is_no_table() -> None:
    text = HEAD.format(top="", spent="106.14万元", fund="[score]\nother = 90")
    draft = drafter.compose(engine().read_case(text))
    assert not [block for block in draft.blocks if isinstance(block, Table)]
    assert "99.15分" in drafter.to_text(draft)


# -- settings ---------------------------------------------------------------------------------------------------------
LOW = changed(actual="280人次", reason="报名不足")


@pytest.mark.parametrize(
    ("own", "path", "shown"),
    [
        ("", "score.total", "96.67分"),
        ("decimals = 1", "score.total", "96.7分"),
        ("decimals = 0", "indicators[0].score", "47分"),
        ("decimals = 1", "score.execution", "10分"),
        ('grades = [[97, "A"], [0, "B"]]', "score.grade", "B"),
        ('grades = [[90.5, "好"], [0, "差"]]', "score.grade", "好"),
    ],
)
def test_own_settings_lie_over_the_default(tmp_path: Path, own: str, path: str, shown: str) -> None:
    (tmp_path / "评分.toml").write_text(own, "utf-8")
    found = case(*LOW, top='scoring = "评分.toml"', file=str(tmp_path / "案件.toml"))
    assert derived(found, path) == shown
    assert {one.fact: one.why for one in drafter.compose(found).unstated}["scoring"].startswith("只用来评分")


@pytest.mark.parametrize(
    ("own", "values", "score"),
    [
        ('less = "目标比实际"', {"target": "≤300人次", "actual": "400人次"}, ("33.33分", "37.5分")),
        ('equal = "不等不得分"', {"target": "=300人次", "actual": "270人次"}, ("45分", "0分")),
        (
            '[weights]\n"预算执行率" = 20\n"产出指标" = 40\n"效益指标" = 40\n"满意度指标" = 0',
            {"weight": None},
            ("50分", "40分"),
        ),
    ],
)
def test_practices_and_weights_change_scores(
    tmp_path: Path, own: str, values: dict[str, Any], score: tuple[str, str]
) -> None:
    (tmp_path / "s.toml").write_text(own, "utf-8")
    file = str(tmp_path / "案件.toml")
    rows = changed(**values)
    before, after = case(*rows), case(*rows, top='scoring = "s.toml"', file=file)
    assert (derived(before, "indicators[0].score"), derived(after, "indicators[0].score")) == score


def test_bands_and_reasons_are_settings(tmp_path: Path) -> None:
    own = '[bands]\n"部分达成" = [50, 90]\n[reasons]\nexecution = 40\nover = 500'
    (tmp_path / "s.toml").write_text(own, "utf-8")
    rows = changed(target="提升", actual=None, reached="部分达成", percent=88, reason="晚")
    over = {**FULL[2], "actual": "300%"}
    found = case(rows[0], rows[1], over, spent="58万元", top='scoring = "s.toml"', file=str(tmp_path / "案件.toml"))
    assert derived(found, "indicators[0].score") == "44分"
    assert drafter.compose(found).missing == ()


def test_settings_without_indicators_change_the_execution_score(tmp_path: Path) -> None:
    own = 'grades = [[60, "合格"], [0, "不合格"]]\n[weights]\n"预算执行率" = 20\n"产出指标" = 40'
    (tmp_path / "s.toml").write_text(own, "utf-8")
    text = HEAD.format(top='scoring = "s.toml"', spent="58万元", fund='[score]\nother = 80\ngrade = "合格"')
    found = engine().read_case(text, str(tmp_path / "案件.toml"))
    assert derived(found, "score.total") == "90分"
    assert derived(found, "score.grade") == "合格"
    assert found.contradictions == ()


@pytest.mark.parametrize(
    ("own", "line", "says"),
    [
        ('\n[weights]\n"产出指标" = 40', 2, "weights 的分值合计90分，应当是100分"),
        ('[weights]\n\n"产出指标" = "多"', 3, "weights.产出指标 应当是0到100的数"),
        ('[weights]\n"产出" = 40', 2, "weights.产出 不是设置项，是不是 产出指标"),
        ('[weights]\n"产出指标" = 50.001\n"效益指标" = 29.999', 2, "小数位不能多于得分的小数位"),
        ("\ndecimal = 2", 2, "decimal 不是设置项，是不是 decimals"),
        ("decimals = 9", 1, "decimals 应当是0到4的整数"),
        ("decimals = true", 1, "decimals 应当是0到4的整数"),
        ('less = "随便"', 1, "less 只能是超出扣分、目标比实际"),
        ("less = 5", 1, "less 只能是"),
        ('equal = ["偏差扣分"]', 1, "equal 只能是"),
        ("weights = 5", 1, "weights 应当是一个表"),
        ('grades = [[60, "良"], [90, "优"]]', 1, "grades 应当是从高到低"),
        ('grades = [[90, "优"], [60, "优"], [0, "差"]]', 1, "等级不重"),
        ('grades = [[90, "优"], [60, "中"]]', 1, "最低从0起"),
        ("grades = 5", 1, "grades 应当是"),
        ("grades = [5]", 1, "grades 应当是"),
        ('grades = [["a", "优"], [0, "差"]]', 1, "grades 应当是"),
        ('[bands]\n"达成" = [100, 80]', 2, "bands.达成 应当是从低到高"),
        ('[bands]\n"达成" = 100', 2, "bands.达成 应当是"),
        ('[bands]\n"完成" = [80, 100]', 2, "bands.完成 不是设置项"),
        ("[reasons]\nexecution = 120", 2, "reasons.execution 应当是"),
        ("[reasons]\nover = nan", 2, "reasons.over 应当是"),
        ("[reasons]\nover = 90", 2, "reasons.over 应当是"),
        ("[reasons]\novr = 90", 2, "reasons.ovr 不是设置项，是不是 over"),
        ('[levels]\n"产出指标" = "数量指标"', 2, "levels.产出指标 应当是一列"),
        ("decimals = \n", 1, "TOML写法有误"),
    ],
)
def test_faults_of_settings_are_said_with_their_line(tmp_path: Path, own: str, line: int, says: str) -> None:
    (tmp_path / "s.toml").write_text(own, "utf-8")
    with pytest.raises(DrafterError) as error:
        case(*FULL, top='scoring = "s.toml"', file=str(tmp_path / "案件.toml"))
    assert says in str(error.value)
    assert str(error.value).startswith(f"{tmp_path / 's.toml'}:{line}:")


@pytest.mark.parametrize("name", ["没有.toml", ".", "a\\u0000b"])
def test_settings_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(DrafterError):
        case(*FULL, top=f'scoring = "{name}"', file=str(tmp_path / "案件.toml"))


@pytest.mark.parametrize("top", ["scoring = 5", 'scoring = ["a"]', 'scoring = " "'])
def test_settings_are_named_by_a_name(top: str) -> None:
    with pytest.raises(BadCase):
        case(*FULL, top=top)


LOOSE = st.one_of(
    st.none(),
    st.sampled_from(
        ("", "0", "≥0", "95%", "≤5天", "有效提升", "达成", "未达成", "越少越好", "定性", "产出指标", "数量指标")
    ),
    st.integers(-3, 200),
    st.decimals(min_value=-1, max_value=200, places=3, allow_nan=False).map(float),
    st.booleans(),
    st.text(max_size=6),
)
KEYS = ("level1", "level2", "name", "target", "actual", "weight", "direction", "kind", "reached", "percent", "score")


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), LOOSE, max_size=3), min_size=1, max_size=3))
def test_whatever_is_typed_is_drafted_or_said(rows: list[dict[str, Any]]) -> None:
    whole = [FULL[index] | row for index, row in enumerate(rows)]
    given_rows = [{key: value for key, value in row.items() if value is not None} for row in whole]
    try:
        found = case(*given_rows)
    except DrafterError as error:
        assert str(error).startswith("案件.toml:")
    else:
        draft = drafter.compose(found)
        for block in draft.blocks:
            if isinstance(block, Table):
                cells = [cell for row in block.rows for cell in row]
                listed = {label.rpartition("的")[2] for label in draft.missing}
                assert all(f"〔待补：{label}〕" in "".join(cells) for label in listed if label != "自评得分")
