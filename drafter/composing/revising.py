"""The writer's choices at work on one draft: what is left out, told elsewhere, reworded or said by a pinned form.

The reader of a report gains the sentence that a person wanted, draft after draft; the writer gains that no choice is
lost or kept in silence: what no longer fits the case or the bank is reported (`Note`), and the rest is drafted.

Limits: messages move within their paragraph only; the ordinals of an enumeration (一是…) are the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from drafter.composing.hand import Hand, HandChange, in_order
from drafter.composing.wording import trace
from drafter.facts.fact import Fact
from drafter.phrasing.bank import Bank, Form
from drafter.phrasing.choose import Message
from drafter.phrasing.session import Session
from drafter.report.fingerprint import changed, fingerprint, matches, of_passage, stated, subject
from drafter.report.sentence import Sentence
from drafter.report.tree import Note

_ORDINAL = re.compile(r"[一二三四五六七八九十]+是")
_ENDS = ("。", "！", "？", "…", "：", "；")
#: How many characters of a sentence tell it from others.
_OPENING = 12
_PAIR = re.compile(r"(?:problem|measure)\.(.+?)(?:\.lead)?")
_LAST = re.compile(r"\[\d+\]$")
DROPPED = "写作者选择不写这一句"
REWORDED = "写作者改写这一句时没有写到"
_Pair = TypeVar("_Pair", bound="tuple[str, object]")
_Shape: TypeAlias = "list[tuple[Form, ...]]"
_Led: TypeAlias = "tuple[str, str, Sequence[Message]]"


class Desk:
    """A `Hand` at work. `required` are the paths that the genre cannot do without; why a fact is not stated goes into
    `unsaid`; `gathered` says with which event another one is told as one message."""

    def __init__(
        self,
        hand: Hand,
        session: Session,
        required: Iterable[str],
        unsaid: dict[str, str],
        gathered: Mapping[str, str],
    ) -> None:
        self.hand, self.session, self.required, self.unsaid = hand, session, frozenset(required), unsaid
        self.labels: Mapping[str, str] = required if isinstance(required, Mapping) else {}
        self.gathered = gathered
        session.pins = hand.pins
        self.seen: set[str] = set()
        self.dropped: set[str] = set()
        self.reworded: set[str] = set()
        self.moved: set[str] = set()
        self.found: dict[tuple[str, str], Note] = {}
        # How the sentences read that choices may concern, by their identities and those of their messages.
        self.told: dict[str, str] = {}
        # The paragraph of each message, in the order of the case.
        self.passages: dict[str, Sequence[Message]] = {}

    def note(self, identity: str, kind: str, message: str, plain: str = "") -> None:
        """Note what is the matter; `plain` says it without codes, where the message has any."""
        self.found[identity, kind] = Note(identity, kind, message, plain=plain or message)

    # -- messages of a paragraph ----------------------------------------------------------------------------------
    def arrange(self, messages: Sequence[Message]) -> list[Message]:
        """The messages of one paragraph without those left out, in the order that the writer wants."""
        here = {message.identity: message for message in messages}
        self.seen.update(here)
        if here.keys().isdisjoint(self.hand.concerned):
            return list(messages)
        self.passages.update(dict.fromkeys(here, tuple(messages)))
        kept = {name: message for name, message in here.items() if not self.drops(message, here)}
        units: list[list[Message]] = []
        placed: set[str] = set()
        for name in kept:
            if name not in placed:
                sentence = self.hand.reworded.get(name, (name, ""))
                clauses = sentence[0].split("+")
                if any(clause not in kept for clause in clauses):
                    clauses = [name]
                elif sentence[1]:
                    self.session.reworded.update(dict.fromkeys(clauses, sentence))
                units.append([kept[clause] for clause in clauses])
                placed.update(clauses)
        return [message for unit in self.ordered(units) for message in unit]

    def drops(self, message: Message, here: Mapping[str, Message]) -> bool:
        """Whether a message is left out: its row names messages of this paragraph only, and none that must be told."""
        choice = self.hand.drops.get(message.identity)
        if choice is None or any(clause not in here for clause in choice.clauses):
            return False
        told = [here[clause] for clause in choice.clauses]
        facts = [fact for one in told for role in one.roles if role not in one.free for fact in one.facts_of(role)]
        return self.drop(choice, facts, message.paths())

    def drop(self, choice: HandChange, must: Iterable[Fact], paths: Iterable[str]) -> bool:
        """Leave out what `choice` names, unless it states (`must`) what the genre requires; `paths` go unstated."""
        self.dropped.add(choice.id)
        needed = [fact.path for fact in must if _LAST.sub("", fact.path) in self.required]
        if needed:
            what, names = "不能略去：这一句写着必填的", dict.fromkeys(_LAST.sub("", path) for path in needed)
            plain = what + "、".join(self.labels.get(name, "内容") for name in names)
            self.note(choice.id, "refused", what + "、".join(dict.fromkeys(needed)), plain)
            return False
        self.unsaid.update(dict.fromkeys(paths, DROPPED))
        return True

    def ordered(self, units: list[list[Message]]) -> list[list[Message]]:
        """Units of messages, each that is to follow another one behind it."""
        place = {message.identity: index for index, unit in enumerate(units) for message in unit}
        behind: dict[int, list[int]] = {}
        moved: dict[int, str] = {}
        for choice in self.hand.afters.values():
            own = [place[clause] for clause in choice.clauses if clause in place]
            before = place.get(choice.after.split("+")[-1])
            if len(own) < len(choice.clauses):
                continue
            self.moved.add(choice.id)
            if before is None:
                message = f"要排在 {choice.after} 后面，可这一段里没有它"
                self.note(choice.id, "gone", message, "要排在另一句后面，可这一段里没有那一句")
            elif before in own:
                self.note(choice.id, "unclear", "不能排在自己后面")
            else:
                for index in dict.fromkeys(own):
                    if index not in moved:
                        moved[index] = choice.id
                        behind.setdefault(before, []).append(index)
        order, circling = in_order(len(units), behind)
        for index in circling:
            self.note(moved[index], "unclear", "几项互相要求排在对方后面，仍照原来的次序")
        return [units[index] for index in order]

    # -- enumerations ---------------------------------------------------------------------------------------------
    def shared(self, messages: Sequence[Message]) -> bool:
        """Whether several of the messages stand in one reworded sentence."""
        return any("+" in self.session.reworded.get(message.identity, ("", ""))[0] for message in messages)

    def shape(self, drawn: _Shape, shapes: Sequence[_Shape], rows: Sequence[_Led]) -> _Shape:
        """The forms that may lead each row of an enumeration: those of the shape drawn, or of another one that suits
        the writer's choices, narrowed to what they ask for."""
        for shape in (drawn, *shapes):
            narrowed = [self.leads(*row, forms) for row, forms in zip(rows, shape, strict=True)]
            if all(narrowed):
                return [tuple(forms) for forms in narrowed]
        return [tuple(self.leads(*row, forms)) or forms for row, forms in zip(rows, drawn, strict=True)]

    def leads(self, path: str, topic: str, messages: Sequence[Message], forms: Sequence[Form]) -> list[Form]:
        """Those of the forms that may lead the row at `path`, as choices for the lead and the sentence after it ask."""
        key = f"lead@{path}"
        if key in self.hand.pins:
            pinned = self.session.pinned(key, forms)
            return [pinned] if pinned is not None else []
        if key in self.hand.edits:
            return [form for form in forms if form.alone]
        first = self.arrange(messages)[:1]
        text = self.hand.reworded.get(first[0].identity, ("", ""))[1] if first else ""
        if not text:
            return list(forms)
        opened = bool(_ORDINAL.match(text)) or topic in text
        return [form for form in forms if form.alone != opened]

    def leadless(self, path: str, topic: object) -> bool:
        """Whether the writer leaves out the lead of a row."""
        key = f"lead@{path}"
        self.seen.add(key)
        choice = self.hand.drops.get(key)
        facts = [topic] if isinstance(topic, Fact) else []
        return choice is not None and self.drop(choice, facts, [fact.path for fact in facts])

    def pairs(self, pairs: Sequence[_Pair], chosen: object) -> list[_Pair]:
        """The problems and measures without those whose problem the writer leaves out, lead and all."""
        kept = []
        for pair in pairs:
            name = pair[0]
            problem, measure = f"problem.{name}.lead", f"measure.{name}.lead"
            self.seen.update((problem, measure, f"problem.{name}", f"measure.{name}"))
            if measure in self.hand.drops:
                self.dropped.add(measure)
                what = "不能略去：问题和措施一一对应，要略去就略去"
                self.note(measure, "refused", f"{what} {problem}", f"{what}问题")
            if (choice := self.hand.drops.get(problem)) is None:
                kept.append(pair)
                continue
            values = chosen if isinstance(chosen, tuple) else ()
            self.drop(choice, (), [fact.path for fact in values if isinstance(fact, Fact) and fact.text == name])
        return kept

    def lead(self, identity: str, forms: Sequence[Form]) -> Form | None:
        """The form that the writer pinned to the lead of a pair, or None."""
        return self.session.pinned(identity, forms)

    # -- finished sentences ---------------------------------------------------------------------------------------
    def revise(self, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
        """The sentences of a paragraph with the writer's wordings, and without those left out that no message makes."""
        kept = []
        for sentence in sentences:
            self.seen.add(sentence.identity)
            for name in (sentence.identity, *(message.identity for message in sentence.messages)):
                self.told.setdefault(name, sentence.text)
            drop = self.hand.drops.get(sentence.identity)
            if drop is not None and drop.id == sentence.identity and drop.id not in self.dropped:
                facts = stated(sentence)
                must = [] if sentence.messages else facts
                if self.drop(drop, must, [path for fact in facts for path in (fact.path, *fact.also)]):
                    continue
            edit = self.hand.edits.get(sentence.identity)
            kept.append(sentence if edit is None else self.reword(sentence, edit))
        return tuple(kept)

    def reword(self, sentence: Sentence, choice: HandChange) -> Sentence:
        """The writer's wording of a sentence, traced; what is wrong with it is noted."""
        self.reworded.add(choice.id)
        text = choice.text
        opening = sentence.parts[0] if sentence.parts else ""
        if isinstance(opening, str) and (ordinal := _ORDINAL.match(opening)):
            text = ordinal[0] + _ORDINAL.sub("", text, count=1) if _ORDINAL.match(text) else ordinal[0] + text
        if sentence.text.endswith("。") and not text.rstrip("”’）").endswith(_ENDS):
            text += "。"
        about, said = subject(sentence), stated(sentence)
        session = self.session
        usual = [fact for fact in (session.unit, session.short, session.year) if fact is not None and not fact.missing]
        parts, strays = trace(text, (*usual, *about, *said))
        if strays:
            self.note(choice.id, "untraced", f"文字里的{'、'.join(strays)}在原句的事实里找不到")
        if not choice.facts:
            mark = fingerprint(about)
            what = "没有记下改写时的事实，事实变了看不出来"
            self.note(choice.id, "unsealed", f'{what}，核对后请补上 facts = "{mark}"', f"{what}，请核对")
        elif not matches(choice.facts, about):
            self.outdated(choice, sentence, about)
        for fact in said:
            if not any(isinstance(part, Fact) and fact.path in (part.path, *part.also) for part in parts):
                self.unsaid[fact.path] = REWORDED
        return Sentence(sentence.identity, parts, (), sentence.messages)

    def outdated(self, choice: HandChange, sentence: Sentence, about: Sequence[Fact]) -> None:
        """Note how the facts of a reworded sentence differ from those that its mark was made of, if they do."""
        # One half of a merged sentence, with the mark of the whole: what counts is whether its own facts stand.
        passage = self.passages.get(sentence.messages[0].identity, ()) if sentence.messages else ()
        of_more = of_passage(choice.facts, sentence.messages, passage)
        if of_more:
            return
        new = changed(choice.facts, about, choice.text)
        plain = "改写之后事实变了，有的事实已经删去"
        if new:
            plain = f"改写之后事实变了，现在是{'、'.join(fact.text for fact in new)}"
            what = f"改写之后事实变了，现在是{'、'.join([f'{fact.text}（{fact.path}）' for fact in new])}"
        elif of_more is None:
            what = "facts 是几项合成一句时的记号，这一项现有的事实没有变，同句的别项变了"
            plain = "改写之后同句的别项变了，这一项没有变"
        else:
            what = plain
        mark = fingerprint(about)
        message = f'{what}，文字照用，核对后请改为 facts = "{mark}"'
        self.note(choice.id, "outdated", message, f"{plain}，文字照用，请核对")

    # -- what the writer should look at ---------------------------------------------------------------------------
    def notes(self, bank: Bank) -> tuple[Note, ...]:
        """What came of the choices, in the order of the case file."""
        for identity, name in self.hand.pins.items():
            tried = self.session.tried.get(identity)
            if tried is None:
                self.lost(identity, f"指定的说法 {name} 用不上", "指定的说法用不上")
            elif not tried:
                known = any(form.name == name for forms in bank.forms.values() for form in forms)
                why = "说不了现在这些事实" if known else "句式库里已经没有"
                self.note(identity, "unfit", f"指定的说法 {name} {why}，由程序另选", f"指定的说法{why}，由程序另选")
        for identity in self.hand.edits.keys() - self.reworded:
            self.lost(identity, "改写的文字没有用上")
        for identity in {choice.id for choice in self.hand.drops.values()} - self.dropped:
            self.lost(identity, "没有可略去的")
        for identity in self.hand.afters.keys() - self.moved:
            self.lost(identity, "没有可挪动的")
        order = self.hand.order
        found = [one._replace(which=self.which(one.id, bank)) for one in (*self.hand.notes, *self.found.values())]
        last = max(order.values(), default=0) + 1
        return tuple(sorted(found, key=lambda note: (order.get(note.id, last), note.kind)))

    def which(self, identity: str, bank: Bank) -> str:
        """Which sentence a choice is about: its first words, else what it tells, else the number of the choice."""
        edit = self.hand.edits.get(identity)
        for text in (edit.text if edit else "", *(self.told.get(one, "") for one in (identity, *identity.split("+")))):
            if text:
                return f"“{text if len(text) <= _OPENING + 2 else text[:_OPENING] + '……'}”"
        name = identity.split("+")[0]
        kind = bank.kinds.get(name) or bank.kinds.get(name.rpartition("-")[0])
        pair = _PAIR.fullmatch(name)
        about = kind.label if kind is not None else bank.pairs[pair[1]].label if pair and pair[1] in bank.pairs else ""
        number = self.hand.order.get(identity)
        return f"（{about}）" if about else f"（第{number}处）" if number else ""

    def lost(self, identity: str, what: str, plain: str = "") -> None:
        """Note that there is nothing to put a choice to work on."""
        plain = plain or what
        if not any(clause not in self.seen for clause in identity.split("+")):
            plain = f"这一项现在不在一句里，{plain}"
        elif any(clause in self.gathered for clause in identity.split("+") if clause not in self.seen):
            plain = f"这一项已并入别的一项来说，{plain}"
        else:
            plain = f"案件里已经没有这一项，{plain}"
        self.note(identity, "gone", self.gone(identity, what), plain)

    def gone(self, identity: str, what: str) -> str:
        """Why a sentence is no longer there, as a remark."""
        lost = [clause for clause in identity.split("+") if clause not in self.seen]
        if joined := [clause for clause in lost if clause in self.gathered]:
            into = "、".join(dict.fromkeys([self.gathered[clause] for clause in joined]))
            return f"{'、'.join(joined)} 已并入 {into} 一项来说，请把 id 改作 {into}，{what}"
        return f"案件里已经没有 {'、'.join(lost)}，{what}" if lost else f"这一项现在不在一句里，{what}"
