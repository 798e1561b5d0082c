"""Trying a sample as a PDF: mostly what reads it, in this process; now and then as the program does, which has it read
in a process of its own and says that the file is damaged whatever comes of that."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import DrafterError
from fuzz import commands
from fuzz.commands import REFUSED, USED, refused
from fuzz.sample import Sample


def pdf(sample: Sample) -> str:
    """A PDF read, or checked."""
    if sample.way != "read":
        return commands.run(sample)
    from drafter.reading.pdf.extract import extract
    from drafter.reading.pdf.reader import made

    said = extract(Path("文件.pdf").read_bytes())
    if said.get("fault"):
        return REFUSED
    try:
        made(said, "文件.pdf")
    except DrafterError as error:
        refused(error)
        return REFUSED
    return USED
