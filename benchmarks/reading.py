"""How reading grows with the text: a tenth of a million characters and a million, of each kind that is text.

Prints the time to read, the exponent between the two sizes (1 is linear growth), and the memory that Python held at
most. Tags that nothing closes stand for files made to hurt.

    python benchmarks/reading.py
"""

from __future__ import annotations

import base64
import math
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress

from drafter.errors import DrafterError
from drafter.reading.reader import read
from drafter.reading.source import Source
from drafter.reading.web import read_archive, read_web

SIZES = (100_000, 1_000_000)
SENTENCE = "本项目预算200万元，执行180万元，执行率90.00%，全县开展巡查1200人次，群众满意度稳步提升。"
LETTER = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
)


def _text(size: int) -> str:
    return "某县自评报告\n\n" + f"\u3000\u3000{SENTENCE}\n" * (size // len(SENTENCE))


def _short(size: int) -> str:
    return "某县自评报告\n\n" + "".join(f"\u3000\u3000第{i}段说明。\n" for i in range(size // 10))


def _page(size: int) -> bytes:
    return f"<meta charset=utf-8><h1>某县自评报告</h1>{f'<p>{SENTENCE}</p>' * (size // len(SENTENCE))}".encode()


def _table(size: int) -> bytes:
    rows = "".join(f"<tr><td>{i}<td>第{i}号水库<td>{i}.5<td>{i}.25" for i in range(size // 20))
    return f"<meta charset=utf-8><h1>某县自评报告</h1><table>{rows}</table>".encode()


def _open(size: int) -> bytes:
    return b"<a " * (size // 3)


def _deep(size: int) -> bytes:
    return b"<div><b>" * (size // 8) + "正文。".encode()


KINDS: dict[str, tuple[Callable[[int], str | bytes], Callable[[str | bytes], object]]] = {
    "text": (_text, lambda given: read(Source(str(given)))),
    "text, short lines": (_short, lambda given: read(Source(str(given)))),
    "Markdown": (_text, lambda given: read(Source(str(given)), markdown=True)),
    "page": (_page, lambda given: read_web("", data=_bytes(given))),
    "page, a table": (_table, lambda given: read_web("", data=_bytes(given))),
    "page, open tags": (_open, lambda given: read_web("", data=_bytes(given))),
    "page, deep": (_deep, lambda given: read_web("", data=_bytes(given))),
    "page in one file": (
        lambda size: LETTER + base64.encodebytes(_page(size)) + b"\n--b--\n",
        lambda given: read_archive(_bytes(given)),
    ),
}


def _bytes(given: str | bytes) -> bytes:
    return given if isinstance(given, bytes) else given.encode()


def _timed(reader: Callable[[str | bytes], object], given: str | bytes) -> float:
    start = time.process_time()
    # Tags without a word are refused.
    with suppress(DrafterError):
        reader(given)
    return time.process_time() - start


def main() -> None:
    for name, (make, reader) in KINDS.items():
        small, large = (make(size) for size in SIZES)
        _timed(reader, small)
        before, after = min(_timed(reader, small) for _ in range(3)), _timed(reader, large)
        tracemalloc.start()
        _timed(reader, large)
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        growth = math.log10(after / before) if before > 0 else 0.0
        print(f"{name:18} {before * 1e3:8.1f} ms {after * 1e3:9.1f} ms   exponent {growth:4.2f}   {held / 1e6:6.1f} MB")


if __name__ == "__main__":
    main()
