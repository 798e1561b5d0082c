"""The writer's hand: `[[hand]]` rows of a case, over all example cases and seeds.

Invariants:
- identities are unique in a draft, and those of clauses do not depend on the seed;
- a case without rows drafts as ever; each sentence reworded to itself leaves the whole draft as it was, spans and all;
- a reworded sentence stands under every seed, alone or with the clauses it was made of, and no other; its figures are
  traced, what nobody stated in it is reported, and so is a change of its facts, with the facts that changed;
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

import pytest
from conftest import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
from drafter.drafting.draft import Draft, Note
from drafter.drafting.engine import Engine
from drafter.drafting.wording import changed, fingerprint, matches, subject, trace
from drafter.facts.case import Fact

SEEDS = range(8)
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
  { kind = "train", what = ["保洁员"], count = "3场次" },
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
    joined = [one for one in sentences(draft) if "+" in one.identity] + [
        s for s in sentences(draft) if len(s.messages) == 1
    ]
    for one in joined[:12]:
        words = "这一句由写作者来写。"
        case = made.read_case(text + row(one.identity, text=words, facts=fingerprint(subject(one))))
        for seed in SEEDS:
            after = drafter.compose(case, seed)
            assert said(after, one.identity).text.endswith(words)
            assert after.notes == ()
            assert clauses(after) == clauses(draft)
