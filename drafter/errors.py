"""What can go wrong, each as a class whose members make the message.

The reader gains one line in Chinese that says where, what, and what to do next. No message is put together where an
error is raised, so the wording of one fault is the same wherever it is met.

Limits: only faults of input, of data files and of output stand here; a bug of the program stays an ordinary exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a file, and a line and column in it counted from 1 (0: not known)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


#: Characters of a message: more would be no line.
_LONGEST = 800


class DrafterError(Exception):
    """Base of all faults a user can mend. `str()` is one line in Chinese; `place` says where."""

    place: Place | None = None

    def __init__(self) -> None:
        super().__init__()

    def message(self) -> str:
        """What is wrong and what to do, without the place."""
        raise NotImplementedError

    def __str__(self) -> str:
        # A value or a file name may hold a line break or a terminal's control codes; the promise is one plain line.
        text = " ".join(self.message().split())
        if len(text) > _LONGEST:
            # What was typed is quoted in the message, and may be a whole book.
            text = f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 2 :]}"
        text = f"{self.place}: {text}" if self.place else text
        # Surrogates stand for bytes of a file name; whoever prints them turns them back.
        return "".join([c if c.isprintable() or "\udc80" <= c <= "\udcff" else " " for c in text])


class _AtFile(DrafterError):
    def __init__(self, file: str) -> None:
        super().__init__()
        self.place = Place(file)


class MissingFile(_AtFile):
    def message(self) -> str:
        return "找不到这个文件，请核对路径"


class IsFolder(_AtFile):
    def message(self) -> str:
        return "这是文件夹，请给出其中的文件"


class CannotRead(DrafterError):
    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"读不了这个文件（{self.why}），请检查权限"


class NotRegular(_AtFile):
    """`kind` is what stands there in place of a file: a pipe, a socket, a device."""

    def __init__(self, file: str, kind: str) -> None:
        super().__init__(file)
        self.kind = kind

    def message(self) -> str:
        return f"这是{self.kind}，不是文件，请先存成文件再给出"


class TooLarge(DrafterError):
    def __init__(self, file: str, size: int, limit: int) -> None:
        super().__init__()
        self.place, self.size, self.limit = Place(file), size, limit

    def message(self) -> str:
        return f"文件有{self.size / 1e6:.1f}MB，上限是{self.limit / 1e6:.0f}MB，请确认给的是案件文件"


class NotUtf8(DrafterError):
    """Bytes that are no UTF-8; `guess` names the encoding they probably have, or is empty."""

    def __init__(self, file: str, line: int, guess: str) -> None:
        super().__init__()
        self.place, self.file, self.guess = Place(file, line), file, guess

    def message(self) -> str:
        if self.guess:
            command = f"iconv -f {self.guess} -t UTF-8 {self.file} > 新文件.toml"
            return f"不是UTF-8编码，看来是{self.guess}，可这样转换：{command}"
        return "不是UTF-8编码的文本，请用编辑器另存为UTF-8"


class NotText(_AtFile):
    """Bytes that are a text in none of the encodings that offices use."""

    def message(self) -> str:
        return "不是文本文件，请给出 .docx、.txt、.md、.html、.pdf 或案件（.toml）"


class Garbled(_AtFile):
    """A text whose characters are not those that were meant: it was saved in another encoding than it was read in."""

    def message(self) -> str:
        return "文字是乱码，请用写它的软件打开原稿，另存为 UTF-8 编码的文本或 .docx 再给出"


class NeedsConversion(DrafterError):
    """A document of a word processor or a page format that must be saved as text first."""

    def __init__(self, file: str, ending: str) -> None:
        super().__init__()
        self.place, self.ending = Place(file), ending

    def message(self) -> str:
        return f"不能直接读 {self.ending} 文件，请打开后另存为 .docx 或纯文本（.txt）再给出"


class OtherKind(DrafterError):
    """Bytes that are no report, whatever the ending says; `what` names them."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__()
        self.place, self.what = Place(file), what

    def message(self) -> str:
        return f"内容是{self.what}，不是能读的文稿，请打开后另存为 .docx 或纯文本（.txt）再给出"


