"""Trying a sample as a value: what a field is typed, a line of a report, a journal, a table from a spreadsheet."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

from drafter.errors import DrafterError
from fuzz.commands import REFUSED, USED, Broken, refused
from fuzz.makers import CASE
from fuzz.sample import Sample


def figure(sample: Sample) -> str:
    """A quantity; what is read is written so that it is read again as the same."""
    from drafter.facts.load import split_item
    from drafter.files.literal import figure as kept
    from drafter.language.figures import numerals, tokens
    from drafter.language.quantity import parse_quantity

    text = sample.string
    for one in tokens(text).figures:
        if text[one.start : one.end] not in one.text and one.text not in text:
            raise Broken(f"a figure that does not stand there: {one}")
    numerals(text)
    split_item(text)
    found = kept(text)
    try:
        quantity = parse_quantity(found if isinstance(found, (int, Decimal)) else text, sample.way)
        again = parse_quantity(str(quantity), quantity.scale + quantity.unit)
    except ValueError as error:
        # The one error of this function; any other is none of its own.
        if type(error) is not ValueError:
            raise
        return REFUSED
    if (again.number, again.scale, again.unit) != (quantity.number, quantity.scale, quantity.unit):
        raise Broken(f"{quantity!r} is written {quantity} and read {again!r}")
    return USED


def date(sample: Sample) -> str:
    """A date or a period."""
    from drafter.language.date import parse_date

    try:
        shown = parse_date(sample.string, int(sample.way))
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        return REFUSED
    if not shown.strip():
        raise Broken("a date that shows nothing")
    return USED


def line(sample: Sample) -> str:
    """A line of a report under all rules."""
    from drafter.checking.run import check_text

    text = sample.string
    for finding in check_text(text, "报告.txt"):
        if not finding.message:
            raise Broken(f"a finding without words: {finding}")
    return USED


def note(sample: Sample) -> str:
    """A line of notes, as the program says how it reads it."""
    from drafter.commands.notes import explained

    explained(sample.string)
    return USED


def journal(sample: Sample) -> str:
    """A journal of an earlier session, offered and taken over."""
    from drafter.editing.recovery import recover

    put_journal()
    if sample.way == "restore":
        from drafter.editing.case_file import CaseFile

        file = CaseFile(CASE)
        try:
            if file.lost is None:
                return REFUSED
            file.restore()
        except DrafterError as error:
            refused(error)
            return REFUSED
        finally:
            file.close()
        return USED
    found = recover(CASE)
    if found is None:
        return REFUSED
    found.text.encode()
    return USED


def put_journal() -> None:
    """The journal among the files to where the program looks for it; "@" in it stands for where the case lies."""
    from drafter.editing.slots import journal_file

    path, given = journal_file(CASE), Path("journal.jsonl")
    if path is not None and given.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(given.read_bytes().replace(b'"@"', json.dumps(os.path.realpath(CASE)).encode()))
        given.unlink()


def paste(sample: Sample) -> str:
    """A pasted table as rows of a list."""
    from drafter import api
    from drafter.editing.paste import is_table, rows
    from drafter.files.literal import literal

    fields = api.engine().schema.fields
    head = f"{sample.way}[]."
    inside = {
        where[len(head) :]: field
        for where, field in fields.items()
        if where.startswith(head) and not {".", "["} & set(where[len(head) :])
    }
    found = rows(sample.string, inside) if is_table(sample.string) else []
    for row in found:
        literal(row)
    return USED if found else REFUSED
