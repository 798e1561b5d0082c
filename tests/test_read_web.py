"""Pages of the web, read as a browser shows them.

Invariants:
- Merged cells leave their places empty: each figure stands under its heading, whatever rowspan and colspan say.
- A form, a header or any part of a page is read where it says something, whatever the site calls it.
- Deleted words are not read; struck ones are not read either, and that is said. `original` turns marked changes back.
- Lines of <pre> stay lines; a line break in the source parts no Chinese words; tags that may be left out may be left
  out; items of numbered lists have their numbers.
- Numbers of pages are no text.
- Each character knows its place. What stands in each other however deep is read, without its tables at worst.
"""

from __future__ import annotations

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from shown import in_place, shown

from drafter.checking.run import check_reading
from drafter.comparing.compare import compare
from drafter.comparing.compared_text import of_reading
from drafter.errors import BrokenPage, DrafterError, EmptyText
from drafter.reading.formats import read_any
from drafter.reading.html.parse import DEPTH
from drafter.reading.reader import read_text
from drafter.reading.web import read_page

FILES = SHARED / "acceptance" / "files"
beside = pytest.mark.skipif(not FILES.is_dir(), reason="acceptance material is not beside the project")
TITLE = "水库管护项目支出绩效自评报告"
HEAD = f"# {TITLE}"


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def told(body: str, head: str = "") -> list[str]:
    """What is read of a page with the title before `body`, without the title."""
    reading = read_page(page(f"<h1>{TITLE}</h1>{body}", head))
    assert in_place(reading)
    first, *rest = shown(reading)
    assert first == HEAD
    return rest


def errors(text: str) -> list[str]:
    return sorted({one.code for one in check_reading(read_page(text)) if one.severity == "error"})


# -- merged cells -----------------------------------------------------------------------------------------------------
SPANS = [
    ("<tr><th>类<th>项<th>数<tr><td rowspan=2>甲<td>乙<td>1<tr><td>丙<td>2", "[类|项|数/甲|乙|1/|丙|2]"),
    # Over the end of its group, and to the end of it.
    ("<tbody><tr><td rowspan=9>甲<td>1<tr><td>2<tbody><tr><td>乙<td>3", "[甲|1/|2/乙|3]"),
    ("<tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3<tbody><tr><td>乙<td>4", "[甲|1/|2/|3/乙|4]"),
    # Rows and columns at once, side by side, behind each other.
    ("<tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2<tr><td>乙<td>丙<td>3", "[甲||1/||2/乙|丙|3]"),
    ("<tr><td rowspan=2>甲<td rowspan=3>乙<td>1<tr><td>2<tr><td>丙<td>3", "[甲|乙|1/||2/丙||3]"),
    ("<tr><td>甲<td rowspan=2>乙<td>1<tr><td>丙<td>2", "[甲|乙|1/丙||2]"),
    # Columns that no cell begins in are none; a row of fewer cells is filled up.
    ("<tr><td colspan=5>甲<td colspan=3>乙<tr><td colspan=5>1<td colspan=3>2", "[甲|乙/1|2]"),
    ("<tr><td>甲<td>乙<td>丙<tr><td>1", "[甲|乙|丙/1||]"),
    # The foot of a table comes last, wherever it is written.
    ("<thead><tr><th>项<th>数<tfoot><tr><td>合计<td>3<tbody><tr><td>甲<td>3", "[项|数/甲|3/合计|3]"),
    # Numbers that are none.
    ('<tr><td rowspan="">甲<td colspan="x">1<tr><td>乙<td colspan="-2">2', "[甲|1/乙|2]"),
    # The first row names the table, the last one is a note.
    ("<tr><td colspan=2>支出明细表<tr><td>项<td>数<tr><td>甲<td>1", "支出明细表[项|数/甲|1]"),
]


@pytest.mark.parametrize(("rows", "wanted"), SPANS)
def test_merged_cells(rows: str, wanted: str) -> None:
    assert told(f"<table>{rows}</table><p>以上为全部支出。</p>") == [wanted, "以上为全部支出。"]


