"""Numbers beside lists, and announced points.

Invariants:
- What a list may be read to have is never held against its number: none of the clean texts has a finding.
- A list of n things is silent beside n and found beside every other number that is near (property).
- Announced points are counted over paragraphs and items.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.finding import Finding
from drafter.checking.run import check_text

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "counts.toml").read_text(encoding="utf-8"))
CODES = {"list-count", "points-count"}


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in (codes or CODES)]


@pytest.mark.parametrize("text", [row["text"] for row in DATA["clean"]])
def test_clean_texts_are_left_alone(text: str) -> None:
    assert [(one.code, one.quote) for one in found(text)] == []


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: str(row["quote"]))
def test_wrong_texts_are_found(row: dict[str, str]) -> None:
    hits = [(one.code, one.severity, one.quote[:60]) for one in found(row["text"])]
    assert (row["code"], row["severity"], row["quote"]) in hits


NAMES = ["组织领导", "责任落实", "督导检查", "宣传引导", "资金保障", "队伍建设", "作风养成"]
NUMERALS = "零一二三四五六七八九"


@given(listed=st.integers(2, 7), said=st.integers(2, 9), joined=st.booleans())
def test_aspects_are_as_many_as_are_named(listed: int, said: int, joined: bool) -> None:
    names = NAMES[:listed]
    text = "、".join(names[:-1]) + ("和" if joined and listed > 2 else "、") + names[-1]
    hits = found(f"围绕{text}{NUMERALS[said]}个方面推进各项工作。", "list-count")
    # 和 may stand within the last name: one less is possible.
    possible = {listed, listed - 1} if joined and listed > 2 else {listed}
    assert bool(hits) == (said not in possible)
    assert all(one.computed == f"{listed}个" and one.severity == "error" for one in hits)


@given(told=st.integers(2, 8), said=st.integers(2, 9), apart=st.booleans())
def test_points_are_as_many_as_announced(told: int, said: int, apart: bool) -> None:
    points = [f"{NUMERALS[i]}是抓好第{i}项任务落实" for i in range(1, told + 1)]
    text = "。\n".join(points) if apart else "；".join(points)
    hits = found(f"下一步重点做好以下{NUMERALS[said]}项工作：" + ("\n" if apart else "") + text + "。", "points-count")
    assert bool(hits) == (said != told)


def test_a_list_of_kinds_is_no_list_of_names() -> None:
    assert found("排查道路、桥梁、隧道隐患12个，整治占道、乱停、乱贴问题36个。") == []
    assert found("组织机关、学校、企业、社区20家单位开展共建。") == []


def test_what_stands_in_quotes_and_brackets_parts_nothing() -> None:
    assert found("坚持“产业、生态”融合、“线上、线下”联动、（镇、村）共建三个结合。") == []


@pytest.mark.parametrize("mark", ["、", "《", "“", "（", "三个方面", "、三个方面", "一是"])
def test_endless_marks_are_read_in_time(mark: str) -> None:
    found(mark * 20_000)
