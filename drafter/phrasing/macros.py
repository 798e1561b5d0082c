"""The macros that the forms and conditions of a bank become, compiled kind by kind.

A draft gains that it loads only what it uses; whoever writes a bank, that a form which cannot be compiled is named.

Limits: what a macro is made of was checked before (:mod:`drafter.phrasing.form`).
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import NamedTuple

from jinja2 import TemplateSyntaxError

from drafter.errors import Place
from drafter.phrasing.sandbox import Sandbox
from drafter.phrasing.syntax_words import in_chinese

#: What Python says of code that is too much for it; which of them depends on its version.
_TOO_MUCH = (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError)


class Macro(NamedTuple):
    """The source of a macro, and the form or condition (`label`) at `place` that it was made of."""

    source: str
    place: Place
    label: str


class Macros:
    """The macros of each kind, "" for the conditions of pairs."""

    def __init__(self) -> None:
        self.kinds: dict[str, list[Macro]] = {}

    def count(self, kind: str) -> int:
        """How many macros a kind has so far, for the name of the next one."""
        return len(self.kinds.get(kind, ()))

    def add(self, kind: str, source: str, place: Place, label: str) -> None:
        """Take the macro of a form or condition (`label`) of a kind."""
        self.kinds.setdefault(kind, []).append(Macro(source, place, label))

    def compile(self, sandbox: Sandbox, fault: Callable[[Place, str], None]) -> dict[str, CodeType]:
        """The code of each kind; a macro that cannot be compiled is a fault of its form."""
        code = {}
        for kind, macros in self.kinds.items():
            try:
                code[kind] = sandbox.compile("".join([one.source for one in macros]), kind, kind)
            except (TemplateSyntaxError, *_TOO_MUCH):
                _blame(sandbox, kind, macros, fault)
        return code


def _blame(sandbox: Sandbox, kind: str, macros: list[Macro], fault: Callable[[Place, str], None]) -> None:
    """Say which macros of a kind cannot be compiled, each tried alone."""
    sound = True
    for one in macros:
        try:
            sandbox.compile(one.source, kind, kind)
        except TemplateSyntaxError as error:
            sound = False
            fault(one.place, f"{one.label} 的写法有误：{in_chinese(error.message)}")
        except _TOO_MUCH:
            sound = False
            fault(one.place, f"{one.label} 太繁，请拆成几种说法")
    if sound:
        # Nothing that we know of does this; it is still no reason to end with a traceback.
        fault(macros[0].place, f"{macros[0].label} 和同一种类的其他说法合不到一起，请对照自带的句式库")
