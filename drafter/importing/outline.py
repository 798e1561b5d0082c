"""The lines of notes in their outline: what goes on a line joins it, and numbers that count the sections of the whole
lead headings.

1 缘由：… 2 依据：… 6 产出： over lines with dashes are sections, as 一、二、 are; 1. 2. beneath them are not.

Limits: where notes have headings of their own (一、), no other numbers are taken for sections.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.importing.labels import meaning
from drafter.importing.lines import ARROW, NotedLine, labelled, lines

#: So many numbered lines with the name of a section make sections of all of their kind, if they are half of them.
_QUESTION = re.compile(r"(?:问|Q|q)[：: ]\s*(?P<said>.+)")
_ANSWER = re.compile(r"(?:答|A|a)[：: ]\s*(?=.)")
_LEAST, _SHARE = 3, 0.5
_ASKS = re.compile("(?:没|没有|吗|么|啥|啥了|什么|怎么样|哪些|多少|如何|了没|咋样|些啥)$")
#: Signs that a clerk puts before headings, so many of them.
_SIGNS, _PAIR = "▲△★☆◇◆□■◎※▶", 2
#: How long the name of a section is at most.
_NAME = 10
#: A line that is cut in a sentence is at least so long.
_WIDE = 24


def outlined(text: str, genre: str, numbers: Sequence[int] = ()) -> list[NotedLine]:
    """The lines of a text, continuations joined, numbers of sections as heads; `numbers` are those that the lines have
    in the page that it was made of, where they differ."""
    found = _promoted(_joined(list(lines(text)), genre), genre)
    return [line._replace(number=numbers[min(line.number, len(numbers)) - 1]) for line in found] if numbers else found


def _joined(every: Sequence[NotedLine], genre: str) -> list[NotedLine]:
    """A line that opens with an arrow goes on with the one before it."""
    found: list[NotedLine] = []
    for line in every:
        if found and (answered := _answered(found[-1], line, genre)) is not None:
            found[-1] = answered
        elif found and _goes_on(found[-1], line):
            found[-1] = found[-1]._replace(text=f"{found[-1].text}{line.text}")
        elif found and not line.cells and not found[-1].cells and ARROW.match(line.text):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {line.text}")
        else:
            found.append(line)
    return found


def _goes_on(before: NotedLine, line: NotedLine) -> bool:
    """Whether a line goes on with the one before it, which ends in the midst of a sentence: 会同甲局、乙局，."""
    if before.cells or line.cells or line.mark or line.number != before.number + 1:
        return False
    return before.text.rstrip()[-1:] in "，、" and len(before.text) >= _WIDE and not labelled(line.text)[0]


def _answered(asked: NotedLine, line: NotedLine, genre: str) -> NotedLine | None:
    """问：预算多少？ and 答：640万 on the next line are a label and what stands behind it."""
    question, answer = _QUESTION.match(asked.text), _ANSWER.match(line.text)
    if question is None or answer is None:
        return None
    label = re.split("[，？?；。]", question["said"])[0].strip().rstrip("呢嘛吧啊呀")
    if label and _ASKS.search(label) and not meaning(label, genre):
        # 目标都完成了没: the question says nothing that its answer does not.
        return asked._replace(text=line.text[answer.end() :].strip())
    return asked._replace(text=f"{label}：{line.text[answer.end() :].strip()}") if label else None


def _section(text: str, genre: str) -> bool:
    """Whether a line has the label of a section, or is the name of one."""
    label, _ = labelled(text)
    bare = re.sub(r"[（(][^）)]*[）)]", "", text).strip(" ：:。")
    return bool(meaning(label, genre)) if label else len(bare) <= _NAME and bool(meaning(bare, genre))


def _over(line: NotedLine, following: NotedLine) -> bool:
    """Whether a line says no more than a name and stands over a line of another mark."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", line.text).strip(" ：:。")
    named = len(bare) <= _NAME and not re.search(r"[\d，。；：]", bare)
    return named and following.kind != line.kind


def _promoted(every: list[NotedLine], genre: str) -> list[NotedLine]:
    if genre == "rectification" or any(line.mark == "head" and not line.kind.startswith("#") for line in every):
        return every
    kinds = dict.fromkeys(
        line.kind for line in every if line.mark == "item" and any(c in "1①（▲△★☆◇◆□■◎※▶" for c in line.kind)
    )
    for kind in kinds:
        at = [place for place, line in enumerate(every[:-1]) if line.kind == kind]
        over = [place for place in at if _over(every[place], every[place + 1])]
        if kind[0] in _SIGNS and len(at) >= _PAIR and len(over) == len(at) == sum(one.kind == kind for one in every):
            # ◆做成的事 and ◆花的钱 over lines with marks of their own.
            return [line._replace(mark="head") if line.kind == kind else line for line in every]
        counted = [line for line in every if line.kind == kind]
        named = sum(_section(line.text, genre) for line in counted)
        if named >= _LEAST and named >= _SHARE * len(counted):
            return [line._replace(mark="head") if line.kind == kind else line for line in every]
    return every
