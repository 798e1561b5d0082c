"""What the reviewer says to each duty: a verdict and a note, in a file beside the papers.

The reader gains work that can be put down and taken up: the papers stay untouched, and what was said goes into the
核查表.

Limits: a verdict is of a duty, not of each of its places; it stays when the papers change, with what it was given on
(`ground`), so that one sees what it was about.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drafter.errors import DrafterError, Place
from drafter.wording import Wording

NAME = "核查意见.toml"
#: What a reviewer may say, and the key for it.
WORDS = (("属实", "a"), ("不是问题", "d"), ("补充材料", "m"), ("已改正", "x"))
_HEAD = "# 审核人对各条的意见，由 drafter review --screen 记下；写进核查表的“审核意见”栏。\n"


class BadVerdicts(DrafterError):
    """A file of verdicts that is none."""

    def __init__(self, file: str, line: int = 0) -> None:
        super().__init__()
        self.place = Place(file, line)

    def said(self) -> Wording:
        """As the base says."""
        return self.word("", words=tuple([one for one, _ in WORDS]))


class Verdict(NamedTuple):
    """What was said to a duty (one of WORDS or ""), a note, and the ground of the answer it was given on."""

    number: int
    said: str = ""
    note: str = ""
    ground: str = ""

    @property
    def words(self) -> str:
        """As it stands in the 核查表."""
        return "：".join(one for one in (self.said, self.note) if one)


def beside(files: Sequence[str]) -> str:
    """Where the verdicts on some papers are kept: beside the first of them."""
    return os.path.join(os.path.dirname(files[0]), NAME)  # noqa: PTH118, PTH120 - pathlib knows no surrogates better


def read_verdicts(file: str) -> dict[int, Verdict]:
    """The verdicts in a file by number; none where there is no such file. Raises BadVerdicts and what reading does."""
    from drafter.files.read import decode, parse_toml, read_bytes

    if not os.path.lexists(file):
        return {}
    rows = parse_toml(decode(read_bytes(file), file), file).get("verdict", [])
    found: dict[int, Verdict] = {}
    for row in rows if isinstance(rows, list) else [None]:
        told = {key: row.get(key, "") for key in Verdict._fields} if isinstance(row, dict) else {}
        number = told.get("number")
        words = [told.get(key) for key in ("said", "note", "ground")]
        if isinstance(number, bool) or not isinstance(number, int) or not all(isinstance(one, str) for one in words):
            raise BadVerdicts(file)
        if told["said"] not in ("", *[word for word, _ in WORDS]):
            raise BadVerdicts(file)
        found[number] = Verdict(number, *map(str, words))
    return found


def write_verdicts(file: str, verdicts: Mapping[int, Verdict]) -> None:
    """Keep the verdicts, whole or not at all; those that say nothing are left out. Raises CannotWrite."""
    from drafter.files.write import write_whole

    parts = [_HEAD]
    for _, one in sorted(verdicts.items()):
        if one.words:
            parts.append(f"\n[[verdict]]\nnumber = {one.number}\n")
            parts += [
                f"{key} = {_text(getattr(one, key))}\n" for key in ("said", "note", "ground") if getattr(one, key)
            ]
    write_whole(file, "".join(parts).encode(errors="replace"))


def _text(words: str) -> str:
    """A basic string of TOML, which escapes as JSON does (and DEL as well)."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
