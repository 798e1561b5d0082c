"""Trying every form of a bank on sample values before anybody drafts with it.

A form must render something, state all it is given, and be able to apply; what fails is a fault with file and line.

Limits: the samples stand for kinds of values (one or two names, with and without counts), not for their meaning.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import CodeType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from drafter.errors import Place
from drafter.facts.fact import Fact, Item
from drafter.phrasing.rows import FormRow, RoleRow
from drafter.phrasing.text import Text

if TYPE_CHECKING:
    from drafter.phrasing.sandbox import Sandbox

#: How many combinations of sample values a form or condition is tried on.
_TRIALS = 400
#: How many more are drawn before a form counts as one that can never apply: conditions may be narrow.
_PATIENCE = 8000
#: How many more for all forms of a bank together; ours take a score of them.
PATIENCE_IN_ALL = 100_000
#: A value of a role as forms are given it.
Sample: TypeAlias = "Fact | tuple[Fact, ...] | tuple[Item, ...] | None"


class Constants(NamedTuple):
    """The words and numbers that a form and its condition name."""

    words: Sequence[str]
    numbers: Sequence[Decimal]


class Trial:
    """Tries the forms of one file on sample values, macros from `code` by kind: each must render something, state all
    it is given, and be able to apply; what fails goes to `fault`. `left` is how many more draws there may be."""

    def __init__(
        self, sandbox: Sandbox, code: Mapping[str, CodeType], fault: Callable[[Place, str], None], left: int
    ) -> None:
        from jinja2 import Template

        self.fault, self.left = fault, left
        self.modules = {kind: Template.from_code(sandbox, one, {}).module for kind, one in code.items()}

    def form(self, kind: str, form: FormRow, roles: Mapping[str, RoleRow], constants: Constants) -> None:
        """Try one form of a kind with these roles."""
        label, place = f"{form.construction}#{form.number}", Place(form.file, form.line)
        macros = self.modules[kind]
        says, asks = getattr(macros, form.macro), getattr(macros, form.when) if form.when else None
        applies = False
        names = list(dict.fromkeys((*form.roles, *form.when_roles)))
        types = {role: roles[role].field.type for role in names}
        told = [role for role in form.says if not (roles[role].field.type == "flag" or roles[role].field.free)]
        for index, values in enumerate(assignments(names, form.needs, types, constants.words, constants.numbers)):
            if index >= _TRIALS:
                if applies or self.left <= 0:
                    break
                self.left -= 1
            if asks is not None:
                try:
                    if not asks(*[values[role] for role in form.when_roles]):
                        continue
                except TypeError:
                    continue
                except Exception as error:
                    self.fault(place, f"说法 {label} 的条件算不出来{_without(values)}：{_why(error)}")
                    return
            applies = True
            try:
                text_out = says(*[values[role] for role in form.roles])
            except Exception as error:
                self.fault(place, f"说法 {label} 渲染不出来{_without(values)}：{_why(error)}")
                return
            if not isinstance(text_out, Text) or not str(text_out).strip():
                self.fault(place, f"说法 {label} 渲染出来是空的")
                return
            stated = {path for part in text_out.parts if isinstance(part, Fact) for path in (part.path, *part.also)}
            for role in told:
                lost = [fact.path for fact in _facts(values[role]) if fact.path not in stated]
                if lost:
                    self.fault(place, f"说法 {label} 会漏掉角色 {role} 的内容（{lost[0]}），请加条件或说全")
                    return
        if not applies:
            self.fault(place, f"说法 {label} 永远用不上：条件不可能成立")


def _without(values: Mapping[str, Sample]) -> str:
    absent = "、".join(role for role, value in values.items() if value is None)
    return f"（缺少{absent}时）" if absent else ""


def _why(error: Exception) -> str:
    """What went wrong with a filter, for whoever wrote it: its own words where they are Chinese."""
    said = str(error)
    return said if any("\u4e00" <= c <= "\u9fff" for c in said) else "有的过滤器或比较用在了不合适的角色上"


def assignments(
    names: Sequence[str],
    needs: Sequence[str],
    types: Mapping[str, str],
    words: Sequence[str],
    numbers: Sequence[Decimal],
) -> Iterator[dict[str, Sample]]:
    """Sample values for the roles `names` of these `types`, alone and together; `words` and `numbers` are what
    conditions ask for."""
    choices: list[list[Sample]] = []
    for role in names:
        samples: list[Sample] = list(_samples(role, types[role], words, numbers))
        choices.append(samples if role in needs else [*samples[:1], None, *samples[1:]])
    if math.prod(map(len, choices)) <= _TRIALS:
        for combination in itertools.product(*choices):
            yield dict(zip(names, combination, strict=True))
        return
    # Too many to try them all: a fixed random selection reaches every role's values; whoever has seen enough stops.
    drawn = random.Random(0)
    for _ in range(_PATIENCE):
        yield {name: drawn.choice(samples) for name, samples in zip(names, choices, strict=True)}


def _samples(role: str, kind: str, words: Sequence[str], numbers: Sequence[Decimal]) -> Iterator[Sample]:
    if kind in ("figure", "year", "flag"):
        # Samples of two roles lie apart, so that a form may compare one with the other.
        own = [Decimal(5), Decimal(5 + len(role))]
        for number in dict.fromkeys([*own, *(n + d for n in numbers for d in (-1, 0, 1))]):
            yield Fact(role, f"{number}", number=number)
        for word in words:
            yield Fact(role, f"5{word}", number=Decimal(5))
        return
    texts = ["样本", *(f"样本{word}" for word in words), *words]
    if kind in ("name", "date", "choice", "unit"):
        for text in texts:
            yield Fact(role, text)
        return
    names = [[text] for text in texts] + [["甲", *texts[i : i + 1]] for i in range(len(texts))] + [["甲", "乙", "丙"]]
    for group in names:
        facts = [Fact(f"{role}[{i}]", text) for i, text in enumerate(group)]
        if kind == "items":
            yield tuple(
                Item(Fact(f"{f.path}.name", f.text), Fact(f"{f.path}.count", f"{i + 3}次", number=Decimal(i + 3)))
                for i, f in enumerate(facts)
            )
            yield tuple(Item(Fact(f"{f.path}.name", f.text), None) for f in facts)
            if len(group) == 1:
                yield (Item(None, Fact(f"{role}[0].count", "3次", number=Decimal(3))),)
            else:
                same = [Fact(f"{f.path}.count", "3次", number=Decimal(3)) for f in facts]
                yield tuple(Item(Fact(f"{f.path}.name", f.text), c) for f, c in zip(facts, same, strict=True))
        else:
            yield tuple(facts)


def _facts(value: Sample) -> list[Fact]:
    if value is None:
        return []
    if isinstance(value, Fact):
        return [value]
    found = []
    for one in value:
        found.extend([one] if isinstance(one, Fact) else [f for f in (one.name, one.count) if f is not None])
    return found
