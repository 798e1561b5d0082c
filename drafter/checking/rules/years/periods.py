"""Spans of time reckoned: how long a term is, how many days a work took, how many days early it was done, and facts
told
as of a day that had not come.

The reader gains 自2022年9月15日起2年，至2025年9月14日届满 (three years), and 截至2026年12月31日 in a text made public
in February 2026.

Limits: both days must be told in full (the year may be that of the day before); a day more or less is a way of
counting; plans and terms are left alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch

_DAY = r"(?:(?P<y{0}>(?:19|20)\d\d)年|(?:当年|同年)?)(?P<m{0}>\d{{1,2}})月(?P<d{0}>\d{{1,2}})[日号]"
_TERM = re.compile(
    rf"自[^，。；\d]{{0,16}}[（(]?{_DAY.format(1)}[）)]?起?[，,]?(?:为期|期限)?(?P<n>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})"
    rf"(?P<unit>年|个月|日|天)[，,]?(?:至|到)(?P<end>{_DAY.format(2)})(?:届满|期满|到期|止|终止|截止)"
)
_TOOK = re.compile(
    r"(?:用时|历时|(?<!合同)(?<!计划)(?<!约定)(?<!定额)(?<!要求)工期为?|耗时|共用)(?:共|约)?(?P<n>\d{1,4})(?:个)?(?P<work>工作日)?(?:日历天|天|日)(?!前)"
)
_EARLY = re.compile(
    r"(?P<way>提前|提早|逾期|延期|推迟|滞后|晚于计划|延后)了?(?:完工|完成|竣工)?(?P<n>\d{1,3})(?:个)?(?P<work>工作日)?(?:日历天|天|日)"
)
_DATE = re.compile(_DAY.format(""))
_TILL = (
    rf"{_DAY.format(1)}\s?(?:至|到|—{{1,2}}|-|–|－|～|~)\s?"
    r"(?:(?P<y2>20\d\d)年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})[日号]"
)
_FOR = re.compile(rf"(?:为期|历时|连续|共)(?P<n>\d{{1,3}})天[^，。；（(\d]{{0,6}}[（(，,]{_TILL}")
_OVER = re.compile(rf"{_TILL}[^，。；\d]{{0,8}}[，,（(]?(?:为期|历时|连续|共)(?P<n>\d{{1,3}})天")
_PLANNED, _REAL = re.compile(r"计划|合同约定|应于|约定|要求|时限|期限|前(?=完成|完工|竣工)"), re.compile(r"实际")
_BEGUN, _DONE = re.compile(r"开工|开始|启动|进场"), re.compile(r"竣工|完工|结束|完成|通车|投用")
_ASKED = re.compile(
    rf"(?:收到|接到|根据|按照|对照)[^，。；\d]{{0,8}}{_DAY.format('')}[^，。；]{{0,16}}(?:报告|通知|意见|清单|决定|函|要求)[^，。；]{{0,6}}后"
)
_ANSWERED = re.compile(
    r"[^，。；]{0,4}(?:全部|全面|均)?(?:完成|整改|办结|销号|归还|上缴|退还|追回|修订|印发|出台|启动|开展)"
)
_AS_OF = re.compile(rf"截[至止](?:到)?(?P<day>{_DAY.format('')})")
_FACT = re.compile(r"共有|现有|实有|拥有|已|完成|建成|支出|在编|在职|占有|达到?|为\d|结余|余额")
_MEANT = re.compile(r"预计|计划|力争|确保|拟|将|目标|应当|以前|之前|前完成")
_PUBLIC = re.compile(rf"(?:公开|发布|公布|编制|报告|报送)(?:时间|日期|日)[:：为是]?\s?{_DAY.format('')}")
_NOTICE = re.compile(r"[〔\[［【](20\d\d)[〕\]］】]\s?第?\d{1,4}\s?号")
_SPAN = re.compile(
    r"(?P<y1>20\d\d)年(?:(?P<m1>\d{1,2})月)?(?:\d{1,2}日)?\s?(?:至|到|—{1,2}|-|–|－|～|~)\s?(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月"
)
_NUMERALS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))


def _date(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 0 < month < 13 and 0 < day <= monthrange(year, month)[1] else None


def _of(match: re.Match[str], number: str, year: int = 0) -> date | None:
    said = int(match[f"y{number}"] or year)
    return _date(said, int(match[f"m{number}"]), int(match[f"d{number}"])) if said else None


def _later(start: date, number: int, unit: str) -> date:
    """The day so many years, months or days behind another one."""
    if unit in ("日", "天"):
        return start + timedelta(days=number)
    months = start.month - 1 + number * (12 if unit == "年" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


@rule("period-length")
def terms(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        if "自" not in stretch.text:
            continue
        for match in _TERM.finditer(stretch.text):
            start = _of(match, "1")
            end = _of(match, "2", start.year if start else 0)
            number = int(match["n"]) if match["n"].isdigit() else _NUMERALS.get(match["n"], 0)
            if start is None or end is None or not number:
                continue
            due = _later(start, number, match["unit"]) - timedelta(days=1)
            if abs((end - due).days) > 1:
                yield page.finding(
                    "period-length", stretch, match.start("end"), match.end("end"), "periods.terms",
                    begun=_said(start), n=match["n"], unit=match["unit"], claimed=match["end"], computed=_said(due),
                )  # fmt: skip


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@rule("period-length")
def counted(page: Page) -> Iterator[Finding]:
    """为期5天（9月10日至14日）: the days of a period, its first and last among them."""
    for stretch in page.paragraphs:
        for match in (*_FOR.finditer(stretch.text), *_OVER.finditer(stretch.text)) if "天" in stretch.text else ():
            year = page.report_year.settled or 2001
            first = _of(match, "1", year)
            last = _date(
                int(match["y2"] or (first.year if first else year)), int(match["m2"] or match["m1"]), int(match["d2"])
            )
            if first is None or last is None or last < first:
                continue
            days = (last - first).days
            if int(match["n"]) not in (days, days + 1):
                yield page.finding(
                    "period-length", stretch, match.start(), match.end(), "periods.spans", one=_said(first),
                    other=_said(last), between=days + 1, claimed=match[0], computed=f"{days + 1}天",
                )  # fmt: skip


@rule("period-length")
def spans(page: Page) -> Iterator[Finding]:
    """4月6日开工，8月28日竣工，用时145日; 计划11月30日前完工，实际11月16日完工，提前14天."""
    for stretch in page.paragraphs:
        for match in (*_TOOK.finditer(stretch.text), *_EARLY.finditer(stretch.text)):
            start, _ = stretch.sentence_at(match.start())
            days = list(_days(stretch, start, match.start()))
            if len(days) < 2 and start:
                # 要求6月30日前完成。实际8月14日完成，逾期55天
                days = list(_days(stretch, stretch.sentence_at(start - 1)[0], match.start()))
            if match["work"] or len(days) < 2:
                continue
            early = "way" in match.groupdict()
            first, last = (_PLANNED, _REAL) if early else (_BEGUN, _DONE)
            one = next((day for day, said in days if first.search(said)), None)
            other = next((day for day, said in reversed(days) if last.search(said) and day != one), None)
            if one is None or other is None or len(days) > 2:
                continue
            between = abs((other - one).days)
            if int(match["n"]) not in (between, between + 1, between - 1):
                yield page.finding(
                    "period-length", stretch, match.start(), match.end(), "periods.spans", one=_said(one),
                    other=_said(other), between=between, claimed=match[0], computed=f"{between}天",
                )  # fmt: skip


def _days(stretch: Stretch, start: int, end: int) -> Iterator[tuple[date, str]]:
    """The days told between two places, each with the words of its clause."""
    year = 0
    for match in _DATE.finditer(stretch.text, start, end):
        year = int(match["y"] or year)
        day = _of(match, "", year)
        if day is not None:
            low = max(stretch.text.rfind(mark, start, match.start()) for mark in "，；。")
            high = min((at for mark in "，；。" if (at := stretch.text.find(mark, match.end())) >= 0), default=end)
            yield day, stretch.text[max(start, low) : high]


@rule("stage-order")
def answered(page: Page) -> Iterator[Finding]:
    """收到2023年8月14日印发的报告后……于2023年6月20日完成整改: done before it was asked."""
    for stretch in page.paragraphs:
        for match in _ASKED.finditer(stretch.text):
            asked = _of(match, "")
            _, end = stretch.sentence_at(match.start())
            for one in _DATE.finditer(stretch.text, match.end(), end):
                day = _of(one, "", asked.year if asked else 0)
                said = stretch.text[one.end() : one.end() + 14]
                if asked and day and day < asked and _ANSWERED.match(said):
                    yield page.finding(
                        "stage-order", stretch, one.start(), one.end(), "periods.answered", notice=_said(asked),
                        day=_said(day), claimed=one[0],
                    )  # fmt: skip
                    break


@rule("after-signature")
def as_of(page: Page) -> Iterator[Finding]:
    """截至2026年12月31日，共有…: as of a day behind the one on which the text was written or made public."""
    public = next((day for one in page.stretches[:6] for day in _published(one)), None)
    signed = page.signature
    limit = public or (_date(*signed.day) if signed and signed.day.day else None)
    for stretch in page.paragraphs if limit else ():
        for number in _NOTICE.finditer(stretch.text):
            if limit and limit.year < int(number[1]) < limit.year + 4:
                yield page.finding(
                    "after-signature", stretch, number.start(), number.end(), "periods.notice", limit=_said(limit),
                    claimed=number[0], computed=f"{limit.year}年",
                )  # fmt: skip
        for match in _AS_OF.finditer(stretch.text):
            day = _of(match, "")
            _, end = stretch.sentence_at(match.start())
            said = stretch.text[match.end() : min(end, match.end() + 60)]
            if day is None or limit is None or day <= limit or not _FACT.search(said) or _MEANT.search(said):
                continue
            yield page.finding(
                "after-signature", stretch, match.start("day"), match.end("day"), "periods.as_of", limit=_said(limit),
                day=_said(day), claimed=match["day"], computed=f"{day.year - 1}年{day.month}月{day.day}日",
            )  # fmt: skip


def _published(stretch: Stretch) -> Iterator[date]:
    for match in _PUBLIC.finditer(stretch.text):
        if day := _of(match, ""):
            yield day


@rule("stale-year")
def before_begun(page: Page) -> Iterator[Finding]:
    """截至2022年12月31日，全部建成, of a project of 2023年1月至12月."""
    begun: tuple[Stretch, date, str] | None = None
    for stretch in page.paragraphs:
        for match in _SPAN.finditer(stretch.text):
            said = stretch.text[max(0, match.start() - 12) : match.start()]
            if any(word in said for word in ("实施期", "实施周期", "建设期", "项目期", "执行期", "服务期", "实施时间")):
                day = _date(int(match["y1"]), int(match["m1"] or 1), 1)
                begun = (stretch, day, match[0]) if day else begun
        for match in _AS_OF.finditer(stretch.text) if begun else ():
            day = _of(match, "")
            said = stretch.text[match.end() : match.end() + 60]
            if begun and day and day < begun[1] and _FACT.search(said) and not _MEANT.search(said):
                yield page.finding(
                    "stale-year", stretch, match.start("day"), match.end("day"), "periods.before_begun",
                    begun=begun[2], day=_said(day), claimed=match["day"],
                    computed=f"{begun[1].year}年{day.month}月{day.day}日",
                )  # fmt: skip


_ABOUT = re.compile(r"(?:针对|关于|对于|对)(?P<year>20\d\d)年[^，。；]{0,10}(?:上述|前述|该笔|这笔|该项)")


@rule("stale-year")
def strayed(page: Page) -> Iterator[Finding]:
    """针对2019年多计的上述价款, of what was told for 2021 and 2022."""
    before: set[int] = set()
    for stretch in page.paragraphs:
        here = {date.year for date in stretch.dates if date.year}
        for match in _ABOUT.finditer(stretch.text):
            year, named = int(match["year"]), before | {one for one in here if one != int(match["year"])}
            if named and not min(named) <= year <= max(named):
                yield page.finding(
                    "stale-year", stretch, match.start("year"), match.end("year") + 1,
                    "periods.strayed-range" if len(named) > 1 else "periods.strayed",
                    since=min(named), until=max(named), year=year,
                    claimed=f"{year}年", computed=f"{min(named)}年",
                )  # fmt: skip
        before = here or before