@pytest.mark.parametrize(
    "table",
    [
        # Three levels of groups beside the figures.
        "<tr><th>处<th>类<th>项<th>支出（万元）<tr><td rowspan=3>甲处<td rowspan=2>工程<td>清淤<td>50<tr>"
        "<td>护坡<td>40"
        "<tr><td>管理<td>巡河<td>10<tr><td colspan=3>合计<td>{}",
        # A group at the end of a row, and one that is two columns wide.
        "<tr><th colspan=2>项<th>支出（万元）<th>备注<tr><td colspan=2>清淤<td>50<td rowspan=3>决算数"
        "<tr><td rowspan=2>其他<td>护坡<td>40<tr><td>巡河<td>10<tr><td colspan=2>合计<td>{}<td>",
        # Headings on two rows.
        "<tr><th rowspan=2>类<th rowspan=2>项<th colspan=2>金额（万元）<tr><th>预算<th>支出<tr>"
        "<td rowspan=3>工程<td>清淤"
        "<td>50<td>50<tr><td>护坡<td>40<td>40<tr><td>巡河<td>10<td>10<tr><td colspan=2>合计<td>100<td>{}",
    ],
)
def test_totals_over_merged_cells(table: str) -> None:
    html = page(f"<h1>{TITLE}</h1><p>一、资金</p><table>{table}</table><p>以上为全部支出。</p>")
    assert errors(html.format(100)) == []
    assert errors(html.format(110)) == ["sum-table"]


@beside
def test_merged_cells_of_the_files() -> None:
    right, wrong = (check_reading(read_any(str(FILES / f"04-rowspan-{name}.html"))) for name in ("right", "wrong"))
    assert [one for one in right if one.severity == "error"] == []
    assert [(one.code, one.quote) for one in wrong if one.severity == "error"] == [("sum-table", "229")]


# -- forms ------------------------------------------------------------------------------------------------------------
RATE = "<p>一、资金</p><p>安排50万元，支出40万元，执行率{}%。</p>"
FORMS = [
    f'<form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x"><h1>{TITLE}</h1>{RATE}</form>',
    f"<form><table><tr><td><h1>{TITLE}</h1>{RATE}</td></tr></table></form>",
    f"<form><form><div class=con><h1>{TITLE}</h1><fieldset><legend>公开</legend>{RATE}</fieldset></div></form></form>",
]


@pytest.mark.parametrize("body", FORMS)
def test_a_page_in_a_form_is_read(body: str) -> None:
    assert read_page(page(body)).draft.title == TITLE
    assert errors(page(body.replace("{}", "80"))) == []
    assert "rate" in errors(page(body.replace("{}", "90")))


def test_fields_show_what_is_in_them() -> None:
    table = """<form><table><tr><td>项目名称</td><td colspan=3><input type=text value="水库管护"></td></tr>
    <tr><td>预算数</td><td><input value="50"></td><td>执行数</td><td><input type="number" value="40"></td></tr>
    <tr><td>等级</td><td><input type=radio checked>优 <input type=radio>良</td>
    <td>类别</td><td><select><option>请选择<option selected>经常性</select></td></tr>
    <tr><td>问题</td><td colspan=3><textarea>进度偏慢。</textarea></td></tr></table>
    <input type=submit value=提交><input type=hidden value=暗><input placeholder=填名称><button>返回</button></form>"""
    wanted = "[项目名称|水库管护||/预算数|50|执行数|40/等级|☑优□良|类别|经常性/问题|进度偏慢。||]"
    assert told(table) == [wanted]


