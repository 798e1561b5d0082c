"""Composing against a plain Jinja2 template that prints the same text from the same facts.

The plain template is made from the finished draft: its words stand in it as they are, and every name and figure is
looked up by its path in the case (``{{ fund.budget }}``, ``{{ work[0].points[1].events[2].what[0] }}``), in the sandbox
that our own banks run in. Both sides are warm; what counts is the ratio of one run.

    python benchmarks/composing.py [CASE.toml …]
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment

import drafter
from drafter.api import engine
from drafter.composing.compose import compose, tell
from drafter.composing.plan import Plan
from drafter.report.tree import Draft, Heading, Paragraph, Table
from drafter.writing.text import FLUSH

ROUNDS = 60


def nested(facts: dict[str, str]) -> dict[str, Any]:
    """Facts by path as the nested tables that a plain template would be given."""
    tree: dict[str, Any] = {}
    for path, text in facts.items():
        node = tree
        keys = re.findall(r"[^.\[\]]+", path)
        for key in keys[:-1]:
            node = node.setdefault(key, {})
        # "places[0]" and "places.length" live side by side: indexes are keys here, which costs a template the same.
        if isinstance(node, dict):
            node[keys[-1]] = text
    return tree


def plain_source(draft: Draft) -> tuple[str, dict[str, str]]:
    """The plain template that prints `draft`, and the facts it looks up."""
    facts: dict[str, str] = {}
    lines = [draft.title]
    for block in draft.blocks:
        if isinstance(block, Heading):
            lines.append("\u3000\u3000" + block.text)
        elif isinstance(block, Paragraph):
            words = ["\u3000\u3000"]
            for sentence in block.sentences:
                at = 0
                for span in sorted(sentence.spans):
                    if span.start < at:
                        continue
                    words.append(sentence.text[at : span.start])
                    keys = re.findall(r"[^.\[\]]+", span.fact)
                    words.append("{{ " + keys[0] + "".join(f"['{key}']" for key in keys[1:]) + " }}")
                    facts[span.fact] = sentence.text[span.start : span.end]
                    at = span.end
                words.append(sentence.text[at:])
            lines.append(("" if block.style in FLUSH else "\u3000\u3000") + "".join(words[1:]))
        elif isinstance(block, Table):
            if block.title:
                lines.append(block.title)
            for number, row in enumerate((block.header, *block.rows)):
                cells = []
                for column, cell in enumerate(row):
                    facts[f"table.{number}.{column}"] = cell
                    cells.append("{{ table['" + str(number) + "']['" + str(column) + "'] }}")
                lines.append("\t".join(cells))
    return "\n".join(lines) + "\n", facts


def seconds(work: Callable[[int], object]) -> float:
    """The median time of one call, each round's calls made back to back."""
    times = []
    for index in range(ROUNDS):
        start = time.perf_counter()
        work(index)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(file: str) -> None:
    made = engine()
    case = made.load_case(file)
    plan = Plan(case, made.genres[case.genre], made.bank)
    draft = tell(made, plan)
    text = drafter.to_text(draft)
    source, facts = plain_source(draft)
    context = nested(facts)
    plain = SandboxedEnvironment(keep_trailing_newline=True).from_string(source)
    if plain.render(context) != text:
        raise SystemExit(f"{file}: the plain template does not print the same text")
    # Interleaved by taking the best of three medians, since a machine's speed drifts.
    rows: list[tuple[str, Callable[[int], object]]] = [
        ("plain template, rendered", lambda _: plain.render(context)),
        ("plain template, compiled and rendered", lambda _: Environment().from_string(source).render(context)),
        ("composed, a new draw of the same plan", lambda seed: drafter.to_text(tell(made, plan, seed))),
        ("composed anew from the case", lambda seed: drafter.to_text(compose(made, case, seed))),
    ]
    best = {name: min(seconds(work) for _ in range(3)) for name, work in rows}
    base = best[rows[0][0]]
    print(f"{file}: {len(text)} characters, {len(facts)} facts")
    for name, _ in rows:
        print(
            f"  {name:40} {best[name] * 1e3:8.3f} ms {len(text) / best[name] / 1e6:8.2f} M/s  {base / best[name]:6.3f}"
        )


if __name__ == "__main__":
    for name in sys.argv[1:] or ["cases/wenming-city.toml"]:
        measure(name)
