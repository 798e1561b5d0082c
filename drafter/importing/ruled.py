"""Headings that a page draws with rules: ————建设————, == 用处 ==, ——用处.

The writer gains that what stands beneath such a line stands under its name.

Limits: only where a page draws several lines so; a remark between rules (抄完, 以下照抄) is no heading.
"""

from __future__ import annotations

import re

from drafter.importing.asides import aside
from drafter.importing.labels import known_label

_RULE = r"(?:—{2,}|―{2,}|－{2,}|─{2,}|-{2,}|={2,}|＝{2,}|\*{2,}|~{2,}|～{2,}|·{3,}|\.{4,}|…{2,}|#{2,}|_{3,}|━{2,})"
_FRAMED = re.compile(
    rf"^(?P<blank>[ \t\u3000]*){_RULE}[ \u3000]*(?P<name>[\u4e00-\u9fff][^\n—=*~|，。；：:]{{0,20}}?)[ \u3000]*"
    rf"{_RULE}[ \t\u3000]*$",
    re.MULTILINE,
)
#: ――――自己的毛病 所长让写的: a rule in front alone, and what is said behind a blank.
_OPENED = re.compile(
    rf"^(?P<blank>[ \t\u3000]*){_RULE}[ \u3000]*"
    r"(?:(?:下面|以下|再下面)(?:是|就是|说说?|讲讲?)?)?(?P<name>(?!(?:反馈|整改)?(?:问题|事项|意见)[一二三四五六七八九十]|第[一二三四五六七八九十])"
    r"[\u4e00-\u9fff][^\n—―=*~|，。；：: \u3000\d]{1,15})"
    r"(?P<more>[ \u3000]+[^\n\d—―=*~_#.-]{1,14})?[ \t\u3000]*$",
    re.MULTILINE,
)
#: So many of them are the habit of a page.
_LEAST = 2


def with_ruled_heads(text: str, genre: str = "") -> str:
    """A text whose headings between rules, or behind one, stand in boxes; one alone where `genre` knows its words."""
    return _between(_behind(text, genre), genre)


def _known(heads: list[re.Match[str]], genre: str) -> bool:
    return bool(genre) and any(known_label(one["name"], genre) for one in heads)


def _behind(text: str, genre: str) -> str:
    heads = list(_OPENED.finditer(text))
    few = len(heads) < _LEAST and not _known(heads, genre)
    if few or any(_OPENED.match(text, one.end() + 1) for one in heads):
        # Such lines one beneath the other are a list.
        return text
    return _OPENED.sub(lambda one: f"{one['blank']}【{one['name']}】", text)


def _between(text: str, genre: str) -> str:
    heads = [
        match for match in _FRAMED.finditer(text) if not aside(match["name"]) and not re.search(r"\d", match["name"])
    ]
    if len(heads) < _LEAST and not _known(heads, genre):
        return text
    names = {match.start(): match for match in heads}
    return _FRAMED.sub(lambda one: f"{one['blank']}【{one['name']}】" if one.start() in names else one[0], text)
