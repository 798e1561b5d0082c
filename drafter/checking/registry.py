"""The rules: one registry from which the command, the explanations, the documentation and the tests are made.

What a rule is called, how grave it is, its explanation, its thresholds, words and examples are data:
`rules/text/<m>.toml` for the module `drafter/checking/rules/<family>/<m>.py` (over a read text), `rules/case/<m>.toml`
for `drafter/checking/rules/case/<m>.py` (over the facts before they are told). What a rule does is a function
registered there under its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from drafter.files.values import RawTable
from drafter.language.tables import table
from drafter.messages import language
from drafter.resources import folder

GROUPS = ("text", "case")


class Rule(NamedTuple):
    """What is known of a rule: `family` as the chapter it stands in, `severity` of a certain finding and `doubtful` of
    one that something unseen could save, `explain` why and what to do, `wrong` and `right` an example each, `on`
    which it looks at (text, case or both), `en` its title and explanation in English."""

    code: str
    title: str
    family: str
    severity: str
    doubtful: str
    explain: str
    wrong: str
    right: str
    on: str
    en: Mapping[str, str] = MappingProxyType({})

    def told(self, what: str) -> str:
        """Its `title` or what `explain` says, in the user's language."""
        text: str = getattr(self, what)
        return text if language() == "zh" else self.en.get(what, text)

    def chapter(self) -> str:
        """The family in the user's language."""
        families: Mapping[str, str] = table("found")["families"] if language() != "zh" else {}
        return families.get(self.family, self.family)


@cache
def rows(groups: tuple[str, ...] = GROUPS) -> dict[str, RawTable]:
    """The data of each rule by code, with its thresholds, in the order of their numbers.

    A rule over cases that a rule over texts is called like says so (``as = "reasons"``: the module of the other), and
    has its title, explanation and thresholds.
    """
    found: dict[str, RawTable] = {}
    for group in groups:
        for name in modules(group):
            for code, row in table(f"{group}/{name}").get("rule", {}).items():
                if code in found:
                    found[code]["on"] = "both"
                elif "as" in row:
                    found[code] = {**table(f"text/{row['as']}")["rule"][code], **row, "on": "both"}
                else:
                    found[code] = {"on": group, **row}
    return dict(sorted(found.items(), key=lambda item: item[1]["order"]))


@cache
def modules(group: str) -> tuple[str, ...]:
    """The names of the modules that hold the rules of a group."""
    return tuple(sorted(path.stem for path in (folder("rules") / group).glob("*.toml")))


@cache
def rules(groups: tuple[str, ...] = GROUPS) -> dict[str, Rule]:
    """All rules by code, in the order of their numbers; those of some `groups` alone, where others are not needed."""
    found = {}
    for code, row in rows(groups).items():
        severity = str(row.get("severity", "error"))
        found[code] = Rule(
            code,
            row["title"],
            row["family"],
            severity,
            str(row.get("doubtful", "warning" if severity == "error" else severity)),
            row["explain"],
            row.get("wrong", ""),
            row.get("right", ""),
            row["on"],
            row.get("en", {}),
        )
    return found
