"""The cells of a paper as they stand: a grid of them, a row of a table of indicators by what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafter.reviewing.names import is_none
from drafter.reviewing.value import CellText

#: Why a row has neither result nor marks: 经县财政局同意取消，分值并入其他指标.
_CANCELLED = re.compile(r"(?<!未)(?:取消|作废|撤销|停止(?:实施|执行)|不再(?:实施|执行|考核)|已删除)(?!资格)")
_DROPPED = re.compile(
    r"^(?:经?[^，。]{0,10})?(?:批准|批复|同意)?(?:已|予以)?(?:取消|作废|撤销|停止实施|不再实施)(?:该?指标|该项)?$"
    r"|^经?[^,，。;；]{0,24}(?:批准|批复|同意)[^,，。;；]{0,4}(?:取消|作废|撤销|停止实施|不再实施)(?:该?指标|该项)?(?=[,，。;；])"
)
_SAYING = ("target", "adjusted_target", "actual", "remark", "reason", "description")


class PaperGrid(NamedTuple):
    """Cells by row and column; `title` is what stands over them, `name` the sheet or table."""

    rows: Sequence[Sequence[CellText]]
    title: str = ""
    name: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """A row of a table of indicators: cells by what their column means; levels are carried down."""

    cells: Mapping[str, CellText]

    def __getitem__(self, key: str) -> CellText:
        return self.cells.get(key, CellText())

    @property
    def name(self) -> str:
        """The name of the indicator, without its number."""
        return re.sub(r"^(?:指标)?\s*\d+\s*[:：.、．]\s*", "", self["name"].text.strip())

    @property
    def unset(self) -> bool:
        """Whether the row says that there is no such indicator: （年初未申报成本指标）."""
        return is_none(self.name)

    @property
    def dropped(self) -> bool:
        """Whether the row says of its indicator that it was cancelled: 经批准取消 for a target, or at length beside
        neither result nor marks."""
        blank = not any(self[key].said.strip("*/-—_") for key in ("actual", "weight", "score"))
        words = _CANCELLED if blank else _DROPPED
        return any(words.search(self[key].said) for key in _SAYING)

    @property
    def place(self) -> str:
        """Where the row stands: its name, else its first cell."""
        return self["name"].place or next((cell.place for cell in self.cells.values() if cell.place), "")
