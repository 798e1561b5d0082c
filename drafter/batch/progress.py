"""How far a run is: a bar at a terminal, a plain line now and then anywhere else.

Limits: the time left is reckoned from the rate so far.
"""

from __future__ import annotations

import sys
import time

from drafter.console import complain

_WIDE = 30
#: Seconds between two lines where there is no terminal.
_APART = 10.0


class Progress:
    """The progress of `total` projects, of which `done` were done before."""

    def __init__(self, total: int, done: int = 0) -> None:
        self.total, self.done, self.begun, self.told = total, done, time.monotonic(), 0.0
        self.before = done
        self.terminal = bool(sys.stderr is not None and sys.stderr.isatty())
        if done:
            complain(f"接着上次：共{total}个项目，已完成{done}个")

    def advance(self, many: int) -> None:
        """So many more are done."""
        self.done += many
        now = time.monotonic()
        if self.terminal:
            sys.stderr.write(f"\r{self.line(now)}\x1b[K")
            sys.stderr.flush()
        elif now - self.told >= _APART or self.done == self.total:
            complain(self.line(now, bar=False))
            self.told = now

    def line(self, now: float, bar: bool = True) -> str:
        """What is said at a moment of the monotonic clock."""
        spent = max(now - self.begun, 1e-9)
        rate = (self.done - self.before) / spent
        left = f"，还要{_span((self.total - self.done) / rate)}" if rate and self.done < self.total else ""
        filled = _WIDE * self.done // max(1, self.total)
        drawn = f"{'━' * filled}{'─' * (_WIDE - filled)} " if bar else ""
        return f"{drawn}{self.done}/{self.total} {100 * self.done // max(1, self.total)}%，每秒{rate:.1f}个{left}"

    def close(self) -> None:
        """End the line of the bar."""
        if self.terminal:
            sys.stderr.write("\n")


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole}秒"
    return f"{whole // 60}分{whole % 60}秒" if whole < 3600 else f"{whole // 3600}小时{whole % 3600 // 60}分"
