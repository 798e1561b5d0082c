"""What the style sheets of a page say about its words: what is not shown, what keeps its lines, what is struck out.

The reader gains a text without what a site hides (a second menu for telephones, a mark against copying) and with the
lines, numbers and centred titles that a browser shows. Source: CSS 2.2, 6.4 (the more particular rule holds, then the
later one) and 5 (selectors).

Limits: of selectors, types, classes, identifiers and what they stand in are known; sheets in files of their own are not
there, and what scripts change is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

#: What of a style matters to a reader of words.
PROPERTIES = frozenset((
    "display", "visibility", "white-space", "text-decoration", "text-decoration-line", "text-align", "text-indent",
    "list-style-type", "list-style", "font-size", "opacity", "left", "mso-hide", "mso-element", "mso-list",
    "vertical-align", "font-family",
))  # fmt: skip
_REMARK = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.S)
_BLOCK = re.compile(r"[{}]")
_SIMPLE = re.compile(r"([#.]?)(-?[_A-Za-z\u0080-\uffff][\w\u0080-\uffff-]*)|\*")
_MEDIA = re.compile(r"@media\s+(?!.*\b(?:all|screen)\b)(?:only\s+|not\s+)?\w", re.I)
_WIDTHS = re.compile(r"max-(?:device-)?width", re.I)
#: Sheets longer than this hold the looks of a whole site; rules beyond are not asked.
_RULES = 5_000
#: So many rules for one class are asked, and so many elements around one: what a page costs is bounded.
_ALIKE = 20
_AROUND = 40
_PARTS = 6


class SelectorPart(NamedTuple):
    """A compound selector: type, identifier, classes."""

    tag: str
    name: str
    classes: frozenset[str]

    def fits(self, tag: str, name: str, classes: frozenset[str]) -> bool:
        """Whether an element is meant."""
        return (not self.tag or self.tag == tag) and (not self.name or self.name == name) and self.classes <= classes


class _Rule(NamedTuple):
    weight: tuple[int, int, int, int]
    parts: tuple[SelectorPart, ...]
    said: dict[str, str]


class StyleSheet:
    """The rules of a page, found by what their last part asks for."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self.count = 0
        for text in texts:
            for selectors, body in _blocks(text):
                said = declarations(body)
                if said and self.count < _RULES:
                    self._add(selectors, said)

    def _add(self, selectors: str, said: dict[str, str]) -> None:
        for selector in selectors.split(","):
            parts = _selector(selector)
            if not parts:
                continue
            last = parts[-1]
            key = f"#{last.name}" if last.name else f".{min(last.classes)}" if last.classes else last.tag
            weight = (sum(bool(part.name) for part in parts), sum(len(part.classes) for part in parts),
                      sum(bool(part.tag) for part in parts), self.count)  # fmt: skip
            rules = self._rules.setdefault(key, [])
            if len(rules) < _ALIKE:
                rules.append(_Rule(weight, parts, said))
            self.count += 1

    def style(self, around: Sequence[SelectorPart]) -> dict[str, str]:
        """What the sheets say about an element; `around` are the elements that it stands in, itself the last."""
        here, around = around[-1], around[-_AROUND:]
        keys = [here.tag, *(f".{one}" for one in here.classes), f"#{here.name}" if here.name else ""]
        found = [rule for key in keys for rule in self._rules.get(key, ()) if _fits(rule.parts, around)]
        said: dict[str, str] = {}
        for rule in sorted(found, key=lambda one: one.weight):
            said.update(rule.said)
        return said


def element(tag: str, attributes: Mapping[str, str]) -> SelectorPart:
    """An element as selectors see it."""
    return SelectorPart(tag, attributes.get("id", ""), frozenset(attributes.get("class", "").split()[:20]))


def declarations(text: str) -> dict[str, str]:
    """The properties that matter, in lower case, of what stands between braces or in a style attribute."""
    found = {}
    for one in text.split(";"):
        name, colon, value = one.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            found[name] = value.replace("!important", "").strip().lower()
    return found


def _fits(parts: Sequence[SelectorPart], around: Sequence[SelectorPart]) -> bool:
    """Whether the parts of a selector fit the last of some elements and those that it stands in."""
    if not parts[-1].fits(*around[-1]):
        return False
    at = len(around) - 2
    for part in reversed(parts[:-1]):
        while at >= 0 and not part.fits(*around[at]):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True


def _selector(text: str) -> tuple[SelectorPart, ...]:
    """The parts of a selector; none where it asks for what is not known here."""
    parts = []
    for word in text.replace(">", " ").split():
        tag, name, classes, at = "", "", set(), 0
        for match in _SIMPLE.finditer(word):
            if match.start() != at:
                return ()
            at = match.end()
            if match[1] == "#":
                name = match[2]
            elif match[1] == ".":
                classes.add(match[2])
            elif match[2]:
                tag = match[2].lower()
        if at != len(word):
            return ()
        parts.append(SelectorPart(tag, name, frozenset(classes)))
    return tuple(parts) if len(parts) <= _PARTS else ()


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of a sheet; what is said for printers and for narrow screens is passed over."""
    text = _REMARK.sub(" ", text)
    head, start, passed = "", 0, [False]
    for match in _BLOCK.finditer(text):
        said = text[start : match.start()]
        start = match.end()
        if match[0] == "{":
            head = said.rpartition(";")[2].strip()
            passed.append(passed[-1] or (head[:1] == "@" and bool(_MEDIA.match(head) or _WIDTHS.search(head))))
        else:
            if head and head[0] != "@" and not passed[-1]:
                yield head, said
            head = ""
            if len(passed) > 1:
                passed.pop()
