"""The help of a kind: one sentence whose members are roles of the kind, or other kinds, each called as its reader
knows it.

Whoever edits a case as text reads the names that are written there (noun 写它们是什么), whoever fills in a form the
labels (“名称”写它们是什么). A member stands in braces, ``{noun}``, a flag that is to be set with its value,
``{notify=true}``.

Limits: in English a member is called by its label too, whose words are the catalogue's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import Formatter

from drafter.language.quantity import is_chinese

#: How a flag that is to be set ends.
SET = "=true"


def members(text: str) -> list[str]:
    """The members of a help, without the value of a flag. Raises ValueError where its braces do not pair."""
    return [name.removesuffix(SET) for _, name in _pieces(text) if name is not None]


def by_name(text: str) -> str:
    """A help with the names that a case file has, parted from Chinese words by a blank."""
    return _told(text, lambda name, flag: f"{name} = true" if flag else name, blank=True)


def by_label(text: str, label: Callable[[str, bool], str]) -> str:
    """A help with its members called as `label` calls them, given a name and whether it is a flag to be set."""
    return _told(text, label, blank=False)


def _told(text: str, called: Callable[[str, bool], str], blank: bool) -> str:
    said = ""
    after = False
    for words, name in _pieces(text):
        said += f" {words}" if blank and after and is_chinese(words[:1]) else words
        after = name is not None
        if name is not None:
            word = called(name.removesuffix(SET), name.endswith(SET))
            said += f" {word}" if blank and is_chinese(said[-1:]) else word
    return said


def _pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """The words before each member with its name, and those behind the last."""
    for words, name, _, _ in Formatter().parse(text):
        yield words, name
