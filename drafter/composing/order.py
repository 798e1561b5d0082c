"""What the order of speaking of a genre may be made of: calls of a few words, conditions, loops over what a case holds.

Whoever drafts with a colleague's genre gains that its template ends: it is measured before it is parsed, calls nothing
but the words below (no method of a text, which could ask for a billion blanks), and loops over rows, not over loops of
loops. How many rows it may ask for in all is counted while it speaks (:meth:`drafter.composing.blocks.Blocks.rows`).

Limits: whether the names in it lead anywhere is asked in :mod:`drafter.composing.order_check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from drafter.errors import DataFault, Place
from drafter.phrasing import limits
from drafter.phrasing.sandbox import Sandbox
from drafter.phrasing.syntax_words import in_chinese

NODES: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.Call,
    nodes.Keyword,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
#: The functions a template may call; drafting/outline.py provides them.
WORDS = frozenset(
    (
        *("title", "heading", "paragraph", "points", "problems", "measures", "need", "rows", "events", "given", "say"),
        *("address", "sign", "attach", "bands", "table", "items", "score_table"),
        *(
            "each",
            "listing",
            "outcome",
            "goals_met",
            "open_letter",
            "beside",
            "shortcomings",
            "concerning",
            "finding_heading",
            "listed",
            "indicator",
            "by_indicators",
        ),
    )
)
#: Loops within loops; the tables of a case are three deep.
_LOOPS = 3
#: A number of a template is a level or a bound, never of the size of a budget in 分.
_LARGEST = 10**12


class Order(NamedTuple):
    """The tree of a template, and the sandbox to compile it in."""

    tree: nodes.Template
    sandbox: Sandbox


def order(text: str, file: str, faults: list[DataFault]) -> Order | None:
    """The order of speaking that a template states; None, and what is wrong in `faults`, where it cannot be read."""
    sandbox = Sandbox()
    try:
        if found := limits.too_much(sandbox, text, limits.TEMPLATE):
            faults.append(DataFault(Place(file, found[0]), f"模板{found[1]}"))
            return None
        tree = sandbox.parse(text, file, file)
    except TemplateSyntaxError as error:
        faults.append(DataFault(Place(file, error.lineno), f"模板写法有误：{in_chinese(error.message)}"))
        return None
    except (RecursionError, OverflowError, ValueError):
        faults.append(DataFault(Place(file, 1), "模板写法有误：套得太深，或有一个数太长"))
        return None
    if limits.too_deep(tree):
        faults.append(DataFault(Place(file, 1), "模板套得太深"))
        return None
    return Order(tree, sandbox)


def faults_of(tree: nodes.Template, file: str, filters: Iterable[str]) -> Iterator[DataFault]:
    """What stands in a template that may not."""
    known = WORDS | {one.target.name for one in tree.find_all(nodes.For) if isinstance(one.target, nodes.Name)}
    for node in tree.find_all(nodes.Node):
        if what := _fault(node, known, frozenset(filters)):
            yield DataFault(Place(file, node.lineno), what)
    yield from _loops(tree, file)


def _fault(node: nodes.Node, known: frozenset[str], filters: frozenset[str]) -> str:
    if not isinstance(node, NODES):
        return f"模板里不能用 {type(node).__name__}"
    if isinstance(node, nodes.Name) and node.name not in known:
        near = get_close_matches(node.name, known, 1, 0.6)
        return f"模板里没有 {node.name} 这个词" + (f"，是不是 {near[0]}" if near else "")
    if isinstance(node, nodes.Filter) and node.name not in filters:
        return f"模板用了没有的过滤器 {node.name}"
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        return f"模板不能取 {node.attr}"
    if isinstance(node, nodes.Call) and (not isinstance(node.node, nodes.Name) or node.node.name in known - WORDS):
        return "模板里只能调用列出的词，不能调用别的"
    if isinstance(node, nodes.For) and not _rows(node.iter):
        return "模板里只能循环 rows(…)、events(…)、bands(…) 和行里的表"
    if isinstance(node, nodes.TemplateData) and node.data.strip():
        return f"模板里不能直接写字：{node.data.strip()[:12]}（请放进句式库）"
    number = node.value if isinstance(node, nodes.Const) else None
    # What is no number is no larger than itself either.
    if isinstance(number, (int, float)) and not -_LARGEST <= number <= _LARGEST:
        return "模板里有一个数太大"
    return ""


def _rows(node: nodes.Node) -> bool:
    """Whether a loop runs over rows: asked for by name, or a field of a row."""
    if isinstance(node, nodes.Call):
        return isinstance(node.node, nodes.Name) and node.node.name in ("rows", "events", "bands")
    return isinstance(node, (nodes.Getattr, nodes.Getitem)) and isinstance(node.node, nodes.Name)


def _loops(node: nodes.Node, file: str, depth: int = 0) -> Iterator[DataFault]:
    """Loops too deep in each other. The tree is no deeper than :func:`drafter.phrasing.limits.too_deep` lets it be."""
    depth += isinstance(node, nodes.For)
    if depth > _LOOPS:
        yield DataFault(Place(file, node.lineno), f"模板套得太深，循环里套循环最多{_LOOPS}层")
        return
    for below in node.iter_child_nodes():
        yield from _loops(below, file, depth)
