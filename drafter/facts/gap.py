"""What is still to come: a place of the case that says nothing yet, with what it is called.

The writer gains one mark, 〔待补：…〕, which is made here alone when a gap is printed, and known here alone in words
that were printed or typed.
"""

from __future__ import annotations

from drafter.facts.fact import Fact

_OPENS, _CLOSES = "〔待补：", "〕"


class Gap(Fact):
    """The fact that is not stated at `path`, called `label`; on paper it is its mark."""

    __slots__ = ("label",)

    def __init__(self, path: str, label: str) -> None:
        super().__init__(path, printed(label), missing=True)
        self.label = label


def printed(label: str) -> str:
    """The mark of what is called so: 〔待补：预算数〕."""
    return f"{_OPENS}{label}{_CLOSES}"


def label_of(words: str) -> str:
    """What is still to come where `words` are a mark, else the words."""
    return words.removeprefix(_OPENS).removesuffix(_CLOSES) if words.startswith(_OPENS) else words


def marked(words: str) -> bool:
    """Whether something in these words is still to come, by the program's mark or a writer's own."""
    return _OPENS[:-1] in words
