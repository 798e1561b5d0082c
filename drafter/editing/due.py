"""Where to fill in what a draft lacks: each missing thing leads to its field.

Limits: what no one field would mend (a heading without words, an event that the bank cannot tell) leads nowhere.
"""

from __future__ import annotations

from drafter.report.tree import Draft


def due_paths(draft: Draft) -> dict[str, str]:
    """The path of the field behind each label of what is missing."""
    return {str(one): one.path for one in draft.missing if one.path}
