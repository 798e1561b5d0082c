"""The numbered lines that a letter's page opens with before its findings: （1）我院全称…, （2）依据…, （3）问题5个….

The writer gains that what they count is told of the whole letter, and that the findings are those which are numbered in
another way and have lines beneath them.

Limits: only in a rectification, only where every such line stands alone above numbered lines of another kind with lines
beneath, and where one of them speaks of the letter itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.importing.lines import NotedLine
from drafter.importing.lines import lines as noted

#: So many findings make a list of another kind.
_LEAST = 2
#: What such lines speak of: who writes, to whom, on what paper, how many findings there are.
_OF_LETTER = re.compile(
    r"[全简]称|报[给送]|主送|依据|根据|文号|〔20\d\d〕|(?:反馈|指出|发现|涉及)?(?:的)?问题(?:共|一共)?\d+[个项条]|领导小组|专班|台账"
)
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]+[）)、.．]|[①-⑳]")


def without_preamble_numbers(text: str, genre: str) -> str:
    """The notes of a rectification without the numbers of the lines that open it."""
    every = [line for line in noted(text) if line.text.strip()] if genre == "rectification" else []
    first = next((at for at, line in enumerate(every) if _number(line)), len(every))
    opening: list[NotedLine] = []
    for line in every[first:]:
        if _number(line) != _number(every[first]):
            break
        opening.append(line)
    rest = every[first + len(opening) :]
    # The findings follow at once, and each has lines beneath it.
    if len(opening) < _LEAST or not rest or not _number(rest[0]) or not _beneath(rest):
        return text
    if sum(_OF_LETTER.search(line.text) is not None for line in opening) < _LEAST:
        return text
    told = text.split("\n")
    for line in opening:
        at = line.number - 1
        told[at] = told[at].replace(line.number_mark, "", 1).lstrip(" \t\u3000")
    return "\n".join(told)


def _number(line: NotedLine) -> str:
    """The kind of number that a line opens with ("" for none)."""
    return line.kind if line.mark and _NUMBERED.match(line.number_mark) else ""


def _beneath(rest: Sequence[NotedLine]) -> bool:
    """Whether most of the lines numbered like the first one have a line beneath them."""
    heads = [at for at, line in enumerate(rest) if _number(line) == rest[0].kind]
    told = [at for at in heads if at + 1 < len(rest) and _number(rest[at + 1]) != rest[0].kind]
    return len(heads) >= _LEAST and len(told) > len(heads) / 2
