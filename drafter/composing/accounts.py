"""The account of a rectification: how many findings, how many settled and how many open, and what money came back.

The reader of the report has the totals in its first sentence, reckoned over the findings that follow.

Limits: money is summed over the findings where a note says that it was recovered, paid in or returned
(`rules/lexicon/problems.toml`), once a finding; nothing is summed where the writer gives a sum.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from drafter.composing.deeds import Deed
from drafter.composing.joined import claims
from drafter.composing.noted import noted
from drafter.composing.telling import Statement
from drafter.facts.fact import Event, Fact, Row
from drafter.language.amounts import Amount, amounts
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.marks import fold, in_series
from drafter.language.quantity import round_half_up

#: How many findings have which status, as the opening says it, in this order.
_SAID = {
    "已完成": "已完成整改",
    "基本完成": "基本完成整改",
    "正在推进": "正在推进",
    "长期坚持": "长期坚持",
    "尚未整改": "尚未整改",
}
#: What a summary says that is nothing but the numbers of findings by status.
_NUMBERS = LatePattern(
    r"(?<![\d.])\d+[个项]问题(?:中)?|(?:基本完成|长期坚持|尚未整改)(?:整改)?\d+[个项]|已?(?:全部)?(?:完成|整改|改完|办结|销号)(?:整改)?\d+[个项]|\d+[个项](?:问题)?(?:已?完成整改|已?整改到位|正在推进|正在整改|推进中)"
    r"|(?:正在推进|正在整改|推进中|未完成|尚未完成)\d+[个项]|第[一二三四五六七八九十、和]+项(?:问题)?(?:正在推进|正在整改)|[①-⑳、]+(?:正在推进|正在整改)|[，、；（）其中的]"
)
#: In so many ways money came back, each of which is told with its sum.
_WAYS = 4
_MONEY = LatePattern(r"(?<![\d.])\d[\d.,]*[万亿]?元")


def account(findings: Sequence[Row], states: Mapping[str, Fact], summary: Sequence[Event]) -> dict[str, Fact]:
    """The roles of the opening: `count`, `every` (how many have which status; `alike` and `state` where
    all have one), `verbs`, `sum`, `parts` (the sum of each verb) and
    `left` (what has not come back)."""
    paths = tuple(row.path for row in findings)
    told = tuple(path for event in summary for path in (event.path, f"{event.path}.note"))
    roles = {"count": Fact("findings.length", f"{len(findings)}个", derived=True, inputs=paths)} if findings else {}
    if findings and all(path in states for path in paths):
        counts: dict[str, list[str]] = {}
        for path in paths:
            counts.setdefault(states[path].text, []).append(states[path].path)
        inputs = tuple(states[path].path for path in paths)
        if len(counts) == 1:
            (word,) = counts
            roles["alike"] = Fact("findings.alike", f"{len(findings)}个", derived=True, inputs=inputs, also=told)
            roles["state"] = Fact("findings.state", _SAID.get(word, word), derived=True, inputs=inputs)
        else:
            order = [word for word in _SAID if word in counts] + [word for word in counts if word not in _SAID]
            said = "，".join(f"{_SAID.get(word, word)}{len(counts[word])}个" for word in order)
            roles["every"] = Fact("findings.every", said, derived=True, inputs=inputs, also=told)
    if not any(_MONEY.search(str(event.roles.get("note", ""))) for event in summary):
        roles.update(_recovered(findings))
    return roles


def only_numbers(statement: Statement) -> bool:
    """Whether a statement of the summary tells no more than the numbers that the opening tells."""
    return not _NUMBERS.sub("", statement.words).strip()


def _verb_of(deed: Deed, figure: Fact, table: Mapping[str, str]) -> str:
    """The verb that says how a sum came back: that of its deed, or the one right before it (从3家企业扣回19.36万元);
    "" where none does."""
    if deed.verb in table:
        return deed.verb
    before = deed.words.partition(figure.text)[0] if figure.text in deed.words else ""
    return next((verb for verb in table if before.endswith(verb)), "")


def _recovered(findings: Sequence[Row]) -> dict[str, Fact]:
    """The money that came back, over the findings, with the verbs that say how; {} below two of them."""
    verbs: dict[str, list[tuple[Amount, Fact]]] = {}
    table = words("problems")["recovered"]["verbs"]
    for row in findings:
        one = next(
            (
                (verb, figure)
                for event in noted(row)
                for deed in claims(event.roles)
                for figure in deed.figures
                if figure[0].sort == "money" and figure[0].high is None and (verb := _verb_of(deed, figure[1], table))
            ),
            None,
        )
        if one is not None:
            verbs.setdefault(table[one[0]], []).append(one[1])
    found = [one for sums in verbs.values() for one in sums]
    if len(found) < 2:
        return {}
    inputs = tuple(path for _, fact in found for path in (fact.path, *fact.also))
    roles = {
        "verbs": Fact("findings.recovered.verbs", in_series(list(verbs)), derived=True, inputs=inputs),
        "sum": Fact("findings.recovered", _sum(found), derived=True, inputs=inputs),
    }
    if 1 < len(verbs) <= _WAYS:
        # 退回171.3万元 is of one purse and 追回9.36万元 of another: each is told before what they come to.
        alike = len({fact.text[-2:] for _, fact in found}) == 1
        parts = "、".join(f"{verb}{_sum(sums, alike)}" for verb, sums in verbs.items())
        roles["parts"] = Fact("findings.recovered.parts", parts, derived=True, inputs=inputs)
    if left := [rest for row in findings if (rest := _left(row, {fact.path for _, fact in found})) is not None]:
        paths = tuple(path for _, fact in left for path in (fact.path, *fact.also))
        roles["left"] = Fact("findings.left", _sum(left, False), derived=True, inputs=paths)
    return roles


def _left(row: Row, back: Collection[str]) -> tuple[Amount, Fact] | None:
    """What of the sum of a finding has not come back, where a note says so and it comes out (追缴298.4万元；
    其余14.2万元 of 312.6万元); None for any other."""
    title = row.get("title")
    due = [one for one in amounts(fold(title.text)) if one.sort == "money"] if isinstance(title, Fact) else []
    sums = [
        (amount, fact)
        for event in noted(row)
        for deed in claims(event.roles)
        for amount, fact in deed.figures
        if amount.sort == "money" and amount.high is None
    ]
    returned = next((amount for amount, fact in sums if fact.path in back), None)
    if len(due) != 1 or returned is None:
        return None
    return next(
        (one for one in sums if one[0].value == due[0].value - returned.value and one[1].path not in back), None
    )


def _sum(found: Sequence[tuple[Amount, Fact]], alike: bool = True) -> str:
    """What some sums come to: one as it was noted where all are noted `alike`, else in 万元."""
    if len(found) == 1 and (alike or found[0][1].text.endswith("万元")):
        return found[0][1].text
    total = sum((amount.value for amount, _ in found), Decimal(0))
    return f"{round_half_up(total / 10000, 2).normalize():f}万元"
