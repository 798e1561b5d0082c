"""Year pairs of another make: texts composed from a vocabulary of their own, evolved for a year by edits of their own.

Unlike tests/year_pairs.py, which edits texts that exist, both years are composed from facts: a sentence is a form with
slots, the next year fills them anew, may take another form of the same group, swap words, gain or lose an aside, merge
with its neighbour, part at a comma, go, come or stand elsewhere; sections change their names and numbers, projects come
and go between others of the same form, rows of tables too. What was left standing is known by its place in the
sentence.

Limits: a sentence says one thing; what moved is short beside what it moved across.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from drafter.comparing.compared_text import CELL, Unit, of_reading
from drafter.reading.reader import read_text

_SLOT = re.compile(r"\{(\w+)\}")
_NUMERALS = "一二三四五六七八九十"


@cache
def words() -> dict[str, Any]:
    return tomli.loads((Path(__file__).parent / "data" / "second_pairs.toml").read_text(encoding="utf-8"))


class Forgotten(NamedTuple):
    """What was left standing: the unit of this year, where in it, the words, year or figure."""

    unit: int
    start: int
    words: str
    sort: str


class Made(NamedTuple):
    """Two texts with their units, the true links (pairs of unit numbers), which of them moved, and what is stale."""

    old: str
    new: str
    old_units: tuple[Unit, ...]
    new_units: tuple[Unit, ...]
    links: frozenset[tuple[int, int]]
    moved: frozenset[tuple[int, int]]
    stale: tuple[Forgotten, ...]


class _Said:
    """A sentence of a year: `forms` of one group, `form` and `names` chosen, `values` of its slots by year."""

    def __init__(self, draw: random.Random, forms: list[str], wide: bool = False) -> None:
        self.forms, self.form = forms, draw.randrange(len(forms))
        slots = {slot for form in forms for slot in _SLOT.findall(form)}
        data = words()
        self.names = {slot: draw.choice(data[_NAMES[slot]]) for slot in sorted(slots & set(_NAMES))}
        if wide:
            # A long text names more than a list holds.
            self.names = {
                slot: draw.choice(data["places"]) + draw.choice(data["quarters"]) + name
                for slot, name in self.names.items()
            }
        self.values = {slot: _drawn(slot, draw) for slot in sorted(slots) if slot.rstrip("2") in _KINDS}
        self.aside = draw.choice(data["asides"]) if draw.random() < 0.15 else ""
        self.swap: tuple[str, str] = ("", "")
        self.kept: set[str] = set()
        self.moved = False

    def pieces(self, year: int, new: bool) -> list[tuple[str, str]]:
        """(words, slot) in order; the slot is "" for what stands fast and + for what was left standing."""
        form = self.forms[self.form]
        if self.swap[0] and new:
            form = form.replace(*self.swap, 1)
        found: list[tuple[str, str]] = []
        at = 0
        for match in _SLOT.finditer(form):
            found.append((form[at : match.start()], ""))
            slot = match[1]
            if slot in "YPN":
                shift = {"Y": 0, "P": -1, "N": 1}[slot]
                stale = new and slot in self.kept
                found.append((str(year + shift - (1 if stale else 0)), "year" if stale else ""))
            elif slot in self.names:
                found.append((self.names[slot], ""))
            else:
                found.append((self.values[slot], "figure" if new and slot in self.kept else ""))
            at = match.end()
        tail = form[at:]
        found.append((tail[:-1] + (f"，{self.aside}" if self.aside else "") + tail[-1], ""))
        return found

    def text(self, year: int, new: bool = False) -> str:
        return "".join(piece for piece, _ in self.pieces(year, new))


_NAMES = {"place": "places", "place2": "places", "thing": "things", "body": "bodies", "crop": "crops", "fund": "funds"}
_KINDS = {"m": "万元", "M": "亿元", "r": "%", "c": "", "p": "人", "w": "", "h": "公里", "t": "吨"}


def _drawn(slot: str, draw: random.Random) -> str:
    kind = slot.rstrip("2")
    if kind == "m":
        return f"{draw.uniform(3, 2900):.2f}万元"
    if kind == "M":
        return f"{draw.uniform(0.3, 90):.{draw.choice((1, 2))}f}亿元"
    if kind == "r":
        return f"{draw.uniform(3, 99):.{draw.choice((1, 2))}f}%"
    if kind == "c":
        return str(draw.randint(11, 99))
    if kind == "w":
        number = draw.randint(1_011, 98_999)
        return f"{number:,}" if draw.random() < 0.3 else str(number)
    if kind == "p":
        return f"{draw.randint(121, 9_899)}人"
    return f"{draw.uniform(1, 90):.{1 if kind == 't' else 2}f}{_KINDS[kind]}"


def _sentence(draw: random.Random, used: set[str], wide: bool, table: str = "groups") -> _Said:
    """A sentence that is nobody else's: another one of its form has another name in it."""
    for _ in range(400):
        listed = words()[table]
        forms = draw.choice(listed)
        said = _Said(draw, forms if table == "groups" else [forms], wide)
        key = said.forms[0] + str(sorted(said.names.items()))
        if key not in used:
            break
    used.add(key)
    return said


