"""Pictures of tables as SVG within a page: bars, stacked bars, points. Nothing is fetched, nothing runs.

Limits: colours are those of the page's own variables, so that they follow light and dark; figures stand beside the bars
for those who do not see them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDE, _LEFT, _ROW, _BAR = 680, 190, 26, 16
_LONG = 13


def bars(rows: Sequence[tuple[str, Sequence[float]]], series: Sequence[tuple[str, str]], title: str) -> str:
    """Horizontal bars, one a row, in one piece for each of the series (name, colour)."""
    most = max((sum(values) for _, values in rows), default=0) or 1
    top = 26
    height = top + _ROW * len(rows) + 8
    parts = [_open(height, title), _legend(series)]
    for number, (name, values) in enumerate(rows):
        y = top + number * _ROW
        short = name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(short)}</text>')
        x: float = _LEFT
        for value, (label, colour) in zip(values, series, strict=True):
            long = (_WIDE - _LEFT - 70) * value / most
            if value:
                told = f"{name} {label} {value:g}"
                parts.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{max(long, 1):.1f}" height="{_BAR}" fill="var(--{colour})">'
                    f"<title>{escape(told)}</title></rect>"
                )
            x += long
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 13}">{sum(values):g}</text>')
    return "".join([*parts, "</svg>"])


def points(found: Sequence[tuple[float, float, str]], title: str) -> str:
    """Money (万元, each step ten times the last) against score, a point a project; points on one spot are one."""
    from math import log10

    left, right, top, bottom = 52, _WIDE - 14, 14, 300
    parts = [_open(340, title)]
    for tick in (0, 60, 80, 90, 100):
        level = bottom - (bottom - top) * tick / 100
        parts.append(f'<line x1="{left}" x2="{right}" y1="{level:.1f}" y2="{level:.1f}" class="axis"/>')
        parts.append(f'<text x="{left - 8}" y="{level + 4:.1f}" text-anchor="end">{tick}</text>')
    for step in range(6):
        tenth = left + (right - left) * step / 5
        parts.append(f'<text x="{tenth:.1f}" y="{bottom + 18}" text-anchor="middle">{10**step:g}</text>')
    parts.append(f'<text x="{right}" y="{bottom + 36}" text-anchor="end">预算（万元）</text>')
    spots: dict[tuple[int, int], list[str]] = {}
    for money, score, name in found:
        power = min(5.0, max(0.0, log10(money) if money > 0 else 0.0))
        across, up = left + (right - left) * power / 5, bottom - (bottom - top) * min(100.0, max(0.0, score)) / 100
        spots.setdefault((round(across / 4) * 4, round(up / 4) * 4), []).append(name)
    for (at, high), names in sorted(spots.items()):
        size = min(9.0, 2.5 + len(names) ** 0.5 / 2)
        told = names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个"
        parts.append(
            f'<circle cx="{at}" cy="{high}" r="{size:.1f}" class="point"><title>{escape(told)}</title></circle>'
        )
    return "".join([*parts, "</svg>"])


def _open(height: int, title: str) -> str:
    return f'<svg viewBox="0 0 {_WIDE} {height}" role="img" aria-label="{escape(title)}" class="picture">'


def _legend(series: Sequence[tuple[str, str]]) -> str:
    if len(series) < 2:
        return ""
    parts: list[str] = []
    x = _LEFT
    for label, colour in series:
        parts.append(f'<rect x="{x}" y="4" width="11" height="11" fill="var(--{colour})"/>')
        parts.append(f'<text x="{x + 16}" y="14">{escape(label)}</text>')
        x += 34 + 14 * len(label)
    return "".join(parts)
