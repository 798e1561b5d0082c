"""The writer's hand: `[[hand]]` rows of a case, over all example cases and seeds.

Invariants:
- identities are unique in a draft, and those of clauses do not depend on the seed;
- a case without rows drafts as ever; each sentence reworded to itself leaves the whole draft as it was, spans and all;
- a reworded sentence stands under every seed, alone or with the clauses it was made of, and no other; its figures are
  traced, what nobody stated in it is reported, and so is a change of its facts, with the facts that changed;
- one half of a merged sentence may keep the mark of the whole: what counts is whether its own facts stand;
- a pinned form is used wherever it can say the facts, and reported where it cannot or is gone;
- what is dropped is listed as unstated; what the genre requires is never dropped; ordinals count on without gaps;
- a message told after another follows it; circles and what is gone are reported;
- every row is followed or reported, whatever it says, and nothing else is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
from drafter.cli import main
from drafter.composing.engine import Engine
from drafter.composing.hand import in_order
from drafter.composing.wording import trace
from drafter.facts.case import Case
from drafter.facts.fact import Event, Fact, Row
from drafter.phrasing.choose import messages_of
from drafter.report.fingerprint import changed, fingerprint, matches, subject
from drafter.report.tree import Draft
from drafter.writing.text import explain

SEEDS = range(8)
KINDS = {"gone", "unfit", "refused", "outdated", "unsealed", "untraced", "unclear"}
CASE = """
genre = "project-self-evaluation"
year = 2024
problems = ["target.coarse", "monitor.weak"]
[unit]
name = "青山县农业农村局"
short = "县农业农村局"
[project]
name = "农村人居环境整治补助"
[fund]
budget = "200万元"
spent = "187.6万元"
[score]
other = "88.5分"
[[work]]
title = "村庄清洁全面完成"
[[work.points]]
topic = "日常管护工作"
events = [
  { kind = "patrol", what = ["公厕"], count = "24次" },
  { kind = "issue", what = ["《管护办法》"], date = "3月26日" },
  { kind = "train", audience = ["保洁员"], count = "3期" },
]
[[work.points]]
topic = "宣传工作"
events = [{ kind = "handout", items = ["宣传单 3.6万份"] }]
"""

each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def sentences(draft: Draft) -> Iterator[drafter.Sentence]:
    for block in draft.blocks:
        if isinstance(block, drafter.Paragraph):
            yield from block.sentences


def clauses(draft: Draft) -> set[str]:
    return {one for sentence in sentences(draft) for one in sentence.identity.split("+") if "lead@" not in one}


def row(identity: str, **choices: str | bool) -> str:
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in choices.items()]
    return f'\n[[hand]]\nid = "{identity}"\n' + "\n".join(lines) + "\n"


def by_kind(draft: Draft, kind: str) -> str:
    """The identity of the one clause of a kind."""
    (found,) = {one for one in clauses(draft) if one.startswith(f"{kind}-")}
    return found


def said(draft: Draft, identity: str) -> drafter.Sentence:
    (found,) = [sentence for sentence in sentences(draft) if sentence.identity == identity]
    return found


def kinds(draft: Draft) -> list[tuple[str, str]]:
    return [(note.id, note.kind) for note in draft.notes]


def made_events(case: Case) -> Iterator[Event]:
    def walk(row: Row) -> Iterator[Event]:
        for value in row.values.values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Event):
                    yield one
                elif isinstance(one, Row):
                    yield from walk(one)

    return walk(case.root)


@pytest.fixture
def plain(made: Engine) -> Draft:
    return drafter.compose(made.read_case(CASE))


# -- identities -------------------------------------------------------------------------------------------------------
@each_case
def test_identities_are_unique_and_do_not_depend_on_the_seed(path: Path) -> None:
    case = drafter.load_case(path)
    first = clauses(drafter.compose(case, 0))
    for seed in SEEDS:
        draft = drafter.compose(case, seed)
        names = [sentence.identity for sentence in sentences(draft)]
        assert len(set(names)) == len(names)
        assert clauses(draft) == first


@each_case
def test_each_sentence_reworded_to_itself_changes_nothing(path: Path, made: Engine) -> None:
    text = path.read_text("utf-8")
    for seed in range(3):
        before = drafter.compose(made.read_case(text), seed)
        rows = "".join(row(one.identity, text=one.text, facts=fingerprint(subject(one))) for one in sentences(before))
        after = drafter.compose(made.read_case(text + rows), seed)
        assert after.notes == ()
        assert drafter.to_text(after) == drafter.to_text(before)
        for old, new in zip(sentences(before), sentences(after), strict=True):
            assert (old.identity, new.constructions) == (new.identity, ())
            # Names that the words of a form hold by chance may be found as well; no span is lost.
            assert {(s.start, s.end) for s in old.spans} <= {(s.start, s.end) for s in new.spans}


# -- a wording of one's own -------------------------------------------------------------------------------------------
@each_case
def test_a_wording_stands_under_every_seed(path: Path, made: Engine) -> None:
    text = path.read_text("utf-8")
    draft = drafter.compose(made.read_case(text))
    joined = [one for one in sentences(draft) if "+" in one.identity]
    single = [one for one in sentences(draft) if len(one.messages) == 1 and one not in joined]
    words = "这一句由写作者来写。"
    for one in (*joined[:6], *single[:6]):
        case = made.read_case(text + row(one.identity, text=words, facts=fingerprint(subject(one))))
        for seed in SEEDS:
            after = drafter.compose(case, seed)
            assert said(after, one.identity).text.endswith(words)
            assert after.notes == ()
            assert clauses(after) == clauses(draft)


@each_case
def test_an_item_of_a_list_can_be_reworded_alone(path: Path, made: Engine) -> None:
    text = path.read_text("utf-8")
    listed = sorted(one for one in clauses(drafter.compose(made.read_case(text))) if re.fullmatch(r"\w+\[\d+\]", one))
    for name in listed[:3]:
        case = made.read_case(text + row(name, text="做好一件事。"))
        for seed in SEEDS:
            draft = drafter.compose(case, seed)
            assert said(draft, name).text.endswith("是做好一件事。")
            assert kinds(draft) == [(name, "unsealed")]


@given(st.integers(0, 6), st.data())
def test_every_number_comes_once_in_an_order(count: int, data: st.DataObject) -> None:
    moves = data.draw(st.dictionaries(st.integers(0, 5), st.integers(0, 5), max_size=6))
    moves = {one: other for one, other in moves.items() if one < count and other < count and one != other}
    behind: dict[int, list[int]] = {}
    for one, other in moves.items():
        behind.setdefault(other, []).append(one)
    order, circling = in_order(count, behind)
    assert sorted(order) == list(range(count))
    assert set(circling) <= moves.keys()
    for one, other in moves.items():
        if one not in circling:
            assert order.index(one) > order.index(other)
    if not circling:
        assert [one for one in order if one not in moves] == [one for one in range(count) if one not in moves]


def test_figures_of_a_wording_are_traced(made: Engine, plain: Draft) -> None:
    name = by_kind(plain, "patrol")
    mark = fingerprint(subject(said(plain, name)))
    text = "2024年巡查公厕24次，比上年多5次"
    draft = drafter.compose(made.read_case(CASE + row(name, text=text, facts=mark)))
    sentence = said(draft, name)
    assert sentence.text.endswith("2024年巡查公厕24次，比上年多5次。")
    found = {span.fact: sentence.text[span.start : span.end] for span in sentence.spans}
    assert {"year": "2024年", "work[0].points[0].events[0].count": "24次"}.items() <= found.items()
    assert kinds(draft) == [(name, "untraced")]
    assert "5次" in draft.notes[0].message
    assert "24次" not in draft.notes[0].message


@pytest.mark.parametrize(
    ("text", "fact", "found"),
    [
        ("巡查24次", "24次", True),
        ("巡查124次", "24次", False),
        ("巡查1.24次", "24次", False),
        ("评出24次2023年", "24次", True),
        ("培训5人次", "5人", False),
        ("培训5人，", "5人", True),
        ("支出3万元", "3万", False),
        ("支出3.5", "3", False),
        ("占3%", "3", False),
        ("等次为优", "优", True),
        ("优质优等", "优", False),
        ("公厕和公厕", "公厕", True),
    ],
)
def test_where_a_fact_is_found(text: str, fact: str, found: bool) -> None:
    parts, _ = trace(text, [Fact("a.b", fact)])
    assert any(isinstance(part, Fact) for part in parts) == found
    assert "".join(str(part) for part in parts) == text


def test_facts_of_the_same_words_share_them() -> None:
    twins = [Fact("a", "3次"), Fact("b", "3次"), Fact("c", "3次")]
    (_, first, _, second), _ = trace("检查3次、督查3次", twins)
    assert isinstance(first, Fact) and isinstance(second, Fact)
    assert [(first.path, first.also), (second.path, second.also)] == [("a", ()), ("b", ("c",))]


def test_facts_that_changed_are_named(made: Engine, plain: Draft) -> None:
    name = by_kind(plain, "patrol")
    mark = fingerprint(subject(said(plain, name)))
    edit = row(name, text="全年巡查公厕24次。", facts=mark)
    draft = drafter.compose(made.read_case(CASE.replace('"24次"', '"26次"') + edit))
    assert [kind for _, kind in kinds(draft)] == ["outdated", "untraced"]
    (outdated, untraced) = draft.notes
    assert "26次（work[0].points[0].events[0].count）" in outdated.message
    assert "公厕" not in outdated.message
    assert "24次" in untraced.message
    assert said(draft, name).text.endswith("全年巡查公厕24次。")
    new_mark = re.search(r'facts = "(.+?)"', outdated.message)
    assert new_mark is not None
    again = drafter.compose(made.read_case(CASE.replace('"24次"', '"26次"') + edit.replace(mark, new_mark[1])))
    assert [kind for _, kind in kinds(again)] == ["untraced"]


def test_a_wording_without_a_mark_is_told_its_mark(made: Engine, plain: Draft) -> None:
    name = by_kind(plain, "patrol")
    draft = drafter.compose(made.read_case(CASE + row(name, text="巡查公厕24次。")))
    assert kinds(draft) == [(name, "unsealed")]
    assert fingerprint(subject(said(plain, name))) in draft.notes[0].message


def test_half_of_a_sentence_may_keep_the_mark_of_the_whole(made: Engine) -> None:
    for seed in SEEDS:
        base = drafter.compose(made.read_case(CASE), seed)
        for whole in [one for one in sentences(base) if "+" in one.identity and one.messages]:
            mark = fingerprint(subject(whole))
            for half in whole.identity.split("+"):
                for facts in (mark, mark[:8]):
                    edit = row(half, text="写作者的话", facts=facts)
                    draft = drafter.compose(made.read_case(CASE + edit), seed)
                    assert "写作者的话" in drafter.to_text(draft)
                    assert draft.notes == (), (half, facts)


@pytest.mark.parametrize(
    ("half", "old", "new", "words"),
    [
        # What changed is said where it is this half's; of the other half it is said that this one stands.
        ("project.unit", "人居环境整治", "改厕", "现在是农村改厕补助（project.name）"),
        ("project.basis", "人居环境整治", "改厕", "这一项现有的事实没有变，同句的别项变了"),
        ("project.unit", "青山县", "绿山县", "现在是绿山县农业农村局（unit.name）"),
    ],
)
def test_whose_facts_changed_of_a_sentence_in_halves(made: Engine, half: str, old: str, new: str, words: str) -> None:
    case = CASE.replace("[fund]", 'basis = ["《三年方案》"]\n[fund]', 1)
    mark = fingerprint(subject(said(drafter.compose(made.read_case(case)), "project.unit+project.basis")))
    text = case.replace(old, new) + row(half, text="写作者的话。", facts=mark)
    (note,) = drafter.compose(made.read_case(text)).notes
    assert (note.id, note.kind) == (half, "outdated")
    assert words in note.message and "已经删去" not in note.message
    # The mark that the note gives is the half's own.
    told = re.search(r'facts = "(.+?)"', note.message)
    assert told is not None
    assert drafter.compose(made.read_case(text.replace(mark, told[1]))).notes == ()


def test_facts_that_are_gone_are_said_to_be(made: Engine, plain: Draft) -> None:
    name = by_kind(plain, "patrol")
    edit = row(name, text="巡查公厕。", facts=fingerprint(subject(said(plain, name))))
    (note,) = drafter.compose(made.read_case(CASE.replace(', count = "24次"', "") + edit)).notes
    assert (note.kind, "有的事实已经删去" in note.message) == ("outdated", True)


@pytest.mark.parametrize("choice", [{"text": "写作者的话。"}, {"drop": True}, {"after": "x"}, {"form": "issue.make#0"}])
def test_an_event_told_with_another_is_called_by_its_name(made: Engine, choice: dict[str, Any]) -> None:
    two = '{ kind = "issue", what = ["甲办法"] },\n  { kind = "issue", what = ["乙办法"] },\n  { kind = "train"'
    text = CASE.replace('{ kind = "train"', two)
    case = made.read_case(text)
    told = [one for one in clauses(drafter.compose(case)) if one.startswith("issue-")]
    own = [one.identity for one in made_events(case) if one.kind == "issue" and one.identity not in told]
    (note,) = drafter.compose(made.read_case(text + row(own[0], **choice))).notes
    assert note.kind == "gone"
    assert re.search(rf"{own[0]} 已并入 (issue-\w+) 一项来说，请把 id 改作 \1", note.message)


def test_a_mark_does_not_depend_on_seed_or_place(made: Engine) -> None:
    lines = CASE.split("\n")
    at = next(i for i, line in enumerate(lines) if '"patrol"' in line)
    moved = "\n".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])
    marks = set()
    for text in (CASE, moved):
        for seed in SEEDS:
            draft = drafter.compose(made.read_case(text), seed)
            for sentence in sentences(draft):
                if sentence.identity == by_kind(draft, "patrol"):
                    marks.add(fingerprint(subject(sentence)))
    assert len(marks) == 1


facts_of_a_sentence = st.lists(
    st.builds(Fact, st.sampled_from(["a.b", "a.c", "d[0].e", "d[1].e", "d[2].e"]), st.text("一二3次", min_size=1)),
    max_size=5,
    unique_by=lambda fact: fact.path,
)


@given(facts_of_a_sentence, st.data())
def test_marks_tell_what_changed(facts: list[Fact], data: st.DataObject) -> None:
    mark = fingerprint(facts)
    assert matches(mark, facts) and matches(mark[:8], facts) and matches(mark.upper(), reversed(facts))
    assert changed(mark, facts, "") == []
    if facts:
        index = data.draw(st.integers(0, len(facts) - 1))
        other = Fact(facts[index].path, facts[index].text + "五")
        now = [*facts[:index], other, *facts[index + 1 :]]
        assert not matches(mark, now)
        assert set(changed(mark, now, "")) <= {*facts, other}
        assert changed(mark[:8], now, "") == list({f"{f.path[:3]}{f.text}": f for f in now}.values())


@given(st.text("公厕24次5.%万元 ，", max_size=30), facts_of_a_sentence)
def test_tracing_loses_no_character(text: str, facts: list[Fact]) -> None:
    parts, strays = trace(text, facts)
    assert "".join(str(part) for part in parts) == text
    plain = "".join(part for part in parts if isinstance(part, str))
    assert bool(strays) == bool(re.search("[0-9]", plain))


def test_a_wording_says_what_it_names(made: Engine, plain: Draft) -> None:
    # The sentence that brings in the unit gives way to one that does not: the next one brings it in.
    draft = drafter.compose(made.read_case(CASE + row("project.unit", text="项目由我单位实施。")))
    text = drafter.to_text(draft)
    first = text.index("县农业农村局", text.index("实施。"))
    assert "青山县农业农村局（以下简称“县农业农村局”）" in text[first - 2 : first + 30]
    assert {one.fact for one in draft.unstated} >= {"hand[0].id", "hand[0].text"}
    assert all("写作者的选择" in one.why for one in draft.unstated if one.fact.startswith("hand["))


def test_ordinals_are_the_programs(made: Engine, plain: Draft) -> None:
    for seed in SEEDS:
        base = drafter.compose(made.read_case(CASE), seed)
        second = next(s for s in sentences(base) if s.text.startswith("二是"))
        edit = row(second.identity, text="一是加强宣传工作。", facts=fingerprint(subject(second)))
        text = drafter.to_text(drafter.compose(made.read_case(CASE + edit), seed))
        assert "二是加强宣传工作。" in text
        assert text.count("一是") == drafter.to_text(base).count("一是")


# -- pinned forms -----------------------------------------------------------------------------------------------------
def test_a_pinned_form_is_used_under_every_seed(made: Engine, plain: Draft) -> None:
    for sentence in sentences(plain):
        for message in messages_of(sentence):
            forms = message.fitting(made.bank) if message.identity in sentence.identity.split("+") else ()
            for form in forms:
                case = made.read_case(CASE + row(message.identity, form=form.name))
                for seed in range(3):
                    draft = drafter.compose(case, seed)
                    assert draft.notes == (), (message.identity, form.name)
                    (told,) = [s for s in sentences(draft) if message.identity in s.identity.split("+")]
                    assert form.name in told.constructions


def test_leads_can_be_pinned(made: Engine, plain: Draft) -> None:
    path = "work[0].points[0]"
    for form in made.bank.forms["point.lead"][:6]:
        draft = drafter.compose(made.read_case(CASE + row(f"lead@{path}", form=form.name)))
        used = {name for sentence in sentences(draft) for name in sentence.constructions}
        assert (form.name in used) == (draft.notes == ())
    for form in made.bank.forms["problem.lead.target.coarse"]:
        draft = drafter.compose(made.read_case(CASE + row("problem.target.coarse.lead", form=form.name)))
        assert said(draft, "problem.target.coarse.lead").constructions == (form.name,)


# -- dropped ----------------------------------------------------------------------------------------------------------
@each_case
def test_what_is_dropped_is_listed_and_what_is_required_stays(path: Path, made: Engine) -> None:
    text = path.read_text("utf-8")
    case = made.read_case(text)
    base = drafter.compose(case)
    required = made.genres[case.genre].required
    for sentence in list(sentences(base))[::3]:
        draft = drafter.compose(made.read_case(text + row(sentence.identity, drop=True)))
        gone = sentence.identity not in {one.identity for one in sentences(draft)}
        assert [kind for _, kind in kinds(draft)] == ([] if gone else ["refused"])
        stated = {span.fact for one in sentences(draft) for span in one.spans}
        listed = {one.fact for one in draft.unstated}
        elsewhere = str([block for block in draft.blocks if not isinstance(block, drafter.Paragraph)]) + draft.title
        for span in sentence.spans:
            if span.fact in case.facts and span.fact not in stated:
                titled = case.facts[span.fact].text.removesuffix("项目") in elsewhere
                assert span.fact in listed or titled
                assert span.fact not in required or titled
        if not gone and not sentence.identity.startswith("measure."):
            assert any(re.sub(r"\[\d+\]$", "", span.fact) in required for span in sentence.spans), sentence.text


def test_enumerations_count_on(made: Engine, plain: Draft) -> None:
    base = drafter.to_text(plain)
    assert "二是" in base
    # The only message of the second point goes, and with it the enumeration; then a problem with its measure.
    draft = drafter.compose(made.read_case(CASE + row(by_kind(plain, "handout"), drop=True)))
    done = drafter.to_text(draft).split("存在的问题")[0]
    assert "一是" not in done and "二是" not in done
    draft = drafter.compose(made.read_case(CASE + row("problem.target.coarse.lead", drop=True)))
    left = {sentence.identity for sentence in sentences(draft)}
    assert not any("target.coarse" in name for name in left)
    assert draft.notes == ()
    assert [one.why for one in draft.unstated if one.fact == "problems[0]"] == ["写作者选择不写这一句"]
    draft = drafter.compose(made.read_case(CASE + row("measure.target.coarse.lead", drop=True)))
    assert kinds(draft) == [("measure.target.coarse.lead", "refused")]


def test_a_lead_can_be_left_out(made: Engine) -> None:
    plain, case = made.read_case(CASE), made.read_case(CASE + row("lead@work[0].points[1]", drop=True))
    for seed in SEEDS:
        draft = drafter.compose(case, seed)
        assert draft.notes == ()
        assert "work[0].points[1].topic" in {one.fact for one in draft.unstated}
        assert drafter.to_text(draft).count("二是") == drafter.to_text(drafter.compose(plain, seed)).count("二是")


# -- order ------------------------------------------------------------------------------------------------------------
def told(draft: Draft) -> list[str]:
    order = [one.split("-")[0] for sentence in sentences(draft) for one in sentence.identity.split("+")]
    return [one for one in order if one in ("patrol", "issue", "train")]


@pytest.mark.parametrize(
    ("moves", "order", "reported"),
    [
        ([("patrol", "issue")], "issue patrol train", []),
        ([("patrol", "train")], "issue train patrol", []),
        ([("train", "patrol")], "patrol train issue", []),
        ([("patrol", "train"), ("issue", "train")], "train patrol issue", []),
        ([("patrol", "issue"), ("issue", "train")], "train issue patrol", []),
        ([("issue", "train"), ("patrol", "issue")], "train issue patrol", []),
        ([("patrol", "issue"), ("issue", "patrol")], "train patrol issue", ["unclear"]),
        ([("patrol", "patrol")], "patrol issue train", ["unclear"]),
        ([("patrol", "handout")], "patrol issue train", ["gone"]),
    ],
)
def test_order(made: Engine, plain: Draft, moves: list[tuple[str, str]], order: str, reported: list[str]) -> None:
    rows = "".join(row(by_kind(plain, one), after=by_kind(plain, other)) for one, other in moves)
    for seed in SEEDS:
        draft = drafter.compose(made.read_case(CASE + rows), seed)
        if "unclear" not in reported:
            assert told(draft) == order.split()
        assert [kind for _, kind in kinds(draft)] == reported
        assert clauses(draft) == clauses(plain)


# -- what cannot be followed ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rows", "reported", "words"),
    [
        (row("issue-00000000", text="有一句。"), "gone", "案件里已经没有 issue-00000000"),
        (row("issue-00000000", drop=True), "gone", "没有可略去的"),
        (row("issue-00000000", form="issue.make#0"), "gone", "用不上"),
        (row("issue-00000000", after="project.money"), "gone", "没有可挪动的"),
        (row("project.money+fund.execution", text="两段合成一句。"), "gone", "现在不在一句里"),
        (row("fund.execution", form="no.such#0"), "unfit", "句式库里已经没有"),
        (row("fund.execution", form="unit.responsible#0"), "unfit", "说不了"),
        (row("fund.execution", drop=True), "refused", "必填的fund.spent"),
        (row("project.money+project.unit", form="money.budget#0"), "unclear", "不要有 +"),
        (row("fund.execution"), "unclear", "没有写要怎样改"),
        ('\n[[hand]]\ntext = "哪一句。"\n', "unclear", "没有写明 id"),
        (row("project.unit", drop=True) * 2, "unclear", "drop 写了两次"),
    ],
)
def test_what_cannot_be_followed_is_reported(made: Engine, rows: str, reported: str, words: str) -> None:
    draft = drafter.compose(made.read_case(CASE + rows))
    (note,) = [note for note in draft.notes if note.kind != "unsealed"] or [*draft.notes]
    assert (note.kind, words in note.message) == (reported, True), note
    if "写了两次" not in words:
        assert drafter.to_text(draft) == drafter.to_text(drafter.compose(made.read_case(CASE)))


def test_json_and_explained_text_show_the_notes(made: Engine, plain: Draft) -> None:
    draft = drafter.compose(made.read_case(CASE + row("issue-00000000", drop=True)))
    (note,) = json.loads(drafter.to_json(draft))["notes"]
    assert note == {"id": "issue-00000000", "kind": "gone", "message": draft.notes[0].message}
    text = explain(draft)
    assert draft.notes[0].message in text
    for sentence in sentences(draft):
        about = subject(sentence)
        assert f"标识：{sentence.identity}" + (f'（facts = "{fingerprint(about)}"）' if about else "\n") in text


def test_the_command_line_says_it_in_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "案件.toml"
    case.write_text(CASE + "".join(row(f"issue-0000000{i}", drop=True) for i in range(5)), "utf-8")
    assert main(["draft", str(case)]) == 0
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith(f"{case}: 5处手工修改需要看一眼：（印发文件）案件里已经没有这一项，没有可略去的；")


def names(draft: Draft) -> st.SearchStrategy[str]:
    known = sorted({s.identity for s in sentences(draft)} | clauses(draft))
    return st.sampled_from([*known, "gone-1", "a+b", "lead@work[0].points[0]", "title.project"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_row_is_followed_or_reported(made: Engine, data: st.DataObject) -> None:
    base = drafter.compose(made.read_case(CASE))
    some = names(base)
    choices: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {},
        optional={
            "text": st.sampled_from(["写作者的话", "一是巡查24次。", "共99次！"]),
            "drop": st.booleans(),
            "after": some,
            "form": st.sampled_from([form.name for forms in made.bank.forms.values() for form in forms][:80]),
        },
    )
    rows = data.draw(st.lists(st.tuples(some, choices), max_size=4))
    case = made.read_case(CASE + "".join(row(name, **chosen) for name, chosen in rows))
    draft = drafter.compose(case, data.draw(st.integers(0, 3)))
    reported = {note.id for note in draft.notes}
    left = {sentence.identity: sentence for sentence in sentences(draft)}
    for name, chosen in rows:
        if name in reported:
            continue
        assert any(chosen.values())
        if chosen.get("drop"):
            assert name not in left and not set(name.split("+")) & clauses(draft)
        elif "text" in chosen:
            assert name in left and not left[name].constructions
    # A fact of the case is stated or listed, never lost.
    stated = {span.fact for sentence in left.values() for span in sentence.spans}
    listed = {one.fact for one in draft.unstated}
    headings = "".join(b.title for b in draft.blocks if isinstance(b, drafter.Heading)) + draft.title
    assert all(path in stated or path in listed or fact.text in headings for path, fact in case.facts.items())
    assert not stated & listed
    assert all(note.kind in KINDS and note.message for note in draft.notes)
