"""What a line of notes opens with that says of which finding it tells, and what: 3 改：…, 改3：…, 【2】原因：….

Limits: only words of the table (`rules/lexicon/keyed.toml`) say what a line tells; a number alone says only of which.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from drafter.importing.finding_lines import arrow_in
from drafter.language.lexicon import alternatives, words
from drafter.language.numerals import chinese_value

_STEMS = "甲乙丙丁戊己庚辛壬癸"
#: A key: digits, a ring, one of the ten stems, a letter, or 问题三.
_KEY = rf"\d{{1,2}}(?![\d.]*\d|[年月日天万亿元%])|[①-⑳]|[{_STEMS}]|[A-Z]\d?|[一二三四五六七八九十]{{1,3}}"
_JOINT = r"[ \t\u3000、.．:：,，·|｜/／—–\-#)）】\]〕]"
_ARROW = re.compile(r"^[ \t\u3000]*(?:→|⇒|➔|➜|->|=>|—>|↳|└─?|┗)[ \u3000]*(?P<said>.*)$")
#: Blanks, and a rule before a heading.
_LEAD = r"[ \t\u3000]*(?:[-—=*~]{2,}[ \u3000]*)?"
_INNER = r"(?<=[。；，\u3000 |｜/])"


class KeyedLine(NamedTuple):
    """A line, or a part of one, of the finding `key` ("0": of all): its `role` ("" where it names none), the `label`
    that names it, its words; `keyed`: the line names the key itself; `arrow`: an arrow stands before it; `bare`:
    neither that nor a blank does; `within`: it stands behind an arrow in the midst of its line. `kind` tells keys of
    one sort from others."""

    key: str
    role: str
    label: str
    text: str
    keyed: bool = True
    arrow: bool = False
    bare: bool = False
    within: bool = False
    kind: str = ""


@cache
def _roles() -> dict[str, str]:
    return {word: role for role, listed in words("keyed")["role"].items() for word in listed}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    every = alternatives(_roles())
    role = f"(?P<role>{every})"
    whole = alternatives(words("keyed")["whole"])
    named = rf"{role}(?:（[^（）]{{1,10}}）)?(?:[ \t\u3000]*[：:|｜/／=＝>→—\-、)）】\]〕]+[ \t\u3000]*|[ \t\u3000]+)"
    return (
        # 改3：…, 问题一：…
        re.compile(
            rf"{_LEAD}[【\[（(〔#]?{role}[ ]?(?P<key>\d{{1,2}}|[①-⑳]|[一二三四五六七八九十]{{1,3}})"
            rf"(?:号|条)?[】\]）)〕]?{_JOINT}+(?P<text>\S.*)"
        ),
        # 3 改：…, 【3】改：…, 第三条·改：…
        re.compile(
            rf"{_LEAD}[【\[（(〔#]?(?:第|问题|编号|序号|No\.?)?[ ]?(?P<key>{_KEY}|{whole})(?:号|个问题|个|条|项|题)?"
            rf"(?:{_JOINT}+|(?=(?:{every})[：:])|(?<=号)|(?<=条))[【\[（(〔]?{named}(?P<text>\S.*)"
        ),
        # 3 帮42人报了救助, 【3】…
        re.compile(
            rf"{_LEAD}[【\[（(〔#]?(?:(?P<first>第|问题|编号|序号|No\.?)[ ]?)?(?P<key>{_KEY}|{whole})(?![-—.]\d)"
            rf"(?:号|个问题|个|条|项|题)?(?:{_JOINT}+|(?<=[①-⑳]))(?P<text>\S.*)"
        ),
        re.compile(rf"{_LEAD}[【\[（(〔]?{named}(?P<text>\S.*)"),
        re.compile(rf"{_INNER}{role}[：:](?=\S)"),
    )


def _key(said: str) -> str:
    if said in words("keyed")["whole"]:
        return "0"
    if said.isdecimal():
        return str(int(said))
    if "①" <= said <= "⑳":
        return str(ord(said) - ord("①") + 1)
    if said in _STEMS:
        return str(_STEMS.index(said) + 1)
    value = chinese_value(said)
    return str(value) if value else said


def _sort(said: str, role: bool) -> str:
    """What a key is made of, and whether its role stands before it: lines of one habit have the same."""
    kinds = (("1", str.isdecimal), ("①", lambda one: "①" <= one[0] <= "⑳"), ("A", lambda one: "A" <= one[0] <= "Z"))
    kind = next((name for name, like in kinds if like(said)), "甲" if said in _STEMS else "一")
    return f"{kind}{'r' if role else ''}"


def key_at(line: str) -> KeyedLine | None:
    """The key that a line opens with, and what it tells; None where it opens with none."""
    before, behind, plain, _, _ = _patterns()
    if (match := before.match(line)) is not None:
        role, kind = _roles()[match["role"]], _sort(match["key"], True)
        return KeyedLine(_key(match["key"]), role, match["role"], match["text"].strip(), kind=kind)
    if (match := behind.match(line)) is not None:
        return KeyedLine(
            _key(match["key"]),
            _roles()[match["role"]],
            match["role"],
            match["text"].strip(),
            kind=_sort(match["key"], False),
        )
    if (match := plain.match(line)) is not None:
        kind = _sort(match["key"], match["first"] == "问题")
        return KeyedLine(_key(match["key"]), "", "", match["text"].strip(), kind=kind)
    return None


def role_at(text: str) -> tuple[str, str, str] | None:
    """The role that a text opens with, its word and what stands behind; None where it opens with none."""
    match = _patterns()[3].match(text)
    return (_roles()[match["role"]], match["role"], match["text"].strip()) if match is not None else None


def arrow_behind(line: str) -> tuple[str, bool]:
    """A line without the arrow that it opens with, and whether it did."""
    match = _ARROW.match(line)
    return (match["said"].strip(), True) if match is not None else (line, False)


def parts_of_line(line: KeyedLine) -> list[KeyedLine]:
    """A line apart where it names other roles further on: 问题：没招标。改：11月公开招标."""
    cuts = list(_patterns()[4].finditer(line.text))
    if not cuts and not line.role and line.keyed and (arrow := arrow_in(line.text)) is not None:
        # ①欠费 60户 → 收回51户
        done = line.text[arrow[1] :].strip()
        found = line._replace(role="found", text=line.text[: arrow[0]].strip())
        return [found, KeyedLine(line.key, "done", "", done, False, within=True)]
    if not cuts:
        return [line]
    ends = [*(cut.start() for cut in cuts[1:]), len(line.text)]
    first = line._replace(text=line.text[: cuts[0].start()].strip("；，。 \u3000|｜/"))
    more = [
        KeyedLine(
            line.key, _roles()[cut["role"]], cut["role"], line.text[cut.end() : end].strip("；，。 \u3000|｜/"), False
        )
        for cut, end in zip(cuts, ends, strict=True)
    ]
    return [one for one in (first, *more) if one.text]
