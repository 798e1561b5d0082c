"""Which sentence of this year's text is which of last year's: paragraphs vote first, then sentences inside them.

The reader gains sentences that are put beside what they were, also when they were moved to another paragraph, split
in two or joined; what is moved is told apart from what is changed.

Limits: of two things that changed places either may be called the moved one; the shorter is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from typing import NamedTuple

from drafter.comparing.anywhere import Anywhere
from drafter.comparing.compared_text import Side, Unit
from drafter.comparing.headings import headings
from drafter.comparing.items import MatchedItem
from drafter.comparing.kin import kin, part_of
from drafter.comparing.likeness import Weights
from drafter.comparing.matching import OPPOSITE, Matching
from drafter.comparing.rephrased import opposite, parts, retold
from drafter.comparing.values import digits

#: A part of a sentence that was split off stands in the whole to this share; the whole must gain by it.
_PART = 0.4
#: Between paragraphs, a sentence must be this much alike to count as moved.
_ELSEWHERE = 0.5
#: A sentence of so many characters names the paragraph that it opens; a figure of so many digits tells something.
_OPENING, _DIGITS = 8, 3


class Link(NamedTuple):
    """Units of the old side that became units of the new one (numbers in order); `moved` out of their order."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool


def align(old: Side, new: Side) -> list[Link]:
    """The links of two texts, in the order of the new one. What is in no link was dropped or added."""
    ours, theirs = _items(old), _items(new)
    weights = Weights([item.masked for item in (*ours, *theirs)])
    paragraphs = Matching(_blocks(old, ours), _blocks(new, theirs), weights)
    paragraphs.run(range(len(old.groups)), range(len(new.groups)))
    paragraphs.opposite()
    pairs = list(paragraphs.forth.items())
    # What was known of the paragraphs takes as much room as what is going to be of their sentences.
    del paragraphs
    matching = Matching(ours, theirs, weights)
    _known(matching, old.units, new.units)
    matching.inside = True
    for i, j in pairs:
        one, other = old.groups[i], new.groups[j]
        matching.run(range(one.start, one.end), range(other.start, other.end))
    matching.inside = False
    for i, j in pairs:
        rows = range(*old.groups[i]), range(*new.groups[j])
        for one_, other_ in kin(ours, theirs, *rows, matching.forth, matching.back):
            matching.link(one_, other_)
    matching.run(range(len(ours)), range(len(theirs)), _ELSEWHERE, particular=True)
    _beside(matching, old, new)
    _kin_of_pairs(matching, old, new)
    free = _left(matching.forth, old.units), _left(matching.back, new.units)
    for i, j in Anywhere(ours, theirs).pairs(*free):
        matching.link(i, j)
    links = _parts(matching, old.units, new.units)
    for find in (retold, opposite):
        free = _free(links, len(ours), len(theirs))
        links += [([i], [j]) for i, j in find(old.units, new.units, *free) if not matching.apart(i, j)]
    for at, j in parts(old.units, new.units, links, _free(links, len(ours), len(theirs))[1]):
        links[at] = (links[at][0], sorted([*links[at][1], j]))
    back = [(news, olds) for olds, news in links]
    for at, i in parts(new.units, old.units, back, _free(links, len(ours), len(theirs))[0]):
        links[at] = (sorted([*links[at][0], i]), links[at][1])
    links += headings(old.units, new.units, links)
    return _ordered(links, old.units, new.units)


def _left(taken: Container[int], units: Sequence[Unit]) -> list[int]:
    """The numbers of the sentences that are not matched."""
    return [number for number, unit in enumerate(units) if number not in taken and unit.sort == "sentence"]


def _free(links: Sequence[tuple[list[int], list[int]]], ours: int, theirs: int) -> tuple[list[int], list[int]]:
    """The numbers of the units that are in no link."""
    old, new = {i for olds, _ in links for i in olds}, {j for _, news in links for j in news}
    return [i for i in range(ours) if i not in old], [j for j in range(theirs) if j not in new]


def _items(side: Side) -> list[MatchedItem]:
    found: list[MatchedItem] = []
    for group in side.groups:
        first = side.units[group.start]
        for number in range(group.start, group.end):
            unit = side.units[number]
            # What opens a paragraph names what the rest of it speaks of, a heading what stands under it.
            opens = number == group.start or unit.sort == "row"
            above = unit.section[-1] if unit.section and unit.sort != "heading" else ""
            named = above if opens else first.masked
            found.append(MatchedItem(unit.bare, unit.masked, named, figures=_telling(unit)))
    return found


def _telling(unit: Unit) -> frozenset[str]:
    """The figures of a unit that hardly repeat by chance."""
    return frozenset(token.text for token in unit.tokens if token.sort == "figure" and digits(token) >= _DIGITS)


def _blocks(side: Side, items: list[MatchedItem]) -> list[MatchedItem]:
    found = []
    for group in side.groups:
        some = items[group.start : group.end]
        opening = some[0].masked if len(some) > 1 and len(some[0].masked) >= _OPENING else ""
        found.append(
            MatchedItem(
                "\n".join([item.exact for item in some]),
                "\n".join([item.masked for item in some]),
                some[0].named,
                opening,
                frozenset().union(*(item.figures for item in some)),
            )
        )
    return found


