"""Texts and Markdown as people have them: pasted, exported, with fields for a site before them.

Invariants:
- A tab behind a number or a bullet, or inside a sentence, makes no table; lines whose tabs part cells do, with a
  header or without.
- A title on several lines is one title in its order; what stands above it (a number, a date, a letterhead) is none
  of it.
- Fields before a Markdown text are no paragraphs; the title among them is the title.
- Tables of Markdown are tables with and without outer bars, and so are drawn ones; their frames say nothing.
- Each character knows its place; a line of any characters is read in linear time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from shown import in_place, shown

from drafter.checking.run import check_reading
from drafter.comparing.compare import compare
from drafter.comparing.compared_text import of_reading
from drafter.reading.formats import read_any
from drafter.reading.layout import line_piece
from drafter.reading.reader import read, read_text
from drafter.reading.rows import FRAME, PROSE, ROW, kinds
from drafter.reading.source import Source

FILES = SHARED / "acceptance" / "files"
beside = pytest.mark.skipif(not FILES.is_dir(), reason="acceptance material is not beside the project")
HEAD = "# 某县水库管护报告"


def codes(text: str) -> list[str]:
    return sorted({one.code for one in check_reading(read_text(text)) if one.severity == "error"})


# -- tabs -------------------------------------------------------------------------------------------------------------
TABS = [
    # A number, a tab and the paragraph, as a list of a word processor is pasted.
    ("一、\t概况\n（一）\t资金\n1.\t安排50万元，支出40万元。",
     ["h1 一、概况", "h2 （一）资金", "h3 1.安排50万元，支出40万元。"]),
    ("①\t清淤3公里，护坡2公里。\n②\t植树200株。", ["①清淤3公里，护坡2公里。", "②植树200株。"]),
    ("1)\t清淤3公里，护坡2公里。\n2)\t植树200株。", ["1)清淤3公里，护坡2公里。", "2)植树200株。"]),
    # Bullets of fonts of symbols come out as letters.
    ("l\t安排50万元，支出40万元。\nØ\t清淤3公里。", ["安排50万元，支出40万元。", "清淤3公里。"]),
    ("•\t安排50万元\n•\t清淤3公里", ["安排50万元", "清淤3公里"]),
    # A tab inside, before or behind a sentence.
    ("\u3000\u3000全年安排\t50万元，支出\t40万元。", ["全年安排50万元，支出40万元。"]),
    ("\t全年安排50万元。\t", ["全年安排50万元。"]),
    ("某县水利局\t2025年3月5日", ["某县水利局2025年3月5日"]),
    # Tables: with a header, with numbers in the first column, with empty cells, without a header.
    ("项目\t支出\n清淤\t50\n护坡\t\n", ["[项目|支出/清淤|50/护坡|]"]),
    ("序号\t项目\n1.\t清淤\n2.\t护坡\n", ["[序号|项目/1.|清淤/2.|护坡]"]),
    ("1.\t清淤\t50\n2.\t护坡\t40\n", ["[1.|清淤|50/2.|护坡|40]"]),
    ("项目\t做法\n清淤\t先清后护，分段实施。\n护坡\t完成。\n", ["[项目|做法/清淤|先清后护，分段实施。/护坡|完成。]"]),
    ("\t预算\t支出\n清淤\t50\t40", ["[|预算|支出/清淤|50|40]"]),
    ("项目\t支出\n\n清淤\t50\n\n护坡\t40\n", ["[项目|支出/清淤|50/护坡|40]"]),
    # A numbered paragraph right behind a table, and a table right behind one.
    ("项目\t支出\n清淤\t50\n1.\t以上均为决算数，不含结转。",
     ["[项目|支出/清淤|50]", "h3 1.以上均为决算数，不含结转。"]),
    ("一、\t支出\n项目\t支出\n清淤\t50", ["h1 一、支出", "[项目|支出/清淤|50]"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABS)
def test_tabs(text: str, wanted: list[str]) -> None:
    reading = read_text(f"某县水库管护报告\n\n{text}\n")
    assert shown(reading) == [HEAD, *wanted]
    assert in_place(reading)


def test_what_stands_behind_a_tab_is_checked() -> None:
    for line in ("1.\t安排50万元，支出40万元，执行率90%。", "安排\t50万元，支出40万元，执行率90%。"):
        assert "rate" in codes(f"某县水库管护报告\n一、\t资金\n{line}\n")
        assert codes(f"某县水库管护报告\n一、\t资金\n{line.replace('90%', '80%')}\n") == []


# -- titles -----------------------------------------------------------------------------------------------------------
TITLES = [
    ("某县水库管护\n2024年度项目支出绩效自评报告\n\n一、概况\n正文。", "某县水库管护2024年度项目支出绩效自评报告"),
    ("　　　某县水利局\n　关于水库管护项目\n绩效自评情况的报告\n\n一、概况\n",
     "某县水利局关于水库管护项目绩效自评情况的报告"),
    ("某县水利局2024年部门决算\n情况说明\n\n一、概况\n正文。", "某县水利局2024年部门决算情况说明"),
    ("# 某县水库管护\n# 2024年度绩效自评报告\n\n## 一、概况\n正文。", "某县水库管护2024年度绩效自评报告"),
    ("水库管护项目\n绩效评价结果\n\n一、概况\n正文。", "水库管护项目绩效评价结果"),
    ("某县水库管护\n\n2024年度绩效自评报告\n\n一、概况\n正文。", "某县水库管护2024年度绩效自评报告"),
    # What is no part of it.
    ("某水〔2025〕3号\n水库管护绩效自评报告\n\n一、概况\n", "水库管护绩效自评报告"),
    ("附件1\n水库管护绩效自评报告\n\n一、概况\n", "水库管护绩效自评报告"),
    ("某县水利局文件\n水库管护绩效自评报告\n\n一、概况\n", "水库管护绩效自评报告"),
    ("2025年3月5日\n水库管护绩效自评报告\n\n一、概况\n", "水库管护绩效自评报告"),
    ("填报单位：某县水利局\n水库管护绩效自评报告\n\n一、概况\n", "水库管护绩效自评报告"),
    ("某县水利局\n\n水库管护绩效自评报告\n\n一、概况\n", "水库管护绩效自评报告"),
    ("水库管护绩效自评报告\n某县水利局：\n正文。", "水库管护绩效自评报告"),
    ("水库管护绩效自评报告\n某县水利局\n\n一、概况\n", "水库管护绩效自评报告"),
    ("水库管护绩效自评报告\n项目基本情况\n正文。", "水库管护绩效自评报告"),
    ("各单位要抓好落实。\n水库管护绩效自评报告\n正文。", "水库管护绩效自评报告"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TITLES)
def test_titles(text: str, wanted: str) -> None:
    reading = read_text(text)
    assert reading.draft.title == wanted
    assert in_place(reading)


@pytest.mark.parametrize(
    "lines", [("某县水库管护", "2024年度项目支出绩效自评报告"), ("某县", "水库管护项目", "绩效评价报告")]
)
def test_a_title_on_several_lines_compares_as_one(lines: tuple[str, ...]) -> None:
    body = "\n\n一、概况\n安排50万元，支出40万元。\n"
    old, new = (of_reading(read_text(between.join(lines) + body)) for between in ("\n", ""))
    assert compare(old, new).same
    other = of_reading(read_text("\n".join(reversed(lines)) + body))
    assert not compare(old, other).same


# -- Markdown ---------------------------------------------------------------------------------------------------------
FRONTS = [
    ("---\ntitle: 水库管护绩效自评报告\ndate: 2025-03-10\n---\n\n# 一、概况\n正文。",
     ["# 水库管护绩效自评报告", "h1 一、概况", "正文。"]),
    ('---\nauthor: [甲, 乙]\ntitle: "水库管护绩效自评报告"  # 题\ntags:\n  - 水利\n...\n正文甲。\n正文乙。',
     ["# 水库管护绩效自评报告", "正文甲。", "正文乙。"]),
    ("---\ntitle: >-\n  水库管护\n  绩效自评报告\n---\n正文。", ["# 水库管护绩效自评报告", "正文。"]),
    ('{\n  "title": "水库管护绩效自评报告",\n  "tags": ["水利", {"a": 1}]\n}\n\n正文。',
     ["# 水库管护绩效自评报告", "正文。"]),
    ('{\n  "date": "2025-03-10"\n}\n# 水库管护报告\n\n正文。', ["# 水库管护报告", "正文。"]),
    ("---\n标题: '水库管护绩效自评报告'\n---\n正文。", ["# 水库管护绩效自评报告", "正文。"]),
    ('+++\ntitle = "水库管护绩效自评报告"\ndate = 2025-03-10\n+++\n正文。', ["# 水库管护绩效自评报告", "正文。"]),
    ("% 水库管护\n  绩效自评报告\n% 某县水利局\n% 2025年3月\n\n正文。", ["# 水库管护绩效自评报告", "正文。"]),
    # A title of the text as well; none among the fields.
    ("---\ntitle: 水库管护报告\n---\n# 水库管护报告\n\n正文。", ["# 水库管护报告", "正文。"]),
    ("---\ndate: 2025-03-10\n---\n# 水库管护报告\n\n正文。", ["# 水库管护报告", "正文。"]),
    # No fields: a rule, and prose with a colon.
    ("---\n水库管护报告\n---\n正文。", ["# 水库管护报告", "正文。"]),
    ("---\n\n---\n水库管护报告\n正文。", ["# 水库管护报告", "正文。"]),
    ("---\ntitle: 水库管护报告\n正文没有完。", ["# title:水库管护报告", "正文没有完。"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FRONTS)
def test_fields_before_a_text(text: str, wanted: list[str]) -> None:
    reading = read_text(text)
    assert shown(reading) == wanted
    assert in_place(reading)


TABLES = [
    ("项目 | 支出\n--- | ---\n清淤 | 50\n护坡 | 40", ["[项目|支出/清淤|50/护坡|40]"]),
    ("项目 | 支出 |\n:--|--:|\n清淤 | 50 |", ["[项目|支出/清淤|50]"]),
    ("| 项目 | 支出\n| --- | ---\n| 清淤 | 50", ["[项目|支出/清淤|50]"]),
    ("项目|做法\n-|-\n清淤|甲\\|乙", ["[项目|做法/清淤|甲|乙]"]),
    ("项目 | 支出\n--- | ---\n清淤 | 50\n合计 | 50\n以上为决算数。", ["[项目|支出/清淤|50/合计|50]", "以上为决算数。"]),
    # Drawn tables.
    ("+----+----+\n| 项目 | 支出 |\n+====+----+\n| 清淤 | 50 |\n+----+----+", ["[项目|支出/清淤|50]"]),
    ("┌──┬──┐\n│项目│支出│\n├──┼──┤\n│清淤│50│\n└──┴──┘", ["[项目|支出/清淤|50]"]),
    ("项目 | 支出\n清淤 | 50\n护坡 | 40", ["[项目|支出/清淤|50/护坡|40]"]),
    # No tables.
    ("某县水利局 | 水库管护", ["某县水利局|水库管护"]),
    ("首页 | 概况 | 公开\n\n正文。", ["首页|概况|公开", "正文。"]),
    ("甲 | 乙\n--- | --- | ---\n正文。", ["甲|乙", "正文。"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLES)
def test_tables_of_markdown(text: str, wanted: list[str]) -> None:
    reading = read_text(f"# 某县水库管护报告\n\n{text}\n")
    assert shown(reading) == [HEAD, *wanted]
    assert in_place(reading)


def test_a_wrong_total_of_a_table_without_outer_bars_is_found() -> None:
    text = "# 某县水库管护报告\n\n项目 | 支出（万元）\n:-: | -:\n清淤 | 50\n护坡 | 40\n合计 | {}\n"
    assert codes(text.format(90)) == []
    assert codes(text.format(95)) == ["sum-table"]


SHOWN = [
    # A table that a converter wrote as HTML, on one line or on many, with merged cells.
    ("<table><tr><td rowspan=2>工程</td><td>清淤</td><td>50</td></tr><tr><td>护坡</td><td>40</td></tr></table>",
     ["[工程|清淤|50/|护坡|40]"]),
    ("<table>\n<tr><td>项目</td>\n<td>支出</td></tr>\n\n<tr><td>清淤</td><td>50</td></tr>\n</table>\n完成。",
     ["[项目|支出/清淤|50]", "完成。"]),
    ("<div align=center>\n\n完成清淤。\n\n</div>\n完成护坡。", ["完成清淤。", "完成护坡。"]),
    ("<p>安排&lt;50万元。</p>\n<p>支出40万元。</p>\n\n完成。", ["安排<50万元。", "支出40万元。", "完成。"]),
    # Links, pictures, remarks, notes, struck words, tags.
    ("见[某县水库管护办法](http://a.example/2024/1-2.html)第3条。", ["见某县水库管护办法第3条。"]),
    ("![图1](a/b_2024.png)完成清淤。<!-- 99万元 -->", ["完成清淤。"]),
    ("安排~~60~~50万元[^1]。\n\n[^1]: 决算数。\n[a]: http://a.example/99", ["安排50万元。", "决算数。"]),
    ("安排<u>50</u>万元，<font color=red>支出</font>40万元。", ["安排50万元，支出40万元。"]),
    ("一、资金<br>&emsp;&emsp;安排50万元。<br/>支出40万元。", ["h1 一、资金", "安排50万元。", "支出40万元。"]),
    ("| 项目 | 做法 |\n|---|---|\n| 清淤 | 甲<br>乙 |", ["[项目|做法/清淤|甲乙]"]),
    ("安排50万元。<!-- 原为\n60万元 -->支出40万元。\n<!-- 没有完\n完成。", ["安排50万元。", "支出40万元。",
     "<!--没有完", "完成。"]),
    ("<ul>\n<li>完成清淤。</li><li>完成护坡。</li>\n</ul>", ["完成清淤。", "完成护坡。"]),
    # Boxes of tasks, characters by their numbers, numbers in front of fractions.
    ("- [x] 清淤已验收\n- [ ] 护坡已验收\n1. [X] 绿化已验收\n2. [ ] 亮化已验收",
     ["☑清淤已验收", "□护坡已验收", "1.☑绿化已验收", "2.□亮化已验收"]),
    ("> - 清淤已验收\n> - [ ] 护坡未验收\n\n> 以上。", ["清淤已验收", "□护坡未验收", "以上。"]),
    ("数组a[x] 和 [ ] 两种。", ["数组a[x]和[]两种。"]),
    ("支出&#52;0万元&#x3002;误差&plusmn;5&#12288;毫米。", ["支出40万元。误差±5毫米。"]),
    ("长2$\\frac{1}{3}$米，深$5\\frac{1}{4}$米，R&D费用。", ["长2 1/3米，深5 1/4米，R&D费用。"]),
    # What is none of these.
    ("支出<40万元，A<B，约3~~5公里~~。", ["支出<40万元，A<B，约3。"]),
    ("数组[1]和(2)，\\[3\\](4)。", ["数组[1]和(2)，[3](4)。"]),
    ("```\n<table>\n[甲](乙)\n```\n完成。", ["<table>", "[甲](乙)", "完成。"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SHOWN)
def test_markdown_is_read_as_it_is_shown(text: str, wanted: list[str], tmp_path: Path) -> None:
    file = tmp_path / "报告.md"
    file.write_text(f"# 某县水库管护报告\n\n{text}\n", encoding="utf-8")
    reading = read_any(str(file))
    assert shown(reading) == [HEAD, *wanted]
    assert any(sign in text for sign in ("&", "[x] ", "[ ] ")) or in_place(reading)


def test_struck_words_are_told(tmp_path: Path) -> None:
    file = tmp_path / "报告.md"
    for text, wanted in (("支出~~60~~50万元，<del>旧</del>新。", ("有2处划掉的文字没有读",)), ("约3~5公里。", ())):
        file.write_text(f"# 某县水库管护报告\n\n{text}\n", encoding="utf-8")
        assert read_any(str(file)).remarks == wanted


def test_a_wrong_total_of_a_table_in_markdown_is_found(tmp_path: Path) -> None:
    file = tmp_path / "报告.md"
    table = (
        "<table><tr><td>项目</td><td>支出（万元）</td></tr><tr><td>清淤</td><td>50</td></tr><tr><td>护坡"
        "</td><td>40</td></tr>"
    )
    for total, wanted in ((90, []), (95, ["sum-table"])):
        file.write_text(
            f"# 某县水库管护报告\n\n{table}<tr><td>合计</td><td>{total}</td></tr></table>\n", encoding="utf-8"
        )
        assert [one.code for one in check_reading(read_any(str(file))) if one.severity == "error"] == wanted


@given(st.text(alphabet="<>/tableрbr[]()!~^`-|&;\\n 甲乙。1a=#\\\\", max_size=80))
def test_any_markdown_is_read(text: str) -> None:
    read(Source(text), markdown=True)


@pytest.mark.parametrize("line", ["— 1 —", "－12－", "-3-", "第2页", "第 2 页 共 10 页"])
def test_page_numbers_are_no_text(line: str) -> None:
    assert line_piece(line, 0, False) is None
    assert shown(read_text(f"某县水库管护报告\n\n正文甲。\n{line}\n正文乙。\n")) == [HEAD, "正文甲。", "正文乙。"]


@pytest.mark.parametrize("line", ["第2页有误。", "1—3月", "—1", "- 3 项"])
def test_what_looks_like_a_page_number(line: str) -> None:
    assert line_piece(line, 0, False) is not None


# -- any text ---------------------------------------------------------------------------------------------------------
@given(st.lists(st.text(alphabet="项目1一、.。，|\t -:─│+\\#", max_size=12), max_size=12))
def test_any_lines_are_of_a_kind_and_keep_their_places(lines: list[str]) -> None:
    assert all(kind in (ROW, FRAME, PROSE) for kind in kinds(lines))
    assert in_place(read_text("\n".join(lines)))


@beside
@pytest.mark.parametrize(
    ("name", "wanted"),
    [("03-tab-numbers.txt", "rate"), ("03-tab-inside.txt", "rate"), ("21-bare-table.md", "sum-table")],
)
def test_files_of_the_kind_with_an_error(name: str, wanted: str) -> None:
    assert wanted in [one.code for one in check_reading(read_any(str(FILES / name)))]


@beside
def test_files_of_the_kind_with_a_title() -> None:
    old, new = (read_any(str(Path(FILES, f"15-title-{name}.txt"))) for name in ("two-lines", "one-line"))
    assert compare(of_reading(old), of_reading(new)).same
    assert not read_any(str(FILES / "21-front-matter.md")).draft.title.startswith("title")
