"""The duties of a place: what a reviewer has to answer, as data (`places/*/review.toml`).

The reader gains a list that a bureau may change without touching a program: a duty's number, words, class, light and
thresholds; a place states only what differs from the list of all.

Limits: how a question is answered is a law of the program or rules of the checks; a duty without either is answered
无法核查, with what it says it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

CLASSES = ("完整性", "合规性", "可衡量性", "相关性", "匹配性")
LIGHTS = ("红", "黄", "蓝")


class Duty(NamedTuple):
    """One duty: `papers` it needs at least one of, `law` and `rules` that answer it, `looks` a pattern of what there
    must be in a report for the rules to look at, `needs` what an answer would take; other keys are its `settings`."""

    number: int
    what: str
    kind: str
    light: str
    basis: str
    papers: tuple[str, ...] = ()
    law: str = ""
    rules: tuple[str, ...] = ()
    looks: str = ""
    needs: str = ""
    settings: Mapping[str, object] = MappingProxyType({})
