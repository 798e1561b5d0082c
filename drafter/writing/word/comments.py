"""Comments in the margin of a document, in the part that python-docx keeps for them, without the clock.

The reader gains remarks where they belong, to be answered, resolved or deleted in Word or WPS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from drafter.files.values import Foreign

if TYPE_CHECKING:
    from docx.document import Document


class Commenter:
    """Adds comments to a document in the name of `author`, on `date` (ISO 8601; "" for not said)."""

    def __init__(self, document: Document, author: str, date: str = "") -> None:
        from drafter.writing.word.xml_text import legal

        self.author, self.date = legal(author), date
        self._document = document
        self._known: object = None
        self._next = 0

    @property
    def _element(self) -> Foreign:
        """The part with the comments: made when the first one is."""
        if self._known is None:
            comments = self._document.comments
            self._known = comments._comments_elm
            self._next = max([comment.comment_id for comment in comments], default=-1) + 1
        return self._known

    def add(self, text: str) -> int:
        """A comment; its number, by which the words it is about refer to it."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        from drafter.writing.word.xml_text import legal

        # python-docx looks through all comments for each new number, and asks the clock.
        element = self._element
        number = self._next
        self._next += 1
        date = f" w:date={quoteattr(self.date)}" if self.date else ""
        by = f"w:author={quoteattr(self.author)} w:initials={quoteattr(self.author[:2])}{date}"
        style = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
        lines = "".join(
            f'<w:p>{style}{mark if at == 0 else ""}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            for at, line in enumerate(legal(text).split("\n"))
        )
        made = parse_xml(f'<w:comment {nsdecls("w")} w:id="{number}" {by}>{lines}</w:comment>')
        element.append(made)
        return number

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
