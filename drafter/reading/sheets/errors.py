"""What can be wrong with a workbook, each as a class whose members make the message."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors import DrafterError, Place


class BrokenBook(DrafterError):
    """A file that is no workbook, or a damaged one; `why` says what was met."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"读不了这个表格文件：{self.why}"


class DangerousBook(DrafterError):
    """A workbook that no office makes: far too large when unpacked, or with cells at the end of the world."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"这个表格文件不正常（{self.why}），没有打开，请核对来源"


class NothingInBook(DrafterError):
    """A workbook in which no form was found; `heads` are its words that might be heads."""

    def __init__(self, file: str, heads: Sequence[str]) -> None:
        super().__init__()
        self.place, self.heads = Place(file), tuple(heads)

    def message(self) -> str:
        seen = f"，看见的表头有{'、'.join(self.heads[:8])}" if self.heads else ""
        return f"没有认出绩效表或项目清单{seen}；认不得的表头可用 --map 表头=意思 记下（drafter import --map 列出意思）"


class ManyProjects(DrafterError):
    """Several projects where one case was asked for."""

    def __init__(self, file: str, count: int) -> None:
        super().__init__()
        self.place, self.count = Place(file), count

    def message(self) -> str:
        return f"里面有{self.count}个项目，请用 -o 文件夹/ 一个项目写一个案件"


class BadLayout(DrafterError):
    """A file of layouts that cannot be used; `why` says what of it."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file, line), why

    def message(self) -> str:
        return f"表头的写法不对：{self.why}"


class BadMapping(DrafterError):
    """A head mapped to something that there is not; `known` are the meanings."""

    def __init__(self, said: str, known: Sequence[str]) -> None:
        super().__init__()
        self.said, self.known = said, tuple(known)

    def message(self) -> str:
        return f"--map 要写成“表头=意思”，不认识 {self.said}；意思有：{'、'.join(self.known)}"
