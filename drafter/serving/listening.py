"""The sockets that a server answers on, and the address it is opened at.

The writer gains one line in Chinese where the port is taken or the address is none of this machine's, before anything
is started.

Limits: TCP.
"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Sequence

from drafter.errors import CannotListen, PortTaken

#: Names of this machine as it calls itself; whatever else one listens on, others can reach.
OWN = ("127.0.0.1", "localhost", "::1")
_WHY = {
    errno.EACCES: "没有权限用这个端口，请用 --port 换一个 1024 以上的",
    errno.EADDRNOTAVAIL: "本机没有这个地址，请核对 --host",
}


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets at every address of `host`, all at one port (0: any that is free). Raises PortTaken or CannotListen."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise CannotListen(host, port, "本机没有这个地址，请核对 --host") from None
    made: list[socket.socket] = []
    try:
        for family, address in dict.fromkeys((one[0], one[4]) for one in found):
            if made and not port:
                port = made[0].getsockname()[1]
            try:
                made.append(_bound(family, (address[0], port, *address[2:])))
            except OSError as error:
                # A machine may know a name by an address of a protocol that it does not have.
                if len(found) == 1 or error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    raise
        if not made:
            raise OSError(errno.EADDRNOTAVAIL, "")
    except OSError as error:
        for one in made:
            one.close()
        if error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None)):
            raise PortTaken(port) from None
        raise CannotListen(host, port, _WHY.get(error.errno or 0, "系统不让用这个地址，请换一个")) from None
    return made


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        # A port just given up can be had at once; where this option would share one with others, it is not taken.
        if sys.platform != "win32":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(address)
        one.listen(128)
    except OSError:
        one.close()
        raise
    return one


def names(host: str) -> frozenset[str]:
    """What the Host of a request may be: the names of this machine; where others may come in, its own name too."""
    mine = {"127.0.0.1", "localhost", "[::1]"}
    if host not in OWN:
        own = socket.gethostname().lower()
        mine |= {own, f"{own}.local", host.lower()}
    return frozenset(mine)


def address(host: str, sockets: Sequence[socket.socket], token: str) -> str:
    """The address that opens the interface."""
    port = sockets[0].getsockname()[1]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}/?token={token}"
