"""Figures that follow from others (drafter/facts/derive.py). What holds:

- each rule answers what its arithmetic says, rounded once, half up, when it is shown;
- a rule without its inputs, or without an answer, derives nothing, and neither does what rests on it;
- a derived figure may be the input of another; a circle of rules ends;
- the working names every input as it stands and keeps the sign of the result;
- a typed figure that agrees within half a unit of its last decimal is no contradiction;
  one beyond that is, and the derived figure wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.api import engine
from drafter.facts.case import Case
from drafter.facts.derive import RULES, Derivation, Formula, derive, show
from drafter.facts.fact import Fact
from drafter.language.quantity import Quantity, parse_quantity

SETTINGS = {"grades": [[90, "优"], [80, "良"], [60, "中"], [0, "差"]], "weights": {"weight": 10, "half": "2.5"}}


class Stated:
    """Stated figures by path as a source; the rows of a table are counted from the paths."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        self.facts = facts

    def inputs(self, pattern: str) -> Sequence[Fact]:
        head, mark, tail = pattern.partition("[]")
        paths = [f"{head}[{index}]{tail}" for index in range(self.rows(head))] if mark else [pattern]
        return [self.fact(path, self.facts[path]) for path in paths if path in self.facts]

    def told(self, kind: str, role: str) -> Sequence[Fact]:
        return ()

    def rows(self, path: str) -> int:
        return len({found[0] for fact in self.facts if (found := re.match(re.escape(path) + r"\[\d+\]", fact))})

    @staticmethod
    def fact(path: str, raw: str) -> Fact:
        quantity = parse_quantity(raw, "万元")
        return Fact(path, str(quantity), quantity, quantity.amount("万元" if quantity.unit == "元" else quantity.unit))


def one(rule: str, *raws: str, unit: str = "", decimals: int = -1, weight: str = "") -> Derivation | None:
    """What one rule makes of figures."""
    facts = {f"in.{i}": raw for i, raw in enumerate(raws)}
    declared = Formula("out", "结果", rule, tuple(facts), unit, decimals, weight)
    return derive([declared], Stated(facts), SETTINGS).get("out")


@pytest.mark.parametrize(
    ("rule", "raws", "options", "text", "working"),
    [
        ("rate", ("106.14", "116"), {"unit": "%", "decimals": 2}, "91.50%", "106.14 ÷ 116 = 91.50%"),
        ("rate", ("238.17", "383"), {"unit": "%", "decimals": 2}, "62.19%", "238.17 ÷ 383 = 62.19%"),
        ("rate", ("116", "116"), {"unit": "%", "decimals": 2}, "100%", "116 ÷ 116 = 100%"),
        ("rate", ("0", "116"), {"unit": "%", "decimals": 2}, "0%", "0 ÷ 116 = 0%"),
        ("rate", ("120", "100"), {"unit": "%", "decimals": 2}, "120%", "120 ÷ 100 = 120%"),
        ("share", ("1", "3"), {"unit": "%", "decimals": 1}, "33.3%", "1 ÷ 3 = 33.3%"),
        # Half up, not half to even: 0.125 and 0.625.
        ("rate", ("1", "800"), {"unit": "%", "decimals": 2}, "0.13%", "1 ÷ 800 = 0.13%"),
        ("rate", ("5", "800"), {"unit": "%", "decimals": 2}, "0.63%", "5 ÷ 800 = 0.63%"),
        ("balance", ("116", "106.14"), {"unit": "万元"}, "9.86万元", "116 - 106.14 = 9.86万元"),
        ("balance", ("116", "116"), {"unit": "万元"}, "0万元", "116 - 116 = 0万元"),
        ("balance", ("1234.5678", "12000000元"), {"unit": "万元"}, "34.5678万元", "1234.5678 - 1200 = 34.5678万元"),
        ("balance", ("12345678元", "1200"), {"unit": "万元"}, "34.5678万元", "1234.5678 - 1200 = 34.5678万元"),
        # The size is told with a word (超支20万元); only the working keeps the sign.
        ("balance", ("100", "120"), {"unit": "万元"}, "20万元", "100 - 120 = -20万元"),
        ("difference", ("94.57分", "91.95分"), {"unit": "分"}, "2.62分", "94.57 - 91.95 = 2.62分"),
        ("growth", ("110", "100"), {"unit": "%", "decimals": 2}, "10%", "(110 - 100) ÷ 100 = 10%"),
        ("growth", ("98.8", "100"), {"unit": "%", "decimals": 2}, "1.20%", "(98.8 - 100) ÷ 100 = -1.20%"),
        ("growth", ("100", "100"), {"unit": "%", "decimals": 2}, "0%", "(100 - 100) ÷ 100 = 0%"),
        ("sum", ("9.15分", "90分"), {"unit": "分", "decimals": 2}, "99.15分", "9.15 + 90 = 99.15分"),
        # Rates keep their decimals, amounts and scores drop trailing zeros.
        ("difference", ("94.50分", "91分"), {"unit": "分", "decimals": 2}, "3.5分", "94.50 - 91 = 3.5分"),
        ("sum", ("1", "2.5", "3"), {"unit": "万元"}, "6.5万元", "1 + 2.5 + 3 = 6.5万元"),
        ("average", ("10", "4"), {"decimals": 1}, "2.5", "10 ÷ 4 = 2.5"),
        ("score", ("91.5%",), {"unit": "分", "decimals": 2, "weight": "x.weight"}, "9.15分", "91.5 × 10 = 9.15分"),
        ("score", ("91.5%",), {"unit": "分", "decimals": 2, "weight": "x.half"}, "2.29分", "91.5 × 2.5 = 2.29分"),
        ("score", ("100%",), {"unit": "分", "decimals": 2, "weight": "x.weight"}, "10分", "100 × 10 = 10分"),
        # Spending more than the budget earns no more than the weight.
        ("score", ("120%",), {"unit": "分", "decimals": 2, "weight": "x.weight"}, "10分", "120 × 10 = 10分"),
        ("grade", ("100分",), {}, "优", "100分为优"),
        ("grade", ("90分",), {}, "优", "90分为优"),
        ("grade", ("89.99分",), {}, "良", "89.99分为良"),
        ("grade", ("80分",), {}, "良", "80分为良"),
        ("grade", ("79.9分",), {}, "中", "79.9分为中"),
        ("grade", ("59.9分",), {}, "差", "59.9分为差"),
        ("grade", ("0分",), {}, "差", "0分为差"),
        ("count", ("3", "5", "8"), {"unit": "项"}, "3项", "3项"),
    ],
)
def test_rules(rule: str, raws: tuple[str, ...], options: dict[str, Any], text: str, working: str) -> None:
    found = one(rule, *raws, **options)
    assert found is not None
    assert found.fact.text == text
    assert found.working == working
    assert found.fact.derived
    assert [fact.path for fact in found.inputs] == [f"in.{i}" for i in range(len(raws))]


