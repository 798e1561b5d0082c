"""The registry of rules (drafter/checking/registry.py). What holds:

- every rule has its data and at least one function, and every function its data;
- `wrong` makes its rule speak and `right` does not: as a whole text, or, for a rule over cases alone, as a case;
- an example read by any other rule draws no error that its own page does not explain;
- codes are stable: users' settings and baselines name them (a code is added here, never renamed).
"""

from __future__ import annotations

import re

import pytest
import tomli
from conftest import ROOT

from drafter.checking import checks as checking_checks
from drafter.checking.checks import case_checks, text_checks
from drafter.checking.finding import SEVERITIES, Finding
from drafter.checking.registry import GROUPS, Rule, modules, rows, rules
from drafter.checking.run import check_text
from drafter.checking.settings import thresholds
from drafter.files.read import LIMIT

#: Every code that ever was; a rule that goes leaves its code in `GONE`.
CODES = frozenset((ROOT / "tests" / "data" / "check_codes.txt").read_text(encoding="utf-8").split())
GONE: frozenset[str] = frozenset()
ON_TEXT = [rule for rule in rules().values() if rule.on in ("text", "both")]
ON_CASE = [rule for rule in rules().values() if rule.on == "case"]


def named(found: list[Rule]) -> list[object]:
    return [pytest.param(rule, id=rule.code) for rule in found]


def test_codes_are_stable() -> None:
    assert set(rules()) == CODES - GONE


def test_every_function_has_a_rule() -> None:
    # A function may speak under several codes; that each code is spoken is what the wrong examples show.
    for checks, sort in ((text_checks(), "text"), (case_checks(), "case")):
        for code, _ in checks:
            assert rules()[code].on in (sort, "both"), code
    assert {*checking_checks._TEXT, *checking_checks._CASE} <= set(rules())


def test_every_module_has_its_data() -> None:
    known: dict[str, set[str]] = {group: set() for group in GROUPS}
    for path in sorted((ROOT / "drafter" / "checking" / "rules").glob("*/*.py")):
        text = path.read_text(encoding="utf-8")
        if "@rule(" in text or "@case_rule(" in text:
            known["case" if path.parent.name == "case" else "text"].add(path.stem)
    assert known == {group: set(modules(group)) for group in GROUPS}


@pytest.mark.parametrize("rule", named(list(rules().values())))
def test_a_rule_says_all_that_its_page_needs(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    assert rule.title and rule.family and rule.explain.endswith("。")
    assert rule.title[-1] not in "。，；"
    assert rule.severity in SEVERITIES and rule.doubtful in SEVERITIES
    assert SEVERITIES.index(rule.severity) <= SEVERITIES.index(rule.doubtful)
    assert rule.wrong and rule.right and rule.wrong != rule.right
    for value in thresholds(rule.code).values():
        assert isinstance(value, (int, str, list, dict)) or value == value  # a Decimal that is a number


def test_orders_are_apart_and_families_together() -> None:
    orders = [row["order"] for row in rows().values()]
    assert len(orders) == len(set(orders))
    families = [rule.family for rule in rules().values()]
    blocks = [family for number, family in enumerate(families) if number == 0 or families[number - 1] != family]
    assert len(blocks) == len(set(blocks)), "rules of one family stand together in the documentation"


def spoken(rule: Rule, text: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code == rule.code]


@pytest.mark.parametrize("rule", named(ON_TEXT))
def test_the_wrong_example_makes_a_rule_speak(rule: Rule) -> None:
    found = spoken(rule, rule.wrong)
    assert found
    for one in found:
        assert one.severity in (rule.severity, rule.doubtful, "hint", "warning")
        assert one.message and one.line >= 1 and one.column >= 1
        assert one.context[one.start : one.end] == one.quote


@pytest.mark.parametrize("rule", named(ON_TEXT))
def test_the_right_example_does_not(rule: Rule) -> None:
    assert spoken(rule, rule.right) == []


@pytest.mark.parametrize("rule", named(ON_TEXT))
def test_the_right_example_is_right_for_all_rules(rule: Rule) -> None:
    assert [one for one in check_text(rule.right) if one.severity == "error"] == []


@pytest.mark.parametrize("rule", named(ON_CASE))
def test_examples_of_case_rules(rule: Rule) -> None:
    from drafter.api import check_case_text

    for text, speaks in ((rule.wrong, True), (rule.right, False)):
        tomli.loads(text)
        assert len(text) < LIMIT
        assert any(one.code == rule.code for one in check_case_text(text, "案件.toml", {})) is speaks
