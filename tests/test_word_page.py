"""The page of a Word document as LibreOffice prints it; skipped where LibreOffice or poppler is absent.

Invariants:
- A full page of body text holds 22 lines of 28 characters (GB/T 9704-2012, 5.2.3); the page number stands 7 mm under
  the text area, one character in, at the right of odd pages and at the left of even ones (7.5).
- Every word and mark of a draft is printed, in its order; no heading is the last line of a page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

import drafter
from drafter.report.tree import Heading, Table
from drafter.writing.word.document import to_docx

sys.path.insert(0, str(ROOT / "benchmarks"))

import page

pytestmark = pytest.mark.skipif(bool(page.missing()), reason="needs " + ", ".join(page.missing()))
CASES = ("wenming-city", "wenming-rectification", "chuangjian-department", "guraozhen-township", "jiceng-yiliao")


def test_page_is_that_of_the_standard(tmp_path: Path) -> None:
    found = page.measured(tmp_path)
    assert (found.lines, found.characters) == (22, 28)
    assert found.below == pytest.approx(7, abs=0.15)
    # One character of 14 points.
    # What is measured is ink: a dash stands within its character by as much as the font at hand has it, up to a tenth
    # of it on either side.
    assert found.right == pytest.approx(14 * 25.4 / 72, abs=0.5)
    assert found.left == pytest.approx(14 * 25.4 / 72, abs=0.5)


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_printed(name: str, tmp_path: Path) -> None:
    draft = drafter.compose(drafter.load_case(ROOT / "cases" / f"{name}.toml"))
    pages = page.lines_of(page.printed(to_docx(draft), tmp_path))
    assert len(pages) > 2
    text = "".join(line for lines in pages for line in lines)
    at = 0
    for said in words(draft):
        found = text.find(said, at)
        assert found >= 0, said
        at = found + len(said)
    headings = {squeezed(block.text) for block in draft.blocks if isinstance(block, Heading)}
    assert not headings.intersection(lines[-1] for lines in pages)


def words(draft: drafter.Draft) -> Iterator[str]:
    """What must be on paper, in this order; a table's cells may be cut by lines that lie side by side."""
    yield squeezed(draft.title)
    for block in draft.blocks:
        if not isinstance(block, Table):
            yield squeezed(block.text)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
