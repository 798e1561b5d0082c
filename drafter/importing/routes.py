"""Where a statement without a label belongs, by what it says: people, money, points, deeds, how it was evaluated.

The writer gains that a page in habits nobody foresaw comes under the right headings. The words of a statement speak for
places, each with its weight (`rules/lexicon/routes.toml`); so do the heading it stands under and the statement before
it. Only where one place leads by a margin is the statement moved there.

Limits: what the words do not decide stays where the notes have it; a statement is judged whole.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from drafter.importing.lines import statements
from drafter.importing.opening import without_years
from drafter.importing.proposal import told_in
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

#: 照《…方案》做的
_TAIL = re.compile(
    '(?<=》)(?:做|来|定|办|干|立项|搞|弄)的$|(?<=[局委办院校社组处府心])是受[^，。；]{2,16}$|(?<=[局委办府会组])[”"]$'
)


class StatementPlace(NamedTuple):
    """Where a statement stands: the list it would go to, what holds it there ("listed", "headed", "told", "nothing"),
    where the statement before went by its words ("" where it did not), and whether it is only such a statement that
    leads there (`led`)."""

    home: str
    held: str = "nothing"
    before: str = ""
    led: bool = False


class Route(NamedTuple):
    """A place with the words that speak for it; `once`: only while it is empty."""

    to: str
    cues: tuple[tuple[float, re.Pattern[str]], ...]
    never: re.Pattern[str] | None
    once: bool
    lead: re.Pattern[str] | None


@cache
def _routes(genre: str) -> tuple[Route, ...]:
    return tuple(
        Route(
            one["to"],
            tuple((weight, re.compile(like)) for weight, like in one["cues"]),
            re.compile(one["never"]) if "never" in one else None,
            one.get("once", False),
            re.compile(one["lead"]) if "lead" in one else None,
        )
        for one in words("routes")["route"]
        if genre in one.get("genres", (genre,))
    )


def weights(text: str, genre: str) -> dict[str, float]:
    """How much the words of a statement speak for each place of a genre; places that none speaks for are left out."""
    folded = fold(text.strip("。；， \u3000"))
    parts = statements(folded)
    found: dict[str, float] = {}
    for route in _routes(genre):
        if route.never is not None and route.never.search(folded):
            continue
        told = [part for part in parts if any(like.search(part) for _, like in route.cues)]
        # What one statement of many says does not move the others.
        if 2 * len(told) >= len(parts):
            total = sum(weight for weight, like in route.cues if any(like.search(part) for part in told))
            found[route.to] = found.get(route.to, 0) + total
    found = {target: weight for target, weight in found.items() if weight}
    if genre != "rectification" and (deeds := _deeds(folded)):
        found[told_in(genre)] = found.get(told_in(genre), 0) + deeds
    return found


def _deeds(folded: str) -> float:
    """How much the things that a statement counts speak for its telling of work done."""
    found = amounts(fold(without_years(folded)))
    things = [one for one in found if one.unit and one.sort not in ("money", "rate", "points", "分")]
    return float(min(len(things), words("routes")["weigh"]["deeds"]))


def once(target: str, genre: str) -> bool:
    """Whether a place takes one statement only."""
    return any(route.once for route in _routes(genre) if route.to == target)


def bare(text: str, target: str, genre: str) -> str:
    """A statement without the words that only say where it belongs: 目的是…, 干的事就是…."""
    for one in _routes(genre):
        if one.to == target and one.lead is not None and (match := one.lead.match(fold(text))) is not None:
            return _TAIL.sub("", text[match.end() :].lstrip("，： "))
    return text


def route(text: str, genre: str, place: StatementPlace) -> str:
    """Where a statement belongs by its words ("" where they do not decide, or it stands there already)."""
    data = words("routes")
    found = weights(text, genre)
    if place.before in found:
        found[place.before] += data["weigh"]["follows"]
    own = found.pop(place.home, 0)
    here = own + data["holds"][place.held]
    ranked = sorted(found.items(), key=lambda one: -one[1])
    home = told_in(genre)
    if place.led and not own and ranked and ranked[0][0] == home and place.home != home:
        # What speaks for nothing but work done goes on with the work, not with what a word or two led to.
        return home
    if not ranked or ranked[0][1] < max(data["weigh"]["least"], here + data["weigh"]["margin"]):
        return ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 1:
        return ""
    return ranked[0][0]
