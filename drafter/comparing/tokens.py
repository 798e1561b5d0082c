"""The smallest pieces that a comparison marks: a figure with its unit, a date, a 《title》, a Latin word, a character.

The reader gains marks that never cut a figure in two: 195万元 became 210万元, not 195 with a stroke through two digits.

Limits: which characters make a word is not known here (see ``words`` of :mod:`drafter.comparing.words`); a bare numeral
in characters (三) is no figure, one with its measure word (三个) is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from drafter.reading.tables import table

#: Sorts of tokens that make a difference of figures and not of wording.
COUNTED = frozenset(("figure", "year", "date", "numeral", "number", "code"))
_DASH = "[-—–－~～至]{1,2}"
_DIGITS = "〇零○一二三四五六七八九"


class Token(NamedTuple):
    """`text`, and its `sort`: year, date, figure, numeral (三个), code (文号, 电话), number (of a heading or an item),
    title, word or "" (one character)."""

    text: str
    sort: str


@cache
def _pattern() -> re.Pattern[str]:
    data = table("figures")
    units = sorted({unit for group in data["units"].values() for unit in group}, key=len, reverse=True)
    unit = "|".join(map(re.escape, units))
    measures = sorted({*data["units"]["count"], "名", "位", "人", "年", "天", "个月"}, key=len, reverse=True)
    measure = "|".join(map(re.escape, measures))
    number = r"\d+(?:,\d{3})*(?:\.\d+|\.(?=[万亿元%]))?"
    scaled = rf"{number}[余多]?(?:万亿|[千百]万|[万亿千百])?[余多]?(?:{unit})?"
    month, day = r"(?:1[0-2]|0?[1-9])月(?!均)(?:份|底|初|末|上旬|中旬|下旬)?", r"\d{1,2}[日号]"
    until = rf"(?:{_DASH}(?:(?:{month})?{day}|{month}))?"
    chinese = rf"[一二][〇零○九][{_DIGITS}]{{2}}年"
    return re.compile(
        # Most characters open none of the branches.
        r"(?=[《〈〔\[（(h\d第一二两三四五六七八九十百A-Za-z])(?:"
        r"(?P<title>《[^《》\n]{0,80}(?:《[^《》\n]{0,60}》[^《》\n]{0,60})?》|〈[^〈〉\n]{1,60}〉)"
        r"|(?P<code>[〔\[（(](?:19|20)\d\d[〕\]）)]\s?\d+\s?号|https?://[^\s，。；）>》]+|\d{3,4}-\d{7,8}(?!\d))"
        rf"|(?P<date>(?<!\d)(?:19|20)\d\d年{month}(?:{day})?{until}"
        r"|(?<![\d.])(?:19|20)\d\d(?:[-/]\d{1,2}(?:[-/]\d{1,2})?|\.\d{1,2}\.\d{1,2})(?![\d.])"
        rf"|(?<![\d.]){month}(?:{day})?{until}"
        rf"|{chinese}[{_DIGITS}十]{{1,2}}月(?:[{_DIGITS}十]{{1,3}}日)?)"
        rf"|(?P<year>(?<!\d)(?:19|20)\d\d年?{_DASH}(?:19|20)\d\d年?度?"
        rf"|(?<!\d)(?:19|20)\d\d年度?|{chinese}度?)"
        rf"|(?P<figure>{scaled}(?:{_DASH}{scaled})?)"
        rf"|(?P<numeral>第[一二两三四五六七八九十百]{{1,4}}(?:{measure})?"
        rf"|[二两三四五六七八九十百][一二三四五六七八九十百]{{0,3}}(?:{measure}))"
        r"|(?P<word>[A-Za-z]+[-+_.A-Za-z]*))",
    )


_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|其[一二三四五六]|[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)][、.．]?"
    r"|第[一二三四五六七八九十]{1,2}[，、]|\d{1,2}(?:[、．]|\.(?!\d)|\.(?=20\d\d年))|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"
)


class _Characters(dict[str, Token]):
    """The token of each plain character, made once."""

    def __missing__(self, character: str) -> Token:
        token = self[character] = Token(character, "")
        return token


_characters = _Characters()


def tokens(text: str) -> list[Token]:
    """The tokens of one sentence; joined they give `text` back."""
    found: list[Token] = []
    at, plain = 0, _characters.__getitem__
    if match := _ITEM.match(text):
        at = match.end()
        found.append(Token(match[0], "number"))
    for match in _pattern().finditer(text, at):
        found.extend(map(plain, text[at : match.start()]))
        found.append(Token(match[0], match.lastgroup or ""))
        at = match.end()
    found.extend(map(plain, text[at:]))
    return found


_COUNT = re.compile(
    r"\d[\d,.]*[余多]?(?:万亿|[千百]万|[万亿千百])?[余多]?|(?<=第)[一二两三四五六七八九十百]+|[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)"
)
_NUMERAL = re.compile("^第?[一二两三四五六七八九十百]+")


def mask(token: Token) -> str:
    """What stays of a token when its figures are not looked at: 34次 and 37次 are alike, 34次 and 34场次 are not."""
    sort = token.sort
    if not sort or sort == "word":
        return token.text
    if sort == "number":
        return ""
    if sort in ("title", "figure"):
        return _COUNT.sub("#", token.text)
    # 三个 and 4个 are alike; a date may gain or lose its day.
    return _NUMERAL.sub("#", token.text) if sort == "numeral" else "#"
