"""What a workbook may hold before it is unpacked: weights of its parts, and how far out its cells stand.

The reader gains that a small file cannot ask for all memory: a reader of sheets makes room for the whole rectangle that
the cells lie in, and one cell in the last row and column asks for seventeen thousand million.

Source: ECMA-376, 18.3.1.4 (c), APPNOTE 4.3; MS-CFB 2.2; MS-XLS 2.4. Limits: of a compound file the cells are counted
by their records, wherever the stream lies in order.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from drafter.errors import BrokenWord, DangerousWord, NeedsPassword
from drafter.reading.sheets.errors import BrokenBook, DangerousBook
from drafter.reading.sheets.formulas import unreckoned
from drafter.reading.word.archive import ZipArchive

#: Cells of the rectangle of one sheet, and bytes of all parts unpacked.
CELLS, WHOLE = 6_000_000, 400_000_000
#: It begins with its letters, so that a hundred million bytes are looked through quickly; readers take either quote.
_REFERENCE = re.compile(rb"""r=["']([A-Za-z]{1,3})(\d{1,7})["']""")
#: So much of a piece is looked at again with the next one.
_TAIL = 64
#: Records of cells, each beginning with its row and column: blanks, numbers, words, formulas and runs of them.
_CELLS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E))
_RUNS = frozenset((0x00BD, 0x00BE))
_BEGIN, _FILEPASS = 0x0809, 0x002F
_ENDED = 0xFFFFFFFA
#: The stream of a workbook that was packed under a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def check_package(data: bytes, file: str) -> bool:
    """Whether a sheet holds a formula that was never reckoned. Raises DangerousBook, BrokenBook or NeedsPassword for a
    zip that must not be given to a reader of sheets."""
    bare = False
    try:
        archive = ZipArchive(data, file)
        weight = 0
        for name in archive.names():
            low = name.lower()
            sheet = "sheets/" in low and low.endswith(".xml")
            tail, box = b"", CellBounds()
            for chunk in archive.chunks(archive.info(name)):
                weight += len(chunk)
                if weight > WHOLE:
                    raise DangerousBook(file, "解压后过大")
                if b"<!ENTITY" in tail + chunk or b"<!DOCTYPE" in tail + chunk:
                    raise DangerousBook(file, "里有外部定义")
                if sheet:
                    bare = bare or unreckoned(tail + chunk)
                    box.feed(tail + chunk)
                    if box.size > CELLS:
                        raise DangerousBook(file, "有格子离得太远，占的地方过大，请删去多余的行列后另存")
                tail = chunk[-_TAIL:]
    except BrokenWord:
        raise BrokenBook(file, "文件已损坏，解不开，请重新传一次") from None
    except DangerousWord as error:
        raise DangerousBook(file, error.why) from None
    return bare


class CellBounds:
    """The rectangle that the cells of one sheet lie in."""

    def __init__(self) -> None:
        self.top = self.left = 1 << 30
        self.bottom = self.right = 0

    def feed(self, chunk: bytes) -> None:
        """Take the cells that a piece of a sheet names."""
        found = _REFERENCE.findall(chunk)
        columns: set[bytes] = {one[0] for one in found}
        rows = [int(digits) for digits in {one[1] for one in found}]
        for letters in columns:
            column = 0
            for letter in letters.upper():
                column = column * 26 + letter - 64
            self.left, self.right = min(self.left, column), max(self.right, column)
        if rows:
            self.top, self.bottom = min(self.top, min(rows)), max(self.bottom, max(rows))

    def add(self, row: int, column: int) -> None:
        """Take a cell."""
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)

    @property
    def size(self) -> int:
        """Cells of the rectangle from the corner of the sheet on."""
        return self.bottom * self.right if self.bottom else 0


def check_compound(data: bytes, file: str) -> None:
    """Raises DangerousBook, BrokenBook or NeedsPassword for a file of Excel 97 to 2003."""
    stream = _stream(data)
    if stream is None and _LOCKED in data:
        raise NeedsPassword(file)
    if stream is None:
        raise BrokenBook(file, "里面没有表格，或文件已损坏")
    box = CellBounds()
    for kind, body in _records(stream):
        if kind == _FILEPASS:
            raise NeedsPassword(file)
        if kind == _BEGIN:
            box = CellBounds()
        elif kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            if kind in _RUNS and len(body) >= 6:
                column = max(column, struct.unpack_from("<H", body, len(body) - 2)[0])
            box.add(row + 1, column + 1)
            if box.size > CELLS:
                raise DangerousBook(file, "有格子离得太远，占的地方过大，请删去多余的行列后另存")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(stream)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _stream(data: bytes) -> bytes | None:
    """The stream with the sheets, put together from its sectors; None where the file has none."""
    try:
        shift, small = struct.unpack_from("<HH", data, 30)
        count, first = struct.unpack_from("<II", data, 44)
        (cutoff,) = struct.unpack_from("<I", data, 56)
        (minis,) = struct.unpack_from("<I", data, 60)
    except struct.error:
        return None
    if not 7 <= shift <= 16 or not 4 <= small <= shift:
        return None
    size = 1 << shift
    longest = len(data) // size + 2
    table: list[int] = []
    for sector in _difat(data, size, longest)[: min(count, longest)]:
        part = data[(sector + 1) * size : (sector + 2) * size]
        table.extend(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))

    def chain(start: int) -> bytes:
        parts, at, steps = [], start, 0
        while at < len(table) and at < _ENDED and steps < longest:
            parts.append(data[(at + 1) * size : (at + 2) * size])
            at, steps = table[at], steps + 1
        return b"".join(parts)

    directory = chain(first)
    root = b""
    for at in range(0, len(directory) - 127, 128):
        entry = directory[at : at + 128]
        (length,) = struct.unpack_from("<H", entry, 64)
        name = entry[: max(0, length - 2)].decode("utf-16-le", errors="replace").lower()
        start, weight = struct.unpack_from("<II", entry, 116)
        if at == 0:
            root = chain(start)
        if name in ("workbook", "book"):
            if weight >= cutoff:
                return chain(start)[:weight]
            return _mini(root, chain(minis), start, weight, 1 << small)
    return None


def _difat(data: bytes, size: int, longest: int) -> list[int]:
    """The sectors of the table of sectors."""
    found = [one for one in struct.unpack_from("<109I", data, 76) if one < _ENDED] if len(data) >= 512 else []
    (at,) = struct.unpack_from("<I", data, 68) if len(data) >= 72 else (_ENDED,)
    for _ in range(longest):
        part = data[(at + 1) * size : (at + 2) * size] if at < _ENDED else b""
        if len(part) < size:
            break
        *more, at = struct.unpack(f"<{size // 4}I", part)
        found.extend(one for one in more if one < _ENDED)
    return found


def _mini(root: bytes, table: bytes, start: int, weight: int, size: int) -> bytes:
    parts, at, steps = [], start, 0
    while at < len(table) // 4 and steps * size < weight:
        parts.append(root[at * size : (at + 1) * size])
        (at,) = struct.unpack_from("<I", table, at * 4)
        steps += 1
    return b"".join(parts)[:weight]
