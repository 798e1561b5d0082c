"""Whose process is at the other end of a connection from this machine.

The writer gains that a cookie of theirs is worth nothing to another user of the machine: cookies are shared by all
ports of a host, so a page that somebody else serves on another port is shown it.

Limits: Linux, which tells (proc(5), /proc/net/tcp); elsewhere nothing is known. A connection of another machine or of
another network name space has no user here.
"""

from __future__ import annotations

import ipaddress
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: The tables of the kernel, one for each version of the protocol.
TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))


def user_of(peer: Any, here: Any) -> int | None:
    """The number of the user whose socket at `peer` is connected with ours at `here`, each an address and a port as
    sockets tell them; None where that is not known."""
    try:
        wanted = {
            (f"{one}:{peer[1]:04X}", f"{other}:{here[1]:04X}")
            for one, other in zip(_written(peer[0]), _written(here[0]), strict=True)
        }
    except (TypeError, IndexError, ValueError):
        return None
    for table in TABLES:
        try:
            with table.open(encoding="ascii") as lines:
                found = _found(lines, wanted)
        except (OSError, ValueError):
            continue
        if found is not None:
            return found
    return None


def _found(lines: Iterable[str], wanted: set[tuple[str, str]]) -> int | None:
    for line in lines:
        cells = line.split()
        if len(cells) > 7 and (cells[1], cells[2]) in wanted:
            return int(cells[7])
    return None


def _written(address: str) -> list[str]:
    """An address as the kernel writes it, 32 bits at a time in the order of the machine; one of the fourth version
    also as a socket of the sixth has it."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = parsed.ipv4_mapped if parsed.version == 6 else parsed
    forms = [mapped.packed, bytes(10) + b"\xff\xff" + mapped.packed] if mapped is not None else [parsed.packed]
    return ["".join(f"{word:08X}" for word in struct.unpack(f"={len(one) // 4}I", one)) for one in forms]
