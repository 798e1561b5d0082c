"""The words by which a note says something of what it tells: goal, last year, reason, status."""

from __future__ import annotations

import re
from functools import cache

from drafter.language.kept_patterns import kept_patterns
from drafter.language.late import LatePattern
from drafter.language.lexicon import alternatives, words

#: What may stand between last year and its figure: 去年只装了26个.
_DID = "实际|完成|为|是|只|才|仅|有|了|安装|建成|新建|办理|办结|开展|举办|装|建|办|做|培训|干"


@cache
def heads() -> list[tuple[str, re.Pattern[str]]]:
    """What leads in each role of what is said of a claim: goal, last year's figure, reason, result."""
    said = words("notes")["heads"]
    colon = "[：:]?"
    compiled = kept_patterns().compiled
    return [
        ("target", compiled(rf"(?:{alternatives(said['target'])})(?:值|数)?(?:也|就|都)?(?:为|是)?{colon} ?")),
        ("owed", compiled(rf"(?:{alternatives(said['owed'])}) ?")),
        ("last", compiled(rf"(?:{alternatives(said['last'])})(?:{_DID})*{colon} ?")),
        ("reason", compiled(rf"(?:{alternatives(said['reason'])}){colon} ?")),
        ("result", compiled(rf"(?:{alternatives(said['result'])}){colon} ?")),
    ]


@cache
def statuses() -> list[tuple[int, frozenset[str]]]:
    """What says that a goal was met (1), missed (-1), or that it is still open (0)."""
    data = words("notes")["status"]
    bad = {said.replace("没", how, 1) for said in data["bad"] for how in ("没", "没有", "未")}
    return [(1, frozenset(data["good"])), (-1, frozenset(bad)), (0, frozenset(data["open"]))]


@cache
def judged() -> frozenset[str]:
    """What stands right behind a goal and says no more than that it was met or missed: 目标72%未到."""
    return frozenset(phrase for good, phrases in statuses() if good for phrase in phrases)


@cache
def affected() -> LatePattern:
    """A clause that tells what something suffered from: 受…影响."""
    ends = alternatives(words("notes")["causal"]["ends"])
    return LatePattern(rf"受.{{1,60}}?(?:{ends})$")
