"""What looks forgotten in a text of a later year: years, figures and wording that are last year's.

Limits: only where the new text reports on a later year can anything have been forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafter.comparing.comparison import Stale
from drafter.comparing.stale_figures import stale_figures
from drafter.comparing.stale_rephrased import Retold
from drafter.comparing.stale_text import stale_text
from drafter.comparing.stale_years import stale_years
from drafter.comparing.two_years import Linked, Scene, spots


def forgotten(scene: Scene, pairs: Sequence[Linked]) -> Mapping[int, list[Stale]]:
    """What looks forgotten, by the number of the pair."""
    if not scene.on:
        return {}

    found: dict[int, list[Stale]] = {}
    retold = Retold(scene)
    for number, one in enumerate(pairs):
        if not one.link.new:
            continue
        here = spots(one)
        if here:
            stale = [*stale_years(scene, one, here), *stale_figures(scene, one, here)]
            stale += retold.stale(scene, one, here, {each.start for each in stale})
            if stale:
                found[number] = sorted(stale, key=lambda each: each.start)
    for number, each in stale_text(scene, pairs):
        found.setdefault(number, []).append(each)
    return found
