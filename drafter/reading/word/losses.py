"""What of a document was not read, told in a line for each kind, with the places.

The reader gains the knowledge of what the checks did not see: struck text, embedded objects, fields without a result.
"""

from __future__ import annotations

#: For each kind what is said of it; a colon is followed by what it was.
_SAID = {
    "struck": "有删除线的文字没有读",
    "white": "有白纸上的白字，没有读",
    "object": "嵌入的对象没有读",
    "formula": "公式对象没有读",
    "chart": "图表没有读",
    "diagram": "SmartArt 图形里的文字没有读",
    "field": "域没有结果，没有读",
    "symbol": "有认不出的符号，记作〓",
    "embedded": "嵌入的文件没有读",
    "outside": "引用的外部文件没有读",
}
_PLACES, _SHOWN, _LONG = 5, 3, 20


class Losses:
    """Collects what was not read, with the number of the paragraph (from 1)."""

    def __init__(self) -> None:
        self._found: dict[str, dict[tuple[int, str], None]] = {}

    def add(self, kind: str, what: str, place: int) -> None:
        """Take note of something that cannot be read."""
        self._found.setdefault(kind, {})[place, what] = None

    def remarks(self) -> tuple[str, ...]:
        """A line for each kind."""
        return tuple(_line(_SAID[kind], list(found)) for kind, found in self._found.items())


def _line(said: str, found: list[tuple[int, str]]) -> str:
    places = list(dict.fromkeys(place for place, _ in found))
    shown = "、".join(map(str, places[:_PLACES]))
    more = f"等{len(places)}段" if len(places) > _PLACES else "段"
    things = list(dict.fromkeys(what for _, what in found if what))
    told = "、".join(f"“{what[:_LONG]}{'…' if len(what) > _LONG else ''}”" for what in things[:_SHOWN])
    rest = f"等{len(things)}处" if len(things) > _SHOWN else ""
    return f"第{shown}{more}{said}{'：' if told else ''}{told}{rest}"
