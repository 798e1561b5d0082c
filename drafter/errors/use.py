"""Faults of data files, of options and of the place a command runs in."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors.base import AtFile, DrafterError, Place


class Garbled(AtFile):
    """A text whose characters are not those that were meant: it was saved in another encoding than it was read in."""

    def message(self) -> str:
        return "文字是乱码，请用写它的软件打开原稿，另存为 UTF-8 编码的文本或 .docx 再给出"


class NeedsOutput(DrafterError):
    """A format of bytes that cannot go to a screen."""

    def __init__(self, shape: str) -> None:
        super().__init__()
        self.shape = shape

    def message(self) -> str:
        return f"drafter: {self.shape} 不能显示在屏幕上，请用 -o 写到文件"


class OnlyForWord(DrafterError):
    """An option that says something of Word documents, with another format."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option

    def message(self) -> str:
        return f"drafter: {self.option} 只用于写 docx，请把 -o 的扩展名改为 .docx"


class OnlyInWord(AtFile):
    """Findings asked for as comments in a file that is no .docx, or in several files at once."""

    def message(self) -> str:
        return "批注只能写进一个 .docx 文件的副本，请一次给出一个 .docx"


class BadDay(DrafterError):
    def __init__(self, option: str, text: str) -> None:
        super().__init__()
        self.option, self.text = option, text

    def message(self) -> str:
        return f'drafter: {self.option} "{self.text}" 不是日期，写作 2025-03-01'


class DataFault(DrafterError):
    """One fault of a phrase bank, a template or another data file of the program."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__()
        self.place, self.what = place, what

    def message(self) -> str:
        return self.what


class BadBank(DrafterError):
    """Everything that is wrong with the data files, reported together, a line each."""

    def __init__(self, faults: Sequence[DataFault]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def message(self) -> str:
        return "；".join(str(fault) for fault in self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class UnknownEnding(DrafterError):
    """`known` are the formats to choose from, or with `only` the one ending that the file can have."""

    def __init__(self, file: str, ending: str, known: Sequence[str], only: str = "") -> None:
        super().__init__()
        self.place, self.ending, self.known, self.only = Place(file), ending, tuple(known), only

    def message(self) -> str:
        if self.only:
            return f"不会写 {self.ending} 文件，请用扩展名 {self.only}"
        return f"不会写 {self.ending} 文件，请用 --format 指定 {'、'.join(self.known)} 之一，或改用这些扩展名"


class UnknownTone(DrafterError):
    def __init__(self, what: str, given: str, known: Sequence[str]) -> None:
        super().__init__()
        self.what, self.given, self.known = what, given, tuple(known)

    def message(self) -> str:
        return f'{self.what}没有 "{self.given}" 这一种，可选：{"、".join(self.known)}'


class UnknownName(DrafterError):
    """A name given on the command line that nothing here has; `known` are the names to choose from."""

    def __init__(self, what: str, text: str, nearest: str, known: Sequence[str]) -> None:
        super().__init__()
        self.what, self.text, self.nearest, self.known = what, text, nearest, tuple(known)

    def message(self) -> str:
        hint = f"，是不是 {self.nearest}" if self.nearest else f"，可选：{'、'.join(self.known[:12])}"
        return f'drafter: 没有 "{self.text}" 这个{self.what}{hint}'


class MissingGenre(DrafterError):
    """`drafter new` without saying what."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self.known = tuple(known)

    def message(self) -> str:
        return f"drafter: 缺少报告种类，可选：{'、'.join(self.known)}"


class TooManyCases(DrafterError):
    """`drafter new` told both what kind of case to make and from which to make it."""

    def message(self) -> str:
        return "drafter: 报告种类和年度由上年的案件得出，有了 --from 就不再写"


class NothingToCheck(DrafterError):
    """`drafter check` without a file."""

    def message(self) -> str:
        return "drafter: 缺少要检查的文件（用法见 drafter check --help）"


class NoForm(AtFile):
    """A case of a kind that fills no form."""

    def message(self) -> str:
        return "这种报告没有表可填，可以填表的是项目自评、部门自评和乡镇总结"


class NothingToImport(DrafterError):
    def message(self) -> str:
        return "没有给出要导入的文件：记事（.txt、.docx、.md）或表格（.xlsx、.xls、.et）"


class EditRefused(DrafterError):
    """An edit that would not leave the case file as it was meant to be."""

    def __init__(self, file: str, path: str) -> None:
        super().__init__()
        self.place, self.path = Place(file), path

    def message(self) -> str:
        return f"{self.path} 这一处的写法太特别，没有改动，请用文本编辑器改"


class ChangedOnDisk(AtFile):
    """The case file was changed by others since it was read."""

    def message(self) -> str:
        return "打开之后，这个文件被别的程序改过"


class NoTerminal(DrafterError):
    """The terminal interface asked for where there is none."""

    def message(self) -> str:
        return "drafter: 这里不是终端，打不开界面，请改用 drafter draft 案件.toml（drafter --help 列出全部命令）"


class OpenToNetwork(DrafterError):
    """The interface asked to listen where others can reach it."""

    def __init__(self, host: str) -> None:
        super().__init__()
        self.host = host

    def message(self) -> str:
        return f"drafter serve: {self.host} 不是本机的地址，网上的任何人都能改您的文件；只在本机用就不写 --host"


class PortTaken(DrafterError):
    """A port that another program answers on."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def message(self) -> str:
        return f"drafter serve: 端口 {self.port} 已经有程序在用（也许就是另一个 drafter serve），请用 --port 换一个"


class CannotListen(DrafterError):
    """An address or a port that this machine does not give."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__()
        self.host, self.port, self.why = host, port, why

    def message(self) -> str:
        return f"drafter serve: 不能在 {self.host} 的端口 {self.port} 上打开：{self.why}"


class MissingExtra(DrafterError):
    """A command whose optional packages are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__()
        self.what, self.extra = what, extra

    def message(self) -> str:
        return f"{self.what} 要先装上：pip install 'drafter[{self.extra}]'"


class OneYearMore(DrafterError):
    """A comparison of three years in a format that shows two texts only."""

    def message(self) -> str:
        return "drafter diff: 带修订标记的 Word 只比两年，三年对照请加 --tables，或用 -o 对照.xlsx"


class UnknownNumber(DrafterError):
    """A number that nothing in a list has, or that is to be kept and dropped at once."""

    def __init__(self, file: str, number: int, count: int) -> None:
        super().__init__()
        self.file, self.number, self.count = file, number, count

    def message(self) -> str:
        known = f"只有1至{self.count}" if self.count else "没有待定的"
        return f"{self.file}: 没有第{self.number}条，或又留又去；{known}，没有改动"