# -- deleted and struck out -------------------------------------------------------------------------------------------
CHANGED = [
    ("安排<del>50</del><ins>60</ins>万元。", "安排60万元。", "安排50万元。", 0),
    ("<del>安排50万元，</del>支出40万元。<ins>完成。</ins>", "支出40万元。完成。", "安排50万元，支出40万元。", 0),
    ('<span class="msoDel">原</span>安排<span class="msoIns">新增</span>50万元。', "安排新增50万元。",
     "原安排50万元。", 0),
    ("安排<s>50</s>60万元。", "安排60万元。", "安排60万元。", 1),
    ("安排<strike>50</strike>60万元，<s>支出</s>。", "安排60万元，。", "安排60万元，。", 2),
    ('安排<span style="text-decoration: line-through">50</span>60万元。', "安排60万元。", "安排60万元。", 1),
    ('<style>.x{text-decoration-line:line-through}</style>安排<b class=x>50</b>60万元。', "安排60万元。",
     "安排60万元。", 1),
]  # fmt: skip


@pytest.mark.parametrize(("body", "now", "before", "struck"), CHANGED)
def test_deleted_words_are_not_read(body: str, now: str, before: str, struck: int) -> None:
    text = page(f"<h1>{TITLE}</h1><p>{body}</p><p>完成清淤。</p>")
    reading = read_page(text)
    assert shown(reading) == [HEAD, now, "完成清淤。"]
    assert [line for line in reading.remarks if "划掉" in line] == ([f"有{struck}处划掉的文字没有读"] if struck else [])
    assert shown(read_page(text, original=True)) == [HEAD, before, "完成清淤。"]


def test_a_deleted_paragraph_leaves_nothing() -> None:
    assert told("<p>甲完成。</p><del><p>乙没有完成。</p></del><p>丙完成。</p>") == ["甲完成。", "丙完成。"]


# -- headers and other parts ------------------------------------------------------------------------------------------
HEADERS = [
    f'<article><header class="entry-header"><h1>{TITLE}</h1></header><div class="entry-content">BODY</div></article>',
    f'<header><h1>{TITLE}</h1></header><main>BODY</main>',
    f'<div class=header><a href=/><img></a></div><div class=article><div class=head><h2>{TITLE}</h2></div>BODY</div>',
    f'<main><article><header><p>2025-03-01</p><h1>{TITLE}</h1></header><section>BODY</section></article></main>',
    f'<table><tr><td class="top"><h1><a href="/">某局</a></h1></td></tr><tr><td>{TITLE}</td></tr><tr><td>BODY'
    "</table>",
]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<title>河湖管护绩效评价结果_某县人民政府</title><header><h1>河湖管护绩效评价结果</h1></header>"
        "<div class=text>BODY</div>",
        "<div class=top><h1>某县人民政府</h1></div><div class=head><h2>河湖管护绩效评价结果</h2></div>"
        "<div id=con>BODY</div>",
        "<header><nav><a href=/>首页</a></nav><h1>河湖管护绩效评价结果</h1></header><section class=content>BODY"
        "</section>",
    ],
)
def test_a_title_that_says_little_is_read_too(html: str) -> None:
    found = shown(read_page(page(html.replace("BODY", "<p>一、资金</p><p>支出40万元，执行率80%。</p>"))))
    assert found == ["# 河湖管护绩效评价结果", "h1 一、资金", "支出40万元，执行率80%。"]


@pytest.mark.parametrize("html", HEADERS)
def test_a_title_in_a_header_is_read(html: str) -> None:
    body = "<p>一、资金</p><p>安排50万元，支出40万元，执行率80%。</p>"
    wanted = [HEAD, "h1 一、资金", "安排50万元，支出40万元，执行率80%。"]
    assert shown(read_page(page(html.replace("BODY", body)))) == wanted


def test_the_foot_of_an_article_signs_it() -> None:
    body = "<p>一、资金</p><p>支出40万元。</p><footer><p>某县水利局</p><p>2025年3月5日</p></footer>"
    reading = read_page(page(f"<article><h1>{TITLE}</h1>{body}</article><footer><p>某县政务服务中心</p></footer>"))
    assert shown(reading) == [HEAD, "h1 一、资金", "支出40万元。", "某县水利局", "2025年3月5日"]


