"""Figures with the part they play in their clause: what is budgeted, spent, a rate, a difference, last year's.

The words that give a figure its role stand before it, the nearest first; the table is data (`rules/figures.toml`).

Limits: a role is a reading, not a certainty. Rules speak only where no reading of the neighbours explains a claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product
from sys import intern

from drafter.claims.mention import Mention
from drafter.claims.text import ReadText, Stretch
from drafter.language.figures import Figure, numerals
from drafter.language.tables import table

#: 比2022年的10.2万元减少: what is compared with is not what is told.
COMPARED = re.compile("(?:相?比|较)(?!例|重)")
_AGAINST = re.compile("[与同和]")
_LIKENED = re.compile("相比|比较|对比|相较")
_SEGMENT = re.compile("[；。]")
_ASIDE = re.compile(r"[（(][^（）()]{0,8}[）)]")
_FILLER = re.compile(r"[的了约近达超为是共计有至到仅又再即则均各也都已（(“\s]+$")
#: 减为, 增为: one character and 为 tell what was come to.
_SINGLE = ("增", "减")
#: 由193万元增加到202万元: what stands between the two.
_TO = re.compile(r"[^，。；]{0,10}?(?:到|至|为|成)")
#: 完成预算15万元的88.67%, 占总额652.30万元的85.85%.
#: Whole things have no hidden decimals.
_NONE = Decimal(0)
_OF = re.compile(r"占|完成|达到|为|相当于")
_FROM = re.compile(r"(?:由|从)[^，。；]{0,14}$")
_UNSPENT = re.compile(
    r"(?:未|没有|尚未|暂未)(?:能|予)?(?:支出|使用|执行|拨付|支付|形成支出)(?:的)?(?:资金)?(?:共|为|计|有)?$"
)
_ASIDE_FAR = 60
#: A number is that of what is all done within so many characters.
_BEFORE = 14
#: The number of all is looked for so many paragraphs back.
_BACK = 60
_OVER_BY = re.compile(
    r"(?:大于|多于|高于|超出|超过|小于|少于|低于)(?:年初|全年|调整|上年|年度)?[^，。；\d]{0,4}(?:预算|决算|计划|控制)(?:数|额)?$"
)
#: 增加就业岗位120个: what stands between a change and its figure.
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
#: 增长的有33种: those that grow are counted.
_SUCH = re.compile(r"的(?:共?有|占|达|包括)")
_BELOW = re.compile(r"[\u4e00-\u9fff][-−－]$")
_EACH = re.compile(
    r"每(?:一)?(?P<unit>[^，。；\d年月日天周季]{1,2}?)(?:平均|补助|补贴|奖补|奖励|安排|定额|按|[只仅约需]|涉及|投入|支出|使用|花费|收费|获得){0,3}$"
)
_LAST = re.compile(
    r"^[，、；（(]?(?:而)?(?:上年|去年|上年同期|去年同期)(?:同期)?(?:为|是|则)?(?![同比较])[^，。；比较]{0,3}$|[比较](?:上年|去年)(?:同期)?的?$"
)
_LAST_YEARS, _THIS = re.compile("[，；]?(?:上年|去年)"), re.compile("[，；]?(?:而)?(?:今年|本年|当年)")
_PRIOR_YEAR = re.compile(r"(?:由|从|较|比|与|同)?(20\d\d)年(?:度)?[^，。；]{0,12}$")


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    data = table("figures")
    roles: dict[str, str] = {}
    for role in ("budget", "spent", "income", "total", "prior", "difference", "average", "carried", "balance"):
        for word in data["roles"][role]:
            roles.setdefault(word, role)
    for word in data["roles"]["balance"]:
        roles[word] = "balance"
    return _longest(roles), roles


@cache
def _rate_cues() -> tuple[re.Pattern[str], dict[str, str]]:
    data = table("figures")
    roles = {word: role for role in ("growth", "share", "of_budget", "execution") for word in data["rates"][role]}
    # 为预算, 达预算 without 的 say no rate.
    made = ("".join(one) for one in product(*data["rates"]["of_budget_made"]))
    roles |= {word: "of_budget" for word in made if word.endswith("的") or word.startswith(("完成", "占"))}
    return _longest(roles), roles


def _longest(words: dict[str, str]) -> re.Pattern[str]:
    unless = table("figures")["roles"]["unless"]
    listed = sorted(words, key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(word) + (f"(?![{unless[word]}])" if word in unless else "") for word in listed)
    )


def mentions(stretch: Stretch) -> tuple[Mention, ...]:
    """The figures of a stretch with their roles, in order; kept with the stretch."""
    known: tuple[Mention, ...] | None = stretch.mentions
    if known is None:
        known = stretch.mentions = tuple(_mentions(stretch))
    return known


def told(text: ReadText) -> Iterator[tuple[Stretch, tuple[Mention, ...], tuple[Mention, ...]]]:
    """The paragraphs that have figures, each with the figures of the one before it under the same heading: what a
    paragraph leaves out may have been told there."""
    before: tuple[tuple[str, ...], tuple[Mention, ...]] = ((), ())
    for stretch in text.paragraphs:
        if found := mentions(stretch) if stretch.figures else ():
            yield stretch, found, before[1] if before[0] == stretch.section else ()
            before = (stretch.section, found)


def within(found: tuple[Mention, ...], start: int, end: int) -> tuple[Mention, ...]:
    """Those of the mentions of a stretch whose figure begins from `start` to before `end`."""
    first = bisect_left(found, start, key=_start)
    return found[first : bisect_left(found, end, first, key=_start)]


def of_some(text: ReadText, stretch: Stretch, at: int) -> bool:
    """Whether 全部 at a place is said of some of the things alone: of a number right before it that is not the one told
    of all (18项已全部完成，其余4项…)."""
    said = [one for one in mentions(stretch) if one.figure.end <= at and at - one.figure.end < _BEFORE]
    if not said or any(mark in stretch.text[said[-1].figure.end : at] for mark in "，。；"):
        return False
    one = said[-1]
    last = bisect_right(text.paragraphs, stretch.block, key=_block)
    told = [each for other in text.paragraphs[max(0, last - _BACK) : last] for each in mentions(other)]
    alike = [each.value for each in told if each.figure.unit == one.figure.unit and each is not one]
    return one.value not in alike or one.value < max(alike)


def counted(stretch: Stretch) -> tuple[Mention, ...]:
    """The mentions of a stretch and the counts that it writes in characters (十二项), of three and more, in order."""
    found = mentions(stretch)
    if len(found) < 2:
        return found
    finest: dict[tuple[str, str], Decimal] = {}
    written = []
    for one in numerals(stretch.text):
        at = bisect_left(found, one.start, key=_start)
        if one.value > 2 and at < len(found) and found[at].figure.unit == one.unit:
            figure = Figure(
                one.start, one.end, one.text, Decimal(one.value), _NONE, one.unit, "count", False, 0, str(one.value), ""
            )
            finest[(one.unit, "")] = _NONE
            behind = found[at]
            before = found[at - 1].figure.end if at else 0
            start = max(before, stretch.sentence_at(one.start)[0])
            place = (behind.clause, behind.sentence, behind.segment)
            if stretch.sentence_at(one.start) == stretch.sentence_at(behind.figure.start):
                written.append(_mention(stretch, figure, stretch.text[start : one.start], place, finest))
    return tuple(sorted((*found, *written), key=_start)) if written else found


def _block(stretch: Stretch) -> int:
    return stretch.block


def _start(one: Mention) -> int:
    return one.figure.start


def _mentions(stretch: Stretch) -> list[Mention]:
    figures = stretch.figures
    if not figures:
        return []
    text, clauses = stretch.text, stretch.clauses
    finest: dict[tuple[str, str], Decimal] = {}
    for figure in figures:
        key = (figure.unit, figure.scale)
        finest[key] = min(finest.get(key, figure.half), figure.half)
    sentences = stretch.sentences
    ends = [match.start() for match in _SEGMENT.finditer(text)]
    found: list[Mention] = []
    clause = sentence = segment = 0
    before = 0
    for figure in figures:
        while clause + 1 < len(clauses) and clauses[clause][1] <= figure.start:
            clause += 1
        while sentence + 1 < len(sentences) and sentences[sentence][1] <= figure.start:
            sentence += 1
        while segment < len(ends) and ends[segment] < figure.start:
            segment += 1
        start = clauses[clause][0] if clauses else 0
        left = intern(text[max(start, before) : figure.start])
        one = _mention(stretch, figure, left, (clause, sentence, segment), finest)
        if figure.sort == "rate" and left in ("的", "") and found and before == figure.start - len(left):
            one = one._replace(role="of_last") if _OF.search(found[-1].left) else one
        found.append(one)
        before = figure.end
    for at, one in enumerate(found[:-1]):
        if not one.prior and at and found[at - 1].prior and _goes_on(found, at):
            found[at] = one._replace(prior=True)
    return found


def _goes_on(found: list[Mention], at: int) -> bool:
    """去年预算40万元，实际支出36万元，今年安排27万元: what is told between the two years is last year's as well."""
    last, one, now = found[at - 1], found[at], found[at + 1]
    same = last.sentence == one.sentence >= now.sentence - 1 and last.segment == one.segment
    plain = one.role in ("budget", "spent", "") and one.figure.sort not in ("", "rate") and not one.year
    opened = _LAST_YEARS.match(last.left) is not None and _THIS.match(one.left) is None
    return same and plain and opened and _THIS.match(now.left) is not None


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile("|".join(table("figures")["roles"]["nouns"]))


