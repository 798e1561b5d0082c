"""Names of indicators as people write them: the title of a group of work, the label of a note (质量：…, 效果这块，…).

Limits: a title that says more than the indicator (工程质量和安全) is a name of its own.
"""

from __future__ import annotations

from functools import cache

from drafter.language.late import LatePattern
from drafter.language.lexicon import words


@cache
def _spoken() -> LatePattern:
    return LatePattern("|".join(words("indicators")["untitled"]["spoken"]))


def untitled(title: str) -> bool:
    """Whether the title of a group of work names nothing but an indicator, or says only that work was done."""
    bare = title.strip()
    listed = words("indicators")
    return (
        bool(_spoken().search(bare))
        or bare in listed["untitled"]["titles"]
        or any(bare.removesuffix("指标") in (word, f"{word}度") for one in listed["titles"].values() for word in one)
    )


def titled(title: str, home: str) -> str:
    """The indicator that the title of a group of work names (效益, 质量), else `home`."""
    for name, listed in words("indicators")["titles"].items():
        if any(word in title for word in listed):
            return str(name)
    return home
