"""Findings accepted with a reason: they stay accepted while their text stays the same.

The reader gains a second run that shows only what is new. A row is known by its rule, its quote, what it computes to
and a hash of the sentence it stands in, not by its line, so that paragraphs may move. A row without a reason accepts
nothing: its finding is shown as a hint until somebody says why it may stand. Two rows alike accept two findings alike.

Limits: a sentence longer than some 800 characters is known by those nearest to the quote.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from drafter.checking.finding import Finding, sentence
from drafter.errors import BadBaseline
from drafter.files.rows import read_rows, with_rows

NAME = "drafter-baseline.toml"
_KEYS = ("code", "quote", "context", "reason")
_HEAD = """\
已接受的检查结果，由 drafter check --write-baseline 记下。
每一处请在 reason 里写明为什么可以这样；没有写的，仍作为提示列出。
所在的句子改动之后，要重新判断。
"""

Key = tuple[str, str, str]


class Held(NamedTuple):
    """Findings after a baseline: `shown` are new or lack a reason (`unexplained` of them, made hints); `accepted` is
    how many were held back."""

    shown: list[Finding]
    accepted: int = 0
    unexplained: int = 0


def beside(file: str) -> str:
    """Where the baseline of the files beside `file` is kept."""
    return os.path.join(os.path.dirname(file), NAME)  # noqa: PTH118, PTH120 - pathlib knows no surrogates better


def key(finding: Finding) -> Key:
    """What a finding is known by while its text stays the same: code, quote, and the hash of what it was found in."""
    from hashlib import sha256

    start, end = sentence(finding)
    said = finding.path if finding.path is not None else finding.context[start:end]
    # What a figure computes to depends on other sentences; when they change, it is another finding.
    told = "\n".join("".join(part.split()) for part in (finding.code, said, finding.quote, finding.computed))
    return finding.code, finding.quote, sha256(told.encode(errors="surrogatepass")).hexdigest()[:16]


def read_baseline(file: str) -> dict[Key, list[str]]:
    """The reasons of each accepted finding in `file`, one for each row.

    Raises what reading a file raises, or BadCase with every fault of the file.
    """
    found: dict[Key, list[str]] = {}
    again = "请用 --write-baseline 重新记下"
    for row in read_rows(file, "accepted", dict.fromkeys(_KEYS, str), _KEYS[:3], BadBaseline, again):
        found.setdefault((row["code"], row["quote"], row["context"]), []).append(row.get("reason", "").strip())
    return found


def held(findings: Iterable[Finding], accepted: Mapping[Key, Sequence[str]]) -> Held:
    """What a baseline leaves of some findings. Rows with a reason are used up first."""
    left = {row: sorted(reasons, key=bool) for row, reasons in accepted.items()}
    shown, back, unexplained = [], 0, 0
    for finding in findings:
        reasons = left.get(key(finding)) if left else None
        if not reasons:
            shown.append(finding)
        elif reasons.pop():
            back += 1
        else:
            unexplained += 1
            shown.append(finding._replace(severity="hint"))
    return Held(shown, back, unexplained)


def extended(text: str, findings: Iterable[Finding], accepted: Mapping[Key, Sequence[str]]) -> tuple[str, int]:
    """The baseline `text` ("" for a new one) with a row for each finding that it does not hold yet, and how many were
    added; rows, reasons and comments of people stay as they are."""
    there = Counter({row: len(reasons) for row, reasons in accepted.items()})
    added: list[tuple[str, dict[str, str]]] = []
    for finding in findings:
        row = key(finding)
        if there[row] > 0:
            there[row] -= 1
            continue
        place = f"第{finding.line}{finding.unit} " if finding.line else ""
        told = f"{os.path.basename(finding.file)} {place}{finding.message}"  # noqa: PTH119
        added.append((told, dict(zip(_KEYS, (*row, ""), strict=True))))
    return with_rows(text, "accepted", _HEAD, added), len(added)
