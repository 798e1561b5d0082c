"""The year a report is about against the years in it: 比2024年 in a report on 2024, last year's year left standing.

The reader gains what copying last year's file leaves behind, and what no spelling check sees.

Limits: the year of the report is that of its title or the line under it; a text without one is not judged. Years in the
names of projects, of what was carried over, approved or put right belong there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.dates import ranges
from drafter.claims.text import Stretch
from drafter.language.figures import Figure
from drafter.language.report_year import ReportYear
from drafter.wording import word

_COMPARED = re.compile(
    r"(?P<word>(?<![占百相])(?:同?比|较|对比|与|同|和))(?P<year>20\d\d)年(?:度)?"
    r"(?P<part>第?[一二三四]季度|[上下]半年|前[二三两]季度|(?:1[—～~–-])?\d{1,2}月(?:份)?(?!\d))?"
    r"(?:同期|末(?=增|减|提高|下降|上升|多|少))?(?![\d初]|[上中下]旬)"
)
_PERIOD = re.compile(
    r"(20\d\d)年(?:度)?第?([一二三四]季度|[上下]半年|前[二三两]季度|(?:1[—～~–-])?\d{1,2}月(?!\d))(?!\d{1,2}[日号])"
)
_LAST = re.compile(r"(?:上年|去年|上一年)(?:度)?[（(](20\d\d)年(?:度)?[）)]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_UNTIL = re.compile(r"截[至止](?:到)?(20\d\d)年(?:12月31日|12月底|年?底|年?末)")
_DONE = re.compile("支出|支付|执行|使用|完成|拨付|发放")
_NOW = re.compile(r"本年(?!度?(?:预算|比))|本年度|今年")
_TOPIC = re.compile(r"(?:[^，。；：\d]{0,14})(20\d\d)年(?:度)?(?!\d)")
_HEADED = re.compile(r"(20\d\d)年(?:度)?(?!\d)")
_PLAN = re.compile("预算(?!执行|绩效)(?!.*决算)|目标申报|申报表|申报书|目标表|目标批复|绩效目标(?!.{0,6}自评)")
#: A scheme of what is to be done is no report either.
_SCHEME = re.compile("(?:实施|工作|活动|培训|建设|采购|任务)(?:方案|计划)")
_ITSELF = re.compile(
    r"(?P<kind>预算|决算)(?:总?(?:收入|支出|额)|收支|数|安排){0,2}(?:相比)?[，,]?(?:增加|减少|增长|下降|持平|上升)"
)
_FAR = 60
#: What was done until a day stands so near behind it.
_NEAR = 16


@rule("base-year")
def bases(page: Page) -> Iterator[Finding]:
    report = page.report_year
    compared, within, future = (page.words("years", name) for name in ("compared", "within", "future"))
    for stretch in page.stretches:
        if stretch.kind in ("title", "cell") or (stretch.kind == "heading" and "比" not in stretch.text):
            continue
        for match in _COMPARED.finditer(stretch.text):
            if match["part"]:
                yield from _period(page, stretch, match, compared, within)
            elif _itself(stretch, match) or _compares(stretch, match, compared, within):
                yield from _base(page, stretch, match, report, future)


def _period(
    page: Page, stretch: Stretch, match: re.Match[str], compared: list[str], within: list[str]
) -> Iterator[Finding]:
    """2025年第三季度…较2025年第三季度: a part of a year against itself, by how much."""
    start, _ = stretch.sentence_at(match.start())
    before = stretch.text[max(start, match.start() - 2 * _FAR) : match.start()]
    told = list(_PERIOD.finditer(before)) or list(_PERIOD.finditer(page.reading.title.text))
    same = bool(told) and told[-1].groups() == (match["year"], match["part"].lstrip("第").rstrip("份"))
    if same and _compares(stretch, match, compared, within):
        said = f"{match['year']}年{match['part']}"
        yield page.finding(
            "base-year", stretch, match.start(), match.end(), "years.period", claimed=said,
            computed=said.replace(match["year"], str(int(match["year"]) - 1), 1),
        )  # fmt: skip


@rule("base-year")
def before(page: Page) -> Iterator[Finding]:
    """上年（2021年） in a report on 2023."""
    report = page.report_year
    for stretch in page.paragraphs:
        for match in _LAST.finditer(stretch.text):
            start, _ = stretch.sentence_at(match.start())
            named = _YEAR.findall(stretch.text[start : match.start()])
            year = int(named[-1]) if named else report.settled
            said = int(match[1])
            if year and said != year - 1 and abs(said - year) < 4:
                yield page.finding(
                    "base-year", stretch, match.start(), match.end(), "years.before", year=year, before=year - 1,
                    claimed=f"{said}年", computed=f"{year - 1}年", certain=bool(named) or bool(report.titled),
                )  # fmt: skip


def _itself(stretch: Stretch, match: re.Match[str]) -> bool:
    """2026年…收入预算900万元，比2026年预算增加75万元: the budget of a year against itself, by how much."""
    start, end = stretch.sentence_at(match.start())
    behind = _ITSELF.match(stretch.text, match.end(), end)
    before = stretch.text[max(start, match.start() - 2 * _FAR) : match.start()]
    told = [one for one in stretch.figures if one.sort == "money" and start <= one.start < match.start()][-1:]
    if not behind or not told or not before.count(match["year"]):
        return False
    kind = behind["kind"]
    return kind in before and not any(word in before for word in ("决算" if kind == "预算" else "预算", "执行", "完成"))


def _compares(stretch: Stretch, match: re.Match[str], compared: list[str], within: list[str]) -> bool:
    _, end = stretch.sentence_at(match.start())
    text = stretch.text
    behind = text[match.end() : min(end, match.end() + 24)]
    if behind[:6].startswith(tuple(within)):
        return False
    if match["word"] in ("与", "同", "和"):
        return re.match(r"(?:[^，。；]{0,12}?)(?:相比|比较|对比|持平|相当)", behind) is not None
    return any(word in behind for word in compared)


def _base(
    page: Page, stretch: Stretch, match: re.Match[str], report: ReportYear, future: list[str]
) -> Iterator[Finding]:
    """The year compared with against that of the sentence, else that of the report."""
    start, end = stretch.sentence_at(match.start())
    said = int(match["year"])
    before = stretch.text[max(start, match.start() - 2 * _FAR) : match.start()]
    named = _YEAR.findall(_COMPARED.sub(lambda one: one[0] if one["part"] else "", before))
    year = int(named[-1]) if named else report.settled
    later = bool(named) and said == year + 1
    if not year or (said not in (year, year - 2) and not later):
        return
    if re.search(rf"{said}年(?:度)?(?:末|底)?(?:仅|只|约)?[为是有][^，。；]*\d[^，。；]*[，；][^，。；\d]*$", before):
        # 2020年为2015万件，比2020年增长1.4倍: the base was told right before.
        return
    sentence = before + stretch.text[match.start() : min(end, match.end() + _FAR)]
    # 2025年预算 may be compared with 2024; a plan for next year in a report on this one as well.
    if not named and (any(word in sentence for word in future) or any(str(year + 1) in one for one in stretch.section)):
        return
    whose = word("years.sentence") if named else word("years.report")
    if said == year or later:
        yield page.finding(
            "base-year", stretch, match.start(), match.end(), "years.same", whose=whose, year=year, before=year - 1,
            claimed=f"{said}年", computed=f"{year - 1}年", certain=bool(named) or bool(report.titled),
        )  # fmt: skip
    elif (
        len(set(named)) < 2
        and stretch.text.count(f"{said}年") == 1
        and report.settled in (0, year)
        and _amounts(stretch, match.end(), end)
    ):
        at = match.start("year")
        yield page.finding(
            "base-year", stretch, at, at + 5, "years.two_back", whose=whose, year=year, before=year - 1,
            claimed=f"{said}年", computed=f"{year - 1}年", certain=False,
        )  # fmt: skip


def _amounts(stretch: Stretch, start: int, end: int) -> bool:
    """Whether the comparison is one of amounts by how much and at which rate, as it is made with the year before."""
    found = [one for one in _from(stretch, start)[:3] if one.start < min(end, start + _FAR)]
    return any(one.sort == "money" for one in found[:2]) and any(one.sort == "rate" for one in found)


def _from(stretch: Stretch, start: int) -> tuple[Figure, ...]:
    """The figures that stand at `start` or behind it, four at most."""
    first = bisect_left(stretch.figures, start, key=lambda one: one.start)
    return stretch.figures[first : first + 4]


@rule("stale-year")
def stale(page: Page) -> Iterator[Finding]:
    report = page.report_year
    year, certain = report.settled, bool(report.titled)
    if not year:
        return
    annual, titled, past = (page.words("years", name) for name in ("annual", "titled", "past"))
    future, plans = page.words("years", "future"), page.words("years", "plans")
    yield from _titles(page)
    for stretch in page.stretches:
        if "年" not in stretch.text:
            continue
        if stretch.kind == "heading":
            if certain:
                yield from _heading(page, stretch, year, annual, [*titled, *plans])
        elif stretch.kind == "paragraph" and not stretch.style:
            yield from _sentences(page, stretch, year, past, annual, future)


def _titles(page: Page) -> Iterator[Finding]:
    """The title says one year and the line under it another."""
    early = [
        one
        for one in page.stretches[:4]
        if one.kind == "title"
        or (one.kind == "paragraph" and len(one.text.rstrip("。")) < 20 and one.text[-1:] != "。")
    ]
    said = [(one, match) for one in early for match in _HEADED.finditer(one.text) if "年度" in match[0]]
    for stretch, match in said[1:]:
        first, other = said[0][1][1], match[1]
        if other != first and stretch is not said[0][0]:
            yield page.finding(
                "stale-year", stretch, match.start(), match.end(), "years.titles", first=first, other=other,
                claimed=f"{other}年度", computed=f"{first}年度",
            )  # fmt: skip


def _heading(page: Page, stretch: Stretch, year: int, annual: list[str], apart: list[str]) -> Iterator[Finding]:
    text = stretch.text
    for account in page.words("years", "accounts"):
        # 2022年“三公”经费支出 names an account, not a project.
        text = text.replace(account, "账" * len(account))
    said = [(int(match[1]), match) for match in _HEADED.finditer(text)]
    if not said or any(number == year for number, _ in said) or len(said) > 1:
        return
    number, match = said[0]
    if text[max(0, match.start() - 1) : match.start()] in ("比", "较", "与", "同", "和"):
        return
    rest = text[match.end() :]
    if not year - 3 <= number < year or any(word in text for word in apart):
        return
    if any(word in rest for word in annual):
        yield page.finding(
            "stale-year", stretch, match.start(), match.end(), "years.heading", year=year, named=number,
            claimed=match[0], computed=f"{year}年", certain=False,
        )  # fmt: skip


def _sentences(
    page: Page, stretch: Stretch, year: int, past: list[str], annual: list[str], future: list[str]
) -> Iterator[Finding]:
    text = stretch.text
    if str(year - 1) not in text and str(year - 2) not in text:
        return
    years = {int(one) for one in _YEAR.findall(text)}
    # A budget counts what stood at the end of the year before.
    planned = _PLAN.search(page.reading.title.text) is not None
    for start, end in stretch.sentences:
        sentence = text[start : min(end, start + 400)]
        if f"{year}年" in sentence:
            yield from _beside(page, stretch, start, sentence, year, [*past, *future])
            continue
        if any(word in sentence for word in future):
            continue
        until = _UNTIL.search(sentence)
        if (
            until
            and int(until[1]) in (year - 1, year - 2)
            and not (planned and int(until[1]) == year - 1)
            and not any(word in _without(sentence, until) for word in past)
        ):
            yield page.finding(
                "stale-year", stretch, start + until.start(), start + until.end(), "years.until", year=year,
                until=until[1], claimed=until[0], computed=f"{year}年", certain=False,
            )  # fmt: skip
            continue
        topic = _TOPIC.match(sentence)
        if not topic or int(topic[1]) != year - 1 or len(years) > 2 or any(word in sentence for word in past):
            continue
        first = next((one for one in _from(stretch, start + topic.end()) if one.start < end), None)
        named = text[start + topic.end() : first.start] if first else ""
        if first is None or first.sort != "money" or len(named) > 30 or not any(word in named for word in annual):
            continue
        now = _NOW.search(sentence)
        if year in years and not now:
            # Last year and this one told side by side.
            continue
        at = start + topic.start(1)
        yield page.finding(
            "stale-year", stretch, at, start + topic.end(),
            "years.told_now" if now else "years.told", year=year, topic=topic[1],
            claimed=f"{topic[1]}年", computed=f"{year}年", certain=bool(now),
        )  # fmt: skip


def _beside(page: Page, stretch: Stretch, start: int, sentence: str, year: int, apart: list[str]) -> Iterator[Finding]:
    """2023年预算780万元；截至2022年12月31日，支出756万元: spent before the year of the budget began."""
    at = 0
    for part in sentence.split("；"):
        until = _UNTIL.search(part)
        stale_ = until and int(until[1]) == year - 1 and f"{year}年" not in part and f"{year}年" in sentence[:at]
        near = part[: until.end() + _NEAR] if until else ""
        if until and stale_ and _DONE.search(near, until.end()) and not any(word in near for word in apart):
            yield page.finding(
                "stale-year", stretch, start + at + until.start(), start + at + until.end(), "years.beside",
                year=year, until=until[1], claimed=until[0], computed=f"{year}年", certain=False,
            )  # fmt: skip
        at += len(part) + 1


def _without(sentence: str, match: re.Match[str]) -> str:
    return sentence[: match.start()] + sentence[match.end() :]


@rule("fiscal-period")
def fiscal(page: Page) -> Iterator[Finding]:
    year = page.report_year.titled
    if not year:
        return
    words = re.compile("|".join(sorted(map(re.escape, page.words("years", "periods")), key=len, reverse=True)))
    for stretch in page.stretches:
        if not words.search(stretch.text) and not (stretch.section and words.search(stretch.section[-1])):
            continue
        for start, end, first, last in ranges(stretch):
            before = stretch.text[max(0, start - 16) : start]
            if not words.search(before) and start < 4 and stretch.section:
                # 三、实施周期 stands above its dates.
                before = stretch.section[-1]
            if not words.search(before) or "。" in before or first.year > last.year:
                continue
            inside = first.year == last.year == year
            if not inside:
                yield page.finding(
                    "fiscal-period", stretch, start, end, "years.fiscal", year=year, claimed=stretch.text[start:end],
                    computed=f"{year}年", certain=not first.year <= year <= last.year,
                )  # fmt: skip


@rule("fiscal-period")
def terms(page: Page) -> Iterator[Finding]:
    """实施周期：2025年1月1日—2025年12月31日 in the budget of 2026: over before the year began."""
    year = page.report_year.titled
    words, beside = re.compile("|".join(page.words("years", "terms"))), ""
    ahead = _PLAN.search(page.reading.title.text) or _SCHEME.search(page.reading.title.text)
    for stretch in page.stretches if year and ahead else ():
        above = beside if stretch.kind == "cell" else stretch.section[-1] if stretch.section else ""
        beside = stretch.text
        if not (words.search(stretch.text) or words.search(above)) or "年" not in stretch.text:
            continue
        for start, end, first, last in ranges(stretch):
            before = stretch.text[max(0, start - 16) : start]
            if words.search(before if start > 4 else before + above) and (
                first.year <= last.year < year or year < first.year
            ):
                yield page.finding(
                    "fiscal-period", stretch, start, end, "years.terms", year=year, last=last.year,
                    claimed=stretch.text[start:end], computed=f"{year}年", certain=False,
                )  # fmt: skip
