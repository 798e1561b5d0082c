"""The opening of a letter on findings: on what it answers, what was found, how far it is put right, in one paragraph.

Limits: what the summary says beside numbers is told as it was noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.composing.written import written
from drafter.facts.fact import Fact, events_of, rows_of
from drafter.facts.tables import NOTE
from drafter.language.late import LatePattern
from drafter.phrasing.choose import Message

if TYPE_CHECKING:
    from drafter.composing.blocks import Blocks

_TITLE = LatePattern("《[^》]+》")


def concerning(title: Fact) -> Fact:
    """The heading of a finding: 关于…的问题."""
    text = written(title.text)
    if text.startswith("关于") or text.endswith(("问题", "情况", "事项", "意见")) or title.missing:
        return title if text == title.text else Fact(title.path, text)
    text = text.replace("，", "、").removesuffix("的目标") + ("目标" if text.endswith("的目标") else "")
    return Fact(title.path, f"关于{text}的问题")


def open_letter(blocks: Blocks) -> None:
    """Set the opening paragraph of a rectification letter; events of kinds in the summary follow in their own."""
    from drafter.composing.accounts import account, only_numbers
    from drafter.composing.narrating import narrate

    case, session = blocks.case, blocks.session
    found, told = case.value("findings"), case.value("summary")
    rows = rows_of(found)
    summary = events_of(told)
    messages = blocks.plan.events(summary)
    if blocks.desk is not None:
        messages = blocks.desk.arrange(messages)
    noted = [message for message in messages if message.kind == NOTE]
    notice = case.fact("letter.notice")
    title = _TITLE.search(notice.text) if notice is not None else None
    first = [one for one in noted if title is not None and title[0] in str(one.roles["note"])]
    after = [one for one in noted if one not in first]
    builder = blocks.builder()
    if first:
        for paragraph in narrate(first, session):
            builder.take(paragraph)
    opening, missing = blocks.plan.statement("letter.open")
    blocks.missing.update(dict.fromkeys(missing))
    roles = {**(opening.roles if opening is not None else {}), **account(rows, blocks.states(), summary)}
    if first:
        roles.pop("notice", None)
        if any("个问题" in str(one.roles["note"]) for one in first):
            roles.pop("count", None)
    roles.pop("about", None)
    if "unit" in blocks.bank.kinds["letter.open"].roles and rows:
        kind = blocks.bank.kinds["letter.open"]
        names = frozenset(roles)
        blocks.fill(builder, [Message("letter.open", "letter.open", roles, names - kind.unsaid, names & kind.unsaid)])
    if after and (paragraphs := narrate(after, session, only_numbers if "done" in roles or "going" in roles else None)):
        for paragraph in paragraphs:
            builder.take(paragraph)
    now = blocks.say("letter.now")
    if isinstance(now, Message):
        blocks.fill(builder, [now])
    blocks.close(builder)
    if others := [message for message in messages if message.kind != NOTE]:
        blocks.paragraph(tuple(others))
