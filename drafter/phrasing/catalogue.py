"""What a phrase bank holds, for its readers: kinds, pairs, and every form rendered.

The reader gains the bank in words: what may be said, from which facts, in how many ways, and how each way reads on
facts of real units. Data only; drafter/writing/catalogue.py makes the text.

Limits: a form is shown alone; what the sentence around it adds (dates, agents, punctuation) is the draft's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from drafter.errors import UnknownName
from drafter.facts.fact import Fact
from drafter.facts.fields import Field
from drafter.phrasing.bank import Bank, Form, Kind, Pair
from drafter.phrasing.choose import Message, applies, render
from drafter.phrasing.session import Session
from drafter.phrasing.text import Text

#: The fewest forms with which a kind does not soon repeat itself.
ENOUGH = 4
_WORDS = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NUMBERS = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
#: What the loader's sample values call a name, and so what stands for the role's label.
_SAMPLE = "样本"


class CaseMessages(NamedTuple):
    """What one case gives to say: its file, its messages, and how a session on it begins."""

    file: str
    messages: Sequence[Message]
    session: Callable[[], Session]


class Rendering(NamedTuple):
    """A form as it reads. `file` is the case whose facts it states, "" where sample values stand for missing facts;
    `text` is "" where not even sample values fit."""

    form: Form
    text: str
    file: str


class Coverage(NamedTuple):
    """The forms that no draft used, by kind, the kinds with fewer than ENOUGH forms, and how many forms there are."""

    unused: Mapping[str, Sequence[Form]]
    thin: Mapping[str, int]
    forms: int


def kinds(bank: Bank, name: str = "") -> list[Kind]:
    """The kinds by use (events, statements, parts of sentences), or the one called `name`. Raises UnknownName."""
    if not name:
        order = ("event", "statement", "frame")
        return sorted([kind for kind in bank.kinds.values() if kind.use in order], key=lambda one: order.index(one.use))
    if name not in bank.kinds:
        raise _unknown("种类", name, [kind.name for kind in kinds(bank)])
    return [bank.kinds[name]]


def own_roles(kind: Kind) -> dict[str, Field]:
    """The roles of a kind without the circumstances that any event may have."""
    return {role: field for role, field in kind.roles.items() if role not in kind.frame}


def circumstances(bank: Bank) -> dict[str, Field]:
    """The roles that any event may have besides its own."""
    return {role: field for kind in bank.kinds.values() for role, field in kind.roles.items() if role in kind.frame}


def find(bank: Bank, name: str) -> list[Form]:
    """The forms of a kind, a construction, or a pair (both its sides). Raises UnknownName."""
    if name in bank.kinds:
        return list(bank.forms.get(name, ()))
    if name in bank.pairs:
        parts = [f"{side}.{part}.{name}" for side in ("problem", "measure") for part in ("lead", "detail")]
        return [form for part in parts for form in bank.forms.get(part, ())]
    forms = [form for many in bank.forms.values() for form in many if name in (form.construction, form.name)]
    if not forms:
        known = dict.fromkeys(form.construction for many in bank.forms.values() for form in many)
        raise _unknown("句式或种类", name, [*bank.kinds, *bank.pairs, *known])
    return forms


def kind_of(bank: Bank, form: Form) -> Kind:
    """The kind that a form tells."""
    return next(bank.kinds[kind] for kind, forms in bank.forms.items() if form in forms)


def rendered(bank: Bank, forms: Sequence[Form], told: Sequence[CaseMessages]) -> list[Rendering]:
    """Each form on the first facts that fit it, each time another message where there are several."""
    shown: dict[int, int] = {}
    found = []
    for form in forms:
        kind = kind_of(bank, form)
        fitting = [
            (case, message)
            for case in told
            for message in case.messages
            if message.kind == kind.name and form in message.fitting(bank)
        ]
        if fitting:
            case, message = min(fitting, key=lambda pair: shown.get(id(pair[1]), 0))
            shown[id(message)] = shown.get(id(message), 0) + 1
            found.append(Rendering(form, str(render(form, message, case.session())), case.file))
        else:
            found.append(Rendering(form, sample(form, kind), ""))
    return found


def sample(form: Form, kind: Kind) -> str:
    """A form on sample values, names called by the label of their role; "" where none fit its condition."""
    from drafter.phrasing.form_trials import assignments

    conditions = f"{form.condition} {form.text}"
    words = ["".join(pair) for pair in _WORDS.findall(conditions)]
    numbers = [Decimal(number) for number in _NUMBERS.findall(_WORDS.sub("", conditions))]
    types = {role: field.type for role, field in kind.roles.items()}
    names = list(dict.fromkeys((*form.roles, *form.when_roles)))
    for values in assignments(names, sorted(form.needs), types, words, numbers):
        if not applies(form, values):
            continue
        try:
            text = form.render(*[values[role] for role in form.roles])
        except (TypeError, ValueError, AttributeError):
            continue
        if isinstance(text, Text):
            return "".join([_labelled(part, kind) if isinstance(part, Fact) else part for part in text.parts])
    return ""


def coverage(bank: Bank, used: set[str]) -> Coverage:
    """What a set of used forms leaves out."""
    unused = {kind: [form for form in forms if form.name not in used] for kind, forms in bank.forms.items()}
    thin = {kind: len(bank.forms.get(kind, ())) for kind in bank.kinds if len(bank.forms.get(kind, ())) < ENOUGH}
    return Coverage({kind: forms for kind, forms in unused.items() if forms}, thin, sum(map(len, bank.forms.values())))


def pairs(bank: Bank) -> list[Pair]:
    """The problems and the measures that answer them."""
    return list(bank.pairs.values())


def _labelled(fact: Fact, kind: Kind) -> str:
    """A sample value as a reader would have it: names called by their label, counts with their unit."""
    field = kind.roles.get(re.split(r"[.\[]", fact.path)[0])
    if field is None:
        return fact.text
    unit = (field.unit or field.measure) if fact.text.isdecimal() else ""
    return fact.text.replace(_SAMPLE, field.label) + unit


def _unknown(what: str, name: str, known: Sequence[str]) -> UnknownName:
    return UnknownName(what, name, next(iter(get_close_matches(name, known, 1, 0.5)), ""), known)
