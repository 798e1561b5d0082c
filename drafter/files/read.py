"""Reading a text file the way its user would hope: clear words for whatever is wrong with it.

The reader gains that a name leads to a file or to a line that says what else it leads to: a pipe that nobody writes to
and a device without an end are told apart from files before they are opened.

Limits: standard input is read where the command line asks for it (`-`), never because a file says so.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from drafter.errors import BrokenToml, CannotRead, IsFolder, MissingFile, NotRegular, NotUtf8, Place, TooLarge
from drafter.files.values import RawTable

#: A case of 2,000 projects is under half a megabyte; what is far larger is some other file.
LIMIT = 4_000_000

#: Patterns for what goes wrong are compiled when it does.
_AT = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
#: tomli's messages, said so that a clerk knows what to do.
_REASONS = (
    ("Cannot overwrite", "同一个字段或表写了两次"),
    ("Cannot declare", "同一个表写了两次，可以反复出现的表要用双方括号 [[表名]]"),
    ("Cannot mutate", "这个字段已写成一行的表，不能再补写"),
    ("Duplicate inline", "同一个字段写了两次"),
    ("Invalid date or datetime", "日期写法不对，加上引号即可"),
    ("Invalid value", "值写法不对，文字要加英文双引号"),
    ("Expected '=' after", "字段名后面应当是英文等号"),
    ("Invalid statement", "这一行不是“字段 = 值”，也不是 [表名]（字段名要用英文）"),
    ("Expected newline or end", "一行只能写一个字段，多出来的请移到下一行"),
    ("Unterminated string", "引号没有闭合"),
    ("Illegal character", "引号没有闭合，或有看不见的控制字符"),
    ("Unclosed array", "方括号没有闭合"),
    ("Unclosed inline table", "花括号没有闭合"),
    ("Invalid initial character for a key", "字段名要用英文，中文请写在引号里"),
    ("Unescaped '\\'", "反斜杠要写成两个"),
    ("Expected ']' at the end", "表名后面缺少右方括号"),
    ("Expected ']]' at the end", "表名后面缺少两个右方括号"),
)


#: What stands for standard input on a command line.
STDIN = frozenset(("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"))
#: What a name may lead to that is no file.
_KINDS = (
    (stat.S_ISFIFO, "管道"),
    (stat.S_ISSOCK, "套接字"),
    (stat.S_ISCHR, "设备"),
    (stat.S_ISBLK, "设备"),
)


def open_regular(file: str) -> BinaryIO:
    """A regular file, opened for reading its bytes; nothing else is opened, for that may wait for ever or never end.

    Raises MissingFile, IsFolder, NotRegular or CannotRead.
    """
    try:
        # Asked before it is opened, for opening alone can set a device going; and once more of what was opened.
        _regular(os.stat(file), file)  # noqa: PTH116 - pathlib costs a start-up that this does not need
        handle = os.open(file, os.O_RDONLY | _NEVER_WAIT)
        try:
            _regular(os.fstat(handle), file)
            return os.fdopen(handle, "rb")
        except BaseException:
            os.close(handle)
            raise
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFile(file) from None
    except (OSError, ValueError) as error:
        raise CannotRead(file, _why(error)) from None


_NEVER_WAIT = (
    getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


def _regular(info: os.stat_result, file: str) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise IsFolder(file)
    if not stat.S_ISREG(info.st_mode):
        raise NotRegular(file, next((word for is_one, word in _KINDS if is_one(info.st_mode)), "特殊文件"))


def read_bytes(file: str, limit: int = LIMIT) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    Raises MissingFile, IsFolder, NotRegular, CannotRead or TooLarge.
    """
    with open_regular(file) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limit:
            raise TooLarge(file, size, limit)
        return _all(stream, file, limit)


def read_given(file: str, limit: int = LIMIT) -> bytes:
    """The bytes of a file that a command line names, as :func:`read_bytes` reads it; ``-`` is standard input."""
    if file not in STDIN:
        return read_bytes(file, limit)
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise CannotRead(file, "标准输入没有打开")
    return _all(stream, file, limit)


def _all(stream: BinaryIO, file: str, limit: int) -> bytes:
    try:
        # What has nothing to give at the moment answers None.
        data = stream.read(limit + 1) or b""
    except (OSError, ValueError) as error:
        raise CannotRead(file, _why(error)) from None
    if len(data) > limit:
        raise TooLarge(file, len(data), limit)
    return data


