"""How else a sentence could be said, and what the writer makes of it.

The writer gains the other forms of a sentence as they would really stand, with the real facts, in the real paragraph;
one of them pinned, the sentence reworded by hand, or left out. All of it goes into the case as `[[hand]]` rows.

Limits: forms are changed clause by clause; the ordinals of an enumeration are the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.composing.compose import tell
from drafter.composing.hand import Hand
from drafter.composing.plan import Plan
from drafter.editing.document import Document
from drafter.facts.case import Case
from drafter.facts.fact import Fact, Row, rows_of
from drafter.messages import say
from drafter.phrasing.bank import Form
from drafter.phrasing.choose import messages_of
from drafter.phrasing.style import LENGTHS, Tone
from drafter.report.fingerprint import fingerprint, subject
from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Paragraph

if TYPE_CHECKING:
    from drafter.composing.engine import Engine

_LEAD = re.compile(r"(problem|measure)\.(.+)\.lead")
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+是")


class Choice(NamedTuple):
    """One way to say a clause: its form, the whole sentence as it would stand, whether it stands so now."""

    clause: str
    form: str
    text: str
    current: bool


class WordsOrigin(NamedTuple):
    """Where words of a sentence come from: the words, the path of their fact, how it was reckoned ("" if stated)."""

    words: str
    path: str
    working: str


def choices(engine: Engine, case: Case, draft: Draft, sentence: Sentence) -> Iterator[Choice]:
    """The forms that can say each clause of a sentence, the present one first; made one by one."""
    plan = Plan(case, engine.genres[case.genre], engine.bank)
    rows = case.values.get("hand")
    kept = rows_of(rows)
    tone = tone_of(case)
    for clause, forms in clauses(engine, sentence):
        seen = {sentence.text}
        own = [form for form in forms if form.name in sentence.constructions]
        for form in own:
            yield Choice(clause, form.name, sentence.text, True)
        for form in forms:
            if form in own:
                continue
            other = [row for row in kept if not (str(row.get("id")) == clause and row.get("form") is not None)]
            plan.hand = Hand([*other, _row(clause, form.name)])
            found = _telling(tell(engine, plan, draft.seed, tone), sentence, clause, form.name)
            if found and found not in seen:
                seen.add(found)
                yield Choice(clause, form.name, found, False)


def tone_of(case: Case) -> Tone:
    """How a case asks to be told."""
    length, register = case.fact("length"), case.fact("register")
    return Tone(LENGTHS.get(length.text if length else "normal", 0.0), register.text if register else "")


def clauses(engine: Engine, sentence: Sentence) -> Iterator[tuple[str, Sequence[Form]]]:
    """The identities in a sentence that a form can be pinned to, each with the forms that fit it."""
    bank = engine.bank
    if sentence.identity.startswith("lead@"):
        yield sentence.identity, bank.forms.get("point.lead", ())
    elif match := _LEAD.fullmatch(sentence.identity):
        yield sentence.identity, bank.forms.get(f"{match[1]}.lead.{match[2]}", ())
    else:
        for message in messages_of(sentence):
            yield message.identity, message.fitting(bank)


def _row(clause: str, form: str) -> Row:
    return Row("hand", {"id": Fact("hand.id", clause), "form": Fact("hand.form", form)})


def _telling(draft: Draft, sentence: Sentence, clause: str, form: str) -> str:
    """The sentences of a draft that tell what `sentence` tells, where `form` is at work; "" where it is not."""
    wanted = {*sentence.identity.split("+"), clause}
    found = [
        one
        for block in draft.blocks
        if isinstance(block, Paragraph)
        for one in block.sentences
        if not wanted.isdisjoint(one.identity.split("+")) or any(message.identity in wanted for message in one.messages)
    ]
    if sentence.identity.startswith(("problem.", "measure.")):
        found = [one for one in found if one.identity == sentence.identity]
    return "".join(one.text for one in found) if any(form in one.constructions for one in found) else ""


def origins(case: Case, sentence: Sentence) -> list[WordsOrigin]:
    """Where each figure and name of a sentence comes from, in its order."""
    found = []
    for span in sentence.spans:
        derivation = case.derived.get(span.fact)
        found.append(
            WordsOrigin(
                sentence.text[span.start : span.end], span.fact, derivation.working if derivation is not None else ""
            )
        )
    return found


# -- what the writer decides --------------------------------------------------------------------------------------
def pin(document: Document, clause: str, form: str) -> None:
    """Have a clause said by `form` from now on."""
    _put(document, clause, "form", {"form": form}, say("指定说法"))


def reword(document: Document, sentence: Sentence, text: str) -> None:
    """Have a sentence read as the writer wrote it; the facts it is about are noted beside it."""
    text = _ORDINAL.sub("", " ".join(text.split()), count=1)
    _put(document, sentence.identity, "text", {"text": text, "facts": fingerprint(subject(sentence))}, say("改写句子"))


def leave_out(document: Document, sentence: Sentence) -> None:
    """Have a sentence not told."""
    _put(document, sentence.identity, "drop", {"drop": True}, say("略去句子"))


def release(document: Document, sentence: Sentence) -> int:
    """Forget all choices on a sentence and its clauses; how many there were."""
    names = {sentence.identity, *sentence.identity.split("+"), *(message.identity for message in sentence.messages)}
    mine = [
        index for index, row in enumerate(_rows(document)) if not names.isdisjoint(str(row.get("id", "")).split("+"))
    ]
    for index in reversed(mine):
        document.delete(f"hand[{index}]", say("还原句子"))
    return len(mine)


def _rows(document: Document) -> list[dict[str, object]]:
    rows = document.data.get("hand")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _put(document: Document, name: str, key: str, values: dict[str, object], label: str) -> None:
    document.seal()
    for index, row in enumerate(_rows(document)):
        if row.get("id") == name and key in row:
            for one, value in values.items():
                document.set(f"hand[{index}].{one}", value, label)
                document.seal()
            return
    document.insert("hand", len(_rows(document)), {"id": name, **values}, label)