@pytest.mark.parametrize(
    ("rule", "raws"),
    [
        ("rate", ("5", "0")),
        ("rate", ("0", "0")),
        ("share", ("5", "0")),
        ("average", ("5", "0")),
        # No growth on a base of zero, nor across a change of sign.
        ("growth", ("5", "0")),
        ("growth", ("5", "-2")),
        ("growth", ("-5", "2")),
        # Inputs too few or too many.
        ("rate", ("5",)),
        ("difference", ("5",)),
        ("growth", ("5",)),
        ("rate", ("5", "6", "7")),
        # Below the lowest grade.
        ("grade", ("-1",)),
    ],
)
def test_without_an_answer_nothing_is_derived(rule: str, raws: tuple[str, ...]) -> None:
    assert one(rule, *raws) is None


@pytest.mark.parametrize("rule", sorted({*RULES, "grade", "count"} - {"total"}))
def test_a_missing_input_derives_nothing(rule: str) -> None:
    declared = [
        Formula("out", "结果", rule, ("here", "gone"), "", 2, "x.weight" if rule == "score" else ""),
        Formula("next", "其次", "sum", ("out", "here"), "", 2),
    ]
    assert derive(declared, Stated({"here": "5"}), SETTINGS) == {}


def test_a_total_takes_the_parts_there_are() -> None:
    rule = Formula("out", "合计", "total", ("here", "gone", "there"), "万元")
    assert derive([rule], Stated({"here": "5", "there": "2.5"}), SETTINGS)["out"].working == "5 + 2.5 = 7.5万元"
    assert derive([rule], Stated({}), SETTINGS) == {}


def test_words_are_not_reckoned_with() -> None:
    class Words:
        def inputs(self, pattern: str) -> Sequence[Fact]:
            return [Fact(pattern, "许多")]

        def rows(self, path: str) -> int:
            return 0

        def told(self, kind: str, role: str) -> Sequence[Fact]:
            return ()

    assert derive([Formula("out", "", "sum", ("a", "b"))], Words(), SETTINGS) == {}


def test_rows_may_be_none_or_many() -> None:
    rule = Formula("all", "合计", "sum", ("rows[].spent",), "万元")
    many = derive([rule], Stated({"rows[0].spent": "1.5", "rows[1].spent": "2", "rows[2].spent": "3"}), SETTINGS)
    assert many["all"].working == "1.5 + 2 + 3 = 6.5万元"
    assert derive([rule], Stated({}), SETTINGS) == {}


