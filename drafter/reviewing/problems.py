"""The problems that a report tells, and the measures against them, item by item.

The reader gains that a problem without a measure is seen, and what last year left to be mended.

Limits: items are told by their numbers (（一）, 1., 一是) or paragraphs; a section is known by its heading or by the
label that a paragraph begins with (存在问题：).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter.claims.text import Stretch

_PROBLEM = re.compile(r"问题|不足|困难|短板")
_MEASURE = re.compile(r"措施|建议|打算|改进|下一步|对策")
#: What was done about the problems of another time is told elsewhere.
_MENDED = re.compile(
    r"(?:上年|上一年|以前|往年|去年|评价|审计|检查|反馈|巡察)[^，。]{0,14}(?:整改|落实)|整改(?:落实)?情况|结果应用"
)
_APPLYING = re.compile(
    r"(?<=[措施建议打算进对策题足])(?:[与和及、]|以及)(?:拟)?(?:(?:绩效|自评|评价)*(?:结果)?(?:拟)?(?:应用|运用|公开)(?:和|与|及|、)?)+(?:情况|计划|建议)?$"
)
#: What is done with the results of this review is no measure against a problem.
_APPLIED = re.compile(r"^(?:本次|本年度?|此次)?(?:项目)?(?:绩效)?(?:自评|评价)(?:的)?(?:结果|结论|报告)")
_LABEL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*)?(?P<label>(?:主要|存在的?|项目)*(?:主要)?(?:问题|不足)(?:及原因|和原因)?|(?:下一步)?(?:改进|整改|应对)?(?:工作)?(?:措施|打算|建议))(?:是|有|如下)?[：:]"
)
_INSIDE = re.compile(
    r"(?:改进|整改|应对|解决)?(?:工作)?措施(?:是|为)?[：:]|(?<=[。；])(?:下一步|今后|针对(?:上述|该|这一)问题)[，,]?"
)
_NUMBER = re.compile(
    r"^\s*(?:[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十][，、]|[一二三四五六七八九十]是|[①-⑳])\s*"
)
_ORDINAL = re.compile(
    r"(?<=[。；：:])\s*(?=(?:[二三四五六七八九十]是|[（(](?:[二三四五六七八九十]|[2-9])[）)]|[2-9][．.、](?!\d)"
    r"|第[二三四五六七八九十][，、]))"
)
_SHORT = 26
_SIGNED = ("signature", "date")


class ToldProblem(NamedTuple):
    """A problem or a measure: its words without number, its place, and the measure that stands in it ("" for none)."""

    text: str
    place: str
    measure: str = ""

    @property
    def headline(self) -> str:
        """What the problem is, in short: the first clause that says something."""
        clauses = [one for one in re.split("[，。；：:]", self.text) if len(one.strip()) >= 4]
        return clauses[0].strip() if clauses else self.text.strip()


class Problems(NamedTuple):
    """The problems and measures of a text; `told` whether it has a place for problems at all, `heading` the place of
    that."""

    problems: tuple[ToldProblem, ...]
    measures: tuple[ToldProblem, ...]
    told: bool


def problems_of(stretches: Iterable[tuple[Stretch, str]]) -> Problems:
    """The problems and measures among the headings and paragraphs of a text."""
    problems: list[ToldProblem] = []
    measures: list[ToldProblem] = []
    told, labelled = False, ""
    section: tuple[str, ...] = ("",)
    for stretch, place in stretches:
        # Who signs a report that ends with its measures is none of them.
        if stretch.style in _SIGNED:
            continue
        if stretch.section != section and stretch.kind == "paragraph":
            labelled, section = "", stretch.section
        if stretch.kind == "heading" and _opens(stretch.text):
            told, labelled = told or _mode(stretch.text) in ("problems", "both"), ""
            continue
        mode = next((found for one in reversed(stretch.section) if (found := _mode(one))), "")
        if mode == "mended":
            continue
        text = stretch.text.strip()
        if match := _LABEL.match(text):
            labelled = "problems" if _PROBLEM.search(match["label"]) else "measures"
            told, text = told or labelled == "problems", text[match.end() :].strip()
        mode = labelled or mode
        if not text or not mode:
            continue
        body = stretch.kind == "paragraph" and bool(stretch.section) and not _opens(stretch.section[-1])
        for part in _parts(text):
            _take(part, place, mode, body and not _NUMBER.match(part), problems, measures)
    return Problems(tuple(problems), tuple(measures), told)


def _take(
    part: str, place: str, mode: str, body: bool, problems: list[ToldProblem], measures: list[ToldProblem]
) -> None:
    """One item: a problem with what is to be done about it, or a measure; `body` what stands under a heading of its
    own."""
    inside = _INSIDE.search(part)
    words = _NUMBER.sub("", part[: inside.start()] if inside and mode != "measures" else part).strip()
    measure = part[inside.end() :].strip() if inside and mode != "measures" else ""
    if mode == "measures" and body and measures:
        last = measures.pop()
        measures.append(last._replace(text=f"{last.text}。{words}"))
    elif _APPLIED.match(words) and (mode == "measures" or ((measures or problems) and not _NUMBER.match(part))):
        return
    elif mode == "measures":
        measures.append(ToldProblem(words, place))
    elif problems and (body or (not words and measure)):
        last = problems.pop()
        problems.append(last._replace(text=f"{last.text}。{words}".rstrip("。"), measure=last.measure or measure))
    elif words:
        problems.append(ToldProblem(words, place, measure))


def _opens(heading: str) -> bool:
    """Whether a heading opens a section (三、存在的问题), and is no item of one (（一）路况指标未达标。优良路率…)."""
    return len(heading) <= _SHORT and bool(_mode(heading)) and not re.search("[。，；]", heading.strip("。"))


def _mode(heading: str) -> str:
    """problems, measures, both, mended or "" for what a heading is about."""
    if len(heading) > _SHORT:
        return ""
    # 改进措施与结果应用: what results are used for is told behind the measures.
    heading = _APPLYING.sub("", heading)
    if _MENDED.search(heading):
        return "mended"
    problem, measure = _PROBLEM.search(heading), _MEASURE.search(heading)
    return "both" if problem and measure else "problems" if problem else "measures" if measure else ""


def _parts(text: str) -> Iterator[str]:
    """The items of a paragraph that numbers them: 一是…；二是…."""
    if re.match(r"^\s*(?:[一1]是|第一|[（(]?1[）).．、]|[（(]一[）)])|.{0,40}?一是", text):
        yield from (part for part in _ORDINAL.split(text) if part.strip())
    else:
        yield text


def numbered(stretches: Iterable[tuple[Stretch, str]]) -> Iterator[ToldProblem]:
    """The numbered points of a letter: what is to be mended."""
    for stretch, place in stretches:
        if _NUMBER.match(stretch.text) and len(stretch.text) > 8:
            yield ToldProblem(_NUMBER.sub("", stretch.text).strip(), place)


def runs(text: str) -> set[str]:
    """The pairs of characters of a text, within its clauses."""
    parts = re.findall(r"[\u4e00-\u9fff]{2,}", text)
    return {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
