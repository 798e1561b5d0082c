"""What a run comes to: counts by kind, finds, the slowest input, the most that was held; added up and told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fuzz.watch import Result

_COLUMNS = ("kind", "inputs", "used", "refused", "finds", "mean, ms", "slowest, s (no.)", "held, MB")


class Find(NamedTuple):
    """A kind of fault, the first input that showed it (by its number) and how many did."""

    kind: str
    what: str
    number: int
    trace: str
    times: int = 1


class Tally(NamedTuple):
    """Of inputs of one kind: how many, how many of them the program used and refused; seconds in all; the slowest one
    and its number; the most bytes that the process held, and with which number."""

    tried: int = 0
    used: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, -1)
    held: tuple[int, int] = (0, -1)
    finds: tuple[Find, ...] = ()

    def add(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.tried + other.tried,
            self.used + other.used,
            self.refused + other.refused,
            self.seconds + other.seconds,
            max(self.slowest, other.slowest),
            max(self.held, other.held),
            _together((*self.finds, *other.finds)),
        )


def written(tallies: Mapping[str, Tally]) -> str:
    """Tallies as JSON."""
    return json.dumps(tallies, ensure_ascii=False)


def read(text: str) -> dict[str, Tally]:
    """The tallies that :func:`written` wrote."""
    found = {}
    for kind, (tried, used, refused, seconds, slowest, held, finds) in json.loads(text).items():
        again = tuple([Find(*one) for one in finds])
        found[kind] = Tally(tried, used, refused, seconds, (slowest[0], slowest[1]), (held[0], held[1]), again)
    return found


def of_result(kind: str, number: int, result: Result) -> Tally:
    """The tally of one input."""
    found = (Find(kind, result.what, number, result.trace),) if result.outcome == "find" else ()
    return Tally(
        1,
        int(result.outcome == "used"),
        int(result.outcome == "refused"),
        result.seconds,
        (result.seconds, number),
        (result.held, number),
        found,
    )


def _together(finds: Iterable[Find]) -> tuple[Find, ...]:
    """Each kind of fault once, with the lowest number that showed it."""
    found: dict[tuple[str, str], Find] = {}
    for one in finds:
        key = one.kind, one.what
        before = found.get(key)
        first = one if before is None or one.number < before.number else before
        found[key] = first._replace(times=one.times + (before.times if before is not None else 0))
    return tuple(found.values())


def told(tallies: dict[str, Tally], seconds: float) -> str:
    """The whole run as a table, and a line for each find."""
    lines = [
        "| kind | inputs | used | refused | finds | mean, ms | slowest, s | held, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    everything = Tally()
    for kind, one in tallies.items():
        everything = everything.add(one)
        lines.append(_row(kind, one))
    lines.append(_row("all", everything))
    lines.append(
        f"{everything.tried:,} inputs in {seconds:.0f} s, {sum(one.times for one in everything.finds)} of them finds"
    )
    lines += [f"find: {one.kind} {one.number}: {one.what} ({one.times} times)" for one in everything.finds]
    return "\n".join(lines)


def _row(name: str, one: Tally) -> str:
    mean = 1000 * one.seconds / max(1, one.tried)
    counts = f"{one.tried:,} | {one.used:,} | {one.refused:,} | {sum(find.times for find in one.finds)}"
    slowest = f"{one.slowest[0]:.2f}{_numbered(name, one.slowest[1])}"
    return f"| {name} | {counts} | {mean:.2f} | {slowest} | {one.held[0] / 1e6:.0f} |"


def _numbered(name: str, number: int) -> str:
    return f" ({number})" if name != "all" and number >= 0 else ""
