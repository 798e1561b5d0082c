"""What the tables of a phrase bank may hold: each key with the kind of value that it takes.

Whoever writes a bank gains that a value of the wrong kind (a list for a name, words for true) is said with its line, at
load, and not by the draft that would trip over it.

Limits: which names and paths the values lead to is the loader's to check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from drafter.facts.fields import TYPES
from drafter.language.invisible import invisible


class Shape(NamedTuple):
    """A kind of value: how a message calls it, and whether a value is one."""

    label: str
    fits: Callable[[object], bool]


_TEXT = Shape("加引号的文字，里面没有控制字符", lambda value: isinstance(value, str) and not invisible(value))
#: A form or a condition, which may go over several lines and is looked at by itself.
_FORM = Shape("加引号的文字", lambda value: isinstance(value, str))
_FLAG = Shape(" true 或 false", lambda value: isinstance(value, bool))
_TABLE = Shape("一个表", lambda value: isinstance(value, dict))
_ANY = Shape("", lambda value: True)
_WORDS = Shape("一列加引号的文字", lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value))


def _one_of(*words: str) -> Shape:
    return Shape(f" {'、'.join(words)} 之一", lambda value: value in words)


_REGISTER = _one_of("plain", "formal")
KIND: Mapping[str, Shape] = {
    "label": _TEXT,
    "help": _TEXT,
    "example": _TEXT,
    "merges": _TEXT,
    "parallel": _FLAG,
    "theme": _TEXT,
    "derive": _TABLE,
    "use": _one_of("event", "statement", "frame"),
    "roles": _TABLE,
}
ROLE: Mapping[str, Shape] = {
    "label": _TEXT,
    "help": _TEXT,
    "example": _ANY,
    "type": Shape("一个认识的类型", lambda value: isinstance(value, str) and value in TYPES),
    "unit": _TEXT,
    "measure": _TEXT,
    "required": _FLAG,
    "fact": _ANY,
    "choices": _WORDS,
    "negative": _FLAG,
    "free": _FLAG,
    "yearly": _FLAG,
}
CONSTRUCTION: Mapping[str, Shape] = {
    "name": _TEXT,
    "kind": _TEXT,
    "when": _FORM,
    "forms": _ANY,
    "register": _REGISTER,
}
FORM: Mapping[str, Shape] = {"text": _FORM, "when": _FORM, "own": _ANY, "alone": _FLAG, "register": _REGISTER}
PAIR: Mapping[str, Shape] = {
    "name": _TEXT,
    "theme": _TEXT,
    "label": _TEXT,
    "when": _FORM,
    "roles": _TABLE,
    "problem": _TABLE,
    "measure": _TABLE,
}
#: Decimals of a derived figure.
_MOST_DECIMALS = 6
DERIVE: Mapping[str, Shape] = {
    "rule": _TEXT,
    "of": _WORDS,
    "unit": _TEXT,
    "decimals": Shape(
        f"0到{_MOST_DECIMALS}的整数",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_DECIMALS,
    ),
}
#: Words that the language of forms keeps for itself: a role called so could not be named in a form.
_KEPT = frozenset(("true", "false", "none", "True", "False", "None", "caller", "varargs", "kwargs", "self", "super"))
_OPERATORS = frozenset(("and", "or", "not", "in", "is", "if", "else"))


def misshapen(table: Mapping[str, object], shapes: Mapping[str, Shape], what: str) -> Iterator[tuple[str, str]]:
    """The keys of a table that it has not, or whose values are of another kind, each with what is wrong."""
    for key, value in table.items():
        shape = shapes.get(key)
        if shape is None:
            yield key, f"{what} 没有 {key} 这一项{near(key, shapes)}"
        elif shape.label and not shape.fits(value):
            yield key, f"{what} 的 {key} 应当是{shape.label}"


def role_name(name: str) -> str:
    """What is wrong with the name of a role, "" where forms can name it."""
    if name in _KEPT or name in _OPERATORS:
        return f"{name} 是说法里有专门用处的词，角色请换一个名字"
    return "" if name.isidentifier() else f"角色名 {name} 只能用字母、数字、下划线和汉字，不能以数字开头"


#: Longer words are nobody's slip of the keyboard, and take long to compare.
_LONGEST = 40
_MOST_KNOWN = 2_000


def near(word: str, known: Any) -> str:
    """The known word that was probably meant, as the end of a message; "" where there is none."""
    if not isinstance(word, str) or len(word) > _LONGEST:
        return ""
    alike = [one for one in known if isinstance(one, str) and abs(len(one) - len(word)) < _LONGEST][:_MOST_KNOWN]
    match = get_close_matches(word, alike, 1, 0.6)
    return f"，是不是 {match[0]}" if match else ""
