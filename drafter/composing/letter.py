"""The opening of a letter on findings: on what it answers, what was found, how far it is put right, in one paragraph.

Limits: what the summary says beside numbers is told as it was noted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.composing.written import written
from drafter.facts.fact import Event, Fact, Row, events_of, rows_of
from drafter.facts.tables import NOTE
from drafter.language.late import LatePattern
from drafter.language.numerals import numeral
from drafter.phrasing.choose import Message
from drafter.phrasing.session import Session
from drafter.report.sentence import Part, Sentence
from drafter.report.tree import Missing

if TYPE_CHECKING:
    from drafter.composing.blocks import Blocks

_YEAR = LatePattern("20\\d\\d年")
_TITLE = LatePattern("《[^》]+》")
#: How many findings are how far.
_BY_STATE = LatePattern("(?:完成|推进|办结|销号|长期坚持|整改到位)(?:整改)?(?:了)?\\d+[个项条]")
#: What speaks of the findings, or of how they are put right.
_ABOUT = LatePattern(
    "问题|整改|改[完到]|措施|反馈|审计|巡察|巡视|督[查导](?!时|的时候)|检查|评价|建议|意见|销号|办结|专班|期限|延[期到]|追[缴回]"
)
#: What a summary says beside the findings is told in the opening if it is no longer than this.
_ASIDE = 60
#: How many findings there are, told in front.
_COUNTED = LatePattern("\\d+[个条项](?:问题|意见)|问题\\d+[个条项]")


def concerning(title: Fact) -> Fact:
    """The heading of a finding: 关于…的问题."""
    text = written(title.text)
    if text.startswith("关于") or text.endswith(("问题", "情况", "事项", "意见")) or title.missing:
        return title if text == title.text else Fact(title.path, text)
    text = text.replace("，", "、").removesuffix("的目标") + ("目标" if text.endswith("的目标") else "")
    return Fact(title.path, f"关于{text}的问题")


def aspect(category: Fact) -> Fact:
    """The heading of a class of findings: …方面."""
    text = written(category.text)
    return Fact(category.path, text if text.endswith(("方面", "问题", "情况", "意见")) else f"{text}方面")


def entitle(blocks: Blocks, finding: Row) -> None:
    """The headings of a finding: its class above it where it has one; a level lower where the letter has chapters."""
    level = 2 if blocks.given("organisation") else 1
    category, title = finding.get("category"), finding.get("title")
    if isinstance(category, Fact):
        blocks.heading(level, aspect(category))
        level += 1
    blocks.heading(level, concerning(title) if isinstance(title, Fact) else title)


def open_letter(blocks: Blocks) -> None:
    """Set the opening paragraph of a rectification letter: how it came about, how many findings there are and how far
    they are; events of kinds in the summary follow in their own."""
    from drafter.composing.accounts import account, only_numbers
    from drafter.composing.narrating import narrate

    case, session = blocks.case, blocks.session
    rows = rows_of(case.value("findings"))
    summary = events_of(case.value("summary"))
    messages = _arranged(blocks, summary)
    apart = _beside(messages)
    noted = [message for message in messages if message.kind == NOTE and message not in apart]
    notice = case.fact("letter.notice")
    title = _TITLE.search(notice.text) if notice is not None else None
    first = [one for one in noted if title is not None and title[0] in str(one.roles.get("note", ""))]
    after = [one for one in noted if one not in first]
    origin = _arranged(blocks, events_of(case.value("origin")))
    if notice is not None and not first and case.fact("letter.received") is None and not _names(origin, title):
        # What was said of it stands behind the document that is answered.
        behind = origin
    else:
        behind, first = [], [*origin, *first]
    builder = blocks.builder()
    received = blocks.say("letter.received")
    told = isinstance(received, Message)
    if isinstance(received, Message):
        blocks.fill(builder, [received])
    for paragraph in narrate(first, session):
        builder.take([_introduced(sentence, session) for sentence in paragraph])
    _unclear(blocks, rows, summary)
    opening, missing = blocks.plan.statement("letter.open")
    blocks.missing.update(dict.fromkeys(missing))
    # What looks into nothing but the unit itself states no fact by itself; the account behind it does.
    writer = case.fact("unit.name") or blocks.plan.placeholder("unit.name")
    roles = {**(opening.roles if opening is not None else {"unit": writer}), **account(rows, blocks.states(), summary)}
    named = _names(first, title)
    if first or told:
        # What names the document in front need not be named again.
        if named or told or title is None:
            roles.pop("notice", None)
        if any(_COUNTED.search(str(one.roles.get("note", ""))) for one in first):
            roles["told"] = True
    roles.pop("about", None)
    answered = notice is not None and f"〔{case.year}〕" in notice.text
    if told or not answered or case.value("letter.until") is not None or any(map(_dated, first)):
        # Which year it is has been said, or is said with the day up to which it holds; or nothing says that what was
        # found fault with was put right in the year that the report is of.
        roles.pop("during", None)
    if rows:
        kind = blocks.bank.kinds["letter.open"]
        names = frozenset(roles)
        blocks.fill(builder, [Message("letter.open", "letter.open", roles, names - kind.unsaid, names & kind.unsaid)])
    numbers = only_numbers if {"every", "alike"} & roles.keys() else None
    for paragraph in (*narrate(after, session, numbers), *narrate(behind, session)):
        builder.take(paragraph)
    now = blocks.say("letter.now")
    if isinstance(now, Message):
        blocks.fill(builder, [now])
    blocks.close(builder)
    if others := [message for message in messages if message.kind != NOTE]:
        blocks.paragraph(tuple(others))


def beside(blocks: Blocks) -> None:
    """Set what the summary notes beside the findings in a chapter of its own, by what it is about."""
    apart = _beside(_arranged(blocks, events_of(blocks.case.value("summary"))))
    if apart:
        blocks.heading(1, "整改相关情况")
        for paragraph in blocks.tell(apart):
            blocks.add(*paragraph)


def _beside(messages: Sequence[Message]) -> list[Message]:
    """The notes of a summary that speak of no finding and no mending, where they are more than a sentence or two."""
    noted = [(one, str(one.roles.get("note", ""))) for one in messages if one.kind == NOTE]
    found = [(one, text) for one, text in noted if _ABOUT.search(text) is None]
    return [one for one, _ in found] if sum(len(text) for _, text in found) > _ASIDE else []


def _unclear(blocks: Blocks, rows: Sequence[Row], summary: Sequence[Event]) -> None:
    """Say which findings have no status although the summary counts them: the numbers do not agree."""
    if any(_BY_STATE.search(str(one.roles.get("note", ""))) for one in summary):
        for at, row in enumerate(rows):
            if row.path not in blocks.states() and row.get("notes"):
                blocks.due[Missing(f"第{at + 1}个问题的整改状态（总数与各问题的话对不上，请填 findings.status）")] = (
                    None
                )


def _dated(message: Message) -> bool:
    return _YEAR.search(str(message.roles.get("note"))) is not None


def _names(messages: Sequence[Message], title: re.Match[str] | None) -> bool:
    """Whether notes name the document that is answered."""
    return title is not None and any(title[0] in str(one.roles.get("note", "")) for one in messages)


def _arranged(blocks: Blocks, events: Sequence[Event]) -> list[Message]:
    messages = blocks.plan.events(events)
    return list(messages if blocks.desk is None else blocks.desk.arrange(messages))


def _introduced(sentence: Sentence, session: Session) -> Sentence:
    """A sentence that names the unit by its short name before the unit was introduced, with its full name."""
    short = session.short
    if session.introduced or short is None:
        return sentence
    parts: list[Part] = []
    for part in sentence.parts:
        text = part.text if isinstance(part, Fact) else ""
        # The full name holds the short one: 清源市水文站, 市水文站.
        full = session.unit.text if session.unit is not None else short.text
        name = full if full in text else short.text
        at = text.find(name)
        if session.introduced or not isinstance(part, Fact) or at < 0:
            parts.append(part)
            continue
        before, behind = text[:at], text[at + len(name) :]
        parts.extend([Fact(part.path, before, also=part.also)] if before else [])
        parts.extend(session.refer_unit())
        parts.extend([Fact(part.path, behind, also=part.also)] if behind else [])
    return Sentence(sentence.identity, parts, sentence.constructions, sentence.messages)


def listed(blocks: Blocks, path: str) -> None:
    """What is planned: 一是…二是…, a sentence for each statement of the notes."""
    from drafter.composing.narrating import Narrator
    from drafter.composing.telling import statements

    messages = _arranged(blocks, events_of(blocks.case.value(path)))
    narrator = Narrator(blocks.session)
    found: list[tuple[Message, Sequence[Part]]] = []
    for number, message in enumerate(messages):
        if message.kind != NOTE:
            continue
        narrator.owner = message.identity
        found.extend((message, one.parts) for one in statements(message.roles, number, narrator.say, narrator.spoken))
    done: list[Sentence] = []
    seen: dict[str, int] = {}
    for at, (message, parts) in enumerate(found):
        seen[message.identity] = seen.get(message.identity, 0) + 1
        name = message.identity if seen[message.identity] == 1 else f"{message.identity}/{seen[message.identity]}"
        number_ = [f"{numeral(at + 1)}是"] if len(found) > 1 else []
        done.append(Sentence(name, [*number_, *parts, "。"], ("note.plain#0",), (message,)))
    if done:
        blocks.add(*done)
    if others := [message for message in messages if message.kind != NOTE]:
        blocks.paragraph(tuple(others))
