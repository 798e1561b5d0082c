"""The words a genre's template speaks with: heading, paragraph, points, problems, measures.

A template is a script of calls in the order of the report; each call composes what the bank can say of the facts it
names and adds a block.

Limits: a template decides order and grouping, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.composing.blocks import Blocks
from drafter.composing.by_indicator import by_indicators, tell_indicator
from drafter.composing.letter import beside, concerning, entitle, listed, open_letter
from drafter.composing.shares import told_share
from drafter.composing.written import officially
from drafter.facts.fact import Event, Fact, Row, Value, events_of, rows_of
from drafter.language.late import LatePattern
from drafter.language.numerals import numeral
from drafter.phrasing.aggregate import ParagraphMaker as Builder
from drafter.phrasing.bank import Form
from drafter.phrasing.choose import Message, choose, render
from drafter.report.sentence import Part, Sentence

if TYPE_CHECKING:
    from drafter.composing.grounds import Ground
    from drafter.composing.narrating import Narrator


#: Problems or measures of a sentence each that are no longer than this together make one paragraph.
RUN_IN = 150
_THINGS = LatePattern(r"[^，。；\d没未无不缺少差有]{2,12}\d+[个项家处]")
_CAUSE = LatePattern("(?P<what>.{4,40}?)，(?:由于|因为|因)(?P<why>.{4,})")


def _with_cause(fact: Fact, side: str) -> list[Part]:
    """A problem or a measure of the writer's; 由于 behind it is told as its cause."""
    match = _CAUSE.fullmatch(fact.text)
    if match is None:
        # 零支付项目1个: a thing that is counted is there.
        if side != "problem":
            return [fact, "。"]
        return [*(["存在"] if _THINGS.fullmatch(fact.text) else []), *told_share(fact), "。"]
    return [Fact(fact.path, match["what"]), "，原因是", Fact(fact.path, match["why"]), "。"]


def _why(name: str, ground: Ground) -> list[Sentence]:
    """The sentence that says why a ground came about, where somebody said so."""
    if ground.reason is None:
        return []
    return [Sentence(f"{name}.why", ["原因是", officially(ground.reason), "。"], ())]


def happened(row: Row, events: str) -> tuple[Event, ...]:
    """What a row tells: its events, then its notes."""
    found: list[Event] = []
    for key in (events, "notes"):
        value = row.get(key)
        found.extend(events_of(value))
    return tuple(found)


