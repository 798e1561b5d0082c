"""Pairs of marks (drafter/checking/rules/marks/pairs.py).

Invariants:
- what is open, closed in another kind or width, or closed without an opening is found, once for each slip;
- paragraphs that were cut in the middle are read whole first; a pair over a blank line is told as a cut;
- balanced text of any depth is silent, and taking one mark out of it is not (property).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.finding import Finding
from drafter.checking.run import check_text


def found(text: str, code: str = "pairs") -> list[Finding]:
    return [one for one in check_text(text) if one.code == code]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("印发《2024年工作方案，组织落实。", ["《"]),
        ("落实”三项制度，成效明显。", ["”"]),
        ("开展“优“评比活动。", ["“优“"]),
        ("开展”优”评比活动。", ["”优”"]),
        ("参加人员(含临时人员）共20人。", ["(含临时人员）"]),
        ("依据《会计法”规定执行。", ["《会计法”"]),
        ("项目（含续建项目共12个，已完工。", ["（"]),
        ("落实“门前三包》责任。", ["“门前三包》"]),
        ("印发《方案》》，组织落实。", ["》"]),
        ("他说：“今天…\n明天会更好。”大家同意。", ["“"]),
    ],
)
def test_slips(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in found(text)] == quotes


@pytest.mark.parametrize(
    "text",
    [
        "印发《方案（试行）》《〈预算法〉实施条例》，落实“三包‘责任’制”。",
        "1）加强领导；2）压实责任；a）督查。",
        "It’s OK，it’s fine。",
        "依据《关于印发《要点》的通知》执行。",
        "【提示】〔2024〕5号，[1]见附表。",
    ],
)
def test_pairs_that_hold(text: str) -> None:
    assert found(text) == []


def test_a_cut_paragraph_is_read_whole() -> None:
    text = "共下发《2021年创建工作督查整改通知书》17期，《2021年创建工作“回头看”\n\n督查通报》7期。"
    assert found(text) == []
    (one,) = found(text, "pairs-cut")
    assert one.line == 1 and one.quote.startswith("《2021年创建工作“回头看”") and "第3行" in one.message
    assert found(text.replace("\n\n", "\n"), "pairs-cut") == []


def test_nested_marks_are_a_hint() -> None:
    (one,) = found("依据《关于印发《要点》的通知》和《关于印发《方案》的通知》执行。", "pairs-nested")
    assert one.severity == "hint" and one.quote == "《要点》" and "共2处" in one.message


def test_many_slips_of_a_sort_are_one_finding() -> None:
    (one,) = found("\n".join(f"印发《第{n}号方案，组织各单位落实。" for n in range(1, 21)))
    assert "共20处" in one.message


PAIRS = ["“”", "《》", "（）", "【】", "‘’"]
balanced = st.recursive(
    st.sampled_from(["工作", "项目", "，"]),
    lambda inner: st.tuples(st.sampled_from(PAIRS), st.lists(inner, min_size=1, max_size=3)).map(
        lambda told: told[0][0] + "".join(told[1]) + told[0][1]
    ),
    max_leaves=8,
)


@given(st.lists(balanced, min_size=1, max_size=5))
def test_balanced_text_is_silent(parts: list[str]) -> None:
    assert found("县文明办" + "".join(parts) + "已办结。") == []


@given(st.lists(balanced, min_size=1, max_size=5), st.data())
def test_a_mark_less_is_found(parts: list[str], data: st.DataObject) -> None:
    text = "县文明办" + "".join(parts) + "已办结。"
    marks = [at for at, c in enumerate(text) if c in "“”《》（）【】‘’"]
    if marks:
        at = data.draw(st.sampled_from(marks))
        assert found(text[:at] + text[at + 1 :]) != []
