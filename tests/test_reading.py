"""Reading texts into the tree of a draft.

Invariants:
- A draft written as text or Markdown and read again gives the same tree, for every case and several draws.
- Each character of a read text knows its place: the source has the same character there.
- A paragraph cut by a margin or a page comes out whole; headings, lists, addressees and signatures are never joined.
- Whatever the bytes, the answer is a tree or one clear line, in bounded time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CASES, SHARED
from hypothesis import given
from hypothesis import strategies as st

from drafter import api
from drafter.errors import DrafterError
from drafter.language.sentences import split
from drafter.reading.passage import Passage
from drafter.reading.reader import Reading, read_file, read_text
from drafter.report.tree import Heading, Paragraph, Table

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))


def blocks(text: str) -> list[tuple[str, str]]:
    shown = []
    for block in read_text(text).draft.blocks:
        if isinstance(block, Heading):
            shown.append((f"h{block.level}", block.text))
        elif isinstance(block, Paragraph):
            shown.append(("p" + (f"/{block.style}" if block.style else ""), block.text))
        else:
            shown.append(("t", "|".join(block.header)))
    return shown


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("shape", ["txt", "md"])
def test_a_draft_comes_back_as_it_was(case: Path, shape: str) -> None:
    loaded = api.load_case(case)
    for seed in range(3):
        draft = api.compose(loaded, seed)
        text = api.to_text(draft) if shape == "txt" else api.to_markdown(draft)
        again = read_text(text).draft
        assert again.title == draft.title
        assert len(again.blocks) == len(draft.blocks)
        for one, other in zip(draft.blocks, again.blocks, strict=True):
            if isinstance(one, Paragraph) and isinstance(other, Paragraph):
                assert (one.text, one.style) == (other.text, other.style)
            else:
                assert one == other


def characters(reading: Reading) -> list[tuple[str, str]]:
    """Each character of the tree beside the one that stands at its place in the source."""
    passages: list[Passage] = [reading.title]
    for origin in reading.origins:
        passages.extend([origin] if isinstance(origin, Passage) else [cell for row in origin for cell in row])
    return [(c, reading.source.text[passage.origin(i)]) for passage in passages for i, c in enumerate(passage.text)]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_every_character_of_a_seed_knows_its_place(seed: Path) -> None:
    reading = read_file(str(seed))
    assert len(characters(reading)) > 1000
    assert all(one == other for one, other in characters(reading))


@given(st.text(alphabet="一二、。（）《》“”#*|\t\n 12.万元a：；\\_[]", max_size=300))
def test_any_text_is_read_and_keeps_its_places(text: str) -> None:
    assert all(one == other or other == "\n" or one == " " for one, other in characters(read_text(text)))


CUT = "\u3000\u3000一是" + "推进各项工作落实到位，" * 5
TABLE = [
    ("某县报告\n\n一、概况\n正文。\n", [("h1", "一、概况"), ("p", "正文。")]),
    ("# 某县报告\n\n## 一、概况\n\n正文。\n", [("h1", "一、概况"), ("p", "正文。")]),
    # Hard-wrapped lines and a page break inside a sentence, a title and a quote.
    (f"报告\n{CUT}\n确保取得实效。\n", [("p", (CUT + "确保取得实效。").strip())]),
    ("报告\n修订印发《全县农村环境整治\n\n提升通知》7期。\n", [("p", "修订印发《全县农村环境整治提升通知》7期。")]),
    ("报告\n在市指挥部的指导下，\n\n在区委的领导下开展。\n", [("p", "在市指挥部的指导下，在区委的领导下开展。")]),
    # What is not joined.
    (
        "报告\n某县财政局：\n现将情况报告如下：\n",
        [("p/addressee", "某县财政局："), ("p", "现将情况报告如下：")],
    ),
    (
        "报告\n完成任务。\n某县文化局\n2024年3月5日\n",
        [("p", "完成任务。"), ("p/signature", "某县文化局"), ("p/date", "2024年3月5日")],
    ),
    # Numbered lines in a row are a list; a number with a body is a heading.
    (
        "报告\n项目：\n1.道路\n2.路灯\n二、支出\n1.总体情况\n支付。\n",
        [("p", "项目："), ("p", "1.道路"), ("p", "2.路灯"), ("h1", "二、支出"), ("h3", "1.总体情况"), ("p", "支付。")],
    ),
    ("报告\n（一）做法\n（1）先做\n做了。\n", [("h2", "（一）做法"), ("h4", "（1）先做"), ("p", "做了。")]),
    ("报告\n(一) 做法\n做了 3 次，占 36.11 %。\n", [("h2", "(一)做法"), ("p", "做了3次，占36.11%。")]),
    ("报告\n2.5万元已支付。\n", [("p", "2.5万元已支付。")]),
    ("报告\n**一是**加强。**二是**改进。\n", [("p", "一是加强。二是改进。")]),
    ("报告\n[bookmark: _GoBack]四是做好。\n", [("p", "四是做好。")]),
    ("报告\n“强短板 创精品”行动。\n", [("p", "“强短板 创精品”行动。")]),
    ("报告\n| 项目 | 预算 |\n|---|---|\n| 甲 | 5 |\n", [("t", "项目|预算")]),
    ("报告\n支出情况表\n项目\t预算\n甲\t5\n", [("t", "项目|预算")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_layout(text: str, wanted: list[tuple[str, str]]) -> None:
    assert blocks(text) == wanted


def test_a_table_has_its_title_and_rows() -> None:
    (table,) = read_text("报告\n支出情况表\n项目\t预算\n甲\t5\n乙\t\n").draft.blocks
    assert table == Table("支出情况表", ("项目", "预算"), (("甲", "5"), ("乙", "")))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙？", ["甲。", "乙！", "丙？"]),
        ("他说“好。”就走了。丙。", ["他说“好。”就走了。", "丙。"]),
        ("“一点就到家。”乙。", ["“一点就到家。”", "乙。"]),
        ("《甲。乙》印发。丙。", ["《甲。乙》印发。", "丙。"]),
        ("（甲。乙）丙。丁。", ["（甲。乙）丙。", "丁。"]),
        ("“开口。乙。丙。", ["“开口。", "乙。", "丙。"]),
        ("一是甲；二是乙；三是丙。", ["一是甲；", "二是乙；", "三是丙。"]),
        ("甲；乙。", ["甲；乙。"]),
        ("没有句号", ["没有句号"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.text(alphabet="甲乙。！？；“”（）《》一二是，", max_size=80))
def test_sentences_join_to_their_paragraph(text: str) -> None:
    assert "".join(split(text)) == text


def test_a_semicolon_ends_a_sentence_for_those_who_ask() -> None:
    assert split("甲；乙。", "。！？；") == ["甲；", "乙。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings_of_office_machines(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes("某县自评报告\r\n一、概况\r\n全年预算116万元。\r\n".encode(encoding))
    assert [block.text for block in read_file(str(file)).draft.blocks if not isinstance(block, Table)] == [
        "一、概况",
        "全年预算116万元。",
    ]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"PK\x03\x04\x00", b"\xff\xfe\x00", bytes(range(128, 256)) * 9])
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes(data)
    with pytest.raises(DrafterError) as caught:
        read_file(str(file))
    assert "\n" not in str(caught.value)
    assert "不是文本" in str(caught.value)
