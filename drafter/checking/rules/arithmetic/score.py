"""Scores: the grade is that of the score, the execution rate earns what it is worth, the total allows for it.

Source: 项目支出绩效评价管理办法 (财预〔2020〕10号), articles 13 and 18: the execution rate is worth 10 points; the
grades are 优, 良, 中, 差 from 90, 80 and 60 points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise
from typing import Any

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions, told
from drafter.claims.parts import add
from drafter.claims.rates import budget_and_spending, quotient
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, around, plain, rounded, verdict

_GRADE = re.compile(
    r"(?:等级|等次|结果|档次|评价|评定)[^，。；\d]{0,6}?[为是：“‘]{1,2}(优|良|中|差)(?:秀|好|等)?(?=[”’，。；）\s]|$)"
)


_SUMMED = re.compile("[，、；]?(?:各项|[四三五]项|以上)?(?:得分)?(?:合计|总计|共计|共|累计)[得为]?")
_TIMES = re.compile(r"执行率[”’）)]?\s?[×xX＊*]\s?(?:权重|分值)?(?P<n>\d{1,3})(?:分)?")


def _scores(page: Page) -> Iterator[tuple[Stretch, Mention]]:
    names = page.words("score", "score")
    for stretch in page.stretches:
        if stretch.kind in ("paragraph", "heading"):
            for one in mentions(stretch):
                if one.figure.unit != "分" or one.figure.rough or one.rising:
                    continue
                if any(name in one.left for name in names) or _SUMMED.fullmatch(one.left):
                    yield stretch, one


#: 90分（含）以上为优, 80—90分（不含）为良, 得分≥60的为中: the lowest score of a grade.
_BOUND = re.compile(
    r"(?P<low>\d{2})分?(?:[（(]含[^（）()]{0,3}[）)])?分?(?:及?以上|[—–~～至到-]{1,2}\d{2,3}分?(?:[（(][^（）()]{1,4}[）)])?)?"
    r"[^\d，。；、：]{0,6}?[为是“：]{1,2}(?P<grade>优|良|中)(?![位期])"
)


def _bounds(page: Page, grades: list[str]) -> list[Any]:
    """The lowest score of each grade as the text itself says, else as the rule is set."""
    for stretch in page.stretches:
        said = {match["grade"]: int(match["low"]) for match in _BOUND.finditer(stretch.text)}
        known = [said[one] for one in grades[:-1] if one in said]
        if len(known) == len(grades) - 1 and known == sorted(known, reverse=True):
            return known
    bounds: list[object] = page.setting("grade", "bounds")
    return bounds


@rule("grade")
def grade(page: Page) -> Iterator[Finding]:
    grades = page.words("score", "grades")
    bounds = _bounds(page, grades)
    for stretch, score in _scores(page):
        if score.value > 100:
            continue
        match = _GRADE.search(stretch.text, score.figure.end, score.figure.end + 40)
        if not match or re.search(r"\d", stretch.text[score.figure.end : match.start(1)]):
            match = _alone(page, stretch, score)
        if not match:
            continue
        right = grades[next((i for i, bound in enumerate(bounds) if score.value >= bound), len(bounds))]
        if match[1] != right:
            yield page.finding(
                "grade", stretch, match.start(1), match.end(1), "score.grade", score=score.figure.text,
                claimed=match[1], computed=right,
            )  # fmt: skip


def _alone(page: Page, stretch: Stretch, score: Mention) -> re.Match[str] | None:
    """The grade of a paragraph that tells one score and, further on, one grade."""
    found = list(islice(_GRADE.finditer(stretch.text, score.figure.end), 2))
    names = page.words("score", "score")
    scores = [one for one in mentions(stretch) if one.figure.unit == "分" and any(name in one.left for name in names)]
    return found[0] if len(found) == 1 and len(scores) == 1 else None


@rule("score-rate")
def score_rate(page: Page) -> Iterator[Finding]:
    """One total and one execution rate: what the rate costs, the total lacks."""
    weight = Decimal(str(page.setting("score-rate", "weight")))
    scores = list(_scores(page))
    if len({one.value for _, one in scores}) != 1 or not 60 <= scores[0][1].value <= 100:
        return
    stretch, score = scores[0]
    claims: list[tuple[tuple[Mention, ...], int]] = []
    for other in page.paragraphs:
        found = mentions(other)
        claims.extend((found, i) for i, one in enumerate(found) if one.role == "execution" and not one.figure.rough)
    if len({found[i].value for found, i in claims}) != 1:
        return
    found, at = claims[0]
    rate = found[at]
    if rate.value > 100:
        return
    most = HUNDRED - (HUNDRED - rate.value) * weight / HUNDRED
    if score.shown.low > most + weight * rate.figure.half / HUNDRED:
        value = plain(most, 2) + "分"
        yield page.finding(
            "score-rate", stretch, score.figure.start, score.figure.end, "score.ceiling", rate=rate.figure.text,
            weight=plain(weight), claimed=score.figure.text, computed=value, certain=False,
            working=f"100 − (100% − {rate.figure.text}) × {plain(weight)} = {value}",
        )  # fmt: skip
        return
    pair = budget_and_spending(found, at)
    share = quotient(pair[1], pair[0]) if pair else None
    if share is None or score.figure.decimals < 2:
        return
    half = score.figure.half * HUNDRED / weight
    implied = around(HUNDRED - (HUNDRED - score.value) * HUNDRED / weight, max(half, Decimal("0.005")))
    wrong = verdict(rate.shown, share) == "wrong" and verdict(rate.shown, implied) == "wrong"
    if wrong and abs(implied.mid - share.mid) < Decimal("0.01"):
        value = rounded(implied.mid, 3) + "%"
        yield page.finding(
            "score-rate", stretch, score.figure.start, score.figure.end, "score.implied", claimed=rate.figure.text,
            computed=value, certain=False,
            working=f"100 − (100 − {score.figure.shown}) × {plain(HUNDRED / weight)} = {value}",
        )  # fmt: skip


@rule("rate-score")
def rate_score(page: Page) -> Iterator[Finding]:
    full, got = page.words("score", "full"), page.words("score", "got")
    for stretch, found, before in told(page):
        formula = _formula(stretch)
        if formula and not any(one.role == "execution" for one in found):
            # The rate in the paragraph before, what it earns by the formula in this one.
            rates = [one for one in before if one.role == "execution"]
            found = (*(one._replace(sentence=formula[1], clause=0) for one in rates), *found)
        alone = sum(one.role == "execution" for one in found) == 1
        for at, rate in enumerate(found):
            if rate.role != "execution" or rate.figure.rough or rate.value > 100:
                continue
            near = [one for one in found[max(0, at - 3) : at + 4] if one.sentence == rate.sentence]
            marks = [one for one in near if one.figure.unit == "分" and not one.figure.rough]
            worth = [one for one in marks if any(w in one.left for w in full) or _counted(stretch, one)]
            worth = [one for one in worth if not one.left.rstrip("为了：").endswith(tuple(got))]
            earned = [one for one in marks if one not in worth and any(word in one.left for word in got)]
            if not worth and alone:
                # The rate in one sentence, what it earned in the next.
                worth, earned = _executed(found, rate, full, got)
            if alone and not worth and formula:
                worth = [one for one in found if one.figure.unit == "分" and one.value == formula[0]][:1]
                earned = [one for one in marks if one not in worth and any(word in one.left for word in got)]
            most = worth[0].value if len(worth) == 1 else formula[0] if formula and alone and not worth else None
            if most is None or len(earned) != 1 or earned[0].clause < rate.clause - 2:
                continue
            share = Interval(*(part / HUNDRED for part in rate.shown)).scaled(most)
            if verdict(earned[0].shown, share) != "wrong":
                continue
            value = plain(share.mid, max(2, earned[0].figure.decimals)) + "分"
            yield page.finding(
                "rate-score", stretch, earned[0].figure.start, earned[0].figure.end, "score.rate_score",
                worth=f"{plain(most)}分", rate=rate.figure.text, claimed=earned[0].figure.text, computed=value,
                working=f"{plain(most)} × {rate.figure.text} = {value}",
            )  # fmt: skip


def _formula(stretch: Stretch) -> tuple[Decimal, int] | None:
    """得分按“预算执行率×10”计算: what the rate is multiplied by, and in which sentence; None where that holds only
    below or above a bound."""
    match = _TIMES.search(stretch.text)
    if match is None:
        return None
    before = stretch.text[max(0, match.start() - 40) : match.start()]
    bounded = re.search("低于|不足|未达|以下|高于|达到|以上|不低于", re.split("[；。]", before)[-1])
    number = next(i for i, (low, high) in enumerate(stretch.sentences) if low <= match.start() < high)
    return None if bounded else (Decimal(match["n"]), number)


def _counted(stretch: Stretch, one: Mention) -> bool:
    """按10分计, 计10分: what a part is worth."""
    return stretch.text.startswith("计", one.figure.end) and one.left.endswith(("按", "以"))


def _executed(
    found: tuple[Mention, ...], rate: Mention, full: list[str], got: list[str]
) -> tuple[list[Mention], list[Mention]]:
    """What the execution is worth and what it earned, where a paragraph with one such rate says both in other
    sentences."""
    marks = [one for one in found if one.figure.unit == "分" and not one.figure.rough and one.sentence >= rate.sentence]
    worth = [one for one in marks if "执行" in one.left and any(word in one.left for word in full)]
    earned = [one for one in marks if one not in worth and any(word in one.left for word in got)]
    return worth[:1], [one for one in earned if "执行" in one.left and one.sentence - rate.sentence < 4]


#: 以100分为基准, 满分100分; 扣3.5分, 加2分; 最后得分96.0分.
_FROM = re.compile("(?:以|基准|起评|起始|基础|基本|满分|总分)[分为是有]*$")
_COST, _EARNED = (
    re.compile("扣(?:减|除|了|掉|分)?[^，。；、]{0,4}$"),
    re.compile("(?<!附)(?:加|奖)(?:了|分|励)?[^，。；、]{0,4}$"),
)
_LIMIT = re.compile("每|最多|最高|不超过|上限|封顶|以内|合计|共|累计|小计")
_FINAL = re.compile("(?:(?:最后|最终|综合|实际|考核|评定|自评|总)(?:得分|评分|分|成绩|得)|实得分?)[数为是]*$")


@rule("score-sum")
def ledger(page: Page) -> Iterator[Finding]:
    """以100分为基准，…扣3.5分，…扣2分，…加2分，最后得分96.0分: what is left of the start when each step is taken."""
    for stretch in page.paragraphs:
        marks = [one for one in mentions(stretch) if one.figure.unit == "分"]
        ends = [at for at, one in enumerate(marks) if _FINAL.search(one.left)]
        starts = [at for at, one in enumerate(marks) if _FROM.search(one.left)]
        if len(ends) != 1 or len(starts) != 1 or ends[0] - starts[0] < 3:
            continue
        first, steps, last = marks[starts[0]], marks[starts[0] + 1 : ends[0]], marks[ends[0]]
        lost = [_COST.search(one.left) is not None for one in steps]
        plain_ = not any(one.figure.rough for one in (*steps, last))
        plain_ = plain_ and all(cost or _EARNED.search(one.left) for cost, one in zip(lost, steps, strict=True))
        if not plain_ or all(lost) or any(_LIMIT.search(one.left) for one in steps):
            continue
        total = first.shown
        for cost, one in zip(lost, steps, strict=True):
            total = total - one.shown if cost else total + one.shown
        if said := verdict(last.shown, total):
            value = plain(total.mid) + "分"
            shown = "".join(
                (" − " if cost else " + ") + one.figure.shown for cost, one in zip(lost, steps, strict=True)
            )
            yield page.finding(
                "score-sum", stretch, last.figure.start, last.figure.end, "score.score_sum",
                claimed=last.figure.text, computed=value, certain=said == "wrong",
                working=f"{first.figure.shown}{shown} = {value}",
            )  # fmt: skip


@rule("score-sum")
def score_sum(page: Page) -> Iterator[Finding]:
    """满分20分，得19分；… 综合得分: parts that are worth a hundred together make the total."""
    names = page.words("score", "score")
    full, got = page.words("score", "full"), page.words("score", "got")
    for stretch in page.paragraphs:
        marks = [one for one in mentions(stretch) if one.figure.unit == "分" and not one.figure.rough]
        parts = [
            (one, other)
            for one, other in pairwise(marks)
            if (any(word in one.left for word in full[:5]) or other.left.strip("，、（( ") in got)
            and any(word in other.left for word in got)
            and other.clause - one.clause <= 1
            and other.value <= one.value
        ]
        # 决策14.50分（满分15分）: what was earned first.
        parts += [
            (other, one)
            for one, other in pairwise(marks)
            if other.left.strip("（( ：:为") in full[:5]
            and one.value <= other.value
            and all(one is not p for _, p in parts)
        ]
        totals = [
            one for one in marks if any(name in one.left for name in names) and all(one is not p for _, p in parts)
        ]
        if len(parts) < 2 or len(totals) != 1 or sum(one.value for one, _ in parts) != 100:
            continue
        total, earned = totals[0], add([other for _, other in parts])
        if not (said := verdict(total.shown, earned)):
            continue
        value = plain(earned.mid) + "分"
        yield page.finding(
            "score-sum", stretch, total.figure.start, total.figure.end, "score.score_sum", claimed=total.figure.text,
            computed=value, certain=said == "wrong",
            working=" + ".join(other.figure.shown for _, other in parts) + f" = {value}",
        )  # fmt: skip
