"""What sentences tell of two figures and more (rules/relations and its kin), in wordings of their own. What holds:

- what is wrong is found, and the figure that is wrong or should be there is told;
- what is right in the same wording is silent: no error and no warning;
- a law holds within what its figures show, and only then.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import tomli

from drafter.checking.run import check_text
from drafter.claims.forms import forms, written
from drafter.claims.formula import Filled, breach, formula
from drafter.language.figures import coarser
from drafter.language.interval import around

DATA = tomli.loads((Path(__file__).parent / "data" / "relations.toml").read_text(encoding="utf-8"))["ability"]
RIGHT = [(one["name"], text) for one in DATA for text in one["right"]]
WRONG = [(one["name"], text, told) for one in DATA for text, told in one["wrong"]]


def plain(text: str) -> str:
    return re.sub(r"(\d\.\d*?)0+(?!\d)", r"\1", text.replace(",", "")).replace(". ", " ")


def said(text: str) -> list[str]:
    found = [one for one in check_text(text, "x.txt") if one.severity != "hint"]
    return [plain(" ".join((one.quote, one.claimed, one.computed, one.message, one.working))) for one in found]


@pytest.mark.parametrize(("name", "text", "told"), WRONG, ids=lambda one: str(one)[:30])
def test_what_is_wrong_is_found(name: str, text: str, told: str) -> None:
    assert any(plain(told) in one for one in said(text)), name


@pytest.mark.parametrize(("name", "text"), RIGHT, ids=lambda one: str(one)[:30])
def test_what_is_right_is_silent(name: str, text: str) -> None:
    assert said(text) == [], name


def test_every_form_has_its_claim() -> None:
    for form in forms():
        assert all(any(form.claim in piece.groupindex for piece in way) for way in form.ways), form.name


@pytest.mark.parametrize(
    ("law", "values", "wanted"),
    [
        ("c = a - b", "86 81 5", None),
        ("c = a - b", "86 81 7", "wrong"),
        ("c = a / b * 100", "1138.5 1260 90.4", None),
        ("a > b", "4.8 5.1 0", "wrong"),
        ("a >= b", "90 90 0", None),
        ("a > b", "90 90 0", "wrong"),
        ("a <= b", "86.3 85.6 0", "wrong"),
        ("c = a / (b - b)", "1 2 3", None),
    ],
)
def test_laws(law: str, values: str, wanted: str | None) -> None:
    numbers = [around(Decimal(one), Decimal("0.05") if "." in one else Decimal(0)) for one in values.split()]
    found = breach(formula(law), dict(zip("abc", numbers, strict=True)))
    assert (found[0] if found else None) == wanted


@pytest.mark.parametrize(
    ("claimed", "computed", "nearly"),
    [
        ("94.0%", "90.36%", "90.4%"),
        ("90.4%", "90.36%", ""),
        ("94.00%", "90.36%", ""),
        ("7名", "5.4名", "5名"),
        ("7名", "5.4人", ""),
    ],
)
def test_a_computed_figure_in_the_decimals_of_the_claim(claimed: str, computed: str, nearly: str) -> None:
    assert coarser(claimed, computed) == nearly


@pytest.mark.parametrize(
    ("said", "value"),
    [("八成", 80), ("三年", 3), ("9月", 9), ("十一", 11), ("上半年", 6), ("无", None), ("分之三", None), ("", None)],
)
def test_what_is_no_figure_has_a_value_or_none(said: str, value: int | None) -> None:
    read = written(said)
    assert (None if read is None else read.mid) == value


@pytest.mark.parametrize(
    ("law", "told", "listed", "wanted"),
    [
        ("c = sum(l)", "18.6", "8.2 3.1 7.3", None),
        ("c = sum(l)", "19.6", "8.2 3.1 7.3", "wrong"),
        ("c = mean(l)", "91", "88 94", None),
        ("c <= most(l)", "95", "88 94", "wrong"),
        ("c >= least(l)", "87", "88 94", "wrong"),
        ("c = number(l)", "3", "88 94 90", None),
    ],
)
def test_a_law_of_a_list_holds(law: str, told: str, listed: str, wanted: str | None) -> None:
    parts = tuple(around(Decimal(one), Decimal(0)) for one in listed.split())
    values: Filled = {"c": around(Decimal(told), Decimal(0)), "l": parts}
    said = breach(formula(law), values)
    assert (said[0] if said else None) == wanted
