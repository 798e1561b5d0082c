"""What one form or condition of a bank is made of: the roles that it needs, says and tests, and what is wrong with it.

Whoever writes a form gains each fault in words: an unknown role or filter, a loop, a call, a number no case can hold.

Limits: whether the words come out well is found by trying them (:mod:`drafter.phrasing.form_trials`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jinja2 import TemplateSyntaxError, nodes

from drafter.language.invisible import invisible
from drafter.language.quoted import unquoted
from drafter.phrasing import limits
from drafter.phrasing.filters import FILTERS
from drafter.phrasing.sandbox import FORM_NODES, Sandbox
from drafter.phrasing.shapes import near
from drafter.phrasing.syntax_words import in_chinese

_NODE_NAMES = {
    "For": "循环",
    "Call": "函数调用",
    "Getattr": "属性",
    "Getitem": "下标",
    "Concat": "~ 拼接",
    "Assign": "赋值",
    "Test": "is 判断",
    "CondExpr": "“甲 if 乙”，请写作 {% if 乙 %}甲{% endif %}",
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"), "加减乘除"),
    **dict.fromkeys(("List", "Tuple", "Dict"), "列表"),
}
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
#: What ends a sentence (GB/T 15834-2011, 4.1 to 4.3).
_END = re.compile("[。！？]")
#: Digits of a number in a condition: figures of a case have no more.
_DIGITS = 20


@dataclass
class Parsed:
    """What the syntax tree of a form tells: roles needed, roles said, roles tested, constants compared with."""

    needs: set[str] = field(default_factory=set)
    says: set[str] = field(default_factory=set)
    used: list[str] = field(default_factory=list)
    numbers: list[Decimal] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


#: Braces that are meant to be said are written so.
_RAW = re.compile(r"\{%-?\s*raw\b")


def parse(sandbox: Sandbox, text: str, kind: str, roles: Collection[str]) -> tuple[Parsed, list[str]]:
    """What a form of a kind with these roles tells, and what is wrong with it."""
    try:
        if found := limits.too_much(sandbox, text, limits.FORM):
            return Parsed(), [found[1]]
        tree = sandbox.parse(text)
        if limits.too_deep(tree):
            return Parsed(), ["套得太深，请拆成几种说法"]
    except TemplateSyntaxError as error:
        return Parsed(), [f"的写法有误：{in_chinese(error.message)}"]
    except RecursionError:
        return Parsed(), ["套得太深，请拆成几种说法"]
    if code := invisible(text, "\n\r\t"):
        return Parsed(), [f"里有看不见的控制字符 {code}，请删去"]
    if text.endswith("{"):
        # It would run into the mark that follows it.
        return Parsed(), ["末尾多了一个 {"]
    parsed, faults = Parsed(), list[str]()
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, FORM_NODES):
            what = type(node).__name__
            return parsed, [f"里不能用{_NODE_NAMES.get(what, what)}"]
        if isinstance(node, nodes.TemplateData) and not _RAW.search(text) and ("{" in node.data or "}" in node.data):
            faults.append("里多了一个花括号，要成对写作 {{ … }} 或 {% … %}")
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            faults.append(f"用了没有的过滤器 {node.name}{near(node.name, FILTERS)}")
        elif isinstance(node, nodes.Name):
            if node.name not in roles:
                faults.append(f"用了种类 {kind} 没有的角色 {node.name}{near(node.name, roles)}")
            elif node.name not in parsed.used:
                parsed.used.append(node.name)
        elif isinstance(node, nodes.Const):
            if isinstance(node.value, str):
                if code := invisible(node.value):
                    faults.append(f"里有看不见的控制字符 {code}，请删去")
                parsed.words.append(node.value)
            elif isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
                number = Decimal(str(node.value))
                if not number.is_finite() or abs(number.adjusted()) > _DIGITS:
                    faults.append("里有一个数太大或太小，没有案件会有这样的数")
                parsed.numbers.append(number)
    _outputs(tree.body, frozenset(), parsed)
    return parsed, faults


def condition(sandbox: Sandbox, text: str, kind: str, roles: Collection[str]) -> tuple[Parsed, list[str]]:
    """What a condition tells; it is one expression, such as ``items|size > 1``."""
    parsed, faults = parse(sandbox, "{{ " + text + " }}", kind, roles)
    if not faults and ("{" in text or "}" in text):
        try:
            sandbox.parse(_tested(text))
        except TemplateSyntaxError as error:
            # Two expressions, or a mark that closes what it should stand in: `a }} {{ b`.
            faults = [f"的条件写法有误：{in_chinese(error.message)}"]
    return parsed, faults


def _tested(text: str) -> str:
    return f"{{{{ not not ({text}) }}}}"


def macro(name: str, roles: Sequence[str], text: str) -> str:
    """The macro that renders a form from the values of its roles, in their order."""
    return f"{{% macro {name}({', '.join(roles)}) %}}{text}{{% endmacro %}}"


def condition_macro(name: str, roles: Sequence[str], text: str) -> str:
    """The macro of a condition, which answers True or False."""
    return macro(name, roles, _tested(text))


def ends_inside(text: str) -> str:
    """The mark with which a form ends a sentence before its end, "" where it does not."""
    match = _END.search(unquoted(_TAG.sub(" ", text)))
    return match[0] if match else ""


def han(text: str) -> list[str]:
    """The runs of Chinese characters of a form, outside its tags."""
    return _HAN.findall(_TAG.sub(" ", text))


def _outputs(body: Sequence[nodes.Node], guarded: frozenset[str], parsed: Parsed) -> None:
    """Fill in which roles a form says, and which of them it cannot do without (said outside any `if` on them)."""
    for node in body:
        if isinstance(node, nodes.If):
            names = _names(node.test)
            _outputs(node.body, guarded | names, parsed)
            for branch in node.elif_:
                _outputs(branch.body, guarded | names | _names(branch.test), parsed)
            _outputs(node.else_, guarded | names, parsed)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                names = _names(part)
                parsed.says |= names
                parsed.needs |= names - guarded


def _names(node: nodes.Node) -> set[str]:
    names = {name.name for name in node.find_all(nodes.Name)}
    return names | {node.name} if isinstance(node, nodes.Name) else names
