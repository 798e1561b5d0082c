"""What a paragraph is known by when others are like it: a few of its smallest hashes, names and figures aside.

The reader gains that a paragraph copied from another unit is found among a million without comparing all with all: of
two texts that share most of their runs of characters, the smallest hashes are the same (bottom-k sketches, Broder
1997).

Limits: a paragraph under 40 characters, names and figures aside, is no paragraph of anybody's own.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from zlib import crc32

from drafter.batch.outcome import ToldParagraph
from drafter.report.tree import Paragraph

if TYPE_CHECKING:
    from drafter.reading.reader import Reading

#: Hashes that are kept of a paragraph; characters of a run (shorter ones are words that all reports have); the shortest
#: paragraph; characters of it that are read.
KEPT, RUN, SHORTEST, LONGEST = 12, 8, 40, 2_000
#: Paragraphs that share fewer of their runs are not alike.
_HALF = 0.5
_FIGURES = re.compile(r"[\d.,%％‰]+|[零〇一二三四五六七八九十百千万亿两]{2,}")
#: What is quoted: documents, slogans.
_QUOTED = re.compile(r"《[^《》]{1,60}》|“[^“”]{1,40}”")
#: A place or an office where a name can begin: at a mark, or behind a word that such names follow.
_PLACE = r"[\u4e00-\u9fff]{2,4}?(?:省|市|县|区|镇|乡|街道)"
_OFFICE = r"[\u4e00-\u9fff]{2,10}?(?:局|委员会|办公室|中心|政府|公司|学校|中学|小学|医院|管理站|服务站|研究所)"
_NAMES = re.compile(rf"(?:^|(?<=[，。；：、（）“”！？在对由为和与及到向经]))(?:(?:{_PLACE})+(?:{_OFFICE})?)")
#: Names in a title or a signature.
_NAMED = re.compile(rf"(?P<place>(?:{_PLACE})*)(?P<office>{_OFFICE})?")
_MARKS = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")


def bare(text: str, names: Sequence[str] = ()) -> str:
    """A paragraph without what differs from unit to unit: `names` of its own, names of places and offices, documents,
    figures, marks."""
    text = text[:LONGEST]
    for name in names:
        text = text.replace(name, "")
    return _MARKS.sub("", _NAMES.sub("", _QUOTED.sub("", _FIGURES.sub("", text))))


def own_names(reading: Reading) -> tuple[str, ...]:
    """What a report calls its unit, its place and its project, as title and last lines have them; the longest first."""
    title = re.split(r"20\d\d|关于", reading.title.text)[0]
    texts = [title, *[block.text for block in reading.draft.blocks[-3:] if isinstance(block, Paragraph)]]
    found = {title} if 4 <= len(title) <= 40 else set()
    for text in texts:
        match = _NAMED.match(text) if len(text) <= 40 else None
        if match is not None and match[0]:
            found |= {match[0], match["place"], match["office"] or ""}
    return tuple(sorted((one for one in found if len(one) >= 3), key=lambda one: (-len(one), one)))


def runs(text: str) -> set[int]:
    """The hashes of the runs of characters of a bare text."""
    data = text.encode("utf-16-le")
    step = 2 * RUN
    return {crc32(data[at : at + step]) for at in range(0, max(1, len(data) - step + 1), 2)}


def sketch(said: str) -> bytes:
    """The smallest hashes of a bare paragraph, ascending, four bytes each; b"" for one that is too short."""
    if len(said) < SHORTEST:
        return b""
    # crc32 is linear: neighbouring runs would have neighbouring hashes, were they not mixed.
    least = sorted({one * 0x9E3779B1 & 0xFFFFFFFF for one in runs(said)})[:KEPT]
    return struct.pack(f"<{len(least)}I", *least)


def keys(data: bytes) -> tuple[int, ...]:
    """The hashes of a sketch."""
    return struct.unpack(f"<{len(data) // 4}I", data)


def shared(one: set[int], other: set[int]) -> float:
    """Which share of the runs of two paragraphs both have (Jaccard)."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def likeness(one: str, other: str) -> float:
    """How alike two bare paragraphs are, from 0 to 1: the share of characters that stand in both in one order. Where
    few runs are shared it is not worked out."""
    if one == other:
        return 1.0
    if shared(runs(one), runs(other)) < _HALF:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def sketches(reading: Reading, file: str) -> Iterator[ToldParagraph]:
    """The paragraphs of a report that are long enough to be somebody's own."""
    names = own_names(reading)
    for block, origin in zip(reading.draft.blocks, reading.origins, strict=True):
        if isinstance(block, Paragraph) and (data := sketch(said := bare(block.text, names))):
            line, _ = reading.place(origin) if hasattr(origin, "runs") else (0, 0)  # type: ignore[arg-type]
            yield ToldParagraph(file, f"第{line}{reading.source.unit}", block.text[:LONGEST], said, data)
