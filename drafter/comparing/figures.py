"""The figures of two years side by side: what is counted, then, now, the change and the growth.

The reader gains one table of what moved, reckoned from both texts, to lay beside what the report says of it. With the
text of the year before, that year's figure stands in the row where last year's text has it in the same place.

Limits: only figures in each other's place in sentences that changed, and that count alike; what is counted is
told by the words before a figure, in a table by its row and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.comparing.compared_text import CELL, Unit
from drafter.comparing.comparison import Comparison, SentencePair
from drafter.comparing.segments import places
from drafter.comparing.tokens import Token
from drafter.comparing.values import ComparedValue, power, value, written
from drafter.language.quantity import round_half_up

#: What is counted is told in so many characters at most.
_LONGEST = 18
#: The digits of a figure that is reckoned with.
_DIGITS = 40
_BREAKS = frozenset("，。；：、！？,;:（）()")
_ABOUT = "约共仅达为"
_ENDS = frozenset("末底初")
_RATES = frozenset(("%", "‰"))


class FigureRow(NamedTuple):
    """`what` is counted; `old` and `new` as they stand in the texts; `change` with its sign and unit (个百分点 for
    rates), `growth` in per cent with one decimal ("" for rates and from nothing); `pair` is the number of the pair;
    `earlier` is the figure of the year before ("": no text of it, or not there)."""

    what: str
    old: str
    new: str
    change: str
    growth: str
    pair: int
    earlier: str = ""


def figure_rows(found: Comparison) -> list[FigureRow]:
    """The table of figures, in the order of the new text; an edit that is repeated word for word is told once."""
    rows = _all_rows(found)
    if found.before is None:
        return rows
    # What stood before is known by what is counted and what it became; nothing is told where two could be meant.
    earlier: dict[str, list[FigureRow]] = {}
    for row in _all_rows(found.before):
        earlier.setdefault(row.new, []).append(row)
    return [row._replace(earlier=_earlier(row.what, earlier.get(row.old, ()))) for row in rows]


def _earlier(what: str, rows: Sequence[FigureRow]) -> str:
    """The figure that became the old one of `what`: counted in the same words, or with a word more before them."""
    olds = {row.old for row in rows if row.what == what} or {
        row.old for row in rows if row.what.endswith(what) or what.endswith(row.what)
    }
    return olds.pop() if len(olds) == 1 else ""


def _all_rows(found: Comparison) -> list[FigureRow]:
    heads = _heads(found.new.units)
    rows: dict[tuple[str, str, str], FigureRow] = {}
    for number, pair in enumerate(found.pairs):
        if pair.old and pair.new and pair.kind in ("figures", "wording"):
            for row in _rows(found, number, pair, heads):
                rows.setdefault((row.what, row.old, row.new), row)
    return list(rows.values())


def _rows(found: Comparison, number: int, pair: SentencePair, heads: dict[int, Sequence[str]]) -> Iterator[FigureRow]:
    ours = [token for i in pair.old for token in found.old.units[i].tokens]
    theirs = [token for j in pair.new for token in found.new.units[j].tokens]
    unit = found.new.units[pair.new[0]]
    for at, place in sorted(places(ours, theirs).items()):
        one, other = ours[place], theirs[at]
        before, after = value(one), value(other)
        if before is None or after is None or before.unit != after.unit or "第" in after.unit:
            continue
        if at and theirs[at - 1].text == "第":
            continue
        what = _in_table(theirs, at, heads.get(unit.group, ())) if unit.sort == "row" else _counted(theirs, at)
        if what:
            yield FigureRow(what, one.text, other.text, *_reckoned(one, other, before, after), number)


def _heads(units: Sequence[Unit]) -> dict[int, Sequence[str]]:
    """The cells of the first row of each table, by its group."""
    found: dict[int, Sequence[str]] = {}
    for unit in units:
        if unit.sort == "row":
            found.setdefault(unit.group, unit.text.split(CELL))
    return found


def _in_table(tokens: Sequence[Token], at: int, heads: Sequence[str]) -> str:
    """The name of the row and the head of the column."""
    cells = "".join([token.text for token in tokens]).split(CELL)
    column = sum(token.text == CELL for token in tokens[:at])
    name = next((cell for cell in cells if any("一" <= c <= "鿿" for c in cell)), "")
    head = heads[column] if column < len(heads) and heads[column] != cells[column] else ""
    return "·".join(filter(None, (name[:_LONGEST], head[:_LONGEST])))


def _counted(tokens: Sequence[Token], at: int) -> str:
    """The words right before a figure; where it opens its clause, those behind it."""
    words: list[str] = []
    for token in reversed(tokens[:at]):
        if token.text in _BREAKS or token.sort in ("figure", "numeral", "number"):
            break
        if token.sort not in ("year", "date"):
            words.append(token.text)
        elif words and words[-1] in _ENDS:
            # 2024年末低保对象: what is counted is not 末低保对象.
            words.pop()
    if not words:
        for token in tokens[at + 1 :]:
            if token.sort or token.text in _BREAKS:
                break
            words.insert(0, token.text)
    return "".join(reversed(words))[-_LONGEST:].strip().rstrip(_ABOUT)


def _reckoned(one: Token, other: Token, before: ComparedValue, after: ComparedValue) -> tuple[str, str]:
    """The change and the growth in words."""
    if max(abs(one.number.adjusted()) for one in (before, after)) > _DIGITS:
        # No amount of anything: a run of digits is told as it stands.
        return "", ""
    change = after.number - before.number
    (scale, decimals), (old_scale, old_decimals) = written(other), written(one)
    if scale == old_scale:
        decimals = max(decimals, old_decimals)
    shown = _signed(change.scaleb(-power(scale)), decimals)
    if after.unit in _RATES or after.unit == "百分点":
        return f"{shown}{'个百分点' if after.unit != '‰' else '‰'}", ""
    growth = f"{_signed(change / before.number * 100, 1)}%" if before.number else ""
    return f"{shown}{scale}{after.unit}", growth


def _signed(number: Decimal, decimals: int) -> str:
    rounded = round_half_up(number, decimals)
    return f"{rounded:+f}" if rounded else "0"
