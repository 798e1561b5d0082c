"""The drafts against what their seeds demand, where the acceptance material lies beside the project.

Invariants:
- the draft of each seed's case states every fact and heading that the seed's facts demand, whatever the draw;
- its length keeps near the seed's;
- neither bank, templates nor code hold a run of a seed's sentences.
"""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import ROOT, SHARED

import drafter

ACCEPTANCE = SHARED / "acceptance"
beside = pytest.mark.skipif(not ACCEPTANCE.is_dir(), reason="acceptance material is not beside the project")

#: case, seed, draws, and the lengths allowed as shares of the seed's.
SEEDS = [
    ("wenming-city", "000", 21, 0.75, 1.25),
    ("wenming-rectification", "001", 5, 0.5, 1.25),
    ("chuangjian-department", "003", 5, 0.6, 1.25),
    # The table carries most of the fourth: thirty-six projects are not thirty-six copies of one sentence.
    ("guraozhen-township", "004", 5, 0.4, 1.25),
]


@beside
@pytest.mark.parametrize(("case", "seed", "draws", "least", "most"), SEEDS, ids=[row[1] for row in SEEDS])
def test_coverage(case: str, seed: str, draws: int, least: float, most: float) -> None:
    loaded = drafter.load_case(ROOT / "cases" / f"{case}.toml")
    for draw in range(draws):
        text = drafter.to_text(drafter.compose(loaded, draw))
        command = [sys.executable, str(ACCEPTANCE / "coverage.py"), "-", seed]
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
        answer = done.stdout.decode()
        assert done.returncode == 0, answer
        length = re.search(r"length ([\d.]+)", answer)
        assert length is not None
        assert least <= float(length[1]) <= most, answer


@beside
def test_originality() -> None:
    command = [sys.executable, str(ACCEPTANCE / "originality.py"), "phrasebank", "templates", "drafter"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


def test_values_of_cases_are_facts() -> None:
    """Names, figures, dates and short phrases: no sentence, no clause of more than 24 characters between marks.
    A note is a line as people note it, up to 40 characters between marks."""
    for path in sorted((ROOT / "cases").glob("*.toml")):
        for fact in drafter.load_case(path).facts.values():
            assert not re.search(r"[。；！？]", fact.text), (path.name, fact)
            for clause in re.split(r"[，、：《》“”（）]", fact.text):
                noted = re.search(r"(?:^|\.)(?:notes|highlights|plans|next|summary)\[", fact.path)
                assert len(clause) <= (40 if noted else 24), (path.name, fact)
