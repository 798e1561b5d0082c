"""Pages as sites of governments, Word, WPS and Excel make them.

Invariants:
- Of a page the report is read and nothing of the site: menus, where one is, dates and sources, shares, neighbours,
  feet.
- The title is found outside the part with the text, on two lines, or among the names of channels.
- What a page hides (by style, sheet, attribute, script) is not read; what Word writes for itself is not either.
- A table that lays out the page is no table; one of figures stays one, in whatever it stands.
- What a browser shows and this does not read is said: frames, drawings, pictures, hidden sentences, further pages.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from shown import in_place, shown

from drafter.errors import BrokenPage
from drafter.reading.web import read_page

PAGES_OF = Path(__file__).parent / "pages"
TITLE = "青山县水库管护项目支出绩效自评报告"
NAV = (
    "<ul class=nav><li><a href=/>首页</a><li><a href=/zw>政务公开</a><li><a href=/fw>政务服务</a>"
    "<li><a href=/hd>政民互动</a></ul>"
)
WHERE = "<div>您当前的位置：<a href=/>首页</a> &gt; <a href=/zw>政务公开</a> &gt; 正文</div>"
WHEN = (
    "<div class=info>发布时间：2025-03-10 09:30　来源：县水利局　浏览次数：<span>12</span>次 "
    "【字体：<a href=#>大</a> <a href=#>中</a> <a href=#>小</a>】 <a>打印</a></div>"
)
SHARE = "<div class=bdsharebuttonbox>分享到：<a href=#>微信</a><a href=#>微博</a></div>"
NEXT = (
    "<p>上一篇：<a href=1>关于开展自评的通知</a></p><p>下一篇：没有了</p><p>责任编辑：办公室</p><div>【"
    "<a href=#>关闭窗口</a>】</div>"
)
MORE = (
    "<div><h3>相关阅读</h3><ul><li><a href=4>绩效管理办法</a><li><a href=5>绩效目标表</a><li>"
    "<a href=6>预算公开</a></ul></div>"
)
FOOT = (
    "<div class=footer><p>主办单位：青山县人民政府办公室　地址：人民路1号</p>"
    "<p>网站标识码：4301110001　某ICP备05000618号</p>"
    "<p>建议使用1366*768分辨率浏览本网站。版权所有，未经许可不得转载。</p></div>"
)
TEXT = (
    "<p>　　一、资金</p><p>　　安排50万元，支出40万元，执行率80%。</p><p align=right>县水利局</p>"
    "<p align=right>2025年3月5日</p>"
)
WANTED = [f"# {TITLE}", "h1 一、资金", "安排50万元，支出40万元，执行率80%。", "县水利局", "2025年3月5日"]
PAGES = {
    "title above": f"{NAV}{WHERE}<div class=bt>{TITLE}</div>{WHEN}{SHARE}<div class=TRS_Editor>{TEXT}"
    f"</div>{NEXT}{MORE}{FOOT}",
    "title in a heading": f"<h1><a href=/>青山县</a></h1>{NAV}<h2>{TITLE}</h2>{WHEN}<div id=zoom>{TEXT}"
    f"</div>{SHARE}{FOOT}",
    "title inside": f"{NAV}{WHERE}<article><h1>{TITLE}</h1>{WHEN}{TEXT}{SHARE}</article><aside>{MORE}</aside>{FOOT}",
    "title twice": f"<h1>{TITLE}</h1>{WHEN}<div class=content><p align=center>{TITLE}</p>{TEXT}</div>{NEXT}{FOOT}",
    "title on two lines": f"{NAV}<div class=content><p align=center>青山县水库管护</p>"
    f"<p align=center>项目支出绩效自评报告</p><p>&nbsp;</p>{TEXT}</div>{FOOT}",
    "nothing marked": f"<title>{TITLE}_青山县水利局</title>{NAV}{WHERE}<div>{TITLE}</div>{WHEN}"
    f"<div>{TEXT}</div>{NEXT}{MORE}{FOOT}",
    "in tables": f"<table><tr><td colspan=2>{NAV}</td></tr><tr><td><table><tr><td><a href=1>概况</a></td></tr>"
    f"<tr><td><a href=2>法规</a></td></tr><tr><td><a href=3>公告</a></td></tr></table></td><td><table><tr>"
    f"<td>{WHERE}</td></tr>"
    f"<tr><td align=center><font size=5>{TITLE}</font></td></tr><tr><td>{WHEN}</td></tr><tr><td id=zoom>{TEXT}"
    f"</td></tr>"
    f"</table></td></tr></table>{FOOT}",
    "in lines": f"<div class=article><h1>{TITLE}</h1><div class=con>　　一、资金"
    f"<br>　　安排50万元，支出40万元，执行率80%。<br><br>"
    f"县水利局<br>2025年3月5日</div></div>{FOOT}",
    "in spans": f'<div class=detail><span style="display:block">{TITLE}</span>'
    f'<span style="display:block">一、资金</span>'
    "<span>安排50万元，</span><span>支出40万元，执行率80%。</span><section><section><p>县水利局</p></section>"
    "</section>"
    "<p><br></p><p>2025年3月5日</p></div>",
    "copied menus": f"{NAV}<div class=content><h1>{TITLE}</h1>{TEXT}<div class=nav2>{NAV}</div></div>{FOOT}",
}


@pytest.mark.parametrize("name", PAGES)
def test_of_a_page_the_report_is_read(name: str) -> None:
    reading = read_page(f"<!DOCTYPE html><html><body>{PAGES[name]}</body></html>")
    assert shown(reading) == WANTED
    assert in_place(reading)


def test_the_name_of_the_page_is_its_title_and_no_channel() -> None:
    lines = "<div>通知公告</div><div>青山县水库管护</div><div>项目支出绩效自评报告</div>"
    html = f"<title>{TITLE}-青山县水利局</title>{lines}{TEXT}"
    assert shown(read_page(html)) == [WANTED[0], "通知公告", *WANTED[1:]]


def test_what_is_said_of_a_document_before_its_text_is_no_table_of_it() -> None:
    index = (
        "<table><tr><td>索 引 号：</td><td>A001/2025-12</td><td>信息分类：</td><td>财政</td></tr><tr>"
        "<td>发布机构：</td>"
        "<td>县水利局</td><td>发文日期：</td><td>2025年3月1日</td></tr></table>"
    )
    html = f"{NAV}{index}<div>{TITLE}</div><div>青水〔2025〕3号</div><div id=div_content>{TEXT}</div>{FOOT}"
    assert shown(read_page(html)) == [WANTED[0], "青水〔2025〕3号", *WANTED[1:]]
    # A table of the text that has such a label stays.
    own = "<table><tr><td>名称</td><td>长度</td></tr><tr><td>清淤</td><td>3公里</td></tr></table><p>以上完成。</p>"
    assert shown(read_page(f"<h1>{TITLE}</h1>{own}")) == [WANTED[0], "[名称|长度/清淤|3公里]", "以上完成。"]


ATTACHED = [
    "<p>附件：<a href=1.doc>自评表.doc</a></p>",
    "<p>附件下载：</p><ul><li><a href=1.doc>附件1：自评表</a><li><a href=2.doc>附件2：明细表</a><li>"
    "<a href=3.doc>证明.pdf</a></ul>",
]


@pytest.mark.parametrize("links", ATTACHED)
def test_links_to_attachments_stay(links: str) -> None:
    found = shown(read_page(f"<h1>{TITLE}</h1><div class=content>{TEXT}</div>{links}{NEXT}{FOOT}"))
    assert found[: len(WANTED)] == WANTED
    assert len(found) == len(WANTED) + links.count("<p>") + links.count("<li>")


# -- what is hidden ---------------------------------------------------------------------------------------------------
SECRET = "<p>这一句不该出现，数字是99万元。</p>"
HIDDEN = [
    f'<div style="display:none">{SECRET}</div>',
    f'<div style="color:red; VISIBILITY : hidden !important">{SECRET}</div>',
    f"<div hidden>{SECRET}</div>",
    f'<div style="font-size:0px">{SECRET}</div>',
    f'<div style="position:absolute;left:-9999px">{SECRET}</div>',
    f"<style>.m p, #k{{color:red}} .m{{display:none}}</style><div class='a m'>{SECRET}</div>",
    f"<style>@media screen{{#tip{{display:none}}}}</style><div id=tip>{SECRET}</div>",
    f"<style>div.x > .y{{display:none}}</style><div class=x><div class=y>{SECRET}</div></div>",
    f"<style>/* .z */ .z{{display:block}} div.z{{display:none}} .z{{display:block}}</style><div class=z>{SECRET}</div>",
    f"<template>{SECRET}</template>",
    f"<script type=text/html>{SECRET}</script>",
    f"<noscript>{SECRET}</noscript>",
    f"<!--[if gte mso 9]>{SECRET}<![endif]-->",
    f"<dialog>{SECRET}</dialog>",
    f"<textarea style='display:none'>{SECRET}</textarea>",
    f"<select><option>{SECRET}</option></select>",
    "<xml><o:Author>这一句不该出现，数字是99万元。</o:Author></xml>",
    "<button>这一句不该出现，数字是99万元。</button>",
    "<svg><desc>这一句不该出现，数字是99万元。</desc></svg>",
]


@pytest.mark.parametrize("html", HIDDEN)
def test_what_is_hidden_is_not_read(html: str) -> None:
    assert shown(read_page(f"<h1>{TITLE}</h1>{html}{TEXT}")) == WANTED


SHOWN = [
    "<p style='display:block'>护坡2公里，绿化3公里。</p>",
    "<style>.q{display:none} div.q .q{display:none} p.q{display:block}</style><p class=q>护坡2公里，绿化3公里。</p>",
    "<style>@media print{p{display:none}} @media (max-width:600px){p{display:none}}</style>"
    "<p>护坡2公里，绿化3公里。</p>",
    "<style>.r:hover, .r::after, r[x]{display:none}</style><p class=r>护坡2公里，绿化3公里。</p>",
    "<![if !supportLists]><p>护坡2公里，绿化3公里。</p><![endif]>",
    "<details><summary>护坡2公里，绿化3公里。</summary></details>",
    "<o:p></o:p><st1:place w:st='on'>护坡2公里，绿化3公里。</st1:place>",
    "<p style='font-size:0.5em;text-indent:-2em;left:-2px'>护坡2公里，绿化3公里。</p>",
]


@pytest.mark.parametrize("html", SHOWN)
def test_what_is_shown_is_read(html: str) -> None:
    assert shown(read_page(f"<h1>{TITLE}</h1><p>一、做法</p>{html}"))[2:] == ["护坡2公里，绿化3公里。"]


# -- office programs --------------------------------------------------------------------------------------------------
def test_a_document_saved_by_word_as_a_page() -> None:
    assert shown(read_page((PAGES_OF / "word.html").read_text(encoding="utf-8"))) == [
        f"# {TITLE}", "h1 一、资金", "安排50万元，支出40万元，执行率80%。", "清理河道，整治12处", "完成 护坡。",
         "县水利局统计。",
    ]  # fmt: skip


def test_a_sheet_saved_by_excel_as_a_page() -> None:
    html = (PAGES_OF / "excel.html").read_text(encoding="utf-8")
    assert shown(read_page(html)) == [
        "# 项目支出绩效自评表", "（2024年度）",
        "[项目名称|水库管护||/项目资金（万元）||预算数|执行数/|资金总额|50|40/|其中：财政|30|25]",
    ]  # fmt: skip


# -- tables that are none ---------------------------------------------------------------------------------------------
LAYOUTS = [
    "<table><tr><td>一、资金<td></tr><tr><td>BODY</table>",
    "<table role=presentation><tr><td><p>一、资金</p><td>BODY</table>",
    "<table><tr><td><a href=1>甲</a><p><a href=2>乙</a><p><a href=3>丙</a><td><p>一、资金</p><p>BODY</p></table>",
    "<table><tr><td><table><tr><td><table><tr><td>一、资金</table></table><tr><td>BODY</table>",
    "<table><tr><td><h2>一、资金</h2><td>BODY</table>",
]


@pytest.mark.parametrize("table", LAYOUTS)
def test_a_table_that_lays_out_the_page_is_none(table: str) -> None:
    html = table.replace("BODY", "安排50万元，支出40万元，执行率80%。")
    assert shown(read_page(f"<h1>{TITLE}</h1>{html}")) == WANTED[:3]


FIGURES = "<table><tr><td>项目<td>支出<tr><td>清淤<td>50<tr><td>护坡<td>40</table>"


@pytest.mark.parametrize(
    "html",
    [
        f"<table><tr><td><p>一、资金</p>{FIGURES}</table>",
        f"<table><tr><td><td><p>一、资金</p><tr><td><td>{FIGURES}</table>",
        f"<ul><li>一、资金<div>{FIGURES}</div></ul>",
        f"<blockquote>一、资金{FIGURES}</blockquote>",
    ],
)
def test_a_table_of_figures_stays_one(html: str) -> None:
    assert shown(read_page(f"<h1>{TITLE}</h1>{html}")) == [WANTED[0], "h1 一、资金", "[项目|支出/清淤|50/护坡|40]"]


def test_a_long_text_in_a_cell_is_read_as_paragraphs() -> None:
    long = "".join(f"<p>第{i}项工作按期完成，" + "质量合格群众满意，" * 12 + f"共{i}处。</p>" for i in range(1, 5))
    table = f"<table><tr><td>项目<td>水库管护<tr><td>预算<td>50<tr><td>结论<td>{long}<tr><td>得分<td>90</table>"
    found = shown(read_page(f"<h1>{TITLE}</h1>{table}"))
    assert found[1:3] == ["[项目|水库管护/预算|50]", "结论"]
    assert found[-1] == "[得分|90]" and len(found) == 8


# -- what is not read is said -----------------------------------------------------------------------------------------
UNREAD = [
    ("<iframe src=tj.html></iframe>", "1个别的网页"),
    ("<svg><text>预算50万元</text></svg>", "1幅图里的文字"),
    (
        "<div style='display:none'><p>安排50万元，支出40万元，执行率80%，进度正常，质量合格，群众满意。</p></div>",
        "隐藏的文字",
    ),
    ("<a href=2.html>下一页</a>", "不是全文"),
]
SAID = [
    "<iframe src=about:blank></iframe>", "<iframe src=tj.html width=0 height=0></iframe>", "<svg><path d=M0></svg>",
    "<div style='display:none'>菜单"
    "</div>", "<div class=nav><iframe src=a></iframe><svg><text>首页</text></svg></div>",
]  # fmt: skip


@pytest.mark.parametrize(("html", "wanted"), UNREAD)
def test_what_is_not_read_is_said(html: str, wanted: str) -> None:
    (line,) = read_page(f"<h1>{TITLE}</h1>{TEXT * 3}{html}").remarks
    assert wanted in line


@pytest.mark.parametrize("html", SAID)
def test_what_nobody_misses_is_not_said(html: str) -> None:
    assert read_page(f"<h1>{TITLE}</h1>{TEXT * 3}{html}").remarks == ()


def test_a_page_that_is_no_text_says_what_it_is() -> None:
    with pytest.raises(BrokenPage, match="框架"):
        read_page(
            "<frameset rows=80,*><frame src=top.html><frame src=main.html><noframes>请升级。</noframes></frameset>"
        )
    with pytest.raises(BrokenPage, match="2幅图片"):
        read_page("<div class=content><p><img src=1.jpg></p><p><img src=2.jpg></p></div>")
    (line,) = read_page(f"<h1>{TITLE}</h1><p><img src=1.jpg></p>").remarks
    assert "1幅图片" in line
