"""Reading a text file the way its user would hope: clear words for whatever is wrong with it."""

from __future__ import annotations

import os
import re
import stat
from typing import Any

from drafter.errors import BrokenToml, CannotRead, IsFolder, MissingFile, NotUtf8, Place, TooLarge

#: A case of 2,000 projects is under half a megabyte; what is far larger is some other file.
LIMIT = 4_000_000

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
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


def read_bytes(file: str, limit: int = LIMIT) -> bytes:
    """The bytes of a regular file (or a pipe) of at most `limit` bytes.

    Raises MissingFile, IsFolder, CannotRead or TooLarge.
    """
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - pathlib costs a start-up that this does not need
            info = os.fstat(stream.fileno())
            if stat.S_ISREG(info.st_mode) and info.st_size > limit:
                raise TooLarge(file, info.st_size, limit)
            data = stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFile(file) from None
    except IsADirectoryError:
        raise IsFolder(file) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(file):  # noqa: PTH112 - Windows answers "permission denied" for a folder
            raise IsFolder(file) from None
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


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text, decimals exact; raises BrokenToml with line and column."""
    from decimal import Decimal

    import tomli

    try:
        return tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        words = str(error)
        match = _AT.search(words)
        line, column = (int(match[1]), int(match[2])) if match and match[1] else (text.count("\n") + 1, 0)
        from drafter.facts.slips import slip

        why = slip(text, line, column, words)
        why = why or next((chinese for start, chinese in _REASONS if start in words), "这里不合语法")
        raise BrokenToml(Place(file, line, column), why) from None
    except RecursionError:
        raise BrokenToml(Place(file), "括号套得太深") from None
    except ValueError:
        # Python reads no whole number of more than 4,300 digits.
        raise BrokenToml(Place(file), "有一个数太长") from None