class NeedsOffice(DrafterError):
    """A document of an older kind that LibreOffice could convert, were it here."""

    def __init__(self, file: str, ending: str) -> None:
        super().__init__()
        self.place, self.ending = Place(file), ending

    def message(self) -> str:
        return f"{self.ending} 文件请用 Word 或 WPS 打开，另存为 .docx 再给出（装了 LibreOffice 会自动转换）"


class CannotConvert(DrafterError):
    """LibreOffice is here and could not convert the document."""

    def __init__(self, file: str, ending: str) -> None:
        super().__init__()
        self.place, self.ending = Place(file), ending

    def message(self) -> str:
        return f"LibreOffice 转换不了这个 {self.ending} 文件，请用 Word 或 WPS 打开，另存为 .docx 再给出"


class BrokenWord(DrafterError):
    """A file called .docx that is no such document, or is damaged; `why` says what was met."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"读不了这个 Word 文件：{self.why}，请用 Word 或 WPS 打开，另存为 .docx 再给出"


class DangerousWord(DrafterError):
    """A document that no office program makes: far too large when unpacked, or with declarations of entities."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"这个 Word 文件不正常（{self.why}），没有打开，请核对来源"


class NeedsPassword(_AtFile):
    def message(self) -> str:
        return "文件有密码，请用 Word 或 WPS 打开，去掉密码另存后再给出"


class HasMacros(_AtFile):
    """A document with macros that was to lend its styles: they would be handed on with each report."""

    def message(self) -> str:
        return "文件带宏，不能作样式来源，请另存为不带宏的 .docx 再给出"


class NeedsPdf(_AtFile):
    """A PDF where the library that reads it is not installed."""

    def message(self) -> str:
        return "读 PDF 要先安装：pip install 'drafter[pdf]'；或把它另存为 .docx、.txt 再给出"


class ScannedPdf(_AtFile):
    """A PDF of pictures."""

    def message(self) -> str:
        return "这个 PDF 是扫描件，没有文字层，请先识别文字（OCR）存为 .docx 或 .txt 再给出"


class UnreadablePdf(_AtFile):
    """A PDF whose fonts do not say which characters they show."""

    def message(self) -> str:
        return "这个 PDF 的字体没有带编码，读出来是乱码，请用生成它的 .docx 原稿，或先识别文字（OCR）存为 .docx 再给出"


class EndlessPdf(_AtFile):
    """A PDF that takes more time or memory than any report does."""

    def message(self) -> str:
        return "读这个 PDF 用的时间或内存超过了限度，没有读完，请核对来源；确实要读的，请另存为 .docx 或 .txt 再给出"


class BrokenPdf(_AtFile):
    def message(self) -> str:
        return "读不了这个 PDF：文件已损坏，请重新生成或另存为 .docx、.txt 再给出"


