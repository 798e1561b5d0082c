"""What looked forgotten and was looked at: ticked off in a file of its own, with who did and what was found.

The reader gains a list that shrinks as it is worked through, and that goes out for sign-off with the tables. A row is
known by its sort, its quote and the sentence, not by its line; when the sentence changes, it is to be looked at again.

Limits: two alike in sentences alike are ticked off by a row each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from drafter.comparing.comparison import LEVELS, Comparison, SentencePair, Stale
from drafter.comparing.done import Done
from drafter.errors import BadTick
from drafter.files.rows import read_rows, with_rows

_KINDS = {"sort": str, "quote": str, "sentence": str, "done": bool, "by": str, "note": str}
_HEAD = """\
疑似未更新的核对记录，由 drafter diff --ticks 记下。
看过的一处，把 done 改为 true，by 写核对人，note 写看的结果；此后不再列出。
所在的句子改动之后，要重新看。
"""

Key: TypeAlias = "tuple[str, str, str]"


class Suspicion(NamedTuple):
    """Something that looks forgotten with the sentence it stands in (`prior`: of the old text), what that was in the
    other text, and whether it is ticked off."""

    stale: Stale
    pair: SentencePair
    sentence: str
    beside: str
    prior: bool
    tick: Done = Done()


def suspicions(found: Comparison) -> list[Suspicion]:
    """All of a comparison, the surest first, those of a level in the order of the text."""
    made = [_suspicion(found, pair, one) for pair in found.pairs for one in pair.stale]
    made += [_suspicion(found, pair, one, tick) for pair, one, tick in found.ticked]
    order = {id(pair): at for at, pair in enumerate(found.pairs)}
    return sorted(made, key=lambda each: (LEVELS.index(each.stale.level), order.get(id(each.pair), 0)))


def _suspicion(found: Comparison, pair: SentencePair, one: Stale, tick: Done = Done()) -> Suspicion:  # noqa: B008 - frozen
    old = "".join([found.old.units[i].text for i in pair.old])
    new = "".join([found.new.units[j].text for j in pair.new])
    prior = one.start < 0 or not new
    return Suspicion(one, pair, *((old, new) if prior else (new, old)), prior, tick)


def key(one: Suspicion) -> Key:
    """What a suspicion is known by from one comparison to the next."""
    return one.stale.sort, one.stale.quote, "".join(one.sentence.split())


def read_ticks(file: str) -> dict[Key, list[Done]]:
    """The rows of `file` by what they are known by. Raises what reading a file raises, or BadCase."""
    found: dict[Key, list[Done]] = {}
    for row in read_rows(file, "checked", _KINDS, ("sort", "quote", "sentence"), BadTick, "请用 --ticks 重新记下"):
        done = Done(row.get("done", False), row.get("by", "").strip(), row.get("note", "").strip())
        found.setdefault((row["sort"], row["quote"], "".join(row["sentence"].split())), []).append(done)
    return found


def ticked(found: Comparison, rows: Mapping[Key, Sequence[Done]]) -> Comparison:
    """The comparison without what is ticked off, which is kept apart in `ticked`."""
    left = {name: sorted(each) for name, each in rows.items()}
    pairs: list[SentencePair] = []
    gone: list[tuple[SentencePair, Stale, Done]] = []
    for pair in found.pairs:
        kept: list[Stale] = []
        here: list[tuple[Stale, Done]] = []
        for one in pair.stale:
            known = left.get(key(_suspicion(found, pair, one)), [])
            tick = known.pop() if known else Done()
            if tick.done:
                here.append((one, tick))
            else:
                kept.append(one)
        made = pair._replace(stale=tuple(kept)) if here else pair
        pairs.append(made)
        gone += [(made, one, tick) for one, tick in here]
    return Comparison(found.old, found.new, tuple(pairs), found.facts, found.before, tuple(gone))


def extended(text: str, found: Comparison, rows: Mapping[Key, Sequence[Done]]) -> tuple[str, int]:
    """The file `text` ("" for a new one) with a row for each suspicion it does not hold yet, and how many were
    added."""
    there = {name: len(each) for name, each in rows.items()}
    added: list[tuple[str, Mapping[str, str | bool]]] = []
    for one in suspicions(found):
        name = key(one)
        if there.get(name, 0) > 0:
            there[name] -= 1
            continue
        values = (one.stale.sort, one.stale.quote, one.sentence, False, "", "")
        added.append((one.stale.why, dict(zip(_KINDS, values, strict=True))))
    return with_rows(text, "checked", _HEAD, added), len(added)


def counted(found: Iterable[Suspicion]) -> tuple[int, int]:
    """How many are ticked off, and how many there are."""
    done = [one.tick.done for one in found]
    return sum(done), len(done)
