"""A draft as one HTML file with the look of the page, and a switch that shows where each figure comes from.

The reader gains a report that opens anywhere: nothing is fetched, no script runs; the switch is a box to tick. The page
is ``templates/pages/draft.html``, a Jinja2 template that a unit may change; its measures are those of Word
(``rules/word.toml``).

Limits: in a table the heading says what a figure is and its path shows under the pointer; pages are cut by the browser
when it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from drafter.facts.gap import marked
from drafter.report.sentence import Sentence
from drafter.report.tree import Block, Draft, Heading, Paragraph, Stated, Table
from drafter.resources import folder
from drafter.writing.merging import cells, is_form

if TYPE_CHECKING:
    from drafter.facts.case import Case


def to_html(draft: Draft, case: Case | None = None) -> str:
    """The page, ending with a line break. With `case` the facts go by their names, else by their paths."""
    from jinja2 import Environment, StrictUndefined

    from drafter.writing.word.document import title_lines
    from drafter.writing.word.styles import data

    # Escaped throughout: what a case holds is text, never markup.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals["page"] = {name: f"{value:g}" for name, value in data()["page"].items()}
    environment.globals["base"] = data()["base"]
    source = (folder("templates") / "pages" / "draft.html").read_text(encoding="utf-8")
    named = _names(case)
    body = len(draft.blocks)
    while body and isinstance(draft.blocks[body - 1], Table):
        body -= 1
    attached = len(draft.blocks) - body
    blocks = []
    for number, block in enumerate(draft.blocks):
        mark = ""
        if number >= body:
            mark = f"附件{number - body + 1}" if attached > 1 else "附件"
        blocks.append(_block(block, mark, named))
    return (
        environment.from_string(source).render(title=draft.title, lines=title_lines(draft.title), blocks=blocks) + "\n"
    )


def _names(case: Case | None) -> Callable[[str], str]:
    """What facts are called, by their paths."""
    if case is None:
        return lambda path: path

    def name(path: str) -> str:
        said = str(case.label(path))
        if said.isascii() and path.endswith("]"):
            # One of a list is called what the list is called.
            said = str(case.label(path[: path.rindex("[")])) or said
        return "年度" if path == "year" else said if said and not said.isascii() else path

    return name


def _block(block: Block, mark: str, named: Callable[[str], str]) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        parts = [part for sentence in block.sentences for part in _parts(sentence, named)]
        return {"kind": "paragraph", "style": block.style, "parts": parts}
    from drafter.writing.word.tables import left_aligned, widths

    left = left_aligned(block)
    lines = [[{**cell._asdict(), "left": left(cell), **_origin(cell.text)} for cell in line] for line in cells(block)]
    head = 0 if is_form(block) else 1
    groups = [
        {"name": "thead", "cell": "th", "rows": lines[:head]},
        {"name": "tbody", "cell": "td", "rows": lines[head:]},
    ]
    sizes = widths(block)
    return {
        "kind": "table",
        "title": block.title,
        "mark": mark,
        "columns": [f"{size / sum(sizes):.2%}" for size in sizes],
        "groups": [one for one in groups if one["rows"]],
    }


def _origin(words: str) -> dict[str, object]:
    """Where the words of a cell come from."""
    facts = words.facts if isinstance(words, Stated) else ()
    return {"paths": _paths(facts), "derived": any(derived for _, derived in facts), "gap": marked(words)}


def _paths(facts: Iterable[tuple[str, bool]]) -> str:
    return "、".join([f"{path}（推算）" if derived else path for path, derived in facts])


def _parts(sentence: Sentence, named: Callable[[str], str]) -> Iterator[dict[str, object]]:
    """The words of a sentence; those that state facts with what these are called."""
    text, at = sentence.text, 0
    facts: dict[tuple[int, int], list[tuple[str, bool]]] = {}
    for span in sentence.spans:
        facts.setdefault((span.start, span.end), []).append((span.fact, span.derived))
    for (start, end), stated in sorted(facts.items()):
        if start < at or start == end:
            continue
        if start > at:
            yield {"text": text[at:start], "names": ""}
        names = dict.fromkeys(named(path) for path, _ in stated)
        yield {
            "text": text[start:end],
            "names": "、".join(names),
            "paths": _paths(stated),
            "derived": any(derived for _, derived in stated),
            "figure": any(c.isdigit() for c in text[start:end]) or any(derived for _, derived in stated),
            "gap": marked(text[start:end]),
        }
        at = end
    if at < len(text):
        yield {"text": text[at:], "names": ""}
