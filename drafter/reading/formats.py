"""Which reader a file is given to: the one for what its bytes are, not for what its name says.

The reader gains one place where a kind of file is added: a function from bytes to a reading.

Limits: those of telling kinds apart (:mod:`drafter.reading.kinds`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from drafter.errors import NeedsConversion, OtherKind
from drafter.files.read import read_given
from drafter.language.sentences import ENDS
from drafter.reading.encoding import decoded
from drafter.reading.kinds import OLE, PROMISED, kind_of
from drafter.reading.markdown import struck
from drafter.reading.reader import Reading, read
from drafter.reading.source import LIMIT, Source


class Given(NamedTuple):
    """What a reader gets: the name of the file, its bytes, the marks that end a sentence, whether the text before
    tracked changes is meant, and the kind that the bytes are."""

    file: str
    data: bytes
    ends: str = ENDS
    original: bool = False
    kind: str = "text"


Reader: TypeAlias = Callable[[Given], Reading]


def ending(file: str) -> str:
    """The ending of a file's name in lower case, with its dot."""
    return os.path.splitext(file)[1].lower()  # noqa: PTH122 - pathlib knows no surrogates better


def _text(given: Given) -> Reading:
    found = decoded(given.data, given.file)
    markdown = given.kind == "markdown"
    reading = read(Source(found.text, given.file), given.ends, markdown)
    remarks = [f"有{found.lost}个字坏了，读不出来"] if found.lost else []
    if markdown and (count := struck(found.text)):
        remarks.append(f"有{count}处划掉的文字没有读")
    return reading._replace(remarks=tuple(remarks))


def _word(given: Given) -> Reading:
    from drafter.reading.word.package import Package
    from drafter.reading.word.reader import read_package

    return read_package(Package(given.data, given.file), given.ends, given.original, inside)


def _converted(given: Given) -> Reading:
    from drafter.reading.office import read_converted

    return read_converted(given.data, given.file, given.kind, given.ends, given.original, inside)


def _web(given: Given) -> Reading:
    from drafter.reading.web import read_web

    return read_web(given.file, given.ends, given.data, given.original)


def _archive(given: Given) -> Reading:
    from drafter.reading.web import read_archive

    return read_archive(given.data, given.file, given.ends, given.original)


def _pdf(given: Given) -> Reading:
    from drafter.reading.pdf import read_pdf

    return read_pdf(given.file, given.ends, given.data)


def _sheets(given: Given) -> Reading:
    if given.data.startswith(b"PK") or given.data.startswith(OLE):
        from drafter.reading.sheets.tree import read_sheets

        return read_sheets(given.data, given.file, given.ends)
    raise NeedsConversion(given.file, ending(given.file))


def inside(file: str, data: bytes, kind: str, original: bool) -> Reading | None:
    """A text that stands inside a document; None where nothing of ours reads it."""
    reader = READERS.get(kind)
    return reader(Given(file, data, original=original, kind=kind)) if reader is not None else None


def _refused(given: Given) -> Reading:
    raise NeedsConversion(given.file, ending(given.file))


READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("text", "markdown"), _text),
    "word": _word,
    **dict.fromkeys(("doc", "rtf", "odt", "fodt", "word-2003"), _converted),
    "web": _web,
    "mht": _archive,
    "pdf": _pdf,
    "workbook": _sheets,
    **dict.fromkeys(("slides", "ofd", "uof", "flat-word"), _refused),
}
#: What kinds are called; those of word processors are alike to who writes with one.
CALLED = {
    **dict.fromkeys(("word", "doc", "rtf", "odt", "fodt", "word-2003", "flat-word", "uof"), "文字处理软件的文稿"),
    **dict.fromkeys(("text", "markdown"), "纯文本"),
    "web": "网页", "mht": "单个文件的网页", "pdf": "PDF", "workbook": "表格",
    "slides": "演示文稿", "ofd": "版式文件（OFD）",
}  # fmt: skip


def read_any(file: str, ends: str = ENDS, original: bool = False) -> Reading:
    """The text in `file` as a tree; `original` asks for a document as it was before its tracked changes.

    Raises :class:`drafter.DrafterError`, one line in Chinese, for a file that cannot be used.
    """
    data = read_given(file, LIMIT)
    named = ending(file)
    promised, kind = PROMISED.get(named, ""), kind_of(data, named)
    called = CALLED.get(kind, kind)
    reader = READERS.get(kind, _refused)
    if reader is _refused and promised != kind:
        raise OtherKind(file, called)
    reading = reader(Given(file, data, ends, original, kind))
    if promised and CALLED[promised] != called:
        remark = f"扩展名是 {named}，内容是{called}，已按{called}读"
        return reading._replace(remarks=(remark, *reading.remarks))
    return reading


def readable() -> tuple[str, ...]:
    """The endings of all files that can be read, in the order of the registry."""
    return tuple([known for known, kind in PROMISED.items() if READERS[kind] is not _refused])