class BrokenPage(DrafterError):
    """A page of the web that cannot be read; `why` says what was met."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"读不了这个网页（{self.why}），请用浏览器打开，把正文复制到 .docx 或 .txt 再给出"


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


class OnlyInWord(_AtFile):
    """Findings asked for as comments in a file that is no .docx, or in several files at once."""

    def message(self) -> str:
        return "批注只能写进一个 .docx 文件的副本，请一次给出一个 .docx"


class BadDay(DrafterError):
    def __init__(self, option: str, text: str) -> None:
        super().__init__()
        self.option, self.text = option, text

    def message(self) -> str:
        return f'drafter: {self.option} "{self.text}" 不是日期，写作 2025-03-01'


class EmptyText(_AtFile):
    def message(self) -> str:
        return "文件里没有文字，请核对给的是哪个文件"


class NotCase(_AtFile):
    """A settings file or a baseline where a case or a text belongs."""

    def message(self) -> str:
        return "这是检查的设置或清单，不是案件，不用给出"


class BrokenToml(DrafterError):
    def __init__(self, place: Place, why: str) -> None:
        super().__init__()
        self.place, self.why = place, why

    def message(self) -> str:
        return f"TOML写法有误：{self.why}"


class CaseError(DrafterError):
    """A fault of one value of a case; `path` is where it stands in the case."""

    def __init__(self, place: Place, path: str, label: str) -> None:
        super().__init__()
        self.place, self.path, self.label = place, path, label


class UnknownField(CaseError):
    """A key that its table does not have; `homes` are the tables that have it ("" for the top of the file)."""

    def __init__(self, place: Place, path: str, nearest: str, homes: Sequence[str] = ()) -> None:
        super().__init__(place, path, path)
        self.nearest, self.homes = nearest, tuple(homes)

    def message(self) -> str:
        hint = f"，是不是 {self.nearest}" if self.nearest else "，请删去或改用说明文档里的字段名"
        if self.homes:
            where = "、".join([home or "文件最前面（第一个方括号之前）" for home in self.homes[:3]])
            hint = f"，{self.path.split('.')[-1]} 要写在 {where}"
        return f"没有 {self.path} 这个字段{hint}"


class WrongKind(CaseError):
    def __init__(self, place: Place, path: str, label: str, wanted: str) -> None:
        super().__init__(place, path, label)
        self.wanted = wanted

    def message(self) -> str:
        return f"{self.label}（{self.path}）应当是{self.wanted}"


class BadFigure(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str, why: str = "不是数") -> None:
        super().__init__(place, path, label)
        self.text, self.why = text, why

    def message(self) -> str:
        return f'{self.label} "{self.text}" {self.why}，可写作 116、"116万元"、"95%以上"'


class NegativeFigure(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str) -> None:
        super().__init__(place, path, label)
        self.text = text

    def message(self) -> str:
        return f'{self.label} "{self.text}" 是负数，这里只能填零或正数'


class BadDate(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str) -> None:
        super().__init__(place, path, label)
        self.text = text

    def message(self) -> str:
        return f'{self.label} "{self.text}" 不是日期，可写作 3月26日、2024年4月、11月25日—26日'


class BadText(CaseError):
    def __init__(self, place: Place, path: str, label: str, why: str) -> None:
        super().__init__(place, path, label)
        self.why = why

    def message(self) -> str:
        return f"{self.label}（{self.path}）{self.why}"


class UnknownChoice(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str, nearest: str, known: Sequence[str]) -> None:
        super().__init__(place, path, label)
        self.text, self.nearest, self.known = text, nearest, tuple(known)

    def message(self) -> str:
        hint = f"，是不是 {self.nearest}" if self.nearest else f"，可选：{'、'.join(self.known[:12])}"
        return f'{self.label}没有 "{self.text}" 这一种{hint}'


class BadSetting(CaseError):
    """A fault of one setting of a settings file; `path` is where it stands there."""

    def __init__(self, place: Place, path: str, why: str) -> None:
        super().__init__(place, path, path)
        self.why = why

    def message(self) -> str:
        return f"评分设置 {self.path} {self.why}"


class BadCheckSetting(BadSetting):
    """A fault of one setting of the checks (drafter.toml)."""

    def message(self) -> str:
        return f"检查设置 {self.path} {self.why}"


class BadBaseline(CaseError):
    """A fault of one row of a baseline of accepted findings."""

    def __init__(self, place: Place, path: str, why: str) -> None:
        super().__init__(place, path, path)
        self.why = why

    def message(self) -> str:
        return f"已接受的清单 {self.path} {self.why}"


class BadTick(BadBaseline):
    """A fault of one row of what was ticked off in a comparison."""

    def message(self) -> str:
        return f"核对记录 {self.path} {self.why}"


class OneYearMore(DrafterError):
    """A comparison of three years in a format that shows two texts only."""

    def message(self) -> str:
        return "drafter diff: 带修订标记的 Word 只比两年，三年对照请加 --tables，或用 -o 对照.xlsx"


class BadIndicator(CaseError):
    """An indicator that cannot be scored; `label` is its name, `why` says what is wrong and what to do."""

    def __init__(self, place: Place, path: str, label: str, why: str) -> None:
        super().__init__(place, path, label)
        self.why = why

    def message(self) -> str:
        return f"指标‘{self.label}’（{self.path}）{self.why}"


class LabelForName(CaseError):
    """A Chinese label where the name of a choice belongs; `wanted` is the name."""

    def __init__(self, place: Place, path: str, label: str, text: str, wanted: str) -> None:
        super().__init__(place, path, label)
        self.text, self.wanted = text, wanted

    def message(self) -> str:
        return f"{self.label}要写代号，{self.text} 应写作 {self.wanted}"


class WrongBrackets(CaseError):
    """[x] for [[x]], or the reverse. `header` is how the table is called, `many` whether it may be repeated, `twin` the
    table of nearly the same name that may have been meant (projects for project)."""

    def __init__(self, place: Place, path: str, label: str, header: str, many: bool, twin: str) -> None:
        super().__init__(place, path, label)
        self.header, self.many, self.twin = header, many, twin

    def message(self) -> str:
        if self.many:
            other = f"；要填的若是单独的一个，写作 [{self.twin}]" if self.twin else ""
            return f"{self.label}要用双方括号，写作 [[{self.header}]]，一项一个{other}"
        other = f"；要填的若有许多个，写作 [[{self.twin}]]" if self.twin else ""
        return f"[[{self.header}]] 要用单方括号，写作 [{self.header}]{other}"


class MissingField(CaseError):
    """A field without which the case cannot even be read (the genre, the year, the kind of an event)."""

    def message(self) -> str:
        return f"缺少{self.label}（{self.path}），请补上"


class BadCase(DrafterError):
    """One or more faults of a case: the first in full, the others counted."""

    def __init__(self, errors: Sequence[CaseError]) -> None:
        super().__init__()
        self.errors = tuple(sorted(errors, key=lambda e: (e.place.line, e.place.column) if e.place else (0, 0)))
        self.place = self.errors[0].place

    def message(self) -> str:
        more = len(self.errors) - 1
        return self.errors[0].message() + (f"（另有{more}处错误）" if more else "")


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


class CannotWrite(DrafterError):
    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"写不了这个文件：{self.why}"


class FileExists(_AtFile):
    def message(self) -> str:
        return "已经有这个文件，没有覆盖；请换一个文件名，或先把它移走"


class UnknownName(DrafterError):
    """A name given on the command line that nothing here has; `known` are the names to choose from."""

    def __init__(self, what: str, text: str, nearest: str, known: Sequence[str]) -> None:
        super().__init__()
        self.what, self.text, self.nearest, self.known = what, text, nearest, tuple(known)

    def message(self) -> str:
        hint = f"，是不是 {self.nearest}" if self.nearest else f"，可选：{'、'.join(self.known[:12])}"
        return f'drafter: 没有 "{self.text}" 这个{self.what}{hint}'


class UnknownNumber(DrafterError):
    """A number that nothing in a list has, or that is to be kept and dropped at once."""

    def __init__(self, file: str, number: int, count: int) -> None:
        super().__init__()
        self.file, self.number, self.count = file, number, count

    def message(self) -> str:
        known = f"只有1至{self.count}" if self.count else "没有待定的"
        return f"{self.file}: 没有第{self.number}条，或又留又去；{known}，没有改动"


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


class NoForm(_AtFile):
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


class ChangedOnDisk(_AtFile):
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
