"""What is said to a user: a template out of the data with its members, Chinese, or with ``DRAFTER_LANG=en`` English.

The reader gains findings and errors in the language asked for, and whoever shows them otherwise has their members:
nothing has to be found again in a finished sentence.

A template stands in the table ``says`` of the file of data that it belongs to, in both languages::

    [says.few]
    zh = "这里说{claimed}，后面列了{computed}，请核对"
    en = "{claimed} are announced, but {computed} are listed"

and is named by file and key, ``counts.few`` for the one above in ``rules/text/counts.toml``. A row of a table of words
(pattern to message) is its own template, with its English beside: ``"“{}”重复，只留一个标点" = "…"``. In English
``{way:term}`` gives a word of the program's own (减少) as ``rules/terms.toml`` has it, or a label as the catalogue of
the interface does; whatever else stands in a member is quoted from a text and stays as it is.

Limits: a word that neither has stays Chinese.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from drafter.messages import catalogue, language
from drafter.resources import folder

if TYPE_CHECKING:
    from decimal import Decimal

#: A figure, a name, a place, or words that have members themselves.
Member: TypeAlias = "str | int | Decimal | Wording | tuple[Member, ...]"

#: Between the members of a list.
_BETWEEN = {"zh": "、", "en": ", "}


class Wording(NamedTuple):
    """The `template` and its members by name, in the order of the names; `str()` is the text in the user's language."""

    template: str
    pairs: tuple[tuple[str, Member], ...] = ()

    @property
    def members(self) -> Mapping[str, Member]:
        """The members by name."""
        return MappingProxyType(dict(self.pairs))

    def within(self, tongue: str) -> str:
        """The text in a language ("zh" or "en"). Raises KeyError for a template or a member that there is not."""
        return template(self.template, tongue).format_map({name: _Value(one, tongue) for name, one in self.pairs})

    def __str__(self) -> str:
        return self.within(language())


def word(template: str, /, **members: Member) -> Wording:
    """A template filled with members."""
    return Wording(template, tuple(sorted(members.items())))


#: A member that is left out.
NOTHING = Wording("shared.nothing")


def own(text: str) -> Wording:
    """What somebody has put in words of his own: said as it stands, in every language."""
    return word("shared.own", text=text)


def at(path: str) -> Wording:
    """The path of a field behind its name: （fund.spent）."""
    return word("shared.path", path=path)


def field(name: str) -> Wording:
    """A field beside the one that is spoken of, by its name; a screen has its label."""
    return word("shared.field", name=name)


def choice(name: str, value: str) -> Wording:
    """A field beside the one that is spoken of with the value that it is to have."""
    return word("shared.choice", name=name, value=value)


def row(home: str, message: str, said: str) -> Wording:
    """The message of a row of a table of words, in which {} is what was found; a unit's own stays as it stands."""
    if message in templates(home):
        return word(f"{home}.{message}", said=said)
    return own(message.replace("{}", said))


def shown(member: Member, tongue: str, translated: bool = False) -> str:
    """A member in a language; `translated` where it is a word of the program's own, or a list of them."""
    if isinstance(member, Wording):
        return member.within(tongue)
    if isinstance(member, tuple):
        return _BETWEEN[tongue].join([shown(one, tongue, translated) for one in member])
    text = str(member)
    return (terms().get(text) or catalogue(tongue).get(text, text)) if translated and tongue != "zh" else text


def changed(said: Wording, change: Callable[[Wording], Wording]) -> Wording:
    """`said` with each wording among its members, from the innermost out, replaced by what `change` makes of it."""

    def of(member: Member) -> Member:
        if isinstance(member, Wording):
            return change(changed(member, change))
        return tuple([of(one) for one in member]) if isinstance(member, tuple) else member

    return Wording(said.template, tuple([(name, of(member)) for name, member in said.pairs]))


class _Value:
    """A member that knows the language it is printed in."""

    def __init__(self, member: Member, tongue: str) -> None:
        self.member, self.tongue = member, tongue

    def __format__(self, spec: str) -> str:
        return shown(self.member, self.tongue, spec == "term")


def template(name: str, tongue: str) -> str:
    """The template of that name in a language. Raises KeyError."""
    home, _, key = name.partition(".")
    row = templates(home)[key]
    if isinstance(row, str):
        return _named(key if tongue == "zh" else row)
    found: str = row[tongue]
    return found


def _named(text: str) -> str:
    """A message of a table of words, whose {} is the words found."""
    return text.replace("{}", "{said}")


@cache
def templates(home: str) -> Mapping[str, Any]:
    """The templates of ``rules/<home>.toml``, ``rules/text/<home>.toml`` or ``rules/case/<home>.toml``."""
    for group in (".", "text", "case"):
        path = folder("rules") / group / f"{home}.toml"
        if path.is_file():
            found: Mapping[str, object] = _read(path.read_text(encoding="utf-8")).get("says", {})
            return found
    raise KeyError(home)


@cache
def terms() -> Mapping[str, str]:
    """The program's own words in English, by their Chinese."""
    found: Mapping[str, str] = _read((folder("rules") / "terms.toml").read_text(encoding="utf-8"))["terms"]
    return found


def _read(text: str) -> Mapping[str, Any]:
    import tomli

    return tomli.loads(text)
