"""Running the rules: a text or a case in, findings in the order of the page out.

What only texts need is imported when a text is checked: `drafter draft` runs the rules over cases each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from drafter.checking.finding import SEVERITIES, Finding
from drafter.files.values import DataTable

if TYPE_CHECKING:
    from drafter.facts.case import Case
    from drafter.reading.reader import Reading

#: Findings of one rule in one paragraph: where there are more, nobody reads on.
_MANY = 40


def check_text(text: str, file: str = "", settings: DataTable | None = None) -> list[Finding]:
    """The findings on a text (txt or Markdown), in the order of the text."""
    from drafter.language.sentences import ENDS
    from drafter.reading.reader import read_text

    ends = (settings or {}).get("check", {}).get("ends", ENDS)
    return check_reading(read_text(text, file, ends), settings)


def check_reading(reading: Reading, settings: Mapping[str, object] | None = None) -> list[Finding]:
    """The findings on a read text, in the order of the text."""
    from drafter.checking.checks import text_checks
    from drafter.checking.page import Page

    page = Page(reading, settings)
    found: list[Finding] = []
    for _, check in text_checks():
        found.extend(check(page))
    return arranged(found, page.settings)


def check_case(
    case: Case, file: str = "", settings: Mapping[str, object] | None = None, text: str = ""
) -> list[Finding]:
    """The findings on a case before it is told, in the order of its file. `text` is what it was read from: without it
    a finding names the path of the fact, and no line."""
    from drafter.checking.checks import case_checks
    from drafter.checking.facts import Facts

    facts = Facts(case, file, settings, text)
    found: list[Finding] = []
    for code, check in case_checks():
        if not facts.settings.get("rules", {}).get(code, {}).get("off"):
            found.extend(check(facts))
    return arranged(found, facts.settings)


def arranged(found: list[Finding], settings: DataTable) -> list[Finding]:
    """Findings by place, each once (two ways to reckon one figure of one place are one), without the rules that the
    settings switch off, with the severities they ask for.

    A check may speak under several codes, so each finding is asked, not each check.
    """
    own = settings.get("rules", {})
    done = []
    for finding in _once(found):
        if own.get(finding.code, {}).get("off"):
            continue
        wanted = own.get(finding.code, {}).get("severity")
        done.append(finding._replace(severity=wanted) if wanted in SEVERITIES else finding)
    return sorted(done, key=lambda one: (one.line, one.column, SEVERITIES.index(one.severity), one.code))


def _once(found: list[Finding]) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    beside: dict[tuple[str, int, str], list[Finding]] = defaultdict(list)
    for one in dict.fromkeys(found):
        beside[one.code, one.line, one.context].append(one)
    # Of two that say the same the graver one is told.
    for one in sorted(dict.fromkeys(found), key=lambda one: SEVERITIES.index(one.severity)):
        near = beside[one.code, one.line, one.context]
        if len(near) < _MANY and any(_within(other, one) for other in near):
            continue
        # Whatever it computes to by another way, one figure is wrong once.
        reckoned = ((one.path, one.line, one.column, one.quote, said) for said in (one.computed, one.code))
        told, again = reckoned
        if not one.computed or not {told, again} & seen:
            yield one
        seen |= {told, again} if one.computed else {told}


def _within(one: Finding, other: Finding) -> bool:
    """Whether a finding says in fewer words what another of its code and place says of figures in more."""
    inside = other.start <= one.start < one.end <= other.end and any(char.isdigit() for char in other.quote)
    return inside and (one.start, one.end) != (other.start, other.end) and one.severity == other.severity
