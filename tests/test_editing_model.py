"""The model behind the interface, without a screen.

Invariants:
- nothing of it imports Textual, and nothing of the core imports it; no file of it or of the screens is long;
- every field that a genre can use is in exactly one section, and every field and role has an entry in the form;
- what can be read of a faulty case is drafted, each fault told at its path, no path shifted;
- a page holds the words of the draft, no line too wide, none opening with closing marks, no figure cut; every fact on
  it leads to its sentences;
- every other form of a sentence states the sentence's facts, can be pinned, and is then how it stands;
- figures, lists and choices read back as they were typed; pasted tables with or without a head, numbered or not;
- pinyin initials find every kind of event.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CASES, ROOT
from hypothesis import given
from hypothesis import strategies as st

from drafter.api import compose
from drafter.composing.engine import Engine
from drafter.editing import paste, typed, wording
from drafter.editing.buffer import Buffer
from drafter.editing.case_file import CaseFile
from drafter.editing.document import Document
from drafter.editing.form import FormMaker, section_of
from drafter.editing.live import read
from drafter.editing.page import DraftPage
from drafter.editing.pinyin import found, initials
from drafter.editing.sections import sections
from drafter.editing.workbench import Workbench
from drafter.editing.wrapping import breaks
from drafter.facts.fields import Field, covers
from drafter.language.width import width
from drafter.report.tree import Paragraph


def modules(script: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set(done.stdout.split())


def test_the_model_knows_no_screen_and_the_core_no_model() -> None:
    names = [f"drafter.editing.{path.stem}" for path in (ROOT / "drafter" / "editing").glob("[a-z]*.py")]
    loaded = modules("import " + ", ".join(names))
    assert not [name for name in loaded if name.startswith(("textual", "rich", "drafter.tui"))]
    core = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "drafter").rglob("[a-z]*.py")
        # What serves the interface in a browser stands above it.
        if not {"tui", "editing", "serving", "served.py"} & set(path.parts)
    ]
    loaded = modules("import " + ", ".join(core))
    assert not [name for name in loaded if name.startswith(("textual", "drafter.tui", "drafter.editing"))]


def test_no_file_of_the_interface_is_long() -> None:
    files = [*(ROOT / "drafter" / "tui").glob("*.py"), *(ROOT / "drafter" / "editing").glob("*.py")]
    long = [file.name for file in files if len(file.read_text(encoding="utf-8").split("\n")) > 300]
    assert len(files) > 40 and not long


def test_every_field_is_in_one_section(made: Engine) -> None:
    for name, genre in made.genres.items():
        found = [path for section in sections(made, name) for path in section.fields]
        assert len(found) == len(set(found))
        usable = [path for path in made.schema.fields if any(covers(pattern, path) for pattern in genre.fields)]
        assert set(found) >= {path for path in usable if "[" not in path} | {"year"}
        for path in usable:
            assert section_of(sections(made, name), path.replace("[]", "[0]")) >= 0


@pytest.mark.parametrize("file", CASES, ids=lambda path: path.stem)
def test_forms_and_pages_of_the_examples(file: Path, made: Engine) -> None:
    text = file.read_text(encoding="utf-8")
    reading = read(text, str(file))
    assert reading.case is not None and not reading.errors
    document = Document(text)
    form = FormMaker(document.data, reading)
    entries = [one for section in sections(made, reading.case.genre) for one in form.entries(section, everything=True)]
    paths = {one.path for one in entries if one.sort == "field" and one.text}
    noted = {one.path for one in entries if one.sort == "note"}
    for path in reading.case.facts:
        if path in noted:
            continue
        holder = re.sub(r"(\[\d+\])?(\.name|\.count)?$", "", path)
        assert path in paths or holder in paths or path.startswith(("hand", "last_year")) or "." not in path, path
    draft = compose(reading.case)
    for columns in (24, 38, 80):
        page = DraftPage(draft, columns)
        for line in page.lines:
            words = "".join(piece.text for piece in line)
            assert width(words) <= columns + 2
            if line and line[0].look in ("text", "fact"):
                assert words[0] not in "，。、；：）》”"
        shown = "".join(piece.text for line in page.lines for piece in line if piece.sentence >= 0)
        told = "".join(one.text for block in draft.blocks if isinstance(block, Paragraph) for one in block.sentences)
        assert shown == told
        for number, sentence in enumerate(page.sentences):
            for span in sentence.spans:
                assert number in page.told(span.fact)
    again = DraftPage(draft, 38, DraftPage(draft, 38))
    assert again.lines == DraftPage(draft, 38).lines


@pytest.mark.parametrize("file", CASES[:4], ids=lambda path: path.stem)
def test_other_forms_state_the_same_and_can_be_pinned(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path))
    copy = tmp_path / "案件.toml"
    copy.write_bytes(file.read_bytes())
    bench = Workbench(CaseFile(str(copy)))
    case, draft = bench.case, bench.draft
    assert case is not None and draft is not None
    page = bench.page(60)
    assert page is not None
    offered = pinned = 0
    for number in range(0, len(page.sentences), 5):
        sentence = page.sentences[number]
        made = list(wording.choices(bench.reading.engine, case, draft, sentence))
        offered += len(made)
        other = next((one for one in made if not one.current), None)
        if other is None:
            continue
        wording.pin(bench.document, other.clause, other.form)
        assert bench.draft is not None
        text = "".join(block.text for block in bench.draft.blocks if isinstance(block, Paragraph))
        assert other.text in text, other
        pinned += 1
        bench.document.undo()
    assert offered > 5 and pinned > 2
    sentence = page.sentences[0]
    wording.reword(bench.document, sentence, sentence.text)
    assert bench.draft is not None and not bench.draft.notes
    assert wording.release(bench.document, sentence) == 1
    wording.leave_out(bench.document, page.sentences[1])
    assert wording.release(bench.document, page.sentences[1]) == 1
    assert bench.document.raw("hand") in (None, [])
    bench.file.close()


def test_what_can_be_read_is() -> None:
    text = """genre = "township-summary"
