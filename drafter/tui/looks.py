"""Colours by meaning, for light and dark alike."""

from __future__ import annotations

from rich.style import Style
from textual.app import App
from textual.color import Color

#: What each look is made of: a variable of the theme, and marks.
_LOOKS = {
    "text": ("foreground", ""),
    "dim": ("foreground-muted", ""),
    "label": ("foreground", ""),
    "fact": ("primary-lighten-2", ""),
    "derived": ("success", ""),
    "todo": ("error", "bold"),
    "error": ("error", ""),
    "warning": ("warning", ""),
    "hint": ("foreground-muted", ""),
    "title": ("foreground", "bold"),
    "heading": ("accent", "bold"),
    "head": ("foreground", "underline"),
    "cell": ("foreground", ""),
    "jump": ("warning", "bold reverse"),
    "delete": ("error", "strike"),
    "insert": ("success", "underline"),
    "stale": ("warning", "bold reverse"),
}


def looks(app: App[object]) -> dict[str, Style]:
    """The styles of the present theme by look."""
    variables = app.get_css_variables()
    found = {}
    for name, (variable, marks) in _LOOKS.items():
        found[name] = Style(color=_rich(variables, variable)) + Style.parse(marks)
    found["cursor"] = Style(reverse=True)
    for name, variable in (
        ("field", "surface"),
        ("focus", "primary-muted"),
        ("lit", "warning-muted"),
        ("here", "boost"),
    ):
        found[name] = Style(bgcolor=_rich(variables, variable, "panel"))
    return found


def _rich(variables: dict[str, str], name: str, other: str = "foreground") -> str:
    """A colour of the theme as Rich writes it; automatic ones are the plain foreground."""
    value = variables.get(name, "")
    if not value or value.startswith("auto"):
        value = variables.get(other, "#808080")
    try:
        base = Color.parse(variables.get("background", "#000000"))
        return (base + Color.parse(value)).rich_color.name
    except Exception:
        return "default"
