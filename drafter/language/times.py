"""Times as people say them, where a clause opens: 8月5日, 4月至10月, 3月、6月和9月, 截至11月底, 汛前, 每季度.

Limits: a time is kept in the words it was typed in; what it means on a calendar is not reckoned here.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.language.kept_patterns import kept_patterns
from drafter.language.lexicon import alternatives, words

_MONTH = r"(?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月(?:份)?(?:(?:3[01]|[12]?\d)[日号])?(?:上旬|中旬|下旬|底|初|末)?"
_YEAR = r"(?:19|20)\d\d年(?:度)?(?:底|初|末|内|以来)?"


@cache
def _pattern() -> re.Pattern[str]:
    listed = alternatives(words("notes")["times"]["words"])
    one = rf"(?:{_MONTH}|{_YEAR}|(?:{listed}))"
    joint = r"(?:[至到和及与、]|[—–～~\-]{1,2})"
    short = r"(?:1[0-2]|0?[1-9])月(?:份)?(?:(?:3[01]|[12]?\d)[日号])?(?:上旬|中旬|下旬|底|初|末)?"
    part = "[一二三四]季度|[上下]半年"
    bare = r"(?:1[0-2]|0?[1-9])(?:—|–|～|~|-|至|到)"
    return kept_patterns().compiled(
        rf"(?:自|从|于|在|截至|截止到?|至|到)?(?:(?:(?:19|20)\d\d年)?{bare})?{one}(?:{joint}(?:{_MONTH}|{short}|{_YEAR}|{part}))*"
        r"(?:以来|起|之前|以前|前后|前|后|期间|之间|为止|止|内)?"
    )


def opening_time(folded: str, start: int, end: int) -> int:
    """Where the time ends that ``folded[start:end]`` opens with; `start` where it opens with none."""
    match = _pattern().match(folded, start, end)
    return match.end() if match else start


_QUARTERS = {"一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12, "上半年": 6, "半年": 6, "全年": 12}


def months_gone(said: str) -> int:
    """How many months of the year have gone at the end of a time: 1—7月 and 截至7月底 are 7, 上半年 is 6; 0 where that
    is not said."""
    named = next((months for word, months in _QUARTERS.items() if word in said), 0)
    found = re.search(r"(\d{1,2})月?\D*$", said)
    months = named or (int(found[1]) if found is not None else 0)
    return months if 1 <= months <= 12 else 0