FIRST = f"<h1>{TITLE}</h1><p>一、做法</p><p>设立河长86名，台账齐全，群众满意，长效机制已经建立起来，示范作用明显。</p>"
SECOND = "<p>二、资金</p><p>安排50万元，支出40万元。</p>"
PARTS = [
    f'<div class="article"><div class="content">{FIRST}</div><div class="attach">{SECOND}</div></div>',
    f'<div class="TRS_Editor">{FIRST}</div><div class="TRS_Editor">{SECOND}</div>',
    f'<div id="zoom">{FIRST}</div><div>{SECOND}</div>',
    f'<div class="content">{FIRST}</div>{SECOND}',
    f'<div id="main"><div class="text">{FIRST}</div></div><div class="bottom">{SECOND}</div>',
    f"<article>{FIRST}</article><aside>{SECOND}</aside>",
    f'<div class="nav-content"><div class="tools">{FIRST}{SECOND}</div></div>',
    f'<div class="lead">{FIRST}</div><div class="content">{SECOND}<p>{"管护工作按计划推进，" * 20}完成。</p></div>',
    f"<table><tr><td class=content>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>",
]


@pytest.mark.parametrize("html", PARTS)
def test_a_text_in_several_parts_is_read_whole(html: str) -> None:
    head, first, long = HEAD, "h1 一、做法", "设立河长86名，台账齐全，群众满意，长效机制已经建立起来，示范作用明显。"
    found = [head, first, long, "h1 二、资金", "安排50万元，支出40万元。"]
    assert shown(read_page(page(html)))[:5] == found


def test_what_follows_the_text_is_of_it() -> None:
    end = "<p>特此报告。</p><p>附件：<a href=a.xlsx>自评表.xlsx</a></p><p>某县水利局</p><p>2025年3月5日</p>"
    html = page(
        f'<div class="content">{FIRST}</div>{end}<div class="footer">主办：某县人民政府 某ICP备12345678号</div>'
    )
    assert shown(read_page(html))[-4:] == ["特此报告。", "附件：自评表.xlsx", "某县水利局", "2025年3月5日"]


# -- lines ------------------------------------------------------------------------------------------------------------
LINES = [
    ("<pre>一、资金\n　　安排50万元。\n二、做法\n　　完成清淤。\n</pre>", ["h1 一、资金", "安排50万元。",
     "h1 二、做法", "完成清淤。"]),
    ("<pre>\r\n一、资金\r\n项目\t支出\r\n清淤\t50</pre>", ["h1 一、资金", "[项目|支出/清淤|50]"]),
    ('<div style="white-space:pre-wrap">（一）清淤\n完成3公里。\n\n（二）护坡\n完成2公里。</div>',
     ["h2 （一）清淤", "完成3公里。", "h2 （二）护坡", "完成2公里。"]),
    ("<xmp>一、资金\n安排<50万元。</xmp>", ["h1 一、资金", "安排<50万元。"]),
    ("<pre>一、<b>资金</b>\n安排50万元。<br>支出40万元。</pre>", ["h1 一、资金", "安排50万元。", "支出40万元。"]),
    # A break in the source is a blank between Latin words, and nothing between Chinese ones.
    ("<p>开展\n巡查，群众\r\n  满意。</p>", ["开展巡查，群众满意。"]),
    ("<p>开展<b>\n巡查</b>\n200\n人次，GDP\ngrowth。</p>", ["开展巡查200人次，GDP growth。"]),
    ("<p>强短板 创精品。</p>", ["强短板 创精品。"]),
    # Lines by <br>: each its own, an empty one apart.
    ("<div>一、资金<br>　　安排50万元。<br><br>二、做法<br/>　　完成清淤。</div>",
     ["h1 一、资金", "安排50万元。", "h1 二、做法", "完成清淤。"]),
    ("<h2>一、资金<br>使用情况</h2><p>支出40万元。</p>", ["h1 一、资金使用情况", "支出40万元。"]),
    ("<p>&nbsp;&nbsp;&nbsp;&nbsp;一、资金</p><p>&emsp;&emsp;支出40&nbsp;万元。</p><p>&nbsp;</p>", ["h1 一、资金",
     "支出40万元。"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), LINES)
def test_lines(body: str, wanted: list[str]) -> None:
    assert told(body) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "安排50万元，开展\n巡查200人次，群众\n满意度提升。",
        "安排50\n万元，\n开展巡查200<i>\n人次</i>，群众满意\n度提升。",
    ],
)
def test_a_page_compares_as_its_text(body: str) -> None:
    text = of_reading(read_text(f"{TITLE}\n\n　　安排50万元，开展巡查200人次，群众满意度提升。\n"))
    assert compare(text, of_reading(read_page(page(f"<h1>{TITLE}</h1><p>{body}</p>")))).same


