"""docs/word.md says what is so.

Invariants:
- The page names every style of rules/word.toml and no other; a style has the Chinese font and the size that it says.
- Every option for Word documents is on the page; links in it, and to it, lead somewhere.
"""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from drafter.cli import main
from drafter.writing.word.styles import data, rows, size_of

DOCS = ROOT / "docs"
PAGE = (DOCS / "word.md").read_text(encoding="utf-8")
#: Sizes as they are called (GB/T 9704-2012 calls them so too).
SIZES = {"2号": 22, "3号": 16, "4号": 14, "5号": 10.5, "1磅": 1}


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}


def shown_styles() -> dict[str, str]:
    part = PAGE.partition("## 改样式")[2].partition("\n### ")[0]
    return dict(re.findall(r"^\| `(.+?)` \| .+? \| .+? \| (.+?) \|$", part, re.MULTILINE))


def test_page_has_the_styles() -> None:
    assert set(shown_styles()) == {row["name"] for row in rows()}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_style_has_the_font_that_the_page_says(row: dict[str, str]) -> None:
    said = shown_styles()[row["name"]]
    known = {one["id"]: one for one in rows()}
    at = row
    while "east" not in at and at["id"] != "Normal":
        at = known[at.get("based", "Normal")]
    if said == "同底子":
        assert at["id"] == "Normal" and size_of(row["id"]) == size_of("Normal")
        return
    size = next((points for name, points in SIZES.items() if said.endswith(name)), size_of("Normal"))
    assert size == size_of(row["id"])
    font = re.sub(r" ?(?:\d号|1磅)$", "", said)
    assert font in ("", at.get("east", data()["base"]["east"]))


def test_page_has_the_measures() -> None:
    sizes = data()["page"]
    assert "上{top:g}、下{bottom:g}、左{left:g}、右{right:g}毫米".format(**sizes) in PAGE
    assert f"行距{data()['base']['line']:g}磅、字距收紧{-data()['base']['tracking']:g}磅" in PAGE


@pytest.mark.parametrize("option", ["--reference-doc", "--author", "--date", "--no-moves", "--original"])
def test_page_has_the_options(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert option in PAGE
    said = ""
    for command in ("draft", "diff", "check"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        said += capsys.readouterr().out
    assert option in said


@pytest.mark.parametrize("page", ["docs/word.md", "docs/comparing.md", "docs/checks.md", "README.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert page == "docs/word.md" or "word.md" in text
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", text):
        path = ((ROOT / page).parent / target).resolve() if target else ROOT / page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path.read_text(encoding="utf-8")), f"{target}#{anchor}"
