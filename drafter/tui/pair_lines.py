"""A pair of sentences as lines: last year's beside this year's where there is room, one text with marks where not.

Deleted words are struck, inserted ones underlined, suspicious ones reversed; lines break as Chinese ones do.

Limits: pure layout; which pairs are shown is the screen's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.text import Text

from drafter.comparing.comparison import SentencePair
from drafter.editing.wrapping import breaks
from drafter.language.width import pad

#: From this many columns on the two years stand side by side.
BESIDE = 100
_TAG = 6
_STYLES = {"delete": "strike red", "insert": "underline green", "equal": ""}


def pair_text(pair: SentencePair, tags: Sequence[str], accepted: bool, columns: int) -> Text:
    """The lines of a pair in so many columns, each of `tags` on a line of its own at the left."""
    columns = max(columns - _TAG, 16)
    whole, old, new = _marked(pair, accepted)
    if columns + _TAG < BESIDE:
        lines = _broken(whole, columns)
    else:
        half = (columns - 3) // 2
        lines = []
        for left, right in zip_longest(_broken(old, half), _broken(new, half)):
            left = left or Text()
            left.append(" " * max(half - left.cell_len, 0))
            lines.append(Text.assemble(left, (" │ ", "dim"), right or Text()))
    rows = [
        Text.assemble((pad(tag, _TAG), "bold"), line or Text()) for tag, line in zip_longest(tags, lines, fillvalue="")
    ]
    return Text("\n").join(rows)


def _marked(pair: SentencePair, accepted: bool) -> tuple[Text, Text, Text]:
    """Both sentences in one with marks, the old one, the new one."""
    whole, old, new = Text(), Text(), Text()
    places = [] if accepted else [(one.start, one.start + len(one.quote)) for one in pair.stale if one.start >= 0]
    for tag, words in pair.segments:
        piece = Text(words, _STYLES[tag])
        if tag != "delete":
            at = len(new)
            for start, end in places:
                a, b = max(start, at), min(end, at + len(words))
                if a < b:
                    piece.stylize("reverse yellow", a - at, b - at)
            new.append_text(piece)
        if tag != "insert":
            old.append_text(piece.copy())
        whole.append_text(piece.copy())
    return whole, old, new


def _broken(text: Text, columns: int) -> list[Text]:
    return [text[start:end] for start, end in breaks(text.plain, columns)] if text.plain else [Text()]
