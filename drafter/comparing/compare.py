"""Comparing two texts: alignment, marks, kinds, then what was suspected.

The reader gains the four answers that a review asks for: which figures moved, which wording changed, what is new or
gone, and what was left standing from last year.

Limits: what a sentence means is not known; a sentence that was rewritten from the first word to the last counts as
dropped and added.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from drafter.comparing.alignment import Link, align
from drafter.comparing.compared_text import Side, Unit
from drafter.comparing.comparison import ComparedSide, Comparison, Kind, Minor, SentencePair, Stale
from drafter.comparing.facts import changes, own_wording
from drafter.comparing.forgotten import forgotten
from drafter.comparing.segments import Run, Segment, runs, segments
from drafter.comparing.tokens import Token, mask, narrow
from drafter.comparing.two_years import Scene
from drafter.comparing.words import glue
from drafter.comparing.years import report_years, rolled


def compare(old: Side, new: Side, words: bool = False) -> Comparison:
    """What became of `old` in `new`. With `words` the marks keep to whole Chinese words, which costs the loading of a
    dictionary (about a second)."""
    found = [_FoundLink(link, old.units, new.units, words) for link in align(old, new)]
    scene = Scene(old, new, *report_years(old, new))
    pairs = _with_lone(found, old, new)
    suspected = forgotten(scene, pairs)
    by = scene.new_year - scene.old_year if scene.on else 0
    done = tuple(_pair(one, old, new, suspected.get(number, ()), by) for number, one in enumerate(pairs))
    return Comparison(
        ComparedSide(old.name, scene.old_year, old.units, old.remarks, old.counted),
        ComparedSide(new.name, scene.new_year, new.units, new.remarks, new.counted),
        done,
        tuple(dict.fromkeys(chain.from_iterable(pair.facts for pair in done))),
    )


class _FoundLink:
    """A link with its tokens and the stretches they have in common."""

    __slots__ = ("kind", "link", "new_tokens", "old_tokens", "runs")

    def __init__(self, link: Link, old: Sequence[Unit], new: Sequence[Unit], words: bool) -> None:
        self.link = link
        ours = list(chain.from_iterable(old[i].tokens for i in link.old))
        theirs = list(chain.from_iterable(new[j].tokens for j in link.new))
        before, after = "".join([old[i].text for i in link.old]), "".join([new[j].text for j in link.new])
        self.runs: list[Run]
        if before == after:
            self.kind: Kind = "same"
            # Split or not, the words are those that were there.
            theirs = ours if len(ours) != len(theirs) else theirs
            self.runs = [(True, 0, len(ours), 0, len(theirs))] if ours else []
        else:
            if words:
                ours, theirs = glue(ours), glue(theirs)
            self.runs = runs(ours, theirs) if link.old and link.new else [(False, 0, len(ours), 0, len(theirs))]
            self.kind = _kind(ours, theirs, link)
        self.old_tokens, self.new_tokens = ours, theirs


def _kind(old: list[Token], new: list[Token], link: Link) -> Kind:
    if not link.old:
        return "added"
    if not link.new:
        return "dropped"
    return "figures" if "".join(map(mask, old)) == "".join(map(mask, new)) else "wording"


def _minor(one: _FoundLink, ours: Sequence[Unit], theirs: Sequence[Unit], by: int) -> Minor:
    """Why a difference needs no look, if it needs none; `by` is how many years lie between the texts."""
    if one.kind == "wording":
        return "own" if own_wording(ours, theirs) else ""
    if one.kind != "figures":
        return ""
    changed = [(one.old_tokens[a:b], one.new_tokens[c:d]) for equal, a, b, c, d in one.runs if not equal]
    if all("".join(map(_narrow, before)) == "".join(map(_narrow, after)) for before, after in changed):
        return "width"
    if all(token.sort == "number" for pair in changed for tokens in pair for token in tokens):
        return "numbering"
    if by > 0 and all(rolled(before, after, by) for before, after in changed):
        return "years"
    return ""


def _narrow(token: Token) -> str:
    return narrow(token.text)


def _with_lone(found: list[_FoundLink], old: Side, new: Side) -> list[_FoundLink]:
    """The links in the order of the new text, with what was added, and what was dropped where it stood."""
    by_new = {one.link.new[0]: one for one in found}
    taken = {j for one in found for j in one.link.new}
    kept = {i for one in found for i in one.link.old}
    place = {one.link.old[-1]: one for one in found if not one.link.moved}
    after: dict[int, list[_FoundLink]] = {}
    last = -1
    for i in range(len(old.units)):
        if i in place:
            last = place[i].link.new[0]
        elif i not in kept:
            after.setdefault(last, []).append(_FoundLink(Link((i,), (), False), old.units, new.units, False))
    ordered = after.get(-1, [])
    for j in range(len(new.units)):
        if j in by_new:
            ordered.append(by_new[j])
        elif j not in taken:
            ordered.append(_FoundLink(Link((), (j,), False), old.units, new.units, False))
        ordered.extend(after.get(j, ()))
    return ordered


def _pair(one: _FoundLink, old: Side, new: Side, suspected: Sequence[Stale], by: int) -> SentencePair:
    marks: tuple[Segment, ...] = segments(one.old_tokens, one.new_tokens, one.runs)
    ours, theirs = [old.units[i] for i in one.link.old], [new.units[j] for j in one.link.new]
    changed = () if one.kind == "same" else changes(ours, theirs, one.old_tokens, one.new_tokens, one.runs, old, new)
    minor = _minor(one, ours, theirs, by)
    return SentencePair(one.link.old, one.link.new, one.kind, one.link.moved, marks, tuple(suspected), changed, minor)
