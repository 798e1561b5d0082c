"""A draft as an HTML page.

Invariants:
- One file that fetches nothing and runs nothing, well-formed; what a case holds is text, never markup.
- Each stretch of a sentence that states facts names them; a figure says beside it what it is once the box is ticked,
  and a cell of a table leads to its fact.
- The page read again is the tree of the draft: what is said of origins is no text of the report.
- The same arguments give the same page, on the command line as well.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import CASES, ROOT

from drafter import api
from drafter.cli import main
from drafter.reading.web import read_page
from drafter.report.tree import Draft, Paragraph, Stated, Table

EVERY = pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
SCORED = """genre = "project-self-evaluation"
year = 2024
[unit]
name = "青山县农业农村局"
[project]
name = "农民培训<b>经费"
[fund]
budget = 116
spent = "58万元"
[[work]]
title = "农民培训任务完成"
[[work.points]]
topic = "培训组织"
events = [{ kind = "patrol", what = ["教学点"], count = "24次" }]
[[indicators]]
level2 = "数量指标"
name = "培训人次"
target = "≥300人次"
actual = "150人次"
weight = 90
reason = "秋季班延期"
measure = "春季补办"
"""


class Tags(HTMLParser):
    """The spans of a page and their attributes; all elements close in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.facts: list[tuple[str, dict[str, str]]] = []
        self.names: set[str] = set()
        self._inside: list[dict[str, str]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.names.add(tag)
        assert not {name for name in said if name.startswith("on") or name in ("src", "srcset", "action")}
        assert said.get("href", "data:,") == "data:,"
        if tag not in ("meta", "link", "br", "input", "col"):
            self.open.append(tag)
        if tag == "span" and "fact" in said.get("class", "").split():
            self.facts.append(("", said))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "span" and self.facts:
            words, said = self.facts[-1]
            self.facts[-1] = (words + data, said)


def tree(draft: Draft) -> list[object]:
    return [draft.title] + [
        (block.style, [one.text for one in block.sentences]) if isinstance(block, Paragraph) else block
        for block in draft.blocks
    ]


@EVERY
def test_the_page_fetches_and_runs_nothing(file: Path) -> None:
    case = api.load_case(file)
    page = api.to_html(api.compose(case), case)
    tags = Tags(page)
    assert not tags.names & {"script", "iframe", "img", "object", "embed", "form", "base"}
    assert "default-src 'none'" in page and not re.search(r"https?:|url\(|@import", page)


@EVERY
def test_the_page_reads_back(file: Path) -> None:
    case = api.load_case(file)
    for seed in range(3):
        draft = api.compose(case, seed)
        page = api.to_html(draft, case)
        assert tree(read_page(page).draft) == tree(draft)
        assert page == api.to_html(api.compose(case, seed), case)


@EVERY
def test_what_states_a_fact_names_it(file: Path) -> None:
    case = api.load_case(file)
    draft = api.compose(case)
    shown = [(words, said["title"], "derived" in said["class"]) for words, said in Tags(api.to_html(draft, case)).facts
             if "title" in said]  # fmt: skip
    stated = []
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                places: dict[tuple[int, int], list[tuple[str, bool]]] = {}
                for span in sentence.spans:
                    places.setdefault((span.start, span.end), []).append((span.fact, span.derived))
                stated += [(sentence.text[start:end], facts) for (start, end), facts in sorted(places.items())]
        elif isinstance(block, Table):
            stated += [(str(cell), list(cell.facts)) for row in block.rows for cell in row if isinstance(cell, Stated)]
    wanted = [
        (words, "、".join(f"{path}（推算）" if derived else path for path, derived in facts), any(d for _, d in facts))
        for words, facts in stated
        if words
    ]
    assert shown == wanted and len(wanted) > 20


@EVERY
def test_every_digit_of_the_text_says_what_it_is(file: Path) -> None:
    case = api.load_case(file)
    draft = api.compose(case)
    facts = Tags(api.to_html(draft, case)).facts
    assert all(said["data-from"] and said["title"] for _, said in facts if "data-from" in said)
    digits = sum(c.isdigit() for words, said in facts if "data-from" in said for c in words)
    known = sum(
        sentence.text[span.start : span.end].count(c)
        for block in draft.blocks
        for sentence in (block.sentences if isinstance(block, Paragraph) else ())
        for span in {(one.start, one.end): one for one in sentence.spans}.values()
        for c in "0123456789"
    )
    assert digits == known > 0


def test_a_figure_is_called_by_its_name() -> None:
    case = api.load_case(ROOT / "cases/wenming-city.toml")
    facts = Tags(api.to_html(api.compose(case), case)).facts
    named = {said["title"]: said["data-from"] for _, said in facts if "data-from" in said}
    assert named["fund.budget"] == "预算数" and named["fund.rate（推算）"] == "预算执行率"
    bare = Tags(api.to_html(api.compose(case))).facts
    assert {said["data-from"] for _, said in bare if said["title"] == "fund.budget"} == {"fund.budget"}


def test_the_score_table_leads_to_its_facts() -> None:
    case = api.read_case(SCORED)
    draft = api.compose(case)
    page = api.to_html(draft, case)
    cells = {words: said["title"] for words, said in Tags(page).facts if "data-from" not in said and "title" in said}
    assert cells["116"] == "fund.budget" and cells["50%"] == "fund.rate（推算）"
    assert cells["150人次"] == "indicators[0].actual" and cells["45"] == "indicators[0].score（推算）"
    assert cells["秋季班延期；春季补办"] == "indicators[0].reason、indicators[0].measure"
    assert cells["农民培训<b>经费"] == "project.name" and "农民培训<b>" not in page
    (table,) = [block for block in read_page(page).draft.blocks if isinstance(block, Table)]
    (own,) = [block for block in draft.blocks if isinstance(block, Table)]
    assert table.title == own.title and "培训人次" in {cell for row in table.rows for cell in row}


def test_a_gap_is_marked() -> None:
    case = api.read_case(SCORED.replace('reason = "秋季班延期"\n', ""))
    draft = api.compose(case)
    page = api.to_html(draft, case)
    gaps = re.findall(r'<span class="fact[^"]* gap"[^>]*>([^<]*)<', page)
    assert gaps and all("〔待补" in words for words in gaps)
    assert sum(words.count("〔待补") for words in gaps) == html.unescape(page).count("〔待补")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\"'><i>", "&amp;", "{{ 7*7 }}", "甲\x00乙", "😀𠮷"])
def test_words_of_a_case_are_words(words: str) -> None:
    case = api.load_case(ROOT / "cases/wenming-city.toml")
    draft = api.compose(case)
    table = Table(f"表{words}", ("项目", words), (("甲", f"一{words}"),))
    page = api.to_html(draft._replace(title=f"{words}报告", blocks=(*draft.blocks, table)), case)
    assert Tags(page).names >= {"table"} and not Tags(page).names & {"script", "i"}
    assert "<script" not in page and f"一{words}" in html.unescape(page.replace("\x00", "&#0;")).replace(
        "\ufffd", "\x00"
    )


def test_the_command_line_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = CASES[0], tmp_path / "报告.html"
    case = api.load_case(file)
    page = api.to_html(api.compose(case, 2), case)
    assert main(["draft", str(file), "--seed", "2", "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == page
    capsys.readouterr()
    assert main(["draft", str(file), "--seed", "2", "--format", "html"]) == 0
    assert capsys.readouterr().out == page
    assert main(["check", str(out)]) in (0, 1)
