"""Faults of files: what cannot be opened, read as what it says it is, or written."""

from __future__ import annotations

from drafter.errors.base import AtFile, DrafterError, Place
from drafter.wording import Wording


class MissingFile(AtFile):
    """No file of that name."""


class IsFolder(AtFile):
    """A folder where a file belongs."""


class CannotRead(DrafterError):
    """A file that cannot be read, and why."""

    def __init__(self, file: str, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file), why


class NotRegular(AtFile):
    """`kind` is what stands there in place of a file: a pipe, a socket, a device."""

    def __init__(self, file: str, kind: str) -> None:
        super().__init__(file)
        self.kind = kind


class TooLarge(DrafterError):
    """A file of more bytes than are read."""

    def __init__(self, file: str, size: int, limit: int) -> None:
        super().__init__()
        self.place, self.size, self.limit = Place(file), size, limit

    def said(self) -> Wording:
        """As the base says, in MB."""
        return self.word("", size=f"{self.size / 1e6:.1f}", limit=f"{self.limit / 1e6:.0f}")


class NotUtf8(DrafterError):
    """Bytes that are no UTF-8; `guess` names the encoding they probably have, or is empty."""

    def __init__(self, file: str, line: int, guess: str) -> None:
        super().__init__()
        self.place, self.file, self.guess = Place(file, line), file, guess

    def said(self) -> Wording:
        """As the base says."""
        return self.word("guess" if self.guess else "")


class NotText(AtFile):
    """Bytes that are a text in none of the encodings that offices use."""


class NeedsConversion(DrafterError):
    """A document of a word processor or a page format that must be saved as text first."""

    def __init__(self, file: str, ending: str) -> None:
        super().__init__()
        self.place, self.ending = Place(file), ending


class OtherKind(DrafterError):
    """Bytes that are no report, whatever the ending says; `what` names them."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__()
        self.place, self.what = Place(file), what


class NeedsOffice(DrafterError):
    """A document of an older kind that LibreOffice could convert, were it here."""

    def __init__(self, file: str, ending: str) -> None:
        super().__init__()
        self.place, self.ending = Place(file), ending


class CannotConvert(DrafterError):
    """LibreOffice is here and could not convert the document."""

    def __init__(self, file: str, ending: str) -> None:
        super().__init__()
        self.place, self.ending = Place(file), ending


class BrokenWord(DrafterError):
    """A file called .docx that is no such document, or is damaged; `why` says what was met."""

    def __init__(self, file: str, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file), why


class DangerousWord(DrafterError):
    """A document that no office program makes: far too large when unpacked, or with declarations of entities."""

    def __init__(self, file: str, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file), why


class NeedsPassword(AtFile):
    """A document that opens with a password only."""


class HasMacros(AtFile):
    """A document with macros that was to lend its styles: they would be handed on with each report."""


class NeedsPdf(AtFile):
    """A PDF where the library that reads it is not installed."""


class ScannedPdf(AtFile):
    """A PDF of pictures."""


class UnreadablePdf(AtFile):
    """A PDF whose fonts do not say which characters they show."""


class EndlessPdf(AtFile):
    """A PDF that takes more time or memory than any report does."""


class BrokenPdf(AtFile):
    """A PDF that is damaged."""


class BrokenPage(DrafterError):
    """A page of the web that cannot be read; `why` says what was met."""

    def __init__(self, file: str, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file), why


class EmptyText(AtFile):
    """A file without any text."""


class NotCase(AtFile):
    """A settings file or a baseline where a case or a text belongs."""


class BrokenToml(DrafterError):
    """A text that is no TOML, where and why."""

    def __init__(self, place: Place, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = place, why


class CannotWrite(DrafterError):
    """A file that cannot be written, and why."""

    def __init__(self, file: str, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file), why


class FileExists(AtFile):
    """A file that is there already, where none may be overwritten."""