class Outline(Blocks):
    """Composes the blocks of one draft as the template asks for them."""

    def functions(self) -> dict[str, object]:
        """What a template may call, by name (drafting/order.py lists the names for the linter)."""
        return {
            "title": self.set_title,
            "heading": self.heading,
            "paragraph": self.paragraph,
            "points": self.points,
            "problems": lambda: self.side("problem"),
            "measures": lambda: self.side("measure"),
            "need": self.need,
            "rows": self.rows,
            "events": self.rows,
            "given": self.given,
            "address": self.address,
            "sign": self.sign,
            "attach": self.attach,
            "bands": self.bands,
            "table": self.table,
            "score_table": self.score_table,
            "items": self.items,
            "say": self.say,
            "each": self.each,
            "listing": self.listing,
            "outcome": self.outcome,
            "goals_met": self.goals_met,
            "indicator": lambda name: tell_indicator(self, name),
            "by_indicators": lambda: by_indicators(self),
            "open_letter": lambda: open_letter(self),
            "beside": lambda: beside(self),
            "shortcomings": self.shortcomings,
            "listed": lambda path: listed(self, path),
            "concerning": lambda title: concerning(title) if isinstance(title, Fact) else title,
            "finding_heading": lambda finding: entitle(self, finding),
        }

    # -- enumerations ---------------------------------------------------------------------------------------------
    def points(self, rows: Sequence[Row] | None, topic: str = "topic", events: str = "events") -> None:
        """一是…二是…: a paragraph for each row, led by its topic; openings of one enumeration share their shape."""
        rows = [row for row in rows or () if happened(row, events)]
        if self.desk is not None:
            rows = [row for row in rows if self.desk.arrange(self.messages((happened(row, events),)))]
        if not rows:
            return
        session = self.session
        fitting = self.plan.leads(rows, topic)
        if len(rows) == 1:
            # 食品安全监管。2月，…: without 一是 before it a bare noun is no sentence.
            said = {name: tuple([one for one in slots[0] if not one.bare]) for name, slots in fitting.items()}
            fitting = {name: [slot] for name, slot in said.items() if slot}
        if any(self.opens_slowly(happened(row, events)) for row in rows):
            # 一是聚焦…，6月，依据…: where an adverbial opens the first sentence, the lead stands by itself.
            whole = {name: slots for name, slots in fitting.items() if all(one.alone for slot in slots for one in slot)}
            fitting = whole or fitting
        shape = list(fitting.values())[session.pick("lead", len(fitting))] if fitting else None
        if shape is not None and self.desk is not None:
            shape = self.desk.shape(shape, list(fitting.values()), [self.led(row, topic, events) for row in rows])
        for fact in [row.get(topic) for row in rows if shape is None]:
            if isinstance(fact, Fact):
                self.unsaid[fact.path] = "句式库里没有能以它领起的说法"
        for index, row in enumerate(rows):
            named = index == 0 or session.pick("name:" + str(row.get(topic) or ""), 3) == 1
            builder = Builder(session, named)
            opening: list[Part] = [f"{numeral(index + 1)}是"] if len(rows) > 1 else []
            lead = self.lead(shape[index]) if shape is not None else None
            if self.desk is not None and self.desk.leadless(row.path, row.get(topic)):
                lead = None
            if lead is not None:
                opening.extend(lead.render(row[topic]).parts)
                builder.constructions.append(lead.name)
                if lead.alone:
                    builder.finish_lead(f"lead@{row.path}", [*opening, "。"])
                    opening = []
            builder.opening = opening
            self.close(self.fill(builder, self.messages((happened(row, events),))))

    def led(self, row: Row, topic: str, events: str) -> tuple[str, str, Sequence[Message]]:
        """What a lead stands before: the path of the row, its topic, the messages after it."""
        return row.path, str(row.get(topic) or ""), self.messages((happened(row, events),))

    def opens_slowly(self, value: Value) -> bool:
        """Whether the first of some events has a date, basis or aim before its clause."""
        first = value[0] if isinstance(value, tuple) and value else None
        return isinstance(first, Event) and not {"date", "basis", "aim"}.isdisjoint(first.roles)

    def lead(self, forms: Sequence[Form]) -> Form:
        """The form that leads a row: one for all rows of a draft, where it may lead them."""
        salt = self.session.draw(b"lead")
        return min(forms, key=lambda one: self.session.lot(salt, one))

    def tellable(self, name: str, roles: dict[str, object]) -> bool:
        """Whether the bank can spell out both sides of a pair with what the case has."""
        return all(self.plan.detail(side, name, roles).fitting(self.bank) for side in ("problem", "measure"))

    def side(self, side: str, resting: bool = True) -> None:
        """The problems, or the measures that answer them one to one in the same order; `resting`: a problem is followed
        by what of the case it rests on."""
        pairs = [pair for pair in self.plan.pairs() if self.tellable(*pair)]
        chosen = self.case.value("problems")
        for fact in chosen if isinstance(chosen, tuple) else ():
            if isinstance(fact, Fact):
                told = any(name == fact.text for name, _ in pairs)
                self.unsaid[fact.path] = (
                    "选定的问题，已由句式库写成文字" if told else "案件里没有这个问题要用的数字，没有写进正文"
                )
        if self.desk is not None:
            pairs = self.desk.pairs(pairs, chosen)
        # One shape for the whole enumeration: all pairs write their leads shape by shape, in one order.
        shapes = min((len(self.bank.forms[f"{side}.lead.{name}"]) for name, _ in pairs), default=0)
        shape = self.session.pick(side, shapes) if shapes else 0
        own = self.own(side)
        if not pairs and not own and chosen is None:
            if side == "problem" and not isinstance(self.case.value("own"), tuple):
                # What is going to be done nobody but the writer knows: measures are offered, not written.
                self.propose(side)
            return
        stated = ["，".join(map(str, facts)) for facts in own]
        grounds = self.evidence(stated) if side == "problem" and resting else {}
        several = len(pairs) + len(own) > 1
        for index, (name, roles) in enumerate(pairs):
            ordinal: list[Part] = [f"{numeral(index + 1)}是"] if several else []
            lead = self.bank.forms[f"{side}.lead.{name}"][shape]
            if self.desk is not None:
                lead = self.desk.lead(f"{side}.{name}.lead", self.bank.forms[f"{side}.lead.{name}"]) or lead
            opening = lead.render(*[roles.get(role) for role in lead.roles]).parts
            detail = self.plan.detail(side, name, roles)
            sentences = [Sentence(f"{side}.{name}.lead", [*ordinal, *opening, "。"], (lead.name,), (detail,))]
            form = choose(detail, self.session)
            sentences.append(
                Sentence(f"{side}.{name}", [*render(form, detail, self.session).parts, "。"], (form.name,), (detail,))
            )
            if not self.session.tone.admits("normal") and not any(isinstance(one, Fact) for one in sentences[-1].parts):
                # A short report names the problem; what spells it out without a fact is of the second rank.
                sentences.pop()
            self.add(*sentences)
        listed: list[list[Sentence]] = []
        for index, facts in enumerate(own, len(pairs)):
            number: list[Part] = [f"{numeral(index + 1)}是"] if several else []
            mine = []
            ground = grounds.get(index - len(pairs)) if self.session.tone.admits("normal") else None
            if ground is not None and len(facts) > 1 and ground.tells(facts[1].text):
                # 某站，场地没有落实: what the facts say in full stands for it.
                ground = ground.resting_on(facts[1].path)
                facts = facts[:1]
            for fact in facts:
                mine.append(Sentence(f"{side}.{fact.path}", [*number, *_with_cause(fact, side)], ()))
                number = []
            if ground is not None and ground.kind == "cause" and mine:
                last = mine.pop()
                mine.append(Sentence(last.identity, [*last.parts[:-1], "，", *ground.parts, "。"], ()))
            elif ground is not None and len(facts) == 1:
                mine.append(Sentence(f"{side}.{facts[0].path}.ground", [*ground.parts, "。"], ()))
            listed.append(mine)
        # What is said in one short sentence each makes one paragraph.
        if not pairs and all(len(mine) == 1 for mine in listed) and sum(len(mine[0].text) for mine in listed) <= RUN_IN:
            listed = [[sentence for mine in listed for sentence in mine]]
        for mine in listed:
            if mine:
                self.add(*mine)

    def shortcomings(self) -> None:
        """What the writer finds lacking in the unit's own work, and what is to be done about it, behind the findings of
        others; nothing where none is stated."""
        rows = rows_of(self.case.value("own"))
        if not rows:
            return
        answered = any(row.get("measure") is not None for row in rows)
        self.heading(1, "存在的不足和改进措施" if answered else "存在的不足")
        if answered:
            self.heading(2, "存在的不足")
        self.side("problem", resting=False)
        if answered:
            self.heading(2, "改进措施")
            self.side("measure")

    def evidence(self, problems: Sequence[str]) -> dict[int, Ground]:
        """What each of the writer's own problems rests on."""
        from drafter.composing.evidence import evidence

        return evidence(problems, self.grounds(), self.case, self.narrator())

    def narrator(self) -> Narrator:
        """Says what the grounds of problems say."""
        from drafter.composing.narrating import Narrator

        return Narrator(self.session)

    def grounds(self) -> list[Ground]:
        """What problems can rest on in this case."""
        if self._grounds is None:
            from drafter.composing.grounds import grounds

            self._grounds = grounds(self.case, self.narrator())
        return self._grounds

    def propose(self, side: str) -> None:
        """The problems that the program proposes where the writer states none, or the measures that answer them."""
        from drafter.composing.proposals import proposals

        found = proposals(self.grounds(), self.narrator())
        several = len(found) > 1
        for index, one in enumerate(found):
            number: list[Part] = [f"{numeral(index + 1)}是"] if several else []
            name = f"{side}.proposed.{one.ground.name.path}"
            if side == "problem" and one.ground.head:
                # 电梯接入比目标少540台。原因是…: what was done stands where it was done.
                self.add(Sentence(f"{name}.ground", [*number, *one.ground.head, "。"], ()), *_why(name, one.ground))
            elif side == "problem":
                # A missed goal says of itself by how much; to head it with 未达到目标 would say it twice.
                alone = one.ground.kind == "goal" or (one.ground.kind == "project" and one.ground.weight >= 1)
                lead = [] if alone else [Sentence(name, [*number, *one.problem, "。"], ())]
                opening = [] if lead else number
                self.add(*lead, Sentence(f"{name}.ground", [*opening, *one.ground.parts, "。"], ()))
            else:
                self.add(Sentence(name, [*number, *one.measure, "。"], ()))
        if found and side == "problem":
            self.proposed = len(found)

    def own(self, side: str) -> list[list[Fact]]:
        """What the writer states in words of their own: the phrase, and the sentence on it if there is one."""
        first, second = ("problem", "detail") if side == "problem" else ("measure", "how")
        found: list[list[Fact]] = []
        rows = self.case.value("own")
        for row in rows if isinstance(rows, tuple) else ():
            if not isinstance(row, Row):
                continue
            facts = {key: one for key, one in row.values.items() if isinstance(one, Fact)}
            if first in facts:
                told = [facts[key] for key in (first, second) if key in facts]
                found.append(told if self.session.tone.register == "plain" else [officially(one) for one in told])
            elif second in facts:
                self.unsaid[facts[second].path] = "只有展开的话，没有问题或措施本身，没有写进正文"
        return found

    def items(self, path: str, kind: str) -> None:
        """一是…二是…: a paragraph for each name of the list at `path`, told by `kind` (its only role)."""
        values = self.case.value(path)
        facts = [fact for fact in values if isinstance(fact, Fact)] if isinstance(values, tuple) else []
        (role,) = self.bank.kinds[kind].roles
        messages = [Message(kind, fact.path, {role: fact}, frozenset((role,))) for fact in facts]
        if self.desk is not None:
            messages = self.desk.arrange(messages)
        shared = self.desk is not None and self.desk.shared(messages)
        if shared or (len(messages) > 2 and self.session.pick(f"items:{path}", 2)):
            self.run_in(messages)
            return
        spoken = None
        for index, message in enumerate(messages):
            builder = Builder(self.session, False)
            # A parallel kind keeps the form of the item before: 一是负责…二是负责….
            builder.spoken = spoken
            builder.opening = [f"{numeral(index + 1)}是"] if len(messages) > 1 else []
            self.close(self.fill(builder, [message]))
            spoken = builder.spoken

    def run_in(self, messages: Sequence[Message]) -> None:
        """一是…；二是…；三是…。 in one paragraph; what the writer reworded as one sentence stays one."""
        form = choose(messages[0], self.session)
        done: list[Sentence] = []
        parts: list[Part] = []
        told: list[Message] = []
        for index, message in enumerate(messages):
            pinned = self.session.pinned(message.identity, message.fitting(self.bank))
            parts.extend([f"{numeral(index + 1)}是", *render(pinned or form, message, self.session).parts])
            told.append(message)
            sentence, _ = self.session.reworded.get(message.identity, ("", ""))
            following = messages[index + 1] if index + 1 < len(messages) else None
            if (
                following is not None
                and sentence
                and sentence == self.session.reworded.get(following.identity, [""])[0]
            ):
                parts.append("；")
                continue
            parts.append("；" if following is not None else "。")
            done.append(Sentence("+".join(m.identity for m in told), parts, (form.name,), told))
            parts, told = [], []
        self.add(*done)
