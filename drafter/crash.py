"""The last net: a fault that nobody foresaw, told in one line and written down for whoever mends it.

The user gains a line in Chinese instead of a page of English, and a file to hand on that holds nothing of the case: the
kind of the fault, the places in the program that it passed, what the program runs on. The words of an error may quote a
case, so only those stay that the program or Python itself is made of; figures become #, everything else ….

Limits: with ``DRAFTER_CRASH_TEXT=1`` in the environment (the user's consent) the words of the error and the values of
variables are written as well. Only the newest reports are kept.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

from drafter import __version__
from drafter.resources import state_folder

#: Exit code of a command that met a fault, foreseen or not.
EXIT = 2
_KEPT = 20
#: Of a long way through the program (endless recursion) the beginning and the end are told.
_HEAD, _TAIL = 12, 24
#: Faults that led to one another, and values of a frame: as many as are of use.
_CHAIN, _VALUES, _LONG = 6, 40, 300
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z_0-9]*|\d[\d.,]*|[^\x00-\x7f]+")
#: What Python's own messages are made of.
_WORDS = """
    a after all allowed an and are argument arguments at attribute base be before but by byte bytes callable can cannot
    changed character closed codec comparison compare convert could decode deep depth descriptor device dict directory
    division does during empty encode end enough error exceeded expected file first float for found from given got
    greater had has hashable in index instance instances int integer invalid is iterable iteration item items key
    keyword left length less list literal local maximum missing more most must name no non not number object of on
    only open operand operation or ordinal out overflow permission pop position positional range read recursion
    required returned sequence set should size slice start str string subscriptable such surrogates t than the time to
    too tuple type types unexpected unhashable unpack unsupported value values variable was were where with without
    write zero
"""
_ENGLISH = frozenset(_WORDS.split())
_BUILTIN = frozenset(dir(builtins))
#: Said at the end of a report that quotes nothing.
_CONSENT = "要连同出错时的内容一起记下，设环境变量 DRAFTER_CRASH_TEXT=1 再做一遍；内容会含案件的文字，请自行斟酌。"


def fallen(error: BaseException, command: str = "", kept: bool = False) -> int:
    """Tell of an unforeseen fault in one line on standard error and write it down; the exit code, never 0.

    `command` is what was being done; `kept`: there is work that was not saved and stands in the journal. What comes of
    Ctrl+C (Python wraps it in an error of its own where a class is being made) is quiet and no fault.
    """
    if any(isinstance(one, KeyboardInterrupt) for one in _chain(error)):
        return 130
    from drafter.console import complain

    complain(told(error, report(error, command), kept))
    return EXIT


def told(error: BaseException, file: Path | None, kept: bool = False) -> str:
    """The line that tells of a fault."""
    work = "没有保存的内容在日志里，下次打开案件会问要不要恢复；" if kept else ""
    where = f"情况记在 {_short(file)}，请转给维护程序的人" if file else "情况没能记下（个人文件夹写不进去）"
    return f"drafter: 程序出了没有料到的错（{type(error).__name__}）；{work}{where}"


def _short(file: Path) -> str:
    """A path with ~ for the user's own folder."""
    try:
        return f"~/{file.relative_to(Path.home())}"
    except (RuntimeError, ValueError):
        return str(file)


def report(error: BaseException, command: str = "") -> Path | None:
    """Write down what is needed to mend a fault; the file, or None where none can be written."""
    base = state_folder()
    if base is None:
        return None
    try:
        text = described(error, command, consent=os.environ.get("DRAFTER_CRASH_TEXT", "") not in ("", "0"))
        folder = base / "crashes"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{os.urandom(2).hex()}.txt"
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(text.encode(errors="backslashreplace"))
        for old in sorted(folder.glob("*.txt"))[:-_KEPT]:
            with contextlib.suppress(OSError):
                old.unlink()
    except Exception:
        # The net must hold, even where memory or disk is what ran out.
        return None
    return file


def described(error: BaseException, command: str = "", consent: bool = False) -> str:
    """A fault for whoever mends it: where it passed, on what; with `consent` the words and values too."""
    import platform

    lines = [
        f"drafter {__version__} 出错报告" + ("（含出错时的内容）" if consent else "（不含案件的内容）"),
        f"时间：{time.strftime('%Y-%m-%d %H:%M:%S')}",
        f"命令：{command or '不明'}",
        f"系统：{platform.system()} {platform.release()} {platform.machine()}，Python {platform.python_version()}",
        f"程序库：{'，'.join(_libraries()) or '不明'}",
    ]
    for number, one in enumerate(_chain(error)):
        frames = list(_frames(one.__traceback__))
        words = _words(one)
        said = words if consent else masked(words, {word for frame, _ in frames for word in _names(frame.f_code)})
        lines += ["", f"{'由此引起：' if number else ''}{type(one).__module__}.{type(one).__qualname__}: {said}"]
        shown = frames if len(frames) <= _HEAD + _TAIL else [*frames[:_HEAD], *frames[-_TAIL:]]
        for place, (frame, line) in enumerate(shown):
            if place == _HEAD and len(shown) < len(frames):
                lines.append(f"  ……（略去{len(frames) - len(shown)}处）")
            lines.append(f"  {_file(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}")
            if consent:
                lines += [f"      {name} = {_value(held)}" for name, held in list(frame.f_locals.items())[:_VALUES]]
    if not consent:
        lines += ["", _CONSENT]
    return "\n".join(lines) + "\n"


def masked(message: str, known: set[str]) -> str:
    """The words of an error without what may come from a case: `known` are the program's own names."""

    def plain(match: re.Match[str]) -> str:
        word = match[0]
        if word[0].isascii() and word[0].isdigit():
            return "#"
        plain_english = word in _ENGLISH or (len(word) > 1 and word.lower() in _ENGLISH)
        return word if word in known or word in _BUILTIN or plain_english else "…"

    return _TOKEN.sub(plain, " ".join(message[:2000].split()))


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _value(value: object) -> str:
    try:
        return repr(value)[:_LONG]
    except Exception:
        return "?"


def _chain(error: BaseException) -> list[BaseException]:
    """A fault and those that it came from, each once."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < _CHAIN:
        one = waiting.pop(0)
        if not any(one is other for other in found):
            found.append(one)
            inner = [one.__cause__, one.__context__, getattr(one, "error", None), *getattr(one, "exceptions", ())[:3]]
            waiting += [each for each in inner if isinstance(each, BaseException)]
    return found


def _frames(trace: TracebackType | None) -> Iterator[tuple[Any, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next


def _names(code: CodeType) -> Iterator[str]:
    """The names that a piece of the program is made of; no data are among them."""
    yield from (code.co_name, *code.co_names, *code.co_varnames, *code.co_freevars, *code.co_cellvars)


def _file(name: str) -> str:
    """A file of the program or of a library, without where this machine keeps it."""
    inside = Path(__file__).resolve().parent
    name = name.replace("\\", "/")
    if name.startswith(inside.as_posix() + "/"):
        return inside.name + name[len(inside.as_posix()) :]
    for mark in ("/site-packages/", "/lib/python"):
        if mark in name:
            return name.rpartition(mark)[2]
    return name.rpartition("/")[2]


def _libraries() -> list[str]:
    """The libraries that were loaded, with their versions."""
    from importlib.metadata import version

    found = []
    for name in ("textual", "rich", "jinja2", "tomli", "babel", "docx", "lxml", "pypdf", "textual_serve"):
        if name in sys.modules:
            with contextlib.suppress(Exception):
                found.append(f"{name} {version({'docx': 'python-docx'}.get(name, name))}")
    return found
