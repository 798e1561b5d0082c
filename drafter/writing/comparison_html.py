"""A comparison as one HTML file: nothing is fetched, it can be printed, filtered and walked through by keyboard.

The reader gains both texts side by side with the marks, filters by kind, and a key that jumps to the next thing that
looks forgotten. The page is ``templates/pages/comparison.html``, a Jinja2 template that a unit may change.

Limits: a browser is needed for filters; on paper stands what the filters show.
"""

from __future__ import annotations

from drafter.comparing.comparison import Comparison, SentencePair
from drafter.resources import folder
from drafter.writing.comparison_tables import figures
from drafter.writing.marks import (
    LEVELS,
    NAMES,
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

#: Words longer than this are not quoted again before the reason.
_QUOTE = 40
#: Marked words no longer than this stay on one line.
_WHOLE = 12


def to_html(found: Comparison) -> str:
    """The page, ending with a line break."""
    from jinja2 import Environment, StrictUndefined

    # Escaped throughout: what a file holds is text, never markup.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = (folder("templates") / "pages" / "comparison.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(_page(found)) + "\n"


def _page(found: Comparison) -> dict[str, object]:
    counts = found.summary._asdict()
    filters = [
        {"name": name, "label": label, "count": counts[name], "on": name != "same"}
        for name, label in _filters()
        if counts[name]
    ]
    years = [found.old.year, found.new.year]
    return {
        "title": "与上年比较" if years[0] != years[1] else "两稿比较",
        "names": [found.old.name, found.new.name],
        "years": years if all(years) and years[0] != years[1] else [],
        "summary": summary_line(found),
        "stale": stale_line(found),
        "filters": filters,
        "facts": [{"name": one.label or one.fact, "old": one.old, "new": one.new} for one in found.facts],
        "figures": figures(found)._asdict(),
        "blocks": _blocks(found),
        "same": found.same,
    }


def _filters() -> list[tuple[str, str]]:
    order = ["figures", "wording", "added", "dropped"]
    return [*((name, NAMES[name]) for name in order), ("moved", "挪动"), ("stale", "疑似未更新"), ("same", "相同")]


def _blocks(found: Comparison) -> list[dict[str, object]]:
    """What is to be seen one by one, and the folds between."""
    done: list[dict[str, object]] = []
    section = ""
    for seen, pairs in folded(found.pairs):
        rows = []
        for pair in pairs:
            here = place(found, pair)
            rows.append(_row(found, pair, here if seen and here != section else ""))
            if seen:
                section = here
        done.append({"fold": "" if seen else fold_label(pairs), "rows": rows})
    return done


def _row(found: Comparison, pair: SentencePair, section: str) -> dict[str, object]:
    old, new = sides(pair)
    unit = found.new.units[pair.new[0]] if pair.new else found.old.units[pair.old[0]]
    return {
        "kind": pair.kind,
        "minor": pair.minor,
        "moved": pair.moved,
        "sort": unit.sort,
        "section": section,
        "labels": labels(pair),
        "lines": lines(found, pair),
        "old": [_mark(mark) for mark in old],
        "new": [_mark(mark) for mark in new],
        "stale": [
            {
                "level": one.level,
                "label": LEVELS[one.level],
                "why": one.why,
                "quote": one.quote if len(one.quote) <= _QUOTE else "",
            }
            for one in pair.stale
        ],
        "facts": [{"name": one.label or one.fact, "old": one.old, "new": one.new} for one in pair.facts],
    }


def _classes(mark: Mark) -> list[tuple[str, bool]]:
    # A figure is not broken at the end of a line.
    whole = bool(mark.sort or mark.stale) and len(mark.text) <= _WHOLE
    return [("stale", mark.stale), ("strong", mark.strong), ("whole", whole)]


def _mark(mark: Mark) -> tuple[str, str, str]:
    """Words, element and class of a mark."""
    element = {"delete": "del", "insert": "ins", "": ""}[mark.sort]
    classes = " ".join([name for name, on in _classes(mark) if on])
    return mark.text.replace("\t", " ｜ "), element or ("mark" if mark.stale else ""), classes
