"""Recall and false alarms of the checks on paragraphs that nobody looked at while writing rules: tests/data/unseen, and
three more sets, each written after the rules had been measured on the ones before.

Prints, for each text, what was planted and whether it was found, then recall, false errors and doubtful remarks; never
the texts, so that they stay unseen.

    python benchmarks/unseen.py

A planted error counts as found when a finding (hints included) overlaps its quote, or lies in the same sentence and is
of a fitting family. An error is false when it stands in a clean text, or in another one away from what was planted and
of another family.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from drafter.checking.finding import Finding, sentence
from drafter.checking.registry import rules
from drafter.checking.run import check_text

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "data" / "unseen"
#: The sets in the order in which they were written.
FOLDERS = (FOLDER, *(ROOT / "tests" / "data" / f"unseen{number}" for number in (2, 3, 4, 5, 6)))
#: The families of the manifest (those of the list of checks) as the codes of rules that speak of such an error.
FITTING: Mapping[str, tuple[str, ...]] = tomli.loads(
    (ROOT / "tests" / "data" / "unseen_families.toml").read_text(encoding="utf-8")
)


class Result(NamedTuple):
    """A text: `planted` is the family of its error ("" for a clean one), `hits` the findings that found it, `false` the
    errors that are wrong, `doubtful` the warnings and hints beside."""

    name: str
    planted: str
    hits: tuple[Finding, ...]
    false: tuple[Finding, ...]
    doubtful: tuple[Finding, ...]


def measure(folder: Path = FOLDER) -> Iterator[Result]:
    """The results of all texts of a folder, in the order of its manifest."""
    manifest: dict[str, Any] = tomli.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    for name, row in manifest.items():
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        yield judged(name, row, check_text(text, name))


def judged(name: str, row: Mapping[str, Any], findings: list[Finding]) -> Result:
    """What the findings on one text are worth."""
    planted, quote = row.get("family", ""), row.get("quote", "")
    codes = {one.code for one in rules().values() if one.code in FITTING.get(planted, ())}
    hits = [one for one in findings if quote and (_overlaps(one, quote) or (one.code in codes and _beside(one, quote)))]
    rest = [one for one in findings if one not in hits]
    false = [one for one in rest if one.severity == "error" and one.code not in codes]
    doubtful = [one for one in rest if one not in false]
    return Result(name, planted, tuple(hits), tuple(false), tuple(doubtful))


def _overlaps(finding: Finding, quote: str) -> bool:
    """Whether the marked words and the planted ones share a character; white space apart, for a text may be wrapped."""
    text, quote = finding.context, "".join(quote.split())
    at = text.find(quote)
    while at >= 0:
        if finding.start < at + len(quote) and at < max(finding.end, finding.start + 1):
            return True
        at = text.find(quote, at + 1)
    return False


def _beside(finding: Finding, quote: str) -> bool:
    start, end = sentence(finding)
    return "".join(quote.split()) in finding.context[start:end] or finding.context[start:end] in quote


def main() -> None:
    for folder in FOLDERS:
        print(f"== {folder.name}")
        report(list(measure(folder)))


def report(results: list[Result]) -> None:
    """Print the table of one set, then its sums."""
    for one in results:
        found = "、".join(dict.fromkeys(f"{hit.code}({hit.severity})" for hit in one.hits)) or "-" * bool(one.planted)
        beside = " ".join(f"{extra.code}({extra.severity})" for extra in (*one.false, *one.doubtful))
        print(f"{one.name}  {one.planted or 'clean':24} {found:40} {beside}")
    planted = [one for one in results if one.planted]
    hit = sum(bool(one.hits) for one in planted)
    grave = sum(any(one.severity != "hint" for one in result.hits) for result in planted)
    print(f"recall {hit}/{len(planted)} = {hit / len(planted):.0%} (not counting hints {grave}/{len(planted)})")
    print(f"false errors {sum(len(one.false) for one in results)}")
    clean = [one for one in results if not one.planted]
    print(f"warnings and hints on clean texts {sum(len(one.doubtful) for one in clean)}")
    print(f"further warnings and hints on the others {sum(len(one.doubtful) for one in planted)}")


if __name__ == "__main__":
    main()
