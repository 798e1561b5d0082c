"""The Jinja2 environment that phrase banks and templates run in.

Banks and templates come from colleagues, so they run in Jinja2's sandbox, with our filters only and nothing else in
reach. The native environment hands the pieces of a template over before they become a string (`concat`).

Limits: a form of the bank is one straight expression with conditions: no loop, no assignment, no call. What cannot be
written cannot run for ever.
"""

from __future__ import annotations

from jinja2 import StrictUndefined, nodes
from jinja2.nativetypes import NativeEnvironment
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.facts.fact import Row
from drafter.phrasing.filters import FILTERS
from drafter.phrasing.text import concat


class Sandbox(ImmutableSandboxedEnvironment, NativeEnvironment):
    """The environment; `globals` is empty but for what a genre's template is given."""

    concat = staticmethod(concat)  # type: ignore[assignment]

    def __init__(self, **options: object) -> None:
        super().__init__(
            undefined=StrictUndefined, autoescape=False, cache_size=0, keep_trailing_newline=False, **options
        )
        self.globals = {}
        self.filters = dict(FILTERS)
        self.tests = {}

    def getattr(self, obj: object, attribute: str) -> object:
        """A key of a row (`part.title`): None where the row leaves it out, which is no fault of the template."""
        return obj.get(attribute) if isinstance(obj, Row) else super().getattr(obj, attribute)


#: What a form may be made of. Everything else (loops, calls, attributes, string concatenation) is refused by name.
FORM_NODES: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Name,
    nodes.Filter,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
