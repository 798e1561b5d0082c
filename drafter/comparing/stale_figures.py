"""Figures that are the same as last year to the last decimal, in sentences where everything else moved on.

The reader gains the figure that nobody updated. The more a figure tells (106.14万元 more than 2次), the surer it is.
What does not change by its nature is none: limits and standards, counts of villages and posts, 100%.

Limits: figures of one significant digit repeat by chance so often that they are left out; those of two are worth a
look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from drafter.comparing.comparison import Level, Stale
from drafter.comparing.facts import fact_at, label
from drafter.comparing.tokens import mask
from drafter.comparing.values import digits
from drafter.comparing.years import years
from drafter.files.values import DataTable

if TYPE_CHECKING:
    from drafter.comparing.two_years import Linked, Scene, Spot

_NUMBER = re.compile(r"\d")
#: A figure is of the year that is named so many characters before it.
_NEAR = 24
_TITLE = re.compile("[^《》]*》|《[^《》]*(?:》|$)")
#: A year; nothing where it opens a time that reaches into the present.
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d年(?:以来|起|至今|以后|后|开始|[-—－~～至到])|((?:19|20)\d\d)年)")
_HAN = re.compile("[一-鿿]")
_ORDINAL = re.compile(r"第?([\d一二两三四五六七八九十百]+)(\D*)$")
#: An amount told right behind 与上年持平.
_AMOUNT = re.compile(r"[，,](?:均|都|仍|依然|继续)?(?:为|是|安排|支出)?约?[\d,.]+[^，,；;。]{0,4}(?=[，,；;。]|$)")
_HEAD = re.compile(r"^[\d,.]+[余多]?(?:万亿|[千百]万|[万亿千百])?[余多]?")


class _Moved(NamedTuple):
    """What moved on in a pair of sentences: figures or years; else the wording alone."""

    figures: bool
    words: bool


def stale_figures(scene: Scene, one: Linked, spots: Sequence[Spot]) -> Iterator[Stale]:
    """The figures and dates left standing in the new sentences of a pair."""
    if not one.link.old:
        return
    moved = _moved(one, spots)
    steady = _steady(scene, spots[0].text)
    for spot in spots:
        if not spot.kept or any(start <= spot.start < end for start, end in steady):
            continue
        if spot.token.sort in ("figure", "numeral"):
            found = _ordinal(scene, spot) if _ordered(scene, spot) else _figure(scene, one, spot, moved)
            if found:
                yield found
        elif spot.token.sort == "date" and any(moved) and spot.token.text[-1] in "日号" and not years(spot.token.text):
            yield _stale(spot, "日期与上年一日不差，句中别处已经改动", "likely", "date")


def _moved(one: Linked, spots: Sequence[Spot]) -> _Moved:
    figures = any(not spot.kept and spot.token.sort in ("figure", "numeral", "year", "date", "title") for spot in spots)
    words = any(not equal and _changed(one, a, b, c, d) for equal, a, b, c, d in one.runs)
    return _Moved(figures, words)


def _changed(one: Linked, a: int, b: int, c: int, d: int) -> bool:
    """Whether two stretches differ in words, in more than a character or the width of marks."""
    old, new = one.old_tokens[a:b], one.new_tokens[c:d]
    return len(old) + len(new) >= 2 and "".join(map(mask, old)) != "".join(map(mask, new))


def _steady(scene: Scene, text: str) -> list[tuple[int, int]]:
    """The stretches of a sentence whose figures it calls unchanged itself (与上年持平): from what was last said of any
    change to the end of that clause, and the clause behind it that names the amount (与上年持平，为18万元)."""
    data = scene.data["stable"]
    found = []
    for match in _pattern(data["pattern"]).finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "；。;") + 1
        clause = max(text.rfind(mark, start, match.start()) for mark in "，,") + 1
        for turn in _pattern(data["turns"]).finditer(text, start, max(start, clause)):
            # Behind the clause of that other change, where there is an amount of its own in between.
            behind = _end(text, turn.end())
            start = behind if _NUMBER.search(text, behind, match.start()) else start
        end = _end(text, match.end())
        more = _AMOUNT.match(text, end)
        found.append((start, more.end() if more else end))
    return found


def _end(text: str, at: int) -> int:
    """Where the clause ends that the place `at` stands in."""
    return min((place for mark in "，,；;。" if (place := text.find(mark, at)) >= 0), default=len(text))


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _ordered(scene: Scene, spot: Spot) -> bool:
    return spot.token.text.startswith("第") or spot.text[: spot.start].endswith("第")


def _ordinal(scene: Scene, spot: Spot) -> Stale | None:
    """第六期 in last year's report and in this year's."""
    data = scene.data["ordinal"]
    match = _ORDINAL.match(spot.token.text)
    if match is None or match[1] in ("一", "1", "") or match[2] not in data["units"]:
        return None
    if any(word in spot.after(8) for word in data["names_after"]):
        return None
    quote = spot.token.text if spot.token.text.startswith("第") else "第" + spot.token.text
    start = spot.start - len(quote) + len(spot.token.text)
    return Stale(quote, f"{quote}与上年相同，请看是不是该往后排。", "look", "ordinal", start)


def _figure(scene: Scene, one: Linked, spot: Spot, moved: _Moved) -> Stale | None:
    data = scene.data["figure"]
    size = digits(spot.token)
    before, after = spot.before(10), spot.after(8)
    if _of_last_year(data, before):
        # Last year's text spoke of the year before then; if it did not, the figure is rightly quoted from it.
        return _prior(scene, one, spot) if size >= data["telling"] and _of_last_year(data, spot.led) else None
    if size < data["telling"] or not changing(scene, spot, before, after) or _of_another_year(scene, spot):
        return None
    path, said = _fact(scene, one, spot)
    if path and _same_twice(scene, path, spot.token.text):
        return None
    if spot.rewritten and spot.was is not None:
        written = f"数值与上年相同，只是写法不同（上年写作{spot.was.text}）"
        level: Level = "look" if size < 3 else "likely" if size < data["certain"] or not moved.figures else "certain"
        return _stale(spot, written, level, "figure")
    if any(moved):
        level = "certain" if size >= data["certain"] else "likely" if size >= 3 else "look"
        if spot.token.text.isdigit() and _HAN.match(spot.after(1)):
            # 701路公交: digits right before a noun, without a measure that we know, may be those of a name.
            level = "look"
        if not moved.figures and level == "certain":
            # 科目 put in before an amount says nothing of the amount.
            level = "likely"
        return _stale(spot, f"{said}与上年分毫不差，句中别处已经改动", level, "figure")
    if size >= 3:
        return _stale(
            spot, f"整句与上年相同，{said or '数字'}没有更新", "likely" if size >= data["certain"] else "look", "figure"
        )
    return None


def _of_another_year(scene: Scene, spot: Spot) -> bool:
    """Whether the last year named before a figure is neither text's own nor the one before (1958年首批职工126人)."""
    named = _YEAR.findall(_TITLE.sub("", spot.text[max(0, spot.start - _NEAR) : spot.start]))
    return bool(named) and not scene.old_year - 1 <= int(named[-1] or scene.old_year) <= scene.new_year


def _of_last_year(data: DataTable, before: str) -> bool:
    """Whether the words before a figure make it last year's (上年执行数为…), not a difference to it (比上年增长…)."""
    at, word = max((before.rfind(word), word) for word in data["prior"])
    between = before[at + len(word) :]
    return at >= 0 and not any(word in between for word in data["differing"])


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
    if _acting(data, before, after):
        # 发动29个社区参加: so many as took part this year.
        return True
    if any(after.startswith(word) for word in data["fixed_nouns"]):
        return False
    # 聘用人员14名, 在编27人: what is counted stands before it.
    return not any(before.endswith(word) for word in data["fixed_nouns"])


def _acting(data: DataTable, before: str, after: str) -> bool:
    """Whether what is counted took part in what was done, or was moved to."""
    if any(before.endswith(word) for word in data["acting_before"]):
        return True
    noun = max((word for word in data["fixed_nouns"] if after.startswith(word)), key=len, default="")
    return bool(noun) and any(after.startswith(word, len(noun)) for word in data["acting_after"])


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