def test_rules_of_rows_answer_for_each_row() -> None:
    rule = Formula("rows[].rate", "执行率", "rate", ("rows[].spent", "rows[].budget"), "%", 2)
    stated = Stated(
        {
            **{"rows[0].spent": "1", "rows[0].budget": "4", "rows[1].spent": "1"},
            **{"rows[2].spent": "3", "rows[2].budget": "4", "rows[3].spent": "3", "rows[3].budget": "0"},
        }
    )
    found = derive([rule], stated, SETTINGS)
    assert {path: one.working for path, one in found.items()} == {
        "rows[0].rate": "1 ÷ 4 = 25%",
        "rows[2].rate": "3 ÷ 4 = 75%",
    }


def test_derivations_chain_in_any_order_and_round_once() -> None:
    rules = [
        Formula("grade", "等级", "grade", ("total",)),
        Formula("total", "得分", "sum", ("execution", "other"), "分", 2),
        Formula("execution", "执行得分", "score", ("rate",), "分", 2, "x.weight"),
        Formula("rate", "执行率", "rate", ("spent", "budget"), "%", 2),
    ]
    stated = Stated({"spent": "2", "budget": "3", "other": "90分"})
    for order in (rules, rules[::-1], rules[2:] + rules[:2]):
        found = derive(order, stated, SETTINGS)
        assert {path: one.working for path, one in found.items()} == {
            "rate": "2 ÷ 3 = 66.67%",
            "execution": "66.67% × 10 = 6.67分",
            "total": "6.67分 + 90 = 96.67分",
            "grade": "96.67分为优",
        }
        # The rate that is passed on is not the rounded one.
        assert found["execution"].fact.number == Decimal(2) / 3 * 100 * 10 / 100


def test_a_derived_input_lends_its_shown_decimals() -> None:
    rules = [
        Formula("rate", "率", "rate", ("a", "b"), "%", 2),
        Formula("gap", "差距", "difference", ("rate", "goal"), "百分点"),
    ]
    found = derive(rules, Stated({"a": "2", "b": "3", "goal": "60%"}), SETTINGS)
    assert found["gap"].working == "66.67% - 60 = 6.67百分点"


@pytest.mark.parametrize("stated", [{}, {"a": "5"}, {"a": "5", "b": "6", "c": "7"}])
def test_circles_end(stated: dict[str, str]) -> None:
    rules = [
        Formula("a", "甲", "sum", ("b",)),
        Formula("b", "乙", "sum", ("c",)),
        Formula("c", "丙", "sum", ("a",)),
        Formula("self", "己", "sum", ("self",)),
    ]
    found = derive(rules, Stated(stated), SETTINGS)
    # Each rests on what is stated, so that a circle adds no figure of its own.
    assert set(found) == ({"a", "b", "c"} if stated else set())
    assert {one.fact.number for one in found.values()} <= {Decimal(5), Decimal(6), Decimal(7)}


@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False),
    st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2, allow_nan=False),
)
def test_rates_are_exact_until_shown(spent: Decimal, budget: Decimal) -> None:
    found = one("rate", str(spent), str(budget), unit="%", decimals=2)
    assert found is not None and found.fact.number is not None
    assert abs(found.fact.number * budget - spent * 100) <= Decimal("1E-10")
    shown = parse_quantity(found.fact.text)
    assert abs(shown.number - found.fact.number) <= Decimal("0.005")


@given(st.decimals(min_value=-1000, max_value=1000, places=5, allow_nan=False), st.integers(0, 4))
def test_rates_show_all_decimals_or_none_and_amounts_no_idle_zero(number: Decimal, decimals: int) -> None:
    rate, amount = show(number, decimals, "%"), show(number, decimals, "分")
    assert len(rate.removesuffix("%").partition(".")[2]) in (0, decimals)
    assert "." not in amount or amount[-2] != "0"
    for text in (rate, amount):
        assert abs(Decimal(text.rstrip("%分")) - number) <= Decimal(1).scaleb(-decimals) / 2
    assert Decimal(rate.rstrip("%")) == Decimal(amount.rstrip("分"))


def case(fund: str) -> Case:
    return engine().read_case(f'genre = "project-self-evaluation"\nyear = 2024\n[fund]\n{fund}\n', "案件.toml")


MONEY = 'budget = 116\nspent = "106.14万元"\n'