def _counts_other(said: str, rest: str, rate: bool) -> bool:
    """Whether the figure counts what a change is about, not the change: 增加就业岗位120个, 产量增长的有33种."""
    if _SUCH.match(rest):
        return True
    if rate or any(word in said for word in ("比", "较", "同")):
        return False
    between = _HAN.search(_FILLER.sub("", rest))
    return between is not None and not any(word in rest for word in table("figures")["roles"]["objects"])


def _mention(
    stretch: Stretch, figure: Figure, left: str, at: tuple[int, int, int], finest: dict[tuple[str, str], Decimal]
) -> Mention:
    data, text = table("figures"), stretch.text
    rate = figure.sort == "rate"
    pattern, roles = _rate_cues() if rate else _cues()
    last = None
    # 减少（增加）0.75万元: what a template offers in brackets is not said.
    said = _nouns().sub(lambda match: "◇" * len(match[0]), _ASIDE.sub("", left))
    for match in pattern.finditer(said):
        last = match
    cue = intern(last[0]) if last else ""
    role = roles.get(cue, "")
    rest = said[last.end() :] if last else ""
    if (each := _EACH.search(left)) and not rate and figure.sort == "money":
        # 每座8.00万元: the price of one, whatever is counted.
        role, cue, rest = "average", intern("每" + each["unit"]), ""
    if role == "spent" and figure.sort == "money" and _UNSPENT.search(left):
        # 未支出3570万元: what is left of it.
        role = "balance"
    if role in ("budget", "spent") and figure.sort == "money" and _OVER_BY.search(left):
        # 决算数大于年初预算数13.74万元: by how much.
        role = "difference"
    if role in ("difference", "growth") and _counts_other(said, rest, rate):
        role = cue = ""
    reached = rising = 0
    if role in ("difference", "growth") or (role == "balance" and cue in data["roles"]["difference"]):
        # 增幅为5% is a growth, 由4处减为1处 is what was come to.
        to = rest[:1] in data["rates"]["reaching"] and (
            rest[:1] not in ("为", "达") or (cue in _SINGLE and rest[:1] == "为")
        )
        if to:
            role, reached = ("reached" if not rate else ""), 1
        else:
            rising = 1 if cue in data["rates"]["rising"] else -1 if cue in data["rates"]["falling"] else 0
            # 增幅为-12.5%: a growth that is a fall.
            rising *= -1 if left.endswith(("-", "−", "－")) and rest else 1
    if not role and figure.sort == "money" and stretch.text.startswith(tuple(data["roles"]["behind"]), figure.end):
        # 116万元预算已支出106.14万元: the word stands behind its figure.
        role = "budget"
    prior = any(word in left for word in data["roles"]["prior"]) and role not in ("difference", "growth", "carried")
    named = _PRIOR_YEAR.search(left)
    year = int(named[1]) if named else 0
    if role == "growth" and _LAST.search(left):
        # 上年下降2.3%, 降幅比上年的5.1%收窄: last year's change, not a change since then.
        prior = True
    opened = text.rfind("（", max(0, figure.start - _ASIDE_FAR), figure.start)
    if opened >= 0 and text.startswith(("上年", "去年"), opened + 1) and text.find("）", opened, figure.start) < 0:
        # （上年10个项目、1520万元、执行率97.1%）: all of the bracket.
        prior = True
    against = COMPARED.match(left) or (_AGAINST.match(left) and _LIKENED.match(stretch.text, figure.end))
    if against and role not in ("difference", "growth"):
        prior = True
    if _FROM.search(left) and _TO.match(stretch.text, figure.end):
        prior = True
    if figure.sort == "money" and not rising and _BELOW.search(left):
        # 其他收入-1.20万元: an amount below zero, no dash of a name or of a span.
        figure = figure._replace(value=-figure.value)
    half = figure.half if rate else finest[(figure.unit, figure.scale)]
    if figure.sort in ("count", "people") and not figure.scale and not figure.decimals and role != "average":
        half = _NONE
    return Mention(figure, left, role, cue, at[0], at[1], prior, rising, bool(reached), half, year, at[2])
