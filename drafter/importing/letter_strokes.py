"""Strokes between words and figures of a letter's notes: 205户/38.4万, 诫勉1人/批评教育3人, 局长当组长/专题会4次, and
预48/支45.6/率95%.

The writer gains that what a stroke parts stands in a list, or in clauses where only one side counts something.

Limits: days and rates with strokes are read before; 和/或 and what stands in a title keep their stroke.
"""

from __future__ import annotations

import re

from drafter.language.lexicon import words

_MONEY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}?)?[ \u3000]*(?:预算?|安排)(?P<budget>\d[\d.]*)(?:万元?)?[/／]"
    r"(?:支出?|花|用|拨)(?P<spent>\d[\d.]*)(?:万元?)?(?:[/／](?:率|执行率|支付率)?(?P<rate>\d[\d.]*[%％]))?"
)
_PIECES = re.compile(r"[，、；。：！？,;:（）()《》“”\[\]【】\n→ ]")
_STROKE = re.compile(r"(?<=[\u4e00-\u9fff\d%％）)])[/／](?=[\u4e00-\u9fff\d（(])")


def with_letter_strokes(text: str, genre: str) -> str:
    """The notes of a letter without strokes between what they count; others as they are."""
    if genre != "rectification":
        return text
    return "\n".join(_told(line) for line in text.split("\n"))


def _told(line: str) -> str:
    if not re.search("[/／]", line):
        return line
    line = _MONEY.sub(_spent, line)
    done = ""
    at = 0
    for match in _STROKE.finditer(line):
        before = _PIECES.split(re.split("[/／]", line[at : match.start()])[-1])[-1]
        behind = re.split("[/／]", _PIECES.split(line[match.end() :])[0])[0]
        done += line[at : match.start()] + _mark(before, behind)
        at = match.end()
    return done + line[at:]


def _mark(before: str, behind: str) -> str:
    """、 between what is alike, ， between clauses, the stroke where it parts two words for one."""
    counts = bool(re.search(r"\d", before)), bool(re.search(r"\d", behind))
    if before.endswith(("和", "与", "及")) or re.fullmatch(r"\d+", before) or re.fullmatch(r"\d+", behind):
        return "/"
    clause = re.search(words("letters")["strokes"]["clause"], before)
    return "，" if clause is not None and counts != (True, True) else "、"


def _spent(match: re.Match[str]) -> str:
    name = match["name"] or ""
    rate = f"，执行率{match['rate']}" if match["rate"] else ""
    return f"{name}预算{match['budget']}万元，支出{match['spent']}万元{rate}"
