"""Paragraphs that several units handed in alike, names and figures aside.

The reader gains the text that was copied, side by side, from among hundreds of thousands: paragraphs that share one of
their smallest hashes are compared, no others, so that the time grows with the number of paragraphs.

Limits: what more than a twentieth of all units say alike (and more than twenty of them) is common talk, no copy; it is
counted apart.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from drafter.batch.ledger import Ledger
from drafter.batch.sketch import keys, likeness

#: Two paragraphs are alike from this likeness on.
LEAST = 0.85
#: Of so many smallest hashes one must be shared.
_KEYS = 6
#: A sketch that shares fewer of its hashes is not looked at further.
_SHARED = 0.5
_LEADERS = 100
#: The duty of the list that asks for sameness.
DUTY = 60
COMMON = 20
_SHARE = 20
#: Paragraphs of one group that are kept to be shown.
_SHOWN = 50


class AlikeParagraphs(NamedTuple):
    """Paragraphs alike: the row number of each, the first being the one that the others are compared with, how alike
    each is to it in per cent, and how many items they are of."""

    rows: tuple[int, ...]
    likeness: tuple[int, ...]
    items: int


def find_alike(ledger: Ledger) -> tuple[int, int]:
    """Look for paragraphs alike and write them down; gives how many groups there are, and how many of common talk."""
    groups = list(_groups(ledger))
    items = int(next(ledger.rows("select count(*) from items"))[0])  # type: ignore[call-overload]
    common = max(COMMON, items // _SHARE)
    copied = [one for one in groups if one.items <= common]
    rows = []
    told: dict[int, list[str]] = {}
    names = {int(number): str(name) for number, name in ledger.rows("select number, name from items")}  # type: ignore[call-overload]
    for number, group in enumerate(copied, 1):
        members = []
        for row, alike in zip(group.rows[:_SHOWN], group.likeness, strict=False):
            item, file, place, words = next(
                ledger.rows("select item, file, place, words from paragraphs where rowid = ?", row)
            )
            members.append((number, item, file, place, words, alike, group.items))
        rows += members
        for _, item, file, place, *_ in members:
            others = [names[int(other)] for _, other, *_ in members if other != item]  # type: ignore[call-overload]
            told.setdefault(int(item), []).append(f"{file} {place}与{'、'.join(dict.fromkeys(others))[:60]}雷同")  # type: ignore[call-overload]
    ledger.put_alike(rows, DUTY, _answers(ledger, told))
    return len(copied), len(groups) - len(copied)


def _answers(ledger: Ledger, told: dict[int, list[str]]) -> list[tuple[str, str, int]]:
    """The answer of the duty for each item that has paragraphs to compare."""
    total = int(next(ledger.rows("select count(distinct item) from paragraphs"))[0])  # type: ignore[call-overload]
    # What its own review found alike in its own reports stands.
    query = "select item from duties where number = ? and state = '有问题' and ground like '%数也一样%'"
    own = {int(item) for (item,) in ledger.rows(query, DUTY)}  # type: ignore[call-overload]
    found = []
    for item, count in ledger.rows("select item, count(*) from paragraphs group by item order by item"):
        number = int(item)  # type: ignore[call-overload]
        if number in told:
            found.append(("有问题", "；".join(told[number][:3]), number))
        elif total > 1 and number not in own:
            found.append(("无问题", f"看了{count}段，与同批{total - 1}个项目的材料比较，没有雷同", number))
    return found


def _groups(ledger: Ledger) -> Iterator[AlikeParagraphs]:
    """Groups in the order of their first paragraph (by item, then as they stand)."""
    rows: array[int] = array("q")
    items: array[int] = array("l")
    sketches: list[frozenset[int]] = []
    pairs: array[int] = array("Q")
    query = "select rowid, item, sketch from paragraphs order by item, rowid"
    for at, (row, item, sketch) in enumerate(ledger.rows(query)):
        assert isinstance(row, int) and isinstance(item, int) and isinstance(sketch, bytes)
        rows.append(row)
        items.append(item)
        sketches.append(frozenset(keys(sketch)))
        pairs.extend(key << 32 | at for key in keys(sketch)[:_KEYS])
    parent = array("l", range(len(rows)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    texts: dict[int, str] = {}

    def of(at: int) -> str:
        if at not in texts:
            if len(texts) > 5_000:
                texts.clear()
            texts[at] = str(next(ledger.rows("select bare from paragraphs where rowid = ?", rows[at]))[0])
        return texts[at]

    last, leaders = -1, [0]
    for packed in sorted(pairs):
        key, at = packed >> 32, packed & 0xFFFFFFFF
        if key != last:
            last, leaders = key, [at]
            continue
        mine = root(at)
        for leader in leaders:
            first = root(leader)
            if first == mine:
                break
            if _may(sketches[first], sketches[at]) and likeness(of(first), of(at)) >= LEAST:
                low, high = min(first, mine), max(first, mine)
                parent[high] = low
                break
        else:
            # Of those that share a common phrase, each is compared with so many others and no more.
            if len(leaders) < _LEADERS:
                leaders.append(at)
    members: dict[int, list[int]] = {}
    for at in range(len(rows)):
        members.setdefault(root(at), []).append(at)
    for first, found in members.items():
        count = len({items[at] for at in found})
        if count > 1:
            shown = found[:_SHOWN]
            alike = tuple(round(100 * likeness(of(first), of(at))) for at in shown)
            yield AlikeParagraphs(tuple(rows[at] for at in found), alike, count)


def _may(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sketches share enough hashes for their texts to be alike."""
    return len(one & other) >= _SHARED * min(len(one), len(other))
