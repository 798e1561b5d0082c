"""Which kind of report notes are for where nobody says so: by the words of their title, who writes, what they tell.

The writer gains that a page is read as what it is: a bureau writes no summary of a township, and a township that lists
its projects no report on one of them.

Limits: what is guessed is said, and --genre overrules it.
"""

from __future__ import annotations

import re

from drafter.importing.township_page import is_township
from drafter.language.lexicon import words

#: So many words of a kind of report must be found where none names it.
_EVIDENCE = 2
#: How many lines may hold the title, and how many the name of who writes.
_OPENING, _HEAD = 2, 6
_UNIT = re.compile(
    r"(?:单位|全称|我们|我单位)(?:名称|全称)?(?:】|\])?(?:是|叫|为)?[：: \u3000]*(?P<name>[\u4e00-\u9fff]{4,24})"
)
_FIRST = re.compile(r"^[ \t\u3000【（(]*(?:\d{1,2}[、.．/）)][ ]?)?(?P<name>[\u4e00-\u9fff]{3,24})")
_TOWN = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:镇|乡|街道)(?:人民政府|政府|党委|党工委|办事处|财政所|财政办|财经办|党政办|绩效办)?$"
)
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:局|委员会|办公室|中心|联合会|总工会|妇联|残联|馆|院|学校|站|公司|协会|检察院|法院|支队|大队|部)$"
)
#: A township writes on the whole of it, or on one project, where it says so in so many words.
_WHOLE = re.compile("(?:整体支出|项目支出)(?:绩效)?自评报告|(?:审计|巡察|督查|评价)[^，。；\n]{0,8}整改")


def _writer(text: str) -> str:
    """Who writes: "town", "office" or "" where the first lines name nobody."""
    lines = [line for line in text.split("\n") if line.strip()][:_HEAD]
    named = [match["name"] for line in lines if (match := _UNIT.search(line)) is not None]
    first = [match["name"] for line in lines[:_OPENING] if (match := _FIRST.match(line)) is not None]
    for name in (*named, *first):
        if _TOWN.search(name):
            return "town"
        if _OFFICE.search(name):
            return "office"
    return ""


def _writes(writer: str, genre: str) -> bool:
    """Whether whoever writes may write such a report."""
    return genre != "township-summary" or writer != "office"


def guess_genre(text: str) -> str:
    """The genre that a text speaks of ("" where it says nothing of it): the kind whose words stand first."""
    opening = "\n".join(text.split("\n")[:_OPENING])
    for genre, like in words("labels")["titles"].items():
        # 甲镇人民政府2024年度绩效自评 in the first lines says what the notes are for.
        if re.search(like, opening):
            return str(genre)
    writer = _writer(text)
    if (writer == "town" and not _WHOLE.search(text)) or is_township(text):
        return "township-summary"
    kinds = {genre: marks for genre, marks in words("labels")["genres"].items() if _writes(writer, genre)}
    found: list[tuple[int, int, str]] = [
        (at, at + len(mark), genre) for genre, marks in kinds.items() for mark in marks if (at := text.find(mark)) >= 0
    ]
    if found:
        # 项目支出绩效自评工作情况总结: in one phrase the word it ends with says what it is.
        start, stop, best = min(found)
        for low, high, genre in sorted(found):
            if high > stop and not re.search(r"[\s，。；：、（）]", text[start:low]):
                stop, best = high, genre
        return best
    counts: dict[str, int] = {genre: sum(text.count(mark) for mark in marks) for genre, marks in kinds.items()}
    best = max(counts, key=lambda genre: counts[genre])
    if counts[best]:
        return best
    # No kind is named: what the notes tell of says it.
    evidence = {genre: len(set(re.findall(like, text))) for genre, like in words("labels")["evidence"].items()}
    evidence = {genre: count for genre, count in evidence.items() if _writes(writer, genre)}
    best = max(evidence, key=lambda genre: evidence[genre])
    return best if evidence[best] >= _EVIDENCE else ""
