"""Where everything of a TOML text stands: values with their ends, headers with their blocks, rows with their comments.

The writer gains that an edit touches the few characters it is about: comments, order, blank lines and spelling of all
the rest stay to the byte.

Limits: it trusts the text to be valid TOML 1.0 with line feeds alone.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.files.locate import _SPACE, Path, _Scan


class Header(NamedTuple):
    """A table header: the table it opens (the number of a row included) and where its line starts."""

    path: Path
    start: int
    row: bool


class Layout(_Scan):
    """`places` are the starts of values, `ends` where they end, `headers` in their order; `pairs` maps a key of a table
    (not of an inline one) to the start of its statement and the table in whose body it stands."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.ends: dict[Path, int] = {}
        self.headers: list[Header] = []
        self.pairs: dict[Path, tuple[int, Path]] = {}
        self._inside = 0
        self.run()

    def run(self) -> dict[Path, int]:
        """The line of each value of a text, by its path."""
        here: Path = ()
        while True:
            self.skip(_SPACE)
            if self.at >= len(self.text):
                return self.places
            start = self.at
            if self.text.startswith("[[", start):
                self.at += 2
                keys = self.resolve(self.keys(), start)
                index = self.counts.get(keys, -1) + 1
                self.counts[keys] = index
                here = (*keys, index)
                self.places.setdefault(keys, start)
                self.places[here] = start
                self.at = self.text.index("]]", self.at) + 2
                self.headers.append(Header(here, start, True))
            elif self.text[start] == "[":
                self.at += 1
                here = self.resolve(self.keys(), start)
                self.places.setdefault(here, start)
                self.at = self.text.index("]", self.at) + 1
                self.headers.append(Header(here, start, False))
            else:
                self.pair(here)

    def pair(self, here: Path) -> None:
        """A key with its value."""
        start, known = self.at, len(self.places)
        super().pair(here)
        if not self._inside and len(self.places) > known:
            path = next(path for path in reversed(self.ends))
            self.pairs[path] = start, here

    def value(self, path: Path) -> None:
        """A value, whatever stands in it counted as part of it."""
        start = self.at
        self._inside += 1
        super().value(path)
        self._inside -= 1
        self.ends.pop(path, None)
        self.ends[path] = start + len(self.text[start : self.at].rstrip())

    # -- what stands where ----------------------------------------------------------------------------------------
    def span(self, path: Path) -> tuple[int, int] | None:
        """Start and end of the value written at `path`; None where there is none, or only tables below it."""
        return (self.places[path], self.ends[path]) if path in self.ends else None

    def header(self, path: Path) -> Header | None:
        """The header that opens exactly the table or row at `path`."""
        return next((header for header in self.headers if header.path == path), None)

    def line_end(self, at: int) -> int:
        """Just behind the line break of the line that holds `at`."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def line_start(self, at: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, at) + 1

    def body_end(self, header: Header | None) -> int:
        """Where a new key of a table goes: behind its last one, or its header (None: the top of the file)."""
        table = header.path if header is not None else ()
        inside = [path for path, (_, home) in self.pairs.items() if home == table]
        if inside:
            return self.line_end(max(self.ends[path] for path in inside))
        return self.line_end(header.start) if header is not None else 0

    def opening(self, header: Header) -> int:
        """The start of a header with the comments directly above it."""
        at = self.line_start(header.start)
        while at > 0:
            before = self.line_start(at - 1)
            if not self.text[before:at].lstrip().startswith("#"):
                break
            at = before
        return at

    def block(self, path: Path) -> tuple[int, int]:
        """A row or table with all below it: from its header to the next one that is not its own.

        Comments directly above a row belong to it; above the first row they belong to the list, and stay.
        """
        header = self.header(path)
        assert header is not None
        start = self.line_start(header.start) if path[-1] == 0 else self.opening(header)
        for other in self.headers[self.headers.index(header) + 1 :]:
            if other.path[: len(path)] != path:
                return start, self.opening(other)
        return start, len(self.text)

    def rows(self, path: Path) -> int:
        """How many rows stand under headers at `path`."""
        return sum(header.row and header.path[:-1] == path for header in self.headers)

    def elements(self, path: Path) -> list[tuple[int, int]]:
        """The spans of the values of an array that is written in brackets."""
        found: list[tuple[int, int]] = []
        while (span := self.span((*path, len(found)))) is not None:
            found.append(span)
        return found
