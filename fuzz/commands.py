"""Trying a sample as a command of the command line, in this process and below the net that catches whatever is left.

What is written is looked at: JSON must be JSON, a Word document must be read again.
"""

from __future__ import annotations

import contextlib
import io
import signal
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import BrokenWord, DrafterError
from fuzz.sample import Sample

if TYPE_CHECKING:
    from argparse import ArgumentParser

#: What came of a sample: the program did what it was asked, or refused in its own words.
USED, REFUSED = "used", "refused"


class Broken(Exception):
    """The program ended well and what it left is wrong."""


@cache
def _parser() -> ArgumentParser:
    from drafter import cli

    return cli._parser()


def run(sample: Sample) -> str:
    """Run the command that the sample's way says, in the folder that holds its files."""
    return done(sample.way.split())


def typed(sample: Sample) -> str:
    """Run a command line that may be none."""
    import shlex

    try:
        return done(shlex.split(sample.way))
    except SystemExit as end:
        if end.code in (0, 2):
            return REFUSED
        raise


def done(words: list[str]) -> str:
    """Run a command in the present folder."""
    kept = sys.stdout, sys.stderr
    out, said = io.BytesIO(), io.BytesIO()
    sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(said, "utf-8")
    try:
        options = _parser().parse_args(words)
        code = options.run(options)
    except DrafterError as error:
        refused(error)
        return REFUSED
    finally:
        # Closed, they would take the bytes with them.
        sys.stdout.detach()
        sys.stderr.detach()
        sys.stdout, sys.stderr = kept
    if code == 2:
        if not said.getvalue().strip():
            raise Broken("refused without a word")
        return REFUSED
    _look(words, out.getvalue().decode())
    return USED


def refused(error: DrafterError) -> None:
    """Whether the words of a refusal are words."""
    message = str(error)
    # The orders of speaking of the program itself are no input.
    if "模板运行出错" in message and "templates/small/" not in message:
        raise Broken(message)
    if not message.strip() or any(not (c.isprintable() or c == "\n" or "\udc80" <= c <= "\udcff") for c in message):
        raise Broken(f"no plain words: {message!r}")


@contextlib.contextmanager
def beside() -> Iterator[None]:
    """What is only looked at afterwards: the time of the program stands still."""
    left = signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, *left)


def _look(words: list[str], out: str) -> None:
    from drafter.reading.formats import read_any

    if "--format json" in " ".join(words) and out.strip():
        import json

        json.loads(out)
    target = words[words.index("-o") + 1] if "-o" in words[:-1] else ""
    if target.endswith(".docx") and Path(target).exists():
        try:
            with beside():
                read_any(target)
        except BrokenWord as error:
            raise Broken(f"what was written is no document: {error}") from error
        except DrafterError:
            pass
