"""What was taken over from last year's report: its year, its reasons, its measures, its counts.

Limits: a sentence that is the same but for a word; what stands in both for good reason (a headline of a problem that
goes on, what the project is) says so, or holds neither year nor reason nor count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.reviewing.answer import Look
from drafter.reviewing.dossier import Dossier
from drafter.reviewing.laws import answers
from drafter.reviewing.paper import Paper
from drafter.reviewing.problems import problems_of
from drafter.reviewing.value import CellText

#: A sentence in fewer characters may be the same by chance; a reason says more.
_LEAST, _REASON, _ALIKE = 12, 14, 0.9
#: A sentence of last year that stands within another one.
_WITHIN = 16
_CLAUSE = 6
_NUMBER = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,2}[、是])\s*"
)
_COUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Why something is as it was.
_STILL = re.compile(r"与(?:上年|去年|往年)(?:相同|一致|持平)|不变|未变|仍然?|继续|依然|延续|上年|去年|保持")
#: What a year before this one is told for.
_COMPARED = re.compile(
    r"比|较|由|从|增加|减少|增长|下降|提高|上升|基数|同期|结转|上年|去年|立项|批复|批准|签订|签约|合同|协议|印发|出台|规划|方案|启动|成立|开工|招标|中标|确定|设立|起"
)
_BACKGROUND = re.compile(r"概况|背景|依据|立项|基本情况|目标(?!.{0,6}(?:完成|实现|达成))|由来")


class _Sentence(NamedTuple):
    text: str
    place: str
    section: str


@answers("copied")
def copied(look: Look) -> None:
    """Sentences of this year's report and reasons of the form that are last year's."""
    dossier = look.dossier
    year = dossier.year
    if dossier.report is None:
        look.lack("今年的报告")
        return
    if dossier.last is None:
        _overdue(look, year)
        if not look.faults:
            look.lack("上年报告")
        return
    before = [one.text for one in _sentences(dossier, dossier.last) if len(one.text) >= _LEAST]
    look.saw(f"报告与上年报告逐句对照，上年{len(before)}句")
    for paper in dossier.reports:
        for one in _sentences(dossier, paper):
            if len(one.text) >= _LEAST and (same := _same(one.text, before)):
                _judge(look, one, same, year)
    _reasons(look, before)
    _overdue(look, year)


def _sentences(dossier: Dossier, paper: Paper) -> Iterator[_Sentence]:
    for stretch, place in dossier.stretches_of(paper, ("paragraph", "heading")):
        section = stretch.section[-1] if stretch.section else ""
        for part in re.split("[。；]", _NUMBER.sub("", stretch.text)):
            if part.strip():
                yield _Sentence(CellText(part).said, place, section)


def _same(text: str, before: list[str]) -> str:
    """The sentence of last year that a sentence is, but for a word; "" for none."""
    if text in before:
        return text
    for one in before:
        if len(one) >= _WITHIN and one in text:
            return one
        if len(text) >= _WITHIN and text in one:
            return text
        longest = max(len(one), len(text))
        if abs(len(one) - len(text)) * 10 > longest or _COUNT.findall(one) != _COUNT.findall(text):
            continue
        matcher = SequenceMatcher(None, one, text, autojunk=False)
        if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            return one
    return ""


def _pieced(text: str, before: list[str]) -> bool:
    """Whether most of a text are clauses of last year's sentences, in whatever order."""
    clauses = [one for one in re.split("[,，。；;、]", text) if len(one) >= _CLAUSE]
    known = [one for one in clauses if any(one in each for each in before)]
    whole = sum(map(len, known))
    return len(known) >= 2 and whole >= _REASON and whole * 2 >= len(text)


def _judge(look: Look, one: _Sentence, same: str, year: int) -> None:
    """A sentence that last year's report has too: at fault where it tells last year, or counts as last year did."""
    if _STILL.search(one.text):
        return
    own = same if same in one.text else one.text
    stale = bool(year) and f"{year - 1}年" in own and f"{year}年" not in own and not _spans(own, year)
    if stale:
        what = f"与上年报告是同一句，年份还是{year - 1}年：“{own[:40]}”"
        look.fault(CellText(own[:60], one.place), what)
        return
    if _BACKGROUND.search(one.section):
        return
    figures = set(_COUNT.findall(re.sub(r"20\d\d年|\d{1,2}月(?:\d{1,2}日)?", "", one.text))) - _known(look)
    if same == one.text and len(figures) >= 2:
        look.fault(CellText(one.text[:60], one.place), f"与上年报告一字不差，数也没有变：“{one.text[:40]}”")


def _spans(text: str, year: int) -> bool:
    """Whether a range of years takes this one in: （2024—2026年）."""
    ranges = re.findall(r"(20\d\d)年?\s*[-—–~～至到]\s*(20\d\d)年?", text)
    return any(int(first) <= year <= int(last) for first, last in ranges)


def _known(look: Look) -> set[str]:
    """The figures that this year's form and goals tell too."""
    forms = [*look.dossier.forms, *([look.dossier.goals] if look.dossier.goals else [])]
    cells = [line[key].text for form in forms for line in form.lines for key in ("target", "actual", "weight", "score")]
    cells += [cell.text for form in forms for cell in form.money.values()]
    return {one for text in cells for one in _COUNT.findall(text)}


def _reasons(look: Look, before: list[str]) -> None:
    """Reasons in the form, and the problems and measures of the report, that are last year's word for word."""
    dossier = look.dossier
    for form in dossier.forms:
        for line in form.lines:
            for key in ("reason", "measure", "description"):
                cell = line[key]
                parts = [one for one in re.split("[。；;]", cell.said) if len(one) >= _REASON]
                same = [one for one in parts if _same(one, before) or _pieced(one, before)]
                if same and not _STILL.search(cell.text):
                    what = f"指标“{line.name}”的原因与上年报告相同：“{same[0][:40]}”"
                    look.fault(cell, what)
    told = problems_of(dossier.stretches())
    for called, items in (("问题和原因", told.problems), ("改进措施", told.measures)):
        for item in items:
            if _STILL.search(item.text):
                continue
            parts = [CellText(one).said for one in re.split("[。；]", item.text) if one.strip()]
            # A headline may be the same where the matter goes on; what is said of it may not.
            body = parts[1:] if len(parts) > 1 else parts
            same = [one for one in body if len(one) >= _REASON and (_same(one, before) or _pieced(one, before))]
            if same:
                look.fault(CellText(same[0][:60], item.place), f"{called}与上年报告相同：“{same[0][:40]}”")


def _overdue(look: Look, year: int) -> None:
    """截至上年12月31日 in what was done this year."""
    if not year:
        return
    pattern = re.compile(rf"截[至止](?:到)?{year - 1}年(?:12月)?(?:31日|底|末|年底)?[^，。；]{{0,6}}")
    for stretch, place in look.dossier.stretches(("paragraph",)):
        section = stretch.section[-1] if stretch.section else ""
        if _BACKGROUND.search(section):
            continue
        for sentence in re.split("[。；]", stretch.text):
            match = pattern.search(sentence)
            if match is None:
                continue
            look.saw(f"{place}“{match[0]}”")
            if f"{year}年" not in sentence and not _COMPARED.search(
                sentence[: match.start()] + sentence[match.end() :]
            ):
                quote = sentence[match.start() :][:60]
                if any(one.place == place and quote[:20] in one.quote for one in look.faults):
                    continue
                look.fault(CellText(quote, place), f"写的是截至{year - 1}年的情况，报告年度是{year}年")