END_TAGS = [
    "<p>资金<table><tr><th>项<th>支出（万元）<tr><td>甲<td>50<tr><td>乙<td>40<tr><td>合计<td>{}</table><p>完。<p>毕。",
    "<table><thead><tr><th>项<th>支出（万元）<tbody><tr><td>甲<td>50<tr><td>乙<td>40<tfoot><tr><td>合计<td>{}"
    "</table><p>完。",
    "<TABLE><TR><TD>项<TD>支出（万元）</TR><TR><TD>甲<TD>50<TR><TD>乙<TD>40</TD></TR><TR><TD>合计<TD>{}"
    "</TABLE>完。<BR>毕。",
]


@pytest.mark.parametrize("body", END_TAGS)
def test_end_tags_may_be_left_out(body: str) -> None:
    html = f"<!DOCTYPE html><title>某</title><h1>{TITLE}</h1>{body}"
    assert errors(html.format(90)) == []
    assert errors(html.format(95)) == ["sum-table"]
    assert shown(read_page(html.format(90)))[-1] in ("完。", "毕。")


LISTS = [
    ("<ol><li>压实责任，巡查200人次。<li>专项整治，处理12处。</ol>", ["1.压实责任，巡查200人次。",
     "2.专项整治，处理12处。"]),
    ("<ol start=3><li>甲完成。<li>乙完成。<li value=9>丙完成。</ol>", ["3.甲完成。", "4.乙完成。", "9.丙完成。"]),
    ("<ol start=5><li>甲完成清淤。<li value=12>乙完成护坡。</ol>", ["5.甲完成清淤。", "12.乙完成护坡。"]),
    ("<ol type=a><li>甲完成。<li>乙完成。</ol>", ["a.甲完成。", "b.乙完成。"]),
    ("<ol type=I reversed><li>甲完成。<li>乙完成。</ol>", ["II.甲完成。", "I.乙完成。"]),
    ('<ol style="list-style-type:cjk-ideographic"><li>甲<li>乙</ol>', ["h1 一、甲", "h1 二、乙"]),
    ("<style>ol{list-style:none}</style><ol><li>甲完成。<li>乙完成。</ol>", ["甲完成。", "乙完成。"]),
    ("<ol><li><p>甲完成。</p><p>其中一处。</p><li>乙完成：<ol><li>丙。<li>丁。</ol></ol>",
     ["1.甲完成。", "其中一处。", "2.乙完成：", "1.丙。", "2.丁。"]),
    ("<ul><li>甲完成清淤护坡绿化等各项任务和各项目标<li>乙完成</ul>", ["甲完成清淤护坡绿化等各项任务和各项目标",
     "乙完成"]),
    # Who typed numbers into a list wants no second ones.
    ("<ol><li>（1）甲完成，共3处。<li>（2）乙完成，共4处。</ol>", ["（1）甲完成，共3处。", "（2）乙完成，共4处。"]),
    ("<ol><li><li>乙完成，共4处。</ol>", ["2.乙完成，共4处。"]),
    ("<dl><dt>资金<dd>50万元。<dt>做法<dd>清淤。</dl>", ["资金", "50万元。", "做法", "清淤。"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), LISTS)
def test_lists(body: str, wanted: list[str]) -> None:
    reading = read_page(page(f"<h1>{TITLE}</h1><p>主要做法如下：</p>{body}<p>以上全部完成。</p>"))
    found = [line.removeprefix("h3 ").removeprefix("h4 ") for line in shown(reading)]
    assert found == [HEAD, "主要做法如下：", *wanted, "以上全部完成。"]


# -- numbers of pages -------------------------------------------------------------------------------------------------
FEET = [
    '<div title="footer"><p align="right">— <sdfield type=PAGE>1</sdfield> —</p></div>',
    '<div title="header"><p>某县水利局</p></div><div title="footer"><p><sdfield type=PAGE>3</sdfield></p></div>',
    '<div type=FOOTER><p align=center>第<sdfield type=page>1</sdfield>页</p></div>',
    "<div style='mso-element:footer' id=f1><p class=MsoFooter>1</p></div>",
    "<p align=center>— 1 —</p>",
    "<p>第 2 页 共 9 页</p>",
]  # fmt: skip


@pytest.mark.parametrize("foot", FEET)
def test_numbers_of_pages_are_no_text(foot: str) -> None:
    assert told(f"<p>一、资金</p><p>支出40万元。</p>{foot}") == ["h1 一、资金", "支出40万元。"]


# -- words in their places --------------------------------------------------------------------------------------------
WORDS = [
    ("<p>约10<sup>4</sup>平方米，3m<sup>2</sup>，H<sub>2</sub>O<sup>[1]</sup>。</p>", ["约10⁴平方米，3m²，H₂O[1]。"]),
    ("<p>执行率<math><mfrac><mn>40</mn><mn>50</mn></mfrac></math>，<math><msup><mn>10</mn><mn>4</mn></msup>"
    "</math>。</p>",
     ["执行率40/50，10⁴。"]),
    ("<p>深5<math><mfrac><mn>1</mn><mn>4</mn></mfrac></math>米、<math><mrow><mn>6</mn><mfrac><mn>1</mn><mn>8</mn></mfrac>"
    "</mrow></math>米。</p>", ["深5 1/4米、6 1/8米。"]),
    ("<p>边长<math><msqrt><mn>36</mn></msqrt></math>，<math><mroot><mn>8</mn><mn>3</mn></mroot><mo>+</mo><msubsup><mi>y"
    "</mi><mn>1</mn><mn>2</mn></msubsup><mo>-</mo><msub><mi>z</mi><mn>4</mn></msub></math>，<math><semantics><mfrac><mrow>"
    "<mn>36</mn><mo>+</mo><mn>4</mn></mrow><mn>50</mn></mfrac><annotation>frac</annotation></semantics></math>"
    "。</p>",
     ["边长√36，∛8+y₁²-z₄，(36+4)/50。"]),
    ("<p>得<math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mn>9</mn></munderover><mn>5</mn>"
    "<msub><mi>x</mi><mi>i</mi></msub></math>。</p>", ["得∑_(i=1)^9 5x_i。"]),
    ("<p>共<math><mfenced open='[' close=']'><mn>3</mn><mn>4</mn></mfenced><mover><mi>x</mi><mo>¯</mo></mover>"
    "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>。</p>", ["共[3,4]x1，2。"]),
    ("<p><q>清四乱</q>、<ruby>峪<rp>(</rp><rt>yù</rt><rp>)</rp></ruby>口&shy;村。</p>", ["“清四乱”、峪口村。"]),
    ("<table><tr><td>城市<br>管理<td>100<br>200<td>甲</table>", ["[城市管理|100 200|甲]"]),
    ("<table><tr><td>项目<td>情况<tr><td>清淤<td><ul><li>甲<li>乙</ul><tr><td>护坡<td>完成</table>",
     ["[项目|情况/清淤|甲乙/护坡|完成]"]),
    ("<p>支出<40万元，1 < 2。</p>", ["支出<40万元，1<2。"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), WORDS)
def test_words(body: str, wanted: list[str]) -> None:
    assert told(body) == wanted


# -- bounds -----------------------------------------------------------------------------------------------------------
DEEP = ["<div>", "<table><tr><td>", "<ul><li>", "<b>", "<form><table><tr><td>", "<blockquote><font>"]


@pytest.mark.parametrize("tags", DEEP)
def test_what_stands_deep_is_read(tags: str) -> None:
    html = f"<h1>{TITLE}</h1><p>一、资金</p>{tags * (DEPTH + 100)}安排50万元。<p>支出40万元。</p>"
    reading = read_page(html)
    assert shown(reading) == [HEAD, "h1 一、资金", "安排50万元。", "支出40万元。"]
    assert any("套得太深" in line for line in reading.remarks)
    assert not read_page(f"{tags * 20}<p>一、资金</p>安排50万元。").remarks


def test_cells_that_span_everything_are_bounded() -> None:
    spans = "<td rowspan=65534 colspan=1000>x" * 300
    rows = "<tr><td>甲<td>乙" * 3000
    reading = read_page(page(f"<table><tr>{spans}{rows}</table>"))
    cells = sum(len(row) for block in reading.draft.blocks for row in getattr(block, "rows", ()))
    assert 6000 <= cells < 150_000


@pytest.mark.parametrize(
    "html",
    ["<p " + " ".join(f"a{i}=1" for i in range(9000)) + ">甲。", "<i>" * 1_600_000],
)
def test_what_no_site_makes_is_refused(html: str) -> None:
    with pytest.raises(BrokenPage, match="标记太多"):
        read_page(html)


@pytest.mark.parametrize(
    "html", ["", " ", "<!-- 甲。 -->", "<html></html>", "<a " * 33_000, "<p hidden>甲。</p>", "<p>\0</p>"]
)
def test_a_page_without_words_says_so(html: str) -> None:
    with pytest.raises(EmptyText):
        read_page(html)


TAGS = st.sampled_from(
    "<p> </p> <div> </div> <table> </table> <tr> </tr> <td> </td> <td|rowspan=3> <td|colspan=2> <ol> </ol> <ul> <li> "
    "<br> <pre> </pre> <h1> </h1> <a> </a> <del> </del> <s> <sup> <form> <caption> <tfoot> <nav> <article> <footer> "
    "<q> </q> <input> 甲 。 一、 12 \n \t &nbsp; <!-- --> <![endif]> < > & </ <style> </style> <script> </script> "
    "<textarea> <select> <option> <math> <mfrac> <mn> <svg> <text> <iframe|srcdoc='<p>甲'> <p|hidden> <body> <html> "
    "<title> </title> # - 1. \0 报告".replace("|", "\f").split(" ")
)  # fmt: skip


@given(st.lists(TAGS, max_size=40))
def test_any_tags_are_read_or_refused(tags: list[str]) -> None:
    try:
        reading = read_page("".join(tags))
    except DrafterError:
        return
    assert in_place(reading)


@beside
@pytest.mark.parametrize(
    ("name", "code"), [("05-form", "rate"), ("16-outside-part", "rate"), ("17-end-tags", "sum-table")]
)
def test_files_of_the_kind_with_an_error(name: str, code: str) -> None:
    assert code in [one.code for one in check_reading(read_any(str(FILES / f"{name}.html")))]


@beside
def test_files_of_the_kind_without_one() -> None:
    assert "200万元" in shown(read_any(str(FILES / "10-del-ins.html")))[1]
    assert shown(read_any(str(FILES / "14-header.html")))[0] == "# 云溪县河湖管护项目支出绩效自评报告"
    assert len(shown(read_any(str(FILES / "17-pre.html")))) == 5
    assert any(line.startswith("2.") for line in shown(read_any(str(FILES / "17-ordered-list.html"))))
    assert not any("1" in line and "—" in line for line in shown(read_any(str(FILES / "25-page-footer.html"))))
    page_side, text_side = (of_reading(read_any(str(FILES / f"17-line-break.{kind}"))) for kind in ("html", "txt"))
    assert compare(page_side, text_side).same


@beside
def test_a_hundred_thousand_opened_tags_are_read_at_once() -> None:
    with pytest.raises(EmptyText):
        read_any(str(SHARED / "acceptance" / "doors" / "lt.html"))
