"""XML copied without what leads outside: links, scripts, sources of data, fonts and pictures from elsewhere.

Limits: pictures are left out altogether, since nothing is read of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from drafter.errors import BrokenWord, DangerousWord
from drafter.reading.disarm.codes import harmless
from drafter.reading.word.parsing import DEPTH, TOKEN

#: Elements that are left out with all that they hold, by their names without a prefix.
_DROPPED = frozenset(
    # OpenDocument
    ("font-face-uri", "font-face-src", "event-listeners", "scripts", "dde-source", "dde-connection-decl",
     "section-source", "floating-frame", "applet", "plugin", "forms", "connection-resource", "background-image",
     "fill-image", "image", "binary-data", "template", "auto-reload", "hyperlink-behaviour", "image-map", "settings",
     "script",
    # Word
     "bindata", "imagedata", "oleobject", "docoledata", "docsuppdata", "attachedtemplate", "mailmerge", "altchunk",
     "subdoc", "frameset", "docvars", "schemalibrary", "xmlschemas")
)  # fmt: skip
_LINKS = frozenset(("href", "src", "base", "url", "datasource", "connection-resource", "image-data", "data"))
_OUTSIDE = re.compile(r"://|^\s*(?:\\\\|//|[A-Za-z][\w.+-]*:|/|\\|\.\.)")
_ADDRESS = re.compile(r"://|^\s*(?:\\\\|//)")


class _Copier:
    def __init__(self, file: str) -> None:
        self.out: list[str] = []
        #: How many things the parser has told so far.
        self.moved = 0
        self._file, self._depth, self._gone = file, 0, 0
        #: Words of the code of a field, while one is open.
        self._code: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.moved += 1
        self._depth += 1
        if self._depth > DEPTH:
            raise DangerousWord(self._file, "层次过深")
        plain = _local(name)
        if self._gone or plain in _DROPPED:
            self._gone += 1
            return
        said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if _kept(key, value))
        self.out.append(f"<{name}{said}>")
        if plain in ("instrtext", "delinstrtext"):
            self._code = []

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._gone:
            self._gone -= 1
            return
        if self._code is not None:
            code, self._code = "".join(self._code), None
            # A code in several pieces is judged piece by piece: one that names nothing known goes.
            self.out.append(escape(code) if harmless(code) or not re.search(r"[A-Za-z:\\/]", code) else "")
        self.out.append(f"</{name}>")

    def words(self, text: str) -> None:
        self.moved += 1
        if self._gone:
            return
        if self._code is not None:
            self._code.append(text)
        else:
            self.out.append(escape(text))

    def doctype(self, *_: object) -> None:
        raise DangerousWord(self._file, "含有实体声明")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _kept(name: str, value: str) -> bool:
    """Whether an attribute stays: a declaration of names, a link inside the document, what is no address."""
    if name == "xmlns" or name.startswith("xmlns:"):
        return True
    plain = _local(name)
    if plain == "instr":
        return harmless(value)
    return not (_OUTSIDE if plain in _LINKS else _ADDRESS).search(value)


def copied(chunks: Iterable[bytes], file: str) -> bytes:
    """The copy of an XML text in UTF-8. Raises BrokenWord or DangerousWord."""
    copier = _Copier(file)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = copier.start, copier.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = copier.words, copier.doctype
    moved = waiting = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            waiting = 0 if copier.moved != moved else waiting + len(chunk)
            moved = copier.moved
            if waiting > TOKEN:
                raise DangerousWord(file, "一个标记过长")
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        raise BrokenWord(file, "文件已损坏，读不通") from None
    return ('<?xml version="1.0" encoding="UTF-8"?>' + "".join(copier.out)).encode()
