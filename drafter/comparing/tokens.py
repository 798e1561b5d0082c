"""The smallest pieces that a comparison marks: a figure with its unit, a date, a 《title》, a name, a character.

The reader gains marks that never cut a figure in two: 195万元 became 210万元, not 195 with a stroke through two digits;
and names whose digits are no figures: 12345热线, PM2.5, GB 18483—2001, “1+X”, the code of an account.

Limits: which characters make a word is not known here (see ``words`` of :mod:`drafter.comparing.words`); a bare numeral
in characters (三) is no figure, one with its measure word (三个) is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from drafter.language.tables import table

#: Sorts of tokens that make a difference of figures and not of wording.
COUNTED = frozenset(("figure", "year", "date", "numeral", "number", "code"))
_DASH = "[-—–－~～至]{1,2}"
_DIGITS = "〇零○一二三四五六七八九"
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
#: What is counted in characters besides the units of counting.
_MEASURES = ("名", "位", "人", "人次", "年", "天", "个月", "元", "亩", "公里", "米", "平方米", "吨", "小时", "公顷")
#: 2023村级支出 names a year and a level, no count of villages.
_LEVELS = "[村镇乡县市区省](?:级|本级|里|内|直)"


class Token(NamedTuple):
    """`text`, and its `sort`: year, date, figure, numeral (三个, 第六期), code (文号, 电话), number (of a heading or an
    item), title, name (12345热线, “1+X”), word or "" (one character)."""

    text: str
    sort: str


@cache
def _pattern() -> re.Pattern[str]:
    data = table("figures")
    units = sorted({unit for group in data["units"].values() for unit in group}, key=len, reverse=True)
    unit = "|".join(map(re.escape, units))
    measures = sorted({*data["units"]["count"], *_MEASURES}, key=len, reverse=True)
    measure = "|".join(map(re.escape, measures))
    names = table("comparing")["names"]
    code, name = "|".join(names["codes"]), "|".join(names["patterns"]).replace("{unit}", unit)
    number = r"\d+(?:[,，]\d{3})*(?:[.．]\d+|\.(?=[万亿元%]))?"
    scaled = rf"{number}[余多]?(?:万亿|[千百]万|[万亿千百])?[余多]?(?:{unit})?"
    month, day = r"(?:1[0-2]|0?[1-9])月(?!均)(?:份|底|初|末|上旬|中旬|下旬)?", r"\d{1,2}[日号]"
    until = rf"(?:{_DASH}(?:(?:{month})?{day}|{month}))?"
    chinese = rf"[一二][〇零○九][{_DIGITS}]{{2}}年"
    return re.compile(
        # Most characters open none of the branches.
        r"(?=[《〈〔\[［【（(“\d第一二两三四五六七八九十百千A-Za-zＡ-Ｚａ-ｚ])(?:"
        r"(?P<title>《[^《》\n]{0,80}(?:《[^《》\n]{0,60}》[^《》\n]{0,60})?》|〈[^〈〉\n]{1,60}〉)"
        rf"|(?P<code>{code})"
        rf"|(?P<date>(?<!\d)(?:19|20)\d\d年{month}(?:{day})?{until}"
        r"|(?<![\d.])(?:19|20)\d\d(?:[-/]\d{1,2}(?:[-/]\d{1,2})?|\.\d{1,2}\.\d{1,2})(?![\d.])"
        rf"|(?<![\d.]){month}(?:{day})?{until}"
        rf"|{chinese}[{_DIGITS}十]{{1,2}}月(?:[{_DIGITS}十]{{1,3}}日)?)"
        rf"|(?P<name>{name})"
        rf"|(?P<year>(?<!\d)(?:19|20)\d\d年?{_DASH}(?:19|20)\d\d年?度?"
        rf"|(?<!\d)(?:19|20)\d\d年度?|{chinese}度?"
        # A year without 年 before a name: 2023_村级支出, 2023村级支出.
        rf"|(?<![\d.,A-Za-z])20[0-4]\d(?=[_＿]|(?:{_LEVELS}|(?!{unit}|[万亿千百余多])[\u4e00-\u9fff])[\u4e00-\u9fff]))"
        rf"|(?P<figure>{scaled}(?:{_DASH}{scaled})?)"
        rf"|(?P<numeral>第[一二两三四五六七八九十百]{{1,4}}(?:{measure})?|百分之[{_NUMERALS}点]{{1,12}}"
        rf"|(?:[一二两三四五六七八九十百千][{_NUMERALS}]{{1,15}}|[二两三四五六七八九十百])(?:点[{_DIGITS}]{{1,6}})?(?:{measure}))"
        r"|(?P<word>[A-Za-zＡ-Ｚａ-ｚ]+[-+_.A-Za-zＡ-Ｚａ-ｚ]*))",
    )


_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|其[一二三四五六]|[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)][、.．]?"
    r"|第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})(?:章|节|部分)|第[一二三四五六七八九十]{1,2}[，、]|\d{3}[、．.](?![\d万亿元%％])|\d{1,2}(?:[、．]|\.(?!\d)|\.(?=(?:19|20)\d\d(?![\d.%％‰万亿元,]))|\.(?=[1235]\d{4}(?:\d\d)?(?![万亿元])[\u4e00-\u9fff]))|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"
)


#: What may stand before the number of an item: [村级]15.2023年…, **一、基本情况**
_LABEL = re.compile(r"[\[［【〔][^\[\]［］【】〔〕\d]{1,8}[\]］】〕](?=\d)|\*\*")


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
    label = _LABEL.match(text)
    if match := _ITEM.match(text, label.end() if label else 0):
        found.extend(map(plain, text[: match.start()]))
        at = match.end()
        found.append(Token(match[0], "number"))
    # Cut off, so that what looks back does not see the point of the number (15.2023年).
    rest, at = text[at:], 0
    for match in _pattern().finditer(rest):
        found.extend(map(plain, rest[at : match.start()]))
        found.append(Token(match[0], match.lastgroup or ""))
        at = match.end()
    found.extend(map(plain, rest[at:]))
    return found


_COUNT = re.compile(
    r"\d[\d,.，．]*(?<![,，])[余多]?(?:万亿|[千百]万|[万亿千百])?[余多]?|(?<=第)[一二两三四五六七八九十百]+|[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)"
)
_NUMERAL = re.compile(f"^第?[{_NUMERALS}]+(?:点[{_DIGITS}]+)?")
#: One mark for both widths: what differs in width alone is said alike.
_WIDE = dict(zip("，。；：！？（）％", ",.;:!?()%", strict=True))
_WIDTHS = str.maketrans(_WIDE)


def narrow(text: str) -> str:
    """`text` with one width for marks and digits."""
    return unicodedata.normalize("NFKC", text).translate(_WIDTHS)


def mask(token: Token) -> str:
    """What stays of a token when its figures are not looked at: 34次 and 37次 are alike, 34次 and 34场次 are not."""
    sort = token.sort
    if not sort:
        return _WIDE.get(token.text, token.text)
    if sort in ("word", "name"):
        return narrow(token.text)
    if sort == "number":
        return ""
    if sort in ("title", "figure"):
        return _COUNT.sub("#", token.text).translate(_WIDTHS)
    if sort == "numeral":
        # 三个 and 4个 are alike, 百分之五 and 5%; a date may gain or lose its day.
        return "#%" if token.text.startswith("百分之") else _NUMERAL.sub("#", token.text)
    return "#"
