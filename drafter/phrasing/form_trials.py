"""Trying every form of a bank on sample values before anybody drafts with it.

A form must render something, state all it is given, and be able to apply; what fails is a fault with file and line.

Limits: the samples stand for kinds of values (one or two names, with and without counts), not for their meaning.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from drafter.errors import Place
from drafter.facts.fact import Fact, Item
from drafter.phrasing.text import Text

if TYPE_CHECKING:
    from drafter.phrasing.sandbox import Sandbox

#: How many combinations of sample values a form or condition is tried on.
_TRIALS = 400
#: How many more are drawn before a form counts as one that can never apply: conditions may be narrow.
_PATIENCE = 8000
#: How many more for all forms of a bank together; ours take a score of them.
_PATIENCE_IN_ALL = 100_000


class Forms(Protocol):
    """What holds the forms to try: where they run, the words and numbers that their conditions name, and who hears of
    faults."""

    @property
    def sandbox(self) -> Sandbox: ...

    @property
    def constants(self) -> Mapping[tuple[str, str], tuple[Sequence[str], Sequence[Decimal]]]: ...

    def fault(self, place: Place, message: str) -> None: ...


class Trial:
    """Tries every form on sample values: it must render something, state all it is given, and be able to apply."""

    def __init__(self, loader: Forms, bundle: Mapping[str, Any]) -> None:
        from jinja2 import Template

        self.loader = loader
        self.left = _PATIENCE_IN_ALL
        self.bundle = bundle
        self.modules = {
            kind: Template.from_code(loader.sandbox, code, {}).module for kind, code in bundle["code"].items()
        }

    def run(self) -> None:
        for kind, forms in self.bundle["forms"].items():
            roles = self.bundle["kinds"][kind]["roles"]
            for form in forms:
                self.form(kind, form, roles)

    def form(self, kind: str, form: tuple[Any, ...], roles: Mapping[str, Mapping[str, Any]]) -> None:
        name, number, _text, used, needs, says, macro, when, tested = form[:9]
        place, label = Place(form[13], form[14]), f"{name}#{number}"
        words, numbers = self.loader.constants[kind, macro]
        applies = False
        names = list(dict.fromkeys((*used, *tested)))
        for index, values in enumerate(assignments(names, needs, roles, words, numbers)):
            if index >= _TRIALS:
                if applies or self.left <= 0:
                    break
                self.left -= 1
            if when:
                try:
                    if not getattr(self.modules[kind], when)(*[values[role] for role in tested]):
                        continue
                except TypeError:
                    continue
                except Exception as error:
                    self.loader.fault(place, f"说法 {label} 的条件算不出来{_without(values)}：{_why(error)}")
                    return
            applies = True
            try:
                text_out = getattr(self.modules[kind], macro)(*[values[role] for role in used])
            except Exception as error:
                self.loader.fault(place, f"说法 {label} 渲染不出来{_without(values)}：{_why(error)}")
                return
            if not isinstance(text_out, Text) or not str(text_out).strip():
                self.loader.fault(place, f"说法 {label} 渲染出来是空的")
                return
            stated = {path for part in text_out.parts if isinstance(part, Fact) for path in (part.path, *part.also)}
            for role in says:
                if roles[role]["type"] == "flag" or roles[role].get("free"):
                    continue
                lost = [fact.path for fact in _facts(values[role]) if fact.path not in stated]
                if lost:
                    self.loader.fault(place, f"说法 {label} 会漏掉角色 {role} 的内容（{lost[0]}），请加条件或说全")
                    return
        if not applies:
            self.loader.fault(place, f"说法 {label} 永远用不上：条件不可能成立")


def _without(values: Mapping[str, Any]) -> str:
    absent = "、".join(role for role, value in values.items() if value is None)
    return f"（缺少{absent}时）" if absent else ""


def _why(error: Exception) -> str:
    """What went wrong with a filter, for whoever wrote it: its own words where they are Chinese."""
    said = str(error)
    return said if any("\u4e00" <= c <= "\u9fff" for c in said) else "有的过滤器或比较用在了不合适的角色上"


def assignments(
    names: Sequence[str],
    needs: Sequence[str],
    roles: Mapping[str, Mapping[str, Any]],
    words: Sequence[str],
    numbers: Sequence[Decimal],
) -> Iterator[dict[str, Any]]:
    """Sample values for the roles `names`, alone and together; `words` and `numbers` are what conditions ask for."""
    choices = []
    for role in names:
        samples = list(_samples(role, roles[role]["type"], words, numbers))
        choices.append(samples if role in needs else [*samples[:1], None, *samples[1:]])
    if math.prod(map(len, choices)) <= _TRIALS:
        for combination in itertools.product(*choices):
            yield dict(zip(names, combination, strict=True))
        return
    # Too many to try them all: a fixed random selection reaches every role's values; whoever has seen enough stops.
    drawn = random.Random(0)
    for _ in range(_PATIENCE):
        yield {name: drawn.choice(samples) for name, samples in zip(names, choices, strict=True)}


def _samples(role: str, kind: str, words: Sequence[str], numbers: Sequence[Decimal]) -> Iterator[Any]:
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


def _facts(value: Any) -> list[Fact]:
    if value is None:
        return []
    if isinstance(value, Fact):
        return [value]
    found = []
    for one in value:
        found.extend([one] if isinstance(one, Fact) else [f for f in (one.name, one.count) if f is not None])
    return found
