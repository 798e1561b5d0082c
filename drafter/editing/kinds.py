"""The kinds of event as a writer picks them: those at work in the case first, their help in the words of the form.

Limits: a kind that is not declared has no help.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.messages import say
from drafter.phrasing.helps import by_label

if TYPE_CHECKING:
    from drafter.composing.engine import Engine


class Offer(NamedTuple):
    """A kind with its label and what it is for."""

    name: str
    label: str
    help: str


def offers(engine: Engine, data: Mapping[str, object], usual: str = "") -> list[Offer]:
    """All kinds of event, the ones that the case uses most before the others, but the `usual` one of a list first."""
    used = Counter(_kinds(data))
    kinds = sorted(engine.schema.kinds, key=lambda name: (name != usual, -used[name]))
    return [Offer(name, say(engine.schema.kinds[name].label), plain_help(engine, name)) for name in kinds]


def synonyms() -> Mapping[str, Sequence[str]]:
    """Words that kinds are found by beside their own, by name (``rules/lexicon/kinds.toml``)."""
    from drafter.language.lexicon import words

    found: Mapping[str, Sequence[str]] = words("kinds")["words"]
    return found


def plain_help(engine: Engine, name: str) -> str:
    """The help of a kind with the labels of roles and kinds for their names."""
    kinds = engine.schema.kinds

    def label(member: str, flag: bool) -> str:
        known = kinds[name].roles.get(member)
        said = say("“{label}”", label=say(known.label if known is not None else kinds[member].label))
        return say("{label}选“是”", label=said) if flag else said

    return by_label(say(engine.bank.kinds[name].help), label)


def _kinds(data: object) -> list[str]:
    """The kind of each event of a case."""
    if isinstance(data, Mapping):
        inside = [one for value in data.values() for one in _kinds(value)]
        return [str(data["kind"]), *inside] if "kind" in data else inside
    return [one for value in data for one in _kinds(value)] if isinstance(data, list) else []
