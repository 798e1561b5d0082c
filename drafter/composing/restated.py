"""Notes that only say again what the report has told from its fields: 总的执行率95.77%, 预算合计9305万元.

The reader of a report gains that no figure is told twice in one section.

Limits: a statement is left out only if it has no word beyond the name of the field, and the very figure of it.
"""

from __future__ import annotations

import re

from drafter.composing.telling import Statement
from drafter.facts.case import Case

#: What each field is called in notes; nothing else may stand in such a statement.
_NAMES = {
    "fund.rate": "(?:预算)?执行率",
    "fund.budget": "(?:全年)?预算(?:数|合计|总额)?",
    "fund.spent": "(?:全年)?(?:实际)?支出(?:数|合计|总额)?",
    "projects.rate": "(?:预算)?执行率",
    "projects.budget": "(?:全年)?预算(?:数|合计|总额)?",
    "projects.spent": "(?:全年)?(?:实际)?支出(?:数|合计|总额)?",
    "projects.balance": "未支出",
}
_LEAD = "(?:总的|总体|整体|合计|全年|共|总)?(?:的)?"


def restated(case: Case, statement: Statement) -> bool:
    """Whether a statement says no more than fields that the report tells anyway."""
    rest = statement.words
    for path, name in _NAMES.items():
        fact = case.fact(path)
        if fact is not None and fact.text and fact.text in rest:
            rest = re.sub(rf"{_LEAD}(?:{name})(?:为|是)?{re.escape(fact.text)}", "", rest)
    return rest != statement.words and not rest.strip("，、；。 ")