@pytest.mark.parametrize(
    "line",
    [
        'rate = "91.50%"',
        'rate = "91.5%"',
        "rate = 91.5",
        'rate = "92%"',  # 91.5 is just half a unit away
        'rate = "91%"',
        'balance = "9.86万元"',
        'balance = "9.9万元"',
        'balance = "10万元"',
        'balance = "98600元"',
        'balance = "0.001亿元"',
        'balance = "0.00099亿元"',
    ],
)
def test_a_typed_figure_that_agrees(line: str) -> None:
    assert case(MONEY + line).contradictions == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('rate = "99.99%"', "预算执行率写作99.99%，应为106.14 ÷ 116 = 91.50%"),
        ('rate = "91.51%"', "预算执行率写作91.51%，应为106.14 ÷ 116 = 91.50%"),
        ('rate = "93%"', "预算执行率写作93%，应为106.14 ÷ 116 = 91.50%"),
        ('balance = "9.87万元"', "未支出数写作9.87万元，应为116 - 106.14 = 9.86万元"),
        ('balance = "9万元"', "未支出数写作9万元，应为116 - 106.14 = 9.86万元"),
        # Money typed in another unit is told in that of its field.
        ('balance = "98601元"', "未支出数写作9.8601万元，应为116 - 106.14 = 9.86万元"),
        ('balance = "103000元"', "未支出数写作10.3万元，应为116 - 106.14 = 9.86万元"),
        ('balance = "0.002亿元"', "未支出数写作20万元，应为116 - 106.14 = 9.86万元"),
    ],
)
def test_a_typed_figure_that_disagrees(line: str, says: str) -> None:
    found = case(MONEY + line)
    assert found.contradictions == (f"案件.toml:6: {says}",)
    path = "fund." + line.split()[0]
    assert found.value(path) == found.derived[path].fact


def test_typed_words_are_checked_too() -> None:
    agreed = case(MONEY + "[score]\ntotal = 85\ngrade = '良'")
    assert agreed.contradictions == ()
    disagreed = case(MONEY + "[score]\ntotal = 85\ngrade = '优'")
    assert disagreed.contradictions == ("案件.toml:8: 自评等级写作优，应为85分为良",)


def test_money_in_mixed_units_is_reckoned_in_that_of_the_field() -> None:
    found = case('budget = "1.20亿元"\nspent = "118000000元"').derived
    assert found["fund.rate"].working == "11800 ÷ 12000 = 98.33%"
    assert found["fund.balance"].working == "12000 - 11800 = 200万元"


def test_a_score_beyond_its_maximum_is_said() -> None:
    assert case(MONEY + "[score]\nother = 90.85").contradictions == ()
    beyond = case(MONEY + "[score]\nother = 95")
    assert beyond.contradictions == ("案件.toml: 自评得分9.15分 + 95 = 104.15分，超过了上限100",)


def test_spending_beyond_the_budget_is_no_plain_balance() -> None:
    found = case('budget = 100\nspent = 120\nbalance = "20万元"')
    assert found.contradictions == ("案件.toml:6: 未支出数写作20万元，应为100 - 120 = -20万元",)


def test_a_total_is_not_summed_from_half_its_parts() -> None:
    assert "score.total" not in case(MONEY).derived
    typed = case(MONEY + "[score]\ntotal = 95")
    assert "score.total" not in typed.derived
    assert typed.derived["score.grade"].fact.text == "优"
    assert typed.contradictions == ()


@pytest.mark.parametrize(("weight", "shown"), [("", "9.15分"), ("weight = 20", "18.3分"), ("weight = 0", "0分")])
def test_a_stated_weight_replaces_the_usual_one(weight: str, shown: str) -> None:
    assert case(MONEY + "[score]\n" + weight).derived["score.execution"].fact.text == shown


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2, allow_nan=False),
    st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2, allow_nan=False),
    st.integers(0, 3),
)
def test_a_correctly_rounded_rate_never_contradicts(spent: Decimal, budget: Decimal, decimals: int) -> None:
    rate = Quantity(spent / budget * 100, "%").number
    right = show(rate, decimals, "%")
    wrong = show(rate + 2, decimals, "%")
    money = f"budget = {budget}\nspent = {spent}\n"
    assert case(money + f'rate = "{right}"').contradictions == ()
    assert len(case(money + f'rate = "{wrong}"').contradictions) == 1


def test_an_event_lends_its_figure() -> None:
    survey = '[[highlights]]\nkind = "survey"\ntopic = "满意度"\nscore = "83%"\n'
    told = case(MONEY + survey)
    assert told.derived["satisfaction.rate"].fact.text == "83%"
    assert "satisfaction.rate" not in case(MONEY).derived
