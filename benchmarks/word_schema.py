"""Word documents against the standard's schema (ISO/IEC 29500-4, transitional): Word is strict where others are not.

    python benchmarks/word_schema.py FOLDER

FOLDER holds wml.xsd and what it refers to, as the standard and python-docx's repository (ref/xsd) have it. Checked are
the drafts of all cases, in the program's look and in that of python-docx's template, comparisons with and without date
and moves, and findings as comments. Exits with 1 where a part does not fit.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from revisions import CASES, comparisons

from drafter import api
from drafter.checking.run import check_reading
from drafter.reading.formats import read_any
from drafter.writing.word.remarks import annotated
from drafter.writing.word.revisions import Signed, to_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML = "http://www.w3.org/XML/1998/namespace"
#: Parts of another vocabulary that a reader may skip (ISO/IEC 29500-3).
SKIPPED = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
#: The schema of xml:space and xml:lang, which the standard's files import without saying where it is.
SPACE = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="{XML}">
<xsd:attribute name="space" type="xsd:NCName"/><xsd:attribute name="lang" type="xsd:language"/></xsd:schema>"""


def schema(source: Path, folder: Path) -> Any:
    """The schema of WordprocessingML, from a copy in which every import says where it leads."""
    for file in source.glob("*.xsd"):
        text = file.read_text(encoding="utf-8")
        text = text.replace(
            f'<xsd:import namespace="{XML}"/>', f'<xsd:import namespace="{XML}" schemaLocation="xml.xsd"/>'
        )
        (folder / file.name).write_text(text, encoding="utf-8")
    (folder / "xml.xsd").write_text(SPACE, encoding="utf-8")
    return etree.XMLSchema(etree.parse(str(folder / "wml.xsd")))


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    paper = folder / "paper.docx"
    Document().save(str(paper))
    for file in CASES:
        case = api.load_case(file)
        for seed in range(3):
            draft = api.compose(case, seed)
            data = api.to_docx(draft, case)
            yield f"{file.stem} {seed}", data
            yield f"{file.stem} {seed} on paper", api.to_docx(draft, case, paper)
        written = folder / "written.docx"
        written.write_bytes(data)
        yield f"{file.stem} with comments", annotated(data, "x.docx", check_reading(read_any(str(written))))
    for name, found in comparisons(20):
        for signed in (Signed(), Signed("某某", "2025-03-09T00:00:00Z")):
            for moves in (True, False):
                yield f"{name} {signed.date} {'moves' if moves else ''}", to_docx(found, signed, moves)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    count = wrong = 0
    with tempfile.TemporaryDirectory() as name:
        known = schema(options.folder, Path(name))
        for title, data in documents(Path(name)):
            with zipfile.ZipFile(io.BytesIO(data)) as opened:
                for part in opened.namelist():
                    root = etree.fromstring(opened.read(part)) if part.endswith(".xml") else None
                    if root is None or not root.tag.startswith(W):
                        continue
                    if title.endswith("paper") and part == "word/settings.xml":
                        # As python-docx has it: a zoom without a percentage.
                        continue
                    root.attrib.pop(SKIPPED, None)
                    count += 1
                    if not known.validate(root):
                        wrong += 1
                        print(f"{title}  {part}  {known.error_log[0].message}")
    print(f"{count} parts, {wrong} do not fit")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
