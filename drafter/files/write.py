"""Output that appears whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable

from drafter.errors import CannotWrite, FileExists
from drafter.files.fresh import Fresh

_REASONS = {
    "ENOSPC": "磁盘满了，请腾出空间后再试",
    "EDQUOT": "磁盘配额用完了，请腾出空间后再试",
    "ENOENT": "文件夹不存在，请先建好",
    "ENOTDIR": "上级路径不是文件夹，请核对路径",
    "EISDIR": "这是文件夹，请给出文件名",
    "EACCES": "没有写入权限，请换一个位置",
    "EPERM": "没有写入权限，请换一个位置",
    "EROFS": "位置只读，请换一个位置",
    "ENAMETOOLONG": "文件名太长，请改短",
    "ELOOP": "链接绕成了圈，请核对路径",
    "ENXIO": "管道的另一头没有程序在读",
    "ENOTBLK": "这是磁盘设备，请换一个位置",
    "EFBIG": "超出文件大小限制，请换一个位置",
}


def reason(error: OSError) -> str:
    """What is wrong with an output, in Chinese, and what to do."""
    import errno

    return _REASONS.get(errno.errorcode.get(error.errno or 0, ""), "写入失败，请换一个位置")


def write_new(file: str, data: bytes) -> None:
    """Write `data` to a file that does not exist yet, whole or not at all. Raises FileExists or CannotWrite."""
    if os.path.lexists(file) and (os.path.isfile(file) or os.path.islink(file)):  # noqa: PTH113, PTH114
        raise FileExists(file)
    write_whole(file, data, replace=False)


def write_whole(file: str, data: bytes, replace: bool = True, before: Callable[[int], object] | None = None) -> None:
    """Write `data` to `file` in one step: a reader sees the old file or the new one, never a half.

    `before` is given the open file just before it takes its place. Raises CannotWrite; FileExists where a file stands
    there that must not be replaced. What stood there before stays when anything fails.
    """
    fresh: Fresh | None = None
    try:
        try:
            there = os.stat(file).st_mode  # noqa: PTH116
        except FileNotFoundError:
            there = 0
        if stat.S_ISDIR(there):
            raise IsADirectoryError(errno_of("EISDIR"), "", file)
        if there and not stat.S_ISREG(there):
            _pour(file, there, data)
            return
        # A link is written through, so that it stays a link; one that leads in a circle still is one here.
        target = os.path.realpath(file)
        if os.path.islink(target):  # noqa: PTH114
            raise OSError(errno_of("ELOOP"), "", file)
        if there and not os.access(target, os.W_OK):
            raise PermissionError(errno_of("EACCES"), "", file)
        fresh = Fresh(os.path.dirname(target))  # noqa: PTH120
        fresh.write(data, _mode(target))
        if before is not None:
            fresh.named()
            before(fresh.handle)
        fresh.put(target, replace)
    except FileExistsError:
        raise FileExists(file) from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "路径不对"
        raise CannotWrite(file, why) from None
    finally:
        if fresh is not None:
            fresh.close()


def errno_of(name: str) -> int:
    """The number of an error of the system (ELOOP), 0 where this system has none of that name."""
    import errno

    return int(getattr(errno, name, 0))


def _pour(file: str, mode: int, data: bytes) -> None:
    """Write to what cannot be replaced, such as a terminal; nobody is waited for at a pipe, no disk is written over."""
    if not stat.S_ISFIFO(mode) and not stat.S_ISCHR(mode):
        raise OSError(errno_of("ENXIO") if stat.S_ISSOCK(mode) else errno_of("ENOTBLK"), "", file)
    never_wait = getattr(os, "O_NONBLOCK", 0) if stat.S_ISFIFO(mode) else 0
    handle = os.open(file, os.O_WRONLY | never_wait | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "wb") as stream:
        if never_wait:
            os.set_blocking(handle, True)
        stream.write(data)


def _mode(target: str) -> int:
    """The permissions of what is replaced, or those a new file would get."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)  # noqa: PTH116
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def write_stdout(text: str) -> None:
    """Write to standard output as UTF-8 whatever the locale says. Raises CannotWrite where it is full or closed."""
    if sys.stdout is None:
        raise CannotWrite("标准输出", "没有打开，请用 -o 写到文件")
    try:
        sys.stdout.flush()
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:
            sys.stdout.write(text)
            sys.stdout.flush()
        else:
            stream.write(text.encode())
            stream.flush()
    except BrokenPipeError:
        # The reader has seen enough; give the rest to nobody, so that the interpreter does not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError as error:
        why = reason(error)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise CannotWrite("标准输出", why) from None
