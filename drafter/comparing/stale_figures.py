"""Figures that are the same as last year to the last decimal, in sentences where everything else moved on.

The reader gains the figure that nobody updated. The more a figure tells (106.14万元 more than 2次), the surer it is.
What does not change by its nature is none: limits and standards, counts of villages and posts, 100%.

Limits: figures of one significant digit repeat by chance so often that they are left out; those of two are worth a
look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from drafter.comparing.comparison import Level, Stale
from drafter.comparing.facts import fact_at, label
from drafter.comparing.tokens import COUNTED

if TYPE_CHECKING:
    from drafter.comparing.scene import Linked, Scene, Spot

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HEAD = re.compile(r"^[\d,.]+[余多]?(?:万亿|[千百]万|[万亿千百])?[余多]?")


def stale_figures(scene: Scene, one: Linked, spots: Sequence[Spot]) -> Iterator[Stale]:
    """The figures and dates left standing in the new sentences of a pair."""
    if not one.link.old:
        return
    moved = one.kind != "same" and _moved(one)
    for spot in spots:
        if not spot.kept:
            continue
        if spot.token.sort == "figure":
            if found := _figure(scene, one, spot, moved):
                yield found
        elif spot.token.sort == "date" and moved and spot.token.text[-1] in "日号" and not _years(spot):
            yield _stale(spot, "日期与上年一日不差，句中别处已经改动", "likely", "date")


def _years(spot: Spot) -> bool:
    return "年" in spot.token.text


def _moved(one: Linked) -> bool:
    """Whether anything but the number that the sentence opens with, and its wording, moved on."""
    return any(
        token.sort in COUNTED and token.sort != "number"
        for equal, _, _, c, d in one.runs
        if not equal
        for token in one.new_tokens[c:d]
    ) or any(not equal and d - c + b - a >= 2 for equal, a, b, c, d in one.runs)


def _figure(scene: Scene, one: Linked, spot: Spot, moved: bool) -> Stale | None:
    data = scene.data["figure"]
    size = digits(spot.token.text)
    before, after = spot.before(10), spot.after(8)
    if _of_last_year(data, before):
        # Last year's text spoke of the year before then; if it did not, the figure is rightly quoted from it.
        return _prior(scene, one, spot) if size >= data["telling"] and _of_last_year(data, spot.led) else None
    if size < data["telling"] or not changing(scene, spot, before, after):
        return None
    path, said = _fact(scene, one, spot)
    if path and _same_twice(scene, path, spot.token.text):
        return None
    unit = _HEAD.sub("", spot.token.text)
    rate = unit[:1] in ("%", "％", "‰")
    if moved:
        level: Level = "certain" if size >= data["certain"] else "likely" if size >= 3 and not rate else "look"
        if rate and size >= 3:
            level = "likely" if size == 3 else "certain"
        return _stale(spot, f"{said}与上年分毫不差，句中别处已经改动", level, "figure")
    if one.kind == "same" and size >= 3:
        return _stale(
            spot, f"整句与上年相同，{said or '数字'}没有更新", "likely" if size >= data["certain"] else "look", "figure"
        )
    return None


def _of_last_year(data: Mapping[str, Any], before: str) -> bool:
    """Whether the words before a figure make it last year's (上年执行数为…), not a difference to it (比上年增长…)."""
    at, word = max((before.rfind(word), word) for word in data["prior"])
    between = before[at + len(word) :]
    return at >= 0 and not any(word in between for word in data["differing"])


def digits(text: str) -> int:
    """How many significant digits a figure shows: 106.14万元 five, 200万元 one."""
    match = _NUMBER.search(text)
    if match is None:
        return 0
    plain = match[0].replace(",", "")
    whole = plain.replace(".", "").lstrip("0")
    return len(whole if "." in plain else whole.rstrip("0"))


def changing(scene: Scene, spot: Spot, before: str, after: str) -> bool:
    """Whether a figure is of those that a year changes: not a limit, a standing number or a whole."""
    data = scene.data["figure"]
    text = spot.token.text
    unit = _HEAD.sub("", text)
    if text in data["whole"] or unit in data["fixed_units"]:
        return False
    if any(after.startswith(word) for word in data["limits_after"]):
        return False
    if any(before.endswith(word) for word in data["limits_before"]):
        return False
    if any(after.startswith(word) for word in data["fixed_nouns"]):
        return False
    # 聘用人员14名, 在编27人: what is counted stands before it.
    return not any(before.endswith(word) for word in data["fixed_nouns"])


def _fact(scene: Scene, one: Linked, spot: Spot) -> tuple[str, str]:
    if scene.new.case is None:
        return "", ""
    path = fact_at([scene.new.units[j] for j in one.link.new], spot.start, spot.end)
    said = label(path, scene.new) if path else ""
    return path, said


def _same_twice(scene: Scene, path: str, text: str) -> bool:
    """Whether the case states last year's figure beside this year's, and they are the same: then it was meant."""
    case = scene.new.case
    last = case.facts.get(f"last_year.{path}") if case else None
    return last is not None and last.text == text


def _prior(scene: Scene, one: Linked, spot: Spot) -> Stale:
    path, _ = _fact(scene, one, spot)
    if path.startswith("last_year.") and scene.old.case is not None:
        known = scene.old.case.fact(path.removeprefix("last_year."))
        if known is not None and known.text != spot.token.text:
            return _stale(spot, f"上年的案件里是{known.text}，这里写的是前年的数", "certain", "prior")
    return _stale(spot, "所说的上年数与上年文稿里的上年数相同，似是前年的数", "likely", "prior")


def _stale(spot: Spot, why: str, level: Level, sort: str) -> Stale:
    return Stale(spot.token.text, why + "。", level, sort, spot.start)
