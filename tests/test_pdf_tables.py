"""Tables of a PDF: cells, rows and columns as they stand on the page.

Invariants:
- A table is found by its lines, whether strokes, thin boxes or thin pictures, whole or in pieces; with open sides too;
  where there are none, by words that stand below each other.
- A cell over several columns or rows has its words in the first of them; a cell of several lines is one cell.
- A table over pages is one; text beside, above and below it is no part of it; what is no table is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import lines, pdf, read, ruled, shown, table, told

from drafter.report.tree import Heading, Paragraph, Table

pytest.importorskip("pypdfium2")

CELLS = [
    ["项目", "年初预算", "支出"],
    ["清淤", "100.00", "95.50"],
    ["护坡", "80.00", "75"],
    ["合计", "180.00", "170.50"],
]
ROWS = ["|".join(row) for row in CELLS]
XS = (72, 200, 300, 400)
YS = (700, 680, 660, 640, 620)
WORDS = table(CELLS, XS, 700)


def across(y: float, start: float = 72, end: float = 400) -> str:
    return f"q {start:g} {y:g} m {end:g} {y:g} l S Q\n"


def down(x: float, top: float = 700, bottom: float = 620) -> str:
    return f"q {x:g} {top:g} m {x:g} {bottom:g} l S Q\n"


def tables(data: bytes) -> list[Table]:
    return [block for block in read(data).draft.blocks if isinstance(block, Table)]


FENCES = {
    "strokes": ruled(XS, YS),
    "thin boxes": ruled(XS, YS, thin=True),
    "a box a cell": "".join(f"q {x} {y} {right - x} 20 re S Q\n" for x, right in pairwise(XS)
                            for y in YS[1:]),
    "a box a cell, apart": "".join(f"q {x + 1} {y + 1} {right - x - 2} 18 re S Q\n"
                                   for x, right in pairwise(XS) for y in YS[1:]),
    "pieces": "".join(across(y, x, right - 0.5) for x, right in pairwise(XS) for y in YS)
    + "".join(down(x, y, y - 19.5) for x in XS for y in YS[:-1]),
    "doubled": ruled(XS, YS) + ruled([x + 1.2 for x in XS], [y + 1.2 for y in YS]),
    "open sides": "".join(map(across, YS)) + down(200) + down(300),
    "open sides and ends": "".join(across(y) for y in YS[1:-1]) + down(200) + down(300),
    "columns only": across(700) + across(680) + across(620) + "".join(map(down, XS)),
    "rows only": "".join(map(across, YS)),
    "three lines": across(700) + across(680) + across(620),
    "none": "",
    "shaded": "q 0.9 g 72 680 328 20 re f 72 640 328 20 re f Q\n",
    "in a group": "q 1 0 0 1 10 -20 cm " + ruled([x - 10 for x in XS], [y + 20 for y in YS]) + " Q\n",
    "dashed": "q [3 2] 0 d " + ruled(XS, YS) + " Q\n",
}  # fmt: skip


@pytest.mark.parametrize("fence", FENCES.values(), ids=FENCES)
def test_a_table_is_found_by_its_lines_or_by_where_its_words_stand(fence: str) -> None:
    above, below = lines(["一、支出情况", "　　全年支出如下。"], y=760), lines(["　　以上为全部支出。"], y=590)
    # A shade that is drawn last would hide the words.
    for drawn in (fence + WORDS, *([WORDS + fence] if " f " not in fence.replace("0.5 re f", "") else [])):
        assert told(read(pdf([above + drawn + below]))) == ["一、支出情况", "全年支出如下。", *ROWS, "以上为全部支出。"]
    (found,) = tables(pdf([above + fence + WORDS + below]))
    assert found.header == tuple(CELLS[0]) and len(found.rows) == 3


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_on_a_turned_page(turn: int) -> None:
    assert told(read(pdf([ruled(XS, YS) + WORDS], page=f"/Rotate {turn}"))) == ROWS


def test_the_name_of_a_table_is_its_title() -> None:
    page = lines(["　　全年支出如下。"], y=780) + shown("表1 支出明细表", 190, 710) + ruled(XS, YS) + WORDS
    (found,) = tables(pdf([page + lines(["　　" + "以上为全部支出，" * 4], y=590, x=40)]))
    assert found.title == "表1支出明细表"


def test_merged_cells_have_their_words_in_the_first() -> None:
    fence = (
        "".join(across(y) for y in (700, 660, 640, 620)) + across(680, 200, 400) + "".join(map(down, (72, 200, 400)))
    )
    words = [["项目", "预算数", ""], ["", "年初", "全年"], ["清淤", "100", "110"], ["护坡", "80", "85"]]
    drawn = fence + down(300, 680, 620) + table(words, XS, 700)
    assert told(read(pdf([drawn]))) == ["|".join(row) for row in words]
    # A cell over rows: its words stand in the middle of it.
    fence = "".join(map(across, (700, 680, 620))) + across(660, 200) + across(640, 200) + "".join(map(down, XS))
    words = [["指标", "名称", "得分"], ["", "数量", "10"], ["", "质量", "9"], ["", "时效", "8"]]
    drawn = fence + table(words, XS, 700) + shown("产出", 90, 646, 10)
    assert told(read(pdf([drawn]))) == ["指标|名称|得分", "产出|数量|10", "|质量|9", "|时效|8"]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    xs, ys = (72, 172, 272, 400), (700, 640, 600)
    words = shown("项目", 80, 665, 10) + "".join(shown(line, 174, 685 - 14 * at, 10) for at, line in enumerate(
        ["受汛期影响工期有所", "推迟，已调整计划并", "抓紧实施"])) + shown("12,345.6", 300, 665, 10)  # fmt: skip
    words += (
        shown("合计", 80, 615, 10)
        + shown("总额", 190, 624, 10)
        + shown("1234567890.1", 300, 624, 10)
        + shown("2", 300, 610, 10)
    )
    assert told(read(pdf([ruled(xs, ys) + words])))[0] == "项目|受汛期影响工期有所推迟，已调整计划并抓紧实施|12,345.6"
    # A figure that is broken to fit its narrow cell is one figure; figures below each other in a wide one are rows.
    narrow = ruled((72, 172, 206), (700, 660)) + shown("得分", 80, 680, 10) + shown("16.6", 176, 686, 10)
    assert told(read(pdf([narrow + shown("7", 186, 672, 10)]))) == ["得分|16.67"]


@given(st.integers(2, 6), st.integers(2, 9), st.data())
def test_any_table_reads_as_it_was_drawn(wide: int, high: int, data: st.DataObject) -> None:
    cell = st.one_of(st.integers(0, 99999).map(str), st.sampled_from(["清淤", "护坡", "—", "", "5.25%", "（二）其他"]))
    cells = [[data.draw(cell) for _ in range(wide)] for _ in range(high)]
    cells[0] = [f"第{number}列" for number in range(wide)]
    xs, ys = [60 + 75 * at for at in range(wide + 1)], [760 - 22 * at for at in range(high + 1)]
    fence = ruled(xs, ys, data.draw(st.booleans()))
    assert told(read(pdf([fence + table(cells, xs, 760, 22)]))) == ["|".join(row) for row in cells]


# Over pages.


def page_of(rows: Sequence[Sequence[str]], top: float = 780, fenced: bool = True) -> str:
    ys = [top - 20 * at for at in range(len(rows) + 1)]
    return (ruled(XS, ys) if fenced else "") + table(rows, XS, top)


LONG = [["序号", "名称", "金额"], *[[str(at), f"第{at}标段", f"{at * 10}.50"] for at in range(1, 61)]]


@pytest.mark.parametrize("fenced", [True, False])
@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("again", ["", "续表", "表1 支出明细表（续）"])
def test_a_table_over_pages_is_one(fenced: bool, repeated: bool, again: str) -> None:
    pages = [page_of(LONG[:21], 500, fenced)]
    for start in (21, 41):
        head = LONG[:1] if repeated else []
        pages.append(
            (shown(again, 200, 790) if again else "") + page_of([*head, *LONG[start : start + 20]], 760, fenced)
        )
    drawn = [page + shown(f"— {number} —", 280, 40, 9) for number, page in enumerate(pages, 1)]
    assert told(read(pdf(drawn))) == ["|".join(row) for row in LONG]


@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_the_head_of_a_table_at_the_top_of_each_page_is_no_head_of_the_page(count: int) -> None:
    rows = [[str(at), f"第{at}标段", f"{at}.50"] for at in range(1, count * 30 + 1)]
    head = [["序号", "名称", "金额"]]
    pages = [page_of([*head, *rows[at : at + 30]], 800, False) for at in range(0, len(rows), 30)]
    drawn = [page + shown(f"— {number} —", 280, 40, 9) for number, page in enumerate(pages, 1)]
    assert told(read(pdf(drawn))) == ["|".join(row) for row in [*head, *rows]]


def test_two_tables_are_two() -> None:
    first, second = page_of(LONG[:4]), page_of([["科目", "名称", "数额"], ["213", "农林水", "5"]], 600)
    assert len(tables(pdf([first + lines(["　　另一张表如下。"], y=630) + second]))) == 2
    other = (72, 150, 260, 400)
    apart = ruled(other, (780, 760, 740)) + table([["科目", "名称", "数额"], ["213", "农林水", "5"]], other, 780)
    assert len(tables(pdf([page_of(LONG[:4], 160), apart]))) == 2


def test_a_row_broken_over_pages_is_whole() -> None:
    long = "受汛期影响部分班次延期"
    first = ruled(XS, (140, 120, 100)) + table([["序号", "名称", "金额"], ["1", long[:9], "10.50"]], XS, 140)
    second = ruled(XS, (780, 760, 740)) + table([["", long[9:], ""], ["2", "护坡", "20.50"]], XS, 780)
    assert told(read(pdf([first, second]))) == ["序号|名称|金额", f"1|{long}|10.50", "2|护坡|20.50"]
    second = ruled(XS, (780, 760, 740)) + table([["", "其中：基本支出", ""], ["2", "护坡", "20.50"]], XS, 780)
    first = ruled(XS, (140, 120, 100)) + table([["序号", "名称", "金额"], ["1", "清淤", "10.50"]], XS, 140)
    assert len(told(read(pdf([first, second])))) == 4


# What is no table.


@pytest.mark.parametrize(
    "drawn",
    [
        "q 60 600 400 120 re S Q\n",
        across(715) + across(560),
        "q 60 600 400 120 re S Q\n" + down(465, 720, 600),
        "".join(f"q {60 + 3 * at} 300 m {61 + 3 * at} 310 l S Q\n" for at in range(40)),
        ruled(range(60, 460, 20), range(300, 500, 20)),
    ],
    ids=["frame", "rules", "frame and a line", "strokes aslant", "squared paper"],
)
def test_lines_around_text_make_no_table(drawn: str) -> None:
    text = ["　　本项目预算200万元，执行180万元。", "　　资金来源为县级财政。"]
    found = read(pdf([drawn + lines(text, y=700)]))
    assert told(found) == [line.strip("\u3000") for line in text]


@pytest.mark.parametrize(
    "rows",
    [
        [["1.", "行政运行支出用于人员经费。"], ["2.", "水利工程支出用于堤防维护。"], ["3.", "防汛支出用于值守。"]],
        [["（一）", "基本情况"], ["（二）", "主要做法"]],
        [["填报单位：清河县水利局", "填报日期：2025年3月"]],
    ],
)
def test_words_that_stand_apart_are_not_always_a_table(rows: list[list[str]]) -> None:
    drawn = table(rows, (72, 300), 700) if len(rows) == 1 else table(rows, (72, 110), 700)
    blocks = read(pdf([lines(["情况说明", "　　如下。"], y=780) + drawn])).draft.blocks
    assert all(isinstance(block, (Heading, Paragraph)) for block in blocks)


@pytest.mark.parametrize("xs", [(40, 90, 190, 260), (250, 300, 400, 480), (72, 300, 400, 470)])
def test_a_table_beside_the_margin_of_the_text_leaves_its_paragraphs_alone(xs: tuple[int, ...]) -> None:
    before = ["　　一般公共预算财政拨款支出900.00万元，主要用于以下方面，占比如下", "所示。"]
    after = ["　　以上情况属实，特此说明，以上情况属实，特此说明，以上情况属实，特", "此说明。"]
    cells = [["213", "农林水支出", "630.00", "430.00"], ["21303", "水利", "630.00", "430.00"]]
    reading = read(pdf([lines(["决算说明", *before]) + table(cells, xs, 690) + lines(after, y=620)]))
    whole = ["".join(part).strip("\u3000") for part in (before, after)]
    assert told(reading) == ["决算说明", whole[0], *["|".join(row) for row in cells], whole[1]]
