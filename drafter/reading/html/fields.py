"""What the fields of a form show: the words typed in, the entry chosen, boxes ticked and not.

The reader gains a form that was saved as a page with what somebody filled in.

Limits: what was typed after the page was made is there only where the browser saved it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPED = frozenset(("", "text", "number", "date", "tel", "email", "url", "month", "week", "time", "datetime-local"))
_BOXES = frozenset(("checkbox", "radio"))
_ASKS = ("请输入", "请选择", "搜索", "关键")


def field(node: Element, tag: str, said: Mapping[str, str]) -> str:
    """The words that a field shows; its lines parted by line breaks."""
    if tag == "textarea":
        return "".join(node.itertext()).strip("\r\n").replace("\r\n", "\n").replace("\r", "\n")
    if tag == "select":
        chosen = [option for option in node.iter("option") if "selected" in option.attrib]
        return "、".join(" ".join("".join(option.itertext()).split()) for option in chosen[:20])
    kind, value = said.get("type", "").strip().lower(), said.get("value", "").strip()
    if kind in _BOXES:
        return "☑" if "checked" in said else "□"
    return "" if kind not in _TYPED or value.startswith(_ASKS) else value
