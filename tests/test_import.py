"""From notes to a case and to its report.

Invariants: nothing that was typed is lost (it stands in the case, or is listed); what was written reads back as a case;
an existing file is not written over; deeds are told with their own verbs; the lists that are given are told in full.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
from drafter import api
from drafter.importing.case_text import case_text
from drafter.importing.reader import read_notes

CONTEST = ROOT.parent / "shared" / "acceptance" / "contest"
NOTES = """\
报告种类：项目支出绩效自评报告；年度2024
单位：青山县水务局（简称县水务局）；项目：农村供水保障工程
立项依据：《农村供水条例》、省水利厅年度建设任务通知
年初预算1.3亿元，年中核减任务调减160万元，全年预算1.284亿元；来源：中央8988万元、省级3852万元
全年支出11264.53万元；原因：3个标段未完成结算
上年预算1.12亿元，支出10736.6万元
其余指标86.2分；等级优
目标一：建设任务
 铺设管道63.25公里（目标60公里，上年51公里）
 改造水厂4座（目标5座，没有完成，原因：1座用地未批）
目标二：效益
 水质合格率98.7%（目标不低于98%）
 停水事故0起
问题：管护经费来源单一（县级每吨落实0.2元，标准0.5元）；用地拖后进度
措施：把管护经费列入预算；开工前办好用地
"""


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "drafter", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=text, encoding="utf-8", check=False)


def drafted(text: str) -> str:
    case = api.read_case(case_text(read_notes(text).data))
    return drafter.to_text(drafter.compose(case))


def test_notes_fill_fields_and_groups() -> None:
    data = read_notes(NOTES).data
    assert (data["genre"], data["year"]) == ("project-self-evaluation", 2024)
    assert data["unit"] == {"short": "县水务局", "name": "青山县水务局"}
    assert data["project"]["basis"] == ["《农村供水条例》", "省水利厅年度建设任务通知"]
    assert data["fund"]["budget"] == "1.284亿元"
    assert data["fund"]["changes"] == [{"name": "调减", "amount": "160万元", "reason": "核减任务", "when": "年中"}]
    assert [row["name"] for row in data["fund"]["sources"]] == ["中央", "省级"]
    assert data["last_year"] == {"fund.budget": "1.12亿元", "fund.spent": "10736.6万元"}
    assert [row["title"] for row in data["work"]] == ["建设任务", "效益"]
    assert data["own"][0] == {
        "problem": "管护经费来源单一",
        "detail": "县级每吨落实0.2元，标准0.5元",
        "measure": "把管护经费列入预算",
    }


def test_deeds_are_told_with_what_their_figures_mean() -> None:
    text = drafted(NOTES)
    assert re.search("铺设管道63.25公里，(?:超过60公里的目标|比60公里的目标多3.25公里)", text)
    assert re.search("上年为51公里|比上年的51公里增加12.25公里", text)
    assert re.search("改造水厂4座，(?:没有达到5座的目标，少1座|比5座的目标少1座)", text)
    assert "原因是1座用地未批" in text
    assert re.search("水质合格率98.7%，(?:高于98%的目标|比98%的目标高0.7个百分点)", text)
    assert "未发生停水事故" in text
    assert "即改造水厂（少1座）" in text


def test_given_problems_stand_alone() -> None:
    text = drafted(NOTES)
    problems = text.partition("存在的问题")[2].partition("改进意见")[0]
    assert re.findall("[一二三]是", problems) == ["一是", "二是"]


@pytest.mark.parametrize(
    ("found", "settled", "told"),
    [
        ("发现问题132处", "整改129处", "(?:其余|另有)3处尚未整改"),
        ("发现问题5处", "整改5处", "已全部整改"),
        ("受理热线286件", "办结280件", "(?:其余|另有)6件尚未办结"),
        ("发现问题10处", "整改12处", "整改12处"),
    ],
)
def test_what_was_found_and_what_is_left(found: str, settled: str, told: str) -> None:
    assert re.search(told, drafted(f"2024年度\n单位：甲县乙局\n目标一：检查\n {found}，{settled}"))


def test_every_digit_of_a_note_is_told_or_listed() -> None:
    case = api.read_case(case_text(read_notes(NOTES).data))
    draft = drafter.compose(case)
    for block in draft.blocks:
        for sentence in block.sentences if isinstance(block, drafter.Paragraph) else ():
            places = {place for span in sentence.spans for place in range(span.start, span.end)}
            strays = [c for place, c in enumerate(sentence.text) if c.isdigit() and place not in places]
            assert not strays, sentence.text


def test_the_verb_of_a_deed_is_a_span() -> None:
    draft = drafter.compose(api.read_case(case_text(read_notes(NOTES).data)))
    sentences = [s for block in draft.blocks if isinstance(block, drafter.Paragraph) for s in block.sentences]
    verbs = {
        s.text[p.start : p.end]
        for s in sentences
        for p in s.spans
        if p.fact.split(".")[-1] == "verb" or ".verb." in p.fact
    }
    assert {"铺设", "改造"} <= verbs


_LINES = st.sampled_from([*NOTES.splitlines(), "乱七八糟3项", "【钱】花了12万", "1. 做了事", "短板", "a\tb\t3"])


@given(st.lists(_LINES, max_size=12))
@settings(max_examples=60, deadline=None)
def test_nothing_typed_is_lost(rows: list[str]) -> None:
    text = "\n".join(rows)
    proposal = read_notes(text)
    said = [one.words for one in proposal.origins] + [one.words for one in proposal.unplaced]
    kept = json.dumps(proposal.data, ensure_ascii=False) + "".join(said)
    for number in re.findall(r"\d+(?:\.\d+)?", text):
        assert number in kept or re.search(rf"(?:^|[^\d])[①-⑳（(]?{number}[.、]", text), number


def test_import_writes_a_case_once(tmp_path: Path) -> None:
    notes, case = tmp_path / "记事.txt", tmp_path / "案件.toml"
    notes.write_text(NOTES, "utf-8")
    first = run("import", str(notes), "-o", str(case))
    assert first.returncode == 0, first.stderr
    assert "报告种类：项目支出绩效自评报告" in first.stderr
    assert run("import", str(notes), "-o", str(case)).returncode == 2
    assert run("draft", str(case)).stdout == drafted(NOTES)
    assert run("import", "-", text=NOTES).stdout == case.read_text("utf-8")


def test_what_is_not_understood_is_listed(tmp_path: Path) -> None:
    done = run("import", "-", text=NOTES + "办公室门口的树该修了\n")
    assert "办公室门口的树该修了" in done.stdout
    explained = run("import", "-", "--explain", text=NOTES)
    assert "fund.budget ← 全年预算1.284亿元" in explained.stdout
    told = json.loads(run("import", "-", "--format", "json", text=NOTES).stdout)
    assert told["case"]["year"] == 2024 and told["guessed"] is True


def test_notes_shows_a_reading() -> None:
    done = run("notes", "改造水厂4座（目标5座，原因：用地未批）")
    assert done.returncode == 0
    assert "做什么：改造" in done.stdout and "目标　5座" in done.stdout and "原因　用地未批" in done.stdout


@pytest.mark.skipif(not CONTEST.is_dir(), reason="the given lists are not here")
@pytest.mark.parametrize("name", ["project-farmland", "department-women", "rectification-audit", "township-twelve"])
def test_given_lists_are_told_in_full(name: str, tmp_path: Path) -> None:
    folder = CONTEST / name
    text = drafted((folder / "facts.txt").read_text("utf-8"))
    scorer = [sys.executable, str(CONTEST.parent / "fidelity.py"), "-", str(folder / "facts.toml")]
    done = subprocess.run(scorer, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
