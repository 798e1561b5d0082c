"""How much drafts differ, and how much prose a case yields.

Prints, for each case: the largest and mean share of sentences that two draws have in common (bar: under 60 %), and its
leverage, characters of prose to characters of values typed; then the largest share of sentences of twelve characters or
more that two different cases have in common (bar: under 15 %; headings do not count).

    python benchmarks/variety.py [DRAWS]
"""

from __future__ import annotations

import itertools
import re
import sys
from pathlib import Path

import drafter

CASES = Path(__file__).resolve().parent.parent / "cases"


def sentences(draft: drafter.Draft) -> list[str]:
    return [
        s.text.rstrip("。；")
        for block in draft.blocks
        if isinstance(block, drafter.Paragraph) and not block.style
        for s in block.sentences
    ]


def shared(one: list[str], other: list[str]) -> float:
    """The share of the shorter text's sentences that stand in the other too."""
    if not one or not other:
        return 0.0
    return len(set(one) & set(other)) / min(len(set(one)), len(set(other)))


def typed(path: Path) -> int:
    """Characters of values typed in a case: comments, keys and marks of TOML left out."""
    text = re.sub(r"(?m)^\s*#.*$", "", path.read_text("utf-8"))
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    kinds = len("".join(re.findall(r'(?m)^(?:kind|genre) = "([^"]*)"', text)))
    bare = re.findall(r"= (\d[\d.]*)\s*$", text, re.MULTILINE)
    return sum(map(len, strings)) - kinds + sum(map(len, bare))


def main() -> None:
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    first: dict[str, list[list[str]]] = {}
    print("case                        sentences  draws: most   mean   leverage")
    for path in sorted(CASES.glob("*.toml")):
        case = drafter.load_case(path)
        drafts = [drafter.compose(case, seed) for seed in range(draws)]
        texts = [sentences(draft) for draft in drafts]
        pairs = [shared(a, b) for a, b in itertools.combinations(texts, 2)]
        prose = sum(len(t) for t in texts[0]) + sum(
            len(b.text) for b in drafts[0].blocks if isinstance(b, drafter.Heading)
        )
        print(
            f"{path.stem:28}{len(texts[0]):6}        {max(pairs):6.1%} {sum(pairs) / len(pairs):6.1%}"
            f"   {prose / typed(path):6.2f}"
        )
        first[path.stem] = [[s for s in text if len(s) >= 12] for text in texts[:5]]
    print("\nbetween cases (the largest of five draws each):")
    rows = [
        (max(shared(a, b) for a, b in itertools.product(first[one], first[other])), one, other)
        for one, other in itertools.combinations(first, 2)
    ]
    for share, one, other in sorted(rows, reverse=True)[:5]:
        print(f"  {share:6.1%}  {one} / {other}")


if __name__ == "__main__":
    main()
