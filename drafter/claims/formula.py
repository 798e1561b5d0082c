"""The law of a relation: ``c = a - b``, ``a > b``, ``c = sum(l)``, reckoned with intervals.

The reader gains laws that stand in the data as one writes them.

Limits: + − × ÷ over slots and numbers, the sum, mean, number, most and least of a list, and one of = > < >= <=.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from drafter.language.interval import Interval, around, verdict

_NOTHING = Decimal(0)
#: What stands in the slots of a law: a figure, or the figures of a list.
Filled = Mapping[str, Interval | tuple[Interval, ...]]


class LawFormula(NamedTuple):
    """Both sides of a law, and what stands between them."""

    left: ast.expr
    sign: str
    right: ast.expr
    text: str


def formula(text: str) -> LawFormula:
    """A law as it is written. Raises SyntaxError for what is none."""
    sign = next(one for one in (">=", "<=", ">", "<", "=") if one in text)
    left, right = (ast.parse(side.strip(), mode="eval").body for side in text.split(sign))
    return LawFormula(left, sign, right, text)


def left_side(law: LawFormula, values: Filled) -> Interval:
    """What the left side of a law comes to, all of whose slots are filled."""
    found = _reckon(law.left, values)
    assert found is not None
    return found


def breach(law: LawFormula, values: Filled) -> tuple[str, Interval] | None:
    """ "wrong" or "doubtful" with what the left side would have to be, where the law does not hold; None where it does
    or cannot be reckoned."""
    left, right = _reckon(law.left, values), _reckon(law.right, values)
    if left is None or right is None:
        return None
    if law.sign == "=":
        said = verdict(left, right)
        return (said, right) if said else None
    over = left.low - right.high if law.sign.startswith("<") else right.low - left.high
    apart = left.mid > right.mid if law.sign.startswith("<") else left.mid < right.mid
    if law.sign in (">", "<") and left.mid == right.mid and over >= 0:
        # Whole numbers that are equal are not one above the other.
        return "wrong", right
    return ("wrong", right) if apart and over >= 0 else None


def _reckon(node: ast.expr, values: Filled) -> Interval | None:
    if isinstance(node, ast.Name):
        one = values.get(node.id)
        return one if isinstance(one, Interval) else None
    if isinstance(node, ast.Constant):
        return around(Decimal(str(node.value)), _NOTHING)
    if isinstance(node, ast.Call):
        return _of_list(node, values)
    if not isinstance(node, ast.BinOp):
        raise TypeError(ast.dump(node))
    one, other = _reckon(node.left, values), _reckon(node.right, values)
    if one is None or other is None:
        return None
    if isinstance(node.op, ast.Add):
        return one + other
    if isinstance(node.op, ast.Sub):
        return one - other
    if isinstance(node.op, ast.Mult):
        return Interval(one.mid * other.mid, one.low * other.low, one.high * other.high)
    return one.over(other)


def _of_list(node: ast.Call, values: Filled) -> Interval | None:
    """``sum(l)``, ``mean(l)``, ``number(l)``, ``most(l)``, ``least(l)``."""
    said, given = node.func, node.args[0]
    assert isinstance(said, ast.Name) and isinstance(given, ast.Name)
    listed = values.get(given.id)
    if listed is None or isinstance(listed, Interval):
        return None
    number = Decimal(len(listed))
    if said.id == "number":
        return around(number, _NOTHING)
    if said.id in ("most", "least"):
        return (max if said.id == "most" else min)(listed)
    total = reduce(Interval.__add__, listed)
    return total if said.id == "sum" else total.scaled(1 / number)
