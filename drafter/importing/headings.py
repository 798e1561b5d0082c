"""Lines of notes that are headings: a label in a box or before an empty colon, a number of a section, words that are
known and lead what stands beneath.

Limits: whether what a heading opens is a field or a group is for the reader to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.importing.labels import meaning, without_speaker
from drafter.importing.lines import NotedLine, labelled
from drafter.importing.money_units import declared_unit
from drafter.importing.spoken import indicator_heading

_HEADING = re.compile(r"[^，。；！？\d]{1,22}")
_LISTED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8})[（(][\u4e00-\u9fff]{2,5}(?:[/／、][\u4e00-\u9fff]{2,5}){2,}[）)]")
_ASIDE = re.compile(r"[（(][^）)]*[）)]|单位[：:]?[万亿]?元")
#: How long known words may be that are a heading without a colon: alone, and before lines that they lead.
_ALONE, _LEADING = 8, 14

#: 目标A·修缮 and 结果A: goals, and further down what came of them.
GOALS = re.compile(r"(?:年度|绩效)?目标[A-Z一二三四五六\d]?(?:[·.、：— ]*(?P<name>[\u4e00-\u9fff]{2,10}))?")
RESULTS = re.compile(r"(?:完成)?结果[A-Z一二三四五六\d]?|实完|实际完成(?:了)?|实际(?:干|做)(?:了|的)?|年底完成|完成数")
#: 问题1 山区的点撑不住, 措施2：…
NUMBERED_OWN = re.compile(
    r"(?P<kind>问题|毛病|不足|短板|措施|办法|对策)"
    r"(?:(?:[一二三四五六七八九十]{1,2}|\d{1,2})[ \u3000：:、.．，]+|[①-⑳][ \u3000：:、.．，]*)(?=\S)"
)
#: 收申请73件→受理66件: one step behind the other.
STEPS = re.compile(
    r"(?:(?<=\d[\u4e00-\u9fff])|(?<=\d[\u4e00-\u9fff]{2})|(?<=[》）])) ?→ ?(?=[\u4e00-\u9fff])"
    r"| ?→ ?(?=\d{1,2}月\d|[\u4e00-\u9fff]{2,6}\d)"
)
#: 短处, 好处: what ends as offices do.
_NOUN = re.compile("[短长好用难坏苦益妙]处")
_OFFICE_ALONE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:股|科|室|处|中心|大队|队|所|站)")


class Title(NamedTuple):
    """The words of a heading; `named` says that it can only be the name of a group."""

    words: str
    named: bool


def office_alone(text: str) -> bool:
    """Whether a line is no more than the name of an office within the unit; 用处 is none."""
    bare = text.strip(" ：:。")
    named = indicator_heading(bare) or _NOUN.fullmatch(bare) is not None
    return _OFFICE_ALONE.fullmatch(bare) is not None and not named


def read_heading(line: NotedLine, following: NotedLine | None, genre: str, mode: str) -> Title | None:
    """The heading that a line is, None where it is none; `mode` is what the reader is in."""
    label, rest = labelled(line.text)
    if label and line.text[:1] in "【[〔" and (not rest or _ASIDE.fullmatch(rest)):
        # 【钱怎么花的】（单位：万元）
        return Title(label + rest, False)
    if (listed := _LISTED.fullmatch(line.text.strip("：: 。"))) is not None and meaning(listed["name"], genre):
        # 项目（名称/预算/支出/等级） over its rows names their cells.
        return Title(listed["name"], False)
    bare = without_speaker(line.text.rstrip("：: 。↓"), genre)
    ends = line.text.rstrip()[-1:] in "：:↓"
    if ends and "，" in bare and meaning(bare.split("，")[0], genre):
        bare = bare.split("，")[0]
    inside = re.sub(r"[（(][^）)]*[）)]", "", bare)
    tabled = following is not None and bool(following.cells)
    alone = (not line.mark or tabled) and _known(bare, inside, line, following, genre)
    if genre == "project-self-evaluation" and not line.mark and following is not None and indicator_heading(bare):
        # 效益 at the margin over indented lines.
        alone = alone or (following.indent > line.indent and not following.mark)
    if line.mark != "head" and not ends and not alone:
        return _names(line, following, bare.replace(" ", ""), genre, mode)
    if (label and rest) or not inside or not _HEADING.fullmatch(re.sub(r"\d+[个项家件类]|20\d\d年", "", inside)):
        return None
    return Title(bare, False)


def _known(bare: str, inside: str, line: NotedLine, following: NotedLine | None, genre: str) -> bool:
    leads = following is not None and (following.cells or following.mark == "item" or following.indent > line.indent)
    units = inside != bare and declared_unit(bare)
    words, most = (inside, _LEADING) if leads or units else (bare, _ALONE)
    return len(words) <= most and bool(meaning(words, genre))


def _names(line: NotedLine, following: NotedLine | None, bare: str, genre: str, mode: str) -> Title | None:
    """① 住 before lines of another mark is the name of what they tell."""
    names = (
        line.mark == "item"
        and len(bare) <= _ALONE
        and genre == "project-self-evaluation"
        and mode not in ("list", "projects", "field")
        and following is not None
        and (following.mark != line.mark or following.kind != line.kind)
    )
    return Title(bare, True) if names and _HEADING.fullmatch(bare) else None
