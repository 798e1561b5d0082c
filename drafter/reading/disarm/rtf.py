r"""Texts in RTF without what leads outside: only what is known to say or to number something stays.

Source: Rich Text Format 1.9.1: a destination that begins with `\*` may be left out by whoever does not know it.
Limits: pictures and objects are left out, the words that an object shows stay.
"""

from __future__ import annotations

import re

from drafter.errors import DangerousWord
from drafter.reading.disarm.codes import harmless

_TOKEN = re.compile(rb"[{}]|(?:\\'[0-9A-Fa-f]{2})+|\\([A-Za-z]{1,40})(-?\d{1,10})?[ ]?|\\.|[^\\{}]+|\\$", re.DOTALL)
#: Destinations that are left out.
_DROPPED = frozenset(
    (b"pict", b"nonshppict", b"info", b"template", b"datafield", b"filetbl", b"private", b"nextfile", b"background",
     b"objdata", b"objclass", b"objname", b"subdocument", b"fontemb", b"fontfile")
)  # fmt: skip
#: Those beginning with \* that stay.
_KNOWN = frozenset(
    (b"shpinst", b"listtable", b"listpicture", b"listoverridetable", b"cs", b"ts", b"pn", b"pgp", b"revtbl", b"fldinst",
     b"formfield", b"ffname", b"ffdeftext", b"ffl", b"ud", b"nesttableprops", b"bkmkstart", b"bkmkend", b"defchp",
     b"defpap",     b"ftnsep", b"footnote", b"do", b"panose", b"falt", b"company")
)  # fmt: skip
#: Control words that make a link of an object.
_SILENCED = frozenset((b"objautlink", b"objlink", b"objupdate", b"objsub", b"objpub", b"linkself", b"file"))
#: Those whose text decides whether they stay.
_JUDGED = frozenset((b"fldinst", b"sp", b"sn", b"sv"))
_DEEP, _MOST = 500, 6_000_000
_NUMBER = re.compile(r"-?\d{0,12}$")


class _Braces:
    """A pair of braces that is open: where its copy begins, what it is for, whether it is left out, the text `said` in
    it where that is asked for, and how many letters follow one of Unicode for those who do not know it (`others`)."""

    __slots__ = ("cut", "destination", "gone", "others", "said", "star", "start")

    def __init__(self, start: int, around: _Braces | None) -> None:
        self.start, self.star, self.destination = start, False, b""
        #: Whether only the end of the group is left out.
        self.cut = False
        self.gone: bool = around is not None and around.gone
        self.others: int = around.others if around else 1
        self.said: list[str] | None = [] if around and around.said is not None else None


def without_links(data: bytes, file: str) -> bytes:
    """The text with its words, styles and numbers alone. Raises DangerousWord."""
    # Nobody reads what stands before the text, and LibreOffice nothing of a text behind it.
    data = data[max(0, data.find(b"{\\rtf")) :]
    out: list[bytes] = []
    stack = [_Braces(0, None)]
    # How many letters are still to come that only stand for another.
    at = count = others = 0
    while match := _TOKEN.match(data, at):
        token, at = match[0], match.end()
        count += 1
        if count > _MOST or len(stack) > _DEEP:
            raise DangerousWord(file, "元素过多" if count > _MOST else "层次过深")
        group = stack[-1]
        if token == b"{":
            stack.append(_Braces(len(out), group))
            others = 0
        elif token == b"}":
            if len(stack) > 1:
                out.append(token)
                _close(stack, out)
            others = 0
            continue
        elif token == b"\\*":
            group.star = not group.gone
        elif word := match[1]:
            word = word.lower()
            if word == b"bin":
                # So many bytes follow that are no text.
                at += max(0, int(match[2] or 0))
                continue
            _meant(group, word, len(out) - group.star)
            group.star = False
            number = int(match[2] or 0)
            if word == b"uc":
                group.others = max(0, min(100, number))
            elif word == b"u":
                others = group.others
                if group.said is not None:
                    group.said.append(chr(number % 65536))
            if word in _SILENCED:
                continue
        else:
            said = _plain(token)
            if group.said is not None:
                group.said.append(said[others:])
            others = max(0, others - len(said))
        if not group.gone:
            out.append(token)
    while len(stack) > 1:
        # What was left open ends with the file.
        out.append(b"}")
        _close(stack, out)
    return b"".join(out)


def _meant(group: _Braces, word: bytes, at: int) -> None:
    """A control word may say what a group is for: its first one, or any that names a destination, from there on."""
    known = word in _KNOWN or word.startswith((b"m", b"pnseclvl", b"wgr", b"xe"))
    if not group.gone and (word in _DROPPED or (group.star and not known)):
        group.gone = True
        group.start = at if group.destination else group.start
        group.cut = bool(group.destination)
    if word in _JUDGED:
        group.destination, group.said = word, []
    group.destination = group.destination or word


def _close(stack: list[_Braces], out: list[bytes]) -> None:
    """The end of a group: whether what it said lets it stay."""
    group = stack.pop()
    said = "".join(group.said or ())
    fetching = group.destination == b"fldinst" and not harmless(said)
    # Of the properties of a shape those that are numbers say how it looks; names lead to pictures.
    named = group.destination == b"sv" and not _NUMBER.match(said.strip())
    if group.gone or fetching:
        del out[group.start :]
        if group.cut and not stack[-1].gone:
            out.append(b"}")
    elif named:
        del out[group.start :]
        out.append(b"{\\sv 0}")
    parent = stack[-1]
    if parent.said is not None and group.said is not None and not group.gone:
        parent.said.extend(group.said)


def _plain(token: bytes) -> str:
    """The characters of a piece of text, as far as they are letters of a name."""
    if token.startswith(b"\\'"):
        return bytes.fromhex(token.replace(b"\\'", b"").decode()).decode("latin-1")
    if token.startswith(b"\\"):
        return token[1:].decode("latin-1")
    return token.replace(b"\r", b"").replace(b"\n", b"").decode("latin-1")
