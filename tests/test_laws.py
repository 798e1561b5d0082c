"""Laws between figures (`rules/laws.toml`) and what may be said of each.

Invariants:
- a law reckons by an operation that derives figures of a case, with as many inputs as that takes;
- what follows from the others is silent, what does not is one error; a law with an input missing is silent.
"""

from __future__ import annotations

import re

import pytest
import tomli
from conftest import ROOT

from drafter.checking.registry import rules
from drafter.checking.run import check_reading
from drafter.facts.derive import RULES
from drafter.reading.reader import read_text

LAWS = tomli.loads((ROOT / "rules" / "laws.toml").read_text(encoding="utf-8"))["law"]

#: No case derives a figure so yet.
TEXTS_ONLY = {"product"}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law["name"])
def test_a_law_is_of_the_operations_of_cases(law: dict[str, object]) -> None:
    assert law["rule"] in RULES or law["rule"] in TEXTS_ONLY
    _, arity = RULES.get(str(law["rule"]), (None, 2))
    of = law["of"]
    assert isinstance(of, list)
    assert arity in (0, len(of))
    assert law["code"] in rules()
    for words in (law["result"], *of):
        re.compile(str(words))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("人口出生率6.39‰，死亡率7.87‰，自然增长率{}‰。", "-1.48", "1.84"),
        ("年末常住人口54.3万人，其中城镇人口31.2万人，乡村人口{}万人。", "23.1", "25.1"),
        ("全年进出口总额86.4亿元，其中出口52.1亿元，进口{}亿元。", "34.3", "43.3"),
        (
            "地区生产总值310.5亿元。第一产业增加值42.3亿元，第二产业增加值121.8亿元，第三产业增加值{}亿元。",
            "146.4",
            "164.4",
        ),
    ],
)
def test_what_does_not_follow_is_told(text: str, right: str, wrong: str) -> None:
    head = "沙湾县2024年国民经济和社会发展统计公报\n"
    said = {
        words: [one for one in check_reading(read_text(head + text.format(words) + "\n")) if one.severity == "error"]
        for words in (right, wrong)
    }
    assert said[right] == []
    assert len(said[wrong]) == 1
    assert wrong in said[wrong][0].working + said[wrong][0].claimed
