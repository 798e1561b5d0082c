"""Next-year versions of a report with known edits, for tests and benchmarks of the comparison.

From a text of one year a seeded generator makes that of the next: figures redrawn, years and dates moved on, synonyms,
clauses in and out, sentences split, joined, moved, dropped and added, paragraphs moved, dropped and added, and some
years and figures left standing. What was done is kept: links between units, kinds, moves, the characters that must be
marked at the least, and what is stale.

Limits: a figure is redrawn within a quarter of itself; one of a single digit often stays what it was by chance, one of
more digits only where `chance` allows it, since nobody could tell it from one that was forgotten.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from drafter.comparing.compared_text import CELL, Side, of_reading
from drafter.comparing.tokens import COUNTED, Token, tokens
from drafter.comparing.values import digits
from drafter.comparing.years import report_year
from drafter.reading.reader import read_text

INDENT = "\u3000\u3000"
#: How often each edit is tried: for a paragraph, a sentence, or a year or figure.
RATES = {
    "paragraph.drop": 0.04, "paragraph.add": 0.05, "paragraph.move": 0.05, "drop": 0.03, "add": 0.03, "move": 0.03,
    "split": 0.05, "join": 0.05, "clause.out": 0.05, "clause.in": 0.06, "synonym": 0.3, "stale.year": 0.12,
    "stale.figure": 0.08,
}  # fmt: skip
#: What keeps its number from year to year.
_FIXED_BEFORE = re.compile(
    r"(?:不低于|不少于|不超过|单位价值|至少|每|满分|达到|高于|低于|人员|编制|在岗|在编|在职|聘用|干部|党员|面积)$"
)
_FIXED_AFTER = re.compile(
    r"(?:以上|以下|以内|（含）|分为|为优|为良|为中|为差|中心|分中心|街道|社区|行政村|村|镇|乡|工作人员|责任单位|指标|编制|退休|聘用|干部|网格|小组|预算单位|实践|方面|月)"
)
_FIXED_TEXT = re.compile(r"^(?:100[%％]|0(?:\.0+)?(?:[%％]|万?元)?)$|[年月天届级镇乡村]$|平方米$|公里$|亩$|小时$")


@cache
def _words() -> dict[str, Any]:
    return tomli.loads((Path(__file__).parent / "data" / "year_pairs.toml").read_text(encoding="utf-8"))


class Piece(NamedTuple):
    """What stood in last year's sentence and what stands in this year's."""

    old: str
    new: str
    counted: bool = False


class TrueLink(NamedTuple):
    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: str
    moved: bool


class YearPair(NamedTuple):
    """`old` and `new` texts; the units of each; the true `links` (added and dropped ones too); `stale` as (number of
    the new unit, words, year or figure); `marked`, the characters that must be marked at the least."""

    old: str
    new: str
    old_units: tuple[str, ...]
    new_units: tuple[str, ...]
    links: tuple[TrueLink, ...]
    stale: tuple[tuple[int, str, str], ...]
    marked: int


class _Sentence:
    """A unit in the making: its pieces, the units of last year it comes from, and the mark that it is split at."""

    def __init__(self, old: tuple[int, ...], pieces: list[Piece], sort: str) -> None:
        self.old, self.pieces, self.sort = old, pieces, sort
        self.split: Piece | None = None
        self.moved = False
        self.stale: list[tuple[Piece, str]] = []

    def texts(self) -> list[str]:
        parts: list[list[str]] = [[]]
        for piece in self.pieces:
            parts[-1].append(piece.new)
            if piece is self.split:
                parts.append([])
        return ["".join(part) for part in parts]

    def part(self, wanted: Piece) -> int:
        """In which of its texts a piece stands."""
        number = 0
        for piece in self.pieces:
            if piece is wanted:
                break
            number += piece is self.split
        return number

    def kind(self) -> str:
        changed = [piece for piece in self.pieces if piece.old != piece.new]
        if not self.old:
            return "added"
        if not changed:
            return "same"
        return "figures" if all(piece.counted for piece in changed) else "wording"

    def marked(self) -> int:
        return sum(len(piece.old) + len(piece.new) for piece in self.pieces if piece.old != piece.new)


def stable(text: str) -> tuple[str, Side]:
    """`text` as it is written again, once writing and reading change nothing more."""
    for _ in range(6):
        side = of_reading(read_text(text))
        again = _write([[(unit.sort, unit.text) for unit in side.units[g.start : g.end]] for g in side.groups])
        if again == text:
            break
        text = again
    return text, of_reading(read_text(text))


def _write(groups: list[list[tuple[str, str]]]) -> str:
    lines: list[str] = []
    for group in groups:
        if group[0][0] in ("row", "caption"):
            lines.extend(text for _, text in group)
        elif group[0][0] == "title":
            lines.append(group[0][1])
        else:
            lines.append(INDENT + "".join(text for _, text in group))
    return "\n".join(lines) + "\n"


def make(text: str, seed: int, rates: dict[str, float] | None = None, chance: bool = False) -> YearPair:
    """The next-year version of `text` that `seed` draws; `rates` over those of the module."""
    for attempt in range(20):
        made = _make(text, random.Random(f"{seed}/{attempt}"), RATES | (rates or {}) | {"chance": float(chance)})
        read = of_reading(read_text(made.new))
        if tuple(unit.text for unit in read.units) == made.new_units and report_year(read).year == _year(made.old) + 1:
            return made
    raise AssertionError("no version of this text reads back as it was written")


def _year(text: str) -> int:
    return report_year(of_reading(read_text(text))).year


def _make(text: str, draw: random.Random, rates: dict[str, float]) -> YearPair:
    text, side = stable(text)
    year = report_year(side).year
    groups: list[list[_Sentence]] = []
    for group in side.groups:
        numbers = range(group.start, group.end)
        groups.append([_Sentence((i,), _pieces(side.units[i].text), side.units[i].sort) for i in numbers])
    dropped: set[int] = set()
    for sentences in groups:
        _inside(sentences, draw, rates, dropped, side)
    groups = _paragraphs(groups, draw, rates, dropped, side)
    _sentences_elsewhere(groups, draw, rates, side)
    for sentences in groups:
        for sentence in sentences:
            _move_on(sentence, year, draw, rates)
    return _finish(text, side, [group for group in groups if group], dropped)


def _pieces(text: str) -> list[Piece]:
    return [Piece(token.text, token.text, token.sort in COUNTED or token.sort == "title") for token in tokens(text)]


def _body(sentence: _Sentence) -> bool:
    return sentence.sort == "sentence"


def _length(sentence: _Sentence) -> int:
    return sum(len(piece.old) for piece in sentence.pieces)


# -- sentences --------------------------------------------------------------------------------------------------------
def _inside(
    sentences: list[_Sentence], draw: random.Random, rates: dict[str, float], dropped: set[int], side: Side
) -> None:  # fmt: skip
    at = 0
    while at < len(sentences):
        sentence = sentences[at]
        if not _body(sentence) or sentence.pieces[-1].old != "。" or _length(sentence) < 12:
            at += 1
            continue
        lot = draw.random()
        for name in ("drop", "add", "split", "join", "clause.out", "clause.in"):
            lot -= rates[name]
            if lot < 0:
                at += _edit(name, sentences, at, draw, dropped)
                break
        if at < len(sentences) and draw.random() < rates["synonym"]:
            _reword(sentences[at], draw)
        at += 1


def _edit(name: str, sentences: list[_Sentence], at: int, draw: random.Random, dropped: set[int]) -> int:
    """One edit at a sentence; the answer is how many sentences further the next one stands."""
    sentence = sentences[at]
    commas = [k for k, piece in enumerate(sentence.pieces) if piece.old == "，"]
    starts = [sum(len(piece.old) for piece in sentence.pieces[:k]) for k in commas]
    if name == "drop" and at and at + 1 < len(sentences):
        dropped.update(sentence.old)
        del sentences[at]
        return -1
    if name == "add":
        sentences.insert(at + 1, _new_sentence(draw))
        return 1
    if name == "split":
        # Each part must be long enough to be a sentence, and no pair of brackets or quotes may be cut.
        fit = [k for k, start in zip(commas, starts, strict=True) if start >= 10 and _length(sentence) - start >= 11]
        fit = [k for k in fit if _whole("".join(piece.old for piece in sentence.pieces[:k]))]
        if fit:
            k = draw.choice(fit)
            sentence.split = sentence.pieces[k] = Piece("，", "。")
    elif name == "join" and at + 1 < len(sentences):
        other = sentences[at + 1]
        opens = tokens("".join(piece.old for piece in other.pieces))
        if len(other.old) == 1 and opens[0].sort != "number" and _length(other) >= 10 and _body(other):
            sentence.pieces[-1] = Piece("。", "，")
            sentence.pieces += other.pieces
            sentence.old += other.old
            del sentences[at + 1]
    elif name == "clause.out":
        fit = [
            n for n in range(len(commas) - 1)
            if 4 <= starts[n + 1] - starts[n] <= 25 and starts[n + 1] - starts[n] < _length(sentence) / 3
            and _whole("".join(piece.old for piece in sentence.pieces[commas[n] : commas[n + 1]]))
            and _whole("".join(piece.old for piece in sentence.pieces[: commas[n]]))
        ]  # fmt: skip
        if fit:
            n = draw.choice(fit)
            for k in range(commas[n], commas[n + 1]):
                sentence.pieces[k] = Piece(sentence.pieces[k].old, "")
    elif name == "clause.in":
        clause = "，" + draw.choice(_words()["clauses"])
        sentence.pieces.insert(len(sentence.pieces) - 1, Piece("", clause))
    return 0


def _whole(text: str) -> bool:
    return all(text.count(one) == text.count(other) for one, other in ("（）", "“”", "《》", "()"))


def _reword(sentence: _Sentence, draw: random.Random) -> None:
    """One or two words by others, where they stand in plain text."""
    for _ in range(draw.choice((1, 1, 2))):
        characters = [
            piece.old if piece.old == piece.new and len(piece.old) == 1 else "\0" for piece in sentence.pieces
        ]
        line = "".join(characters)
        pairs = [pair for pair in _words()["synonyms"] if pair[0] in line and pair[1] not in line]
        if not pairs:
            return
        word, other = draw.choice(pairs)
        at = line.index(word)
        # 开展 by 组织开展 adds two characters and takes none away.
        if other.endswith(word):
            sentence.pieces.insert(at, Piece("", other[: -len(word)]))
        elif other.startswith(word):
            sentence.pieces.insert(at + len(word), Piece("", other[len(word) :]))
        else:
            sentence.pieces[at : at + len(word)] = [Piece(word, other)]


def _new_sentence(draw: random.Random) -> _Sentence:
    text = draw.choice(_words()["sentences"]).format(
        a=draw.randint(12, 98), b=draw.randint(2, 9), c=draw.randint(120, 4800), d=f"{draw.uniform(1, 90):.2f}",
        p=draw.randint(11, 97),
    )  # fmt: skip
    return _Sentence((), [Piece("", text)], "sentence")


# -- paragraphs -------------------------------------------------------------------------------------------------------
def _paragraphs(
    groups: list[list[_Sentence]], draw: random.Random, rates: dict[str, float], dropped: set[int], side: Side
) -> list[list[_Sentence]]:  # fmt: skip
    done: list[list[_Sentence]] = []
    for group in groups:
        plain = _plain(group, side)
        if plain and draw.random() < rates["paragraph.drop"]:
            dropped.update(i for sentence in group for i in sentence.old)
            continue
        done.append(group)
        if plain and draw.random() < rates["paragraph.add"]:
            done.append([_new_sentence(draw) for _ in range(draw.randint(1, 3))])
    for group in list(done):
        if _plain(group, side) and group[0].old and draw.random() < rates["paragraph.move"]:
            _move(done, group, draw, side)
    return done


def _plain(group: list[_Sentence], side: Side) -> bool:
    """Whether a paragraph may come and go: whole sentences in the midst of the text."""
    text = "".join(piece.old for sentence in group for piece in sentence.pieces)
    return (
        all(map(_body, group))
        and text.endswith("。")
        and len(text) >= 20
        and not (group[0].old and side.units[group[0].old[0]].style)
    )


#: How many paragraphs off something moves at the most.
_REACH = 40


def _move(groups: list[list[_Sentence]], group: list[_Sentence], draw: random.Random, side: Side) -> None:
    """A paragraph to behind another plain one, far enough to be the one that moved."""
    at = _index(groups, group)
    places = [to for to in _far(groups, at, sum(map(_length, group))) if _plain(groups[to], side)]
    if places:
        other = groups[draw.choice(places)]
        del groups[at]
        groups.insert(_index(groups, other) + 1, group)
        for sentence in group:
            sentence.moved = bool(sentence.old)


def _index(groups: list[list[_Sentence]], group: list[_Sentence]) -> int:
    return next(at for at, other in enumerate(groups) if other is group)


def _far(groups: list[list[_Sentence]], at: int, size: int) -> list[int]:
    """The paragraphs so far off that what lies between outweighs something of this size: it is what moved then."""
    found = []
    for step in (1, -1):
        passed, to = 0, at + step
        while 0 <= to < len(groups) and abs(to - at) <= _REACH:
            known = sum(_length(each) for each in groups[to] if each.old and not each.moved)
            # Behind a paragraph further down lies that paragraph too.
            if passed + (known if step > 0 else 0) > 2 * size + 20:
                found.append(to)
            passed += known
            to += step
    return found


def _sentences_elsewhere(
    groups: list[list[_Sentence]], draw: random.Random, rates: dict[str, float], side: Side
) -> None:  # fmt: skip
    for at, group in enumerate(groups):
        if not _plain(group, side):
            continue
        for sentence in list(group):
            simple = (
                len(sentence.old) == 1 and sentence.split is None and not sentence.moved and _length(sentence) >= 14
            )
            if not simple or len(group) < 2 or group[0] is sentence or draw.random() >= rates["move"]:
                continue
            # What many sentences say cannot be told to have moved.
            words = side.units[sentence.old[0]].masked
            far = [to for to in _far(groups, at, _length(sentence) + 40) if _plain(groups[to], side)]
            if far and sum(unit.masked == words for unit in side.units) == 1:
                group.remove(sentence)
                groups[draw.choice(far)].append(sentence)
                sentence.moved = True


# -- figures ----------------------------------------------------------------------------------------------------------
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _move_on(sentence: _Sentence, year: int, draw: random.Random, rates: dict[str, float]) -> None:
    """Years, dates and figures of the next year, but for those that are forgotten."""
    if not sentence.old:
        return
    left: list[tuple[int, str, str]] = []
    changes = 0
    for k, piece in enumerate(sentence.pieces):
        if not piece.counted or piece.old != piece.new:
            continue
        before = "".join(each.old for each in sentence.pieces[max(0, k - 8) : k])
        after = "".join(each.old for each in sentence.pieces[k + 1 : k + 9])
        new = piece.old
        if _YEAR.search(piece.old) and not re.search("成立|设立|组建", before + after):
            named = [int(found) for found in _YEAR.findall(piece.old)]
            if "http" in piece.old or "号" in piece.old:
                continue
            if named == [year] and draw.random() < rates["stale.year"]:
                sentence.stale.append((piece, "year"))
            elif year in named or max(named) == year + 1:
                # Plans for the year after and the day of the signature move on as well.
                new = _YEAR.sub(
                    lambda match: str(int(match[0]) + 1) if year - 1 <= int(match[0]) <= year + 1 else match[0], new
                )
        elif sentence.sort == "row" and not before and after.startswith(CELL):
            continue  # The number of a row is none of its figures.
        elif "《" not in piece.old and piece.old[0].isdigit() and piece.old[-1] not in ".、．":
            told = "月" not in piece.old or piece.old[-1] in "日号"
            if (
                told
                and draw.random() < rates["stale.figure"]
                and digits(Token(piece.old, "figure")) >= 2
                and not _fixed(piece.old, before, after)
            ):
                left.append((k, piece.old, "date" if "月" in piece.old else "figure"))
            else:
                new = _redrawn(piece.old, before, after, draw, rates)
        if new != piece.old:
            changes += 1
            sentence.pieces[k] = Piece(piece.old, new, True)
    changes += sum(piece.old != piece.new and len(piece.old + piece.new) > 1 for piece in sentence.pieces)
    for k, text, sort in left:
        if changes:
            sentence.stale.append((sentence.pieces[k], sort))
            continue
        # In a sentence where nothing else moved, the figure moves on too.
        before = "".join(each.old for each in sentence.pieces[max(0, k - 8) : k])
        after = "".join(each.old for each in sentence.pieces[k + 1 : k + 9])
        sentence.pieces[k] = Piece(text, _redrawn(text, before, after, draw, rates), True)


def _fixed(text: str, before: str, after: str) -> bool:
    return bool(_FIXED_TEXT.search(text) or _FIXED_BEFORE.search(before) or _FIXED_AFTER.match(after))


def _redrawn(text: str, before: str, after: str, draw: random.Random, rates: dict[str, float]) -> str:
    if re.match(r"\d{1,2}月\d{1,2}[日号]", text):
        by = draw.randint(1, 20)
        return re.sub(r"\d+(?=[日号])", lambda match: str((int(match[0]) + by) % 28 + 1), text)
    if "月" in text or _fixed(text, before, after) or not re.match(r"\d[\d,.]*[^\d]*$", text):
        return text
    number = re.match(r"\d[\d,]*(?:\.\d+)?", text)
    if number is None:
        return text
    shown = number[0].replace(",", "")
    decimals = len(shown.partition(".")[2])
    for _ in range(50):
        value = float(shown) * draw.uniform(0.75, 1.3)
        if text[number.end() :].startswith(("%", "％")):
            value = min(value, 99.9 if decimals else 99)
        new = f"{value:.{decimals}f}" + text[number.end() :]
        if new != text or rates["chance"] or digits(Token(text, "figure")) < 2:
            break
    return new


# -- the whole --------------------------------------------------------------------------------------------------------
def _finish(text: str, side: Side, groups: list[list[_Sentence]], dropped: set[int]) -> YearPair:
    links: list[TrueLink] = []
    stale: list[tuple[int, str, str]] = []
    units: list[str] = []
    marked = sum(len(side.units[i].text) for i in dropped)
    written: list[list[tuple[str, str]]] = []
    for group in groups:
        lines: list[tuple[str, str]] = []
        for sentence in group:
            texts = sentence.texts()
            numbers = tuple(range(len(units), len(units) + len(texts)))
            links.append(TrueLink(sentence.old, numbers, sentence.kind(), sentence.moved))
            marked += sentence.marked()
            for piece, sort in sentence.stale:
                stale.append((numbers[sentence.part(piece)], piece.new, sort))
            units.extend(texts)
            lines.extend((sentence.sort, one) for one in texts)
        written.append(lines)
    links += [TrueLink((i,), (), "dropped", False) for i in sorted(dropped)]
    old_units = tuple(unit.text for unit in side.units)
    return YearPair(text, _write(written), old_units, tuple(units), tuple(links), tuple(stale), marked)


__all__ = ["CELL", "RATES", "TrueLink", "YearPair", "make", "stable"]
