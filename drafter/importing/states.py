"""How far findings are, as one statement tells it of several: 整改完W1、W2三个，基本完成W3，W4和W5正在弄.

The writer gains that each finding has its status, and that the letter says how many are how far.

Limits: only findings that the statement names by code or number; what it says of numbers alone stays as it stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from drafter.language.lexicon import words

_REF = r"(?:[A-Z]\d{1,2}|(?:第|问题)\d{1,2}(?:个问题|个)?)"
_REFS = rf"(?P<refs>{_REF}(?:[、和及与]+{_REF})*)"
_COUNT = r"(?:这?[一二两三四五六七八九十\d]{1,2}[个项条])?"


class State(NamedTuple):
    """The findings that are in one state: where the words stand, the numbers as typed, the state."""

    start: int
    end: int
    refs: tuple[str, ...]
    state: str


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for state, like in words("notes")["states"].items():
        before = re.compile(rf"(?:已|都|全部|有|的是)*(?:{like})(?:了|的|有|是|：)*{_REFS}{_COUNT}")
        behind = re.compile(rf"{_REFS}{_COUNT}(?:都|也|还|已经?|全部?|均)*(?:{like})(?:了|的)?(?:完|中)?")
        found += [(state, before), (state, behind)]
    return found


def states_in(text: str) -> list[State]:
    """The states that a statement tells, in their order; a finding counts where it is named first."""
    found: list[State] = []
    for state, pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                refs = tuple(re.findall(_REF, match["refs"]))
                found.append(State(match.start(), match.end(), refs, state))
    return sorted(found)


def counted_states(text: str, numbers: dict[str, int]) -> str:
    """A statement that tells states with how many findings each is of; `numbers` has the place of each code.

    整改完W1、W2两个，W4正在弄 becomes 完成整改2个（第1、第2个问题）、正在推进1个（第4个问题）."""
    found = states_in(text)
    if len(found) < 2 or any(ref not in numbers for one in found for ref in one.refs):
        return text
    told = "、".join(
        f"{one.state}{len(one.refs)}个（{'、'.join(f'第{numbers[ref] + 1}' for ref in one.refs)}个问题）"
        for one in found
    )
    return f"{text[: found[0].start]}{told}{text[found[-1].end :]}"
