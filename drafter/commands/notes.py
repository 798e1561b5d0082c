"""`drafter notes`: how one line of notes is read."""

from __future__ import annotations

import argparse

from drafter.commands import Commands, command

_ROLES = {
    "time": "何时", "adverbial": "对象、方式", "verb": "做什么", "object": "什么", "amount": "多少", "words": "照原话",
}  # fmt: skip
_KINDS = {
    "deed": "事", "measure": "数", "words": "话", "target": "目标", "last": "上年", "reason": "原因", "result": "结果",
    "status": "状态", "more": "另说",
}  # fmt: skip


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "notes",
        "看一行记事怎样理解",
        "给出一行记事，逐段列出理解成了什么：谁、做什么、多少、目标、上年、原因；不理解的照原话。",
        ('drafter notes "改造提升1.98万亩（目标2.15万亩，原因：权属调整未完成）"',),
        run,
    )
    parser.add_argument("lines", nargs="+", metavar="记事", help="一行记事，加引号")


def run(options: argparse.Namespace) -> int:
    from drafter.files.write import write_stdout

    write_stdout("".join(f"{one}\n" for line in options.lines for one in explained(line)))
    return 0


def explained(text: str) -> list[str]:
    """The reading of a note, a line for each stretch."""
    from drafter.claims.note import read_note

    note = read_note(text)
    lines = [text]
    for segment in note.segments:
        said = "，".join(
            f"{_ROLES[piece.role]}：{note.text[piece.start : piece.end].strip()}" for piece in segment.pieces
        )
        indent = "    " if segment.of >= 0 else "  "
        lines.append(f"{indent}{_KINDS[segment.role]}　{note.words(segment)}" + (f"　（{said}）" if said else ""))
    return lines
