"""Finding many names in a text at once: which of a table's rows does a sentence talk about?

The reader gains names found in one pass, the longest first, however many there are (a tree of characters, no regular
expression). Brackets and quotes count alike in either width.

Limits: names of more than 80 characters are not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

#: One character for another, so that offsets stay what they are.
_ALIKE = str.maketrans("（）［］：，；＂", '()[]:,;"')
_LONGEST = 80
_END = ""


def alike(text: str) -> str:
    """`text` with its marks in one width, as long as it was."""
    return text.translate(_ALIKE)


class Lookup:
    """Names to be found; empty ones and overlong ones are left out."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root: dict[str, Any] = {}
        for name in names:
            if 0 < len(name) <= _LONGEST:
                node = self._root
                for character in alike(name):
                    node = node.setdefault(character, {})
                node[_END] = name

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of each name in `text`, from the left, the longest one where several begin alike."""
        root = self._root
        if not root:
            return
        text = alike(text)
        at, length = 0, len(text)
        while at < length:
            node, end, name = root, at, ""
            reach = at
            while reach < length and (following := node.get(text[reach])) is not None:
                node, reach = following, reach + 1
                if _END in node:
                    end, name = reach, node[_END]
            if name:
                yield at, end, name
            at = max(end, at + 1)
