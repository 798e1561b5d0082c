"""A comparison for the terminal: what changed side by side, or one under the other where the terminal is narrow.

The reader gains the four answers from the top down: a summary, what looks forgotten, then each change in its place.

Limits: what is the same is folded to a count, and so are rows of figures behind the first; `everything` unfolds both.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.comparing.comparison import Comparison, SentencePair
from drafter.language.width import width
from drafter.writing.columns import beside, painted, plain, wrapped
from drafter.writing.marks import (
    LEVELS,
    Mark,
    fold_label,
    folded,
    labels,
    lines,
    place,
    sides,
    stale_line,
    summary_line,
)

#: From so many columns on the two sides stand beside each other.
WIDE = 120
#: The words of something forgotten are quoted up to this length in the list on top.
_QUOTE = 24
_NARROWEST = 30
#: Rows of the table of figures that are shown, and the columns that a cell takes at most.
_ROWS, _CELL = 20, 36


def to_text(found: Comparison, columns: int = 100, colours: bool = False, everything: bool = False) -> str:
    """The comparison as text of so many columns, ending with a line break."""
    return "\n".join(_Page(found, max(_NARROWEST, columns), colours, everything).lines()) + "\n"


class _Page:
    def __init__(self, found: Comparison, columns: int, colours: bool, everything: bool) -> None:
        self.found, self.columns, self.colours, self.everything = found, columns, colours, everything
        self.wide = columns >= WIDE

    def paint(self, text: str, *styles: str) -> str:
        return painted(text, *styles) if self.colours else text

    def lines(self) -> Iterator[str]:
        found = self.found
        yield from (self.paint(line, "head") for line in wrapped([Mark(self.title())], self.columns, False))
        yield from (self.paint(line, "head") for line in wrapped([Mark(summary_line(found))], self.columns, False))
        yield from self.forgotten()
        yield from self.facts()
        yield from self.figures()
        section = ""
        for seen, pairs in folded(found.pairs):
            if not seen and not self.everything:
                if not found.same:
                    yield self.paint(f"  …… {fold_label(pairs)} ……", "dim")
                continue
            for pair in pairs:
                here = place(found, pair)
                if here and here != section:
                    yield ""
                    yield from (self.paint(line, "dim") for line in wrapped([Mark(here)], self.columns, False))
                section = here
                yield from self.pair(pair)

    def title(self) -> str:
        old, new = self.found.old, self.found.new
        # Which years are compared is always told: what looks forgotten hangs on it.
        told = [f"{text.year}年" if text.year else "年度不明" for text in (old, new)]
        years = " → ".join(told) if told[0] != told[1] else f"两边都是{told[0]}" if old.year else "两边年度不明"
        return f"{years}  {plain(old.name)} → {plain(new.name)}"

    def forgotten(self) -> Iterator[str]:
        """What looks forgotten, the surest first, each with its line."""
        if not (line := stale_line(self.found)):
            return
        yield self.paint(line, "stale")
        found = [(list(LEVELS).index(one.level), pair, one) for pair in self.found.pairs for one in pair.stale]
        copied: dict[str, int] = {}
        for _, _, one in found:
            copied[one.why] = copied.get(one.why, 0) + (one.sort == "boilerplate")
        for _, pair, one in sorted(found, key=lambda each: each[0]):
            count = copied[one.why]
            if not count and one.sort == "boilerplate":
                continue
            copied[one.why] = 0
            number = lines(self.found, pair)[0 if one.start < 0 else 1]
            side, whose = (self.found.old, "上年") if one.start < 0 else (self.found.new, "")
            where = f"{whose}第{number}{side.counted}" if number else ""
            quote = one.quote if len(one.quote) <= _QUOTE else one.quote[: _QUOTE - 1] + "…"
            more = f"等{count}处：" if count > 1 else " "
            text = f"{LEVELS[one.level]}  {where}{'  ' if where else ''}“{quote}”{more}{one.why}"
            for at, each in enumerate(wrapped([Mark(text)], self.columns - 4, False)):
                yield ("  " if not at else "      ") + each

    def facts(self) -> Iterator[str]:
        if not self.found.facts:
            return
        yield self.paint(f"案件里变了的事实{len(self.found.facts)}项", "head")
        for fact in self.found.facts:
            name = fact.label or fact.fact
            for at, each in enumerate(wrapped([Mark(f"{name}：{fact.old} → {fact.new}")], self.columns - 4, False)):
                yield ("  " if not at else "      ") + each

    def figures(self) -> Iterator[str]:
        """What moved, a row each; below each other where the terminal has room for columns."""
        from drafter.writing.comparison_tables import figures

        table = figures(self.found)
        if not table.rows:
            return
        yield self.paint(f"{table.name}{len(table.rows)}项", "head")
        shown = table.rows if self.everything else table.rows[:_ROWS]
        rows = [[plain(cell) for cell in row[: table.shown]] for row in (table.heads, *shown)]
        wide = [min(_CELL, max(width(row[at]) for row in rows)) for at in range(table.shown)]
        if sum(wide) + 2 * len(wide) + 2 <= self.columns:
            for row in rows:
                padded = "  ".join(cell + " " * (wide[at] - width(cell)) for at, cell in enumerate(row))
                yield f"  {padded}".rstrip()
        else:
            for row in rows[1:]:
                told = "，".join(cell for cell in (" → ".join(filter(None, row[1:-2])), *row[-2:]) if cell)
                for at, each in enumerate(wrapped([Mark(f"{row[0]}：{told}")], self.columns - 4, False)):
                    yield ("  " if not at else "      ") + each
        if more := len(table.rows) - len(shown):
            yield self.paint(f"  …… 另有{more}项，--all 全部列出，-o 对照.xlsx 存为表 ……", "dim")

    def pair(self, pair: SentencePair) -> Iterator[str]:
        old_line, new_line = lines(self.found, pair)
        places = (("上年", old_line, self.found.old), ("今年", new_line, self.found.new))
        where = "、".join(f"{whose}第{at}{side.counted}" for whose, at, side in places if at)
        yield self.paint(f"〔{'，'.join(labels(pair))}〕{where}", "dim")
        old, new = sides(pair)
        same = pair.kind == "same"
        if self.wide:
            half = (self.columns - 4) // 2
            left = wrapped(old, half, self.colours) if pair.old else []
            right = wrapped(new, half, self.colours) if pair.new else []
            yield from ("  " + line for line in beside(left, right, half))
        else:
            size = self.columns - 4
            if pair.old and not same:
                yield from _signed("- ", wrapped(old, size, self.colours))
            if pair.new:
                yield from _signed("  " if same else "+ ", wrapped(new, size, self.colours))
        for one in pair.stale:
            text = f"! {LEVELS[one.level]}：" + ("" if len(one.quote) > _QUOTE else f"“{one.quote}”") + one.why
            yield from (self.paint("    " + line, "stale") for line in wrapped([Mark(text)], self.columns - 6, False))


def _signed(sign: str, rows: list[str]) -> Iterator[str]:
    for at, row in enumerate(rows):
        yield (sign if not at else "  ") + row
