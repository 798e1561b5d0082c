"""The year that a report opens with: 现将我会2025年部门预算公开如下 under a title of 2026, 2024年是“十四五”收官之年.

The reader gains the first sentence of last year's file.

Limits: the year of the report is that of its title; an opening is one of the first paragraphs, and names no other year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.language.numerals import chinese_value

_PLAN = re.compile(
    r"(?P<year>20\d\d)年(?:度)?[，,]?(?:既)?(?:是|系|作为|为)[^。；]{0,20}?“?(?P<plan>十[一二三四五六七八九]?)五”?(?:规划|时期|发展)?的?[^，。；“”]{0,8}?"
    r"(?P<part>开局|起步|首|第[一二三四五]|中期|收官|最后一|末)[之的]?年?"
)
#: 十二五 began in 2011, and each plan has five years.
_WORK = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:的)?(?:主要|重点)?工作"
    r"(?:(?P<done>总结|情况|回顾|完成情况|开展情况)|(?P<meant>打算|计划|安排|思路|谋划))"
)
_FIRST, _TWELFTH, _LONG = 2011, 12, 5
_PARTS = {"开": 0, "起": 0, "首": 0, "中": 2, "收": 4, "最": 4, "末": 4}
_OPENINGS = 3
#: A heading has so few characters.
_SHORT = 24


@rule("stale-year")
def openings(page: Page) -> Iterator[Finding]:
    year = page.report_year.titled
    said = [re.compile(one) for one in page.words("openings", "openings")]
    for stretch in page.paragraphs[:_OPENINGS] if year else ():
        if stretch.style or str(year) in stretch.text.partition("。")[0]:
            continue
        match = next((hit for one in said if (hit := one.match(stretch.text))), None)
        if match and int(match["year"]) == year - 1:
            yield page.finding(
                "stale-year", stretch, match.start("year"), match.end("year") + 1, "openings.opening", year=year,
                claimed=f"{match['year']}年", computed=f"{year}年",
            )  # fmt: skip


@rule("stale-year")
def plans(page: Page) -> Iterator[Finding]:
    """2024年是“十四五”收官之年: the five years of a plan are known."""
    for stretch in page.paragraphs:
        for match in _PLAN.finditer(stretch.text) if "五" in stretch.text else ():
            first = _FIRST + (chinese_value(match["plan"]) - _TWELFTH) * _LONG
            part = match["part"]
            right = first + (chinese_value(part[1]) - 1 if part[0] == "第" else _PARTS[part[0]])
            if int(match["year"]) != right and first > 2000:
                yield page.finding(
                    "stale-year", stretch, match.start("year"), match.end(), "openings.plan",
                    claimed=f"{match['year']}年", computed=f"{right}年", plan=f"{match['plan']}五", part=part,
                )  # fmt: skip


@rule("stale-year")
def meant(page: Page) -> Iterator[Finding]:
    """2023年工作打算 below 2023年工作情况: what is meant is of the year after."""
    told = [(one, match) for one in page.stretches if one.kind != "cell" for match in _WORK.finditer(one.text)]
    done = {int(match["year"]) for _, match in told if match["done"]}
    for stretch, match in told:
        year = int(match["year"])
        headed = stretch.kind == "heading" or len(stretch.text) < _SHORT
        if match["meant"] and headed and year in done and year == max(done) and stretch.kind != "title":
            yield page.finding(
                "stale-year", stretch, match.start(), match.end(), "openings.meant", year=year,
                claimed=f"{year}年", computed=f"{year + 1}年",
            )  # fmt: skip
