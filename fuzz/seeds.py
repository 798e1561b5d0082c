"""What mutation begins with: small texts of our own (`corpus/`), the example cases, and what the program writes."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from fuzz.words import some

CORPUS = Path(__file__).parent / "corpus"


@cache
def corpus(kind: str) -> tuple[str, ...]:
    """The small texts of a kind, in the order of their names."""
    return tuple([path.read_text(encoding="utf-8") for path in sorted((CORPUS / kind).iterdir()) if path.is_file()])


@cache
def examples() -> tuple[str, ...]:
    """The example cases of the program."""
    from drafter.resources import folder

    return tuple([path.read_text(encoding="utf-8") for path in sorted(folder("cases").glob("*.toml"))])


@cache
def drafts(shape: str) -> tuple[bytes, ...]:
    """The reports that the example cases make, as txt, md, html or docx."""
    from drafter import api

    found = []
    for seed, text in enumerate((*examples(), *corpus("case"))):
        case = api.read_case(text)
        draft = api.compose(case, seed)
        writers = {"txt": api.to_text, "md": api.to_markdown}
        if shape == "docx":
            found.append(api.to_docx(draft, case))
        elif shape == "html":
            found.append(api.to_html(draft, case).encode())
        else:
            found.append(writers[shape](draft).encode())
    return tuple(found)


def case(rng: random.Random) -> str:
    """A case, mostly a small one."""
    return rng.choice(corpus("case")) if rng.randrange(4) else rng.choice(examples())


def report(rng: random.Random) -> tuple[str, str]:
    """A report, or a few lines of one, and the ending of its file."""
    turn = rng.randrange(5)
    if turn < 3:
        names = sorted(path.name for path in (CORPUS / "text").iterdir())
        at = rng.randrange(len(names))
        text, ending = corpus("text")[at], names[at].rpartition(".")[2]
    else:
        ending = "txt" if turn == 3 else "md"
        text = rng.choice(drafts(ending)).decode()
    lines = text.split("\n")
    if rng.randrange(3):
        lines = [*lines[: rng.randrange(3)], *some(rng, lines, 25)]
    return "\n".join(lines), ending


def line(rng: random.Random) -> str:
    """A line of a report."""
    lines = [one for one in report(rng)[0].split("\n") if one.strip()]
    return rng.choice(lines) if lines else ""
