"""Values as a TOML text writes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring

_PLAIN = re.compile(r"(?:0|[1-9]\d{0,17})(?:\.\d+)?")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def literal(value: object) -> str:
    """A value of a case (text, number, flag, date, list or table) in TOML's spelling."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key(name)} = {literal(one)}" for name, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return _quoted(str(value))


def _quoted(words: str) -> str:
    """Words in quotation marks: JSON's escapes are TOML's, but for the one control character that JSON leaves."""
    return encode_basestring(words).replace("\x7f", "\\u007F")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A key, in quotation marks where it needs them."""
    return name if _BARE.fullmatch(name) else _quoted(name)


def figure(text: str) -> object:
    """A figure as it is kept: a plain number without quotation marks, anything else as it was typed."""
    if not _PLAIN.fullmatch(text):
        return text
    return Decimal(text) if "." in text else int(text)
