"""The import file of the system (.xls), and texts fitted to their fields. Invariants:

- money stands in 元 where the system looks for it; signs, values and units in cells of their own, no cell merged away;
- what the file states is what the case states: read back, money, points, targets and results are the same;
- a text is never longer than its field; what weighs most is kept, in its order, and all that was cut is said;
- the same case gives the same bytes.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_files import FORM, Rows, changed, read_rows, xlsx
from test_sheets import LIST, LIST_MERGED, case_of, facts, only

from drafter import api
from drafter.cli import main
from drafter.errors import DrafterError, NoForm
from drafter.language.fitting import fit
from drafter.language.sentences import split
from drafter.sheets.read import read_book
from drafter.writing.sheet.forms import form_book, import_book, import_remarks
from drafter.writing.sheet.grid import Grid
from drafter.writing.sheet.old_book import to_xls

pytestmark = pytest.mark.usefixtures("own_config")


def cells(data: bytes) -> list[list[Any]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: list[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return found


# -- where everything stands ------------------------------------------------------------------------------------------
def test_parts_stand_where_the_system_looks_for_them() -> None:
    rows = cells(import_book([case_of(only(read_rows(FORM)))]))
    assert [row[1] for row in rows[8:12]] == ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"]
    assert rows[8][7:13] == [1_000_000, 1_200_000, 1_080_000, 10, 0.9, 9]
    assert rows[10][7:13] == [""] * 6
    assert rows[12][0] == "年度总体目标" and rows[13][1] == "保洁河道36公里。" and rows[13][7] == "保洁河道35公里。"
    assert rows[14][:9] == ["一级指标", "二级指标", "三级指标", "计算符号", "年度指标值", "计量单位", "实际完成值",
                            "指标完成情况简要描述", "分值"]  # fmt: skip
    assert rows[15] == [
        "产出指标",
        "数量指标",
        "保洁河道",
        "≥",
        36,
        "公里",
        35,
        "",
        25,
        "",
        24.31,
        "汛期停工",
        "错峰安排",
    ]
    assert rows[16][:8] == ["产出指标", "质量指标", "保洁合格率", "≥", 95, "%", 97.2, ""]
    assert rows[17][3:8] == ["定性", "建立健全", "", "达成", "建立健全"]
    assert rows[19][0] == "总分" and rows[19][8] == 100 and rows[19][10] == 98.31


@pytest.mark.parametrize(
    ("target", "actual", "said"),
    [
        ("≥320万页", "3300000页", ["≥", 320, "万页", 330]),
        ("≤5天", "4天", ["≤", 5, "天", 4]),
        ("＝2间", "2间", ["=", 2, "间", 2]),
        ("90%以上", "93%", ["≥", 90, "%", 93]),
        ("≥10公里", "约10公里", ["≥", 10, "公里", "约10公里"]),
    ],
)  # fmt: skip
def test_values_are_bare_numbers_in_the_unit_of_their_row(target: str, actual: str, said: list[Any]) -> None:
    rows = cells(import_book([case_of(only(read_rows(changed(12, 4, actual, changed(12, 3, target)))))]))
    assert rows[15][3:7] == said


@pytest.mark.parametrize(
    "rows",
    [
        FORM,
        changed(12, 3, "≤36公里", changed(12, 4, "31公里")),
        changed(8, 1, "上年结转资金"),
        changed(7, 1, "其他资金", changed(8, 1, "当年财政拨款")),
        LIST,
    ],
    ids=["form", "less", "carried", "order", "list"],
)
def test_what_was_written_comes_back(rows: Rows) -> None:
    found = read_rows(rows, LIST_MERGED if rows is LIST else ())
    first = case_of(found.summary or only(found))
    made = import_book([first])
    again = read_book(made, "导入.xls", api.engine().settings)
    second = case_of(again.summary or only(again))
    worded = {path for path in facts(first) if "长效机制" in path}
    stated = {path: value for path, value in facts(second).items() if path in facts(first) and path not in worded}
    assert stated == {path: value for path, value in facts(first).items() if path not in worded}
    assert import_book([first]) == made and not again.warned


def test_the_command_says_what_stayed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = changed(10, 1, "\n".join(["高度重视，进一步加强组织领导。" * 90, "保洁河道36公里。", "清淤12处。"]))
    rows[7:9] = [["", "其中：中央财政资金", 80, 100, 88]]
    book, case, out = tmp_path / "表.xlsx", tmp_path / "案件.toml", tmp_path / "导入.xls"
    book.write_bytes(xlsx({"自评表": rows}))
    main(["import", str(book), "-o", str(case)])
    capsys.readouterr()
    assert main(["draft", str(case), "-o", str(out)]) == 0
    told = capsys.readouterr().err
    assert "放不进4000字节" in told and "中央财政资金" in told
    goal = cells(out.read_bytes())[13][1]
    assert len(goal.encode()) <= 4000 and "保洁河道36公里" in goal and "清淤12处" in goal
    assert main(["draft", str(case), "--format", "xls"]) == 2


def test_a_letter_has_no_import_file() -> None:
    case = api.load_case("cases/wenming-rectification.toml")
    with pytest.raises(DrafterError):
        import_book([case])
    with pytest.raises(DrafterError):
        import_remarks(case)


def test_an_xls_holds_only_so_much() -> None:
    for words, row in (("字" * 40_000, 0), ("字", 70_000)):
        grid = Grid("表", 1)
        grid.row = row
        grid.put(0, words)
        with pytest.raises(DrafterError):
            to_xls([grid])


# -- texts in bytes ---------------------------------------------------------------------------------------------------
LONG = (
    "1.高度重视，进一步统筹推进各项工作，切实有效推动项目落地；"
    "2.完成河道保洁36公里，投入120万元；3.开展巡查24次；其中夜间6次；4.由于汛期停工，尚有2公里未完成。"
)


@pytest.mark.parametrize(
    ("most", "kept"),
    [
        (1000, LONG),
        (150, "1.完成河道保洁36公里，投入120万元；2.开展巡查24次；其中夜间6次；3.由于汛期停工，尚有2公里未完成。"),
        (60, "1.完成河道保洁36公里，投入120万元。"),
        (30, "1.开展巡查24次。"),
        (7, "2.完"),
    ],
)  # fmt: skip
def test_what_weighs_most_is_kept(most: int, kept: str) -> None:
    found = fit(LONG, most, ["河道保洁"])
    assert found.text == kept
    assert (found.cut == ()) is (most == 1000)


def test_a_piece_that_leans_goes_with_the_one_before() -> None:
    found = fit("开展活动。其中夜间6次，投入3万元。完成36公里。", 30)
    assert found.text == "完成36公里。" and len(found.cut) == 2


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text("完成改造12公里，；。、\n因高度重视其中（）3", max_size=40), max_size=8), st.integers(1, 200))
def test_a_text_fits_and_nothing_is_lost_in_silence(parts: list[str], most: int) -> None:
    text = "。".join(parts)
    found = fit(text, most)
    assert len(found.text.encode()) <= most
    if found.text != text:
        told = found.text + "".join(found.cut)
        for piece in split(text, "。；\n"):
            for character in set(piece) - set("。；，,、 \n\u30001234567890（）"):
                assert character in told


# -- another reader ---------------------------------------------------------------------------------------------------
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_values_in_every_book(tmp_path: Path) -> None:
    for path in sorted((ROOT / "cases").glob("*.toml")):
        case = api.load_case(str(path))
        with suppress(NoForm):
            (tmp_path / f"{path.stem}-表.xlsx").write_bytes(form_book([case]))
            (tmp_path / f"{path.stem}-导入.xls").write_bytes(import_book([case]))
    books = sorted([*tmp_path.glob("*.xlsx"), *tmp_path.glob("*.xls")])
    assert len(books) > 10
    out = tmp_path / "转换"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "ods",
         "--outdir", str(out), *map(str, books)],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    for book in books:
        assert cells((out / f"{book.stem}.ods").read_bytes()) == cells(book.read_bytes()), book.name
