"""How long and how deep a form or a template may be.

Whoever drafts with a colleague's bank gains that it can be read in bounded time, whatever stands in it: a form is
measured before Jinja2 parses it, its tree before Jinja2 compiles it. The bounds are several times what any form of ours
needs (550 characters, 222 tokens, two conditions within each other).

Limits: what a form means is not looked at here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.nativetypes import NativeEnvironment

#: Characters of a form or a condition, and of the template of a genre.
FORM = 2_000
TEMPLATE = 40_000
#: Blocks within blocks, and brackets within brackets.
_NESTED = 8
#: Words of one expression that may call for another inside it (not, and, or, if, signs).
_CHAINED = 40
#: Levels of the tree of a form; its parser and compiler go down a level a call.
_DEEP = 60
#: Forms of one construction, and of a bank with all that lies over it (ours has 1,600).
FORMS = 200
FORMS_IN_ALL = 4_000

_MIDDLE = ("elif", "else")
_LINKS = ("not", "and", "or", "if", "-", "+", "~")


def too_much(sandbox: NativeEnvironment, text: str, most: int) -> tuple[int, str] | None:
    """The line of `text` (from 1) from which on it is too long or too deep, and what is; None where it is not.

    Raises TemplateSyntaxError where a text that might be cannot be cut into tokens.
    """
    if len(text) > most:
        return 1, f"太长，有{len(text)}个字符，最多{most}个"
    if (
        text.count("{%") <= _NESTED
        and sum(map(text.count, "([{")) <= _NESTED
        and sum(map(text.count, " -+~")) <= _CHAINED
    ):
        # It has not the marks for it: most forms need not be cut into tokens for that.
        return None
    blocks = brackets = links = 0
    opened = False
    for line, kind, value in sandbox.lex(text):
        if kind.endswith("_begin"):
            links, opened = 0, kind == "block_begin"
        elif opened and kind == "name":
            opened = False
            blocks += -1 if value.startswith("end") else value not in _MIDDLE
        elif kind == "operator" and value in "([{":
            brackets += 1
        elif kind == "operator" and value in ")]}":
            brackets -= 1
        elif value in _LINKS:
            links += 1
        if blocks > _NESTED:
            return line, f"套得太深，条件里套条件最多{_NESTED}层"
        if brackets > _NESTED:
            return line, f"套得太深，括号里套括号最多{_NESTED}层"
        if links > _CHAINED:
            return line, f"太繁，一个条件里的 and、or、not 最多{_CHAINED}个"
    return None


def too_deep(tree: nodes.Node) -> bool:
    """Whether a tree has more levels than its compiler should go down."""
    level: Sequence[nodes.Node] = [tree]
    for _ in range(_DEEP):
        level = [below for node in level for below in node.iter_child_nodes()]
        if not level:
            return False
    return True
