"""Formulas written in one line: 180/200, (a+b)/c, √x, x², ∑_(i=1)^n; and characters in a circle or a box.

The reader gains formulas that say what the printed ones do and never a figure that is in none of them: the two numbers
of a fraction do not run together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: What may stand in a fraction or a power without brackets around it.
_SIMPLE = re.compile(r"[\w.%％‰′·]*$|\([^()]*\)$|（[^（）]*）$|\[[^\[\]]*\]$")
_NUMBERS = re.compile(r"\d+/\d")
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_HIGH = str.maketrans("23", "²³")
_CIRCLES, _BOXES = frozenset("○◯〇⚪◌O0Ｏ"), frozenset("□☐▢◻■")
_TICKED = {"√": "☑", "✓": "☑", "✔": "☑", "×": "☒", "✗": "☒", "✕": "☒", "X": "☒", "x": "☒", "": "□"}


def whole(text: str) -> str:
    """A part of a formula, in brackets where it is made of several."""
    return text if _SIMPLE.match(text) else f"({text})"


def fraction(over: str, under: str) -> str:
    """A fraction in one line."""
    return f"{whole(over)}/{whole(under)}"


def beside(before: str, said: str) -> str:
    """`said` as it goes on behind `before`: two and a third are 2 1/3, and no 21/3."""
    return f" {said}" if before[-1:].isdigit() and _NUMBERS.match(said) else said


def power(base: str, exponent: str) -> str:
    """A power in one line: squares and cubes by their own characters."""
    if not exponent:
        return base
    return whole(base) + (exponent.translate(_HIGH) if exponent in ("2", "3") else f"^{whole(exponent)}")


def index(base: str, below: str) -> str:
    """An index in one line."""
    if not below:
        return base
    return base + (below.translate(_LOW) if below.isascii() and below.isdecimal() else f"_{whole(below)}")


def root(inside: str, degree: str = "") -> str:
    """A root in one line."""
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree)
    return f"{sign}{whole(inside)}" if sign else f"{whole(inside)}^(1/{whole(degree)})"


def overstruck(parts: list[str]) -> str:
    """Characters printed over each other: a number in a circle is that number (⑧), a tick in a box ☑."""
    kept = [part.strip() for part in parts]
    for frames, known in ((_CIRCLES, _circled()), (_BOXES, _TICKED)):
        frame = next((at for at, part in enumerate(kept) if part in frames and len(kept) == 2), -1)
        if frame >= 0:
            inside = kept[1 - frame]
            return known.get(inside) or (f"（{inside}）" if inside else kept[frame])
    return "".join(kept)


@cache
def _circled() -> dict[str, str]:
    """The character in a circle for what stands in one: 1 to 50, 一 to 十, letters, some words (印, 注)."""
    found: dict[str, str] = {}
    for code in (*range(0x2460, 0x2500), *range(0x3200, 0x3300)):
        kind, _, inside = unicodedata.decomposition(chr(code)).partition(" ")
        if kind == "<circle>":
            found.setdefault("".join(chr(int(one, 16)) for one in inside.split()), chr(code))
    return found
