"""Problems and measures copied from last year, and next steps promised then and not mentioned now.

The reader gains the questions that a reviewer asks first: was last year's problem not solved, was the promise kept?

Limits: a promise is looked for by its words; one that was kept and told in quite other words is asked after too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from drafter.comparing.comparison import Stale

if TYPE_CHECKING:
    from drafter.comparing.compared_text import Unit
    from drafter.comparing.two_years import Linked, Scene


def stale_text(scene: Scene, pairs: Sequence[Linked]) -> Iterator[tuple[int, Stale]]:
    """The pairs, by number, in which something was copied or a promise is left open."""
    yield from _copied(scene, pairs)
    yield from _promised(scene, pairs)


def _copied(scene: Scene, pairs: Sequence[Linked]) -> Iterator[tuple[int, Stale]]:
    """One suspicion for each paragraph of problems or measures that says what it said, at its first such sentence."""
    groups: dict[int, list[int]] = {}
    whole: dict[int, int] = {}
    for number, one in enumerate(pairs):
        if not one.link.new:
            continue
        unit = scene.new.units[one.link.new[0]]
        if unit.sort != "sentence" or unit.style:
            continue
        whole[unit.group] = whole.get(unit.group, 0) + 1
        if one.kind == "same" and scene.section(unit) and _says(scene, unit.text):
            groups.setdefault(unit.group, []).append(number)
    names = scene.data["sections"]["names"]
    for group, numbers in groups.items():
        unit = scene.new.units[pairs[numbers[0]].link.new[0]]
        name = names[scene.section(unit)]
        if len(numbers) == whole[group]:
            yield (
                numbers[0],
                Stale(unit.text, f"这段{name}与上年一字不差，请看今年是不是还是这样。", "likely", "boilerplate", 0),
            )
        else:
            said = f"这段{name}有{len(numbers)}句与上年一字不差，请看今年是不是还是这样。"
            yield numbers[0], Stale(unit.text, said, "look", "boilerplate", 0)


def _says(scene: Scene, text: str) -> bool:
    """Whether a line says something; an item of a list of names says nothing that could be copied."""
    return len(text) >= scene.data["promise"]["shortest"] and (
        text[-1] in "。；！？.;" or any(c in text for c in "，,")
    )


def _promised(scene: Scene, pairs: Sequence[Linked]) -> Iterator[tuple[int, Stale]]:
    data = scene.data["promise"]
    if not any(_of_the_year(scene, unit) for unit in scene.new.units):
        # Where nothing is told of the year, what became of a promise is told elsewhere.
        return
    said: set[str] | None = None
    for number, one in enumerate(pairs):
        if one.link.new or not one.link.old:
            continue
        unit = scene.old.units[one.link.old[0]]
        if unit.sort != "sentence" or unit.style or len(unit.text) < data["shortest"] or not _promise(scene, unit):
            continue
        if said is None:
            said = {pair for other in scene.new.units for pair in _pairs(other.masked)}
        ours = _pairs(unit.masked)
        if ours and sum(pair in said for pair in ours) < data["mentioned"] * len(ours):
            yield number, Stale(unit.text, "上年说了下一步要做，今年的文稿里没有提到。", "look", "promise", -1)


def _of_the_year(scene: Scene, unit: Unit) -> bool:
    """Whether a sentence tells what was done: it is no problem, no measure, no plan and no item of a list."""
    return unit.sort == "sentence" and not unit.style and not scene.section(unit) and _says(scene, unit.text)


def _promise(scene: Scene, unit: Unit) -> bool:
    return scene.section(unit) == "next" or any(word in unit.text for word in scene.data["promise"]["words"])


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1) if text[at].isalnum() and text[at + 1].isalnum()}
