"""Blanks between clauses and between the items of a list, as people leave them for marks: 数据接进来了 那边也打通了.

The writer gains that clauses stand apart and that a list is one: 法律援助、人民调解、社区矫正.

Limits: figures, labels and what stands in a table keep their blanks; names are not parted, since a list has three items
and a clause a word that only clauses have.
"""

from __future__ import annotations

import re

_LIST = re.compile(r"(?<![\u4e00-\u9fff\d])(?:[\u4e00-\u9fff]{2,8} +){2,}[\u4e00-\u9fff]{2,8}(?![\u4e00-\u9fff\d])")
#: 新设主体6820户 目标6500 年底在册5.86万户
_COUNTS = re.compile(
    r"(?P<before>(?:目标|计划|任务)\d[\d.]*|\d[户个件人台条次家份名处座套]) +(?=[\u4e00-\u9fff]{2,8}\d)"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff）”》]) +(?=[\u4e00-\u9fff“《])")
#: What only clauses have.
_TELLS = re.compile("[了没不也都已把被在给到用后过能会]")
#: How short a piece is a label or a name; in so many lines a title may stand.
_SHORT, _TOP = 5, 2


def with_commas(text: str) -> str:
    """A text whose blanks between clauses are commas, and those between the items of a list their marks."""
    lines = text.split("\n")
    told = [one if "\t" in one or not at else _told(one, at >= _TOP) for at, one in enumerate(lines)]
    return "\n".join(told)


def _told(line: str, clauses: bool) -> str:
    head = line[: len(line) - len(line.lstrip(" \u3000"))]
    bare = line[len(head) :]
    if " " not in bare:
        return line
    bare = _COUNTS.sub(r"\g<before>，", bare)
    bare = _LIST.sub(lambda match: re.sub(" +", "、", match[0]), bare)
    pieces = [re.split("[，。；：、]", one) for one in _GAP.split(bare)]
    told = [one for one in pieces if len(one[0]) >= _SHORT and len(one[-1]) >= _SHORT]
    if (
        not clauses
        or len(pieces) < 2
        or len(told) < len(pieces)
        or not any(_TELLS.search(one[-1]) for one in pieces[:-1])
    ):
        return head + bare
    return head + _GAP.sub("，", bare)