class _Block:
    """A heading, a paragraph or a table in both years; one of the years may lack it."""

    def __init__(self, sort: str, old: list[Any] | None, new: list[Any] | None) -> None:
        self.sort, self.old, self.new = sort, old, new


def compose(seed: int, size: int = 4_000) -> Made:
    """A pair of about so many characters a year."""
    for attempt in range(30):
        if (made := _composed(random.Random(f"second/{seed}/{attempt}"), size)) is not None:
            return made
    raise AssertionError("no pair reads back as it was written")


def _composed(draw: random.Random, size: int) -> Made | None:
    year = draw.randint(2019, 2024)
    style = draw.choice(("plain", "marks", "items", "deep"))
    chapters, length = [], 0
    used: set[str] = set()
    while length < size:
        paragraphs = []
        for _ in range(draw.randint(3, 7)):
            row = []
            for _ in range(draw.randint(2, 5)):
                row.append(_sentence(draw, used, size > 30_000))
            paragraphs.append(row)
            length += sum(len(said.text(year)) for said in row)
        table = _table(draw) if style != "plain" and draw.random() < 0.5 else None
        chapters.append((draw.choice(words()["sections"]), paragraphs, table))
    return _Writer(draw, year, style, chapters, used, size > 30_000).made()


def _table(draw: random.Random) -> list[list[str]]:
    data = words()
    names = draw.sample(
        [f"{place}{thing}" for place in data["places"] for thing in data["things"]], draw.randint(4, 12)
    )
    return [[name, *(_cell(column, draw) for column in data["columns"])] for name in names]


def _cell(column: str, draw: random.Random) -> str:
    return f"{draw.uniform(5, 900):.2f}" if "万元" in column else str(draw.randint(101, 9_000))


class _Line(NamedTuple):
    """Sentences of a block with the keys that link the years: `keys` of the sentences a written one is made of."""

    keys: tuple[int, ...]
    text: str
    moved: bool
    stale: tuple[tuple[int, str, str], ...]


