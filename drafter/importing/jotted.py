"""The end of a page without labels: a line of what went badly, and beneath it what is meant to be done.

The writer gains that 仪器采购拖了。9个所有4个只有2名执法人员 over 3月底前重新招完标；机关下沉6人 are read as problems
and measures, though no word says so.

Limits: only where no line has such a label, in the second half of the page, and where most clauses of the first line
complain and of the second plan (`rules/lexicon/jotted.toml`).
"""

from __future__ import annotations

import re
from functools import cache

from drafter.importing.labels import meaning
from drafter.importing.lines import labelled
from drafter.language.lexicon import words

#: So many clauses make a line of them, and this share of them says it.
_LEAST, _SHARE = 2, 0.6
_ENDS = ("problems", "measures", "shortcomings")


def with_jotted_ends(text: str, genre: str) -> str:
    """The page with such lines labelled; others as they are."""
    lines = text.split("\n")
    labels = [labelled(line.strip())[0] for line in lines]
    if genre == "rectification" or any(meaning(one, genre) in _ENDS or "问题" in one for one in labels if one):
        return text
    filled = [at for at, line in enumerate(lines) if line.strip()]
    for at, following in zip(filled[len(filled) // 2 :], filled[len(filled) // 2 + 1 :], strict=False):
        bare = not (labels[at] or labels[following] or "\t" in lines[at] + lines[following])
        if bare and _says(lines[at], "complains") and _says(lines[following], "plans"):
            lines[at] = f"存在问题：{lines[at].strip()}"
            lines[following] = f"改进措施：{lines[following].strip()}"
            break
    return "\n".join(lines)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in words("jotted")[name]))


def _says(line: str, name: str) -> bool:
    clauses = [part for part in re.split("[；;。]", line) if part.strip()]
    said = sum(_pattern(name).search(part.strip()) is not None for part in clauses)
    return len(clauses) >= _LEAST and said >= _SHARE * len(clauses)
