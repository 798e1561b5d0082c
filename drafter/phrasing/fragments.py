"""Named parts of forms: a fragment that several forms share, a list of words that conditions ask for.

Whoever edits a bank gains forms that can be read at a glance, and one place for what many of them say alike:
``{@讲解}`` in a form stands for the fragment of that name, ``@会议`` in a condition for the words listed
under it. A fragment may be a part of a condition too.

Limits: they are put in before the form is read, so what is wrong with a fragment is said of the forms that use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from drafter.phrasing.limits import FORM
from drafter.phrasing.shapes import near

_NAME = r"[\w\-/]+"
_FRAGMENT = re.compile(r"\{@([^{}@]*)\}")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
#: In a tag or a condition: what is quoted stays as it is.
_WORDS = re.compile(r"'[^']*'|\"[^\"]*\"|@(?P<name>[\w\-/]*)")
#: Fragments within fragments.
_DEEP = 8


def named_badly(name: str) -> bool:
    """Whether a name could not be written in a form."""
    return re.fullmatch(_NAME, name) is None


class Fragments(NamedTuple):
    """The fragments of a bank by name, and its lists of words."""

    texts: Mapping[str, str] = {}
    words: Mapping[str, tuple[str, ...]] = {}

    def form(self, text: str) -> tuple[str, str]:
        """A form with all that it names put in, and what is wrong ("" where nothing is)."""
        text, why = self._whole(text)
        faults = [why] if why else list[str]()
        text = _TAG.sub(lambda tag: self._listed(tag[0], faults), text)
        return text, faults[0] if faults else ""

    def _whole(self, text: str) -> tuple[str, str]:
        """A text with its fragments, those within them too."""
        for _ in range(_DEEP + 1):
            if "{@" not in text:
                break
            text, missing = self._spelt(text)
            if missing:
                return text, missing
            if len(text) > FORM:
                return text, f"连同片段太长，超过{FORM}个字符"
        else:
            return text, f"片段里套片段，最多套{_DEEP}层"
        return text, ""

    def condition(self, text: str) -> tuple[str, str]:
        """A condition with all that it names put in, and what is wrong ("" where nothing is)."""
        text, why = self._whole(text)
        faults = [why] if why else list[str]()
        text = self._listed(text, faults)
        return text, faults[0] if faults else ""

    def named_in(self, texts: Iterable[str]) -> dict[str, object]:
        """What these texts name, directly or through a fragment: all that they depend on outside of themselves."""
        found: dict[str, object] = {}
        left = list(texts)
        while left:
            text = left.pop()
            for name in _FRAGMENT.findall(text):
                if f"{{@{name}" not in found:
                    found[f"{{@{name}"] = self.texts.get(name)
                    left.append(self.texts.get(name, ""))
            for match in _WORDS.finditer(text) if "@" in text else ():
                if match["name"]:
                    found[f"@{match['name']}"] = self.words.get(match["name"])
        return found

    def _spelt(self, text: str) -> tuple[str, str]:
        missing = next((name for name in _FRAGMENT.findall(text) if name not in self.texts), None)
        if missing is not None:
            return text, f"用了没有的片段 {missing}{near(missing, self.texts)}"
        return _FRAGMENT.sub(lambda match: self.texts[match[1]], text), ""

    def _listed(self, text: str, faults: list[str]) -> str:
        if "@" not in text:
            return text

        def put(match: re.Match[str]) -> str:
            name = match["name"]
            if name is None:
                return match[0]
            if name not in self.words:
                faults.append(f"用了没有的词表 {name}{near(name, self.words)}")
                return match[0]
            return ", ".join([f"'{word}'" for word in self.words[name]])

        return _WORDS.sub(put, text)
