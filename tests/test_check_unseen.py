"""The checks on paragraphs kept aside (tests/data/unseen and three more sets): 25 of each with one planted error, 15
clean but tricky.

Invariants:
- nine tenths of the planted errors are found (benchmarks/unseen.py says what counts as found);
- no error is claimed where none was planted;
- the measure itself can fail: findings of another family elsewhere, or none, count for nothing.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from types import ModuleType
from typing import Any

import pytest
import tomli
from conftest import ROOT

from drafter.checking.finding import Finding
from drafter.checking.registry import rules
from drafter.wording import own


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("unseen", ROOT / "benchmarks" / "unseen.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["unseen"] = module
    spec.loader.exec_module(module)
    return module


unseen = load()
SETS = {folder.name: folder for folder in unseen.FOLDERS}


@cache
def results(name: str) -> list[Any]:
    """What was found in the texts of a set: read when it is first asked for."""
    return list(unseen.measure(SETS[name]))


@pytest.mark.parametrize("name", SETS)
def test_recall_is_nine_tenths(name: str) -> None:
    planted = [one for one in results(name) if one.planted]
    missed = [one.name for one in planted if not one.hits]
    assert len(planted) == 25
    assert len(planted) - len(missed) >= 0.9 * len(planted), missed


@pytest.mark.parametrize("name", SETS)
def test_no_error_is_false(name: str) -> None:
    # Names and codes alone: the texts stay unseen.
    assert [(one.name, finding.code) for one in results(name) for finding in one.false] == []


@pytest.mark.parametrize("name", SETS)
def test_few_doubts_on_clean_texts(name: str) -> None:
    clean = [one for one in results(name) if not one.planted]
    assert len(clean) == 15
    assert sum(len(one.doubtful) for one in clean) <= 5


def test_every_planted_family_has_codes() -> None:
    for folder in unseen.FOLDERS:
        manifest = tomli.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        for row in manifest.values():
            assert row.get("family", "rate") in unseen.FITTING
    for codes in unseen.FITTING.values():
        assert set(codes) <= set(rules())


TEXT = "甲项目执行率80%。乙项目执行率90%，支出9万元。"


def made(code: str, start: int, end: int, severity: str = "error") -> Finding:
    return Finding(code, severity, "x", 1, 1, None, TEXT[start:end], "", "", own(""), "", TEXT, start, end)


@pytest.mark.parametrize(
    ("finding", "hit", "false"),
    [
        (made("rate", 16, 19), True, False),
        (made("rate", 20, 23), True, False),  # beside it, of its family
        (made("average", 20, 23), False, True),  # beside it, of another
        (made("average", 16, 17), True, False),  # on it
        (made("rate", 6, 9), False, False),  # of its family, in another sentence
        (made("average", 6, 9), False, True),
        (made("average", 6, 9, "warning"), False, False),
    ],
)
def test_what_counts_as_found(finding: Finding, hit: bool, false: bool) -> None:
    row = {"family": "rate", "quote": "执行率90%"}
    judged = unseen.judged("x", row, [finding])
    assert (bool(judged.hits), bool(judged.false)) == (hit, false)
    clean = unseen.judged("x", {"trick": "none"}, [finding])
    assert not clean.hits and bool(clean.false) is (finding.severity == "error")
