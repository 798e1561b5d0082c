"""Where a text tells the result of an indicator: its name, whole or short, and a figure in its unit right behind.

The reader gains that a report's 新建灌溉渠道32.4公里 can be held against the 34.2 of the form.

Limits: what is told of a part (其中, a village, a month), of another year or as a target is no result of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.claims.text import Stretch
from drafter.language.quantity import SCALES
from drafter.reviewing.names import written
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import value

_JOINT = (
    r"(?:指标|总长度|总面积|总里程|总人数|总数|总量|累计|数量|总数|人数|户数|次数|面积|长度|里程|数|量|完成值|实际完成值|实际完成|实际|完成|达到|达|为|是|共计|共|全年|合计|提高到|提升至|降至"
    r"|约|[，、：:“”（）()])*\s*"
)
_PART = re.compile(
    r"其中|分别|每|各|平均|月均|日均|季度|上半年|下半年|[春夏秋冬]季|学期|[寒暑]假|汛期|旺季|淡季|首[批期]|当[日月天]|节假?日|第[一二三四]|截至[^，。]{0,8}(?:[1-9]|1[01])月|(?<!\d)(?:[1-9]|1[01])月|计划|预计|拟|将|应|原定|申报|批复|下达"
)
_PLACE = re.compile(
    r"(?:镇|乡|村|街道|社区|学校|小学|中学|标段|一期|二期|公司|中心|医院|卫生院|站|园区|片区|工程|机构|工种|班)[^，。；：、]{0,6}$"
)
_BEFORE = re.compile(r"上年|去年|往年|(?P<year>20\d\d)年")
_AIM = re.compile(r"目标|指标值|计划|任务|不(?:少|低)于|不(?:超|高)过|以上|以下")
_ALIAS = r"[（(](?:以下)?简称(?:为)?[“\"「]?(?P<short>[^”\"」）)]{2,16})[”\"」]?[）)]"


class MentionedResult(NamedTuple):
    """A result in a text: the words with the figure, its number with 万 and 亿 in it, the sentence and the words of it
    behind the figure, the stretch and its place, whether the words are of a target."""

    words: str
    number: Decimal
    sentence: str
    behind: str
    stretch: Stretch
    place: str
    aim: bool


def told(line: IndicatorRow, texts: Iterable[tuple[Stretch, str]], year: int = 0) -> Iterator[MentionedResult]:
    """What some stretches tell of an indicator, each with its place; `year` is the year of the text (0: unknown)."""
    texts = list(texts)
    aim = value(line["target"].text, line["unit"].text)
    done = value(line["actual"].text, line["unit"].text)
    unit = (aim.unit if aim else "") or (done.unit if done else "")
    if not unit or not line.name:
        return
    pattern = _pattern(line.name, unit, texts)
    for stretch, place in texts:
        for match in pattern.finditer(stretch.text) if pattern else ():
            start = max(stretch.text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
            ends = [at for mark in "。；\n" if (at := stretch.text.find(mark, match.end())) >= 0]
            end = min(ends, default=len(stretch.text))
            before = stretch.text[start : match.start()]
            # 每年节电168万度 is the result of the year.
            clause = re.sub("每$" if match[0][0] == "年" else "每年$", "", re.split("[，：、]", before)[-1])
            behind = stretch.text[match.end() : end]
            if _PART.search(clause) or "其中" in before or _PLACE.search(clause) or behind[:1] == "/":
                continue
            years = [one["year"] for one in _BEFORE.finditer(before)]
            if years and (years[-1] is None or (year and int(years[-1]) != year)):
                continue
            number = Decimal(match["number"].replace(",", "")) * SCALES[match["scale"]]
            words = match["number"] + match["scale"] + match["unit"]
            after = re.match(r"[^，。；：、\d]{0,6}", behind)
            aimed = bool(_AIM.search(clause) or _AIM.search(match[0]) or (after and _AIM.search(after[0])))
            yield MentionedResult(words, number, stretch.text[start:end], behind, stretch, place, aimed)


def _pattern(name: str, unit: str, texts: list[tuple[Stretch, str]]) -> re.Pattern[str] | None:
    """The names that the texts use, and the figure behind; None where they use none of them."""
    whole = re.sub(r"[（(][^（）()]*[）)]", "", name)
    names = written(name, unit)
    for stretch, _ in texts:
        if "简称" in stretch.text and (match := re.search(re.escape(whole) + _ALIAS, stretch.text)):
            names.add(match["short"])
    known = [one for one in names if len(one) >= 2 and any(one in stretch.text for stretch, _ in texts)]
    if not known:
        return None
    # A short name counts where it begins a clause: 培训2,106人次, not 电工培训800人次.
    alone = (
        r"(?:(?<=[，。；：、）)\s])|^|(?<=全年)|(?<=共)|(?<=累计)|(?<=组织)"
        r"|(?<=开展)|(?<=完成)|(?<=每年)|(?<=后)|(?<=每)(?=年))"
    )
    parts = [
        re.escape(one) if len(one) >= 4 else alone + re.escape(one) for one in sorted(known, key=len, reverse=True)
    ]
    units = re.escape(unit) + (r"|％" if unit == "%" else "")
    return re.compile(
        rf"(?:{'|'.join(parts)}){_JOINT}(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>[万亿]?)(?P<unit>{units})",
        re.MULTILINE,
    )