year = 2024
[unit]
name = "青山镇人民政府"
colour = "绿"
[[evaluation.money]]
kind = "meet"
[[evaluation.money]]
kind = "meet"
what = "部署会"
count = "壹佰"
[[projects]]
name = "甲"
budget = "1e5"
[[projects]]
name = "乙"
budget = 20
spent = 10
"""
    reading = read(text, "案件.toml")
    assert reading.case is not None
    assert str(reading.case.fact("projects[1].rate")).startswith("50")
    assert reading.error("projects[0].budget") and reading.error("evaluation.money[1].count")
    assert reading.error("evaluation.money[0].what") and reading.error("unit.colour")
    assert not reading.error("projects[1].budget")
    assert any("待补" in block.text for block in compose(reading.case).blocks if isinstance(block, Paragraph))
    assert read("year = 2024\n", "案件.toml").case is None
    assert read("坏了", "案件.toml").fault


@given(st.text("甲乙丙，。（）“”1234.5万%a ", max_size=80), st.integers(6, 40), st.integers(0, 4))
def test_lines_break_as_they_should(text: str, columns: int, first: int) -> None:
    lines = breaks(text, columns, first)
    assert "".join(text[a:b] for a, b in lines) == text
    assert all(width(text[a:b]) <= columns for a, b in lines)
    buffer = Buffer(text, True)
    for at in range(len(text) + 1):
        buffer.at = at
        row, column = buffer.place(columns)
        buffer.point(row, column, columns)
        assert buffer.at == at


def test_no_figure_is_cut() -> None:
    text = "全年预算12,345.67万元，执行率99.15%（见表），其中（甲）。"
    for columns in range(16, 50):
        for start, end in breaks(text, columns):
            assert not re.search(r"\d$", text[start:end]) or not re.match(r"[\d.,%]", text[end:])
            assert text[start] not in "，。）"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("figure", "116", 116), ("figure", "１２３", "１２３"), ("figure", "3.6万份", "3.6万份"), ("name", " 甲", "甲"),
        ("names", "甲\n\n乙", ["甲", "乙"]), ("items", "行动 34次\n劝导", ["行动 34次", "劝导"]), ("flag", "是", True),
        ("year", "2024", 2024), ("choices", "目标", ["x"]), ("choice", "优", "优"),
    ],
)  # fmt: skip
def test_what_is_typed_reads_back(kind: str, text: str, value: object) -> None:
    field = Field("a", kind, "甲", choices=("x",))
    labels = {"x": "目标"}
    assert typed.value(text, field, labels) == value
    assert typed.value(typed.shown(value, field, labels), field, labels) == value


def test_tables_are_pasted() -> None:
    fields = {
        "name": Field("", "name", "项目名称"), "budget": Field("", "figure", "全年预算数"),
        "spent": Field("", "figure", "全年执行数"), "rate": Field("", "figure", "执行率"),
        "reason": Field("", "name", "偏差原因"),
    }  # fmt: skip
    head = "序号\t项目名称\t全年预算数（万元）\t全年执行数\t执行率\n1\t甲\t１０\t5\t50%\n2\t乙\t20\t-\t\n"
    wanted = [{"name": "甲", "budget": "１０", "spent": 5}, {"name": "乙", "budget": 20}]
    assert paste.rows(head, fields, ("rate",)) == wanted
    assert paste.rows("甲\t10\t5\n乙\t20\t\n", fields, ("rate",)) == [
        {"name": "甲", "budget": 10, "spent": 5}, {"name": "乙", "budget": 20},
    ]  # fmt: skip
    assert paste.rows("1\t甲\t10\n2\t乙\t20\n", fields) == [{"name": "甲", "budget": 10}, {"name": "乙", "budget": 20}]
    assert paste.rows('"甲\n乙"\t10\n', fields) == [{"name": "甲 乙", "budget": 10}]
    assert paste.rows("", fields) == [] and not paste.is_table("甲\n乙") and paste.is_table("甲\t乙")


def test_initials(made: Engine) -> None:
    assert (initials("召开会议"), initials("2024年自评"), initials("啊座A")) == ("zkhy", "2024nzp", "aza")
    assert found("hz", "河长巡河") and found("hcxh", "河长巡河")
    for kind in made.schema.kinds.values():
        assert found(initials(kind.label), kind.label), kind.label
    assert found("xyz", "召开会议") == 0 and found("会议", "召开会议") > found("zk", "召开会议")
