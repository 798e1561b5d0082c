"""A comparison as JSON, in the shape that docs/comparing.md promises to scripts."""

from __future__ import annotations

import json

from drafter.comparing.comparison import Change, Comparison, SentencePair
from drafter.comparing.figures import figure_rows


def to_json(comparison: Comparison) -> str:
    """The comparison as UTF-8 JSON that ends with a line break."""
    data = {
        "summary": comparison.summary._asdict(),
        "files": [comparison.old.name, comparison.new.name],
        "years": [comparison.old.year, comparison.new.year],
        "old": [unit.text for unit in comparison.old.units],
        "new": [unit.text for unit in comparison.new.units],
        "lines": [[unit.line for unit in text.units] for text in (comparison.old, comparison.new)],
        "facts": [_change(change) for change in comparison.facts],
        "figures": [row._asdict() for row in figure_rows(comparison)],
    }
    # The pairs, a line each: with `indent` Python writes its JSON ten times more slowly.
    head = json.dumps(data, ensure_ascii=False, indent=1)[:-2]
    lines = ",\n".join(json.dumps(_pair(pair), ensure_ascii=False) for pair in comparison.pairs)
    return f'{head},\n "pairs": [\n{lines}\n]}}\n'


def _pair(pair: SentencePair) -> dict[str, object]:
    return {
        "old": list(pair.old),
        "new": list(pair.new),
        "kind": pair.kind,
        "moved": pair.moved,
        "segments": [list(segment) for segment in pair.segments],
        "stale": [
            {"quote": one.quote, "why": one.why, "level": one.level, "sort": one.sort, "start": one.start}
            for one in pair.stale
        ],
        **({"facts": [_change(change) for change in pair.facts]} if pair.facts else {}),
        **({"minor": pair.minor} if pair.minor else {}),
    }


def _change(change: Change) -> dict[str, str]:
    return {"fact": change.fact, "label": change.label, "old": change.old, "new": change.new}
