"""Comments in the margin of a document: made by python-docx, without the clock.

The reader gains remarks where they belong, to be answered, resolved or deleted in Word or WPS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document


class Commenter:
    """Adds comments to a document in the name of `author`, on `date` (ISO 8601; "" for not said)."""

    def __init__(self, document: Document, author: str, date: str = "") -> None:
        from drafter.writing.word.document import legal

        self.document, self.author, self.date = document, legal(author), date

    def add(self, text: str) -> int:
        """A comment; its number, by which the words it is about refer to it."""
        from docx.oxml.ns import qn

        from drafter.writing.word.document import legal

        made = self.document.comments.add_comment(legal(text), self.author, self.author[:2])
        element = made._comment_elm
        element.attrib.pop(qn("w:date"), None)
        if self.date:
            element.set(qn("w:date"), self.date)
        return int(made.comment_id)

    def open(self, text: str, parts: list[str]) -> int:
        """Where the words of a new comment begin: its number; the mark is put behind `parts`."""
        number = self.add(text)
        parts.append(f'<w:commentRangeStart w:id="{number}"/>')
        return number

    @staticmethod
    def close(number: int) -> str:
        """The marks where the words of a comment end."""
        return f'<w:commentRangeEnd w:id="{number}"/>{reference(number)}'


def reference(number: int) -> str:
    """The run that holds a comment's mark."""
    style = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
    return f'<w:r>{style}<w:commentReference w:id="{number}"/></w:r>'
