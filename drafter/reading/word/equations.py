r"""Word's older formulas, fields that begin with EQ, in one line.

The reader gains ⑧ for `eq \o\ac(○,8)` (a character in a circle), 1/2 for `eq \f(1,2)`.

Source: ISO/IEC 29500-1, 17.16.5.14 (EQ). Limits: how far something is moved or spread is not told.
"""

from __future__ import annotations

import re

from drafter.reading.word.linear import beside, fraction, index, overstruck, power, root

_SWITCH = re.compile(r"\\([A-Za-z]+)(-?\d*)\s*")
#: How the whole field is to look: says nothing.
_LOOK = re.compile(r"\\[*#@]\s*(?:\"[^\"]*\"|[^\s\\(]+)\s*")
_BRACKETS = re.compile(r"\\([lrb]c)\\(.)\s*")
_ESCAPED = re.compile(r"\\([\\,;()])")
_KINDS = frozenset("abdfilorsx")


class _FieldSwitch:
    """A switch with its options and arguments; `open` once its bracket is."""

    __slots__ = ("args", "kind", "open", "options", "signs")

    def __init__(self, kind: str) -> None:
        self.kind, self.open = kind, kind == ""
        self.options: set[str] = set()
        self.signs: dict[str, str] = {}
        self.args: list[str] = [""]


def equation(code: str) -> str | None:
    """The line that the code of a field says, or None where it is no EQ field."""
    code = code.strip()
    if code[:2].upper() != "EQ" or code[2:3].isalnum():
        return None
    stack = [_FieldSwitch("")]
    at, size = 2, len(code)
    while at < size:
        top = stack[-1]
        if match := _ESCAPED.match(code, at):
            top.args[-1] += match[1] if top.open else ""
        elif not top.open and (match := _BRACKETS.match(code, at)):
            top.signs[match[1].lower()] = match[2]
        elif match := _LOOK.match(code, at):
            pass
        elif match := _SWITCH.match(code, at):
            name = match[1].lower()
            if top.open and name in _KINDS:
                stack.append(_FieldSwitch(name))
            elif not top.open:
                top.options.add(name)
        elif code[at] == "(" and not top.open:
            top.open = True
        elif code[at] == ")" and len(stack) > 1 and top.open:
            stack.pop()
            stack[-1].args[-1] += beside(stack[-1].args[-1], _said(top, stack[-1].kind))
        elif code[at] in ",;" and len(stack) > 1 and top.open:
            top.args.append("")
        elif top.open:
            top.args[-1] += code[at]
        at = match.end() if match else at + 1
    # A bracket that was never closed ends with the field.
    while len(stack) > 1:
        last = stack.pop()
        stack[-1].args[-1] += beside(stack[-1].args[-1], _said(last, stack[-1].kind))
    return stack[0].args[0].strip()


def _said(part: _FieldSwitch, around: str) -> str:
    kind, args = part.kind, [arg.strip() for arg in part.args]
    first, second = args[0], args[1] if len(args) > 1 else ""
    if kind == "f":
        return fraction(first, second)
    if kind == "o":
        # Spread over the width: a reading aid above its character, which alone is read.
        return args[-1] if "ad" in part.options else overstruck(args)
    if kind == "s" and around == "o":
        # Two half lines in the place of one.
        return "".join(args)
    if kind == "r":
        return root(second, first) if len(args) > 1 else root(first)
    if kind == "s":
        if len(args) > 1:
            return power("", first) + index("", second)
        return index("", first) if "do" in part.options else power("", first)
    if kind == "b":
        both = part.signs.get("bc", "")
        pair = {"{": "{}", "[": "[]", "(": "()", "<": "<>"}.get(both, both * 2) or "()"
        return f"{part.signs.get('lc', pair[0])}{first}{part.signs.get('rc', pair[1])}"
    if kind == "i":
        sign = "∑" if "su" in part.options else "∏" if "pr" in part.options else "∫"
        third = args[2] if len(args) > 2 else ""
        return f"{sign}{index('', first)}{power('', second)}{third}"
    return (" " if kind == "a" else ",").join(arg for arg in args if arg)
