r"""Formulas of TeX in a text ($\frac{180}{200}\times100\%$) written in one line: 180/200×100%.

The reader gains the formulas of a Word document that a converter made Markdown of. Source: Pandoc User's Guide,
tex_math_dollars (which dollars are marks).

Limits: what is not known here is left as it is typed.
"""

from __future__ import annotations

import re

from drafter.reading.word.linear import beside, fraction, index, power, root

#: No blank stands inside the marks, and no figure behind them: so $20 and $30 are money.
FORMULA = re.compile(r"(?<![\\$])(\${1,2})(?=[^\s$])([^$\n]{1,300})(?<=[^\s\\])\1(?![\d$])")
_INSIDE = r"\{([^{}]{0,200})\}"
_SAID = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "sum": "∑", "prod": "∏", "quad": " ", "qquad": " ", "left": "", "right": "",
    "degree": "°", "ldots": "…", "cdots": "…", "dots": "…", "infty": "∞", "to": "→", "rightarrow": "→",
    "displaystyle": "",
}  # fmt: skip
_PARTS = re.compile(
    rf"\\[dt]?frac\s*{_INSIDE}\s*{_INSIDE}|\\sqrt(?:\[([^\[\]]{{0,9}})\])?\s*{_INSIDE}"
    rf"|\\(?:text|mathrm|mathbf|mathit|operatorname|mbox)\s*{_INSIDE}"
)
_OFF = re.compile(rf"([\w)）%.]*)([_^])(?:{_INSIDE}|(\w))")
_DEEP = 8


def formula(tex: str) -> str:
    """A formula in one line; "" where it says something that is not known here."""
    for _ in range(_DEEP):
        tex, found = _PARTS.subn(_part, tex)
        if not found:
            break
    tex = re.sub(r"\\([A-Za-z]{1,20})\s*", lambda match: _SAID.get(match[1], match[0]), tex)
    tex = re.sub(r"\\([%#&_$])|\\[,;:! ]", lambda match: match[1] or "", tex)
    tex = _OFF.sub(_set, tex)
    return "" if "\\" in tex else "".join(tex.replace("{", "").replace("}", "").split(" "))


def _part(match: re.Match[str]) -> str:
    over, under, degree, inside, words = match.groups()
    if over is not None:
        said = beside(match.string[: match.start()].rstrip(), fraction(over.strip(), (under or "").strip()))
        # A blank that those of TeX do not take with them.
        return said.replace(" ", "\u2009", 1) if said[:1] == " " else said
    return words if words is not None else root((inside or "").strip(), degree or "")


def _set(match: re.Match[str]) -> str:
    said = match[3] if match[3] is not None else match[4]
    return (power if match[2] == "^" else index)(match[1], said)
