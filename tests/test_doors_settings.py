"""Words of a unit's own settings, which may be patterns (drafter/checking/own_patterns.py, settings.py). What holds:

- a pattern that could be tried in very many ways is refused in one line that says what to write instead, before any
  text is read with it: nothing repeated without end or within what is repeated, no way back to what was found;
- what is allowed is tried in few ways, whatever it is put together with: the ways are counted, and no file has many;
- whatever is allowed in a list of words, no check stumbles over it;
- words that begin alike, one behind the other, are taken in one way;
- thresholds are numbers of a size.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.own_patterns import WAYS_IN_ALL, unsafe, ways
from drafter.checking.run import check_text
from drafter.checking.settings import faults, read_settings, thresholds, words
from drafter.cli import main
from drafter.errors import BadCase
from drafter.language.patterns import in_a_row

TEXT = """2024年度项目支出绩效自评报告
一、基本情况
　　某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某完成了全部工作任务，预算100万元，支出50万元。
　　执行率50%，主要原因是人员经费增加、公用经费减少，其中基本支出30万元，项目支出20万元。
　　自评得分90分，等级为“优”，绩效目标全部完成，群众满意度95%。截止2024年12月，共开展活动3次，一是第一次，三是第二次。
"""
#: Patterns that take very long on some text, and a word of what is said of each.
HOSTILE = {
    # repeated within what is repeated
    "(?:某+)+x": "没有写明最多几次",
    "(?:某*)*x": "没有写明最多几次",
    "(?:某{1,20}){1,20}x": "次数太多",
    "(?:(?:(?:某{1,9}){1,4}){1,4}){1,4}x": "写法太多",
    "(某+)+$": "(?:…)",
    # alternatives that begin alike
    "(?:某|某某)+x": "没有写明最多几次",
    "(?:某|某)*x": "没有写明最多几次",
    "(?:某|某某|某某某){1,9}x": "次数太多",
    "(?:某|某某|某某某){4}(?:某|某某){4}x": "写法太多",
    # one behind the other
    ".*.*.*x": "没有写明最多几次",
    "某+某+某+x": "没有写明最多几次",
    "某{0,40}某{0,40}x": "写法太多",
    "某{3,}x": "没有写明最多几次",
    ".{0,40}.{0,40}.{0,40}x": "写法太多",
    "某??某??某??某??某??某??某??某??某??x": "写法太多",
    # way back, and around
    "(.*)\\1x": "(?:…)",
    "(?P<a>某*)(?P=a)x": "(?:…)",
    "(?=某*x)某": "没有写明最多几次",
    "(?!某{0,40}某{0,40}x)某": "写法太多",
    # very large
    "某{1000}": "次数太多",
    "(?:某{999}){999}": "次数太多",
    "某" * 300: "最多200个",
    "(?:" * 20 + "某" + ")" * 20: "太深",
    # fits everywhere
    "某*": "没有写明最多几次",
    "某?": "什么也没有写也算符合",
    "": "什么也没有写也算符合",
    "|某": "什么也没有写也算符合",
    "(?=某)": "什么也没有写也算符合",
    "^": "什么也没有写也算符合",
    # other languages within the language
    "(?i)某": "(?:…)",
    "(?#x)某": "(?:…)",
    "某++": "有",
    "(?>某)": "请",
    "\\Z": "不能用",
    "[[某]]": "有",
    "(某": "不成对",
    "某)": "不成对",
    "某\\": "不成对",
    "某\n": "U+000A",
    "某\u200b": "U+200B",
}
#: Patterns as people write them.
SOUND = [
    "调剂", "项目(?:资金)?", "\\d{1,8}万元", "[一二三]是", "(?<!不)完成", "完成(?!率)", "^主要", "到位$", "占总额的?",
    "[^，。；]{1,20}率", "（未）", "20\\d\\d年度?", "(?:较|比)(?:上年|去年)", "\\[批注\\]", "[\\u4e00-\\u9fff]{2,6}局",
]  # fmt: skip
#: Lists that a text is searched with, in different ways: alternatives, one by one, several in a row, in a table.
LISTS = [
    ("residue", "certain"), ("residue", "folded"), ("residue", "repeatable"), ("direction", "loose"),
    ("direction", "opening"), ("direction", "totals"), ("reasons", "reason"), ("words", "typos"),
    ("units", "rates"), ("complete", "chapters"), ("names", "kinds"), ("counts", "units"), ("praise", "done"),
    ("width", "ranges"), ("sums", "heads"), ("balance", "none"),
]  # fmt: skip


def setting(module: str, name: str, own: list[str]) -> dict[str, Any]:
    """Settings that add words to a list, in the shape that it has."""
    ours = words()[module][name]
    first = next(iter(ours.values() if isinstance(ours, dict) else ours), "")
    if module == "complete":
        return {"words": {module: {name: dict(zip(ours, own, strict=False))}}}
    if isinstance(ours, dict):
        said = "“{}”不对" if isinstance(first, str) and "{}" in first else first
        return {"words": {module: {name: dict.fromkeys(own, said)}}}
    return {"words": {module: {name: [[one, f"{one}甲"] for one in own] if isinstance(first, list) else own}}}


@pytest.mark.parametrize("pattern", HOSTILE)
def test_what_could_run_away_is_refused(pattern: str) -> None:
    assert HOSTILE[pattern] in str(unsafe(pattern)), unsafe(pattern)


@pytest.mark.parametrize("pattern", SOUND)
def test_what_people_write_is_taken(pattern: str) -> None:
    assert unsafe(pattern) == ""
    assert 0 < ways(pattern) <= 200


def test_nothing_is_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for pattern in HOSTILE:
            unsafe(pattern)


@given(st.text(alphabet="某ab01\\[](){}?*+|^$.,-:=!<nd", max_size=30))
def test_any_pattern_is_taken_or_refused(pattern: str) -> None:
    if why := unsafe(pattern):
        assert re.search(r"[\u4e00-\u9fff]", str(why))
        return
    # What is taken is what Python takes it for, fits something, and has no way to repeat without end.
    fits = re.compile(pattern)
    assert fits.groups == 0
    assert not fits.fullmatch("")
    assert ways(pattern) <= 200


@pytest.mark.parametrize("where", LISTS, ids=".".join)
@pytest.mark.parametrize("pattern", ["(?:某+)+x", "(?:某|某某)+x", ".*.*.*.*x"])
def test_in_any_list(tmp_path: Path, where: tuple[str, str], pattern: str) -> None:
    found = list(faults(setting(*where, [pattern])))
    assert len(found) == 1
    assert found[0][0] == ("words", *where)
    assert "没有写明最多几次" in str(found[0][1])


@pytest.mark.parametrize("where", LISTS, ids=".".join)
def test_the_worst_that_is_allowed_ends(where: tuple[str, str]) -> None:
    text = TEXT.replace("某某", "某" * 1500)
    for own in (["某" * k for k in range(1, 40)], ["[某甲]{0,12}[某乙]{0,12}某"] * 4, ["(?:某|某某){1,3}"] * 9):
        settings = setting(*where, own)
        if not list(faults(settings)):
            check_text(text, "", settings)


def test_no_check_stumbles_over_words_of_ones_own() -> None:
    for module, lists in words().items():
        for name in lists:
            for own in (["某某", "执行率"], ["率", "三"], ["(?:支出|资金)(?:预算)?", "\\d{1,3}个", "[一二三]是"]):
                settings = setting(module, name, own)
                if not list(faults(settings)):
                    check_text(TEXT, "", settings)


@pytest.mark.parametrize("where", [("sequence", "shapes"), ("reasons", "names"), ("praise", "graded")])
def test_patterns_that_are_read_by_their_groups_are_no_lists(where: tuple[str, str]) -> None:
    module, name = where
    ((path, why),) = faults({"words": {module: {name: ["某"]}}})
    assert path == ("words", module, name)
    assert "没有这一列词" in str(why)


def test_all_words_together_have_an_end() -> None:
    many = {"words": {"balance": {"gone": [f"词{n}" for n in range(WAYS_IN_ALL)]}}}
    assert list(faults(many)) == []
    many["words"]["balance"]["gone"].append("又一个")
    ((path, why),) = faults(many)
    assert path == ("words",) and "太多太繁" in str(why)
    # Each for itself would do.
    spread = {"words": {"balance": dict.fromkeys(("gone", "none", "whole"), ["某{0,39}某"] * 20)}}
    assert "太多太繁" in str(next(iter(faults(spread)))[1])


@given(st.lists(st.sampled_from(["a", "ab", "b", "ba", "abb"]), min_size=1, max_size=5), st.text("ab", max_size=12))
def test_words_in_a_row_are_found(row: list[str], text: str) -> None:
    """What is taken in one way is a run of the words, as any way would have it, and as long as the longest words go."""
    loose = re.compile(f"(?:{'|'.join(row)}){{0,4}}")
    match = re.match(in_a_row(row, "one", "{0,4}"), text)
    assert match is not None
    assert loose.fullmatch(match[0])


def test_a_row_of_words_that_begin_alike() -> None:
    row = re.compile(in_a_row(["某" * k for k in range(1, 60)], "one", "+") + "$")
    assert row.search("某" * 300 + "x") is None
    assert row.search("某" * 300) is not None


# -- thresholds -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("value", ["1e999999", "-1", "nan", "inf", "9" * 40, '"x"', "true", "[]"])
@pytest.mark.parametrize("code", ["repetition.length", "reason-missing.threshold", "same-as-last.digits"])
def test_thresholds_are_numbers_of_a_size(tmp_path: Path, code: str, value: str) -> None:
    rule, key = code.split(".")
    file = tmp_path / "drafter.toml"
    file.write_text(f"[rules.{rule}]\n{key} = {value}\n", encoding="utf-8")
    with pytest.raises(Exception) as caught:
        read_settings(str(file))
    assert f"{file}:2:" in str(caught.value)


@pytest.mark.parametrize("number", [0, 1, 1_000_000])
def test_at_the_ends_of_a_threshold_nothing_breaks(number: int) -> None:
    for code in ("repetition", "reason-missing", "score-rate", "change-reason", "praise-rate", "praise-goals"):
        own = {key: number for key, value in thresholds(code).items() if isinstance(value, int)}
        settings = {"rules": {code: own}}
        assert list(faults(settings)) == []
        check_text(TEXT, "", settings)


# -- as users meet it -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["beside", "named", "of the user"])
def test_one_line_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], how: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "own"))
    Path("own").mkdir()
    file = {"beside": "drafter.toml", "named": "x.toml", "of the user": "own/drafter.toml"}[how]
    Path(file).write_text('[words.residue.certain]\n"(?:某+)+x" = "x"\n', encoding="utf-8")
    Path("r.txt").write_text(TEXT, encoding="utf-8")
    assert main(["check", "r.txt", *(["--config", "x.toml"] if how == "named" else [])]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "drafter.toml:1:1: " in said.err or "x.toml:1:1: " in said.err
    assert "请写作 {1,20} 这样" in said.err


@pytest.mark.skipif(not (SHARED / "acceptance" / "doors").is_dir(), reason="the inputs to measure with are elsewhere")
def test_settings_to_measure_with(capfd: pytest.CaptureFixture[str]) -> None:
    folder = SHARED / "acceptance" / "doors" / "redos"
    assert main(["check", str(folder / "r.txt")]) == 2
    assert "drafter.toml:1:1: " in capfd.readouterr().err
    with pytest.raises(BadCase):
        read_settings(str(folder / "drafter.toml"))


def test_a_slip_of_conversion_is_told_once() -> None:
    settings = {"words": {"residue": {"folded": {"某": "“{}”不对"}}}}
    found = [one for one in check_text(TEXT, "", settings) if "“某”不对" in one.message]
    assert len(found) == 1
    assert "全文共40处" in found[0].message


def test_a_pattern_does_not_reach_over_lines() -> None:
    settings = {"words": {"residue": {"anywhere": {"[^甲]一、": "“{}”不对", "况[^甲]": "“{}”不对"}}}}
    assert [one for one in check_text(TEXT, "", settings) if "不对" in one.message] == []


def test_what_stands_everywhere_is_listed_so_far() -> None:
    settings = {"words": {"units": {"unlike": {"某": "“{}”不对"}}}}
    found = [one for one in check_text(TEXT.replace("某某", "某" * 900), "", settings) if "“某”不对" in one.message]
    assert len(found) == 300
    assert [one.message for one in found if "只列前300处" in one.message] == [found[-1].message]
