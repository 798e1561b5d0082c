"""Findings for people, as JSON, and the rules themselves explained.

A reader at a terminal gains, for each finding, the paragraph's line, what to do, the sentence with the place in 【】,
and the sum done in full; a script gains the shape that docs/json.md promises. The place is marked inside the line
rather than under it: terminals do not agree how wide “ ” and … are, and a mark must survive being copied into a
message.

Limits: a line of context shows some 76 columns around the place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from drafter.checking.finding import SEVERITIES, Finding, sentence
from drafter.checking.registry import Rule
from drafter.language.width import aligned, width
from drafter.wording import Member, Wording, word

LABELS = dict(zip(SEVERITIES, ("错误", "疑点", "提示"), strict=True))

_PLACES = {"text": "found.on-text", "case": "found.on-case", "both": "found.on-both"}
_COLUMNS = 76
_QUOTE = 44
#: A message may quote what is wrong, and a text without an end be wrong from end to end.
_MESSAGE = 300
_HEADING = 30
_COLOURS = {"error": "31", "warning": "33", "hint": "36"}
_BOLD = "1"


def label_of(finding: Finding) -> str:
    """How grave a finding is, in the user's language."""
    return str(word("found.label", label=LABELS[finding.severity]))


class Style:
    """Colours of a terminal, or none."""

    def __init__(self, colour: bool = False) -> None:
        self.colour = colour

    def __call__(self, text: str, *codes: str) -> str:
        """A text in the colours of a terminal, as it is where there are none."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text


def coloured() -> bool:
    """Whether standard output is a terminal that colours may be sent to (https://no-color.org)."""
    import os
    import sys

    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(sys.stdout is not None and sys.stdout.isatty())


def to_text(
    findings: Sequence[Finding], files: int = 1, accepted: int = 0, unexplained: int = 0, colour: bool = False
) -> str:
    """Findings grouped by file, then by the headings above them, then by paragraph; the last line counts them.

    `files` is how many were checked; `accepted` findings were held back by a baseline, `unexplained` ones would be, had
    they a reason.
    """
    style = Style(colour)
    lines: list[str] = []
    for file, found in groupby(findings, lambda one: one.file):
        lines += [style(_plain(file), _BOLD), ""]
        for section, inside in groupby(found, lambda one: one.section):
            lines += [f"  {style(_path(section), _BOLD)}", ""] if section else []
            for _, paragraph in groupby(inside, lambda one: (one.block, one.line if one.block < 0 else 0)):
                for finding in paragraph:
                    lines.extend(_lines(finding, style))
                lines.append("")
    lines.append(_summary(findings, files, accepted, unexplained))
    return "\n".join(lines) + "\n"


def _lines(finding: Finding, style: Style) -> Iterator[str]:
    colour = _COLOURS[finding.severity]
    place = f"{word('shared.at', line=finding.line, unit=finding.unit)} " if finding.line else ""
    label = style(label_of(finding), _BOLD, colour)
    code = word("found.code", code=finding.code)
    yield f"    {place}{label} {_clip(_plain(finding.message), _MESSAGE)}{code}"
    if finding.context:
        yield f"        {_marked(finding, style)}"
    elif finding.path:
        said = f" = 【{style(_clip(_plain(finding.quote), _QUOTE), _BOLD, colour)}】" if finding.quote else ""
        yield f"        {_plain(finding.path)}{said}"
    if finding.working:
        yield f"        {_clip(_plain(finding.working), _MESSAGE)}"


def _marked(finding: Finding, style: Style) -> str:
    """The sentence of a finding with its quote in 【】, as much of it as fits a line."""
    first, last = sentence(finding)
    quote = _plain(finding.context[finding.start : finding.end])
    if width(quote) > _QUOTE:
        quote = f"{_clip(quote, _QUOTE * 2 // 3)}{_clip(quote, _QUOTE // 3, at_end=True)}".replace("……", "…")
    before = _plain(finding.context[first : finding.start]).lstrip()
    after = _plain(finding.context[finding.end : max(last, finding.end)]).rstrip()
    room = _COLUMNS - width(quote) - 4
    # The words before a figure say what it is: they get what the words after leave, and at least two thirds.
    right = min(width(after), max(room // 3, room - width(before)))
    left = min(width(before), room - right)
    marked = f"【{style(quote, _BOLD, _COLOURS[finding.severity])}】"
    return f"{_clip(before, left, at_end=True)}{marked}{_clip(after, right)}"


def _clip(text: str, columns: int, at_end: bool = False) -> str:
    """`text` cut to some columns, with … where it was cut; `at_end` keeps its end."""
    if width(text[: columns + 1]) <= columns and len(text) <= columns:
        return text
    kept, taken = [], 1
    for c in reversed(text[-columns - 1 :]) if at_end else text[: columns + 1]:
        taken += width(c)
        if taken > columns:
            break
        kept.append(c)
    return "…" + "".join(reversed(kept)) if at_end else "".join(kept) + "…"


def _plain(text: str) -> str:
    """One line without what a terminal would act upon."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _path(section: Sequence[str]) -> str:
    return " › ".join(_clip(_plain(heading).strip(), _HEADING) for heading in section)


def _summary(findings: Sequence[Finding], files: int, accepted: int, unexplained: int) -> str:
    counts = {severity: sum(one.severity == severity for one in findings) for severity in SEVERITIES}
    told = [word("found.count", count=count, label=LABELS[name]) for name, count in counts.items() if count]
    said: Wording = word("found.counts", counts=tuple(told)) if told else word("found.none")
    if accepted:
        said = word("found.accepted", said=said, count=accepted)
    if unexplained:
        said = word("found.unexplained", said=said, count=unexplained)
    if files > 1:
        said = word("found.files", said=said, count=files)
    return str(word("found.more" if findings else "found.end", said=said))


def to_json(findings: Sequence[Finding], accepted: int = 0) -> str:
    """Findings in the shape of docs/json.md, as UTF-8 JSON that ends with a line break."""
    rows = [
        {
            "code": one.code,
            "severity": one.severity,
            "file": _bytes(one.file),
            "line": one.line,
            "column": one.column,
            "path": one.path,
            "quote": one.quote,
            "claimed": one.claimed,
            "computed": one.computed,
            "message": one.message,
            "working": one.working,
            "section": list(one.section),
            "template": one.said.template,
            "members": _members(one.said),
        }
        for one in findings
    ]
    return json.dumps({"findings": rows, "accepted": accepted}, ensure_ascii=False, indent=1) + "\n"


def _members(said: Wording) -> dict[str, object]:
    """The members of a wording for JSON: exact figures as text, wordings within with members of their own."""

    def of(member: Member) -> object:
        if isinstance(member, Wording):
            return {"template": member.template, "members": _members(member)}
        if isinstance(member, tuple):
            return [of(one) for one in member]
        return member if isinstance(member, (str, int)) else str(member)

    return {name: of(member) for name, member in said.pairs}


def _bytes(file: str) -> str:
    """A file name whose bytes the locale could not read, shown as ``\\xff``."""
    return file.encode(errors="surrogateescape").decode(errors="backslashreplace")


def rules_text(rules: Iterable[Rule]) -> str:
    """All rules, a line each under their family."""
    rows = []
    for rule in rules:
        grave, on = _said("found.label", label=LABELS[rule.severity]), _said(_PLACES[rule.on])
        rows.append((f"  {rule.code}", grave, on, rule.told("title")))
    columns = dict(zip([rule.code for rule in rules], aligned(rows), strict=True))
    lines: list[str] = []
    for family in dict.fromkeys(rule.chapter() for rule in rules):
        lines += [family, *[columns[rule.code] for rule in rules if rule.chapter() == family], ""]
    return "\n".join(lines) + _said("found.rules", count=len(rows)) + "\n"


def rule_text(rule: Rule, thresholds: Mapping[str, object]) -> str:
    """A rule with its explanation, examples and thresholds."""
    kind = "found.rule" if rule.doubtful == rule.severity else "found.rule-doubtful"
    doubtful = {} if rule.doubtful == rule.severity else {"doubtful": LABELS[rule.doubtful]}
    about = _said(kind, family=rule.chapter(), grave=LABELS[rule.severity], on=word(_PLACES[rule.on]), **doubtful)
    lines = [f"{rule.code}  {rule.told('title')}", about, "", rule.told("explain")]
    for label, example in (("found.wrong", rule.wrong), ("found.right", rule.right)):
        if example:
            lines += ["", _said(label), *[f"    {line}" for line in example.splitlines()]]
    lines += ["", _said("found.settings"), f"    [rules.{rule.code}]", "    off = true"]
    lines += [f'    severity = "{"hint" if rule.severity != "hint" else "warning"}"']
    lines += [f"    {name} = {_toml(value)}" for name, value in thresholds.items()]
    return "\n".join(lines) + "\n"


def _said(template: str, **members: Member) -> str:
    """What is said of rules, in the user's language."""
    return str(word(template, **members))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {_toml(v)}" for k, v in value.items()) + " }"
    return f"{value}"
