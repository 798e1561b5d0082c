"""Who may come in.

The writer gains that the interface, which can read and write every file of theirs, opens to nobody else: not to a page
of another site, not to a name that was made to point here (DNS rebinding), not to another user of the machine.

A page of another site can make a browser send requests here and cannot choose four things: the Host that it named, the
Origin that it is, the cookie that it was never given, and the token that only our own terminal showed. All are checked
on everything that is handed out. Sources: RFC 6455 section 10.2 (the Origin of a WebSocket), RFC 6265bis (SameSite),
W3C Fetch Metadata (Sec-Fetch-Site).

Limits: whoever can read our terminal or our memory has the token; what is sent over a network is not encrypted.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

#: Why somebody is not let in, in the words of the page that says so.
NOT_HERE = "请求的地址（{what}）不是这里的地址"
NOT_OURS = "请求来自别的网页（{what}），不是这里的页面"
NO_TOKEN = "地址里没有口令，或口令不对（每次启动都换新的）"
NOT_YOU = "请求来自本机的另一个用户"


@dataclass(frozen=True)
class Knock:
    """What is known of a request before it is answered. A header that was sent twice stands there twice."""

    hosts: Sequence[str]
    origins: Sequence[str] = ()
    tokens: Sequence[str] = ()
    cookies: Sequence[str] = ()
    #: Sec-Fetch-Site, "" where the browser (or whatever it is) does not tell.
    site: str = ""
    websocket: bool = False
    #: Whose process asks; None where that cannot be told.
    user: int | None = None


@dataclass(frozen=True)
class Door:
    """`names` are the hosts that are ours besides, with `anywhere`, every address in figures; `users` those that may
    ask, or None for anyone."""

    port: int
    names: frozenset[str]
    anywhere: bool = False
    users: frozenset[int] | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    #: What the cookie holds: not the token, so that neither tells the other.
    badge: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """The name of the cookie: cookies are shared by all ports of a host, so the port is in it."""
        return f"drafter-{self.port}"

    def refusal(self, knock: Knock) -> str:
        """Why whoever knocks is not let in, in Chinese; "" for who is."""
        if len(knock.hosts) != 1 or not self.is_ours(knock.hosts[0]):
            return NOT_HERE.format(what="、".join(knock.hosts)[:80] or "没有写明")
        if self.users is not None and knock.user is not None and knock.user not in self.users:
            return NOT_YOU
        # Browsers always tell where a WebSocket comes from, and not where an address typed by hand does.
        ours = [f"http://{knock.hosts[0].lower()}"]
        if list(knock.origins) != ours and (knock.websocket or knock.origins):
            return NOT_OURS.format(what="、".join(knock.origins)[:80] or "没有写明")
        return "" if self.has_token(knock) else NO_TOKEN

    def has_token(self, knock: Knock) -> bool:
        """Whether the token was brought: in the address, or as the cookie set from it."""
        if knock.tokens:
            return all(_same(one, self.token) for one in knock.tokens)
        # A cookie says who the browser is, not whose page asks: it counts for our own page and for an address typed.
        # A WebSocket has told its Origin.
        if not knock.websocket and knock.site not in ("", "none", "same-origin"):
            return False
        # Another port of this host may have set one of the same name beside it.
        return any(_same(one, self.badge) for one in knock.cookies)

    def is_ours(self, host: str) -> bool:
        """Whether a Host header names this server, with its port."""
        name, port = _split(host.lower())
        if port != self.port or not name:
            return False
        return name in self.names or (self.anywhere and _is_address(name))


def _same(given: str, wanted: str) -> bool:
    """In a time that tells nothing of how much of it was right."""
    return secrets.compare_digest(given.encode(errors="replace"), wanted.encode())


def _split(host: str) -> tuple[str, int]:
    """The name and the port (80 where none is written) of a Host header; ("", 0) for what is none."""
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not colon:
        return host, 80
    if not (port.isascii() and port.isdecimal() and len(port) <= 5):
        return "", 0
    return name, int(port)


def _is_address(name: str) -> bool:
    """An address in figures cannot be made to point here by somebody's name server."""
    try:
        ipaddress.ip_address(name[1:-1] if name.startswith("[") and name.endswith("]") else name)
    except ValueError:
        return False
    return True
