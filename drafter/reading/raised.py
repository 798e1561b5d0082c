"""Figures set high or low: they get the signs of high and low figures, so that 10⁴ does not become 104, nor CO₂ CO2.

The reader gains areas (m²), powers and marks of notes that make no other number of what they stand behind.

Limits: words set high (™) stay as they are.
"""

from __future__ import annotations

import re

_HIGH = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_FIGURES = re.compile(r"\s*[0-9+−()n-]{1,8}\s*")


def raised(text: str) -> str:
    """Words set high."""
    return text.translate(_HIGH) if _FIGURES.fullmatch(text) else text


def lowered(text: str) -> str:
    """Words set low."""
    return text.translate(_LOW) if _FIGURES.fullmatch(text) else text
