"""What a list of missing things calls them: whose 实际值 it is, since many events have one."""

from __future__ import annotations

from drafter.facts.fact import Fact
from drafter.facts.gap import label_of, marked
from drafter.phrasing.bank import Bank
from drafter.phrasing.choose import Message
from drafter.report.tree import Missing


def called(bank: Bank, message: Message) -> str:
    """An event as the list calls it: 媒体报道‘新华网’."""
    kind = bank.kinds[message.kind]
    roles = [role for role in kind.roles if role in message.roles and role not in message.frame]
    names = [fact.text for role in roles for fact in message.facts_of(role) if fact.number is None]
    names = [name for name in names if not marked(name)]
    return f"{kind.label}‘{names[0]}’" if names else f"“{kind.label}”"


def owed(bank: Bank, fact: Fact, message: Message | None) -> Missing:
    """What a fact that is still to come is called, and where it goes."""
    label = label_of(fact.text)
    if message is not None and bank.kinds[message.kind].use == "event":
        label = f"{called(bank, message)}的{label}"
    return Missing(label, fact.path)
