"""Faults of files: what cannot be opened, read as what it says it is, or written."""

from __future__ import annotations

from drafter.errors.base import AtFile, DrafterError, Place


class MissingFile(AtFile):
    def message(self) -> str:
        return "找不到这个文件，请核对路径"


class IsFolder(AtFile):
    def message(self) -> str:
        return "这是文件夹，请给出其中的文件"


class CannotRead(DrafterError):
    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"读不了这个文件（{self.why}），请检查权限"


class NotRegular(AtFile):
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


class NotText(AtFile):
    """Bytes that are a text in none of the encodings that offices use."""

    def message(self) -> str:
        return "不是文本文件，请给出 .docx、.txt、.md、.html、.pdf 或案件（.toml）"


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


class NeedsPassword(AtFile):
    def message(self) -> str:
        return "文件有密码，请用 Word 或 WPS 打开，去掉密码另存后再给出"


class HasMacros(AtFile):
    """A document with macros that was to lend its styles: they would be handed on with each report."""

    def message(self) -> str:
        return "文件带宏，不能作样式来源，请另存为不带宏的 .docx 再给出"


class NeedsPdf(AtFile):
    """A PDF where the library that reads it is not installed."""

    def message(self) -> str:
        return "读 PDF 要先安装：pip install 'drafter[pdf]'；或把它另存为 .docx、.txt 再给出"


class ScannedPdf(AtFile):
    """A PDF of pictures."""

    def message(self) -> str:
        return "这个 PDF 是扫描件，没有文字层，请先识别文字（OCR）存为 .docx 或 .txt 再给出"


class UnreadablePdf(AtFile):
    """A PDF whose fonts do not say which characters they show."""

    def message(self) -> str:
        return "这个 PDF 的字体没有带编码，读出来是乱码，请用生成它的 .docx 原稿，或先识别文字（OCR）存为 .docx 再给出"


class EndlessPdf(AtFile):
    """A PDF that takes more time or memory than any report does."""

    def message(self) -> str:
        return "读这个 PDF 用的时间或内存超过了限度，没有读完，请核对来源；确实要读的，请另存为 .docx 或 .txt 再给出"


class BrokenPdf(AtFile):
    def message(self) -> str:
        return "读不了这个 PDF：文件已损坏，请重新生成或另存为 .docx、.txt 再给出"


class BrokenPage(DrafterError):
    """A page of the web that cannot be read; `why` says what was met."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"读不了这个网页（{self.why}），请用浏览器打开，把正文复制到 .docx 或 .txt 再给出"


class EmptyText(AtFile):
    def message(self) -> str:
        return "文件里没有文字，请核对给的是哪个文件"


class NotCase(AtFile):
    """A settings file or a baseline where a case or a text belongs."""

    def message(self) -> str:
        return "这是检查的设置或清单，不是案件，不用给出"


class BrokenToml(DrafterError):
    def __init__(self, place: Place, why: str) -> None:
        super().__init__()
        self.place, self.why = place, why

    def message(self) -> str:
        return f"TOML写法有误：{self.why}"


class CannotWrite(DrafterError):
    def __init__(self, file: str, why: str) -> None:
        super().__init__()
        self.place, self.why = Place(file), why

    def message(self) -> str:
        return f"写不了这个文件：{self.why}"


class FileExists(AtFile):
    def message(self) -> str:
        return "已经有这个文件，没有覆盖；请换一个文件名，或先把它移走"
