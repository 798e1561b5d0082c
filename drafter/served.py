"""The editor that a server opens in a process of its own."""

from __future__ import annotations

from drafter.cli import main
from drafter.serving.driver import follow_server


def edit(*arguments: str) -> int:
    """`drafter edit` in a process of a server, which ends with it."""
    follow_server()
    return main(["edit", *arguments])
