"""What `drafter import` writes and says of what it read: the case, the JSON, the reading line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.importing.proposal import Proposal


def text_of(name: str) -> str:
    """The text of a file of notes, tables as tabbed lines."""
    if name == "-":
        from drafter.files.read import decode

        return decode(sys.stdin.buffer.read(), "标准输入")
    if name.lower().endswith((".txt", ".text")):
        from drafter.files.read import decode, read_bytes

        return decode(read_bytes(name), name)
    from drafter.importing.documents import lines_of

    return lines_of(name)


def put(text: str) -> None:
    from drafter.files.write import write_stdout

    write_stdout(text)


def said_of(proposal: Proposal, label: str, assumed: bool, contradictions: list[object]) -> list[str]:
    """What a person should know of an import, a line each."""
    lines = []
    if proposal.guessed:
        lines.append(f"报告种类：{label}（由文字看出，不对请用 --genre 指定）")
    if assumed:
        lines.append(f"没有写年度，按{proposal.data['year']}年处理（不对请用 --year 指定）")
    for one in proposal.unplaced:
        where = f"已照记在 {one.kept}" if one.kept else "没有写进案件"
        lines.append(f"{one.source or f'第{one.line}行'} “{one.words}” 没有对应的栏目，{where}")
    lines.extend(f"第{one.line}行 “{one.words}” 是旁注，不写进正文，记在案件开头的注释里" for one in proposal.asides)
    lines.extend(map(str, contradictions))
    return lines


def as_json(proposal: Proposal, label: str) -> str:
    import json

    told = {
        "genre": proposal.genre,
        "label": label,
        "guessed": proposal.guessed,
        "case": proposal.data,
        "origins": [one._asdict() for one in proposal.origins],
        "unplaced": [one._asdict() for one in proposal.unplaced],
        "asides": [one._asdict() for one in proposal.asides],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n"


def explained(proposal: Proposal) -> str:
    lines = [f"{one.source or f'第{one.line}行'} {one.path} ← {one.words}" for one in proposal.origins]
    return "\n".join(lines) + "\n"