class _Writer:
    """Writes both years and keeps what became of what."""

    def __init__(
        self, draw: random.Random, year: int, style: str, chapters: list[Any], used: set[str], wide: bool
    ) -> None:
        self.draw, self.year, self.style, self.chapters = draw, year, style, chapters
        self.used, self.wide = used, wide
        self.number = 0
        self.place = draw.choice(words()["places"])
        self.title = draw.choice(words()["titles"])

    def key(self) -> int:
        self.number += 1
        return self.number

    def _said(self, table: str = "groups") -> _Said:
        return _sentence(self.draw, self.used, self.wide, table)

    def made(self) -> Made | None:
        keyed = [
            (self.key(), names, [[(self.key(), said) for said in row] for row in rows],
            table and [(self.key(), row) for row in table])
            for names, rows, table in self.chapters
        ]  # fmt: skip
        old = self._written([(key, names[0], rows, table) for key, names, rows, table in keyed], self.year, None)
        new = self._written(self._evolved(keyed), self.year + 1, self.draw)
        return _made(*old, *new)

    def _evolved(self, keyed: list[Any]) -> list[Any]:
        draw, done = self.draw, []
        for key, names, rows, table in keyed:
            name = names[draw.random() < 0.25]
            kept = []
            for row in rows:
                if draw.random() < 0.05:
                    continue
                told = [each for each in row if len(row) < 3 or draw.random() > 0.06]
                for at in range(len(told), 0, -1):
                    if draw.random() < 0.06:
                        told.insert(at, (-self.key(), self._said("fresh")))
                kept.append(told)
                if draw.random() < 0.05:
                    kept.append([(-self.key(), self._said()) for _ in range(draw.randint(1, 3))])
            done.append((key, name, kept, table and self._rows(table)))
        self._moves(done)
        if draw.random() < 0.4:
            rows = [[(-self.key(), self._said()) for _ in range(3)] for _ in range(2)]
            done.insert(draw.randint(0, len(done)), (-self.key(), "专项工作开展", rows, None))
        return done

    def _rows(self, table: list[Any]) -> list[Any]:
        draw = self.draw
        kept = [each for each in table if draw.random() > 0.08]
        fresh = _table(draw)[: draw.randint(0, 2)]
        known = {row[0] for _, row in table}
        kept += [(-self.key(), row) for row in fresh if row[0] not in known]
        return kept

    def _moves(self, done: list[Any]) -> None:
        """Some sentences to another paragraph far away, some paragraphs to another chapter."""
        draw = self.draw
        rows = [row for _, _, kept, _ in done for row in kept]
        for at, row in enumerate(rows):
            if len(row) > 2 and draw.random() < 0.06:
                far = [other for n, other in enumerate(rows) if 4 <= abs(n - at) <= 30 and len(other) > 1]
                spot = draw.randrange(1, len(row))
                if far and row[spot][0] > 0 and not row[spot][1].moved:
                    key, said = row.pop(spot)
                    said.moved = True
                    draw.choice(far).append((key, said))
        for _, _, kept, _ in done:
            if len(kept) > 3 and draw.random() < 0.15 and len(done) > 1:
                row = kept[1]
                if all(key > 0 and not said.moved for key, said in row) and len(row) < 4:
                    other = draw.choice(
                        [each for _, _, each, _ in done if each is not kept and len(each) > 2] or [None]
                    )
                    if other is not None:
                        kept.remove(row)
                        other.append(row)
                        for _, said in row:
                            said.moved = True

    def _written(self, chapters: list[Any], year: int, draw: random.Random | None) -> tuple[str, list[_Line]]:
        lines = [_Line((0,), self.title.format(place=self.place, Y=year), False, ())]
        text = [("# " if self.style == "marks" else "") + lines[0].text]
        for at, (key, name, rows, table) in enumerate(chapters):
            number = _NUMERALS[at] if at < 10 else f"十{_NUMERALS[at - 10]}" if at < 19 else ""
            shown = f"{number}、{name}" if number else f"第{at + 1}节 {name}"
            heading = {"marks": f"## {shown}", "items": f"{at + 1}.{name}"}.get(self.style, shown)
            lines.append(_Line((key,), heading.removeprefix("## "), False, ()))
            text.append(heading)
            for row in rows:
                written = self._paragraph(row, year, draw)
                lines.extend(written)
                text.append(("" if self.style == "marks" else "　　") + "".join(one.text for one in written))
            if table:
                head = ["项目", *words()["columns"]]
                text += ["", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
                lines.append(_Line((-1_000_000 - abs(key),), CELL.join(head), False, ()))
                for row_key, cells in table:
                    shown_cells, stale = self._cells(row_key, cells, draw)
                    text.append(f"| {' | '.join(shown_cells)} |")
                    lines.append(_Line((row_key,), CELL.join(shown_cells), False, stale))
                text.append("")
        joint = "\n\n" if self.style == "marks" else "\n"
        return joint.join(text).replace(" |\n\n|", " |\n|").replace("|\n\n|", "|\n|") + "\n", lines

    def _cells(
        self, key: int, cells: list[str], draw: random.Random | None
    ) -> tuple[list[str], tuple[tuple[int, str, str], ...]]:
        if draw is None or key < 0:
            return cells, ()
        stands = draw.randrange(1, len(cells)) if draw.random() < 0.1 else 0
        shown = [cells[0]]
        for at, (column, cell) in enumerate(zip(words()["columns"], cells[1:], strict=True), 1):
            other = cell
            while at != stands and other == cell:
                other = _cell(column, draw)
            shown.append(other)
        if not stands or len(re.sub(r"\D", "", shown[stands]).strip("0")) < 3:
            return shown, ()
        return shown, ((len(CELL.join([*shown[:stands], ""])), shown[stands], "figure"),)

    def _paragraph(self, row: list[tuple[int, _Said]], year: int, draw: random.Random | None) -> list[_Line]:
        found: list[_Line] = []
        for key, said in row:
            if draw is not None and key > 0:
                _year_on(said, draw)
            pieces = said.pieces(year, draw is not None)
            at, stale = 0, []
            for piece, mark in pieces:
                if mark and (mark == "year" or len(re.sub(r"\D", "", piece).strip("0")) > 2):
                    stale.append((at, piece, mark))
                at += len(piece)
            line = _Line((key,), "".join(piece for piece, _ in pieces), said.moved and draw is not None, tuple(stale))
            found.extend(_parted(line, draw) if draw is not None and key > 0 else [line])
            joins = draw is not None and len(found) > 1 and key > 0 and draw.random() < 0.05
            if (
                joins
                and found[-1].keys == (key,)
                and found[-2].keys[0] > 0
                and not found[-1].moved
                and not found[-2].moved
            ):
                one, other = found[-2:]
                shift = len(one.text)
                more = tuple((start + shift, piece, sort) for start, piece, sort in other.stale)
                merged = _Line(one.keys + other.keys, one.text[:-1] + "；" + other.text, False, one.stale + more)
                found[-2:] = [merged]
        return found


def _parted(line: _Line, draw: random.Random) -> list[_Line]:
    """A sentence, or its two halves as two; an aside stays with what it is said of."""
    cuts = [match.start() for match in re.finditer("，", line.text)]
    cuts = [cut for cut in cuts if not line.text.startswith(tuple(words()["asides"]), cut + 1)]
    cuts = [cut for cut in cuts if cut > 9 and len(line.text) - cut > 10]
    if not cuts or draw.random() > 0.05:
        return [line]
    cut = draw.choice(cuts)
    first = tuple(one for one in line.stale if one[0] < cut)
    last = tuple((start - cut - 1, piece, sort) for start, piece, sort in line.stale if start > cut)
    return [
        _Line(line.keys, line.text[:cut] + "。", line.moved, first),
        _Line(line.keys, line.text[cut + 1 :], line.moved, last),
    ]


def _year_on(said: _Said, draw: random.Random) -> None:
    """What a year does to a sentence: new figures but for what is forgotten, another form, other words, an aside."""
    form = said.forms[said.form]
    slots = [slot for slot in _SLOT.findall(form) if slot in said.values]
    for slot in slots:
        if len(slots) > 1 and draw.random() < 0.06:
            said.kept.add(slot)
    if slots and said.kept.issuperset(slots):
        said.kept.discard(slots[0])
    for slot in said.values:
        before = said.values[slot]
        while slot not in said.kept and said.values[slot] == before:
            said.values[slot] = _drawn(slot, draw)
    if "{Y}" in form and draw.random() < 0.12:
        said.kept.add("Y")
    if len(said.forms) > 1 and draw.random() < 0.12:
        said.form = (said.form + 1) % len(said.forms)
    swaps = [pair for pair in words()["swaps"] if pair[0] in said.forms[said.form]]
    if swaps and draw.random() < 0.3:
        said.swap = tuple(draw.choice(swaps))
    if draw.random() < 0.12:
        said.aside = "" if said.aside else draw.choice(words()["asides"])


def _made(old: str, old_lines: list[_Line], new: str, new_lines: list[_Line]) -> Made | None:
    ours, theirs = (of_reading(read_text(text, "pair.md")).units for text in (old, new))
    if [unit.text for unit in ours] != [line.text for line in old_lines]:
        return None
    if [unit.text for unit in theirs] != [line.text for line in new_lines]:
        return None
    places = {key: i for i, line in enumerate(old_lines) for key in line.keys}
    links = {(places[key], j) for j, line in enumerate(new_lines) for key in line.keys if key in places}
    moved = {(places[line.keys[0]], j) for j, line in enumerate(new_lines) if line.moved and line.keys[0] in places}
    stale = tuple(Forgotten(j, *each) for j, line in enumerate(new_lines) for each in line.stale)
    return Made(old, new, tuple(ours), tuple(theirs), frozenset(links), frozenset(moved), stale)
