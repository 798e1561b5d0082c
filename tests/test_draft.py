"""Drafts of all example cases over many seeds.

Invariants:
- the same case and seed give the same text; different seeds give different texts;
- every digit of a sentence stands in a span whose fact is in the case or derived from it, and a span's words are the
  fact's words;
- every fact of the case is stated or listed as unstated with its reason, never both;
- a required fact that is missing shows as 〔待补：…〕 and is listed;
- sentences keep within a hundred characters, neighbours open differently, no verb of the bank is worn out in a
  paragraph, no mark hangs;
- a sentence is one sentence: a text read back falls into the same ones;
- what has no date of its own stands under none, what is led by a bare name stands in an enumeration;
- money that fell against last year is told with the difference and the rate, where both follow from exact figures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import CASES

import drafter
from drafter.api import read_case
from drafter.composing.compose import compose
from drafter.composing.engine import Engine, load_engine
from drafter.facts.case import Case
from drafter.language.sentences import split
from drafter.phrasing.choose import messages_of

SEEDS = range(21)
#: A verb stands less often than this in a paragraph, like facts being told alike.
WORN = 6
VERBS = (
    *("印发", "开展", "组织", "召开", "举办", "制定", "宣传", "更新", "完成", "督促"),
    *("提出", "部署", "讲解", "审核", "刊发", "推动", "加强", "定制", "落实"),
)

each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def sentences(draft: drafter.Draft) -> Iterator[drafter.Sentence]:
    for block in draft.blocks:
        if isinstance(block, drafter.Paragraph):
            yield from block.sentences


def own_words(sentence: drafter.Sentence) -> str:
    """A sentence with the words of the case blotted out."""
    letters = list(sentence.text)
    for span in sentence.spans:
        letters[span.start : span.end] = "＿" * (span.end - span.start)
    return "".join(letters)


@each_case
def test_same_seed_same_text(path: Path) -> None:
    texts = [drafter.to_text(drafter.compose(drafter.load_case(path), seed)) for seed in SEEDS]
    again = [drafter.to_text(drafter.compose(drafter.load_case(path), seed)) for seed in SEEDS]
    assert texts == again
    assert len(set(texts)) == len(texts)


def _note(case: Case, path: str) -> str | None:
    """The words of the note that a path lies under."""
    above = (case.fact(path[:at]) for at, mark in enumerate(path) if mark == ".")
    return next((fact.text for fact in above if fact is not None), None)


@each_case
def test_every_digit_is_traced(path: Path, made: Engine) -> None:
    case = drafter.load_case(path)
    for seed in SEEDS:
        for sentence in sentences(drafter.compose(case, seed)):
            assert not re.search(r"[0-9０-９]", own_words(sentence)), sentence.text
            for span in sentence.spans:
                words = sentence.text[span.start : span.end]
                known = case.fact(span.fact)
                if known is not None:
                    # A zero may be told in words (无车辆), a figure never in other digits.
                    # Of a note its parts stand for the whole as well.
                    told = not re.search(r"[0-9]", words) or words in known.text
                    part = known.quantity is None and told
                    # A sign before a figure or the end of a span of months may be told in words: ≥86台, 1—7月.
                    shown = re.findall(r"[0-9.]+", words)
                    said = bool(shown) and set(shown) <= set(re.findall(r"[0-9.]+", known.text))
                    named = span.derived and not re.search(r"[0-9]", words)
                    assert (
                        known.text == words
                        or part
                        or said
                        or named
                        or (known.number == 0 and not re.search(r"[0-9]", words))
                    )
                    assert part or ((said or named) and span.derived) or span.derived == (span.fact in case.derived)
                elif (note := _note(case, span.fact)) is not None and not span.derived:
                    # Verb, object and figures of a note stand under its path, in the note's own digits.
                    assert all(figure in note for figure in re.findall(r"[0-9.]+", words)), (words, note)
                else:
                    assert span.derived
                    if span.fact.endswith(".length"):
                        same = [s.fact for s in sentence.spans if (s.start, s.end) == (span.start, span.end)]
                        lists = tuple(f"{fact.removesuffix('.length')}[" for fact in same)
                        rows = {
                            fact[: fact.index("]", len(one))]
                            for one in lists
                            for fact in case.facts
                            if fact.startswith(one)
                        }
                        assert words.startswith(str(len(rows))), (words, same)
                    elif note is not None:
                        # Reckoned from figures of the note: growth, a gap, a share.
                        assert re.search(r"[0-9].*[0-9]", note), (words, note)
                    elif span.fact.startswith(("projects.top", "projects.band")):
                        assert re.fullmatch(r"[\d.]+(?:万元|%)", words)
                    else:
                        event = span.fact.rpartition(".")[0]
                        assert any(fact.startswith(f"{event}.") for fact in case.facts), span


@each_case
def test_every_fact_is_stated_or_listed(path: Path) -> None:
    case = drafter.load_case(path)
    for seed in SEEDS:
        draft = drafter.compose(case, seed)
        stated = {span.fact for sentence in sentences(draft) for span in sentence.spans}
        headings = {b.title for b in draft.blocks if isinstance(b, drafter.Heading)} | {draft.title}
        headings |= {cell for b in draft.blocks if isinstance(b, drafter.Table) for row in b.rows for cell in row}
        unstated = {one.fact: one.why for one in draft.unstated}
        assert not stated & unstated.keys()
        assert all(unstated.values())
        for fact, value in case.facts.items():
            if fact not in stated and fact not in unstated:
                assert any(value.text in heading for heading in headings), fact


def kind_of(told: Sequence[object]) -> set[str]:
    """The kinds of what a sentence tells, by its identity (issue-1a2b3c4d is of issue)."""
    return {str(getattr(one, "identity", "")).partition("-")[0].partition("@")[0] for one in told}


@each_case
def test_prose_keeps_its_manners(path: Path) -> None:
    case = drafter.load_case(path)
    for seed in SEEDS:
        for block in drafter.compose(case, seed).blocks:
            if not isinstance(block, drafter.Paragraph) or block.style:
                continue
            texts = [sentence.text for sentence in block.sentences]
            for text, sentence in zip(texts, block.sentences, strict=True):
                # A band lists its projects with their rates.
                listed = any(name.startswith("band.") for name in sentence.constructions)
                assert len(text) <= (160 if listed else 100), text
                assert not re.search(r"[，、；：]。|，，|。。|、、|；；|的的|了了|〔|None|[，、]$|\s\s", text), text
                assert text.endswith("。") or (
                    text is not texts[-1] and re.match("[一二三四五六七八九十]+是.*；$", text)
                ), text
            for before, after in pairwise(block.sentences):
                # Like facts are told alike: those of one kind.
                alike = kind_of(before.messages[-1:]) & kind_of(after.messages[:1]) or all(
                    one.constructions[:1] and one.constructions[0].startswith("band.") for one in (before, after)
                )
                assert alike or before.text[:2] != after.text[:2], (before.text, after.text)
            words = "".join(map(own_words, block.sentences))
            for verb in VERBS:
                assert words.count(verb) < WORN, (verb, block.text)


@each_case
def test_pairs_close_and_connectives_differ(path: Path) -> None:
    case = drafter.load_case(path)
    for seed in SEEDS:
        for sentence in sentences(drafter.compose(case, seed)):
            for opening, closing in ("《》", "“”", "（）"):
                assert sentence.text.count(opening) == sentence.text.count(closing), sentence.text
            assert not re.search(r"(同时|此外|其中|并)，?\1", sentence.text), sentence.text


@pytest.mark.parametrize("length", ["", "short", "full"])
@each_case
def test_a_text_read_back_has_the_same_sentences(path: Path, length: str) -> None:
    case = drafter.load_case(path)
    for seed in SEEDS:
        for block in drafter.compose(case, seed, length=length).blocks:
            if isinstance(block, drafter.Paragraph):
                assert [sentence.text for sentence in block.sentences] == split(block.text)
                assert block.style or all(re.fullmatch("[^。！？]+[。；]", s.text) for s in block.sentences), block.text


@each_case
def test_a_date_is_not_lent_to_what_has_none(path: Path) -> None:
    case = drafter.load_case(path)
    for seed in SEEDS:
        for sentence in sentences(drafter.compose(case, seed)):
            dates = {str(message.frame.get("date", "")) for message in messages_of(sentence)}
            assert len(dates) < 2, sentence.text


@each_case
def test_headings_count_without_gaps(path: Path) -> None:
    draft = drafter.compose(drafter.load_case(path))
    counts = [0] * 5
    for block in draft.blocks:
        if isinstance(block, drafter.Heading):
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (4 - block.level)
            scheme = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}[block.level]
            numbers = "一二三四五六七八九十" if block.level < 3 else "123456789"
            assert block.number == scheme.format(numbers[counts[block.level] - 1])
            assert not re.search(r"[。，；：、]$", block.title)


def test_a_hundred_headings_and_more_are_numbered() -> None:
    head = 'genre = "rectification"\nyear = 2024\n[unit]\nname = "某某县林业局"\n[letter]\nto = "某某县财政局"\n'
    row = (
        '[[findings]]\ntitle = "问题第{0}"\n[[findings.points]]\nevents = [{{ kind = "issue", what = "办法第{0}" }}]\n'
    )
    draft = drafter.compose(read_case(head + "".join(row.format(number) for number in range(1, 121))))
    numbers = [block.number for block in draft.blocks if isinstance(block, drafter.Heading)]
    assert numbers[98:102] == ["九十九、", "一百、", "一百零一、", "一百零二、"] and len(set(numbers)) == 120


MINIMAL = """
genre = "project-self-evaluation"
year = 2024
[unit]
name = "某某县林业局"
[project]
name = "古树名木保护经费"
[fund]
budget = 50
spent = 50
[score]
total = "95分"
[[work]]
title = "古树名木保护任务全部完成"
[[work.points]]
topic = "日常养护"
events = [{ kind = "patrol", what = ["古树群"], count = "24次" }]
"""


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ('name = "某某县林业局"\n', "单位全称"),
        ('name = "古树名木保护经费"\n', "项目名称"),
        ("budget = 50\n", "预算数"),
        ("spent = 50\n", "支出数"),
        ('total = "95分"\n', "自评得分"),
        (MINIMAL[MINIMAL.index("[[work]]") :], "完成绩效目标情况"),
    ],
)
def test_missing_facts_show(made: Engine, line: str, label: str) -> None:
    whole = drafter.compose(made.read_case(MINIMAL))
    assert whole.missing == ()
    assert "〔" not in drafter.to_text(whole)
    draft = drafter.compose(made.read_case(MINIMAL.replace(line, "")))
    assert draft.missing == (label,)
    assert f"〔待补：{label}〕" in drafter.to_text(draft)


def test_a_short_name_does_not_stand_for_the_full_one(made: Engine) -> None:
    for genre in made.genres.values():
        case = made.read_case(f'genre = "{genre.name}"\nyear = 2024\n[unit]\nshort = "县林业局"\n')
        for seed in range(3):
            draft = drafter.compose(case, seed)
            assert "单位全称" in draft.missing
            assert "〔待补：单位全称〕" in drafter.to_text(draft)
    named = made.read_case(MINIMAL.replace('name = "某某县林业局"', 'short = "县林业局"'))
    assert "〔待补：单位全称〕（以下简称“县林业局”）" in drafter.to_text(drafter.compose(named))


def test_a_row_may_leave_its_keys_out(made: Engine) -> None:
    untitled = drafter.compose(made.read_case(MINIMAL.replace('title = "', '# title = "')))
    assert untitled.missing == ("小标题",)
    assert "（1）〔待补：小标题〕" in drafter.to_text(untitled)
    head = MINIMAL[: MINIMAL.index("[[work]]")]
    # A heading with nothing beneath it is not set, with or without its words.
    bare = drafter.compose(made.read_case(head + '[[work]]\ntitle = "甲"\n[[work]]\ntitle = ""\n'))
    assert bare.missing == () and "甲" not in drafter.to_text(bare)
    assert [one.why for one in bare.unstated if one.fact == "work[0].title"] == ["标题下面没有内容，没有写出来"]
    letter = 'genre = "rectification"\nyear = 2024\n[[findings]]\ntitle = "甲"\n[[findings]]\n'
    event = '[[findings.events]]\nkind = "meet"\nwhat = "会"\n'
    assert "小标题" in drafter.compose(made.read_case(letter + event)).missing


EMPTIED = """
[[highlights]]
kind = "reach"
what = "造林成活率"
value = ""
[[highlights]]
kind = "reach"
what = "群众满意率"
value = ""
[[highlights]]
kind = "survey_work"
what = "入户调研"
count = ""
"""


def test_what_is_missing_of_an_event_names_the_event(made: Engine) -> None:
    draft = drafter.compose(made.read_case(MINIMAL + EMPTIED))
    assert set(draft.missing) == {
        "指标达到‘造林成活率’的实际值",
        "指标达到‘群众满意率’的实际值",
        "第三方调研‘入户调研’的次数",
    }
    assert drafter.to_text(draft).count("〔待补：实际值〕") == 2


def test_nor_is_an_event_lost_that_cannot_be_told_without_its_figure(tmp_path: Path) -> None:
    roles = (
        'where = { label = "地点", required = true }\ncount = { label = "次数", type = "figure", required = true }\n'
    )
    form = '{ text = "到{{ where }}散步{{ count }}", when = "count > 0" }'
    (tmp_path / "own.toml").write_text(
        f'[kind.stroll]\nlabel = "散步"\n[kind.stroll.roles]\n{roles}'
        f'[[construction]]\nname = "stroll.go"\nkind = "stroll"\nforms = [{form}]\n',
        "utf-8",
    )
    made = load_engine(extra=[tmp_path / "own.toml"])
    event = '[[highlights]]\nkind = "stroll"\nwhere = "河边"\ncount = {count}\n'
    assert compose(made, made.read_case(MINIMAL + event.format(count=3))).missing == ()
    assert compose(made, made.read_case(MINIMAL + event.format(count='""'))).missing == ("散步‘河边’的次数",)
    # Without any figure to ask for, it is the event.
    assert compose(made, made.read_case(MINIMAL + event.format(count=0))).missing == (
        "散步‘河边’一项（没有能说出它的句式，见 --explain）",
    )


def test_a_single_point_has_no_ordinal(made: Engine) -> None:
    assert "一是" not in drafter.to_text(drafter.compose(made.read_case(MINIMAL)))


def test_a_single_point_is_led_by_a_clause(made: Engine) -> None:
    single = made.read_case(MINIMAL)
    more = '[[work.points]]\ntopic = "巡查监管"\nevents = [{ kind = "meet", what = "会" }]\n'
    several = made.read_case(MINIMAL + more)
    opened = {True: set[str](), False: set[str]()}
    for seed in SEEDS:
        for case in (single, several):
            for sentence in sentences(drafter.compose(case, seed)):
                if sentence.identity.startswith("lead@"):
                    opened[case is single].add(sentence.text)
    assert {"一是日常养护。", "二是巡查监管。"} <= opened[False]
    # A label is not made into work, and no sentence of its own where no 一是 stands before it.
    assert opened[True] == set()
    text = drafter.to_text(drafter.compose(single))
    assert "在日常养护方面，" in text and "日常养护工作" not in text


def test_without_a_clause_to_lead_a_single_point_it_is_not_led(tmp_path: Path) -> None:
    kept = {"lead.noun"}
    names = {form.construction for form in load_engine().bank.forms["point.lead"]} - kept
    (tmp_path / "own.toml").write_text(
        "".join(f'[[construction]]\nname = "{name}"\nremove = true\n' for name in sorted(names)), "utf-8"
    )
    made = load_engine(extra=[tmp_path / "own.toml"])
    draft = compose(made, made.read_case(MINIMAL))
    assert "日常养护" not in drafter.to_text(draft)
    why = "句式库里没有能以它领起的说法"
    assert [one.why for one in draft.unstated if one.fact == "work[0].points[0].topic"] == [why]


REACHED = '[[highlights]]\nkind = "reach"\nwhat = "树均养护费用"\n'


@pytest.mark.parametrize(
    ("figures", "says", "never"),
    [
        ('value = "380元"\nlast = "412元"', ("减少32元", "下降7.77%"), "增"),
        ('value = "380元"\nlast = "412元"\ntarget = "不超过400元"', ("减少32元", "下降7.77%", "不超过400元"), "增"),
        ('value = "380元"\nlast = "412元"\nreason = "统一采购"', ("减少32元", "下降7.77%", "统一采购"), "增"),
        ('value = "9800万元"\nlast = "1.25亿元"', ("减少2700万元", "下降21.60%"), "-"),
        # Typed or not, the rate follows from the two amounts.
        ('value = "90万元"\nlast = "100万元"\ngrowth = "5%"', ("减少10万元", "下降10%"), "5%"),
        ('value = "120万元"\nlast = "100万元"', ("120万元", "100万元"), "下降"),
        # No rate on a base of zero, of rough figures, of figures that count different things, nor for counts.
        ('value = "90万元"\nlast = "0万元"', ("90万元", "上年的0万元"), "%"),
        ('value = "约90万元"\nlast = "100万元"', ("约90万元", "100万元"), "%"),
        ('value = "40棵"\nlast = "50棵"', ("40棵", "50棵"), "%"),
        ('value = "90万元"\nlast = "100棵"', ("90万元", "100棵"), "%"),
    ],
)
def test_money_that_fell_is_told_with_difference_and_rate(
    made: Engine, figures: str, says: tuple[str, ...], never: str
) -> None:
    case = made.read_case(MINIMAL + REACHED + figures + "\n")
    for seed in SEEDS:
        told = [s.text for s in sentences(drafter.compose(case, seed)) if "reach-" in s.identity]
        assert all(word in told[0] for word in says), told
        assert never not in told[0], told


@pytest.mark.parametrize(
    ("spent", "says", "not_says"),
    [("50", "100%", "未支出"), ("45", "90%", "超出"), ("55", "5万元", "未支出"), ("0", "50万元", "超出")],
)
def test_money_is_told_as_it_stands(made: Engine, spent: str, says: str, not_says: str) -> None:
    case = made.read_case(MINIMAL.replace("spent = 50", f"spent = {spent}"))
    for seed in SEEDS:
        text = drafter.to_text(drafter.compose(case, seed))
        money = text[text.index("1.资金支出情况") : text.index("2.完成")]
        assert says in money
        assert not_says not in money


def test_problems_speak_for_themselves(made: Engine) -> None:
    low = drafter.compose(made.read_case(MINIMAL.replace("spent = 50", "spent = 30")))
    whole = drafter.compose(made.read_case(MINIMAL))
    assert "problem.execution.low" in {sentence.identity for sentence in sentences(low)}
    assert "measure.execution.low" in {sentence.identity for sentence in sentences(low)}
    assert not any("execution.low" in sentence.identity for sentence in sentences(whole))


def test_what_a_table_cannot_do_without_shows(made: Engine) -> None:
    head = 'genre = "township-summary"\nyear = 2024\n[unit]\nname = "丙镇"\n'
    named, whole = '[[projects]]\nname = "乙"\n', '[[projects]]\nname = "甲"\nbudget = 3\n'
    draft = drafter.compose(made.read_case(head + whole + named))
    assert draft.missing == ("项目支出情况表里1行的全年预算数", "项目支出情况表里2行的全年执行数")
    (table,) = [block for block in draft.blocks if isinstance(block, drafter.Table)]
    assert [row[2] for row in table.rows] == ["3万元", "〔待补：全年预算数〕"]
    assert [row[3] for row in table.rows] == ["〔待补：全年执行数〕"] * 2
    # And its heading stands above it, though no sentence does.
    blocks = drafter.compose(made.read_case(head + named)).blocks
    at = next(index for index, block in enumerate(blocks) if isinstance(block, drafter.Table))
    assert isinstance(heading := blocks[at - 1], drafter.Heading) and heading.title == "预算支出情况"


#: Spendings out of 100 each, how the rows are grouped (finely where every group has several, else in two), and not.
GROUPED = [
    ((100, 100, 90, 85, 70, 65, 30, 20, 0, 0), ["八成以上", "不到八成", "不到六成", "没有形成支出"], ["没有足额支出"]),
    ((100, 90, 70, 65, 0), ["六成以上、没有足额支出", "没有形成支出的"], ["八成以上", "不到八成", "不到六成"]),
    ((100, 30, 0), ["预算足额支出", "不到六成", "2号渠0%"], ["没有形成支出", "六成以上"]),
]


@pytest.mark.parametrize(("spent", "says", "not_says"), GROUPED)
def test_rows_are_grouped_where_a_group_has_several(
    made: Engine, spent: Sequence[int], says: list[str], not_says: list[str]
) -> None:
    head = 'genre = "township-summary"\nyear = 2024\n[unit]\nname = "丙镇"\n'
    rows = [f'[[projects]]\nname = "{n}号渠"\nbudget = 100\nspent = {one}\n' for n, one in enumerate(spent)]
    for seed in SEEDS:
        text = drafter.to_text(drafter.compose(made.read_case(head + "".join(rows)), seed))
        assert [one for one in says if one not in text] == [], text
        assert [one for one in not_says if one in text] == [], text


def test_braces_of_a_fact_are_braces(made: Engine) -> None:
    case = made.read_case(MINIMAL.replace("古树群", "{{ 7*7 }}{% raw %}"))
    assert "{{ 7*7 }}{% raw %}" in drafter.to_text(drafter.compose(case))


def test_json_keeps_its_promise() -> None:
    draft = drafter.compose(drafter.load_case(CASES[0]))
    data = json.loads(drafter.to_json(draft))
    assert data.keys() >= {"genre", "title", "seed", "blocks", "unstated", "missing"}
    for block in data["blocks"]:
        if block["kind"] == "paragraph":
            assert block["text"] == "".join(sentence["text"] for sentence in block["sentences"])
            for sentence in block["sentences"]:
                assert sentence.keys() >= {"id", "text", "constructions", "spans"}
                assert all(span.keys() == {"start", "end", "fact", "derived"} for span in sentence["spans"])
        else:
            assert block["kind"] in ("heading", "table")
    identities = [s["id"] for b in data["blocks"] if b["kind"] == "paragraph" for s in b["sentences"]]
    assert len(set(identities)) == len(identities)


def test_markdown_marks_are_escaped(made: Engine) -> None:
    case = made.read_case(MINIMAL.replace("古树群", "*古树*_群_"))
    text = drafter.to_markdown(drafter.compose(case))
    assert r"\*古树\*\_群\_" in text
    assert text.startswith("# 某某县林业局2024年度古树名木保护经费项目支出绩效自评报告\n\n## 一、基本情况\n\n")
    assert "\n\n#### 1\\.资金支出情况\n\n" in text


#: Statements that look back over what is told elsewhere: totals, scopes, groupings, problems with their figures.
SUMMARIES = ("basis.", "band.", "projects.", "problem.", "measure.", "compare", "score")


@each_case
def test_no_fact_is_told_twice(path: Path) -> None:
    case = drafter.load_case(path)
    for seed in SEEDS:
        told: dict[str, str] = {}
        for sentence in sentences(drafter.compose(case, seed)):
            if any(name.startswith(SUMMARIES) for name in sentence.constructions):
                continue
            for span in sentence.spans:
                # Names of unit and year come again by their nature; so do figures that others are derived from.
                if span.derived or span.fact.startswith(("unit.", "year", "fund.", "letter.", "sign.", "last_year")):
                    continue
                if re.fullmatch(r"indicators\[\d+\]\.name", span.fact):
                    # What stands and why are told of an indicator by its name.
                    continue
                assert told.get(span.fact) in (None, sentence.identity), (span.fact, sentence.text)
                told[span.fact] = sentence.identity


@pytest.mark.parametrize("length", ["short", "full"])
@each_case
def test_length_leaves_no_fact_out(path: Path, length: str) -> None:
    case = drafter.load_case(path)
    normal, other = drafter.compose(case), drafter.compose(case, length=length)
    stated = [
        {span.fact for sentence in sentences(draft) for span in sentence.spans if not span.derived}
        for draft in (normal, other)
    ]
    assert stated[0] == stated[1]
    assert (other.characters() < normal.characters()) == (length == "short")


@each_case
def test_a_target_is_met_where_the_facts_allow(path: Path) -> None:
    case = drafter.load_case(path)
    shortest = drafter.compose(case, length="short").characters()
    fullest = drafter.compose(case, length="full").characters()
    for target in range(shortest, fullest, max(1, (fullest - shortest) // 5)):
        draft = drafter.compose(case, length=target)
        assert abs(draft.characters() - target) <= target / 10


@each_case
def test_register_steers_the_choice(path: Path, made: Engine) -> None:
    case = drafter.load_case(path)
    elevated = {form.name for forms in made.bank.forms.values() for form in forms if form.register == "formal"}
    used = {
        register: sum(
            name in elevated
            for seed in range(5)
            for sentence in sentences(drafter.compose(case, seed, register=register))
            for name in sentence.constructions
        )
        for register in ("plain", "formal")
    }
    assert used["plain"] == 0 or used["plain"] < used["formal"]
