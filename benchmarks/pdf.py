"""How reading a PDF grows with its length: 10,000 to 1,000,000 characters of paragraphs and tables.

Prints, for each length, the processor time and the peak memory of the process that reads and of the program itself, and
the exponent between neighbouring lengths (1 is linear growth).

    python benchmarks/pdf.py [--longest 1000000]
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from pdf_files import lines, pdf, ruled, shown, table

LENGTHS = (10_000, 100_000, 1_000_000)
TEXT = "全县统筹推进水利工程建设和管护，年初预算安排资金若干，截至年底实际支出如数，执行情况良好，较上年有所提高。"
XS, ROWS = (72, 200, 300, 400), 12
#: Run apart for each length, since the peak of a process never falls.
MEASURE = """import resource, sys
from drafter.reading.formats import read_any
reading = read_any(sys.argv[1])
for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF):
    used = resource.getrusage(who)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
print(len(reading.source.text))
"""


def pages(length: int) -> list[str]:
    """Pages of so many characters in all, each fifth with a table."""
    made: list[str] = []
    said = 0
    while said < length:
        number = len(made) + 1
        texts = [f"　　{number}页{at}行。{TEXT}"[:36] for at in range(18 if number % 5 else 8)]
        drawn = lines(texts, y=770) + shown(f"— {number} —", 280, 40, 10)
        said += sum(map(len, texts))
        if number % 5 == 0:
            cells = [[f"第{row}项", f"{number}{row}.50", f"{row}{number}.25"] for row in range(ROWS)]
            drawn += ruled(XS, [560 - 20 * row for row in range(ROWS + 1)]) + table(cells, XS, 560)
            said += sum(len(cell) for row in cells for cell in row)
        made.append(drawn)
    return made


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--longest", type=int, default=LENGTHS[-1])
    longest = options.parse_args().longest
    before = (0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        for length in (each for each in LENGTHS if each <= longest):
            file = Path(folder) / "a.pdf"
            file.write_bytes(pdf(pages(length)))
            said = subprocess.run(
                [sys.executable, "-c", MEASURE, str(file)], capture_output=True, text=True, check=True
            )
            reader, program, (count,) = ([float(word) for word in line.split()] for line in said.stdout.splitlines())
            growth = (
                f"   exponent {math.log(reader[0] / before[0]) / math.log(count / before[1]):4.2f}" if before[1] else ""
            )
            print(f"{int(count):9,} characters: reader {reader[0]:6.2f} s {reader[1]:4.0f} MB   "
                  f"program {program[0]:5.2f} s {program[1]:4.0f} MB{growth}")  # fmt: skip
            before = reader[0], int(count)


if __name__ == "__main__":
    main()
