"""Word documents: how long it takes to write 20 pages, to read 10, 100 and 1,000, and what memory that takes; what it
takes to check 100,000 paragraphs.

A page is 22 lines of 28 characters. Each figure is the best of some runs, each size measured in a process of its own;
memory is what the process held at the most beyond what it held before (Linux). The exponent between neighbouring sizes
is 1 where time grows with the pages. Exits with 1 where a bar is missed.

    python benchmarks/word.py [--pages 10 100 1000] [--paragraphs 100000]
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from scaling import source

from drafter import api
from drafter.checking.run import check_reading
from drafter.comparing.compare import compare
from drafter.comparing.compared_text import of_reading
from drafter.reading.reader import Reading, read_text
from drafter.reading.word.package import Package
from drafter.reading.word.reader import read_package
from drafter.report.tree import Block, Draft, Heading, Paragraph, Table

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "cases").glob("[!.]*.toml"))
PAGE = 22 * 28
#: Seconds for 20 pages beyond the start of Python and the import of python-docx (issue 6).
BAR = 0.4
#: Above this a size that grows tenfold is not read in linear time.
LINEAR = 1.15
TURNS = 15
#: What checking 100,000 paragraphs may take in all (MB, issue 11).
MOST = 400


def draft_of(pages: int) -> Draft:
    """The reports of all cases, one after the other, until so many pages are full."""
    blocks: list[Block] = []
    written, seed = 0, 0
    while written < pages * PAGE:
        for file in CASES:
            for block in api.compose(api.load_case(file), seed).blocks:
                blocks.append(block)
                written += _characters(block)
                if written >= pages * PAGE:
                    return Draft("", "某某单位绩效自评报告汇编", 0, tuple(blocks))
        seed += 1
    return Draft("", "", 0, tuple(blocks))


def _characters(block: Block) -> int:
    """What a block takes of a page: whole lines."""
    if isinstance(block, Table):
        return 28 * (len(block.rows) + 1)
    size = len(block.text) + 2 * isinstance(block, (Heading, Paragraph))
    return 28 * math.ceil(size / 28)


def paragraphs(count: int) -> bytes:
    """A document of so many paragraphs without anything else."""
    empty = api.to_docx(Draft("", "甲", 0, ()))
    with zipfile.ZipFile(io.BytesIO(empty)) as opened:
        held = {name: opened.read(name).decode() for name in opened.namelist()}
    inside = "".join(f"<w:p><w:r><w:t>第{n}段说的是支出{n}万元，执行率正常。</w:t></w:r></w:p>" for n in range(count))
    held["word/document.xml"] = held["word/document.xml"].replace("<w:body>", f"<w:body>{inside}")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in held.items():
            made.writestr(name, text)
    return stream.getvalue()


def read(data: bytes) -> Reading:
    return read_package(Package(data, "x.docx"))


# -- one measurement, in a process of its own -------------------------------------------------------------------------
def held() -> int:
    """The most memory that this process has held, in bytes (0 where the system does not tell)."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def measured(what: str, file: str) -> dict[str, float]:
    """Seconds and bytes for one thing done with `file`: read it, write its tree, write its revision."""
    import docx  # noqa: F401 - its import is not measured

    data = Path(file).read_bytes()
    if what == "read":
        read(Path(sys.argv[-1]).read_bytes())
        before = held()
        start = time.perf_counter()
        read(data)
    elif what == "check":
        check_reading(read(Path(sys.argv[-1]).read_bytes()))
        before = 0
        start = time.perf_counter()
        check_reading(read(data))
    elif what == "write":
        draft = read(data).draft
        api.to_docx(Draft("", "甲", 0, ()))
        before = held()
        start = time.perf_counter()
        api.to_docx(draft)
    else:
        from drafter.writing.word.revisions import to_docx

        text = api.to_text(read(data).draft)
        other = text.replace("2024年", "2025年").replace("万元，", "万元；其中，")
        found = compare(of_reading(read_text(text)), of_reading(read_text(other)))
        before = held()
        start = time.perf_counter()
        to_docx(found)
    return {"seconds": time.perf_counter() - start, "bytes": held() - before}


def apart(what: str, file: Path, small: Path, runs: int) -> tuple[float, float]:
    """The best time and the least memory of some runs, each in a process of its own."""
    command = [sys.executable, __file__, "--one", what, str(file), str(small)]
    found = []
    for _ in range(runs):
        made = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        found.append(json.loads(made.stdout))
    return min(one["seconds"] for one in found), min(one["bytes"] for one in found)


# -- the table --------------------------------------------------------------------------------------------------------
def command_line(folder: Path) -> tuple[float, float]:
    """`drafter draft` of 20 pages as a whole process, and the import of python-docx: medians in turns."""
    case = folder / "二十页.toml"
    case.write_text(source(380), encoding="utf-8")
    draft = [sys.executable, "-m", "drafter", "draft", str(case), "-o", str(folder / "x.docx")]
    bare = [sys.executable, "-c", "import docx"]
    times: dict[str, list[float]] = {"draft": [], "bare": []}
    for turn in range(TURNS + 1):
        for name, command in (("draft", draft), ("bare", bare)):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            if turn:
                times[name].append(time.perf_counter() - start)
    return statistics.median(times["draft"]), statistics.median(times["bare"])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--pages", nargs="+", type=int, default=[10, 100, 1000])
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(*options.one[:2])))
        return 0
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft = draft_of(20)
        times = []
        for _ in range(TURNS):
            start = time.perf_counter()
            api.to_docx(draft)
            times.append(time.perf_counter() - start)
        alone = statistics.median(times)
        print(f"write 20 pages, in the process    {alone:8.3f} s   (bar {BAR} s)")
        whole, bare = command_line(folder)
        print(
            f"drafter draft -o, 380 projects    {whole:8.3f} s   import docx {bare:.3f} s   beyond {whole - bare:.3f} s"
        )
        missed += [f"20 pages in {one:.3f} s" for one in (alone, whole - bare) if one > BAR]
        small = folder / "small.docx"
        small.write_bytes(api.to_docx(draft_of(1)))
        files = []
        for pages in options.pages:
            files.append(folder / f"{pages}.docx")
            files[-1].write_bytes(api.to_docx(draft_of(pages)))
        for what in ("read", "write", "revise"):
            before = (0.0, 0)
            for pages, file in zip(options.pages, files, strict=True):
                seconds, size = apart(what, file, small, options.runs)
                growth = math.log(seconds / before[0]) / math.log(pages / before[1]) if before[1] else 0.0
                said = f"   exponent {growth:5.2f}" if before[1] else ""
                print(f"{what:7}{pages:6} pages {seconds:20.3f} s   {size / 1e6:8.1f} MB{said}")
                if what == "read" and growth > LINEAR:
                    missed.append(f"reading grows by {growth:.2f}")
                before = (seconds, pages)
        if options.paragraphs:
            file = folder / "paragraphs.docx"
            file.write_bytes(paragraphs(options.paragraphs))
            seconds, size = apart("read", file, small, 1)
            print(f"read {options.paragraphs:8} paragraphs {seconds:15.3f} s   {size / 1e6:8.1f} MB")
            seconds, size = apart("check", file, small, 1)
            print(f"check {options.paragraphs:7} paragraphs {seconds:14.3f} s   {size / 1e6:8.1f} MB (bar {MOST})")
            missed += [f"{size / 1e6:.0f} MB to check {options.paragraphs} paragraphs"] if size > MOST * 1e6 else []
    for one in missed:
        print(f"missed: {one}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
