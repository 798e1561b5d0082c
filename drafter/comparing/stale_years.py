"""Last year's year where this year's is meant.

The reader gains each place where 2023年 still stands in the report on 2024, and each plan for 2024 and each signature
that was copied from last year's. A year of comparison (较2023年), of
founding (2020年5月成立) or in the name of a lasting document is none.

Limits: in a sentence that is new, last year's year may well be meant; it is only worth a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from drafter.comparing.comparison import Stale
from drafter.comparing.facts import fact_at
from drafter.comparing.years import NAMING, signature, years

if TYPE_CHECKING:
    from drafter.comparing.two_years import Linked, Scene, Spot


#: What follows the sort of a document in its name: 办法（试行）》.
_END = re.compile(r"(?:[（(][^（）()]{1,8}[）)])*[》〉]$")


def stale_years(scene: Scene, one: Linked, spots: Sequence[Spot]) -> Iterator[Stale]:
    """The years that were left standing in the new sentences of a pair."""
    for spot in spots:
        if spot.token.sort not in NAMING:
            continue
        named = years(spot.token.text)
        if not named or max(named) > scene.new_year:
            continue
        judge = _judge if max(named) <= scene.old_year else _ahead
        if found := judge(scene, one, spot, named):
            yield found


def _ahead(scene: Scene, one: Linked, spot: Spot, named: list[int]) -> Stale | None:
    """This year's year where last year's text already said it: then it was ahead, in a plan or under the report."""
    if spot.token.sort == "title" or spot.was is None or years(spot.was.text) != named or len(named) > 1:
        return None
    year, unit = named[0], scene.new.units[one.link.new[0]]
    if signature(unit):
        return _stale(spot, f"落款年份与上年文稿相同，今年报告的是{scene.new_year}年", "likely", "date")
    data = scene.data
    planned = scene.section(unit) == "next" or any(word in spot.text for word in data["promise"]["words"])
    planned = planned or any(word in spot.clause() for word in data["year"]["ahead"])
    if unit.sort == "heading":
        planned = any(word in unit.text for word in data["sections"]["next"])
    if planned:
        why = f"上年文稿里就是打算在{year}年，今年报告的正是{scene.new_year}年，请看是不是该往后排"
        return _stale(spot, why, "likely", "date" if spot.token.sort == "date" else "year")
    if spot.token.sort == "date":
        return _stale(spot, "日期与上年文稿相同，那时已经写着，请看是不是没有更新", "look", "date")
    return None


def _judge(scene: Scene, one: Linked, spot: Spot, named: list[int]) -> Stale | None:
    """Last year's year, or one before it."""
    data = scene.data["year"]
    past, now = scene.old_year, scene.new_year
    if spot.token.sort == "title" and _END.sub("", spot.token.text).endswith(tuple(data["lasting"])):
        return None
    before, after = spot.before(), spot.after()
    compared = any(before.endswith(word) for word in data["past_before"])
    compared = compared or any(after.startswith(word) for word in data["past_after"])
    if any(word in before + after for word in data["founding"]):
        return None
    if max(named) < past:
        # The year before last year's: what was compared with then is compared with still.
        if spot.kept and max(named) == past - 1 and len(named) == 1 and compared and spot.token.sort == "year":
            return _stale(spot, f"上年文稿比的也是{past - 1}年，今年应当比{past}年", "likely", "year")
        return None
    sort = "year" if spot.token.sort != "date" else "date"
    if spot.was is not None and spot.was.sort in NAMING:
        stood = past in years(spot.was.text)
        if not stood and years(spot.was.text):
            # Another year stood in its place: 2022年实际执行 became 2023年实际执行, as it should.
            return None
    else:
        stood = any(past in years(token.text) for token in spot.opposite)
    if not one.link.old or not stood:
        if compared or any(word in spot.clause() for word in data["compared"]) or _base(spot, now):
            return None
        return _stale(spot, f"{past}年在今年写的句子里，请看是不是{now}年", "look", sort)
    if compared:
        return _stale(spot, f"上年文稿里也写着{past}年，请看这里比的是不是{past}年", "look", sort)
    if len(named) > 1 and spot.token.sort != "title":
        return _stale(spot, f"起止年份与上年文稿相同，到{past}年为止，请看是不是该顺延", "likely", sort)
    if _confirmed(one, scene, spot):
        return None
    if spot.token.sort == "title":
        return _stale(spot, f"文件名里仍是{past}年，今年报告的是{now}年", "likely", sort)
    return _stale(spot, f"仍是{past}年，今年报告的是{now}年", "certain", sort)


def _base(spot: Spot, now: int) -> bool:
    """Whether a sentence that speaks of this year too gives an amount of last year's: what it is compared with."""
    return str(now) in spot.text and re.search(r"\d", spot.before(60) + spot.after(60)) is not None


def _confirmed(one: Linked, scene: Scene, spot: Spot) -> bool:
    """Whether the case states this year apart from the report's own: then it was meant."""
    if scene.new.case is None:
        return False
    path = fact_at([scene.new.units[j] for j in one.link.new], spot.start, spot.end)
    return bool(path) and path.startswith("last_year")


def _stale(spot: Spot, why: str, level: str, sort: str) -> Stale:
    return Stale(spot.token.text, why + "。", level, sort, spot.start)  # type: ignore[arg-type]
