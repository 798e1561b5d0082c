"""What is read letter by letter, so that no start of the program compiles a pattern for it. What holds:

- words are found where a pattern of alternatives finds them;
- a figure is what the pattern of a figure matches, part by part;
- an item parts into its name and its count as the patterns of the two would part it;
- a table that was kept is the table that its file makes, decimals included, and is made anew when the file changes.
"""

from __future__ import annotations

import random
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from drafter import cache
from drafter.facts.scalars import split_item
from drafter.language import tables
from drafter.language.lexicon import KnownWords, alternatives
from drafter.language.quantity import LEADS, parse_quantity

_COUNTED = "套台件个人次户家处项座条份辆艘只头间所批期场株对副组类名位米栋幢层段片"
FIGURE = re.compile(
    rf"(?P<lead>{'|'.join(LEADS)})?"
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<rough1>[余多])?(?P<scale>[万亿])?(?P<rough2>[余多])?"
    rf"(?P<unit>(?:[A-Za-z²³%°℃/]|[一-鿿]){{0,8}}?(?:(?<=[一-鿿])[（(][{_COUNTED}]{{1,2}}[）)])?)"
    r"(?P<bound>以上|以下|以内|左右)?"
)
FIGURED = re.compile(rf"(?:{'|'.join(LEADS)})?[-+−]?\d")
DATED = re.compile(r"\d{1,4}(?:年度?|月份?)(?![\s—-])[一-鿿“《]")
ITEM = re.compile(
    r"([^\d]*[一-鿿”》）](?<![第年月日号线路段区近约超逾]))"
    r"(\d[\d,]*(?:\.\d+)?万?余?(?:个|座|处|台|套|辆|条|场次|场|批次|次|份|户|人次|人|名|公里|米|平方米|亩|件|块|盏|所"
    r"|家|支|间|眼|张|本|株|吨))"
)
#: Whole words and single letters that texts of all kinds are made of.
PIECES = [
    *"0123456789,.+-−余多万亿元人次%A°（()）台套个百第年月度日，“”《》 ",
    *LEADS,
    *("以上", "左右", "场次", "2024年", "公里"),
]


def texts(count: int, pieces: list[str]) -> list[str]:
    draw = random.Random(7)
    return ["".join(draw.choices(pieces, k=draw.randint(0, 8))) for _ in range(count)]


def test_words_are_found_as_alternatives_are() -> None:
    listed = ["甲", "甲乙", "乙丙丁", "丁", "丙丁甲乙", "乙"]
    known, pattern = KnownWords(listed), re.compile(alternatives(listed))
    within = re.compile(f"(?=({alternatives(listed)}))")
    for text in texts(4000, [*"甲乙丙丁戊"]):
        for start in range(len(text) + 1):
            end = len(text) - start // 2
            assert list(known.spans(text, start, end)) == [one.span() for one in pattern.finditer(text, start, end)]
            match = pattern.match(text, start, end)
            assert known.ends(text, start, end) == (match.end() if match is not None else 0)
        assert known.all(text) == [one[1] for one in within.finditer(text)]


def test_a_figure_is_what_its_pattern_matches() -> None:
    read = 0
    for text in texts(40_000, PIECES):
        if re.search(r"\s", text):
            continue
        folded = unicodedata.normalize("NFKC", text.replace("−", "-"))
        match = FIGURE.fullmatch(folded)
        try:
            found = parse_quantity(text)
        except ValueError as why:
            # What the pattern matches is refused for a reason of its own alone.
            assert match is None or str(why) != "不是数", text
            continue
        if match is None:
            # Chinese numerals are numbers too.
            assert not re.search(r"\d", folded), text
            continue
        read += 1
        assert (found.lead, found.scale, found.bound) == tuple(match[part] or "" for part in ("lead", "scale", "bound"))
        assert found.rough.strip() == (match["rough1"] or match["rough2"] or "")
        assert found.number == Decimal(match["number"].replace(",", ""))
        assert found.unit == match["unit"].replace("(", "（").replace(")", "）")
    assert read > 1000


def parted(text: str) -> tuple[str, str]:
    """The name and the count of an item by the patterns."""
    text = text.strip()
    tail = re.split(r"\s+", text)[-1]
    if not FIGURED.match(unicodedata.normalize("NFKC", tail)):
        match = ITEM.fullmatch(tail)
        if match is None:
            return text, ""
        tail = match[2]
    elif tail == text and DATED.match(unicodedata.normalize("NFKC", tail)):
        return text, ""
    return text[: -len(tail)].rstrip(" \u3000"), tail


def test_an_item_parts_as_its_patterns_part_it() -> None:
    found = texts(40_000, PIECES)
    assert [split_item(text) for text in found] == [parted(text) for text in found]
    assert sum(bool(name and count) for name, count in map(split_item, found)) > 400


def test_a_table_is_kept_for_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tables, "folder", lambda name: tmp_path)
    file = tmp_path / "some.toml"

    def read() -> object:
        tables.table.cache_clear()
        return tables.table("some")

    try:
        file.write_text('[a]\nrate = 0.10\nlist = ["甲", { least = 1.5 }]\nwhole = 3\n', "utf-8")
        first = read()
        assert first == {"a": {"rate": Decimal("0.10"), "list": ["甲", {"least": Decimal("1.5")}], "whole": 3}}
        asked: list[str] = []
        monkeypatch.setattr(tables, "parse_toml", lambda text, name: asked.append(name))
        assert repr(read()) == repr(first) and asked == []
        monkeypatch.undo()
        monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(tables, "folder", lambda name: tmp_path)
        file.write_text("[a]\nrate = 0.20\n", "utf-8")
        assert read() == {"a": {"rate": Decimal("0.20")}}
        # What was kept is not taken where others could have written it.
        (tmp_path / "cache").chmod(0o777)
        assert cache.load("table", cache.key_of(b"x")) is None
        assert read() == {"a": {"rate": Decimal("0.20")}}
    finally:
        tables.table.cache_clear()
