"""Files of rows that people and the program write in turn: read with every fault, extended without touching a word.

The reader gains one reader for what is accepted (:mod:`drafter.checking.baseline`) and what is ticked off
(:mod:`drafter.comparing.ticks`). Comments, order and words of people stay as they are when rows are added.

Limits: one array of tables; a value is words or true/false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from drafter.errors import BadCase, CaseError, Place
from drafter.files.locate import locate
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.files.values import DataTable, Editable
from drafter.wording import Wording, word

Fault: TypeAlias = "Callable[[Place, str, str | Wording], CaseError]"


def read_rows(
    file: str, head: str, kinds: Mapping[str, type], needed: Sequence[str], fault: Fault, again: str
) -> list[DataTable]:
    """The rows of the array `head`: keys of `kinds`, those `needed` in each; `again` says how to write them anew.

    Raises what reading a file raises, or BadCase with every `fault` of the file.
    """
    text = decode(read_bytes(file), file)
    data = parse_toml(text, file)
    errors: list[CaseError] = []

    def report(path: tuple[str | int, ...], why: str | Wording) -> None:
        places = locate(text)
        place = next((places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in places), (1, 0))
        told = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        errors.append(fault(Place(file, *place), told, why))

    for name in data:
        if name != head:
            report((name,), word("files.only", head=head))
    rows = data.get(head, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        report((head,), word("files.brackets", head=head))
        rows = []
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name not in kinds:
                report((head, number, name), word("files.known", known=tuple(kinds)))
            elif type(value) is not kinds[name]:
                words = "应当是文字，写在英文双引号里" if kinds[name] is str else "应当是 true 或 false"
                report((head, number, name), words)
        for name in needed:
            if name not in row:
                report((head, number), word("files.lacks", name=name, again=again))
    if errors:
        raise BadCase(errors)
    return rows


def with_rows(text: str, head: str, remarks: str, added: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """The file `text` ("" for a new one, which opens with `remarks`) and behind it the rows, each below its comment."""
    import tomlkit

    data: Editable = tomlkit.parse(text) if text.strip() else tomlkit.document()
    if not text.strip():
        for line in remarks.splitlines():
            data.add(tomlkit.comment(line))
    rows = data.get(head)
    made = rows if rows is not None else tomlkit.aot()
    count = len(made)
    for comment, values in added:
        one = tomlkit.table()
        one.add(tomlkit.comment("".join(c if c.isprintable() else " " for c in comment)))
        for name, value in values.items():
            one.add(name, value)
        one.add(tomlkit.nl())
        made.append(one)
    if rows is None and len(made) > count:
        data.append(head, made)
    return tomlkit.dumps(data)
