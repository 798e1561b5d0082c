"""The import graph of the package, drawn from its source: functions' imports and those for types alone are counted."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "drafter"


class Import(NamedTuple):
    """A module that `module` imports, on which line; `inside` a function; `typing`: where only types are looked at."""

    module: str
    line: int
    inside: bool
    typing: bool


@cache
def modules() -> dict[str, Path]:
    """Every module by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


@cache
def imports(module: str) -> tuple[Import, ...]:
    """What a module imports, a statement of several names being several imports."""
    found: list[Import] = []
    waiting: list[tuple[ast.AST, bool, bool]] = [(ast.parse(modules()[module].read_text("utf-8")), False, False)]
    while waiting:
        node, inside, typing = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found += [Import(one.name, child.lineno, inside, typing) for one in child.names]
            elif isinstance(child, ast.ImportFrom):
                base = child.module or ""
                for one in child.names:
                    whole = f"{base}.{one.name}"
                    found.append(Import(whole if whole in modules() else base, child.lineno, inside, typing))
            waiting.append(
                (
                    child,
                    inside or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)),
                    typing or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)),
                )
            )
    return tuple(found)


def package_of(module: str) -> str:
    """The folder right below the package that a module lies in, or the module itself."""
    parts = module.split(".")
    return ".".join(parts[:2]) if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else module


@cache
def graph() -> dict[str, frozenset[str]]:
    """Which modules each module imports, wherever and for whatever."""
    return {
        name: frozenset(one.module for one in imports(name) if one.module in modules() and one.module != name)
        for name in modules()
    }


def packages() -> dict[str, frozenset[str]]:
    """Which packages each package imports."""
    found: dict[str, set[str]] = {}
    for name, reached in graph().items():
        home = package_of(name)
        found.setdefault(home, set()).update(package_of(one) for one in reached)
        found[home].discard(home)
    return {name: frozenset(reached) for name, reached in found.items()}


def circles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The strongly connected parts of a graph that have more than one member (Tarjan, without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []
    for root in edges:
        if root in number:
            continue
        work: list[tuple[str, list[str]]] = [(root, list(edges.get(root, ())))]
        number[root] = low[root] = len(number)
        stack.append(root)
        while work:
            node, left = work[-1]
            if left:
                after = left.pop()
                if after not in number:
                    number[after] = low[after] = len(number)
                    stack.append(after)
                    work.append((after, list(edges.get(after, ()))))
                elif after in stack:
                    low[node] = min(low[node], number[after])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == number[node]:
                part = []
                while (one := stack.pop()) != node:
                    part.append(one)
                if part:
                    found.append(sorted([*part, node]))
    return found


def lazy(module: str) -> list[int]:
    """The lines of the statements inside functions that import something."""
    return sorted({one.line for one in imports(module) if one.inside})
