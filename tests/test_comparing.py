"""Comparing two texts: alignment, marks, kinds, what was forgotten.

Invariants:
- Segments joined give both texts back, for every pair and whatever the texts; every unit stands in one pair.
- A text compared with itself is the same, and nothing in it is stale.
- No mark has its border inside a figure, a date or a title.
- On generated year pairs with known edits, alignment, kinds, moves, marks and suspicions reach what is asked of them.
- What ought not to change (a founding year, a limit, a document number, a comparison) is not stale.
- Whatever the texts, the answer comes in bounded time.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from conftest import CASES, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from year_pairs import YearPair, make

from drafter import api
from drafter.comparing.compare import compare
from drafter.comparing.compared_text import Side, of_case, of_reading
from drafter.comparing.comparison import Comparison, Stale
from drafter.comparing.segments import runs, segments
from drafter.comparing.tokens import mask, tokens
from drafter.comparisons import compare_files
from drafter.reading.reader import read_text

sys.path.insert(0, str(ROOT / "benchmarks"))

from diff_quality import Measure, measure

PRIOR = sorted((ROOT / "cases").glob("*.txt"))
OLD = """某某项目2023年度绩效自评报告
一、基本情况
2023年预算195万元，支出190.5万元，执行率97.69%。我办是2020年5月批准成立的临时机构。
全年开展活动34次，印发通报8期，满意率95%以上。
二、存在的问题
绩效指标设置不够具体，台账资料整理不够及时。
三、下一步打算
下一步将建设智慧停车平台并引入第三方监理机构。
"""
NEW = (
    OLD.replace("2023年", "2024年")
    .replace("195万元", "210万元")
    .replace("97.69%", "90.71%")
    .replace("34次", "37次")
    .replace("下一步将建设智慧停车平台并引入第三方监理机构。", "继续做好日常保洁。")
)


def side(text: str) -> Side:
    return of_reading(read_text(text))


def compared(old: str, new: str) -> Comparison:
    return compare(side(old), side(new))


def only(old: str, new: str) -> Comparison:
    """Two sentences in reports on 2023 and 2024."""
    head = "某某项目{}年度绩效自评报告\n一、基本情况\n"
    return compared(head.format(2023) + old + "\n", head.format(2024) + new + "\n")


def stale(found: Comparison) -> list[Stale]:
    return [one for pair in found.pairs for one in pair.stale]


def holds(found: Comparison) -> None:
    """What is true of every comparison."""
    for units, numbers, drop in (
        (found.old.units, [pair.old for pair in found.pairs], "insert"),
        (found.new.units, [pair.new for pair in found.pairs], "delete"),
    ):
        assert sorted(number for some in numbers for number in some) == list(range(len(units)))
        for pair, some in zip(found.pairs, numbers, strict=True):
            words = "".join(text for tag, text in pair.segments if tag != drop)
            assert words == "".join(units[number].text for number in some)
    for pair in found.pairs:
        assert all(text for _, text in pair.segments)
        assert (pair.kind == "same") == all(tag == "equal" for tag, _ in pair.segments)
        new = "".join(found.new.units[number].text for number in pair.new)
        for one in pair.stale:
            assert one.why.endswith("。") and (one.start < 0 or new[one.start :].startswith(one.quote))


# -- tokens and segments ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("预算195万元", {"195万元": "figure"}),
        ("116.万元和3.6万份", {"116.万元": "figure", "3.6万份": "figure"}),
        ("1400余场次，约300人", {"1400余场次": "figure", "300人": "figure"}),
        ("2023年度完成2504.4万元", {"2023年度": "year", "2504.4万元": "figure"}),
        ("2037.78万元", {"2037.78万元": "figure"}),
        ("2021—2023年", {"2021—2023年": "year"}),
        ("二〇二四年三月", {"二〇二四年三月": "date"}),
        ("11月25日—26日在4个社区", {"11月25日—26日": "date", "4个": "figure"}),
        ("2024年36个项目", {"2024年": "year", "36个": "figure"}),
        ("印发《2024年〈方案〉》", {"《2024年〈方案〉》": "title"}),
        ("财预〔2020〕10号", {"〔2020〕10号": "code"}),
        ("三个中心和第十批", {"三个": "numeral", "第十批": "numeral"}),
        ("1.2024年预算", {"1.": "number", "2024年": "year"}),
        ("三是加强管理", {"三是": "number"}),
    ],
)
def test_tokens_are_whole(text: str, sorts: dict[str, str]) -> None:
    found = tokens(text)
    assert "".join(token.text for token in found) == text
    assert {token.text: token.sort for token in found if token.sort} == sorts


def test_a_mask_sees_units_and_not_figures() -> None:
    masked = [
        "".join(map(mask, tokens(text))) for text in ("34次", "1200次", "34场次", "《2023年方案》", "《2024年方案》")
    ]
    assert masked[0] == masked[1] != masked[2]
    assert masked[3] == masked[4]


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("预算195万元。", "预算210万元。", [("delete", "195万元"), ("insert", "210万元")]),
        ("推进工作。", "推进工作，持续深化成果。", [("insert", "，持续深化成果")]),
        ("印发月报8期，召开会议。", "召开会议。", [("delete", "印发月报8期，")]),
        (
            "印发《2023年甲方案》《2023年乙方案》。",
            "印发《2024年甲方案》《2024年乙方案》。",
            [
                ("delete", "《2023年甲方案》"), ("insert", "《2024年甲方案》"),
                ("delete", "《2023年乙方案》"), ("insert", "《2024年乙方案》"),
            ],
        ),
    ],
)  # fmt: skip
def test_marks(old: str, new: str, marks: list[tuple[str, str]]) -> None:
    ours, theirs = tokens(old), tokens(new)
    assert [one for one in segments(ours, theirs, runs(ours, theirs)) if one[0] != "equal"] == marks


ALPHABET = "甲乙丙丁项目资金，。；1２2023年万元%《》（一）是\n\t "


@given(st.text(ALPHABET, max_size=120), st.text(ALPHABET, max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_two_texts_come_back(old: str, new: str) -> None:
    holds(compared(old, new))


@given(st.integers(0, 10_000), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_edits_come_back(seed: int, data: st.DataObject) -> None:
    """Pieces of a real text cut, doubled, moved and overwritten."""
    old = draft_text(seed % len(CASES))
    new = old
    for _ in range(data.draw(st.integers(1, 12))):
        start = data.draw(st.integers(0, len(new)))
        end = min(len(new), start + data.draw(st.integers(0, 60)))
        at = data.draw(st.integers(0, len(new)))
        piece = data.draw(st.sampled_from(["", new[start:end], "，新增3.5万元。", "2025年", "\n"]))
        new = new[:at] + piece + new[at:] if data.draw(st.booleans()) else new[:start] + piece + new[end:]
    found = compared(old, new)
    holds(found)
    assert "".join(unit.text for unit in found.new.units) == "".join(unit.text for unit in side(new).units)


@cache
def draft_text(number: int) -> str:
    return api.to_text(api.compose(api.load_case(CASES[number])))


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].stem)
def test_a_text_is_the_same_as_itself(number: int) -> None:
    found = compared(draft_text(number), draft_text(number))
    assert found.same and not stale(found) and found.marked == 0


# -- quality ----------------------------------------------------------------------------------------------------------
@cache
def year_pairs() -> tuple[tuple[YearPair, Comparison], ...]:
    texts = [path.read_text(encoding="utf-8") for path in PRIOR] + [draft_text(n) for n in range(len(CASES))]
    pairs = [make(text, seed, {"stale.year": 0.4}) for seed, text in enumerate(texts * 2)][:20]
    return tuple((pair, compared(pair.old, pair.new)) for pair in pairs)


def test_generated_pairs_are_understood() -> None:
    counts: Counter[str] = Counter()
    for pair, found in year_pairs():
        holds(found)
        counts += measure(pair, found)
    reached = Measure(counts)
    assert reached.f1("link") >= 0.99
    assert reached.share("kind.hit", "kind.true") >= 0.97
    assert reached.share("move.hit", "move.true") >= 0.95
    assert reached.share("marked.said", "marked.true") <= 1.03
    assert counts["cut"] == 0
    assert reached.share("year.hit", "year.true") == 1
    assert reached.share("figure.hit", "figure.true") >= 0.9
    assert reached.share("figure.hit", "figure.said") >= 0.9
    # The pairs hold something of everything that is measured.
    assert min(counts[name] for name in ("move.true", "year.true", "figure.true", "marked.true")) > 3


def test_an_ordinary_line_diff_would_fail() -> None:
    """The gate can be failed: sentences taken in order, changed ones with changed ones, do not reach it."""
    from diff_quality import by_difflib

    counts: Counter[str] = Counter()
    for pair, _ in year_pairs():
        counts += by_difflib(pair)
    assert Measure(counts).f1("link") < 0.95 and counts["cut"] > 0


# -- kinds ------------------------------------------------------------------------------------------------------------
def test_the_four_answers() -> None:
    found = compared(OLD, NEW)
    holds(found)
    assert (found.old.year, found.new.year) == (2023, 2024)
    kinds = {found.new.units[pair.new[0]].text[:6]: pair for pair in found.pairs if pair.new}
    assert kinds["2024年预"].kind == "figures"
    assert kinds["我办是202"].kind == "same"
    assert kinds["继续做好日常"].kind == "added"
    told = {(one.quote[:6], one.sort, one.level) for one in stale(found)}
    assert told == {
        ("190.5万", "figure", "certain"),
        ("绩效指标设置", "boilerplate", "likely"),
        ("下一步将建设", "promise", "look"),
    }


@pytest.mark.parametrize(
    ("old", "new", "kind", "minor"),
    [
        ("2023年开展宣传12次。", "2024年开展宣传15次。", "figures", ""),
        ("2023年继续开展宣传。", "2024年继续开展宣传。", "figures", "years"),
        ("按《2023年工作方案》推进。", "按《2024年工作方案》推进。", "figures", "years"),
        ("2023年继续开展宣传。", "2026年继续开展宣传。", "figures", ""),
        ("三是加强队伍建设和业务培训。", "四是加强队伍建设和业务培训。", "figures", "numbering"),
        ("建成三个分中心并投入使用。", "建成4个分中心并投入使用。", "figures", ""),
        ("全年开展宣传活动12次。", "全年开展宣传活动12场次。", "wording", ""),
        ("全面加强资金监管工作。", "全面强化资金监管工作。", "wording", ""),
    ],
)
def test_kinds(old: str, new: str, kind: str, minor: str) -> None:
    pair = only(old, new).pairs[-1]
    assert (pair.kind, pair.minor) == (kind, minor)


def test_split_joined_and_moved() -> None:
    one = "组织召开专题培训会议解读政策文件，邀请财政部门专家现场授课并答疑。"
    two = "组织召开专题培训会议解读政策文件。邀请财政部门专家现场授课并答疑。"
    found = only(one, two)
    assert [(len(pair.old), len(pair.new)) for pair in found.pairs if pair.kind == "wording"] == [(1, 2)]
    found = only(two, one)
    assert [(len(pair.old), len(pair.new)) for pair in found.pairs if pair.kind == "wording"] == [(2, 1)]
    lines = [f"第{name}组负责{name}片区的{name}类巡查并且登记造册。\n" for name in "甲乙丙丁戊己"]
    found = only("".join(lines), "".join([*lines[1:5], lines[0], lines[5]]))
    assert [pair.segments[0][1][:3] for pair in found.pairs if pair.moved] == ["第甲组"]
    assert not found.same and {pair.kind for pair in found.pairs[2:]} == {"same"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "维修改造村内道路12.3公里、供水管网8.5公里，安装太阳能路灯280盏。",
            "村内道路14.6公里和供水管网9.2公里改造完毕。同时，完成12套净水设备和340盏太阳能路灯更新维护。",
        ),
        (
            "选派驻村帮扶队员52名，组织村级网格员入户排查，将158户监测对象纳入帮扶。",
            "县局组织村级网格员常态化入户排查，从县直单位选派驻村帮扶队员55名。对164户监测对象家庭进行走访。",
        ),
    ],
)
def test_a_rewritten_sentence_is_found_in_two(old: str, new: str) -> None:
    assert [(len(pair.old), len(pair.new)) for pair in only(old, new).pairs[2:]] == [(1, 2)]
    assert [(len(pair.old), len(pair.new)) for pair in only(new, old).pairs[2:]] == [(2, 1)]


def test_rewritten_sentences_of_a_section_are_opposite() -> None:
    old = "2023年度项目自评得分93.9分，其中预算执行率得9.6分，等级为“优”。"
    pair = only(old, "项目自评总分88.75分，等级为“良”。").pairs[-1]
    assert (pair.kind, len(pair.old), len(pair.new)) == ("wording", 1, 1)
    apart = only(old, "新建果蔬冷藏保鲜库5座，维修蔬菜大棚180座。").pairs[2:]
    assert [one.kind for one in apart] == ["dropped", "added"] or [one.kind for one in apart] == ["added", "dropped"]


# -- stale ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("2023年底开展自测，得分92.1分。", "2023年底开展自测，得分93.4分。", "2023年"),
        ("按照《2023年工作方案》开展宣传12次。", "按照《2023年工作方案》开展宣传15次。", "《2023年工作方案》"),
        ("2023年3月5日召开动员会。", "2023年3月9日召开动员会。", "2023年3月9日"),
        ("二〇二三年继续做好各项工作。", "二〇二三年继续抓好各项工作。", "二〇二三年"),
        ("2023年支出106.14万元，执行率91.5%。", "2024年支出106.14万元，执行率93.2%。", "106.14万元"),
        ("5月12日组织36人参加培训。", "5月12日组织41人参加培训。", "5月12日"),
        ("支出210.5万元，上年支出195.3万元。", "支出230.8万元，上年支出195.3万元。", "195.3万元"),
        ("较2022年增长5.2%，完成任务。", "较2022年增长6.8%，完成任务。", "2022年"),
        # Quite other sentences: the nouns around the figure are all that they share.
        (
            "春节前，走访慰问特殊家庭57户，发放慰问金2.7万元。",
            "支出慰问资金2.7万元，走访特殊家庭61户，其余按规定办理。",
            "2.7万元",
        ),
        (
            "选派驻村帮扶队员52名，组织入户排查，把158户纳入帮扶。一次不漏地核对了台账。",
            "农业农村局常态化做好风险预警。根据分工，从县直单位抽调驻村帮扶队员52名。",
            "52名",
        ),
    ],
)
def test_what_was_forgotten(old: str, new: str, quote: str) -> None:
    assert [one.quote for one in stale(only(old, new))] == [quote]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("我办于2023年5月批准成立，年内接待86人。", "我办于2023年5月批准成立，年内接待91人。"),
        ("依据财预〔2023〕10号文件下达资金82.6万元。", "依据财预〔2023〕10号文件下达资金91.3万元。"),
        ("执行《2023年机关差旅费管理办法》，节约3.25万元。", "执行《2023年机关差旅费管理办法》，节约4.15万元。"),
        ("单位价值50万元以上设备12台。", "单位价值50万元以上设备13台。"),
        ("较2022年增长12.5%。", "较2023年增长13.1%。"),
        ("支出210.5万元，增长7.8%。", "支出230.8万元，比上年的210.5万元增长9.6%。"),
        ("辖区有115个行政村，巡查234次。", "辖区有115个行政村，巡查251次。"),
        ("开展宣传34次，完成率100%。", "开展宣传37次，完成率100%。"),
        ("开展宣传34次，调度2次。", "开展宣传37次，调度2次。"),
    ],
)
def test_what_ought_not_to_change_is_not_stale(old: str, new: str) -> None:
    assert stale(only(old, new)) == []


def test_nothing_is_stale_within_one_year_or_backwards() -> None:
    assert stale(compared(OLD, OLD.replace("195万元", "210万元"))) == []
    assert stale(compared(NEW, OLD)) == []


# -- cases ------------------------------------------------------------------------------------------------------------
CASE = ROOT / "cases" / "wenming-city.toml"


def next_case(folder: Path) -> Path:
    text = CASE.read_text(encoding="utf-8")
    text = re.sub(r"^year = 2024", "year = 2025", text, flags=re.M).replace('"116万元"', '"120万元"', 1)
    path = folder / "今年.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_cases_name_the_facts_that_changed(tmp_path: Path) -> None:
    found = compare_files(CASE, next_case(tmp_path))
    holds(found)
    changed = {fact.fact: (fact.label, fact.old, fact.new) for fact in found.facts}
    assert changed["fund.budget"] == ("预算数", "116万元", "120万元")
    assert "fund.rate" in changed and "fund.spent" not in changed


def test_another_form_is_the_program_s_own_wording() -> None:
    case = api.load_case(CASE)
    found = compare(of_case(api.compose(case, 0), case), of_case(api.compose(case, 1), case))
    holds(found)
    own = [pair for pair in found.pairs if pair.minor == "own"]
    assert len(own) > 5
    assert all(pair.kind == "wording" for pair in own)
    assert not found.facts and not stale(found)


def test_a_text_against_a_case() -> None:
    text = api.to_text(api.compose(api.load_case(CASE))).replace("116万元", "110万元").replace("2024年", "2023年")
    case = api.load_case(CASE)
    found = compare(side(text), of_case(api.compose(case), case))
    assert ("fund.budget", "110万元", "116万元") in {(fact.fact, fact.old, fact.new) for fact in found.facts}


@pytest.mark.parametrize("path", PRIOR, ids=lambda path: path.stem)
def test_prior_texts_compare_with_their_cases(path: Path) -> None:
    case = ROOT / "cases" / (re.sub(r"-\d{4}$", "", path.stem) + ".toml")
    found = compare_files(path, case)
    holds(found)
    assert found.new.year == found.old.year + 1


# -- bad input --------------------------------------------------------------------------------------------------------
def test_empty_texts() -> None:
    assert compared("", "").same and not compared("", "").pairs
    assert {pair.kind for pair in compared("", OLD).pairs} == {"added"}
    assert {pair.kind for pair in compared(OLD, "").pairs} == {"dropped"}


def test_unrelated_texts() -> None:
    found = compared(OLD, "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。\n")
    assert {pair.kind for pair in found.pairs} == {"added", "dropped"}


@pytest.mark.parametrize("shape", ["sentence", "sentences", "strange"])
def test_a_paragraph_of_a_hundred_thousand_characters(shape: str) -> None:
    body = "".join(draft_text(number) for number in range(len(CASES))).replace("\n", "").replace("\t", "")
    marks = "。；！？" if shape == "sentence" else ""
    body = "".join(c for c in body if c not in marks)
    old = (body * 12)[:100_000]
    new = old[:1000] + "新的话" + old[1000:60_000] + old[60_100:] if shape != "strange" else old[::-1]
    found = compared(old, new)
    holds(found)
    if shape != "strange":
        assert found.marked < 0.05


def test_a_text_repeated_a_hundred_times() -> None:
    text = draft_text(0)
    found = compared(text * 100, text.replace("2024年", "2025年") * 100)
    holds(found)
    assert found.summary.added == found.summary.dropped == found.summary.moved == 0
    found = compared(text * 100, text * 99)
    holds(found)
    assert found.summary.added == 0 and found.summary.dropped < 2 * len(side(text).units)
