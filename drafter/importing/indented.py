"""Pages in outline: short lines at the margin over indented ones are headings, whatever they say.

The writer gains that what stands beneath such a line stands under its name and that a problem of two clauses is one.

Limits: only where most lines are indented and several stand at the margin over them; a line with a figure or a colon
tells something itself.
"""

from __future__ import annotations

import re

from drafter.importing.labels import meaning
from drafter.importing.projects import counts_things

#: So many headings, and this share of lines that are indented, make an outline.
_LEAST, _MOST = 4, 0.55
_BLANKS = " \t\u3000"
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_TELLS = re.compile(r"[\d。；;：:【\[|｜]|^[-—·•●]")
#: So many headings of one character speak of work, and where such work stands.
_FEW = 2
_LETTER = re.compile(r"[\u4e00-\u9fff][ ：:]?")
#: What a heading of one character may also mean where what stands beneath it counts nothing.
_ELSEWHERE = ("", "duties.main", "application", "management")
_WORK = {"department-self-evaluation": "做的事", "township-summary": "办成的事"}
#: How long a heading may be.
_LONGEST = 22


def with_indented_heads(text: str, genre: str) -> str:
    """A text whose headings at the margin stand in boxes, those with numbers as one problem each in a letter."""
    lines = _without_letters(text.split("\n"), genre)
    text = "\n".join(lines)
    filled = [at for at, line in enumerate(lines) if line.strip(_BLANKS)]
    heads = [at for place, at in enumerate(filled[:-1]) if at and _heads(lines, at, filled[place + 1])]
    indented = sum(lines[at][0] in _BLANKS for at in filled)
    plain = [at for at in heads if not _NUMBER.match(lines[at])]
    if len(heads) < _LEAST or not plain or indented < _MOST * len(filled):
        return text
    numbered = [at for at in heads if at not in plain]
    for at in heads:
        bare = lines[at].strip(_BLANKS)
        if at in plain:
            letter = genre == "rectification" and numbered
            lines[at] = f"【{_aside(bare, genre, at < numbered[0]) if letter else bare}】"
        elif genre == "rectification":
            # 三、书买重了，库房压着: two clauses of one problem.
            lines[at] = re.sub("[，,]", "、", bare)
    return "\n".join(lines)


def _without_letters(lines: list[str], genre: str) -> list[str]:
    """The lines of a page whose headings of one character (收, 管, 用) stand over work: one for all."""
    heads = [at for at, line in enumerate(lines) if _LETTER.fullmatch(line) and _work_beneath(lines, at, genre)]
    if genre not in _WORK or len(heads) < _FEW:
        return lines
    return [f"【{_WORK[genre]}】" if at == heads[0] else "" if at in heads else line for at, line in enumerate(lines)]


def _work_beneath(lines: list[str], at: int, genre: str) -> bool:
    """Whether the indented lines beneath a heading mostly count what was done, and its name leads nowhere else."""
    stop = at + 1
    while stop < len(lines) and lines[stop][:1] and lines[stop][0] in _BLANKS:
        stop += 1
    counted = sum(counts_things(line) for line in lines[at + 1 : stop])
    said = meaning(lines[at].strip(" ：:"), genre)
    return said in _ELSEWHERE and counted > 0 and 2 * counted >= stop - at - 1


def _aside(bare: str, genre: str, before: bool) -> str:
    """What a heading without a number is called beside numbered problems, so that it is none of them: by the part of it
    that is known, else by where it stands (怎么布置的 before the first, 人和钱 behind the last)."""
    parts = [bare, *reversed(re.split("[、，,和与及]", bare))]
    return next((part for part in parts if meaning(part, genre)), "整改总体情况" if before else "其他")


def _heads(lines: list[str], at: int, following: int) -> bool:
    """Whether a line at the margin stands over an indented one and says no more than a name."""
    line = lines[at]
    bare = _NUMBER.sub("", line.strip(_BLANKS))
    if line[0] in _BLANKS or lines[following][0] not in _BLANKS:
        return False
    return 1 < len(bare) <= _LONGEST and not _TELLS.search(bare)
