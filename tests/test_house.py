"""The house: which floor stands on which. What holds:

- no module and no package imports another that imports it, imports inside functions and for types counted;
- a floor imports nothing of the floors above it;
- reading, writing, claims, checking and comparing load neither the bank nor the composer, nor each other's insides, and
  nothing but the screens loads Textual;
- no rule knows another;
- imports inside functions are for laziness alone: no more than are listed here, for the reasons given there, beside one
  for each reader, writer and screen, which loads what it is;
- no file has more than 350 lines;
- no class is called as another is: whoever looks a name up finds one thing;
- what says nothing of a value (`Any`) is rare, and its aliases stand in one place.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest
from import_graph import ROOT, circles, graph, imports, lazy, modules, package_of, packages

#: What each floor may stand on, from the lowest up; modules that lie in no folder are named as they are.
FLOORS = {
    "errors": ("wording",),
    "messages": (),
    "resources": (),
    "console": (),
    "cache": ("resources",),
    "wording": ("messages", "resources"),
    "files": ("errors", "resources", "wording"),
    "language": ("cache", "files", "resources"),
    "places": ("errors", "files", "resources"),
    "facts": ("errors", "files", "language", "places", "wording"),
    "report": ("facts", "language"),
    "reading": ("errors", "files", "language", "report", "resources", "wording"),
    "claims": ("files", "language", "reading", "report", "wording"),
    "phrasing": ("errors", "facts", "files", "language", "report"),
    "composing": (
        "cache",
        "claims",
        "errors",
        "facts",
        "files",
        "language",
        "phrasing",
        "places",
        "report",
        "resources",
    ),
    "checking": (
        "claims",
        "errors",
        "facts",
        "files",
        "language",
        "messages",
        "places",
        "reading",
        "report",
        "resources",
        "wording",
    ),
    "comparing": ("cache", "errors", "facts", "files", "language", "reading", "report"),
    "importing": ("claims", "composing", "errors", "facts", "files", "language", "reading", "report", "resources"),
}


def test_no_module_is_in_a_circle() -> None:
    assert circles(graph()) == []


def test_no_package_is_in_a_circle() -> None:
    assert circles(packages()) == []


def test_a_circle_is_seen() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}) == [["a", "b", "c"]]
    assert circles({"a": ["b"], "b": []}) == []


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_stands_on_those_below_it(floor: str) -> None:
    stands_on = {one.removeprefix("drafter.") for one in packages()[f"drafter.{floor}"]} - {"drafter"}
    assert stands_on <= set(FLOORS[floor])


# -- what is loaded ---------------------------------------------------------------------------------------------------
_COMPOSER = ("drafter.phrasing", "drafter.composing")
_LOADED = {
    "drafter.reading.formats": ("drafter.claims", "drafter.checking", "drafter.comparing", "drafter.writing"),
    "drafter.writing.html": ("drafter.claims", "drafter.checking", "drafter.comparing", "drafter.reading.pdf"),
    "drafter.claims.analysed": ("drafter.checking", "drafter.comparing", "drafter.writing", "drafter.reading.word"),
    "drafter.checking.checks": ("drafter.comparing", "drafter.writing", "drafter.reading.word"),
    "drafter.comparing.compare": ("drafter.checking", "drafter.claims", "drafter.writing", "drafter.reading.word"),
}


@pytest.mark.parametrize("module", _LOADED)
def test_what_a_floor_loads(module: str) -> None:
    code = f"import {module}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    loaded = done.stdout.decode().split()
    assert module in loaded
    assert [one for one in loaded if one.startswith((*_COMPOSER, *_LOADED[module], "textual"))] == []


def test_only_the_screens_know_textual() -> None:
    knows = {package_of(name) for name in modules() if any(one.module.startswith("textual") for one in imports(name))}
    assert knows <= {"drafter.tui", "drafter.serving", "drafter.commands"}


def test_no_rule_knows_another() -> None:
    rules = {name for name in modules() if name.startswith("drafter.checking.rules.")}
    assert len(rules) > 40
    assert {name: graph()[name] & rules for name in rules if graph()[name] & rules} == {}


# -- imports inside functions -----------------------------------------------------------------------------------------
#: How many there may be in each folder, and what for. They went in when something became slower without them. What a
#: registered reader or writer loads to read or write, and a screen that is loaded to be shown, needs no number.
LAZY = {
    "api": (6, "import drafter costs next to nothing; each call imports what it needs"),
    "batch": (27, "the pool's processes import what their files need"),
    "cache": (2, "a warm start keeps nothing"),
    "claims": (1, "arithmetic of indicators where there are some"),
    "checking": (13, "drafter draft runs the rules over cases alone, each time"),
    "cli": (3, "a command imports only itself"),
    "commands": (195, "a command imports what it does when it does it; --help and a wrong option cost nothing"),
    "comparing": (5, "the lexicon of words for whoever asks for whole words"),
    "comparisons": (1, "only a case needs the engine"),
    "composing": (30, "a warm start compiles nothing; notes, tables and hands only where a case has them"),
    "crash": (3, "what is only needed when something went wrong"),
    "editing": (19, "the first screen stands before the engine is loaded"),
    "facts": (22, "scores, dates, settings and open questions only where a case has them"),
    "files": (11, "a sound file needs no scan for faults"),
    "importing": (6, "tables only where some were pasted"),
    "language": (1, "the inside of re, which another Python may not have"),
    "messages": (1, "the catalogue only in English"),
    "phrasing": (4, "Jinja2 compiles nothing on a warm start"),
    "reading": (22, "PDFium, lxml and the sheets only for files that need them"),
    "places": (2, "names alike only for a name that there is not"),
    "place_lint": (10, "only drafter places lint looks at all that a place may hold"),
    "reviewing": (33, "a law is loaded when a duty asks for it"),
    "serving": (1, "a door that stays shut loads no server"),
    "sheets": (14, "openpyxl and its kin only for sheets"),
    "tui": (52, "what a screen does is loaded when it does it"),
    "wording": (1, "TOML is read when something is said"),
    "writing": (53, "python-docx and lxml only for Word, books only for sheets"),
    "__init__": (1, "import drafter costs next to nothing"),
    "__main__": (5, "Ctrl+C is provided for before anything is imported"),
}


REGISTRIES = {"drafter.reading.formats": "READERS", "drafter.writing.registry": "WRITERS"}


def registered(text: str, registry: str) -> set[int]:
    """The line of the first import of each function that a registry names."""
    tree = ast.parse(text)
    (table,) = [node for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == registry]
    named = {node.id for node in ast.walk(table) if isinstance(node, ast.Name)}
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in named]
    return {
        min(found)
        for function in functions
        if (found := [node.lineno for node in ast.walk(function) if isinstance(node, ast.ImportFrom)])
    }


@cache
def screens() -> frozenset[str]:
    """The classes that are screens, by name: what is derived of Textual's, at whatever remove."""
    bases = {
        node.name: {ast.unparse(base).partition("[")[0] for base in node.bases}
        for name, path in modules().items() if name.startswith("drafter.tui.")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef)
    }  # fmt: skip
    found = {"Screen", "ModalScreen"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


def opened(text: str) -> set[int]:
    """The lines of imports of one screen and nothing else."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    return {node.lineno for node in nodes if len(node.names) == 1 and node.names[0].name in screens()}


def counted(name: str) -> set[int]:
    """The lines of the imports inside functions of a module that are to be accounted for."""
    text = modules()[name].read_text("utf-8")
    free = registered(text, REGISTRIES[name]) if name in REGISTRIES else set()
    return set(lazy(name)) - free - (opened(text) if name.startswith("drafter.tui.") else set())


def test_imports_inside_functions_are_listed() -> None:
    found: Counter[str] = Counter()
    for name in modules():
        home = package_of(name).removeprefix("drafter").removeprefix(".") or "__init__"
        found[home] += len(counted(name))
    assert {home: count for home, count in found.items() if count > LAZY.get(home, (0, ""))[0]} == {}


def test_a_reader_and_a_screen_load_what_they_are() -> None:
    assert {"EditorScreen", "Box", "ReviewScreen"} <= screens()
    assert opened("def f():\n    from a import Box\n    from a import field_help\n    from a import Box, Pick\n") == {2}
    text = "def _a(g):\n    from a import b\n    from a import c\n\ndef _d(g):\n    from a import b\n"
    assert registered(text + "R: dict = {'a': _a, **dict.fromkeys(('x',), _a)}\n", "R") == {2}
    for name in REGISTRIES:
        assert len(set(lazy(name)) - counted(name)) >= 5


# -- size -------------------------------------------------------------------------------------------------------------
def test_no_file_is_long() -> None:
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    assert {name: count for name, count in lines.items() if count > 350} == {}


# -- names ------------------------------------------------------------------------------------------------------------
def test_a_class_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = {}
    for name, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(name)
    assert len(homes) > 400
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


# -- types ------------------------------------------------------------------------------------------------------------
#: Words in the source that say nothing of a value; 557 before they were counted.
ANY = 120


def test_a_value_has_a_type() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in (ROOT / "drafter").rglob("*.py")}
    assert sum(len(re.findall(r"\bAny\b", text)) for text in texts.values()) < ANY
    # A name for it is no way round: those stand in one place.
    alias = re.compile(r"(?m)^\w+(?:: TypeAlias)? = [^\n(]*\bAny\b")
    named = [file.relative_to(ROOT / "drafter").as_posix() for file, text in texts.items() if alias.search(text)]
    assert sorted(named) == ["commands/__init__.py", "files/values.py"]
