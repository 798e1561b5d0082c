"""What stands before a Markdown text for programs: the fields between two lines of --- (YAML) or +++ (TOML), in
braces (JSON), or the lines that Pandoc opens with %.

The reader gains the title that a site or a converter shows, and no paragraph that reads “date: 2025-03-10”.

Limits: of the fields the title alone is used; a title that is no plain string is passed over.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

_TITLES = frozenset(("title", "标题", "题名", "题目"))
_FIELD = re.compile(r"[\"']?([\w\u4e00-\u9fff][\w\u4e00-\u9fff .\-]{0,60}?)[\"']?[ \t]*([:=])(?:[ \t]+|$)?")
#: A field of JSON on a line of its own, whose value is plain words.
_JSON_TITLE = re.compile(r'^\s{0,8}"([^"\\\n]{1,20})"\s*:\s*"([^"\\\n]{1,300})"', re.M)
_CLOSES = {"---": ("---", "..."), "+++": ("+++",)}
#: So many lines are no fields of a text any more.
_MOST = 200


class Front(NamedTuple):
    """`end` is where the text begins (0: nothing stands before it); `start` and `stop` are those of the title."""

    end: int = 0
    start: int = 0
    stop: int = 0


def front(text: str) -> Front:
    """What stands before `text`, whose line breaks are ``\\n``."""
    lines = text.split("\n", _MOST + 1)[: _MOST + 1]
    first = lines[0].removeprefix("\ufeff").rstrip()
    if first == "{":
        found = _braced(lines)
    elif first in _CLOSES:
        found = _fenced(lines, _CLOSES[first], "=" if first == "+++" else ":")
    else:
        found = _percent(lines) if first.startswith("% ") else Front()
    return found._replace(end=min(found.end, len(text)))


def _fenced(lines: list[str], closes: tuple[str, ...], mark: str) -> Front:
    at, said, title, fields = len(lines[0]) + 1, "", (0, 0), 0
    for line in lines[1:]:
        end = at + len(line)
        bare = line.strip()
        field = _FIELD.match(line)
        if bare in closes and line[:1] == bare[:1]:
            return Front(end + 1, *title) if fields else Front()
        if field and field[2] == mark:
            fields += 1
            said = field[1].lower()
            if said in _TITLES:
                title = _value(line, field.end(), at)
        elif line[:1].isspace() and fields and bare:
            # A value that goes on: title: > and the title on lines of its own.
            if said in _TITLES:
                start = at + len(line) - len(line.lstrip())
                title = (title[0] if title[1] > title[0] else start, at + len(line.rstrip()))
        elif bare and not bare.startswith(("#", "- ", "[", "]", "}")):
            return Front()
        at = end + 1
    return Front()


def _braced(lines: list[str]) -> Front:
    """Fields as JSON (Hugo): a brace on a line of its own, and the one that closes it."""
    close = next((i for i, line in enumerate(lines) if line.rstrip() == "}"), 0)
    text = "\n".join(lines[: close + 1])
    try:
        fields = json.loads(text.removeprefix("\ufeff")) if close else None
    except (ValueError, RecursionError):
        return Front()
    if not isinstance(fields, dict) or not fields:
        return Front()
    named = next((match for match in _JSON_TITLE.finditer(text) if match[1].lower() in _TITLES), None)
    return Front(len(text) + 1, *(named.span(2) if named is not None else (0, 0)))


def _value(line: str, start: int, at: int) -> tuple[int, int]:
    """Where the value of a field stands, without its quotation marks; an empty stretch where it is on later lines."""
    value = line[start:].strip()
    begin = at + start + line[start:].find(value) if value else at + start
    if re.fullmatch(r"[|>][+-]?\d?", value):
        return begin, begin
    for quote in ('"""', "'''", '"', "'"):
        if value.startswith(quote) and (close := value.find(quote, len(quote))) > 0:
            return begin + len(quote), begin + close
    comment = value.find(" #")
    return begin, begin + len((value[:comment] if comment >= 0 else value).rstrip())


def _percent(lines: list[str]) -> Front:
    """% title, % author, % date."""
    at, number, title = 0, 0, (0, 0)
    for line in lines:
        if line.startswith("%"):
            number += 1
            start = at + 1 + len(line[1:]) - len(line[1:].lstrip())
        elif number == 1 and line[:1] == " " and line.strip():
            start = title[0]
        else:
            break
        if number == 1:
            title = (start, at + len(line.rstrip()))
        at += len(line) + 1
    return Front(at, *title) if number <= 3 else Front()