def _why(error: OSError | ValueError) -> str:
    import errno

    known = {
        errno.EACCES: "没有读取权限",
        errno.EPERM: "没有读取权限",
        errno.ENAMETOOLONG: "文件名太长",
        errno.ELOOP: "链接绕成了圈",
        errno.EIO: "磁盘读取出错",
    }
    return known.get(error.errno or 0, "打不开") if isinstance(error, OSError) else "路径不对"


def decode(data: bytes, file: str) -> str:
    """The text of UTF-8 bytes, a byte order mark dropped; raises NotUtf8 with the line and a guess."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise NotUtf8(file, line, "UTF-16") from None
        if b"\0" not in data:
            for guess in ("GBK", "GB18030"):
                try:
                    data.decode(guess)
                except UnicodeDecodeError:
                    continue
                raise NotUtf8(file, line, guess) from None
        raise NotUtf8(file, line, "") from None


#: Digits of a number, and levels of tables and lists, that no file of ours comes near to.
_DIGITS = 60
_LEVELS = 40


def parse_toml(text: str, file: str) -> RawTable:
    """The tables of a TOML text, decimals exact; raises BrokenToml with line and column.

    What cannot be reckoned or walked with afterwards is refused here, for all files alike: numbers of more than
    :data:`_DIGITS` digits (``0xfff…``, ``1e999999999``) and tables deeper than :data:`_LEVELS`.
    """
    from decimal import Decimal

    import tomli

    try:
        data = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        words = str(error)
        match = re.search(_AT, words)
        line, column = (int(match[1]), int(match[2])) if match and match[1] else (text.count("\n") + 1, 0)
        from drafter.files.slips import slip

        usual = next((chinese for start, chinese in _REASONS if start in words), "这里不合语法")
        raise BrokenToml(Place(file, line, column), slip(text, line, column, words) or usual) from None
    except RecursionError:
        raise BrokenToml(Place(file), _DEEP) from None
    except (ArithmeticError, ValueError):
        # No decimal has so large a power of ten, and no whole number is read of more than 4,300 digits.
        raise BrokenToml(_long_number(text, file), _LONG) from None
    if found := _beyond(data):
        path, why = found
        place = Place(file)
        if why == _LONG:
            from drafter.files.locate import locate

            place = Place(file, *locate(text).get(path, (0, 0)))
        raise BrokenToml(place, why)
    return data


_DEEP, _LONG = "括号或表套得太深", "这个数太长，请核对"
_NUMBER = r"(?<![\w.])[+-]?[\d][\w.+-]{59,}|(?<![\w.])[+-]?\d[\d_.]*[eE][+-]?\d{3,}"


def _long_number(text: str, file: str) -> Place:
    """Where a number stands that is too long to be read at all."""
    match = re.search(_NUMBER, text)
    if match is None:
        return Place(file)
    line = text.count("\n", 0, match.start()) + 1
    return Place(file, line, match.start() - text.rfind("\n", 0, match.start()))


def _beyond(data: Mapping[str, object]) -> tuple[tuple[str | int, ...], str] | None:
    """The path of the first value that is too long a number or too deep, and which of the two."""
    from decimal import Decimal

    most = 10**_DIGITS
    level: list[tuple[Any, Any, Any]] = [(None, None, data)]
    for _ in range(_LEVELS):
        below: list[tuple[object, object, object]] = []
        for node in level:
            inside = node[2]
            for key, value in inside.items() if isinstance(inside, dict) else enumerate(inside):
                if isinstance(value, (dict, list)):
                    below.append((node, key, value))
                elif isinstance(value, Decimal):
                    if value.is_finite() and (
                        abs(value.adjusted()) > _DIGITS or len(value.as_tuple().digits) > _DIGITS
                    ):
                        return _path(node, key), _LONG
                elif isinstance(value, int) and not -most < value < most:
                    return _path(node, key), _LONG
        if not below:
            return None
        level = below
    return (), _DEEP


def _path(node: Any, key: str | int) -> tuple[str | int, ...]:
    keys = [key]
    while node[0] is not None:
        keys.append(node[1])
        node = node[0]
    return tuple(reversed(keys))