def _known(matching: Matching, old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Sentences of two drafts that say the same messages belong together, however they are said."""
    ours: dict[str, list[int]] = {}
    theirs: dict[str, list[int]] = {}
    for units, places in ((old, ours), (new, theirs)):
        for number, unit in enumerate(units):
            if unit.sentence is not None and unit.sentence.identity:
                places.setdefault(unit.sentence.identity, []).append(number)
    for identity, numbers in ours.items():
        others = theirs.get(identity, ())
        if len(numbers) == len(others) == 1:
            matching.link(numbers[0], others[0])


def _beside(matching: Matching, old: Side, new: Side) -> None:
    """Paragraphs in which nothing was found, right beside two that belong together: their sentences in order, where
    they are somewhat alike. In a long text a changed phrase is not looked for by its likeness alone."""
    groups, others = _groups(old), _groups(new)
    known = {(groups[i], others[j]) for i, j in matching.forth.items()}
    full = ({g for g, _ in known}, {h for _, h in known})
    for step in (1, -1):
        for g, h in sorted(known, reverse=step < 0):
            g, h = g + step, h + step
            while 0 <= g < len(old.groups) and 0 <= h < len(new.groups) and g not in full[0] and h not in full[1]:
                one, other = old.groups[g], new.groups[h]
                if not matching.in_order(range(one.start, one.end), range(other.start, other.end), OPPOSITE):
                    break
                full[0].add(g)
                full[1].add(h)
                g, h = g + step, h + step


def _kin_of_pairs(matching: Matching, old: Side, new: Side) -> None:
    """Sentences told by what only they share, in paragraphs that have a sentence in common, whatever paired that."""
    groups, others = _groups(old), _groups(new)
    for g, h in sorted({(groups[i], others[j]) for i, j in matching.forth.items()}):
        rows = range(*old.groups[g]), range(*new.groups[h])
        for i, j in kin(matching.old, matching.new, *rows, matching.forth, matching.back):
            matching.link(i, j)


def _groups(side: Side) -> list[int]:
    """The number of the group of each unit."""
    return [number for number, group in enumerate(side.groups) for _ in range(group.start, group.end)]


def _parts(matching: Matching, old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[list[int], list[int]]]:
    """The links with parts that were split off or joined on; then what is left opposite each other."""
    whole = list(matching.forth.items())
    back: dict[int, list[int]] = {j: [i] for i, j in whole}
    forth: dict[int, list[int]] = {i: [j] for i, j in whole}
    _split(matching, forth, back, new, matching.old, matching.new)
    _split(matching, back, forth, old, matching.new, matching.old)
    # What became a part is no longer free to be matched with what stands opposite.
    for i, j in whole:
        for part in forth[i]:
            matching.back[part] = i
        for part in back[j]:
            matching.forth.setdefault(part, j)
    taken = set(matching.forth)
    matching.opposite()
    links = [(sorted(back[j]), sorted(forth[i])) for i, j in whole]
    return links + [([i], [j]) for i, j in matching.forth.items() if i not in taken]


def _split(
    matching: Matching, forth: dict[int, list[int]], back: dict[int, list[int]], units: Sequence[Unit],
    ours: Sequence[MatchedItem], theirs: Sequence[MatchedItem],
) -> None:  # fmt: skip
    """Give each free unit of `theirs` to the whole it was split from, when a neighbour already is a part of that."""
    weights = matching.weights
    for step in (-1, 1):
        numbers = range(len(theirs)) if step < 0 else range(len(theirs) - 1, -1, -1)
        for j in numbers:
            if j in back or units[j].sort != "sentence" or not 0 <= j + step < len(theirs):
                continue
            whole = back.get(j + step, [])
            if len(whole) != 1 or len(forth[whole[0]]) > 5:
                continue
            rest = ours[whole[0]].grams
            parts = forth[whole[0]]
            for part in parts:
                rest -= theirs[part].grams
            # A part too short for trigrams (截至#。) may stand in the whole as it is.
            short = theirs[j].masked.rstrip("。；，")
            inside = len(short) >= 2 and short in ours[whole[0]].masked and not theirs[j].grams & theirs[parts[0]].grams
            if (
                inside
                or weights.covered(theirs[j].grams, rest) >= _PART
                or part_of(theirs[j], ours[whole[0]], theirs[parts[0]])
            ):
                parts.append(j)
                back[j] = [whole[0]]


def _ordered(links: list[tuple[list[int], list[int]]], old: Sequence[Unit], new: Sequence[Unit]) -> list[Link]:
    """The links in the order of the new text, with those marked that are out of order in the old one."""
    links.sort(key=lambda link: link[1][0])
    weights = [sum(len(old[i].text) for i in olds) + sum(len(new[j].text) for j in news) + 1 for olds, news in links]
    kept = _heaviest([olds[0] for olds, _ in links], weights)
    return [Link(tuple(olds), tuple(news), number not in kept) for number, (olds, news) in enumerate(links)]


def _heaviest(places: list[int], weights: list[int]) -> set[int]:
    """The numbers of the heaviest part of `places` that rises: what stayed in order."""
    values = sorted(set(places))
    size = len(values)
    # A Fenwick tree of (weight, last number) that answers for all places before one.
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    before: list[int] = []
    for number, place in enumerate(places):
        rank = bisect_left(values, place)
        at, best = rank, (0, -1)
        while at > 0:
            best = max(best, tree[at])
            at &= at - 1
        before.append(best[1])
        mine = (best[0] + weights[number], number)
        at = rank + 1
        while at <= size:
            tree[at] = max(tree[at], mine)
            at += at & -at
    number = max(tree, default=(0, -1))[1]
    kept = set()
    while number >= 0:
        kept.add(number)
        number = before[number]
    return kept
