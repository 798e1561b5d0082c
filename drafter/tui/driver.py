"""The terminal as it really is: bytes that are no text, and a screen that is suddenly gone.

The writer gains that stray bytes (a terminal of another encoding, a paste of a picture) are passed over with a word,
and that a closed terminal ends the program at once, its journal kept, instead of leaving a process that nobody sees.

Limits: Linux and macOS; Windows and the browser hand over text.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import selectors
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any, Protocol, cast

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

#: Bytes that are no UTF-8, with the characters of two bytes beside them: halves of another encoding look like some.
_STRAY = re.compile("[\u0080-\u07ff]*[\udc80-\udcff][\udc80-\udcff\u0080-\u07ff]*")
#: Encodings of Chinese terminals that Python writes to as it is told; what comes from them is read in the same.
_CHINESE = frozenset(("gbk", "gb2312", "gb18030", "big5", "big5hkscs", "cp936", "cp950"))


#: An arrow with Alt as terminals send it: as xterm and tmux do, or with an escape before the plain arrow.
_ALT_ARROW = re.compile("\x1b\\[1;(?:3|9)([ABCDHF])")
_ESCAPED_ARROW = re.compile("\x1b\x1b[\\[O]([ABCDHF])")
_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}


class KeyParser(XTermParser):
    """Textual's parser, which takes an arrow with Alt for two keys, Escape and the arrow."""

    def feed(self, data: str) -> Iterable[Message]:
        return super().feed(_ESCAPED_ARROW.sub("\x1b[1;3\\1", data))

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        match = _ALT_ARROW.fullmatch(sequence)
        if match is not None:
            yield events.Key(f"alt+{_ARROWS[match[1]]}", None)
        else:
            yield from super()._sequence_to_key_events(sequence, alt)


class Decoder:
    """Text from the bytes of a terminal; `stray` counts the bytes that were no text since it was last set to 0."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.stray = 0
        name = encoding.lower().replace("-", "").replace("_", "")
        self._chinese = name in _CHINESE
        make = codecs.getincrementaldecoder(name if self._chinese else "utf-8")
        self._decoder = make("replace" if self._chinese else "surrogateescape")

    def decode(self, data: bytes) -> str:
        text = self._decoder.decode(data)
        if self._chinese:
            self.stray += text.count("\ufffd")
            return text.replace("\ufffd", "")
        return _STRAY.sub(self._pass_over, text)

    def _pass_over(self, match: re.Match[str]) -> str:
        self.stray += len(match[0].encode(errors="surrogateescape"))
        return ""


class Screen:
    """What the terminal shows; `gone` once nothing can be shown any more, from then on words go nowhere."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self.gone = False

    def write(self, text: str) -> int:
        with self._kept():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._kept():
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return True

    @contextlib.contextmanager
    def _kept(self) -> Any:
        if self.gone:
            yield
            return
        try:
            yield
        except (OSError, ValueError):
            self.gone = True
            # What waits to be written would be tried again at the end, and fail again.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


class TerminalHost(Protocol):
    """The interface, as the driver tells it what became of the terminal."""

    def call_later(self, callback: Callable[..., object], *arguments: object) -> bool: ...

    def terminal_gone(self) -> None: ...

    def fail(self, error: Exception) -> None: ...

    def stray_bytes(self, number: int) -> None: ...


class TerminalDriver(LinuxDriver):
    """Textual's driver, but for how it reads."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._screen = Screen(cast("IO[str]", self._file))
        self._file = cast(Any, self._screen)
        self._encoding = getattr(sys.__stdin__, "encoding", None) or "utf-8"

    def _run_input_thread(self) -> None:
        app = cast("TerminalHost", self._app)
        try:
            self.run_input_thread()
        except OSError:
            app.call_later(app.terminal_gone)
        except Exception as error:
            app.call_later(app.fail, error)

    def run_input_thread(self) -> None:
        """Read keys until the terminal is given back. Raises OSError where it is gone."""
        parser = KeyParser(self._debug)
        decoder = Decoder(self._encoding)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            try:
                while not self.exit_event.is_set():
                    if self._screen.gone:
                        raise OSError
                    if selector.select(0.1):
                        self._take(parser, decoder)
                    for event in parser.tick():
                        self.process_message(event)
                if selector.select(0.1):
                    self._take(parser, decoder)
            finally:
                # The parser is told that nothing follows.
                with contextlib.suppress(EOFError, ParseError):
                    for _ in parser.feed(""):
                        pass

    def _take(self, parser: XTermParser, decoder: Decoder) -> None:
        data = os.read(self.fileno, 4096)
        if not data:
            raise OSError
        text = decoder.decode(data)
        if decoder.stray:
            self._app.call_later(cast("TerminalHost", self._app).stray_bytes, decoder.stray)
            decoder.stray = 0
        if text:
            for event in parser.feed(text):
                self.process_message(event)
