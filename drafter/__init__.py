"""drafter: from the facts of a case to the prose of a budget-performance report.

Public interface::

    import drafter

    case = drafter.load_case("cases/wenming-city.toml")
    draft = drafter.compose(case, seed=0)
    print(drafter.to_text(draft))

Everything is imported when it is first used, so that ``import drafter`` costs next to nothing.
"""

from __future__ import annotations

# Not from typing, which takes longer to import than all of this: Ctrl+C is provided for only after it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from drafter.api import compose, load_case, to_docx, to_html, to_json, to_markdown, to_text
    from drafter.comparing.comparison import Comparison
    from drafter.comparisons import compare_files
    from drafter.errors import DrafterError
    from drafter.facts.case import Case
    from drafter.facts.fact import Fact
    from drafter.report.sentence import Sentence, Span
    from drafter.report.tree import Draft, Heading, Paragraph, Table

__all__ = [
    "Case",
    "Comparison",
    "Draft",
    "DrafterError",
    "Fact",
    "Heading",
    "Paragraph",
    "Sentence",
    "Span",
    "Table",
    "compare_files",
    "compose",
    "load_case",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]
__version__ = "0.1.0"

_HOMES = {
    "Case": "drafter.facts.case",
    "Fact": "drafter.facts.case",
    "Comparison": "drafter.comparing.comparison",
    "compare_files": "drafter.comparisons",
    "Draft": "drafter.report.tree",
    "Heading": "drafter.report.tree",
    "Paragraph": "drafter.report.tree",
    "Table": "drafter.report.tree",
    "Sentence": "drafter.phrasing.aggregate",
    "Span": "drafter.phrasing.aggregate",
    "DrafterError": "drafter.errors",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'drafter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "drafter.api")), name)
