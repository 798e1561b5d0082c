"""Choosing a form for a message: by condition first, then the least said so far, then the seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.phrasing.bank import Form
from drafter.phrasing.session import Session
from drafter.phrasing.text import Text


class Message:
    """Something to be said: a kind, the values of its roles, and an identity that outlives a new draft.

    `present` are the roles that the words must state; `frame` holds the circumstances, which the sentence states.
    """

    __slots__ = ("frame", "free", "identity", "kind", "present", "roles")

    def __init__(
        self,
        kind: str,
        identity: str,
        roles: Mapping[str, Any],
        present: frozenset[str],
        free: frozenset[str] = frozenset(),
        frame: Mapping[str, Any] | None = None,
    ) -> None:
        self.kind, self.identity, self.roles = kind, identity, roles
        self.present, self.free = present, free
        self.frame: Mapping[str, Any] = frame or {}


class NothingToSay(Exception):
    """No form of the bank can state this message; `message` is what was to be said."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.kind)
        self.message = message


def applies(form: Form, roles: Mapping[str, Any]) -> bool:
    """Whether the condition of a form holds; a condition on an absent role does not."""
    if form.when is None:
        return True
    get = roles.get
    try:
        return bool(form.when(*[get(role) for role in form.when_roles]))
    except TypeError:
        return False


def choose(message: Message, session: Session) -> Form:
    """The form that says `message` best here. Raises NothingToSay where none can."""
    candidates = session.bank.candidates(message.kind, message.present, message.free)
    best: Form | None = None
    best_rank = (0, 0)
    salt = session.draw(message.identity.encode())
    roles = message.roles
    for form in candidates:
        if form.when is not None and not applies(form, roles):
            continue
        rank = (session.worn(form), session.draw(form.key, salt))
        if best is None or rank < best_rank:
            best, best_rank = form, rank
    if best is None:
        raise NothingToSay(message)
    return best


def render(form: Form, message: Message, session: Session) -> Text:
    """The words of a form with the values of a message; what is said is remembered."""
    get = message.roles.get
    values = [get(role) for role in form.roles]
    if "year" in form.roles and session.year is not None:
        values[form.roles.index("year")] = session.refer_year()
    session.said(form)
    return form.render(*values)
