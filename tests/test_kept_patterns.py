"""Patterns kept from start to start (drafter/language/kept_patterns.py). What holds:

- a pattern that was kept finds what the one that is compiled finds, with its groups, names and flags;
- the next start compiles none of those that were kept, and reads what was told of them;
- what was kept and is not as it was is compiled again, and so is everything where Python is otherwise inside.
"""

from __future__ import annotations

import marshal
import re
from pathlib import Path

import pytest

from drafter.language import kept_patterns
from drafter.language.kept_patterns import KeptPatterns
from drafter.language.lexicon import words

WRITTEN = [one["pattern"] for one in words("written")["form"]]
CASES = Path(__file__).parent.parent / "cases"
TEXT = "3月拆了旱厕46座，还没花的钱退回县里了，管护员7个（其中女3个），补了出库单；AB ab 去年比计划多2万。"
TEXT += "".join(sorted(path.read_text("utf-8") for path in CASES.glob("*.toml")))
OTHERS = [(r"(?P<at>\d+)月(?:(?P<what>[\u4e00-\u9fff]{2})了)?", 0), (r"^ab|AB$", re.M), ("ab", re.I), ("(甲)?(乙)?", 0)]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))


def found(pattern: re.Pattern[str]) -> list[object]:
    return [(one.span(), one.groups(), one.groupdict()) for one in pattern.finditer(TEXT)]


def test_what_was_kept_finds_what_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [*[(one, 0) for one in WRITTEN], *OTHERS]
    first = KeptPatterns()
    plain = [first.compiled(*one) for one in asked]
    first.keep()
    monkeypatch.setattr(kept_patterns, "re", None)
    again = KeptPatterns()
    kept = [again.compiled(*one) for one in asked]
    assert len(kept) > 100 and sum(bool(found(one)) for one in kept) > 7
    for one, other in zip(plain, kept, strict=True):
        assert (one.pattern, one.flags, one.groups, one.groupindex) == (
            other.pattern,
            other.flags,
            other.groups,
            other.groupindex,
        )
        assert found(one) == found(other)


def test_what_was_told_of_a_pattern_is_told_once() -> None:
    first = KeptPatterns()
    assert first.told("甲|乙", lambda one: tuple(one.split("|"))) == ("甲", "乙")
    first.keep()
    assert KeptPatterns().told("甲|乙", lambda one: (one, "again")) == ("甲", "乙")


@pytest.mark.parametrize("part", [b"", b"\xff", marshal.dumps(1), marshal.dumps((0, b"\1\2\3", 0, {}, ())),
                                  marshal.dumps((0, b"\xff" * 40, 0, {}, ()))])  # fmt: skip
def test_what_is_not_as_it_was_kept_is_compiled(part: bytes) -> None:
    first = KeptPatterns()
    first.compiled("了(?=，)")
    first.keep()
    again = KeptPatterns()
    again._parts = dict.fromkeys(again._parts, part)
    assert again.compiled("了(?=，)").sub("", "拆了，改了。") == "拆，改了。"


def test_another_python_keeps_nothing_and_compiles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def otherwise() -> None:
        raise ImportError

    monkeypatch.setattr(kept_patterns, "_insides", otherwise)
    first = KeptPatterns()
    assert first.compiled("甲+").fullmatch("甲甲")
    first.keep()
    assert not (tmp_path / "cache").exists()
