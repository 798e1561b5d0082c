"""The labels of a line: 单位：甲；项目：乙, 主送　某某市审计局, 【年度】2025.

Limits: words before a colon that nothing knows are a label only where the line opens with them and they look like one.
"""

from __future__ import annotations

from drafter.importing.labels import is_group, meaning
from drafter.importing.lines import labelled, spaced, statements
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

#: How long words before a colon may be that nothing knows.
_LONGEST = 12


def labels_of(text: str, genre: str) -> list[tuple[str, str]] | None:
    """The labels of a line with what stands behind each, or None where it has none."""
    found: list[tuple[str, str]] = []
    for index, part in enumerate(statements(text)):
        label, rest = labelled(part)
        if index == 0 and not label:
            # A wide blank behind a word that is known does for a colon.
            word, behind = spaced(part)
            target = meaning(word, genre) if word else ""
            led = target and not (target == "money" and behind[:1].isdigit())
            label, rest = (word, behind) if led else ("", part)
        boxed = index == 0 and part[:1] in "【[〔" and bool(rest)
        if label and (boxed or _known(label, genre) or (index == 0 and _names(label))):
            found.append((label, rest))
        elif not found:
            return None
        else:
            before, said = found[-1]
            found[-1] = before, f"{said}；{part}" if said else part
    return found


def _known(label: str, genre: str) -> bool:
    """Whether a label leads somewhere."""
    return bool(meaning(label, genre)) or is_group(label) or is_group(label, "finding")


def _names(label: str) -> bool:
    """Whether words before a colon that nothing knows are a label all the same, and no part of what is said."""
    if any(label.endswith(one) for one in words("labels")["not_labels"]["endings"]):
        return False
    return len(label) <= _LONGEST and not amounts(fold(label))
