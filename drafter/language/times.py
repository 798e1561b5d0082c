"""Times as people say them, where a clause opens: 8月5日, 4月至10月, 3月、6月和9月, 截至11月底, 汛前, 每季度.

Limits: a time is kept in the words it was typed in; what it means on a calendar is not reckoned here.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.language.lexicon import alternatives, words

_MONTH = r"(?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月(?:份)?(?:(?:3[01]|[12]?\d)[日号])?(?:上旬|中旬|下旬|底|初|末)?"
_YEAR = r"(?:19|20)\d\d年(?:度)?(?:底|初|末|内|以来)?"


@cache
def _pattern() -> re.Pattern[str]:
    listed = alternatives(words("notes")["times"]["words"])
    one = rf"(?:{_MONTH}|{_YEAR}|(?:{listed}))"
    joint = r"(?:[至到和及与、]|[—–～~\-]{1,2})"
    short = r"(?:1[0-2]|0?[1-9])月(?:份)?(?:(?:3[01]|[12]?\d)[日号])?(?:上旬|中旬|下旬|底|初|末)?"
    bare = r"(?:1[0-2]|0?[1-9])(?:—|–|～|~|-|至|到)"
    return re.compile(
        rf"(?:自|从|于|在|截至|截止到?|至|到)?(?:(?:(?:19|20)\d\d年)?{bare})?{one}(?:{joint}(?:{_MONTH}|{short}|{_YEAR}))*"
        r"(?:以来|起|之前|以前|前后|前|后|期间|之间|为止|止|内)?"
    )


def opening_time(folded: str, start: int, end: int) -> int:
    """Where the time ends that ``folded[start:end]`` opens with; `start` where it opens with none."""
    match = _pattern().match(folded, start, end)
    return match.end() if match else start
