"""Tracked changes as LibreOffice accepts and rejects them: whether the new text and the old one come back.

    python benchmarks/revisions.py [--pairs 20]

Pairs of years made from the cases (tests/year_pairs.py), each case against its text of the year before, and cases told
with other seeds. Each is written with moves and without; LibreOffice opens it, accepts or rejects all changes and saves
it; the paragraphs and rows that are left are compared with the text. Needed: soffice.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from drafter import api
from drafter.comparing.compare import compare
from drafter.comparing.compared_text import CELL, of_reading
from drafter.comparing.comparison import ComparedSide, Comparison
from drafter.comparisons import compare_files
from drafter.reading.reader import read_text
from drafter.writing.word.revisions import to_docx

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "cases").glob("[!.]*.toml"))
PRIOR = sorted((ROOT / "cases").glob("*-2023.txt"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Settle"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Settle(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  Dim name As String, doc As Object, dispatcher As Object, n As Integer
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  kind(0).Name = "FilterName" : kind(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  name = Dir(folder &amp; "/made/*.docx")
  Do While name &lt;&gt; ""
    For n = 0 To 1
      doc = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/made/" &amp; name), "_blank", 0, hidden())
      dispatcher.executeDispatch(doc.CurrentController.Frame, _
        Array(".uno:RejectAllTrackedChanges", ".uno:AcceptAllTrackedChanges")(n), "", 0, Array())
      doc.storeToURL(ConvertToURL(folder &amp; Array("/old/", "/new/")(n) &amp; name), kind())
      doc.close(True)
    Next n
    name = Dir
  Loop
  StarDesktop.terminate()
End Sub
</script:module>
"""


def settled(made: Mapping[str, bytes], folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    """What LibreOffice leaves of each document once all changes are rejected, and once all are accepted."""
    for name in ("made", "old", "new"):
        (folder / name).mkdir()
    for name, data in made.items():
        (folder / "made" / f"{name}.docx").write_bytes(data)
    office = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    # The first start makes a profile; the macro is put into it.
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    library = folder / "profile/user/basic/Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Settle.xba").write_text(_MODULE, encoding="utf-8")
    call = f'macro:///Standard.Settle.Settle("{folder.as_posix()}")'
    subprocess.run([*office, call], check=True, capture_output=True, timeout=60 + 5 * len(made))
    return {
        name: (paragraphs(folder / "old" / f"{name}.docx"), paragraphs(folder / "new" / f"{name}.docx"))
        for name in made
    }


def paragraphs(file: Path) -> list[str]:
    """The paragraphs and rows of a document without changes; the cells of a row with a mark between."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as opened:
        body = ElementTree.fromstring(opened.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    assert not [one for name in ("ins", "del", "moveFrom", "moveTo") for one in body.iter(W + name)], file.name
    found = []
    for element in body:
        if element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                found.append(CELL.join(_said(cell) for cell in row.iter(f"{W}tc")))
        elif text := _said(element):
            found.append(text)
    return found


def _said(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def wanted(side: ComparedSide) -> list[str]:
    """The paragraphs and rows of a text."""
    found: list[str] = []
    group = -1
    for unit in side.units:
        if unit.sort == "sentence" and unit.group == group:
            found[-1] += unit.text
        else:
            found.append(unit.text)
        group = unit.group if unit.sort == "sentence" else -1
    return found


def comparisons(pairs: int) -> Iterator[tuple[str, Comparison]]:
    sys.path.insert(0, str(ROOT / "tests"))
    from year_pairs import make

    texts = [path.read_text(encoding="utf-8") for path in PRIOR]
    texts += [api.to_text(api.compose(api.load_case(case))) for case in CASES]
    for seed in range(pairs):
        pair = make(texts[seed % len(texts)], seed, {"stale.year": 0.4, "paragraph.move": 0.12})
        yield f"generated-{seed:03}", _compared(pair.old, pair.new)
    for path in PRIOR:
        yield path.stem, compare_files(path, path.with_name(path.name.replace("-2023.txt", ".toml")))
    for path in CASES:
        case = api.load_case(path)
        old, *others = [api.to_text(api.compose(case, seed)) for seed in range(4)]
        for seed, new in enumerate(others, 1):
            yield f"{path.stem}-seed-{seed}", _compared(old, new)


def _compared(old: str, new: str) -> Comparison:
    return compare(of_reading(read_text(old)), of_reading(read_text(new)))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pairs", type=int, default=20)
    options = parser.parse_args()
    if shutil.which("soffice") is None:
        print("need soffice")
        return 2
    found = dict(comparisons(options.pairs))
    missed = 0
    for moves in (True, False):
        made = {name: to_docx(one, moves=moves) for name, one in found.items()}
        with tempfile.TemporaryDirectory() as folder:
            left = settled(made, Path(folder))
        for at, how in ((0, "rejected"), (1, "accepted")):
            wrong = [name for name, one in found.items() if left[name][at] != wanted((one.old, one.new)[at])]
            said = "with moves   " if moves else "without moves"
            print(f"{said}  all {how}: {len(found) - len(wrong)} of {len(found)} exact  {' '.join(wrong)}")
            missed += len(wrong)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
